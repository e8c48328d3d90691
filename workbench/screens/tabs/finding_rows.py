"""What the tab Findings shows: the list of findings, the evidence for and against one, and its fields."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

from textual.content import Content

from groups.bearing import Bearing, strength
from groups.evidence import EvidenceLink, Relation
from groups.finding import (
    Finding,
    FindingKind,
    WhyNowhere,
    in_order,
    leading_nowhere,
    partner_order,
    shown_numbers,
    state_by_evidence,
    state_of,
)
from groups.recommendation import sentence, used_findings
from groups.recommendation import shown_numbers as recommendation_numbers
from interviews.checks import Remark
from interviews.partner import partner_list
from interviews.review import Review
from workbench.services.evidence_pieces import shown_words, source_of
from workbench.text import one_line
from workbench.widgets.fitted import fitted, said
from workbench.widgets.record_form import Field
from workbench.widgets.record_list import Row

HEADINGS = {
    FindingKind.KEY: "Key",
    FindingKind.BY_PARTNER: "By partner",
    FindingKind.ISSUE: "Issues for the service",
    FindingKind.LIMIT: "Limits of the evidence",
}
RELATIONS = {
    Relation.SUPPORTS: "Supports",
    Relation.CONTRADICTS: "Contradicts",
    Relation.CONTEXT: "Context",
}
NOWHERE_WORDS = {
    WhyNowhere.NOTED: "Noted: it needs nothing to be done",
    WhyNowhere.OUT_OF_SCOPE: "Out of scope: it is not what the group was set up for",
    WhyNowhere.FOR_BOARD: "For the Board: somebody else is to take it up",
    WhyNowhere.NONE: "None of these: it should lead to a recommendation",
}
NO_EVIDENCE = "No evidence yet. Press l to link what was said, for it and against it."


def finding_rows(
    review: Review, links: dict[str, list[EvidenceLink]], width: int, picked: Container[str] = ()
) -> list[Row]:
    """The findings in the order of the report, under its headings, each with the number of pieces of evidence."""
    numbers = shown_numbers(review.findings)
    rows: list[Row] = []

    def row(finding: Finding, indent: int) -> Row:
        short = numbers[finding.id].rpartition(".")[2] + "."
        count = str(len(links.get(finding.id, [])))
        mark = "picked " if finding.id in picked else ""
        return Row(finding.id, fitted(f"{' ' * indent}{short:<5} {mark}", finding.text, count, width))

    for kind, heading in HEADINGS.items():
        of_kind = [f for f in in_order(review.findings) if f.kind is kind]
        if of_kind:
            rows.append(Row(None, one_line(heading, "bold")))
        if kind is not FindingKind.BY_PARTNER:
            rows += [row(f, 2) for f in of_kind]
            continue
        names = {p.id: p.name for p in review.partners}
        of_partner: dict[str, list[Finding]] = {}
        for finding in of_kind:
            of_partner.setdefault(finding.partner_id, []).append(finding)
        for partner in partner_order(of_kind):
            rows.append(Row(None, fitted("  ", names.get(partner, "Partner not named"), "", width)))
            rows += [row(f, 4) for f in of_partner[partner]]
    loose = nowhere(review)
    if loose:
        words = f"Leads nowhere: {', '.join(numbers[f.id] for f in loose)}"
        rows.append(Row(None, Content("\n").join(one_line(words, "$text-warning").wrap(max(width, 20)))))
    return rows


def nowhere(review: Review) -> list[Finding]:
    """What leads nowhere is worth a word once there are recommendations to lead to."""
    if not review.recommendations:
        return []
    return leading_nowhere(review.findings, used_findings(review.rests_on, review.recommendations))


def evidence_rows(links: list[EvidenceLink], review: Review, width: int) -> list[Row]:
    """What supports a finding, what contradicts it, and what is context."""
    rows: list[Row] = []
    for relation, heading in RELATIONS.items():
        of_relation = [link for link in links if link.relation is relation]
        if of_relation:
            rows.append(Row(None, one_line(heading, "bold")))
        rows += [
            Row(f"link:{link.id}", said(shown_words(link, review), source_of(link, review), width))
            for link in of_relation
        ]
    return rows or [Row(None, one_line(NO_EVIDENCE, "dim"))]


def used_by(finding: Finding, review: Review, width: int) -> list[Row]:
    """The recommendations that rest on a finding."""
    numbers = recommendation_numbers(review.recommendations)
    used = used_findings(review.rests_on, review.recommendations).get(finding.id, [])
    rows = [
        Row(f"rec:{row.id}", fitted("  ", f"Recommendation {numbers[row.id]}) {sentence(row)}", "", width))
        for row in review.recommendations
        if row.id in used
    ]
    return [Row(None, one_line("Used by", "bold")), *rows] if rows else []


def standing(finding: Finding, behind: Sequence[Bearing], review: Review) -> str:
    """How well a finding stands up, in words: "Contested · 3 partners, 2 kinds, 1 contrary; anecdotal in part"."""
    words = [state_of(finding, behind).value.capitalize()]
    if finding.is_agreed:
        words.append(state_by_evidence(behind).value)
    words.append(strength(behind))
    if finding.attributed_to:
        words.append(f"attributed to {finding.attributed_to}")
    if finding.leads_nowhere is not WhyNowhere.NONE:
        why = f" ({finding.nowhere_reason.strip()})" if finding.nowhere_reason.strip() else ""
        words.append(f"leads nowhere: {finding.leads_nowhere.value}{why}")
    elif finding in nowhere(review):
        words.append("leads nowhere yet: w says why")
    return " · ".join(words)


def remark_lines(remarks: Iterable[Remark]) -> Content:
    """What is to be questioned about a finding, a paragraph each."""
    lines = [one_line("To look at:", "bold $text-warning") + Content(" ") + one_line(remark.text) for remark in remarks]
    return Content("\n").join(lines)


def finding_fields(review: Review) -> list[Field]:
    """The fields of a finding."""
    partners = [("(none)", ""), *((row.partner.name, row.partner.id) for row in partner_list(review.partners))]
    return [
        Field("text", "What the group found", "text", lines=5),
        Field("kind", "Kind", "choice", choices=lambda: [(HEADINGS[kind], kind) for kind in HEADINGS]),
        Field("partner_id", "Partner (for a finding by partner)", "choice", choices=lambda: partners),
        Field("attributed_to", "Attributed to (in brackets after an issue)"),
        Field("is_agreed", "Agreed by the group", "yes"),
        Field(
            "leads_nowhere",
            "If it leads to no recommendation, why",
            "choice",
            choices=lambda: [(why.value or "(it should lead to one)", why) for why in WhyNowhere],
        ),
        Field("nowhere_reason", "… and in your words", hint="such as: the trust has changed it since"),
    ]
