"""The wording of recommendations: vague ones are told with why and how to mend it; plain ones are left alone."""

from __future__ import annotations

import time
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groups.recommendation import Recommendation, RecommendationState, SubPart, lead_in, sentence
from groups.wording import Past, advice, too_many, two_actions, vague_words, wording
from groups.wording_rules import rules
from tests.hostile import HOSTILE_STRINGS

EXAMPLES = tomllib.loads(Path(__file__).with_name("wording_examples.toml").read_text(encoding="utf-8"))
GOOD: list[dict[str, Any]] = EXAMPLES["good"]
BAD: list[dict[str, Any]] = EXAMPLES["bad"]


def rec(action: str, **more: Any) -> Recommendation:
    return Recommendation(**{"id": "r", "group_id": "G", "action": action, "addressee": "Cabinet Member", **more})


def example(told: dict[str, Any], *, whole: bool) -> Recommendation:
    """An example as a recommendation; a whole one has a date and a measure."""
    return rec(
        told["text"],
        addressee=told.get("to", "Cabinet Member for Children and Families"),
        owner=told.get("owner", ""),
        by_when=date(2027, 3, 31) if whole and "when" not in told else None,
        by_when_text=told.get("when", ""),
        measure=told.get("measure", "the number in each term" if whole else ""),
        parts=[SubPart(id=str(n), text=text) for n, text in enumerate(told.get("parts", []))],
    )


def names(found: list[Any]) -> list[str]:
    return [one.rule for one in found]


# -- many examples -----------------------------------------------------------------------------------------------------


def test_there_are_enough_examples_and_each_is_there_once() -> None:
    assert len(GOOD) >= 100
    assert len(BAD) >= 100
    whole = [str(sorted(told.items())) for told in [*GOOD, *BAD]]
    assert len(set(whole)) == len(whole)


@pytest.mark.parametrize("told", GOOD, ids=lambda told: told["text"][:60])
def test_nothing_is_said_about_a_good_one(told: dict[str, Any]) -> None:
    assert advice(example(told, whole=True)) == []


@pytest.mark.parametrize("told", BAD, ids=lambda told: told["text"][:60])
def test_no_bad_one_is_missed(told: dict[str, Any]) -> None:
    found = advice(example(told, whole=False))
    assert set(told["rules"]) <= set(names(found))
    for one in found:
        assert one.words
        assert one.why.endswith(".")
        assert one.mend.endswith(".")
        assert "{" not in one.why + one.mend


def test_every_kind_of_advice_has_an_example() -> None:
    told = {rule for one in BAD for rule in one["rules"]}
    assert {rule.id for rule in rules().rule} <= told
    others = {"missing", "no day", "vague measure", "passive", "nobody", "everybody", "owner twice", "addressee"}
    assert others | {"lead-in", "sub-part", "parallel", "two actions"} <= told


# -- vague words -------------------------------------------------------------------------------------------------------


def test_words_are_told_once_and_in_the_order_in_which_they_stand() -> None:
    found = vague_words("Where possible, make every effort to improve visits\nand, where possible, letters")
    assert names(found) == ["possible", "effort", "better"]


def test_two_rules_that_meet_in_the_same_words_speak_once() -> None:
    assert names(vague_words("The service takes steps to explore options as soon as possible")) == [
        "effort",
        "explore",
        "soon",
    ]


def test_what_is_only_said_of_somebody_or_says_what_it_is_for_is_left_alone() -> None:
    assert vague_words("To improve attendance, the service rings every home") == []
    assert vague_words("The service rings every home so that attendance improves where possible") == []
    assert vague_words("The service rings families who consider home education") == []
    assert vague_words("The council writes to the Better Start Board") == []


def test_terms_of_the_law_are_no_vague_words() -> None:
    text = "The school makes reasonable adjustments, and an appropriate adult sees to a suitable education"
    assert vague_words(text) == []


def test_a_figure_answers_by_how_much() -> None:
    assert names(vague_words("The council reduces the wait")) == ["how much"]
    assert vague_words("The council reduces the wait to ten days") == []
    assert names(vague_words("The team meets parents regularly")) == ["often"]
    assert vague_words("The team meets parents regularly, once a term") == []


