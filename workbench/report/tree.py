"""The report tree: what a report consists of, before anything has a number and whatever format it is written in.

A report has sections, the sections have blocks, and blocks have spans of text. Numbers are never typed into it:
``numbering.number`` gives every node its ``place``, and every format shows that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from urllib.parse import urlsplit

LINK_SCHEMES = ("http", "https", "mailto")


class NotALink(ValueError):
    """An address that a report must not link to; the message says which addresses it may."""


@dataclass(frozen=True)
class Place:
    """Where a node stands, filled in by ``numbering.number``.

    ``number`` is what is printed in front ("2.1", "iv.", "3)"; for an appendix "4"), ``level`` is that of a heading
    (1 for a section), ``anchor`` is the name that links point to ("" where nothing can).
    """

    number: str = ""
    level: int = 0
    anchor: str = ""


NOWHERE = Place()


# Spans: text inside a paragraph, a heading or an item.


@dataclass(frozen=True)
class Text:
    """Plain words; ``fact`` names the fact whose value they are, where they are one."""

    text: str
    fact: str = field(default="", compare=False)


@dataclass(frozen=True)
class LineBreak:
    """A new line inside a paragraph."""


@dataclass(frozen=True)
class Emphasis:
    """Words with emphasis."""

    spans: Spans


@dataclass(frozen=True)
class Strong:
    """Words with strong emphasis."""

    spans: Spans


@dataclass(frozen=True)
class Link:
    """Words that lead to a web or e-mail address. Raises NotALink for any scheme but http, https and mailto."""

    spans: Spans
    address: str

    def __post_init__(self) -> None:
        if not may_link_to(self.address):
            raise NotALink(f"“{self.address}” cannot be linked to: use an address with http, https or mailto.")


@dataclass(frozen=True)
class Reference:
    """A mention of another node by its key, printed with that node's number.

    Without ``words`` it prints "paragraph 2.1" or "Appendix 4"; the word for such a node ("Paragraph") or "#" in
    ``words`` prints that word, or nothing, before the number; other words print as "words (paragraph 2.1)".
    ``shown`` and ``anchor`` are filled in by ``numbering.number``.
    """

    key: str
    words: str = ""
    shown: str = ""
    anchor: str = ""


Span = Text | LineBreak | Emphasis | Strong | Link | Reference
Spans = tuple[Span, ...]


# Blocks: what a section consists of.


class ListStyle(StrEnum):
    """How the items of a list are marked, by the mark of the first."""

    BULLET = "•"
    ARABIC = "1."
    BRACKET = "1)"
    ROMAN = "i."
    LETTER = "a."
    CAPITAL = "A."


@dataclass(frozen=True)
class Paragraph:
    """A paragraph without a number."""

    spans: Spans
    key: str = ""
    place: Place = NOWHERE


@dataclass(frozen=True)
class Heading:
    """A heading without a number, ``depth`` levels below what it stands in."""

    spans: Spans
    depth: int = 1
    key: str = ""
    place: Place = NOWHERE


@dataclass(frozen=True)
class Item:
    """One item of a list, with the blocks that belong to it, such as its sub-items."""

    spans: Spans
    blocks: tuple[Block, ...] = ()
    key: str = ""
    place: Place = NOWHERE


@dataclass(frozen=True)
class ItemList:
    """A list. Lists with the same ``run`` number on from each other through the whole report.

    ``noun`` is what a reference calls one of its items ("recommendation"); without it that of the place it stands in.
    """

    style: ListStyle
    items: tuple[Item, ...]
    run: str = ""
    noun: str = ""
    start: int = 1


@dataclass(frozen=True)
class Quotation:
    """Words of somebody else, kept as they were."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Row:
    """One row of a table; a group row has a heading in its first cell for the rows that follow it."""

    cells: tuple[Cell, ...]
    is_group: bool = False


