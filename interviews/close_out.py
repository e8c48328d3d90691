"""Going over an interview on the same evening: what is still open in it, point by point. Advice, never a block."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from groups.enquiry import EnquiryLine, LineKind, Placed, outline, shown_numbers
from interviews.interview import Interview, Note, NoteKind, asked_lines
from interviews.partner import Partner
from interviews.question_sheet import lines_to_ask
from interviews.request import InformationRequest, RequestState, in_order
from interviews.request_checks import lacking, overdue_words


class PointKind(StrEnum):
    """What is open about a point, as the heading over its kind says it."""

    UNTAGGED = "Lines that answer no question yet"
    UNANSWERED = "Asked, and not answered"
    NOT_ASKED = "Meant for this partner, and not asked"
    ACTION = "Actions without an owner or a day"
    TO_COME = "Promised, and still to come"
    NO_SPEAKER = "Quotations without a speaker"
    FOLLOW_UP = "For a follow-up"


class Point(NamedTuple):
    """One thing that is open: its kind, the words, and the records that it is about ("" where there is none).

    ``private`` is "exempt" or "confidential" where the words are.
    """

    kind: PointKind
    text: str
    note_id: str = ""
    line_id: str = ""
    request_id: str = ""
    private: str = ""

    @property
    def key(self) -> str:
        """What tells it from every other point."""
        return f"{self.kind.name}:{self.note_id or self.line_id or self.request_id}"


class Held(NamedTuple):
    """One interview with all that close-out looks at; ``notes`` are its lines in order."""

    interview: Interview
    notes: Sequence[Note]
    enquiry: Sequence[EnquiryLine] = ()
    partners: Sequence[Partner] = ()
    requests: Sequence[InformationRequest] = ()

    def its_requests(self) -> list[InformationRequest]:
        """What was asked for or promised in this interview, the earliest due first."""
        ids = {note.id for note in self.notes}
        return in_order(r for r in self.requests if r.interview_id == self.interview.id or r.note_id in ids)


def open_points(held: Held, today: date) -> list[Point]:
    """Everything that is open in an interview, in the order in which one goes over it."""
    unanswered, not_asked = unanswered_lines(held), lines_not_asked(held)
    return [
        *_untagged(held),
        *(Point(PointKind.UNANSWERED, _line_words(p), line_id=p.line.id) for p in unanswered),
        *(Point(PointKind.NOT_ASKED, _line_words(p), line_id=p.line.id) for p in not_asked),
        *_actions(held),
        *_to_come(held, today),
        *_without_speaker(held),
        *_follow_ups(held, unanswered, not_asked),
    ]


def unanswered_lines(held: Held) -> list[Placed]:
    """The lines of enquiry that were put and have no note, themselves or in one of their parts."""
    answered = asked_lines(held.notes)
    answered_by_part = {line.parent_id for line in held.enquiry if line.id in answered}
    return [
        p
        for p in outline(held.enquiry)
        if p.line.id in held.interview.asked
        and p.line.kind is not LineKind.THEME
        and p.line.id not in answered
        and p.line.id not in answered_by_part
    ]


def lines_not_asked(held: Held) -> list[Placed]:
    """The lines that were to be put to these partners and neither have a note nor are said to have been asked."""
    put = asked_lines(held.notes).keys() | set(held.interview.asked)
    return [p for p in lines_to_ask(held.interview, held.enquiry, held.partners) if p.line.id not in put]


def _untagged(held: Held) -> Iterator[Point]:
    for note in held.notes:
        # An action answers no question: it is looked at as an action.
        if not note.line_id and note.kind is not NoteKind.ACTION:
            yield Point(PointKind.UNTAGGED, _said(note), note.id, private=_private(note))


def _actions(held: Held) -> Iterator[Point]:
    of_note = {r.note_id: r for r in held.its_requests() if r.note_id}
    for note in held.notes:
        if note.kind is NoteKind.ACTION and note.id not in of_note:
            yield Point(PointKind.ACTION, _said(note), note.id, private=_private(note))
    for request in held.its_requests():
        if lacks := lacking(request):
            text = _what(request) if len(lacks) > 1 else f"{_what(request)}: {lacks[0]}"
            yield Point(PointKind.ACTION, text, request.note_id, request_id=request.id, private=_private(request))


def _to_come(held: Held, today: date) -> Iterator[Point]:
    for request in held.its_requests():
        if request.state is RequestState.OPEN and not lacking(request):
            late = f". {overdue_words(request, today)}" if request.is_overdue(today) else ""
            text = f"{_what(request)}, due {_day(request.due)}, {request.owner} sees to it{late}"
            yield Point(PointKind.TO_COME, text, request.note_id, request_id=request.id, private=_private(request))


def _without_speaker(held: Held) -> Iterator[Point]:
    for note in held.notes:
        if note.kind is NoteKind.QUOTE and not note.speaker.strip():
            yield Point(PointKind.NO_SPEAKER, _said(note), note.id, private=_private(note))


def _follow_ups(held: Held, unanswered: Sequence[Placed], not_asked: Sequence[Placed]) -> Iterator[Point]:
    """What another talk could bring: questions left, and answers that rest on opinion or on a story alone."""
    left = [p.number or p.line.text for p in (*unanswered, *not_asked)]
    if left:
        yield Point(PointKind.FOLLOW_UP, f"Another talk, or a letter, could still ask {', '.join(left)}.")
    weak: dict[str, bool] = {}
    for note in held.notes:
        if note.line_id and note.kind is not NoteKind.ACTION:
            soft = note.kind in (NoteKind.VIEW, NoteKind.ANECDOTE)
            weak[note.line_id] = weak.get(note.line_id, True) and soft
    numbers = shown_numbers(held.enquiry)
    for line_id, is_weak in weak.items():
        if is_weak and line_id in numbers:
            text = f"{numbers[line_id]} rests on views or single stories: ask for figures or a document."
            yield Point(PointKind.FOLLOW_UP, text, line_id=line_id)


def _line_words(place: Placed) -> str:
    return " ".join(f"{place.number} {place.line.text}".split()) or "(a question without words)"


def _private(about: Note | InformationRequest) -> str:
    return about.sensitivity.value if about.sensitivity.is_closed else ""


def _said(note: Note) -> str:
    words = " ".join(note.text.split()) or "(an empty line)"
    return f"{note.speaker.strip()}: {words}" if note.speaker.strip() else words


def _what(request: InformationRequest) -> str:
    what = " ".join(request.what.split()) or "(nothing written yet)"
    return f"{what}, from {request.asked_of.strip()}" if request.asked_of.strip() else what


def _day(day: date | None) -> str:
    return f"{day.day} {day:%b %Y}" if day else ""
