"""Question sheets out and back: whatever a partner does to the sheet, each answer is found under its question."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groups.enquiry import EnquiryLine, LineKind
from interviews.interview import Interview
from interviews.partner import Partner
from interviews.question_sheet import (
    FILLED_IN_BY,
    QuestionSheet,
    in_plain_text,
    lines_to_ask,
    question_sheet,
)
from interviews.role_name import RoleName
from interviews.sheet_answers import SheetAnswers, Where, read_answers


def line(name: str, kind: LineKind, text: str, position: int, parent: str = "", asked_of: str = "") -> EnquiryLine:
    return EnquiryLine(
        id=name,
        group_id="g",
        kind=kind,
        text=text,
        position=position,
        parent_id=parent,
        asked_of=[asked_of] if asked_of else [],
    )


THEME, QUESTION, PART = LineKind.THEME, LineKind.QUESTION, LineKind.SUB_QUESTION
LINES = [
    line("t1", THEME, "Knowing the children", 1),
    line("q1", QUESTION, "Which children are taught at home?", 2, "t1"),
    line("q1a", PART, "How many are taught at home in primary years?", 3, "q1"),
    line("q1b", PART, "How many are taught at home in secondary years?", 4, "q1"),
    line("t2", THEME, "Support", 5),
    line("q2", QUESTION, "What support do families ask for?", 6, "t2"),
    line("q3", QUESTION, "Who visits?", 7, "t2", "police"),
]
PARTNERS = [
    Partner(id="health", group_id="g", name="Health"),
    Partner(id="trust", group_id="g", name="Wexcombe Hospitals Trust", short_name="WHT", umbrella_id="health"),
    Partner(id="police", group_id="g", name="Wexcombe Police"),
]
INTERVIEW = Interview(id="i", group_id="g", title="Ward sisters", partner_ids=["trust"], on=date(2026, 2, 3))


def sheet(interview: Interview = INTERVIEW, key: list[RoleName] | None = None) -> QuestionSheet:
    return question_sheet(
        interview, LINES, PARTNERS, group="Elective Home Education", council="Wexcombe", sender="A Reed", key=key or []
    )


def blank() -> str:
    return in_plain_text(sheet(), "3 Feb 2026")


def filled(answers: dict[str, str], text: str = "") -> str:
    """The blank sheet with some lines written below the headings that begin so."""
    lines = []
    for each in (text or blank()).split("\n"):
        lines.append(each)
        lines += [words for begin, words in answers.items() if each.startswith(begin)]
    return "\n".join(lines)


def told(found: SheetAnswers) -> list[tuple[str, str]]:
    return [(answer.line_id or answer.where.value, answer.text) for answer in found.answers]


def read(text: str) -> list[tuple[str, str]]:
    return told(read_answers(text, sheet()))


def test_the_sheet_asks_what_is_meant_for_its_partner() -> None:
    assert [p.line.id for p in lines_to_ask(INTERVIEW, LINES, PARTNERS)] == ["q1a", "q1b", "q2"]
    police = INTERVIEW.model_copy(update={"partner_ids": ["police"]})
    assert [p.line.id for p in lines_to_ask(police, LINES, PARTNERS)] == ["q1a", "q1b", "q2", "q3"]


@pytest.mark.parametrize(
    ("chosen", "asked"),
    [(["q3"], ["q3"]), (["q1"], ["q1a", "q1b"]), (["q2", "q1b"], ["q1b", "q2"]), (["t2"], ["q2", "q3"])],
)
def test_the_lines_chosen_for_an_interview_go_before_those_for_its_partners(
    chosen: list[str], asked: list[str]
) -> None:
    made = INTERVIEW.model_copy(update={"to_ask": chosen})
    assert [p.line.id for p in lines_to_ask(made, LINES, PARTNERS)] == asked


def test_the_blank_sheet() -> None:
    made = blank()
    assert made.startswith(
        "Questions: Ward sisters\n\nReview: Elective Home Education\nFor: Wexcombe Hospitals Trust\n"
        "Date: 3 Feb 2026\nFrom: A Reed, Wexcombe\nFilled in by:\n"
    )
    assert "KNOWING THE CHILDREN\n\n1  Which children are taught at home?\n\n1a  How many" in made
    assert "2  What support do families ask for?\n\n\n\n\n" in made
    assert "Who visits" not in made
    assert made.index("2  What") < made.index("Anything else") < made.index("Documents to follow")


def test_an_empty_sheet_has_no_answers_and_says_what_was_asked() -> None:
    found = read_answers(blank(), sheet())
    assert found.answers == []
    assert found.unknown == []
    assert found.filled_in_by == ""
    assert found.met == ["q1a", "q1b", "q2"] == found.empty()


def test_answers_of_every_form_are_found_under_their_questions() -> None:
    text = filled(
        {
            FILLED_IN_BY: "",
            "1  ": "Mostly the younger ones.",
            "1a": "About forty.\n\n- half of them in year 6\n• the rest below\n\n2. A list goes on.",
            "2  ": "Year\tFamilies\n2024\t12\n| 2025 | 15 |\n|------|----|",
            "What else": "Thank you for asking.",
            "Which documents": "The return for 2025, by Friday",
        }
    ).replace("Filled in by:", "Filled in by: Ms P Lee, ward sister")
    found = read_answers(text, sheet())
    assert found.filled_in_by == "Ms P Lee, ward sister"
    assert told(found) == [
        ("q1", "Mostly the younger ones."),
        ("q1a", "About forty."),
        ("q1a", "half of them in year 6"),
        ("q1a", "the rest below"),
        ("q1a", "2. A list goes on."),
        ("q2", "Year | Families"),
        ("q2", "2024 | 12"),
        ("q2", "2025 | 15"),
        ("anything else", "Thank you for asking."),
        ("documents to follow", "The return for 2025, by Friday"),
    ]
    assert found.empty() == ["q1b"]
    assert [text.split("\n")[answer.line - 1] for answer in found.answers][1] == "About forty."


@pytest.mark.parametrize(
    "heading",
    [
        "1a  How many are taught at home in primary years?",
        "How many are taught at home in primary years?",
        "7. HOW MANY ARE TAUGHT AT HOME IN PRIMARY YEARS",
        "1b  How many are taught at home in primary years?",
        "## 1a How many are taught at home in primary years?",
        "> **1a** How many are taught at home in primary years?",
        "1a  How many are taught at home in the primary years",
        "Question 1a: How meny are taught at home in primary years?",
        "1a  How many in primary are taught at home?",
        "1a  How many are taught at\nhome in primary years?",
        "1a)",
        "Q1a",
        "Question 1a.",
        "1 a. How many are taught at home in primary years?",
    ],
)
def test_a_heading_that_was_changed_a_little_is_known_again(heading: str) -> None:
    assert read(f"{heading}\nAbout forty.\n\n2  What support do families ask for?\nA visit.") == [
        ("q1a", "About forty."),
        ("q2", "A visit."),
    ]


@pytest.mark.parametrize(
    "written",
    [
        "1a. About forty.",
        "1a) About forty.",
        "1a – About forty.",
        "1a  How many are taught at home in primary years? About forty.",
        "How many are taught at home in primary years?\tAbout forty.",
        "| 1a How many are taught at home in primary years? | About forty. |",
    ],
)
def test_an_answer_on_the_line_of_its_heading(written: str) -> None:
    assert read(written) == [("q1a", "About forty.")]


@pytest.mark.parametrize(
    "answer",
    [
        "14 schools told us so.",
        "1 a day at most.",
        "2. They are taught by a parent.",
        "1a is hard to say.",
        "We ask for support too.",
        "What families say differs.",
        "3) Who knows?",
        "2.",
        "Support",
        "Knowing the children",
    ],
)
def test_an_answer_that_begins_like_a_heading_stays_an_answer(answer: str) -> None:
    assert read(f"1b  How many are taught at home in secondary years?\n{answer}") == [("q1b", answer)]


def test_wording_goes_before_a_number_that_was_changed() -> None:
    text = blank().replace("1a  How", "9  How").replace("1b  How", "1a  How")
    text = filled({"9  ": "Forty.", "1a  ": "Sixty."}, text)
    assert read(text) == [("q1a", "Forty."), ("q1b", "Sixty.")]


def test_what_stands_before_the_first_question_is_kept() -> None:
    text = blank().replace("Please write", "We are glad to help.\n\nPlease write")
    assert read("Dear Chair,\n\n" + text) == [
        (Where.BEFORE.value, "Dear Chair,"),
        (Where.BEFORE.value, "We are glad to help."),
    ]


def test_a_question_that_the_sheet_does_not_have_takes_its_answer_out_of_the_one_above() -> None:
    found = read_answers("2  What support do families ask for?\nA visit.\n4c  What do they cost?\nNothing.", sheet())
    assert told(found) == [
        ("q2", "A visit."),
        (Where.LOOSE.value, "4c  What do they cost?".replace("  ", " ")),
        (Where.LOOSE.value, "Nothing."),
    ]
    assert found.unknown == ["4c What do they cost?"]


def test_a_heading_that_was_taken_out_was_not_met() -> None:
    text = "\n".join(each for each in blank().split("\n") if not each.startswith("1b"))
    assert read_answers(text, sheet()).met == ["q1a", "q2"]


def test_lines_that_a_mail_program_wrapped_are_one_paragraph() -> None:
    answer = (
        "Families ask us most often for somebody to talk to in the first weeks,\n"
        "and for a list of what the libraries and the colleges offer to children\n"
        "of their age.\nThat is all."
    )
    found = read(f"2  What support do families ask for?\n{answer}")
    assert found == [("q2", " ".join(answer.split("\n")[:3])), ("q2", "That is all.")]
    paragraphs = read_answers(f"2  What support do families ask for?\n{answer}", sheet(), may_be_wrapped=False).answers
    assert [each.text for each in paragraphs] == answer.split("\n")


def test_names_stand_as_roles_on_the_sheet_and_are_known_again_either_way() -> None:
    lines = [line("q1", QUESTION, "What did Anna Smith's school do for her family?", 1)]
    key = [RoleName(group_id="g", name="Anna Smith", role="Parent A")]
    made = question_sheet(INTERVIEW, lines, PARTNERS, group="Home", key=key)
    assert "Smith" not in in_plain_text(made, "")
    assert "1  What did Parent A's school do" in in_plain_text(made, "")
    for heading in (
        "1  What did Parent A's school do for her family?",
        "What did Anna Smith's school do for her family?",
    ):
        assert told(read_answers(f"{heading}\nNothing.", made)) == [("q1", "Nothing.")]


WORDS = st.text(st.sampled_from("abcdefgh éß.,;'’-()0123456789"), min_size=1, max_size=60).filter(
    lambda t: any(c.isalpha() for c in t)
)


@settings(max_examples=120, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["1a  ", "1b  ", "2  ", "What else"]), WORDS), max_size=6), st.booleans())
def test_nothing_that_was_written_is_lost(written: list[tuple[str, str]], marked: bool) -> None:
    text = blank()
    for begin, words in written:
        text = filled({begin: f"\nZq {words}\n"}, text)
    if marked:
        text = "\n".join(f"> {each}" for each in text.split("\n"))
    found = " ".join(answer.text for answer in read_answers(text, sheet()).answers)
    for _, words in written:
        assert " ".join(f"Zq {words}".split()) in found


def test_a_long_text_is_read_in_no_time() -> None:
    answer = "Families ask what support there is and how many are taught at home in the years of primary school.\n"
    found = read_answers(blank() + answer * 5_000, sheet())
    assert len(found.answers) == 5_000
