"""Packs of other councils and other years: the grammar is not made for one council's habits."""

from __future__ import annotations

from datetime import date

import pytest

from index.packs.models import Pack, SegmentKind
from index.packs.reader import read_pack
from tests.index.packs.other_packs import COMMITTEE, EARLIER, MARKDOWN
from tests.index.packs.spoiling import SPOILT, what_it_says

COMMITTEE_READ, EARLIER_READ, MARKDOWN_READ = read_pack(COMMITTEE), read_pack(EARLIER), read_pack(MARKDOWN)


def decisions(pack: Pack) -> list[tuple[str, str | None, int, str, str | None]]:
    return [(r.source_ref, r.number, r.level, r.text, r.addressed_to) for r in pack.resolutions]


def items(pack: Pack) -> list[tuple[date | None, str | None]]:
    return [(r.date, r.title) for r in pack.work_programme]


def test_a_committee_with_labelled_facts_and_capitals() -> None:
    facts = COMMITTEE_READ.pack
    assert (facts.council, facts.board) == (
        "Northmere Borough Council",
        "Children, Families and Learning Scrutiny Committee",
    )
    assert (facts.meeting_date, facts.minutes_of) == (date(2026, 6, 9), date(2026, 4, 14))
    assert (facts.venue, facts.chair) == ("Council Chamber, Civic Offices, Northmere", "A Dunmore")
    assert [(i.number, i.title) for i in COMMITTEE_READ.agenda_items] == [
        (1, "APOLOGIES FOR ABSENCE"),
        (2, "DECLARATIONS OF INTEREST"),
        (3, "MINUTES OF THE PREVIOUS MEETING"),
        (4, "HOME TO SCHOOL TRANSPORT: REPORT OF THE DIRECTOR"),
        (5, "COMMITTEE WORK PROGRAMME"),
        (6, "Placements Contract"),
    ]
    assert [m.number for m in COMMITTEE_READ.minutes] == [12, 13, 14, 15, 15], "a number that stands twice"


def test_the_committees_ways_of_deciding() -> None:
    assert decisions(COMMITTEE_READ) == [
        ("13", "(1)", 1, "That the presentation be noted;", None),
        (
            "13",
            "(2)",
            1,
            "That the Director of Children and Learning be requested to report on take-up by ward; and",
            "Director of Children and Learning",
        ),
        (
            "13",
            "(3)",
            1,
            "That a Task and Finish Group be established to examine holiday provision, comprising Councillors A "
            "Dunmore (Chair), R Fell and Ms T Ochieng.",
            None,
        ),
        ("14", None, 1, "The Committee resolved to write to the Youth Partnership about opening hours.", None),
        (
            "15",
            None,
            1,
            "RESOLVED unanimously that the Committee recommends to the Cabinet Member for Children that the allowance "
            "be reviewed.",
            "Cabinet Member for Children",
        ),
        ("15", None, 1, "RECOMMENDED that the report be noted.", None),
        ("Home to School Transport", "(a)", 1, "notes the number of routes;", "Committee"),
        ("Home to School Transport", "(b)", 1, "comments on the new policy; and", "Committee"),
        ("Home to School Transport", "(c)", 1, "agrees to receive a further report.", "Committee"),
    ]
    (group,) = COMMITTEE_READ.task_groups
    assert (group.name, group.minute_number) == ("Holiday provision Task and Finish Group", "13")
    assert group.members == ["Councillor A Dunmore (Chair)", "Councillor R Fell", "Ms T Ochieng"]


def test_the_committees_report_and_its_work_programme() -> None:
    assert [(r.kind, r.title, r.authors) for r in COMMITTEE_READ.reports] == [
        (SegmentKind.BRIEFING_NOTE, "Home to School Transport", ["Jem Harrow"]),
        (SegmentKind.APPENDIX, "Appendix A: Routes by area", []),
    ]
    assert items(COMMITTEE_READ) == [
        (date(2026, 6, 9), "Home to School Transport"),
        (date(2026, 6, 9), "Placements Contract"),
        (date(2026, 9, 15), "Youth Justice"),
        (None, "Nursery Places"),
    ]
    assert COMMITTEE_READ.work_programme[2].detail == "A first look at the new plan", "a row in two lines of the page"


