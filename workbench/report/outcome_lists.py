"""The findings and the recommendations of a review as lists, each with full citations of what it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from groups.bearing import strength
from groups.finding import Finding, in_order, state_of
from groups.recommendation import (
    Recommendation,
    RecommendationState,
    by_addressee,
    date_as_written,
    in_full,
    notes_on,
    resting_on,
)
from groups.recommendation import shown_numbers as recommendation_numbers
from groups.response import Position, Response, in_time
from interviews.finding_evidence import bearings
from interviews.review import Review
from interviews.role_name import RoleName
from workbench.dates import show_date
from workbench.report.briefing_note import WORKING_COPY
from workbench.report.evidence_shown import EvidenceShown
from workbench.report.sheet import Column, Sheet

_FINDING_COLUMNS = (
    Column("Number", 10),
    Column("Kind", 18),
    Column("Partner", 22),
    Column("Finding", 60),
    Column("Source named", 20),
    Column("State", 14),
    Column("Strength", 24),
    Column("Evidence", 90),
    Column("Recommendations", 16),
    Column("If it leads to none, why", 30),
)
_FINDING_WORD = (
    ("Finding", ("Number", "State", "Strength")),
    ("Words", ("Finding", "Source named", "Partner")),
    ("Evidence", ("Evidence",)),
    ("Leads to", ("Recommendations", "If it leads to none, why")),
)
_RECOMMENDATION_COLUMNS = (
    Column("Number", 8),
    Column("Addressee", 28),
    Column("Recommendation", 70),
    Column("Owner", 22),
    Column("By when", 16),
    Column("Measured by", 28),
    Column("State", 18),
    Column("Cost, equality, minority view", 40),
    Column("Rests on", 60),
    Column("Position", 16),
    Column("Replies", 60),
    Column("Doing", 14),
    Column("Impact", 12),
    Column("As reported", 40),
)
_RECOMMENDATION_WORD = (
    ("Number", ("Number", "State")),
    ("Recommendation", ("Addressee", "Recommendation", "Cost, equality, minority view")),
    ("Rests on", ("Rests on",)),
    ("Replies", ("Position", "Replies")),
    ("Progress", ("Doing", "Impact", "As reported")),
)


def findings_list(
    review: Review, *, private: bool = False, today: date | None = None, key: Sequence[RoleName] = ()
) -> Sheet:
    """Every finding in the order of the report, with the words that it rests on and where it leads."""
    shown = EvidenceShown(review, private=private, key=key)
    kept, published = shown.review, shown.published
    behind, reached = bearings(kept), _reached(kept)
    rows: list[tuple[str, ...]] = []
    for finding in sorted(in_order(kept.findings), key=lambda f: _place(shown.finding_numbers[f.id])):
        cited, hidden = citations(finding, shown)
        told = [*cited, *([not_for_publication(hidden)] if hidden else [])]
        rows.append(
            (
                shown.finding_numbers[finding.id],
                finding.kind.value,
                shown.partner(finding.partner_id),
                published(finding.text.strip()),
                published(finding.attributed_to.strip()),
                state_of(finding, behind.get(finding.id, [])).value,
                strength(behind.get(finding.id, [])),
                "\n".join(told),
                ", ".join(reached.get(finding.id, [])),
                published(": ".join(p for p in (finding.leads_nowhere.value, finding.nowhere_reason.strip()) if p)),
            )
        )
    return _sheet("Findings", shown, _FINDING_COLUMNS, rows, _FINDING_WORD, today)


def recommendations_list(
    review: Review, *, private: bool = False, today: date | None = None, key: Sequence[RoleName] = ()
) -> Sheet:
    """Every recommendation as it prints, what it rests on, the replies in their words, and how far it has come."""
    shown = EvidenceShown(review, private=private, key=key)
    kept = shown.review
    rows = [
        _recommendation(str(number), row, shown)
        for paragraph in by_addressee(kept.recommendations)
        for number, row in paragraph.recommendations
    ]
    if private:
        dropped = [row for row in kept.recommendations if row.state is RecommendationState.DROPPED]
        rows += [_recommendation("–", row, shown) for row in sorted(dropped, key=lambda r: (r.position, r.id))]
    return _sheet("Recommendations", shown, _RECOMMENDATION_COLUMNS, rows, _RECOMMENDATION_WORD, today)


def citations(finding: Finding, shown: EvidenceShown) -> tuple[list[str], int]:
    """What a finding rests on, one line each with who, when and where; and how much of it may not be shown."""
    said, hidden = [], 0
    for link in shown.links.get(finding.id, []):
        found = shown.of_link(link)
        if found is None:
            hidden += 1
            continue
        parts = [found.who, show_date(found.on), found.where]
        said.append(f"{link.relation.value.capitalize()}: {found.words} ({', '.join(p for p in parts if p)})")
    return said, hidden


def not_for_publication(count: int) -> str:
    """How much is left out of a public list: "3 pieces of evidence are not for publication"."""
    return f"{count} piece{'' if count == 1 else 's'} of evidence {'is' if count == 1 else 'are'} not for publication"


def _sheet(
    title: str,
    shown: EvidenceShown,
    columns: tuple[Column, ...],
    rows: list[tuple[str, ...]],
    in_word: tuple[tuple[str, tuple[str, ...]], ...],
    today: date | None,
) -> Sheet:
    group = shown.review.group
    return Sheet(
        title,
        shown.published(group.title),
        columns,
        rows,
        in_word,
        shown.published(group.council),
        today,
        WORKING_COPY if shown.private else "",
    )


def _place(number: str) -> tuple[int, ...]:
    """Where a finding's part of the report stands: 7.1.3 for 7.1.3.iv."""
    return tuple(int(part) for part in number.split(".")[:-1])


