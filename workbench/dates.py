"""Dates as people type them and as the workbench shows them: "14 Jan", "3rd December 2020", shown as 14 Jan 2026."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from dateutil import parser

_WORDS = {"today": 0, "tomorrow": 1, "yesterday": -1}


class NotADate(ValueError):
    """The text names no day; the message says how a date can be typed."""


def read_date(text: str, today: date) -> date | None:
    """The day that a person typed, day before month; None for an empty text. Raises NotADate.

    Without a year the day is taken in the year that brings it nearest to today. "The 14th of Jan", "14/1/26",
    "2026-01-14", "Tuesday 14 January" and "today" are understood.
    """
    plain = " ".join(re.sub(r"\b(the|of|on)\b|,", " ", text.casefold()).split())
    if not plain:
        return None
    if plain in _WORDS:
        return today + timedelta(days=_WORDS[plain])
    if not re.search(r"\d", plain):
        raise NotADate(f"“{text.strip()}” is no date: type a day and a month, such as 14 Jan or 14/1/2026.")
    iso = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", plain)
    try:
        if iso:
            return date(*(int(part) for part in iso.groups()))
        first = parser.parse(plain, dayfirst=True, default=datetime(2000, 1, 1))
        second = parser.parse(plain, dayfirst=True, default=datetime(2004, 2, 2))
    except (ValueError, OverflowError) as why:
        raise NotADate(f"“{text.strip()}” is no date: type it such as 14 Jan or 3 December 2026.") from why
    # Two different defaults show which parts the text did not name.
    if first.month != second.month or first.day != second.day:
        raise NotADate(f"“{text.strip()}” names no day: type a day and a month, such as 14 Jan.")
    if first.year == second.year:
        return first.date()
    near = [date(year, first.month, first.day) for year in _years(today, first.month, first.day)]
    return min(near, key=lambda day: abs(day - today))


def _years(today: date, month: int, day: int) -> list[int]:
    years = [today.year - 1, today.year, today.year + 1]
    if (month, day) == (2, 29):
        years = [y for y in range(today.year - 4, today.year + 5) if y % 4 == 0 and (y % 100 != 0 or y % 400 == 0)]
    return years


def show_date(day: date | None) -> str:
    """14 Jan 2026, or nothing."""
    return f"{day.day} {day:%b %Y}" if day else ""


def show_day(day: date | None) -> str:
    """Tue 14 Jan, for days near by, or nothing."""
    return f"{day:%a} {day.day} {day:%b}" if day else ""
