"""How well a finding stands up: who stands behind it, of what kinds their evidence is, and the state that follows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groups.bearing import Bearing, independent, strength
from groups.evidence import Relation
from groups.finding import Finding, FindingState, state_by_evidence, state_of

FOR, AGAINST, CONTEXT = Relation.SUPPORTS, Relation.CONTRADICTS, Relation.CONTEXT
HEALTH = {"hospital": "Health", "clinic": "Health"}


def piece(relation: Relation, source: str, *partners: str, kind: str = "note", whole: tuple[str, ...] = ()) -> Bearing:
    """A piece of evidence from these partners; ``whole`` are the organisations under an umbrella among them."""
    return Bearing(
        f"{relation}:{source}",
        relation,
        source,
        frozenset(partners),
        frozenset((*partners, *whole)),
        kind,
        kind == "anecdote",
        HEALTH.get(partners[0], "") if len(partners) == 1 else "",
    )


@pytest.mark.parametrize(
    ("behind", "state", "words"),
    [
        ([], FindingState.CANDIDATE, "no evidence yet"),
        ([piece(CONTEXT, "i1", "police")], FindingState.CANDIDATE, "context only"),
        ([piece(AGAINST, "i1", "police")], FindingState.CANDIDATE, "nothing for it, 1 contrary"),
        ([piece(FOR, "i1", "police")], FindingState.SUPPORTED, "1 partner, 1 kind"),
        ([piece(FOR, "i1")], FindingState.SUPPORTED, "1 source, 1 kind"),
        # Two interviews and a letter of one partner are one voice.
        (
            [piece(FOR, "i1", "police"), piece(FOR, "i2", "police"), piece(FOR, "s1", "police", kind="passage")],
            FindingState.SUPPORTED,
            "1 partner, 2 kinds",
        ),
        (
            [piece(FOR, "i1", "police"), piece(FOR, "i2")],
            FindingState.CORROBORATED,
            "1 partner, 1 other source, 1 kind",
        ),
        # A session with several partners is one source, and no more with one of them alone.
        ([piece(FOR, "i1", "police", "schools")], FindingState.SUPPORTED, "1 joint session, 1 kind"),
        (
            [piece(FOR, "i1", "police", "schools"), piece(FOR, "i2", "schools")],
            FindingState.SUPPORTED,
            "1 partner, 1 kind",
        ),
        (
            [piece(FOR, "i1", "police", "schools"), piece(FOR, "i2", "schools"), piece(FOR, "i3", "police")],
            FindingState.CORROBORATED,
            "2 partners, 1 kind",
        ),
        (
            [piece(FOR, "i1", "police", "schools"), piece(FOR, "i2", "forum")],
            FindingState.CORROBORATED,
            "1 partner, 1 joint session, 1 kind",
        ),
        # Two organisations of one umbrella are two partners, and it is said.
        (
            [piece(FOR, "i1", "hospital"), piece(FOR, "i2", "clinic")],
            FindingState.CORROBORATED,
            "2 partners, both under Health, 1 kind",
        ),
        (
            [piece(FOR, "i1", "hospital"), piece(FOR, "i2", "clinic"), piece(FOR, "i3", "police")],
            FindingState.CORROBORATED,
            "3 partners, 1 kind",
        ),
        # The umbrella as a whole together with an organisation under it is one voice.
        (
            [piece(FOR, "i1", "health", whole=("hospital", "clinic")), piece(FOR, "i2", "hospital")],
            FindingState.SUPPORTED,
            "1 partner, 1 kind",
        ),
        (
            [
                piece(FOR, "i1", "police", kind="quote"),
                piece(FOR, "i2", "schools", kind="anecdote"),
                piece(FOR, "i3", "forum", kind="quote"),
                piece(AGAINST, "i4", "hospital", kind="fact"),
                piece(CONTEXT, "i5", "clinic"),
            ],
            FindingState.CONTESTED,
            "3 partners, 2 kinds, 1 contrary; anecdotal in part",
        ),
        (
            [piece(FOR, "i1", "police", kind="anecdote")],
            FindingState.SUPPORTED,
            "1 partner, 1 kind; anecdotal throughout",
        ),
    ],
)
def test_state_and_strength_follow_from_the_evidence(behind: list[Bearing], state: FindingState, words: str) -> None:
    assert state_by_evidence(behind) is state
    assert strength(behind) == words


def test_agreed_is_said_by_people_whatever_the_evidence() -> None:
    finding = Finding(id="f", group_id="g", text="x", is_agreed=True)
    assert state_of(finding, []) is FindingState.AGREED
    assert state_of(finding.model_copy(update={"is_agreed": False}), []) is FindingState.CANDIDATE


PARTNERS = st.frozensets(st.sampled_from("abcde"), max_size=3)


@st.composite
def bearings(draw: st.DrawFn) -> Bearing:
    partners = draw(PARTNERS)
    return Bearing(
        draw(st.uuids()).hex,
        draw(st.sampled_from(Relation)),
        draw(st.sampled_from(["i1", "i2", "i3", "s1"])),
        partners,
        partners,
        draw(st.sampled_from(["note", "quote", "anecdote", "figure"])),
    )


MANY = st.lists(bearings(), max_size=8)


@given(MANY, st.randoms(use_true_random=False))
def test_the_order_of_the_links_does_not_matter(behind: list[Bearing], chance: object) -> None:
    other = behind[::-1]
    assert state_by_evidence(other) is state_by_evidence(behind)
    assert len(independent(other)) == len(independent(behind))
    assert strength(behind).split(";")[0].count("contrary") == strength(other).split(";")[0].count("contrary")


@given(MANY, bearings())
def test_more_for_it_never_weakens_and_against_it_never_strengthens(behind: list[Bearing], one: Bearing) -> None:
    order = [FindingState.CANDIDATE, FindingState.SUPPORTED, FindingState.CORROBORATED, FindingState.CONTESTED]
    before, after = order.index(state_by_evidence(behind)), order.index(state_by_evidence([*behind, one]))
    match one.relation:
        case Relation.SUPPORTS:
            assert after >= before
            assert after >= 1
        case Relation.CONTRADICTS:
            assert after == (3 if before else 0)
        case Relation.CONTEXT:
            assert after == before


@given(MANY)
def test_what_is_independent_shares_no_voice_and_none_is_left_over(behind: list[Bearing]) -> None:
    apart = independent(behind)
    voices = [piece.voice for piece in apart]
    assert sum(map(len, voices)) == len(frozenset().union(*voices))
    heard = frozenset().union(*voices)
    assert all(not piece.voice.isdisjoint(heard) for piece in behind)
    assert bool(apart) == bool(behind)
