"""Word files and workbooks made for the tests: a minimal writer, so that each thing in them can be put in by hand."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date

import openpyxl

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMES = (
    f'xmlns:w="{WORD}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>'
)
_MAIN = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)


def zipped(parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file with these parts."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return held.getvalue()


def part(root: str, content: str) -> str:
    """An XML part: ``<w:root>`` with the names of Word around the content."""
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:{root} {_NAMES}>{content}</w:{root}>'


def make_docx(body: str, method: int = zipfile.ZIP_DEFLATED, **parts: str) -> bytes:
    """A Word file with this body; ``styles``, ``numbering``, ``footnotes`` … are the contents of its other parts.

    ``core`` is the whole of the document properties; a name with ``header`` or ``footer`` is a page header or footer.
    """
    roots = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes", "endnotes": "endnotes"}
    made: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _MAIN,
        "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
    }
    for name, content in parts.items():
        if name == "core":
            made["docProps/core.xml"] = content
        else:
            made[f"word/{name}.xml"] = part(roots.get(name, "hdr" if name.startswith("header") else "ftr"), content)
    return zipped(made, method)


def para(
    text: str = "", *, style: str = "", list_id: int | None = None, level: int | None = None, mark: str = ""
) -> str:
    """A paragraph: of plain text, or of runs where the text begins with a tag."""
    number = "" if level is None else f'<w:ilvl w:val="{level}"/>'
    number += "" if list_id is None else f'<w:numId w:val="{list_id}"/>'
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties += f"<w:numPr>{number}</w:numPr>" if number else ""
    properties += f"<w:rPr>{mark}</w:rPr>" if mark else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{text if text.startswith('<') else run(text)}</w:p>"


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def list_of(number: int, *levels: tuple[str, str], extra: str = "") -> str:
    """A list definition whose levels are (format, pattern), and ``extra`` in every level."""
    shown = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{extra}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
        for n, (form, pattern) in enumerate(levels)
    )
    return f'<w:abstractNum w:abstractNumId="{number}">{shown}</w:abstractNum>'


def uses(list_id: int, definition: int, override: str = "") -> str:
    """A list of the document that uses a definition."""
    return f'<w:num w:numId="{list_id}"><w:abstractNumId w:val="{definition}"/>{override}</w:num>'


def table(*rows: Sequence[str]) -> str:
    """A table; a cell is its paragraphs, or plain text."""
    cells = ("".join(f"<w:tc>{c if c.startswith('<') else para(c)}</w:tc>" for c in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def make_xlsx(
    rows: Sequence[Sequence[object]], formats: Mapping[str, str] | None = None, title: str = "Sheet1"
) -> bytes:
    """A workbook of one sheet; ``formats`` are number formats by cell."""
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    for cell, form in (formats or {}).items():
        sheet[cell].number_format = form
    return saved(workbook)


def saved(workbook: openpyxl.Workbook) -> bytes:
    """The bytes of a workbook."""
    held = io.BytesIO()
    workbook.save(held)
    return held.getvalue()


SAMPLE_BODY = (
    para("Evidence to the review", style="Title")
    + para("Purpose", list_id=1, level=0)
    + para("To tell the group about waiting times.", list_id=1, level=1)
    + para(run("Waiting fell") + run(" secretly", "<w:vanish/>") + run(" in the year."), list_id=1, level=1)
    + table(["Year", "Referrals", "Weeks"], ["2024", "1255", "11"], ["2025", "1310", "9"])
    + para("Recommendations", list_id=1, level=0)
    + para(
        "<w:ins>" + run("More staff") + "</w:ins>" + "<w:del><w:r><w:delText>less</w:delText></w:r></w:del>", list_id=2
    )
)
SAMPLE_NUMBERING = (
    list_of(0, ("decimal", "%1."), ("decimal", "%1.%2")) + list_of(1, ("bullet", "-")) + uses(1, 0) + uses(2, 1)
)


def sample_docx() -> bytes:
    """A Word file with most of what one holds."""
    return make_docx(
        SAMPLE_BODY,
        numbering=SAMPLE_NUMBERING,
        styles='<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>',
    )


def sample_xlsx() -> bytes:
    """A workbook with headings over two rows, a hidden column and several formats."""
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    for row in (
        ["Waiting times", None, None, None, None],
        [None, "Contacts", None, "Share seen", None],
        ["Month", 2024, 2025, 2024, 2025],
        ["JAN", 1255, 1164, 0.426, 0.724],
        ["FEB", 1204, 1075, 0.442, 0.616],
        [date(2026, 3, 1), 1102, 1266, 0.5, 1],
    ):
        sheet.append(row)
    sheet.merge_cells("A1:E1")
    sheet.merge_cells("B2:C2")
    sheet.merge_cells("D2:E2")
    for row_of_cells in sheet["D4:E6"]:
        for cell in row_of_cells:
            cell.number_format = "0.0%"
    return saved(workbook)
