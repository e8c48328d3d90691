"""The search for withheld words: it finds what comparing every run with every place finds, and its work is bounded."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviews import leak_near
from interviews.leak_crowds import Crowd
from interviews.leak_public import ALWAYS, NEVER, PublicWords
from interviews.leak_runs import GAP, MOST_EDITS, RUN, Effort, is_a_run, is_a_short_run, nearly
from interviews.leak_search import WHENEVER, Found, Search, Source
from interviews.leak_sources import Known, Withheld
from interviews.leaks import MOST_LISTED, Guarded, Leak, Stretch, find_leaks, gives_anything_away

EXAMPLES = 40
SENTENCE = "Families say that nobody told them what help there is, and that it is worry and not truancy."


# -- as a plain search finds it ----------------------------------------------------------------------------------------


class Place(NamedTuple):
    start: int
    end: int
    edits: int


def places_of(run: tuple[str, ...], said: Sequence[str]) -> Iterator[Place]:
    """Every place at which a run stands exactly or nearly, by comparing it with each that has two words of it."""
    pairs = [*pairwise(said)]
    kept = {at - n for n, pair in enumerate(pairwise(run)) for at, other in enumerate(pairs) if pair == other}
    for start in sorted(kept & {*range(MOST_EDITS, len(said) - RUN - MOST_EDITS)}):
        if tuple(said[start : start + RUN]) == run:
            yield Place(start, start + RUN, 0)
        elif found := nearly(run, said[start - MOST_EDITS : start + RUN + MOST_EDITS]):
            edits, begin, end = found
            yield Place(start - MOST_EDITS + begin, start - MOST_EDITS + end, edits)


class Plain(NamedTuple):
    """What is not cleared, and near copies of which it depends on where they are said to begin whether they are."""

    sure: set[Place]
    doubtful: set[Place]


def shared(one: Place | Found, other: Place | Found) -> int:
    """How many words two places have in common."""
    return min(one.end, other.end) - max(one.start, other.start)


def plain_search(said: Sequence[str], sources: Sequence[Source], known: Sequence[PublicWords]) -> dict[bool, Plain]:
    """What of closed texts and of working papers stands in a file and is not cleared: every run with every place."""
    public: dict[tuple[Place, float], None] = {}
    for text in known:
        for at in range(len(text.said) - RUN + 1):
            for place in places_of(tuple(text.said[at : at + RUN]), said):
                public[place, text.since] = None

    def is_cleared(place: Place, source: Source) -> bool:
        masked: set[int] = set()
        middle = (place.start + place.end) // 2
        for shared, since in public:
            if source.is_closed and since > source.when:
                continue
            if not shared.edits:
                masked |= {*range(shared.start, shared.end - 1)} & {*range(place.start, place.end)}
            common = min(shared.end, place.end) - max(shared.start, place.start)
            if shared.edits <= place.edits and common >= RUN - 2 and shared.start <= middle < shared.end:
                return True
        return len(masked) >= 3

    found = {True: Plain(set(), set()), False: Plain(set(), set())}
    for source in sources:
        if source.is_closed and is_a_short_run(source.said):
            ends = ((at, at + len(source.said)) for at in range(len(said) - len(source.said)))
            places = (Place(*span, 0) for span in ends if list(said[slice(*span)]) == list(source.said))
            found[True].sure.update(place for place in places if not is_cleared(place, source))
        for at in range(len(source.said) - RUN + 1):
            run = tuple(source.said[at : at + RUN])
            if is_a_run(run):
                there = list(places_of(run, said))
                cleared = [place for place in there if is_cleared(place, source)]
                near = [place for place in cleared if place.edits]
                for place in there:
                    doubtful = place.edits and any(shared(place, other) >= RUN // 2 for other in near)
                    if doubtful or place not in cleared:
                        getattr(found[source.is_closed], "doubtful" if doubtful else "sure").add(place)
    return found


# Few words, so that they meet again and again; some of them say nothing by themselves.
_WORDS = st.sampled_from(
    [*"harbour shelter brother cannery sleeps list school nurse".split(), *"the of in that 7 9".split()]
)
_PHRASE = st.lists(_WORDS, min_size=4, max_size=12)


@st.composite
def texts(draw: st.DrawFn) -> list[list[str]]:
    """Some texts that repeat each other's phrases, with a word changed, left out or added here and there."""
    phrases = draw(st.lists(_PHRASE, min_size=1, max_size=3))
    made = []
    for _ in range(draw(st.integers(2, 6))):
        said: list[str] = []
        for phrase in draw(st.lists(st.sampled_from(phrases), min_size=1, max_size=3)):
            said += draw(_PHRASE) if draw(st.booleans()) and draw(st.booleans()) else phrase
        for _ in range(draw(st.integers(0, 3))):
            at = draw(st.integers(0, len(said) - 1))
            said[at : at + draw(st.integers(0, 1))] = draw(st.lists(_WORDS, max_size=1))
        if said:
            made.append(said)
    return made


