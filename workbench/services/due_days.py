"""By when something is due, as people say it: "Friday", "in two weeks", "end of the month", or any date."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from workbench.dates import read_date

_DAYS = [name.casefold() for name in calendar.day_name]
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}
_IN = re.compile(r"(?:in |within )?(a|an|\d{1,3}|[a-z]+) (day|week|month)s?(?: from (?:now|today))?")
_END = re.compile(r"(?:the )?end of (the|this|next) (week|month)")


def read_due(text: str, today: date) -> date | None:
    """The day that somebody means; None for an empty text. Raises NotADate.

    A weekday is the next one of that name, never today; "next Friday" is that of the week after this one.
    """
    plain = re.sub(r"^(?:by|before|until|till|on|due)\s+", "", " ".join(text.casefold().split())).rstrip(".")
    return _weekday(plain, today) or _after(plain, today) or _end(plain, today) or read_date(plain, today)


def due_in(text: str, today: date) -> date | None:
    """The day that a line of notes itself names ("will send it by Friday"), or None: it is offered, never set."""
    for match in re.finditer(r"\b(?:by|before|on|until)\s+((?:next\s+)?[a-z]+day)\b", text.casefold()):
        if day := _weekday(match[1], today):
            return day
    if found := re.search(r"\b(in|within) (?:a|an|\d{1,3}|[a-z]+) (?:day|week|month)s?\b", text.casefold()):
        return _after(found[0], today)
    if found := re.search(rf"\b{_END.pattern}\b", text.casefold()):
        return _end(found[0], today)
    return None


def _weekday(plain: str, today: date) -> date | None:
    later, name = plain.startswith("next "), plain.removeprefix("next ").removeprefix("this ").strip()
    found = [n for n, day in enumerate(_DAYS) if name in (day, day[:3], day[:4], day[:5]) and len(name) >= 3]
    if not found:
        return None
    if later:
        monday = today - timedelta(days=today.weekday())
        return monday + timedelta(days=7 + found[0])
    return today + timedelta(days=(found[0] - today.weekday() - 1) % 7 + 1)


def _after(plain: str, today: date) -> date | None:
    if plain in ("next week", "a week"):
        return today + timedelta(days=7)
    if plain == "next month":
        return _months_on(today, 1)
    match = _IN.fullmatch(plain)
    count = _NUMBERS.get(match[1], int(match[1]) if match[1].isdecimal() else 0) if match else 0
    if match is None or not count:
        return None
    return (
        _months_on(today, count) if match[2] == "month" else today + timedelta(count * (7 if match[2] == "week" else 1))
    )


def _end(plain: str, today: date) -> date | None:
    """The Friday of a week, the last day of a month."""
    match = _END.fullmatch(plain)
    if match is None:
        return None
    on = match[1] == "next"
    if match[2] == "week":
        return today + timedelta(days=4 - today.weekday() + (7 if on or today.weekday() > 4 else 0))
    first = _months_on(today.replace(day=1), 1 if on else 0)
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def _months_on(day: date, count: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
