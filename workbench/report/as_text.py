"""A numbered report as plain lines: for the screen, and for people who read with a screen reader."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from workbench.report.numbering import NumberedReport
from workbench.report.tree import (
    Appendix,
    Block,
    Heading,
    Item,
    ItemList,
    LineBreak,
    Numbered,
    Paragraph,
    Quotation,
    Section,
    SectionBlock,
    Spans,
    Table,
    words_of,
)
from workbench.report.words import long_date

WIDTH = 84


def as_text(numbered: NumberedReport, width: int = WIDTH) -> str:
    """The whole report as text, every line at most ``width`` characters where its words allow."""
    report = numbered.report
    head = [report.marking, report.council, report.form, report.title]
    head += [f"To: {report.to}"] if report.to else []
    head += [f"Date: {long_date(report.on)}"] if report.on else []
    parts = ["\n".join(line for line in head if line)]
    parts += [section_text(section, width) for section in report.sections]
    parts += ["\n".join(appendix.heading for appendix in report.appendices)]
    for signature in report.signatures:
        lines = [signature.name, signature.title, signature.telephone, signature.email]
        parts.append("\n".join(line for line in lines if line))
    parts += [appendix_text(appendix, width) for appendix in report.appendices]
    return "\n\n".join(part for part in parts if part) + "\n"


def section_text(section: Section, width: int = WIDTH) -> str:
    """One section with its heading."""
    return "\n".join([f"{section.place.number} {section.title}", *_section_blocks(section.blocks, 0, width)])


def appendix_text(appendix: Appendix, width: int = WIDTH) -> str:
    """One appendix with its heading."""
    return "\n".join([appendix.heading, *_blocks(appendix.blocks, 0, width)])


def _section_blocks(blocks: Iterable[SectionBlock], indent: int, width: int) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Numbered):
            yield ""
            yield from _marked(block.place.number, block.spans, indent, width)
            yield from _section_blocks(block.blocks, indent + (0 if block.is_heading else 4), width)
        else:
            yield from _block(block, indent, width)


def _blocks(blocks: Iterable[Block], indent: int, width: int) -> Iterator[str]:
    for block in blocks:
        yield from _block(block, indent, width)


def _block(block: Block, indent: int, width: int) -> Iterator[str]:
    match block:
        case Paragraph() | Heading():
            yield ""
            yield from _wrapped(block.spans, indent, width)
        case ItemList():
            for item in block.items:
                yield from _item(item, indent, width)
        case Quotation():
            yield from _blocks(block.blocks, indent + 4, width)
        case Table():
            yield from _table(block, indent, width)


def _item(item: Item, indent: int, width: int) -> Iterator[str]:
    yield from _marked(item.place.number or "•", item.spans, indent, width)
    yield from _blocks(item.blocks, indent + 4, width)


def _table(table: Table, indent: int, width: int) -> Iterator[str]:
    """A row of two cells as a question and its answer; wider rows as lines of cells."""
    yield ""
    if table.caption:
        yield " " * indent + table.caption
    headings = [words_of(spans) for spans in table.header]
    if len(headings) > 2:
        yield from _filled("", " | ".join(headings), indent, width)
    for row in table.rows:
        cells = [" ".join(line.strip() for line in _blocks(cell, 0, width) if line.strip()) for cell in row.cells]
        if row.is_group:
            yield ""
            yield from _filled("", cells[0] if cells else "", indent, width)
        elif len(cells) == 2:
            yield from _filled("", cells[0], indent + 2, width)
            yield from _filled("", cells[1] or "–", indent + 6, width)
        else:
            yield from _filled("", " | ".join(cells), indent + 2, width)


def _marked(mark: str, spans: Spans, indent: int, width: int) -> Iterator[str]:
    yield from _filled(mark, _with_breaks(spans), indent, width)


def _wrapped(spans: Spans, indent: int, width: int) -> Iterator[str]:
    yield from _filled("", _with_breaks(spans), indent, width)


def _with_breaks(spans: Spans) -> str:
    return "".join("\n" if isinstance(span, LineBreak) else words_of((span,)) for span in spans)


def _filled(mark: str, text: str, indent: int, width: int) -> Iterator[str]:
    """The text behind its mark, further lines standing under the first word."""
    begin = " " * indent + (f"{mark} " if mark else "")
    follow = " " * len(begin)
    for line in text.split("\n") or [""]:
        yield from textwrap.wrap(line, max(width, len(begin) + 20), initial_indent=begin, subsequent_indent=follow) or (
            [begin.rstrip()] if mark and begin.strip() else []
        )
        begin = follow