def test_an_owner_a_date_and_a_measure_answer_what_they_answer() -> None:
    text = "The letter is improved as soon as possible"
    assert names(wording(rec(text))) == ["passive", "better", "soon"]
    given_all = {"owner": "Head of Inclusion", "by_when": date(2027, 3, 31), "measure": "calls about it"}
    assert wording(rec(text, **given_all)) == []
    assert names(wording(rec(text, **given_all | {"by_when": None}))) == ["soon"]


# -- what it lacks -----------------------------------------------------------------------------------------------------


def test_what_is_missing_comes_first_with_why() -> None:
    found = advice(Recommendation(group_id="G", action="The service considers it"))
    assert [one.words for one in found] == ["Nobody is addressed", "No date", "No measure", "“considers”"]
    whole = rec("The service visits every family", by_when=date(2027, 3, 31), measure="visits made")
    assert advice(whole) == []


def test_a_date_in_words_names_no_day_unless_one_can_count_on_it() -> None:
    def told(when: str) -> list[tuple[str, str]]:
        row = rec("The service visits every family", by_when_text=when, measure="visits made")
        return [(one.rule, one.words) for one in advice(row)]

    assert told("the end of term") == [("no day", "“the end of term”")]
    assert told("soon") == [("no day", "“soon”")]
    for good in ("within six weeks of the first letter", "each spring", "the summer term of 2027", "twice a year"):
        assert told(good) == []


def test_a_date_that_stands_in_the_sentence_only_is_told_as_that() -> None:
    found = advice(rec("The service opens a hub by September 2027", measure="visits"))
    assert [one.words for one in found] == ["The date stands in the sentence only"]
    whole = rec("The service opens a hub by September 2027", by_when=date(2027, 9, 30), measure="visits")
    assert advice(whole) == []


def test_more_than_eight_are_too_many() -> None:
    rows = [rec(f"Thing {n} is done") for n in range(9)]
    found = too_many(rows)
    assert found is not None
    assert found.words == "9 recommendations"
    dropped = rows[0].model_copy(update={"state": RecommendationState.DROPPED})
    assert too_many([*rows[1:], dropped]) is None


# -- one thing at a time -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        (
            "Publish one page of what help there is and visit every family within six weeks",
            "Publish one page of what help there is",
            "visit every family within six weeks",
        ),
        ("Write to schools; ask each for its leavers", "Write to schools", "ask each for its leavers"),
        ("The service publishes a list and reports to us", "The service publishes a list", "reports to us"),
        ("Train all staff, as well as update the leaflet", "Train all staff", "update the leaflet"),
        ("Keep a register and to share it with schools", "Keep a register", "share it with schools"),
        ("The council opens a hub, and the trust pays for it", "The council opens a hub", "the trust pays for it"),
    ],
)  # fmt: skip
def test_two_acts_in_one_are_told_apart(text: str, first: str, second: str) -> None:
    split = two_actions(text)
    assert split is not None
    assert (split.first, split.second) == (first, second)


@pytest.mark.parametrize(
    "text",
    [
        "Review and update the policy on visits",
        "Develop and deliver a course for visitors",
        "Provide advice and support to schools",
        "Provide information and support to families in their first year",
        "Give reading and use of the library to all",
        "And visit every family",
        "The team collects the figures from schools and publishes them",
        "The service publishes a page that explains the duty and gives the number to ring",
        "The council opens a hub so that families are seen sooner and schools send fewer letters",
        "The contact centre writes to parents to ask for names and explain the form",
        "A list is drawn up by ward and shown on the map",
        "Visits and reports are counted by the team",
    ],
)
def test_one_act_is_not_taken_for_two(text: str) -> None:
    assert two_actions(text) is None


def test_the_lettered_parts_of_a_split_recommendation_are_one_act_each() -> None:
    parts = [SubPart(id="a", text="one page is published"), SubPart(id="b", text="every family is visited")]
    row = rec("The Head of Inclusion takes two steps:", parts=parts)
    assert names(advice(row)) == ["missing", "missing"]
    assert "two actions" in names(wording(rec("The service publishes one page and visits every family")))


# -- nearly the same ---------------------------------------------------------------------------------------------------


