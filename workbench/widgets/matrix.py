"""A table of short words whose first column stays in sight: the cursor goes from cell to cell, Enter opens one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.binding import Binding
from textual.coordinate import Coordinate
from textual.widgets import DataTable

from workbench.text import one_line

_WIDEST_HEADING = 18


class MatrixRow(NamedTuple):
    """One row: the id of what it stands for, its name, and its cells as (words, style); a heading has no cells."""

    id: str
    name: str
    cells: Sequence[tuple[str, str]]


class Matrix(DataTable[Text]):
    """Rows by columns, both with ids. A click goes to a cell, another click on it opens it as Enter does."""

    DEFAULT_CSS = """
    Matrix { height: 1fr; background: transparent; scrollbar-size-horizontal: 1; }
    Matrix > .datatable--header, Matrix > .datatable--fixed { background: $panel; color: $text; }
    """

    BINDINGS = [Binding("enter", "select_cursor", "Open", tooltip="Open what stands behind the cell, or plan to ask")]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, cursor_type="cell", zebra_stripes=False, fixed_columns=1, cell_padding=1)
        self._row_ids: list[str] = []
        self._column_ids: list[str] = []

    @property
    def at(self) -> tuple[str, str]:
        """The ids of the row and the column of the cursor; the column's is empty on the names of the rows."""
        row, column = self.cursor_coordinate
        row_id = self._row_ids[row] if row < len(self._row_ids) else ""
        return row_id, self._column_ids[column - 1] if 0 < column <= len(self._column_ids) else ""

    @property
    def on_names(self) -> bool:
        """Whether the cursor stands on the names of the rows."""
        return self.cursor_coordinate.column == 0

    def show(self, corner: str, columns: Sequence[tuple[str, str]], rows: Sequence[MatrixRow], name_width: int) -> None:
        """Show these columns, given as (id, name), and rows; the cursor stays on the same cell where it is there."""
        row_id, column_id = self.at
        here, scrolled = self.cursor_coordinate, self.scroll_offset
        first = not self._row_ids
        with self.prevent(DataTable.CellHighlighted):
            self.clear(columns=True)
            self._row_ids, self._column_ids = [row.id for row in rows], [each for each, _ in columns]
            self.add_column(Text(corner), width=name_width)
            for place, (_, name) in enumerate(columns):
                heading = _cut(name, _WIDEST_HEADING)
                # Textual measures a column only after it was painted once: the words would be cut for a moment.
                widest = max((cell_len(row.cells[place][0]) for row in rows if row.cells), default=0)
                self.add_column(Text(heading), width=max(cell_len(heading), widest))
            for each in rows:
                label = Text(_cut(each.name, name_width), style="" if each.cells else "bold")
                self.add_row(label, *(Text(one_line(words).plain, style=style) for words, style in each.cells))
            if first:
                top = next((n for n, each in enumerate(rows) if each.cells), 0)
                self.cursor_coordinate = Coordinate(top, min(1, len(columns)))
            else:
                place = self._row_ids.index(row_id) if row_id in self._row_ids else min(here.row, max(len(rows) - 1, 0))
                known = here.column > 0 and column_id in self._column_ids
                column = self._column_ids.index(column_id) + 1 if known else min(here.column, len(columns))
                self.cursor_coordinate = Coordinate(place, column)
                self.scroll_to(scrolled.x, scrolled.y, animate=False, immediate=True)

    def go_to(self, row_id: str, column_id: str = "") -> bool:
        """Put the cursor on a row, and on a column of it; False where there is no such row."""
        if row_id not in self._row_ids:
            return False
        first = min(1, len(self._column_ids))
        column = self._column_ids.index(column_id) + 1 if column_id in self._column_ids else first
        self.move_cursor(row=self._row_ids.index(row_id), column=column, animate=False)
        return True

    async def _on_click(self, event: events.Click) -> None:
        """The first click on a cell only goes there: an empty cell asks a question when it is opened."""
        row, column = event.style.meta.get("row", -1), event.style.meta.get("column", -1)
        if row >= 0 and column >= 0 and Coordinate(row, column) != self.cursor_coordinate:
            event.prevent_default()
            event.stop()
            self.focus()
            self.move_cursor(row=row, column=column, animate=False)


def _cut(words: str, width: int) -> str:
    plain = one_line(words).plain
    return plain if len(plain) <= width else plain[: width - 1].rstrip() + "…"
