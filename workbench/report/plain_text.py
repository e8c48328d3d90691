"""Plain text that people typed or handed in, as blocks: paragraphs, and the lists that their line beginnings show.

Nothing is reworded: a typed number becomes a list's number only where the list will print the very same number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from workbench.report.tree import CellBlock, Item, ItemList, LineBreak, ListStyle, Paragraph, Span, Spans, Text

_BULLET = re.compile(r"\s*[-•*–■●▪◦·]\s+(?=\S)")
_NUMBER = re.compile(r"\s*(\d{1,4})([.)])\s+(?=\S)")
_STYLES = {".": ListStyle.ARABIC, ")": ListStyle.BRACKET}


def blocks(text: str) -> tuple[CellBlock, ...]:
    """Paragraphs (parted by empty lines) and lists of a plain text; lines inside a paragraph stay lines."""
    found: list[CellBlock] = []
    for paragraph in re.split(r"\n[^\S\n]*\n", text.replace("\r\n", "\n").replace("\r", "\n")):
        found += _paragraph([line for line in paragraph.split("\n") if line.strip()])
    return tuple(found)


def first_and_rest(text: str) -> tuple[Spans, tuple[CellBlock, ...]]:
    """The spans of the first paragraph, for an item or a numbered paragraph, and the blocks that follow it."""
    found = blocks(text)
    return (found[0].spans, found[1:]) if found and isinstance(found[0], Paragraph) else ((), found)


def _paragraph(lines: Sequence[str]) -> list[CellBlock]:
    found: list[CellBlock] = []
    loose: list[str] = []
    at = 0
    while at < len(lines):
        listed, after = _list_at(lines, at)
        if listed is None:
            loose.append(lines[at])
        else:
            found += [*_loose(loose), listed]
            loose = []
        at = after
    return found + _loose(loose)


def _list_at(lines: Sequence[str], at: int) -> tuple[ItemList | None, int]:
    """The list that begins at a line, and the line after it; None where the line begins none."""
    bullet, number = _BULLET.match(lines[at]), _NUMBER.match(lines[at])
    items: list[Item] = []
    if bullet:
        while at < len(lines) and (match := _BULLET.match(lines[at])):
            items.append(_item(lines[at][match.end() :]))
            at += 1
        return ItemList(ListStyle.BULLET, tuple(items)), at
    if number and str(int(number[1])) == number[1]:
        start, sign = int(number[1]), number[2]
        while (
            at < len(lines)
            and (match := _NUMBER.match(lines[at]))
            and (match[1], match[2]) == (str(start + len(items)), sign)
        ):
            items.append(_item(lines[at][match.end() :]))
            at += 1
        return ItemList(_STYLES[sign], tuple(items), start=start), at
    return None, at + 1


def _item(words: str) -> Item:
    return Item((Text(words.strip()),))


def _loose(lines: Sequence[str]) -> list[CellBlock]:
    spans: list[Span] = []
    for line in lines:
        spans += [LineBreak()] * bool(spans) + [Text(line.strip())]
    return [Paragraph(tuple(spans))] if spans else []
