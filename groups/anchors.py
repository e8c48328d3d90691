"""Anchors: finding a passage again in a text that was edited or brought in anew, by its words and what is around them.

First the exact words, then the same words whatever their case, spacing, quotes and dashes, then nearly the same ones.
What is not sure is said to be unsure, with the places that come into question: nothing is guessed or dropped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from groups.evidence import CONTEXT, Address, Standing
from groups.likeness import (
    LONG,
    VERY_LONG,
    Spot,
    folded_short,
    folded_text,
    likeness_of,
    places,
    same_words,
    shared,
    shared_at_end,
    similar,
)


@dataclass(frozen=True)
class Placed:
    """The passage stands here, without doubt."""

    spot: Spot


@dataclass(frozen=True)
class Unsure:
    """The passage may stand at one of these places, the likeliest first: a person must say."""

    spots: tuple[Spot, ...]


@dataclass(frozen=True)
class Lost:
    """Nothing in the text is like the passage."""


Found = Placed | Unsure | Lost

SURE = 0.86  # how like the words must be to be taken for the same, where what stands around them has changed as well
SURE_IN_PLACE = 0.7  # and where it has not
WORTH_A_LOOK = 0.5  # below it a person is not even asked
APART = 0.08  # how much less like the next likeliest must be
DECIDES = 6  # characters around a passage that must agree more than around its twin
LONG_ENOUGH = 20  # characters; shorter words that stand elsewhere may be other words
BETWEEN = 0.25  # how much it counts that the surroundings are still the same
MOST_SPOTS = 20


def stands(address: Address, text: str) -> bool:
    """Whether a passage's words stand in a text exactly where its address says."""
    return bool(address.words and address.position >= 0 and text.startswith(address.words, address.position))


def place_of(address: Address, text: str) -> Found:
    """Where a passage stands in the text that it was last placed in: at its position, else wherever it is found."""
    if address.standing is Standing.IN_PLACE and stands(address, text):
        return Placed(Spot(address.position, address.position + len(address.words)))
    return reattach(address, text)


def reattach(address: Address, text: str, before: str | None = None) -> Found:
    """Where a passage stands in a text that may have been changed.

    With ``before``, the text in which the passage stood, what lies outside the change is placed by counting, so that
    twins with the same surroundings are told apart.
    """
    words = address.words
    if not words.strip():
        return Lost()
    if before is not None and address.standing is Standing.IN_PLACE and stands(address, before):
        counted = _outside_the_change(address, text, before)
        if counted is not None:
            return Placed(counted)
    whole = address.before + words + address.after
    at = text.find(whole)
    if at != -1 and text.find(whole, at + 1) == -1:
        return Placed(Spot(at + len(address.before), at + len(address.before) + len(words)))
    exact = [Spot(start, start + len(words)) for start in places(words, text)]
    if exact:
        return _by_surroundings(address, text, exact)
    folded = folded_text(text)
    same = same_words(words, text)
    if same:
        return _by_surroundings(address, text, same)
    return _nearly(address, text, folded)


def moved_to(address: Address, text: str, spot: Spot) -> Address:
    """The address of a passage at its new place; words that are others now keep the old ones beside them."""
    words = text[spot.start : spot.end]
    was = address.was or (address.words if words != address.words else "")
    return address.model_copy(
        update={
            "words": words,
            "before": text[max(0, spot.start - CONTEXT) : spot.start],
            "after": text[spot.end : spot.end + CONTEXT],
            "position": spot.start,
            "was": "" if was == words else was,
            "standing": Standing.IN_PLACE,
        }
    )


# -- the same words ----------------------------------------------------------------------------------------------------


def _outside_the_change(address: Address, text: str, before: str) -> Spot | None:
    """Where a passage is that stands wholly before or wholly behind what was changed."""
    start, end = address.position, address.position + len(address.words)
    same, same_at_end = _change(text, before)
    if end <= same:
        return Spot(start, end)
    if len(before) - start <= same_at_end:
        by = len(text) - len(before)
        return Spot(start + by, end + by)
    return None


@lru_cache(maxsize=2)
def _change(text: str, before: str) -> tuple[int, int]:
    """How many characters two texts share from their beginning, and how many of the others from their end."""
    same = shared(text, before)
    return same, shared_at_end(text, before, min(len(text), len(before)) - same)


def _by_surroundings(address: Address, text: str, spots: Sequence[Spot]) -> Found:
    """Of several places with the same words, the one whose surroundings agree; twins that agree alike stay unsure."""

    def agreement(spot: Spot) -> int:
        return _agreement(address, text, spot)

    ranked = sorted(((agreement(spot), -abs(spot.start - address.position), spot) for spot in spots), reverse=True)
    best, _, spot = ranked[0]
    full = len(address.before) + len(address.after)
    twins = [each for _, _, each in ranked[:MOST_SPOTS]]
    if best < min(DECIDES, full):
        # Nothing around it agrees: the passage itself may have been corrected, and this be its twin elsewhere.
        folded = folded_text(text)
        between = _between_surroundings(address, folded)
        if between is not None:
            likeness = likeness_of(folded_short(address.words), folded[slice(*between)])
            if likeness >= SURE_IN_PLACE:
                return Unsure((Spot(*between, likeness), *twins))
        return Placed(spot) if len(ranked) == 1 and len(address.words.strip()) >= LONG_ENOUGH else Unsure(tuple(twins))
    if len(ranked) == 1 or (best > ranked[1][0] and (best == full or best - ranked[1][0] >= DECIDES)):
        return Placed(spot)
    return Unsure(tuple(twins))


