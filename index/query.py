"""What a person typed, read into words, phrases, words to leave out, beginnings of words, and filters.

Any text is accepted and nothing is raised; whatever is not taken as it was typed is said in a plain sentence. There are
limits because, measured without them, single queries ran for more than forty seconds.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple

LONGEST_QUERY = 300
MOST_TERMS = 24
SHORTEST_BEGINNING = 3

FIELDS = ("kind", "year", "to", "partner", "speaker", "line", "group", "board", "before", "after")
EXAMPLES = {
    "kind": "kind:recommendation",
    "year": "year:2020/21",
    "to": "to:cabinet",
    "partner": "partner:police",
    "speaker": "speaker:okoro",
    "line": "line:1c",
    "group": "group:attendance",
    "board": "board:scrutiny",
    "before": "before:2021-01-31",
    "after": "after:2021-01-31",
}


class Shape(Enum):
    """How a part of a query is meant."""

    WORD = "word"
    PHRASE = "phrase"
    BEGINNING = "beginning"


class Part(NamedTuple):
    """One part of a query: its words as typed, how they are meant, and whether passages with it are left out."""

    shape: Shape
    words: tuple[str, ...]
    leave_out: bool = False


class Asked(NamedTuple):
    """A filter that was typed, such as kind:recommendation."""

    field: str
    value: str


class Query(NamedTuple):
    """A typed query as it was understood, and what had to be adjusted, in sentences.

    ``unfinished`` says that the last part is a word at the very end of the text: the person may still be typing it.
    """

    parts: tuple[Part, ...] = ()
    asked: tuple[Asked, ...] = ()
    notices: tuple[str, ...] = ()
    unfinished: bool = False


_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "’": "'", "‘": "'"})
# A piece of a query: perhaps a minus, perhaps a field, then quoted words or anything up to the next space or bracket.
_PIECE = re.compile(
    r"""(?P<minus>-(?=["\w*]))?"""
    r"""(?:(?P<field>[A-Za-z]+):(?P<gap>\s+(?=["\w]))?)?"""
    r"""(?:"(?P<quoted>[^"]*)(?P<closed>"?)|(?P<bare>[^\s"()\[\]{}<>]+))?"""
)
# As in index.words: what stays one word.
_WORD = re.compile(
    r"(?:19|20)\d\d[/–-](?:(?:19|20)\d\d|\d\d)(?![/–-]?\w)|\b[A-Z] & [A-Z]\b"
    r"|[^\W_]+(?:[&'.,][^\W_]+)*(?P<star>\*+(?!\w))?"
)
_SPACED_AND = re.compile(r"\b([A-Z]) & ([A-Z])\b")
_SHOUTED = re.compile(r"[A-Z]{8,}")


def read_query(text: str) -> Query:
    """Read what a person typed. Never raises; adjustments are in the result's ``notices``."""
    notices: list[str] = []
    text = text.encode("utf-8", "replace").decode("utf-8").translate(_QUOTES)
    if len(text) > LONGEST_QUERY:
        text = text[:LONGEST_QUERY]
        notices.append(f"Only the first {LONGEST_QUERY} characters were searched for.")
    if _SHOUTED.search(text) and text.upper() == text:
        text = text.lower()
        notices.append("Everything was typed in capitals, so it is read as ordinary words.")
    text = _SPACED_AND.sub(r"\1&\2", text)

    parts: list[Part] = []
    asked: list[Asked] = []
    at = 0
    negate_next = False
    while at < len(text):
        piece = _PIECE.match(text, at)
        if piece is None or piece.end() == at:
            at += 1
            continue
        at = piece.end()
        minus = bool(piece["minus"]) or negate_next
        field = (piece["field"] or "").lower()
        quoted, bare = piece["quoted"], piece["bare"]
        if field in FIELDS:
            _ask(field, quoted if quoted is not None else (bare or ""), minus, asked, notices)
            negate_next = False
            continue
        if field:
            parts += _words_of(piece["field"] or "", minus, notices)
        if quoted is not None:
            words = tuple(m[0].rstrip("*") for m in _WORD.finditer(quoted))
            if words:
                parts.append(Part(Shape.PHRASE if len(words) > 1 else Shape.WORD, words, minus))
            if not piece["closed"] and words:
                notices.append(
                    "The quotation mark was never closed: everything after it is searched for as one phrase."
                )
        elif bare in ("AND", "OR", "NOT") and not piece["minus"] and not field:
            negate_next = bare == "NOT"
            if bare == "OR":
                notices.append(
                    "OR is not needed: where few passages have all the words, those with any of them follow."
                )
            continue
        elif bare:
            parts += _words_of(bare, minus, notices)
        negate_next = False
    if len(parts) > MOST_TERMS or sum(len(part.words) for part in parts) > MOST_TERMS:
        parts = _first(parts)
        notices.append(f"Only the first {MOST_TERMS} words were searched for.")
    unfinished = bool(parts) and parts[-1].shape is Shape.WORD and text.endswith(parts[-1].words[-1])
    return Query(tuple(parts), tuple(asked), tuple(dict.fromkeys(notices)), unfinished)


def _ask(field: str, value: str, minus: bool, asked: list[Asked], notices: list[str]) -> None:
    value = " ".join(value.replace("*", " ").split())
    if minus:
        notices.append(f"“-{field}:” is not understood: only words can be left out.")
    elif not any(c.isalnum() for c in value):
        notices.append(f"Nothing follows “{field}:”, so it was left out. Write for example {EXAMPLES[field]}.")
    else:
        asked.append(Asked(field, value))


def _words_of(bare: str, minus: bool, notices: list[str]) -> list[Part]:
    """The parts that a stretch without spaces stands for: one word, or several written together as a phrase."""
    if re.match(r"[*?]+\w", bare):
        notices.append("A star at the beginning of a word was left out: a search goes by how words begin.")
    found = list(_WORD.finditer(bare))
    parts: list[Part] = []
    together: list[str] = []
    for match in found:
        word = match[0].rstrip("*")
        if not match["star"]:
            together.append(word)
        elif sum(c.isalnum() for c in word) < SHORTEST_BEGINNING:
            notices.append(f"“{match[0]}” needs at least {SHORTEST_BEGINNING} letters before the star: read as a word.")
            together.append(word)
        else:
            parts.append(Part(Shape.BEGINNING, (word,), minus))
    if together:
        parts.insert(0, Part(Shape.PHRASE if len(together) > 1 else Shape.WORD, tuple(together), minus))
    return parts


def _first(parts: list[Part]) -> list[Part]:
    """As many of the parts as have no more words than are allowed, the last one cut short where need be."""
    kept: list[Part] = []
    room = MOST_TERMS
    for part in parts:
        if room <= 0:
            break
        words = part.words[:room]
        room -= len(words)
        shape = part.shape if len(words) > 1 or part.shape is Shape.BEGINNING else Shape.WORD
        kept.append(part._replace(words=words, shape=shape))
    return kept
