"""The lines of a pack: conversion artefacts taken away, each cleaned line remembering its source line.

Words are never corrected: only markup, bullets and page furniture go. Cells of tables stay apart.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

_TAGS = re.compile(r"</?(?:u|i|b|p|br|ul|ol|li|sub|sup|em|strong|span|div)\b[^<>]{0,200}>", re.IGNORECASE)
_STARS = re.compile(r"\*{2,}|(?<![\w*])\*(?=\S)|(?<=\S)\*(?![\w*])")
_BULLET = re.compile(r"\s*(?:[-–•■●▪◦≤·*+o\uf0b7]\s+)+(?=\S)")
# A bullet or an item's number with a tab behind it is no cell of a table; "1." alone in a cell is one.
_MARK = r"(?:[-–•■●▪◦≤·*+o\uf0b7]|\(?(?:[ivx]{1,5}|[a-zA-Z])[.)]|\(?\d{1,2}\)|\d{1,2}\.\d{1,2})"
_MARK_AND_TAB = re.compile(r"(\s*(?:[-–•■●▪◦≤·*+o\uf0b7] )*" + _MARK + r")\t+(?=[^\t]+$)")
_STAMP = re.compile(r"agenda item \d+[a-z]?|this page is intentionally (?:left )?blank|public document pack", re.I)
_PAGE = re.compile(r"page \d{1,4}(?:\s*(?:of|/)?\s*\d{1,4})?", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"\d{1,4}")
_HASHES = re.compile(r"^\s{0,3}#{1,6}\s+")
_PIPED = re.compile(r"\s*\|.*\|\s*")
_RULE = re.compile(r"[\s|:-]*-{3}[\s|:-]*")
_OFTEN = 3  # a header or a footer recurs at least so often


class Line(NamedTuple):
    """One line: its number in the source, its text without markup, and what the markup said.

    ``cells`` has the cells of a table row, cleaned, else one. ``is_furniture`` marks page stamps and the like, whose
    ``text`` is empty. ``excess`` counts the blank lines above it beyond those that part paragraphs in this pack, and
    ``after_stamp`` tells that the stamp of a new document stands between it and the text above.
    """

    number: int
    text: str
    cells: tuple[str, ...] = ()
    is_bullet: bool = False
    is_furniture: bool = False
    excess: int = 0
    after_stamp: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing to read in it."""
        return not self.text

    @property
    def is_row(self) -> bool:
        """Whether it is a row of a table."""
        return len(self.cells) > 1


def read_lines(text: str) -> list[Line]:
    """Every line of the source in order, cleaned; line n of the source is element n - 1."""
    sources = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    lines = [_line(number, source) for number, source in enumerate(sources, start=1)]
    for n in _page_numbers(lines):
        lines[n] = Line(lines[n].number, "", ("",), is_furniture=True)
    return _with_gaps(lines, sources)


def plain(text: str) -> str:
    """A text without tags and asterisks, white space folded."""
    return " ".join(_STARS.sub("", _TAGS.sub(" ", text)).split())


def _line(number: int, source: str) -> Line:
    source = _HASHES.sub("", source.replace("\f", " "))
    bare = source.strip()
    if bare.startswith("|") and (_PIPED.fullmatch(bare) or _RULE.fullmatch(bare)):
        if _RULE.fullmatch(bare):
            return Line(number, "", ("",), is_furniture=True)
        cells = tuple(plain(cell) for cell in bare.strip("|").split("|"))
        text = " ".join(cell for cell in cells if cell)
        return Line(number, text, cells if len(cells) > 1 else (text,))
    if marked := _MARK_AND_TAB.match(source):
        source = f"{marked[1]} {source[marked.end() :]}"
        bare = source.strip()
    cells = tuple(plain(cell) for cell in source.split("\t"))
    text = plain(bare)
    if _STAMP.fullmatch(text) or _PAGE.fullmatch(text):
        return Line(number, "", ("",), is_furniture=True)
    match = _BULLET.match(source) if len(cells) == 1 else None
    if match and match.end() < len(source):
        text = plain(source[match.end() :])
        cells = (text,)
    return Line(number, text, cells, is_bullet=bool(match))


def _page_numbers(lines: Sequence[Line]) -> list[int]:
    """Lines that are only the page's number: they stand apart and count upwards, or recur with the word page."""
    apart = [
        n
        for n, line in enumerate(lines)
        if _PAGE_NUMBER.fullmatch(line.text)
        and not line.is_row
        and not line.is_bullet
        and (n == 0 or lines[n - 1].is_blank)
        and (n + 1 == len(lines) or lines[n + 1].is_blank)
    ]
    counting = [n for n, after in pairwise(apart) if int(lines[n].text) < int(lines[after].text)]
    found = apart if len(apart) > 2 and len(counting) >= 0.8 * (len(apart) - 1) else []
    shapes = {n: re.sub(r"\d+", "#", line.text) for n, line in enumerate(lines) if 0 < len(line.text) < 60}
    often = {shape for shape, times in Counter(shapes.values()).items() if times >= _OFTEN}
    running = {shape for shape in often if re.search(r"\bpage\s*#", shape, re.IGNORECASE)}
    return [*found, *(n for n, shape in shapes.items() if shape in running and not lines[n].is_row)]


def _with_gaps(lines: list[Line], sources: Sequence[str]) -> list[Line]:
    """Each line with what stands above it: more blank lines than usual, or the stamp of a new document."""
    gaps: list[tuple[int, int, bool]] = []  # index of a line with text, blank lines above it, a stamp above it
    blanks, stamped = 0, False
    for n, line in enumerate(lines):
        if line.is_furniture:
            stamped = stamped or bool(_STAMP.fullmatch(plain(sources[n])))
        elif line.is_blank:
            blanks += 1
        else:
            if blanks or stamped:
                gaps.append((n, blanks, stamped))
            blanks, stamped = 0, False
    usual = Counter(blank for _, blank, _ in gaps if blank).most_common(1)
    between_paragraphs = usual[0][0] if usual else 1
    for n, blank, stamp in gaps:
        lines[n] = lines[n]._replace(excess=max(0, blank - between_paragraphs), after_stamp=stamp)
    return lines
