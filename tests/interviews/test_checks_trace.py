"""Traceability both ways, evidence that nothing uses, partners that do not come up; with near misses."""

from __future__ import annotations

from typing import Any

from groups.evidence import Address, EvidenceKind, EvidenceLink, Relation
from groups.finding import Finding, FindingKind
from groups.group import Stage
from groups.recommendation import Recommendation, RestsOn, SubPart
from interviews.checks import About
from interviews.interview import Interview, InterviewState, Note, NoteKind
from interviews.partner import Partner
from interviews.submission import Submission
from tests.interviews.whole_review import G, told, whole


def finding(row_id: str, text: str, position: int = 2, kind: FindingKind = FindingKind.BY_PARTNER) -> Finding:
    return Finding(**G, id=row_id, kind=kind, text=text, partner_id="cooks", position=position)


def link(row_id: str, finding_id: str, relation: Relation = Relation.SUPPORTS) -> EvidenceLink:
    address = Address(kind=EvidenceKind.NOTE, id="n")
    return EvidenceLink(**G, id=row_id, finding_id=finding_id, address=address, relation=relation, partner_id="cooks")


def with_findings(*rows: Finding) -> dict[str, Any]:
    links = [*whole().evidence_links, *(link(f"l{row.id}", row.id) for row in rows)]
    return {"findings": [*whole().findings, *rows], "evidence_links": links}


def nowhere(*rows: Finding) -> list[str]:
    return [
        text for text in told(About.TRACEABILITY, **with_findings(*rows)) if "leads nowhere" in text or "well" in text
    ]


def test_what_goes_well_is_told_in_one_line_and_what_asks_for_something_in_its_own() -> None:
    praise = [finding("f2", "The kitchen is well run."), finding("f3", "Staff have good training.", 3)]
    asks = finding("f4", "The kitchen is well run, but the hall should be larger.", 4)
    assert nowhere(*praise, asks) == [
        "Finding 7.1.1.iii leads nowhere: use it, or say why not.",
        "2 findings say what goes well, and no recommendation uses them: 7.1.1.i and 7.1.1.ii. Mark them as noted and "
        "say why, so that a reader sees that it was meant.",
    ]
    assert nowhere(praise[0]) == ["Finding 7.1.1.i leads nowhere: use it, or say why not."], "one is no list"


def test_an_issue_always_asks_and_a_limit_never() -> None:
    issue = finding("f2", "Good records of who eats", kind=FindingKind.ISSUE)
    other = finding("f3", "Good records of who pays", 3, FindingKind.ISSUE)
    assert [text.split()[1] for text in nowhere(issue, other)] == ["7.2.i", "7.2.ii"]
    limit = finding("f4", "No pupil of Year 11 was heard.", kind=FindingKind.LIMIT)
    bare: dict[str, Any] = {"findings": [*whole().findings, limit]}
    assert told(About.TRACEABILITY, **bare) == [], "a limit of the evidence has none, and asks for nothing"


def test_context_alone_is_no_evidence() -> None:
    loose = finding("f2", "The hall is full.", kind=FindingKind.KEY)
    rests = [*whole().rests_on, RestsOn(**G, id="r2", recommendation_id="r", finding_id="f2")]
    rows: dict[str, Any] = {"findings": [*whole().findings, loose], "rests_on": rests}
    context = [*whole().evidence_links, link("l", "f2", Relation.CONTEXT)]
    assert told(About.TRACEABILITY, **rows, evidence_links=context) == [
        "Finding 6.1.ii rests on no evidence: nothing that is linked to it supports it."
    ]


def test_a_recommendation_on_findings_without_evidence() -> None:
    said = told(About.TRACEABILITY, evidence_links=[])
    assert said == [
        "Finding 6.1.i rests on no evidence.",
        "Recommendation 1 rests on no evidence: nothing is linked to 6.1.i, on which it rests.",
    ]


def test_a_finding_in_the_bin_carries_nothing() -> None:
    gone = [RestsOn(**G, id="ro", recommendation_id="r", finding_id="gone")]
    assert "Recommendation 1 rests on no finding." in told(About.TRACEABILITY, rests_on=gone)


def test_a_part_without_a_finding_of_its_own() -> None:
    parts = [SubPart(id="p1", text="a list"), SubPart(id="p2", text="a fund")]
    row: Recommendation = whole().recommendations[0].model_copy(update={"parts": parts})
    first = [RestsOn(**G, id="ro", recommendation_id="r", part_id="p1", finding_id="f")]
    assert told(About.TRACEABILITY, recommendations=[row], rests_on=first) == [
        "Recommendation 1b rests on no finding of its own, as the other parts do."
    ]
    both = [RestsOn(**G, id="ro", recommendation_id="r", finding_id="f")]
    assert told(About.TRACEABILITY, recommendations=[row], rests_on=both) == [], "it holds for all parts"


def test_evidence_that_nothing_uses_is_a_count() -> None:
    interview = Interview(**G, id="i2", title="Pupils", state=InterviewState.CONFIRMED, position=2)
    notes = [*whole().notes, *(Note(**G, id=f"x{n}", interview_id="i2", text="So.", position=n) for n in range(3))]
    letter = Submission(**G, id="s2", reference="SM02", title="Petition", text="We ask for more.", position=2)
    rows: dict[str, Any] = {
        "interviews": [*whole().interviews, interview],
        "notes": notes,
        "submissions": [*whole().submissions, letter],
    }
    assert [text for text in told(About.EVIDENCE, **rows) if "Nothing at all" in text] == [
        "Of 5 notes 4 are used by no finding. Nothing at all is used of Pupils (3 notes) and SM02 Petition: look "
        "whether something was overlooked."
    ]
    early = whole().group.model_copy(update={"stage": Stage.GATHERING})
    assert told(About.EVIDENCE, **rows, group=early) == []
    actions = [n.model_copy(update={"kind": NoteKind.ACTION}) if n.interview_id == "i2" else n for n in notes]
    assert told(About.EVIDENCE, **{**rows, "notes": actions, "submissions": whole().submissions}) == []


PUPILS = Partner(**G, id="pupils", name="Pupils", position=2)


def test_a_partner_that_was_heard_and_does_not_come_up() -> None:
    heard = Interview(**G, id="i2", title="Lunch club", partner_ids=["pupils"], state=InterviewState.CLOSED_OUT)
    rows: dict[str, Any] = {"partners": [*whole().partners, PUPILS], "interviews": [*whole().interviews, heard]}
    assert "Pupils was interviewed (Lunch club), and no finding reports or uses what was said." in told(
        About.COVERAGE, **rows
    )
    spoken = Finding(**G, id="f2", text="Pupils want a longer break.", position=2)
    assert not [t for t in told(About.COVERAGE, **rows, findings=[*whole().findings, spoken]) if "reports or uses" in t]
    of_umbrella = [*whole().partners, PUPILS, Partner(**G, id="y9", name="Year 9", umbrella_id="pupils", position=3)]
    own = Finding(**G, id="f2", kind=FindingKind.BY_PARTNER, partner_id="y9", text="A longer break.", position=2)
    said = told(About.COVERAGE, **{**rows, "partners": of_umbrella}, findings=[*whole().findings, own])
    assert not [text for text in said if "reports or uses" in text], "what one of them said is reported"
