"""A data snapshot as tables that fit a page and that a screen reader can follow: one row of headings, no merged cells.

A snapshot with headings over headings (measures over years) becomes one table for each upper heading. What the figures
show stands in a table's description as a sentence: it is the alternative text for those who cannot see the table.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from interviews.figure_words import about, adds_up, compared, sentence
from interviews.figures import Kind
from interviews.measures import Measured
from interviews.snapshot_checks import understood
from interviews.submission import Snapshot
from interviews.table_edges import joined
from workbench.report.tree import Row, Table, cell, text
from workbench.report.words import listing

_WIDEST = 8
_MOST_SENTENCES = 4


def snapshot_tables(snapshot: Snapshot) -> tuple[Table, ...]:
    """The whole snapshot, every cell once but for the columns that name its rows, which each table repeats."""
    width = max((len(row) for row in snapshot.rows), default=0)
    if not width:
        return ()
    measured = understood(snapshot)
    rows = [row + [""] * (width - len(row)) for row in snapshot.rows]
    headings, body = rows[: snapshot.heading_rows], rows[snapshot.heading_rows :]
    lead = max(measured.label_columns, 1)
    over = [joined(" ".join(heading[column].split()) for heading in headings) for column in range(lead)]
    paths = {column: measured.paths.get(column, ()) for column in range(lead, width)}
    page = _Page(snapshot, measured, lead, body)
    if width <= _WIDEST:
        names = {column: joined(path) for column, path in paths.items()}
        return (page.table(snapshot.title, over, names),)
    tables = []
    depth = 1 if len(headings) > 1 else 0
    for upper, members in groupby(paths, key=lambda column: paths[column][:depth]):
        columns, room = list(members), max(_WIDEST - lead, 1)
        group = joined(upper)
        for first in range(0, len(columns), room):
            part = columns[first : first + room]
            lower = {column: joined(paths[column][depth if group else 0 :]) for column in part}
            tables.append(page.table(": ".join(t for t in (snapshot.title, group) if t), over, lower))
    return tuple(tables)


class _Page:
    """What all tables of one snapshot share: its rows, and the columns that name them."""

    def __init__(self, snapshot: Snapshot, measured: Measured, lead: int, body: Sequence[Sequence[str]]) -> None:
        self._snapshot, self._measured, self._lead, self._body = snapshot, measured, lead, body

    def table(self, title: str, over: Sequence[str], names: dict[int, str]) -> Table:
        """One table of some columns (column → heading)."""
        firsts = [row[0] for row in self._body if row[0].strip()]
        extent = f" ({firsts[0]} to {firsts[-1]})" if len(firsts) > 1 else ""
        called = listing([name for name in names.values() if name])
        held = f"{title or 'Data snapshot'}. {f'Columns: {called}. ' if called else ''}Rows: {len(self._body)}{extent}."
        columns = (*range(self._lead), *names)
        return Table(
            tuple(text(name) for name in (*over, *names.values())),
            tuple(Row(tuple(cell(row[column].strip()) for column in columns)) for row in self._body),
            caption=title,
            description=" ".join([held, *self._sentences(names)]),
            has_row_headings=True,
        )

    def _sentences(self, names: dict[int, str]) -> list[str]:
        """What the measures of these columns show; nothing is said of one whose figures are not all there."""
        said = []
        for measure in self._measured.measures:
            if any(point.column in names for series in measure.series for point in series.points[:1]):
                add = adds_up(measure, about(self._snapshot))
                if measure.kind is Kind.WORDS or compared(measure, add=add):
                    said.append(sentence(measure, add=add))
        return [words for words in said if words][:_MOST_SENTENCES]