@dataclass(frozen=True)
class Table:
    """A table with one row of headings. ``description`` says in words what it holds, for those who cannot see it."""

    header: tuple[Spans, ...]
    rows: tuple[Row, ...]
    caption: str = ""
    description: str = ""
    key: str = ""
    has_row_headings: bool = False
    place: Place = NOWHERE

    def __post_init__(self) -> None:
        if not self.width:
            raise ValueError("a table needs at least one column")

    @property
    def width(self) -> int:
        """How many columns the widest row has."""
        return max([len(self.header), *(len(row.cells) for row in self.rows)])


Block = Paragraph | Heading | ItemList | Quotation | Table
CellBlock = Paragraph | ItemList
Cell = tuple[CellBlock, ...]


@dataclass(frozen=True)
class Numbered:
    """A numbered paragraph (2.1), or a numbered heading (7.1.1 Police); numbered ones inside it count below it."""

    spans: Spans
    blocks: tuple[SectionBlock, ...] = ()
    key: str = ""
    is_heading: bool = False
    place: Place = NOWHERE


SectionBlock = Block | Numbered


@dataclass(frozen=True)
class Section:
    """A section with a number of its own."""

    title: str
    blocks: tuple[SectionBlock, ...] = ()
    key: str = ""
    place: Place = NOWHERE


@dataclass(frozen=True)
class Appendix:
    """An appendix: listed after the sections, then printed in full."""

    title: str
    blocks: tuple[Block, ...] = ()
    key: str = ""
    place: Place = NOWHERE

    @property
    def heading(self) -> str:
        """The heading as printed once it has a number: "Appendix 1 – Scoping Document"."""
        return f"Appendix {self.place.number} – {self.title}"


@dataclass(frozen=True)
class Signature:
    """Who signs off the report, and how to reach them."""

    name: str
    title: str = ""
    telephone: str = ""
    email: str = ""


@dataclass(frozen=True)
class Report:
    """A whole report.

    ``form`` is the name of the form it has, ``title`` what it is about, ``subject`` and ``author`` go into the file's
    properties, ``marking`` is a warning printed at its top, such as "Working copy". ``has_contents`` says that a Word
    file lists its sections at the start; a web page always does.
    """

    title: str
    sections: tuple[Section, ...] = ()
    appendices: tuple[Appendix, ...] = ()
    signatures: tuple[Signature, ...] = ()
    form: str = "Briefing note"
    council: str = ""
    to: str = ""
    on: date | None = None
    subject: str = ""
    author: str = ""
    marking: str = ""
    language: str = "en-GB"
    has_contents: bool = False

    @property
    def full_title(self) -> str:
        """The title for a window or a file's properties: "Briefing note: Elective Home Education"."""
        return ": ".join(part for part in (self.form, self.title) if part)


def text(*words: str) -> Spans:
    """Plain words as spans, one for each argument that is not empty."""
    return tuple(Text(word) for word in words if word)


def cell(words: str) -> Cell:
    """A table cell with one plain paragraph, or an empty one."""
    return (Paragraph(text(words)),) if words else ()


def may_link_to(address: str) -> bool:
    """Whether a report may link to the address: http, https or mailto, and no blank in it."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    if parts.scheme not in LINK_SCHEMES or re.search(r"[\s\x00-\x1f\x7f]", address):
        return False
    return bool(parts.path if parts.scheme == "mailto" else parts.netloc)


def words_of(spans: Spans) -> str:
    """The words of some spans without their form; references as shown, line breaks as blanks."""
    words = []
    for span in spans:
        match span:
            case Text():
                words.append(span.text)
            case LineBreak():
                words.append(" ")
            case Reference():
                words.append(span.shown)
            case _:
                words.append(words_of(span.spans))
    return "".join(words)


def walk(blocks: tuple[SectionBlock, ...]) -> Iterator[SectionBlock | Item]:
    """Every block and item in reading order, each before what it holds; what stands in a table's cells too."""
    for block in blocks:
        yield block
        match block:
            case ItemList():
                for item in block.items:
                    yield item
                    yield from walk(item.blocks)
            case Numbered() | Quotation():
                yield from walk(block.blocks)
            case Table():
                for row in block.rows:
                    for inside in row.cells:
                        yield from walk(inside)
            case _:
                pass
