"""Lines that were taken: changed, picked, waited for, locked, corrected, and the findings that rest on them."""

from __future__ import annotations

from datetime import date

import pytest
from textual.widgets import Input, TextArea

from groups.group import Group
from groups.rows import Author, new_id
from groups.sensitivity import Sensitivity
from interviews.drafts import Draft
from interviews.interview import Interview, Note, NoteKind
from tests.workbench.app.conftest import picture, says, until
from tests.workbench.app.interview_samples import add_interview, notes, opened, take, write
from tests.workbench.app.waiting import answer, opens
from tests.workbench.conftest import Clock
from workbench.dialogs.ask import AskWhich, AskWords
from workbench.screens.interview import InterviewScreen
from workbench.services.close_out import confirm
from workbench.services.editing import Locked, change
from workbench.services.notes import change_note, take_note
from workbench.widgets.note_line import NoteLine
from workbench.widgets.notes_list import NotesList
from workbench.workspace.undo import undo
from workbench.workspace.workspace import Workspace


@pytest.fixture
def interview(workspace: Workspace, group: Group) -> Interview:
    """An interview that is planned, with two questions, the first in three parts."""
    return add_interview(workspace, group)


async def test_lines_of_others_appear_and_nothing_is_overwritten(workspace: Workspace, interview: Interview) -> None:
    app = opened(workspace, interview)
    other = Workspace(workspace.folder, workspace.again().db, Author("Councillor B Mutton", Clock()))
    async with app.run_test(size=(120, 40)) as pilot:
        await write(pilot, "Mine, half written")
        take(other, interview, "Theirs")
        with other.transaction():
            other.records.drafts.keep(Draft(id=new_id(), interview_id=interview.id, text="Theirs, half written"))
        await until(pilot, says(app, "Theirs, half written · not finished"), 5)
        shown = picture(app)
        assert "Mutton" in shown
        assert app.screen.query_one(NoteLine).value == "Mine, half written"
        await pilot.press("enter")
        await pilot.pause()
    other.close()
    assert [n.text for n in notes(workspace, interview)] == ["Theirs", "Mine, half written"]
    assert [d.text for d in workspace.records.drafts.of(interview.id)] == ["Theirs, half written"]


async def test_an_old_line_is_changed_binned_and_brought_back(workspace: Workspace, interview: Interview) -> None:
    take(workspace, interview, "First", "Secnd")
    app = opened(workspace, interview)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("up", "e")
        await pilot.pause()
        app.screen.query_one("#field-text", TextArea).text = "Second"
        await pilot.press("escape")
        await pilot.pause()
        assert [n.text for n in notes(workspace, interview)] == ["First", "Second"]
        await pilot.press("q", "d")
        await pilot.pause()
        assert [n.text for n in notes(workspace, interview)] == ["First"]
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert [(n.text, n.kind) for n in notes(workspace, interview)] == [
            ("First", NoteKind.NOTE),
            ("Second", NoteKind.QUOTE),
        ]
        await pilot.press("down")
        await pilot.pause()
        app.screen.query_one(NotesList).choose(notes(workspace, interview)[-1].id)
        await pilot.press("down")
        await pilot.pause()
        assert app.screen.query_one(NoteLine).has_focus


async def test_confirmed_is_locked_and_says_so(workspace: Workspace, interview: Interview) -> None:
    take(workspace, interview, "Stands as it is")
    confirm(workspace, interview.id)
    app = opened(workspace, interview)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, says(app, "Confirmed: these notes are locked"))
        assert not app.screen.query_one(NoteLine).display
        foot = picture(app).splitlines()[-1]
        assert "Correct" in foot
        assert not any(word in foot for word in ("Change", "Question", "Bin"))
        before = notes(workspace, interview)
        for key in ("q", "alt+q", "alt+p", "d", "alt+1", "alt+w", "x"):
            await pilot.press(key)
            await pilot.pause()
            await pilot.press("enter")
            await pilot.pause()
            if not isinstance(app.screen, InterviewScreen):
                await pilot.press("escape")
                await pilot.pause()
        assert notes(workspace, interview) == before


async def test_a_confirmed_line_is_corrected_by_a_new_line(workspace: Workspace, interview: Interview) -> None:
    take(workspace, interview, "It was 40 children.")
    confirm(workspace, interview.id)
    app = opened(workspace, interview)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: app.screen.query_one(NotesList).has_focus)
        await opens(pilot, AskWords, "enter")
        await answer(pilot, "It was 140 children.")
        await until(pilot, says(app, "Correction to line 1: It was 140 children."))
        assert app.screen.query_one(NotesList).chosen == notes(workspace, interview)[1].id
    first, second = notes(workspace, interview)
    assert (first.text, first.version) == ("It was 40 children.", 1)
    assert second.corrects == first.id


async def test_help_is_in_sight_on_the_lines_of_a_narrow_screen(workspace: Workspace, interview: Interview) -> None:
    take(workspace, interview, "one")
    app = opened(workspace, interview)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, says(app, "one"))
        await pilot.press("up")
        await until(pilot, says(app, "Change", "Finding", "Leave", "? Help"))


