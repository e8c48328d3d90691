"""The demo's dates: days counted from today, so that the demo never looks stale; and their forms in texts."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

_MARK = re.compile(r"\[\[(date|weekday|month|year) ([+-]?\d+)\]\]")
_SATURDAY = 5
_CHRISTMAS = {(12, day) for day in range(24, 32)} | {(1, 1)}
_MAY = 5


class Days:
    """The calendar of a demo made at ``now``, which is the clock's time where the reader is."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def day(self, offset: int) -> date:
        """The day so many days from today; no council meets at weekends and over Christmas: those move away from it."""
        day = self.now.date() + timedelta(days=offset)
        while offset and (day.weekday() >= _SATURDAY or (day.month, day.day) in _CHRISTMAS):
            day += timedelta(days=1 if offset > 0 else -1)
        return day

    def at(self, offset: int, clock: str) -> datetime:
        """A time of such a day, clock as "14:05"."""
        return self.on(self.day(offset), clock)

    def on(self, day: date, clock: str = "17:00") -> datetime:
        """A time of a day; where nothing is said, when people write up what they did."""
        return datetime.combine(day, time.fromisoformat(clock), self.now.tzinfo)

    def filled(self, text: str) -> str:
        """The text with its marks filled in: ``[[date -12]]`` is that day as 3rd December 2026.

        ``weekday`` has the day of the week before it, ``month`` only month and year, ``year`` the municipal year.
        """
        return _MARK.sub(lambda mark: _written(mark[1], self.day(int(mark[2]))), text)


def _written(form: str, day: date) -> str:
    match form:
        case "weekday":
            return f"{day:%A}, {_ordinal(day.day)} {day:%B}, {day.year}"
        case "month":
            return f"{day:%B} {day.year}"
        case "year":
            first = day.year if day.month >= _MAY else day.year - 1
            return f"{first}/{(first + 1) % 100:02d}"
        case _:
            return f"{_ordinal(day.day)} {day:%B} {day.year}"


def _ordinal(n: int) -> str:
    ending = "th" if n % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{ending}"
