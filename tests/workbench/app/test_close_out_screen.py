"""Closing out on the screen: each point is settled by its key, Enter leads to the line, and the page is written."""

from __future__ import annotations

from datetime import date

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from groups.group import Group
from interviews.interview import InterviewState, Note
from tests.workbench.app.conftest import picture, says, settled, until
from tests.workbench.app.waiting import place_of_choice
from tests.workbench.held_samples import HeldIds, hold
from workbench.app import WorkbenchApp
from workbench.dialogs.ask import AskWhich, AskWords, AskYes
from workbench.screens.close_out import CloseOutScreen
from workbench.screens.interview import InterviewScreen
from workbench.screens.place import Place
from workbench.services.notes import set_state
from workbench.services.requests import from_note, requests_of
from workbench.widgets.notes_list import NotesList
from workbench.widgets.record_list import RecordList
from workbench.workspace.undo import undo
from workbench.workspace.workspace import Workspace

SIZES = [(120, 40), (80, 24)]


@pytest.fixture
def held(workspace: Workspace, group: Group) -> HeldIds:
    return hold(workspace, group)


def opened(workspace: Workspace, held: HeldIds, chosen: str = "") -> WorkbenchApp:
    return WorkbenchApp(workspace, start=Place("close out", held.interview.id, chosen=chosen))


def note(workspace: Workspace, held: HeldIds, key: str) -> Note:
    return workspace.records.notes.get(held.notes[key].id)


async def choose(pilot: Pilot[int], key: str) -> None:
    await pilot.pause()
    assert pilot.app.screen.query_one("#points", RecordList).choose(key), picture(pilot.app)
    await pilot.pause()


async def answer(pilot: Pilot[int], text: str) -> None:
    await until(pilot, lambda: isinstance(pilot.app.screen, AskWords))
    pilot.app.screen.query_one(Input).value = text
    await pilot.press("enter")
    await pilot.pause()


async def pick(pilot: Pilot[int], words: str) -> None:
    """Choose the answer that begins so."""
    await until(pilot, lambda: isinstance(pilot.app.screen, AskWhich))
    records = pilot.app.screen.query_one(RecordList)
    records.highlighted = place_of_choice(records, words)
    await pilot.press("enter")
    await pilot.pause()


@pytest.mark.parametrize("size", SIZES, ids=["wide", "narrow"])
async def test_what_is_open_stands_in_a_list(workspace: Workspace, held: HeldIds, size: tuple[int, int]) -> None:
    app = opened(workspace, held)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.pause()
        shown = picture(app)
        for words in (
            "Attendance team ▸ Close out",
            "live · 6 open",
            "Lines that answer no question yet (1)",
            "Ms P Lee: Schools phone on the first day",
            "Asked, and not answered (1)",
            "2 Question 2?",
            "Meant for this partner, and not asked (1)",
            "Actions without an owner or a day (1)",
            "Quotations without a speaker (1)",
            "l Question",
            "c Close out",
        ):
            assert words in shown
        assert app.screen.query_one(RecordList).chosen == f"UNTAGGED:{held.notes['loose'].id}"
        await choose(pilot, "page")
        await pilot.press("enter")
        await pilot.pause()
        shown = picture(app)
    assert "Ms P Lee: Absence is highest in Year 10" in shown
    assert "1 line is left out of this page: 1 exempt." in shown or size[0] == 80
    assert "Hill Road" not in shown


async def test_a_figure_tags_the_line(workspace: Workspace, held: HeldIds) -> None:
    app = opened(workspace, held)
    async with app.run_test(size=(120, 40)) as pilot:
        await choose(pilot, f"UNTAGGED:{held.notes['loose'].id}")
        await pilot.press("9")
        await pilot.pause()
        assert note(workspace, held, "loose").line_id == ""
        await pilot.press("2")
        await until(pilot, lambda: note(workspace, held, "loose").line_id == held.lines["2"])
        assert "Lines that answer no question yet" not in picture(app)
        assert "Asked, and not answered" not in picture(app)
        await pilot.press("ctrl+z")
        await until(pilot, lambda: note(workspace, held, "loose").line_id == "")
        assert "Lines that answer no question yet (1)" in picture(app)


async def test_a_question_with_parts_asks_for_the_part(workspace: Workspace, held: HeldIds) -> None:
    app = opened(workspace, held)
    async with app.run_test(size=(80, 24)) as pilot:
        await choose(pilot, f"UNTAGGED:{held.notes['loose'].id}")
        await pilot.press("1")
        await until(pilot, lambda: isinstance(app.screen, AskWhich))
        offered = [str(option.prompt).split()[0] for option in app.screen.query_one(RecordList).options]
        assert offered == ["1", "1a", "1b"]
        await pick(pilot, "1b")
        await until(pilot, lambda: note(workspace, held, "loose").line_id == held.lines["1b"])


