"""The coverage matrix: what was asked of whom, what came of it, told in words; and the kinds nobody has given."""

from __future__ import annotations

import time
from typing import Any

import pytest

from groups.enquiry import EnquiryLine, LineKind
from groups.evidence import Address, EvidenceKind
from groups.group import Group
from interviews.coverage import NOBODY, Cell, CellState, Coverage, coverage
from interviews.interview import Interview, Interviewee, InterviewState, Note, NoteKind
from interviews.kinds_given import kinds_not_given
from interviews.line_told import told_on_lines
from interviews.partner import Partner
from interviews.passage import MarkedPassage
from interviews.review import Review
from interviews.submission import Snapshot, Submission

G: dict[str, Any] = {"group_id": "G"}
HELD = InterviewState.CLOSED_OUT
LINES = [
    EnquiryLine(**G, id="t", kind=LineKind.THEME, text="Meals at school", position=1),
    EnquiryLine(**G, id="q1", kind=LineKind.QUESTION, text="Who eats?", parent_id="t", position=1),
    EnquiryLine(**G, id="a", kind=LineKind.SUB_QUESTION, text="In which years?", parent_id="q1", position=1),
    EnquiryLine(**G, id="b", kind=LineKind.SUB_QUESTION, text="On which days?", parent_id="q1", position=2),
    EnquiryLine(**G, id="q2", kind=LineKind.QUESTION, text="What does it cost?", parent_id="t", position=2),
]
PARTNERS = [
    Partner(**G, id="health", name="Health", position=1),
    Partner(**G, id="nurses", name="School nurses", umbrella_id="health", position=2),
    Partner(**G, id="clinic", name="Clinic", umbrella_id="health", position=3),
    Partner(**G, id="cooks", name="Cooks", position=4),
]


def session(ident: str, *partners: str, state: InterviewState = HELD, **more: Any) -> Interview:
    return Interview(**G, id=ident, title=ident, partner_ids=list(partners), state=state, **more)


def note(ident: str, interview: str, line: str, kind: NoteKind = NoteKind.FACT, **more: Any) -> Note:
    return Note(**G, id=ident, interview_id=interview, line_id=line, kind=kind, text=ident, **more)


def passage(ident: str, submission: str, line: str) -> MarkedPassage:
    address = Address(kind=EvidenceKind.PASSAGE, id=submission, words="Half of them.")
    return MarkedPassage(**G, id=ident, submission_id=submission, address=address, line_id=line)


def review(**parts: Any) -> Review:
    return Review(**{"group": Group(id="G", title="School Meals"), "enquiry": LINES, "partners": PARTNERS, **parts})


def cell(matrix: Coverage, line: str, partner: str) -> Cell:
    return next(row for row in matrix.rows if row.place.line.id == line).cells[partner]


def test_what_came_of_a_line_is_said_in_a_word_or_two() -> None:
    whole = review(
        interviews=[
            session("i", "cooks", asked=["q2"]),
            session("nobody", asked=["a"]),
            session("j", "nurses", state=InterviewState.PLANNED, to_ask=["b"]),
        ],
        notes=[note("n", "i", "q2", NoteKind.ACTION)],
        submissions=[Submission(**G, id="s", reference="SM01", title="Letter", partner_id="cooks")],
    )
    told = {line: each.words for line, each in told_on_lines(whole).items()}
    assert told == {
        "q1": "asked, no answer",
        "a": "asked, no answer",
        "b": "planned to be asked",
        "q2": "asked, no answer",
    }
    answered = whole.model_copy(
        update={
            "notes": [note("n1", "i", "a"), note("n2", "i", "a"), note("n3", "i", "b")],
            "passages": [passage("p", "s", "a"), passage("p2", "s", "q2")],
        }
    )
    told = {line: each.words for line, each in told_on_lines(answered).items()}
    assert told == {"q1": "3 notes, 1 passage", "a": "2 notes, 1 passage", "b": "1 note", "q2": "1 passage"}
    assert {each.words for each in told_on_lines(review(partners=[])).values()} == {"not asked"}