@pytest.mark.parametrize("most_places", [48, 3, 0])
@settings(max_examples=EXAMPLES, deadline=None)
@given(texts(), st.data())
def test_nothing_is_missed_that_a_plain_search_finds(
    most_places: int, made: list[list[str]], data: st.DataObject
) -> None:
    """With few places allowed everything goes the ways that are there for words which stand in very many places."""
    said = [GAP] * RUN
    sources: list[Source] = []
    known: list[PublicWords] = []
    for text in made:
        match data.draw(st.sampled_from(["file", "file", "closed", "working", "public", "form"])):
            case "file":
                said += [*text, *([GAP] * RUN)]
            case "public":
                known.append(PublicWords(text))
            case "form":
                known.append(PublicWords(text, data.draw(st.sampled_from([1.0, 2.0]))))
            case kind:
                when = data.draw(st.sampled_from([1.0, 2.0, WHENEVER]))
                sources.append(Source(text, kind == "closed", when))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(leak_near, "_MOST_PLACES", most_places)
        patch.setattr(leak_near, "_RARE", min(most_places, 8))
        search = Search(said, sources, [row for row in known if row.since != ALWAYS], known_said(known))
        told: set[int] = set()
        closed: set[int] = set()
        plain = plain_search(said, sources, known)
        for is_closed, found in search.found():
            for one in found:
                length = min(one.end - one.start, RUN - MOST_EDITS)
                places = plain[is_closed].sure | (plain[is_closed].doubtful if one.edits else set())
                assert any(shared(place, one) >= length for place in places)
                told |= {*range(one.start, one.end)}
                closed |= {*range(one.start, one.end)} if is_closed else set()
    for is_closed, those in plain.items():
        for place in those.sure:
            there = (closed if is_closed else told) & {*range(place.start, place.end)}
            assert 2 * len(there) >= place.end - place.start, (place, is_closed)


def known_said(known: Sequence[PublicWords]) -> Iterator[Sequence[str]]:
    """The texts that are read only where something was found."""
    return (row.said for row in known if row.since == ALWAYS)


def test_what_is_never_public_clears_nothing() -> None:
    assert ALWAYS < WHENEVER < NEVER


# -- its work ----------------------------------------------------------------------------------------------------------


def searched(lines: Sequence[str], withheld: Sequence[str], known: Sequence[str] = ()) -> tuple[list[Leak], Effort]:
    """What of some texts stands in a file of these lines, every fiftieth of them exempt, and how much work it was."""
    effort = Effort()
    guard = Guarded(
        [
            Withheld(text, "exempt" if n % 50 == 0 else "working paper", f"Line {n}", "notes", f"n{n}", n % 50 == 0)
            for n, text in enumerate(withheld)
        ],
        known=[Known(text) for text in known],
    )
    return find_leaks([Stretch("text", f"row {n}", text) for n, text in enumerate(lines)], guard, effort), effort


def some_words(count: int, chance: random.Random) -> str:
    return " ".join(
        chance.choice("harbour shelter brother cannery nurse letter school worry of the".split())
        + str(chance.randrange(40))
        for _ in range(count)
    )


def same(n: int, chance: random.Random) -> tuple[str, str]:
    return SENTENCE, SENTENCE


def numbered(n: int, chance: random.Random) -> tuple[str, str]:
    return f"{n + 10_000} {SENTENCE}", f"{n} {SENTENCE}"


def changed(n: int, chance: random.Random) -> tuple[str, str]:
    return f"{n} {SENTENCE.replace('told', 'gave').replace('is worry', 'is a worry')}", f"{n} {SENTENCE}"


def between(n: int, chance: random.Random) -> tuple[str, str]:
    words = SENTENCE.split()[:6]
    return " ".join([*words, some_words(3, chance)]), " ".join([*words, some_words(3, chance)])


def too_short(n: int, chance: random.Random) -> tuple[str, str]:
    words = "nobody told them what help"
    return f"{some_words(3, chance)} {words} {some_words(3, chance)}", f"{some_words(3, chance)} {words} yet"


