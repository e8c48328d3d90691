"""Reply clocks: which rule is whose, from which day, month ends, and suspensions that move only own dates."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groups.clock import (
    ClockRule,
    ClockStart,
    default_rules,
    due,
    months_on,
    moved,
    progress_due,
    rule_for,
    standing_still,
    time_in_words,
    undated,
)
from groups.group import Group, Stage, Suspension

RULES = default_rules()
TODAY = date(2027, 6, 1)
CABINET = "Cabinet Member for Children and Young People"


def a_group(**days: date) -> Group:
    return Group(title="Meals", **days)


def a_suspension(since: date | None, until: date | None, period: str = "") -> Suspension:
    return Suspension(group_id="g", since=since, until=until, period=period)


def due_day(addressee: str, group: Group, *suspensions: Suspension, today: date = TODAY) -> date | None:
    return due(addressee, group, suspensions, RULES, today).day


# -- which rule -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("addressee", "rule"),
    [
        (CABINET, "Executive"),
        ("the Cabinet Member for Health and Hospitals", "Executive"),
        ("Cabinet", "Executive"),
        ("Executive", "Executive"),
        ("The Leader of the Council", "Executive"),
        ("Chief Executive of Wexcombe Hospitals NHS Trust", "Health body"),
        ("Wexcombe and Marl Integrated Care Board", "Health body"),
        ("Wexcombe Safeguarding Children's Partnership", "Partnership"),
        ("Health and Wellbeing Board", "Partnership"),
        ("Chief Constable", "Police and other authorities"),
        ("Marlshire County Council", "Police and other authorities"),
        ("all headteachers", "School or college"),
        ("Oakfield Academy", "School or college"),
        ("The bus company", "Anyone else"),
        ("", "Anyone else"),
    ],
)
def test_the_first_rule_applies_whose_words_are_in_the_name(addressee: str, rule: str) -> None:
    assert rule_for(addressee, RULES).name == rule


def test_a_rule_that_was_taken_away_leaves_the_one_for_everybody_else() -> None:
    assert rule_for(CABINET, [r for r in RULES if r.name != "Executive"]).name == "Anyone else"
    assert rule_for(CABINET, []).name == "Anyone else"


def test_every_default_names_its_source() -> None:
    assert all(rule.source for rule in RULES)
    assert "section 9FE" in rule_for(CABINET, RULES).source
    assert [rule.name for rule in RULES if rule.statutory] == ["Executive", "Health body"]


def test_a_time_in_words() -> None:
    assert time_in_words(ClockRule(name="x", months=2)) == "two months"
    assert time_in_words(ClockRule(name="x", months=1, days=1)) == "one month and 1 day"
    assert time_in_words(ClockRule(name="x", months=2, days=-1)) == "two months less 1 day"
    assert time_in_words(ClockRule(name="x")) == ""


# -- months -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2027, 12, 31), 2, date(2028, 2, 29)),
        (date(2020, 12, 3), 2, date(2021, 2, 3)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
    ],
)
def test_months_end_where_the_month_ends(start: date, months: int, end: date) -> None:
    assert months_on(start, months) == end


# -- from which day ---------------------------------------------------------------------------------------------------


def test_nobody_owes_a_reply_before_the_board_has_agreed() -> None:
    for group in (a_group(), a_group(agreed_on=date(2026, 11, 1))):
        found = due(CABINET, group, [], RULES, TODAY)
        assert found.day is None
        assert found.why == "no date yet: the clock starts when the Board has agreed the recommendations"


def test_the_executive_has_two_months_from_the_later_of_receipt_and_notice() -> None:
    assert due_day(CABINET, a_group(received_on=date(2026, 12, 1), notice_on=date(2026, 12, 3))) == date(2027, 2, 3)
    assert due_day(CABINET, a_group(received_on=date(2026, 12, 31), notice_on=date(2026, 12, 3))) == date(2027, 2, 28)


def test_where_no_notice_is_recorded_the_boards_agreement_counts_and_never_the_groups() -> None:
    group = a_group(agreed_on=date(2026, 10, 1), board_agreed_on=date(2026, 12, 3))
    found = due(CABINET, group, [], RULES, TODAY)
    assert found.day == date(2027, 2, 3)
    assert "when the Board agreed (no day of its notice is recorded)" in found.why
    # It was in the executive's hands before the Board agreed: that starts nothing.
    assert due_day(CABINET, group.model_copy(update={"received_on": date(2026, 11, 1)})) == date(2027, 2, 3)
    only_received = a_group(received_on=date(2026, 11, 1))
    assert due(CABINET, only_received, [], RULES, TODAY).why == (
        "no date yet: say on which day the Board agreed the recommendations or gave notice"
    )


def test_a_health_body_has_28_days_from_the_day_the_report_was_sent() -> None:
    trust = "Wexcombe Hospitals NHS Trust"
    assert due_day(trust, a_group(sent_on=date(2026, 12, 4), notice_on=date(2026, 12, 3))) == date(2027, 1, 1)
    agreed = due(trust, a_group(board_agreed_on=date(2026, 12, 3)), [], RULES, TODAY)
    assert (agreed.day, agreed.why) == (None, "no date yet: say on which day the report was sent")


def test_a_partnership_has_no_statutory_date_and_the_group_may_ask_for_one() -> None:
    partnership = "Wexcombe Safeguarding Partnership"
    found = due(partnership, a_group(board_agreed_on=date(2026, 12, 3)), [], RULES, TODAY)
    assert (found.day, found.why) == (None, "asked, no statutory date; the group may set one")
    group = a_group(board_agreed_on=date(2026, 12, 3), replies_wanted_by=date(2027, 3, 1))
    assert due_day(partnership, group) == date(2027, 3, 1)
    assert due_day(CABINET, group) == date(2027, 2, 3), "what the group asks for moves no statutory date"


def test_a_stage_alone_says_that_somebody_is_asked() -> None:
    assert due("Forum", Group(title="x", stage=Stage.SENT), [], RULES, TODAY).why.startswith("asked, no statutory date")


def test_days_late_are_counted_from_the_day_after() -> None:
    found = due(CABINET, a_group(notice_on=date(2026, 12, 3)), [], RULES, TODAY)
    assert found.day == date(2027, 2, 3)
    assert [found.days_late(date(2027, 2, day)) for day in (2, 3, 4, 15)] == [0, 0, 1, 12]


# -- the next report of progress --------------------------------------------------------------------------------------


def test_progress_is_reported_a_year_after_the_board_agreed_and_again_a_year_after_each_report() -> None:
    group = a_group(board_agreed_on=date(2026, 12, 3))
    first = progress_due(group, None, [], RULES, TODAY)
    again = progress_due(group, date(2027, 11, 1), [], RULES, TODAY)
    assert first is not None
    assert again is not None
    assert (first.day, again.day) == (date(2027, 12, 3), date(2028, 11, 1))
    assert progress_due(a_group(), None, [], RULES, TODAY) is None


# -- suspensions ------------------------------------------------------------------------------------------------------

ELECTION = a_suspension(date(2027, 1, 10), date(2027, 1, 19))


def test_a_suspension_moves_the_groups_own_date_by_its_days() -> None:
    group = a_group(sent_on=date(2026, 12, 4), replies_wanted_by=date(2027, 3, 1))
    found = due("Schools Forum", group, [ELECTION], RULES, TODAY)
    assert (found.day, found.before_moving) == (date(2027, 3, 11), date(2027, 3, 1))
    assert "moved by 10 days in which the work stood still" in found.why


def test_a_suspension_before_the_wait_or_after_it_moves_nothing() -> None:
    group = a_group(sent_on=date(2027, 2, 1), replies_wanted_by=date(2027, 3, 1))
    assert due_day("Forum", group, ELECTION) == date(2027, 3, 1)
    assert due_day("Forum", group, a_suspension(date(2027, 3, 2), date(2027, 3, 9))) == date(2027, 3, 1)


def test_one_that_reaches_into_another_one_counts_each_day_once() -> None:
    two = [a_suspension(date(2027, 2, 10), date(2027, 2, 19)), a_suspension(date(2027, 2, 15), date(2027, 2, 24))]
    assert standing_still(two, TODAY) == [(date(2027, 2, 10), date(2027, 2, 24))]
    assert moved(date(2027, 3, 1), date(2027, 2, 1), two, TODAY) == date(2027, 3, 16)


def test_a_suspension_that_goes_on_counts_up_to_today() -> None:
    going_on = a_suspension(date(2027, 2, 20), None)
    assert moved(date(2027, 3, 1), date(2027, 2, 1), [going_on], date(2027, 2, 24)) == date(2027, 3, 6)


def test_one_without_its_days_moves_nothing_and_is_named() -> None:
    vague = [a_suspension(None, None, "April"), a_suspension(date(2027, 2, 1), None, "February to May")]
    assert moved(date(2027, 3, 1), date(2027, 1, 1), vague, TODAY) == date(2027, 3, 1)
    assert undated([*vague, ELECTION, a_suspension(date(2027, 2, 1), None)]) == vague


DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))


@st.composite
def suspensions(draw: st.DrawFn) -> list[Suspension]:
    found = []
    for _ in range(draw(st.integers(0, 5))):
        since = draw(st.one_of(st.none(), DAYS))
        length = draw(st.one_of(st.none(), st.integers(0, 200)))
        until = since + timedelta(days=length) if since and length is not None else None
        found.append(a_suspension(since, until, draw(st.sampled_from(["", "in spring"]))))
    return found


@given(DAYS, DAYS, DAYS, suspensions(), DAYS)
def test_no_suspension_ever_moves_a_statutory_date(
    notice: date, received: date, sent: date, still: list[Suspension], today: date
) -> None:
    group = a_group(notice_on=notice, received_on=received, sent_on=sent, replies_wanted_by=sent)
    for addressee in (CABINET, "Wexcombe NHS Trust"):
        assert due(addressee, group, still, RULES, today) == due(addressee, group, [], RULES, today)
    assert due_day(CABINET, group, *still, today=today) == months_on(max(notice, received), 2)


@given(DAYS, DAYS, suspensions(), DAYS)
def test_an_own_date_moves_by_exactly_the_days_that_stood_still(
    start: date, wanted: date, still: list[Suspension], today: date
) -> None:
    later = moved(wanted, start, still, today)
    idle = {
        since + timedelta(days=n)
        for since, until in standing_still(still, today)
        for n in range((until - since).days + 1)
    }
    between = [start + timedelta(days=n) for n in range(1, (later - start).days + 1)]
    if wanted <= start:
        assert later == wanted
    else:
        assert later - wanted == timedelta(days=sum(day in idle for day in between))
        assert later == wanted or later not in idle, "it ends on a day on which the group works"


@given(suspensions(), DAYS)
def test_times_of_standing_still_never_touch(still: list[Suspension], today: date) -> None:
    found = standing_still(still, today)
    assert all(since <= until for since, until in found)
    assert all(one[1] + timedelta(days=1) < other[0] for one, other in pairwise(found))


def test_a_councils_own_time_that_no_law_sets_moves_with_the_group() -> None:
    rule = ClockRule(name="Schools", words=["school*"], starts=ClockStart.SENT, days=30, position=1)
    group = a_group(sent_on=date(2027, 1, 1))
    assert due("schools", group, [], [rule], TODAY).day == date(2027, 1, 31)
    assert due("schools", group, [ELECTION], [rule], TODAY).day == date(2027, 2, 10)
