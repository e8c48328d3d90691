"""The journal of a line that is being typed: one row for each edit, as it happens, so that no end can lose a word.

``Typing`` is the line as it stands after its edits, with what can be taken back; it knows neither clock nor file.
``JournalStore`` keeps the edits. They are no record: they have no history, are in no export and in no index, and go
in the same write in which their line becomes a note or is emptied.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from sqlite_utils import Database


class Act(StrEnum):
    """What an edit was: words typed or taken out, the cursor moved, or typing taken back and brought back."""

    TYPE = "type"
    MOVE = "move"
    UNDO = "undo"
    REDO = "redo"


class Edit(NamedTuple):
    """One edit: at ``place`` so many characters ``removed`` and others ``inserted``, and where the cursor was left."""

    act: Act
    place: int
    removed: int
    inserted: str
    cursor: int


class Entry(NamedTuple):
    """One row of the journal: the edit, its number within its line, and when it was made."""

    number: int
    at: datetime
    edit: Edit


class _Stretch(NamedTuple):
    """Edits that are taken back at once, such as a word: at ``place`` stood ``old``, now ``new`` stands there."""

    place: int
    old: str
    new: str


class Typing:
    """A line after its edits: its words, where the cursor is, and what can be taken back and brought back."""

    def __init__(self, text: str = "", edits: Iterable[Edit] = ()) -> None:
        self.text = text
        self.cursor = len(text)
        self._done: list[_Stretch] = []
        self._undone: list[_Stretch] = []
        self._goes_on = False
        for edit in edits:
            self.follow(edit)

    @property
    def can_undo(self) -> bool:
        """Whether there is typing to take back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether there is typing to bring back."""
        return bool(self._undone)

    def change(self, text: str) -> Edit | None:
        """The line reads so from now on; returns the edit that made it so, None where nothing changed."""
        if text == self.text:
            return None
        place, removed, inserted = _difference(self.text, text)
        return self._made(Edit(Act.TYPE, place, removed, inserted, place + len(inserted)))

    def move(self, cursor: int) -> Edit | None:
        """The cursor stands here from now on; None where it stood here already."""
        return None if cursor == self.cursor else self._made(Edit(Act.MOVE, cursor, 0, "", cursor))

    def undo(self) -> Edit | None:
        """Take back the last stretch of typing; None where there is none."""
        if not self._done:
            return None
        last = self._done[-1]
        return self._made(Edit(Act.UNDO, last.place, len(last.new), last.old, last.place + len(last.old)))

    def redo(self) -> Edit | None:
        """Bring back the stretch that was taken back last; None where there is none."""
        if not self._undone:
            return None
        last = self._undone[-1]
        return self._made(Edit(Act.REDO, last.place, len(last.old), last.new, last.place + len(last.new)))

    def _made(self, edit: Edit) -> Edit:
        self.follow(edit)
        return edit

    def follow(self, edit: Edit) -> None:
        """Make an edit, as it was made when it was written down."""
        end = edit.place + edit.removed
        old = self.text[edit.place : end]
        self.text = f"{self.text[: edit.place]}{edit.inserted}{self.text[end:]}"
        self.cursor = edit.cursor
        match edit.act:
            case Act.TYPE:
                self._typed(_Stretch(edit.place, old, edit.inserted))
                return
            case Act.UNDO if self._done:
                self._undone.append(self._done.pop())
            case Act.REDO if self._undone:
                self._done.append(self._undone.pop())
            case _:
                pass
        self._goes_on = False

    def _typed(self, stretch: _Stretch) -> None:
        self._undone.clear()
        joined = _joined(self._done[-1], stretch) if self._done and self._goes_on else None
        if joined is None:
            self._done.append(stretch)
        else:
            self._done[-1] = joined
        self._goes_on = len(stretch.new) <= 1 and len(stretch.old) <= 1


def _joined(last: _Stretch, new: _Stretch) -> _Stretch | None:
    """Two edits as one stretch: letters of one word and the spaces behind it, or letters rubbed out in one go."""
    if not last.old and not new.old and len(new.new) == 1 and new.place == last.place + len(last.new):
        begins_word = last.new[-1:].isspace() and not new.new.isspace()
        return None if begins_word else _Stretch(last.place, "", last.new + new.new)
    if not last.new and not new.new and len(new.old) == 1:
        if new.place + 1 == last.place:
            return _Stretch(new.place, new.old + last.old, "")
        if new.place == last.place:
            return _Stretch(last.place, last.old + new.old, "")
    return None


def _difference(old: str, new: str) -> tuple[int, int, str]:
    """Where two texts differ: the place, how many characters go, and what comes instead."""
    start = _same(old, new, min(len(old), len(new)))
    rest = min(len(old), len(new)) - start
    low, high = 0, rest
    while low < high:
        middle = (low + high + 1) // 2
        if old[len(old) - middle :] == new[len(new) - middle :]:
            low = middle
        else:
            high = middle - 1
    return start, len(old) - start - low, new[start : len(new) - low]


def _same(old: str, new: str, most: int) -> int:
    """How many characters two texts have in common from their beginning; halving is fast on very long lines."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if old.startswith(new[:middle]):
            low = middle
        else:
            high = middle - 1
    return low


class JournalStore:
    """The table of edits. Rows are only ever added, and go all at once; the caller opens the transaction."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def write(self, draft_id: str, writer: str, author: str, entries: Iterable[Entry]) -> bool:
        """Add edits of a line. False, and nothing is written, where another window went on with the line meanwhile.

        Edits that are there already are not doubled: a commit may have been done and never acknowledged.
        """
        rows = [(draft_id, e.number, writer, author, e.at.isoformat(), *_row(e.edit)) for e in entries]
        there = dict(
            self._db.execute(
                "select number, writer from journal where draft_id = ? and number >= ?", [draft_id, rows[0][1]]
            )
        )
        if any(by != writer for by in there.values()):
            return False
        try:
            self._db.conn.executemany(
                "insert into journal(draft_id, number, writer, author, at, act, place, removed, inserted, cursor) "
                "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [row for row in rows if row[1] not in there],
            )
        except sqlite3.IntegrityError:  # the line itself is gone: another window kept it as a note
            return False
        return True

    def of(self, draft_id: str) -> list[Entry]:
        """The edits of a line in the order in which they were made."""
        rows = self._db.execute(
            "select number, at, act, place, removed, inserted, cursor from journal where draft_id = ? order by number",
            [draft_id],
        )
        return [Entry(n, datetime.fromisoformat(at), Edit(Act(act), *edit)) for n, at, act, *edit in rows]

    def drop(self, draft_id: str) -> None:
        """The line was kept or emptied: its edits go."""
        self._db.execute("delete from journal where draft_id = ?", [draft_id])


def _row(edit: Edit) -> tuple[str, int, int, str, int]:
    return (edit.act.value, edit.place, edit.removed, edit.inserted, edit.cursor)
