"""What is missing or surprising in a review, each as one sentence that leads to its place. Advice, never a block."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from groups.enquiry import packed, questions_in
from groups.evidence import Standing, by_finding
from groups.finding import leading_nowhere
from groups.finding import shown_numbers as finding_numbers
from groups.group import Role, Stage
from groups.numbering import in_words
from groups.recommendation import RecommendationState, missing, resting_on, used_findings
from groups.recommendation import shown_numbers as recommendation_numbers
from groups.scope import latest
from groups.wording import too_many, wording
from interviews.gaps import gaps
from interviews.request_checks import request_remarks
from interviews.review import Review
from interviews.snapshot_checks import remarks_on


class About(StrEnum):
    """What a remark is about."""

    COMPLETENESS = "completeness"
    COVERAGE = "coverage"
    EVIDENCE = "evidence"
    TRACEABILITY = "traceability"
    WORDING = "wording"


class Remark(NamedTuple):
    """One remark: what it is about, the sentence, and the table and id of the record it leads to."""

    about: About
    text: str
    table: str = "groups"
    record_id: str = ""


_ORDER = list(Stage)


def remarks(review: Review, today: date | None = None) -> list[Remark]:
    """Every remark on a review, in the order of the work: members, scope, enquiry, evidence, findings, outcome.

    What a group waits for is looked at only where ``today`` is said.
    """
    return [
        *_members(review),
        *_scope(review),
        *_enquiry(review),
        *_coverage(review),
        *_evidence(review, today),
        *_findings(review),
        *_recommendations(review),
    ]


def _members(review: Review) -> Iterator[Remark]:
    serving = [m for m in review.members if m.role is not Role.OFFICER]
    if not serving:
        yield Remark(About.COMPLETENESS, "The group has no members yet.")
    elif not any(m.role is Role.CHAIR for m in serving):
        yield Remark(About.COMPLETENESS, "No Chair is named.")


def _scope(review: Review) -> Iterator[Remark]:
    scope = latest(review.scope)
    if scope is None:
        yield Remark(About.COMPLETENESS, "There is no scope yet.", "scopes")
        return
    for field in scope.empty_fields():
        yield Remark(About.COMPLETENESS, f"Scope: “{field.question}” is empty.", "scopes", scope.id)
    if scope.is_draft and _ORDER.index(review.group.stage) >= _ORDER.index(Stage.GATHERING):
        yield Remark(About.COMPLETENESS, "The scope is still a draft although evidence is being gathered.", "scopes")


def _enquiry(review: Review) -> Iterator[Remark]:
    if not review.enquiry:
        yield Remark(About.COMPLETENESS, "There are no lines of enquiry yet.", "enquiry_lines")
    for place in packed(review.enquiry):
        count = in_words(questions_in(place.line.text))
        yield Remark(
            About.COMPLETENESS,
            f"{place.number} asks {count} questions in one: split it, or only one will be answered.",
            "enquiry_lines",
            place.line.id,
        )


def _coverage(review: Review) -> Iterator[Remark]:
    return (Remark(About.COVERAGE, gap.text, gap.table, gap.record_id) for gap in gaps(review))


def _evidence(review: Review, today: date | None) -> Iterator[Remark]:
    yield from _unsure(review)
    for snapshot in sorted(review.snapshots, key=lambda s: (s.position, s.id)):
        for words in remarks_on(snapshot):
            yield Remark(About.EVIDENCE, f"{snapshot.title}: {words}", "snapshots", snapshot.id)
    if today is not None:
        for late in request_remarks(review.requests, today):
            yield Remark(About.EVIDENCE, late.text, "requests", late.request_id)


def _unsure(review: Review) -> Iterator[Remark]:
    """Quoted words of which nobody can be sure where they stand now; equal ones count once, as in their list."""
    shown = {finding.id for finding in review.findings}
    quoted = [
        *(row.address for row in review.passages),
        *(row.address for row in review.evidence_links if row.finding_id in shown),
    ]
    unsure = {(a.id, a.key, a.words) for a in quoted if a.standing is Standing.UNSURE}
    for submission in sorted(review.submissions, key=lambda s: (s.position, s.id)):
        if count := sum(1 for about in unsure if about[0] == submission.id):
            name = f"{submission.reference} {submission.title}".strip()
            words = "a quoted passage is" if count == 1 else f"{count} quoted passages are"
            yield Remark(
                About.EVIDENCE,
                f"{name}: its text was changed, and {words} to be looked at.",
                "submissions",
                submission.id,
            )


def _findings(review: Review) -> Iterator[Remark]:
    numbers = finding_numbers(review.findings)
    links = by_finding(review.evidence_links)
    for finding in review.findings:
        if finding.id not in links:
            yield Remark(
                About.TRACEABILITY, f"Finding {numbers[finding.id]} rests on no evidence.", "findings", finding.id
            )
    if review.recommendations:
        used = used_findings(review.rests_on, review.recommendations)
        nowhere = leading_nowhere(review.findings, used)
        if len(nowhere) > 1 and not used:
            # As in a report that was read: nobody has said yet what rests on what, and a line for each says no more.
            yield Remark(
                About.TRACEABILITY,
                f"No recommendation says on which findings it rests: {len(nowhere)} findings lead nowhere yet.",
                "recommendations",
            )
            return
        for finding in nowhere:
            yield Remark(
                About.TRACEABILITY,
                f"Finding {numbers[finding.id]} leads nowhere: use it, or say why not.",
                "findings",
                finding.id,
            )


def _recommendations(review: Review) -> Iterator[Remark]:
    numbers = recommendation_numbers(review.recommendations)
    behind = resting_on(review.rests_on)
    for row in sorted(review.recommendations, key=lambda r: (r.position, r.id)):
        if row.state is RecommendationState.DROPPED:
            continue
        name = f"Recommendation {numbers[row.id]}"
        if row.id not in behind:
            yield Remark(About.TRACEABILITY, f"{name} rests on no finding.", "recommendations", row.id)
        lacks = missing(row)
        if lacks:
            yield Remark(
                About.WORDING,
                f"{name} cannot be checked later: {' and '.join(lacks)}.",
                "recommendations",
                row.id,
            )
        for advice in wording(row):
            yield Remark(About.WORDING, f"{name} says {advice.words}: {advice.why}", "recommendations", row.id)
    if many := too_many(review.recommendations):
        yield Remark(About.WORDING, f"There are {many.words}: {many.why}", "recommendations")
