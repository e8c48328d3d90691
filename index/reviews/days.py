"""Periods as reports write them ("November – December 2019"), and lines that are a day and nothing else."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

from index.packs.dates import MONTHS, find_date

_MONTH = "|".join(f"{month[:3]}(?:{month[3:]})?" if len(month) > 3 else month for month in MONTHS) + "|sept"
_DAY = r"(\d{1,2})(?:\s*(?:st|nd|rd|th))?(?:\s+of)?"
_END = rf"(?:{_DAY}\s+)?({_MONTH})\b\.?,?(?:\s+(\d{{4}}))?"
_PERIOD = re.compile(rf"\b{_END}\s*(?:–|—|-|to|until|and)\s*{_END}", re.I)
_ONE_MONTH = re.compile(rf"(?:\b(?:in|of|during|for|throughout)\s+)(({_MONTH})\b\.?,?\s+(\d{{4}}))", re.I)
_DAY_OF_WEEK = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_ONLY_A_DAY = re.compile(
    rf"(?:{_DAY_OF_WEEK})?[\s,]*(?:{_DAY}\s+(?:{_MONTH})\b\.?,?\s+(?:\d{{4}}|\d{{2}})|\d{{1,2}}[/.]\d{{1,2}}[/.](?:\d{{4}}|\d{{2}})"
    r"|\d{4}-\d{2}-\d{2})\.?",
    re.I,
)


class Period(NamedTuple):
    """A stretch of time found in a text: where in the text, its words, its first and last day."""

    start: int
    end: int
    words: str
    starts: date | None
    ends: date | None


def is_day(text: str) -> bool:
    """Whether a text is a day and nothing else, the day of the week aside."""
    return bool(_ONLY_A_DAY.fullmatch(text.strip())) and find_date(text) is not None


def find_periods(text: str) -> list[Period]:
    """The periods between two months or days in a text, and single months ("in May 2024"), in order.

    The first of two takes its year from the last where it has none. Months count from their first to their last day.
    A period whose last month has no year has no days.
    """
    periods = []
    for match in _PERIOD.finditer(text):
        first_day, first_month, first_year, last_day, last_month, last_year = match.groups()
        starts = ends = None
        if last_year is not None and int(last_year) > 0:
            first, last = _month(first_month), _month(last_month)
            year = int(first_year) if first_year else int(last_year) - (first > last)
            starts = _day(year, first, int(first_day or 1))
            ends = _day(int(last_year), last, int(last_day or monthrange(int(last_year), last)[1]))
        if starts is None or ends is None or starts > ends:
            starts = ends = None
        periods.append(Period(match.start(), match.end(), match.group(), starts, ends))
    for match in _ONE_MONTH.finditer(text):
        if any(period.start <= match.start(1) < period.end for period in periods):
            continue
        month, year = _month(match[2]), int(match[3])
        if year > 0:
            last_day = date(year, month, monthrange(year, month)[1])
            periods.append(Period(match.start(1), match.end(1), match[1], date(year, month, 1), last_day))
    return sorted(periods, key=lambda period: period.start)


def _month(word: str) -> int:
    return next(n for n, month in enumerate(MONTHS, 1) if month.startswith(word[:3].casefold()))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
