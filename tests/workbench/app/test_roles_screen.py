"""The screen of names published as roles: added, changed, taken out, and what is left in the public report said."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.widgets import Input

from groups.finding import Finding
from groups.group import Group
from interviews.interview import Interview, Interviewee
from interviews.role_name import RoleName
from tests.workbench.app.conftest import picture, says, until
from workbench.app import WorkbenchApp
from workbench.dialogs.ask import AskWords
from workbench.screens.place import Place
from workbench.screens.roles import RolesScreen
from workbench.screens.tabs.report import ReportPane
from workbench.services.roles import role_names
from workbench.widgets.record_form import RecordForm
from workbench.workspace.workspace import Workspace

SIZES = [(120, 40), (80, 24)]


def told(app: WorkbenchApp, words: str) -> Callable[[], bool]:
    """Whether it was said at the corner of the screen."""
    return lambda: any(words in each.message for each in app._notifications)


@pytest.fixture
def anna(workspace: Workspace, group: Group) -> RoleName:
    """A name in the key, a finding that has it, and one asked who is not to be named."""
    records, common = workspace.records, {"group_id": group.id}
    with workspace.write("Make"):
        records.findings.add(Finding(**common, text="Anna Smith waited a year. Mary-Anna did too."))
        records.interviews.add(
            Interview(
                **common, title="Heads", interviewees=[Interviewee(name="Noor Okafor", attribution="Headteacher A")]
            )
        )
        return records.role_names.add(RoleName(**common, name="Anna Smith", role="Parent A"))


@pytest.mark.parametrize("size", SIZES)
async def test_a_name_is_added_with_the_next_role(workspace: Workspace, group: Group, size: tuple[int, int]) -> None:
    app = WorkbenchApp(workspace, start=Place("roles", group.id))
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: isinstance(app.screen, RolesScreen))
        if size[0] > 100:
            await until(pilot, says(app, "No name is published as a role yet.", "Press n and write a name."))
        for name, role in (("Anna Smith", "Parent A"), ("Tom Lund", "Parent B")):
            await pilot.press("n")
            await until(pilot, lambda: isinstance(app.screen, AskWords))
            app.screen.query_one(Input).value = name
            await pilot.press("enter")
            await until(pilot, says(app, "Published as?", role))
            await pilot.press("enter")
            await until(pilot, told(app, f"{name} is published as {role}."))
    assert [(row.role, row.name) for row in role_names(workspace, group.id)] == [
        ("Parent A", "Anna Smith"),
        ("Parent B", "Tom Lund"),
    ]


@pytest.mark.parametrize("size", SIZES)
async def test_the_key_is_reached_from_the_report(
    workspace: Workspace, group: Group, anna: RoleName, size: tuple[int, int]
) -> None:
    app = WorkbenchApp(workspace, start=Place("group", group.id, "report"))
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: bool(app.screen.query(ReportPane)))
        await pilot.press("r")
        await until(pilot, lambda: isinstance(app.screen, RolesScreen))
        await until(pilot, says(app, "Parent A Anna Smith", "As they asked in interviews", "Headteacher A Noor Okafor"))
        await until(pilot, says(app, "To look at in the public report", "“Anna”"))
        await pilot.press("down", "enter")
        await until(pilot, says(app, "Published as Headteacher A, as it stands in the interview."))
        await until(pilot, lambda: app.focused is not None and app.focused.id != "names")
        await pilot.press("escape", "down", "enter")
        await until(pilot, says(app, "stands in the public report and may give somebody away."))
        await until(pilot, lambda: app.focused is not None and app.focused.id != "names")
        await pilot.press("escape")
        await pilot.press("escape")
        await until(pilot, lambda: bool(app.screen.query(ReportPane)))


async def test_a_role_that_gives_the_name_away_is_refused(workspace: Workspace, group: Group, anna: RoleName) -> None:
    app = WorkbenchApp(workspace, start=Place("roles", group.id))
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, says(app, "Parent A Anna Smith"))
        await pilot.press("e")
        form = app.screen.query_one(RecordForm)
        form.query_one("#field-role", Input).value = "Anna's mother"
        await pilot.pause()
        form.flush()
        await until(pilot, says(app, "The role gives a name away"))
        form.query_one("#field-role", Input).value = "Parent F"
        await pilot.pause()
        form.flush()
        await until(pilot, says(app, "Parent F Anna Smith"))
        await pilot.press("escape")
        assert workspace.records.role_names.get(anna.id).role == "Parent F"


async def test_a_name_is_taken_out_and_brought_back(workspace: Workspace, group: Group, anna: RoleName) -> None:
    app = WorkbenchApp(workspace, start=Place("roles", group.id))
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, says(app, "Parent A Anna Smith"))
        await pilot.press("d")
        await until(pilot, told(app, "Anna Smith is published by name again."))
        assert role_names(workspace, group.id) == []
        await pilot.press("ctrl+z")
        await until(pilot, says(app, "Parent A Anna Smith"))
        assert "Names published as roles" in picture(app)
