"""Progress and its doubts, questions put back, the steps of chasing, the counts of the scorecard."""

from __future__ import annotations

from datetime import date

import pytest

from groups.chaser import Chaser, next_step, steps, written_to
from groups.clock import Due, default_rules
from groups.response import (
    Covered,
    Doing,
    Impact,
    Position,
    Progress,
    Response,
    answer_to,
    doubts,
    in_time,
    still_asked,
    untold,
)
from groups.scorecard import NO_REPLY, NOT_REPORTED, By, Item, scorecard, whole

TODAY = date(2027, 2, 15)


def progress(**values: object) -> Progress:
    return Progress.model_validate({"group_id": "g", "recommendation_id": "r", "what": "It is there.", **values})


def reply(order: int, *covers: str, **values: object) -> Response:
    covered = [Covered(recommendation_id=c.partition("/")[0], part_id=c.partition("/")[2]) for c in covers]
    return Response.model_validate(
        {"group_id": "g", "id": f"x{order}", "text": "…", "covers": covered, "order": order, **values}
    )


# -- progress ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"doing": Doing.COMPLETE, "impact": Impact.CLEAR, "evidence": "All 40 schools say so."}, []),
        ({"doing": Doing.NOT_STARTED, "what": ""}, []),
        ({"doing": Doing.CANNOT_TELL, "what": ""}, []),
        ({"doing": Doing.UNDER_WAY, "what": " "}, ["It is called under way, and nothing says what was done."]),
        (
            {"doing": Doing.UNDER_WAY, "impact": Impact.SOME},
            ["Its impact is called some, and no evidence is given for it."],
        ),
        (
            {"doing": Doing.COMPLETE, "impact": Impact.NONE_SEEN},
            ["It is complete, and no impact was seen: done is not the same as made a difference."],
        ),
        ({"doing": Doing.COMPLETE}, ["It is complete, and nothing tells yet whether it made a difference."]),
    ],
)
def test_what_a_report_of_progress_leaves_open_is_said(values: dict[str, object], told: list[str]) -> None:
    assert doubts(progress(**values)) == told


def test_reports_are_in_the_order_of_their_days() -> None:
    rows = [progress(id="c", on=date(2027, 3, 1)), progress(id="a", on=None), progress(id="b", on=date(2026, 3, 1))]
    assert [p.id for p in in_time(rows)["r"]] == ["a", "b", "c"]


def test_what_cannot_be_told_names_the_reply_and_the_progress() -> None:
    assert untold([], None) == ["There is no reply.", "No progress has been reported."]
    clear = progress(doing=Doing.COMPLETE, impact=Impact.CLEAR, evidence="a survey")
    assert untold([reply(1, "r", position=Position.ACCEPTED)], clear) == []
    vague = [reply(1, "r", position=Position.PASSED_ON), reply(2, "r")]
    assert untold(vague, progress()) == [
        "The reply says neither yes nor no (passed on).",
        "Nobody has said yet where the reply stands.",
        "Nobody could say whether it is done.",
    ]


# -- replies ----------------------------------------------------------------------------------------------------------


def test_the_newest_reply_counts_and_one_to_the_whole_answers_each_part() -> None:
    rows = [reply(1, "r"), reply(2, "r/a"), reply(3, "s")]
    assert [getattr(answer_to("r", part, rows), "id", None) for part in ("a", "b", "")] == ["x2", "x1", "x1"]
    assert answer_to("t", "", rows) is None


def test_a_question_waits_until_a_later_reply_to_the_same() -> None:
    asked = reply(1, "r", follow_up="By when?")
    assert still_asked(asked, [asked])
    assert still_asked(asked, [asked, reply(2, "s")])
    assert not still_asked(asked, [asked, reply(2, "r/a")])
    assert not still_asked(reply(1, "r", follow_up=" "), [])


# -- chasing ----------------------------------------------------------------------------------------------------------


def a_due(day: date | None) -> Due:
    return Due(day, default_rules()[0], "")


def letters(*numbers: int) -> list[Chaser]:
    return [Chaser(group_id="g", addressee="Cabinet", step=n) for n in numbers]


@pytest.mark.parametrize(
    ("day", "before", "step"),
    [
        (date(2027, 3, 1), [], 1),
        (TODAY, [1], 1),
        (date(2027, 2, 14), [], 2),
        (date(2027, 2, 14), [1], 2),
        (date(2027, 2, 14), [1, 2], 3),
        (date(2027, 2, 14), [3], 3),
        (None, [], 1),
        (None, [1], 2),
        (None, [1, 2], 3),
    ],
)
def test_which_letter_comes_next(day: date | None, before: list[int], step: int) -> None:
    assert next_step(a_due(day), letters(*before), TODAY).step == step


def test_there_are_three_steps_and_letters_are_found_by_addressee() -> None:
    assert [(one.step, one.name) for one in steps()] == [(1, "Reminder"), (2, "Overdue"), (3, "To the Board")]
    assert len(written_to(" cabinet", [*letters(1, 2), Chaser(group_id="g", addressee="Forum")])) == 2


# -- the scorecard ----------------------------------------------------------------------------------------------------


def item(board: str, position: str, *, number: str = "1", first: bool = True, year: str = "2026/27") -> Item:
    return Item("g", number, number, "Do it", board, year, "Cabinet", position, NOT_REPORTED, NOT_REPORTED, first)


def test_everything_is_counted_once_and_the_unclear_are_named() -> None:
    items = [
        item("B", "accepted"),
        item("A", "no clear answer", number="1a"),
        item("A", NO_REPLY, number="1b", first=False),
        item("", "passed on"),
    ]
    lines = scorecard(items, By.BOARD)
    assert [(line.name, line.made, line.answers, line.unclear) for line in lines] == [
        ("A", 1, 2, 2),
        ("B", 1, 1, 0),
        ("", 1, 1, 1),
    ]
    together = whole(items)
    for what, total in (("reply", 4), ("doing", 3), ("impact", 3)):
        assert sum(count for kind, _, count in together.counts() if kind == what) == total
    assert [one.number for one in together.behind("reply", "no clear answer")] == ["1a"]
    assert len(together.behind("doing", NOT_REPORTED)) == 3
    assert [line.name for line in scorecard(items, By.YEAR)] == ["2026/27"]


def test_every_count_is_there_even_where_it_is_nought() -> None:
    names = {value for what, value, _ in whole([]).counts() if what == "reply"}
    assert names == {p.value for p in Position} - {"none yet"} | {NO_REPLY, "replied, not confirmed"}
