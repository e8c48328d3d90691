"""How lines are wrapped at a width: a row is laid out only where one looks, so that a long text opens at once."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from rich.cells import cell_len

# Letters and signs of European languages: shown as they are, each one cell wide. Most lines have no others.
_USUAL = re.compile("[\x20-\x7e\xa1-\xac\xae-\u017f\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2190-\u21ff]*\\Z")
_KEPT = 200  # lines whose rows are kept: a few screenfuls


class WrappedRows(Sequence[tuple[int, int, int]]):
    """The rows of some lines at a width, each as (line from 0, begin, end).

    They are only counted at first. A megabyte has ten thousand of them, and to make them all would be felt.
    """

    def __init__(self, lines: Sequence[str] = (), width: int = 1) -> None:
        self._lines = lines
        self._width = width
        self._first = [0, *accumulate(sum(1 for _ in _rows(line, width)) for line in lines)]
        self._known: dict[int, list[tuple[int, int]]] = {}

    def __len__(self) -> int:
        return self._first[-1]

    def __getitem__(self, row: int) -> tuple[int, int, int]:  # type: ignore[override]  # nobody takes a slice
        if not 0 <= row < len(self):
            raise IndexError(row)
        line = bisect_right(self._first, row) - 1
        return (line, *self._of(line)[row - self._first[line]])

    def of_line(self, line: int) -> tuple[int, int]:
        """The rows that a line takes: the first, and the one behind the last."""
        return self._first[line], self._first[line + 1]

    def _of(self, line: int) -> list[tuple[int, int]]:
        if line not in self._known:
            if len(self._known) >= _KEPT:
                self._known.clear()
            self._known[line] = wrapped(self._lines[line], self._width)
        return self._known[line]


def wrapped(line: str, width: int) -> list[tuple[int, int]]:
    """Where each row of a line begins and ends when it is wrapped at a width in cells; words that fit are kept whole.

    The blank at which a line is parted belongs to neither row. An empty line is one row.
    """
    return list(_rows(line, width))


def is_usual(line: str) -> bool:
    """Whether a line has only signs that are shown as they are, each one cell wide."""
    return _USUAL.match(line) is not None


def _rows(line: str, width: int) -> Iterator[tuple[int, int]]:
    length = len(line)
    plain = line.isascii() or is_usual(line)
    if length <= width and (plain or cell_len(line) <= width):
        yield 0, length
        return
    begin = 0
    while begin < length:
        end = begin + width if plain else begin + _fitting(line, begin, width)
        if end >= length:
            yield begin, length
            return
        blank = line.rfind(" ", begin + 1, end + 1)
        if blank == -1:
            yield begin, end
            begin = end
        else:
            yield begin, blank
            begin = blank + 1


def _fitting(line: str, begin: int, width: int) -> int:
    """How many characters from ``begin`` on fit into so many cells; at least one."""
    count = min(width, len(line) - begin)
    while count > 1 and cell_len(line[begin : begin + count]) > width:
        count -= max((cell_len(line[begin : begin + count]) - width + 1) // 2, 1)
    return max(count, 1)
