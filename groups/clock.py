"""Reply clocks: how long whom has for an answer, from which day, and which law or custom says so.

The rules are local settings of a council: those it starts with are data (``clock_rules.toml``), each with its source.
"""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from groups.record import Record


class ClockStart(StrEnum):
    """From which day the time runs."""

    LATER_OF_RECEIPT_AND_NOTICE = "receipt of the report or, if later, of the committee's notice"
    SENT = "the day the report was sent"
    GROUPS_OWN = "the day that the group asks for"


class ClockRule(Record):
    """One rule: ``words`` tell whom it is for by how an addressee is called; ``months`` and ``days`` are added up.

    A rule that is not ``statutory`` has no date of its own unless it gives a time: then the group may set one.
    """

    name: str
    words: list[str] = Field(default_factory=list)
    starts: ClockStart = ClockStart.GROUPS_OWN
    months: int = 0
    days: int = 0
    statutory: bool = False
    source: str = ""
    position: int = 0
