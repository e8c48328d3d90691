"""Every filter narrows to what it names, is named, and says so where nothing answers to it."""

from __future__ import annotations

import pytest

from index.wanted import Filters
from tests.index.search.conftest import Desk, note


@pytest.fixture
def filled(desk: Desk) -> Desk:
    desk.put(
        note(
            "1",
            "Families wait for a visit",
            group="g1",
            group_title="Elective Home Education",
            partner="Wexcombe Police",
            body="Children and Families Scrutiny Board (2)",
            date=20200110,
        ),
        note("2", "Families are glad of the visit", kind="finding", group="g2", group_title="School Attendance"),
        note(
            "3",
            "That families be told of the visit",
            kind="recommendation",
            to="Wexcombe Safeguarding Partnership",
            date=20210302,
        ),
        note("4", "That families be visited", kind="recommendation", to="Cabinet Member for Children", date=20210801),
    )
    return desk


@pytest.mark.parametrize(
    ("typed", "ids", "named"),
    [
        ("kind:recommendation", {"3", "4"}, "kind: recommendation"),
        ("kind:recommendations", {"3", "4"}, "kind: recommendation"),
        ("kind:rec", {"3", "4"}, "kind: recommendation"),
        ("Kind:Finding", {"2"}, "kind: finding"),
        ("kind:note kind:finding", {"1", "2"}, "kind: note or finding"),
        ("kind:recomendation", {"3", "4"}, "kind: recommendation"),
        ("to:partnership", {"3"}, "to: Wexcombe Safeguarding Partnership"),
        ("to:cabinet", {"4"}, "to: Cabinet Member for Children"),
        ("partner:police", {"1"}, "partner: Wexcombe Police"),
        ("group:attendance", {"2"}, "group: School Attendance"),
        ("group:EHE", {"1"}, "group: Elective Home Education"),
        ("group:g1", {"1"}, "group: Elective Home Education"),
        ('group:"home education"', {"1"}, "group: Elective Home Education"),
        ("board:scrutiny", {"1"}, "board: Children and Families Scrutiny Board (2)"),
        ("year:2019/20", {"1"}, "year: 2019/20"),
        ("year:2020/21", {"3"}, "year: 2020/21"),
        ("year:2021", {"4"}, "year: 2021/22"),
        ("before:2021-03-02", {"1"}, "before: 2021-03-02"),
        ("before:2/3/2021", {"1"}, "before: 2/3/2021"),
        ("after:2021-03-01", {"3", "4"}, "after: 2021-03-01"),
        ("after:2021-03-02", {"4"}, "after: 2021-03-02"),
        ("after:2020", {"3", "4"}, "after: 2020"),
        ("before:2021", {"1"}, "before: 2021"),
    ],
)
def test_a_filter_narrows_and_is_named(filled: Desk, typed: str, ids: set[str], named: str) -> None:
    for question in (f"families {typed}", typed, f"{typed} visit"):
        answer = filled.ask(question)
        assert {one.passage.id.partition(":")[2] for one in answer.found} == ids, question
        assert answer.filters == (named,)
        assert answer.notices == ()


def test_filters_hold_together(filled: Desk) -> None:
    answer = filled.ask("families kind:recommendation after:2021-04-01 to:cabinet")
    assert [one.passage.id for one in answer.found] == ["notes:4"]
    assert answer.filters == ("kind: recommendation", "after: 2021-04-01", "to: Cabinet Member for Children")


def test_filters_given_beside_the_words_hold_too(filled: Desk) -> None:
    answer = filled.ask("families", filters=Filters(kinds=frozenset({"finding"})))
    assert [one.passage.id for one in answer.found] == ["notes:2"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("families kind:sausage", "There is no kind “sausage” here: there are finding, note, recommendation."),
        (
            "families to:parliament",
            "Nothing here is addressed to “parliament”: there are Cabinet Member for Children, "
            "Wexcombe Safeguarding Partnership.",
        ),
        ("partner:nobody", "No partner here is called “nobody”: there are Wexcombe Police."),
    ],
)
def test_a_value_that_nothing_has_lets_nothing_pass_and_is_said(filled: Desk, typed: str, said: str) -> None:
    answer = filled.ask(typed)
    assert not answer.found
    assert answer.notices == (said,)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("families year:soon", "“soon” is no municipal year and was left out. Write for example year:2020/21."),
        ("families before:tea", "“tea” is no date and was left out. Write for example before:2021-01-31."),
        ("families kind:", "Nothing follows “kind:”, so it was left out. Write for example kind:recommendation."),
        ("families -kind:note", "“-kind:” is not understood: only words can be left out."),
    ],
)
def test_what_cannot_be_read_is_left_out_and_said(filled: Desk, typed: str, said: str) -> None:
    answer = filled.ask(typed)
    assert len(answer.found) == 4
    assert answer.notices == (said,)


def test_filters_alone_list_the_newest_first(filled: Desk) -> None:
    assert filled.ids("kind:recommendation") == ["notes:4", "notes:3"]
    assert filled.ids("kind:recommendation -told") == ["notes:4"]


def test_a_closed_value_is_not_given_away(desk: Desk) -> None:
    desk.put(
        note("1", "open words", partner="Wexcombe Police"),
        note("2", "closed words", partner="Secret Witness", sensitivity="exempt"),
    )
    answer = desk.ask("partner:witness")
    assert not answer.found
    assert "Secret" not in " ".join((*answer.notices, *answer.filters))
    assert desk.ids("partner:witness", access=["working", "exempt"]) == ["notes:2"]
