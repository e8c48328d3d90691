"""A report as a tagged PDF with the numbers of the tree: title, language, bookmarks, header rows, links inside it.

What people wrote goes to the typesetter as data, never as markup; only the fonts that come with it are used and nothing
is fetched. The bytes depend on the report alone.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from typing import Any

from workbench.report.numbering import NumberedReport
from workbench.report.references import ReportProblem
from workbench.report.tree import (
    Cell,
    Emphasis,
    Heading,
    ItemList,
    LineBreak,
    Link,
    Numbered,
    Paragraph,
    Quotation,
    Reference,
    Report,
    SectionBlock,
    Signature,
    Span,
    Spans,
    Strong,
    Table,
    Text,
    words_of,
)
from workbench.report.words import long_date, plain

_NO_FONT = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
_MOST_ROUNDS = 4
_LONG_WORD = re.compile(r"\S{30}(?=\S{10})")
# What only shapes or turns other signs: it would break the words that somebody searches for or copies.
_UNSEEN = re.compile(
    "[\x7f-\x9f\xad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]"
)
_WIDEST, _NARROWEST = 40, 6  # letters that count when the columns of a table share the page
_LONGEST_HEADING = 200  # letters; longer headings of a table could fill the pages that it goes on to


class NoPdf(ReportProblem):
    """A PDF cannot be written; the message says how it can be, and what can be written without."""


def can_write_pdf() -> bool:
    """Whether the typesetter is installed."""
    return find_spec("typst") is not None


def as_pdf(numbered: NumberedReport, *, compact: bool = False) -> bytes:
    """The whole file; a ``compact`` one is set close, so that it goes on one page where it can.

    Raises NoPdf where the typesetter is not installed, or refuses the report.
    """
    if not can_write_pdf():
        raise NoPdf(
            "A PDF needs one more part: “pip install scrutiny-workbench[pdf]” adds it. "
            "Until then write the report as Word or as a web page."
        )
    import typst

    data = json.dumps({**_report(numbered.report), "compact": compact}, ensure_ascii=False)
    for _ in range(_MOST_ROUNDS):
        try:
            made = typst.compile(
                _form(), sys_inputs={"report": data}, pdf_standards=["ua-1"], ignore_system_fonts=True, format="pdf"
            )
        except typst.TypstError as why:
            # A sign that none of the fonts has is told by its name: an empty box would tell nobody anything.
            signs = {sign for shown in _NO_FONT.findall(why.diagnostic) for sign in shown if not sign.isascii()}
            if not signs:
                raise NoPdf(
                    "The report could not be set as a PDF: write it as Word or as a web page, and please report this."
                ) from why
            data = data.translate({ord(sign): _told(sign) for sign in signs})
        else:
            return bytes(made)
    raise NoPdf("The report has signs that no font of the PDF has: write it as Word or as a web page.")


@cache
def _form() -> bytes:
    return files("workbench.report").joinpath("report.typ").read_bytes()


def _told(sign: str) -> str:
    """A sign by its name in square brackets; what only shapes other signs goes."""
    if unicodedata.category(sign) in ("Mn", "Me", "Cf", "Cn", "Co"):
        return ""
    name = unicodedata.name(sign, f"sign {ord(sign):04X}").lower()
    return f"[{name.replace('regional indicator symbol letter ', '')}]"


def _words(text: str) -> str:
    """Words on one line, without the signs that nobody sees; very long ones may be broken anywhere."""
    return _LONG_WORD.sub("\\g<0>\u200b", _UNSEEN.sub("", plain(text)))


# -- the report as data ------------------------------------------------------------------------------------------------


def _report(report: Report) -> dict[str, Any]:
    language, _, region = report.language.partition("-")
    lines = [
        ("To", report.to),
        ("Date", long_date(report.on) if report.on else ""),
        ("Subject", report.title if report.form else ""),
    ]
    return {
        "title": _words(report.full_title) or "Report",
        "heading": _words(report.form or report.title) or "Report",
        "author": _words(report.author),
        "subject": _words(report.subject),
        "date": [report.on.year, report.on.month, report.on.day] if report.on else None,
        "language": language,
        "region": region or None,
        "marking": _words(report.marking),
        "council": _words(report.council),
        "lines": [(name, _words(words)) for name, words in lines if words],
        "contents": report.has_contents or bool(report.appendices),
        "sections": [
            {
                "heading": _words(f"{section.place.number} {section.title}"),
                "anchor": section.place.anchor,
                "blocks": _blocks(section.blocks),
            }
            for section in report.sections
        ],
        "appendices": [
            {"heading": _words(one.heading), "anchor": one.place.anchor, "blocks": _blocks(one.blocks)}
            for one in report.appendices
        ],
        "signatures": [_signature(signature) for signature in report.signatures],
    }


def _signature(signature: Signature) -> list[Any]:
    name = ", ".join(part for part in (signature.name, signature.title) if part)
    lines: list[Span] = [Text(line) for line in (name, signature.telephone) if line]
    if signature.email:
        lines.append(Link((Text(signature.email),), f"mailto:{signature.email}"))
    return _spans(tuple(span for line in lines for span in (line, LineBreak()))[:-1])


def _blocks(blocks: Sequence[SectionBlock]) -> list[dict[str, Any]]:
    return [_block(block) for block in blocks if not isinstance(block, ItemList) or block.items]


def _block(block: SectionBlock) -> dict[str, Any]:
    match block:
        case Paragraph():
            return {"kind": "paragraph", "anchor": block.place.anchor, "spans": _spans(block.spans)}
        case Heading():
            place = block.place
            return {"kind": "heading", "level": place.level, "anchor": place.anchor, "spans": _heading(block.spans)}
        case Numbered():
            return {
                "kind": "numbered",
                "level": block.place.level,
                "number": block.place.number,
                "anchor": block.place.anchor,
                "spans": _heading(block.spans) if block.is_heading else _spans(block.spans),
                "blocks": _blocks(block.blocks),
            }
        case ItemList():
            return {
                "kind": "list",
                "marks": [item.place.number for item in block.items],
                "items": [
                    {"anchor": item.place.anchor, "spans": _spans(item.spans), "blocks": _blocks(item.blocks)}
                    for item in block.items
                ],
            }
        case Quotation():
            return {"kind": "quotation", "blocks": _blocks(block.blocks)}
        case Table():
            return _table(block)


def _heading(spans: Spans) -> list[Any]:
    """The words of a heading, which must not be empty: those who move about by headings would hear nothing."""
    return _spans(spans) if words_of(spans).strip() else _spans((Text("(no words)"),))


def _table(table: Table) -> dict[str, Any]:
    width = table.width
    rows = []
    for row in table.rows:
        cells = [*row.cells, *[()] * (width - len(row.cells))]
        if row.is_group:
            rows.append(
                [{"span": width, "strong": True, "blocks": [block for cell in cells for block in _blocks(cell)]}]
            )
        else:
            rows.append(
                [
                    {"span": 1, "strong": n == 0 and table.has_row_headings, "blocks": _blocks(cell)}
                    for n, cell in enumerate(cells)
                ]
            )
    return {
        "kind": "table",
        "anchor": table.place.anchor,
        "caption": _words(table.caption),
        "description": _words(table.description),
        "columns": _shares(table),
        # On every page that the table goes on to, its headings stand again: there they cannot be links.
        "header": [*(_spans((Text(words_of(spans)),)) for spans in table.header), *[[]] * (width - len(table.header))],
        "repeats": max((len(words_of(spans)) for spans in table.header), default=0) <= _LONGEST_HEADING,
        "rows": rows,
    }


def _shares(table: Table) -> list[int]:
    """How the columns share the page: by their longest words, within bounds."""
    found = [len(words_of(spans)) for spans in table.header] + [0] * (table.width - len(table.header))
    for row in table.rows:
        if not row.is_group:
            for n, cell in enumerate(row.cells):
                found[n] = max(found[n], _length(cell))
    return [min(max(length, _NARROWEST), _WIDEST) for length in found]


def _length(cell: Cell) -> int:
    return max((_WIDEST if isinstance(block, ItemList) else len(words_of(block.spans)) for block in cell), default=0)


def _spans(spans: Spans) -> list[Any]:
    return [_span(span) for span in spans]


def _span(span: Span) -> list[Any]:
    match span:
        case Text():
            return ["text", _words(span.text)]
        case LineBreak():
            return ["break"]
        case Emphasis():
            return ["emphasis", _spans(span.spans)]
        case Strong():
            return ["strong", _spans(span.spans)]
        case Link():
            return ["link", span.address, _spans(span.spans)]
        case Reference():
            return ["reference", span.anchor, _words(span.shown)]
