"""Which words of a finished file stand in something that everybody may know, and since when: what clears a run there.

A run is cleared where three words of it stand in a whole run of something public: it says nothing more than that. A
near copy is cleared too where something public is as near to the same words of the file.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from math import inf
from typing import NamedTuple

from interviews.leak_near import likely_runs, near_matches
from interviews.leak_runs import GAP, MOST_EDITS, RUN, Effort, Match, Run

ALWAYS = -inf  # since when something is public that always was
NEVER = inf
_MASKED = 3  # words of a run that stand in something public: it says nothing more than that
_SHARED = RUN - 2  # words that a near copy of something withheld must have in common with one of something public


class PublicWords(NamedTuple):
    """The words of a text that everybody may know. ``since`` counts only against what is closed."""

    said: Sequence[str]
    since: float = ALWAYS


class Public:
    """What everybody may know of the words of a file; ``more`` is read only where something was found."""

    def __init__(
        self,
        said: Sequence[str],
        places: Mapping[Run, Sequence[int]],
        pairs: Container[tuple[str, str]],
        known: Iterable[PublicWords],
        more: Iterable[Sequence[str]],
        effort: Effort,
    ) -> None:
        self._said = said
        self._places = places
        self._pairs = pairs
        self._more = more
        self._effort = effort
        self._runs: dict[Run, float] = {}
        self.is_read = False
        # Since when each word of the file is masked, against what is closed and against working papers.
        self._closed = [NEVER] * len(said)
        self._working = [NEVER] * len(said)
        self._add(known)

    def read_more(self) -> None:
        """Look at the texts too that are read only where something was found."""
        if not self.is_read:
            self.is_read = True
            self._add(PublicWords(said) for said in self._more)

    def masked(self, is_closed: bool) -> Sequence[float]:
        """Since when each word of the file stands in a whole run of something public."""
        return self._closed if is_closed else self._working

    def cleared(self, start: int, end: int, is_closed: bool) -> float:
        """Since when a run of the file is cleared by the words that are wholly public."""
        return sorted(self.masked(is_closed)[start:end])[_MASKED - 1]

    def nearly(self, matches: Sequence[Match], is_closed: bool) -> list[float]:
        """For each place of the file since when something public stands there that is as near to it."""
        starts: set[int] = set()
        for match in matches:
            starts.update(range(match.start - 3 * MOST_EDITS, match.end - _SHARED + MOST_EDITS + 1))
        runs = sorted(self._runs.items(), key=_since) if is_closed else list(self._runs.items())
        found: dict[int, dict[tuple[int, int, int], float]] = {}
        inside = sorted(start for start in starts if MOST_EDITS <= start < len(self._said) - RUN - MOST_EDITS)
        for near in near_matches(self._said, [run for run, _ in runs], inside, self._effort, most=1):
            since = runs[near.run][1] if is_closed else ALWAYS
            for place in range(near.start, near.end):
                here = found.setdefault(place, {})
                one = (near.start, near.end, near.edits)
                here[one] = min(here.get(one, NEVER), since)
        return [
            min(
                (
                    since
                    for (start, end, edits), since in found.get((match.start + match.end) // 2, {}).items()
                    if edits <= match.edits and min(end, match.end) - max(start, match.start) >= _SHARED
                ),
                default=NEVER,
            )
            for match in matches
        ]

    def _add(self, known: Iterable[PublicWords]) -> None:
        added: dict[Run, float] = {}
        for said, since in known:
            for _, run in likely_runs(said, self._pairs):
                if since < added.get(run, NEVER):
                    added[run] = since
        for run, since in added.items():
            before = self._runs.get(run, NEVER)
            if since < before:
                self._runs[run] = since
                for place in self._places.get(run, ()):
                    self._mask(place, since)

    def _mask(self, place: int, since: float) -> None:
        # The last word of a run begins nothing that it shares with what follows it, so it does not count.
        end = place + RUN - 1
        self._working[place:end] = [ALWAYS] * (RUN - 1)
        if since == ALWAYS:
            self._closed[place:end] = [ALWAYS] * (RUN - 1)
        else:
            self._closed[place:end] = [min(each, since) for each in self._closed[place:end]]


def runs_of(said: Sequence[str]) -> dict[Run, list[int]]:
    """Where every run of eight words of a file stands, by its words."""
    places: dict[Run, list[int]] = {}
    for place, run in enumerate(zip(*(said[n:] for n in range(RUN)), strict=False)):
        if GAP not in run:
            places.setdefault(run, []).append(place)
    return places


def _since(row: tuple[Run, float]) -> float:
    return row[1]
