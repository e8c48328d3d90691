"""Home: the groups, what needs attention, new groups, the bin, and going from place to place by key and by mouse."""

from __future__ import annotations

import pytest

from groups.group import Group
from interviews.interview import Interview, InterviewState
from interviews.submission import Snapshot, Submission
from tests.workbench.app.conftest import picture, says, settled, until
from workbench.app import WorkbenchApp
from workbench.screens.place import Place
from workbench.services.places import last_place, remember
from workbench.workspace.workspace import Workspace

SIZES = [(120, 40), (80, 24)]


@pytest.mark.parametrize("size", SIZES)
async def test_home_says_what_needs_attention(workspace: Workspace, group: Group, size: tuple[int, int]) -> None:
    app = WorkbenchApp(workspace)
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        shown = picture(app)
    assert "Elective Home Education" in shown
    assert "Gathering evidence" in shown
    assert "There is no scope yet." in shown
    assert "n New group" in shown


async def test_an_empty_home_says_how_to_begin(workspace: Workspace) -> None:
    app = WorkbenchApp(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Press n to begin one" in picture(app)


async def test_the_bin_and_undo_bring_a_group_back(workspace: Workspace, group: Group) -> None:
    app = WorkbenchApp(workspace)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("d")
        assert workspace.records.groups.find() == []
        await pilot.press("ctrl+z")
        assert [g.id for g in workspace.records.groups.find()] == [group.id]
        await pilot.press("d", "b")
        await pilot.pause()
        assert "put here by A Tester" in picture(app)
        await pilot.press("r")
        assert [g.id for g in workspace.records.groups.find()] == [group.id]


async def test_a_group_begins_with_its_title(workspace: Workspace) -> None:
    app = WorkbenchApp(workspace)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("n")
        await pilot.pause()
        app.screen.query_one("Input").value = "School Meals"  # type: ignore[attr-defined]
        await pilot.press("enter")
        await pilot.pause()
        assert [g.title for g in workspace.records.groups.find()] == ["School Meals"]
        assert "School Meals ▸ Overview" in picture(app)


async def test_help_lists_every_key_of_the_place(workspace: Workspace, group: Group) -> None:
    app = WorkbenchApp(workspace)
    async with app.run_test(size=(120, 50)) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        shown = picture(app)
        for word in ("Begin a new task and finish group", "Put the chosen group in the bin", "Search everything"):
            assert word in shown
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen.name == "home"


async def test_the_workbench_opens_where_one_left_off(workspace: Workspace, group: Group) -> None:
    remember(workspace, Place("group", group.id, "overview"))
    app = WorkbenchApp(workspace)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert app.screen.name == "group"
        app.go_home()
        await pilot.pause()
        assert app.screen.name == "home"
    assert last_place(workspace) == Place("home")


@pytest.mark.parametrize(
    "screen", ["interview", "close out", "document", "snapshot", "coverage", "themes", "requests", "roles"]
)
async def test_it_opens_in_any_place_where_one_worked(workspace: Workspace, group: Group, screen: str) -> None:
    records = workspace.records
    with workspace.write("Gather"):
        ids = {
            "document": records.submissions.add(
                Submission(group_id=group.id, reference="EHE01", title="Letter", text="It helps.")
            ).id,
            "snapshot": records.snapshots.add(Snapshot(group_id=group.id, title="Calls", rows=[["a"], ["1"]])).id,
        }
        interview = records.interviews.add(Interview(group_id=group.id, title="Team", state=InterviewState.CLOSED_OUT))
        ids |= {"interview": interview.id, "close out": interview.id}
    place = Place(screen, ids.get(screen, group.id))
    app = WorkbenchApp(workspace, start=Place("group", group.id, "evidence"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.open_place(place)
        await settled(pilot)
    assert last_place(workspace) == place
    again = WorkbenchApp(workspace)
    async with again.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert again.screen.name == screen.replace(" ", "_")
    remember(workspace, place._replace(id="gone"))
    after = WorkbenchApp(workspace)
    async with after.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert after.screen.name == "home"


async def test_a_place_that_is_gone_is_said_and_does_no_harm(workspace: Workspace, group: Group) -> None:
    remember(workspace, Place("group", "gone", "overview"))
    app = WorkbenchApp(workspace)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert app.screen.name == "home"


async def test_light_and_dark_are_remembered(workspace: Workspace, group: Group) -> None:
    app = WorkbenchApp(workspace)
    async with app.run_test(size=(120, 40)) as pilot:
        app._set_theme("textual-light")
        await pilot.pause()
    again = WorkbenchApp(workspace)
    async with again.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert again.theme == "textual-light"


async def test_one_escape_too_many_does_not_leave(workspace: Workspace, group: Group) -> None:
    app = WorkbenchApp(workspace)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("escape")
        await until(pilot, says(app, "This is Home."))
        assert app.is_running
        assert "Leave" in picture(app).splitlines()[-1]
        await pilot.press("ctrl+q")
        await until(pilot, lambda: app._exit)
