"""The scoping document: nineteen fields, frozen when agreed, renumbering told."""

from datetime import date

import pytest

from groups.enquiry import EnquiryLine, LineKind, moved
from groups.scope import (
    BadTemplate,
    FrozenScope,
    Scope,
    agreed,
    amendment,
    default_template,
    latest,
    read_template,
    renumbered,
)

LINES = [
    EnquiryLine(id=f"q{n}", group_id="G", kind=LineKind.QUESTION, text=f"Question {n}?", position=n) for n in (1, 2, 3)
]


def test_the_form_has_nineteen_fields() -> None:
    fields = default_template()
    assert len(fields) == 19
    assert len({f.key for f in fields}) == 19


def test_empty_fields_are_named_and_optional_ones_are_not() -> None:
    fields = default_template()
    answers = {f.key: "x" for f in fields if f.key not in ("excluded", "communications")}
    assert [f.key for f in Scope(group_id="G", fields=fields, answers=answers).empty_fields()] == ["excluded"]


def test_agreeing_freezes_and_amending_begins_anew() -> None:
    draft = Scope(group_id="G", fields=default_template(), answers={"title": "How?"})
    first = agreed(draft, LINES, date(2026, 1, 14))
    assert first.state == "agreed, version 1"
    assert [(line.number, line.line_id) for line in first.enquiry] == [("1", "q1"), ("2", "q2"), ("3", "q3")]
    with pytest.raises(FrozenScope):
        agreed(first, LINES, date(2026, 1, 15))
    second = amendment(first)
    assert (second.number, second.answers, second.is_draft) == (2, {"title": "How?"}, True)
    with pytest.raises(FrozenScope):
        amendment(second)
    assert latest([second, first]) is second
    assert agreed(second, LINES, date(2026, 2, 1)).state == "amended, version 2"


def test_a_moved_line_says_what_it_was() -> None:
    scope = agreed(Scope(group_id="G", fields=default_template()), LINES, date(2026, 1, 14))
    changed = {row.id: row for row in moved(LINES, "q2", -1)}
    after = [changed.get(row.id, row) for row in LINES]
    assert renumbered([scope], after) == {"q2": "2", "q1": "1"}
    assert renumbered([scope], LINES) == {}
    assert renumbered([], after) == {}


@pytest.mark.parametrize(
    "text",
    ["", "not toml [", "field = 3", '[[field]]\nkey = "a"', '[[field]]\nkey="a"\nheading="h"\nquestion="q"\n' * 2],
)
def test_a_bad_form_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(BadTemplate, match=r"scope-template\.toml") as refused:
        read_template(text, "scope-template.toml")
    assert "\n" not in str(refused.value).split(": ")[0]
