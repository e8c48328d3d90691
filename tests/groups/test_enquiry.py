"""Lines of enquiry: numbers follow from places, links from ids."""

from hypothesis import given
from hypothesis import strategies as st

from groups.enquiry import EnquiryLine, LineKind, moved, outline, packed, questions_in, shown_numbers


def line(ident: str, kind: LineKind, parent: str = "", position: int = 0, text: str = "Why?") -> EnquiryLine:
    return EnquiryLine(id=ident, group_id="G", kind=kind, parent_id=parent, position=position, text=text)


OUTLINE = [
    line("t1", LineKind.THEME, position=1, text="Access"),
    line("q1", LineKind.QUESTION, "t1", 1),
    line("q1a", LineKind.SUB_QUESTION, "q1", 1),
    line("q1b", LineKind.SUB_QUESTION, "q1", 2),
    line("q2", LineKind.QUESTION, "t1", 2),
    line("t2", LineKind.THEME, position=2, text="Support"),
    line("q3", LineKind.QUESTION, "t2", 1),
    line("q3a", LineKind.SUB_QUESTION, "q3", 1),
]


def test_questions_number_on_through_the_themes() -> None:
    assert shown_numbers(OUTLINE) == {
        "t1": "",
        "q1": "1",
        "q1a": "1a",
        "q1b": "1b",
        "q2": "2",
        "t2": "",
        "q3": "3",
        "q3a": "3a",
    }


def test_moving_a_line_changes_numbers_and_no_id() -> None:
    changed = {row.id: row for row in moved([OUTLINE[1], OUTLINE[4]], "q2", -1)}
    after = [changed.get(row.id, row) for row in OUTLINE]
    assert shown_numbers(after)["q2"] == "1"
    assert shown_numbers(after)["q1b"] == "2b"
    assert {row.id for row in after} == {row.id for row in OUTLINE}


def test_a_line_whose_parent_is_in_the_bin_does_not_disappear() -> None:
    left = [row for row in OUTLINE if row.id not in ("q1", "t2")]
    assert {p.line.id for p in outline(left)} == {row.id for row in left}


def test_a_packed_question_is_told_by_its_question_marks() -> None:
    rows = [*OUTLINE, line("x", LineKind.SUB_QUESTION, "q3", 2, "Who pays? For how long? Who decides?")]
    assert [p.number for p in packed(rows)] == ["3b"]
    assert questions_in("Who pays? For how long? Who decides?") == 3
    assert questions_in("The role of schools") == 1
    assert questions_in("Really??") == 1
    assert questions_in("  ") == 0


kinds = st.sampled_from(list(LineKind))


@given(st.lists(st.tuples(kinds, st.integers(-1, 12), st.integers(0, 5)), max_size=13))
def test_an_outline_shows_every_line_once_whatever_the_parents(rows: list[tuple[LineKind, int, int]]) -> None:
    lines = [
        line(f"l{n:02d}", kind, f"l{parent:02d}" if 0 <= parent < n else "", position)
        for n, (kind, parent, position) in enumerate(rows)
    ]
    assert sorted(p.line.id for p in outline(lines)) == [row.id for row in lines]
