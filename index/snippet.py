"""Where the words that were looked for stand in a text, and the stretch of it that shows most of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from index.words import Token, tokens

LENGTH = 160
MOST_MARKS = 400
_BLANKS = re.compile(r"\s+")

Mark = tuple[int, int]


class Snippet(NamedTuple):
    """A short stretch of a text on one line, and where in it the found words stand."""

    text: str
    marks: tuple[Mark, ...]


def marks_in(text: str, sequences: Iterable[tuple[str, ...]]) -> list[Mark]:
    """Where the terms stand in a text, those of a phrase only together: places of first and last character."""
    wanted = {sequence for sequence in sequences if sequence}
    starts: dict[str, list[tuple[str, ...]]] = {}
    for sequence in wanted:
        starts.setdefault(sequence[0], []).append(sequence)
    if not starts:
        return []
    words = list(tokens(text))
    found: list[Mark] = []
    for at, word in enumerate(words):
        here = (sequence for term in word.terms for sequence in starts.get(term, ()))
        found += [(word.start, words[at + len(s) - 1].end) for s in here if _stands(words, at, s)]
    return _joined(found)[:MOST_MARKS]


def has_any(text: str, sequences: Iterable[tuple[str, ...]]) -> bool:
    """Whether any of the terms or phrases stands in a text."""
    return bool(marks_in(text, sequences))


def snippet_of(text: str, marks: Sequence[Mark], length: int = LENGTH) -> Snippet:
    """The stretch of a text, about ``length`` characters and cut between words, that holds most of the marks."""
    start, end = _window(text, marks, length)
    inside = [(max(a, start), min(b, end)) for a, b in marks if a < end and b > start]
    pieces: list[str] = ["… "] if start else []
    places: list[Mark] = []
    size = len("".join(pieces))
    at = start
    for mark_start, mark_end in [*inside, (end, end)]:
        before = _BLANKS.sub(" ", text[at:mark_start])
        if size == 0 or (pieces and pieces[-1].endswith(" ")):
            before = before.lstrip()
        pieces.append(before)
        size += len(before)
        marked = _BLANKS.sub(" ", text[mark_start:mark_end])
        if marked:
            places.append((size, size + len(marked)))
            pieces.append(marked)
            size += len(marked)
        at = mark_end
    line = "".join(pieces).rstrip()
    return Snippet(f"{line} …" if text[end:].strip() else line, tuple(places))


def _stands(words: Sequence[Token], at: int, sequence: tuple[str, ...]) -> bool:
    if at + len(sequence) > len(words):
        return False
    return all(term in words[at + n].terms for n, term in enumerate(sequence))


def _joined(marks: list[Mark]) -> list[Mark]:
    """The marks in order, those that overlap made one."""
    joined: list[Mark] = []
    for start, end in sorted(marks):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _window(text: str, marks: Sequence[Mark], length: int) -> Mark:
    if len(text) <= length + length // 4:
        return 0, len(text)
    best, most = 0, 0
    last = 0
    for first, (start, _) in enumerate(marks):
        last = max(last, first)
        while last < len(marks) and marks[last][1] <= start + length:
            last += 1
        if last - first > most:
            best, most = first, last - first
    if not most:
        start = max(0, marks[0][0] - length // 3) if marks else 0
        return start, min(len(text), _word_end(text, start + length))
    middle = (marks[best][0] + marks[best + most - 1][1]) // 2
    start = max(0, min(marks[best][0], middle - length // 2))
    start = _word_start(text, start)
    return start, max(_word_end(text, min(len(text), start + length)), marks[best + most - 1][1])


def _word_start(text: str, at: int) -> int:
    """The beginning of the word in which a place lies; a very long word is cut."""
    for back in range(min(at, 40)):
        if text[at - back - 1].isspace():
            return at - back
    return at


def _word_end(text: str, at: int) -> int:
    for ahead in range(min(len(text) - at, 40)):
        if text[at + ahead].isspace():
            return at + ahead
    return min(at, len(text))
