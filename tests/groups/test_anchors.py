"""Passages hold on to their words: through edits elsewhere and corrections inside, and never to other words."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from groups.anchors import Lost, Placed, Unsure, moved_to, place_of, reattach
from groups.evidence import Address, EvidenceKind, Standing, address_of
from groups.likeness import Spot, folded_text

LETTER = (
    "We are parents of children who learn at home.\n\n"
    "Nobody told us that there was a helpline, and the leaflet was last printed years ago.\n"
    "When the officer came we were glad of the visit: she knew what to ask.\n"
    "The forms are long. Some of us gave up on page nine.\n\n"
    "We would welcome a named person whom we can ring.\n"
)
HELPLINE = "Nobody told us that there was a helpline, and the leaflet was last printed years ago."


def passage(words: str, text: str = LETTER) -> Address:
    start = text.index(words)
    return address_of(EvidenceKind.PASSAGE, "S1", text, start, start + len(words))


def words_at(found: object, text: str) -> str:
    assert isinstance(found, Placed), found
    return text[found.spot.start : found.spot.end]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a helpline", "a help line"),
        ("told", "tould"),
        ("the leaflet was last printed", "the leaflet was, we think, last printed"),
        ("Nobody", "Nobdy"),
        ("years ago.", "years agoo."),
        (HELPLINE, HELPLINE.upper()),
        (HELPLINE, HELPLINE.replace(" ", "\n")),
        (HELPLINE, HELPLINE.replace(",", " \u2013")),
    ],
)
def test_a_correction_inside_keeps_the_passage(old: str, new: str) -> None:
    edited = "A new first line.\n" + LETTER.replace(old, new)
    found = reattach(passage(HELPLINE), edited)
    assert words_at(found, edited) == HELPLINE.replace(old, new)


def test_quotes_and_dashes_of_another_program_are_the_same_words() -> None:
    text = "They said \u201cit\u2019s too late\u201d \u2013 and left it there."
    address = passage("\u201cit\u2019s too late\u201d \u2013 and left", text)
    edited = 'They said "it\'s too late" - and left it there.'
    assert words_at(reattach(address, edited), edited) == '"it\'s too late" - and left'


def test_corrected_words_stand_with_the_old_ones_beside_them_until_they_are_the_same_again() -> None:
    edited = LETTER.replace("helpline", "help line")
    address = passage(HELPLINE)
    moved = moved_to(address, edited, Spot(*_span(HELPLINE.replace("helpline", "help line"), edited)))
    assert (moved.words, moved.was) == (HELPLINE.replace("helpline", "help line"), HELPLINE)
    again = moved_to(moved, LETTER, Spot(*_span(HELPLINE, LETTER)))
    assert again == address


def _span(words: str, text: str) -> tuple[int, int]:
    return text.index(words), text.index(words) + len(words)


def test_twins_with_the_same_surroundings_are_not_guessed() -> None:
    text = "Was anybody told? No.\n" * 9
    address = address_of(EvidenceKind.PASSAGE, "S1", text, 4 * 22 + 18, 4 * 22 + 21)
    found = reattach(address, "A new first line.\n" + text)
    assert isinstance(found, Unsure)
    assert found.spots[0].start in range(22 * 3, 22 * 6 + 18)
    assert place_of(address, text) == Placed(Spot(address.position, address.position + 3))


def test_twins_are_told_apart_by_counting_where_the_text_before_is_known() -> None:
    text = "Was anybody told? No.\n" * 9
    address = address_of(EvidenceKind.PASSAGE, "S1", text, 4 * 22 + 18, 4 * 22 + 21)
    found = reattach(address, "A new first line.\n" + text, before=text)
    assert found == Placed(Spot(address.position + 18, address.position + 21))
    assert reattach(address, text + "One more.", before=text) == Placed(Spot(address.position, address.position + 3))


def test_surroundings_decide_between_twins() -> None:
    text = "The police were asked and said: no answer yet.\nThe schools were asked and said: no answer yet.\n"
    start = text.rindex("no answer yet.")
    address = address_of(EvidenceKind.PASSAGE, "S1", text, start, start + 14)
    edited = "In the end they wrote: no answer yet.\n" + text.replace("The police were", "First the police were")
    assert reattach(address, edited) == Placed(Spot(edited.rindex("no answer"), edited.rindex("no answer") + 14))


def test_words_that_are_gone_are_lost_and_what_took_their_place_is_only_offered() -> None:
    address = passage(HELPLINE)
    assert reattach(address, LETTER.replace(HELPLINE + "\n", "")) == Lost()
    assert reattach(address, "") == Lost()
    edited = LETTER.replace(HELPLINE, "The council has since set up a website.")
    found = reattach(address, edited)
    assert isinstance(found, Unsure)
    assert edited[found.spots[0].start : found.spots[0].end].strip() == "The council has since set up a website."


def test_a_short_word_is_not_taken_for_one_elsewhere() -> None:
    text = "The helpline was closed. Nobody answered our letters about transport."
    address = passage("closed", text)
    assert isinstance(reattach(address, "Letters came in. The road was closed for a week."), Unsure)


def test_one_that_somebody_must_look_at_is_not_in_place_by_accident() -> None:
    text = "Was anybody told? No.\n" * 9
    address = address_of(EvidenceKind.PASSAGE, "S1", text, 18, 21)
    assert isinstance(place_of(address.model_copy(update={"standing": Standing.UNSURE}), text), Unsure)


WORDS = st.sampled_from("we told nobody about the visit officer school ask leaflet family register home late".split())
SENTENCE = st.lists(WORDS, min_size=4, max_size=12).map(lambda words: " ".join(words).capitalize() + ".")
TEXT = st.lists(SENTENCE, min_size=3, max_size=8)


@given(TEXT, st.data())
def test_a_passage_survives_whatever_is_written_elsewhere(lines: list[str], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(lines) - 1))
    text = "\n".join(lines)
    start = sum(len(line) + 1 for line in lines[:place])
    address = address_of(EvidenceKind.PASSAGE, "S1", text, start, start + len(lines[place]))
    before = data.draw(TEXT) + lines[: data.draw(st.integers(0, place))]
    after = lines[place + 1 :][: data.draw(st.integers(0, 8))] + data.draw(TEXT)
    edited = "\n".join([*before, lines[place], *after])
    right = sum(len(line) + 1 for line in before)
    found = reattach(address, edited)
    if isinstance(found, Placed):
        assert edited[found.spot.start : found.spot.end] == address.words
        if edited.count(address.words) == 1:
            assert found.spot.start == right
    else:
        assert isinstance(found, Unsure), "the words stand there and were lost"
        assert right in [spot.start for spot in found.spots] or edited.count(address.words) > 1


@given(TEXT, st.data())
def test_one_wrong_letter_in_a_long_passage_does_not_matter(lines: list[str], data: st.DataObject) -> None:
    text = "\n".join(lines)
    place = data.draw(st.integers(0, len(lines) - 1))
    start, words = sum(len(line) + 1 for line in lines[:place]), lines[place]
    small = words.casefold()
    assume(text.casefold().count(small) == 1 and len(words) > 30 and len(set(small.split())) > 3)
    address = address_of(EvidenceKind.PASSAGE, "S1", text, start, start + len(words))
    at = data.draw(st.integers(0, len(words) - 2))
    edited = f"{text[: start + at]}q{text[start + at + 1 :]}"
    found = reattach(address, edited)
    assert not isinstance(found, Lost)
    spots = [found.spot] if isinstance(found, Placed) else found.spots
    assert any(abs(spot.start - start) <= 8 and abs(spot.end - start - len(words)) <= 8 for spot in spots)


@given(TEXT, st.lists(st.text("bcdfgjkmnpvxz ", min_size=20, max_size=60), min_size=1, max_size=6))
def test_other_words_are_never_taken_for_the_passage(lines: list[str], others: list[str]) -> None:
    text = "\n".join(lines)
    address = address_of(EvidenceKind.PASSAGE, "S1", text, 0, len(lines[0]))
    assert not isinstance(reattach(address, "\n".join(others)), Placed)


@settings(max_examples=60)
@given(st.text(min_size=1, max_size=80), st.text(max_size=120), st.data())
def test_any_text_at_all_gets_an_answer_inside_it(text: str, other: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    address = address_of(EvidenceKind.PASSAGE, "S1", text, start, data.draw(st.integers(start + 1, len(text))))
    assert len(folded_text(text)) == len(text)
    found = reattach(address, other, before=text)
    spots = [found.spot] if isinstance(found, Placed) else found.spots if isinstance(found, Unsure) else ()
    for spot in spots:
        assert 0 <= spot.start < spot.end <= len(other)
        assert moved_to(address, other, spot).words == other[spot.start : spot.end]


def test_a_megabyte_is_searched_at_once() -> None:
    """Generous bounds, for a busy machine: what was measured is a tenth of them."""
    chance = random.Random(7)
    words = ["".join(chance.choice("etaoinshrdlu") for _ in range(chance.randint(2, 9))) for _ in range(2_000)]
    text = "\n".join(" ".join(chance.choice(words) for _ in range(30)) for _ in range(6_500))
    start = len(text) // 2
    for length in (60, 600, 100_000):
        address = address_of(EvidenceKind.PASSAGE, "S1", text, start, start + length)
        middle = start + length // 2
        edited = f"New.\n{text[:middle]}, so to say, {text[middle:]}"
        began = time.thread_time()
        assert isinstance(reattach(address, edited), Placed)
        assert time.thread_time() - began < 1
    alike = Address(kind=EvidenceKind.PASSAGE, id="S1", words="aa " * 100 + "b", position=5)
    began = time.thread_time()
    reattach(alike, "aa " * 300_000)
    assert time.thread_time() - began < 2