def _agreement(address: Address, text: str, spot: Spot) -> int:
    """How many characters directly before and behind a place are those that stood around the passage."""
    before = folded_short(address.before)[::-1]
    after = folded_short(address.after)
    left = folded_short(text[max(0, spot.start - len(before)) : spot.start])[::-1]
    right = folded_short(text[spot.end : spot.end + len(after)])
    return shared(before, left) + shared(after, right)


# -- nearly the same words ---------------------------------------------------------------------------------------------


def _nearly(address: Address, text: str, folded: str) -> Found:
    """The places whose words are nearly those of the passage; sure only where one is much more like than the others."""
    words = folded_short(address.words)
    if len(words) > VERY_LONG:
        return _by_its_ends(address, text, words, folded)
    spots = {(spot.start, spot.end): spot for spot in similar(words, folded)}
    between = _between_surroundings(address, folded)
    if between is not None:
        start, end = between
        likeness = likeness_of(words, folded[start:end])
        spots.setdefault((start, end), Spot(start, end, likeness))
    ranked = _without_overlaps(
        sorted(
            (spot for spot in spots.values() if spot.likeness >= WORTH_A_LOOK or (spot.start, spot.end) == between),
            # What stands between the old surroundings goes before what is a little more like.
            key=lambda spot: (
                -spot.likeness - BETWEEN * (spot[:2] == between),
                abs(spot.start - address.position),
                spot.start,
            ),
        )
    )
    if not ranked:
        return Lost()
    best = ranked[0]
    full = len(address.before) + len(address.after)
    in_place = _agreement(address, text, best) >= max(min(full, 2 * CONTEXT) * 3 // 4, 1)
    apart = all(best.likeness - other.likeness >= APART for other in ranked[1:])
    long_enough = len(words.strip()) >= LONG_ENOUGH or in_place
    if apart and long_enough and best.likeness >= (SURE_IN_PLACE if in_place else SURE):
        return Placed(best)
    return Unsure(tuple(ranked[:MOST_SPOTS]))


def _by_its_ends(address: Address, text: str, words: str, folded: str) -> Found:
    """A very long passage stands where its beginning and its end do, if most of the words between are its own."""
    head = address.model_copy(update={"words": address.words[:LONG], "after": address.words[LONG:][:CONTEXT]})
    tail_at = len(address.words) - LONG
    tail = address.model_copy(
        update={
            "words": address.words[tail_at:],
            "before": address.words[:tail_at][-CONTEXT:],
            "position": address.position + tail_at,
        }
    )
    ends = [reattach(end, text) for end in (head, tail)]
    spots = [_likeliest(found) for found in ends]
    if spots[0] is None or spots[1] is None or spots[0].start >= spots[1].end:
        return Lost()
    spot = Spot(spots[0].start, spots[1].end)
    spot = spot._replace(likeness=likeness_of(words, folded[spot.start : spot.end]))
    if all(isinstance(found, Placed) for found in ends) and spot.likeness >= SURE:
        return Placed(spot)
    return Unsure((spot,)) if spot.likeness >= WORTH_A_LOOK else Lost()


def _likeliest(found: Found) -> Spot | None:
    match found:
        case Placed(spot):
            return spot
        case Unsure(spots):
            return spots[0]
        case _:
            return None


def _between_surroundings(address: Address, folded: str) -> tuple[int, int] | None:
    """What stands now between the words that stood before and behind the passage, if there is one such place."""
    before, after = folded_short(address.before), folded_short(address.after)
    # Less than was asked for was all there was: the passage stood at the beginning or at the end of the text.
    at_start, at_end = len(before) < CONTEXT, len(after) < CONTEXT
    if (not at_start and len(before.strip()) < DECIDES * 2) or (not at_end and len(after.strip()) < DECIDES * 2):
        return None
    if at_start and at_end:
        return None
    length = len(address.words)
    most = 3 * length + 200
    if at_start:
        stops = islice(places(after, folded), MOST_SPOTS)
        pairs = [(len(before) if folded.startswith(before) else 0, stop) for stop in stops]
    else:
        starts = [at + len(before) for at in islice(places(before, folded), MOST_SPOTS)]
        last = len(folded) - (len(after) if folded.endswith(after) else 0)
        pairs = [(at, last if at_end else folded.find(after, at, at + most + len(after))) for at in starts]
    found = [
        (abs(end - start - length), start, end)
        for start, end in pairs
        if 0 < end - start <= most and folded[start:end].strip()
    ]
    found.sort()
    if not found or (len(found) > 1 and found[0][0] == found[1][0]):
        return None
    return found[0][1:]


def _without_overlaps(spots: Sequence[Spot]) -> list[Spot]:
    """The likeliest of each group of places that lie over each other."""
    kept: list[Spot] = []
    for spot in spots:
        if all(spot.end <= other.start or spot.start >= other.end for other in kept):
            kept.append(spot)
    return kept
