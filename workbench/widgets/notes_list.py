"""The lines of an interview: time, who wrote it, the question's number, the words, and what kind and how private."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from rich.cells import cell_len
from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.message import Message

from groups.sensitivity import Sensitivity
from interviews.drafts import Draft
from interviews.interview import Note, NoteKind
from workbench.text import one_line
from workbench.widgets.hanging import hanging
from workbench.widgets.record_list import RecordList, Row

_LONGEST_NAME = 8


class NotesList(RecordList):
    """The lines already taken. Going down behind the last one leads back to the line being written."""

    BINDINGS = [
        Binding("e,enter", "select", "Change", tooltip="Change the chosen line"),
        Binding("l", "screen.question", "Question", tooltip="Say to which question the chosen line belongs"),
        Binding("q", "screen.kind('quote')", "Quote", tooltip="The chosen line is a quotation, or not"),
        Binding("a", "screen.kind('action')", "Action", tooltip="The chosen line is an action, or not"),
        Binding("s", "screen.speaker", "Speaker", tooltip="Say who spoke the chosen line"),
        Binding("x", "screen.private", "Private", tooltip="The chosen line is exempt or confidential, and why"),
        Binding("t", "screen.any_kind", "Kind", show=False, tooltip="Say what kind of thing the chosen line is"),
        Binding("f", "screen.finding", "Finding", tooltip="Make a finding that rests on the chosen line"),
        Binding("d", "screen.to_bin", "To the bin", tooltip="Put the chosen line in the bin"),
        Binding("alt+l", "screen.question", "Question", show=False, priority=True),
        Binding("alt+q", "screen.kind('quote')", "Quote", show=False, priority=True),
        Binding("alt+a", "screen.kind('action')", "Action", show=False, priority=True),
        Binding("alt+s", "screen.speaker", "Speaker", show=False, priority=True),
        Binding("alt+x", "screen.private", "Private", show=False, priority=True),
        Binding("alt+k", "screen.any_kind", "Kind", show=False, priority=True),
    ]

    class PastEnd(Message):
        """Down was pressed on the last line."""

    def __init__(self) -> None:
        super().__init__(
            id="notes",
            empty="No notes yet. Type below what is said; each Enter keeps one line, with the time. "
            "Alt+W says who is here and what interests they declare.",
        )
        self._notes: Sequence[Note] = ()
        self._drafts: Sequence[Draft] = ()
        self._numbers: Mapping[str, str] = {}
        self._drawn_at = 0

    def show_notes(self, notes: Sequence[Note], drafts: Sequence[Draft], numbers: Mapping[str, str]) -> None:
        """Show these lines, and below them what others are writing just now."""
        at_end = self.highlighted is None or self.highlighted >= len(self._notes) - 1
        self._notes, self._drafts, self._numbers = notes, drafts, numbers
        self._draw()
        if at_end and notes and not self.has_focus:
            self.choose(notes[-1].id)

    def _draw(self) -> None:
        width = self._drawn_at = max(self.scrollable_content_region.width - 2, 20)
        names = [note.author for note in self._notes] + [draft.author for draft in self._drafts]
        name_width = min(max((cell_len(_short(name)) for name in names), default=0), _LONGEST_NAME)
        rows = [Row(n.id, self._line(n, n.taken_at, name_width, width, _tail(n))) for n in self._notes]
        rows += [
            Row(None, self._line(d, d.changed_at, name_width, width, " · not finished"))
            for d in self._drafts
            if d.text.strip()
        ]
        self.show(rows)

    def _line(self, line: Note | Draft, at: datetime | None, name_width: int, width: int, tail: str) -> Content:
        number = self._numbers.get(line.line_id, "") or "—"
        time = f"{at.astimezone():%H:%M}" if at else "     "
        name = _short(line.author)
        name = name[:name_width] + " " * max(name_width - cell_len(name[:name_width]), 0)
        lead = f"{time} {name} {number:<3} "
        speaker = f"{one_line(line.speaker).plain}: " if line.speaker.strip() else ""
        words = speaker + (one_line(line.text).plain or "(empty)")
        return hanging(lead, words, width, tail=tail)

    def on_resize(self) -> None:
        """Wrap again where the width is another."""
        if self._notes and max(self.scrollable_content_region.width - 2, 20) != self._drawn_at:
            self._draw()

    def action_cursor_down(self) -> None:
        """The next line; behind the last one, back to writing."""
        if self.highlighted is None or self.highlighted >= len(self._notes) - 1:
            self.post_message(self.PastEnd())
        else:
            super().action_cursor_down()

    async def _on_click(self, event: events.Click) -> None:
        """A click chooses a line; a second one on it opens it."""
        event.prevent_default()
        option = event.style.meta.get("option")
        if option is not None and not self.options[option].disabled:
            again = self.has_focus and self.highlighted == option and event.chain > 1
            self.focus()
            self.highlighted = option
            if again:
                self.action_select()


def _short(name: str) -> str:
    """A name short enough for a column: its last word, so that Councillor Lee is Lee."""
    words = one_line(name).plain.split()
    return words[-1] if words else ""


def _tail(note: Note) -> str:
    words = [] if note.kind is NoteKind.NOTE else [note.kind.value]
    if note.sensitivity is not Sensitivity.WORKING:
        words.append(note.sensitivity.value)
    return f" · {', '.join(words)}" if words else ""
