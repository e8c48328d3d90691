"""Abbreviations and what they stand for: "Elective Home Education (EHE)", the other way round, or in a glossary."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from index.packs.lines import Line
from index.packs.models import Acronym

_SHORT = r"(?:[A-Z][A-Za-z&+/-]{0,9}[A-Z&0-9](?:\s?['’]s|s|r)?|[A-Z]{2,8}(?:\s?['’]s|s)?)"
_SAID = r"(?:(?:or|hereafter|hereinafter|also known as|known as|abbreviated to|the)\s+)?[‘“\"']?"
_AFTER = re.compile(rf"\(\s*{_SAID}({_SHORT})[’”\"']?\s*(?:[,;:–-][^()]{{0,200}})?\)")
_SEVERAL = re.compile(rf"\(\s*({_SHORT}(?:\s*(?:with|and|&|/|,)\s*{_SHORT}){{1,3}})\s*\)")
_BEFORE = re.compile(rf"(?<![\w(])({_SHORT})\s*\(([A-Za-z][^()]{{5,90}})\)")
_SMALL = frozenset("a an and at by for from in of on or other than the to with & s".split())
_WORD = re.compile(r"[^\s()]+")
_REACH = 260  # characters before the brackets: longer than any name
_MOST_WORDS = 17
_LONGEST_PARAGRAPH = 40  # lines
_ENDS = re.compile(r"[.;:!?]\s|\s[–—-]\s|[‘“\"]")


def acronyms(lines: Sequence[Line]) -> list[Acronym]:
    """Each abbreviation with each of its expansions, and the lines that explain it."""
    found: dict[tuple[str, str], Acronym] = {}
    for number, short, words in _pairs(lines):
        known = found.setdefault((short.casefold(), words.casefold()), Acronym(acronym=short, expansion=words))
        if not known.lines or known.lines[-1] != number:
            known.lines.append(number)
    return list(found.values())


def _pairs(lines: Sequence[Line]) -> Iterator[tuple[int, str, str]]:
    """Line, abbreviation and expansion, in the cells of tables and in paragraphs whose lines were broken."""
    paragraph: list[Line] = []
    for n, line in enumerate(lines):
        if line.is_blank or line.is_row or line.is_bullet or len(paragraph) >= _LONGEST_PARAGRAPH:
            yield from _in_paragraph(paragraph)
            paragraph = []
        if line.is_row:
            if len(line.cells) == 2 and _is_glossary(*line.cells):
                yield line.number, line.cells[0], line.cells[1]
            for column, text in enumerate(line.cells):
                lead = _cell_above(lines, n, column) if text.startswith("(") else ""
                yield from ((line.number, short, words) for _, short, words in _in_text(text, lead))
        elif not line.is_blank:
            paragraph.append(line)
    yield from _in_paragraph(paragraph)


def _in_paragraph(paragraph: Sequence[Line]) -> Iterator[tuple[int, str, str]]:
    begins: list[int] = []
    size = 0
    for line in paragraph:
        begins.append(size)
        size += len(line.text) + 1
    for at, short, words in _in_text(" ".join(line.text for line in paragraph), ""):
        yield paragraph[bisect_right(begins, at) - 1].number, short, words


def _in_text(text: str, lead: str) -> Iterator[tuple[int, str, str]]:
    """The pairs in a text, each with its place. ``lead`` stands before it in its cell: a name may begin there."""
    if "(" not in text:
        return
    for match in _AFTER.finditer(text):
        before = text[max(0, match.start() - _REACH) : match.start()]
        words = _expansion(match[1], before)
        if not words and lead and match.start() < _REACH:
            words = _expansion(match[1], f"{lead[-_REACH:]} {before}")
        if words:
            yield match.start(1), _joined(match[1]), words
    for match in _SEVERAL.finditer(text):
        for short, words in _several(match[1], text[max(0, match.start() - _REACH) : match.start()]):
            yield match.start(1), short, words
    for match in _BEFORE.finditer(text):
        if _matches(match[1], match[2].split()[: _MOST_WORDS + 1]):
            yield match.start(1), _joined(match[1]), " ".join(match[2].split())


def _joined(short: str) -> str:
    """An abbreviation without the space that conversion put before its 's."""
    return re.sub(r"\s+", "", short)


