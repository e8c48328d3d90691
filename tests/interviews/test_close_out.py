"""What is open in an interview, the page on it, corrections in words, and what is late."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from groups.enquiry import EnquiryLine, LineKind
from groups.sensitivity import Sensitivity
from interviews.close_out import Held, PointKind, open_points
from interviews.corrections import as_shown, line_numbers, remark_on, remarks_on
from interviews.interview import Interview, Interviewee, Note, NoteKind
from interviews.partner import Partner
from interviews.request import InformationRequest, RequestState
from interviews.request_checks import request_remarks
from interviews.summary import PAGE_ROWS, as_lines, summary

GROUP: dict[str, Any] = {"group_id": "g"}
TODAY = date(2026, 1, 14)


def line(
    ident: str, kind: LineKind, parent: str = "", asked_of: tuple[str, ...] = (), position: int = 0
) -> EnquiryLine:
    return EnquiryLine(
        **GROUP, id=ident, kind=kind, text=ident, parent_id=parent, asked_of=list(asked_of), position=position
    )


ENQUIRY = [
    line("theme", LineKind.THEME),
    line("q1", LineKind.QUESTION, "theme", position=1),
    line("q1a", LineKind.SUB_QUESTION, "q1", position=1),
    line("q1b", LineKind.SUB_QUESTION, "q1", position=2),
    line("q2", LineKind.QUESTION, "theme", position=2),
    line("q3", LineKind.QUESTION, "theme", ("police",), position=3),
]
TEAM = Partner(**GROUP, id="team", name="Attendance team")


def note(n: int, text: str = "Said", **more: Any) -> Note:
    return Note(**GROUP, interview_id="i", id=f"n{n}", text=text, position=n, **more)


def request(ident: str, **more: Any) -> InformationRequest:
    return InformationRequest(**{**GROUP, "id": ident, "what": "The return", "interview_id": "i", **more})


def held(*notes: Note, requests: tuple[InformationRequest, ...] = (), **more: Any) -> Held:
    interview = Interview(**{**GROUP, "id": "i", "title": "Attendance team", "partner_ids": ["team"], **more})
    return Held(interview, notes, ENQUIRY, [TEAM], requests)


def texts(talk: Held, kind: PointKind) -> list[str]:
    return [point.text for point in open_points(talk, TODAY) if point.kind is kind]


def test_lines_without_a_question_are_open_and_actions_are_not_among_them() -> None:
    talk = held(note(1, "Loose"), note(2, "Tagged", line_id="q2"), note(3, "Will send", kind=NoteKind.ACTION))
    assert texts(talk, PointKind.UNTAGGED) == ["Loose"]
    assert texts(talk, PointKind.ACTION) == ["Will send"]


def test_asked_without_an_answer_and_not_asked_are_told_apart() -> None:
    talk = held(note(1, line_id="q1a"), asked=["q2"])
    assert texts(talk, PointKind.UNANSWERED) == ["2 q2"]
    assert texts(talk, PointKind.NOT_ASKED) == ["1b q1b"]  # 3 is for the police
    assert texts(talk, PointKind.FOLLOW_UP) == ["Another talk, or a letter, could still ask 2, 1b."]


def test_a_question_answered_in_one_of_its_parts_is_not_unanswered() -> None:
    assert texts(held(note(1, line_id="q1a"), asked=["q1"]), PointKind.UNANSWERED) == []
    assert texts(held(asked=["q1"]), PointKind.UNANSWERED) == ["1 q1"]


def test_only_what_was_to_be_asked_is_missed() -> None:
    assert texts(held(to_ask=["q1", "q3"]), PointKind.NOT_ASKED) == ["1a q1a", "1b q1b", "3 q3"]
    assert texts(held(to_ask=["q1"], asked=["q1b"]), PointKind.NOT_ASKED) == ["1a q1a"]


def test_an_action_wants_an_owner_and_a_day_and_then_it_is_to_come() -> None:
    action = note(1, "Will send the return", kind=NoteKind.ACTION)
    half = held(action, requests=(request("r", note_id="n1", owner="Mr T Reed"),))
    assert texts(half, PointKind.ACTION) == ["The return: it has no day"]
    assert texts(half, PointKind.TO_COME) == []
    whole = held(action, requests=(request("r", note_id="n1", owner="Mr T Reed", due=date(2026, 1, 10)),))
    assert texts(whole, PointKind.ACTION) == []
    (text,) = texts(whole, PointKind.TO_COME)
    assert text == "The return, due 10 Jan 2026, Mr T Reed sees to it. “The return” is overdue by 4 days."
    done = held(action, requests=(request("r", note_id="n1", state=RequestState.RECEIVED),))
    assert [p for p in open_points(done, TODAY) if p.kind in (PointKind.ACTION, PointKind.TO_COME)] == []


def test_a_request_of_another_interview_is_not_its_business() -> None:
    talk = held(requests=(request("r", interview_id="other"),))
    assert texts(talk, PointKind.ACTION) == []


def test_a_quote_wants_a_speaker() -> None:
    talk = held(
        note(1, "Not truancy", kind=NoteKind.QUOTE), note(2, "Nor idleness", kind=NoteKind.QUOTE, speaker="Ms P Lee")
    )
    assert texts(talk, PointKind.NO_SPEAKER) == ["Not truancy"]


def test_what_rests_on_stories_alone_asks_for_figures() -> None:
    story = note(1, kind=NoteKind.ANECDOTE, line_id="q1a")
    assert "1a rests on views or single stories: ask for figures or a document." in texts(
        held(story), PointKind.FOLLOW_UP
    )
    backed = held(story, note(2, kind=NoteKind.FACT, line_id="q1a"))
    assert not any("rests on views" in text for text in texts(backed, PointKind.FOLLOW_UP))


def test_every_point_has_a_key_of_its_own() -> None:
    talk = held(
        note(1, kind=NoteKind.QUOTE),
        note(2, kind=NoteKind.VIEW, line_id="q1a"),
        note(3, kind=NoteKind.ACTION),
        requests=(request("r1"), request("r2", owner="A", due=TODAY)),
        asked=["q2"],
    )
    keys = [point.key for point in open_points(talk, TODAY)]
    assert len(keys) == len(set(keys)) >= 7


# -- the page ---------------------------------------------------------------------------------------------------------


def page(talk: Held, *, private: bool = False) -> str:
    return "\n".join(as_lines(summary(talk, TODAY, private=private)))


CLOSED = note(
    9, "A child was named", line_id="q2", sensitivity=Sensitivity.EXEMPT, exempt_reason="Schedule 12A, paragraph 1: x"
)


def test_the_page_says_who_when_what_by_question_promised_and_open() -> None:
    talk = held(
        note(1, "Absence is highest in Year 10", line_id="q1a", kind=NoteKind.FACT, speaker="Ms P Lee"),
        note(2, "Loose"),
        note(3, "Will send it", kind=NoteKind.ACTION, speaker="Ms P Lee"),
        on=date(2026, 1, 12),
        interviewees=[Interviewee(name="Ms P Lee", role="Head of Service", attribution="an officer")],
        present=["Councillor A Okoro"],
        asked=["q2"],
        requests=(request("r", owner="Mr T Reed", due=date(2026, 1, 20), asked_of="Ms P Lee"),),
    )
    text = page(talk)
    for words in (
        "With: Attendance team",
        "When: 12 January 2026 (planned)",
        "Asked: Ms P Lee, Head of Service, to be named as an officer",
        "Present: Councillor A Okoro",
        "  1a q1a\n    Ms P Lee: Absence is highest in Year 10",
        "  On no question\n    Loose",
        "The return (Ms P Lee): due 20 Jan 2026, owner Mr T Reed",
        "Ms P Lee: Will send it (no owner yet)",
        "Asked, not answered: 2 q2",
        "Not asked: 1b q1b",
        "Lines that answer no question yet: 1",
        "Working paper – not for publication",
    ):
        assert words in text


@pytest.mark.parametrize("sensitivity", [Sensitivity.EXEMPT, Sensitivity.CONFIDENTIAL])
def test_private_words_are_counted_and_never_printed_unless_asked_for(sensitivity: Sensitivity) -> None:
    closed: dict[str, Any] = {"sensitivity": sensitivity, "exempt_reason": "Schedule 12A, paragraph 1: x"}
    talk = held(
        note(1, "Open words", line_id="q1a"),
        note(2, "SECRET line", line_id="q2", **closed),
        note(3, "SECRET quote", kind=NoteKind.QUOTE, **closed),
        note(4, "SECRET action", kind=NoteKind.ACTION, speaker="SECRET speaker", **closed),
        note(5, "SECRET loose", **closed),
        note(6, "SECRET story", kind=NoteKind.ANECDOTE, line_id="q1b", **closed),
        note(7, "SECRET promise", kind=NoteKind.ACTION, **closed),
        requests=(
            request("r", what="SECRET promise", asked_of="SECRET giver", note_id="n7", outcome="SECRET", **closed),
            request("s", what="SECRET other", owner="SECRET owner", due=date(2026, 1, 1), **closed),
        ),
    )
    text = page(talk)
    assert "SECRET" not in text
    assert f"6 lines are left out of this page: 6 {sensitivity.value}." in text
    assert "2 more that are exempt or confidential" in text
    private = page(talk, private=True)
    for words in ("SECRET line", "SECRET quote", "SECRET action", "SECRET promise", "SECRET other"):
        assert words in private
    assert "keep private" in private
    assert "left out" not in private


def test_a_long_interview_stays_a_page_and_says_what_it_leaves_out() -> None:
    many = [note(n, f"Line {n} {'long ' * 80}", line_id="q1a" if n % 2 else "q2") for n in range(1, 2001)]
    many[1500] = many[1500].model_copy(update={"kind": NoteKind.FACT, "text": "A fact late on"})
    lines = as_lines(summary(held(*many), TODAY))
    assert len(lines) < PAGE_ROWS + 20
    assert "A fact late on" in "\n".join(lines)
    assert "  1a q1a (4 of 1000 lines)" in lines
    assert max(map(len, lines)) < 130


def test_when_it_began_and_ended_stands_on_the_page() -> None:
    at = datetime(2026, 1, 12, 14, 5).astimezone()
    talk = held(note(1, taken_at=at.replace(minute=50)), began_at=at, on=at.date())
    assert "When: 12 January 2026, from 14:05 to 14:50" in page(talk)
    late = held(
        note(1, taken_at=at),
        note(2, taken_at=datetime(2026, 2, 3, tzinfo=UTC), corrects="n1"),
        began_at=at,
    )
    assert "When: 12 January 2026, from 14:05 (" in page(late)


# -- corrections ------------------------------------------------------------------------------------------------------


def test_a_correction_says_which_line_it_puts_right() -> None:
    lines = [note(1, "Forty"), note(2, "Other"), note(3, "It was 140", corrects="n1")]
    numbers = line_numbers(lines)
    assert as_shown(lines[2], numbers) == "Correction to line 1: It was 140"
    assert as_shown(lines[0], numbers) == "Forty"
    assert remark_on(lines[2], lines) == "corrects line 1"
    assert remark_on(lines[0], lines) == "corrected in line 3"
    assert remark_on(lines[1], lines) == ""
    again = [*lines, note(4, "It was 141", corrects="n3"), note(5, "Of 900", corrects="n1")]
    assert remark_on(again[2], again) == "corrects line 1, corrected in line 4"
    assert remark_on(again[0], again) == "corrected in line 3 and line 5"
    assert remarks_on(again) == {n.id: remark_on(n, again) for n in again if n.id != "n2"}


def test_a_correction_outlives_its_line() -> None:
    assert as_shown(note(3, "It was 140", corrects="gone"), {}) == (
        "Correction to a line that lies in the bin: It was 140"
    )


def test_a_printed_line_is_printed_with_its_correction() -> None:
    many = [note(n, f"Fact {n}", kind=NoteKind.FACT, line_id="q1a") for n in range(1, 100)]
    text = page(held(*many, note(100, "It was 2", line_id="q1a", corrects="n1")))
    assert "    Fact 1\n" in text
    assert "Correction to line 1: It was 2" in text


# -- what is late -----------------------------------------------------------------------------------------------------


def test_remarks_say_what_is_late_and_what_nobody_sees_to() -> None:
    rows = [
        request("late", due=date(2026, 1, 13), owner="A", asked_of="Ms P Lee"),
        request("today", due=TODAY, owner="A"),
        request("settled", due=date(2025, 1, 1), state=RequestState.NOT_COMING),
        request("loose", what="A list"),
    ]
    assert [(r.request_id, r.text) for r in request_remarks(rows, TODAY)] == [
        ("late", "“The return” from Ms P Lee is overdue by 1 day."),
        ("loose", "“A list”: nobody sees to it and it has no day."),
    ]


def test_a_remark_never_repeats_private_words() -> None:
    rows = [
        request(
            "r", what="SECRET", asked_of="SECRET", due=date(2026, 1, 1), owner="A", sensitivity=Sensitivity.CONFIDENTIAL
        )
    ]
    (remark,) = request_remarks(rows, TODAY)
    assert remark.text == "A request that is confidential is overdue by 13 days."
