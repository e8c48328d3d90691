"""Everything that would embarrass a group after publishing, gathered; each remark open, or settled with a reason.

Advice, never a block. Each subject has a module of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from groups.recommendation import RecommendationState, missing
from groups.recommendation import shown_numbers as recommendation_numbers
from groups.settled import Settled
from groups.wording import advice, too_many
from interviews.abbreviation_checks import abbreviation_remarks
from interviews.body_checks import body_remarks
from interviews.count_checks import count_remarks
from interviews.day_checks import day_remarks
from interviews.drift_checks import drift_remarks
from interviews.equality_checks import equality_remarks
from interviews.evidence_checks import coverage_remarks, evidence_remarks
from interviews.figure_checks import figure_remarks
from interviews.finding_checks import ATTRIBUTION, NOWHERE, WORDING, finding_remarks
from interviews.name_checks import name_remarks
from interviews.own_words import own_words
from interviews.reference_checks import Printed, reference_remarks
from interviews.remark import About, Remark, each_once, remarked
from interviews.review import Review
from interviews.scope_checks import completeness_remarks
from interviews.trace_checks import finding_traces, recommendation_traces, unreported_partners, unused_evidence

__all__ = ["About", "Checked", "Outside", "Remark", "checked", "remarks"]

_OF_FINDINGS = {ATTRIBUTION: About.ATTRIBUTION, WORDING: About.WORDING}
_OF_WORDS = frozenset((About.NUMBERS, About.NAMES, About.ABBREVIATIONS, About.REFERENCES))


class Outside(NamedTuple):
    """What a check needs that is not in the review: see where it is used.

    ``expansions`` are the known meanings of abbreviations, ``printed`` the numbers of the report as it is put together,
    ``remarks`` what else was found, such as in the work programme.
    """

    expansions: Mapping[str, Collection[str]] = {}
    printed: Printed | None = None
    remarks: Iterable[Remark] = ()


class Checked(NamedTuple):
    """A remark, and why it may stand as it is, where the group said so."""

    remark: Remark
    settled: Settled | None = None


def remarks(
    review: Review,
    today: date | None = None,
    outside: Outside | None = None,
    *,
    about: Collection[About] = tuple(About),
) -> list[Remark]:
    """Every remark on a review that is open, by subject, or those ``about`` some subjects.

    What a group waits for is looked at only where ``today`` is said.
    """
    return [one.remark for one in checked(review, today, outside, about=about) if one.settled is None]


def checked(
    review: Review,
    today: date | None = None,
    outside: Outside | None = None,
    *,
    about: Collection[About] = tuple(About),
) -> list[Checked]:
    """Every remark on a review, with the reason of those that were settled."""
    settled = {row.remark: row for row in review.settled}
    around = outside or Outside()
    found = [one for one in _everything(review, today, around, frozenset(about)) if one.about in about]
    order = list(About)
    found.sort(key=lambda one: order.index(one.about))
    return [Checked(one, settled.get(one.key)) for one in each_once(found)]


def _everything(review: Review, today: date | None, outside: Outside, about: frozenset[About]) -> Iterator[Remark]:
    """Every remark of the checks that have one ``about`` these subjects."""
    yield from outside.remarks
    if About.COMPLETENESS in about:
        yield from completeness_remarks(review)
    if About.DRIFT in about:
        yield from drift_remarks(review, today)
    if About.COVERAGE in about:
        yield from coverage_remarks(review, today)
        yield from unreported_partners(review)
    if About.EVIDENCE in about:
        yield from evidence_remarks(review, today)
        yield from unused_evidence(review)
    if About.TRACEABILITY in about:
        yield from finding_traces(review)
        yield from recommendation_traces(review)
    if about & {About.TRACEABILITY, About.ATTRIBUTION, About.WORDING}:
        yield from _findings(review)
    if About.WORDING in about:
        yield from _recommendations(review)
    if about & _OF_WORDS:
        yield from _words(review, outside, about)
    if About.EQUALITY in about:
        yield from equality_remarks(review)


def _words(review: Review, outside: Outside, about: frozenset[About]) -> Iterator[Remark]:
    """What the group's own words say, against the record and against each other."""
    words = own_words(review)
    if About.NUMBERS in about:
        yield from count_remarks(review, words)
        yield from day_remarks(review, words)
        yield from figure_remarks(review, words)
    if About.NAMES in about:
        yield from name_remarks(review, words)
        yield from body_remarks(review, words)
    if About.ABBREVIATIONS in about:
        yield from abbreviation_remarks(review, words, outside.expansions)
    if About.REFERENCES in about:
        yield from reference_remarks(review, words, outside.printed)


def _findings(review: Review) -> Iterator[Remark]:
    """From whom findings say they are, how many said so, what they rest on; loose ones are told of elsewhere."""
    for one in finding_remarks(review):
        is_loose = one.about == NOWHERE and one.key.endswith(":loose")
        if not is_loose:
            about = _OF_FINDINGS.get(one.about, About.TRACEABILITY)
            yield remarked(about, one.text, "findings", one.finding_id, one.key)


def _recommendations(review: Review) -> Iterator[Remark]:
    """The wording of each recommendation: what it lacks, and its words."""
    numbers = recommendation_numbers(review.recommendations)
    rows = [row for row in review.recommendations if row.state is not RecommendationState.DROPPED]
    for row in sorted(rows, key=lambda r: (r.position, r.id)):
        name = f"Recommendation {numbers[row.id]}"
        if lacks := missing(row):
            text = f"{name} cannot be checked later: {' and '.join(lacks)}."
            yield remarked(About.WORDING, text, "recommendations", row.id, "lacks", *lacks)
        for one in advice(row, [other for other in rows if other.id != row.id]):
            if one.rule != "missing":
                text = f"{name} says {one.words}: {one.why}"
                yield remarked(About.WORDING, text, "recommendations", row.id, one.rule, one.words)
    if many := too_many(review.recommendations):
        text = f"There are {many.words}: {many.why}"
        yield remarked(About.WORDING, text, "recommendations", "", many.rule, many.words)
