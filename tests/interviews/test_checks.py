"""What is missing or surprising in a review, each in one sentence that leads to its record; of a whole one, nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

from groups.enquiry import EnquiryLine, LineKind
from groups.evidence import Address, EvidenceKind, EvidenceLink
from groups.finding import Finding, WhyNowhere
from groups.group import Group, Membership, Role, Stage
from groups.recommendation import Recommendation, RestsOn
from groups.scope import Scope, default_template
from interviews.checks import About, remarks
from interviews.interview import Interview, InterviewState, Note
from interviews.partner import Partner
from interviews.review import Review

G: dict[str, Any] = {"group_id": "G"}


def whole(**changes: Any) -> Review:
    """A review in which nothing is missing, and what is changed in it."""
    fields = default_template()
    parts: dict[str, Any] = {
        "group": Group(id="G", title="School Meals", stage=Stage.DRAFTING),
        "members": [Membership(**G, id="m", person_id="p", name="A Okoro", role=Role.CHAIR)],
        "scope": [
            Scope(**G, id="s", fields=fields, answers={f.key: "written" for f in fields}, agreed_on=date(2026, 1, 5))
        ],
        "enquiry": [EnquiryLine(**G, id="q", kind=LineKind.QUESTION, text="Who eats at school?")],
        "partners": [Partner(**G, id="cooks", name="Cooks")],
        "interviews": [Interview(**G, id="i", title="Cooks", partner_ids=["cooks"], state=InterviewState.CONFIRMED)],
        "notes": [Note(**G, id="n", interview_id="i", text="Half of Year 9.", line_id="q")],
        "findings": [Finding(**G, id="f", text="Half of Year 9 do not eat.")],
        "evidence_links": [EvidenceLink(**G, id="e", finding_id="f", address=Address(kind=EvidenceKind.NOTE, id="n"))],
        "recommendations": [
            Recommendation(
                **G,
                id="r",
                addressee="Cabinet Member",
                action="Open the canteen at eight",
                owner="Head of Catering",
                by_when=date(2027, 3, 31),
                measure="meals served",
            )
        ],
        "rests_on": [RestsOn(**G, id="ro", recommendation_id="r", finding_id="f")],
    }
    return Review(**{**parts, **changes})


def told(about: About, **changes: Any) -> list[tuple[str, str]]:
    return [(r.text, r.record_id) for r in remarks(whole(**changes)) if r.about is about]


def test_of_a_whole_review_nothing_is_said() -> None:
    assert remarks(whole()) == []


def test_who_is_missing() -> None:
    assert told(About.COMPLETENESS, members=[]) == [("The group has no members yet.", "")]
    member = Membership(**G, id="m", person_id="p", name="A Okoro")
    assert told(About.COMPLETENESS, members=[member]) == [("No Chair is named.", "")]
    officer = member.model_copy(update={"role": Role.OFFICER})
    assert told(About.COMPLETENESS, members=[officer]) == [("The group has no members yet.", "")]


def test_an_empty_field_and_a_draft_that_evidence_has_overtaken() -> None:
    scope = whole().scope[0]
    answers = {**scope.answers, "excluded": " "}
    draft = scope.model_copy(update={"answers": answers, "agreed_on": None})
    assert told(About.COMPLETENESS, scope=[draft]) == [
        ("Scope: “What will be excluded from the scope?” is empty.", "s"),
        ("The scope is still a draft although evidence is being gathered.", ""),
    ]


def test_three_questions_in_one() -> None:
    line = EnquiryLine(**G, id="q", kind=LineKind.QUESTION, text="Who? When? Why?")
    assert told(About.COMPLETENESS, enquiry=[line]) == [
        ("1 asks three questions in one: split it, or only one will be answered.", "q")
    ]


def test_what_nobody_was_asked_and_who_was_not_heard() -> None:
    more = EnquiryLine(**G, id="q2", kind=LineKind.QUESTION, text="What does it cost?", position=2)
    assert told(About.COVERAGE, enquiry=[*whole().enquiry, more]) == [("2: nobody has been asked.", "q2")]
    pupils = Partner(**G, id="pupils", name="Pupils", position=2)
    assert told(About.COVERAGE, partners=[*whole().partners, pupils]) == [("Pupils has not been heard.", "pupils")]


def test_a_finding_without_evidence_and_one_that_leads_nowhere() -> None:
    loose = Finding(**G, id="f2", text="The queue is long.", position=2)
    assert told(About.TRACEABILITY, findings=[*whole().findings, loose]) == [
        ("Finding 6.1.ii rests on no evidence.", "f2"),
        ("Finding 6.1.ii leads nowhere: use it, or say why not.", "f2"),
    ]
    noted = loose.model_copy(update={"leads_nowhere": WhyNowhere.NOTED})
    assert told(About.TRACEABILITY, findings=[*whole().findings, noted]) == [
        ("Finding 6.1.ii rests on no evidence.", "f2")
    ]


def test_where_nothing_rests_on_anything_it_is_said_once() -> None:
    findings = [*whole().findings, Finding(**G, id="f2", text="The queue is long.", position=2)]
    links = [*whole().evidence_links, whole().evidence_links[0].model_copy(update={"id": "e2", "finding_id": "f2"})]
    assert told(About.TRACEABILITY, findings=findings, evidence_links=links, rests_on=[]) == [
        ("No recommendation says on which findings it rests: 2 findings lead nowhere yet.", ""),
        ("Recommendation 1 rests on no finding.", "r"),
    ]


def test_a_recommendation_that_cannot_be_checked_later() -> None:
    vague = whole().recommendations[0].model_copy(update={"by_when": None, "measure": ""})
    assert told(About.WORDING, recommendations=[vague]) == [
        ("Recommendation 1 cannot be checked later: no date and no measure.", "r")
    ]
