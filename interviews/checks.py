"""What is missing or surprising in a review, each as one sentence that leads to its place. Advice, never a block."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from groups.enquiry import packed, questions_in
from groups.evidence import by_finding
from groups.finding import leading_nowhere
from groups.finding import shown_numbers as finding_numbers
from groups.group import Role, Stage
from groups.numbering import in_words
from groups.recommendation import RecommendationState, missing, resting_on, used_findings
from groups.recommendation import shown_numbers as recommendation_numbers
from groups.scope import latest
from groups.wording import too_many, wording
from interviews.interview import asked_lines, still_to_ask
from interviews.partner import partner_list
from interviews.review import Review


class About(StrEnum):
    """What a remark is about."""

    COMPLETENESS = "completeness"
    COVERAGE = "coverage"
    TRACEABILITY = "traceability"
    WORDING = "wording"


class Remark(NamedTuple):
    """One remark: what it is about, the sentence, and the table and id of the record it leads to."""

    about: About
    text: str
    table: str = "groups"
    record_id: str = ""


_ORDER = list(Stage)


def remarks(review: Review) -> list[Remark]:
    """Every remark on a review, in the order of the work: members, scope, enquiry, evidence, findings, outcome."""
    return [
        *_members(review),
        *_scope(review),
        *_enquiry(review),
        *_coverage(review),
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
    if not any(interview.was_held for interview in review.interviews):
        return
    if answered := asked_lines(review.notes):
        for place in still_to_ask(review.enquiry, answered):
            yield Remark(About.COVERAGE, f"{place.number}: nobody has been asked.", "enquiry_lines", place.line.id)
    seen = {partner for interview in review.interviews for partner in interview.partner_ids}
    seen |= {s.partner_id for s in review.submissions if s.partner_id}
    umbrellas = {p.umbrella_id for p in review.partners if p.id in seen}
    for row in partner_list(review.partners):
        partner = row.partner
        if partner.id not in seen and partner.id not in umbrellas and partner.umbrella_id not in seen:
            yield Remark(About.COVERAGE, f"{partner.shown} has not been heard.", "partners", partner.id)


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
