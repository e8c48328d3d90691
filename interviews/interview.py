"""Interviews and their note lines: who spoke, what kind of thing was said, on which line of enquiry, how private."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from groups.group import Declaration
from groups.record import OfGroup
from groups.sensitivity import Sensitivity


class InterviewState(StrEnum):
    """How far an interview has come; a confirmed one is locked."""

    PLANNED = "planned"
    LIVE = "live"
    CLOSED_OUT = "closed out"
    CONFIRMED = "confirmed"


class Interviewee(BaseModel):
    """Somebody who is asked, and how their words may be attributed ("named", "Headteacher A")."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    role: str = ""
    attribution: str = ""


class Interview(OfGroup):
    """One session with one partner or several."""

    title: str
    meeting_id: str = ""
    partner_ids: list[str] = Field(default_factory=list)
    on: date | None = None
    interviewees: list[Interviewee] = Field(default_factory=list)
    present: list[str] = Field(default_factory=list)
    declarations: list[Declaration] = Field(default_factory=list)
    state: InterviewState = InterviewState.PLANNED
    position: int = 0

    @property
    def was_held(self) -> bool:
        """A planned session has not been held."""
        return self.state is not InterviewState.PLANNED


class NoteKind(StrEnum):
    """What kind of thing a note line is."""

    NOTE = "note"
    QUOTE = "quote"
    PARAPHRASE = "paraphrase"
    FACT = "fact"
    VIEW = "view"
    ANECDOTE = "anecdote"
    ACTION = "action"
    OBSERVATION = "observation"


class Note(OfGroup):
    """One note line. Notes start as working papers, not for publication."""

    interview_id: str
    text: str = ""
    kind: NoteKind = NoteKind.NOTE
    speaker: str = ""
    author: str = ""
    taken_at: datetime | None = None
    line_id: str = ""
    sensitivity: Sensitivity = Sensitivity.WORKING
    exempt_reason: str = ""
    position: int = 0


def notes_of(interview_id: str, notes: Iterable[Note]) -> list[Note]:
    """The lines of one interview in order."""
    return sorted((n for n in notes if n.interview_id == interview_id), key=lambda n: (n.position, n.id))


def asked_lines(notes: Iterable[Note]) -> dict[str, int]:
    """Lines of enquiry that have notes: line id → how many."""
    counts: dict[str, int] = {}
    for note in notes:
        if note.line_id:
            counts[note.line_id] = counts.get(note.line_id, 0) + 1
    return counts
