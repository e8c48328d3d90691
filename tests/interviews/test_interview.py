"""What follows from the notes of an interview: what is still to ask, what a figure key means."""

from __future__ import annotations

import pytest

from groups.enquiry import EnquiryLine, LineKind
from groups.sensitivity import NoReason, exempt_reason
from interviews.interview import Interview, Interviewee, of_question, still_to_ask
from interviews.partner import Partner, possible_umbrellas

GROUP = {"group_id": "g"}


def line(ident: str, kind: LineKind, parent: str = "", asked_of: list[str] | None = None) -> EnquiryLine:
    return EnquiryLine(**GROUP, id=ident, kind=kind, text=ident, parent_id=parent, asked_of=asked_of or [])


LINES = [
    line("theme", LineKind.THEME),
    line("q1", LineKind.QUESTION, "theme"),
    line("q1a", LineKind.SUB_QUESTION, "q1"),
    line("q1b", LineKind.SUB_QUESTION, "q1", ["police"]),
    line("q2", LineKind.QUESTION, "theme"),
]


def test_themes_and_questions_asked_by_their_parts_are_not_asked_themselves() -> None:
    assert [p.number for p in still_to_ask(LINES, set())] == ["1a", "1b", "2"]
    assert [p.number for p in still_to_ask(LINES, {"q1a"})] == ["1b", "2"]


def test_a_line_for_one_partner_is_not_still_to_ask_of_another() -> None:
    assert [p.number for p in still_to_ask(LINES, set(), {"health"})] == ["1a", "2"]
    assert [p.number for p in still_to_ask(LINES, set(), {"police"})] == ["1a", "1b", "2"]


def test_a_figure_goes_round_a_question_and_its_parts() -> None:
    seen, now = [], ""
    for _ in range(4):
        now = of_question(1, now, LINES)
        seen.append(now)
    assert seen == ["q1", "q1a", "q1b", "q1"]
    assert of_question(2, "q1b", LINES) == "q2"
    assert of_question(3, "q1", LINES) == ""


def test_who_may_have_spoken_is_named_once() -> None:
    interview = Interview(
        **GROUP,
        title="Team",
        interviewees=[Interviewee(name="Ms P Lee"), Interviewee(name=" ")],
        present=["Councillor A Okoro", "Ms P Lee"],
    )
    assert interview.people() == ["Ms P Lee", "Councillor A Okoro"]


def test_partners_stand_on_two_levels() -> None:
    partners = [
        Partner(**GROUP, id="health", name="Health"),
        Partner(**GROUP, id="trust", name="Trust", umbrella_id="health"),
        Partner(**GROUP, id="police", name="Police"),
    ]
    assert [p.id for p in possible_umbrellas("police", partners)] == ["health"]
    assert [p.id for p in possible_umbrellas("trust", partners)] == ["health", "police"]
    assert possible_umbrellas("health", partners) == []
    assert [p.id for p in possible_umbrellas("", partners)] == ["health", "police"]


@pytest.mark.parametrize(("paragraph", "why"), [(0, "x"), (8, "x"), (3, " ")])
def test_exempt_needs_a_paragraph_and_a_reason(paragraph: int, why: str) -> None:
    with pytest.raises(NoReason):
        exempt_reason(paragraph, why)
    assert exempt_reason(3, " a\n price ") == "Schedule 12A, paragraph 3: a price"
