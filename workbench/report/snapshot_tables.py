"""A data snapshot as tables that fit a page and that a screen reader can follow: one row of headings, no merged cells.

A snapshot with headings over headings (measures over years) becomes one table for each upper heading.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from interviews.submission import Snapshot
from workbench.report.tree import Row, Table, cell, text
from workbench.report.words import listing

_WIDEST = 8


def snapshot_tables(snapshot: Snapshot) -> tuple[Table, ...]:
    """The whole snapshot, every cell once but for the first column, which each table repeats."""
    width = max((len(row) for row in snapshot.rows), default=0)
    if not width:
        return ()
    rows = [row + [""] * (width - len(row)) for row in snapshot.rows]
    headings, body = rows[: snapshot.heading_rows], rows[snapshot.heading_rows :]
    filled = [_filled(row) for row in headings[:-1]] + headings[-1:]
    names = [_name([row[column] for row in filled]) for column in range(width)]
    if width <= _WIDEST:
        return (_table(snapshot.title, names, body, range(1, width)),)
    upper = filled[0] if len(filled) > 1 else [""] * width
    tables = []
    for group, members in groupby(range(1, width), key=lambda column: upper[column]):
        columns = list(members)
        lower = names if not group else [_name([row[column] for row in filled[1:]]) for column in range(width)]
        for first in range(0, len(columns), _WIDEST - 1):
            part = columns[first : first + _WIDEST - 1]
            tables.append(_table(": ".join(t for t in (snapshot.title, group) if t), lower, body, part))
    return tuple(tables)


def _table(title: str, names: Sequence[str], body: Sequence[Sequence[str]], columns: Sequence[int]) -> Table:
    shown = [names[column] for column in columns]
    firsts = [row[0] for row in body if row[0].strip()]
    extent = f" ({firsts[0]} to {firsts[-1]})" if len(firsts) > 1 else ""
    called = listing([name for name in shown if name])
    about = f"{title or 'Data snapshot'}. {f'Columns: {called}. ' if called else ''}Rows: {len(body)}{extent}."
    return Table(
        tuple(text(name) for name in (names[0], *shown)),
        tuple(Row(tuple(cell(row[column].strip()) for column in (0, *columns))) for row in body),
        caption=title,
        description=about,
        has_row_headings=True,
    )


def _filled(row: Sequence[str]) -> list[str]:
    """A row of upper headings in which each goes on to the right until the next, as merged cells come out."""
    filled: list[str] = []
    for n, words in enumerate(row):
        goes_on = n > 1 and not words.strip()
        filled.append(filled[-1] if goes_on else words.strip())
    return filled


def _name(parts: Sequence[str]) -> str:
    return " ".join(dict.fromkeys(part.strip() for part in parts if part.strip()))
