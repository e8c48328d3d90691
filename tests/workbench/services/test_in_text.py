"""Lists and tables as people write them go to records and back without loss."""

from __future__ import annotations

import pytest

from groups.group import Declaration
from interviews.interview import Interviewee
from workbench.services.in_text import (
    declarations_to_text,
    interviewees_to_text,
    table_to_text,
    text_to_declarations,
    text_to_interviewees,
    text_to_table,
)


def test_people_and_interests_go_there_and_back() -> None:
    people = [
        Interviewee(name="Ms P Lee", role="Head of Service (interim), North", attribution="named"),
        Interviewee(name="Mr D Cole", attribution="a parent"),
        Interviewee(name="Headteacher"),
    ]
    assert text_to_interviewees(interviewees_to_text(people)) == people
    declared = [Declaration(person="Councillor A Okoro", interest="governor")]
    assert text_to_declarations(declarations_to_text(declared)) == declared
    assert text_to_interviewees("\n ; \n") == []


@pytest.mark.parametrize(
    "text",
    ["Year\tChildren\n2024\t1,204\n", "Year | Children\n--- | ---\n2024 | 1,204", 'Year,Children\n2024,"1,204"\n'],
    ids=["pasted from a spreadsheet", "bars", "CSV"],
)
def test_a_table_is_read_however_it_was_pasted(text: str) -> None:
    assert text_to_table(text) == [["Year", "Children"], ["2024", "1,204"]]


def test_a_table_goes_there_and_back_aligned_on_its_figures() -> None:
    rows = [["Year", "Children"], ["2024", "9"], ["2025", "1,204"], ["", ""]]
    text = table_to_text(rows[:3])
    assert text.splitlines() == ["Year | Children", "2024 |        9", "2025 |    1,204"]
    assert text_to_table(text) == rows[:3]


def test_a_quotation_mark_that_is_never_closed_is_only_a_sign() -> None:
    assert len(text_to_table('a,"b\n' + "x" * 200_000)) == 2


def test_short_rows_are_filled() -> None:
    assert text_to_table("a\tb\tc\n1") == [["a", "b", "c"], ["1", "", ""]]
    assert text_to_table("") == []


def test_for_looking_long_cells_are_cut() -> None:
    assert table_to_text([["x" * 100, "9"]], widest=5) == "xxxx… | 9"
