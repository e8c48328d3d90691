"""Reading a pack: every kind of record from a fictional pack, whatever a conversion did to it."""

from __future__ import annotations

import re
import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.packs.dates import find_date
from index.packs.lines import read_lines
from index.packs.models import SegmentKind
from index.packs.passages import passages
from index.packs.reader import read_pack
from tests.index.packs.fictional import PACK
from tests.index.packs.spoiling import SPOILT, what_it_says

READ = read_pack(PACK)


def test_which_meeting_it_is_for() -> None:
    facts = READ.pack
    assert (facts.council, facts.board) == ("Wexcombe City Council", "Children and Families Scrutiny Board (2)")
    assert (facts.meeting_date, facts.minutes_of) == (date(2026, 3, 12), date(2026, 1, 29))
    assert (facts.venue, facts.chair) == ("Committee Room 2, Guildhall, Wexcombe", "A Okoro")


def test_agenda_and_minutes() -> None:
    assert [i.number for i in READ.agenda_items] == [1, 2, 3, 4, 5, 6, 7]
    assert READ.agenda_items[3].title == "School Transport Task and Finish Group"
    assert [(m.number, m.title) for m in READ.minutes] == [
        (31, "Declarations of Interests"),
        (32, "Minutes"),
        (33, "Young Carers"),
        (34, "Reading in Primary Schools"),
        (35, "Work Programme"),
    ]


def test_the_shapes_of_a_decision() -> None:
    found = [(r.source_ref, r.number, r.level, r.text, r.addressed_to) for r in READ.resolutions]
    assert found == [
        ("33", None, 1, "RESOLVED that the Board notes the work with Young Carers (YC) in schools.", None),
        ("34", "1)", 1, "Notes the briefing note.", None),
        ("34", "2)", 1, "The Director of Children to report on:", "Director of Children"),
        ("34", "i)", 2, "the summer reading scheme", "Director of Children"),
        ("34", "ii)", 2, "libraries in schools", "Director of Children"),
        ("34", "3)", 1, "Agrees to create two Task and Finish Groups to investigate:", None),
        ("34", None, 2, "Reading for Pleasure (RFP) (Councillors A Okoro, M Bell, and S Nair)", None),
        ("34", None, 2, "School Libraries (Councillors M Bell, J Garth, and Mr T Lowe)", None),
        ("35", None, 1, "RESOLVED that the work programme for 2025/26 be noted.", None),
        *(
            ("School Transport Task and Finish Group", number, level, text, "Cabinet Member for Transport")
            for number, level, text in (
                ("1)", 1, "To make waiting times plain, the following are counted each term:"),
                ("a.", 2, "Requests that were refused"),
                ("b.", 2, "Appeals that were upheld"),
                ("2)", 1, "Drivers are told of a child's needs before the first journey."),
            )
        ),
        (
            "School Transport Task and Finish Group",
            "3)",
            1,
            "Schools name one person for transport.",
            "Wexcombe Schools Forum",
        ),
        *(
            (
                "Youth Work in the North of the City",
                number,
                1,
                text,
                "Children and Families Scrutiny Board (2)",
            )
            for number, text in (
                ("1)", "Consider the note."),
                ("2)", "Identify any recommendations for the Cabinet Member."),
            )
        ),
    ]
    assert [s.text for s in READ.softer_decisions] == [
        "The Board considered a briefing note on young carers, and asked that a list of schools be sent to Members"
    ]


def test_task_groups_with_members_and_the_minute_that_sets_them_up() -> None:
    found = {g.name: g for g in READ.task_groups}
    assert found["Reading for Pleasure (RFP)"].members == [
        "Councillor A Okoro",
        "Councillor M Bell",
        "Councillor S Nair",
    ]
    assert found["School Libraries"].members == ["Councillor M Bell", "Councillor J Garth", "Mr T Lowe"]
    assert found["School Libraries"].minute_number == "34"
    assert found["School Transport Task and Finish Group"].members == ["Cllr Mary Bell (Chair)", "Cllr Sunita Nair"]
    assert len(found) == 3


