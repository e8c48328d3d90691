"""A numbered report as the paragraphs of a draft: each with its number, its words and the key of what it was made from.

A table gives a paragraph a row. Two drafts are compared by these paragraphs, so they hold no form, only words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from groups.report_draft import DraftParagraph
from workbench.report.numbering import NumberedReport
from workbench.report.tree import (
    Appendix,
    Cell,
    Heading,
    ItemList,
    Numbered,
    Paragraph,
    Quotation,
    Report,
    SectionBlock,
    Signature,
    Spans,
    Table,
    words_of,
)
from workbench.report.words import long_date


def paragraphs(numbered: NumberedReport) -> list[DraftParagraph]:
    """The whole report, in reading order; what has neither a number nor words is left out."""
    report = numbered.report
    found = [*_head(report)]
    for section in report.sections:
        found.append(DraftParagraph(key=section.key, number=section.place.number, text=section.title))
        found += _blocks(section.blocks)
    found += [_signature(signature, n) for n, signature in enumerate(report.signatures, start=1)]
    for appendix in report.appendices:
        found += _appendix(appendix)
    full = {key: target.number for key, target in numbered.targets.items() if target.number}
    return [
        paragraph.model_copy(update={"number": full.get(paragraph.key, paragraph.number)})
        for paragraph in found
        if paragraph.text.strip() or paragraph.number
    ]


def _head(report: Report) -> Iterator[DraftParagraph]:
    for name, words in (
        ("form", report.form),
        ("title", report.title),
        ("council", report.council),
        ("to", report.to),
        ("date", long_date(report.on) if report.on else ""),
    ):
        yield DraftParagraph(key=f"head:{name}", text=words)


def _signature(signature: Signature, n: int) -> DraftParagraph:
    parts = (signature.name, signature.title, signature.telephone, signature.email)
    return DraftParagraph(key=f"signature:{n}", text=", ".join(part for part in parts if part))


def _appendix(appendix: Appendix) -> Iterator[DraftParagraph]:
    yield DraftParagraph(key=appendix.key, number=f"Appendix {appendix.place.number}", text=appendix.title)
    yield from _blocks(appendix.blocks)


def _blocks(blocks: Iterable[SectionBlock]) -> Iterator[DraftParagraph]:
    for block in blocks:
        match block:
            case Paragraph() | Heading():
                yield _paragraph(block.spans, block.key)
            case Numbered():
                yield _paragraph(block.spans, block.key, block.place.number)
                yield from _blocks(block.blocks)
            case ItemList():
                for item in block.items:
                    yield _paragraph(item.spans, item.key, item.place.number or "•")
                    yield from _blocks(item.blocks)
            case Quotation():
                yield from _blocks(block.blocks)
            case Table():
                yield from _table(block)


def _table(table: Table) -> Iterator[DraftParagraph]:
    if table.caption:
        yield DraftParagraph(key=table.key, text=table.caption)
    yield DraftParagraph(text=_row(words_of(spans) for spans in table.header))
    for row in table.rows:
        yield DraftParagraph(text=_row(_cell(cell) for cell in row.cells))


def _cell(cell: Cell) -> str:
    return " ".join(paragraph.text for paragraph in _blocks(cell) if paragraph.text)


def _row(cells: Iterable[str]) -> str:
    return " | ".join(" ".join(cell.split()) for cell in cells)


def _paragraph(spans: Spans, key: str, number: str = "") -> DraftParagraph:
    return DraftParagraph(key=key, number=number, text=" ".join(words_of(spans).split()))
