"""How one text became another, word by word: what stayed, what was taken out, what was put in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple


class Change(StrEnum):
    """What became of some words."""

    SAME = "same"
    OUT = "out"
    IN = "in"


class Words(NamedTuple):
    """Some words and what became of them."""

    change: Change
    text: str


def word_changes(before: str, after: str) -> list[Words]:
    """The words of both texts in order; put together without those that were put in they are ``before``."""
    old, new = _words(before), _words(after)
    found: list[Words] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Words(Change.SAME, "".join(old[a:b])))
            continue
        if b > a:
            found.append(Words(Change.OUT, "".join(old[a:b])))
        if d > c:
            found.append(Words(Change.IN, "".join(new[c:d])))
    return found


def marked(changes: Iterable[Words]) -> Iterator[Words]:
    """The changes with what became of them in plain words: " [out: try to]" and " [in: do so]"."""
    last = ""
    for each in changes:
        plain = each.text.strip()
        text = each.text
        if each.change is not Change.SAME:
            if not plain and each.change is Change.OUT:
                continue
            start = text[: len(text) - len(text.lstrip())] or (" " if last.endswith("]") else "")
            end = text[len(text.rstrip()) :] if plain else ""
            text = f"{start}[{each.change.value}: {plain}]{end}" if plain else text
        last = text
        yield Words(each.change, text)


def _words(text: str) -> list[str]:
    """Each word or sign with the blanks before it: a word at the end stays the same when more is added."""
    return re.findall(r"\s*\w+(?:['’-]\w+)*|\s*[^\w\s]|\s+", text)