def test_reports_and_programme_and_abbreviations() -> None:
    assert [(r.kind.value, r.title, r.authors) for r in READ.reports] == [
        ("briefing_note", "School Transport Task and Finish Group", ["Robin Vale"]),
        ("appendix", "Appendix 1 – Waiting times", []),
        ("briefing_note", "Youth Work in the North of the City", ["Jo Marsh"]),
    ]
    assert [(r.date, r.title) for r in READ.work_programme] == [
        (date(2026, 1, 29), "Young Carers"),
        (date(2026, 1, 29), "Reading in Primary Schools"),
        (date(2026, 3, 12), "School Transport Task and Finish Group"),
        (None, "Play Streets"),
        (None, "School Meals (Joint with SB3)"),
    ]
    assert READ.work_programme[2].detail == "Recommendations and the replies that came in"
    assert {(a.acronym, a.expansion) for a in READ.acronyms} == {
        ("YC", "Young Carers"),
        ("RFP", "Reading for Pleasure"),
        ("T&F", "Task and Finish Group"),
    }


def test_segments_cover_every_line() -> None:
    assert [s.kind for s in READ.segments] == [
        SegmentKind.FRONT_AGENDA,
        SegmentKind.MINUTES,
        SegmentKind.BRIEFING_NOTE,
        SegmentKind.APPENDIX,
        SegmentKind.BRIEFING_NOTE,
        SegmentKind.WORK_PROGRAMME,
    ]


NOTHING_TO_SPOIL = {
    "straight quotes",
    "minutes headed in one line",
    "hyphens with a space",
    "a space before 's",
    "dates 08th August 2025",
}


@pytest.mark.parametrize("name", SPOILT)
def test_what_a_conversion_does_changes_nothing(name: str) -> None:
    changed = SPOILT[name](PACK)
    if changed == PACK:
        assert name in NOTHING_TO_SPOIL, "the spoiling did nothing"
        return
    assert what_it_says(read_pack(changed)) == what_it_says(READ)


@pytest.mark.parametrize("first", ["lines broken by width", "no bullets before numbers", "more blank lines"])
@pytest.mark.parametrize("second", ["bold headings", "page ranges on the next line", "pages as n of m", "odd bullets"])
def test_one_spoiling_on_top_of_another_changes_nothing(first: str, second: str) -> None:
    assert what_it_says(read_pack(SPOILT[second](SPOILT[first](PACK)))) == what_it_says(READ)


def test_a_note_whose_subject_has_lost_its_label_is_a_note_still() -> None:
    lost = re.sub(r"(?m)^(?:Subject|Title): ", "", PACK)
    assert what_it_says(read_pack(lost)) == what_it_says(READ)


def test_recommendations_whose_heading_is_lost_are_found_by_their_lead_in() -> None:
    lost = PACK.replace("2 Recommendations\n\n", "")
    assert read_pack(lost).resolutions == [
        r.model_copy(update={"line": n.line})
        for r, n in zip(READ.resolutions, read_pack(lost).resolutions, strict=True)
    ]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("22nd January 2026", date(2026, 1, 22)),
        ("Thursday, 22nd January, 2026", date(2026, 1, 22)),
        ("the 27th of November, 2025.", date(2025, 11, 27)),
        ("17 th October 2024", date(2024, 10, 17)),
        ("07/09/21", date(2021, 9, 7)),
        ("17/7/24", date(2024, 7, 17)),
        ("20 November 25", date(2025, 11, 20)),
        ("08th August 2025", date(2025, 8, 8)),
        ("25th November (tbc)", None),
        ("31st February 2026", None),
        ("May do better 2025", None),
    ],
)
def test_dates_in_every_form(text: str, day: date | None) -> None:
    assert find_date(text) == day


