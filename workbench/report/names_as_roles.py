"""A finished report as it may be published: every name in the key is its role, wherever in the tree it stands.

This is the one place where names become roles: every format is written from the tree, so none can miss it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from urllib.parse import unquote

from interviews.role_name import RoleName
from interviews.roles import roles_in, with_roles
from workbench.report.tree import (
    Appendix,
    Block,
    Cell,
    CellBlock,
    Emphasis,
    Heading,
    Item,
    LineBreak,
    Link,
    Numbered,
    Paragraph,
    Quotation,
    Reference,
    Report,
    Row,
    Section,
    SectionBlock,
    Signature,
    Span,
    Spans,
    Strong,
    Table,
    Text,
)

_APART = "\0"  # between what is before and after a reference, whose number is no word of anybody


def as_published(report: Report, key: Sequence[RoleName], keep: Sequence[str] = ()) -> Report:
    """The report with the names of the key as roles; the names in ``keep`` are published as they are."""
    if not key:
        return report
    return _Publisher(key, keep).report(report)


class _Publisher:
    """Goes through every text of a report."""

    def __init__(self, key: Sequence[RoleName], keep: Sequence[str]) -> None:
        self._key, self._keep = list(key), list(keep)

    def report(self, report: Report) -> Report:
        return replace(
            report,
            title=self._words(report.title),
            sections=tuple(self._section(section) for section in report.sections),
            appendices=tuple(self._appendix(appendix) for appendix in report.appendices),
            signatures=tuple(self._signature(signature) for signature in report.signatures),
            form=self._words(report.form),
            council=self._words(report.council),
            to=self._words(report.to),
            subject=self._words(report.subject),
            author=self._words(report.author),
            marking=self._words(report.marking),
        )

    def _words(self, text: str) -> str:
        return with_roles(text, self._key, self._keep)

    def _section(self, section: Section) -> Section:
        return replace(section, title=self._words(section.title), blocks=self._section_blocks(section.blocks))

    def _appendix(self, appendix: Appendix) -> Appendix:
        return replace(appendix, title=self._words(appendix.title), blocks=self._blocks(appendix.blocks))

    def _signature(self, signature: Signature) -> Signature:
        # An address with a role in it would lead nowhere.
        email = "" if self._words(signature.email) != signature.email else signature.email
        return replace(
            signature,
            name=self._words(signature.name),
            title=self._words(signature.title),
            telephone=self._words(signature.telephone),
            email=email,
        )

    def _section_blocks(self, blocks: tuple[SectionBlock, ...]) -> tuple[SectionBlock, ...]:
        return tuple(
            replace(block, spans=self._spans(block.spans), blocks=self._section_blocks(block.blocks))
            if isinstance(block, Numbered)
            else self._block(block)
            for block in blocks
        )

    def _blocks(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(self._block(block) for block in blocks)

    def _block(self, block: Block) -> Block:
        match block:
            case Heading():
                return replace(block, spans=self._spans(block.spans))
            case Quotation():
                return replace(block, blocks=self._blocks(block.blocks))
            case Table():
                return replace(
                    block,
                    header=tuple(self._spans(spans) for spans in block.header),
                    rows=tuple(self._row(row) for row in block.rows),
                    caption=self._words(block.caption),
                    description=self._words(block.description),
                )
            case _:
                return self._cell_block(block)

    def _row(self, row: Row) -> Row:
        return replace(row, cells=tuple(self._cell(cell) for cell in row.cells))

    def _cell(self, cell: Cell) -> Cell:
        return tuple(self._cell_block(block) for block in cell)

    def _cell_block(self, block: CellBlock) -> CellBlock:
        if isinstance(block, Paragraph):
            return replace(block, spans=self._spans(block.spans))
        return replace(block, items=tuple(self._item(item) for item in block.items))

    def _item(self, item: Item) -> Item:
        return replace(item, spans=self._spans(item.spans), blocks=self._blocks(item.blocks))

    # -- words inside a paragraph: a name may be broken over lines or partly in bold ----------------------------------

    def _spans(self, spans: Spans) -> Spans:
        leaves = list(_leaves(spans))
        found = roles_in("".join(leaves), self._key, self._keep)
        written: list[str] = []
        start = 0
        for leaf in leaves:
            end, parts, last = start + len(leaf), [], start
            for each in found:
                if each.end <= start or each.start >= end:
                    continue
                # The role stands where the name begins; what of the name is in later spans goes.
                parts += [leaf[last - start : max(each.start, start) - start], each.role * (each.start >= start)]
                last = min(each.end, end)
            written.append("".join([*parts, leaf[last - start :]]))
            start = end
        return self._rebuilt(spans, iter(written))

    def _rebuilt(self, spans: Spans, written: Iterator[str]) -> Spans:
        made: list[Span] = []
        for span in spans:
            match span:
                case Text():
                    made += [replace(span, text=words)] if (words := next(written)) else []
                case LineBreak():
                    made += [span] if next(written) else []
                case Reference():
                    next(written)
                    made.append(replace(span, words=self._words(span.words)))
                case Emphasis() | Strong():
                    made.append(replace(span, spans=self._rebuilt(span.spans, written)))
                case Link():
                    inside = self._rebuilt(span.spans, written)
                    tells = roles_in(unquote(span.address), self._key, self._keep)
                    made += inside if tells else [replace(span, spans=inside)]
        return tuple(made)


def _leaves(spans: Spans) -> Iterator[str]:
    for span in spans:
        match span:
            case Text():
                yield span.text
            case LineBreak():
                yield "\n"
            case Reference():
                yield _APART
            case _:
                yield from _leaves(span.spans)
