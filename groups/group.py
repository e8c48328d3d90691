"""The group itself: what it looks into, on whose resolution, who serves on it, when it met, when it was suspended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from groups.record import OfGroup, Record


class Stage(StrEnum):
    """How far a review has come, in order; the last two stand outside the order."""

    PROPOSED = "proposed"
    ESTABLISHED = "established"
    SCOPING = "scoping"
    GATHERING = "gathering evidence"
    ANALYSING = "analysing"
    DRAFTING = "drafting"
    AGREED_BY_GROUP = "agreed by group"
    AT_BOARD = "at Board"
    AGREED_BY_BOARD = "agreed by Board"
    SENT = "sent"
    RESPONSES_IN = "responses in"
    MONITORING = "monitoring"
    CLOSED = "closed"
    MERGED = "merged"
    ABANDONED = "abandoned"

    @property
    def shown(self) -> str:
        """The stage as the start of a line: "Gathering evidence"."""
        return self.value[0].upper() + self.value[1:]


class Group(Record):
    """A task and finish group: it decides nothing itself and reports to the board or boards that set it up.

    The dates of its outcome: ``agreed_on`` by the group, ``board_agreed_on``, the committee's notice to the executive
    (``notice_on``), the report ``sent_on`` and ``received_on``. ``replies_wanted_by`` is the day that the group asks
    those for who have no statutory date.
    """

    title: str
    short_title: str = ""
    topic_question: str = ""
    council: str = ""
    boards: list[str] = Field(default_factory=list)
    portfolio: str = ""
    stage: Stage = Stage.PROPOSED
    minute_number: str = ""
    minute_title: str = ""
    resolution_date: date | None = None
    resolution: str = ""
    report_date: date | None = None
    agreed_on: date | None = None
    board_agreed_on: date | None = None
    notice_on: date | None = None
    sent_on: date | None = None
    received_on: date | None = None
    replies_wanted_by: date | None = None
    sign_off: str = ""
    source_pack: str = ""
    source_line: int | None = None
    position: int = 0

    @property
    def board(self) -> str:
        """The parent board, or the boards of a joint group, as one phrase."""
        return " and ".join(self.boards)

    @property
    def reference(self) -> str:
        """The letters that begin the references of submissions: "EHE" for Elective Home Education."""
        letters = self.short_title or "".join(word[0] for word in self.title.split() if word[0].isupper())
        return "".join(c for c in letters.upper() if c.isalnum())[:6] or "SUB"


class Person(Record):
    """A person by the fullest form of the name, with the other forms in which it was met."""

    name: str
    other_names: list[str] = Field(default_factory=list)


class Role(StrEnum):
    """What somebody does on a group."""

    CHAIR = "Chair"
    MEMBER = "member"
    CO_OPTED = "co-opted member"
    SUBSTITUTE = "substitute"
    OFFICER = "supporting officer"


class Membership(OfGroup):
    """One person's service on one group."""

    person_id: str
    name: str
    role: Role = Role.MEMBER
    capacity: str = ""
    since: date | None = None
    until: date | None = None
    position: int = 0


class MeetingKind(StrEnum):
    """What a meeting was for."""

    SCOPING = "scoping"
    INTERVIEWING = "interviewing"
    VISIT = "site visit"
    ANALYSING = "analysing"
    BOARD = "board"


class Declaration(BaseModel):
    """An interest declared at the start of a meeting or an interview."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    person: str
    body: str = ""
    interest: str = ""


class Meeting(OfGroup):
    """One meeting of the group; it may hold several interviewing sessions. ``held`` tells a plan from a fact."""

    kind: MeetingKind = MeetingKind.SCOPING
    on: date | None = None
    place: str = ""
    held: bool = True
    present: list[str] = Field(default_factory=list)
    apologies: list[str] = Field(default_factory=list)
    declarations: list[Declaration] = Field(default_factory=list)
    position: int = 0


class Suspension(OfGroup):
    """A time in which the group's work stood still, such as a pre-election period.

    Dates may be unknown where a source names only the months: ``period`` keeps its words.
    """

    since: date | None = None
    until: date | None = None
    period: str = ""
    reason: str = ""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.since and self.until and self.until < self.since:
            raise ValueError("a suspension cannot end before it begins: change one of the two dates")
        return self


def meetings_held(meetings: Iterable[Meeting]) -> Counter[MeetingKind]:
    """How many of the group's own meetings were held, by kind; meetings of the Board are not the group's."""
    return Counter(m.kind for m in meetings if m.held and m.kind is not MeetingKind.BOARD)


def next_meeting(meetings: Iterable[Meeting], today: date) -> Meeting | None:
    """The nearest meeting from today on that was not held already, or None."""
    ahead = [m for m in meetings if m.on is not None and (m.on > today or (m.on == today and not m.held))]
    return min(ahead, key=lambda m: m.on or today, default=None)