def _several(shorts: str, before: str) -> Iterator[tuple[str, str]]:
    """Two names and then their abbreviations, joined by the same word: "One Two with Three Four (OT with TF)"."""
    parts = re.split(r"\s*(with|and|&|/|,)\s*", shorts)
    pairs: list[tuple[str, str]] = []
    for place in range(len(parts) - 1, -1, -2):
        words = _expansion(parts[place], before)
        if not words:
            return
        pairs.insert(0, (parts[place], words))
        before = before.rstrip(" ,‘’“”'\"")[: -len(words)].rstrip()
        joint = parts[place - 1] if place else ""
        if joint and not before.endswith(joint):
            return
        before = before.removesuffix(joint)
    yield from pairs


def _cell_above(lines: Sequence[Line], at: int, column: int) -> str:
    """The same cell in the row above, where a page has cut the row in two and repeats the table's heading between."""
    heading: tuple[str, ...] = ()
    for n in range(at - 1, max(-1, at - 6), -1):
        line = lines[n]
        if line.is_blank and not line.is_row:
            continue
        if not line.is_row or column >= len(line.cells):
            return ""
        if not heading and lines[n - 1].is_blank and n:
            heading = line.cells
            continue
        return line.cells[column] if line.cells != heading else ""
    return ""


def _is_glossary(short: str, words: str) -> bool:
    return (
        len(words) < 90
        and bool(re.fullmatch(_SHORT, short))
        and not re.search(r"[.;:]", words)
        and _matches(short, words.split()[: _MOST_WORDS + 1])
    )


def _letters(short: str) -> list[str]:
    bare = re.sub(r"\s?['’]?s$", "", short) if re.search(r"[A-Z]\s?['’]?s$", short) else short
    return [c.casefold() for c in bare if c.isalnum()]


def _expansion(short: str, before: str) -> str:
    """The words in front of an abbreviation that it stands for, or an empty text."""
    before = _ENDS.split(before.rstrip(" ,‘’“”'\""))[-1]
    tokens = _WORD.findall(before)[-(_MOST_WORDS + 1) :]
    letters = _letters(short)
    # The last word may be none of the letters': "Food Programme (HAF)" keeps it, "Time events (PLT)" does not.
    for left_over in (0, 1):
        core = tokens[: len(tokens) - left_over]
        for count in range(max(1, len(letters) // 2), min(len(core), len(letters) + 5) + 1):
            words = core[-count:]
            if _matches(short, words):
                if left_over and tokens[-1][:1].isupper():
                    words = [*words, tokens[-1]]
                return " ".join(words).strip(" ,‘’“”'\"")
    return ""


def _matches(short: str, words: Sequence[str]) -> bool:
    """Whether the letters of an abbreviation are those of the words: initials, small words left out or not."""
    letters = _letters(short)
    parts = [part for word in words for part in re.split(r"[-/]", word.strip("‘’“”'\",.*")) if part]
    if not letters or not parts or len(parts) > 2 * _MOST_WORDS or parts[0][0].casefold() != letters[0]:
        return False
    return _align(letters, [part.casefold() for part in parts])


def _align(letters: Sequence[str], parts: Sequence[str]) -> bool:
    """Letters are initials in order; a small word may have none, a long one may give a second letter from inside."""
    reached = {0}  # how many letters the words so far may have used up
    for place, word in enumerate(parts):
        left = len(parts) - place
        after: set[int] = set()
        for n in reached:
            letter = letters[n] if n < len(letters) else ""
            if letter and word[0] == letter:
                after.add(n + 1)
                if n + 1 < len(letters) and letters[n + 1] in word[1:] and left <= len(letters) - n:
                    after.add(n + 2)
            if letter and ((word == "&" and letter == "a") or (word == "of" and letter == "f")):
                after.add(n + 1)
            if word in _SMALL:
                after.add(n)
        reached = after
    return len(letters) in reached
