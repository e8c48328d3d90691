"""Sharing between sister groups: what one group lets another use, with the consent that was given for it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from groups.group import Group, Stage
from groups.record import OfGroup


class Shared(StrEnum):
    """What is shared: a partner, a meeting such as a visit, an interview with its notes, or something handed in."""

    PARTNER = "partner"
    MEETING = "meeting"
    INTERVIEW = "interview"
    SUBMISSION = "submission"
    SNAPSHOT = "snapshot"


class ShareState(StrEnum):
    """How far a share has come."""

    OFFERED = "offered"
    ACCEPTED = "in use"
    WITHDRAWN = "withdrawn"


class Share(OfGroup):
    """That the group shares one of its records with a sister group.

    ``consent`` says who agreed that the words may be used for another review: without it nothing is shared.
    ``accepted_on`` is when the other group took it; ``withdrawn_on`` ends it.
    """

    to_group_id: str
    what: Shared
    record_id: str
    consent: str
    on: date | None = None
    accepted_on: date | None = None
    withdrawn_on: date | None = None

    @property
    def state(self) -> ShareState:
        """How far it has come."""
        if self.withdrawn_on is not None:
            return ShareState.WITHDRAWN
        return ShareState.OFFERED if self.accepted_on is None else ShareState.ACCEPTED


_OVER = frozenset({Stage.CLOSED, Stage.MERGED, Stage.ABANDONED})


def why_sisters(one: Group, other: Group) -> str:
    """Why two groups are sisters, in words: set up by one minute, or at work for one board; "" where they are not."""
    if one.id == other.id:
        return ""
    boards = {board.casefold().strip() for board in one.boards} & {board.casefold().strip() for board in other.boards}
    same_day = one.resolution_date is not None and one.resolution_date == other.resolution_date
    if boards and same_day and one.minute_number and one.minute_number == other.minute_number:
        return f"set up by the same minute, {one.minute_number}"
    if boards and one.stage not in _OVER and other.stage not in _OVER:
        return "at work for the same board"
    return ""


def sisters(group: Group, others: Iterable[Group]) -> list[tuple[Group, str]]:
    """The sister groups of a group with the reason, those of the same minute first."""
    found = [(other, why) for other in others if (why := why_sisters(group, other))]
    return sorted(found, key=lambda pair: (not pair[1].startswith("set up"), pair[0].position, pair[0].id))
