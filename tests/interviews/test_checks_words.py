"""Abbreviations, references and the prompts on equality: what speaks, and the near misses that do not."""

from __future__ import annotations

from typing import Any

import pytest

from groups.enquiry import EnquiryLine, LineKind
from groups.finding import Finding
from groups.prose import ReportSection
from groups.recommendation import Recommendation, SubPart
from interviews.checks import About, Outside
from interviews.partner import Partner
from interviews.reference_checks import Printed
from tests.interviews.whole_review import G, prose, scoped, told, whole


def abbreviations(*texts: str, outside: Outside | None = None, **changes: Any) -> list[str]:
    sections = (ReportSection.PURPOSE, ReportSection.BACKGROUND, ReportSection.METHODOLOGY)
    rows = [prose(text, section, f"t{n}") for n, (text, section) in enumerate(zip(texts, sections, strict=False))]
    return told(About.ABBREVIATIONS, outside=outside, **{"prose": rows, **changes})


@pytest.mark.parametrize(
    "sentence",
    [
        "The Multi-Agency Safeguarding Hub (MASH) is in the town hall. MASH is busy.",
        "Calls need no further action (NFA). An NFA call is filed.",
        "The Task and Finish Group (T&F) met. T&F members agreed.",
        "CPOMS (a program in which schools keep notes) is open in holidays.",
        "The NHS, GPs and A&E wards in the UK agree.",
        "Part II is on Key Stage IV and Covid-19.",
        "The letter SM01 is Appendix 3.",
        "WHO EATS AT SCHOOL",
    ],
)
def test_what_is_spelt_out_or_known_to_all(sentence: str) -> None:
    assert abbreviations(sentence) == []


def test_what_is_never_spelt_out_with_its_meaning_where_it_is_known() -> None:
    assert abbreviations("EHE is rising.", "EHE families wrote.") == [
        "EHE is never spelt out; it is first used in Purpose of the Note, and 1 more time: say there what it stands "
        "for."
    ]
    known = Outside(expansions={"EHE": ["elective home education"]})
    assert abbreviations("EHE is rising.", outside=known)[0].endswith("write “elective home education (EHE)”.")
    (text,) = abbreviations("EHE is rising.", "Elective Home Education is a right.", outside=known)
    assert text.endswith("write “Elective Home Education (EHE)”."), "with the capitals of the report"
    partner = Partner(**G, id="ehe", name="Education Help for Everyone", short_name="EHE", position=2)
    (text,) = abbreviations("EHE is rising.", partners=[*whole().partners, partner])
    assert "write “Education Help for Everyone (EHE)”" in text


def test_what_is_spelt_out_too_late() -> None:
    row: Recommendation = (
        whole().recommendations[0].model_copy(update={"parts": [SubPart(id="p", text="NFA calls are counted")]})
    )
    (text,) = abbreviations("", "They need no further action (NFA).", recommendations=[row])
    assert text == (
        "NFA is used in recommendation 1a before it is spelt out (Background and Information): write “no further "
        "action (NFA)” at its first use."
    )


def test_two_meanings_and_two_spellings() -> None:
    two = "The Safer Travel Group (STG) met.", "The School Transport Guarantee (STG) is old."
    assert abbreviations(*two) == [
        "STG is spelt out in 2 ways: “Safer Travel Group” (Purpose of the Note) and “School Transport Guarantee” "
        "(Background and Information). Choose one."
    ]
    same = "The Multi-Agency Safeguarding Hub (MASH) met.", "The multi agency safeguarding hub (MASH) is new."
    assert abbreviations(*same) == []
    assert abbreviations("The Task and Finish group (T&F) met. T&F members.", "The T+F group agreed.") == [
        "“T&F” and “T+F” are one abbreviation in two spellings (T+F in Background and Information): choose one."
    ]


PRINTED = Printed(frozenset("12345678"), frozenset({"2.1", "3.1", "3.2"}), frozenset("1234"))


def references(text: str, printed: Printed | None = PRINTED, **changes: Any) -> list[str]:
    return told(About.REFERENCES, outside=Outside(printed=printed), **{"prose": [prose(text)], **changes})


