"""Words as the leak check compares them: without case, accents, punctuation, plural endings, or figures against words.

"Children’s", "CHILDREN" and "chil-dren" at the end of a line are one word; so are "twenty-one" and 21.
A phrase that everybody may know, such as the name of a board, counts as one word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

_HIDDEN = "\u00ad\u200b-\u200f\u2060-\u2064\ufeff\u0300-\u036f"
_WORD = re.compile(
    rf"\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+\.\d+(?![\d.])|[^\W_](?:[^\W_]|[{_HIDDEN}]|['’‘ʼ`´′＇](?=[^\W\d_])"
    r"|[-‐‑\x02][ \t]*\r?\n\s*(?=[a-z]))*|[%&]"
)
_BREAK = re.compile(r"[-‐‑\x02]\s*\n\s*|\s")
_APOSTROPHES = re.compile(r"['’‘ʼ`´′＇]")
_POSSESSIVE = re.compile(r"['’‘ʼ`´′＇]s$|['’‘ʼ`´′＇]$")

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}
_NUMBERS = {
    **{word: str(n) for n, word in enumerate(_SMALL)},
    **{word: str(n * 10) for n, word in enumerate(_TENS, start=2)},
    **{word: f"{n}{_ENDINGS.get(n, 'th')}" for n, word in enumerate(_ORDINALS, start=1)},
}
_ROUND = {"hundred": 100, "thousand": 1000}
_SAME = {"%": "percent", "&": "and", "percentage": "percent"}

# Words that say nothing by themselves.
_EMPTY = frozenset(
    """
    a about after again all also an and any are as at be because been before being both but by can cannot could did do
    doe done down during each either else even every few for from get got had ha have he her here him hi how i if in
    into is it its just like made make many may me might more most much must my no nor not now of off on once one only
    or other our out over own same she should so some such than that the their them then there these they thi those
    through to too under until up upon us very wa was we were what when where which while who whom whose why will with
    within without would yet you your been him his this has does
    """.split()
)
_CALENDAR = frozenset(
    "january february march april may june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday spring summer autumn winter year month week day term total percent".split()
)
_NUMBER = re.compile(r"\d[\d.]*(?:st|nd|rd|th)?")
_YEAR = re.compile(r"(?:19|20)\d\d")


class Words(NamedTuple):
    """The words of a text as they are compared, and where each of them begins and ends in it."""

    said: Sequence[str]
    spans: Sequence[tuple[int, int]]

    def shown(self, text: str, start: int, end: int) -> str:
        """The words from one place to another as they are written, on one line."""
        return " ".join(text[self.spans[start][0] : self.spans[end - 1][1]].split())


Phrases = Mapping[str, Sequence[tuple[str, ...]]]


def words_in(text: str, phrases: Phrases | None = None) -> Words:
    """The words of a text; each of the ``phrases`` counts as one."""
    said: list[str] = []
    spans: list[tuple[int, int]] = []
    for found in _WORD.finditer(text):
        if word := plain_word(found.group()):
            said.append(word)
            spans.append(found.span())
    if not _JOINABLE.isdisjoint(said):
        said, spans = _joined_numbers(text, said, spans)
    if phrases and not phrases.keys().isdisjoint(said):
        said, spans = _joined_phrases(said, spans, phrases)
    return Words(said, spans)


def phrases_of(texts: Iterable[str], most: int) -> dict[str, list[tuple[str, ...]]]:
    """Short texts as phrases by their first word, the longest first; those of one word or of more than ``most`` not."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for text in texts:
        said = tuple(words_in(text).said)
        if 2 <= len(said) <= most:
            found.setdefault(said[0], set()).add(said)
    return {first: sorted(known, key=len, reverse=True) for first, known in found.items()}


@lru_cache(maxsize=65_536)
def plain_word(word: str) -> str:
    """One word as it is compared; "" where nothing is left of it."""
    if word in _SAME:
        return _SAME[word]
    plain = _POSSESSIVE.sub("", _BREAK.sub("", word))
    plain = _APOSTROPHES.sub("", plain).casefold()
    if not plain.isascii():
        apart = unicodedata.normalize("NFKD", plain)
        plain = "".join(c for c in apart if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")
    plain = plain.replace(",", "")
    if plain in _NUMBERS:
        return _NUMBERS[plain]
    return _SAME.get(single := _singular(plain), single)


@lru_cache(maxsize=65_536)
def is_telling(word: str) -> bool:
    """Whether a word says something by itself: no little word, no day or month, no small number, no year."""
    if _NUMBER.fullmatch(word):
        return len(word) > 2 and not _YEAR.fullmatch(word) and word[-1].isdigit()
    return len(word) > 1 and word not in _EMPTY and word not in _CALENDAR


@lru_cache(maxsize=65_536)
def is_commonplace(word: str) -> bool:
    """Whether a word is one that every table of figures has: a small number, a year, a month."""
    return word in _CALENDAR or (bool(_NUMBER.fullmatch(word)) and not is_telling(word))


def _singular(word: str) -> str:
    if len(word) <= 3 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    return word[:-2] if word.endswith(("sses", "shes", "ches", "xes", "zes")) else word[:-1]


_JOINABLE = frozenset([*_ROUND, "cent", *(str(n) for n in range(20, 100, 10))])


def _joined_numbers(
    text: str, said: list[str], spans: list[tuple[int, int]]
) -> tuple[list[str], list[tuple[int, int]]]:
    """One word each for numbers such as "twenty-one" and "two hundred and six", and for "per cent"."""
    words: list[str] = []
    places: list[tuple[int, int]] = []
    for n, word in enumerate(said):
        start, end = spans[n]
        last = words[-1] if words else ""
        if word == "cent" and last == "per":
            words[-1], places[-1] = "percent", (places[-1][0], end)
        elif word in _ROUND and last.isdecimal() and int(last) < 1000 and not text[places[-1][0]].isdigit():
            words[-1], places[-1] = str(int(last) * _ROUND[word]), (places[-1][0], end)
        elif word.isdecimal() and not text[start].isdigit() and _goes_on(text, words, places, int(word)):
            if last == "and":
                words.pop()
                places.pop()
            words[-1], places[-1] = str(int(words[-1]) + int(word)), (places[-1][0], end)
        else:
            words.append(word)
            places.append((start, end))
    return words, places


def _goes_on(text: str, words: Sequence[str], places: Sequence[tuple[int, int]], number: int) -> bool:
    """Whether a number in words goes on the one before it: "twenty" and "one", "two hundred" (and) "six"."""
    with_and = bool(words) and words[-1] == "and"
    at = -2 if with_and else -1
    if len(words) < -at or not words[at].isdecimal() or text[places[at][0]].isdigit():
        return False
    before = int(words[at])
    if not with_and and 20 <= before < 100 and before % 10 == 0:
        return 0 < number < 10
    return before >= 100 and before % 100 == 0 and 0 < number < 100


def _joined_phrases(
    said: Sequence[str], spans: Sequence[tuple[int, int]], phrases: Phrases
) -> tuple[list[str], list[tuple[int, int]]]:
    words: list[str] = []
    places: list[tuple[int, int]] = []
    n = 0
    while n < len(said):
        known = next((p for p in phrases.get(said[n], ()) if tuple(said[n : n + len(p)]) == p), None)
        end = n + len(known) if known else n + 1
        words.append(" ".join(known) if known else said[n])
        places.append((spans[n][0], spans[end - 1][1]))
        n = end
    return words, places
