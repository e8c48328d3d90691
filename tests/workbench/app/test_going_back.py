"""Going back: after a restart to the group that a thing belongs to; and a key pressed twice opens one dialog."""

from __future__ import annotations

from groups.group import Group
from interviews.interview import Interview
from tests.workbench.app.conftest import until
from workbench.app import WorkbenchApp
from workbench.dialogs.ask import AskWhich
from workbench.screens.group import GroupScreen
from workbench.screens.home import HomeScreen
from workbench.screens.interview import InterviewScreen
from workbench.screens.place import Place
from workbench.widgets.record_list import RecordList
from workbench.workspace.workspace import Workspace


async def test_esc_from_what_a_start_opened_goes_to_its_group(workspace: Workspace, group: Group) -> None:
    with workspace.write("Plan an interview"):
        kept = workspace.records.interviews.add(
            Interview(group_id=group.id, title="Attendance team", began_at=workspace.author.now())
        )
    app = WorkbenchApp(workspace, start=Place("themes", group.id))
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, GroupScreen))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        app.open_place(Place("interview", kept.id))
        await until(pilot, lambda: isinstance(app.screen, InterviewScreen))
        app.go_back()  # opened from Home, so Home is where it came from
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))


async def test_the_thing_is_chosen_in_its_group(workspace: Workspace, group: Group) -> None:
    with workspace.write("Plan an interview"):
        kept = workspace.records.interviews.add(
            Interview(group_id=group.id, title="Attendance team", began_at=workspace.author.now())
        )
    app = WorkbenchApp(workspace, start=Place("interview", kept.id))
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, InterviewScreen))
        app.go_back()
        await until(pilot, lambda: isinstance(app.screen, GroupScreen))
        await until(pilot, lambda: app._last_place is not None and app._last_place[2] == "evidence")
        assert app.screen.query_one("#gathered", RecordList).chosen == f"interview:{kept.id}"


async def test_a_key_pressed_twice_opens_one_dialog(workspace: Workspace, group: Group) -> None:
    app = WorkbenchApp(workspace, start=Place("group", group.id, "findings"))
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, GroupScreen))
        await pilot.pause()
        before = len(app.screen_stack)
        pane = app.screen.query_one("FindingsPane")
        await pane.run_action("new")
        await pane.run_action("new")
        await until(pilot, lambda: isinstance(app.screen, AskWhich))
        await pilot.pause()
        assert len(app.screen_stack) == before + 1
