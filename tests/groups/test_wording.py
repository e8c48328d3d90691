"""The wording of recommendations: vague ones are told with why and how to mend it; plain ones are left alone."""

from __future__ import annotations

from typing import Any

import pytest

from groups.recommendation import Recommendation, RecommendationState, SubPart, lead_in, sentence
from groups.wording import advice, too_many, two_actions, vague_words, wording

VAGUE = [
    ("The service makes every effort to reply to schools", "effort", "makes every effort"),
    ("Use best endeavours to fill the two vacant posts", "effort", "best endeavours"),
    ("Consider a second specialist adviser", "consider", "Consider"),
    ("The Board may wish to look again at transport", "consider", "may wish to"),
    ("That schools are made aware of the helpline", "aware", "made aware"),
    ("Raise awareness of the library's study rooms", "aware", "Raise awareness"),
    ("Explore a shared register with the health trust", "explore", "Explore"),
    ("Look into the cost of exam centres", "explore", "Look into"),
    ("Visit every family within six weeks where possible", "possible", "where possible"),
    ("Answer each letter within existing resources", "possible", "within existing resources"),
    ("Offer a place at a study centre where appropriate", "appropriate", "where appropriate"),
    ("Reply to parents as soon as possible", "soon", "as soon as possible"),
    ("Publish the figures in due course", "soon", "in due course"),
    ("Improve the letter that families receive", "better", "Improve"),
    ("Employ sufficient visitors for the city", "better", "sufficient"),
    ("Continue to meet the parents' forum", "continue", "Continue to"),
    ("Encourage schools to keep a place open", "encourage", "Encourage"),
    ("Work closely with the health trust on visits", "together", "Work closely"),
    ("Note the growth in numbers since 2023", "note", None),
    ("Welcome the new guidance", "note", "Welcome the"),
    ("The leaflet is rewritten by 31 March 2027", "passive", "is rewritten"),
    ("That the two lists are also compared", "passive", "are also compared"),
    ("The register will be checked by the end of each term", "passive", "be checked"),
]
PLAIN = [
    "Visit every home educated child within six weeks of the first letter",
    "Publish one page that says what help there is and where to ask for it",
    "Pay the exam fees of home educated pupils who are entitled to free school meals",
    "The register is checked by the attendance team at the end of each term",
    "Write to all general practices with the number to ring",
    "Appoint a named adviser for families whose child has a special educational need",
    "Report the number of visits to the Scrutiny Board twice a year",
    "Open two exam centres in the north of the city, with places for 40 pupils each",
    "Ask each school for its leavers in the first week of every term",
    "Give parents two seats on the forum that oversees the service",
    "Train the contact centre to answer questions on home education",
    "Provide information and support to families in their first year",
    "Pay for transport to examinations",
    "The leaflet is sent with the first letter by the admissions team",
]


def rec(action: str, **more: Any) -> Recommendation:
    return Recommendation(id="r", group_id="G", action=action, addressee="Cabinet Member", **more)


@pytest.mark.parametrize(("text", "rule", "words"), VAGUE)
def test_vague_words_are_told_with_why_and_how_to_mend_it(text: str, rule: str, words: str | None) -> None:
    found = {one.rule: one for one in vague_words(text)}
    assert rule in found
    if words:
        assert found[rule].words == f"“{words}”"
    assert found[rule].why.endswith(".")
    assert found[rule].mend.endswith(".")


@pytest.mark.parametrize("text", PLAIN)
def test_plain_words_are_left_alone(text: str) -> None:
    assert vague_words(text) == []
    assert two_actions(text) is None


def test_words_are_told_once_and_in_the_order_in_which_they_stand() -> None:
    found = vague_words("Where possible, make every effort to improve visits\nand, where possible, letters")
    assert [one.rule for one in found] == ["possible", "effort", "better"]


def test_two_rules_that_meet_in_the_same_words_speak_once() -> None:
    assert [one.rule for one in vague_words("That parents are made aware of their rights")] == ["aware"]


def test_an_owner_a_date_and_a_measure_answer_what_they_answer() -> None:
    text = "The letter is improved as soon as possible"
    assert [one.rule for one in wording(rec(text))] == ["better", "soon"]
    assert [one.rule for one in wording(rec("The letter is rewritten"))] == ["passive"]
    given = {"owner": "Head of Inclusion", "by_when": "2027-03-31", "measure": "calls about it"}
    assert wording(rec(text, **given)) == []
    assert wording(rec("The letter is rewritten", **given)) == []


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
        "Give reading and use of the library to all",
        "And visit every family",
    ],
)
def test_one_act_is_not_taken_for_two(text: str) -> None:
    assert two_actions(text) is None


def test_the_lettered_parts_of_a_split_recommendation_are_one_act_each() -> None:
    parts = [SubPart(id="a", text="Publish one page"), SubPart(id="b", text="Visit every family")]
    row = rec("The Head of Inclusion takes two steps:", parts=parts)
    assert [one.rule for one in advice(row)] == ["missing", "missing"]
    assert "two actions" in [one.rule for one in wording(rec("Publish one page and visit every family"))]


def test_what_is_missing_comes_first_with_why() -> None:
    found = advice(Recommendation(group_id="G", action="Consider it"))
    assert [one.words for one in found] == ["Nobody is addressed", "No date", "No measure", "“Consider”"]
    assert all(one.why and one.mend for one in found)
    whole = rec("Visit every family", by_when="2027-03-31", measure="visits made")
    assert advice(whole) == []


def test_a_date_in_words_names_no_day() -> None:
    row = rec("Visit every family", by_when_text="the end of term", measure="visits made")
    assert [(one.rule, one.words) for one in advice(row)] == [("no day", "“the end of term”")]


def test_more_than_eight_are_too_many() -> None:
    rows = [rec(f"Do thing {n}") for n in range(9)]
    found = too_many(rows)
    assert found is not None
    assert found.words == "9 recommendations"
    dropped = rows[0].model_copy(update={"state": RecommendationState.DROPPED})
    assert too_many([*rows[1:], dropped]) is None


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
    row = rec("These steps are taken:", parts=parts, owner="Trust", by_when="2027-03-31")
    assert sentence(row) == "These steps are taken, by the Trust, by 31 March 2027:"
    assert sentence(rec("These steps are taken", parts=parts)) == "These steps are taken:"
