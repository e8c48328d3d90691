"""Notes of an interview: lines kept with a key, tags, privacy with its reason, and typing that no end can lose."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from groups.enquiry import EnquiryLine, LineKind
from groups.group import Declaration, Group
from groups.rows import Author, new_id
from groups.sensitivity import Sensitivity
from interviews.drafts import Draft
from interviews.interview import Interview, Interviewee, InterviewState, Note, NoteKind
from interviews.partner import Partner
from interviews.theme import Theme
from tests.hostile import HOSTILE_STRINGS
from tests.workbench.app.conftest import picture, says, until
from tests.workbench.app.waiting import answer, opens
from tests.workbench.conftest import Clock
from workbench.app import WorkbenchApp
from workbench.dialogs.ask import AskWhich, AskWords
from workbench.dialogs.begin_interview import BeginInterview
from workbench.dialogs.themes import SayThemes
from workbench.screens.interview import InterviewScreen
from workbench.screens.place import Place
from workbench.services.close_out import confirm
from workbench.services.editing import Locked, change
from workbench.services.notes import change_note, lines_of_interview, take_note
from workbench.widgets.note_line import NoteLine
from workbench.widgets.notes_list import NotesList
from workbench.workspace.undo import undo
from workbench.workspace.workspace import Workspace, open_workspace

SIZES = [(120, 40), (80, 24)]


@pytest.fixture
def interview(workspace: Workspace, group: Group) -> Interview:
    """An interview that is planned, with two questions, the first in three parts."""
    with workspace.write("Make an interview"):
        for number, parts in ((1, "abc"), (2, "")):
            question = workspace.records.enquiry.add(
                EnquiryLine(group_id=group.id, kind=LineKind.QUESTION, text=f"Question {number}?", position=number)
            )
            for place, part in enumerate(parts):
                workspace.records.enquiry.add(
                    EnquiryLine(
                        group_id=group.id,
                        kind=LineKind.SUB_QUESTION,
                        text=f"Part {part}?",
                        parent_id=question.id,
                        position=place,
                    )
                )
        return workspace.records.interviews.add(
            Interview(
                group_id=group.id,
                title="Attendance team",
                interviewees=[Interviewee(name="Ms P Lee", role="Head of Service")],
                present=["Councillor A Okoro"],
                began_at=workspace.author.now(),
            )
        )


def notes(workspace: Workspace, interview: Interview) -> list[Note]:
    return lines_of_interview(workspace, interview.id)


def take(workspace: Workspace, interview: Interview, *texts: str) -> None:
    with workspace.write("Take notes"):
        for place, text in enumerate(texts, start=1):
            workspace.records.notes.add(
                Note(
                    group_id=interview.group_id,
                    interview_id=interview.id,
                    text=text,
                    author="A Tester",
                    taken_at=workspace.author.now(),
                    position=place,
                )
            )


def opened(workspace: Workspace, interview: Interview, chosen: str = "") -> WorkbenchApp:
    return WorkbenchApp(workspace, start=Place("interview", interview.id, chosen=chosen))


async def write(pilot: Pilot[int], text: str) -> None:
    line = pilot.app.screen.query_one(NoteLine)
    line.value = text
    line.cursor_position = len(text)
    await pilot.pause()


@pytest.mark.parametrize("size", SIZES, ids=["wide", "narrow"])
async def test_each_enter_keeps_a_line(workspace: Workspace, interview: Interview, size: tuple[int, int]) -> None:
    app = opened(workspace, interview)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert "No notes yet" in picture(app)
        for text in ("Absence is highest in Year 10", "It is anxiety, not truancy."):
            await write(pilot, text)
            await pilot.press("enter")
        await pilot.pause()
        shown = picture(app)
    assert "Absence is highest in Year 10" in shown
    assert "Tester" in shown
    assert "Saved" in shown
    assert "Alt+Q Quote" in shown
    assert "Leave" in shown
    kept = notes(workspace, interview)
    assert [(n.text, n.author, n.position) for n in kept] == [
        ("Absence is highest in Year 10", "A Tester", 1),
        ("It is anxiety, not truancy.", "A Tester", 2),
    ]
    assert kept[0].taken_at is not None
    assert workspace.records.interviews.get(interview.id).state is InterviewState.LIVE
    assert workspace.records.drafts.of(interview.id) == []


async def test_alt_keys_tag_the_line_being_written(workspace: Workspace, interview: Interview) -> None:
    app = opened(workspace, interview)
    async with app.run_test(size=(120, 40)) as pilot:
        await write(pilot, "It is anxiety, not truancy.")
        await pilot.press("alt+1", "alt+1", "alt+1", "alt+q")
        await pilot.pause()
        assert "Question 1b · quote" in picture(app)
        await pilot.press("enter")
        await write(pilot, "Will send the return")
        await pilot.press("alt+a", "alt+2", "enter")
        await pilot.pause()
        shown = picture(app)
    first, second = notes(workspace, interview)
    numbers = {line.text: line.id for line in workspace.records.enquiry.find()}
    assert (first.line_id, first.kind) == (numbers["Part b?"], NoteKind.QUOTE)
    assert (second.line_id, second.kind) == (numbers["Question 2?"], NoteKind.ACTION)
    assert "asked, 1 note" in shown
    assert "1a  1c" in shown  # still to ask
    promised = shown.partition("Promised")[2]
    assert "Will send the return" in promised


async def test_the_keys_come_as_a_terminal_sends_them(workspace: Workspace, interview: Interview) -> None:
    """Alt and a figure is Esc and the figure, which Textual by itself reads as a sign that people type, such as £."""
    from textual._xterm_parser import XTermParser

    app = opened(workspace, interview)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        keys = [*XTermParser().feed("\x1b1\x1b1\x1bq£5")]
        assert [key.key for key in keys if isinstance(key, events.Key)] == [
            "alt+1",
            "alt+1",
            "alt+q",
            "pound_sign",
            "5",
        ]
        for key in keys:
            app.post_message(key)
        await pilot.pause()
        line = app.screen.query_one(NoteLine)
        assert (line.value, line.draft.kind) == ("£5", NoteKind.QUOTE)


@pytest.mark.parametrize("key", ["alt+x", "x"], ids=["the line being written", "a line taken"])
async def test_private_asks_for_the_paragraph_and_the_reason(
    workspace: Workspace, interview: Interview, key: str
) -> None:
    take(workspace, interview, "The eldest cares for a parent")
    app = opened(workspace, interview)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        if key == "x":
            await pilot.press("up")
        else:
            await write(pilot, "The eldest cares for a parent")
        await pilot.press(key)
        await pilot.pause()
        assert "Exempt, paragraph 1: about an individual" in picture(app)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert "Type something" in picture(app), "a reason was not asked for"
        app.screen.query_one(Input).value = "names a child"
        await pilot.press("enter")
        await pilot.pause()
        if key != "x":
            assert "exempt · Schedule 12A, paragraph 1" in picture(app)
            await pilot.press("enter")
            await pilot.pause()
        assert "· exempt" in picture(app)
    note = notes(workspace, interview)[-1]
    assert note.sensitivity is Sensitivity.EXEMPT
    assert note.exempt_reason == "Schedule 12A, paragraph 1: names a child"


async def test_an_unfinished_line_keeps_its_privacy_and_the_next_begins_as_a_working_paper(
    workspace: Workspace, interview: Interview
) -> None:
    app = opened(workspace, interview)
    async with app.run_test(size=(120, 40)) as pilot:
        await write(pilot, "In confidence:")
        app.screen.query_one(NoteLine).say(sensitivity=Sensitivity.CONFIDENTIAL)
        assert app.screen.query_one(NoteLine).flush()
        assert workspace.records.drafts.of(interview.id)[0].sensitivity is Sensitivity.CONFIDENTIAL
        await pilot.press("enter")
        await pilot.pause()
        assert app.screen.query_one(NoteLine).draft.sensitivity is Sensitivity.WORKING
    assert notes(workspace, interview)[0].sensitivity is Sensitivity.CONFIDENTIAL


async def test_the_speaker_is_chosen_from_who_is_here_and_stays(workspace: Workspace, interview: Interview) -> None:
    app = opened(workspace, interview)
    async with app.run_test(size=(120, 40)) as pilot:
        await write(pilot, "We ring in the first week")
        await pilot.press("alt+s")
        await pilot.pause()
        assert "Councillor A Okoro" in picture(app)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("enter")
        await write(pilot, "And write in the second")
        await pilot.press("enter")
        await pilot.pause()
        assert "Ms P Lee: We ring in the first week" in picture(app)
    assert [n.speaker for n in notes(workspace, interview)] == ["Ms P Lee", "Ms P Lee"]


async def test_what_is_typed_is_on_disk_at_once(workspace: Workspace, interview: Interview) -> None:
    app = opened(workspace, interview)
    async with app.run_test(size=(120, 40)) as pilot:
        await write(pilot, "half a wo")
        with workspace.again() as other:
            await until(pilot, lambda: [d.text for d in other.records.drafts.of(interview.id)] == ["half a wo"])
        assert notes(workspace, interview) == []
        await write(pilot, "")
        await until(pilot, lambda: [d.text for d in workspace.records.drafts.of(interview.id)] == [""])
    assert workspace.records.drafts.of(interview.id) == []


@pytest.mark.parametrize("how", ["escape", "exit", "tab"])
async def test_an_unfinished_line_is_there_again(workspace: Workspace, interview: Interview, how: str) -> None:
    take(workspace, interview, "A whole line")
    app = opened(workspace, interview)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await write(pilot, "half a wo")
        app.screen.query_one(NoteLine).say(kind=NoteKind.QUOTE)
        await write(pilot, "half a word more")
        if how == "escape":
            await pilot.press("escape")
            assert app.screen.name == "group"
        elif how == "tab":
            app.screen.query_one(NotesList).focus()
            await pilot.pause()
            assert [d.text for d in workspace.records.drafts.of(interview.id)] == ["half a word more"]
    again = opened(workspace, interview)
    async with again.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        line = again.screen.query_one(NoteLine)
        assert (line.value, line.cursor_position, line.has_focus) == ("half a word more", 16, True)
        shown = picture(again)
        assert "A whole line" in shown
        assert "half a word more" in shown
        assert "No question yet · quote" in shown
        await pilot.press("enter")
        await pilot.pause()
    assert [n.text for n in notes(workspace, interview)] == ["A whole line", "half a word more"]
    assert workspace.records.drafts.of(interview.id) == []


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


async def test_at_the_start_who_is_here_is_asked_once(workspace: Workspace, interview: Interview) -> None:
    with workspace.write("As if it had not begun"):
        partner = workspace.records.partners.add(Partner(group_id=interview.group_id, name="Attendance Team"))
        rows = workspace.records.interviews
        declared = [Declaration(person="Councillor A Okoro", interest="sits on the board of the Attendance Team")]
        rows.save(
            rows.get(interview.id).model_copy(
                update={"began_at": None, "partner_ids": [partner.id], "declarations": declared}
            )
        )
    app = opened(workspace, interview)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, BeginInterview))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, InterviewScreen))
        await until(pilot, lambda: app.screen.query_one(NoteLine).has_focus)
        begun = workspace.records.interviews.get(interview.id)
        assert begun.state is InterviewState.LIVE
        assert begun.began_at is not None
        await until(pilot, says(app, "Councillor A Okoro", "ask the Chair"))
    again = opened(workspace, interview)
    async with again.run_test(size=(120, 40)) as pilot:
        await pilot.pause(0.1)
        assert isinstance(again.screen, InterviewScreen)


async def test_what_is_planned_for_another_day_can_be_looked_at(workspace: Workspace, interview: Interview) -> None:
    with workspace.write("As if it were next week"):
        rows = workspace.records.interviews
        later = workspace.today().date() + timedelta(days=7)
        rows.save(rows.get(interview.id).model_copy(update={"began_at": None, "on": later}))
    app = opened(workspace, interview)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, InterviewScreen))
        await pilot.pause(0.1)
        assert isinstance(app.screen, InterviewScreen)
    assert workspace.records.interviews.get(interview.id).state is InterviewState.PLANNED


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("alt+q", NoteKind.QUOTE),
        ("alt+p", NoteKind.PARAPHRASE),
        ("alt+f", NoteKind.FACT),
        ("alt+v", NoteKind.VIEW),
        ("alt+n", NoteKind.ANECDOTE),
        ("alt+a", NoteKind.ACTION),
        ("alt+o", NoteKind.OBSERVATION),
    ],
)
async def test_each_kind_has_one_key(workspace: Workspace, interview: Interview, key: str, kind: NoteKind) -> None:
    take(workspace, interview, "There before")
    app = opened(workspace, interview)
    async with app.run_test(size=(120, 40)) as pilot:
        await write(pilot, "Nobody rang back")
        line = app.screen.query_one(NoteLine)
        line.cursor_position = 6
        await pilot.press(key)
        await pilot.pause()
        assert (line.draft.kind, line.value, line.cursor_position) == (kind, "Nobody rang back", 6)
        await pilot.press("up", key)
        await until(pilot, lambda: notes(workspace, interview)[0].kind is kind)


async def test_what_a_key_with_alt_says_belongs_to_its_line(workspace: Workspace, interview: Interview) -> None:
    """On a busy machine keys wait: what a key with Alt says belongs to the line in which it was pressed."""
    app = opened(workspace, interview)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: app.screen.query_one(NoteLine).has_focus)
        for question, word in (("alt+1", "one"), ("alt+2", "two")):
            app.post_message(events.Key(question, question[-1]))
            for letter in word:
                app.post_message(events.Key(letter, letter))
            app.post_message(events.Key("enter", "\r"))
        app.post_message(events.Key("alt+1", "1"))
        await until(pilot, lambda: len(notes(workspace, interview)) == 2)
        numbers = app.screen.now.numbers if isinstance(app.screen, InterviewScreen) else {}
        assert [(n.text, numbers[n.line_id]) for n in notes(workspace, interview)] == [("one", "1"), ("two", "2")]


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
    async with app.run_test(size=(120, 40)) as pilot:
        await write(pilot, "Will send the return by Friday")
        await pilot.press("alt+a", "enter")
        await until(pilot, says(app, "Alt+D: who sees"))
        which = await opens(pilot, AskWhich, "alt+d")
        assert which
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, AskWords))
        await pilot.press("enter")  # the Friday that the line names is offered
        await until(pilot, says(app, "by 16 Jan"))
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


async def test_asked_without_an_answer(workspace: Workspace, interview: Interview) -> None:
    app = opened(workspace, interview)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("alt+2", "alt+u")
        await until(pilot, says(app, "asked, no answer"))
        await pilot.press("alt+u")
        await until(pilot, lambda: not says(app, "asked, no answer")())


async def test_themes_of_the_line_kept_last(workspace: Workspace, interview: Interview) -> None:
    with workspace.write("Make a theme"):
        theme = workspace.records.themes.add(Theme(group_id=interview.group_id, name="Being believed"))
    app = opened(workspace, interview)
    async with app.run_test(size=(120, 40)) as pilot:
        await write(pilot, "Nobody believed her")
        await pilot.press("enter")
        await until(pilot, lambda: len(notes(workspace, interview)) == 1)
        await opens(pilot, SayThemes, "alt+t")
        await pilot.press("1", "enter")
        await until(pilot, lambda: notes(workspace, interview)[0].theme_ids == [theme.id])


async def test_who_is_here_can_be_written(workspace: Workspace, interview: Interview) -> None:
    app = opened(workspace, interview)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("alt+w")
        await pilot.pause()
        asked = app.screen.query_one("#field-interviewees", TextArea)
        assert asked.text == "Ms P Lee; Head of Service"
        asked.text = "Ms P Lee; Head of Service; named\nMr D Cole; ; a parent"
        app.screen.query_one("#field-declarations", TextArea).text = "Councillor A Okoro; Westfield School; governor"
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert "3 here" in picture(app)
    kept = workspace.records.interviews.get(interview.id)
    assert kept.interviewees == [
        Interviewee(name="Ms P Lee", role="Head of Service", attribution="named"),
        Interviewee(name="Mr D Cole", attribution="a parent"),
    ]
    assert kept.declarations == [Declaration(person="Councillor A Okoro", body="Westfield School", interest="governor")]


async def test_keys_that_come_all_at_once_act_in_their_turn(workspace: Workspace, interview: Interview) -> None:
    app = opened(workspace, interview)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for key in ("a", "x", "backspace", "b", "enter", "c", "d"):
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        await pilot.pause()
        assert app.screen.query_one(NoteLine).value == "cd"
        await until(pilot, lambda: [d.text for d in workspace.records.drafts.of(interview.id)] == ["cd"])
    assert [n.text for n in notes(workspace, interview)] == ["ab"]


async def test_pasted_lines_are_notes_and_one_step_of_undo(workspace: Workspace, interview: Interview) -> None:
    app = opened(workspace, interview)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.screen.query_one(NoteLine).post_message(events.Paste("One\n\nTwo\r\nThree \x1b[31mred"))
        await pilot.pause()
        assert [n.text for n in notes(workspace, interview)] == ["One", "Two", "Three red"]
    undo(workspace)
    assert notes(workspace, interview) == []


async def test_the_palette_does_what_the_keys_do(workspace: Workspace, interview: Interview) -> None:
    app = opened(workspace, interview)
    async with app.run_test(size=(120, 40)) as pilot:
        await write(pilot, "It is anxiety")
        await pilot.press("ctrl+p")
        await pilot.pause()
        app.screen.query_one(Input).value = "Quote"
        await until(pilot, says(app, "Alt+Q"))
        await pilot.press("enter")
        await until(pilot, lambda: app.screen.name == "interview")
        await until(pilot, lambda: app.screen.query_one(NoteLine).draft.kind is NoteKind.QUOTE)


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


async def test_hostile_text_is_only_text(workspace: Workspace, interview: Interview) -> None:
    app = opened(workspace, interview)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        line = app.screen.query_one(NoteLine)
        line.say(speaker="[/b] [@click=app.quit]x[/]")
        line.value = " ".join(HOSTILE_STRINGS)
        await pilot.pause()
        assert "\x1b" not in picture(app)
        line.value = ""
        line.post_message(events.Paste("\n".join(HOSTILE_STRINGS)))
        await pilot.pause()
        await pilot.press("up", "up")
        assert app.return_value is None
        assert "\x1b" not in picture(app)
    kept = [n.text for n in notes(workspace, interview)]
    assert "[/nope] [b]bold[/b] [red" in kept
    assert not any("\x1b" in text or "\u202e" in text for text in kept)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize("end", ["SIGTERM", "SIGHUP", "SIGKILL", "closed terminal"])
def test_a_real_end_of_the_program_loses_nothing(tmp_path: Path, end: str) -> None:
    """The real command in a pseudo-terminal: a line taken, half a line typed, then the end."""
    import fcntl
    import pty
    import termios

    folder = tmp_path / "workspace"
    with open_workspace(folder, Author("A Tester", Clock())) as workspace, workspace.write("Make"):
        group = workspace.records.groups.add(Group(title="Elective Home Education"))
        made = workspace.records.interviews.add(
            Interview(group_id=group.id, title="Attendance team", began_at=workspace.author.now())
        )
        from workbench.services.places import remember

        remember(workspace, Place("interview", made.id))
    leader, follower = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", "from workbench.cli.main import run; run()", "--workspace", str(folder)],
        stdin=follower,
        stdout=follower,
        stderr=follower,
        start_new_session=True,
        # The pseudo-terminal is the one the program belongs to, so that closing it hangs up as a window does.
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        env={**os.environ, "WORKBENCH_NAME": "A Tester", "TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24"},
    )
    os.close(follower)
    os.set_blocking(leader, False)
    read_until(leader, b"Enter keeps", process)
    # All at once, as fast typing comes: letters after Enter are on their way while the line is being kept.
    os.write(leader, b"A whole line\rAnother\rhalf a word mo")
    wait_for(folder, made, ["A whole line", "Another"], process, leader)
    if end == "SIGKILL":  # nothing can be done at that moment: what was typed is there already
        read_until(leader, b"word mo", process)
        read_for(leader, 0.05)
        process.kill()
    else:
        read_until(leader, b"word mo", process)
        if end == "closed terminal":
            os.close(leader)
        else:
            process.send_signal(getattr(signal, end))
    deadline = time.monotonic() + 20
    while process.poll() is None and time.monotonic() < deadline:
        if end != "closed terminal":
            read_for(leader, 0.05)
        else:
            time.sleep(0.05)
    has_ended = process.poll() is not None
    process.kill()
    process.wait()
    assert has_ended
    if end != "closed terminal":
        os.close(leader)
    with open_workspace(folder, Author("A Tester", Clock())) as workspace:
        assert [n.text for n in lines_of_interview(workspace, made.id)] == ["A whole line", "Another"]
        assert [d.text for d in workspace.records.drafts.of(made.id)] == ["half a word mo"]


def read_for(leader: int, seconds: float) -> bytes:
    """Read what the program draws, so that it never waits for the terminal."""
    seen, until = b"", time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            seen += os.read(leader, 65536)
        except BlockingIOError:
            time.sleep(0.01)
        except OSError:
            break
    return seen


def read_until(leader: int, words: bytes, process: subprocess.Popen[bytes]) -> None:
    import re

    seen, deadline = b"", time.monotonic() + 30
    while time.monotonic() < deadline and process.poll() is None:
        seen += read_for(leader, 0.05)
        if words in re.sub(rb"\x1b\[[0-9;?]*[a-zA-Z]", b"", seen):
            return
    process.kill()  # else it runs on beside all tests after this one
    process.wait()
    raise AssertionError(f"{words!r} was never drawn: {seen[-2000:]!r}")


def wait_for(folder: Path, made: Interview, texts: list[str], process: subprocess.Popen[bytes], leader: int) -> None:
    with open_workspace(folder, Author("A Tester", Clock())) as workspace:
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline and process.poll() is None:
            read_for(leader, 0.05)
            if [n.text for n in lines_of_interview(workspace, made.id)] == texts:
                return
    process.kill()
    process.wait()
    raise AssertionError("the line was never kept")