async def test_what_is_said_of_picked_lines_is_said_of_all(workspace: Workspace, interview: Interview) -> None:
    take(workspace, interview, "one", "two", "three")
    app = opened(workspace, interview)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await until(pilot, says(app, "three"))
        await pilot.press("up", "up", "up", "space", "space")
        await until(pilot, says(app, "picked · one", "picked · two"))
        await pilot.press("alt+2")
        await until(pilot, lambda: [bool(n.line_id) for n in notes(workspace, interview)] == [True, True, False])
        await until(pilot, lambda: not says(app, "picked · one")())
    undo(workspace)
    assert not any(n.line_id for n in notes(workspace, interview))


async def test_an_action_is_waited_for_and_alt_d_says_by_whom(workspace: Workspace, interview: Interview) -> None:
    app = opened(workspace, interview)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await write(pilot, "Will send the return by Friday")
        await pilot.press("alt+a", "enter")
        await until(pilot, says(app, "Alt+D: who sees"))
        which = await opens(pilot, AskWhich, "alt+d")
        assert which
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, AskWords))
        await pilot.press("enter")  # the Friday that the line names is offered
        await until(pilot, says(app, "by 16 Jan"))
        await until(pilot, says(app, "Councillor A Okoro sees to it"))
    (request,) = workspace.records.requests.find(interview_id=interview.id)
    assert (request.owner, request.due) == ("Councillor A Okoro", date(2026, 1, 16))


async def test_the_action_being_written_is_meant_and_not_the_one_before(
    workspace: Workspace, interview: Interview
) -> None:
    app = opened(workspace, interview)
    async with app.run_test(size=(120, 40)) as pilot:
        await write(pilot, "Will send the return")
        await pilot.press("alt+a", "enter")
        await until(pilot, says(app, "Alt+D: who sees"))
        await write(pilot, "Will ring the school")
        await pilot.press("alt+a")
        await opens(pilot, AskWhich, "alt+d")
        await until(pilot, says(app, "Who sees to it? “Will ring the school”"))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, AskWords))
        await pilot.press("enter")
        await until(pilot, lambda: not isinstance(app.screen, AskWords))
    owners = {r.what: r.owner for r in workspace.records.requests.find(interview_id=interview.id)}
    assert owners == {"Will send the return": "", "Will ring the school": "Councillor A Okoro"}


async def test_a_line_that_became_private_makes_its_promise_private(workspace: Workspace, interview: Interview) -> None:
    with workspace.write("Take notes"):
        note = take_note(
            workspace,
            Note(group_id=interview.group_id, interview_id=interview.id, text="Rings the aunt", kind=NoteKind.ACTION),
        )
    change_note(workspace, note, "Say how private", sensitivity=Sensitivity.CONFIDENTIAL)
    (request,) = workspace.records.requests.find(interview_id=interview.id)
    assert request.sensitivity is Sensitivity.CONFIDENTIAL


async def test_a_line_that_is_no_action_after_all_is_not_waited_for(workspace: Workspace, interview: Interview) -> None:
    with workspace.write("Take notes"):
        note = take_note(
            workspace,
            Note(group_id=interview.group_id, interview_id=interview.id, text="Rings back", kind=NoteKind.ACTION),
        )
    change_note(workspace, note, "No action", kind=NoteKind.VIEW)
    assert workspace.records.requests.find(interview_id=interview.id) == []
    undo(workspace)
    assert len(workspace.records.requests.find(interview_id=interview.id)) == 1


async def test_a_form_that_is_open_cannot_change_what_was_confirmed(workspace: Workspace, interview: Interview) -> None:
    take(workspace, interview, "Stands as it is")
    read = notes(workspace, interview)[0]
    confirm(workspace, interview.id)
    with pytest.raises(Locked):
        change(workspace, workspace.records.notes, read, {"text": "Something else"}, "Change a note")
    with pytest.raises(Locked):
        change(workspace, workspace.records.interviews, interview, {"title": "Another"}, "Change the interview")
    assert notes(workspace, interview) == [read]


async def test_a_click_chooses(workspace: Workspace, interview: Interview) -> None:
    take(workspace, interview, "First", "Second", "Third")
    app = opened(workspace, interview)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.click(NotesList, offset=(20, 1))
        await pilot.pause()
        assert app.screen.query_one(NotesList).chosen == notes(workspace, interview)[1].id
        assert isinstance(app.screen, InterviewScreen)
        await pilot.click("#questions", offset=(8, 2))
        await pilot.pause()
        first_part = next(line.id for line in workspace.records.enquiry.find() if line.text == "Part a?")
        assert app.screen.query_one(NoteLine).draft.line_id == first_part


async def test_a_finding_rests_on_a_line_but_never_on_an_exempt_one(workspace: Workspace, interview: Interview) -> None:
    take(workspace, interview, "Nobody told us", "A secret")
    secret = notes(workspace, interview)[1]
    with workspace.write("Close"):
        workspace.records.notes.save(
            secret.model_copy(
                update={"sensitivity": Sensitivity.EXEMPT, "exempt_reason": "Schedule 12A, paragraph 1: x"}
            )
        )
    app = opened(workspace, interview)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for note in notes(workspace, interview):
            await pilot.press("up")
            app.screen.query_one(NotesList).choose(note.id)
            await pilot.press("f")
            await pilot.pause()
            assert "A secret" not in app.screen.query_one(Input).value
            app.screen.query_one(Input).value = "Families are not told"
            await pilot.press("enter")
            await pilot.pause()
    assert len(workspace.records.findings.find()) == 1
    (link,) = workspace.records.evidence.find()
    assert (link.quote, link.address.id) == ("Nobody told us", notes(workspace, interview)[0].id)
