"""Counts, days and figures in the group's own words against the record and its snapshots; with near misses."""

from __future__ import annotations

import time
from datetime import date
from typing import Any

import pytest

from groups.finding import Finding
from groups.group import Meeting, MeetingKind, Suspension
from groups.prose import ReportSection
from groups.recommendation import Recommendation
from interviews.checks import About
from interviews.interview import Interview, InterviewState
from interviews.partner import Partner
from interviews.submission import Snapshot
from tests.interviews.whole_review import G, prose, told, whole

MET = [
    Meeting(**G, id="m1", kind=MeetingKind.SCOPING, on=date(2026, 1, 5)),
    Meeting(**G, id="m2", kind=MeetingKind.INTERVIEWING, on=date(2026, 2, 9)),
    Meeting(**G, id="m3", kind=MeetingKind.VISIT, on=date(2026, 2, 16)),
]
PARTNERS = [Partner(**G, id=one, name=one.title(), position=n) for n, one in enumerate(("cooks", "pupils", "parents"))]
HELD = [
    Interview(**G, id=f"i{n}", title=p.name, partner_ids=[p.id], state=InterviewState.CLOSED_OUT, on=date(2026, 2, 9))
    for n, p in enumerate(PARTNERS)
]
RECORD: dict[str, Any] = {"meetings": MET, "partners": PARTNERS, "interviews": HELD}


def numbers(text: str, section: ReportSection = ReportSection.METHODOLOGY, **changes: Any) -> list[str]:
    return told(About.NUMBERS, **{**RECORD, "prose": [prose(text, section)], **changes})


@pytest.mark.parametrize(
    ("sentence", "record"),
    [
        ("The group met on seven occasions.", "the record has 3 meetings"),
        ("The group held 4 meetings.", "the record has 3 meetings"),
        ("There were two scoping meetings.", "the record has 1 scoping meeting"),
        ("Members made two site visits.", "the record has 1 site visit"),
        ("It interviewed four partners.", "the record has 3 partners"),
        ("Two of the five partners wrote to us.", "the record has 3 partners"),
        ("The group held four interviews.", "the record has 1 or 3 interviews"),
        ("This report makes six recommendations.", "the record has 1 recommendation"),
        ("The group received three written submissions.", "the record has 1 submission"),
        ("It was made up of five members.", "the record has 1 member"),
        ("It agreed nine key lines of enquiry.", "the record has 1 line of enquiry"),
    ],
)
def test_a_count_that_the_record_does_not_bear_out(sentence: str, record: str) -> None:
    (text,) = numbers(sentence)
    assert text.startswith("Methodology says “")
    assert record in text


@pytest.mark.parametrize(
    "sentence",
    [
        "The group met on three occasions.",
        "The group met on {meetings} occasions.",
        "The group met on at least two occasions.",
        "The Parents' Forum met on seven occasions.",
        "The Board held four meetings in the year.",
        "The group found that the Cooks' Panel met on six occasions.",
        "Two partners told the group that the hall is full.",
        "It interviewed three partners.",
        "These two recommendations cost nothing.",
        "The council made 12 recommendations to its contractor.",
        "The group met 3.5 times as many pupils as planned.",
        "Two written submissions say so.",
        "One of the three partners wrote.",
        "About six key findings were shared with the Board.",
    ],
)
def test_a_count_that_is_right_or_is_of_something_else(sentence: str) -> None:
    assert numbers(sentence) == []


def test_a_count_in_a_finding_is_held_against_the_record_and_one_in_a_recommendation_is_not() -> None:
    row = Finding(**G, id="f", text="In all the group met on nine occasions.")
    (text,) = numbers("", findings=[row])
    assert text == "Finding 6.1.i says “met on nine occasions”; the record has 3 meetings."
    asks = whole().recommendations[0].model_copy(update={"action": "The panel holds six meetings with pupils a year"})
    assert numbers("", recommendations=[asks]) == []


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("It reported on Thursday, 4th December 2020.", "which was a Friday: one of the two is wrong"),
        ("It will end on 31 November 2026.", "there is no such day"),
        ("The group met on 7 February 2026.", "the record has no meeting on that day"),
        ("The group first met on 6th January 2026.", "the record has no meeting on that day"),
        ("The Board resolved on 11 December 2025 to set up the group.", "the resolution of 12 December 2025"),
        ("Work was suspended from March to July 2026.", "July 2026 for a suspension; the record has none"),
    ],
)
def test_a_day_that_the_record_or_the_calendar_tells_otherwise(sentence: str, words: str) -> None:
    group = whole().group.model_copy(update={"resolution_date": date(2025, 12, 12)})
    rest = [Suspension(**G, id="s", since=date(2026, 3, 23), until=date(2026, 5, 8))]
    (text,) = numbers(sentence, group=group, suspensions=rest)
    assert words in text