async def test_a_question_is_said_to_have_been_asked(workspace: Workspace, held: HeldIds) -> None:
    app = opened(workspace, held)
    async with app.run_test(size=(120, 40)) as pilot:
        await choose(pilot, f"NOT_ASKED:{held.lines['3']}")
        await until(pilot, lambda: "u Asked" in picture(app))
        await pilot.press("u")
        await until(pilot, lambda: "Asked, and not answered (2)" in picture(app))
        assert held.lines["3"] in workspace.records.interviews.get(held.interview.id).asked
        await choose(pilot, f"UNANSWERED:{held.lines['2']}")
        await pilot.press("u")
        await until(pilot, lambda: "Meant for this partner, and not asked (1)" in picture(app))
        assert workspace.records.interviews.get(held.interview.id).asked == [held.lines["3"]]


async def test_an_action_gets_an_owner_and_a_day_and_is_received(workspace: Workspace, held: HeldIds) -> None:
    app = opened(workspace, held)
    async with app.run_test(size=(120, 40)) as pilot:
        await choose(pilot, f"ACTION:{held.notes['return'].id}")
        await pilot.press("o")
        await pick(pilot, "Mr T Reed")
        await until(pilot, lambda: isinstance(app.screen, AskWords))
        assert app.screen.query_one(Input).value == "16 Jan 2026"  # "by Friday", as the line says
        app.screen.query_one(Input).value = "some time"
        await pilot.press("enter")
        await pilot.pause()
        assert "is no date" in picture(app)
        await answer(pilot, "in two weeks")
        await until(pilot, lambda: "Promised, and still to come (1)" in picture(app))
        (request,) = requests_of(workspace, held.interview.group_id)
        assert (request.owner, request.due, request.note_id) == (
            "Mr T Reed",
            date(2026, 1, 28),
            held.notes["return"].id,
        )
        assert "Actions without" not in picture(app)
        await choose(pilot, f"TO_COME:{held.notes['return'].id}")
        await pilot.press("r")
        await pick(pilot, "Not coming")
        await answer(pilot, "they do not keep it")
        await until(pilot, lambda: "Promised" not in picture(app).split("│")[0])
        assert requests_of(workspace, held.interview.group_id)[0].outcome == "they do not keep it"


async def test_a_quotation_gets_its_speaker(workspace: Workspace, held: HeldIds) -> None:
    app = opened(workspace, held)
    async with app.run_test(size=(80, 24)) as pilot:
        await choose(pilot, f"NO_SPEAKER:{held.notes['anxiety'].id}")
        await pilot.press("s")
        await pick(pilot, "Somebody else")
        await answer(pilot, "Mr D [/b] Cole")
        await until(pilot, lambda: note(workspace, held, "anxiety").speaker == "Mr D [/b] Cole")
        assert "Quotations without" not in picture(app)


async def test_enter_leads_to_the_line_and_back(workspace: Workspace, held: HeldIds) -> None:
    with workspace.write("Begin"):  # so that nothing is asked at the start
        workspace.records.interviews.save(held.interview.model_copy(update={"began_at": workspace.author.now()}))
    app = opened(workspace, held)
    async with app.run_test(size=(120, 40)) as pilot:
        await choose(pilot, f"NO_SPEAKER:{held.notes['anxiety'].id}")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, InterviewScreen))
        await until(pilot, lambda: app.screen.query_one(NotesList).chosen == held.notes["anxiety"].id)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, CloseOutScreen))
        assert app.screen.query_one("#points", RecordList).chosen == f"NO_SPEAKER:{held.notes['anxiety'].id}"


async def test_only_the_keys_of_what_is_chosen_act(workspace: Workspace, held: HeldIds) -> None:
    app = opened(workspace, held)
    async with app.run_test(size=(120, 40)) as pilot:
        await choose(pilot, f"NO_SPEAKER:{held.notes['anxiety'].id}")
        await until(pilot, lambda: "s Speaker" in picture(app))
        assert "o Owner" not in picture(app)
        await pilot.press("2", "u", "o", "r", "l")
        await pilot.pause()
        assert isinstance(app.screen, CloseOutScreen)
    assert note(workspace, held, "anxiety") == held.notes["anxiety"]


async def test_it_is_closed_out_then_confirmed_and_then_nothing_changes(workspace: Workspace, held: HeldIds) -> None:
    def state() -> InterviewState:
        return workspace.records.interviews.get(held.interview.id).state

    app = opened(workspace, held)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("c")
        await until(pilot, lambda: state() is InterviewState.CLOSED_OUT)
        await until(pilot, lambda: "closed out · 6 open" in picture(app))
        await pilot.press("c")
        await until(pilot, lambda: isinstance(app.screen, AskYes))
        await pilot.press("escape")
        await pilot.pause()
        assert state() is InterviewState.CLOSED_OUT
        await pilot.press("c")
        await until(pilot, lambda: isinstance(app.screen, AskYes))
        await pilot.press("y")
        await until(pilot, lambda: state() is InterviewState.CONFIRMED)
        await choose(pilot, f"UNTAGGED:{held.notes['loose'].id}")
        await pilot.press("2", "c")
        await pilot.pause()
        assert "confirmed and locked" in picture(app)
        assert "c Close out" not in picture(app)
    assert note(workspace, held, "loose").line_id == ""


