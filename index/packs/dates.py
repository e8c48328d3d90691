"""Dates as they stand in packs: "22nd January, 2026", "27th of November, 2025", "07/09/21", "17 th October"."""

from __future__ import annotations

import re
from datetime import date

MONTHS = "january february march april may june july august september october november december".split()
_MONTH = "|".join(f"{m[:3]}(?:{m[3:]})?" if len(m) > 3 else m for m in MONTHS) + "|sept"
WRITTEN = re.compile(
    rf"\b(\d{{1,2}})\s*(?:st|nd|rd|th)?\s+(?:of\s+)?({_MONTH})\b\.?,?\s*,?\s*(\d{{4}}|\d{{2}}\b)?", re.IGNORECASE
)
_FIGURES = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d{2})\b")
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")


def find_date(text: str) -> date | None:
    """The first whole date in a text, day before month; None where there is none."""
    found: list[tuple[int, date]] = []
    for match in WRITTEN.finditer(text):
        if match[3]:
            _keep(found, match.start(), match[3], 1 + _month(match[2]), match[1])
    for match in _FIGURES.finditer(text):
        _keep(found, match.start(), match[3], int(match[2]), match[1])
    for match in _ISO.finditer(text):
        _keep(found, match.start(), match[1], int(match[2]), match[3])
    return min(found)[1] if found else None


def names_a_day(text: str) -> bool:
    """Whether a text has a day and a month, with a year or without."""
    return bool(WRITTEN.search(text) or _FIGURES.search(text) or _ISO.search(text))


def _month(word: str) -> int:
    return next(n for n, month in enumerate(MONTHS) if month.startswith(word.casefold()[:3]))


def _keep(found: list[tuple[int, date]], at: int, year: str, month: int, day: str) -> None:
    full = int(year) + (2000 if len(year) == 2 else 0)
    try:
        found.append((at, date(full, month, int(day))))
    except ValueError:
        return  # "31st February" is a slip of the pen, not a date
