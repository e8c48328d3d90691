"""Corrections: new lines that put an earlier one right and say so. The earlier line stands as it was taken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from interviews.interview import Note, notes_of


def line_numbers(notes: Sequence[Note]) -> dict[str, int]:
    """The lines of one interview by id → their numbers as cited, from 1. ``notes`` are in order."""
    return {note.id: number for number, note in enumerate(notes, start=1)}


def corrected_in(notes: Iterable[Note]) -> dict[str, list[str]]:
    """Lines that were put right: their id → the ids of the lines that do so, in the order given."""
    found: dict[str, list[str]] = {}
    for note in notes:
        if note.corrects:
            found.setdefault(note.corrects, []).append(note.id)
    return found


def as_shown(note: Note, numbers: Mapping[str, int]) -> str:
    """The words of a line as they are shown: "Correction to line 14: it was 140, not 40."."""
    if not note.corrects:
        return note.text
    return f"Correction to {_line(note.corrects, numbers)}: {note.text}"


def remark_on(note: Note, notes: Sequence[Note]) -> str:
    """What stands beside the citation of a line: "corrects line 14", "corrected in line 15", or nothing.

    ``notes`` are the lines of its interview in order.
    """
    numbers = line_numbers(notes)
    words = [f"corrects {_line(note.corrects, numbers)}"] if note.corrects else []
    later = [f"line {numbers[other.id]}" for other in notes if other.corrects == note.id]
    if later:
        words.append(f"corrected in {' and '.join(later)}")
    return ", ".join(words)


def remarks_on(notes: Iterable[Note]) -> dict[str, str]:
    """For every line of any interviews that is a correction or was corrected: its id → what stands beside it."""
    rows = list(notes)
    sessions = {n.interview_id for n in rows if n.corrects}
    found: dict[str, str] = {}
    for session in sessions:
        ordered = notes_of(session, rows)
        concerned = {n.id for n in ordered if n.corrects} | {n.corrects for n in ordered if n.corrects}
        found |= {n.id: remark_on(n, ordered) for n in ordered if n.id in concerned}
    return found


def _line(note_id: str, numbers: Mapping[str, int]) -> str:
    return f"line {numbers[note_id]}" if note_id in numbers else "a line that lies in the bin"
