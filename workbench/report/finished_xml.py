"""Every word of an XML part: what reads on as paragraphs, and whatever else stands in elements and attributes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote_plus
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from interviews.leaks import Stretch

_PARAGRAPHS = frozenset(("p", "si", "is", "comment", "Description", "NoteText", "PlainTextContent"))
_NO_WORDS = re.compile(
    r"[\W\d_]*|[0-9A-Fa-f{}-]{6,}|(?:https?://schemas|https?://www\.w3|https?://purl|urn:)\S*|#?\w{1,3}"
)
_CELL = re.compile(r"[A-Z]{1,3}[1-9]\d{0,6}")  # which cell of a sheet it is: every one has it
_LETTER = re.compile(r"[^\W\d_]")
# What an attribute holds, by its name; all others are "a name or setting".
_ATTRIBUTES = {
    "descr": "an alternative text",
    "title": "an alternative text",
    "alt": "an alternative text",
    "author": "who wrote a comment or a change",
    "initials": "who wrote a comment or a change",
    "Target": "where a link leads",
    "tooltip": "what a link says",
}


class UnreadableXml(ValueError):
    """A part is not XML that can be read safely."""


def tree(data: bytes) -> Element:
    """The root of a part. Raises UnreadableXml."""
    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as why:
        raise UnreadableXml(type(why).__name__) from why
    return root


def local(name: str) -> str:
    """The name of an element or attribute without its namespace."""
    return name.rpartition("}")[2]


def texts(root: Element, flow: str, place: str) -> Iterator[Stretch]:
    """All text of the elements, in order: paragraphs whole, everything else node by node."""
    for text in _texts(root):
        if text.strip():
            yield Stretch(flow, place, text)


def _texts(element: Element) -> Iterator[str]:
    if local(element.tag) in _PARAGRAPHS:
        yield "".join(element.itertext())
        return
    yield element.text or ""
    for child in element:
        yield from _texts(child)
        yield child.tail or ""


def attributes(root: Element, part: str, place: str, seen: set[tuple[str, str]]) -> Iterator[Stretch]:
    """Every value of an attribute that can hold words, each once in a file; ``seen`` are those met already."""
    for element in root.iter():
        for name, value in element.attrib.items():
            key = (local(name), value)
            if key in seen or (name == "r" and _CELL.fullmatch(value)):
                continue
            seen.add(key)
            if not _NO_WORDS.fullmatch(value) and _LETTER.search(value):
                what = _named(local(element.tag), key[0])
                words = unquote_plus(value) if key[0] == "Target" else value
                yield Stretch(f"{part} {key[0]} {len(seen)}", f"{place}: {what}", words)


def _named(element: str, attribute: str) -> str:
    match element, attribute:
        case "bookmarkStart", "name":
            return "the name of a bookmark"
        case "tblDescription" | "tblCaption", "val":
            return "an alternative text of a table"
        case "sheet", "name":
            return "the name of a sheet"
        case "definedName", "name":
            return "a defined name"
        case "property", "name":
            return "the name of a property"
        case _:
            return _ATTRIBUTES.get(attribute, "a name or setting")
