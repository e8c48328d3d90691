"""The address of a single figure: its name in words (row, measure, period), which holds when rows change places.

An older address has the headings straight over the cell, and the place where it stood: it is found by those.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from groups.evidence import Address, EvidenceKind
from interviews.measures import Measure, Measured
from interviews.submission import Snapshot


class Cell(NamedTuple):
    """A cell of a snapshot's table, counted from 0."""

    row: int
    column: int


def cell_text(snapshot: Snapshot, cell: Cell) -> str:
    """What stands in a cell; "" outside the table."""
    if 0 <= cell.row < len(snapshot.rows) and 0 <= cell.column < len(snapshot.rows[cell.row]):
        return snapshot.rows[cell.row][cell.column].strip()
    return ""


def figure_addresses(snapshot: Snapshot, table: Measured) -> Iterator[Address]:
    """The address of every cell that holds something, row by row; ``after`` counts those of the same name, from 2."""
    width = _width(snapshot)
    seen: Counter[str] = Counter()
    for row in table.labels:
        for column in table.paths:
            words = cell_text(snapshot, Cell(row, column))
            if words:
                name = table.name_of(row, column)
                seen[name] += 1
                yield Address(
                    kind=EvidenceKind.FIGURE,
                    id=snapshot.id,
                    words=words,
                    before=name,
                    after=str(seen[name]) if seen[name] > 1 else "",
                    position=row * width + column,
                )


def figure_address(snapshot: Snapshot, table: Measured, cell: Cell) -> Address | None:
    """The address of one cell; None where it holds nothing, or is a heading or a label."""
    words = cell_text(snapshot, cell)
    if not words or cell.row not in table.labels or cell.column not in table.paths:
        return None
    name = table.name_of(*cell)
    same = [one for one in _called(table, name) if cell_text(snapshot, one)]
    place = same.index(cell) + 1 if cell in same else 1
    return Address(
        kind=EvidenceKind.FIGURE,
        id=snapshot.id,
        words=words,
        before=name,
        after=str(place) if place > 1 else "",
        position=cell.row * _width(snapshot) + cell.column,
    )


def measure_address(snapshot: Snapshot, measure: Measure, sentence: str) -> Address:
    """The address of a whole measure, cited by the sentence that says what it shows."""
    first = next((series.points[0] for series in measure.series if series.points), None)
    position = first.row * _width(snapshot) + first.column if first else 0
    return Address(
        kind=EvidenceKind.FIGURE,
        id=snapshot.id,
        words=sentence,
        before=measure.name or snapshot.title,
        position=position,
    )


def find_figure(snapshot: Snapshot, table: Measured, name: str, words: str = "", position: int = -1) -> Cell | None:
    """The cell that is called so now; for a measure's name its first cell. None where there is none.

    Of several the one that says the same is taken, then the one nearest to where it was.
    """
    width = _width(snapshot)

    def rank(cell: Cell) -> tuple[bool, int]:
        return cell_text(snapshot, cell) != words.strip(), abs(cell.row * width + cell.column - position)

    found = _called(table, name)
    if not found:
        there = Cell(*divmod(position, width)) if position >= 0 and width else None
        if there and name and _older_name(snapshot, there) == name:
            return there
        found = [
            Cell(row, column)
            for row in table.labels
            for column in table.paths
            if name and name.startswith(snapshot.rows[row][0].strip()[:1])
            if _older_name(snapshot, Cell(row, column)) == name
        ]
    if found:
        return min(found, key=rank)
    for measure in table.measures:
        if name and measure.name == name and measure.series[0].points:
            first = measure.series[0].points[0]
            return Cell(first.row, first.column)
    return None


def _called(table: Measured, name: str) -> list[Cell]:
    return [
        Cell(row, column)
        for row, label in table.labels.items()
        if name.startswith(label)
        for column in table.paths
        if table.name_of(row, column) == name
    ]


def _older_name(snapshot: Snapshot, cell: Cell) -> str:
    """The name as it was made once: the first cell of the row, and only the headings straight over the cell."""
    if not snapshot.heading_rows <= cell.row < len(snapshot.rows):
        return ""
    headings = snapshot.rows[: snapshot.heading_rows]
    over = " ".join(h[cell.column].strip() for h in headings if cell.column < len(h) and h[cell.column].strip())
    first = snapshot.rows[cell.row][0].strip() if snapshot.rows[cell.row] else ""
    return ", ".join(part for part in (first, over) if part)


def _width(snapshot: Snapshot) -> int:
    return max((len(row) for row in snapshot.rows), default=0)
