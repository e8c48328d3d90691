"""The check on a review tells vague wording, each as one sentence that leads to its recommendation."""

from __future__ import annotations

from groups.group import Group
from groups.recommendation import Recommendation, RecommendationState
from interviews.checks import About, remarks
from interviews.review import Review


def rec(ident: str, action: str, state: RecommendationState = RecommendationState.DRAFT) -> Recommendation:
    return Recommendation(
        id=ident, group_id="G", addressee="X", action=action, state=state, by_when="2027-03-31", measure="visits"
    )


def told(*rows: Recommendation) -> list[tuple[str, str]]:
    review = Review(group=Group(id="G", title="A group"), recommendations=list(rows))
    return [(r.text, r.record_id) for r in remarks(review) if r.about is About.WORDING]


def test_vague_words_lead_to_their_recommendation() -> None:
    assert told(rec("r1", "Visit every family"), rec("r2", "Make every effort to visit")) == [
        ("Recommendation 2 says “Make every effort”: an effort cannot be shown to have been made or not.", "r2")
    ]


def test_a_dropped_recommendation_is_left_in_peace() -> None:
    assert told(rec("r1", "Consider visits", RecommendationState.DROPPED)) == []


def test_too_many_are_told_once() -> None:
    (only,) = told(*(rec(f"r{n}", "Visit every family") for n in range(9)))
    assert only[0].startswith("There are 9 recommendations: six to eight are usually enough")
