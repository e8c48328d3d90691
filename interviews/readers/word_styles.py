"""The styles of a Word document: what a paragraph inherits from them that shows in its text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MOST_STEPS = 20  # from a style to those that it is based on
_LARGEST = 1_000_000
_DIGITS = re.compile(r"-?[0-9]{1,9}")
_OFF = ("0", "false", "off")
_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)


def value_of(node: Element | None, name: str) -> str | None:
    """The value of a child such as ``<w:numId w:val="3"/>``; None where there is none."""
    child = node.find(f"{W}{name}") if node is not None else None
    return child.get(f"{W}val") if child is not None else None


def number_of(text: str | None) -> int | None:
    """A number written in an attribute; None where it is none, or one that no document has."""
    if text is None or not _DIGITS.fullmatch(text):
        return None
    number = int(text)
    return number if abs(number) <= _LARGEST else None


def is_on(properties: Element | None, name: str) -> bool | None:
    """Whether a switch such as ``<w:vanish/>`` is on; None where nothing is said about it."""
    switch = properties.find(f"{W}{name}") if properties is not None else None
    return None if switch is None else switch.get(f"{W}val") not in _OFF


class Styles:
    """The styles by their ids. A document without any, or with loops in them, does no harm."""

    def __init__(self, root: Element | None) -> None:
        self._nodes: dict[str, Element] = {}
        self._lines: dict[str, list[str]] = {}
        self._hidden: dict[str, bool | None] = {}
        self.default = ""
        for node in root.findall(f"{W}style") if root is not None else ():
            name = node.get(f"{W}styleId", "")
            self._nodes[name] = node
            if node.get(f"{W}type") == "paragraph" and node.get(f"{W}default") in ("1", "true", "on"):
                self.default = name

    def line(self, style: str) -> list[str]:
        """A style and those that it is based on, the nearest first."""
        if style not in self._lines:
            line: list[str] = []
            while style in self._nodes and style not in line and len(line) < _MOST_STEPS:
                line.append(style)
                style = value_of(self._nodes[style], "basedOn") or ""
            self._lines[line[0] if line else style] = line
            return line
        return self._lines[style]

    def numbering(self, style: str) -> tuple[str | None, int]:
        """The list that a style belongs to, and the level in it. Either may come from a style that it is based on."""
        list_id: str | None = None
        depth: int | None = None
        for name in self.line(style):
            own = self._nodes[name].find(f"{W}pPr/{W}numPr")
            if own is None:
                continue
            list_id = list_id if list_id is not None else value_of(own, "numId")
            depth = depth if depth is not None else number_of(value_of(own, "ilvl"))
        return list_id, depth or 0

    def hides(self, style: str) -> bool | None:
        """Whether text in this style is hidden; None where neither it nor those that it is based on say."""
        if style not in self._hidden:
            said = (is_on(self._nodes[name].find(f"{W}rPr"), "vanish") for name in self.line(style))
            self._hidden[style] = next((hidden for hidden in said if hidden is not None), None)
        return self._hidden[style]

    def heading(self, style: str) -> int:
        """The level of a heading, from 1; 0 for text that is none."""
        for name in self.line(style):
            found = _HEADING.fullmatch(self.called(name))
            outline = number_of(value_of(self._nodes[name].find(f"{W}pPr"), "outlineLvl"))
            if found or (outline is not None and 0 <= outline < 9):
                return int(found.group(1)) if found else (outline or 0) + 1
        return 0

    def called(self, style: str) -> str:
        """What people call a style: "Heading 1", "Title"."""
        return value_of(self._nodes.get(style), "name") or style
