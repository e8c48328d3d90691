"""Where runs of words stand nearly the same in a file: equal places are looked at once, and no pair is walked in vain.

Of eight words with two changed, left out or added at least three pairs of neighbours are as they were. So of the seven
pairs one among any five is, and of the eight words one among any three: it is enough to look where the rarest of
either stand. Where these stand in too many places still, all such runs are looked for at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain, pairwise
from typing import NamedTuple

from interviews.leak_crowds import Core, Crowd, beginnings
from interviews.leak_runs import ELSEWHERE, MOST_EDITS, RUN, Effort, Run, nearly

_PAIRS = RUN - 1
_PAIRS_LEFT = _PAIRS - 2 * MOST_EDITS
_PAIRS_ASKED = _PAIRS - _PAIRS_LEFT + 1
_WORDS_ASKED = MOST_EDITS + 1
_MOST_PLACES = 48  # that are compared with one run
_RARE = 8  # places of a word at which it is worth while to look whether it belongs to a near copy
_MOST_IN_A_CROWD = 8_000  # runs at once: a bound on memory


class Near(NamedTuple):
    """A run that stands nearly the same in the file: which, how many words are others, from and to which word."""

    run: int
    edits: int
    start: int
    end: int


class _Places:
    """The places of a file at which something is looked for, equal ones as one, and where pairs and words stand."""

    def __init__(self, said: Sequence[str], starts: Iterable[int], wanted: set[str]) -> None:
        plain = [word if word in wanted else ELSEWHERE for word in said]
        known = [0, *accumulate(word != ELSEWHERE for word in plain)]
        self.around: list[tuple[str, ...]] = []
        self.starts: list[list[int]] = []
        self._numbers: dict[int, int] = {}
        self.pairs: dict[tuple[str, str], list[int]] = {}
        self.words: dict[str, list[int]] = {}
        seen: dict[tuple[str, ...], int] = {}
        done = -1
        for start in starts:
            first, last = start - MOST_EDITS, start + RUN + MOST_EDITS
            if known[last] - known[first] < RUN - MOST_EDITS:
                continue
            around = tuple(plain[first:last])
            number = seen.setdefault(around, len(self.starts))
            self._numbers[start] = number
            if number < len(self.starts):
                self.starts[number].append(start)
                continue
            self.around.append(around)
            self.starts.append([start])
            for place in range(max(start, done + 1), start + RUN):
                done = place
                if word := plain[place]:
                    self.words.setdefault(word, []).append(place)
                    if after := plain[place + 1]:
                        self.pairs.setdefault((word, after), []).append(place)

    def numbers(self, offsets: Iterable[tuple[int, Sequence[int]]]) -> set[int]:
        """The places at which a run begins, by where its words stand: how far into the run, and at which words."""
        numbers = self._numbers
        return {numbers[place - n] for n, places in offsets for place in places if place - n in numbers}


class _Told:
    """What was told of places: thousands of runs may be as near to the same words, and stand in thousands of places."""

    def __init__(self, starts: Sequence[Sequence[int]], most: int, effort: Effort) -> None:
        self._starts = starts
        self._most = most
        self._effort = effort
        self._count: Counter[tuple[int, tuple[int, int, int]]] = Counter()

    def everywhere(self, run: int, place: int, found: tuple[int, int, int]) -> Iterator[Near]:
        """A run at every place that is the same, unless enough were told of it."""
        self._count[place, found] += 1
        if self._count[place, found] > self._most:
            return
        edits, begin, end = found
        for start in self._starts[place]:
            self._effort.told += 1
            yield Near(run, edits, start - MOST_EDITS + begin, start - MOST_EDITS + end)


def near_matches(
    said: Sequence[str], runs: Sequence[Run], starts: Iterable[int], effort: Effort, *, most: int
) -> Iterator[Near]:
    """Where runs stand nearly or wholly the same, at those ``starts`` that go up through a file with a gap at its ends.

    Of runs that are as near to the same words of a place the first are told, and ``most`` of them.
    """
    places = _Places(said, starts, set(chain.from_iterable(runs)))
    told = _Told(places.starts, most, effort)
    cores: dict[Core, int] = {}
    for number, run in enumerate(runs):
        there = [places.pairs.get(pair, ()) for pair in pairwise(run)]
        counts = list(map(len, there))
        if counts.count(0) > _PAIRS - _PAIRS_LEFT:
            continue
        asked = _rarest(there, counts, _PAIRS_ASKED)
        if sum(sorted(counts)[:_PAIRS_ASKED]) > _MOST_PLACES:
            words = [places.words.get(word, ()) for word in run]
            counts = list(map(len, words))
            asked = _rarest(words, counts, _WORDS_ASKED)
            if sum(sorted(counts)[:_WORDS_ASKED]) > _MOST_PLACES:
                # A near copy has one of its rare words and is found by that, or it does without them.
                asked = [(n, found) for n, found in enumerate(words) if len(found) <= _RARE]
                rare = {n for n, _ in asked}
                if len(rare) <= MOST_EDITS:
                    cores.setdefault(tuple([None if n in rare else word for n, word in enumerate(run)]), number)
        different = set(run)
        for at in sorted(places.numbers(asked)):
            effort.compared += 1
            if len(different.difference(places.around[at])) > MOST_EDITS:
                continue
            if (found := nearly(run, places.around[at])) is not None:
                yield from told.everywhere(number, at, found)
    yield from _crowded(places, cores, told, effort)


def _crowded(places: _Places, cores: Mapping[Core, int], told: _Told, effort: Effort) -> Iterator[Near]:
    """Where runs stand that share words with very many places: by the word with which a near copy begins."""
    by_first: dict[str, list[Core]] = {}
    for core in cores:
        for word in beginnings(core):
            by_first.setdefault(word, []).append(core)
    where: dict[str, list[int]] = {}
    for number, around in enumerate(places.around):
        if around[MOST_EDITS] in by_first:
            where.setdefault(around[MOST_EDITS], []).append(number)
    for word, numbers in where.items():
        kept = by_first[word]
        for first in range(0, len(kept), _MOST_IN_A_CROWD):
            crowd = Crowd(word, kept[first : first + _MOST_IN_A_CROWD], effort)
            for number in numbers:
                for core, found in crowd.at(places.around[number]):
                    yield from told.everywhere(cores[core], number, found)


def likely_runs(said: Sequence[str], pairs: Container[tuple[str, str]]) -> Iterator[tuple[int, Run]]:
    """The runs of a text that may stand in a file which has these pairs of neighbours, and where each begins."""
    there = [pair in pairs for pair in pairwise(said)]
    count = sum(there[: _PAIRS - 1])
    for at in range(len(said) - RUN + 1):
        count += there[at + _PAIRS - 1]
        if count >= _PAIRS_LEFT:
            yield at, tuple(said[at : at + RUN])
        count -= there[at]


def _rarest(there: Sequence[Sequence[int]], counts: Sequence[int], most: int) -> list[tuple[int, Sequence[int]]]:
    """Where the rarest pairs or words of a run stand, each with how far into the run it is."""
    return [(n, there[n]) for n in sorted(range(len(there)), key=counts.__getitem__)[:most] if there[n]]
