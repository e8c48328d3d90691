"""A report as Markdown: CommonMark with tables, numbers as text, every text escaped so that it shows as it is.

Markdown has no anchors of its own; a reference leads to the heading over what it names, by the address that the usual
viewers give a heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from workbench.report.numbering import NumberedReport
from workbench.report.tree import (
    Appendix,
    Emphasis,
    Heading,
    Item,
    ItemList,
    LineBreak,
    Link,
    ListStyle,
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
    walk,
    words_of,
)
from workbench.report.words import long_date, plain

_SPECIAL = re.compile(r"[\\`*_\[\]<>|~]|&(?=[#A-Za-z])")
_AT_START = re.compile(r"^(#{1,6}(?=\s|$)|[-+=](?=\s|[-+=]|$)|:?-{3,}|\d{1,9}(?=[.)](?:\s|$)))")
# Lists whose marks Markdown knows itself; other marks are typed behind a bullet.
_NATIVE = (ListStyle.ARABIC, ListStyle.BRACKET)
_NATIVE_ITEM = re.compile(r"\d{1,9}[.)](?: |$)", re.MULTILINE)
_BREAK = "\\\n"
_OUTER_BLANKS = re.compile(r"^(?:\s|\\\n)+|(?:\s|\\\n)+$")
_IN_ADDRESS, _ESCAPE = re.compile(r"[\\<>&]"), r"\\\g<0>"


def as_markdown(numbered: NumberedReport) -> str:
    """The whole report; paragraphs are one line each."""
    report = numbered.report
    writer = _Writer(_addresses(report))
    parts = [
        *_header(report),
        *(part for section in report.sections for part in writer.section(section)),
        "\n".join(f"- {writer.link(a.heading, a.place.anchor)}" for a in report.appendices),
        *(_signature(signature) for signature in report.signatures),
        *(part for appendix in report.appendices for part in writer.appendix(appendix)),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def escaped(words: str, at_start: bool = False) -> str:
    """Words as Markdown that shows just them; ``at_start`` where they begin a line."""
    safe = _SPECIAL.sub(r"\\\g<0>", plain(words))
    if at_start:
        safe = _AT_START.sub(_first_escaped, safe.lstrip())
    return safe


def _first_escaped(match: re.Match[str]) -> str:
    sign = match[0]
    return f"{sign}\\" if sign.isdigit() else f"\\{sign}"


def _header(report: Report) -> list[str]:
    rows = [
        ("To", report.to),
        ("Date", long_date(report.on) if report.on else ""),
        ("Subject", report.title if report.form else ""),
    ]
    return [
        _bold_line(report.marking),
        escaped(report.council, at_start=True),
        _heading(0, escaped(report.form or report.title)),
        *(f"**{name}:** {escaped(words)}" for name, words in rows if words),
    ]


def _signature(signature: Signature) -> str:
    name = ", ".join(part for part in (signature.name, signature.title) if part)
    return "\\\n".join(escaped(line, at_start=True) for line in (name, signature.telephone, signature.email) if line)


def _addresses(report: Report) -> dict[str, str]:
    """The anchor of every node → the address of the heading over it, as GitHub and others make it from its words."""
    addresses: dict[str, str] = {}
    met: dict[str, int] = {}

    def heading(words: str) -> str:
        slug = re.sub(r"[^\w\- ]", "", plain(words).strip().lower()).replace(" ", "-")
        met[slug] = met.get(slug, -1) + 1
        return f"#{slug}" + (f"-{met[slug]}" if met[slug] else "")

    heading(report.form or report.title)
    parts: list[Section | Appendix] = [*report.sections, *report.appendices]
    for part in parts:
        here = heading(part.heading if isinstance(part, Appendix) else f"{part.place.number} {part.title}")
        addresses[part.place.anchor] = here
        for node in walk(part.blocks):
            if isinstance(node, Numbered) and node.is_heading:
                here = heading(f"{node.place.number} {words_of(node.spans)}")
            elif isinstance(node, Heading):
                here = heading(words_of(node.spans))
            if not isinstance(node, ItemList | Quotation) and node.place.anchor:
                addresses[node.place.anchor] = here
    return addresses


class _Writer:
    """Writes sections and appendices; knows where references lead."""

    def __init__(self, addresses: Mapping[str, str]) -> None:
        self._addresses = addresses

    def section(self, section: Section) -> list[str]:
        return [_heading(1, f"{section.place.number} {escaped(section.title)}"), *self._blocks(section.blocks)]

    def appendix(self, appendix: Appendix) -> list[str]:
        return [_heading(1, escaped(appendix.heading)), *self._blocks(appendix.blocks)]

    def link(self, words: str, anchor: str) -> str:
        return f"[{escaped(words)}]({self._addresses[anchor]})"

    def _blocks(self, blocks: Iterable[SectionBlock]) -> list[str]:
        parts: list[str] = []
        for block in blocks:
            parts += self._block(block, parts[-1] if parts else "")
        return parts

    def _block(self, block: SectionBlock, above: str) -> list[str]:
        match block:
            case Paragraph():
                return [self._spans(block.spans, at_start=True)]
            case Heading():
                return [_heading(block.place.level, self._one_line(block.spans))]
            case Numbered():
                return self._numbered(block)
            case ItemList():
                # Two lists with marks of Markdown's own would be read as one, and the second would not begin anew.
                native = block.style in _NATIVE and not _NATIVE_ITEM.match(above)
                return ["\n".join(self._item(item, native) for item in block.items)]
            case Quotation():
                inside = "\n\n".join(part for part in self._blocks(block.blocks) if part)
                return ["\n".join(f"> {line}".rstrip(" ") for line in inside.split("\n"))]
            case Table():
                return self._table(block)

    def _numbered(self, block: Numbered) -> list[str]:
        if block.is_heading:
            first = _heading(block.place.level, f"{block.place.number} {self._one_line(block.spans)}")
        else:
            first = f"{block.place.number} {self._spans(block.spans)}"
        return [first, *self._blocks(block.blocks)]

    def _item(self, item: Item, native: bool) -> str:
        sign = item.place.number if native else "-"
        typed = "" if native else escaped(item.place.number, at_start=True)
        words = f"{typed} {self._spans(item.spans)}" if typed else self._spans(item.spans, at_start=True)
        inside = "\n\n".join(part for part in (words, *self._blocks(item.blocks)) if part)
        # An item that begins with a list begins a line below its mark: "- - -" would be a line across the page.
        first, *rest = ([] if words else [""]) + inside.split("\n")
        indent = " " * (len(sign) + 1)
        return "\n".join([f"{sign} {first}".rstrip(" "), *(f"{indent}{line}" if line else "" for line in rest)])

    def _table(self, table: Table) -> list[str]:
        lines = [
            _row([self._one_line(name) for name in table.header], table.width),
            _row(["---"] * table.width, table.width),
            *(_row(self._cells(row), table.width) for row in table.rows),
        ]
        return [
            part
            for part in (_bold_line(table.caption), escaped(table.description, at_start=True), "\n".join(lines))
            if part
        ]

    def _cells(self, row: Row) -> list[str]:
        cells = ["<br>".join(line.strip() for line in self._flat(cell)) for cell in row.cells]
        return [f"**{cell}**" if row.is_group and cell and "*" not in cell else cell for cell in cells]

    def _flat(self, blocks: Iterable[SectionBlock]) -> list[str]:
        """Blocks as lines for a cell, which can hold nothing else: lists with their marks typed."""
        lines: list[str] = []
        for block in blocks:
            match block:
                case ItemList():
                    for item in block.items:
                        lines.append(f"{item.place.number or '•'} {self._one_line(item.spans)}")
                        lines += self._flat(item.blocks)
                case Quotation():
                    lines += self._flat(block.blocks)
                case Table():
                    lines += [self._one_line(name) for name in block.header]
                    lines += [line for row in block.rows for inside in row.cells for line in self._flat(inside)]
                case _:
                    lines.append(self._one_line(block.spans))
        return lines

    def _one_line(self, spans: Spans) -> str:
        """Spans for a heading or a cell."""
        return self._spans(tuple(Text(" ") if isinstance(span, LineBreak) else span for span in spans)).replace(
            _BREAK, " "
        )

    def _spans(self, spans: Spans, at_start: bool = False) -> str:
        """Spans as Markdown; ``at_start`` where they begin a line."""
        return _OUTER_BLANKS.sub("", self._inline(spans, at_start))

    def _inline(self, spans: Spans, at_start: bool = False, signs: tuple[str, ...] = ()) -> str:
        """Spans with their outer blanks; ``signs`` are those of the emphasis around them."""
        out = ""
        merged = _merged(spans)
        for n, span in enumerate(merged, start=1):
            start = (at_start and not out) or out.endswith(_BREAK)
            match span:
                case Text():
                    out += escaped(span.text, start)
                case LineBreak():
                    out += _BREAK
                case Reference():
                    out = _before_link(out) + self.link(span.shown, span.anchor)
                case Link():
                    address = _IN_ADDRESS.sub(_ESCAPE, span.address)
                    out = f"{_before_link(out)}[{escaped(words_of(span.spans))}](<{address}>)"
                case Emphasis() | Strong():
                    sign = "*" if isinstance(span, Emphasis) else "**"
                    core = self._inline(span.spans, signs=(*signs, sign))
                    if sign not in signs and _can_mark(out, core, plain(words_of(tuple(merged[n:])))):
                        out += f"{sign}{core}{sign}"
                    else:
                        out += self._inline(span.spans, start, signs)
        return out


def _heading(level: int, words: str) -> str:
    """A heading; a "#" at its end, which would be taken for the end of the mark, is escaped."""
    return f"{'#' * min(level + 1, 6)} " + re.sub(r"#+\s*$", r"\\\g<0>", words)


def _bold_line(words: str) -> str:
    safe = escaped(words).strip()
    return f"**{safe}**" if safe else ""


def _row(cells: list[str], width: int) -> str:
    return "| " + " | ".join(cells + [""] * (width - len(cells))) + " |"


def _merged(spans: Spans) -> list[Span]:
    """The spans with neighbouring words joined, since what has to be escaped depends on what follows it."""
    merged: list[Span] = []
    for span in spans:
        last = merged[-1] if merged else None
        if isinstance(span, Text) and isinstance(last, Text):
            merged[-1] = Text(last.text + span.text)
        else:
            merged.append(span)
    return merged


def _before_link(before: str) -> str:
    """What stands before a link; an exclamation mark there would make a picture of it."""
    return f"{before[:-1]}\\!" if before.endswith("!") else before


def _can_mark(before: str, core: str, after: str) -> bool:
    """Whether stars around some words would be read as emphasis where they stand, and not shown as stars."""
    if not core or core != core.strip():
        return False
    opens = not before or before[-1].isspace() or (core[0].isalnum() and before[-1] != "*")
    closes = not after or after[0].isspace() or core[-1].isalnum()
    return opens and closes
