"""Recommendations made into one lose nothing; numbers run on whatever the order; changes of words are told in words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from groups.joining import PARTS_OVER, joined
from groups.recommendation import (
    Recommendation,
    RecommendationState,
    SubPart,
    by_addressee,
    in_full,
    notes_on,
    shown_numbers,
)
from groups.word_changes import Change, marked, word_changes

CABINET, TRUST = "Cabinet Member for Schools", "Wexcombe Trust"
DAY = date(2027, 3, 31)


def ids() -> Callable[[], str]:
    count = iter(range(1000))
    return lambda: f"new{next(count)}"


def rec(ident: str, action: str, *parts: str, **more: object) -> Recommendation:
    values = {"addressee": CABINET, "position": int(ident), **more}
    lettered = [SubPart(id=f"{ident}-{n}", text=text) for n, text in enumerate(parts)]
    return Recommendation.model_validate(
        {"id": ident, "group_id": "g", "action": action, "parts": [p.model_dump() for p in lettered], **values}
    )


def test_what_all_say_stands_over_the_parts_and_what_one_says_stays_with_it() -> None:
    one = rec("1", "The service visits families.", by_when=DAY, owner="Head of Inclusion", measure="visits")
    two = rec("2", "The service prints a page", by_when=DAY, owner="Editor")
    made = joined([one, two], ids(), as_parts=True)
    assert in_full(made.recommendation).splitlines() == [
        "These steps are taken, by 31 March 2027:",
        "a. The service visits families, by the Head of Inclusion, measured by visits",
        "b. The service prints a page, by the Editor",
    ]
    assert made.part_of == {"1": "new0", "2": "new1"}


def test_the_first_keeps_its_parts_and_their_ids() -> None:
    one = rec("1", "The service does this:", "Visit", "Ring")
    two = rec("2", "The trust does that:", "Write.", "Wait", by_when=DAY)
    made = joined([one, two], ids(), as_parts=True).recommendation
    assert [(p.id, p.text) for p in made.parts][:2] == [("1-0", "Visit"), ("1-1", "Ring")]
    assert made.parts[2].text == "The trust does that, by 31 March 2027: Write; Wait"
    assert made.action == "The service does this:"


def test_as_one_text_and_what_stands_beside() -> None:
    one = rec("1", "The service visits.", cost="£5", agreed_by=["A", "B"], state=RecommendationState.AGREED_BY_GROUP)
    two = rec("2", "NHS staff write", cost="£6", agreed_by=["B"], state=RecommendationState.PROPOSED, proposed_by="C")
    made = joined([one, two], ids(), as_parts=False).recommendation
    assert made.action == "The service visits; and NHS staff write"
    assert (made.cost, made.agreed_by, made.proposed_by, made.state) == (
        "£5\n£6",
        ["B"],
        "C",
        RecommendationState.PROPOSED,
    )
    assert notes_on(made) == ["Cost: £5 £6"]


words = st.text("abcdef ", min_size=1, max_size=12).map(lambda t: f"x{t}".strip())
rows: st.SearchStrategy[list[dict[str, Any]]] = st.lists(
    st.builds(
        dict,
        action=words,
        addressee=st.sampled_from([CABINET, TRUST, ""]),
        owner=st.sampled_from(["", "Head"]),
        measure=st.one_of(st.just(""), words),
        reason=st.one_of(st.just(""), words),
        by_when=st.sampled_from([None, DAY]),
        state=st.sampled_from([*RecommendationState]),
        parts=st.lists(words, max_size=3),
    ),
    min_size=2,
    max_size=6,
)


def made_of(values: list[dict[str, Any]]) -> list[Recommendation]:
    made = []
    for n, each in enumerate(values, start=1):
        parts = [{"id": f"{n}-{k}", "text": text} for k, text in enumerate(each["parts"])]
        made.append(
            Recommendation.model_validate({**each, "parts": parts, "id": str(n), "group_id": "g", "position": n})
        )
    return made


@given(rows, st.booleans())
def test_nothing_that_was_asked_is_lost(values: list[dict[str, Any]], as_parts: bool) -> None:
    recommendations = made_of(values)
    made, part_of = joined(recommendations, ids(), as_parts=as_parts)
    said = in_full(made).casefold()
    for row in recommendations:
        for text in (row.action, row.owner, row.measure, row.reason, *(part.text for part in row.parts)):
            assert text.strip().casefold() in said
    assert (PARTS_OVER.rstrip(":").casefold() in said) == (as_parts and not recommendations[0].parts)
    have = {part.id for part in made.parts}
    assert all(part in have for part in part_of.values() if part)
    assert len(have) == len(made.parts)


@given(rows, st.randoms())
def test_numbers_run_from_one_without_a_gap_across_addressees(values: list[dict[str, Any]], chance: Random) -> None:
    recommendations = made_of(values)
    chance.shuffle(recommendations)
    printed = [
        (number, row) for paragraph in by_addressee(recommendations) for number, row in paragraph.recommendations
    ]
    assert [number for number, _ in printed] == list(range(1, len(printed) + 1))
    assert {row.id for _, row in printed} == {
        r.id for r in recommendations if r.state is not RecommendationState.DROPPED
    }
    addressees = [paragraph.addressee for paragraph in by_addressee(recommendations)]
    assert len(addressees) == len(set(addressees))
    numbers = shown_numbers(recommendations)
    assert len(set(numbers.values())) == len(numbers)


@given(st.text("ab c.,\n", max_size=40), st.text("ab c.,\n", max_size=40))
def test_changes_of_words_put_together_are_both_texts(before: str, after: str) -> None:
    changes = word_changes(before, after)
    assert "".join(each.text for each in changes if each.change is not Change.IN) == before
    assert "".join(each.text for each in changes if each.change is not Change.OUT) == after


def test_changes_are_legible_without_colour() -> None:
    told = word_changes("The service makes every effort to ring families.", "The service rings families.")
    assert "".join(each.text for each in marked(told)) == (
        "The service [out: makes every effort to ring] [in: rings] families."
    )