@pytest.mark.parametrize(
    "sentence",
    [
        "It reported on Friday, 4th December 2020.",
        "The group met on 9 February 2026 and visited a kitchen.",
        "The service was inspected on 7 February 2026.",
        "The Board resolved on Friday, 12th December 2025 to set up the group.",
        "The group was set up after the inspection of 3 May 2025.",
        "Work was suspended from 23 March 2026 and went on on 9 May 2026.",
        "In March 2020 schools closed.",
    ],
)
def test_a_day_that_is_right_or_is_of_something_else(sentence: str) -> None:
    group = whole().group.model_copy(update={"resolution_date": date(2025, 12, 12)})
    rest = [Suspension(**G, id="s", since=date(2026, 3, 23), until=date(2026, 5, 8))]
    assert numbers(sentence, group=group, suspensions=rest) == []


def test_without_the_days_of_its_meetings_a_day_is_not_questioned() -> None:
    without = [MET[0].model_copy(update={"on": None}), *MET[1:]]
    assert numbers("The group met on 7 February 2026.", meetings=without) == []


def test_a_recommendation_for_a_day_before_the_report() -> None:
    group = whole().group.model_copy(update={"report_date": date(2027, 6, 1)})
    (text,) = numbers("", group=group)
    assert text == ("Recommendation 1 asks for something by 31 March 2027, which is before the report of 1 June 2027.")
    assert numbers("", group=group.model_copy(update={"report_date": date(2027, 3, 31)})) == []


CONTACTS = Snapshot(
    **G,
    id="sn",
    title="Contacts by quarter",
    unit="contacts",
    heading_rows=2,
    rows=[
        ["", "Number of contacts", "", "", "Contacts answered late", "", ""],
        ["", "2017", "2018", "2019", "2017", "2018", "2019"],
        ["Q1", "3,200", "3,400", "4,900", "12%", "14%", "11%"],
        ["Q2", "3,300", "3,350", "4,850", "10%", "15%", "13%"],
        ["Q3", "3,347", "3,366", "4,844", "9%", "13%", "12%"],
        ["Q4", "3,400", "3,400", "4,900", "8%", "12%", "9%"],
    ],
)


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("There were 13,274 contacts in 2017.", "Contacts by quarter has 13,247 for Number of contacts 2017"),
        ("There were 13,516 contacts in 2017.", "has that for Number of contacts 2018"),
        ("In 2019 there were 21,000 contacts.", "has 19,494 for Number of contacts 2019"),
        ("Contacts rose by 74% between 2018 and 2019.", "2018 and 19,494 for 2019, a rise of 44.2%"),
        ("Contacts fell by 44% between 2018 and 2019.", "a rise of 44.2%"),
        ("Contacts rose by 80%.", "no two years of Number of contacts in Contacts by quarter differ so"),
    ],
)
def test_a_figure_that_the_snapshot_has_otherwise(sentence: str, words: str) -> None:
    (text,) = numbers(sentence, snapshots=[CONTACTS])
    assert words in text


@pytest.mark.parametrize(
    "sentence",
    [
        "There were 13,247 contacts in 2017 and 19,494 in 2019.",
        "There were about 13,200 contacts in 2017.",
        "There were 3,347 contacts in the third quarter of 2017.",
        "Contacts rose by 44% between 2018 and 2019.",
        "Contacts rose by 47% from 2017 to 2019.",
        "Contacts rose by nearly half.",
        "The school has 1,250 pupils.",
        "Contacts came from 212 schools.",
        "Of late contacts 12% were answered late in 2018.",
        "Contacts are set out in Appendix 3, in paragraph 5.2 and for Year 10.",
    ],
)
def test_a_figure_that_is_right_or_is_of_something_else(sentence: str) -> None:
    assert numbers(sentence, snapshots=[CONTACTS]) == []


def test_figures_in_a_finding_lead_to_it() -> None:
    row = Finding(**G, id="f", text="There were 13,274 contacts in 2017, which is too many.")
    (text,) = numbers("", findings=[row], snapshots=[CONTACTS])
    assert text.startswith("Finding 6.1.i says 13,274; Contacts by quarter has 13,247")


def test_a_target_in_a_recommendation_is_no_figure_of_the_past() -> None:
    row: Recommendation = (
        whole().recommendations[0].model_copy(update={"action": "The team answers 13,274 contacts in 2017"})
    )
    assert numbers("", recommendations=[row], snapshots=[CONTACTS]) == []


def test_a_table_of_twenty_thousand_rows_is_compared_in_a_moment() -> None:
    rows = [["School", "Absences 2023"], *([f"School {n}", str(n)] for n in range(20_000))]
    large = Snapshot(**G, id="s1", title="Absences", rows=rows)
    began = time.process_time()
    told(About.NUMBERS, **{**RECORD, "snapshots": [large], "prose": [prose("There were 41,222 absences in 2023.")]})
    assert time.process_time() - began < 30  # minutes, where each row looks at all others
