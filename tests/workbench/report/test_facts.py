"""Facts in prose: their values, which one was meant, which may not be printed, and what changed since it was read."""

from __future__ import annotations

import pytest

from groups.prose import ReportSection
from interviews.submission import Publication, Snapshot
from tests.workbench.report.reviews import G, full, prose
from workbench.report.as_text import as_text, section_text
from workbench.report.briefing_note import briefing_note
from workbench.report.fact_names import fact_key, likely_meant, names_in
from workbench.report.facts import (
    ChangedFact,
    changed_facts,
    counts_and_names,
    facts,
    figures,
    kept_facts,
    read_over,
    withheld,
)
from workbench.report.note_parts import what_is_shown
from workbench.report.numbering import number
from workbench.report.prose import ProseProblem

FULL = full()
CENSUS = FULL.snapshots[0]


def shown_with(text: str, *, private: bool = False) -> object:
    review = FULL.model_copy(update={"prose": [prose(ReportSection.AIMS, text)]})
    return what_is_shown(review, private=private)


def printed(text: str, *, private: bool = False) -> str:
    review = FULL.model_copy(update={"prose": [prose(ReportSection.AIMS, text)]})
    return " ".join(as_text(number(briefing_note(review, private=private))).split())


def test_names_that_a_text_uses_in_order_and_none_that_is_escaped_or_code() -> None:
    text = "{meetings} and \\{members} and `{board}`\n\n- {sessions}, {meetings}, {figure:  A  B; JAN }"
    assert names_in(text) == ["meetings", "sessions", "figure: A B; JAN"]
    assert names_in("no facts") == []
    assert names_in("> " * 80 + "{meetings}") == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("meetngs", "meetings"), ("Meetings", "meetings"), ("member names", "member_names"), ("xyz", "")],
)
def test_the_one_that_was_meant(typed: str, meant: str) -> None:
    assert likely_meant(typed, ["meetings", "members", "member_names"]) == meant


def test_a_figure_is_printed_as_it_stands_in_its_cell() -> None:
    names = [fact.name for fact in figures([CENSUS])]
    assert names == [
        "figure: Children taught at home; JAN, 2024",
        "figure: Children taught at home; JAN, 2025",
        "figure: Children taught at home; FEB, 2024",
        "figure: Children taught at home; FEB, 2025",
    ]
    assert "There were 19 of them." in printed("There were {figure: Children taught at home; FEB, 2025} of them.")


def test_figures_are_worked_out_only_where_a_text_asks_for_one() -> None:
    assert not any(name.startswith("figure") for name in facts(shown_with("{meetings}")))  # type: ignore[arg-type]
    assert "figure: Children taught at home; JAN, 2024" in facts(shown_with("{figure: x; y}"))  # type: ignore[arg-type]


def test_a_private_figure_is_refused_in_the_public_note_and_printed_in_the_working_copy() -> None:
    hidden = Snapshot(id="s", group_id=G, title="Hidden", rows=[["", "2024"], ["JAN", "CANARY 7"]])
    review = FULL.model_copy(
        update={"snapshots": [hidden], "prose": [prose(ReportSection.AIMS, "It is {figure: Hidden; JAN, 2024}.")]}
    )
    with pytest.raises(ProseProblem) as refused:
        briefing_note(review)
    assert str(refused.value) == (
        "In “Aims and Objectives”, line 1, {figure: Hidden; JAN, 2024} may not be printed in the public note: of the "
        "snapshot “Hidden” it is said that it is to be kept private."
    )
    assert "It is CANARY 7." in " ".join(as_text(number(briefing_note(review, private=True))).split())
    assert withheld(what_is_shown(review, private=True)) == {}


def test_recommendations_by_addressee() -> None:
    assert "asks two things" in printed("It asks {recommendations: Cabinet Member for  Children} things of one.")
    with pytest.raises(ProseProblem, match=r"did you mean \{recommendations: Health Partnership\}\?"):
        printed("{recommendations: Health Partership}")


