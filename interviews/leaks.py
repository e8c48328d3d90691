"""The leak check: what of a review may not come out and yet stands in a finished file, each place beside its source.

No run of eight or more words from anything exempt, confidential, to be kept private or still a working paper, and no
name kept private. Nearly the same is the same: of eight words two may be changed, left out or added. What stands in
something public too is no leak, nor are the names and forms of words that everybody may know.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import NamedTuple

from interviews.drafts import Draft
from interviews.leak_hits import Hit, hits_of, without_twins
from interviews.leak_names import NameFound, PrivateName, names_in, private_names, public_names
from interviews.leak_public import ALWAYS, PublicWords
from interviews.leak_runs import GAP, RUN, Effort, Match
from interviews.leak_search import WHENEVER, Found, Search, Source
from interviews.leak_sources import PRIVATE, Known, Withheld, known_in, names_of_bodies, withheld_in
from interviews.leak_words import Phrases, Words, phrases_of, words_in
from interviews.review import Review
from interviews.role_name import RoleName

MOST_LISTED = 20  # places of one source that are told; the rest are counted
_MOST_LETTERS = 400  # of a text that may be a phrase: a name, a short heading
_BETWEEN = "\n|\n"  # parts texts that do not read on; no name goes over it


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
    ``record_id`` are the record that holds the source. ``more`` is in how many further places the same source stands,
    which ``place`` says too. These words are for a person's eyes only.
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
    more: int = 0

    @staticmethod
    def places(leaks: Sequence[Leak]) -> int:
        """In how many places something is given away, those that are only counted too."""
        return len(leaks) + sum(leak.more for leak in leaks)


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


def find_leaks(stretches: Iterable[Stretch], guard: Guarded, effort: Effort | None = None) -> list[Leak]:
    """Every place of a finished file that gives something away, in the order of the file.

    Of one source that stands in very many places the first are told and the rest counted. ``effort`` is added to.
    """
    flows = _flows(stretches)
    return _shortened([*_File(flows, guard, effort).leaks(), *_name_leaks(flows, guard)])


def gives_anything_away(stretches: Iterable[Stretch], guard: Guarded) -> bool:
    """Whether a finished file gives anything away; no longer looked for than until the first of it is found."""
    flows = _flows(stretches)
    return bool(_name_leaks(flows, guard)) or _File(flows, guard).has_leaks()


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


def _flows(stretches: Iterable[Stretch]) -> list[_Flow]:
    flows: dict[str, list[Stretch]] = {}
    for stretch in stretches:
        if stretch.text.strip():
            flows.setdefault(stretch.flow, []).append(stretch)
    return [_Flow(rows) for rows in flows.values()]


def _shortened(leaks: Sequence[Leak]) -> list[Leak]:
    """The first places of every source, the last of them with how many more there are."""
    counts = Counter(_source(leak) for leak in leaks)
    told: Counter[tuple[str, str, bool]] = Counter()
    kept = []
    for leak in leaks:
        source = _source(leak)
        told[source] += 1
        more = counts[source] - MOST_LISTED if told[source] == MOST_LISTED else 0
        if more > 0:
            place = f"{leak.place}, and {more} more place{'' if more == 1 else 's'}"
            kept.append(leak._replace(place=place, more=more))
        elif told[source] <= MOST_LISTED:
            kept.append(leak)
    return kept


def _source(leak: Leak) -> tuple[str, str, bool]:
    return (leak.table, leak.record_id, leak.is_name)


# -- runs of words -----------------------------------------------------------------------------------------------------


class _File:
    """The words of a file beside those of everything that may not come out."""

    def __init__(self, flows: Sequence[_Flow], guard: Guarded, effort: Effort | None = None) -> None:
        self._flows = flows
        self._guard = guard
        names = [*guard.bodies, *(known.text for known in guard.known)]
        phrases = phrases_of((text for text in names if len(text) <= _MOST_LETTERS), RUN - 1)
        read: dict[str, Words] = {}
        self._read = [_words(flow.text, phrases, read) for flow in flows]
        # One after the other with a gap that no run crosses, so that each source is gone through once.
        said = [GAP] * RUN
        self._begins: list[int] = []
        for words in self._read:
            self._begins.append(len(said))
            said += [*words.said, *([GAP] * RUN)]
        self._withheld = _without_equals(guard.withheld)
        self._sources = [_words(withheld.text, phrases, read) for withheld in self._withheld]
        self._said_when = [
            Source(
                words.said,
                withheld.closed,
                withheld.since.timestamp() if withheld.since else WHENEVER,
                # The title of a table that nobody decided on yet is no secret because it is short.
                withheld.closed and withheld.why != PRIVATE,
            )
            for withheld, words in zip(self._withheld, self._sources, strict=True)
        ]
        known = (PublicWords(_words(one.text, phrases, read).said, _since(one)) for one in guard.known)
        self._search = Search(said, self._said_when, known, _of_packs(guard.packs, phrases), effort)

    def has_leaks(self) -> bool:
        """Whether any run stands in the file."""
        return any(True for _ in self._search.found())

    def leaks(self) -> Iterator[Leak]:
        """Every place with its source."""
        found: dict[bool, list[Found]] = {True: [], False: []}
        for is_closed, some in self._search.found():
            found[is_closed] += some
        hits: list[Hit] = []
        for is_closed, those in found.items():
            hits += hits_of(those, self._search.owners[is_closed], lambda n: self._said_when[n].when, self._begins)
        for hit in without_twins(hits, [withheld.closed for withheld in self._withheld]):
            yield self._leak(hit)

    def _leak(self, hit: Hit) -> Leak:
        flow, words, begin = self._flows[hit.flow], self._read[hit.flow], self._begins[hit.flow]
        withheld, source = self._withheld[hit.source], self._sources[hit.source]
        # The runs at either end may reach a word or two beyond what is the same.
        before, source_before = self._beyond(hit.first, source, at_end=False)
        after, source_after = self._beyond(hit.last, source, at_end=True)
        start, end = hit.start + before - begin, hit.end - after - begin
        source_start = hit.source_start + (source_before if hit.first.source_start == hit.source_start else 0)
        source_end = hit.source_end - (source_after if hit.last.source_end == hit.source_end else 0)
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

    def _beyond(self, match: Match, source: Words, *, at_end: bool) -> tuple[int, int]:
        """How many words of a run in the file, and of it in its source, lie beyond what is the same in both."""
        if not match.edits:
            return 0, 0
        here = self._search.said[match.start : match.end]
        there = source.said[match.source_start : match.source_end]
        same = [b for b in SequenceMatcher(None, here, there, autojunk=False).get_matching_blocks() if b.size]
        if at_end:
            return len(here) - same[-1].a - same[-1].size, len(there) - same[-1].b - same[-1].size
        return same[0].a, same[0].b


def _words(text: str, phrases: Phrases, read: dict[str, Words]) -> Words:
    """The words of a text, each text read once."""
    words = read.get(text)
    if words is None:
        words = read[text] = words_in(text, phrases)
    return words


def _without_equals(withheld: Sequence[Withheld]) -> list[Withheld]:
    """Of texts that are the same the first, and the first of those that are closed."""
    seen: set[tuple[str, bool]] = set()
    kept = []
    for one in withheld:
        if not {(one.text, True), (one.text, one.closed)} & seen:
            seen.add((one.text, one.closed))
            kept.append(one)
    return kept


def _since(known: Known) -> float:
    """Since when a text is public to what is closed: the group's own forms of words since they were written."""
    return known.since.timestamp() if known.is_form and known.since is not None else ALWAYS


