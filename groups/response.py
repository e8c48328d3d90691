"""Replies to recommendations: the exact words, who gave them and when, what they cover, and what was done since.

One reply may cover several recommendations or parts, and may come from a body other than the addressee; it may also
exist before the Board has agreed anything (2020-12-03:305-335 printed the service's reply in the report itself).
"""

from __future__ import annotations

from collections.abc import Iterable
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


def doubts(progress: Progress) -> list[str]:
    """What a report of progress leaves open, a sentence each: done is not the same as made a difference."""
    told = []
    if (
        progress.doing is not Doing.CANNOT_TELL
        and progress.doing is not Doing.NOT_STARTED
        and not progress.what.strip()
    ):
        told.append(f"It is called {progress.doing.value}, and nothing says what was done.")
    if progress.impact in (Impact.SOME, Impact.CLEAR) and not progress.evidence.strip():
        told.append(f"Its impact is called {progress.impact.value}, and no evidence is given for it.")
    if progress.doing is Doing.COMPLETE:
        if progress.impact is Impact.NONE_SEEN:
            told.append("It is complete, and no impact was seen: done is not the same as made a difference.")
        elif progress.impact is Impact.NOT_YET:
            told.append("It is complete, and nothing tells yet whether it made a difference.")
    return told


def in_time(progress: Iterable[Progress]) -> dict[str, list[Progress]]:
    """What was reported on each recommendation, the newest last: its id → the entries; those without a day first."""
    found: dict[str, list[Progress]] = {}
    for row in sorted(progress, key=lambda p: (p.on or date.min, p.id)):
        found.setdefault(row.recommendation_id, []).append(row)
    return found


def answer_to(recommendation_id: str, part_id: str, replies: Iterable[Response]) -> Response | None:
    """The newest reply that answers a recommendation or one lettered part of it; one to the whole answers each part."""
    wanted = {
        Covered(recommendation_id=recommendation_id),
        Covered(recommendation_id=recommendation_id, part_id=part_id),
    }
    found = [r for r in replies if wanted.intersection(r.covers)]
    return max(found, key=lambda r: (r.order, r.id), default=None)


def still_asked(reply: Response, replies: Iterable[Response]) -> bool:
    """Whether the question that was put back to a reply waits still: no later reply answers the same."""
    if not reply.follow_up.strip():
        return False
    later = [r for r in replies if (r.order, r.id) > (reply.order, reply.id)]
    asked = {c.recommendation_id for c in reply.covers}
    return not any(asked.intersection(c.recommendation_id for c in r.covers) for r in later)


def untold(replies: Iterable[Response], newest: Progress | None) -> list[str]:
    """What nobody can tell of one recommendation yet, a sentence each: of its replies, and of the last report."""
    rows = list(replies)
    told = [] if rows else ["There is no reply."]
    for position in dict.fromkeys(r.position for r in rows):
        if position is Position.NONE_YET:
            told.append("Nobody has said yet where the reply stands.")
        elif position not in (Position.ACCEPTED, Position.IN_PART, Position.NOT_ACCEPTED, Position.ALREADY_DOING):
            told.append(f"The reply says neither yes nor no ({position.value}).")
    if newest is None:
        return [*told, "No progress has been reported."]
    cannot = ["Nobody could say whether it is done."] if newest.doing is Doing.CANNOT_TELL else []
    return [*told, *cannot, *doubts(newest)]
