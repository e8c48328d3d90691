"""Workbooks (.xlsx) as cells: every sheet that can be seen, with what its number formats show.

Hidden sheets, rows and columns are left out and told. Runs in the fenced child only.
"""

from __future__ import annotations

import io
import re
import warnings
from typing import TYPE_CHECKING, NamedTuple

from interviews.readers.cell_words import shown
from interviews.readers.dropped import Dropped, Left
from interviews.readers.problems import DAMAGED, Refusal
from interviews.readers.sheet_marks import Marks, marks_of
from interviews.readers.table import MOST_COLUMNS, MOST_ROWS
from interviews.readers.zips import Package, about, check_xml

if TYPE_CHECKING:
    from collections.abc import Iterable

    from openpyxl.workbook.workbook import Workbook

MOST_SHEETS = 200
MOST_CELLS = 300_000
MOST_STRINGS = 150_000
MOST_CHARACTERS = 20_000_000
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_SHEETS = "xl/worksheets/"
_COMMENTS = re.compile(r"xl/(?:comments/)?comments?\d*\.xml")
_CHARTS = re.compile(r"xl/(?:charts/chart\d*\.xml|embeddings/.+)")
_LARGE = f"is larger than {MOST_ROWS:,} rows or {MOST_COLUMNS} columns: take in a part of it."
_MANY = f"holds more than can be read at once ({MOST_CELLS:,} cells): take in one sheet, or a part of it."
_STRINGS = "xl/sharedStrings.xml"
_BINARY = "is a binary workbook (.xlsb): save it as .xlsx and try that file."


class Sheets(NamedTuple):
    """A workbook: the name and the rows of each sheet that holds anything, and what was left out."""

    sheets: list[tuple[str, list[list[str]]]]
    title: str
    author: str
    dated: str
    dropped: list[str]


def read_sheets(data: bytes) -> Sheets:
    """Read a .xlsx file. Raises Refusal."""
    package = Package(data)
    if "xl/workbook.bin" in package.names:
        raise Refusal(_BINARY)
    places = _places(package)
    for name in package.names:
        if name.endswith(".xml") and not name.startswith(_SHEETS):
            check_xml(package.bytes_of(name) or b"")
    dropped = _beside_the_cells(package)
    marks: dict[str, Marks] = {}
    cells = 0
    for name, place in places.items():
        xml = package.bytes_of(place) or b""
        check_xml(xml)
        marks[name] = marks_of(xml)
        if marks[name].too_large:
            raise Refusal(_LARGE)
        cells += marks[name].cells
    if cells > MOST_CELLS or (package.bytes_of(_STRINGS) or b"").count(b"<si>") > MOST_STRINGS:
        raise Refusal(_MANY)
    sheets: list[tuple[str, list[list[str]]]] = []
    empty = 0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        workbook = _opened(data)
        for name, state, rows in _rows_of(workbook, places):
            if state != "visible":
                dropped.add(Left.HIDDEN_SHEET)
                continue
            kept = _visible(rows, marks[name], dropped)
            empty += marks[name].formulas_without_value
            if kept:
                sheets.append((name, kept))
    return Sheets(sheets, *about(package), dropped.sentences() + _told(empty))


def _opened(data: bytes) -> Workbook:
    from openpyxl import load_workbook

    try:
        return load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    except (MemoryError, RecursionError):
        raise
    except Exception as why:  # what a damaged workbook raises in a library of others has no end of forms
        raise Refusal(DAMAGED) from why


def _rows_of(workbook: Workbook, places: dict[str, str]) -> Iterable[tuple[str, str, list[list[str]]]]:
    characters = 0
    for sheet in workbook.worksheets:
        if sheet.title not in places:
            continue
        rows: list[list[str]] = []
        try:
            if sheet.sheet_state == "visible":
                for row in sheet.iter_rows(min_row=1, max_row=MOST_ROWS, min_col=1, max_col=MOST_COLUMNS):
                    words = [
                        shown(cell.value, cell.number_format or "") if cell.value is not None else "" for cell in row
                    ]
                    while words and not words[-1]:
                        words.pop()
                    rows.append(words)
                    characters += sum(map(len, words))
                    if characters > MOST_CHARACTERS:
                        raise Refusal(_MANY)
        except (MemoryError, RecursionError, Refusal):
            raise
        except Exception as why:
            raise Refusal(DAMAGED) from why
        while rows and not rows[-1]:
            rows.pop()
        yield sheet.title, sheet.sheet_state, rows


def _beside_the_cells(package: Package) -> Dropped:
    """Count what lies on the sheets or hangs on their cells."""
    dropped = Dropped()
    for name in package.names:
        if _COMMENTS.fullmatch(name):
            dropped.add(Left.COMMENT, (package.bytes_of(name) or b"").count(b"<comment "))
        elif name.startswith("xl/media/"):
            dropped.add(Left.PICTURE)
        elif _CHARTS.fullmatch(name):
            dropped.add(Left.OBJECT)
    return dropped


def _visible(rows: list[list[str]], marks: Marks, dropped: Dropped) -> list[list[str]]:
    """The rows and columns that the sheet shows."""
    width = max(map(len, rows), default=0)
    columns = [n for n in range(width) if not marks.hides_column(n + 1)]
    hidden = [n for n in range(width) if marks.hides_column(n + 1) and any(len(row) > n and row[n] for row in rows)]
    dropped.add(Left.HIDDEN_COLUMN, len(hidden))
    kept = []
    for number, row in enumerate(rows, 1):
        if number in marks.hidden_rows:
            dropped.add(Left.HIDDEN_ROW, int(any(row)))
        elif len(columns) == width:
            kept.append(row)
        else:
            kept.append([row[n] for n in columns if n < len(row)])
    while kept and not any(kept[0]):
        kept.pop(0)
    return kept


def _places(package: Package) -> dict[str, str]:
    """The part in which each sheet stands, by the sheet's name."""
    main = package.main_part() or "xl/workbook.xml"
    root = package.tree(main)
    if root is None:
        raise Refusal(DAMAGED)
    parts = package.relations(main)
    found = {}
    for sheet in root.iter(f"{_MAIN}sheet"):
        kind, place = parts.get(sheet.get(_RELATION, ""), ("", ""))
        if kind == "worksheet":
            found[sheet.get("name", "")] = place
    if len(found) > MOST_SHEETS:
        raise Refusal(f"has {len(found)} sheets; up to {MOST_SHEETS} can be read: take in a part of it.")
    return found


def _told(formulas: int) -> list[str]:
    if not formulas:
        return []
    have = "1 formula has" if formulas == 1 else f"{formulas:,} formulas have"
    return [f"{have} no result in the file and came in blank: open it in a spreadsheet program, save it and try again."]
