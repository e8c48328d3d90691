"""A council's own Word document as the template of a report: looked at before anything opens it, and made ready.

Its styles, page, headers and footers stay, with the logo in them. What stands in its body is left out, as are comments,
macros, protection, and everything that would fetch something from elsewhere.
"""

from __future__ import annotations

import io
import zipfile
from copy import deepcopy
from pathlib import Path
from typing import Any, NamedTuple

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from interviews.readers.problems import Refusal
from interviews.readers.zips import Package, check_xml
from workbench.report.references import ReportProblem
from workbench.report.words import plain

MOST_BYTES = 20_000_000

_SAVE = "save it in Word as a Word document (.docx) and choose that file."
_OLD_WORD = b"\xd0\xcf\x11\xe0"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}.main+xml"
# The parts of a document that make its look; the rest of them goes with the text that they belong to: pictures, notes,
# comments, forms, data.
_LOOK = ("styles", "stylesWithEffects", "numbering", "settings", "webSettings", "fontTable", "theme")
_PAGE = ("header", "footer")
# Who remarked what, forms that lock the file, links to data and to other templates.
_DROPPED_SETTINGS = (
    *("attachedTemplate", "trackRevisions", "documentProtection", "writeProtection", "mailMerge", "docVars"),
    *("updateFields", "rsids", "footnotePr", "endnotePr"),
)
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_SHAPE, _IMAGE = "{urn:schemas-microsoft-com:vml}shape", "{urn:schemas-microsoft-com:vml}imagedata"
_FETCHED = ("image", "oleObject", "frame", "subDocument", "video", "audio")


class BadTemplate(ReportProblem):
    """A council's Word template cannot be used; the message says which file and what to do."""


class Template(NamedTuple):
    """A Word document that was looked at and can be used: its name, its bytes as they came, and what is to be said."""

    name: str
    data: bytes
    remarks: tuple[str, ...] = ()


def read_template(path: Path) -> Template:
    """A template from a file. Raises BadTemplate with one sentence."""
    try:
        data = path.read_bytes() if path.stat().st_size <= MOST_BYTES else None
    except (OSError, ValueError) as why:
        raise BadTemplate(
            f"“{path.name}” cannot be used as a Word template: it cannot be opened; look at its place."
        ) from why
    if data is None:
        raise BadTemplate(_too_big(path.name))
    return checked(path.name, data)


def checked(name: str, data: bytes) -> Template:
    """A template that may be opened, with what is said of it. Raises BadTemplate with one sentence."""
    if len(data) > MOST_BYTES:
        raise BadTemplate(_too_big(name))
    if data.startswith(_OLD_WORD):
        raise BadTemplate(f"“{name}” is locked with a password, or was saved by an old Word: {_SAVE}")
    try:
        package = Package(data)
        types = package.bytes_of("[Content_Types].xml") or b""
        for part in package.names:
            content = package.bytes_of(part) or b""  # a part that is too large, or damaged, is refused here
            if part.endswith((".xml", ".rels")):
                check_xml(content)
    except Refusal as why:
        raise BadTemplate(f"“{name}” cannot be used as a Word template: it {why}") from why
    if b"macroEnabled" in types or any(part.casefold().endswith("vbaproject.bin") for part in package.names):
        raise BadTemplate(f"“{name}” has macros in it, which a report must not have: {_SAVE}")
    if _MAIN.format("document").encode() not in types and _MAIN.format("template").encode() not in types:
        raise BadTemplate(f"“{name}” cannot be used as a Word template: {_SAVE}")
    try:
        return Template(name, data, tuple(_remarks(docx.Document(io.BytesIO(_as_document(data))))))
    except BadTemplate:
        raise
    except Exception as why:  # a damaged file fails in a hundred ways inside the library
        raise BadTemplate(f"“{name}” cannot be used as a Word template: {_SAVE}") from why


def opened(template: Template, council: str = "") -> Any:
    """The template as an empty document with its page, headers, footers and styles."""
    document = docx.Document(io.BytesIO(_as_document(template.data)))
    _empty_body(document)
    _keep_look(document)
    settings = document.settings.element
    for element in list(settings):
        if element.tag in {qn(f"w:{name}") for name in _DROPPED_SETTINGS}:
            settings.remove(element)
    for part in _page_parts(document):
        _fetch_nothing(part)
        _describe_pictures(part.element, council)
    return document


