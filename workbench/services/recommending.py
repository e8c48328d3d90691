"""Recommendations: writing, addressing and ordering them, what they rest on. One step of undo each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from groups.evidence import EvidenceKind
from groups.recommendation import (
    Recommendation,
    RecommendationState,
    RestsOn,
    by_addressee,
    shown_numbers,
)
from interviews.partner import partner_list
from interviews.readers.clean import clean
from interviews.review import Review
from workbench.dates import NotADate, read_date
from workbench.services.editing import NotAccepted, changed
from workbench.workspace.workspace import Workspace


class NoSuchRecommendation(LookupError):
    """No recommendation has that number; the message says which there are."""


def outcome(workspace: Workspace, group_id: str) -> Review:
    """The part of a review that recommendations are made of, with no more evidence than is linked.

    It is read while somebody types.
    """
    records = workspace.records
    links = records.evidence.find(group_id=group_id)
    noted = {link.address.id for link in links if link.address.kind is EvidenceKind.NOTE}
    return Review(
        group=records.groups.get(group_id),
        partners=records.partners.find(group_id=group_id),
        interviews=records.interviews.find(group_id=group_id),
        notes=[note for note in records.notes.some(noted) if note.binned_at is None],
        findings=records.findings.find(group_id=group_id),
        evidence_links=links,
        recommendations=records.recommendations.find(group_id=group_id),
        rests_on=records.rests_on.find(group_id=group_id),
        responses=records.responses.find(group_id=group_id),
    )


def add_recommendation(
    workspace: Workspace,
    group_id: str,
    action: str,
    addressee: str = "",
    finding_ids: Iterable[str] = (),
    **parts: Any,
) -> Recommendation:
    """Write a recommendation, last to its addressee, resting on these findings. Raises NotAccepted for an empty one."""
    records = workspace.records
    words = clean(action).strip()
    if not words:
        raise NotAccepted("A recommendation needs some words: what should be done?")
    place = max((r.position for r in records.recommendations.find(group_id=group_id)), default=0) + 1
    row = Recommendation(group_id=group_id, action=words, addressee=clean(addressee).strip(), position=place)
    with workspace.write("Write a recommendation"):
        given = {name: clean(value) if isinstance(value, str) else value for name, value in parts.items()}
        kept = records.recommendations.add(changed(row, given))
        for finding_id in dict.fromkeys(finding_ids):
            records.rests_on.add(RestsOn(group_id=group_id, recommendation_id=kept.id, finding_id=finding_id))
    return kept


def when(text: str, today: date) -> dict[str, Any]:
    """By when, as it is kept: a day where the text names one, else the words as typed."""
    words = clean(text).strip()
    day = words[3:] if words.casefold().startswith("by ") else words
    try:
        return {"by_when": read_date(day, today), "by_when_text": ""}
    except NotADate:
        return {"by_when": None, "by_when_text": words}


def addressees(workspace: Workspace, review: Review) -> list[str]:
    """Whom a recommendation can be made to, the likeliest first.

    Those this group addresses already, the Cabinet Member of its portfolio, whom other groups addressed, and partners.
    """
    group = review.group
    here = [p.addressee for p in by_addressee(review.recommendations)]
    portfolio = [f"Cabinet Member for {group.portfolio}"] if group.portfolio.strip() else []
    if group.portfolio.casefold().startswith("cabinet member"):
        portfolio = [group.portfolio]
    others = [r.addressee for r in workspace.records.recommendations.find() if r.group_id != group.id]
    partners = [row.partner.name for row in partner_list(review.partners)]
    known: dict[str, str] = {}
    for name in [*here, *portfolio, *sorted(others), *partners]:
        if name.strip():
            known.setdefault(name.strip().casefold(), name.strip())
    return list(known.values())


def address_to(workspace: Workspace, recommendation: Recommendation, addressee: str) -> Recommendation:
    """Make a recommendation to somebody else, as the last of theirs; all numbers run on anew."""
    rows = workspace.records.recommendations
    name = clean(addressee).strip()
    with workspace.write(f"Make a recommendation to {name or 'nobody yet'}"):
        moved = rows.get(recommendation.id).model_copy(update={"addressee": name})
        put_in_order(workspace, readdressed(rows.find(group_id=moved.group_id), moved))
    return rows.get(recommendation.id)


def readdressed(rows: Iterable[Recommendation], moved: Recommendation) -> list[Recommendation]:
    """The order in which recommendations stand once ``moved`` has another addressee: behind the last one to the same.

    Where it is alone with the new addressee as it was with the old one, its place stays.
    """
    order = standing_order(rows)
    before = next((row for row in order if row.id == moved.id), moved)
    here = order.index(before) if before in order else len(order)
    left = [row for row in order if row.id != moved.id]
    theirs = [n for n, row in enumerate(left) if row.addressee.strip() == moved.addressee.strip()]
    alone = not any(row.addressee.strip() == before.addressee.strip() for row in left)
    at = theirs[-1] + 1 if theirs else here if alone else len(left)
    left.insert(at, moved)
    return left


def move_recommendation(workspace: Workspace, recommendation: Recommendation, by: int) -> bool:
    """Move a recommendation up (by < 0) or down; at the end of its paragraph the whole paragraph moves.

    False where nothing stands before or after it.
    """
    rows = workspace.records.recommendations
    everything = rows.find(group_id=recommendation.group_id)
    paragraphs = [[row for _, row in p.recommendations] for p in by_addressee(everything)]
    dropped = [row for row in standing_order(everything) if row.state is RecommendationState.DROPPED]
    place = next(
        ((p, n) for p, rs in enumerate(paragraphs) for n, r in enumerate(rs) if r.id == recommendation.id), None
    )
    if place is None:
        return False
    at, here = place
    paragraph = paragraphs[at]
    if 0 <= here + by < len(paragraph):
        paragraph[here], paragraph[here + by] = paragraph[here + by], paragraph[here]
    elif 0 <= at + by < len(paragraphs):
        paragraphs[at], paragraphs[at + by] = paragraphs[at + by], paragraphs[at]
    else:
        return False
    with workspace.write(f"Move a recommendation {'up' if by < 0 else 'down'}"):
        put_in_order(workspace, [row for rs in paragraphs for row in rs] + dropped)
    return True


def rest_on(workspace: Workspace, recommendation: Recommendation, finding_ids: Iterable[str]) -> None:
    """Let a recommendation rest on exactly these findings; links to others go to the bin."""
    rows = workspace.records.rests_on
    wanted = set(finding_ids)
    here = rows.find(recommendation_id=recommendation.id)
    with workspace.write("Say which findings are behind a recommendation"):
        for rest in here:
            if rest.finding_id not in wanted:
                rows.bin(rest)
        for finding_id in sorted(wanted - {rest.finding_id for rest in here}):
            rows.add(
                RestsOn(group_id=recommendation.group_id, recommendation_id=recommendation.id, finding_id=finding_id)
            )


def bin_recommendation(workspace: Workspace, recommendation: Recommendation) -> None:
    """Put a recommendation in the bin; what it rests on and the replies to it come back with it."""
    rows = workspace.records.recommendations
    with workspace.write("Put a recommendation in the bin"):
        rows.bin(rows.get(recommendation.id))


def recommendation_called(review: Review, name: str) -> tuple[Recommendation, str]:
    """The recommendation, and the id of its part where one is meant, by number or id: "4", "1a".

    Raises NoSuchRecommendation.
    """
    numbers = shown_numbers(review.recommendations)
    wanted = name.casefold().strip().rstrip(").")
    for row in review.recommendations:
        if row.id == name or numbers.get(row.id) == wanted:
            return row, ""
        for part in row.parts:
            if part.id == name or numbers.get(part.id) == wanted:
                return row, part.id
    known = ", ".join(numbers.values())
    raise NoSuchRecommendation(
        f"There is no recommendation {name}. "
        + (f"There are: {known}." if known else "There is no recommendation yet.")
    )


def standing_order(rows: Iterable[Recommendation]) -> list[Recommendation]:
    """Recommendations in the order in which they were put, dropped ones among them."""
    return sorted(rows, key=lambda r: (r.position, r.id))


def put_in_order(workspace: Workspace, order: Sequence[Recommendation]) -> None:
    """Save recommendations in this order; inside a write."""
    for place, row in enumerate(order, start=1):
        workspace.records.recommendations.save(row.model_copy(update={"position": place}))
