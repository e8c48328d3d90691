"""The numbers of a report, given once for every format, and its references resolved to them (domain.md, "Numbering").

Sections 2; paragraphs 2.1 and 7.1.1; recommendations 1) 2) 3), running on; items i. and a.; appendices 1, 2.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from groups.numbering import letter, roman
from workbench.report.references import ReportProblem, Target, resolved
from workbench.report.tree import (
    Appendix,
    Block,
    Cell,
    Heading,
    Item,
    ItemList,
    ListStyle,
    Numbered,
    Paragraph,
    Place,
    Quotation,
    Report,
    Section,
    SectionBlock,
    Table,
)

_LETTERED = {ListStyle.LETTER: letter, ListStyle.CAPITAL: letter, ListStyle.ROMAN: roman}


class DuplicateKey(ReportProblem):
    """Two nodes of a report have the same key, so a reference to it could mean either."""


@dataclass(frozen=True)
class NumberedReport:
    """A report in which every node has its place and every reference its words.

    ``targets`` has what can be referred to, by key.
    """

    report: Report
    targets: Mapping[str, Target]


def number(report: Report) -> NumberedReport:
    """Number a report. Raises DuplicateKey or DanglingReference with one sentence that says where."""
    numberer = _Numberer()
    placed = numberer.report(report)
    return NumberedReport(resolved(placed, numberer.targets), numberer.targets)


def number_alone(section: Section, place: int) -> Section:
    """One section numbered before the rest of its report is there: references to the rest are still open ("…").

    Raises DuplicateKey.
    """
    numberer = _Numberer()
    placed = numberer.section(section, str(place))
    return resolved(Report("", (placed,)), numberer.targets, in_part=True).sections[0]


def mark(style: ListStyle, n: int) -> str:
    """The mark of a list's item as printed: "iv.", "3)", "b."; "" for a bullet."""
    bare = bare_mark(style, n)
    return bare and bare + (")" if style is ListStyle.BRACKET else ".")


def bare_mark(style: ListStyle, n: int) -> str:
    """The mark without its dot or bracket, as it stands inside a longer number: "iv" in 6.1.iv."""
    if style is ListStyle.BULLET:
        return ""
    bare = _LETTERED[style](n) if style in _LETTERED else str(n)
    return bare.upper() if style is ListStyle.CAPITAL else bare


@dataclass(frozen=True)
class _Inside:
    """What a block inherits from where it stands: the number so far, what joins the next part to it, noun, level."""

    number: str
    joint: str
    noun: str
    level: int

    def below(self, part: str) -> str:
        """The number of something below, or its own part alone where nothing above has a number."""
        return f"{self.number}{self.joint}{part}" if self.number and part else part


