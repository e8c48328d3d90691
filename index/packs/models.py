"""What is read from a pack: records with the source lines they came from, in the shape of the export contract."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field


class _Read(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class SegmentKind(StrEnum):
    """The kinds of parts a pack is put together from."""

    FRONT_AGENDA = "front_agenda"
    MINUTES = "minutes"
    BRIEFING_NOTE = "briefing_note"
    SCOPING_DOCUMENT = "scoping_document"
    KLOE = "kloe"
    APPENDIX = "appendix"
    APPENDIX_REPORT = "appendix_report"
    PARTNER_SUBMISSION = "partner_submission"
    ACTION_PLAN = "action_plan"
    WORK_PROGRAMME = "work_programme"


class PackFacts(_Read):
    """Which meeting the pack is for."""

    council: str = ""
    board: str = ""
    meeting_date: dt.date | None = None
    venue: str = ""
    chair: str = ""
    minutes_of: dt.date | None = None


class AgendaItem(_Read):
    """One item of the front agenda."""

    number: int
    title: str
    line: int


class Minute(_Read):
    """One numbered minute of the previous meeting. Shown numbers may repeat: they are never keys."""

    number: int
    title: str
    line: int


class Resolution(_Read):
    """One decision or recommendation. ``level`` is 2 for a sub-item; ``number`` is as printed."""

    source_kind: str
    source_ref: str
    number: str | None = None
    level: int = 1
    text: str
    addressed_to: str | None = None
    line: int


class SofterDecision(_Read):
    """Something that was requested or agreed in passing, not resolved."""

    source_ref: str
    text: str
    line: int


class TaskGroup(_Read):
    """A task and finish group that the pack names; with ``minute_number`` where a minute sets it up."""

    name: str
    aka: list[str] = Field(default_factory=list)
    members: list[str] | None = None
    lines: list[int] = Field(default_factory=list)
    minute_number: str = ""
    minute_title: str = ""
    resolution: str = ""
    resolution_line: int | None = None


class ReportPart(_Read):
    """A briefing note, report or appendix with its date and authors."""

    kind: SegmentKind
    title: str
    date: dt.date | None = None
    authors: list[str] = Field(default_factory=list)
    line: int


class ProgrammeRow(_Read):
    """One row of the work programme; ``detail`` and ``lead`` are its further columns."""

    date: dt.date | None = None
    date_text: str = ""
    title: str | None = None
    line: int | None = None
    detail: str = ""
    lead: str = ""


class Acronym(_Read):
    """An abbreviation with the words it stands for."""

    acronym: str
    expansion: str
    lines: list[int] = Field(default_factory=list)


class Segment(_Read):
    """A contiguous part of the pack; both lines are inside it."""

    kind: SegmentKind
    start_line: int
    end_line: int
    title: str | None = None


class Unread(_Read):
    """Something that was not understood: it stays searchable text, and the import report says so."""

    start_line: int
    end_line: int
    why: str


class Pack(_Read):
    """Everything that was read from one pack."""

    pack: PackFacts = Field(default_factory=PackFacts)
    agenda_items: list[AgendaItem] = Field(default_factory=list)
    minutes: list[Minute] = Field(default_factory=list)
    resolutions: list[Resolution] = Field(default_factory=list)
    softer_decisions: list[SofterDecision] = Field(default_factory=list)
    task_groups: list[TaskGroup] = Field(default_factory=list)
    reports: list[ReportPart] = Field(default_factory=list)
    work_programme: list[ProgrammeRow] = Field(default_factory=list)
    acronyms: list[Acronym] = Field(default_factory=list)
    segments: list[Segment] = Field(default_factory=list)
    unread: list[Unread] = Field(default_factory=list)

    def export(self) -> dict[str, object]:
        """The object of the export contract: exactly its fields."""
        body = self.model_dump(mode="json", exclude={"softer_decisions", "unread"})
        for group in body["task_groups"]:
            for extra in ("minute_number", "minute_title", "resolution", "resolution_line"):
                del group[extra]
        for row in body["work_programme"]:
            del row["detail"], row["lead"]
        return body
