"""The scorecard: how many recommendations were made, how they were answered, what was done, what it changed.

Every recommendation is counted, and those of which nothing is known are counted as such: no share hides them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from groups.response import Doing, Impact, Position

NO_REPLY = "no reply"
NOT_CONFIRMED = "replied, not confirmed"
NOT_REPORTED = "nothing reported"

# In this order they are counted and shown. The positions after the first four leave it open what will be.
POSITIONS = (
    *(Position.ACCEPTED, Position.IN_PART, Position.ALREADY_DOING, Position.NOT_ACCEPTED),
    *(Position.IN_PRINCIPLE, Position.PASSED_ON, Position.NEEDS_MORE_WORK, Position.NO_CLEAR_ANSWER),
)
CLEAR = frozenset(p.value for p in POSITIONS[:4])


class By(StrEnum):
    """What the scorecard is told apart by."""

    BOARD = "board"
    YEAR = "year"
    ADDRESSEE = "addressee"


class Item(NamedTuple):
    """One recommendation, or one lettered part of it where each is answered by itself, as the scorecard counts it."""

    group_id: str
    recommendation_id: str
    number: str
    text: str
    board: str
    year: str
    addressee: str
    position: str
    doing: str
    impact: str
    is_first: bool  # of the recommendation: what is done is counted once for all its parts


class Line(NamedTuple):
    """One line of the scorecard: a board, a year or an addressee, with everything that was counted under it."""

    name: str
    items: list[Item]

    @property
    def made(self) -> int:
        """How many recommendations were made."""
        return sum(item.is_first for item in self.items)

    @property
    def answers(self) -> int:
        """How many answers are owed: lettered parts are answered each by itself."""
        return len(self.items)

    @property
    def unclear(self) -> int:
        """How many were not answered with yes, no or already: no reply counts among them."""
        return sum(item.position not in CLEAR for item in self.items)

    def counts(self) -> list[tuple[str, str, int]]:
        """Every count that is not nought, and the unclear ones always: (what is counted, its value, how many)."""
        position = Counter(item.position for item in self.items)
        doing = Counter(item.doing for item in self.items if item.is_first)
        impact = Counter(item.impact for item in self.items if item.is_first)
        rows = [("reply", p.value, position[p.value]) for p in POSITIONS]
        rows += [("reply", NOT_CONFIRMED, position[NOT_CONFIRMED]), ("reply", NO_REPLY, position[NO_REPLY])]
        rows += [("doing", d.value, doing[d.value]) for d in Doing] + [("doing", NOT_REPORTED, doing[NOT_REPORTED])]
        rows += [("impact", i.value, impact[i.value]) for i in Impact] + [
            ("impact", NOT_REPORTED, impact[NOT_REPORTED])
        ]
        return rows

    def behind(self, what: str, value: str) -> list[Item]:
        """The recommendations that a count is made of."""
        if what == "reply":
            return [item for item in self.items if item.position == value]
        return [item for item in self.items if item.is_first and getattr(item, what) == value]


def scorecard(items: Iterable[Item], by: By) -> list[Line]:
    """The lines of the scorecard by board, year or addressee, in order of their names; what has no name comes last."""
    lines: dict[str, list[Item]] = {}
    for item in items:
        lines.setdefault(getattr(item, by.value), []).append(item)
    return [Line(name, lines[name]) for name in sorted(lines, key=lambda name: (not name, name.casefold()))]


def whole(items: Iterable[Item]) -> Line:
    """Everything as one line."""
    return Line("", list(items))
