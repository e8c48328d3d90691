"""Municipal years (May to April) and the dates that people type into a search."""

from __future__ import annotations

import calendar
import re
from datetime import date

_YEAR = re.compile(r"(?P<first>(?:19|20)\d\d|\d\d)\s*[/–-]\s*(?P<second>(?:19|20)?\d\d)\Z")
_ONE_YEAR = re.compile(r"(?:19|20)\d\d\Z")
_ISO = re.compile(r"(?P<y>(?:19|20)\d\d)(?:-(?P<m>\d{1,2})(?:-(?P<d>\d{1,2}))?)?\Z")
_BRITISH = re.compile(r"(?P<d>\d{1,2})[/.](?P<m>\d{1,2})[/.](?P<y>(?:19|20)\d\d)\Z")


def municipal_year(day: int) -> str:
    """The municipal year of a date written as yyyymmdd: 20210430 → "2020/21", 20210501 → "2021/22"."""
    year, month = day // 10000, day // 100 % 100
    first = year if month >= 5 else year - 1
    return f"{first}/{(first + 1) % 100:02d}"


def read_municipal_year(text: str) -> str:
    """The municipal year that somebody typed ("2020/21", "2020-2021", "20/21", "2020"), or "" where it is none."""
    text = text.strip()
    if _ONE_YEAR.match(text):
        return f"{text}/{(int(text) + 1) % 100:02d}"
    typed = _YEAR.match(text)
    if not typed:
        return ""
    first = int(typed["first"]) if len(typed["first"]) == 4 else 2000 + int(typed["first"])
    if int(typed["second"]) % 100 != (first + 1) % 100:
        return ""
    return f"{first}/{(first + 1) % 100:02d}"


def read_days(text: str) -> tuple[int, int] | None:
    """The first and last day, as yyyymmdd, of a typed day, month or year; None where it is none.

    "2021-01-31", "31/1/2021", "2021-01" and "2021" are understood.
    """
    typed = _ISO.match(text.strip()) or _BRITISH.match(text.strip())
    if not typed:
        return None
    year, month, day = int(typed["y"]), typed["m"], typed["d"]
    try:
        first = date(year, int(month or 1), int(day or 1))
        last_month = int(month or 12)
        last = first if day else date(year, last_month, calendar.monthrange(year, last_month)[1])
    except (ValueError, calendar.IllegalMonthError):
        return None
    return int(f"{first:%Y%m%d}"), int(f"{last:%Y%m%d}")
