"""Every word of a file that is a zip of parts: Word documents, spreadsheets, exchange files of research programs."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from interviews.leaks import Stretch
from workbench.report.finished_docx import heading_styles, text_stretches
from workbench.report.finished_sheets import sheet_stretches
from workbench.report.finished_xml import UnreadableXml, attributes, texts, tree

_MOST_BYTES = 400_000_000
_MOST_DEEP = 3
_TEXT_PARTS = re.compile(r"word/(document|header|footer|footnotes|endnotes|comments|glossary/document)\w*\.xml")
_PARTS = {
    "document": "text",
    "header": "header",
    "footer": "footer",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "comments": "comments",
    "glossary/document": "building blocks",
}
_PLACES = (
    (re.compile(r"docProps/"), "properties"),
    (re.compile(r".*\.rels"), "links"),
    (re.compile(r"(?:word|xl)/styles"), "styles"),
    (re.compile(r"word/numbering"), "numbering"),
    (re.compile(r"(?:word|xl)/settings"), "settings"),
    (re.compile(r".*theme"), "theme"),
    (re.compile(r"customXml/"), "custom data"),
    (re.compile(r"xl/comments"), "comments"),
    (re.compile(r"xl/(?:worksheets|workbook)"), "sheets"),
    (re.compile(r".*drawing"), "drawings"),
    (re.compile(r"project\.qde"), "project"),
    (re.compile(r"\[Content_Types\]"), "kinds of parts"),
)
_PROPERTY = re.compile(r"docProps/(core|app|custom)\.xml")
_XML_COMMENT = re.compile(rb"<!--(.*?)-->", re.DOTALL)
_STRINGS = re.compile(rb"[\x20-\x7e\x80-\xfe]{8,}")
_WIDE_STRINGS = re.compile(rb"(?:[\x20-\x7e]\x00){8,}")
_NO_FLOW = frozenset(("xl/sharedStrings.xml",))

Reader = Callable[[bytes, str, int], Iterator[Stretch]]


class NotAPackage(ValueError):
    """A file is no zip of parts, or too large a one."""


def package_stretches(data: bytes, inside: Reader, prefix: str = "", depth: int = 0) -> Iterator[Stretch]:
    """Every word in a zip. ``inside`` reads a file that lies in it, by its ending. Raises NotAPackage."""
    if depth > _MOST_DEEP:
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if sum(part.file_size for part in package.infolist()) > _MOST_BYTES:
                raise NotAPackage("it unpacks to more than 400 MB")
            parts = {part.filename: package.read(part) for part in package.infolist() if not part.is_dir()}
            comments = [package.comment, *(part.comment for part in package.infolist())]
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, KeyError) as why:
        raise NotAPackage(type(why).__name__) from why
    trees: dict[str, Element] = {}
    seen: set[tuple[str, str]] = set()
    for name, content in parts.items():
        yield Stretch(f"{prefix}{name} name", f"{prefix}the name of a part", name)
        if name.endswith((".xml", ".rels", ".qde", ".vml")):
            try:
                trees[name] = tree(content)
            except UnreadableXml:
                yield from _strings(content, f"{prefix}{name}", f"{prefix}another part")
        else:
            yield from _file_inside(content, name, inside, prefix, depth)
    if "word/document.xml" in trees:
        headings = heading_styles(trees.get("word/styles.xml"))
        for name in sorted(trees, key=lambda part: (part != "word/document.xml", part)):
            if match := _TEXT_PARTS.fullmatch(name):
                for stretch in text_stretches(trees[name], f"{prefix}{name}", _PARTS[match[1]], headings):
                    yield stretch._replace(place=f"{prefix}{stretch.place}")
    if "xl/workbook.xml" in trees:
        yield from sheet_stretches(trees, prefix)
    for name, root in trees.items():
        place = f"{prefix}{_place(name)}"
        if _PROPERTY.fullmatch(name):
            yield from _properties(root, f"{prefix}{name}", place)
        elif not _TEXT_PARTS.fullmatch(name) and not name.startswith("xl/worksheets/") and name not in _NO_FLOW:
            yield from texts(root, f"{prefix}{name}", place)
        yield from attributes(root, f"{prefix}{name}", place, seen)
    for name in trees:
        comments += _XML_COMMENT.findall(parts[name])
    for number, comment in enumerate(comments):
        if comment.strip():
            yield Stretch(
                f"{prefix}comment {number}", f"{prefix}a remark in the file", comment.decode("utf-8", "replace")
            )


def _place(name: str) -> str:
    if match := _TEXT_PARTS.fullmatch(name):
        return _PARTS[match[1]]
    return next((place for pattern, place in _PLACES if pattern.match(name)), "another part")


def _properties(root: Element, flow: str, place: str) -> Iterator[Stretch]:
    """Each property by its name; the names that people gave are read with the attributes."""
    for element in root.iter():
        if (element.text or "").strip():
            name = element.tag.rpartition("}")[2]
            yield Stretch(f"{flow} {name} {element.text}", f"{place}, {name}", element.text or "")


def _file_inside(content: bytes, name: str, inside: Reader, prefix: str, depth: int) -> Iterator[Stretch]:
    """A file that lies in a package: read by its ending, else whatever can be read in its bytes."""
    ending = name.rpartition(".")[2].casefold()
    for stretch in inside(content, ending, depth + 1):
        yield stretch._replace(flow=f"{prefix}{name} {stretch.flow}")
    if ending not in ("txt", "md", "csv", "html", "json"):
        yield from _strings(content, f"{prefix}{name}", f"{prefix}another part")


def _strings(content: bytes, flow: str, place: str) -> Iterator[Stretch]:
    """The words that stand in bytes of an unknown kind, such as the description inside a picture."""
    found = [match.group().decode("utf-8", "replace") for match in _STRINGS.finditer(content)]
    found += [match.group().decode("utf-16-le", "replace") for match in _WIDE_STRINGS.finditer(content)]
    for number, text in enumerate(found):
        if " " in text.strip():
            yield Stretch(f"{flow} {number}", f"{place}: words among its bytes", text)
