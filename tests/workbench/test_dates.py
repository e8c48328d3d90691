"""Dates as people type them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.dates import NotADate, read_date, show_date, show_day

TODAY = date(2026, 1, 10)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("14 Jan", date(2026, 1, 14)),
        ("3rd December 2020", date(2020, 12, 3)),
        ("14/1/26", date(2026, 1, 14)),
        ("2026-02-03", date(2026, 2, 3)),
        ("Tuesday 13 January", date(2026, 1, 13)),
        ("the 14th of February", date(2026, 2, 14)),
        ("28 Dec", date(2025, 12, 28)),
        ("29 Feb", date(2024, 2, 29)),
        ("Thursday, 22nd January, 2026", date(2026, 1, 22)),
        ("today", TODAY),
        ("tomorrow", date(2026, 1, 11)),
        ("  ", None),
    ],
)
def test_what_people_type_is_understood(typed: str, day: date | None) -> None:
    assert read_date(typed, TODAY) == day


@pytest.mark.parametrize(
    "typed", ["soon", "January 2026", "2026", "31 Feb 2026", "99/99/99", "14 Januember", "1 2 3 4 5"]
)
def test_what_is_no_day_is_said(typed: str) -> None:
    with pytest.raises(NotADate, match="type"):
        read_date(typed, TODAY)


@given(st.text(max_size=30))
def test_nothing_else_is_ever_raised(typed: str) -> None:
    said = ""
    try:
        read_date(typed, TODAY)
    except NotADate as why:
        said = str(why)
    assert "\n" not in said.replace(typed.strip(), "")


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_what_is_shown_can_be_typed_back(day: date) -> None:
    assert read_date(show_date(day), TODAY) == day
    assert show_date(None) == show_day(None) == ""