def test_an_earlier_year_that_lost_much_on_the_way() -> None:
    assert [(i.number, i.title) for i in EARLIER_READ.agenda_items] == [
        (1, "Apologies and Substitutions"),
        (2, "Declarations of Interests"),
        (3, "Minutes"),
        (4, "Progress on School Attendance"),
        (5, "Outside Bodies Report Back"),
        (6, "Minutes"),
    ]
    assert [(m.number, m.title) for m in EARLIER_READ.minutes][2:4] == [(29, "Early Years Places"), (30, "Music Hubs")]
    found = decisions(EARLIER_READ)
    assert found[:3] == [
        ("30", "1.", 1, "Welcome the work of the Music Hub and the part that schools play in it.", None),
        (
            "30",
            "2.",
            1,
            "Request the Cabinet Member for Education to write to the Regional Music Trust.",
            "Cabinet Member for Education",
        ),
        ("30", "3.", 1, "Agree that:", None),
    ]
    assert [(number, to) for _, number, _, _, to in found[6:]] == [
        ("1)", "Education Scrutiny Board (2)"),
        ("2)", "Education Scrutiny Board (2)"),
        (None, "Cabinet Member for Education"),
    ]
    assert [(r.kind, r.title, r.date, r.authors) for r in EARLIER_READ.reports] == [
        (SegmentKind.BRIEFING_NOTE, "Progress on School Attendance", date(2024, 2, 8), ["Toni Blake"]),
        (SegmentKind.APPENDIX, "Appendix 1 - Attendance by term", None, []),
    ]
    assert items(EARLIER_READ) == [
        (date(2024, 2, 8), "Progress on School Attendance"),
        (date(2024, 3, 21), "School Buildings"),
        (None, "Careers Advice"),
    ], "a page that lost the columns of its table still has the overview"
    assert {(a.acronym, a.expansion) for a in EARLIER_READ.acronyms} == {
        ("EOTAS", "Education Other Than At School"),
        ("SEND", "Special Educational Needs and Disabilities"),
    }


def test_markdown_with_tables_around_everything() -> None:
    facts = MARKDOWN_READ.pack
    assert (facts.board, facts.meeting_date, facts.minutes_of) == (
        "Culture and Schools Policy Panel",
        date(2026, 11, 2),
        date(2026, 10, 5),
    )
    assert [i.title for i in MARKDOWN_READ.agenda_items] == ["Apologies", "Minutes", "Libraries in Schools"]
    assert decisions(MARKDOWN_READ) == [
        ("8", "a)", 1, "the report be noted;", None),
        ("8", "b)", 1, "the Head of Culture to bring a list of instruments; and", "Head of Culture"),
        ("8", "c)", 1, "the Panel recommends to Cabinet that lessons stay free.", "Cabinet"),
        ("Libraries in Schools", None, 1, "note the report.", "Panel"),
    ]
    assert items(MARKDOWN_READ) == [
        (date(2026, 11, 2), "Libraries in Schools"),
        (date(2026, 12, 7), "Reading Task and Finish Group"),
    ]


PEER_REVIEW = """
Appendix A: Peer Review

Northmere Peer Review of Early Help

Six people came for three days.

Key recommendations

1. The Early Help Partnership should agree one assessment form.

2. Write to every school once a term.

What was seen

The team saw four centres.

In closing, the team recommends that:

- Managers should visit each centre

Recommendation 7: The Council should publish what comes of this.
"""


def test_recommendations_of_another_body_in_an_appendix() -> None:
    before, _, after = COMMITTEE.partition("Appendix A: Routes by area")
    pack = read_pack(before + PEER_REVIEW.strip() + "\n" + after.partition("South\t122")[2])
    found = [(r.number, r.text, r.addressed_to) for r in pack.resolutions if r.source_kind == "embedded_report"]
    assert found == [
        ("1.", "The Early Help Partnership should agree one assessment form.", "Early Help Partnership"),
        ("2.", "Write to every school once a term.", None),
        (None, "Managers should visit each centre", "Managers"),
        ("7", "The Council should publish what comes of this.", "Council"),
    ]
    assert len([r for r in pack.resolutions if r.source_kind == "briefing_note"]) == 3, "those of the note are its own"


@pytest.mark.parametrize("name", SPOILT)
@pytest.mark.parametrize("text", [COMMITTEE, MARKDOWN], ids=["committee", "markdown"])
def test_they_too_say_the_same_after_a_conversion(text: str, name: str) -> None:
    changed = SPOILT[name](text)
    if changed != text:
        assert what_it_says(read_pack(changed)) == what_it_says(read_pack(text))
