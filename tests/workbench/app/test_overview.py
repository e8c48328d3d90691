"""The tab Overview: members, meetings, suspensions and the group itself, by key and by mouse."""

from __future__ import annotations

from datetime import date

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from groups.group import Group, MeetingKind, Role, Stage
from tests.workbench.app.conftest import picture
from workbench.app import WorkbenchApp
from workbench.palette import ActionCommands
from workbench.screens.place import Place
from workbench.services import membership
from workbench.widgets.record_form import RecordForm
from workbench.widgets.record_list import RecordList
from workbench.workspace.workspace import Workspace

SIZES = [(120, 40), (80, 24)]


async def opened(app: WorkbenchApp, group: Group, pilot: Pilot[int]) -> RecordList:
    app.open_place(Place("group", group.id, "overview"))
    await pilot.pause()
    await pilot.pause()
    return app.screen.query_one("#parts", RecordList)


async def typed(app: WorkbenchApp, pilot: Pilot[int], text: str) -> None:
    """Answer the question that is asked."""
    app.screen.query_one(Input).value = text
    await pilot.press("enter")
    await pilot.pause()


@pytest.mark.parametrize("size", SIZES)
async def test_it_shows_who_serves_when_it_met_and_what_to_look_at(
    workspace: Workspace, group: Group, size: tuple[int, int]
) -> None:
    with workspace.write("Add"):
        other = workspace.records.groups.add(Group(title="School Meals", stage=Stage.SCOPING))
    membership.add_member(workspace, other.id, "Cllr Ada Okoro")
    app = WorkbenchApp(workspace)
    async with app.run_test(size=size, notifications=True) as pilot:
        await opened(app, group, pilot)
        shown = picture(app)
    for words in (
        "Councillor A Okoro  Chair",
        "also on School Meals",
        "Meetings (not met yet)",
        "14 Jan 2026  interviewing  planned",
        "There is no scope yet.",
        "n Add",
        "e Edit",
        "? Help",
    ):
        assert words in shown


async def test_a_member_is_added_changed_and_put_in_the_bin(workspace: Workspace, group: Group) -> None:
    app = WorkbenchApp(workspace)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        records = await opened(app, group, pilot)
        await pilot.press("n", "enter")
        await pilot.pause()
        await typed(app, pilot, "Cllr Ada Okoro")
        assert "serves on this group already" in picture(app)
        await typed(app, pilot, "Mrs S Dunn (co-opted member)")
        (added,) = (m for m in membership.members_of(workspace, group.id) if m.name == "Mrs S Dunn")
        assert added.role is Role.CO_OPTED
        assert records.chosen == f"memberships:{added.id}"
        await pilot.press("e")
        await pilot.pause()
        assert isinstance(app.focused, Input)
        app.focused.value = "Mrs S Dunne"
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert workspace.records.memberships.get(added.id).name == "Mrs S Dunne"
        assert workspace.records.people.get(added.person_id).name == "Mrs S Dunne"
        assert "Mrs S Dunne  co-opted member" in picture(app)
        await pilot.press("d")
        await pilot.pause()
        assert "is in the bin. Ctrl+Z brings it back" in picture(app)
        assert [m.name for m in membership.members_of(workspace, group.id)] == ["Councillor A Okoro"]
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert "Mrs S Dunne" in picture(app)


async def test_a_meeting_is_added_and_held_and_counted(workspace: Workspace, group: Group) -> None:
    app = WorkbenchApp(workspace)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await opened(app, group, pilot)
        await pilot.press("n", "down", "enter")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        await typed(app, pilot, "some day")
        assert "is no date" in picture(app)
        await typed(app, pilot, "5 Jan")
        assert "Meetings (met on one occasion)" in picture(app)
        (made,) = (m for m in workspace.records.meetings.find() if m.kind is MeetingKind.SCOPING)
        app.screen.query_one("#form-meetings #field-present", TextArea).text = "Councillor A Okoro\nMrs S Dunn"
        await pilot.pause()
        app.screen.query_one("#form-meetings", RecordForm).flush()
        await pilot.pause()
        assert workspace.records.meetings.get(made.id).present == ["Councillor A Okoro", "Mrs S Dunn"]


