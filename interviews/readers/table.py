"""Tables as cells: separated text, and what the title and the headings of a table are, wherever its cells came from."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from interviews.readers.problems import UnreadableDocument

MOST_ROWS = 20_000
MOST_COLUMNS = 200
_DELIMITERS = ("\t", ",", ";")
_LOOK_AT = 20  # rows, to tell by which sign the cells are parted
_FIGURE = re.compile(r"[£$€]?\s?[-+(]?\s?[£$€]?\d[\d,. ]*\)?\s?%?\)?")
_YEAR = re.compile(r"(?:19|20)\d{2}(?:\s*[-/–]\s*\d{2,4})?")
_LONGEST_TITLE = 120
_MOST_HEADINGS = 10
_TABLE_NAMES = (".csv", ".tsv", ".tab", ".xlsx", ".xlsm")
_SHEET_NAME = re.compile(r"(?:sheet|table)\s*\d*", re.IGNORECASE)


@dataclass(frozen=True)
class Sheet:
    """The cells of a table as they were read: every row as wide as the widest, and which rows are its headings."""

    title: str
    rows: list[list[str]]
    heading_rows: int


Table = Sheet  # a sheet of a workbook and a table in a text are one thing here


def looks_like_a_table(path: Path) -> bool:
    """Whether a file's name says that it is a table."""
    return path.suffix.casefold() in _TABLE_NAMES


def read_table(text: str, file_name: str) -> Sheet:
    """The table in a text of separated cells. Raises UnreadableDocument where it is none, or is too large."""
    found = as_sheet(_rows(text, file_name), file_name)
    if found is None:
        raise UnreadableDocument(
            f"{file_name} holds no table: its cells must be parted by commas or tabs, in two rows at least."
        )
    return found


def as_sheet(rows: Sequence[Sequence[str]], file_name: str, name: str = "") -> Sheet | None:
    """A table with its title and headings told apart; None where the cells are no table.

    Blank rows are left out. ``name`` is what the table is called where it came from; without one, or where it is only
    "Sheet1", the file's name serves. Words that stand alone in the first row are the table's title.
    """
    filled = [[" ".join(cell.split()) for cell in row] for row in rows]
    filled = [row for row in filled if any(row)]
    title = from_name(file_name) if not name.strip() or _SHEET_NAME.fullmatch(name.strip()) else name.strip()
    if len(filled) > 2 and sum(map(bool, filled[0])) == 1 and filled[0][0]:
        title = filled.pop(0)[0]
    width = max((n + 1 for row in filled for n, cell in enumerate(row) if cell), default=0)
    if width < 2 or len(filled) < 2:
        return None
    filled = [[*row[:width], *[""] * (width - len(row))] for row in filled]
    return Sheet(" ".join(title.split())[:_LONGEST_TITLE], filled, heading_rows(filled))


def heading_rows(rows: Sequence[Sequence[str]]) -> int:
    """How many of the first rows are headings, years being no figures; 0 where the first row has figures already.

    Below the first, a row above all figures is a heading where it has no name of its own in the first column, says only
    years, or fills what the row above it leaves blank: "Contacts" over three years. A table of words alone has one.
    """
    first = next((n for n, row in enumerate(rows) if any(_is_figure(cell) for cell in row[1:])), None)
    if not first:
        return 1 if first is None else 0
    count = 1
    while count < min(first, _MOST_HEADINGS) and _is_under_heading(rows[count], rows[count - 1]):
        count += 1
    return count


def _is_under_heading(row: Sequence[str], above: Sequence[str]) -> bool:
    told = [cell for cell in row[1:] if cell]
    if not told:
        return False
    fills = not above[0] and sum(map(bool, above)) < len(told)
    return not row[0] or fills or all(_YEAR.fullmatch(cell) for cell in told)


def from_name(file_name: str) -> str:
    """A title out of a file's name."""
    words = " ".join(re.sub(r"[_\s]+", " ", Path(file_name).stem).split())
    return words[:1].upper() + words[1:] if words else "A file without a name"


def _rows(text: str, file_name: str) -> list[list[str]]:
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)):
            cells = [" ".join(cell.split()) for cell in row]
            while cells and not cells[-1]:
                cells.pop()
            if not cells:
                continue
            if len(cells) > MOST_COLUMNS or len(rows) >= MOST_ROWS:
                raise UnreadableDocument(
                    f"{file_name} is larger than {MOST_ROWS:,} rows or {MOST_COLUMNS} columns: take in a part of it."
                )
            rows.append(cells)
    except csv.Error as why:
        raise UnreadableDocument(f"{file_name} is no table that can be read ({why}): save it as CSV again.") from why
    return rows


def _delimiter(text: str) -> str:
    """The sign that parts the cells: the one that stands equally often in most of the first rows."""
    lines = [line for line in text.split("\n", _LOOK_AT * 4)[: _LOOK_AT * 4] if line.strip()][:_LOOK_AT]

    def agreement(sign: str) -> int:
        counts = [line.count(sign) for line in lines]
        most = max(set(counts), key=counts.count, default=0)
        return counts.count(most) if most else 0

    return max(_DELIMITERS, key=agreement)


def _is_figure(cell: str) -> bool:
    return bool(_FIGURE.fullmatch(cell)) and not _YEAR.fullmatch(cell)