def test_another_recommendation_of_the_review_that_asks_the_same_is_named_by_its_number() -> None:
    others = [
        rec("The council opens a second hub in Eastfield", id="o1", position=1),
        rec("The service sends each family one page of what help there is", id="o2", position=2),
    ]
    mine = rec("The service gives each family a page of what help there is", id="o3", position=3)
    (found,) = [one for one in advice(mine, [*others, mine]) if one.rule == "same"]
    assert found.words == "“The service sends each family one page of what help there is”"
    assert "recommendation 2" in found.why
    assert [one for one in advice(others[0], [*others, mine]) if one.rule == "same"] == []
    dropped = others[1].model_copy(update={"state": RecommendationState.DROPPED})
    assert [one for one in advice(mine, [others[0], dropped, mine]) if one.rule == "same"] == []


def test_a_past_one_that_was_accepted_is_named_by_its_source() -> None:
    past = Past("Every family is sent one page of what help there is", "Cabinet Member", "Short Breaks, 2", True)
    mine = rec("The service sends each family one page of what help there is")
    (found,) = [one for one in advice(mine, (), [past]) if one.rule == "same"]
    assert "Short Breaks, 2" in found.why
    assert [one for one in advice(mine, (), [past._replace(accepted=False)]) if one.rule == "same"] == []


# -- as it prints ------------------------------------------------------------------------------------------------------


def test_words_that_the_sentence_brings_itself_are_not_printed_twice() -> None:
    row = rec(
        "Visit every family.",
        owner="the Head of Inclusion",
        by_when_text="by Easter",
        measure="Measured by visits",
        reason="So that none is missed",
    )
    assert sentence(row) == (
        "Visit every family, by the Head of Inclusion, by Easter, measured by visits, so that none is missed."
    )
    assert lead_in("the Board", "the Trust") == "The Board recommend to the Trust that:"


def test_what_holds_for_all_parts_stands_in_the_line_over_them() -> None:
    parts = [SubPart(id="a", text="One"), SubPart(id="b", text="Two")]
    row = rec("These steps are taken:", parts=parts, owner="Trust", by_when=date(2027, 3, 31))
    assert sentence(row) == "These steps are taken, by the Trust, by 31 March 2027:"
    assert sentence(rec("These steps are taken", parts=parts)) == "These steps are taken:"


# -- whatever is typed -------------------------------------------------------------------------------------------------

SOME_WORDS = sorted(
    {word for told in [*GOOD, *BAD] for word in f"{told['text']} {' '.join(told.get('parts', []))}".split()}
)
SENTENCES = st.lists(
    st.sampled_from([*SOME_WORDS, "and", ";", ".", ",", "to", "that", "who", ":", "?"]), max_size=30
).map(" ".join)
TEXTS = st.one_of(st.text(max_size=200), SENTENCES)


@settings(max_examples=150, deadline=None)
@given(TEXTS, TEXTS, st.lists(TEXTS, max_size=3), TEXTS)
def test_advice_never_fails_and_is_the_same_each_time(
    action: str, addressee: str, parts: list[str], owner: str
) -> None:
    row = rec(
        action, addressee=addressee, owner=owner, parts=[SubPart(id=str(n), text=text) for n, text in enumerate(parts)]
    )
    other = rec(addressee, id="o")
    found = advice(row, [other, row], [Past(action, addressee, "a pack", True)])
    assert found == advice(row, [other, row], [Past(action, addressee, "a pack", True)])
    assert all(one.why and one.mend for one in found)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_the_two_halves_and_what_joins_them_are_the_whole_text(text: str) -> None:
    split = two_actions(text)
    whole = " ".join(text.split())
    if split is not None:
        assert whole.startswith(split.first)
        assert whole.endswith(split.second)
        assert split.first
        assert split.second
        joins = whole[len(split.first) : len(whole) - len(split.second)]
        assert 0 < len(joins) < 80
        assert split.words.strip("… ") in whole


@pytest.mark.parametrize("text", HOSTILE_STRINGS)
def test_hostile_text_is_only_words(text: str) -> None:
    advice(rec(text, addressee=text, owner=text, measure=text, by_when_text=text, parts=[SubPart(id="a", text=text)]))


def test_a_very_long_text_takes_no_time() -> None:
    text = "The service makes every effort to publish the list of schools and who reports to them, " * 400
    begin = time.perf_counter()
    advice(rec(text, addressee=text, owner=text, measure=text))
    assert time.perf_counter() - begin < 2.0
