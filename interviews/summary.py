"""One page on an interview for the member who was not there: who, when, what was said, what was promised, what is open.

Exempt and confidential words are only counted, unless they are asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple

from groups.enquiry import LineKind, Placed, outline
from interviews.close_out import Held, PointKind, open_points
from interviews.corrections import as_shown, line_numbers
from interviews.interview import Interviewee, Note, NoteKind
from interviews.presence import interests_touched
from interviews.request import InformationRequest, RequestState
from interviews.role_key import attributed

PAGE_ROWS = 24  # that fit on one page under its headings, in Word as it is written here
_ROW = 78  # characters of one row
_MOST_EACH = 8  # lines of one question, however much room there is
_LONGEST = 110  # characters of one line
_SHORT = 60  # where there is little room
_LONGEST_QUESTION = 56
# What is kept first where a question has more lines than there is room for.
_WEIGHT = {
    NoteKind.FACT: 0,
    NoteKind.QUOTE: 0,
    NoteKind.PARAPHRASE: 1,
    NoteKind.VIEW: 1,
    NoteKind.OBSERVATION: 1,
    NoteKind.NOTE: 1,
    NoteKind.ANECDOTE: 2,
}


class Part(NamedTuple):
    """A part of the page: its heading, and its lines, each under a sub-heading where it has one."""

    heading: str
    lines: tuple[str, ...] = ()
    under: tuple[tuple[str, tuple[str, ...]], ...] = ()


class Summary(NamedTuple):
    """The whole page; ``marking`` says who may see it."""

    title: str
    marking: str
    parts: tuple[Part, ...]


def summary(held: Held, today: date, *, private: bool = False) -> Summary:
    """The page on one interview. With ``private`` it has the exempt and confidential words too, and says so."""
    closed = [n for n in held.notes if n.sensitivity.is_closed]
    open_notes = held.notes if private else [n for n in held.notes if not n.sensitivity.is_closed]
    who = Part("Who and when", tuple(_who(held)))
    promised = Part("Promised", tuple(_promised(held, private)) or ("Nothing.",))
    left = Part("Still open", tuple(_still_open(held, today)) or ("Nothing.",))
    beside = tuple(_beside(open_notes, closed, private))
    room = PAGE_ROWS - _rows((*who.lines, *promised.lines, *left.lines, *beside))
    parts = (who, Part("What was said", beside, _said_in(held, open_notes, room)), promised, left)
    marking = "Working paper – not for publication"
    if private and (closed or any(r.sensitivity.is_closed for r in held.its_requests())):
        marking = "Contains exempt or confidential information – keep private"
    return Summary(held.interview.title, marking, parts)


def as_lines(page: Summary) -> list[str]:
    """The page as plain lines, for the screen and for reading aloud."""
    lines = [page.title, page.marking]
    for part in page.parts:
        lines += ["", part.heading, *(f"  {line}" for line in part.lines)]
        for heading, under in part.under:
            lines += [f"  {heading}", *(f"    {line}" for line in under)]
    return lines


def _who(held: Held) -> Iterator[str]:
    interview = held.interview
    names = [p.name for p in held.partners if p.id in interview.partner_ids]
    if names:
        yield f"With: {', '.join(names)}"
    yield f"When: {_when(held) or 'no day is written down'} ({interview.state.value})"
    if interview.interviewees:
        yield f"Asked: {'; '.join(_witness(person) for person in interview.interviewees)}"
    if interview.present:
        yield f"Present: {', '.join(interview.present)}"
    for one in interview.declarations:
        yield f"Declared: {', '.join(part for part in (one.person, one.body, one.interest) if part)}"
    yield from interests_touched(interview, held.partners)


def _when(held: Held) -> str:
    taken = [note.taken_at for note in held.notes if note.taken_at and not note.corrects]
    began = held.interview.began_at or min(taken, default=None)
    # One that began before its planned day was held when it began; one written up afterwards, on its day.
    day = min((d for d in (held.interview.on, began.astimezone().date() if began else None) if d), default=None)
    words = f"{day.day} {day:%B %Y}" if day else ""
    last = max(taken, default=None)
    if began is not None and began.astimezone().date() == day:
        words += f", from {_clock(began)}"
        if last is not None and last.astimezone().date() == day and last > began:
            words += f" to {_clock(last)}"
    return words


def _clock(at: datetime) -> str:
    return f"{at.astimezone():%H:%M}"


def _witness(person: Interviewee) -> str:
    shown_as = [f"to be named as {row.role}" for row in attributed("", [person])]
    return ", ".join(part for part in (person.name, person.role, *shown_as) if part.strip())


def _said_in(held: Held, notes: Sequence[Note], room: int) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What was said, with as many lines of each question as fit into so many rows; at least one, cut short, of each."""
    said: tuple[tuple[str, tuple[str, ...]], ...] = ()
    for each, longest in [*((n, _LONGEST) for n in range(_MOST_EACH, 1, -1)), (2, _SHORT), (1, _LONGEST), (1, _SHORT)]:
        said = tuple(_said(held, notes, each, longest))
        if sum(_rows((heading, *lines)) for heading, lines in said) <= room:
            break
    return said


