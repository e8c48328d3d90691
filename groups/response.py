"""Replies to recommendations: the exact words, who gave them and when, what they cover, and what was done since.

One reply may cover several recommendations or parts, and may come from a body other than the addressee; it may also
exist before the Board has agreed anything (2020-12-03:305-335 printed the service's reply in the report itself).
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from groups.record import OfGroup


class Position(StrEnum):
    """Where the addressee stands. "No clear answer" is told apart from yes and no."""

    NONE_YET = "none yet"
    ACCEPTED = "accepted"
    IN_PART = "in part"
    IN_PRINCIPLE = "in principle"
    NOT_ACCEPTED = "not accepted"
    ALREADY_DOING = "already doing"
    PASSED_ON = "passed on"
    NEEDS_MORE_WORK = "needs more work"
    NO_CLEAR_ANSWER = "no clear answer"


class Covered(BaseModel):
    """A recommendation, or one lettered part of it, that a reply answers."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    recommendation_id: str
    part_id: str = ""


class Response(OfGroup):
    """One reply. ``position`` is confirmed by a person; it starts as "none yet".

    ``follow_up`` is the question that is put back where the reply commits to nothing.
    """

    body: str = ""
    received: date | None = None
    text: str
    position: Position = Position.NONE_YET
    covers: list[Covered] = Field(default_factory=list)
    follow_up: str = ""
    order: int = 0
    source_line: int | None = None


class Doing(StrEnum):
    """Whether the thing is done."""

    NOT_STARTED = "not started"
    UNDER_WAY = "under way"
    SLIPPED = "slipped"
    COMPLETE = "complete"
    SUPERSEDED = "superseded"
    CANNOT_TELL = "cannot tell"


class Impact(StrEnum):
    """Whether it made a difference: done is not the same."""

    NOT_YET = "not yet"
    SOME = "some"
    CLEAR = "clear"
    NONE_SEEN = "none seen"


class Progress(OfGroup):
    """What was reported about one recommendation on one day.

    ``what`` tells what was done; ``evidence`` is that of the impact: done is not the same as made a difference.
    """

    recommendation_id: str
    on: date | None = None
    doing: Doing = Doing.CANNOT_TELL
    what: str = ""
    impact: Impact = Impact.NOT_YET
    evidence: str = ""
    by: str = ""
