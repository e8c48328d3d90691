"""The line at the bottom of an interview in which the next note is written, on disk from the first key on.

Every edit is given to ``services.drafting`` as it happens. The line draws only the part of it that is seen, so that a
key in a line of 20,000 characters is answered as fast as in an empty one.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING, Any, cast

from rich.segment import Segment
from textual import events, on
from textual.binding import Binding
from textual.geometry import Region
from textual.strip import Strip
from textual.widgets import Input

from interviews.drafts import Draft
from workbench.services.drafting import LONGEST, Begun, Line, as_lines, begin_line
from workbench.services.notes import line_of
from workbench.text import shown

if TYPE_CHECKING:
    from workbench.app import WorkbenchApp

_ABOUT = "tag the line being written, or the chosen one"
# The kinds that are not in sight at the bottom; A of anecdote is the action's.
KIND_KEYS = {"p": "paraphrase", "f": "fact", "v": "view", "n": "anecdote", "o": "observation"}
_STEP = 400  # cells
_PATIENCE = 0.01  # seconds that a key waits for the one before it to be on disk
# Signs of which each is one cell wide and none is changed by cleaning: English, and most of what is written in Europe.
_ORDINARY = re.compile("[ -~\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]*\\Z")


class NoteLine(Input):
    """One line to write in. Enter gives it to ``keep``, which answers whether it was kept; so does a paste of several.

    It is kept within the key, by neither a message nor a binding: the next letters may be on their way already, and
    they would be taken for a part of the line.
    """

    BINDINGS = [
        Binding(
            "alt+l",
            "screen.question",
            "Question",
            key_display="Alt+1–9",
            tooltip=f"Question: {_ABOUT}",
        ),
        Binding("alt+q", "screen.kind('quote')", "Quote", key_display="Alt+Q", tooltip=f"Quote: {_ABOUT}"),
        Binding("alt+a", "screen.kind('action')", "Action", key_display="Alt+A", tooltip=f"Action: {_ABOUT}"),
        Binding("alt+s", "screen.speaker", "Speaker", key_display="Alt+S", show=False, tooltip="Say who is speaking"),
        Binding(
            "alt+x",
            "screen.private",
            "Private",
            key_display="Alt+X",
            tooltip="Exempt or confidential, and why",
        ),
        Binding(
            "alt+k",
            "screen.any_kind",
            "Kind",
            key_display="Alt+K",
            show=False,
            tooltip=f"Any kind: {_ABOUT}",
        ),
        *(
            Binding(
                f"alt+{key}",
                f"screen.kind('{kind}')",
                kind.capitalize(),
                show=False,
                key_display=f"Alt+{key.upper()}",
                tooltip=f"{kind.capitalize()}: {_ABOUT}",
            )
            for key, kind in KIND_KEYS.items()
        ),
        Binding(
            "up",
            "screen.to_lines",
            "Earlier lines",
            priority=True,
            show=False,
            tooltip="Go to the lines above, to change one",
        ),
        Binding("ctrl+z", "take_back", "Undo", show=False, tooltip="Take back the last words, or the last change"),
        Binding("ctrl+y", "bring_back", "Redo", show=False, tooltip="Bring back what you took back"),
    ]

    def __init__(self, interview_id: str, keep: Callable[[list[str], str], bool]) -> None:
        hint = "Type what is said; Enter keeps the line"
        # Selected on focus, a line that was left unfinished would be written over by the first key.
        super().__init__(id="note-line", placeholder=hint, compact=True, select_on_focus=False)
        self._interview_id = interview_id
        self._keep_lines = keep
        self._line: Line | None = None
        self._ordinary = ""
        self._is_showing = False
        self.recovered = False
        self.typed_at = 0.0  # by the clock that only goes on

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Signs are written, so the footer does not offer them as keys."""
        return super().check_consume_key(key, character) or key in ("slash", "question_mark")

    @property
    def _workbench(self) -> WorkbenchApp:
        return cast("WorkbenchApp", self.app)

    @property
    def draft(self) -> Draft:
        """The line as it is now."""
        return self._line.draft if self._line is not None else Draft(interview_id=self._interview_id)

    # -- every edit ---------------------------------------------------------------------------------------------------

    def validate_value(self, value: str) -> str:
        """Nothing that steers a terminal stands in the line, however it came there."""
        if not _ORDINARY.match(value):
            value = shown(value).plain.replace("\n", " ").replace("\t", " ")
        if _ORDINARY.match(value):
            self._ordinary = value
        return value

    def watch_value(self, value: str) -> None:
        """Write the edit down, after the one before it: where the disk is slow, that one is waited for a little."""
        if self._line is None or self._is_showing:
            return
        self.typed_at = time.monotonic()
        self._workbench.index.somebody_types()
        self._workbench.scribe.keeps_pace(_PATIENCE)
        self._line.change(value, self._workbench.workspace.author.now())

    def watch_selection(self) -> None:
        """The cursor may have moved by itself; that is known only once the edit under way is done."""
        self.call_later(self._write_cursor)

    def _write_cursor(self) -> None:
        self._stay_in_view()
        if self._line is not None and self.value == self._line.typing.text:
            self._line.move(self.cursor_position, self._workbench.workspace.author.now())

    def begin(self) -> None:
        """Go on with the line that was left unfinished, the cursor where it was."""
        if self._line is None:
            self._show(begin_line(self._workbench.workspace, self._workbench.scribe, self._interview_id))

    def on_mount(self) -> None:
        """Go on with the line that was left unfinished."""
        self.begin()

    def _show(self, begun: Begun) -> None:
        self._line, self.recovered = begun
        self._show_typing()

    def _show_typing(self) -> None:
        """Show the line as it was typed, taken back or begun; what is shown is no edit."""
        if self._line is None:
            return
        self._is_showing = True
        with self.prevent(Input.Changed):
            self.value = self._line.typing.text
        self._is_showing = False
        self.cursor_position = self._line.typing.cursor

    def say(self, **values: Any) -> None:
        """Say something about the line: its question, kind, speaker or privacy."""
        if self._line is not None:
            self._line.say(**values)

    def give_back(self, text: str) -> None:
        """Words that could not be kept as a note stand in the line again, where it is empty."""
        if not self.value:
            self.value = text
            self.cursor_position = len(text)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()

    def on_unmount(self) -> None:
        """The screen goes away. A program that ends by a fault of its own is not left in good order."""
        if self._line is not None and self.app.return_code != 1:
            self._line.leave()

    def flush(self) -> bool:
        """Wait a moment for all to be on disk; whether it is."""
        return self._workbench.scribe.caught_up(1.0)

    # -- keys ---------------------------------------------------------------------------------------------------------

    async def _on_key(self, event: events.Key) -> None:
        """The keys that change the line act in their turn: as bindings they would not.

        One with priority comes before the letters and the Enter that were typed in front of it and are still waiting,
        and would be said of another line; one without comes after the letters typed behind it.
        """
        with_alt = event.key.startswith("alt+")
        if event.is_printable and not with_alt:
            return
        for node in (self, self.screen) if with_alt else (self,):
            for binding in node._bindings.key_to_bindings.get(event.key, ()):
                if not binding.priority:
                    event.stop()
                    event.prevent_default()
                    await self.app.run_action(binding.action, node)
                    return

    async def action_take_back(self) -> None:
        """Take back the last words; where nothing was typed in the line, the last change of the record."""
        if self._line is not None and self._line.undo(self._workbench.workspace.author.now()):
            self._show_typing()
        elif self.value:
            self._workbench.say("The line is as it began: nothing more was typed in it.")
        else:
            self.flush()
            self._workbench.action_undo()

    async def action_bring_back(self) -> None:
        """Bring back words that were taken back; else the last change of the record."""
        if self._line is not None and self._line.redo(self._workbench.workspace.author.now()):
            self._show_typing()
        elif not self.value:
            self.flush()
            self._workbench.action_redo()

    async def action_submit(self) -> None:
        """Keep the line and begin the next."""
        if line_of(self.value):
            self._keep([self.value])

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        start, end = sorted(self.selection)
        before, after = self.value[:start], self.value[end:]
        lines = [line for line in map(line_of, event.text.splitlines()) if line]
        if len(lines) == 1 and len(before) + len(lines[0]) + len(after) <= LONGEST:
            self.replace(lines[0], start, end)
        elif lines:
            whole = [f"{before}{lines[0]}", *lines[1:]]
            whole[-1] += after
            parts = as_lines("\n".join(whole))
            said = f"Too long for one line: it stands as {len(parts)}, cut at the ends of sentences. Ctrl+Z undoes it."
            self._keep(parts, said if len(parts) > len(lines) else "")

    def _keep(self, lines: list[str], said: str = "") -> None:
        """Give the lines away and begin the next; what cannot be kept as notes stays in the line."""
        if self._keep_lines(lines, said):
            self._show_typing()
        elif len(lines) > 1:
            self.value = " ".join(lines)

    def take(self, lines: list[str]) -> None:
        """Have these lines kept as notes, and begin the next."""
        if self._line is not None:
            self._line.take(lines, self._workbench.workspace.author.now())

    # -- what is drawn ------------------------------------------------------------------------------------------------

    @property
    def _is_ordinary(self) -> bool:
        return self.value is self._ordinary or self.value == self._ordinary

    @property
    def content_width(self) -> int:
        """The width of the line in cells, in large steps: with each other width Textual lays out the whole screen."""
        width = len(self.value) + 1 if self._is_ordinary else super().content_width
        return -(-width // _STEP) * _STEP

    def _stay_in_view(self) -> None:
        """No more of the line's beginning is out of view than there is no room for."""
        width = self.scrollable_content_region.width
        most = max(self._position_to_cell(len(self.value)) + 1 - width, 0)
        if width and self.scroll_offset.x > most:
            self.scroll_to(x=most, animate=False, force=True, immediate=True)

    def on_resize(self) -> None:
        """Show the part with the cursor, in as much room as there is now."""
        self.call_after_refresh(self._show_cursor)

    def _show_cursor(self) -> None:
        self._stay_in_view()
        self.scroll_to_region(Region(self._cursor_offset, 0, 1, 1), force=True, animate=False)

    def _position_to_cell(self, position: int) -> int:
        return position if self._is_ordinary else super()._position_to_cell(position)

    def render_line(self, y: int) -> Strip:
        """Draw the part that is seen; Textual draws the whole line and cuts the part out."""
        if y or not self.value or not self._is_ordinary:
            return super().render_line(y)
        left, width = int(self.scroll_offset.x), self.scrollable_content_region.width + 1
        text = f"{self.value} "[left : left + width]
        marks = [(0, len(text), self.rich_style)]
        if self.has_focus and not self.selection.is_empty:
            start, end = sorted(self.selection)
            marks.append((start - left, end - left, self.get_component_rich_style("input--selection")))
        if self.has_focus and self._cursor_visible:
            cursor = self.cursor_position - left
            marks.append((cursor, cursor + 1, self.get_component_rich_style("input--cursor")))
        edges = sorted({0, len(text), *(min(max(at, 0), len(text)) for mark in marks for at in mark[:2])})
        segments = []
        for start, end in pairwise(edges):
            style = self.rich_style
            for first, last, over in marks[1:]:
                if first <= start and end <= last:
                    style += over
            segments.append(Segment(text[start:end], style))
        return Strip(segments).extend_cell_length(width, self.rich_style)
