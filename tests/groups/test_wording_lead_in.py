"""A recommendation is printed after "recommend to the … that:", and has to read on; so do its lettered parts."""

from __future__ import annotations

from typing import Any

import pytest

from groups.addressee_powers import kind_of
from groups.clause import Shape, read
from groups.recommendation import Recommendation, SubPart
from groups.wording import wording
from groups.wording_rules import Advice

READS_ON = ("lead-in", "sub-part", "parallel")


def told(action: str, *parts: str, to: str = "Cabinet Member for Children", **more: Any) -> list[Advice]:
    rows = [SubPart(id=str(n), text=text) for n, text in enumerate(parts)]
    return wording(Recommendation(group_id="G", action=action, parts=rows, addressee=to, **more))


def lead_ins(action: str, *parts: str) -> list[tuple[str, str]]:
    return [(one.rule, one.words) for one in told(action, *parts) if one.rule in READS_ON]


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("The service publishes a page", Shape.CLAUSE),
        ("By September, the service publishes a page", Shape.CLAUSE),
        ("To help families, a page is published", Shape.CLAUSE),
        ("The leaflet that parents receive is rewritten", Shape.CLAUSE),
        ("Foster carers are paid for two nights", Shape.CLAUSE),
        ("Publish a page", Shape.IMPERATIVE),
        ("Review the contract", Shape.IMPERATIVE),
        ("Ensure families are told", Shape.IMPERATIVE),
        ("Reviews are held each term", Shape.CLAUSE),
        ("To publish a page", Shape.INFINITIVE),
        ("A page for families who wish to ask", Shape.THING),
        ("publishes a page", Shape.DOES),
        ("publishing a page", Shape.DOING),
        ("published each term", Shape.DONE),
        ("", Shape.UNSURE),
    ],
)
def test_how_a_text_is_built(text: str, shape: Shape) -> None:
    assert read(text).shape is shape


def test_who_does_it_stands_before_the_verb() -> None:
    assert read("By May, the Head of Travel, who knows it, writes to schools").subject.startswith("the Head of Travel")
    assert read("Publish a page").subject == ""


def test_an_order_is_told_how_it_would_read_on() -> None:
    (one,) = told("Carry out a survey of every park")
    assert (one.rule, one.words) == ("lead-in", "“Carry out a survey …”")
    assert "the service carries …" in one.mend


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("To open a hub", "“To open a hub …”"),
        ("Head of Travel to write to schools", "“to write to schools …”"),
        ("A named person in every school", "“A named person in”"),
        ("That the service opens a hub", "“That the service”"),
        ("The Board recommends that a hub opens", "“The Board recommends”"),
        ("Could a hub be opened?", "“Could a hub be”"),
        ("The council takes these steps:", "“… takes these steps:”"),
    ],
)
def test_what_does_not_read_on_is_quoted(text: str, words: str) -> None:
    assert lead_ins(text) == [("lead-in", words)]


@pytest.mark.parametrize(
    ("lead", "parts"),
    [
        ("The service publishes each term:", ["how many asked", "the number refused"]),
        ("The council is to:", ["open a hub", "name its manager"]),
        ("The council ensures that:", ["a hub opens", "that its manager is named by the council"]),
        ("The service helps families by:", ["opening a hub", "answering within a day"]),
        ("The council takes two steps:", ["a hub opens", "the fee ends"]),
        ("The new policy:", ["names the manager", "sets the fee"]),
        ("To shorten the wait:", ["the council opens a hub", "the Trust opens a clinic"]),
        ("The categories change as follows:", ["That each hospital is counted alone", "That advice is counted too"]),
    ],
)
def test_parts_that_fit_their_line_are_left_alone(lead: str, parts: list[str]) -> None:
    assert lead_ins(lead, *parts) == []


@pytest.mark.parametrize(
    ("lead", "parts", "rule", "words"),
    [
        ("The council is to:", ["open a hub", "the fee"], "sub-part", "“b. the fee …”"),
        ("The council ensures that:", ["publish a page", "a hub opens"], "sub-part", "“a. publish a page …”"),
        ("The service helps families by:", ["opening a hub", "a hub opens"], "sub-part", "“b. a hub opens …”"),
        ("The service publishes:", ["the wait", "To name the manager"], "sub-part", "“b. To name the manager …”"),
        ("The council takes two steps:", ["a hub opens", "Publish the fee"], "parallel", "“b. Publish the fee …”"),
    ],
)
def test_a_part_that_does_not_fit_is_named(lead: str, parts: list[str], rule: str, words: str) -> None:
    assert lead_ins(lead, *parts) == [(rule, words)]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Cabinet Member for Children and Young People", "executive"),
        ("the Director of Children's Services", "executive"),
        ("Director of Public Health", "executive"),
        ("Wexcombe City Council", "executive"),
        ("Children and Families Scrutiny Board (2)", "scrutiny"),
        ("Health and Social Care Scrutiny Board (5)", "scrutiny"),
        ("Wexcombe Safeguarding Children Partnership", "partnership"),
        ("Health and Wellbeing Board", "partnership"),
        ("Wexcombe and Vale Partnership Trust", "health"),
        ("North Vale Community NHS Trust", "health"),
        ("Wexcombe Schools Forum", "schools"),
        ("Bright Path Academy Trust", "schools"),
        ("Department for Education", "government"),
        ("Secretary of State for Education", "government"),
        ("Ofsted", "inspectors"),
        ("Wexcombe Police", "police"),
        ("Gardening Club", ""),
    ],
)
def test_the_kind_of_a_body(name: str, kind: str) -> None:
    assert kind_of(name) == kind


def test_an_addressee_who_can_only_ask_may_ask() -> None:
    beyond = "The Government changes the law on home education"
    assert [one.rule for one in told(beyond)] == ["addressee"]
    assert told("The Cabinet Member writes to the Government to ask for a change of the law on home education") == []
    assert told("The Cabinet Member lobbies the Department for Education to amend the statutory guidance") == []


def test_an_addressee_whose_kind_nobody_knows_is_left_alone() -> None:
    assert told("Every school names one person", to="Gardening Club") == []


def test_why_an_addressee_cannot_do_it_names_who_can() -> None:
    (one,) = told("The council amends the statutory guidance")
    assert one.why == "only Parliament and the Government can."
    assert one.mend.startswith("Ask the Cabinet Member for Children to write to the Secretary of State")
    (one,) = told("Ofsted publishes the figures", to="Ofsted")
    assert one.why == "it has no duty to answer a council's Board."


def test_an_owner_is_not_named_twice() -> None:
    assert [one.rule for one in told("The Head of Travel writes to schools", owner="Head of Travel")] == ["owner twice"]
    assert told("A letter is written to schools", owner="Head of Travel") == []
    assert [one.rule for one in told("A letter is written to schools", owner="all partners")] == ["everybody"]


def test_a_body_that_acts_itself_amends_its_own_papers() -> None:
    text = "The threshold guidance is updated to cover online harm"
    assert told(text, to="Wexcombe Safeguarding Children Partnership") == []
    assert [one.rule for one in told(text)] == ["passive"]
