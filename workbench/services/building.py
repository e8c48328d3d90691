"""What the builder of recommendations shows beside the fields: the findings, the sentence as it prints, advice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from groups.bearing import strength
from groups.evidence import EvidenceLink, by_finding
from groups.finding import Finding, in_order, state_of
from groups.finding import shown_numbers as finding_numbers
from groups.recommendation import (
    Recommendation,
    RecommendationState,
    lead_in,
    lettered,
    notes_on,
    sentence,
    shown_numbers,
)
from interviews.finding_evidence import bearings
from interviews.review import Review
from workbench.services.evidence_pieces import shown_words, source_of

DROPPED = "It is dropped and does not print."
NEW = "new"  # the id under which one that is not kept yet is numbered


class Behind(NamedTuple):
    """A finding as the builder lists it: its number, how it stands, and the evidence linked to it."""

    finding: Finding
    number: str
    standing: str
    links: list[EvidenceLink]


class FindingsBehind:
    """The findings of a group with their evidence, read once: what stands behind one is put into words when asked."""

    def __init__(self, review: Review) -> None:
        self.review = review
        numbers, links, behind = (
            finding_numbers(review.findings),
            by_finding(review.evidence_links),
            bearings(review),
        )
        self.rows = [
            Behind(
                finding,
                numbers[finding.id],
                f"{state_of(finding, behind.get(finding.id, [])).value}, {strength(behind.get(finding.id, []))}",
                links.get(finding.id, []),
            )
            for finding in sorted(in_order(review.findings), key=lambda f: numbers[f.id].rpartition(".")[0])
        ]
        self._words: dict[str, tuple[str, str]] = {}

    def said(self, link: EvidenceLink) -> tuple[str, str]:
        """The words of a piece of evidence, and where they stand."""
        if link.id not in self._words:
            self._words[link.id] = (shown_words(link, self.review), source_of(link, self.review))
        return self._words[link.id]

    def prepare(self, finding_ids: Iterable[str], cancelled: Callable[[], bool]) -> None:
        """Put the evidence behind these findings into words ahead: each takes a moment among thousands of notes."""
        wanted = set(finding_ids)
        for row in self.rows:
            if row.finding.id in wanted:
                for link in row.links:
                    if cancelled():
                        return
                    self.said(link)


class Printed(NamedTuple):
    """A recommendation as it prints: the words over it, its number and sentence with its parts, the lines below it."""

    number: str
    over: str
    lines: list[str]
    notes: list[str]

    @property
    def text(self) -> str:
        """All of it on lines."""
        return "\n".join(line for line in [self.over, *self.lines, *self.notes] if line)


def printed(row: Recommendation, recommendations: Sequence[Recommendation], board: str) -> Printed:
    """How a recommendation prints among the others, saved or not; one that is new comes last to its addressee."""
    if row.state is RecommendationState.DROPPED:
        return Printed("", "", [DROPPED], [])
    number = shown_numbers(among(row, recommendations)).get(row.id or NEW, "")
    asked = sentence(row) if row.action.strip() else "(what should be done?)"
    parts = [f"   {part}" for part in lettered(row)]
    return Printed(number, lead_in(board, row.addressee), [f"{number}) {asked}", *parts], notes_on(row))


def among(row: Recommendation, recommendations: Sequence[Recommendation]) -> list[Recommendation]:
    """The recommendations of a group with this one as it is written now."""
    if row.id:
        return [row if other.id == row.id else other for other in recommendations]
    last = max((other.position for other in recommendations), default=0) + 1
    return [*recommendations, row.model_copy(update={"id": NEW, "position": last})]