async def test_a_confirmed_one_is_opened_again(workspace: Workspace, held: HeldIds) -> None:
    def state() -> InterviewState:
        return workspace.records.interviews.get(held.interview.id).state

    set_state(workspace, held.interview.id, InterviewState.CONFIRMED)
    app = opened(workspace, held)
    async with app.run_test(size=(80, 24)) as pilot:
        await choose(pilot, f"UNTAGGED:{held.notes['loose'].id}")
        assert "a Open again" in picture(app).splitlines()[-1]
        await pilot.press("a")
        await until(pilot, lambda: isinstance(app.screen, AskYes))
        await until(pilot, says(app, "have to be confirmed once more"))
        await pilot.press("escape")
        await pilot.pause()
        assert state() is InterviewState.CONFIRMED
        await pilot.press("alt+c")
        await until(pilot, lambda: isinstance(app.screen, AskYes))
        await pilot.press("y")
        await until(pilot, lambda: state() is InterviewState.CLOSED_OUT)
        await until(pilot, lambda: "c Close out" in picture(app))
        assert "a Open again" not in picture(app)
        await pilot.press("2")
        await until(pilot, lambda: note(workspace, held, "loose").line_id == held.lines["2"])


async def test_what_was_promised_still_comes_when_the_notes_are_confirmed(workspace: Workspace, held: HeldIds) -> None:
    from_note(workspace, held.notes["return"], owner="Councillor A Okoro", due=date(2026, 1, 16))
    set_state(workspace, held.interview.id, InterviewState.CONFIRMED)
    app = opened(workspace, held)
    async with app.run_test(size=(120, 40)) as pilot:
        await choose(pilot, f"TO_COME:{held.notes['return'].id}")
        await until(pilot, lambda: "r Received" in picture(app))
        await until(pilot, lambda: "Press r to say what came of it" in picture(app))
        await pilot.press("r")
        await pick(pilot, "Not coming")
        await answer(pilot, "they do not keep it")
        await until(pilot, lambda: requests_of(workspace, held.interview.group_id)[0].outcome == "they do not keep it")


async def test_a_planned_one_says_why_not(workspace: Workspace, held: HeldIds) -> None:
    set_state(workspace, held.interview.id, InterviewState.PLANNED)
    app = opened(workspace, held)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("c")
        await until(pilot, lambda: "still planned" in picture(app))
    assert workspace.records.interviews.get(held.interview.id).state is InterviewState.PLANNED


async def test_the_page_is_written_as_word_and_text(workspace: Workspace, held: HeldIds) -> None:
    app = opened(workspace, held)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("x")
        await until(pilot, lambda: (workspace.exports / "attendance-team-summary.txt").is_file())
        await settled(pilot)
        assert (workspace.exports / "attendance-team-summary.docx").is_file()
        assert "Hill Road" not in (workspace.exports / "attendance-team-summary.txt").read_text()
        await pilot.press("p")
        await until(pilot, lambda: "Hill Road" in picture(app))
        await pilot.press("x")
        await until(pilot, lambda: isinstance(app.screen, AskYes))
        await pilot.press("escape")
        await pilot.pause()
        assert not (workspace.exports / "attendance-team-summary-private.txt").exists()
        await pilot.press("x")
        await until(pilot, lambda: isinstance(app.screen, AskYes))
        await pilot.press("y")
        await until(pilot, lambda: (workspace.exports / "attendance-team-summary-private.txt").is_file())
        await settled(pilot)


async def test_a_point_can_be_led_to(workspace: Workspace, held: HeldIds) -> None:
    made = from_note(workspace, held.notes["return"])
    app = opened(workspace, held, chosen=made.id)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert app.screen.query_one(RecordList).chosen == f"ACTION:{held.notes['return'].id}"
    undo(workspace)


async def test_a_long_list_is_shown_in_parts_and_says_so(workspace: Workspace, held: HeldIds) -> None:
    with workspace.write("Many"):
        for n in range(120):
            workspace.records.notes.add(
                Note(group_id=held.interview.group_id, interview_id=held.interview.id, text=f"{n}", position=10 + n)
            )
    app = opened(workspace, held)
    async with app.run_test(size=(120, 140)) as pilot:
        await until(pilot, lambda: "Lines that answer no question yet (121)" in picture(app))
        assert "… and 21 more" in picture(app)
        await pilot.press("2")
        await until(pilot, lambda: "… and 20 more" in picture(app))


async def test_private_words_are_marked(workspace: Workspace, held: HeldIds) -> None:
    with workspace.write("Untag"):
        workspace.records.notes.save(held.notes["secret"].model_copy(update={"line_id": ""}))
    app = opened(workspace, held)
    async with app.run_test(size=(120, 40)) as pilot:
        await choose(pilot, f"UNTAGGED:{held.notes['secret'].id}")
        await until(pilot, lambda: "This is exempt." in picture(app))
