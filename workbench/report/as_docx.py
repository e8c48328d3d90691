"""A report as an accessible Word document: real headings, Word's own numbering, header rows, alternative texts, links.

The numbers are Word's, so they stay right when somebody edits the file; they come out as the tree computed them. The
bytes depend on the report and the template alone.
"""

from __future__ import annotations

import io
from typing import Any

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Twips

from workbench.report.docx_lists import HANG, NUMBER_HANG, Numbering, OpenList
from workbench.report.docx_page import begin_field, empty_paragraph, end_field, page_numbers, with_fixed_times
from workbench.report.docx_styles import (
    CONTENTS,
    CONTENTS_HEADING,
    COUNCIL,
    MARKING,
    NUMBERED,
    NUMBERED_STYLES,
    QUOTATION,
    TABLE_HEADING,
    TABLE_TEXT,
    link_numbering,
    new_document,
    set_language,
    set_properties,
)
from workbench.report.docx_template import Template
from workbench.report.docx_words import Words
from workbench.report.numbering import NumberedReport
from workbench.report.tree import (
    Appendix,
    Cell,
    Heading,
    ItemList,
    LineBreak,
    Link,
    Numbered,
    Paragraph,
    Place,
    Quotation,
    Report,
    Section,
    SectionBlock,
    Signature,
    Span,
    Spans,
    Strong,
    Table,
    Text,
    text,
)
from workbench.report.words import long_date, plain

_NO_STYLE = ""
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="767676"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def as_docx(numbered: NumberedReport, template: Template | None = None) -> bytes:
    """The whole file. ``template`` is a council's own Word document, whose letterhead and styles it takes.

    Raises docx_template.BadTemplate where that cannot be used.
    """
    document = new_document(template, numbered.report.council)
    writer = _Writer(document)
    writer.report(numbered.report)
    set_language(document, numbered.report.language)
    set_properties(document, numbered.report)
    saved = io.BytesIO()
    document.save(saved)
    return with_fixed_times(saved.getvalue())