class _Numberer:
    """Gives each node its place, in reading order."""

    def __init__(self) -> None:
        self.targets: dict[str, Target] = {}
        self._anchors: set[str] = set()
        self._runs: dict[str, int] = {}
        self._last_level = 1

    def report(self, report: Report) -> Report:
        sections = tuple(self.section(s, str(n)) for n, s in enumerate(report.sections, start=1))
        appendices = tuple(self._appendix(a, str(n)) for n, a in enumerate(report.appendices, start=1))
        return replace(report, sections=sections, appendices=appendices)

    def section(self, section: Section, shown: str) -> Section:
        """One section with the number that is shown before it."""
        anchor = self._keep(section.key, "section", shown, f"section-{shown}")
        blocks = self._section_blocks(section.blocks, self._below_heading(shown, ".", "paragraph"))
        return replace(section, blocks=blocks, place=Place(shown, 1, anchor))

    def _appendix(self, appendix: Appendix, shown: str) -> Appendix:
        full = f"Appendix {shown}"
        anchor = self._keep(appendix.key, "", full, f"appendix-{shown}")
        blocks = self._blocks(appendix.blocks, self._below_heading(full, ", ", ""))
        return replace(appendix, blocks=blocks, place=Place(shown, 1, anchor))

    def _below_heading(self, shown: str, joint: str, noun: str) -> _Inside:
        self._last_level = 1
        return _Inside(shown, joint, noun, 1)

    def _section_blocks(self, blocks: tuple[SectionBlock, ...], inside: _Inside) -> tuple[SectionBlock, ...]:
        placed: list[SectionBlock] = []
        n = 0
        for block in blocks:
            if isinstance(block, Numbered):
                n += 1
                placed.append(self._numbered(block, replace(inside, number=inside.below(str(n)))))
            else:
                placed.append(self._block(block, inside))
        return tuple(placed)

    def _numbered(self, block: Numbered, here: _Inside) -> Numbered:
        anchor = self._keep(block.key, "paragraph", here.number)
        level = 0
        if block.is_heading:
            level = self._last_level = here.level + 1
            here = replace(here, level=level)
        blocks = self._section_blocks(block.blocks, here)
        return replace(block, blocks=blocks, place=Place(here.number, level, anchor))

    def _blocks(self, blocks: tuple[Block, ...], inside: _Inside) -> tuple[Block, ...]:
        return tuple(self._block(block, inside) for block in blocks)

    def _block(self, block: Block, inside: _Inside) -> Block:
        match block:
            case Paragraph():
                return self._paragraph(block)
            case Heading():
                # A level left out would be a step missing for those who move about by headings.
                level = min(inside.level + block.depth, self._last_level + 1)
                self._last_level = level
                return replace(block, place=Place(level=level, anchor=self._keep(block.key, "", "")))
            case ItemList():
                return self._list(block, inside)
            case Quotation():
                return replace(block, blocks=self._blocks(block.blocks, inside))
            case Table():
                return self._table(block, inside)

    def _list(self, block: ItemList, inside: _Inside) -> ItemList:
        first = self._runs.get(block.run, block.start) if block.run else block.start
        noun = block.noun or inside.noun
        items: list[Item] = []
        for n, item in enumerate(block.items, start=first):
            part, printed = bare_mark(block.style, n), mark(block.style, n)
            full, joint = (part, "") if block.run else (inside.below(part), ".")
            anchor = self._keep(item.key, noun, printed if block.run and block.style is ListStyle.BRACKET else full)
            below = _Inside(full, joint, noun, inside.level)
            items.append(replace(item, blocks=self._blocks(item.blocks, below), place=Place(printed, 0, anchor)))
        if block.run:
            self._runs[block.run] = first + len(items)
        return replace(block, items=tuple(items))

    def _table(self, block: Table, inside: _Inside) -> Table:
        rows = tuple(replace(row, cells=tuple(self._cell(cell, inside) for cell in row.cells)) for row in block.rows)
        return replace(block, rows=rows, place=Place(anchor=self._keep(block.key, "", "")))

    def _cell(self, cell: Cell, inside: _Inside) -> Cell:
        here = replace(inside, number="")
        return tuple(self._list(b, here) if isinstance(b, ItemList) else self._paragraph(b) for b in cell)

    def _paragraph(self, block: Paragraph) -> Paragraph:
        return replace(block, place=Place(anchor=self._keep(block.key, "", "")))

    def _keep(self, key: str, noun: str, shown: str, anchor: str = "") -> str:
        """Remember what a key stands for; the anchor that links to it can use ("" for a node without a key)."""
        if not key:
            return self._anchor(anchor) if anchor else ""
        if key in self.targets:
            first = self.targets[key].number or "something without a number"
            raise DuplicateKey(
                f"“{key}” stands at {first} and again at {shown or 'something without a number'}: keep one of the two."
            )
        self.targets[key] = Target(noun, shown, self._anchor(re.sub(r"[^A-Za-z0-9_]+", "-", key).strip("-")))
        return self.targets[key].anchor

    def _anchor(self, wish: str) -> str:
        wish = wish if wish[:1].isalpha() else f"at-{wish}"
        anchor, n = wish, 1
        while anchor in self._anchors:
            n += 1
            anchor = f"{wish}-{n}"
        self._anchors.add(anchor)
        return anchor
