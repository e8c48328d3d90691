"""What the scribe writes down of an interview: edits of a line, a line kept as a note, many pasted ones, a leaving.

A line is on disk from its first key on. When it is kept, its note takes its id, so that keeping it twice makes one
note. In the same write it goes with its edits: its words are in one place or the other and never in none.
"""

from __future__ import annotations

from collections.abc import Sequence

from groups.rows import new_id
from interviews.drafts import Draft, Sitting
from interviews.interview import Note
from interviews.journal import Entry
from workbench.services.notes import note_of, take_notes
from workbench.services.scribe import Act
from workbench.workspace.workspace import Workspace

PART = 40  # pasted lines that become notes in one write


class Place:
    """Where a line stands on disk. After the line was begun only the scribe changes it."""

    def __init__(self, draft_id: str, *, was_left: bool = False) -> None:
        self.id = draft_id
        self.is_there = False  # put there, or made its own, by this window
        self.was_left = was_left  # by a window that is gone, whose line this one goes on with


class _Quiet:
    """An act as most are: short, alone, in its turn, and of no interest to those who look on."""

    overtakes = False
    is_long = False
    is_news = False

    def joins(self, later: Act) -> bool:
        """Take a later act in; whether it did."""
        return False


class Typed(_Quiet):
    """Edits of a line; with none, what was said about it. ``before`` is how it read before them."""

    overtakes = True

    def __init__(self, place: Place, sitting: Sitting, draft: Draft, before: str, entries: list[Entry]) -> None:
        self.place = place
        self.sitting = sitting
        self.draft = draft
        self.before = before
        self.entries = entries
        self.says = not entries

    def joins(self, later: Act) -> bool:
        """Edits of the same line are one write."""
        if not isinstance(later, Typed) or later.place is not self.place:
            return False
        self.entries = self.entries + later.entries
        self.draft = later.draft
        self.says = self.says or later.says
        return True

    def do(self, workspace: Workspace) -> bool:
        """Write the edits down; where another window went on with the line, it goes on as a line of its own."""
        place, drafts = self.place, workspace.records.drafts
        draft_id = place.id
        with workspace.transaction():
            if place.was_left and drafts.get(draft_id) is None:
                draft_id = new_id()
            if self.says or not place.is_there or draft_id != place.id:
                drafts.sit_down(self.sitting)
                drafts.keep(self.draft.model_copy(update={"id": draft_id, "text": self.before}))
            if self.entries and not drafts.write(self.draft.model_copy(update={"id": draft_id}), self.entries):
                draft_id = new_id()
                drafts.keep(self.draft.model_copy(update={"id": draft_id, "text": self.before}))
                drafts.write(self.draft.model_copy(update={"id": draft_id}), self.entries)
        place.id, place.is_there, place.was_left = draft_id, True, False
        return True


class Taken(_Quiet):
    """A line becomes a note."""

    is_news = True

    def __init__(self, place: Place, note: Note) -> None:
        self.place = place
        self.note = note

    def do(self, workspace: Workspace) -> bool:
        """Keep the note and let the line go, in one write."""
        note = self.note.model_copy(update={"id": self.place.id})
        author = _by(workspace, note.author)
        drafts = author.records.drafts
        with author.write("Take a note"):
            there = drafts.is_note(note.id)
            if there and author.records.notes.get(note.id).text != note.text:
                note, there = note.model_copy(update={"id": new_id()}), False
            if not there:
                take_notes(author, [note])
            drafts.settle(self.place.id)
        _clear_words(workspace, note.sensitivity.is_closed)
        return True


class Pasted(_Quiet):
    """Many lines at once. They are on disk as they came before the first of them becomes a note."""

    is_news = True
    is_long = True

    def __init__(self, place: Place, sitting: Sitting, draft: Draft, texts: Sequence[str]) -> None:
        self.place = place
        self.sitting = sitting
        self.draft = draft
        self.texts = list(texts)
        self.label = f"Paste {len(self.texts)} notes"
        self.is_on_disk = False

    def do(self, workspace: Workspace) -> bool:
        """Put the text on disk, or make notes of the next lines."""
        drafts = workspace.records.drafts
        if not self.is_on_disk:
            with workspace.transaction():
                drafts.sit_down(self.sitting)
                text, queued = "\n".join(self.texts), len(self.texts)
                drafts.queue(self.draft.model_copy(update={"id": self.place.id, "text": text, "queued": queued}))
            self.is_on_disk = True
            return False
        author = _by(workspace, self.draft.author)
        with author.write(self.label, merge_key=f"paste {self.place.id}"):
            kept = drafts.get(self.place.id)
            lines = kept.text.split("\n")[-kept.queued :] if kept is not None and kept.queued else []
            if lines:
                take_notes(author, [note_of(self.draft.model_copy(update={"text": t}), "") for t in lines[:PART]])
            rest = lines[PART:]
            if rest:
                drafts.still_queued(self.place.id, len(rest))
            else:
                drafts.settle(self.place.id)
        self.texts = rest
        if not rest:
            _clear_words(workspace, self.draft.sensitivity.is_closed)
        return not rest


class Left(_Quiet):
    """Somebody leaves the interview, or is found to have gone; an empty line goes with them.

    ``heir`` is the sitting that goes on with what was left: should it end at once too, that is seen as well.
    """

    def __init__(self, sitting_id: str, blank: Place | None = None, heir: Sitting | None = None) -> None:
        self.sitting_id = sitting_id
        self.blank = blank
        self.heir = heir

    def do(self, workspace: Workspace) -> bool:
        """Take the sitting away, and the line where nothing stands in it."""
        with workspace.transaction():
            if self.heir is not None:
                workspace.records.drafts.sit_down(self.heir)
            workspace.records.drafts.rise(self.sitting_id)
            if self.blank is not None:
                workspace.records.drafts.settle(self.blank.id)
        return True


def _by(workspace: Workspace, author: str) -> Workspace:
    return workspace if author == workspace.author.name else workspace.written_by(author)


def _clear_words(workspace: Workspace, is_closed: bool) -> None:
    """What was typed and rubbed out in a private line stands nowhere any more, not in SQLite's log either."""
    if is_closed:
        workspace.clear_log()
