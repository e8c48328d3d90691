"""A table of figures to move about in: headings and names of rows stay in sight, and only what is seen is drawn.

Twenty thousand rows open as quickly as twenty: a key draws one screenful.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual import events
from textual.binding import Binding
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from interviews.figure_address import Cell
from interviews.figures import Kind, kind_of
from interviews.measures import Measured
from workbench.text import one_line

_LOOK_AT = 400  # rows, for the width of a column
_WIDEST, _WIDEST_NAME, _WIDEST_HEADING, _NARROWEST = 24, 32, 36, 4
_MARK = "•"


class FigureTable(ScrollView, can_focus=True):
    """The cells of a snapshot as they came, aligned on their figures. A • stands before the cells of a remark."""

    DEFAULT_CSS = """
    FigureTable { height: 1fr; min-height: 5; scrollbar-size-vertical: 1; scrollbar-size-horizontal: 1; }
    FigureTable > .figure-table--name { color: $text-muted; }
    FigureTable > .figure-table--heading { text-style: bold; }
    FigureTable > .figure-table--cursor { background: $block-cursor-blurred-background; text-style: underline; }
    FigureTable:focus > .figure-table--cursor { background: $block-cursor-background; color: $block-cursor-foreground;
        text-style: bold reverse; }
    FigureTable > .figure-table--marked { color: $text-warning; text-style: bold; }
    """
    COMPONENT_CLASSES = {
        "figure-table--name",
        "figure-table--heading",
        "figure-table--cursor",
        "figure-table--marked",
    }
    ALLOW_SELECT = False
    BINDINGS = [
        Binding("up", "step(-1, 0)", "Row before", show=False),
        Binding("down", "step(1, 0)", "Next row", show=False),
        Binding("left", "step(0, -1)", "Column before", show=False),
        Binding("right", "step(0, 1)", "Next column", show=False),
        Binding("pageup", "page(-1)", "Page before", show=False),
        Binding("pagedown,space", "page(1)", "Next page", show=False),
        Binding("home", "edge(0, -1)", "First column", show=False),
        Binding("end", "edge(0, 1)", "Last column", show=False),
        Binding("ctrl+home", "edge(-1, 0)", "First row", show=False),
        Binding("ctrl+end", "edge(1, 0)", "Last row", show=False),
    ]

    @dataclass
    class Moved(Message):
        """Another cell was chosen."""

        table: FigureTable
        cell: Cell

        @property
        def control(self) -> FigureTable:
            """The table, for ``@on`` with a selector."""
            return self.table

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: Sequence[Sequence[str]] = ()
        self._first = 0
        self._lead = 0
        self._widths: list[int] = []
        self._right: list[bool] = []
        self._heads: list[tuple[str, str]] = []
        self._marked: frozenset[tuple[int, int]] = frozenset()
        self._here = Cell(0, 0)

    @property
    def cell(self) -> Cell:
        """The chosen cell."""
        return self._here

    def show(self, rows: Sequence[Sequence[str]], table: Measured) -> None:
        """Show a table; the chosen cell stays where it is, if it is still there."""
        self._rows, self._first, self._lead = rows, table.first_row, table.label_columns
        sample = rows[self._first : self._first + _LOOK_AT]
        count = max((len(row) for row in rows), default=0)
        columns = [[row[n] if n < len(row) else "" for row in sample] for n in range(count)]
        last = [table.paths[n][-1] if table.paths.get(n) else "" for n in range(count)]
        last = [rows[self._first - 1][n] if n < self._lead and self._first else words for n, words in enumerate(last)]
        self._right = [kind_of(cells) is not Kind.WORDS for cells in columns]
        self._widths = [
            max(
                _NARROWEST,
                min(
                    max((cell_len(_plain(cell)) for cell in [*cells, last[n]]), default=0),
                    _WIDEST_NAME if n < self._lead else _WIDEST,
                ),
            )
            for n, cells in enumerate(columns)
        ]
        self._make_room_for_headings(table)
        self._heads = [self._heading(table, level) for level in range(self._first)]
        height = len(self._heads) + bool(self._heads) + max(len(rows) - self._first, 0)
        self.virtual_size = Size(self._name_width + self._data_width, height)
        self._here = self._within(self._here)
        self.refresh()

    def mark(self, cells: Iterable[tuple[int, int]]) -> None:
        """Set a mark before the cells of a remark."""
        self._marked = frozenset(cells)
        self.refresh()

    def choose(self, cell: Cell) -> None:
        """Choose a cell and bring it into sight."""
        self._choose(cell)
        self.call_after_refresh(self._bring_to_sight)

    # -- moving -------------------------------------------------------------------------------------------------------

    def action_step(self, down: int, across: int) -> None:
        """Choose the cell beside."""
        self._choose(Cell(self._here.row + down, self._here.column + across))
        self._bring_to_sight()

    def action_page(self, by: int) -> None:
        """Choose a cell one screenful before or after."""
        self.action_step(by * max(self._height - 1, 1), 0)

    def action_edge(self, down: int, across: int) -> None:
        """Choose the first or the last row or column."""
        row = {0: self._here.row, -1: self._first, 1: len(self._rows)}[down]
        column = {0: self._here.column, -1: self._lead, 1: len(self._widths)}[across]
        self._choose(Cell(row, column))
        self._bring_to_sight()

    def on_click(self, event: events.Click) -> None:
        """Choose the cell under the mouse."""
        line = event.y - self._head_height
        row = self._first + round(self.scroll_y) + line
        if line < 0 or row >= len(self._rows):
            return
        at = event.x - self._name_width + round(self.scroll_x)
        for column in range(self._lead, len(self._widths)):
            at -= self._widths[column] + 2
            if at < 0:
                self._choose(Cell(row, column))
                return

    def _within(self, cell: Cell) -> Cell:
        row = min(max(cell.row, self._first), max(len(self._rows) - 1, self._first))
        return Cell(row, min(max(cell.column, self._lead), max(len(self._widths) - 1, self._lead)))

    def _choose(self, cell: Cell) -> None:
        cell = self._within(cell)
        if cell != self._here:
            self._here = cell
            self.refresh()
            self.post_message(self.Moved(self, cell))

    def _bring_to_sight(self) -> None:
        row, top = self._here.row - self._first, round(self.scroll_y)
        if row < top:
            self.scroll_to(y=row, animate=False)
        elif row >= top + self._height:
            self.scroll_to(y=row - self._height + 1, animate=False)
        begin = sum(width + 2 for width in self._widths[self._lead : self._here.column])
        end = begin + (self._widths[self._here.column] + 2 if self._here.column < len(self._widths) else 0)
        left, room = round(self.scroll_x), max(self._room - self._name_width, 1)
        if begin < left:
            self.scroll_to(x=begin, animate=False)
        elif end > left + room:
            self.scroll_to(x=min(end - room, begin), animate=False)

    @property
    def _room(self) -> int:
        return self.scrollable_content_region.width

    @property
    def _head_height(self) -> int:
        return len(self._heads) + bool(self._heads)

    @property
    def _height(self) -> int:
        return max(self.scrollable_content_region.height - self._head_height, 1)

    @property
    def _name_width(self) -> int:
        """The names of rows with the line behind them; never more than two fifths of the room."""
        wanted = sum(width + 1 for width in self._widths[: self._lead]) + 1
        return min(wanted, max(self._room * 2 // 5, _NARROWEST)) if self._lead else 0

    @property
    def _data_width(self) -> int:
        return sum(width + 2 for width in self._widths[self._lead :])

    # -- drawing ------------------------------------------------------------------------------------------------------

    def _heading(self, table: Measured, level: int) -> tuple[str, str]:
        """One row of headings: what stands over the names of rows, and the rest, each over all its columns."""
        row = self._rows[level]
        names = " ".join(
            _fit(row[n] if n < len(row) else "", width) for n, width in enumerate(self._widths[: self._lead])
        )
        data = ""
        for path, own in self._spans(table, level):
            span = sum(self._widths[n] + 2 for n in own)
            words = path[level] if len(path) > level else ""
            is_right = len(own) == 1 and self._right[own[0]]
            data += " " + _fit(words, span - 2, right=is_right) + " "
        return names, data

    def _make_room_for_headings(self, table: Measured) -> None:
        """Widen columns whose common heading would be cut."""
        for level in range(self._first - 1):
            for path, own in self._spans(table, level):
                room = sum(self._widths[n] + 2 for n in own) - 2
                lacking = min(cell_len(_plain(path[level])), _WIDEST_HEADING) - room if len(path) > level else 0
                for n in own:
                    self._widths[n] += max(-(-lacking // len(own)), 0)

    def _spans(self, table: Measured, level: int) -> list[tuple[tuple[str, ...], list[int]]]:
        """The headings of a row, each with the columns that it stands over."""
        paths = [(table.paths.get(n, ())[: level + 1], n) for n in range(self._lead, len(self._widths))]
        return [(path, [n for _, n in group]) for path, group in groupby(paths, key=lambda one: one[0])]

    def _names(self, row: Sequence[str]) -> str:
        """What stands in the columns that name the row."""
        widths = self._widths[: self._lead]
        return " ".join(_fit(row[n] if n < len(row) else "", width) for n, width in enumerate(widths))

    def render_line(self, y: int) -> Strip:
        """One row of the screen: a heading, the line under the headings, or a row of the table."""
        width, heads = self.size.width, len(self._heads)
        if y < heads:
            return self._line(*self._heads[y], [], "figure-table--heading", width)
        if heads and y == heads:
            return Strip([Segment("─" * width, self.rich_style)])
        at = self._first + round(self.scroll_y) + y - self._head_height
        if at >= len(self._rows):
            return Strip.blank(width, self.rich_style)
        row = self._rows[at]
        names = " ".join(
            _fit(row[n] if n < len(row) else "", size) for n, size in enumerate(self._widths[: self._lead])
        )
        data, styles = "", []
        for column in range(self._lead, len(self._widths)):
            is_marked = (at, column) in self._marked
            cell = _fit(row[column] if column < len(row) else "", self._widths[column], right=self._right[column])
            begin = len(data)
            data += f"{_MARK if is_marked else ' '}{cell} "
            if (at, column) == self._here:
                styles.append((begin, len(data), "figure-table--cursor"))
            elif is_marked:
                styles.append((begin, len(data), "figure-table--marked"))
        return self._line(names, data, styles, "", width)

    def _line(self, names: str, data: str, styles: list[tuple[int, int, str]], style: str, width: int) -> Strip:
        plain = self.get_component_rich_style(style) if style else self.rich_style
        segments, at = [], 0
        for begin, end, which in styles:
            segments.append(Segment(data[at:begin], plain))
            segments.append(Segment(data[begin:end], self.get_component_rich_style(which)))
            at = end
        segments.append(Segment(data[at:], plain))
        left = round(self.scroll_x)
        room = width - self._name_width
        strip = Strip(segments).adjust_cell_length(max(self._data_width, left + room), plain).crop(left, left + room)
        if not self._lead:
            return strip
        name_style = self.get_component_rich_style(style or "figure-table--name")
        name = Segment(set_cell_size(names, self._name_width - 1), name_style)
        return Strip([name, Segment("│", self.rich_style), *strip]).adjust_cell_length(width, plain)


def _plain(cell: str) -> str:
    return cell if cell.isascii() and cell.isprintable() else one_line(cell).plain


def _fit(cell: str, width: int, *, right: bool = False) -> str:
    """A cell as wide as its column; … says that there is more."""
    words = _plain(cell.strip())
    size = cell_len(words)
    if size > width:
        return set_cell_size(words, max(width - 1, 0)) + "…"
    return " " * (width - size) + words if right else words + " " * (width - size)
