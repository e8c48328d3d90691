"""The same said about many lines in one step; a line that somebody else changed is left to them, and named."""

from __future__ import annotations

import time

import pytest

from groups.group import Group
from groups.sensitivity import NoReason, Sensitivity
from interviews.interview import InterviewState, Note, NoteKind
from interviews.theme import Theme
from tests.workbench.held_samples import HeldIds, hold
from workbench.services.many_notes import (
    add_theme,
    in_words,
    set_kind,
    set_privacy,
    set_question,
    set_speaker,
    take_theme_off,
)
from workbench.services.notes import bin_note, change_note, lines_of_interview, set_state
from workbench.services.requests import from_note
from workbench.workspace.undo import undo
from workbench.workspace.workspace import Workspace


@pytest.fixture
def held(workspace: Workspace) -> HeldIds:
    with workspace.write("Make"):
        group = workspace.records.groups.add(Group(title="School Attendance"))
    return hold(workspace, group)


def other(workspace: Workspace) -> Workspace:
    """The same workspace with somebody else at it."""
    return workspace.written_by("B Other")


def now(workspace: Workspace, held: HeldIds) -> list[Note]:
    return lines_of_interview(workspace, held.interview.id)


def test_everything_is_said_of_all_and_taken_back_in_one_step(workspace: Workspace, held: HeldIds) -> None:
    before = now(workspace, held)
    chosen = before[:3]
    done = set_question(workspace, chosen, held.lines["3"])
    assert [n.line_id for n in now(workspace, held)[:3]] == [held.lines["3"]] * 3
    assert in_words(workspace, done) == "3 lines were changed."
    undo(workspace)
    assert [n.line_id for n in now(workspace, held)] == [n.line_id for n in before]
    chosen = now(workspace, held)[:3]
    set_kind(workspace, chosen, NoteKind.VIEW)
    set_speaker(workspace, chosen, "Mr D Cole")  # each was read before the kind was changed: both stand
    set_privacy(workspace, chosen, Sensitivity.EXEMPT, "Schedule 12A, paragraph 2: x")
    kept = now(workspace, held)
    assert {(n.kind, n.speaker, n.sensitivity) for n in kept[:3]} == {(NoteKind.VIEW, "Mr D Cole", Sensitivity.EXEMPT)}
    assert kept[3].kind is NoteKind.NOTE


def test_a_line_that_somebody_changed_is_left_and_named(workspace: Workspace, held: HeldIds) -> None:
    read = now(workspace, held)
    change_note(other(workspace), read[1], "Tag", line_id=held.lines["2"])
    bin_note(other(workspace), read[4])
    done = set_question(workspace, read, held.lines["3"])
    tags = {n.id: n.line_id for n in now(workspace, held)}
    assert tags[read[1].id] == held.lines["2"]
    assert [tags[read[n].id] for n in (0, 2, 3)] == [held.lines["3"]] * 3
    assert in_words(workspace, done) == (
        "3 lines were changed. Line 2 was left: B Other changed it meanwhile. "
        "Line (in the bin) was left: B Other put it in the bin meanwhile."
    )


def test_a_change_of_something_else_is_kept_with_mine(workspace: Workspace, held: HeldIds) -> None:
    read = now(workspace, held)
    change_note(other(workspace), read[0], "Word it", text="Absence peaks in Year 10")
    done = set_speaker(workspace, read[:1], "Mr D Cole")
    assert not done.left
    kept = now(workspace, held)[0]
    assert (kept.text, kept.speaker) == ("Absence peaks in Year 10", "Mr D Cole")


def test_themes_are_put_beside_those_that_others_put(workspace: Workspace, held: HeldIds) -> None:
    with workspace.write("Themes"):
        one, two = (
            workspace.records.themes.add(Theme(group_id=held.interview.group_id, name=name)) for name in ("A", "B")
        )
    read = now(workspace, held)
    add_theme(other(workspace), read[:1], two.id)
    assert len(add_theme(workspace, read[:2], one.id).changed) == 2
    assert [n.theme_ids for n in now(workspace, held)[:2]] == [[two.id, one.id], [one.id]]
    assert add_theme(workspace, read[:2], one.id).changed == []
    take_theme_off(workspace, read[:2], one.id)
    assert [n.theme_ids for n in now(workspace, held)[:2]] == [[two.id], []]


def test_a_confirmed_interview_is_left_as_it_is(workspace: Workspace, held: HeldIds) -> None:
    set_state(workspace, held.interview.id, InterviewState.CONFIRMED)
    before = now(workspace, held)
    done = set_kind(workspace, before[:2], NoteKind.FACT)
    assert now(workspace, held) == before
    assert in_words(workspace, done) == (
        "0 lines were changed. Lines 1 and 2 were left: the interview is confirmed and locked."
    )


def test_exempt_needs_its_reason(workspace: Workspace, held: HeldIds) -> None:
    before = now(workspace, held)
    with pytest.raises(NoReason):
        set_privacy(workspace, before, Sensitivity.EXEMPT)
    assert now(workspace, held) == before
    set_privacy(workspace, before, Sensitivity.WORKING)
    assert {(n.sensitivity, n.exempt_reason) for n in now(workspace, held)} == {(Sensitivity.WORKING, "")}


def test_what_was_promised_in_them_becomes_as_private(workspace: Workspace, held: HeldIds) -> None:
    made = from_note(workspace, held.notes["return"])
    set_privacy(workspace, [held.notes["return"]], Sensitivity.CONFIDENTIAL)
    assert workspace.records.requests.get(made.id).sensitivity is Sensitivity.CONFIDENTIAL
    undo(workspace)
    assert workspace.records.requests.get(made.id).sensitivity is Sensitivity.WORKING


def test_a_thousand_lines_take_no_long_time(workspace: Workspace, held: HeldIds) -> None:
    with workspace.write("Many"):
        for n in range(1_000):
            workspace.records.notes.add(
                Note(group_id=held.interview.group_id, interview_id=held.interview.id, text=f"{n}", position=10 + n)
            )
    read = now(workspace, held)
    begun = time.process_time()
    assert len(set_question(workspace, read, held.lines["3"]).changed) == len(read)
    assert time.process_time() - begun < 5, "a choice for all lines is felt"