def _rows(lines: Iterable[str]) -> int:
    return sum(-(-len(line) // _ROW) for line in lines)


def _said(held: Held, notes: Sequence[Note], each: int, longest: int) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The lines by question in the order of the outline; those of no question last."""
    by_line: dict[str, list[Note]] = {}
    places = {p.line.id: p for p in outline(held.enquiry) if p.line.kind is not LineKind.THEME}
    for note in notes:
        if note.kind is not NoteKind.ACTION:
            by_line.setdefault(note.line_id if note.line_id in places else "", []).append(note)
    numbers = line_numbers(held.notes)
    for line_id in [*(key for key in places if key in by_line), *([""] if "" in by_line else [])]:
        place = places.get(line_id)
        heading = _question(place) if place else "On no question"
        chosen = _weightiest(by_line[line_id], each)
        if (count := len(by_line[line_id])) > len(chosen):
            heading += f" ({len(chosen)} of {count} lines)"
        yield heading, tuple(_line(note, numbers, longest) for note in chosen)


def _weightiest(notes: Sequence[Note], most: int) -> list[Note]:
    """As many lines as there is room for, facts and quotations first, in the order in which they were taken.

    A correction is never left out where the line that it corrects is printed.
    """
    ranked = sorted(enumerate(notes), key=lambda pair: (_WEIGHT.get(pair[1].kind, 1), pair[0]))
    kept = {place for place, _ in ranked[:most]}
    ids = {notes[place].id for place in kept}
    return [note for place, note in enumerate(notes) if place in kept or (note.corrects and note.corrects in ids)]


def _line(note: Note, numbers: dict[str, int], longest: int = _LONGEST) -> str:
    words = _cut(as_shown(note, numbers), longest)
    if note.kind is NoteKind.QUOTE and not note.corrects and not words.startswith(("“", '"', "‘")):
        words = f"“{words}”"
    said = f"{note.speaker.strip()}: {words}" if note.speaker.strip() else words
    kind = f" ({note.kind.value})" if note.kind in (NoteKind.ANECDOTE, NoteKind.VIEW, NoteKind.OBSERVATION) else ""
    closed = f" [{note.sensitivity.value}]" if note.sensitivity.is_closed else ""
    return f"{said}{kind}{closed}"


def _promised(held: Held, private: bool) -> Iterator[str]:
    requests = held.its_requests()
    shown = [r for r in requests if private or not r.sensitivity.is_closed]
    for request in shown:
        yield _request(request)
    if hidden := len(requests) - len(shown):
        yield f"{hidden} more that {'is' if hidden == 1 else 'are'} exempt or confidential"
    noted = {r.note_id for r in requests}
    for note in held.notes:
        if note.kind is NoteKind.ACTION and note.id not in noted and (private or not note.sensitivity.is_closed):
            yield f"{_line(note, {})} (no owner yet)"


def _request(request: InformationRequest) -> str:
    who = f" ({request.asked_of.strip()})" if request.asked_of.strip() else ""
    due = f"due {request.due.day} {request.due:%b %Y}" if request.due else "no day"
    owner = f"owner {request.owner.strip()}" if request.owner.strip() else "no owner yet"
    words = (due, owner) if request.state is RequestState.OPEN else (request.state.value, request.outcome.strip())
    closed = f" [{request.sensitivity.value}]" if request.sensitivity.is_closed else ""
    return f"{_cut(request.what)}{who}: {', '.join(word for word in words if word)}{closed}"


def _still_open(held: Held, today: date) -> Iterator[str]:
    """The questions that are left; what concerns the keeping of the notes is counted, not repeated."""
    points = open_points(held, today)
    for kind, words in ((PointKind.UNANSWERED, "Asked, not answered"), (PointKind.NOT_ASKED, "Not asked")):
        if left := [_cut(point.text, _LONGEST_QUESTION) for point in points if point.kind is kind]:
            yield f"{words}: {'; '.join(left)}"
    yield from (point.text for point in points if point.kind is PointKind.FOLLOW_UP and point.line_id)
    for kind, words in (
        (PointKind.UNTAGGED, "answer no question yet"),
        (PointKind.NO_SPEAKER, "are quotations without a speaker"),
    ):
        if count := sum(1 for point in points if point.kind is kind):
            yield f"Lines that {words}: {count}"


def _beside(shown: Sequence[Note], closed: Sequence[Note], private: bool) -> Iterator[str]:
    """What stands before the words: that there are none, and how many are left out because they are private."""
    if not shown:
        yield "Nothing that may stand here."
    if closed and not private:
        yield _left_out(closed)


def _left_out(closed: Sequence[Note]) -> str:
    kinds = _counts(note.sensitivity.value for note in closed)
    number = "line is" if len(closed) == 1 else "lines are"
    return f"{len(closed)} {number} left out of this page: {', '.join(f'{n} {kind}' for kind, n in kinds.items())}."


def _counts(words: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for word in words:
        found[word] = found.get(word, 0) + 1
    return found


def _question(place: Placed) -> str:
    return _cut(f"{place.number} {place.line.text}", _LONGEST_QUESTION)


def _cut(words: str, longest: int = _LONGEST) -> str:
    plain = " ".join(words.split()) or "(nothing written)"
    if len(plain) <= longest:
        return plain
    return plain[:longest].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"