def _of_packs(packs: Iterable[str], phrases: Phrases) -> Iterator[Sequence[str]]:
    for text in packs:
        yield words_in(text, phrases).said


# -- names -------------------------------------------------------------------------------------------------------------


def _name_leaks(flows: Sequence[_Flow], guard: Guarded) -> list[Leak]:
    """The names kept private that stand in the file; equal texts are gone through once, and all in one go."""
    if not guard.names:
        return []
    texts = list(dict.fromkeys(flow.text for flow in flows))
    begins = [0]
    for text in texts:
        begins.append(begins[-1] + len(text) + len(_BETWEEN))
    places: dict[str, list[NameFound]] = {}
    for place in names_in(_BETWEEN.join(texts), guard.names, guard.keep):
        number = bisect_right(begins, place.start) - 1
        moved = place._replace(start=place.start - begins[number], end=place.end - begins[number])
        places.setdefault(texts[number], []).append(moved)
    return [
        Leak(
            flow.at(place.start).place,
            flow.at(place.start).heading,
            " ".join(flow.text[place.start : place.end].split()),
            place.name.why,
            place.name.source,
            place.name.row.name,
            place.name.table,
            place.name.record_id,
            is_name=True,
        )
        for flow in flows
        for place in places.get(flow.text, ())
    ]
