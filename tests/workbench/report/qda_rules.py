"""What the exchange format of REFI-QDA (project 1.0) demands of the parts that we write, as plain sentences.

Each element has its attributes, those it must have marked with "!", and the elements that may stand in it in this
order; "?" is at most one, "*" any number, "+" at least one.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import datetime
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

NAMESPACE = "{urn:QDA-XML:project:1.0}"
GUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_MADE = "creatingUser creationDateTime modifyingUser modifiedDateTime"
_SELECTION = "Description? Coding* NoteRef*"
_TEXT = "Description? PlainTextContent? PlainTextSelection* Coding* NoteRef* VariableValue*"
RULES = {
    "Project": (
        "name! origin creatingUserGUID creationDateTime modifyingUserGUID modifiedDateTime basePath",
        "Users? CodeBook? Variables? Cases? Sources? Notes? Links? Sets? Graphs? Description? NoteRef*",
    ),
    "Users": ("", "User+"),
    "User": ("guid! name id", ""),
    "CodeBook": ("", "Codes Sets?"),
    "Codes": ("", "Code+"),
    "Code": ("guid! name! isCodable! color", "Description? NoteRef* Code*"),
    "Sources": ("", "TextSource+"),
    "TextSource": (f"guid! name richTextPath plainTextPath {_MADE}", _TEXT),
    "PlainTextSelection": (f"guid! name startPosition! endPosition! {_MADE}", _SELECTION),
    "Coding": ("guid! creatingUser creationDateTime", "CodeRef NoteRef*"),
    "CodeRef": ("targetGUID!", ""),
    "NoteRef": ("targetGUID!", ""),
    "Notes": ("", "Note+"),
    "Note": (f"guid! name richTextPath plainTextPath {_MADE}", _TEXT),
    "Description": ("", ""),
    "PlainTextContent": ("", ""),
}
_GUIDS = ("guid", "targetGUID", "creatingUser", "creatingUserGUID", "modifyingUser", "modifyingUserGUID")
_POINTS_TO = {"CodeRef": ("Code",), "NoteRef": ("Note",)}


def project_of(data: bytes) -> Element:
    """The project in a QDPX file."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        root: Element = fromstring(package.read("project.qde"), forbid_dtd=True)
        return root


def sources_of(data: bytes) -> dict[str, str]:
    """The texts in a QDPX file, by the path with which the project names them."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {
            f"internal://{name.removeprefix('sources/')}": package.read(name).decode("utf-8")
            for name in package.namelist()
            if name.startswith("sources/")
        }


def faults(data: bytes) -> list[str]:
    """What is wrong with a QDPX file, a sentence each."""
    root, texts = project_of(data), sources_of(data)
    if root.tag != f"{NAMESPACE}Project":
        return [f"the root is {root.tag}"]
    return [*_form(root), *_ids(root), *_texts(root, texts)]


def _form(element: Element) -> Iterator[str]:
    """Elements, their order, and their attributes."""
    name = element.tag.removeprefix(NAMESPACE)
    if name not in RULES:
        yield f"{name} is no element of the format, or has another namespace"
        return
    attributes, order = RULES[name]
    known = attributes.split()
    for needed in (each.removesuffix("!") for each in known if each.endswith("!")):
        if needed not in element.attrib:
            yield f"{name} has no {needed}"
    yield from (f"{name} cannot have {a}" for a in element.attrib if a not in attributes.replace("!", "").split())
    yield from _values(name, element)
    if not order and len(element):
        yield f"{name} cannot hold anything"
    inside = "".join(f"<{child.tag.removeprefix(NAMESPACE)}>" for child in element)
    wanted = "".join(f"(<{part.rstrip('?*+')}>){part[-1] if part[-1] in '?*+' else ''}" for part in order.split())
    if not re.fullmatch(wanted, inside):
        yield f"{name} holds {inside}, which is out of order or too many"
    if order and (element.text or "").strip():
        yield f"{name} has words between its elements"
    for child in element:
        yield from _form(child)


def _values(name: str, element: Element) -> Iterator[str]:
    for attribute, value in element.attrib.items():
        if attribute in _GUIDS and not GUID.fullmatch(value):
            yield f"{name} has the {attribute} {value}, which is no GUID"
        if attribute.endswith("DateTime"):
            try:
                datetime.fromisoformat(value)
            except ValueError:
                yield f"{name} has the {attribute} {value}"
        if attribute == "isCodable" and value not in ("true", "false"):
            yield f"{name} has isCodable {value}"
        if attribute.endswith("Position") and not value.isdecimal():
            yield f"{name} has the {attribute} {value}"


def _ids(root: Element) -> Iterator[str]:
    """Every id once, and every reference to something of the right kind that is there."""
    kinds: dict[str, str] = {}
    for element in root.iter():
        guid = element.get("guid")
        if guid is not None and guid in kinds:
            yield f"two elements have the guid {guid}"
        if guid is not None:
            kinds[guid] = element.tag.removeprefix(NAMESPACE)
    for element in root.iter():
        name = element.tag.removeprefix(NAMESPACE)
        if name in _POINTS_TO and kinds.get(element.get("targetGUID", "")) not in _POINTS_TO[name]:
            yield f"{name} points to nothing of its kind"
        for user in ("creatingUser", "creatingUserGUID"):
            if element.get(user) is not None and kinds.get(element.get(user, "")) != "User":
                yield f"{name} names a user who is not there"


def _texts(root: Element, texts: dict[str, str]) -> Iterator[str]:
    """A source has its text in the package or in itself, never both; every quotation stands where it says."""
    named = set()
    for source in [*root.iter(f"{NAMESPACE}TextSource"), *root.iter(f"{NAMESPACE}Note")]:
        path, inline = source.get("plainTextPath"), source.find(f"{NAMESPACE}PlainTextContent")
        if (path is None) == (inline is None):
            yield "a source has its text twice or not at all"
        if path is None:
            continue
        named.add(path)
        if path not in texts or path != f"internal://{source.get('guid')}.txt":
            yield f"the text {path} is not in the package under its source's id"
            continue
        for selection in source.iter(f"{NAMESPACE}PlainTextSelection"):
            start, end = int(selection.get("startPosition", "-1")), int(selection.get("endPosition", "-1"))
            if not 0 <= start < end <= len(texts[path]):
                yield f"a quotation stands from {start} to {end} in a text of {len(texts[path])}"
    yield from (f"no source names the text {path}" for path in texts if path not in named)
