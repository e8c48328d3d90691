"""Every word of the text of a Word file: paragraphs with the heading over them, hidden words and deleted ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from interviews.leaks import Stretch

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
_MOST_DEEP = 200


class _Said(NamedTuple):
    """What a paragraph says: to every reader, and with what is hidden or was deleted."""

    shown: str
    whole: str
    codes: str


def text_stretches(root: Element, part: str, where: str, headings: frozenset[str]) -> Iterator[Stretch]:
    """The paragraphs of one part; ``where`` is what the part is ("text", "header"), ``headings`` the styles of them."""
    number, count, heading = 0, 0, ""
    for paragraph in root.iter(f"{_W}p"):
        said = _said(paragraph)
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        if style is not None and style.get(f"{_W}val") in headings and said.shown.strip():
            number, count, heading = number + 1, 0, " ".join(said.shown.split())
        else:
            count += 1
        place = f"{where}, paragraph {count}"
        if where == "text":
            before = "before the first part" if not number else f"part {number}"
            place = f"{before}, {f'paragraph {count}' if count else 'heading'}"
        if said.shown.strip():
            yield Stretch(part, place, said.shown, heading)
        if said.whole != said.shown:
            yield Stretch(f"{part} hidden", f"{place}: hidden or deleted words", said.whole, heading)
        if said.codes.strip():
            yield Stretch(f"{part} codes", f"{place}: a field", said.codes, heading)


def heading_styles(styles: Element | None) -> frozenset[str]:
    """The ids of the styles that begin a part of a document."""
    if styles is None:
        return frozenset(("Heading1",))
    found = set()
    for style in styles.iter(f"{_W}style"):
        name = style.find(f"{_W}name")
        match = _HEADING.fullmatch((name.get(f"{_W}val") or "") if name is not None else "")
        if match and match[1] == "1":
            found.add(style.get(f"{_W}styleId") or "")
    return frozenset(found)


def _said(paragraph: Element) -> _Said:
    shown: list[str] = []
    whole: list[str] = []
    codes: list[str] = []
    for words, kind in _words(paragraph, "shown", 0):
        if kind == "code":
            codes.append(words)
            continue
        whole.append(words)
        if kind == "shown":
            shown.append(words)
    return _Said("".join(shown), "".join(whole), "".join(codes))


def _words(element: Element, kind: str, depth: int) -> Iterator[tuple[str, str]]:
    """The words below an element with how they show; paragraphs inside it are not its own."""
    if depth > _MOST_DEEP:
        return
    for child in element:
        match child.tag:
            case name if name == f"{_W}t":
                yield child.text or "", kind
            case name if name == f"{_W}delText":
                yield child.text or "", "deleted"
            case name if name in (f"{_W}instrText", f"{_W}delInstrText"):
                yield child.text or "", "code"
            case name if name in (f"{_W}tab", f"{_W}br", f"{_W}cr"):
                yield "\n" if name != f"{_W}tab" else " ", kind
            case name if name == f"{_W}noBreakHyphen":
                yield "-", kind
            case name if name == f"{_W}p":
                continue
            case name if name in (f"{_W}del", f"{_W}moveFrom"):
                yield from _words(child, "deleted", depth + 1)
            case name if name == f"{_W}r" and child.find(f"{_W}rPr/{_W}vanish") is not None:
                yield from _words(child, "hidden", depth + 1)
            case _:
                yield from _words(child, kind, depth + 1)
