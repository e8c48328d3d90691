"""From runs that were found to the places that a person is told: runs that follow each other as one, with one source.

Thousands of texts may have the same words. A source is told for what it has alone; of those that share everything the
first ones are looked at, and only beside what was found near by.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from interviews.leak_runs import RUN, Match
from interviews.leak_search import Found, Owners

_NEARBY = 3  # words between two runs of one source that are one place
_BLOCK = 32  # runs of the file whose sources are looked at together
_FIRST = 2  # sources of one run that are looked at


class Hit(NamedTuple):
    """Runs of one withheld text that lie together in one flow; ``first`` and ``last`` are those at either end."""

    flow: int
    start: int
    end: int
    source: int
    source_start: int
    source_end: int
    runs: int
    edits: int
    first: Match
    last: Match


def hits_of(found: Sequence[Found], owners: Owners, when: Callable[[int], float], begins: Sequence[int]) -> list[Hit]:
    """The places of the file at which each source stands; ``begins`` are the words with which flows begin."""
    found = sorted(found, key=lambda one: (one.start, one.end, one.edits))
    blocks = [found[n : n + _BLOCK] for n in range(0, len(found), _BLOCK)]
    sources = [_sources(block, owners, when) for block in blocks]
    of_source: dict[int, list[Match]] = {}
    for number, block in enumerate(blocks):
        near = {source for those in sources[max(number - 1, 0) : number + 2] for source in those}
        for one in block:
            own = owners.of[one.run]
            for source in own.keys() & near:
                if when(source) < one.cleared:
                    at = own[source]
                    match = Match(one.edits, one.start, one.end, at, at + len(one.run))
                    of_source.setdefault(source, []).append(match)
    return [hit for source in sorted(of_source) for hit in _together(of_source[source], source, begins)]


def _sources(block: Sequence[Found], owners: Owners, when: Callable[[int], float]) -> set[int]:
    """Of every run the first sources that it gives away: those it has alone are always among them."""
    sources: set[int] = set()
    for one in block:
        left = _FIRST
        for source in owners.of[one.run]:
            if when(source) < one.cleared:
                sources.add(source)
                left -= 1
                if not left:
                    break
    return sources


def _together(matches: Sequence[Match], source: int, begins: Sequence[int]) -> list[Hit]:
    """Runs of one source that follow each other in the file as one place, as long as it does not begin anew there."""
    hits: list[Hit] = []
    for match in matches:
        last = hits[-1] if hits else None
        begins_anew = last is not None and match.source_end <= last.last.source_start
        if last is not None and match.start <= last.end + _NEARBY and not begins_anew:
            hits[-1] = last._replace(
                end=max(last.end, match.end),
                source_start=min(last.source_start, match.source_start),
                source_end=max(last.source_end, match.source_end),
                runs=last.runs + 1,
                edits=max(last.edits, match.edits),
                last=match if match.end >= last.end else last.last,
            )
        else:
            flow = bisect_right(begins, match.start) - 1
            spans = (match.source_start, match.source_end)
            hits.append(Hit(flow, match.start, match.end, source, *spans, 1, match.edits, match, match))
    return hits


def without_twins(hits: Sequence[Hit], closed: Mapping[int, bool] | Sequence[bool]) -> list[Hit]:
    """Of several sources of the same words the most private, then the one that says most of them; in file order."""

    def rank(hit: Hit) -> tuple[bool, int, int, int]:
        return (not closed[hit.source], -hit.runs, hit.edits, hit.source)

    taken: set[int] = set()
    kept: list[Hit] = []
    for hit in sorted(hits, key=rank):
        places = range(hit.start, hit.end)
        new = len(places) - len(taken.intersection(places))
        if 2 * new > len(places) or new >= RUN:
            kept.append(hit)
            taken.update(places)
    return sorted(kept, key=lambda hit: hit.start)
