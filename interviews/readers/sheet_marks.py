"""What a sheet says about its rows and columns beside their values: which are hidden, how far it reaches.

Patterns over the XML as it is written, each of them linear: a tree of a large sheet would take too much memory.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from interviews.readers.table import MOST_ROWS

_ROW = re.compile(rb"<(?:\w{1,9}:)?row\b([^<>]*)>")
_COLUMN = re.compile(rb"<(?:\w{1,9}:)?col\b([^<>]*)>")
_NUMBER = re.compile(rb"\sr\s*=\s*[\"'](\d{1,9})[\"']")
_FROM_TO = re.compile(rb"\s(min|max)\s*=\s*[\"'](\d{1,6})[\"']")
_HIDDEN = re.compile(rb"\shidden\s*=\s*[\"'](?:1|true)[\"']")
_FORMULA = re.compile(
    rb"<(?:\w{1,9}:)?f\b[^<>]*(?:/>|>[^<]*</(?:\w{1,9}:)?f>)\s*+(?:<(?:\w{1,9}:)?v\s*+(?:/>|></)|</(?:\w{1,9}:)?c>)"
)
_VALUE = re.compile(rb"<(?:\w{1,9}:)?(?:v|is)>")
# A cell with a value right of column GR, the two hundredth.
_FAR_RIGHT = re.compile(
    rb"<(?:\w{1,9}:)?c\b[^<>]*\sr=[\"'](?:G[S-Z]|[H-Z][A-Z]|[A-Z]{3})\d{1,7}[\"'][^<>]*>\s*+"
    rb"(?:<(?:\w{1,9}:)?f\b[^<>]*>(?:[^<]*</(?:\w{1,9}:)?f>)?\s*+)?<(?:\w{1,9}:)?(?:v|is)>"
)


class Marks(NamedTuple):
    """Hidden rows by number, hidden columns as ranges of numbers, and how much a sheet holds."""

    hidden_rows: frozenset[int]
    hidden_columns: tuple[tuple[int, int], ...]
    formulas_without_value: int
    cells: int
    too_large: bool

    def hides_column(self, number: int) -> bool:
        """Whether a column, from 1, is hidden."""
        return any(first <= number <= last for first, last in self.hidden_columns)


def marks_of(xml: bytes) -> Marks:
    """What a sheet's XML says."""
    hidden, too_large, number = set(), _FAR_RIGHT.search(xml) is not None, 0
    for row in _ROW.finditer(xml):
        said = _NUMBER.search(row.group(1))
        number = int(said.group(1)) if said else number + 1
        if _HIDDEN.search(row.group(1)):
            hidden.add(number)
        if number > MOST_ROWS:
            too_large = too_large or _VALUE.search(xml, row.end()) is not None
            break
    columns = []
    for column in _COLUMN.finditer(xml):
        if _HIDDEN.search(column.group(1)):
            ends = dict(_FROM_TO.findall(column.group(1)))
            columns.append((int(ends.get(b"min", 0)), int(ends.get(b"max", 0))))
    empty = sum(1 for _ in _FORMULA.finditer(xml))
    return Marks(frozenset(hidden), tuple(columns), empty, xml.count(b"<v>") + xml.count(b"<is>"), too_large)