@pytest.mark.parametrize("kind", [same, numbered, changed, between, too_short])
def test_the_work_grows_in_step_with_the_words(kind: Callable[[int, random.Random], tuple[str, str]]) -> None:
    """Thousands of lines with words in common: what is counted is bounded by so much a word, whatever is repeated."""
    for count in (400, 1200):
        chance = random.Random(count)
        rows = [kind(n, chance) for n in range(count)]
        lines, withheld = [line for line, _ in rows], [text for _, text in rows]
        _, effort = searched(lines, withheld)
        words = sum(len(text.split()) for text in (*lines, *withheld))
        assert effort.compared <= 10 * words
        assert effort.looked_up <= 150 * words
        assert effort.told <= 100 * words


def test_public_lines_that_share_a_sentence_with_private_ones_cost_nothing() -> None:
    lines = [f"{n} {SENTENCE}" for n in range(2000)]
    leaks, effort = searched(lines, [f"{n + 5000} {SENTENCE}" for n in range(2000)], known=lines)
    assert leaks == []
    assert effort.compared <= 2000
    assert effort.looked_up <= 2000


def test_a_near_copy_among_thousands_of_lines_like_it_is_found() -> None:
    public = [f"{n} {SENTENCE}" for n in range(2000)]
    secret = "Her brother sleeps in the shelter behind the old cannery and nobody told them what help there is."
    pasted = "Her brother sleeps in a shelter behind the cannery and nobody told them what help there is."
    leaks, _ = searched([*public, pasted], [secret, *(f"{n + 5000} {SENTENCE}" for n in range(2000))], known=public)
    (leak,) = leaks
    assert (leak.why, leak.record_id, leak.place) == ("exempt", "n0", "row 2000")
    assert leak.found.startswith("Her brother sleeps in a shelter")


# -- what is told ------------------------------------------------------------------------------------------------------


def test_of_a_source_that_stands_in_many_places_the_first_are_told_and_the_rest_counted() -> None:
    lines = [line for n in range(MOST_LISTED + 37) for line in (SENTENCE, f"Between them stands row {n}.")]
    leaks, _ = searched(lines, [SENTENCE])
    assert len(leaks) == MOST_LISTED
    assert [leak.more for leak in leaks] == [*([0] * (MOST_LISTED - 1)), 37]
    assert leaks[0].place == "row 0"
    assert leaks[-1].place == f"row {2 * MOST_LISTED - 2}, and 37 more places"
    leaks, _ = searched(lines[: 2 * MOST_LISTED + 2], [SENTENCE])
    assert leaks[-1].place.endswith(", and 1 more place")


def test_a_text_that_stands_there_again_and_again_is_as_many_places() -> None:
    leaks, _ = searched([SENTENCE] * 3, [SENTENCE])
    assert [leak.place for leak in leaks] == ["row 0", "row 1", "row 2"]


def test_of_lines_that_share_a_sentence_the_one_that_was_pasted_is_told() -> None:
    leaks, _ = searched([f"731 {SENTENCE}"], [f"{n} {SENTENCE}" for n in range(1, 1000)])
    (leak,) = leaks
    assert leak.why == "exempt"  # the most private of them, whichever that is
    leaks, _ = searched(
        [f"731 {SENTENCE}"], [f"0 {some_words(9, random.Random(1))}", *(f"{n} {SENTENCE}" for n in range(1, 40))]
    )
    assert leaks[0].words.startswith("Families")
    leaks, _ = searched([f"33 {SENTENCE}"], ["x y", *(f"{n} {SENTENCE}" for n in range(1, 40))])
    assert leaks[0].record_id == "n33"


def test_asked_only_whether_it_stops_at_the_first() -> None:
    guard = Guarded([Withheld(SENTENCE, "exempt", "A note", "notes", "n1", True)])

    class Packs:
        """Texts that are read where something was found."""

        read = 0

        def __iter__(self) -> Iterator[str]:
            self.read += 1
            return iter(())

    guard.packs = packs = Packs()
    assert not gives_anything_away([Stretch("text", "row 1", "Nothing of it.")], guard)
    assert packs.read == 0
    assert gives_anything_away([Stretch("text", "row 1", SENTENCE)], guard)
    assert packs.read == 1


def test_a_word_that_moved_counts_as_kept_among_runs_that_share_the_others() -> None:
    runs = [f"the harbour {word} of shelter that in it".split() for word in ("list", "nurse", "letter")]
    around = "so then the harbour of shelter that nurse in it as well".split()
    crowd = Crowd("the", [tuple(run) for run in runs], Effort())
    assert [run for run, _ in crowd.at(around)] == [tuple(runs[1])]
