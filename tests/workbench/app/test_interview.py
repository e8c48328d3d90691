"""Notes of an interview as they are typed: lines kept with a key, tags, privacy with its reason, speakers."""

from __future__ import annotations

import sys
from datetime import timedelta

import pytest
from textual import events
from textual.widgets import Input, TextArea

from groups.group import Declaration, Group
from groups.sensitivity import Sensitivity
from interviews.interview import Interview, Interviewee, InterviewState, NoteKind
from interviews.partner import Partner
from interviews.theme import Theme
from tests.hostile import HOSTILE_STRINGS
from tests.workbench.app.conftest import picture, says, until
from tests.workbench.app.interview_samples import add_interview, notes, opened, take, write
from tests.workbench.app.waiting import opens
from workbench.dialogs.ask import AskWhich
from workbench.dialogs.begin_interview import BeginInterview
from workbench.dialogs.themes import SayThemes
from workbench.screens.interview import InterviewScreen
from workbench.widgets.note_line import NoteLine
from workbench.widgets.notes_list import NotesList
from workbench.workspace.undo import undo
from workbench.workspace.workspace import Workspace

SIZES = [(120, 40), (80, 24)]


@pytest.fixture
def interview(workspace: Workspace, group: Group) -> Interview:
    """An interview that is planned, with two questions, the first in three parts."""
    return add_interview(workspace, group)


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
    assert shown.splitlines()[-1].endswith("esc Leave ^p All f1 Help")
    kept = notes(workspace, interview)
    assert [(n.text, n.author, n.position) for n in kept] == [
        ("Absence is highest in Year 10", "A Tester", 1),
        ("It is anxiety, not truancy.", "A Tester", 2),
    ]
    assert kept[0].taken_at is not None
    assert workspace.records.interviews.get(interview.id).state is InterviewState.LIVE
    assert workspace.records.drafts.of(interview.id) == []


async def test_one_who_was_sent_to_an_earlier_line_sees_what_is_kept_now(
    workspace: Workspace, interview: Interview
) -> None:
    take(workspace, interview, *(f"Line {n}" for n in range(40)))
    app = opened(workspace, interview, notes(workspace, interview)[3].id)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, says(app, "Line 3"))
        assert "Line 39" not in picture(app)
        app.screen.query_one(NoteLine).focus()
        await write(pilot, "Kept just now")
        await pilot.press("enter")
        await until(pilot, says(app, "Line 39", "Kept just now"))


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
        if sys.platform != "darwin":  # there Esc and f is Option and →
            assert [key.key for key in XTermParser().feed("\x1bf") if isinstance(key, events.Key)] == ["alt+f"]
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
        assert "1 Ms P Lee" in picture(app)
        assert "2 Councillor A Okoro" in picture(app)
        await pilot.press("1")
        await pilot.pause()
        await pilot.press("enter")
        which = await opens(pilot, AskWhich, "alt+s")
        assert await pilot.click("#back")
        await until(pilot, lambda: app.screen is not which)
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
        assert "No question yet · quote · no speaker yet (Alt+S)" in shown
        await pilot.press("enter")
        await pilot.pause()
    assert [n.text for n in notes(workspace, interview)] == ["A whole line", "half a word more"]
    assert workspace.records.drafts.of(interview.id) == []


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


async def test_asked_without_an_answer(workspace: Workspace, interview: Interview) -> None:
    records = workspace.records
    with workspace.write("Say whom the first part is for"):
        here, there = (records.partners.add(Partner(group_id=interview.group_id, name=name)) for name in ("A", "B"))
        part = next(line for line in records.enquiry.find(group_id=interview.group_id) if line.text == "Part a?")
        records.enquiry.save(part.model_copy(update={"asked_of": [there.id]}))
        interview = records.interviews.save(interview.model_copy(update={"partner_ids": [here.id]}))
    app = opened(workspace, interview)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        beside = picture(app)
        assert (beside.count("not for them"), beside.count("not asked")) == (1, 3)
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
