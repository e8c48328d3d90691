"""Recommendations: writing, addressing, ordering and splitting them, what they rest on. One step of undo each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from groups.numbering import letter
from groups.recommendation import (
    Recommendation,
    RecommendationState,
    RestsOn,
    SubPart,
    by_addressee,
    shown_numbers,
)
from groups.rows import new_id
from interviews.partner import partner_list
from interviews.readers.clean import clean
from interviews.review import Review
from workbench.dates import NotADate, read_date
from workbench.services.editing import NotAccepted, changed
from workbench.workspace.workspace import Workspace


class NoSuchRecommendation(LookupError):
    """No recommendation has that number; the message says which there are."""


def outcome(workspace: Workspace, group_id: str) -> Review:
    """The part of a review that recommendations are made of, without the evidence: it is read while somebody types."""
    records = workspace.records
    return Review(
        group=records.groups.get(group_id),
        partners=records.partners.find(group_id=group_id),
        findings=records.findings.find(group_id=group_id),
        evidence_links=records.evidence.find(group_id=group_id),
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
    try:
        return {"by_when": read_date(text, today), "by_when_text": ""}
    except NotADate:
        return {"by_when": None, "by_when_text": text.strip()}


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
    order = [r for r in _in_order(rows.find(group_id=recommendation.group_id)) if r.id != recommendation.id]
    theirs = [n for n, row in enumerate(order) if row.addressee.strip() == name]
    at = theirs[-1] + 1 if theirs else len(order)
    moved = rows.get(recommendation.id).model_copy(update={"addressee": name})
    order.insert(at, moved)
    with workspace.write(f"Make a recommendation to {name or 'nobody yet'}"):
        _put_in_order(workspace, order)
    return rows.get(recommendation.id)


def move_recommendation(workspace: Workspace, recommendation: Recommendation, by: int) -> bool:
    """Move a recommendation up (by < 0) or down; at the end of its paragraph the whole paragraph moves.

    False where nothing stands before or after it.
    """
    rows = workspace.records.recommendations
    everything = rows.find(group_id=recommendation.group_id)
    paragraphs = [[row for _, row in p.recommendations] for p in by_addressee(everything)]
    dropped = [row for row in _in_order(everything) if row.state is RecommendationState.DROPPED]
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
        _put_in_order(workspace, [row for rs in paragraphs for row in rs] + dropped)
    return True


def split(workspace: Workspace, recommendation: Recommendation, over: str, lines: Sequence[str]) -> Recommendation:
    """Give a recommendation lettered parts under the line ``over``; none makes it one again.

    A part whose words stay keeps its id, and so does one that is only reworded; what was linked to a part that goes
    is linked to the whole. Raises NotAccepted where nothing would be left.
    """
    records = workspace.records
    row = records.recommendations.get(recommendation.id)
    words = [clean(line).strip() for line in lines if clean(line).strip()]
    lead = clean(over).strip()
    if not lead:
        raise NotAccepted("Write the line that stands over the parts, such as: These two steps are taken:")
    if len(words) == 1:
        raise NotAccepted("One part is none: write at least two, each on a line of its own.")
    parts = _parts(row.parts, words)
    gone = {p.id for p in row.parts} - {p.id for p in parts}
    label = "Split a recommendation into parts" if parts else "Make one recommendation of its parts"
    with workspace.write(label):
        kept = records.recommendations.save(row.model_copy(update={"action": lead, "parts": parts}))
        for rest in records.rests_on.find(recommendation_id=row.id):
            if rest.part_id in gone:
                records.rests_on.save(rest.model_copy(update={"part_id": ""}))
        for reply in records.responses.find(group_id=row.group_id):
            covers = [c.model_copy(update={"part_id": ""}) if c.part_id in gone else c for c in reply.covers]
            records.responses.save(reply.model_copy(update={"covers": list(dict.fromkeys(covers))}))
    return kept


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


def lettered(recommendation: Recommendation) -> list[str]:
    """The parts as they print: "a. …", "b. …"."""
    return [f"{letter(n)}. {part.text.strip()}" for n, part in enumerate(recommendation.parts, start=1)]


def _parts(old: Sequence[SubPart], words: Sequence[str]) -> list[SubPart]:
    """The new parts: an id goes with its words, else with its place among those whose words changed."""
    by_words = {part.text.strip(): part for part in old}
    same = {text: by_words[text] for text in words if text in by_words}
    left = [part for part in old if part.id not in {p.id for p in same.values()}]
    parts = []
    for text in words:
        if text in same:
            known: SubPart | None = same.pop(text)
        else:
            known = left.pop(0) if left else None
        parts.append(SubPart(id=known.id if known else new_id(), text=text))
    return parts


def _in_order(rows: Iterable[Recommendation]) -> list[Recommendation]:
    return sorted(rows, key=lambda r: (r.position, r.id))


def _put_in_order(workspace: Workspace, order: Sequence[Recommendation]) -> None:
    for place, row in enumerate(order, start=1):
        workspace.records.recommendations.save(row.model_copy(update={"position": place}))