class _Writer:
    """Writes one report into one document."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._numbering = Numbering(document, NUMBERED_STYLES)
        self._words = Words()
        self._style_ids = {style.name: style.style_id for style in document.styles}
        self._last_is_table = False
        link_numbering(document, self._numbering.sections)

    def report(self, report: Report) -> None:
        self._header(report)
        if report.has_contents:
            self._contents(report)
        for section in report.sections:
            self._section(section)
        for appendix in report.appendices:
            self._words.link(self._paragraph(), appendix.place.anchor, appendix.heading)
        for signature in report.signatures:
            self._signature(signature)
        for appendix in report.appendices:
            self._appendix(appendix)
        if self._last_is_table:
            self._paragraph()
        page_numbers(self._document)

    # The parts of a report.

    def _header(self, report: Report) -> None:
        self._take_away_empty_start()
        if report.marking:
            self._words.plain(self._paragraph(MARKING), report.marking)
            self._words.plain(empty_paragraph(self._document.sections[0].header), report.marking)
        if report.council:
            self._words.plain(self._paragraph(COUNCIL), report.council)
        self._words.plain(self._paragraph("Title"), report.form or report.title)
        rows = [
            ("To:", report.to),
            ("Date:", long_date(report.on) if report.on else ""),
            ("Subject:", report.title if report.form else ""),
        ]
        for name, words in rows:
            if words:
                self._words.write(self._paragraph(), (Strong(text(name)), Text(f" {words}")))

    def _contents(self, report: Report) -> None:
        """A field of Word's own, filled in already: without page numbers it is right before anybody updates it."""
        entries = [(s.place.anchor, f"{s.place.number} {s.title}") for s in report.sections]
        entries += [(a.place.anchor, a.heading) for a in report.appendices]
        if not entries:
            return
        self._words.plain(self._paragraph(CONTENTS_HEADING), "Contents")
        lines = [self._paragraph(CONTENTS) for _ in entries]
        begin_field(lines[0], r'TOC \o "1-1" \n \h \z')
        for line, (anchor, words) in zip(lines, entries, strict=True):
            self._words.link(line, anchor, words)
        end_field(lines[-1])

    def _section(self, section: Section) -> None:
        heading = self._paragraph("Heading 1")
        self._words.mark(heading, section.place)
        self._words.plain(heading, section.title)
        self._blocks(section.blocks, indent=0)

    def _appendix(self, appendix: Appendix) -> None:
        heading = self._paragraph("Heading 1")
        heading.paragraph_format.page_break_before = True
        _number(heading, self._numbering.appendices, 0)
        self._words.mark(heading, appendix.place)
        self._words.plain(heading, appendix.title)
        self._blocks(appendix.blocks, indent=0)

    def _signature(self, signature: Signature) -> None:
        name = ", ".join(part for part in (signature.name, signature.title) if part)
        lines: list[Span] = [Text(line) for line in (name, signature.telephone) if line]
        if signature.email:
            lines.append(Link(text(signature.email), f"mailto:{signature.email}"))
        broken = [span for line in lines for span in (line, LineBreak())][:-1]
        self._words.write(self._paragraph(), tuple(broken))

    def _take_away_empty_start(self) -> None:
        """A template without a letterhead begins with one empty paragraph, which is not part of the report."""
        body = self._document.element.body
        first = [child for child in body if child.tag != qn("w:sectPr")]
        if len(first) == 1 and first[0].tag == qn("w:p") and not "".join(first[0].itertext()).strip():
            body.remove(first[0])

    # Blocks.

    def _blocks(
        self, blocks: tuple[SectionBlock, ...], indent: int, above: OpenList | None = None, style: str = _NO_STYLE
    ) -> None:
        for block in blocks:
            match block:
                case Paragraph():
                    self._plain_paragraph(block, indent, style)
                case Heading():
                    self._heading(block.place, block.spans)
                case Numbered():
                    self._numbered(block)
                case ItemList():
                    self._list(block, indent, above, self._document, "List Paragraph")
                case Quotation():
                    self._blocks(block.blocks, indent + HANG, None, QUOTATION)
                case Table():
                    self._table(block)

    def _plain_paragraph(self, block: Paragraph, indent: int, style: str) -> None:
        paragraph = self._paragraph(style)
        if indent:
            paragraph.paragraph_format.left_indent = Twips(indent)
        self._words.mark(paragraph, block.place)
        self._words.write(paragraph, block.spans)

    def _heading(self, place: Place, spans: Spans) -> Any:
        paragraph = self._paragraph(f"Heading {min(place.level, 9)}")
        self._words.mark(paragraph, place)
        self._words.write(paragraph, spans)
        return paragraph

    def _numbered(self, block: Numbered) -> None:
        level = block.place.number.count(".")
        if block.is_heading:
            _number(self._heading(block.place, block.spans), self._numbering.sections, level)
        else:
            paragraph = self._paragraph(NUMBERED)
            if level != 1:
                _number(paragraph, self._numbering.sections, level)
            self._words.mark(paragraph, block.place)
            self._words.write(paragraph, block.spans)
        self._blocks(block.blocks, NUMBER_HANG)

    def _list(self, block: ItemList, indent: int, above: OpenList | None, where: Any, style: str) -> None:
        listed = self._numbering.open(block, indent, above)
        for item in block.items:
            listed.has_sub_list = False
            paragraph = self._paragraph(style, where)
            _number(paragraph, listed.number_id, listed.level)
            self._words.mark(paragraph, item.place)
            self._words.write(paragraph, item.spans)
            if where is self._document:
                self._blocks(item.blocks, indent + HANG, listed)
            else:
                self._cell_blocks(item.blocks, indent + HANG, listed, where)

    def _table(self, table: Table) -> None:
        if table.caption:
            self._words.plain(self._paragraph("Caption"), table.caption)
        elif self._last_is_table:
            self._paragraph()  # Word would join two tables that touch.
        drawn = self._document.add_table(rows=1 + len(table.rows), cols=table.width)
        tbl = drawn._tbl
        tbl.replace(tbl.tblPr, _table_properties(table))
        header, *rows = list(drawn.rows)
        for cell, spans in zip(header.cells, table.header, strict=False):
            self._dress(cell.paragraphs[0], TABLE_HEADING)
            self._words.write(cell.paragraphs[0], spans)
        self._words.mark(header.cells[0].paragraphs[0], table.place)
        header._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for cell in header.cells:
            cell._tc.get_or_add_tcPr().append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="EEEEEE"/>'))
        for written, row in zip(rows, table.rows, strict=True):
            written._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
            for n, (cell, content) in enumerate(zip(written.cells, row.cells, strict=False)):
                is_heading = row.is_group or (n == 0 and table.has_row_headings)
                self._cell(cell, content, TABLE_HEADING if is_heading else TABLE_TEXT)
        self._last_is_table = True

    def _cell(self, cell: Any, content: Cell, style: str) -> None:
        empty = cell.paragraphs[0]
        self._dress(empty, style)
        if content:
            self._cell_blocks(content, 0, None, cell, style)
        if len(cell.paragraphs) > 1:
            empty._p.getparent().remove(empty._p)

    def _cell_blocks(
        self, blocks: tuple[SectionBlock, ...], indent: int, above: OpenList | None, cell: Any, style: str = TABLE_TEXT
    ) -> None:
        """Blocks inside a table cell, where what needs a page of its own is written as paragraphs."""
        for block in blocks:
            match block:
                case ItemList():
                    self._list(block, indent, above, cell, style)
                case Quotation():
                    self._cell_blocks(block.blocks, indent, None, cell, style)
                case Table():
                    for spans in block.header:
                        self._words.write(self._paragraph(style, cell), spans)
                    for row in block.rows:
                        for inside in row.cells:
                            self._cell_blocks(inside, indent, None, cell, style)
                case _:
                    paragraph = self._paragraph(style, cell)
                    self._words.mark(paragraph, block.place)
                    self._words.write(paragraph, block.spans)

    def _paragraph(self, style: str = _NO_STYLE, where: Any = None) -> Any:
        if where is None or where is self._document:
            self._last_is_table = False
        paragraph = (self._document if where is None else where).add_paragraph()
        self._dress(paragraph, style)
        return paragraph

    def _dress(self, paragraph: Any, style: str) -> None:
        """Give the paragraph a style; python-docx would search all styles again for each."""
        if style:
            paragraph._p.style = self._style_ids[style]


def _number(paragraph: Any, number_id: int, level: int) -> None:
    numbers = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    numbers.get_or_add_ilvl().val = level
    numbers.get_or_add_numId().val = number_id


def _table_properties(table: Table) -> Any:
    """The properties of a table in the order that Word wants, with its name and its description in words."""
    properties = parse_xml(
        f'<w:tblPr {nsdecls("w")}><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>{_BORDERS}</w:tblBorders>'
        f'<w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>'
        f'<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="{int(table.has_row_headings)}" '
        'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr>'
    )
    name, description = plain(table.caption), plain(table.description)
    for tag, words in (("w:tblCaption", name or description), ("w:tblDescription", description or name)):
        if words:
            made = OxmlElement(tag)
            made.set(qn("w:val"), words)
            properties.append(made)
    return properties