async def test_the_work_is_suspended_and_resumed(workspace: Workspace, group: Group) -> None:
    app = WorkbenchApp(workspace)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        records = await opened(app, group, pilot)
        commands = [hit.text async for hit in ActionCommands(app.screen).search("suspension")]
        assert "Add" in commands
        assert "Resume" not in commands
        await pilot.press("n", "down", "down", "enter")
        await pilot.pause()
        await typed(app, pilot, "5 Jan 2026")
        await typed(app, pilot, "pre-election period")
        assert "r Resume" in picture(app).splitlines()[-1]
        assert "Gathering evidence, suspended" in picture(app).splitlines()[0]
        assert "since 5 Jan 2026  pre-election period" in picture(app)
        records.choose("group")
        await pilot.pause()
        assert "Suspended since 5 Jan 2026: r when the work goes on." in " ".join(picture(app).split())
        await pilot.press("r")
        await pilot.pause()
        await typed(app, pilot, "2 Jan 2026")
        assert "It stands still from 5 Jan 2026 on" in " ".join(picture(app).split())
        await typed(app, pilot, "9 Jan 2026")
        assert "5 Jan 2026 to 9 Jan 2026" in picture(app)
        assert "suspended" not in picture(app).splitlines()[0]
        membership.suspend(workspace, group.id, date(2030, 3, 1))
        app.refresh_records()
        await pilot.pause()
        assert "from 1 Mar 2030" in picture(app)
        assert "suspended" not in picture(app).splitlines()[0]


async def test_the_group_is_written_and_a_title_is_needed(workspace: Workspace, group: Group) -> None:
    app = WorkbenchApp(workspace)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await opened(app, group, pilot)
        form = app.screen.query_one("#form-group", RecordForm)
        app.screen.query_one("#field-boards", TextArea).text = "Children's Board\n\nSchools Board "
        app.screen.query_one("#field-title", Input).value = " "
        await pilot.pause()
        form.flush()
        await pilot.pause()
        kept = workspace.records.groups.get(group.id)
        assert kept.boards == ["Children's Board", "Schools Board"]
        assert kept.title == group.title
        assert "A group needs a title." in picture(app)


async def test_what_is_being_written_stays_when_the_list_is_shown_again(workspace: Workspace, group: Group) -> None:
    app = WorkbenchApp(workspace)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        records = await opened(app, group, pilot)
        records.choose(f"meetings:{workspace.records.meetings.find()[0].id}")
        await pilot.pause()
        day = app.screen.query_one("#form-meetings #field-on", Input)
        day.value = "15 Jan"
        app.screen.query_one("#form-meetings #field-place", Input).value = "Council House"
        await pilot.pause()
        app.screen.query_one("#form-meetings", RecordForm).flush()
        await pilot.pause()
        assert "15 Jan 2026  interviewing" in picture(app)
        assert day.value == "15 Jan"


async def test_a_click_chooses_and_a_remark_leads_to_its_place(workspace: Workspace, group: Group) -> None:
    app = WorkbenchApp(workspace)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        records = await opened(app, group, pilot)
        await pilot.click("#parts", offset=(6, 1))
        await pilot.pause()
        assert records.chosen == "minute"
        assert "Number of the minute" in picture(app)
        records.choose("remark:0")
        await pilot.pause()
        records.focus()
        await pilot.press("enter")
        await pilot.pause()
        await pilot.pause()
        assert "▸ Scope" in picture(app)
        await pilot.press("escape")
        await pilot.pause()
        assert "▸ Overview" in picture(app)


async def test_the_minute_opens_in_its_pack_only_where_there_is_one(workspace: Workspace, group: Group) -> None:
    app = WorkbenchApp(workspace)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await opened(app, group, pilot)
        assert "o Minute" not in picture(app)
        with workspace.write("From a pack"):
            workspace.records.groups.save(group.model_copy(update={"source_pack": "gone", "source_line": 7}))
        app.refresh_records()
        await pilot.pause()
        assert "o Minute" in picture(app)
        await pilot.press("o")
        await pilot.pause()
        assert "not there any more" in picture(app)
