"""Runs of words that two texts share, or nearly share: eight words of one of which at most two are others in the other.

Of eight words with two changed, left out or added at least three pairs of neighbours are as they were. So of the seven
pairs one among any five is, and it is enough to look where the five rarest stand: no text is compared with every other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

from interviews.leak_words import is_commonplace, is_telling

RUN = 8  # words
MOST_EDITS = 2  # words changed, left out or added among them
MOST_PLACES = 1_000  # of one pair of neighbours that are looked at: a table may say the same many thousand times
SHORT_RUN = 5  # a whole text that is exempt or confidential is looked for from so many words on, exactly
_PAIRS = RUN - 1
_PAIRS_LEFT = _PAIRS - 2 * MOST_EDITS
_LOOKED_AT = _PAIRS - _PAIRS_LEFT + 1
_FEWEST_DIFFERENT = 4
_TELLING = 3  # words that say something which a near copy must have kept; more where its first or last is another


class Match(NamedTuple):
    """A run of a text that stands in the file: from and to which word of either, and how many words are others."""

    edits: int
    start: int
    end: int
    source_start: int
    source_end: int


class FileWords:
    """The words of a finished file, ready to be asked where runs of other texts stand in it.

    With ``only``, spans of words, nothing else of the file is looked at.
    """

    def __init__(self, said: Sequence[str], only: Sequence[tuple[int, int]] | None = None) -> None:
        self.said = said
        self._pairs: dict[tuple[str, str], list[int]] = {}
        places = range(len(said) - 1) if only is None else _inside(only, len(said) - 1)
        for place in places:
            self._pairs.setdefault((said[place], said[place + 1]), []).append(place)

    def runs(self, said: Sequence[str]) -> Iterator[Match]:
        """Every run of eight words of a text that stands in the file, exactly or nearly, in the order of the text."""
        if len(said) < RUN:
            return
        pairs = [self._pairs.get(pair, ()) for pair in pairwise(said)]
        there = [bool(found) for found in pairs]
        count = sum(there[: _PAIRS - 1])
        seen: set[tuple[str, ...]] = set()
        for at in range(len(said) - RUN + 1):
            count += there[at + _PAIRS - 1]
            if count >= _PAIRS_LEFT and (run := tuple(said[at : at + RUN])) not in seen:
                seen.add(run)
                if is_a_run(run):
                    yield from self._at(run, at, pairs[at : at + _PAIRS])
            count -= there[at]

    def whole(self, said: Sequence[str]) -> Iterator[Match]:
        """Where a short text stands in the file, word for word."""
        if len(said) < 2 or sum(is_telling(word) for word in set(said)) < _TELLING:
            return
        pairs = [(self._pairs.get(pair, ()), n) for n, pair in enumerate(pairwise(said))]
        rarest, offset = min(pairs, key=lambda pair: len(pair[0]))
        wanted = list(said)
        for place in rarest:
            start = place - offset
            if start >= 0 and list(self.said[start : start + len(wanted)]) == wanted:
                yield Match(0, start, start + len(wanted), 0, len(wanted))

    def _at(self, run: tuple[str, ...], at: int, pairs: Sequence[Sequence[int]]) -> Iterator[Match]:
        """Where one run stands."""
        rarest = sorted(range(_PAIRS), key=lambda n: len(pairs[n]))[:_LOOKED_AT]
        said, words, taken = self.said, set(run), -RUN
        starts = {place - n for n in rarest for place in islice(pairs[n], MOST_PLACES)}
        for start in sorted(starts):
            if start < taken + MOST_EDITS:
                continue  # the same place, counted from another pair
            first = max(start - MOST_EDITS, 0)
            if len(words.difference(said[first : start + RUN + MOST_EDITS])) > MOST_EDITS:
                continue
            found = self._compared(run, start)
            if found is not None:
                taken = start
                edits, begin, end = found
                yield Match(edits, begin, end, at, at + RUN)

    def _compared(self, run: tuple[str, ...], start: int) -> tuple[int, int, int] | None:
        """How many words are others and where the run begins and ends in the file; None where it is something else."""
        there = self.said[max(start, 0) : start + RUN]
        if start >= 0 and tuple(there) == run:
            return 0, start, start + RUN
        first = max(start - MOST_EDITS, 0)
        around = self.said[first : start + RUN + MOST_EDITS]
        found = _nearest(run, around)
        if found is None:
            return None
        edits, begin, end = found
        kept = Counter(run) & Counter(around[begin:end])
        at_edge = run[0] != around[begin] or run[-1] != around[end - 1]
        telling = sum(1 for word in kept if is_telling(word))
        if edits and telling < (_TELLING + edits if at_edge else _TELLING):
            return None
        return edits, first + begin, first + end


def is_a_run(run: Sequence[str]) -> bool:
    """Whether words are more than the small figures, years and months that stand in every table."""
    different = set(run)
    return len(different) >= _FEWEST_DIFFERENT and not all(is_commonplace(word) for word in different)


def _nearest(run: Sequence[str], around: Sequence[str]) -> tuple[int, int, int] | None:
    """The part of ``around`` that is most like the run: how many words are others, where it begins and ends."""
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
            return None
    edits, end = min((edits, n) for n, (edits, _) in enumerate(row))
    begun = row[end][1]
    return (edits, begun, end) if edits <= MOST_EDITS and begun < end else None


def _inside(spans: Sequence[tuple[int, int]], end: int) -> list[int]:
    return sorted({place for start, stop in spans for place in range(max(start, 0), min(stop, end))})
