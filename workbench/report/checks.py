"""What a Word file needs so that everybody can read it: the checks that a program can make, as plain sentences.

After WCAG 2.1 (1.1.1, 1.3.1, 2.4.2, 2.4.4, 3.1.1, 3.1.2) and the government's guidance on accessible documents. Passing
them does not make a file conform to a standard; failing one is a fault.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_VML = "{urn:schemas-microsoft-com:vml}"
_AROUND = re.compile(r"word/(?:header|footer)\d*\.xml")
_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    ParseError,
    DefusedXmlException,
    KeyError,
    RuntimeError,
    NotImplementedError,
)
_MOST_BYTES = 200_000_000
_SHORT = 80
_TYPED_MARK = re.compile(r"\s*(\d+\.\d+|\d+[.)]|[ivx]+\.|[a-z]\.|[•\-])\s")
_SAYS_NOTHING = frozenset(("", "here", "click here", "link", "this link", "more", "read more"))


def check_docx(data: bytes, language: str = "en-GB") -> list[str]:
    """Each fault of a Word file as one sentence; an empty list where there is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if sum(part.file_size for part in package.infolist()) > _MOST_BYTES:
                return ["The file unpacks to more than 200 MB and was not looked at."]
            parts = {name: package.read(name) for name in package.namelist() if name.endswith((".xml", ".rels"))}
        document = _read(parts, "word/document.xml")
        styles = _read(parts, "word/styles.xml")
        core = _read(parts, "docProps/core.xml")
        around = [_read(parts, name) for name in sorted(parts) if _AROUND.fullmatch(name)]
    except _UNREADABLE:
        return ["This is not a Word document that can be read."]
    return [
        *_properties(core, language),
        *_languages([document, *around], styles, language),
        *_headings(document, styles),
        *_tables(document),
        *(fault for part in (document, *around) for fault in _pictures(part)),
        *(fault for part in (document, *around) for fault in _links(part)),
        *_not_finished(document, parts),
    ]


def _read(parts: dict[str, bytes], name: str) -> Element:
    root: Element = fromstring(parts[name], forbid_dtd=True)
    return root


def _properties(core: Element, language: str) -> Iterator[str]:
    if not (core.findtext(f"{_DC}title") or "").strip():
        yield "The document has no title in its properties."
    found = core.findtext(f"{_DC}language") or "none"
    if found != language:
        yield f"The language in the document's properties is {found}, not {language}."


def _languages(texts: list[Element], styles: Element, language: str) -> Iterator[str]:
    default = styles.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr/{_W}lang")
    found = default.get(f"{_W}val") if default is not None else None
    if found != language:
        yield f"The language of the text is {found or 'not set'}, not {language}."
    marks = {mark.get(f"{_W}val") for root in (*texts, styles) for mark in root.iter(f"{_W}lang")}
    others = sorted(name for name in marks if name and name not in (language, found))
    if others:
        yield f"Some words are marked as {', '.join(others)}."


def _headings(document: Element, styles: Element) -> Iterator[str]:
    names = _style_names(styles)
    in_tables = {id(p) for table in document.iter(f"{_W}tbl") for p in table.iter(f"{_W}p")}
    level = 0
    for paragraph in document.iter(f"{_W}p"):
        words = _words(paragraph)
        style = names.get(_value(paragraph, f"{_W}pPr/{_W}pStyle"), "")
        heading = re.fullmatch(r"heading (\d)", style)
        if heading:
            if not words.strip():
                yield "There is a heading without words."
            if int(heading[1]) > level + 1:
                yield f"The heading “{_start(words)}” skips a level: {level} is followed by {heading[1]}."
            level = int(heading[1])
        elif id(paragraph) not in in_tables and _is_all_bold(paragraph, words):
            yield f"“{_start(words)}” looks like a heading and is only bold text."
        # What somebody else wrote keeps the marks that they typed.
        if "quot" not in style and _TYPED_MARK.match(words):
            yield f"“{_start(words)}” begins with a number or a bullet that was typed."
    if not level:
        yield "The document has no headings."


def _tables(document: Element) -> Iterator[str]:
    for n, table in enumerate(document.iter(f"{_W}tbl"), start=1):
        first = table.find(f"{_W}tr")
        if first is None or first.find(f"{_W}trPr/{_W}tblHeader") is None:
            yield f"Table {n} has no header row."
        if not _value(table, f"{_W}tblPr/{_W}tblDescription"):
            yield f"Table {n} has no alternative text."
        if next(table.iter(f"{_W}vMerge"), None) is not None or next(table.iter(f"{_W}gridSpan"), None) is not None:
            yield f"Table {n} has merged cells."
        if len(list(table.iter(f"{_W}tbl"))) > 1:
            yield f"Table {n} has a table inside it."


def _pictures(document: Element) -> Iterator[str]:
    for picture in document.iter(_PICTURE):
        if not (picture.get("descr") or "").strip():
            yield f"The picture “{picture.get('name') or ''}” has no alternative text."
    # Pictures as Word drew them before 2007, which templates still bring.
    for drawn in document.iter(f"{_VML}shape"):
        if next(drawn.iter(f"{_VML}imagedata"), None) is not None and not (drawn.get("alt") or "").strip():
            yield f"The picture “{drawn.get('id') or ''}” has no alternative text."


def _links(document: Element) -> Iterator[str]:
    marks = {mark.get(f"{_W}name") for mark in document.iter(f"{_W}bookmarkStart")}
    for link in document.iter(f"{_W}hyperlink"):
        words = _words(link).strip()
        if words.casefold() in _SAYS_NOTHING or re.match(r"https?:", words.casefold()):
            yield f"The link “{_start(words)}” does not say where it leads."
        anchor = link.get(f"{_W}anchor")
        if anchor and anchor not in marks:
            yield f"The link “{_start(words)}” leads to a place that is not in the document."


def _not_finished(document: Element, parts: dict[str, bytes]) -> Iterator[str]:
    """What a finished document does not have: changes that nobody accepted, remarks in the margin."""
    if next(document.iter(f"{_W}ins"), None) is not None or next(document.iter(f"{_W}del"), None) is not None:
        yield "The document has tracked changes that nobody accepted."
    if "word/comments.xml" in parts and next(_read(parts, "word/comments.xml").iter(f"{_W}comment"), None) is not None:
        yield "The document has comments in its margin."


def _style_names(styles: Element) -> dict[str, str]:
    return {style.get(f"{_W}styleId", ""): _value(style, f"{_W}name").lower() for style in styles.iter(f"{_W}style")}


def _is_all_bold(paragraph: Element, words: str) -> bool:
    if not words.strip() or len(words) >= _SHORT or paragraph.find(f"{_W}pPr/{_W}numPr") is not None:
        return False
    runs = [run for run in paragraph.iter(f"{_W}r") if _words(run).strip()]
    return all(run.find(f"{_W}rPr/{_W}b") is not None for run in runs)


def _value(element: Element, path: str) -> str:
    found = element.find(path)
    return (found.get(f"{_W}val") or "") if found is not None else ""


def _words(element: Element) -> str:
    return "".join(part.text or "" for part in element.iter(f"{_W}t"))


def _start(words: str) -> str:
    words = words.strip()
    return words if len(words) <= 40 else words[:39] + "…"