def test_a_fact_that_is_not_known_says_so_where_it_is_printed() -> None:
    review = FULL.model_copy(
        update={"members": [], "prose": [prose(ReportSection.AIMS, "The Chair is {chair}.")], "submissions": []}
    )
    assert "The Chair is (the Chair: not known yet)." in as_text(number(briefing_note(review)))
    unknown = {fact.name for fact in counts_and_names(what_is_shown(review, private=False)) if not fact.is_known}
    assert {"chair", "member_names", "officers"} <= unknown


def test_braces_in_a_title_cannot_break_a_name() -> None:
    odd = Snapshot(
        id="s", group_id=G, title="A {b}\nc", rows=[["", "x{y}"], ["r", "1"]], publication=Publication.PUBLISH
    )
    (fact,) = figures([odd])
    review = FULL.model_copy(
        update={"snapshots": [odd], "prose": [prose(ReportSection.AIMS, f"n is {{{fact.name}}}")], "submissions": []}
    )
    assert "n is 1" in as_text(number(briefing_note(review)))


class TestReadOver:
    TEXT = "Met on {meetings} occasions.\n\nAsked {partners} partners and {nobody}."

    def test_new_facts_are_kept_as_they_stand_and_old_ones_as_they_stood(self) -> None:
        row = prose(ReportSection.AIMS, self.TEXT).model_copy(update={"facts": {"meetings": "six", "gone": "one"}})
        assert kept_facts(row, {"meetings": "seven", "partners": "two"}) == {"meetings": "six", "partners": "two"}

    def test_a_changed_one_is_told_until_it_was_read(self) -> None:
        now = {"meetings": "seven", "partners": "two"}
        row = prose(ReportSection.AIMS, self.TEXT).model_copy(update={"facts": {"meetings": "six", "partners": "two"}})
        (changed,) = changed_facts(row, now)
        assert changed == ChangedFact("meetings", "six", "seven")
        assert changed.told == "meetings was six, is seven"
        assert changed_facts(row.model_copy(update={"facts": read_over(row, now)}), now) == []

    def test_one_that_was_never_read_over_is_not_called_changed(self) -> None:
        assert changed_facts(prose(ReportSection.AIMS, self.TEXT), {"meetings": "seven"}) == []

    def test_one_that_is_gone_is_told(self) -> None:
        row = prose(ReportSection.AIMS, self.TEXT).model_copy(update={"facts": {"meetings": "six"}})
        assert changed_facts(row, {})[0].told == "meetings was six, is not known any more"

    def test_its_paragraph_is_marked_and_no_other(self) -> None:
        text = "Met on **{meetings}** occasions.\n\n1. Asked {partners} partners.\n2. Nothing else."
        review = FULL.model_copy(update={"prose": [prose(ReportSection.AIMS, text)]})
        section = number(briefing_note(review)).report.sections[3]
        lines = section_text(section, 84, {"meetings": "CHANGED"}).splitlines()
        (place,) = [n for n, line in enumerate(lines) if "CHANGED" in line]
        assert lines[place - 1].endswith("Met on seven occasions.")
        assert "CHANGED" not in section_text(section, 84)

    def test_the_mark_survives_names_published_as_roles(self) -> None:
        from interviews.role_name import RoleName

        review = FULL.model_copy(update={"prose": [prose(ReportSection.AIMS, "Mo Lark met {meetings} times.")]})
        key = [RoleName(group_id=G, name="Mo Lark", role="Parent A")]
        section = number(briefing_note(review, key=key)).report.sections[3]
        shown = section_text(section, 84, {"meetings": "CHANGED"})
        assert "Parent A met seven times." in shown
        assert "CHANGED" in shown


def test_a_name_is_asked_for_as_it_is_kept() -> None:
    assert fact_key(" figure :  JAN,  2025 ") == "figure: JAN, 2025"
    assert fact_key("meetings") == "meetings"
