"""Recommendations that pull against each other are pointed out, and others left in peace."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groups.contradictions import Kind, between, contradictions
from groups.recommendation import Recommendation, RecommendationState

TO = "Cabinet Member for Children"


def rec(action: str, ident: str = "one", **more: object) -> Recommendation:
    return Recommendation.model_validate({"id": ident, "group_id": "g", "action": action, "addressee": TO, **more})


AGAINST = [
    ("The home visit to new families stays voluntary", "A home visit is required of all new families", Kind.OPPOSITE),
    (
        "The mentor scheme in secondary schools is extended",
        "The mentor scheme is cut to two secondary schools",
        Kind.OPPOSITE,
    ),
    (
        "The school transport helpline is closed",
        "The school transport helpline is kept open at weekends",
        Kind.OPPOSITE,
    ),
    (
        "The attendance panel opens in every district",
        "The attendance panel is abolished in the districts",
        Kind.OPPOSITE,
    ),
    ("The register of exclusions is published", "The register of exclusions is confidential", Kind.OPPOSITE),
    ("Fewer attendance letters go to parents", "More attendance letters go to parents", Kind.OPPOSITE),
    (
        "The two welfare teams for absent pupils merge",
        "The welfare teams for absent pupils work separately",
        Kind.OPPOSITE,
    ),
    ("Exam places at the centre are free of charge", "A fee is charged for exam places at the centre", Kind.OPPOSITE),
    ("Families are visited by appointment", "Families are visited unannounced", Kind.OPPOSITE),
    ("Absence figures reach ward councillors monthly", "Absence figures reach ward councillors termly", Kind.HOW_OFTEN),
    ("Every referral is answered within ten days", "Every referral is answered within five days", Kind.FIGURES),
    ("Notices to parents are sent online", "Notices to parents are sent by post", Kind.OPPOSITE),
    (
        "The breakfast club at Harbour School is funded for another year",
        "Funding of the breakfast club at Harbour School ends",
        Kind.OPPOSITE,
    ),
    ("The fixed penalty for absence is raised", "The fixed penalty for absence is lowered", Kind.OPPOSITE),
    (
        "Schools must report part-time timetables to the council",
        "Reporting part-time timetables stays voluntary for schools",
        Kind.OPPOSITE,
    ),
    ("The youth bus visits the estate weekly", "The youth bus visits the estate once a month", Kind.HOW_OFTEN),
    ("Parents may record the exclusion hearing", "Parents may not record the exclusion hearing", Kind.OPPOSITE),
    (
        "The annual home education survey continues",
        "The annual home education survey is replaced by interviews",
        Kind.OPPOSITE,
    ),
    (
        "Persistent absence is reported to governors every term",
        "Persistent absence is reported to governors every month",
        Kind.HOW_OFTEN,
    ),
    (
        "A family is offered a visit within two weeks of notice",
        "A family is offered a visit within six weeks of notice",
        Kind.FIGURES,
    ),
    (
        "The duty desk is staffed by one team for both services",
        "Each service staffs its own team at a separate duty desk",
        Kind.OPPOSITE,
    ),
    (
        "The travel pass for pupils under sixteen is free of charge",
        "Pupils under sixteen pay for the travel pass",
        Kind.OPPOSITE,
    ),
]

TOGETHER = [
    ("The home visit to new families stays voluntary", "The library opens on Saturdays for home educators"),
    ("The mentor scheme in secondary schools is extended", "The exam centre is cut to two rooms"),
    ("The helpline number stands on every letter", "The helpline is staffed until eight in the evening"),
    ("Absence figures reach ward councillors monthly", "The exclusion panel meets termly"),
    ("Every referral is answered within ten days", "Every school is visited within five days"),
    ("The register of exclusions is published", "The register of home education is confidential"),
    ("A school nurse visits families at home", "A school nurse tells families of the drop-in"),
    ("The mentor scheme is extended to primary schools", "The mentor scheme is extended to special schools"),
    (
        "The breakfast club at Harbour School is funded for another year",
        "The after-school club at Northgate School closes",
    ),
    ("Governors receive persistent absence figures every term", "Governors name a link member for absence every year"),
    ("The youth bus visits the estate weekly", "The mobile library visits the harbour monthly"),
    ("A family is offered a visit within two weeks", "A reply to a complaint is sent within six weeks"),
    ("More mentors are recruited for Year 9", "Fewer pupils move school in Year 9"),
    ("Exclusions fall by a tenth by March 2027", "Exclusion letters name an advocate"),
    (
        "Schools share attendance data with the council weekly",
        "The council shares attendance data with health visitors",
    ),
    ("The panel meets in public", "The panel hears families in private where they ask for it"),
    ("Training is given to all new governors", "Training is given to school nurses on home education"),
    ("Short breaks for carers are extended to weekends", "Waiting lists for short breaks are shortened"),
]


@pytest.mark.parametrize(("one", "other", "kind"), AGAINST)
def test_what_pulls_against_each_other_is_seen(one: str, other: str, kind: Kind) -> None:
    (found,) = contradictions([rec(one), rec(other, "two")])
    assert found.kind is kind
    assert found.words in one.casefold()
    assert found.other_words in other.casefold()


@pytest.mark.parametrize(("one", "other"), TOGETHER)
def test_what_goes_together_is_left_in_peace(one: str, other: str) -> None:
    assert contradictions([rec(one), rec(other, "two")]) == []


def test_the_same_asked_of_two_bodies_or_by_two_days() -> None:
    ask = "The helpline number stands on every attendance letter"
    (found,) = contradictions([rec(ask), rec(ask, "two", addressee="Schools Forum")])
    assert (found.kind, found.words, found.other_words) == (Kind.ASKED_OF_TWO, TO, "Schools Forum")
    first, second = date(2027, 3, 31), date(2027, 9, 30)
    (found,) = contradictions([rec(ask, by_when=first), rec(ask, "two", by_when=second)])
    assert found.kind is Kind.DAYS
    assert contradictions([rec(ask, by_when=first), rec(ask, "two", by_when=first)]) == []


def test_a_dropped_one_contradicts_nobody() -> None:
    one, other, _ = AGAINST[0]
    assert contradictions([rec(one), rec(other, "two", state=RecommendationState.DROPPED)]) == []


def test_between_two_groups_only_pairs_across_count() -> None:
    ours = [rec(AGAINST[0][0], "a"), rec(AGAINST[0][1], "b")]
    theirs = [rec(AGAINST[1][0], "c")]
    assert between(ours, theirs) == []
    assert [(c.one.id, c.other.id) for c in between([ours[0]], [ours[1]])] == [("a", "b")]


@given(st.text(max_size=200), st.text(max_size=200))
def test_it_never_stumbles_and_looks_both_ways_alike(one: str, other: str) -> None:
    there = contradictions([rec(one), rec(other, "two")])
    back = contradictions([rec(other, "two"), rec(one)])
    assert [c.kind for c in there] == [c.kind for c in back]
