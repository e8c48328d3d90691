"""What a run of words is, and when a run stands nearly the same in a file: eight words, at most two of them others.

Of eight words with two changed, left out or added at least six stand there in the same order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from interviews.leak_words import is_commonplace, is_telling

RUN = 8  # words
MOST_EDITS = 2  # words changed, left out or added among them
SHORT_RUN = 5  # a whole text that is exempt or confidential is looked for from so many words on, exactly
TELLING = 3  # words that say something which a near copy must have kept; more where its first or last is another
GAP = "\0"  # stands between texts that do not read on; no word of any text
ELSEWHERE = ""  # stands for a word of a file that no text looked for has
_FEWEST_DIFFERENT = 4

Run = tuple[str, ...]


class Match(NamedTuple):
    """A run of a text that stands in the file: from and to which word of either, and how many words are others."""

    edits: int
    start: int
    end: int
    source_start: int
    source_end: int


@dataclass
class Effort:
    """How much work a check was, counted: for showing that it grows in step with the words and no faster."""

    compared: int = 0  # a run with one place of the file
    looked_up: int = 0  # words of a place of the file among those of many runs at once
    told: int = 0  # near copies, at each place


def is_a_run(run: Sequence[str]) -> bool:
    """Whether words are more than the small figures, years and months that stand in every table."""
    different = set(run)
    return len(different) >= _FEWEST_DIFFERENT and not all(is_commonplace(word) for word in different)


def is_a_short_run(said: Sequence[str]) -> bool:
    """Whether a whole short text says enough to be looked for."""
    return SHORT_RUN <= len(said) < RUN and sum(is_telling(word) for word in set(said)) >= TELLING


def nearly(run: Sequence[str | None], around: Sequence[str]) -> tuple[int, int, int] | None:
    """The part of some words that is most like a run: how many words are others, where it begins and ends.

    None where it is too little like it, or has kept too few words that say something.
    """
    if len(set(run).difference(around)) > MOST_EDITS:
        return None
    # Only which words are the same matters, so what is found for some words holds for others.
    first: dict[str | None, int] = {}
    there = tuple([first.setdefault(word, n) for n, word in enumerate(around)])
    ways = _nearest(tuple([first.get(word, -1) for word in run]), there)
    at_edge: tuple[int, int, int] | None = None
    for edits, begin, end in ways:
        if not edits:
            return edits, begin, end
        kept = Counter(run) & Counter(around[begin:end])
        telling = sum(1 for word in kept if word and is_telling(word))
        if telling < TELLING:
            continue
        if telling >= TELLING + edits or (run[0] == around[begin] and run[-1] == around[end - 1]):
            return edits, begin, end
        at_edge = at_edge or (edits, begin, end)
    if at_edge is None:
        return None
    # A word at its edge may be left out instead of another in its place: then its edges are as they were.
    _, begin, end = at_edge
    begin, end = begin + (run[0] != around[begin]), end - (run[-1] != around[end - 1])
    within = nearly(run, around[begin:end])
    return within and (within[0], begin + within[1], begin + within[2])


@lru_cache(maxsize=65_536)
def _nearest(run: tuple[int, ...], around: tuple[int, ...]) -> tuple[tuple[int, int, int], ...]:
    """The parts of ``around`` like the run, the best first: how many words are others, where they begin and end."""
    width = len(around)
    row = [(0, n) for n in range(width + 1)]  # so many edits, begun at
    for length, word in enumerate(run, start=1):
        above = row
        row = [(length, 0)]
        for n in range(1, width + 1):
            changed, begun = above[n - 1]
            best = (changed + (word != around[n - 1]), begun)
            left_out = (above[n][0] + 1, above[n][1])
            added = (row[n - 1][0] + 1, row[n - 1][1])
            if left_out[0] < best[0]:
                best = left_out
            if added[0] < best[0]:
                best = added
            row.append(best)
        if min(edits for edits, _ in row) > MOST_EDITS:
            return ()
    ways = sorted((edits, n, begun) for n, (edits, begun) in enumerate(row) if edits <= MOST_EDITS and begun < n)
    return tuple([(edits, begun, end) for edits, end, begun in ways])
