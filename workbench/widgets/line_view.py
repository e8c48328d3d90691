"""A long text to read: its lines numbered as in the source, wrapped at reading width, drawn only where one looks.

A text of a megabyte opens and scrolls like a small one: wrapping it takes some hundredths of a second, and a key draws
one screenful.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.binding import Binding
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from workbench.text import shown

READING_WIDTH = 88


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
        Binding("up,k", "step(-1)", "Line before", show=False),
        Binding("down,j", "step(1)", "Next line", show=False),
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
        self._rows: list[tuple[int, int, int]] = []  # (line from 0, begin, end) of each row on the screen
        self._row_of: list[int] = []  # the first row of each line
        self._wrapped_at = 0
        self._here = 0
        self._found = ""
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
        self._wrapped_at = 0
        self._wrap()
        self._bring_to_sight()

    def _set(self, text: str, line: int) -> None:
        # A tab parts the cells of a table's row; on one line each, since a row of the screen is one line.
        self._lines = [_shown(line) for line in text.split("\n")]
        self._here = self._within(line - 1)

    def go_to(self, line: int) -> None:
        """Choose a line, by its number in the source, and bring it into sight with a little of what stands before."""
        self._choose(line - 1)
        self._bring_to_sight()

    def find(self, words: str, *, again: bool = False) -> int:
        """Choose the next line that has the words, from the chosen one on, round the end; returns how many have them.

        ``again`` begins behind the chosen line. Letters count alike large or small. Empty words take the marks away.
        """
        self._found = _shown(words).strip().casefold()
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
        row = min(max(self._row_of[self._here] + by * height, 0), len(self._rows) - 1) if self._rows else 0
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
        if not self._row_of:
            return 0, 1
        behind = self._row_of[place + 1] if place + 1 < len(self._row_of) else len(self._rows)
        return self._row_of[place], behind

    def _bring_to_sight(self) -> None:
        if self._row_of:
            self.scroll_to(y=max(self._row_of[self._here] - 3, 0), animate=False)

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
        self._rows, self._row_of = [], []
        for place, line in enumerate(self._lines):
            self._row_of.append(len(self._rows))
            self._rows.extend((place, begin, end) for begin, end in wrapped(line, width))
        self.virtual_size = Size(self.size.width, len(self._rows))
        self.refresh()
        return True

    def render_line(self, y: int) -> Strip:
        """One row of the screen: the line's number in front of its first row, then its words."""
        row = round(self.scroll_y) + y
        width = self.size.width
        if not 0 <= row < len(self._rows):
            return Strip.blank(width, self.rich_style)
        place, begin, end = self._rows[row]
        here = place == self._here
        style = self.get_component_rich_style("line-view--here") if here else self.rich_style
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


def wrapped(line: str, width: int) -> list[tuple[int, int]]:
    """Where each row of a line begins and ends when it is wrapped at a width in cells; words that fit are kept whole.

    The blank at which a line is parted belongs to neither row. An empty line is one row.
    """
    if len(line) <= width and (line.isascii() or cell_len(line) <= width):
        return [(0, len(line))]
    rows: list[tuple[int, int]] = []
    begin = 0
    plain = line.isascii()
    while begin < len(line):
        end = begin + width if plain else begin + _fitting(line, begin, width)
        if end >= len(line):
            rows.append((begin, len(line)))
            break
        blank = line.rfind(" ", begin + 1, end + 1)
        if blank == -1:
            rows.append((begin, end))
            begin = end
        else:
            rows.append((begin, blank))
            begin = blank + 1
    return rows or [(0, 0)]


def _fitting(line: str, begin: int, width: int) -> int:
    """How many characters from ``begin`` on fit into so many cells; at least one."""
    count = min(width, len(line) - begin)
    while count > 1 and cell_len(line[begin : begin + count]) > width:
        count -= max((cell_len(line[begin : begin + count]) - width + 1) // 2, 1)
    return max(count, 1)


def _shown(line: str) -> str:
    """A line as it may be shown: cleaned, on one row, and a tab between the cells of a table as a bar."""
    if line.isascii() and line.isprintable():
        return line.rstrip()
    return shown(line.replace("\t", " │ ")).plain.replace("\n", " ").rstrip()
