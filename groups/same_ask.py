"""Whether two recommendations ask nearly the same, by the words that say what is asked and not the everyday ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from groups.recommendation import Recommendation, RecommendationState, shown_numbers
from groups.wording_rules import Advice, plain, quoted, rules

_WORD = re.compile(r"[^\W_]+(?:[-&][^\W_]+)*")
_SHOWN = 60  # characters of the other recommendation


class Past(NamedTuple):
    """A recommendation of before: its words, to whom, where it stands, and whether it was accepted."""

    text: str
    addressee: str
    source: str
    accepted: bool


def same_ask(
    recommendation: Recommendation, others: Sequence[Recommendation], past: Sequence[Past]
) -> Iterator[Advice]:
    """The other recommendation of the review, and the accepted one of the past, that asks nearly the same."""
    told = rules().same
    mine = full_text(recommendation)
    rest = [o for o in others if o is not recommendation and not (o.id and o.id == recommendation.id)]
    alive = [o for o in rest if o.state is not RecommendationState.DROPPED]
    best = max(
        ((ask_likeness(mine, full_text(o)), -n, o) for n, o in enumerate(alive)), default=None, key=lambda b: b[:2]
    )
    if best is not None and best[0] >= told.at_least:
        numbers = shown_numbers([*rest, recommendation])
        number = numbers.get(best[2].id, "") or "above"
        yield Advice("same", quoted(_cut(full_text(best[2]))), told.why.format(number=number), told.mend)
    accepted = [p for p in past if p.accepted]
    old = max(((ask_likeness(mine, p.text), -n, p) for n, p in enumerate(accepted)), default=None, key=lambda b: b[:2])
    if old is not None and old[0] >= told.at_least:
        why = told.why_past.format(addressee=old[2].addressee or "same body", source=old[2].source)
        yield Advice("same", quoted(_cut(old[2].text)), why, told.mend_past)


def full_text(recommendation: Recommendation) -> str:
    """What a recommendation asks, its parts included."""
    return " ".join([recommendation.action, *(part.text for part in recommendation.parts)])


def ask_likeness(one: str, other: str) -> float:
    """How like two recommendations are by what they ask, from 0 to 1."""
    mine, theirs = asking_words(one), asking_words(other)
    least = rules().same.least_words
    if min(len(mine), len(theirs)) < least:
        return 1.0 if mine and plain(one).casefold().rstrip(".") == plain(other).casefold().rstrip(".") else 0.0
    return 2 * len(mine & theirs) / (len(mine) + len(theirs))


@lru_cache(maxsize=4096)
def asking_words(text: str) -> frozenset[str]:
    """The words of a text that say what is asked, without their endings, and one for those that ask the same."""
    found = (word for word in _WORD.findall(plain(text).casefold().replace("'s", "")) if word not in _everyday())
    return frozenset(_alike().get(stem, stem) for stem in map(_stem, found))


@cache
def _everyday() -> frozenset[str]:
    return frozenset(rules().same.everyday)


@cache
def _alike() -> dict[str, str]:
    return {_stem(word): _stem(row[0]) for row in rules().same.alike for word in row}


def _stem(word: str) -> str:
    """A word without the endings of number and time: families and family, published and publish."""
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            word = word[: -len(ending)]
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "ls":
        word = word[:-1]
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


def _cut(text: str) -> str:
    words = plain(text)
    return words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1].rsplit(' ', 1)[0]} …"
