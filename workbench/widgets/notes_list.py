"""The lines of an interview: time, who wrote it, the question's number, the words, and what kind and how private."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from rich.cells import cell_len
from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from groups.sensitivity import Sensitivity
from interviews.corrections import as_shown, line_numbers
from interviews.drafts import Draft
from interviews.interview import Note, NoteKind
from workbench.text import one_line
from workbench.widgets.hanging import hanging
from workbench.widgets.note_line import KIND_KEYS
from workbench.widgets.record_list import RecordList, Row

_LONGEST_NAME = 8


class NotesList(RecordList):
    """The lines already taken. Going down behind the last one leads back to the line being written."""

    BINDINGS = [
        Binding("e,enter", "screen.to_change", "Change", tooltip="Change the chosen line"),
        Binding("e,enter", "screen.correct", "Correct", tooltip="Add a line that corrects the chosen one"),
        Binding("l", "screen.question", "Question", tooltip="Say to which question the chosen line belongs"),
        Binding("q", "screen.kind('quote')", "Quote", show=False, tooltip="The chosen line is a quotation, or not"),
        Binding("a", "screen.kind('action')", "Action", show=False, tooltip="The chosen line is an action, or not"),
        Binding("s", "screen.speaker", "Speaker", show=False, tooltip="Say who spoke the chosen line"),
        Binding(
            "x", "screen.private", "Private", show=False, tooltip="The chosen line is exempt or confidential, and why"
        ),
        Binding("t", "screen.any_kind", "Kind", show=False, tooltip="Say what kind of thing the chosen line is"),
        Binding("f", "screen.finding", "Finding", tooltip="Make a finding that rests on the chosen or picked lines"),
        Binding(
            "k",
            "screen.link",
            "Link",
            show=False,
            tooltip="Link the chosen or picked lines to a finding, for or against",
        ),
        Binding("u", "screen.users", "Used by", show=False, tooltip="Open the finding that uses the chosen line"),
        Binding("d", "screen.to_bin", "Bin", tooltip="Put the chosen line in the bin"),
        Binding("alt+l", "screen.question", "Question", show=False),
        Binding("alt+q", "screen.kind('quote')", "Quote", show=False),
        Binding("alt+a", "screen.kind('action')", "Action", show=False),
        Binding("alt+s", "screen.speaker", "Speaker", show=False),
        Binding("alt+x", "screen.private", "Private", show=False),
        Binding("alt+k", "screen.any_kind", "Kind", show=False),
        *(
            Binding(f"alt+{key}", f"screen.kind('{kind}')", kind.capitalize(), show=False)
            for key, kind in KIND_KEYS.items()
        ),
        Binding("space", "screen.pick", "Pick", show=False, tooltip="Pick the line, for saying the same of several"),
        Binding(
            "h", "screen.themes", "Themes", show=False, tooltip="Say the themes of the line, or of the picked ones"
        ),
    ]

    class PastEnd(Message):
        """Down was pressed on the last line."""

    class Picked(Message):
        """A line was picked or let go; ``count`` are picked now."""

        def __init__(self, count: int) -> None:
            super().__init__()
            self.count = count

    def __init__(self) -> None:
        super().__init__(
            id="notes",
            empty="No notes yet. Type below what is said; each Enter keeps one line, with the time. "
            "Alt+W says who is here and what interests they declare.",
        )
        self._notes: list[Note] = []
        self._waiting: list[Note] = []
        self._drafts: list[Draft] = []
        self._behind: list[tuple[Note | Draft, str]] = []
        self._numbers: Mapping[str, str] = {}
        self._drawn = (0, 0)
        self.picked: set[str] = set()
        self._corrected: Mapping[str, int] = {}
        self._uses: Mapping[str, int] = {}

    def show_uses(self, uses: Mapping[str, int]) -> None:
        """Say beside each line how many findings use it; only the lines of which that changed are drawn again."""
        before, self._uses = self._uses, uses
        if not self.scrollable_content_region.width:
            return  # nothing is drawn yet: it will be with them
        for place, note in enumerate(self._notes):
            if before.get(note.id, 0) != uses.get(note.id, 0):
                self._draw_again(place, self._row(note))

    def show_notes(
        self, notes: Sequence[Note], drafts: Sequence[Draft], numbers: Mapping[str, str], waiting: Sequence[Note] = ()
    ) -> None:
        """Show these lines, below them those that could not be saved yet, and what others are writing just now."""
        at_end = self.highlighted is None or self.highlighted >= len(self._notes) - 1
        before, same_numbers = self._notes, numbers == self._numbers
        self._notes, self._numbers = list(notes), numbers
        self._corrected = line_numbers(self._notes) if any(note.corrects for note in notes) else {}
        self.picked &= {note.id for note in notes} if self.picked else set()
        self._waiting = list(waiting)
        self._drafts = [draft for draft in drafts if draft.text.strip() and not draft.queued]
        self._draw(before if same_numbers else [])
        if at_end and len(notes) > len(before) and not self.has_focus:
            self.highlighted = len(notes) - 1

    def to_end(self) -> None:
        """Go to the last line, and so to each that comes behind it, until somebody goes up again."""
        if self._notes:
            self.highlighted = len(self._notes) - 1

    def _draw(self, before: list[Note]) -> None:
        """Draw what is not drawn yet: two thousand lines are not wrapped again for one that is new."""
        notes, was, behind = self._notes, self._drawn, self._behind
        self._behind = [
            *((note, " · not saved yet") for note in self._waiting),
            *((draft, " · not finished") for draft in self._drafts),
        ]
        authors = {note.author for note in notes[len(before) :]} | {line.author for line, _ in self._behind}
        name_width = min(max((cell_len(_short(name)) for name in authors), default=0), _LONGEST_NAME)
        width = max(self.scrollable_content_region.width - 2, 20)
        self._drawn = (width, max(name_width, was[1]) if before else name_width)
        if self._drawn != was or not before or not notes:
            self.show([*(self._row(note) for note in notes), *(self._row(*line) for line in self._behind)])
            return
        same = len(before) if notes[: len(before)] == before else _first_other(before, notes)
        if len(notes) == len(before) and same < len(notes) and notes[same + 1 :] == before[same + 1 :]:
            self._draw_again(same, self._row(notes[same]))
            same = len(notes)
        if same == len(notes) == len(before) and self._behind == behind:
            return
        highlighted = self.highlighted
        self._cut(same)
        rows = [*(self._row(note) for note in notes[same:]), *(self._row(*line) for line in self._behind)]
        self._rows += rows
        with self.prevent(OptionList.OptionHighlighted):
            self.add_options(Option(row.content, id=row.id, disabled=row.id is None) for row in rows)
            if highlighted is not None:
                self.highlighted = min(highlighted, len(notes) - 1)

    def _draw_again(self, place: int, row: Row) -> None:
        """Draw one row again. Where it is as high as before, the others stay as they are."""
        self._rows[place] = row
        option = self._options[place]
        option._set_prompt(row.content)
        width = self.scrollable_content_region.width
        # Before the first layout there is no width, and nothing is measured yet.
        if not width or self._get_visual(option).get_height({}, width) != self._line_cache.heights.get(place):
            self._clear_caches()
            return
        self._option_render_cache.clear()
        self.refresh()

    def _cut(self, place: int) -> None:
        """Take the rows from ``place`` on away. Textual's own way measures every row that stays once more."""
        for option in self._options[place:]:
            del self._option_to_index[option]
            if option.id is not None:
                del self._id_to_option[option.id]
        del self._options[place:]
        del self._rows[place:]
        cache = self._line_cache
        if place in cache.index_to_line:
            del cache.lines[cache.index_to_line[place] :]
        for later in [n for n in cache.heights if n >= place]:
            del cache.heights[later], cache.index_to_line[later]

    def pick(self) -> None:
        """Pick the chosen line or let it go, and go on to the next one."""
        if self.chosen is None or self.highlighted is None:
            return
        self.picked ^= {self.chosen}
        place = self.highlighted
        self._draw_again(place, self._row(self._notes[place]))
        if place + 1 < len(self._notes):
            self.highlighted = place + 1
        self.post_message(self.Picked(len(self.picked)))

    def let_go(self) -> None:
        """Nothing is picked any more."""
        if self.picked:
            self.picked = set()
            self._draw([])
            self.post_message(self.Picked(0))

    def _row(self, line: Note | Draft, tail: str = "") -> Row:
        at = line.taken_at if isinstance(line, Note) else line.changed_at
        ends = _tail(line) + self._used(line) + tail if isinstance(line, Note) else tail
        width, name_width = self._drawn
        return Row(None if tail else line.id, self._line(line, at, name_width, width, ends))

    def _used(self, note: Note) -> str:
        count = self._uses.get(note.id, 0)
        return f" · {count} finding{'' if count == 1 else 's'}" if count else ""

    def _line(self, line: Note | Draft, at: datetime | None, name_width: int, width: int, tail: str) -> Content:
        number = self._numbers.get(line.line_id, "") or "—"
        time = f"{at.astimezone():%H:%M}" if at else "     "
        name = _short(line.author)
        name = name[:name_width] + " " * max(name_width - cell_len(name[:name_width]), 0)
        lead = f"{time} {name} {number:<3} "
        speaker = f"{one_line(line.speaker).plain}: " if line.speaker.strip() else ""
        text = as_shown(line, self._corrected) if isinstance(line, Note) else line.text
        picked = "picked · " if line.id in self.picked else ""
        words = picked + speaker + (one_line(text).plain or "(empty)")
        return hanging(lead, words, width, tail=tail)

    def on_resize(self) -> None:
        """Wrap again where the width is another."""
        if self._notes and max(self.scrollable_content_region.width - 2, 20) != self._drawn[0]:
            self._draw([])

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


def _first_other(old: Sequence[Note], new: Sequence[Note]) -> int:
    """The place of the first line that is another one now."""
    pairs = enumerate(zip(old, new, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(old), len(new)))


def _tail(note: Note) -> str:
    words = [] if note.kind is NoteKind.NOTE else [note.kind.value]
    if note.sensitivity is not Sensitivity.WORKING:
        words.append(note.sensitivity.value)
    return f" · {', '.join(words)}" if words else ""
