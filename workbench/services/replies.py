"""Replies to recommendations, and how far each has come: what was answered, what is done, what difference it made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from groups.recommendation import Recommendation, by_addressee, sentence, shown_numbers
from groups.reply_reading import Reading, follow_up_for, read_reply
from groups.response import Covered, Position, Progress, Response, in_time
from groups.rows import NotThere
from interviews.readers.clean import clean
from interviews.review import Review
from workbench.services.editing import NotAccepted
from workbench.workspace.workspace import Workspace


class HowFar(NamedTuple):
    """One recommendation in the monitoring report: its number, the replies to it, the newest progress on it, and all.

    ``history`` is everything that was reported, the oldest first.
    """

    number: int
    addressee: str
    recommendation: Recommendation
    replies: list[Response]
    progress: Progress | None
    history: list[Progress]

    @property
    def text(self) -> str:
        """The recommendation as it prints."""
        return sentence(self.recommendation)


def new_reply(workspace: Workspace, review: Review, recommendation: Recommendation) -> Response:
    """An empty reply to one recommendation, from its addressee; it is kept once something is written in it."""
    place = max((r.order for r in review.responses), default=0) + 1
    return Response(
        group_id=review.group.id,
        body=recommendation.addressee,
        received=workspace.today().date(),
        text="",
        covers=[Covered(recommendation_id=recommendation.id)],
        order=place,
    )


def add_reply(
    workspace: Workspace,
    review: Review,
    covers: Sequence[Covered],
    text: str,
    *,
    body: str,
    received: date | None = None,
    position: Position = Position.NONE_YET,
) -> Response:
    """Record a reply in its exact words. Raises NotAccepted where it says nothing or answers nothing."""
    words = clean(text).strip()
    if not words:
        raise NotAccepted("A reply needs its words, exactly as they came.")
    if not covers:
        raise NotAccepted("Say which recommendations the reply answers.")
    place = max((r.order for r in review.responses), default=0) + 1
    with workspace.write("Record a reply"):
        return workspace.records.responses.add(
            Response(
                group_id=review.group.id,
                body=clean(body).strip(),
                received=received,
                text=words,
                position=position,
                covers=list(dict.fromkeys(covers)),
                follow_up=follow_up_for(words, position),
                order=place,
            )
        )


def toggle_cover(workspace: Workspace, reply: Response, covered: Covered) -> Response:
    """Let a reply answer a recommendation or one part of it, or no longer. One not kept yet is only changed."""
    rows = workspace.records.responses
    current = rows.get(reply.id) if reply.id else reply
    covers = [c for c in current.covers if c != covered]
    if len(covers) == len(current.covers):
        covers.append(covered)
    fresh = current.model_copy(update={"covers": covers})
    if not reply.id:
        return fresh
    with workspace.write("Say what a reply answers"):
        return rows.save(fresh)


def bin_reply(workspace: Workspace, reply: Response) -> None:
    """Put a reply in the bin."""
    rows = workspace.records.responses
    with workspace.write("Put a reply in the bin"):
        rows.bin(rows.get(reply.id))


# -- where it stands --------------------------------------------------------------------------------------------------


def confirm(workspace: Workspace, reply: Response, position: Position | None = None) -> Response:
    """A person says where a reply stands; without a position, that it stands as it reads.

    The question that is put back is kept with it where the reply leaves something open and none was written before.
    Raises NotAccepted for a reply that is not kept yet, NotThere for one that is gone.
    """
    if not reply.id:
        raise NotAccepted("Write the words of the reply first, exactly as they came.")
    rows = workspace.records.responses
    with workspace.write("Say where a reply stands"):
        current = rows.get(reply.id)
        said = position or read_reply(current.text).position
        question = current.follow_up.strip() or follow_up_for(current.text, said)
        return rows.save(current.model_copy(update={"position": said, "follow_up": question}))


def ask_back(workspace: Workspace, reply: Response, question: str) -> Response:
    """Keep the question that is put back to a reply: it stands in the next letter. Empty takes it away."""
    rows = workspace.records.responses
    with workspace.write("Ask back about a reply"):
        return rows.save(rows.get(reply.id).model_copy(update={"follow_up": clean(question).strip()}))


def reading_of(reply: Response) -> Reading | None:
    """What a reply reads as; None where it has no words yet."""
    return read_reply(reply.text) if reply.text.strip() else None


def question_for(reply: Response) -> str:
    """The question that could be put back to a reply, by where it stands or else reads; "" where one is put already."""
    reading = reading_of(reply)
    if reading is None or reply.follow_up.strip():
        return ""
    return reading.follow_up if reply.position is Position.NONE_YET else follow_up_for(reply.text, reply.position)


def find_reply(review: Review, name: str) -> Response:
    """The reply that a person means: by its id, or by the number of the one recommendation that it answers.

    Raises NotThere with what to say instead.
    """
    numbers = shown_numbers(review.recommendations)
    wanted = name.strip().rstrip(")").casefold()
    found = [r for r in review.responses if r.id == name.strip()]
    if not found:
        ids = {ident for ident, number in numbers.items() if number == wanted}
        found = [r for r in review.responses if ids & {c.part_id or c.recommendation_id for c in r.covers}]
    if len(found) == 1:
        return found[0]
    if found:
        raise NotThere(f"There are {len(found)} replies to {wanted}: say the id, which “reply list” prints.")
    raise NotThere(f"There is no reply to “{name}”: “reply list” prints what there is.")


def replies_to(recommendation_id: str, replies: Iterable[Response]) -> list[Response]:
    """The replies that answer a recommendation or a part of it, in order."""
    rows = sorted(replies, key=lambda r: (r.order, r.id))
    return [r for r in rows if any(c.recommendation_id == recommendation_id for c in r.covers)]


def position_in_words(replies: Sequence[Response]) -> str:
    """Where the addressee stands, as the replies say, several where they differ; "replied" where none says."""
    if not replies:
        return "no reply yet"
    said = [r.position.value for r in replies if r.position is not Position.NONE_YET]
    return ", ".join(dict.fromkeys(said)) or "replied"


def answered(reply: Response, review: Review) -> str:
    """What a reply answers, by the numbers as shown: "4, 5"."""
    numbers = shown_numbers(review.recommendations)
    order = list(numbers)
    ids = [c.part_id or c.recommendation_id for c in reply.covers]
    return ", ".join(numbers[i] for i in sorted({i for i in ids if i in numbers}, key=order.index))


def how_far(review: Review) -> list[HowFar]:
    """Every recommendation in order with its replies and what was reported on it: the monitoring report."""
    reported = in_time(review.progress)
    answers: dict[str, list[Response]] = {}
    for reply in sorted(review.responses, key=lambda r: (r.order, r.id)):
        for recommendation_id in dict.fromkeys(c.recommendation_id for c in reply.covers):
            answers.setdefault(recommendation_id, []).append(reply)
    found = []
    for paragraph in by_addressee(review.recommendations):
        for number, row in paragraph.recommendations:
            history = reported.get(row.id, [])
            newest = history[-1] if history else None
            found.append(HowFar(number, paragraph.addressee, row, answers.get(row.id, []), newest, history))
    return found
