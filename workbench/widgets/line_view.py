"""A long text to read: its lines numbered as in the source, wrapped at reading width, drawn only where one looks.

A text of a megabyte opens and scrolls like a small one: its rows are counted, and a key draws one screenful.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from workbench.text import shown
from workbench.widgets.wrapping import WrappedRows, is_usual

READING_WIDTH = 88
TAB = " │ "  # how a tab is shown: it parts the cells of a table's row


class LineView(ScrollView, can_focus=True):
    """The lines of a text. The chosen one has the mark ▸; what was looked for is marked wherever it stands.

    Lines count from 1, as in the source; ``numbered`` says whether the numbers are shown.
    """

    DEFAULT_CSS = """
    LineView { height: 1fr; overflow-x: hidden; overflow-y: scroll; scrollbar-size-vertical: 1; }
    LineView > .line-view--number { color: $text-muted; }
    LineView > .line-view--here { background: $boost; text-style: bold; }
    LineView:focus > .line-view--here { background: $block-cursor-blurred-background; }
    LineView > .line-view--found { background: $warning; color: $text; text-style: bold underline; }
    """
    COMPONENT_CLASSES = {"line-view--number", "line-view--here", "line-view--found"}
    ALLOW_SELECT = False
    BINDINGS = [
        Binding("up", "step(-1)", "Line before", show=False),
        Binding("down", "step(1)", "Next line", show=False),
        Binding("pageup", "page(-1)", "Page before", show=False),
        Binding("pagedown,space", "page(1)", "Next page", show=False),
        Binding("home", "go_to(1)", "Beginning", show=False),
        Binding("end", "go_to(-1)", "End", show=False),
    ]

    @dataclass
    class Moved(Message):
        """Another line was chosen; lines count from 1."""

        view: LineView
        line: int

        @property
        def control(self) -> LineView:
            """The view, for ``@on`` with a selector."""
            return self.view

    def __init__(self, text: str = "", line: int = 1, *, numbered: bool = True, id: str | None = None) -> None:
        super().__init__(id=id)
        self._numbered = numbered
        self._lines: list[str] = []
        self._rows = WrappedRows()
        self._wrapped_at = 0
        self._here = 0
        self._found = ""
        self._plain = Style.null()
        self._set(text, line)

    @property
    def line(self) -> int:
        """The chosen line, numbered as in the source."""
        return self._here + 1

    @property
    def line_count(self) -> int:
        """How many lines there are."""
        return len(self._lines)

    def show(self, text: str, line: int = 1) -> None:
        """Show another text from one of its lines on."""
        self._found = ""
        self._set(text, line)
        self._wrapped_at, self._rows = 0, WrappedRows()
        self._wrap()
        self._bring_to_sight()

    def _set(self, text: str, line: int) -> None:
        # A tab parts the cells of a table's row; on one line each, since a row of the screen is one line.
        self._lines = [shown_line(line) for line in text.split("\n")]
        self._here = self._within(line - 1)

    def go_to(self, line: int) -> None:
        """Choose a line, by its number in the source, and bring it into sight with a little of what stands before."""
        self._choose(line - 1)
        self._bring_to_sight()

    def find(self, words: str, *, again: bool = False) -> int:
        """Choose the next line that has the words, from the chosen one on, round the end; returns how many have them.

        ``again`` begins behind the chosen line. Letters count alike large or small. Empty words take the marks away.
        """
        self._found = shown_line(words).strip().casefold()
        lines = [n for n, line in enumerate(self._lines) if self._found and self._found in line.casefold()]
        if lines:
            ahead = [n for n in lines if (n > self._here if again else n >= self._here)]
            self._choose((ahead or lines)[0])
            self._bring_to_sight()
        self.refresh()
        return len(lines)

    # -- moving -------------------------------------------------------------------------------------------------------

    def action_step(self, by: int) -> None:
        """Choose the line before or after; a line longer than the window is scrolled through first."""
        top, bottom = self._rows_of(self._here)
        first, height = round(self.scroll_y), max(self.size.height, 1)
        if by > 0 and first <= top < first + height <= bottom - 1:
            self.scroll_to(y=first + 1, animate=False)
        elif by < 0 and top < first < bottom:
            self.scroll_to(y=first - 1, animate=False)
        else:
            self._choose(self._here + by)
            self._keep_in_sight()

    def action_page(self, by: int) -> None:
        """Choose a line one screenful before or after."""
        height = max(self.size.height - 2, 1)
        row = min(max(self._rows_of(self._here)[0] + by * height, 0), len(self._rows) - 1) if self._rows else 0
        target = self._rows[row][0] if self._rows else 0
        self._choose(self._here + by if target == self._here else target)
        self._keep_in_sight()

    def action_go_to(self, line: int) -> None:
        """Choose the first line, or with -1 the last."""
        self._choose(0 if line > 0 else len(self._lines) - 1)
        self._keep_in_sight()

    def on_click(self, event: events.Click) -> None:
        """Choose the line under the mouse."""
        row = round(self.scroll_y) + event.y
        if row < len(self._rows):
            self._choose(self._rows[row][0])

    def _within(self, place: int) -> int:
        return min(max(place, 0), max(len(self._lines) - 1, 0))

    def _choose(self, place: int) -> None:
        place = self._within(place)
        if place != self._here:
            self._here = place
            self.refresh()
            self.post_message(self.Moved(self, self.line))

    def _rows_of(self, place: int) -> tuple[int, int]:
        """The rows that a line takes: the first, and the one behind the last."""
        return self._rows.of_line(place) if self._rows else (0, 1)

    def _bring_to_sight(self) -> None:
        if self._rows:
            self.scroll_to(y=max(self._rows_of(self._here)[0] - 3, 0), animate=False)

    def _keep_in_sight(self) -> None:
        top, bottom = self._rows_of(self._here)
        first, height = round(self.scroll_y), max(self.size.height, 1)
        if top < first:
            self.scroll_to(y=top, animate=False)
        elif bottom > first + height:
            self.scroll_to(y=min(bottom - height, top), animate=False)

    # -- drawing ------------------------------------------------------------------------------------------------------

    def on_resize(self) -> None:
        """Wrap again where the width is another; the chosen line stays in sight."""
        if self._wrap():
            self.call_after_refresh(self._bring_to_sight)

    @property
    def _gutter(self) -> int:
        return (max(len(str(len(self._lines))), 3) if self._numbered else 0) + 3

    def _wrap(self) -> bool:
        width = min(self.scrollable_content_region.width - self._gutter, READING_WIDTH)
        if width < 8 or width == self._wrapped_at:
            return False
        self._wrapped_at = width
        self._rows = WrappedRows(self._lines, width)
        self.virtual_size = Size(self.size.width, len(self._rows))
        self.refresh()
        return True

    def render_lines(self, crop: Region) -> list[Strip]:
        """Some rows of the screen. Their style is the same for all, and to ask for it takes as long as to draw one."""
        self._plain = self.rich_style
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """One row of the screen: the line's number in front of its first row, then its words."""
        row = round(self.scroll_y) + y
        width = self.size.width
        if not 0 <= row < len(self._rows):
            return Strip.blank(width, self._plain)
        place, begin, end = self._rows[row]
        here = place == self._here
        style = self.get_component_rich_style("line-view--here") if here else self._plain
        number = f"{place + 1 if self._numbered and begin == 0 else '':>{self._gutter - 3}}"
        mark = " ▸ " if here and begin == 0 else "   "
        segments = [Segment(number + mark, self.get_component_rich_style("line-view--number") if not here else style)]
        text = self._lines[place]
        at = begin
        for start, stop in self._marks(text, begin, end):
            segments.append(Segment(text[at:start], style))
            segments.append(Segment(text[start:stop], self.get_component_rich_style("line-view--found")))
            at = stop
        segments.append(Segment(text[at:end], style))
        return Strip(segments).adjust_cell_length(width, style)

    def _marks(self, text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
        """Where the words that were looked for stand in a row; some may begin in the row before."""
        plain = text.casefold()
        if not self._found or len(plain) != len(text):  # a letter such as ß changes its length: no mark, still found
            return
        at = plain.find(self._found)
        while at != -1 and at < end:
            stop = at + len(self._found)
            if stop > begin:
                yield max(at, begin), min(stop, end)
            at = plain.find(self._found, stop)


def shown_line(line: str) -> str:
    """A line as it may be shown: cleaned, on one row, and a tab between the cells of a table as a bar."""
    if is_usual(line):
        return line.rstrip()
    return shown(line.replace("\t", TAB)).plain.replace("\n", " ").rstrip()
