"""Days and months as people write them in prose and in the scope: "Thursday, 3rd December 2020", "March 2020"."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from interviews.periods import period_key

_MONTH = "|".join(calendar.month_name[1:]) + "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
_WEEKDAY = "|".join(calendar.day_name)
_YEAR = r"(?:19|20)\d\d"
_TOLD = re.compile(
    rf"\b(?:(?P<weekday>{_WEEKDAY})[,\s]+(?:the\s+)?)?"
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?P<month>{_MONTH})\.?,?\s+(?P<year>{_YEAR})\b"
    rf"|\b(?P<d>\d{{1,2}})[/.](?P<m>\d{{1,2}})[/.](?P<y>{_YEAR})\b",
    re.IGNORECASE,
)


class DayTold(NamedTuple):
    """A day, or a month where ``day`` is None, as it is told; ``first`` and ``last`` are the days that it can mean.

    ``first`` is None for a day that no calendar has. ``weekday`` is the day of the week that is said with it.
    """

    words: str
    first: date | None
    last: date | None
    weekday: str = ""
    is_month: bool = False


def days_told(text: str) -> Iterator[DayTold]:
    """Every day and month with its year that a text tells."""
    for found in _TOLD.finditer(text):
        words = " ".join(found[0].split())
        if found["y"]:
            year, month, day = int(found["y"]), int(found["m"]), int(found["d"])
        else:
            key = period_key(found["month"])
            year, month, day = int(found["year"]), key[1] if key else 1, int(found["day"] or 0)
        if found["year"] and not found["day"]:
            yield DayTold(
                words, date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), is_month=True
            )
            continue
        try:
            told = date(year, month, day)
        except ValueError:
            yield DayTold(words, None, None)
            continue
        yield DayTold(words, told, told, (found["weekday"] or "").capitalize())


def in_a_sentence(day: date) -> str:
    """A day as a sentence has it: "3 December 2020"."""
    return f"{day.day} {day:%B %Y}"
