"""Drift: from resolution to scope, lines of enquiry and findings, and from plan to fact; with near misses."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from groups.enquiry import EnquiryLine, LineKind
from groups.evidence import Address, EvidenceKind, EvidenceLink
from groups.finding import Finding
from groups.group import Meeting, MeetingKind, Stage, Suspension
from interviews.checks import About
from interviews.interview import Interview, Note
from interviews.passage import MarkedPassage
from tests.interviews.whole_review import G, scoped, told, whole


def meetings(count: int) -> list[Meeting]:
    return [Meeting(**G, id=f"m{n}", kind=MeetingKind.INTERVIEWING, position=n) for n in range(count)]


def drift(**changes: Any) -> list[str]:
    return told(About.DRIFT, **changes)


def test_a_resolution_on_another_topic_is_told_and_one_by_its_letters_is_not() -> None:
    group = whole().group
    other = group.model_copy(update={"resolution": "RESOLVED that a group looks into holiday clubs."})
    assert drift(group=other) == [
        "The resolution does not speak of “School Meals”, going by its words: say in the report how the one became "
        "the other."
    ]
    same = group.model_copy(update={"resolution": "RESOLVED that a group looks into meals at schools."})
    assert drift(group=same) == []
    short = group.model_copy(update={"resolution": "RESOLVED to set up a group on SM."})
    assert drift(group=short) == []


def test_two_questions_are_told_and_one_in_other_capitals_is_not() -> None:
    assert drift(**scoped(title="Who pays for meals?")) == [
        "The scope asks “Who pays for meals?”, the group “Who eats at school?”: make them one question."
    ]
    assert drift(**scoped(title="who eats at school")) == []


def test_objectives_on_something_else() -> None:
    (text,) = drift(**scoped(hopes="Fewer lorries on narrow roads"))
    assert text.startswith("The scope's objectives share no word with the topic “School Meals”")
    assert drift(**scoped(hopes="More pupils eat a hot meal")) == []


def test_what_is_included_and_not_asked() -> None:
    text = "Eating at school\nThe price of a lunch"
    assert drift(**scoped(included=text)) == [
        "The scope includes “The price of a lunch”, and going by the words no line of enquiry asks about it: add one, "
        "or amend the scope."
    ]
    whom = "Eating at school; children aged 5 to 16"
    assert drift(**scoped(included=whom)) == [], "whom it is about is no question"
    assert drift(**scoped(included="None")) == []


def test_a_line_on_what_is_excluded() -> None:
    lines = [*whole().enquiry, EnquiryLine(**G, id="q2", kind=LineKind.QUESTION, text="What do packed lunches cost?")]
    (text,) = drift(**scoped(excluded="Packed lunches. Kitchen staffing"), enquiry=lines)
    assert text == "2 asks about what the scope excludes, going by the words: “Packed lunches”."
    assert drift(**scoped(excluded="Packed lunches from home"), enquiry=lines) == [], "one of its words is missing"


@pytest.mark.parametrize(
    ("planned", "held", "stage", "words"),
    [
        ("4", 7, Stage.GATHERING, "The scope planned 4 meetings, and 7 were held"),
        ("4 to 6", 7, Stage.GATHERING, "The scope planned “4 to 6”, and 7 were held"),
        ("four", 1, Stage.DRAFTING, "The scope planned “four”, and one was held"),
        ("4 to 6", 5, Stage.DRAFTING, ""),
        ("4", 2, Stage.GATHERING, ""),  # there is time yet
        ("as needed", 9, Stage.DRAFTING, ""),
    ],
)
def test_meetings_planned_and_held(planned: str, held: int, stage: Stage, words: str) -> None:
    said = drift(**scoped(stage, meetings=planned), meetings=meetings(held))
    assert [text.partition(":")[0] for text in said] == ([words] if words else [])


def test_a_board_meeting_and_a_planned_one_are_not_counted() -> None:
    rows = [
        *meetings(3),
        Meeting(**G, id="b", kind=MeetingKind.BOARD),
        Meeting(**G, id="p", kind=MeetingKind.SCOPING, held=False),
    ]
    assert drift(**scoped(Stage.DRAFTING, meetings="3"), meetings=rows) == []


def test_the_day_of_the_report() -> None:
    late = scoped(reporting_date="19 March 2026")
    late["group"] = late["group"].model_copy(update={"report_date": date(2026, 6, 3)})
    assert drift(**late) == [
        "The scope planned to report on 19 March 2026, and the report is of 3 June 2026: say why in the report."
    ]
    rest = [Suspension(**G, id="su", since=date(2026, 4, 1), until=date(2026, 5, 8))]
    assert "(its work was suspended meanwhile)" in drift(**late, suspensions=rest)[0]
    in_time = scoped(reporting_date="June 2026")
    in_time["group"] = late["group"]
    assert drift(**in_time) == [], "the month is not over"


def test_a_day_that_went_by_without_a_report() -> None:
    changes = scoped(reporting_date="19th March 2026")
    assert drift(**changes, today=date(2026, 3, 20)) == [
        "The scope planned to report by 19th March 2026, which is over: set a new day and amend the scope."
    ]
    assert drift(**changes, today=date(2026, 3, 19)) == []


COST = EnquiryLine(**G, id="q2", kind=LineKind.QUESTION, text="What does lunch cost a family?", position=2)


def test_a_line_that_was_answered_and_no_finding_speaks_of() -> None:
    lines, notes = (
        [*whole().enquiry, COST],
        [*whole().notes, Note(**G, id="n2", interview_id="i", text="£3", line_id="q2")],
    )
    assert drift(enquiry=lines, notes=notes) == [
        "2 was answered (one piece of evidence), and no finding speaks to it: write one, or say why there is none."
    ]
    early = whole().group.model_copy(update={"stage": Stage.GATHERING})
    assert drift(enquiry=lines, notes=notes, group=early) == [], "findings are being written"
    used = EvidenceLink(**G, id="e3", finding_id="f", address=Address(kind=EvidenceKind.NOTE, id="n2"))
    assert drift(enquiry=lines, notes=notes, evidence_links=[*whole().evidence_links, used]) == []
    spoken = Finding(**G, id="f2", text="Families say what a lunch costs is too much.", position=2)
    assert drift(enquiry=lines, notes=notes, findings=[*whole().findings, spoken]) == [], "by the words"


def test_evidence_in_a_marked_passage_counts_for_its_line() -> None:
    address = Address(kind=EvidenceKind.PASSAGE, id="su", words="It costs £3.", position=40)
    mark = MarkedPassage(**G, id="mp", submission_id="su", address=address, line_id="q2")
    lines = [*whole().enquiry, COST]
    assert len(drift(enquiry=lines, passages=[mark])) == 1
    inside = Address(kind=EvidenceKind.PASSAGE, id="su", words="costs £3", position=43)
    link = EvidenceLink(**G, id="e3", finding_id="f", address=inside)
    assert drift(enquiry=lines, passages=[mark], evidence_links=[*whole().evidence_links, link]) == []


def test_an_interview_whose_day_went_by() -> None:
    planned = Interview(**G, id="i2", title="Cooks again", partner_ids=["cooks"], on=date(2026, 1, 9))
    said = told(About.COVERAGE, today=date(2026, 1, 10), interviews=[*whole().interviews, planned])
    assert said == ["The interview Cooks again was planned for 9 January 2026, and nothing says that it was held."]
    assert told(About.COVERAGE, today=date(2026, 1, 9), interviews=[*whole().interviews, planned]) == []
