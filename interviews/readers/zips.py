"""Office files are zip files of XML parts: they are opened under limits, and nothing is ever unpacked to a place.

The limits are those of design/documents.md ("Hostile input"). Runs in the fenced child only.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import TYPE_CHECKING

from interviews.readers.problems import DAMAGED, LOCKED, Refusal

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MOST_ENTRIES = 5_000
MOST_BYTES = 200_000_000
MOST_PART_BYTES = 40_000_000
MOST_RATIO = 300
MOST_ELEMENTS = 1_000_000  # in one part: a document of some three thousand pages

_RATIO_FROM = 1_000_000  # bytes: a small part of many equal lines may well be packed more tightly
_UNSAFE = "has a part with an unsafe name: it was not made by an office program; ask for another copy."
_BOMB = "grows to an unlikely size when unpacked: it is not safe to open; ask for another copy."
_DTD = "holds definitions that an office document has no need of: it is not safe to open; ask for another copy."
_LARGE = "is too large a document to be read: split it."
_ENCODING = re.compile(rb"\A(?:\xef\xbb\xbf)?<\?xml[^>]*?encoding\s*=\s*[\"']([\w.-]+)", re.ASCII)
_ENCODINGS = {b"utf-8", b"utf8", b"us-ascii", b"ascii", b"iso-8859-1", b"utf-16"}
_CORE = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_LONGEST_TITLE = 300
_CLOSED = (b"</", b"/>")

# Documents saved as "Strict Open XML" say the same things under other names.
_STRICT = (
    ("purl.oclc.org/ooxml/wordprocessingml/main", "schemas.openxmlformats.org/wordprocessingml/2006/main"),
    ("purl.oclc.org/ooxml/spreadsheetml/main", "schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (
        "purl.oclc.org/ooxml/officeDocument/relationships",
        "schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)


class Package:
    """The parts of an office file. Raises Refusal where a part, or the whole, is not fit to be read."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._parts = _checked(self._zip.infolist())
        except _FAULTS as why:
            raise Refusal(DAMAGED) from why

    @property
    def names(self) -> list[str]:
        """The names of all parts, as they are written."""
        return [part.filename for part in self._parts.values()]

    def bytes_of(self, name: str) -> bytes | None:
        """What a part holds; None where there is no such part."""
        part = self._parts.get(name.lstrip("/").casefold())
        if part is None:
            return None
        if part.file_size > MOST_PART_BYTES:
            raise Refusal(_LARGE)
        try:
            return self._zip.read(part)
        except _FAULTS as why:
            raise Refusal(DAMAGED) from why

    def tree(self, name: str) -> Element | None:
        """The XML of a part; None where there is no such part."""
        from defusedxml.common import DefusedXmlException
        from defusedxml.ElementTree import ParseError, fromstring

        xml = self.bytes_of(name)
        if xml is None:
            return None
        check_xml(xml)
        for strict, usual in _STRICT:
            xml = xml.replace(strict.encode(), usual.encode())
        try:
            root: Element = fromstring(xml, forbid_dtd=True)
        except DefusedXmlException as why:
            raise Refusal(_DTD) from why
        except (ParseError, ValueError, LookupError) as why:
            raise Refusal(DAMAGED) from why
        return root

    def relations(self, name: str) -> dict[str, tuple[str, str]]:
        """What a part points to, by id: the kind of relation (its last word) and the part's name."""
        folder, _, file = name.rpartition("/")
        root = self.tree(f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels")
        found = {}
        for relation in root if root is not None else ():
            target = relation.get("Target", "")
            if relation.get("TargetMode") != "External":
                target = target.lstrip("/") if target.startswith("/") else _joined(folder, target)
                found[relation.get("Id", "")] = (relation.get("Type", "").rpartition("/")[2], target)
        return found

    def main_part(self) -> str:
        """The name of the part that holds the document itself; "" where the file does not say."""
        return next((target for kind, target in self.relations("").values() if kind == "officeDocument"), "")


def about(package: Package) -> tuple[str, str, str]:
    """Title, author and day of the last change, as the file's properties say; a fault there does no harm."""
    try:
        core = package.tree("docProps/core.xml")
    except Refusal:
        core = None
    if core is None:
        return "", "", ""

    def words(name: str) -> str:
        return " ".join((core.findtext(name) or "").split())[:_LONGEST_TITLE]

    day = _DAY.match(words(f"{_TERMS}modified") or words(f"{_TERMS}created"))
    return words(f"{_CORE}title"), words(f"{_CORE}creator"), day.group() if day else ""


def check_xml(xml: bytes) -> None:
    """Refuse a part in an odd encoding, of too many elements, or with a document type definition, before it is read."""
    said = _ENCODING.match(xml)
    if said and said.group(1).lower() not in _ENCODINGS:
        raise Refusal(DAMAGED)
    if sum(map(xml.count, _CLOSED)) > MOST_ELEMENTS:
        raise Refusal(_LARGE)
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml or "<!DOCTYPE".encode("utf-16-le") in xml:
        raise Refusal(_DTD)


def _checked(parts: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    if len(parts) > MOST_ENTRIES:
        raise Refusal(f"has {len(parts):,} parts; up to {MOST_ENTRIES:,} can be read: ask for another copy.")
    if sum(part.file_size for part in parts) > MOST_BYTES:
        raise Refusal(_BOMB)
    checked: dict[str, zipfile.ZipInfo] = {}
    for part in parts:
        name = part.filename.replace("\\", "/").casefold()
        if name.startswith("/") or ".." in name.split("/") or ":" in name or name in checked:
            raise Refusal(_UNSAFE)
        if part.flag_bits & 1:
            raise Refusal(LOCKED)
        if part.file_size > _RATIO_FROM and part.file_size > MOST_RATIO * max(part.compress_size, 1):
            raise Refusal(_BOMB)
        if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Refusal(DAMAGED)
        checked[name] = part
    return checked


def _joined(folder: str, target: str) -> str:
    steps = folder.split("/") if folder else []
    for step in target.split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(steps)


_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    UnicodeError,
    ValueError,
)
