"""The leak check: what of a review may not come out and yet stands in a finished file, each place beside its source.

No run of eight or more words from anything exempt, confidential, to be kept private or still a working paper, and no
name kept private. Nearly the same is the same: of eight words two may be changed, left out or added. What stands in
something public too is no leak, nor are the names and forms of words that everybody may know.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import NamedTuple

from interviews.drafts import Draft
from interviews.leak_names import PrivateName, names_in, private_names, public_names
from interviews.leak_runs import RUN, SHORT_RUN, FileWords, Match
from interviews.leak_sources import Known, Withheld, known_in, names_of_bodies, withheld_in
from interviews.leak_words import Phrases, Words, phrases_of, words_in
from interviews.review import Review
from interviews.role_name import RoleName

_MASKED = 3  # words of a run that stand in something public: it says nothing more than that
_NEARBY = 3  # words between two runs of one source that are one place


class Stretch(NamedTuple):
    """Some words of a finished file: where they stand, in words that give nothing away, and the heading over them.

    Stretches of the same ``flow`` read on from one to the next, as paragraphs and the cells of a table do.
    """

    flow: str
    place: str
    text: str
    heading: str = ""


class Leak(NamedTuple):
    """One place of a file that gives something away, and the source: ``place`` says where without any of the words.

    ``found`` are the words in the file, ``words`` those of the source, ``why`` is how private that is. ``table`` and
    ``record_id`` are the record that holds the source. These words are for a person's eyes only.
    """

    place: str
    heading: str
    found: str
    why: str
    source: str
    words: str
    table: str
    record_id: str
    is_name: bool = False
    is_exact: bool = True


@dataclass
class Guarded:
    """What a file is compared with: withheld texts, names kept private, and what everybody may know.

    ``packs`` gives the texts of public documents; it is asked only where words were found that may be a leak.
    """

    withheld: list[Withheld]
    names: list[PrivateName] = field(default_factory=list)
    keep: list[str] = field(default_factory=list)
    known: list[Known] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)
    packs: Iterable[str] = ()


def guarded(
    review: Review, key: Sequence[RoleName] = (), *, drafts: Sequence[Draft] = (), others: Sequence[Withheld] = ()
) -> Guarded:
    """What of a review is to be guarded. ``review`` has its bin; ``others`` is what other groups keep closed."""
    return Guarded(
        [*withheld_in(review, drafts), *others],
        private_names(review, key),
        public_names(review),
        known_in(review),
        names_of_bodies(review),
    )


def find_leaks(stretches: Iterable[Stretch], guard: Guarded) -> list[Leak]:
    """Every place of a finished file that gives something away, in the order of the file."""
    flows: dict[str, list[Stretch]] = {}
    for stretch in stretches:
        if stretch.text.strip():
            flows.setdefault(stretch.flow, []).append(stretch)
    read = [_Flow(rows) for rows in flows.values()]
    return [*_word_leaks(read, guard), *_name_leaks(read, guard)]


class _Flow:
    """Stretches that read on, as one text."""

    def __init__(self, stretches: Sequence[Stretch]) -> None:
        self._stretches = stretches
        self.text = "\n".join(stretch.text for stretch in stretches)
        self._starts = [0]
        for stretch in stretches:
            self._starts.append(self._starts[-1] + len(stretch.text) + 1)

    def at(self, place: int) -> Stretch:
        """The stretch in which a character stands."""
        return self._stretches[min(bisect_right(self._starts, place) - 1, len(self._stretches) - 1)]


# -- runs of words -----------------------------------------------------------------------------------------------------


class _Hit(NamedTuple):
    """Runs of one withheld text that lie together in one flow."""

    flow: int
    start: int
    end: int
    source: int
    source_start: int
    source_end: int
    runs: int
    edits: int


def _word_leaks(flows: Sequence[_Flow], guard: Guarded) -> list[Leak]:
    phrases = phrases_of([*guard.bodies, *(known.text for known in guard.known)], RUN - 1)
    read = [words_in(flow.text, phrases) for flow in flows]
    # One after the other with a gap that no run crosses, so that each source is gone through once.
    said: list[str] = []
    begins: list[int] = []
    for words in read:
        begins.append(len(said))
        said += [*words.said, *("\0" * RUN)]
    file = FileWords(said)
    sources: list[Words] = []
    found: dict[int, list[Match]] = {}
    seen: dict[str, int] = {}
    for number, withheld in enumerate(guard.withheld):
        if (twin := seen.setdefault(withheld.text, number)) != number and _rank(guard.withheld[twin], withheld):
            sources.append(sources[twin])
            continue
        words = words_in(withheld.text, phrases)
        sources.append(words)
        if matches := list(_matches(file, words, withheld)):
            found[number] = matches
    if not found:
        return []
    cleared = _Cleared(said, found, guard, phrases)
    hits: list[_Hit] = []
    for number, matches in found.items():
        left = [match for match in matches if not cleared.clears(match, guard.withheld[number])]
        hits += _together(left, number, begins)
    return [_leak(hit, flows, read, begins, sources, guard) for hit in _without_twins(hits, guard)]


def _matches(file: FileWords, words: Words, withheld: Withheld) -> Iterable[Match]:
    if len(words.said) >= RUN:
        return file.runs(words.said)
    if withheld.closed and len(words.said) >= SHORT_RUN:
        return file.whole(words.said)
    return ()


def _rank(one: Withheld, other: Withheld) -> bool:
    """Whether one says of the same words all that the other does."""
    return one.closed >= other.closed


class _Cleared:
    """What of the places found stands in something that everybody may know."""

    def __init__(self, said: Sequence[str], found: dict[int, list[Match]], guard: Guarded, phrases: Phrases) -> None:
        spans = [(match.start, match.end) for matches in found.values() for match in matches]
        there = FileWords(said, spans)
        self._public: dict[int, list[tuple[Match, Known]]] = {}
        self._masked: dict[int, list[Known]] = {}
        known = [*guard.known, *(Known(text) for text in guard.packs)]
        for one in known:
            for match in there.runs(words_in(one.text, phrases).said):
                for place in range(match.start, match.end):
                    self._public.setdefault(place, []).append((match, one))
                    if not match.edits:
                        self._masked.setdefault(place, []).append(one)

    def clears(self, match: Match, withheld: Withheld) -> bool:
        """Whether a run is no leak."""
        masked = 0
        for place in range(match.start, match.end):
            if any(known.clears(withheld) for known in self._masked.get(place, ())):
                masked += 1
                if masked >= _MASKED:
                    return True
        middle = self._public.get((match.start + match.end) // 2, ())
        return any(
            public.edits <= match.edits
            and min(public.end, match.end) - max(public.start, match.start) >= RUN - 2
            and known.clears(withheld)
            for public, known in middle
        )


def _together(matches: Sequence[Match], number: int, begins: Sequence[int]) -> list[_Hit]:
    """Runs of one source that follow each other in the file as one place."""
    hits: list[_Hit] = []
    for match in sorted(matches, key=lambda m: (m.start, m.end)):
        last = hits[-1] if hits else None
        if last is not None and match.start <= last.end + _NEARBY:
            hits[-1] = last._replace(
                end=max(last.end, match.end),
                source_start=min(last.source_start, match.source_start),
                source_end=max(last.source_end, match.source_end),
                runs=last.runs + 1,
                edits=max(last.edits, match.edits),
            )
        else:
            flow = bisect_right(begins, match.start) - 1
            spans = (match.source_start, match.source_end)
            hits.append(_Hit(flow, match.start, match.end, number, *spans, 1, match.edits))
    return hits


def _without_twins(hits: Sequence[_Hit], guard: Guarded) -> list[_Hit]:
    """Of several sources of the same words the most private, then the one that says most of them; in file order."""

    def rank(hit: _Hit) -> tuple[bool, int, int, int]:
        return (not guard.withheld[hit.source].closed, -hit.runs, hit.edits, hit.source)

    taken: dict[int, int] = {}
    kept: list[_Hit] = []
    for hit in sorted(hits, key=rank):
        there = sum(1 for place in range(hit.start, hit.end) if place in taken)
        if 2 * there < hit.end - hit.start:
            kept.append(hit)
            taken |= dict.fromkeys(range(hit.start, hit.end), 1)
    return sorted(kept, key=lambda hit: hit.start)


def _leak(
    hit: _Hit,
    flows: Sequence[_Flow],
    read: Sequence[Words],
    begins: Sequence[int],
    sources: Sequence[Words],
    guard: Guarded,
) -> Leak:
    flow, words, begin = flows[hit.flow], read[hit.flow], begins[hit.flow]
    withheld, source = guard.withheld[hit.source], sources[hit.source]
    # The runs at either end may reach a word or two beyond what is the same.
    here, there = words.said[hit.start - begin : hit.end - begin], source.said[hit.source_start : hit.source_end]
    same = [b for b in SequenceMatcher(None, here, there, autojunk=False).get_matching_blocks() if b.size]
    first, last = same[0], same[-1]
    start, end = hit.start - begin + first.a, hit.start - begin + last.a + last.size
    source_start, source_end = hit.source_start + first.b, hit.source_start + last.b + last.size
    stretch = flow.at(words.spans[start][0])
    return Leak(
        stretch.place,
        stretch.heading,
        words.shown(flow.text, start, end),
        withheld.why,
        withheld.source,
        source.shown(withheld.text, source_start, source_end),
        withheld.table,
        withheld.record_id,
        is_exact=list(words.said[start:end]) == list(source.said[source_start:source_end]),
    )


# -- names -------------------------------------------------------------------------------------------------------------


def _name_leaks(flows: Sequence[_Flow], guard: Guarded) -> list[Leak]:
    found = []
    for flow in flows:
        for place in names_in(flow.text, guard.names, guard.keep):
            stretch = flow.at(place.start)
            name = place.name
            found.append(
                Leak(
                    stretch.place,
                    stretch.heading,
                    " ".join(flow.text[place.start : place.end].split()),
                    name.why,
                    name.source,
                    name.row.name,
                    name.table,
                    name.record_id,
                    is_name=True,
                )
            )
    return found
