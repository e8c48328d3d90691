"""Tables of figures in an appendix, cell by cell; nothing is computed or put right here."""

from __future__ import annotations

from collections.abc import Sequence

from index.packs.lines import Line
from index.reviews.models import DataTable, TableRow
from index.reviews.paragraphs import is_furniture
from index.reviews.places import Places


def is_table_row(line: Line) -> bool:
    """Whether a line is a row of a table with three cells or more."""
    return len(line.cells) > 2


def read_tables(lines: Sequence[Line], title: str, start: int, places: Places) -> list[DataTable]:
    """The tables among some lines. Words between two rows begin a new table; a page break does not.

    The first rows are headings while their first cell is empty, or else the first row alone. A heading row that a
    page break repeats is left out.
    """
    tables: list[list[TableRow]] = [[]]
    for line in lines:
        if is_table_row(line):
            cells = list(line.cells)
            if cells not in [row.cells for row in _headings(tables[-1])]:
                tables[-1].append(TableRow(cells=cells, line=line.number))
            places.place(line.number)
        elif not line.is_blank and not is_furniture(line) and tables[-1]:
            tables.append([])
    found = []
    for rows in tables:
        headings = _headings(rows)
        if rows:
            found.append(DataTable(title=title, line=start, header_rows=headings, rows=rows[len(headings) :]))
    return found


def _headings(rows: Sequence[TableRow]) -> list[TableRow]:
    count = next((n for n, row in enumerate(rows) if row.cells[0]), len(rows))
    return list(rows[: max(count, 1)])
