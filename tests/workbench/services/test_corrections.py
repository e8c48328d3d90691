"""A confirmed line is put right by a new one that says so; both are cited as what they are."""

from __future__ import annotations

import pytest

from groups.evidence import Address, EvidenceKind, EvidenceLink
from groups.group import Group
from groups.sensitivity import Sensitivity
from interviews.interview import InterviewState, Note
from tests.workbench.held_samples import HeldIds, hold
from workbench.services.corrections import correct
from workbench.services.editing import Locked, NotAccepted
from workbench.services.evidence_pieces import pieces, source_of
from workbench.services.notes import change_note, lines_of_interview, set_state
from workbench.workspace.undo import undo
from workbench.workspace.workspace import Workspace


@pytest.fixture
def held(workspace: Workspace) -> HeldIds:
    with workspace.write("Make"):
        group = workspace.records.groups.add(Group(title="School Attendance"))
    return hold(workspace, group, state=InterviewState.CONFIRMED)


def test_the_correction_is_a_new_line_and_the_confirmed_one_stands(workspace: Workspace, held: HeldIds) -> None:
    wrong = held.notes["highest"]
    made = correct(workspace, wrong, "Absence is highest in Year 11")
    lines = lines_of_interview(workspace, held.interview.id)
    assert lines[0] == wrong
    assert lines[-1] == made
    assert (made.corrects, made.line_id, made.kind, made.speaker) == (
        wrong.id,
        wrong.line_id,
        wrong.kind,
        "Ms P Lee",
    )
    assert made.author == "A Tester"
    assert made.taken_at is not None
    assert wrong.taken_at is not None
    assert made.taken_at > wrong.taken_at
    with pytest.raises(Locked):
        change_note(workspace, made, "Change", text="Year 12")
    undo(workspace)
    assert lines_of_interview(workspace, held.interview.id) == lines[:-1]


def test_a_correction_is_as_private_as_its_line(workspace: Workspace, held: HeldIds) -> None:
    made = correct(workspace, held.notes["secret"], "It was another child")
    assert (made.sensitivity, made.exempt_reason) == (
        Sensitivity.EXEMPT,
        "Schedule 12A, paragraph 1: names a child",
    )


def test_both_are_cited_as_what_they_are(workspace: Workspace, held: HeldIds) -> None:
    wrong = held.notes["highest"]
    made = correct(workspace, wrong, "Absence is highest in Year 11")
    review = workspace.records.review(held.interview.group_id)

    def cited(note: Note) -> str:
        link = EvidenceLink(
            group_id=note.group_id,
            finding_id="f",
            address=Address(kind=EvidenceKind.NOTE, id=note.id),
            quote=note.text,
        )
        return source_of(link, review)

    assert cited(wrong) == "Attendance team, Ms P Lee, 12 Jan 2026, line 1, corrected in line 6"
    assert cited(made) == "Attendance team, Ms P Lee, 12 Jan 2026, line 6, corrects line 1"
    sources = {piece.address.id: piece.source for piece in pieces(review)}
    assert (sources[wrong.id], sources[made.id]) == (cited(wrong), cited(made))
    assert sources[held.notes["anxiety"].id] == "Attendance team, 12 Jan 2026, line 2"


@pytest.mark.parametrize("words", ["", "  \n", "Absence is highest in Year 10"])
def test_a_correction_says_something_else(workspace: Workspace, held: HeldIds, words: str) -> None:
    with pytest.raises(NotAccepted):
        correct(workspace, held.notes["highest"], words)
    assert len(lines_of_interview(workspace, held.interview.id)) == len(held.notes)


def test_while_notes_are_open_the_line_itself_is_changed(workspace: Workspace, held: HeldIds) -> None:
    set_state(workspace, held.interview.id, InterviewState.CLOSED_OUT)
    with pytest.raises(NotAccepted, match="change the line itself"):
        correct(workspace, held.notes["highest"], "Year 11")


def test_a_correction_of_a_long_interview_does_not_read_all_its_notes(
    workspace: Workspace, held: HeldIds, monkeypatch: pytest.MonkeyPatch
) -> None:
    last = max(note.position for note in held.notes.values())
    with monkeypatch.context() as patched:
        patched.setattr(workspace.records.notes, "find", None)
        assert correct(workspace, held.notes["highest"], "Year 11").position == last + 1
