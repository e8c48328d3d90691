"""Periods as tables name them ("2017", "2019/20", "JAN", "Autumn term", "Q1 2024"): known as such, and put in order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

_MONTHS = {
    name: n
    for n, names in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep sept", "oct", "nov", "dec"), start=1
    )
    for name in names.split()
}
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?P<year>(?:19|20)\d{2})(?:\s*[-/–]\s*(?:(?:19|20)?\d{2}))?"
_LEAD = r"(?:(?:as at|at|on|in|to|year to|year ending|year ended|year end|end of|month of|fy|ay|calendar year|w/c)\s*)?"
_FORMS = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?P<year>(?:19|20)\d{2})-(?P<number>0[1-9]|1[0-2])(?:-(?P<day>[0-3]\d))?",
        rf"{_LEAD}{_YEAR}(?:\s*\([a-z ]+\))?",
        rf"{_LEAD}(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+)?{_MONTH}(?:[\s,-]*(?:{_YEAR}|'?(?P<short>\d{{2}})))?",
        rf"{_YEAR}[\s,-]+{_MONTH}",
        rf"(?:q|quarter\s?)(?P<part>[1-4])(?:[\s,]*(?:of\s+)?{_YEAR})?",
        rf"{_YEAR}[\s,]*(?:q|quarter\s?)(?P<part>[1-4])",
        rf"(?P<season>autumn|spring|summer|winter)(?:\s+term)?(?:\s+(?P<half>[12]))?(?:[\s,]*{_YEAR})?",
        rf"(?:term|half[ -]term|week|wk|month|period)\s?(?P<part>\d{{1,2}})(?:[\s,]*{_YEAR})?",
        r"(?:as at\s+|on\s+|w/c\s+)?(?P<day>\d{1,2})[/.](?P<number>\d{1,2})[/.](?P<year>(?:19|20)\d{2})",
        r"(?:the\s+)?(?P<ago>this|last|previous|current) (?:year|term|month|quarter|week)(?: to date)?",
        r"(?P<ago>two|three|four|five|ten|\d{1,2}) (?:years|terms|months|quarters) ago",
    )
]
_AGO = {"this": 0, "current": 0, "last": -1, "previous": -1, "two": -2, "three": -3, "four": -4, "five": -5, "ten": -10}
# The school year begins in autumn.
_SEASONS = {"autumn": 1, "winter": 2, "spring": 3, "summer": 4}
_LONGEST = 40


@lru_cache(maxsize=4096)
def period_key(text: str) -> tuple[int, int, int, int] | None:
    """What puts a period in order (year, month or part, day, part of it); None for words that are no period.

    Without a year the year is 0, so that months by themselves have an order too.
    """
    words = " ".join(text.split()).strip(" .:")
    if not words or len(words) > _LONGEST:
        return None
    for form in _FORMS:
        found = form.fullmatch(words)
        if found:
            return _key({name: said for name, said in found.groupdict().items() if said})
    return None


def _key(said: dict[str, str]) -> tuple[int, int, int, int]:
    if "ago" in said:
        word = said["ago"].casefold()
        return _AGO.get(word, -int(word) if word.isdecimal() else 0), 0, 0, 0
    year = int(said.get("year", 0)) or (2000 + int(said["short"]) if "short" in said else 0)
    month = 0
    if "month" in said:
        month = _MONTHS[said["month"][:3].casefold()]
    elif "season" in said:
        month = _SEASONS[said["season"].casefold()]
    for name in ("part", "number"):
        month = int(said.get(name, month))
    if "number" in said and "day" not in said and month == (year + 1) % 100:
        month = 0  # 2001-02 is a financial year
    return year, month, int(said.get("day", 0)), int(said.get("half", 0))


def is_period(text: str) -> bool:
    """Whether words name a period."""
    return period_key(text) is not None


def in_time_order(labels: Sequence[str]) -> int:
    """1 where periods go forward from first to last, -1 where they go back, 0 where they are in no order of time.

    Months by themselves may go round the end of a year, as they do in a school year or a financial one.
    """
    known: list[tuple[int, int, int, int]] = []
    for label in labels:
        key = period_key(label)
        if key is None:
            return 0
        known.append(key)
    if len(set(known)) < len(known):
        return 0
    pairs = list(pairwise(known))
    if all(one < other for one, other in pairs):
        return 1
    if not any(year for year, *_ in known):
        # Going forward, a year is gone round at most once; only months one by one are surely going back.
        if sum((other[1] - one[1]) % 12 for one, other in pairs) < 12:
            return 1
        return -1 if all((one[1] - other[1]) % 12 == 1 for one, other in pairs) else 0
    return -1 if all(one > other for one, other in pairs) else 0
