"""How replies are read: over all positions, where sentences contradict each other, and what is asked back."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path

import pytest

from groups.reply_reading import COMMITS_TO_NOTHING, follow_up_for, read_reply
from groups.response import Position
from tests.hostile import HOSTILE_STRINGS

EXAMPLES = tomllib.loads(Path(__file__).with_name("reply_examples.toml").read_text(encoding="utf-8"))
ALL = [(Position(name), text) for part in EXAMPLES.values() for name, texts in part.items() for text in texts]


def test_the_examples_are_many_and_over_all_positions() -> None:
    assert len(ALL) >= 180
    assert {position for position, _ in ALL} == set(Position) - {Position.NONE_YET}


def test_examples_read_as_a_careful_person_takes_them() -> None:
    wrong = [(p.value, read_reply(text).position.value, text) for p, text in ALL if read_reply(text).position is not p]
    assert wrong == []


@pytest.mark.parametrize(
    "text",
    [
        "We accept this recommendation. However, there is no capacity in the team to do it.",
        "Agreed. The Cabinet does not accept the second sentence, nor the first.",
        "We already do this. The service is unable to do it at present.",
        "Accepted. Further work is needed before any decision.",
        "The guidance will be published in May. We cannot promise that.",
        "We already do this. The rest of this will be referred to the Partnership.",
        "Agreed in principle. The recommendation is not accepted.",
    ],
)
def test_sentences_that_contradict_each_other_are_no_clear_answer(text: str) -> None:
    reading = read_reply(text)
    assert reading.position is Position.NO_CLEAR_ANSWER
    assert len(reading.because) > 1, "both sides are named"


@pytest.mark.parametrize(
    ("text", "not_read_as"),
    [
        ("The recommendation is not accepted.", Position.ACCEPTED),
        ("If this is accepted we shall tell the Board.", Position.ACCEPTED),
        ("Has it been agreed?", Position.ACCEPTED),
        ("This is not yet in place.", Position.ALREADY_DOING),
        ("A letter will be sent to all schools in May.", Position.PASSED_ON),
        ("Every family will be referred to the helpline within five days.", Position.PASSED_ON),
        ("We accept that there is a problem.", Position.ACCEPTED),
        ("The Board may wish to accept it.", Position.ACCEPTED),
        ("This has already been discussed.", Position.ALREADY_DOING),
    ],
)
def test_words_that_mean_something_else_here_are_not_taken(text: str, not_read_as: Position) -> None:
    assert read_reply(text).position is not not_read_as


def test_the_words_it_rests_on_are_told() -> None:
    told = read_reply("Work has started on this and is nearly complete.")
    assert told.in_words == "Reads as: already doing, because of “has started” and “nearly complete”."
    assert read_reply("Good morning.").in_words == ("Reads as: no clear answer, because nothing in it says yes or no.")


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("We note the recommendation.", "Will you do it, by when, who will see to it, and how will we see it?"),
        ("The Head of Catering will look at this by 31 March 2027.", "Will you do it, and how will we see it?"),
        ("Accepted.", "By when, who will see to it, and how will we see it?"),
        ("Accepted. The Head of Catering will do it by 31 March 2027.", ""),
        ("Not accepted.", "Why is it not accepted, and what will be done instead?"),
        (
            "This is a matter for the governing bodies of the schools.",
            "To whom was it passed, and who will tell us what they answer, by when?",
        ),
        (
            "This is already in place.",
            "What of it is in place since when, what is left to do by when, and how can we see it?",
        ),
        ("This has been in place since March 2025.", ""),
    ],
)
def test_what_is_asked_back_is_what_the_reply_leaves_open(text: str, asked: str) -> None:
    reading = read_reply(text)
    assert reading.follow_up == asked
    assert follow_up_for(text, reading.position) == asked


def test_a_reply_that_commits_to_nothing_always_has_a_question() -> None:
    for position, text in ALL:
        reading = read_reply(text)
        assert reading.commits is (reading.position not in COMMITS_TO_NOTHING)
        if position in COMMITS_TO_NOTHING:
            assert reading.follow_up.endswith("?"), text


def test_the_question_follows_the_position_that_a_person_confirmed() -> None:
    assert follow_up_for("We note it.", Position.NOT_ACCEPTED).startswith("Why is it not accepted")
    assert follow_up_for("We note it.", Position.NONE_YET) == ""


def test_why_not_is_not_asked_where_it_is_told() -> None:
    assert follow_up_for("Not accepted because the law forbids it.", Position.NOT_ACCEPTED) == ""


@pytest.mark.parametrize("text", [*HOSTILE_STRINGS, "", "a." * 20_000, "will not be able to " * 3_000])
def test_any_text_is_read_and_soon(text: str) -> None:
    began = time.perf_counter()
    assert read_reply(text).position in Position
    assert time.perf_counter() - began < 5
