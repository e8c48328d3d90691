"""Changing the outline: new lines in their place, moving over the edges, splitting; ids and links stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groups.enquiry import EnquiryLine, LineKind, outline, questions_in
from groups.outline_changes import (
    all_below,
    moved_under,
    one_step,
    places_for,
    questions_apart,
    split,
    with_new,
)

THEME, QUESTION, SUB = LineKind.THEME, LineKind.QUESTION, LineKind.SUB_QUESTION


def line(ident: str, kind: LineKind, parent: str = "", position: int = 0, text: str = "Why?") -> EnquiryLine:
    return EnquiryLine(id=ident, group_id="G", kind=kind, parent_id=parent, position=position, text=text)


LINES = [
    line("t1", THEME, position=1),
    line("q1", QUESTION, "t1", 1),
    line("q1a", SUB, "q1", 1),
    line("q1b", SUB, "q1", 2),
    line("q2", QUESTION, "t1", 2),
    line("t2", THEME, position=2),
    line("q3", QUESTION, "t2", 1),
]


def applied(lines: list[EnquiryLine], changed: list[EnquiryLine]) -> list[EnquiryLine]:
    """The lines as they are kept afterwards; new ones get ids."""
    by_id = {row.id: row for row in lines}
    for n, row in enumerate(changed):
        ident = row.id or f"new{n}"
        by_id[ident] = row.model_copy(update={"id": ident})
    return list(by_id.values())


def shown(lines: list[EnquiryLine]) -> list[tuple[str, str]]:
    return [(p.number, p.line.id) for p in outline(lines)]


@pytest.mark.parametrize(
    ("kind", "beside", "at"),
    [
        (SUB, "q1a", ("1b", "new0")),
        (SUB, "q1", ("1c", "new0")),
        (SUB, "q3", ("3a", "new0")),
        (QUESTION, "t1", ("3", "new0")),
        (QUESTION, "q1", ("2", "new0")),
        (QUESTION, "q1b", ("2", "new0")),
        (QUESTION, "", ("4", "new0")),
    ],
)
def test_a_new_line_stands_where_one_is(kind: LineKind, beside: str, at: tuple[str, str]) -> None:
    where = next((row for row in LINES if row.id == beside), None)
    changed = with_new(LINES, line("", kind, text="New?"), where)
    after = applied(LINES, [row for row in changed if not row.id] + [row for row in changed if row.id])
    assert at in shown(after)


def test_a_new_theme_stands_behind_the_theme_one_is_in() -> None:
    changed = with_new(LINES, line("", THEME, text="New"), LINES[3])
    after = applied(LINES, sorted(changed, key=lambda row: row.id))
    assert [p.line.id for p in outline(after) if p.line.kind is THEME] == ["t1", "new0", "t2"]


def test_a_question_moves_above_another_with_all_below_it() -> None:
    after = applied(LINES, one_step(LINES, "q2", -1))
    assert shown(after)[:5] == [("", "t1"), ("1", "q2"), ("2", "q1"), ("2a", "q1a"), ("2b", "q1b")]


def test_at_the_edge_a_line_goes_over_to_the_parent_beside() -> None:
    up = applied(LINES, one_step(LINES, "q3", -1))
    assert [(p.number, p.line.id) for p in outline(up) if p.line.kind is QUESTION] == [
        ("1", "q1"),
        ("2", "q2"),
        ("3", "q3"),
    ]
    assert next(row for row in up if row.id == "q3").parent_id == "t1"
    down = applied(LINES, one_step(LINES, "q1b", 1))
    assert ("2a", "q1b") in shown(down)
    assert one_step(LINES, "q1", -1) == []
    assert one_step(LINES, "t2", 1) == []
    with pytest.raises(KeyError):
        one_step(LINES, "gone", 1)


def test_a_line_moves_under_another_parent_and_takes_its_kind() -> None:
    assert ("3b", "q1a") not in shown(LINES)
    assert ("3a", "q1a") in shown(applied(LINES, moved_under(LINES, "q1a", "q3")))
    as_question = applied(LINES, moved_under(LINES, "q1a", "t2"))
    assert ("4", "q1a") in shown(as_question)
    as_sub = applied(LINES, moved_under(LINES, "q3", "q2"))
    assert ("2a", "q3") in shown(as_sub)
    assert {place.line.id for place in places_for(LINES, "q1")} == {"t2"}
    assert places_for(LINES, "t1") == []
    with pytest.raises(KeyError):
        moved_under(LINES, "q1", "q3")


def test_what_stands_under_a_line() -> None:
    assert [row.id for row in all_below("t1", LINES)] == ["q1", "q1a", "q1b", "q2"]


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("Who pays? For how long? Who decides?", ["Who pays?", "For how long?", "Who decides?"]),
        ("Really?? Yes?", ["Really??", "Yes?"]),
        ("“Who pays?” How much?", ["“Who pays?”", "How much?"]),
        ("Who pays? How much? (in pounds)", ["Who pays?", "How much? (in pounds)"]),
        ("The role of schools", ["The role of schools"]),
        ("", []),
    ],
)
def test_questions_are_told_apart(text: str, apart: list[str]) -> None:
    assert questions_apart(text) == apart


def test_splitting_keeps_the_first_where_its_notes_are() -> None:
    rows = [row if row.id != "q1a" else row.model_copy(update={"text": "A? B? C?"}) for row in LINES]
    rows[2] = rows[2].model_copy(update={"asked_of": ["police"]})
    changed = split(rows, "q1a")
    after = applied(rows, changed)
    subs = [p.line for p in outline(after) if p.number.startswith("1") and p.depth == 2]
    assert [row.text for row in subs] == ["A?", "B?", "C?", "Why?"]
    assert subs[0].id == "q1a"
    assert [row.asked_of for row in subs[:3]] == [["police"]] * 3
    assert split(LINES, "q1a") == []


@given(st.text(alphabet="ab ?”)\n", max_size=30))
def test_no_word_is_lost_when_questions_are_told_apart(text: str) -> None:
    apart = questions_apart(text)
    assert "".join("".join(apart).split()) == "".join(text.split())
    assert len(apart) <= max(questions_in(text), 1)


@given(st.lists(st.tuples(st.sampled_from([r.id for r in LINES]), st.sampled_from([-1, 1])), max_size=12))
def test_however_lines_are_moved_none_is_lost_and_kinds_stay(steps: list[tuple[str, int]]) -> None:
    rows = list(LINES)
    for ident, by in steps:
        rows = applied(rows, one_step(rows, ident, by))
    assert {(row.id, row.kind) for row in rows} == {(row.id, row.kind) for row in LINES}
    assert len(outline(rows)) == len(LINES)
    assert all(p.number[:1].isdecimal() for p in outline(rows) if p.line.kind is not THEME)
