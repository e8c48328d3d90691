"""The numbers of paragraphs in a Word document, which Word keeps as rules and counts anew each time it shows them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from interviews.readers.counting import shown
from interviews.readers.word_styles import Styles, W, number_of, value_of

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

BULLET = "•"
_PLACE = re.compile("%([1-9])")
_LONGEST_PATTERN = 100
_MOST_LEVELS = 9


class Level(NamedTuple):
    """How one level of a list counts, and how its number is written: ``pattern`` has %1 for the first level's number.

    ``restart`` is the level after which it begins again: None for any above it, 0 for never.
    """

    form: str
    pattern: str
    start: int
    style: str
    restart: int | None
    digits_only: bool


class _List(NamedTuple):
    """A list of the document: the definition whose counters it shares, its levels, and the starts of its own."""

    counters: str
    levels: dict[int, Level]
    starts: dict[int, int]


class Numbering:
    """Counts the paragraphs of one document from top to bottom."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()
        if root is not None:
            self._read(root)

    def label(self, properties: Element | None, style: str) -> str:
        """The number that a paragraph shows, or a bullet, or ""; the paragraph is counted."""
        place = self._place(properties, style)
        if place is None:
            return ""
        list_id, depth = place
        found = self._lists[list_id]
        level = found.levels[depth]
        counts = self._counts.setdefault(found.counters, {})
        if depth in found.starts and (list_id, depth) not in self._started:
            counts[depth] = found.starts[depth]
            self._started.add((list_id, depth))
        else:
            counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            below = found.levels.get(deeper)
            if below is None or below.restart is None or depth < below.restart:
                del counts[deeper]
        if level.form == "bullet":
            return BULLET
        return self._written(level, found.levels, counts)

    def _written(self, level: Level, levels: dict[int, Level], counts: dict[int, int]) -> str:
        def number(found: re.Match[str]) -> str:
            depth = int(found.group(1)) - 1
            other = levels.get(depth)
            if other is None:
                return ""
            form = "decimal" if level.digits_only else other.form
            return "" if form == "none" else shown(counts.get(depth, other.start), form)

        return _PLACE.sub(number, level.pattern).strip()

    def _place(self, properties: Element | None, style: str) -> tuple[str, int] | None:
        """The list and the level of a paragraph: its own, or else its style's."""
        own = properties.find(f"{W}numPr") if properties is not None else None
        list_id = value_of(own, "numId") if own is not None else None
        depth = number_of(value_of(own, "ilvl")) if own is not None else None
        if list_id is None:
            list_id, style_depth = self._styles.numbering(style)
            if depth is None and list_id in self._lists:
                levels = self._lists[list_id].levels
                linked = (level for name in self._styles.line(style) for level in levels if levels[level].style == name)
                depth = next(linked, style_depth)
        if list_id is None or list_id not in self._lists:
            return None
        depth = depth or 0
        return (list_id, depth) if depth in self._lists[list_id].levels else None

    def _read(self, root: Element) -> None:
        definitions = {node.get(f"{W}abstractNumId", ""): node for node in root.findall(f"{W}abstractNum")}
        numbers = {node.get(f"{W}numId", ""): node for node in root.findall(f"{W}num")}
        levels_of = {name: _levels(node) for name, node in definitions.items()}
        for list_id, node in numbers.items():
            name = value_of(node, "abstractNumId") or ""
            linked = value_of(definitions[name], "numStyleLink") if name in definitions else None
            if linked:  # the rules stand with the list that a style of lists names
                list_of_style, _ = self._styles.numbering(linked)
                name = (value_of(numbers.get(list_of_style or ""), "abstractNumId") or name) if list_of_style else name
            levels, starts = dict(levels_of.get(name, {})), {}
            for override in node.findall(f"{W}lvlOverride"):
                depth = number_of(override.get(f"{W}ilvl")) or 0
                if (level := override.find(f"{W}lvl")) is not None:
                    levels[depth] = _level(level)
                if (start := number_of(value_of(override, "startOverride"))) is not None:
                    starts[depth] = start
            if list_id != "0" and levels:
                self._lists[list_id] = _List(name, levels, starts)


def _levels(definition: Element) -> dict[int, Level]:
    nodes = definition.findall(f"{W}lvl")[:_MOST_LEVELS]
    return {number_of(node.get(f"{W}ilvl")) or 0: _level(node) for node in nodes}


def _level(node: Element) -> Level:
    start = number_of(value_of(node, "start"))
    digits = node.find(f"{W}isLgl")
    return Level(
        value_of(node, "numFmt") or "decimal",
        (value_of(node, "lvlText") or "")[:_LONGEST_PATTERN],
        1 if start is None else start,
        value_of(node, "pStyle") or "",
        number_of(value_of(node, "lvlRestart")),
        digits is not None and digits.get(f"{W}val") not in ("0", "false"),
    )
