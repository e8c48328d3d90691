"""The council's words: how a text becomes the terms of the index, and a typed word the terms to look for.

T&F stays one word. An all-capitals word of two to seven letters is an abbreviation: never an everyday word to leave out
and never stemmed; it is indexed as written and in lower case at one position. So SEND typed in capitals finds the
abbreviation only, and send finds both. Everyday words are left out and the rest renumbered, so phrases run across them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from whoosh.lang.snowball.english import EnglishStemmer

# Part of the fingerprint of an index: raise it when the same text gives other tokens than before.
VERSION = 1

LONGEST = 48

# Porter's second stemmer: it brings educated and education together, which Whoosh's porter does not.
_stem = EnglishStemmer().stem

# "No" and "not" carry meaning (no further action, not accepted), "may" is a month and "who" an organisation.
STOP_WORDS = frozenset(
    "a an and are as at be been but by can for from had has have he her his i if in into is it its of on or our she so "
    "such than that the their them then there these they this to us was we were when which will with would you "
    "your".split()
)

_TOKEN = re.compile(
    r"(?P<years>(?<![\w/–-])(?:19|20)\d\d[/–-](?:(?:19|20)\d\d|\d\d)(?![/–-]?\w))"
    r"|\b(?P<joined>[A-Z] & [A-Z]\b|[^\W_]{1,3}(?:&[^\W_]{1,3})+(?![^\W_]))(?:['’]?s\b)?"
    r"|(?P<number>\d+(?:[.,]\d+)+)"
    r"|[^\W_]+(?:['’][^\W_]+)*"
)
# Enough for a line without digits and ampersands, and twice as fast.
_PLAIN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_UNPLAIN = re.compile(r"[\d&]")
_ABBREVIATION = re.compile(r"([A-Z][A-Z0-9&]{1,6})(?:['’]?s)?\Z")


class Token(NamedTuple):
    """A word of a text: its terms in the index, the words people see and type with the term of each, and its place."""

    terms: tuple[str, ...]
    words: tuple[tuple[str, str], ...]
    start: int
    end: int


def tokens(text: str) -> Iterator[Token]:
    """The words of a text in order, everyday words left out. A token's position is its place in this order."""
    at = 0
    for line in text.splitlines(keepends=True):
        # In a heading set in capitals, capitals say nothing: its words are also read as ordinary words.
        shouted = line.isupper() and " " in line.strip()
        for found in (_TOKEN if _UNPLAIN.search(line) else _PLAIN).finditer(line):
            group = found.lastgroup
            start = at + found.start()
            if group == "years" and not _is_municipal(found[0]):
                for offset, part in ((0, found[0][:4]), (5, found[0][5:])):
                    yield Token((part,), ((part, part),), start + offset, start + offset + len(part))
                continue
            read = _read(found[0], group, shouted)
            if read:
                yield Token(*read, start, at + found.end())
        at += len(line)


def terms_of(text: str) -> list[str]:
    """The first term of each word of a text: the stem, or the abbreviation as written."""
    return [token.terms[0] for token in tokens(text)]


def typed_terms(word: str) -> tuple[str, ...]:
    """The terms that a typed word may stand as in the index, the likeliest first; none for an everyday word.

    In capitals it means the abbreviation only. In lower case it is the word's stem, and the lower-case form under
    which an abbreviation is kept.
    """
    token = next(tokens(word), None)
    if token is None:
        return ()
    if is_abbreviation(word) or "/" in token.terms[0]:
        return token.terms[:1]
    plain = _fold(word)
    return token.terms if plain in token.terms or len(plain) > 7 else (*token.terms, plain)


def is_abbreviation(word: str) -> bool:
    """Whether a word is written as an abbreviation: T&F, EHE, KLOEs."""
    return bool(_ABBREVIATION.match(word.replace(" & ", "&")))


def as_abbreviation(word: str) -> str:
    """An abbreviation without its plural or genitive: KLOEs → KLOE."""
    found = _ABBREVIATION.match(word.replace(" & ", "&"))
    return found[1] if found else word


def stem_of(word: str) -> str:
    """The term of an ordinary word."""
    return str(_stem(_fold(word)))[:LONGEST]


def is_everyday(word: str) -> bool:
    """Whether the word is too common to be kept in the index."""
    return _fold(word) in STOP_WORDS


def _is_municipal(years: str) -> bool:
    return int(years[5:]) % 100 == (int(years[:4]) + 1) % 100


@lru_cache(maxsize=65536)
def _read(raw: str, group: str | None, shouted: bool) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]] | None:
    """The terms and shown words of one word of a text; None for an everyday word."""
    if group == "years":
        years = f"{raw[:4]}/{raw[-2:]}"
        return (years, raw[:4]), ((years, years), (raw[:4], raw[:4]))
    if group == "number":
        plain = raw.replace(",", "")[:LONGEST]
        return (plain,), ((plain, plain),)
    raw = raw.replace(" & ", "&")
    short = _ABBREVIATION.match(raw)
    if short and not (shouted and raw.lower() in STOP_WORDS):
        written, lower = short[1], short[1].lower()
        kept = stem_of(lower) if shouted else lower
        terms = (written, kept) if kept != written else (written,)
        return terms, ((written, written), (lower, kept))
    word = _fold(raw)
    if word in STOP_WORDS:
        return None
    term = str(_stem(word))[:LONGEST]
    return (term,), ((word[:LONGEST], term),)


def _fold(word: str) -> str:
    """Lower case, one kind of apostrophe, no genitive, no accents."""
    word = word.lower().replace("’", "'").removesuffix("'s")
    if not word.isascii():
        word = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return word
