"""What is missing or surprising in a review, each in one sentence that leads to its record; of a whole one, nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

from groups.enquiry import EnquiryLine, LineKind
from groups.evidence import Address, EvidenceKind, Standing
from groups.finding import Finding, WhyNowhere
from groups.group import Membership, Role, Stage
from interviews.checks import About, remarks
from interviews.interview import Interview, InterviewState, Note, NoteKind
from interviews.partner import Partner
from interviews.passage import MarkedPassage
from interviews.request import InformationRequest
from tests.interviews.whole_review import G, whole


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


COST = EnquiryLine(**G, id="q2", kind=LineKind.QUESTION, text="What does it cost?", position=2)
PUPILS = Partner(**G, id="pupils", name="Pupils", position=2)


def test_what_nobody_was_asked_and_who_was_not_heard() -> None:
    assert told(About.COVERAGE, enquiry=[*whole().enquiry, COST]) == [("2: nobody has been asked.", "q2")]
    assert told(About.COVERAGE, partners=[*whole().partners, PUPILS]) == [("Pupils has not been heard.", "pupils")]


def test_what_is_planned_is_not_heard() -> None:
    planned = Interview(**G, id="i2", title="Pupils", partner_ids=["pupils"])
    changes: dict[str, Any] = {
        "enquiry": [*whole().enquiry, COST],
        "partners": [*whole().partners, PUPILS],
        "interviews": [*whole().interviews, planned],
    }
    assert told(About.COVERAGE, **changes) == [
        ("2: nobody has been asked. It is to be put to Pupils.", "q2"),
        ("Pupils has not been heard. An interview is planned.", "pupils"),
    ]


def test_a_document_that_speaks_to_a_line_is_nobody_who_was_asked() -> None:
    address = Address(kind=EvidenceKind.PASSAGE, id="su", words="It costs too much.")
    marked = MarkedPassage(**G, id="mp", submission_id="su", address=address, line_id="q2")
    assert told(About.COVERAGE, enquiry=[*whole().enquiry, COST], passages=[marked]) == [
        ("2: nobody has been asked. Only what was handed in speaks to it.", "q2")
    ]


def test_what_was_asked_and_not_answered() -> None:
    asked = [i.model_copy(update={"asked": ["q2"], "partner_ids": ["cooks", "pupils"]}) for i in whole().interviews]
    changes: dict[str, Any] = {"enquiry": [*whole().enquiry, COST], "partners": [*whole().partners, PUPILS]}
    assert told(About.COVERAGE, interviews=asked, **changes) == [
        ("2 was asked of Cooks and Pupils, and nobody answered.", "q2"),
        ("1 rests on one session only, with Cooks and Pupils together.", "q"),
    ]


def test_what_rests_on_one_partner_where_others_were_heard() -> None:
    heard = Interview(**G, id="i2", title="Pupils", partner_ids=["pupils"], state=InterviewState.CLOSED_OUT)
    changes: dict[str, Any] = {
        "group": whole().group.model_copy(update={"stage": Stage.GATHERING}),
        "partners": [*whole().partners, PUPILS],
        "interviews": [*whole().interviews, heard],
    }
    assert told(About.COVERAGE, **changes) == [("1 rests on one partner only: Cooks.", "q")]
    many = [EnquiryLine(**G, id=f"m{n}", kind=LineKind.QUESTION, text="Why?", position=n) for n in range(1, 5)]
    notes = [
        *whole().notes,
        *(Note(**G, id=f"x{n}", interview_id="i", text="So.", line_id=f"m{n}") for n in range(1, 5)),
    ]
    assert told(About.COVERAGE, **changes, enquiry=many, notes=notes) == [
        ("4 lines of enquiry rest on one source only: 1, 2, 3 and 4.", "")
    ]
    meant = [many[0].model_copy(update={"asked_of": ["cooks"]})]
    assert told(About.COVERAGE, **changes, enquiry=meant, notes=notes) == [], "nobody else was meant to say anything"


def test_kinds_of_evidence_that_nobody_has_given() -> None:
    notes = [whole().notes[0].model_copy(update={"kind": NoteKind.FACT})]
    said = told(About.COVERAGE, notes=notes, snapshots=[], submissions=[])
    assert [text.partition(":")[0] for text, _ in said] == [
        "Nobody has told of their own experience",
        "Nothing was seen by the group itself",
        "There are no figures",
        "There are no documents",
    ]


def test_what_is_odd_about_figures_and_late_among_what_is_waited_for() -> None:
    unclear = [whole().snapshots[0].model_copy(update={"owner": ""})]
    assert told(About.EVIDENCE, snapshots=unclear) == [("Meals served: It is not said who answers for them.", "sn")]
    late = InformationRequest(**G, id="w", what="The 2024 return", owner="Ms P Lee", due=date(2026, 1, 9))
    waiting = whole(requests=[late])
    said = [(r.text, r.table, r.record_id) for r in remarks(waiting, date(2026, 1, 12)) if r.about is About.EVIDENCE]
    assert said == [("“The 2024 return” is overdue by 3 days.", "requests", "w")]
    assert remarks(waiting) == [], "without a day nothing is late"


def test_a_finding_without_evidence_and_one_that_leads_nowhere() -> None:
    loose = Finding(**G, id="f2", text="The queue is long.", position=2)
    assert told(About.TRACEABILITY, findings=[*whole().findings, loose]) == [
        ("Finding 6.1.ii rests on no evidence.", "f2"),
        ("Finding 6.1.ii leads nowhere: use it, or say why not.", "f2"),
    ]
    noted = loose.model_copy(update={"leads_nowhere": WhyNowhere.NOTED, "nowhere_reason": "The kitchen is rebuilt."})
    assert told(About.TRACEABILITY, findings=[*whole().findings, noted]) == [
        ("Finding 6.1.ii rests on no evidence.", "f2")
    ]


def test_where_nothing_rests_on_anything_it_is_said_once() -> None:
    findings = [*whole().findings, Finding(**G, id="f2", text="The queue is long.", position=2)]
    again = [link.model_copy(update={"id": f"{link.id}2", "finding_id": "f2"}) for link in whole().evidence_links]
    links = [*whole().evidence_links, *again]
    assert told(About.TRACEABILITY, findings=findings, evidence_links=links, rests_on=[]) == [
        ("No recommendation says on which findings it rests: 2 findings lead nowhere yet.", ""),
        ("Recommendation 1 rests on no finding.", "r"),
    ]


def test_a_recommendation_that_cannot_be_checked_later() -> None:
    vague = whole().recommendations[0].model_copy(update={"by_when": None, "measure": ""})
    assert told(About.WORDING, recommendations=[vague]) == [
        ("Recommendation 1 cannot be checked later: no date and no measure.", "r")
    ]


def test_a_passage_that_nobody_can_place_any_more_leads_to_its_submission() -> None:
    def address(words: str, standing: Standing) -> Address:
        return Address(kind=EvidenceKind.PASSAGE, id="su", words=words, standing=standing)

    review = whole(
        passages=[
            MarkedPassage(**G, id="p1", submission_id="su", address=address("I go home.", Standing.UNSURE)),
            MarkedPassage(**G, id="p2", submission_id="su", address=address("A queue.", Standing.UNSURE)),
            MarkedPassage(**G, id="p3", submission_id="su", address=address("Nobody eats.", Standing.IN_PLACE)),
            MarkedPassage(**G, id="p4", submission_id="su", address=address("Cold.", Standing.WORDS_ONLY)),
        ]
    )
    (remark,) = (r for r in remarks(review) if r.table == "submissions")
    assert remark.record_id == "su"
    assert remark.text == "SM01 Letter: its text was changed, and 2 quoted passages are to be looked at."
