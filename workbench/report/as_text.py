"""A numbered report as plain lines: for the screen, and for people who read with a screen reader."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from workbench.report.numbering import NumberedReport
from workbench.report.tree import (
    Appendix,
    Block,
    Emphasis,
    Heading,
    Item,
    ItemList,
    LineBreak,
    Link,
    Numbered,
    Paragraph,
    Quotation,
    Section,
    SectionBlock,
    Spans,
    Strong,
    Table,
    Text,
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


def section_text(section: Section, width: int = WIDTH, told: Mapping[str, str] = MappingProxyType({})) -> str:
    """One section with its heading. ``told`` is what is said under each paragraph that prints a fact of that name."""
    page = _Page(width, told)
    return "\n".join([f"{section.place.number} {section.title}", *_section_blocks(section.blocks, 0, page)])


def appendix_text(appendix: Appendix, width: int = WIDTH) -> str:
    """One appendix with its heading."""
    return "\n".join([appendix.heading, *_blocks(appendix.blocks, 0, _Page(width))])


class _Page(NamedTuple):
    """How wide a page is, and what is said under the paragraphs with some facts."""

    width: int
    told: Mapping[str, str] = MappingProxyType({})


def _section_blocks(blocks: Iterable[SectionBlock], indent: int, page: _Page) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Numbered):
            yield ""
            yield from _filled(block.place.number, _with_breaks(block.spans), indent, page)
            yield from _told(block.spans, indent + len(block.place.number) + 1, page)
            yield from _section_blocks(block.blocks, indent + (0 if block.is_heading else 4), page)
        else:
            yield from _block(block, indent, page)


def _blocks(blocks: Iterable[Block], indent: int, page: _Page) -> Iterator[str]:
    for block in blocks:
        yield from _block(block, indent, page)


def _block(block: Block, indent: int, page: _Page) -> Iterator[str]:
    match block:
        case Paragraph() | Heading():
            yield ""
            yield from _filled("", _with_breaks(block.spans), indent, page)
            yield from _told(block.spans, indent, page)
        case ItemList():
            for item in block.items:
                yield from _item(item, indent, page)
        case Quotation():
            yield from _blocks(block.blocks, indent + 4, page)
        case Table():
            yield from _table(block, indent, page)


def _item(item: Item, indent: int, page: _Page) -> Iterator[str]:
    yield from _filled(item.place.number or "•", _with_breaks(item.spans), indent, page)
    yield from _told(item.spans, indent + 4, page)
    yield from _blocks(item.blocks, indent + 4, page)


def _table(table: Table, indent: int, page: _Page) -> Iterator[str]:
    """A row of two cells as a question and its answer; wider rows as lines of cells."""
    yield ""
    if table.caption:
        yield " " * indent + table.caption
    headings = [words_of(spans) for spans in table.header]
    if len(headings) > 2:
        yield from _filled("", " | ".join(headings), indent, page)
    for row in table.rows:
        cells = [" ".join(line.strip() for line in _blocks(cell, 0, page) if line.strip()) for cell in row.cells]
        if row.is_group:
            yield ""
            yield from _filled("", cells[0] if cells else "", indent, page)
        elif len(cells) == 2:
            yield from _filled("", cells[0], indent + 2, page)
            yield from _filled("", cells[1] or "–", indent + 6, page)
        else:
            yield from _filled("", " | ".join(cells), indent + 2, page)


def _told(spans: Spans, indent: int, page: _Page) -> Iterator[str]:
    """What is to be said of the facts in a paragraph, each once."""
    for name in dict.fromkeys(_facts(spans)) if page.told else ():
        if name in page.told:
            yield from _filled("▸", page.told[name], indent, page)


def _facts(spans: Spans) -> Iterator[str]:
    for span in spans:
        match span:
            case Text():
                yield span.fact
            case Emphasis() | Strong() | Link():
                yield from _facts(span.spans)
            case _:
                pass


def _with_breaks(spans: Spans) -> str:
    return "".join("\n" if isinstance(span, LineBreak) else words_of((span,)) for span in spans)


def _filled(mark: str, text: str, indent: int, page: _Page) -> Iterator[str]:
    """The text behind its mark, further lines standing under the first word."""
    begin = " " * indent + (f"{mark} " if mark else "")
    follow = " " * len(begin)
    room = max(page.width, len(begin) + 20)
    for line in text.split("\n") or [""]:
        yield from textwrap.wrap(line, room, initial_indent=begin, subsequent_indent=follow) or (
            [begin.rstrip()] if mark and begin.strip() else []
        )
        begin = follow
