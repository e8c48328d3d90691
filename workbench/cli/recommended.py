"""What the commands about recommendations share: finding one by its number, and printing it with all that is said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from workbench.cli.base import Session, say, say_json

if TYPE_CHECKING:
    from groups.recommendation import Recommendation
    from groups.wording import Advice
    from interviews.review import Review
    from workbench.services.similar import SimilarAsk


class Found(NamedTuple):
    """A recommendation that was named, in the part of its review that recommendations are made of."""

    review: Review
    row: Recommendation


def find(session: Session, name: str, number: str) -> Found:
    """The recommendation with this number in the group NAME. Raises NoSuchGroup, NoSuchRecommendation."""
    from workbench.services.exchange import find_group
    from workbench.services.recommending import outcome, recommendation_called

    review = outcome(session.workspace, find_group(session.workspace, name).id)
    return Found(review, recommendation_called(review, number)[0])


def tell(session: Session, row: Recommendation, *, json_out: bool, similar: bool = False) -> None:
    """Print a recommendation as it is kept now."""
    from groups.recommendation import resting_on
    from workbench.services.beside import beside
    from workbench.services.recommending import outcome

    review = outcome(session.workspace, row.group_id)
    kept = next((each for each in review.recommendations if each.id == row.id), row)
    others = [other for other in review.recommendations if other.id != kept.id]
    found = beside(session.workspace, kept, others, rests=bool(resting_on(review.rests_on).get(kept.id)))
    data = as_data(review, kept, found.advice)
    if similar:
        data["similar"] = [_asked(ask) for ask in found.similar]
    if json_out:
        say_json(data)
    else:
        in_lines(data)


def as_data(review: Review, row: Recommendation, advice: Sequence[Advice]) -> dict[str, Any]:
    """Everything that is to be said of one recommendation, with this advice on it."""
    from groups.finding import shown_numbers as finding_numbers
    from groups.recommendation import agreed_by_group, lead_in, lettered, notes_on, resting_on, sentence, shown_numbers
    from workbench.services.replies import position_in_words, replies_to

    numbers, behind = finding_numbers(review.findings), resting_on(review.rests_on).get(row.id, [])
    return row.model_dump(mode="json") | {
        "number": shown_numbers(review.recommendations).get(row.id, ""),
        "lead_in": lead_in(review.group.board, row.addressee),
        "sentence": sentence(row),
        "lettered": lettered(row),
        "notes": notes_on(row),
        "reply": position_in_words(replies_to(row.id, review.responses)),
        "rests_on": list(dict.fromkeys(numbers[r.finding_id] for r in behind if r.finding_id in numbers)),
        "group_agreed": agreed_by_group(row),
        "advice": [one._asdict() for one in advice],
    }


def _asked(ask: SimilarAsk) -> dict[str, Any]:
    return {
        "text": ask.text,
        "addressee": ask.addressee,
        "source": ask.source,
        "on": ask.on,
        "replies": ask.replies,
        "outcome": ask.outcome,
    }


def in_lines(data: dict[str, Any]) -> None:
    """The same in plain lines."""
    say(data["lead_in"])
    say(f"  {data['number'] or '–'}) {data['sentence']}  ({data['id']})")
    for line in [*data["lettered"], *data["notes"]]:
        say(f"     {line}")
    rests = f"rests on {', '.join(data['rests_on'])}" if data["rests_on"] else "rests on no finding"
    say(f"     {data['state']}; {data['reply']}; {rests}")
    if data["proposed_by"]:
        say(f"     Proposed by {data['proposed_by']}")
    if data["agreed_by"]:
        say(f"     Agreed by {', '.join(data['agreed_by'])}")
    if data["group_agreed"]:
        say(f"     The group agreed these words: {' '.join(data['group_agreed'].split())}")
    for one in data["advice"]:
        say(f"     Advice: {one['words']}: {one['why']} {one['mend']}")
    for ask in data.get("similar", []):
        say(f"     Similar: {' '.join(ask['text'].split())} (to {ask['addressee'] or 'nobody named'}, {ask['source']})")
        for reply in ask["replies"]:
            say(f"       Reply: {' '.join(reply.split())}")
        if ask["outcome"]:
            say(f"       Outcome: {ask['outcome']}")
