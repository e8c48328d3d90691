"""The numbers in front of list items, by their style: "1)", "2.", "(a)", "ii)", a bullet. Lists nest by style."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from index.packs.lines import Line

_NUMBER = re.compile(r"(\(?(?:\d{1,2}|[ivx]{1,5}|[a-zA-Z])\s?[.)])\s*(?=\S)")
_ROMAN = re.compile(r"[ivx]+")


class Mark(NamedTuple):
    """A number as printed ("1)", None for a bullet), its style, its value and where the text begins."""

    shown: str | None
    style: str
    value: int
    text: str


def read_mark(line: Line) -> Mark | None:
    """The number or bullet in front of a line, or None. "2.1" is no item number."""
    text = line.text
    if re.match(r"\d+\.\d", text):
        return None
    match = _NUMBER.match(text)
    if match and not re.match(r"[A-Z]\.\s?[A-Z]\b|[A-Za-z]\.\s?(?:m|g|e)\.", text) and match.end() < len(text):
        bare = re.sub(r"[^\w]", "", match[1])
        kind = "digit" if bare.isdigit() else "roman" if _ROMAN.fullmatch(bare) else "letter"
        if kind == "letter" and (bare.isupper() and len(bare) == 1 and match[1].endswith(".")):
            return Mark(None, "bullet", 0, text) if line.is_bullet else None
        ending = match[1].strip()[-1] + ("(" if match[1].startswith("(") else "")
        value = int(bare) if kind == "digit" else _roman(bare) if kind == "roman" else ord(bare.casefold()) - 96
        return Mark(match[1].replace(" ", ""), kind + ending, value, text[match.end() :].strip())
    return Mark(None, "bullet", 0, text) if line.is_bullet else None


def _roman(text: str) -> int:
    values = {"i": 1, "v": 5, "x": 10}
    total = 0
    for sign, after in zip(text, [*text[1:], ""], strict=True):
        total += -values[sign] if after and values[after] > values[sign] else values[sign]
    return total


class Item(NamedTuple):
    """One item of a list: level 1, or 2 below an item of level 1."""

    number: str | None
    level: int
    text: str
    line: int


class _Levels:
    """Which style of number stands on which level of the list that is being read, and how far each has counted."""

    def __init__(self) -> None:
        self._styles: list[str] = []
        self._last: list[int] = []

    def of(self, mark: Mark) -> int:
        """The level of the next item; 0 where it cannot belong to the list."""
        style = mark.style
        if style.startswith("roman") and style not in self._styles:
            as_letter = style.replace("roman", "letter")
            if as_letter in self._styles:
                style = as_letter  # i) after h), or v. after u.
        place = self._place(style, mark.value)
        if place is not None:
            del self._styles[place + 1 :], self._last[place + 1 :]
            self._last[place] = mark.value
            return place + 1
        if self._styles[:1] == ["bullet"]:
            return 0
        del self._styles[1:], self._last[1:]
        self._styles.append(style)
        self._last.append(mark.value)
        return len(self._styles)

    def follows(self, mark: Mark) -> bool:
        """Whether a number goes on where the first level has stopped counting."""
        return bool(self._styles) and mark.style == self._styles[0] and mark.value == self._last[0] + 1

    def _place(self, style: str, value: int) -> int | None:
        if style in self._styles:
            return self._styles.index(style)
        # "1)" and then "2." is one list whose brackets were lost.
        alike = (n for n, known in enumerate(self._styles) if known.rstrip(").(") == style.rstrip(").("))
        return next((n for n in alike if value == self._last[n] + 1), None)


def read_items(lines: Sequence[Line], at: int, end: int, stops: Sequence[int] = ()) -> tuple[list[Item], int]:
    """The items of the list that begins at or after ``at``: nested by number style, wrapped lines joined.

    A page may cut the list, or a paragraph of an item: what goes on in small letters, or before the very next number,
    belongs to the item above. Returns the items and the index after the last. ``stops`` are indices where something
    else begins.
    """
    items: list[Item] = []
    levels = _Levels()
    n = last = at
    blanks = 0
    forbidden = set(stops)
    while n < end:
        line = lines[n]
        if n in forbidden and n > at:
            break
        if line.is_blank:
            blanks += 0 if line.is_furniture else 1
            n += 1
            continue
        if line.is_row:
            break
        mark = read_mark(line)
        if mark is None:
            if not items or not _goes_on(lines, n, end, forbidden, items[-1], levels, blanks):
                break
            items[-1] = items[-1]._replace(text=f"{items[-1].text} {line.text}")
        else:
            level = levels.of(mark)
            if level == 0:
                break
            items.append(Item(mark.shown, level, mark.text, line.number))
        blanks = 0
        n += 1
        last = n
    return items, last


_ELSE = re.compile(r"RESOLVED|\(?Meeting closed|\d{1,2}(?:\.\d{1,2})+\s|\d{1,2}\s+[A-Z]")
_LOOK_AHEAD = 8


def _goes_on(
    lines: Sequence[Line], at: int, end: int, forbidden: set[int], item: Item, levels: _Levels, blanks: int
) -> bool:
    """Whether a line without a number belongs to the item above it."""
    line = lines[at]
    if _ELSE.match(line.text):
        return False
    if blanks == 0:
        return True
    if line.text[0].islower() and not item.text.endswith((".", "!", "?")):
        return True
    for n in range(at + 1, min(end, at + _LOOK_AHEAD)):
        if n in forbidden or lines[n].is_row or _ELSE.match(lines[n].text):
            return False
        mark = read_mark(lines[n]) if lines[n].text else None
        if mark is not None:
            return mark.shown is not None and levels.follows(mark)
    return False
