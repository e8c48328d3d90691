"""Interviews and their note lines: who spoke, what kind of thing was said, on which line of enquiry, how private."""

from __future__ import annotations

from collections.abc import Container, Iterable
from datetime import date, datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from groups.enquiry import EnquiryLine, LineKind, Placed, outline
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

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    name: str
    role: str = ""
    attribution: str = ""


class Interview(OfGroup):
    """One session with one partner or several.

    ``to_ask`` are the lines of enquiry to be put in this one, where they are not simply those meant for its partners;
    ``asked`` are those that were put, answered or not; ``follows`` is the interview whose gaps it is to fill.
    """

    title: str
    meeting_id: str = ""
    partner_ids: list[str] = Field(default_factory=list)
    on: date | None = None
    interviewees: list[Interviewee] = Field(default_factory=list)
    present: list[str] = Field(default_factory=list)
    declarations: list[Declaration] = Field(default_factory=list)
    state: InterviewState = InterviewState.PLANNED
    began_at: datetime | None = None
    to_ask: list[str] = Field(default_factory=list)
    asked: list[str] = Field(default_factory=list)
    follows: str = ""
    position: int = 0

    @property
    def was_held(self) -> bool:
        """A planned session has not been held."""
        return self.state is not InterviewState.PLANNED

    @property
    def is_locked(self) -> bool:
        """The notes of a confirmed session stand as they are."""
        return self.state is InterviewState.CONFIRMED

    def people(self) -> list[str]:
        """Who may have spoken: those asked, then those present, each once."""
        names = [person.name for person in self.interviewees] + self.present
        return list(dict.fromkeys(name for name in names if name.strip()))


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
    """One note line. Notes start as working papers, not for publication.

    A line that ``corrects`` another one (its id) stands beside it: a confirmed line is never changed.
    """

    interview_id: str
    text: str = ""
    kind: NoteKind = NoteKind.NOTE
    speaker: str = ""
    author: str = ""
    taken_at: datetime | None = None
    line_id: str = ""
    theme_ids: list[str] = Field(default_factory=list)
    sensitivity: Sensitivity = Sensitivity.WORKING
    exempt_reason: str = ""
    corrects: str = ""
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


def askable(lines: Iterable[EnquiryLine]) -> list[Placed]:
    """The lines that can be asked, in order: not themes, and not questions that are asked by their parts."""
    rows = list(lines)
    with_parts = {line.parent_id for line in rows}
    return [p for p in outline(rows) if p.line.kind is not LineKind.THEME and p.line.id not in with_parts]


def still_to_ask(lines: Iterable[EnquiryLine], asked: Container[str], partner_ids: Container[str] = ()) -> list[Placed]:
    """The lines without a note. With partners, only the lines that are meant for them; a line for nobody is for all."""
    return [
        p
        for p in askable(lines)
        if p.line.id not in asked
        and (not partner_ids or not p.line.asked_of or any(one in partner_ids for one in p.line.asked_of))
    ]


def of_question(number: int, now: str, lines: Iterable[EnquiryLine]) -> str:
    """The line of enquiry that a figure key means: the question of that number, and pressed again its next part.

    ``now`` is the id of the line chosen so far. Returns an empty id where there is no such question.
    """
    placed = outline(lines)
    question = next((p.line.id for p in placed if p.number == str(number)), "")
    ring = [p.line.id for p in placed if question and question in (p.line.id, p.line.parent_id)]
    if not ring:
        return ""
    return ring[(ring.index(now) + 1) % len(ring)] if now in ring else ring[0]
