"""The lines of a web page as they grow, and the tables among them: those for figures, and those that only lay out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

MOST_COLUMNS = 200
_LONGEST_CAPTION = 120
_MOST_ROWS_DOWN = 20_000
_LONGEST_CELL = 1_500  # characters: a longer cell lays out a page
_SPACE = re.compile(r"[^\S\u00a0]+")


class _Lines:
    """Lines in the making: spaces run together, no more than one blank line between two."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self._parts: list[str] = []
        self._spaced = True  # whether another space would be one too many
        self._mark = ""  # of a list item, until its first words

    def words(self, text: str, as_written: bool) -> None:
        if as_written:
            first, *more = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
            self._add(first)
            for line in more:
                self.end_line(keep_blank=True)
                self._add(line)
            return
        text = _SPACE.sub(" ", text)
        self._add(text[1:] if self._spaced and text.startswith(" ") else text)

    def mark(self, mark: str) -> None:
        self.end_line()
        self._mark = mark

    def _add(self, text: str) -> None:
        if text:
            if self._mark and text.strip():
                self._parts.append(self._mark)
                self._mark = ""
            self._parts.append(text)
            self._spaced = text.endswith(" ")

    def end_line(self, keep_blank: bool = False) -> None:
        line = "".join(self._parts).rstrip()
        if line or keep_blank:
            self.done.append(line)
        self._parts, self._spaced = [], True

    def blank_line(self) -> None:
        self.end_line()
        if self.done and self.done[-1]:
            self.done.append("")


@dataclass
class _Table:
    layout: bool
    rows: list[list[str | _Lines]] = field(default_factory=list)
    cell: _Lines | None = None
    span: int = 1
    down: dict[int, int] = field(default_factory=dict)  # by column: how many more rows a cell reaches into


class Tables:
    """Takes the words of a page in order; ``found`` are the tables of figures: what stands over each, and its cells."""

    def __init__(self) -> None:
        self.found: list[tuple[str, list[list[str]]]] = []
        self._lines = _Lines()
        self._open: list[_Table] = []

    @property
    def _at(self) -> _Lines:
        """Where words go now: the cell that is open, or the page."""
        if self._open and not self._open[-1].layout:
            cell = self._open[-1].cell
            return cell if cell is not None else self._lines
        return self._lines

    def words(self, text: str, as_written: bool = False) -> None:
        """Text to be shown."""
        self._at.words(text, as_written)

    def mark(self, mark: str) -> None:
        """The number or bullet of the list item that begins."""
        self._at.mark(mark)

    def end_line(self) -> None:
        """What comes next stands on a line of its own."""
        self._at.end_line()

    def blank_line(self) -> None:
        """What comes next stands apart."""
        self._at.blank_line()

    def begin(self, layout: bool) -> None:
        """A table begins. One that has another inside it only lays out the page."""
        if self._open and not self._open[-1].layout:
            self.end_cell()
            self._as_lines(self._open[-1])
            self._open[-1].layout = True
        self._lines.end_line()
        self._open.append(_Table(layout))

    def begin_row(self) -> None:
        """A row begins."""
        if self._open:
            if self._open[-1].layout:
                self._lines.end_line()
            else:
                self.end_cell()
                self._open[-1].rows.append([])
                self._fill(self._open[-1])

    def begin_cell(self, across: str, down: str) -> None:
        """A cell begins, so many columns wide and rows high."""
        if not self._open:
            return
        table = self._open[-1]
        if table.layout:
            self._lines.end_line()
            return
        self.end_cell()
        if not table.rows:
            table.rows.append([])
        table.cell = _Lines()
        table.span = min(max(_number(across), 1), MOST_COLUMNS)
        rows_down = min(max(_number(down), 1), _MOST_ROWS_DOWN)
        if rows_down > 1:
            at = len(table.rows[-1])
            table.down.update(dict.fromkeys(range(at, min(at + table.span, MOST_COLUMNS)), rows_down - 1))

    def end_cell(self) -> None:
        """A cell ends, if one is open."""
        table = self._open[-1] if self._open else None
        if table is None:
            return
        if table.layout:
            self._lines.end_line()
        elif table.cell is not None:
            table.cell.end_line()
            row = table.rows[-1]
            row += [table.cell, *[""] * (table.span - 1)]
            del row[MOST_COLUMNS:]
            table.cell = None
            self._fill(table)

    def end(self) -> None:
        """The innermost table ends."""
        if not self._open:
            return
        self.end_cell()
        table = self._open.pop()
        if table.layout:
            self._lines.end_line()
            return
        rows = [[_in_one(cell) for cell in row] for row in table.rows]
        widest = max((sum(map(bool, row)) for row in rows), default=0)
        if widest < 2 or any(len(cell) > _LONGEST_CELL for row in rows for cell in row):
            self._as_lines(table)
            return
        over = next((line for line in reversed(self._lines.done) if line), "")
        self.found.append((over if len(over) <= _LONGEST_CAPTION else "", rows))
        self._lines.blank_line()
        self._lines.done += [line for row in rows if (line := "\t".join(row).rstrip("\t")).strip()]
        self._lines.blank_line()

    def finished(self) -> str:
        """All lines."""
        while self._open:
            self.end()
        self._lines.end_line()
        return "\n".join(self._lines.done).strip("\n") + "\n"

    def _as_lines(self, table: _Table) -> None:
        """Put what a table holds so far on the page line by line."""
        self._lines.end_line()
        self._lines.done += [
            line for row in table.rows for cell in row if isinstance(cell, _Lines) for line in cell.done
        ]
        table.rows = []

    @staticmethod
    def _fill(table: _Table) -> None:
        """Leave the place of cells that reach down from rows above blank."""
        row = table.rows[-1]
        while (left := table.down.get(len(row), 0)) > 0 and len(row) < MOST_COLUMNS:
            table.down[len(row)] = left - 1
            row.append("")


def _in_one(cell: str | _Lines) -> str:
    return cell if isinstance(cell, str) else " ".join(" ".join(cell.done).split())


def _number(text: str) -> int:
    text = text.strip()
    return int(text) if re.fullmatch(r"[0-9]{1,5}", text) else 1
