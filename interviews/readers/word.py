"""Word documents as text: what a reader of the printed page sees, with the numbers that Word would show.

Tracked changes count as accepted; hidden text, comments, page headers and pictures are left out and told. Runs in the
fenced child only.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from interviews.readers.dropped import Dropped, Left
from interviews.readers.problems import DAMAGED, Refusal
from interviews.readers.word_numbers import Numbering
from interviews.readers.word_runs import SKIPPED, WP, Runs
from interviews.readers.word_styles import Styles, W, is_on, number_of, value_of
from interviews.readers.zips import Package, about

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from xml.etree.ElementTree import Element

LONGEST_CAPTION = 120
MOST_COLUMNS = 200
_LONGEST_TITLE = 300
_MOST_MARGINS = 60  # header and footer parts that are looked into
_TRANSPARENT = {f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")}
_NOTE_KINDS = ("separator", "continuationSeparator", "continuationNotice")


class Word(NamedTuple):
    """A Word document: text, what it says of itself (``dated`` as 2026-01-14), tables, and what was left out.

    A table is what stands over it, where that is short, and its cells.
    """

    text: str
    title: str
    author: str
    dated: str
    tables: list[tuple[str, list[list[str]]]]
    dropped: list[str]


def read_word(data: bytes) -> Word:
    """Read a .docx file. Raises Refusal."""
    package = Package(data)
    main = package.main_part() or "word/document.xml"
    root = package.tree(main)
    body = root.find(f"{W}body") if root is not None else None
    if body is None:
        raise Refusal(DAMAGED)
    parts = dict(package.relations(main).values())

    def part(kind: str) -> Element | None:
        return package.tree(parts.get(kind) or f"word/{kind}.xml")

    reading = _Reading(part)
    lines = reading.document(body)
    title, author, dated = about(package)
    _count_margins(package, reading.dropped)
    return Word(
        re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n",
        (reading.title or title)[:_LONGEST_TITLE],
        author,
        dated,
        reading.tables,
        reading.dropped.sentences(),
    )


class _Reading:
    """One document on its way from XML to lines."""

    def __init__(self, part: Callable[[str], Element | None]) -> None:
        self.styles = Styles(part("styles"))
        self.numbering = Numbering(part("numbering"), self.styles)
        self.dropped = Dropped()
        self.runs = Runs(self.styles, self.dropped, self.boxed)
        self.tables: list[tuple[str, list[list[str]]]] = []
        self.title = ""
        self._notes = {kind: part(kind) for kind in ("footnotes", "endnotes")}
        self._boxes: list[str] = []
        self._carried = ""
        self._last = ""  # what stands over the table that may come next

    def document(self, body: Element) -> list[str]:
        """All lines of the body, and behind them the notes in the order in which the text refers to them."""
        lines = list(self.blocks(body))
        lines += self._left_over()
        for kind, called in (("footnotes", "footnote"), ("endnotes", "endnote")):
            notes = {note.get(f"{W}id"): note for note in self._children(self._notes[kind])}
            for number, reference in enumerate(tuple(self.runs.referred[kind]), 1):
                note = notes.get(reference)
                if note is None or note.get(f"{W}type") in _NOTE_KINDS:
                    continue
                text = " ".join(line for line in self.blocks(note) if line.strip())
                lines += [""] if number == 1 else []
                lines.append(f"[{called} {number}] {' '.join(text.split())}")
        return lines

    def blocks(self, parent: Iterable[Element]) -> Iterator[str]:
        """The lines of the paragraphs and tables under an element."""
        for node in parent:
            if node.tag == f"{W}p":
                yield from self._paragraph(node)
            elif node.tag == f"{W}tbl":
                yield from self._left_over()
                yield from self._table(node)
            elif node.tag in _TRANSPARENT:
                yield from self.blocks(node)
            elif node.tag == f"{W}altChunk":
                self.dropped.add(Left.OBJECT)
            elif node.tag in SKIPPED:
                self.runs.skip(node)
            elif node.tag == f"{WP}AlternateContent":
                yield from self.blocks(self.runs.alternative(node))

    def boxed(self, content: Element) -> None:
        """Keep the lines of a text box until the paragraph that it hangs on has ended."""
        kept, self._boxes = self._boxes, []
        carried, self._carried = self._carried, ""
        lines = [line for line in self.blocks(content) if line.strip()]
        lines += self._left_over()
        self._boxes = [*kept, *lines]
        self._carried = carried

    def _paragraph(self, node: Element) -> Iterator[str]:
        properties = node.find(f"{W}pPr")
        style = value_of(properties, "pStyle") or self.styles.default
        mark = properties.find(f"{W}rPr") if properties is not None else None
        text = self.runs.paragraph(node, style)
        self.dropped.end_stretch()
        joins = mark is not None and (mark.find(f"{W}del") is not None or is_on(mark, "specVanish") is True)
        gone = joins and is_on(mark, "specVanish") is not True
        hidden = not text.strip() and self._mark_is_hidden(mark, style)
        label = "" if gone or hidden else self.numbering.label(properties, style)
        line = f"{label} {text.strip()}" if label and text.strip() else text
        if joins:  # without its mark a paragraph goes on in the next one
            self._carried += line if gone else f"{line.rstrip()} "
            return
        line, self._carried = self._carried + line, ""
        boxes, self._boxes = self._boxes, []
        if not line.strip():
            yield from ([] if hidden else [""])
        else:
            level = self.styles.heading(style)
            self._last = " ".join(line.split())
            if not self.title and self.styles.called(style).casefold() == "title":
                self.title = " ".join(line.split())
            yield from ["", line.strip("\n")] if level else [line.strip("\n")]
        yield from boxes

    def _mark_is_hidden(self, mark: Element | None, style: str) -> bool:
        own = is_on(mark, "vanish")
        return bool(self.styles.hides(style) if own is None else own)

    def _left_over(self) -> list[str]:
        line, self._carried = self._carried, ""
        return [line] if line.strip() else []

    def _table(self, node: Element) -> Iterator[str]:
        at, over, rows = len(self.tables), self._last, []
        for row in _rows(node):
            properties = row.find(f"{W}trPr")
            if properties is not None and properties.find(f"{W}del") is not None:
                self.dropped.add(Left.DELETED_ROW)
                continue
            if is_on(properties, "hidden"):
                self.dropped.add(Left.HIDDEN_ROW)
                continue
            before = number_of(value_of(properties, "gridBefore")) or 0
            cells = [""] * min(max(before, 0), MOST_COLUMNS)
            for cell in _cells(row):
                cells += self._cell(cell)
            rows.append(cells[:MOST_COLUMNS])
        if any(any(row) for row in rows):
            over = over if len(over) <= LONGEST_CAPTION else ""
            self.tables.insert(at, (over, rows))  # before those that stand in its cells
        self._last = ""
        yield ""
        for cells in rows:
            line = "\t".join(cells).rstrip("\t")
            if line.strip():
                yield line
        yield ""

    def _cell(self, cell: Element) -> list[str]:
        properties = cell.find(f"{W}tcPr")
        if properties is not None and properties.find(f"{W}cellDel") is not None:
            self.dropped.add_stretch(Left.DELETED)
            return []
        span = number_of(value_of(properties, "gridSpan")) or 1
        merged = properties.find(f"{W}vMerge") if properties is not None else None
        text = " ".join(" ".join([*self.blocks(cell), *self._left_over()]).split())
        if merged is not None and merged.get(f"{W}val") != "restart":
            text = ""  # Word shows the text of the first of the merged cells
        return [text, *[""] * (min(max(span, 1), MOST_COLUMNS) - 1)]

    @staticmethod
    def _children(root: Element | None) -> list[Element]:
        return list(root) if root is not None else []


def _rows(node: Element) -> Iterator[Element]:
    for child in node:
        if child.tag == f"{W}tr":
            yield child
        elif child.tag in _TRANSPARENT:
            yield from _rows(child)


def _cells(row: Element) -> Iterator[Element]:
    for child in row:
        if child.tag == f"{W}tc":
            yield child
        elif child.tag in _TRANSPARENT:
            yield from _cells(child)


def _count_margins(package: Package, dropped: Dropped) -> None:
    """Count the page headers and footers that have words in them."""
    for name in package.names[: _MOST_MARGINS * 100]:
        found = re.fullmatch(r"word/(header|footer)\d*\.xml", name)
        if not found or dropped[Left.HEADER] + dropped[Left.FOOTER] > _MOST_MARGINS:
            continue
        root = package.tree(name)
        words = root.iter(f"{W}t") if root is not None else ()
        if any((word.text or "").strip() for word in words):
            dropped.add(Left.HEADER if found.group(1) == "header" else Left.FOOTER)
