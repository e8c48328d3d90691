"""A list as CSV, as a spreadsheet and as a Word table. Nothing in them can be taken for a formula."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from workbench.report.as_docx import as_docx
from workbench.report.docx_page import with_fixed_times
from workbench.report.numbering import number
from workbench.report.sheet import Column, Sheet, sheet_report

BOM = "\ufeff"
_FORBIDDEN = re.compile("[^\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINE_ENDS = re.compile("\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
# What a spreadsheet takes for the beginning of a formula, the full-width forms of Japanese keyboards too.
_FORMULA = re.compile("[\\s\u00a0\u3000]*[=+\\-@＝＋－＠]|[\t\r]")
_NUMBER = re.compile(r"[+-]?\d{1,3}(?:,?\d{3})*(?:\.\d+)?%?")
_MOST_IN_CELL = 32_000  # a spreadsheet holds 32,767
_ABOUT_WIDTHS = (18, 90)


def as_csv(sheet: Sheet) -> bytes:
    """The list as CSV for a spreadsheet: UTF-8 with its mark, everything quoted, formulas made plain words."""
    written = io.StringIO()
    writer = csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    sheet = _marked(sheet)
    for row in [tuple(column.name for column in sheet.columns), *sheet.rows]:
        writer.writerow([_harmless(_cell_text(words)) for words in row])
    return (BOM + written.getvalue()).encode("utf-8")


def as_xlsx(sheet: Sheet) -> bytes:
    """The list as a workbook of text cells whose headings stay in sight and filter; a second sheet says what it is."""
    sheet = _marked(sheet)
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)

    def styled(page: Any, *, bold: bool = False, quoted: bool = False) -> Any:
        """How a cell looks; made once, since openpyxl takes its time over each."""
        cell: Any = WriteOnlyCell(page)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.font = Font(bold=bold)
        cell.quotePrefix = quoted
        return cell._style

    def cells(page: Any, words: Iterable[str], plain: Any, quoted: Any) -> list[Any]:
        made = []
        for each in words:
            # Set as text by hand: openpyxl would read a formula in what begins with "=".
            cell: Any = WriteOnlyCell(page)
            cell._value, cell.data_type = _cell_text(each), "s"
            cell._style = quoted if _FORMULA.match(each) else plain
            made.append(cell)
        return made

    page = book.create_sheet("List")
    page.freeze_panes = "A2"
    last = get_column_letter(len(sheet.columns))
    page.auto_filter.ref = f"A1:{last}{len(sheet.rows) + 1}"
    for n, column in enumerate(sheet.columns, start=1):
        page.column_dimensions[get_column_letter(n)].width = column.width
    if sheet.marking:
        page.oddHeader.center.text = page.evenHeader.center.text = sheet.marking
    page.print_title_rows = "1:1"
    page.page_setup.orientation = "landscape"
    heading, plain, quoted = styled(page, bold=True), styled(page), styled(page, quoted=True)
    _begin_in_memory(page)
    page.append(cells(page, [column.name for column in sheet.columns], heading, heading))
    for row in sheet.rows:
        page.append(cells(page, row, plain, quoted))
    about = book.create_sheet("About this list")
    for letter, width in zip("AB", _ABOUT_WIDTHS, strict=True):
        about.column_dimensions[letter].width = width
    _begin_in_memory(about)
    for name, words in sheet.lines:
        about.append([*cells(about, [name], heading, heading), *cells(about, [words], plain, quoted)])
    book.properties.title = _cell_text(f"{sheet.title}: {sheet.group}")
    book.properties.creator = _cell_text(sheet.council)
    book.properties.language = "en-GB"
    made = datetime(sheet.on.year, sheet.on.month, sheet.on.day) if sheet.on else datetime(2000, 1, 1)
    book.properties.created = book.properties.modified = made
    saved = io.BytesIO()
    _save(book, zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED))
    return with_fixed_times(saved.getvalue())


def _begin_in_memory(page: Any) -> None:
    """Begin the rows of a page whose looks are set: openpyxl would put them into a temporary file."""
    from openpyxl.worksheet._writer import WorksheetWriter

    page._writer = WorksheetWriter(page, io.BytesIO())
    page._writer.write_top()


def _save(book: Any, archive: zipfile.ZipFile) -> None:
    """Put a book together. Not ``book.save``: it stamps the file with the second in which it was written."""
    from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
    from openpyxl.writer.excel import ExcelWriter

    class Writer(ExcelWriter):
        def write_worksheet(self, ws: Any) -> None:
            ws._drawing = SpreadsheetDrawing()
            ws.close()
            ws._rels = ws._writer._rels
            archive.writestr(ws.path[1:], ws._writer.out.getvalue())
            self.manifest.append(ws)

    Writer(book, archive).save()


def sheet_docx(sheet: Sheet) -> bytes:
    """The list as a Word table."""
    return as_docx(number(sheet_report(sheet)))


def _marked(sheet: Sheet) -> Sheet:
    """The list with its warning in every row: rows are sorted, and copied without what stands over them."""
    if not sheet.marking:
        return sheet
    columns = (*sheet.columns, Column("Publication", 24))
    return sheet._replace(columns=columns, rows=[(*row, sheet.marking) for row in sheet.rows])


def _cell_text(words: str) -> str:
    """What a cell can hold: no control signs, lines apart by line feeds, not longer than a spreadsheet allows."""
    plain = _FORBIDDEN.sub("", _LINE_ENDS.sub("\n", words).replace("\t", " "))
    return plain if len(plain) <= _MOST_IN_CELL else plain[:_MOST_IN_CELL].rstrip() + " …"


def _harmless(words: str) -> str:
    """The words with an apostrophe in front where a spreadsheet would take them for a formula, and for no number."""
    return f"'{words}" if _FORMULA.match(words) and not _NUMBER.fullmatch(words.strip()) else words
