"""The line that somebody is writing in an interview, and with which one goes on: every edit goes to the scribe."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

import psutil

from groups.rows import new_id
from interviews.drafts import Draft, Sitting
from interviews.interview import Note
from interviews.journal import Edit, Entry, Typing
from workbench.services.notes import line_of, note_of
from workbench.services.scribe import Scribe
from workbench.services.taking import Left, Pasted, Place, Taken, Typed
from workbench.workspace.workspace import Workspace

LONGEST = 20_000  # characters in one line; a longer paste becomes several lines
CUT = 1_000  # characters at most in each of those


class Line:
    """The line being written in one window: what is said about it, its words, and what can be taken back."""

    def __init__(self, scribe: Scribe, sitting: Sitting, draft: Draft, place: Place, typing: Typing, last: int) -> None:
        self._scribe = scribe
        self._sitting = sitting
        self._draft = draft.model_copy(update={"sitting_id": sitting.id, "author": sitting.author})
        self._place = place
        self._last = last
        self._wrote = False
        self.typing = typing

    @property
    def draft(self) -> Draft:
        """The line as it is now."""
        return self._draft.model_copy(update={"id": self._place.id, "text": line_of(self.typing.text)})

    def change(self, text: str, now: datetime) -> None:
        """The line reads so from now on."""
        before = self.typing.text
        self._write(self.typing.change(text), before, now)

    def move(self, cursor: int, now: datetime) -> None:
        """The cursor stands here from now on. It is written only where a line is: an empty one has one place."""
        if self.typing.text:
            self._write(self.typing.move(cursor), self.typing.text, now)

    def undo(self, now: datetime) -> bool:
        """Take back the last stretch of typing; whether there was one."""
        before = self.typing.text
        return self._write(self.typing.undo(), before, now)

    def redo(self, now: datetime) -> bool:
        """Bring back what was taken back; whether there was something."""
        before = self.typing.text
        return self._write(self.typing.redo(), before, now)

    def _write(self, edit: Edit | None, before: str, now: datetime) -> bool:
        if edit is None:
            return False
        self._last += 1
        self._give(before, [Entry(self._last, now, edit)])
        return True

    def say(self, **values: Any) -> None:
        """Say something about the line: its question, kind, speaker or privacy."""
        self._draft = self._draft.model_copy(update=values)
        self._give(self.typing.text, [])

    def _give(self, before: str, entries: list[Entry]) -> None:
        self._wrote = True
        self._scribe.write(Typed(self._place, self._sitting, self._draft, before, entries))

    def take(self, texts: Sequence[str], now: datetime) -> None:
        """Keep these lines as notes and begin the next, which goes on with the question and the speaker."""
        self._wrote = True
        if len(texts) == 1:
            note = note_of(self._draft.model_copy(update={"text": line_of(texts[0])}), "")
            self._scribe.write(Taken(self._place, note.model_copy(update={"taken_at": now})))
        else:
            self._scribe.write(Pasted(self._place, self._sitting, self._draft, texts))
        self._draft = Draft(
            interview_id=self._draft.interview_id,
            author=self._draft.author,
            line_id=self._draft.line_id,
            speaker=self._draft.speaker,
            sitting_id=self._sitting.id,
        )
        self._place = Place(new_id())
        self.typing = Typing()
        self._last = 0

    def leave(self) -> None:
        """The window goes: in good order, so there is nothing to be said when somebody comes back.

        While nothing can be written, the line stays with the scribe, and whoever comes back goes on with it.
        """
        if not self._wrote:
            return
        self._scribe.write(Left(self._sitting.id, self._place if self.draft.is_blank else None))
        if self._scribe.problem is not None:
            self._scribe.left[self._draft.interview_id] = self

    def sits(self) -> None:
        """The window is written down already, so its leaving has to be too."""
        self._wrote = True

    def again(self) -> Line:
        """The line as it goes on in another window of the same program."""
        self._scribe.write(Typed(self._place, self._sitting, self._draft, self.typing.text, []))
        return self


def as_lines(text: str) -> list[str]:
    """A pasted text as lines: its own, and one that is too long to be read as a line cut at the ends of sentences."""
    lines = [line for line in map(line_of, text.splitlines()) if line]
    return [part for line in lines for part in (_cut(line) if len(line) > LONGEST else [line])]


def _cut(line: str) -> list[str]:
    """Parts of at most so many characters, cut behind a sentence, else behind a word, else anywhere."""
    parts, start = [], 0
    while len(line) - start > CUT:
        reach = line[start : start + CUT]
        end = max(reach.rfind(mark) + len(mark) - 1 for mark in (". ", "? ", "! ", ".” "))
        if end < CUT // 4:
            end = reach.rfind(" ") if reach.rfind(" ") > 0 else CUT
        parts.append(line[start : start + end].strip())
        start += end
    return [*parts, line[start:].strip()]


class Waiting(NamedTuple):
    """What the scribe could not write yet: lines with their time and author, the first few of them, and how many."""

    notes: list[Note]
    how_many: int


def waiting_lines(scribe: Scribe, interview_id: str, most: int) -> Waiting:
    """The lines of an interview that are only in memory."""
    notes: list[Note] = []
    count = 0
    for act in scribe.waiting():
        if isinstance(act, Taken) and act.note.interview_id == interview_id:
            notes.append(act.note)
            count += 1
        elif isinstance(act, Pasted) and act.draft.interview_id == interview_id and not act.is_on_disk:
            notes += [note_of(act.draft.model_copy(update={"text": text}), "") for text in act.texts[:most]]
            count += len(act.texts)
    return Waiting(notes[:most], count)


def pasted_lines(scribe: Scribe) -> int:
    """How many pasted lines are on disk and still to become notes."""
    return sum(len(act.texts) for act in scribe.waiting() if isinstance(act, Pasted) and act.is_on_disk)


class Begun(NamedTuple):
    """The line with which somebody goes on, and whether their program had ended without leaving the interview."""

    line: Line
    recovered: bool


def begin_line(workspace: Workspace, scribe: Scribe, interview_id: str) -> Begun:
    """The unfinished line with which the author goes on: the last one left, or a new one.

    Of several that were left the older ones become notes: nothing is thrown away. A line in a window whose program
    still runs belongs to that window.
    """
    scribe.caught_up(1.0)
    kept = scribe.left.pop(interview_id, None)
    if isinstance(kept, Line) and scribe.problem is not None:
        return Begun(kept.again(), False)
    records, me = workspace.records, workspace.author.name
    sitting = Sitting(new_id(), interview_id, me, os.getpid(), psutil.Process().create_time())
    others = [one for one in records.drafts.sittings(interview_id) if one.author == me]
    gone = [one for one in others if not _is_running(one)]
    for one in gone:
        scribe.write(Left(one.id, heir=sitting))
    running = {one.id for one in others} - {one.id for one in gone}
    mine = [d for d in records.drafts.of(interview_id) if d.author == me and d.sitting_id not in running]
    unfinished = [d for d in mine if not d.queued]
    if not records.interviews.get(interview_id).is_locked:
        for queued in (d for d in mine if d.queued):
            rest = queued.text.split("\n")[-queued.queued :]
            paste = Pasted(Place(queued.id), sitting, queued, rest)
            paste.is_on_disk = True
            scribe.write(paste)
        for older in unfinished[:-1]:
            place = Place(older.id)
            scribe.write(Left("", place) if older.is_blank or not older.text else Taken(place, note_of(older, "")))
    if unfinished:
        last = unfinished[-1]
        typing, number = records.drafts.typing(last.id)
        line = Line(scribe, sitting, last, Place(last.id, was_left=True), typing, number)
    else:
        blank = Draft(interview_id=interview_id, author=me)
        line = Line(scribe, sitting, blank, Place(new_id()), Typing(), 0)
    if gone:
        line.sits()
    return Begun(line, bool(gone))


def _is_running(sitting: Sitting) -> bool:
    try:
        return abs(psutil.Process(sitting.process).create_time() - sitting.started) < 1
    except psutil.Error:
        return False
