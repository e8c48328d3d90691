"""Replies to recommendations, and how far each has come: what was answered, what is done, what difference it made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from groups.recommendation import Recommendation, by_addressee, sentence, shown_numbers
from groups.response import Covered, Position, Progress, Response
from interviews.readers.clean import clean
from interviews.review import Review
from workbench.services.editing import NotAccepted
from workbench.workspace.workspace import Workspace


class HowFar(NamedTuple):
    """One recommendation in the monitoring report: its number, the replies to it, the newest progress on it."""

    number: int
    addressee: str
    recommendation: Recommendation
    replies: list[Response]
    progress: Progress | None

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
    """Every recommendation in order with its replies and the newest progress: the monitoring report."""
    newest: dict[str, Progress] = {}
    for row in sorted(review.progress, key=lambda p: (p.on or date.min, p.id)):
        newest[row.recommendation_id] = row
    return [
        HowFar(number, paragraph.addressee, row, replies_to(row.id, review.responses), newest.get(row.id))
        for paragraph in by_addressee(review.recommendations)
        for number, row in paragraph.recommendations
    ]