def test_every_line_with_text_is_in_some_passage() -> None:
    found = passages(PACK, READ)
    covered = {n for p in found for n in range(p.start_line, p.end_line + 1)}
    assert {line.number for line in read_lines(PACK) if line.text} <= covered
    decisions = [(p.kind, p.minute_number, p.addressee) for p in found if p.kind in ("resolution", "recommendation")]
    assert len(decisions) == len(READ.resolutions)
    assert ("recommendation", "", "Wexcombe Schools Forum") in decisions
    assert ("resolution", "34", "Director of Children") in decisions


def test_what_is_not_understood_is_counted() -> None:
    pack = read_pack(PACK.replace("RESOLVED that the work programme for 2025/26 be noted.", "RESOLVED that:"))
    assert [u.why for u in pack.unread] == ["A resolution without any text."]


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=400))
def test_reading_never_raises(text: str) -> None:
    pack = read_pack(text)
    if pack.segments:
        assert pack.segments[0].start_line == 1
        for one, other in zip(pack.segments, pack.segments[1:], strict=False):
            assert other.start_line == one.end_line + 1


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PACK.splitlines()), max_size=80))
def test_a_shuffled_pack_never_raises_and_stays_covered(rows: list[str]) -> None:
    text = "\n".join(rows)
    pack = read_pack(text)
    lines = read_lines(text)
    if pack.segments:
        assert pack.segments[-1].end_line == len(lines)
    covered = {n for p in passages(text, pack) for n in range(p.start_line, p.end_line + 1)}
    assert {line.number for line in lines if line.text} <= covered


HOSTILE = {
    "capital words": "The Board And " * 8000,
    "brackets": "(A " * 20000,
    "open resolution": "RESOLVED that the " + "board of the " * 8000,
    "resolution of commas": "RESOLVED " + ",; " * 30000 + "x",
    "numbers": "1. A" * 20000,
    "initials": "A B C D E F G (ABCDEFG) " * 2000,
    "an abbreviation of one letter": "Aa " * 30 + "(AAAAAAAAAA) " + "aa " * 9000,
    "asterisks": "*a" * 40000,
    "tags": "<p" * 40000,
    "minutes": "Minutes of the Meeting of " * 4000,
    "task groups": "Reading Task and Finish Group " * 3000,
    "members": "members of the task and finish group were " * 3000,
    "people in brackets": "(Councillor A () " * 6000,
    "recommend": "The Board recommends to the " * 4000,
    "asked in passing": "x " * 40000 + "asked",
    "commas": "Councillors A, " * 8000,
    "letters and no at": "a" * 100000,
    "capitals": "A" * 100000 + " Task and Finish",
    "figures": "pages " + "1" * 100000 + "x",
    "spaces": " " * 100000 + "x",
    "bars": "|" * 100000,
}
# Lines that begin something, so often that looking back or ahead from each of them would take for ever.
MANY = (
    "RESOLVED that:",
    "(a) A part of a minute",
    "(1) an item",
    "Appendix 1 – A table",
    "To: The Board",
    "Subject: A note",
    "1 Purpose",
    "2 Recommendations",
    "2.1 The Board recommend to the Cabinet that:",
    "Date\tTitle\tDetail\tLead",
    "Contents",
    "Minutes of the Meeting of A Board held on 3 March 2026",
    "33. A minute",
    "A{n} Task and Finish Group",
    "A task and finish group on topic {n}",
    "Members of the task and finish group were:",
    "{n}",
    "(ABC{n}) An abbreviation of its own (AAO)",
)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_line_is_read_in_seconds(name: str) -> None:
    """Not a measure of speed: a pattern that backtracks takes hours on these, not seconds."""
    begin = time.process_time()
    for text in (
        HOSTILE[name],
        PACK + "\n\n" + HOSTILE[name],
        PACK.replace("34. Reading", HOSTILE[name] + "\n\n34. Reading"),
    ):
        read_pack(text)
    assert time.process_time() - begin < 4


@pytest.mark.parametrize("line", MANY)
def test_a_beginning_that_recurs_thousands_of_times_is_read_in_seconds(line: str) -> None:
    begin = time.process_time()
    read_pack("\n".join(line.format(n=n) for n in range(3000)))
    assert time.process_time() - begin < 4