def test_rows_in_order_with_themes_and_questions_in_parts_as_headings() -> None:
    matrix = coverage(review())
    assert [(row.place.number, row.is_heading) for row in matrix.rows] == [
        ("", True),
        ("1", True),
        ("1a", False),
        ("1b", False),
        ("2", False),
    ]
    assert [column.name for column in matrix.columns] == ["Health", "Cooks"]


def test_each_way_a_partner_can_stand_to_a_line() -> None:
    for_cooks = LINES[-1].model_copy(update={"asked_of": ["cooks"]})
    matrix = coverage(
        review(
            enquiry=[*LINES[:-1], for_cooks],
            interviews=[session("i", "nurses", asked=["a"]), session("p", "cooks", state=InterviewState.PLANNED)],
            notes=[note("n", "i", "b")],
        )
    )
    assert cell(matrix, "a", "health").words == "asked, no answer"
    assert cell(matrix, "b", "health").words == "1 note"
    assert cell(matrix, "q2", "health").words == "not for them"
    assert cell(matrix, "q2", "cooks").words == "planned to be asked"
    assert cell(coverage(review()), "a", "cooks").words == "not asked"


def test_what_is_planned_for_one_line_is_not_planned_for_the_others() -> None:
    planned = session("p", "cooks", state=InterviewState.PLANNED, to_ask=["q2"])
    matrix = coverage(review(interviews=[planned]))
    assert [cell(matrix, line, "cooks").state for line in ("a", "q2")] == [CellState.NOT_ASKED, CellState.PLANNED]
    whole = session("p", "cooks", state=InterviewState.PLANNED, to_ask=["q1"])
    matrix = coverage(review(interviews=[whole]))
    assert [cell(matrix, line, "cooks").state for line in ("a", "b")] == [CellState.PLANNED] * 2


def test_an_answer_is_counted_by_its_kinds_and_an_action_is_none() -> None:
    notes = [
        note("n1", "i", "a", NoteKind.QUOTE),
        note("n2", "i", "a", NoteKind.QUOTE),
        note("n3", "i", "a", NoteKind.ACTION),
        note("n4", "j", "a", NoteKind.VIEW),
        note("n5", "i", "b", NoteKind.ACTION),
    ]
    told = review(
        interviews=[session("i", "cooks"), session("j", "cooks")],
        notes=notes,
        submissions=[Submission(**G, id="s", reference="SM01", title="Letter", partner_id="cooks")],
        passages=[passage("p", "s", "a")],
    )
    found = cell(coverage(told), "a", "cooks")
    assert (found.words, found.by_kind, found.interviews) == ("3 notes, 1 passage", "2 quotes, 1 view, 1 passage", 2)
    assert cell(coverage(told), "b", "cooks").state is CellState.NO_ANSWER, "a promise shows that it was put"


def test_a_session_with_two_partners_counts_for_each_and_is_one_source() -> None:
    told = review(interviews=[session("i", "nurses", "cooks")], notes=[note("n", "i", "a")])
    row = next(row for row in coverage(told).rows if row.place.line.id == "a")
    assert (row.answered_by, row.sources) == (["health", "cooks"], 1)
    both = review(interviews=[session("i", "nurses", "clinic")], notes=[note("n", "i", "a")])
    assert cell(coverage(both), "a", "health").words == "1 note", "under one umbrella it is the same note"


def test_umbrella_or_single() -> None:
    told = review(
        interviews=[session("i", "nurses"), session("j", "health")], notes=[note("n", "i", "a"), note("m", "j", "a")]
    )
    assert cell(coverage(told), "a", "health").words == "2 notes"
    single = coverage(told, single=True)
    assert [column.name for column in single.columns] == ["Health as a whole", "School nurses", "Clinic", "Cooks"]
    assert [cell(single, "a", p).words for p in ("health", "nurses", "clinic")] == ["1 note", "1 note", "not asked"]
    assert "health" not in [c.id for c in coverage(review(interviews=[session("i", "nurses")]), single=True).columns]


