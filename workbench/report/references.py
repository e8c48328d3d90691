"""What the references of a report show: each gets the number of the node it names, or the report is refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from workbench.report.tree import (
    Appendix,
    Block,
    CellBlock,
    Emphasis,
    Heading,
    ItemList,
    Link,
    Numbered,
    Paragraph,
    Quotation,
    Reference,
    Report,
    Section,
    SectionBlock,
    Span,
    Spans,
    Strong,
    Table,
)

NUMBER_ALONE = "#"

_NOUNS = frozenset(
    "appendix appendices finding findings item items line lines paragraph paragraphs recommendation recommendations "
    "section sections".split()
)


class ReportProblem(ValueError):
    """A report cannot be put together; the message says where and what to do."""


class DanglingReference(ReportProblem):
    """A report refers to something that is not in it, or that has no number to be shown."""


@dataclass(frozen=True)
class Target:
    """What a reference to a node shows: its noun, its number in full ("6.1.vii", "3)", "Appendix 4") and its anchor."""

    noun: str
    number: str
    anchor: str


def resolved(report: Report, targets: Mapping[str, Target], *, in_part: bool = False) -> Report:
    """A numbered report with the words and the anchor of every reference filled in.

    Raises DanglingReference; of a report that is there ``in_part`` only, what is not there yet is shown as "…".
    """
    resolver = _Resolver(targets, in_part)
    return replace(
        report,
        sections=tuple(resolver.section(section) for section in report.sections),
        appendices=tuple(resolver.appendix(appendix) for appendix in report.appendices),
    )


def words_for(reference: Reference, target: Target) -> str:
    """What a reference prints: "paragraph 2.1", "recommendation 3)", "Finding 6.1.i", "3", "words (paragraph 2.1)".

    The bracket of a recommendation stays off where a word or nothing stands before the number.
    """
    words = reference.words.strip()
    bare = target.number.removeprefix("Appendix ").removesuffix(")")
    full = f"{target.noun} {target.number}".strip()
    if not target.number:
        return words
    if not words:
        return full
    if words == NUMBER_ALONE:
        return bare
    return f"{words} {bare}" if words.casefold() in _NOUNS else f"{words} ({full})"


class _Resolver:
    """Walks a report, remembering the last number passed so that a message can say where."""

    def __init__(self, targets: Mapping[str, Target], in_part: bool) -> None:
        self._targets = targets
        self._in_part = in_part
        self._where = "the beginning"

    def section(self, section: Section) -> Section:
        self._where = f"section {section.place.number}"
        return replace(section, blocks=self._section_blocks(section.blocks))

    def appendix(self, appendix: Appendix) -> Appendix:
        self._where = f"Appendix {appendix.place.number}"
        return replace(appendix, blocks=self._blocks(appendix.blocks))

    def _section_blocks(self, blocks: tuple[SectionBlock, ...]) -> tuple[SectionBlock, ...]:
        return tuple(self._numbered(block) if isinstance(block, Numbered) else self._block(block) for block in blocks)

    def _numbered(self, block: Numbered) -> Numbered:
        self._where = f"paragraph {block.place.number}"
        return replace(block, spans=self._spans(block.spans), blocks=self._section_blocks(block.blocks))

    def _blocks(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(self._block(block) for block in blocks)

    def _block(self, block: Block) -> Block:
        match block:
            case Paragraph() | ItemList():
                return self._cell_block(block)
            case Heading():
                return replace(block, spans=self._spans(block.spans))
            case Quotation():
                return replace(block, blocks=self._blocks(block.blocks))
            case Table():
                rows = tuple(
                    replace(row, cells=tuple(tuple(self._cell_block(inside) for inside in cell) for cell in row.cells))
                    for row in block.rows
                )
                return replace(block, header=tuple(self._spans(spans) for spans in block.header), rows=rows)

    def _cell_block(self, block: CellBlock) -> CellBlock:
        if isinstance(block, Paragraph):
            return replace(block, spans=self._spans(block.spans))
        items = tuple(
            replace(item, spans=self._spans(item.spans), blocks=self._blocks(item.blocks)) for item in block.items
        )
        return replace(block, items=items)

    def _spans(self, spans: Spans) -> Spans:
        return tuple(self._span(span) for span in spans)

    def _span(self, span: Span) -> Span:
        match span:
            case Reference():
                return self._reference(span)
            case Emphasis() | Strong() | Link():
                return replace(span, spans=self._spans(span.spans))
            case _:
                return span

    def _reference(self, reference: Reference) -> Reference:
        target = self._targets.get(reference.key)
        if target is None and self._in_part:
            return replace(reference, shown=f"{reference.words.removeprefix(NUMBER_ALONE)} …".strip())
        if target is None:
            raise DanglingReference(
                f"At {self._where} the report refers to “{reference.key}”, which is not in it: "
                "take the reference out or add what it names."
            )
        shown = words_for(reference, target)
        if shown.strip("# ") == "":
            raise DanglingReference(
                f"At {self._where} the report refers to “{reference.key}”, which has no number: "
                "give the reference words of its own."
            )
        return replace(reference, shown=shown, anchor=target.anchor)
