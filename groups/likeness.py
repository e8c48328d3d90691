"""How like some words are to others, and where in a long text words stand that are the same or nearly the same."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

LONG = 400  # characters; longer words are compared by the word and not by the letter
VERY_LONG = 4_000  # those that are longer still are found by their beginning and their end
MOST_PLACES = 2_000  # of the same words that are looked at
_MOST_WINDOWS = 8
_RARE = 40  # times a word may stand in the text to help in finding the others
_MOST_PROBES = 12

_WORD = re.compile(r"\w+")
_SPACE = re.compile(r"\s+")
_ALIKE = {
    "'": "\u2018\u2019\u201a\u201b\u00b4\u0060\u2032",
    '"': "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033",
    "-": "\u2010\u2011\u2012\u2013\u2014\u2015\u2212",
    " ": "\u00a0\u2007\u202f\t\n\r\x0b\x0c",
}


class Spot(NamedTuple):
    """A place in a text where a passage may stand now; ``likeness`` is 1.0 where the words are the same."""

    start: int
    end: int
    likeness: float = 1.0


def same_words(words: str, text: str) -> list[Spot]:
    """Everywhere that the words stand in a text, whatever their case, spacing, quotes and dashes; in order."""
    if not words.strip():
        return []
    return [Spot(*found.span()) for found in islice(_loosely(words).finditer(folded_text(text)), MOST_PLACES)]


@lru_cache(maxsize=2)
def folded_text(text: str) -> str:
    """The text in small letters with plain quotes, dashes and blanks: as long as it was, so that places stay."""
    small = text.lower()
    if len(small) != len(text):
        small = "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
    for plain, others in _ALIKE.items():
        for other in others:
            small = small.replace(other, plain)
    return small


def folded_short(text: str) -> str:
    """As ``folded_text``, for a few characters that are not worth remembering."""
    return folded_text.__wrapped__(text)


def _loosely(words: str) -> re.Pattern[str]:
    """The words with any blanks between them, for a folded text."""
    parts = folded_short(words).split()
    return re.compile(" +".join(re.escape(part) for part in parts))


# -- nearly the same words ---------------------------------------------------------------------------------------------


def similar(words: str, folded: str) -> list[Spot]:
    """The stretches of a folded text that are most like some folded words; each begins and ends at a word."""
    found = (_best_in(words, folded, start, end) for start, end in _windows(words, folded))
    return list(dict.fromkeys(spot for spot in found if spot is not None))


def _windows(words: str, folded: str) -> list[tuple[int, int]]:
    """The stretches of a text in which most of the passage's rarer words stand, at about the right distances."""
    offsets: dict[str, int] = {}
    for found in _WORD.finditer(words):
        offsets.setdefault(found.group(), found.start())
    longest = sorted(offsets, key=lambda word: (-len(word), offsets[word]))[:_MOST_PROBES]
    counted = sorted((count, word) for word in longest if 0 < (count := folded.count(word)) <= _RARE)
    step = max(len(words) // 3, 24)
    votes: Counter[int] = Counter()
    for _, word in counted[: _MOST_PROBES // 2]:
        for at in places(word, folded):
            bucket = (at - offsets[word]) // step
            votes.update((bucket, bucket + 1))  # two halves of neighbours make one stretch
    slack = step + len(words) // 4 + 16
    return [
        (max(bucket * step - slack, 0), min(bucket * step + len(words) + slack, len(folded)))
        for bucket, _ in votes.most_common(_MOST_WINDOWS)
    ]


def _best_in(words: str, folded: str, start: int, end: int) -> Spot | None:
    """The part of a window that is most like the words: it begins and ends at a word."""
    there = [(found.start() + start, found.end() + start, found.group()) for found in _WORD.finditer(folded[start:end])]
    wanted = _WORD.findall(words)
    if not there or not wanted:
        return None
    matcher = SequenceMatcher(None, wanted, [word for _, _, word in there], autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if not blocks:
        return None
    # A word that stands in the passage and far from the rest of it in the text is another one.
    longest = max(blocks, key=lambda block: block.size)
    near = len(wanted) // 3 + 2
    blocks = [block for block in blocks if abs((block.b - block.a) - (longest.b - longest.a)) <= near]
    # Words that were corrected at either end stand beside the first and the last word that agree.
    first = max(blocks[0].b - blocks[0].a, 0)
    last = min(blocks[-1].b + blocks[-1].size - 1 + len(wanted) - blocks[-1].a - blocks[-1].size, len(there) - 1)
    beside = min(max(longest.b - longest.a, 0), len(there) - 1)
    firsts = {first, blocks[0].b, beside}
    lasts = {last, blocks[-1].b + blocks[-1].size - 1, min(beside + len(wanted), len(there)) - 1}
    lead, tail = _edges(words)
    best: Spot | None = None
    for one in firsts:
        for other in lasts:
            begin, stop = _with_edges(folded, there[one][0], there[other][1], lead, tail)
            if begin < stop:
                spot = Spot(begin, stop, likeness_of(words, folded[begin:stop]))
                best = spot if best is None or spot.likeness > best.likeness else best
    return best


def _edges(words: str) -> tuple[str, str]:
    """What a passage has before its first and behind its last word: a quote, a full stop."""
    found = list(_WORD.finditer(words))
    return words[: found[0].start()], words[found[-1].end() :]


def _with_edges(folded: str, begin: int, stop: int, lead: str, tail: str) -> tuple[int, int]:
    lead, tail = lead.strip(), tail.strip()
    if lead and folded.endswith(lead, 0, begin):
        begin -= len(lead)
    if tail and folded.startswith(tail, stop):
        stop += len(tail)
    return begin, stop


def likeness_of(words: str, other: str) -> float:
    """How like two stretches are, from 0 to 1: by their letters, or where they are long by their words."""
    one, two = _SPACE.sub(" ", words).strip(), _SPACE.sub(" ", other).strip()
    if max(len(one), len(two)) > 2 * VERY_LONG:
        bags = Counter(_WORD.findall(one)), Counter(_WORD.findall(two))
        return 2 * (bags[0] & bags[1]).total() / max(bags[0].total() + bags[1].total(), 1)
    if len(one) > LONG or len(two) > LONG:
        return SequenceMatcher(None, _WORD.findall(one), _WORD.findall(two), autojunk=False).ratio()
    return SequenceMatcher(None, one, two, autojunk=False).ratio()


def places(words: str, text: str) -> Iterator[int]:
    """Where exactly these words begin, in order, up to a bound."""
    at, count = text.find(words), 0
    while at != -1 and count < MOST_PLACES:
        yield at
        count += 1
        at = text.find(words, at + 1)


def shared(one: str, other: str) -> int:
    """How many characters two texts share from their beginning: halving, since a text may be long."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def shared_at_end(one: str, other: str, most: int) -> int:
    """How many characters two texts share at their end, ``most`` of them at most."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if one[len(one) - middle : len(one) - low] == other[len(other) - middle : len(other) - low]:
            low = middle
        else:
            high = middle - 1
    return low
