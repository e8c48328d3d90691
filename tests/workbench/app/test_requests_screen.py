"""What we wait for: the list with what is late on top, writing, settling, and leading to the line of a promise."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from groups.group import Group
from interviews.request import RequestState
from interviews.submission import Submission
from tests.workbench.app.conftest import picture, until
from tests.workbench.app.waiting import place_of_choice
from tests.workbench.held_samples import HeldIds, hold
from workbench.app import WorkbenchApp
from workbench.dialogs.ask import AskWhich, AskWords
from workbench.screens.interview import InterviewScreen
from workbench.screens.place import Place
from workbench.screens.requests import RequestsScreen
from workbench.services.requests import ask_for, from_note, requests_of
from workbench.widgets.notes_list import NotesList
from workbench.widgets.record_list import RecordList
from workbench.workspace.workspace import Workspace

SIZES = [(120, 40), (80, 24)]


@pytest.fixture
def held(workspace: Workspace, group: Group) -> HeldIds:
    return hold(workspace, group)


def opened(workspace: Workspace, group: Group, chosen: str = "") -> WorkbenchApp:
    return WorkbenchApp(workspace, start=Place("requests", group.id, chosen=chosen))


async def settle_down(pilot: Pilot[int]) -> None:
    for _ in range(3):
        await pilot.pause()


async def pick(pilot: Pilot[int], words: str) -> None:
    await until(pilot, lambda: isinstance(pilot.app.screen, AskWhich))
    records = pilot.app.screen.query_one(RecordList)
    records.highlighted = place_of_choice(records, words)
    await pilot.press("enter")
    await pilot.pause()


@pytest.mark.parametrize("size", SIZES, ids=["wide", "narrow"])
async def test_an_empty_list_says_how_to_begin(workspace: Workspace, group: Group, size: tuple[int, int]) -> None:
    app = opened(workspace, group)
    async with app.run_test(size=size) as pilot:
        await settle_down(pilot)
        shown = " ".join(picture(app).split())
    assert "Press n to write" in shown
    assert "n New" in shown
    assert "s Settle" not in shown


@pytest.mark.parametrize("size", SIZES, ids=["wide", "narrow"])
async def test_what_is_late_is_on_top_in_words(
    workspace: Workspace, group: Group, held: HeldIds, size: tuple[int, int]
) -> None:
    today = workspace.today().date()
    ask_for(workspace, group.id, "A list", due=today + timedelta(days=7), owner="Mr T Reed")
    ask_for(workspace, group.id, "Figures by school", due=today - timedelta(days=4), owner="Mr T Reed")
    from_note(workspace, held.notes["secret"])
    app = opened(workspace, group)
    async with app.run_test(size=size) as pilot:
        await settle_down(pilot)
        shown = picture(app)
        assert "3 open · 1 overdue" in shown
        rows = [row.split("│")[0].strip() for row in shown.splitlines()[1:7]]
        assert rows[0] == "Overdue"
        assert rows[1].startswith("Figures by school")
        assert rows[1].endswith("10 Jan 2026")
        assert rows[2] == "Open"
        assert rows[3].startswith("A list")
        assert "exempt, no day" in rows[4]
        await pilot.press("enter")
        await settle_down(pilot)
        assert "“Figures by school” is overdue by 4 days." in picture(app)
        assert "written down by hand" in picture(app)


async def test_a_new_one_is_written_and_saved_as_it_is_typed(workspace: Workspace, group: Group) -> None:
    app = opened(workspace, group)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle_down(pilot)
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, AskWords))
        app.screen.query_one(Input).value = "Figures by school"
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, RequestsScreen) and app.focused is not None)
        await until(pilot, lambda: getattr(app.focused, "id", "") == "field-asked_of")
        app.screen.query_one("#field-owner", Input).value = "Mr T Reed"
        app.screen.query_one("#field-due", Input).value = "in two weeks"
        await pilot.press("escape")
        await until(pilot, lambda: [r.due for r in requests_of(workspace, group.id)] == [date(2026, 1, 28)])
        (made,) = requests_of(workspace, group.id)
        assert (made.what, made.owner) == ("Figures by school", "Mr T Reed")
        app.screen.query_one("#field-due", Input).value = "soon"
        await until(pilot, lambda: "is no date" in " ".join(picture(app).split()))
    assert requests_of(workspace, group.id)[0].due == date(2026, 1, 28)


async def test_it_is_settled_with_what_arrived(workspace: Workspace, group: Group, held: HeldIds) -> None:
    with workspace.write("Hand in"):
        for n, partner_id in ((1, ""), (2, held.partner.id)):
            workspace.records.submissions.add(
                Submission(group_id=group.id, reference=f"EHE0{n}", title="Return", partner_id=partner_id)
            )
    from_note(workspace, held.notes["return"])
    app = opened(workspace, group)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle_down(pilot)
        await pilot.press("s")
        await pick(pilot, "Received")
        await until(pilot, lambda: "Which submission is it?" in picture(app))
        chosen = app.screen.query_one(RecordList)
        assert chosen.options[chosen.highlighted or 0].prompt.plain == "2 EHE02 Return"  # type: ignore[union-attr]
        await pilot.press("enter")
        await until(pilot, lambda: requests_of(workspace, group.id)[0].state is RequestState.RECEIVED)
        await until(pilot, lambda: isinstance(app.screen, RequestsScreen) and "Settled" in picture(app))
        assert requests_of(workspace, group.id)[0].outcome == "EHE02"
        await pilot.press("ctrl+z")
        await until(pilot, lambda: requests_of(workspace, group.id)[0].state is RequestState.OPEN)
        await pilot.press("s")
        await pick(pilot, "Not coming")
        await until(pilot, lambda: isinstance(app.screen, AskWords))
        await pilot.press("escape")
        await settle_down(pilot)
    assert requests_of(workspace, group.id)[0].state is RequestState.OPEN


async def test_a_promise_leads_to_its_line(workspace: Workspace, group: Group, held: HeldIds) -> None:
    with workspace.write("Begin"):
        workspace.records.interviews.save(held.interview.model_copy(update={"began_at": workspace.author.now()}))
    made = from_note(workspace, held.notes["return"])
    by_hand = ask_for(workspace, group.id, "A list")
    app = opened(workspace, group, chosen=by_hand.id)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle_down(pilot)
        assert "o Its line" not in picture(app)
        app.screen.query_one("#requests", RecordList).choose(made.id)
        await settle_down(pilot)
        assert "from Attendance team, line 5" in picture(app)
        await pilot.press("o")
        await until(pilot, lambda: isinstance(app.screen, InterviewScreen))
        await until(pilot, lambda: app.screen.query_one(NotesList).chosen == held.notes["return"].id)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, RequestsScreen))


async def test_it_goes_to_the_bin_and_comes_back(workspace: Workspace, group: Group) -> None:
    made = ask_for(workspace, group.id, "A list [/b]")
    app = opened(workspace, group)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle_down(pilot)
        assert "A list [/b]" in picture(app)
        await pilot.press("d")
        await until(pilot, lambda: requests_of(workspace, group.id) == [])
        await pilot.press("ctrl+z")
        await until(pilot, lambda: [r.id for r in requests_of(workspace, group.id)] == [made.id])
        assert "A list" in picture(app)


async def test_w_in_the_evidence_leads_here(workspace: Workspace, group: Group) -> None:
    app = WorkbenchApp(workspace, start=Place("group", group.id, "evidence"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle_down(pilot)
        await pilot.press("w")
        await until(pilot, lambda: isinstance(app.screen, RequestsScreen))