@pytest.mark.parametrize(
    ("sentence", "missing"),
    [
        ("The letter can be found at Appendix 5.", "Appendix 5, and there is none: the last is 4"),
        ("See Appendices 4 and 6.", "Appendix 6"),
        ("The recommendations made at paragraph 9.", "paragraph 9"),
        ("As told in paragraph 3.4, it is so.", "paragraph 3.4"),
        ("Recommendation 7 says why.", "Recommendation 7, and there is none: there is only Recommendation 1"),
        ("Recommendations 1 to 3 say why.", "Recommendation 2"),
        ("It follows from finding 6.1.xii.", "finding 6.1.xii"),
        ("It follows from what is said (6.1.iv).", "finding 6.1.iv"),
        ("It answers line of enquiry 2c.", "line of enquiry 2c"),
        ("This is set out in section 9 of this report.", "section 9"),
    ],
)
def test_a_reference_that_points_nowhere(sentence: str, missing: str) -> None:
    said = references(sentence)
    assert said
    assert any(f"refers to {missing}" in text for text in said)


@pytest.mark.parametrize(
    "sentence",
    [
        "The recommendations made at paragraph 2 follow from Appendix 4.",
        "As told in paragraphs 3.1 and 3.2, finding 6.1.i and Recommendation 1 agree; so does line of enquiry 1.",
        "It is exempt under paragraph 3 of Schedule 12A.",
        "Recommendation 14 of the 2019 review was accepted.",
        "Ofsted's recommendation 9 was accepted.",
        "Appendix 7 to the Ofsted report has it.",
        "The Board will look at the recommendations 12 months after they are agreed.",
        "It made recommendations 2019 did not have.",
        "Section 47 enquiries and section 17 plans are common.",
        "Duties under section 436A of the Education Act 1996.",
        "Version 6.1 of the program is used.",
    ],
)
def test_a_reference_that_is_right_or_is_to_something_else(sentence: str) -> None:
    assert references(sentence) == []


def test_without_the_printed_report_only_the_record_is_looked_at() -> None:
    assert references("See Appendix 9 and paragraph 44.", None) == []
    assert len(references("See Recommendation 9.", None)) == 1


def test_references_in_findings_and_recommendations_too() -> None:
    row = Finding(**G, id="f", text="As half of them say (Appendix 8).")
    asks = whole().recommendations[0].model_copy(update={"reason": "finding 6.1.vi is answered"})
    said = references("", findings=[row], recommendations=[asks])
    assert [text.partition(" refers")[0] for text in said] == ["Recommendation 1", "Finding 6.1.i"]


def test_a_lettered_part_and_a_line_are_there() -> None:
    row = whole().recommendations[0].model_copy(update={"parts": [SubPart(id="p", text="a list")]})
    lines = [*whole().enquiry, EnquiryLine(**G, id="q2", kind=LineKind.SUB_QUESTION, text="Why?", parent_id="q")]
    text = "Recommendation 1a answers lines of enquiry 1 and 1a."
    assert references(text, recommendations=[row], enquiry=lines) == []


def equality(answer: str) -> list[str]:
    return told(About.EQUALITY, **scoped(equality=answer))


def test_the_prompts_that_the_scope_leaves_open() -> None:
    (text,) = equality("There are implications for Looked After Children and girls with SEND.")
    assert text == (
        "The scope's answer on equality speaks of disability, sex and looked after children and says nothing on age, "
        "gender reassignment, marriage and civil partnership, pregnancy and maternity, race, religion or belief, "
        "sexual orientation and poverty: say for each what was considered."
    )
    (text,) = equality("It was considered.")
    assert text.startswith("The scope's answer on equality says nothing on age, disability")


@pytest.mark.parametrize(
    "answer",
    [
        "None of the protected characteristics is touched more than others.",
        "An Equality Impact Assessment was made.",
        "Age, disability, trans pupils, marriage, pregnancy, ethnicity, faith, sex, sexual orientation, poverty and "
        "children in care were each considered.",
        "",  # that it is empty is said elsewhere
    ],
)
def test_the_prompts_are_answered(answer: str) -> None:
    assert equality(answer) == []


def test_recommendations_without_a_note_on_equality() -> None:
    with_note = whole().recommendations[0]
    without = with_note.model_copy(
        update={"id": "r2", "equality": " ", "position": 2, "action": "Lunch is half an hour"}
    )
    assert told(About.EQUALITY, recommendations=[with_note, without]) == [
        "Recommendation 2 has no note on equality, whom it would touch and how."
    ]
    first = with_note.model_copy(update={"equality": ""})
    assert told(About.EQUALITY, recommendations=[first, without]) == [
        "No recommendation has a note on equality, whom it would touch and how: 1 and 2."
    ]
