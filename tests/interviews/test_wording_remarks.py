"""The check on a review tells vague wording, each as one sentence that leads to its recommendation."""

from __future__ import annotations

from datetime import date

from groups.group import Group
from groups.recommendation import Recommendation, RecommendationState
from interviews.checks import About, remarks
from interviews.review import Review


def rec(ident: str, action: str, state: RecommendationState = RecommendationState.DRAFT) -> Recommendation:
    return Recommendation(
        id=ident,
        group_id="G",
        addressee="Cabinet Member for Children",
        action=action,
        state=state,
        by_when=date(2027, 3, 31),
        measure="visits",
    )


def told(*rows: Recommendation) -> list[tuple[str, str]]:
    review = Review(group=Group(id="G", title="A group"), recommendations=list(rows))
    return [(r.text, r.record_id) for r in remarks(review) if r.about is About.WORDING]


def test_vague_words_lead_to_their_recommendation() -> None:
    rows = rec("r1", "The team visits every family"), rec("r2", "The team makes every effort to visit")
    assert told(*rows) == [
        ("Recommendation 2 says “makes every effort”: an effort cannot be shown to have been made or not.", "r2")
    ]


def test_what_does_not_read_on_leads_there_too() -> None:
    ((text, record_id),) = told(rec("r1", "Visit every family"))
    assert record_id == "r1"
    assert text == (
        "Recommendation 1 says “Visit every family …”: it is printed after “that:”, and an order does not read on."
    )


def test_a_dropped_recommendation_is_left_in_peace() -> None:
    assert told(rec("r1", "Consider visits", RecommendationState.DROPPED)) == []


def test_too_many_are_told_once() -> None:
    done = [
        "The parks team paints the gates",
        "The council opens a hub in Eastfield",
        "The lido stays open until October",
        "The travel service answers each letter within ten days",
        "The library lends tablets",
        "The rangers plant forty oaks",
        "The caretaker locks the yard at dusk",
        "The museum shows the loom on Sundays",
        "The registrar rings back every caller",
    ]
    (only,) = told(*(rec(f"r{n}", text) for n, text in enumerate(done)))
    assert only[0].startswith("There are 9 recommendations: six to eight are usually enough")
