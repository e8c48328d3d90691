"""Every word in the cells of a spreadsheet, row by row, with sheet and cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from interviews.leaks import Stretch

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}"


def sheet_stretches(trees: Mapping[str, Element], prefix: str) -> Iterator[Stretch]:
    """The cells of every sheet, hidden ones too; strings that no cell uses; headers and footers."""
    shared = trees.get("xl/sharedStrings.xml")
    strings = [_text(item) for item in shared.iter(f"{_S}si")] if shared is not None else []
    used: set[int] = set()
    for number, name, is_hidden, root in _sheets(trees):
        where = f"{prefix}sheet {number}{' (hidden)' if is_hidden else ''}"
        flow = f"{prefix}sheet {number}"
        for cell in root.iter(f"{_S}c"):
            text, which = _cell(cell, strings)
            used |= {which} if which is not None else set()
            if text.strip():
                yield Stretch(flow, f"{where}, cell {cell.get('r', '')}", text, name)
        for cell in root.iter(f"{_S}f"):
            if (cell.text or "").strip():
                yield Stretch(f"{flow} formula {cell.text}", f"{where}: a formula", cell.text or "", name)
        for part in root.iter():
            if part.tag.rpartition("}")[2] in ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader"):
                yield Stretch(f"{flow} page", f"{where}: header or footer", part.text or "", name)
    for number, text in enumerate(strings):
        if number not in used and text.strip():
            yield Stretch(f"{prefix}unused {number}", f"{prefix}a text that no cell shows", text)


def _sheets(trees: Mapping[str, Element]) -> Iterator[tuple[int, str, bool, Element]]:
    """The sheets in the order of the book, then any that it does not name."""
    rels = trees.get("xl/_rels/workbook.xml.rels")
    targets = {}
    if rels is not None:
        for rel in rels.iter(f"{_RELS}Relationship"):
            target = rel.get("Target", "")
            targets[rel.get("Id", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    left = {name for name in trees if name.startswith("xl/worksheets/") and name.endswith(".xml")}
    listed = list(trees["xl/workbook.xml"].iter(f"{_S}sheet"))
    for number, sheet in enumerate(listed, start=1):
        part = targets.get(sheet.get(f"{_R}id", ""), "")
        if part in trees:
            left.discard(part)
            yield number, sheet.get("name", ""), sheet.get("state", "visible") != "visible", trees[part]
    for number, part in enumerate(sorted(left), start=len(listed) + 1):
        yield number, "", True, trees[part]


def _cell(cell: Element, strings: list[str]) -> tuple[str, int | None]:
    """The words of a cell, and which of the shared strings they are."""
    inline = cell.find(f"{_S}is")
    if inline is not None:
        return _text(inline), None
    value = cell.findtext(f"{_S}v") or ""
    if cell.get("t") == "s" and value.isdecimal() and int(value) < len(strings):
        return strings[int(value)], int(value)
    return value, None


def _text(item: Element) -> str:
    return "".join(part.text or "" for part in item.iter(f"{_S}t"))
