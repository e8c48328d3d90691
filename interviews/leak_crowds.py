"""Runs that share words which stand in very many places: looked for all at once, by the words that a near copy keeps.

A near copy of eight words keeps six to eight of them in their order. So each run is noted down under every choice of
six, seven or eight of its words, and of each place in a file every such choice is looked up: thousands of lines that
have one sentence in common are met together at one entry, and no line is compared with every place of another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise, product
from operator import itemgetter
from typing import Any, NamedTuple

from interviews.leak_runs import MOST_EDITS, RUN, Effort, nearly
from interviews.leak_words import is_telling

Core = tuple[str | None, ...]  # a run; None for a word that a near copy here cannot have
_ANY = None  # in place of a word that was left out of a choice: whichever


class _Choice(NamedTuple):
    """A choice of words of a run: those kept, and those left out."""

    kept: itemgetter[Any]
    left_out: tuple[int, ...]


class _Pick(NamedTuple):
    """A choice of words of a place in a file, and which choices of a run are no further from it than two edits."""

    words: itemgetter[Any]
    choices: frozenset[int]


def _kept(places: Sequence[int]) -> tuple[int, ...]:
    return tuple(place for place in range(RUN) if place not in places)


_CHOICES = [
    _Choice(itemgetter(*_kept(left)), left)
    for count in range(MOST_EDITS + 1)
    for left in combinations(range(RUN), count)
]


def _picks() -> list[_Pick]:
    picks = []
    for length in range(RUN - MOST_EDITS, RUN + 1):
        for skipped in range(MOST_EDITS + 1):
            last = length + skipped - 1
            for inside in combinations(range(1, last), length - 2):
                places = (0, *inside, last)
                near = (n for n, choice in enumerate(_CHOICES) if _edits(_kept(choice.left_out), places) <= MOST_EDITS)
                if choices := frozenset(near):
                    # A place begins with the words before it.
                    picks.append(_Pick(itemgetter(*(MOST_EDITS + place for place in places)), choices))
    return picks


def _edits(kept: Sequence[int], places: Sequence[int]) -> int:
    """How many words are others where those kept of a run stand in these places and nothing else is the same."""
    if len(kept) != len(places):
        return MOST_EDITS + 1
    gaps = zip(pairwise(kept), pairwise(places), strict=True)
    return kept[0] + RUN - 1 - kept[-1] + sum(max(b - a, d - c) - 1 for (a, b), (c, d) in gaps)


_PICKS = _picks()
# The second and third word of a near copy, with those left out that can stand between.
_NEXT = [
    itemgetter(MOST_EDITS + 1 + before, MOST_EDITS + 2 + before + between)
    for before in range(MOST_EDITS + 1)
    for between in range(MOST_EDITS + 1 - before)
]


def beginnings(core: Core) -> set[str]:
    """The words with which a near copy of a run can begin."""
    return {word for word in core[: MOST_EDITS + 1] if word is not None}


class Crowd:
    """Runs to be asked which stand nearly the same where a word begins a place; of those alike the first is told."""

    def __init__(self, first: str, cores: Iterable[Core], effort: Effort) -> None:
        self._effort = effort
        self._by_words: dict[Core, dict[int, dict[Core, Core]]] = {}
        self._next: set[Core] = set()
        for core in cores:
            for number, choice in enumerate(_CHOICES):
                kept = choice.kept(core)
                if kept[0] != first or None in kept:
                    continue
                self._next.add(kept[1:3])
                rows = self._by_words.setdefault(kept, {}).setdefault(number, {})
                for key in _keys([core[place] for place in choice.left_out]):
                    rows.setdefault(key, core)

    def at(self, around: Sequence[str]) -> Iterator[tuple[Core, tuple[int, int, int]]]:
        """The runs that stand nearly the same at a place, each with how many words are others and where it lies."""
        self._effort.looked_up += 1
        if self._next.isdisjoint([pick(around) for pick in _NEXT]):
            return
        self._effort.looked_up += len(_PICKS)
        met: dict[Core, tuple[int, int, int] | None] = {}
        for pick in _PICKS:
            words = pick.words(around)
            rows = self._by_words.get(words, {})
            for number in rows.keys() & pick.choices:
                yield from self._of(rows[number], words, around, met)

    def _of(
        self,
        rows: dict[Core, Core],
        words: Sequence[str],
        around: Sequence[str],
        met: dict[Core, tuple[int, int, int] | None],
    ) -> Iterator[tuple[Core, tuple[int, int, int]]]:
        """The first of the runs with one choice of words.

        Where it kept too few that say something, those too of which a word that was left out stands elsewhere here.
        """
        for key in _asked(rows, words, around):
            self._effort.looked_up += 1
            core = rows.get(key)
            if core is None:
                continue
            if core not in met:
                self._effort.compared += 1
                met[core] = found = nearly(core, around)
                if found is not None:
                    yield core, found
            if met[core] is not None:
                return


def _asked(rows: dict[Core, Core], words: Sequence[str], around: Sequence[str]) -> Iterator[Core]:
    """The keys of runs that differ in what matters at a place, first that of any of them."""
    count = RUN - len(words)
    yield (_ANY,) * count
    if len(rows) > 1 and count:
        moved = [_ANY, *(word for word in set(around).difference(words) if word and is_telling(word))]
        keys = product(moved, repeat=count)
        next(keys)
        yield from keys


def _keys(left_out: Sequence[str | None]) -> list[Core]:
    """What a run is asked for by: its words left out, any of them whichever."""
    return list(product(*((_ANY, word) if word and is_telling(word) else (_ANY,) for word in left_out)))