def test_a_line_for_an_umbrella_is_for_its_organisations_and_the_other_way_round() -> None:
    lines = [line.model_copy(update={"asked_of": ["health"]}) for line in LINES[-1:]]
    assert cell(coverage(review(enquiry=lines), single=True), "q2", "clinic").state is CellState.NOT_ASKED
    lines = [line.model_copy(update={"asked_of": ["clinic"]}) for line in LINES[-1:]]
    assert cell(coverage(review(enquiry=lines)), "q2", "health").state is CellState.NOT_ASKED


def test_the_parts_of_a_question_are_counted_on_it() -> None:
    told = review(interviews=[session("i", "cooks")], notes=[note("n", "i", "a"), note("m", "i", "q1")])
    assert cell(coverage(told), "q1", "cooks").words == "1 note", "what was said on the question as a whole"
    whole = coverage(told, whole_questions=True)
    assert [row.place.number for row in whole.rows] == ["", "1", "2"]
    assert cell(whole, "q1", "cooks").words == "2 notes"


def test_nothing_disappears_for_want_of_a_partner() -> None:
    told = review(
        interviews=[session("i"), session("j", "in the bin")], notes=[note("n", "i", "a"), note("m", "j", "a")]
    )
    matrix = coverage(told)
    assert [column.name for column in matrix.columns] == ["Health", "Cooks", "No partner named"]
    assert cell(matrix, "a", NOBODY).words == "2 notes"


@pytest.mark.parametrize(
    ("parts", "gone"),
    [
        ({"notes": [note("n", "i", "a", NoteKind.QUOTE, speaker="Parent A")]}, "people's experience"),
        ({"notes": [note("n", "i", "a", NoteKind.OBSERVATION)]}, "observation"),
        ({"snapshots": [Snapshot(**G, id="d", title="Meals", rows=[["2025", "61"]])]}, "figures"),
        ({"submissions": [Submission(**G, id="s", reference="SM01", title="Letter")]}, "documents"),
    ],
)
def test_kinds_of_evidence_that_nobody_has_given_are_named(parts: dict[str, Any], gone: str) -> None:
    every = ["people's experience", "observation", "figures", "documents"]
    assert [kind.name for kind in kinds_not_given(review())] == every
    left = kinds_not_given(review(interviews=[session("i", "cooks")], **parts))
    assert [kind.name for kind in left] == [name for name in every if name != gone]
    assert all(kind.sentence.endswith(".") for kind in left)


def test_a_quotation_of_an_officer_is_nobodys_own_experience() -> None:
    said = [note("n", "i", "a", NoteKind.QUOTE, speaker="Ms P Lee")]
    officers = review(interviews=[session("i", "cooks")], notes=said)
    assert "work in the services" in kinds_not_given(officers)[0].sentence
    people = [Interviewee(name="Ms P Lee", role="Parent")]
    parent = review(interviews=[session("i", "cooks", interviewees=people)], notes=said)
    assert kinds_not_given(parent)[0].name == "observation"
    forum = [Partner(**G, id="forum", name="Parents’ Forum")]
    assert kinds_not_given(review(partners=forum, interviews=[session("i", "forum")], notes=said))[0].name != (
        "people's experience"
    )


def test_forty_lines_by_fifteen_partners_with_five_thousand_notes_is_quick() -> None:
    lines = [EnquiryLine(**G, id=f"q{n}", kind=LineKind.QUESTION, text="Why?", position=n) for n in range(40)]
    partners = [Partner(**G, id=f"p{n}", name=f"Partner {n}", position=n) for n in range(15)]
    sessions = [session(f"i{n}", f"p{n % 15}", f"p{(n + 1) % 15}") for n in range(30)]
    notes = [note(f"n{n}", f"i{n % 30}", f"q{n % 40}", position=n) for n in range(5000)]
    big = review(enquiry=lines, partners=partners, interviews=sessions, notes=notes)
    begin = time.process_time()
    matrix = coverage(big)
    assert time.process_time() - begin < 2, "nothing here may grow with the square of the notes"
    assert sum(len(c.notes) for row in matrix.rows for c in row.cells.values()) == 10000
