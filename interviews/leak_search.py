"""Where words that may not come out stand in a file, exactly or nearly, and are not cleared by something public.

Equal runs of all texts are one run, and equal places of the file one place. What is closed is looked for first; where
it was found, or where every word is public, nobody looks once more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from interviews.leak_near import Near, likely_runs, near_matches
from interviews.leak_public import ALWAYS, NEVER, Public, PublicWords, runs_of
from interviews.leak_runs import GAP, MOST_EDITS, RUN, SHORT_RUN, Effort, Match, Run, is_a_run, is_a_short_run

WHENEVER = 1e300  # when a text was written down of which nobody knows when: whatever is public was there before
_MOST_ALIKE = 4  # runs as near to the same words of a place
_FEWEST_NEW = 2  # words of a near copy that are neither public nor found already


class Source(NamedTuple):
    """The words of a withheld text. What is public ``when`` it is written down clears it.

    One that ``may_be_short`` is looked for though it is no run of eight words.
    """

    said: Sequence[str]
    is_closed: bool
    when: float = WHENEVER
    may_be_short: bool = False


class Found(NamedTuple):
    """A place of the file that gives something away: the run that stands there, and since when it is public."""

    start: int
    end: int
    edits: int
    run: Run
    cleared: float


class Owners:
    """Which texts have a run, and at which of their words it begins there first."""

    def __init__(self) -> None:
        self.of: dict[Run, dict[int, int]] = {}
        self.when: dict[Run, float] = {}

    def add(self, run: Run, source: int, at: int, when: float) -> None:
        """Note down that a text has a run."""
        self.of.setdefault(run, {}).setdefault(source, at)
        # The one that is hardest to clear stands for all.
        self.when[run] = min(self.when.get(run, NEVER), when)


class Search:
    """The search for withheld words in the words of a file, which begin and end with a gap."""

    def __init__(
        self,
        said: Sequence[str],
        sources: Sequence[Source],
        known: Iterable[PublicWords] = (),
        more: Iterable[Sequence[str]] = (),
        effort: Effort | None = None,
    ) -> None:
        self.said = said
        self._sources = sources
        self._effort = effort or Effort()
        self._places = runs_of(said)
        self._pairs = set(pairwise(said))
        self._public = Public(said, self._places, self._pairs, known, more, self._effort)
        self._covered = bytearray(len(said))
        self.owners = {True: Owners(), False: Owners()}

    def found(self) -> Iterator[tuple[bool, list[Found]]]:
        """What is not cleared, whether it is of closed texts: these first, and word for word before near copies."""
        for is_closed in (True, False):
            owners = self.owners[is_closed]
            for number, source in enumerate(self._sources):
                if source.is_closed is is_closed:
                    self._own(owners, number, source)
            for matches in (self._exact(owners), self._near(owners, is_closed)):
                if left := self._left(matches, owners, is_closed):
                    for one in left:
                        self._covered[one.start : one.end] = b"\1" * (one.end - one.start)
                    yield is_closed, left

    def _own(self, owners: Owners, number: int, source: Source) -> None:
        """Note down the runs of a text that may stand in the file."""
        said = source.said
        if source.may_be_short and is_a_short_run(said):
            owners.add(tuple(said), number, 0, source.when)
        for at, run in likely_runs(said, self._pairs):
            if run in owners.of or is_a_run(run):
                owners.add(run, number, at, source.when)

    def _exact(self, owners: Owners) -> Iterator[tuple[Run, Match]]:
        """Every place at which a run stands word for word; short texts are looked for so alone."""
        for run in owners.of:
            for place in self._places.get(run, ()):
                yield run, Match(0, place, place + RUN, 0, RUN)
        lengths = {len(run) for run in owners.of}
        for length in range(SHORT_RUN, RUN):
            if length in lengths:
                for place, run in enumerate(zip(*(self.said[n:] for n in range(length)), strict=False)):
                    if run in owners.of:
                        yield run, Match(0, place, place + length, 0, length)

    def _near(self, owners: Owners, is_closed: bool) -> Iterator[tuple[Run, Match]]:
        """Near copies, where there are words that are neither public nor found already."""
        masked = self._public.masked(is_closed)
        gaps = (word == GAP for word in self.said)
        new = (
            not covered and since > ALWAYS and not is_gap
            for covered, since, is_gap in zip(self._covered, masked, gaps, strict=True)
        )
        count = [0, *accumulate(new)]
        starts = (
            start
            for start in range(MOST_EDITS, len(self.said) - RUN - MOST_EDITS)
            if count[start + RUN + MOST_EDITS] - count[start - MOST_EDITS] >= _FEWEST_NEW
        )
        runs = [run for run in sorted(owners.of, key=owners.when.__getitem__) if len(run) == RUN]
        seen: set[Near] = set()
        for near in near_matches(self.said, runs, starts, self._effort, most=_MOST_ALIKE):
            if near.edits and near not in seen:
                seen.add(near)
                yield runs[near.run], Match(near.edits, near.start, near.end, 0, RUN)

    def _left(self, matches: Iterable[tuple[Run, Match]], owners: Owners, is_closed: bool) -> list[Found]:
        """Of some places those that are not cleared; what is read only then is read where there are any."""
        left = self._unmasked(matches, owners, is_closed)
        if left and not self._public.is_read:
            self._public.read_more()
            left = self._unmasked([(run, match) for run, match, _ in left], owners, is_closed)
        near = [(run, match, cleared) for run, match, cleared in left if match.edits]
        nearly = iter(self._public.nearly([match for _, match, _ in near], is_closed) if near else ())
        found = []
        for run, match, masked in left:
            cleared = min(masked, next(nearly)) if match.edits else masked
            if _is_left(owners.when[run], cleared):
                found.append(Found(match.start, match.end, match.edits, run, cleared))
        return found

    def _unmasked(
        self, matches: Iterable[tuple[Run, Match]], owners: Owners, is_closed: bool
    ) -> list[tuple[Run, Match, float]]:
        left = []
        for run, match in matches:
            cleared = self._public.cleared(match.start, match.end, is_closed)
            if _is_left(owners.when[run], cleared):
                left.append((run, match, cleared))
        return left


def _is_left(when: float, cleared: float) -> bool:
    """Whether what was written down at a time is not cleared by what is public since another."""
    return when < cleared