def page_parts(document: Any) -> list[Any]:
    """The headers and footers of a document that stand on some page."""
    return [part.element for part in _page_parts(document)]


def _too_big(name: str) -> str:
    return f"“{name}” is larger than {MOST_BYTES // 1_000_000} MB: take pictures and text out of it and try again."


def _as_document(data: bytes) -> bytes:
    """The bytes with the type of a document, where the file is a template of Word's own kind (.dotx)."""
    kind, usual = _MAIN.format("template").encode(), _MAIN.format("document").encode()
    source = zipfile.ZipFile(io.BytesIO(data))
    types = source.read("[Content_Types].xml")
    if kind not in types:
        return data
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.infolist():
            content = types.replace(kind, usual) if part.filename == "[Content_Types].xml" else source.read(part)
            target.writestr(part.filename, content)
    return written.getvalue()


def _remarks(document: Any) -> list[str]:
    """What a person should know of a template."""
    said = []
    body = [child for child in document.element.body if child.tag != qn("w:sectPr")]
    words = sum(1 for child in body if "".join(child.itertext()).strip())
    drawn = any(True for child in body for _ in child.iter(qn("w:drawing"), qn("w:pict")))
    if words or drawn:
        what = " and ".join([*(["text"] if words else []), *(["a picture"] if drawn else [])])
        said.append(
            f"Its page has {what} of its own, which is left out: what is to stand on every page goes into the header."
        )
    if len(document.sections) > 1:
        said.append("It has several sections: the report takes the page, header and footer of the first.")
    if any(True for part in _page_parts(document) for _ in _unnamed(part.element)):
        said.append("A picture in its header or footer has no alternative text: the report calls it the letterhead.")
    return said


def _empty_body(document: Any) -> None:
    """Leave only the page itself: that of the first section, which has the letterhead."""
    body = document.element.body
    first = next(iter(body.iter(qn("w:sectPr"))), None)
    page = deepcopy(first) if first is not None else OxmlElement("w:sectPr")
    for child in list(body):
        body.remove(child)
    for kind in page.findall(qn("w:type")):
        page.remove(kind)
    body.append(page)


def _page_parts(document: Any) -> list[Any]:
    kinds = (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER)
    return [r.target_part for r in document.part.rels.values() if r.reltype in kinds and not r.is_external]


def _keep_look(document: Any) -> None:
    """Of the file's parts keep those that make its look, and the headers and footers of the page that is left."""
    named = set(document.element.body.xpath(".//@r:id"))
    for key, relation in list(document.part.rels.items()):
        kind = relation.reltype.rpartition("/")[2]
        if not (kind in _LOOK or (kind in _PAGE and key in named)):
            del document.part.rels[key]
    for part in (r.target_part for r in document.part.rels.values() if r.reltype.endswith("/settings")):
        for key in list(part.rels):
            del part.rels[key]
    package = document.part.package
    for key, relation in list(package.rels.items()):
        if not relation.reltype.endswith(("/officeDocument", "/core-properties")):
            del package.rels[key]


def _fetch_nothing(part: Any) -> None:
    """Take out pictures and the like that stand elsewhere: a file that is opened must not fetch anything."""
    for key, relation in list(part.rels.items()):
        if relation.is_external and relation.reltype.rpartition("/")[2] in _FETCHED:
            for drawn in list(part.element.iter(qn("w:drawing"), qn("w:pict"), qn("w:object"))):
                if key in drawn.xpath(".//@r:id | .//@r:link | .//@r:embed") and drawn.getparent() is not None:
                    drawn.getparent().remove(drawn)
            del part.rels[key]
    for mark in list(part.element.iter(qn("w:commentRangeStart"), qn("w:commentRangeEnd"), qn("w:commentReference"))):
        mark.getparent().remove(mark)


def _unnamed(element: Any) -> list[Any]:
    """The pictures without words for those who cannot see them."""
    drawn = [(picture, picture.get("descr")) for picture in element.iter(_PICTURE)]
    drawn += [(shape, shape.get("alt")) for shape in element.iter(_SHAPE) if any(True for _ in shape.iter(_IMAGE))]
    return [one for one, words in drawn if not (words or "").strip()]


def _describe_pictures(element: Any, council: str) -> None:
    words = plain(f"Letterhead of {council}" if council else "Letterhead")
    for drawn in _unnamed(element):
        drawn.set("alt" if drawn.tag == _SHAPE else "descr", words)
