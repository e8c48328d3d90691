"""Saying the same about many lines of notes in one step of undo; what somebody else changed is left to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from groups.rows import NotThere
from groups.sensitivity import Sensitivity
from interviews.corrections import line_numbers
from interviews.interview import Note, NoteKind, notes_of
from workbench.report.words import listing
from workbench.services.editing import Clash, change
from workbench.services.notes import must_have_reason
from workbench.workspace.workspace import Workspace

Values = dict[str, Any]


class LeftAlone(NamedTuple):
    """A line that was not changed, and why, as the end of a sentence."""

    note: Note
    why: str


class ManyChanged(NamedTuple):
    """What came of it: the lines as they are now, and those that were left as they are."""

    changed: list[Note]
    left: list[LeftAlone]


def say_of(workspace: Workspace, notes: Sequence[Note], label: str, **values: Any) -> ManyChanged:
    """Say the same about all these lines: any of the fields of a note. Raises NoReason, WorkspaceProblem."""
    if "sensitivity" in values:
        must_have_reason(values["sensitivity"], str(values.get("exempt_reason", "")))
    return _each(workspace, notes, label, lambda _: values)


def set_question(workspace: Workspace, notes: Sequence[Note], line_id: str) -> ManyChanged:
    """Say which line of enquiry these lines answer; an empty id is none."""
    return _each(workspace, notes, "Say which question several notes answer", lambda _: {"line_id": line_id})


def set_kind(workspace: Workspace, notes: Sequence[Note], kind: NoteKind) -> ManyChanged:
    """Say what kind of thing these lines are."""
    return _each(workspace, notes, f"Mark several notes as {kind.value}", lambda _: {"kind": kind})


def set_speaker(workspace: Workspace, notes: Sequence[Note], speaker: str) -> ManyChanged:
    """Say who spoke these lines."""
    return _each(workspace, notes, "Say who speaks in several notes", lambda _: {"speaker": speaker})


def set_privacy(
    workspace: Workspace, notes: Sequence[Note], sensitivity: Sensitivity, exempt_reason: str = ""
) -> ManyChanged:
    """Say how private these lines are. Raises NoReason where exempt has none."""
    must_have_reason(sensitivity, exempt_reason)
    reason = exempt_reason if sensitivity is Sensitivity.EXEMPT else ""
    values = {"sensitivity": sensitivity, "exempt_reason": reason}
    return _each(workspace, notes, "Say how private several notes are", lambda _: values)


def add_theme(workspace: Workspace, notes: Sequence[Note], theme_id: str) -> ManyChanged:
    """Put a theme on these lines, beside those that they have."""
    return _each(
        workspace,
        notes,
        "Put a theme on several notes",
        lambda note: {"theme_ids": note.theme_ids if theme_id in note.theme_ids else [*note.theme_ids, theme_id]},
        onto_current=True,
    )


def take_theme_off(workspace: Workspace, notes: Sequence[Note], theme_id: str) -> ManyChanged:
    """Take a theme off these lines."""
    return _each(
        workspace,
        notes,
        "Take a theme off several notes",
        lambda note: {"theme_ids": [each for each in note.theme_ids if each != theme_id]},
        onto_current=True,
    )


def in_words(workspace: Workspace, done: ManyChanged) -> str:
    """What came of it, in words: how many were changed, and by number which were left and why."""
    count = len(done.changed)
    words = [f"{count} line{' was' if count == 1 else 's were'} changed."]
    by_why: dict[str, list[str]] = {}
    for interview_id in dict.fromkeys(one.note.interview_id for one in done.left):
        numbers = line_numbers(notes_of(interview_id, workspace.records.notes.find(interview_id=interview_id)))
        for one in done.left:
            if one.note.interview_id == interview_id:
                number = numbers.get(one.note.id)
                by_why.setdefault(one.why, []).append(str(number) if number else "(in the bin)")
    for why, lines in by_why.items():
        plural = len(lines) > 1
        words.append(f"Line{'s' if plural else ''} {listing(lines)} {'were' if plural else 'was'} left: {why}.")
    return " ".join(words)


def _each(
    workspace: Workspace,
    notes: Iterable[Note],
    label: str,
    values_for: Callable[[Note], Values],
    *,
    onto_current: bool = False,
) -> ManyChanged:
    """Change each line as it was read; ``onto_current`` where the new value is made from the one that stands there.

    All of it is one write, so that undo takes all of it back. Raises WorkspaceProblem; nothing is changed then.
    """
    done = ManyChanged([], [])
    with workspace.write(label):
        by_interview: dict[str, list[Note]] = {}
        for note in notes:
            by_interview.setdefault(note.interview_id, []).append(note)
        for interview_id, rows in by_interview.items():
            if workspace.records.interviews.get(interview_id).is_locked:
                done.left.extend(LeftAlone(read, "the interview is confirmed and locked") for read in rows)
            else:
                _in_one_interview(workspace, rows, label, values_for, onto_current, done)
    return done


def _in_one_interview(
    workspace: Workspace,
    notes: Iterable[Note],
    label: str,
    values_for: Callable[[Note], Values],
    onto_current: bool,
    done: ManyChanged,
) -> None:
    """Change the lines of one interview, and note down in ``done`` what came of each."""
    rows = workspace.records.notes
    there: dict[str, Note] = {}
    for read in notes:
        if not there:
            there = {note.id: note for note in rows.find(interview_id=read.interview_id)}
        before = there.get(read.id)
        if before is None:
            done.left.append(LeftAlone(read, _why_gone(workspace, read)))
            continue
        base = before if onto_current else read
        try:
            after = change(workspace, rows, base, values_for(base), label)
        except Clash as clash:
            done.left.append(LeftAlone(read, f"{clash.theirs.changed_by or 'somebody'} changed it meanwhile"))
            continue
        if after.version != before.version:
            done.changed.append(after)


def _why_gone(workspace: Workspace, read: Note) -> str:
    try:
        binned = workspace.records.notes.get(read.id)
    except NotThere:
        return "it is not there any more"
    return f"{binned.changed_by or 'somebody'} put it in the bin meanwhile"