def _recommendation(number: str, row: Recommendation, shown: EvidenceShown) -> tuple[str, ...]:
    kept, published = shown.review, shown.published
    findings = {finding.id: finding for finding in kept.findings}
    behind = {r.finding_id for r in resting_on(kept.rests_on).get(row.id, []) if r.finding_id in findings}
    listed = sorted(in_order(findings[each] for each in behind), key=lambda f: _place(shown.finding_numbers[f.id]))
    replies = [r for r in _in_order(kept.responses) if any(c.recommendation_id == row.id for c in r.covers)]
    said = [r.position.value for r in replies if r.position is not Position.NONE_YET]
    entries = in_time(kept.progress).get(row.id, [])
    newest = entries[-1] if entries else None
    reported = [newest.what, newest.evidence, show_date(newest.on)] if newest else []
    return tuple(
        published(words)
        for words in (
            number,
            row.addressee,
            in_full(row),
            row.owner,
            date_as_written(row),
            row.measure,
            row.state.value,
            "\n".join(notes_on(row)),
            "\n".join(f"{shown.finding_numbers[f.id]} {f.text.strip()}" for f in listed),
            ", ".join(dict.fromkeys(said)) or ("replied" if replies else "no reply yet"),
            "\n".join(_reply(reply) for reply in replies),
            newest.doing.value if newest else "nothing reported",
            newest.impact.value if newest else "",
            "\n".join(part.strip() for part in reported if part.strip()),
        )
    )


def _reply(reply: Response) -> str:
    who = ", ".join(part for part in (reply.body.strip(), show_date(reply.received)) if part)
    return f"{who}: {reply.text.strip()}" if who else reply.text.strip()


def _in_order(replies: Sequence[Response]) -> list[Response]:
    return sorted(replies, key=lambda r: (r.order, r.id))


def _reached(review: Review) -> dict[str, list[str]]:
    """The recommendations that rest on each finding, by their numbers, in order."""
    numbers = recommendation_numbers(review.recommendations)
    order = {number: n for n, number in enumerate(numbers.values())}
    found: dict[str, set[str]] = {}
    for rest in review.rests_on:
        if number := numbers.get(rest.part_id or rest.recommendation_id):
            found.setdefault(rest.finding_id, set()).add(number)
    return {finding: sorted(there, key=order.__getitem__) for finding, there in found.items()}
