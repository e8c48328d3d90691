"""Who is at an interview, and interests declared in the body that is heard."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from groups.group import Declaration, Membership, Role
from interviews.interview import Interview, Interviewee, InterviewState
from interviews.partner import Partner
from interviews.presence import (
    all_present,
    interests_touched,
    is_to_begin,
    may_be_same_body,
    others_present,
    who_may_be_here,
)

GROUP = {"group_id": "g"}
PARTNERS = [
    Partner(**GROUP, id="health", name="Health"),
    Partner(**GROUP, id="trust", name="Wexcombe Hospitals NHS Trust", short_name="WHT", umbrella_id="health"),
    Partner(**GROUP, id="ambulance", name="Wexcombe Ambulance Service", umbrella_id="health"),
    Partner(**GROUP, id="police", name="Wexcombe Police"),
]


def member(name: str, role: Role = Role.MEMBER) -> Membership:
    return Membership(**GROUP, person_id=name, name=name, role=role)


MEMBERS = [member("Councillor A Okoro", Role.CHAIR), member("Councillor B Lund"), member("Mr T Reed", Role.OFFICER)]


def declared(body: str, interest: str = "", person: str = "Councillor A Okoro") -> Declaration:
    return Declaration(person=person, body=body, interest=interest)


def interview(*declarations: Declaration, partners: tuple[str, ...] = (), role: str = "") -> Interview:
    asked = [Interviewee(name="Ms P Lee", role=role)] if role else []
    return Interview(
        **GROUP,
        title="A talk",
        partner_ids=list(partners),
        interviewees=asked,
        declarations=list(declarations),
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Westfield School", "westfield school"),
        ("Westfield Sch.", "Headteacher, Westfield School"),
        ("WHT", "Wexcombe Hospitals NHS Trust"),
        ("police", "Wexcombe Police"),
        ("St Mark's Primary", "Saint Marks Primary School"),
        ("Parks & Gardens Ltd", "parks and gardens ltd"),
        ("Wexcombe Hospitals NHS Trust", "trustee of Wexcombe Hospitals NHS Trust"),
    ],
)
def test_names_of_one_body_agree(one: str, other: str) -> None:
    assert may_be_same_body(one, other)
    assert may_be_same_body(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Westfield School", "Eastfield School"),
        ("school", "Headteacher, Westfield School"),
        ("Health", "Health and Wellbeing Board"),
        ("", ""),
        ("the", "the"),
        ("Wexcombe Police", "Wexcombe Ambulance Service"),
        ("W", "Wexcombe"),
        ("Art", "Artfield Junior"),
    ],
)
def test_names_of_different_bodies_do_not(one: str, other: str) -> None:
    assert not may_be_same_body(one, other)
    assert not may_be_same_body(other, one)


@pytest.mark.parametrize(
    ("body", "partner"),
    [
        ("Wexcombe Police", "police"),
        ("WHT", "trust"),
        ("the Wexcombe Hospitals NHS Trust", "trust"),
        ("Health", "trust"),  # the umbrella over the one that is heard
        ("WHT", "health"),  # one under the umbrella that is heard
    ],
)
def test_an_interest_in_the_partner_is_pointed_out(body: str, partner: str) -> None:
    (sentence,) = interests_touched(interview(declared(body, "governor"), partners=(partner,)), PARTNERS)
    assert sentence.startswith(f"Councillor A Okoro declares an interest in {body} (governor), ")
    assert sentence.endswith("ask the Chair how it is to be dealt with.")


def test_an_interest_in_another_body_is_not() -> None:
    talk = interview(declared("Wexcombe Police"), declared("", ""), partners=("ambulance",))
    assert interests_touched(talk, PARTNERS) == []


def test_the_role_of_a_witness_names_a_body_too() -> None:
    talk = interview(declared("Westfield School"), role="Headteacher, Westfield School")
    assert len(interests_touched(talk, [])) == 1
    assert "the body of Ms P Lee" in interests_touched(talk, [])[0]


def test_a_body_written_in_the_wrong_place_is_found() -> None:
    talk = interview(declared("", "trustee of Wexcombe Police"), partners=("police",))
    assert len(interests_touched(talk, PARTNERS)) == 1


def test_a_witness_of_the_body_itself_is_no_surprise() -> None:
    talk = interview(declared("Wexcombe Police", person="P Lee"), partners=("police",), role="Inspector")
    assert interests_touched(talk, PARTNERS) == []
    other = interview(declared("Wexcombe Police", person="P Leeson"), partners=("police",), role="Inspector")
    assert len(interests_touched(other, PARTNERS)) == 1


def test_without_a_partner_the_title_names_the_body() -> None:
    talk = interview(declared("A Talk")).model_copy(update={"title": "Wexcombe Police"})
    assert interests_touched(talk, PARTNERS) == []
    named = talk.model_copy(update={"declarations": [declared("Police")]})
    assert len(interests_touched(named, PARTNERS)) == 1


def test_only_those_said_to_be_here_are_ticked() -> None:
    ticked = [one.is_here for one in who_may_be_here(MEMBERS, ["Cllr B Lund"])]
    assert ticked == [False, True, False]
    ticked = [one.is_here for one in who_may_be_here(MEMBERS, [], me="A Okoro")]
    assert ticked == [True, False, False]
    assert [one.is_here for one in who_may_be_here(MEMBERS, [], me="Okoro")] == [False, False, False]
    assert who_may_be_here(MEMBERS, [])[0].role == "Chair"


def test_present_are_members_then_others_each_once() -> None:
    offered = who_may_be_here(MEMBERS, [])
    present = all_present(offered, ["Mr T Reed"], ["Ms R Hale", "Cllr A Okoro", "Ms R Hale"])
    assert present == ["Councillor A Okoro", "Mr T Reed", "Ms R Hale"]
    assert others_present(offered, present) == ["Ms R Hale"]


@pytest.mark.parametrize(
    ("state", "began", "asked"),
    [
        (InterviewState.PLANNED, False, True),
        (InterviewState.LIVE, False, True),
        (InterviewState.LIVE, True, False),
        (InterviewState.CLOSED_OUT, False, False),
        (InterviewState.CONFIRMED, False, False),
    ],
)
def test_it_is_asked_once(state: InterviewState, began: bool, asked: bool) -> None:
    at = datetime(2026, 1, 14, 14, tzinfo=UTC) if began else None
    assert is_to_begin(Interview(**GROUP, title="A talk", state=state, began_at=at)) is asked
