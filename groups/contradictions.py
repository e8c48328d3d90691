"""Recommendations that pull against each other: of sister groups above all, who may ask one body for opposite things.

Two recommendations are compared where they are about the same thing, told by the words that are neither small nor an
act. The acts that exclude each other are data (``contradictions.toml``). This is a hint to people, never a block.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import cache
from importlib.resources import files
from itertools import combinations
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from groups.recommendation import Recommendation, RecommendationState

ABOUT_THE_SAME = 0.6  # the share of the shorter one's words about the thing that must stand in the other too
SAME_ASK = 0.75  # the share of all words about the thing that two have in common that ask for the same
FEWEST = 2  # words about the thing that two must share


class Kind(StrEnum):
    """In what way two recommendations do not go together."""

    OPPOSITE = "opposite"
    HOW_OFTEN = "how often"
    FIGURES = "figures"
    ASKED_OF_TWO = "asked of two"
    DAYS = "days"


class Contradiction(NamedTuple):
    """Two recommendations that do not go together: the words that show it in each, and why."""

    one: Recommendation
    other: Recommendation
    kind: Kind
    words: str
    other_words: str
    why: str


class _Pair(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    one: list[str]
    other: list[str]
    why: str


class _Often(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    words: list[str]
    why: str


class _Figure(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    pattern: str
    why: str


class _Told(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    why: str


class _Rules(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    pair: list[_Pair]
    often: _Often
    figure: _Figure
    same: _Told
    days: _Told


_SMALL = frozenset(
    "a an and any are as at be been being by can do does each every for from has have how if in into is it its made "
    "make makes no not of on one or other our out own so such than that the their them then there these they this "
    "those to up was were what when where which who will with within would shall should must may all more less "
    "about after before least most council cabinet member board service services team year years month months week "
    "weeks day days term terms".split()
)
_WORD = re.compile(r"[a-z][a-z'-]*[a-z]|\d[\d,.]*")


def contradictions(rows: Iterable[Recommendation]) -> list[Contradiction]:
    """The pairs among these that do not go together, in their order; dropped ones and those in the bin are left out."""
    alive = [r for r in rows if r.state is not RecommendationState.DROPPED and r.binned_at is None]
    read = [_Read(row) for row in alive]
    return [found for one, other in combinations(read, 2) if (found := _between(one, other)) is not None]


def between(ours: Sequence[Recommendation], theirs: Sequence[Recommendation]) -> list[Contradiction]:
    """The pairs of which one is among ours and the other among theirs."""
    mine = {row.id for row in ours}
    return [c for c in contradictions([*ours, *theirs]) if (c.one.id in mine) != (c.other.id in mine)]


class _Read:
    """A recommendation taken apart once: its words, those about the thing, its acts."""

    def __init__(self, row: Recommendation) -> None:
        self.row = row
        self.text = " ".join(" ".join([row.action, *(part.text for part in row.parts)]).casefold().split())
        rules = _rules()
        self.acts = [_sides(pair, self.text) for pair in rules.pair]
        self.often = _found(rules.often.words, self.text)
        self.figures = {(m[1], m[3]): (m[2], m[0]) for m in re.finditer(rules.figure.pattern, self.text)}
        acts = " ".join([*(word for pair in self.acts for word in pair), self.often]).split()
        words = (_stem(word) for word in _WORD.findall(self.text) if word not in _SMALL and not word[0].isdigit())
        self.about = frozenset(words) - {_stem(word) for word in acts}


def _between(one: _Read, other: _Read) -> Contradiction | None:
    """What stands between two recommendations, the plainest first."""
    shared = one.about & other.about
    if len(shared) < FEWEST or len(shared) < ABOUT_THE_SAME * min(len(one.about), len(other.about)):
        return None
    rules = _rules()

    def told(kind: Kind, words: str, other_words: str, why: str) -> Contradiction:
        return Contradiction(one.row, other.row, kind, words, other_words, why)

    for pair, (first, second), (third, fourth) in zip(rules.pair, one.acts, other.acts, strict=True):
        if first and fourth and not second and not third:
            return told(Kind.OPPOSITE, first, fourth, pair.why)
        if second and third and not first and not fourth:
            return told(Kind.OPPOSITE, second, third, pair.why)
    if one.often and other.often and one.often != other.often:
        return told(Kind.HOW_OFTEN, one.often, other.often, rules.often.why)
    for key in one.figures.keys() & other.figures.keys():
        (figure, words), (its, its_words) = one.figures[key], other.figures[key]
        if figure != its:
            return told(Kind.FIGURES, words, its_words, rules.figure.why)
    if len(shared) >= SAME_ASK * len(one.about | other.about):
        whom, its_whom = one.row.addressee.strip(), other.row.addressee.strip()
        if whom and its_whom and whom.casefold() != its_whom.casefold():
            return told(Kind.ASKED_OF_TWO, whom, its_whom, rules.same.why)
        when, its_when = one.row.by_when, other.row.by_when
        if when and its_when and when != its_when:
            return told(Kind.DAYS, when.isoformat(), its_when.isoformat(), rules.days.why)
    return None


def _sides(pair: _Pair, text: str) -> tuple[str, str]:
    """The words of either side of a pair in a text; "may" inside "may not" is none of its own."""
    other = _found(pair.other, text)
    return _found(pair.one, text.replace(other, " ") if other else text), other


def _found(phrases: list[str], text: str) -> str:
    """The first of some phrases that stands in a text as whole words, as it stands there; else nothing."""
    found = _pattern(tuple(phrases)).search(text)
    return found.group() if found else ""


@cache
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    whole = sorted(phrases, key=len, reverse=True)
    rest = "[a-z]*"
    return re.compile("|".join(rf"\b{rest.join(map(re.escape, phrase.split('*')))}\b" for phrase in whole))


def _stem(word: str) -> str:
    """One form for visit, visits and visited: enough to see that two speak of one thing."""
    for ending in ("'s", "ing", "ies", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) > 3:
            return word[: -len(ending)].rstrip("i") + ("y" if ending == "ies" else "")
    return word.rstrip("e") if len(word) > 4 else word


@cache
def _rules() -> _Rules:
    text = files("groups").joinpath("contradictions.toml").read_text(encoding="utf-8")
    return _Rules.model_validate(tomllib.loads(text))
