"""The screen of sister groups: offer with consent, take, take back, and recommendations that pull apart."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from groups.group import Group
from groups.recommendation import Recommendation
from groups.share import ShareState
from interviews.interview import Interview, Note
from interviews.partner import Partner
from tests.workbench.app.conftest import picture, says, until
from tests.workbench.app.waiting import answer, opens
from workbench.app import WorkbenchApp
from workbench.dialogs.ask import AskWhich, AskWords
from workbench.screens.group import GroupScreen
from workbench.screens.interview import InterviewScreen
from workbench.screens.place import Place
from workbench.screens.sharing import SharingScreen
from workbench.widgets.record_list import RecordList
from workbench.workspace.workspace import Workspace

SIZES = [(80, 24), (120, 40)]


@pytest.fixture
def two(workspace: Workspace) -> tuple[Group, Group]:
    """Two groups of one minute; the first has an interview with a note."""
    records = workspace.records
    with workspace.write("Make two groups"):
        set_up: dict[str, Any] = {
            "boards": ["Children and Families Scrutiny Board (2)"],
            "minute_number": "24",
            "resolution_date": date(2026, 1, 8),
        }
        giver = records.groups.add(Group(title="Elective Home Education", **set_up))
        taker = records.groups.add(Group(title="School Attendance", **set_up))
        partner = records.partners.add(Partner(group_id=giver.id, name="School nurses"))
        talk = records.interviews.add(
            Interview(group_id=giver.id, title="Nurses", partner_ids=[partner.id], began_at=workspace.author.now())
        )
        records.notes.add(Note(group_id=giver.id, interview_id=talk.id, text="Nobody is rung twice."))
    return giver, taker


@pytest.mark.parametrize("size", SIZES)
async def test_offered_with_consent_taken_by_the_sister_and_opened_in_its_place(
    workspace: Workspace, two: tuple[Group, Group], size: tuple[int, int]
) -> None:
    giver, taker = two
    app = WorkbenchApp(workspace, start=Place("sharing", giver.id))
    async with app.run_test(size=size) as pilot:
        await until(pilot, says(app, "School Attendance", "set up by the same minute, 24"))
        dialog = await opens(pilot, AskWhich, "n")
        dialog.query_one(RecordList).choose("interview:" + workspace.records.interviews.find()[0].id)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, AskWords))
        await answer(pilot, "Ms P Lee, by e-mail of 12 January")
        await until(pilot, says(app, "Shared by this group", "interview Nurses"))
        (share,) = workspace.records.shares.find()
        assert (share.state, share.consent) == (ShareState.OFFERED, "Ms P Lee, by e-mail of 12 January")
        app.go_home()
        app.open_place(Place("sharing", taker.id))
        await until(pilot, says(app, "Offered to this group", "interview Nurses", "1 on offer"))
        screen = app.screen
        screen.query_one("#shared", RecordList).choose(f"share:{share.id}")
        await pilot.pause()
        await pilot.press("o")
        await pilot.pause()
        assert app.screen is screen  # only on offer: not to be read yet
        await pilot.press("a")
        await until(pilot, says(app, "Of others, in use here"))
        assert [p.name for p in workspace.records.partners.find(group_id=taker.id)] == ["School nurses"]
        await pilot.press("o")
        await until(pilot, lambda: isinstance(app.screen, InterviewScreen))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is screen)
        app.go_home()
        app.open_place(Place("sharing", giver.id))
        await until(pilot, says(app, "in use"))
        app.screen.query_one("#shared", RecordList).choose(f"share:{share.id}")
        await pilot.pause()
        await pilot.press("w")
        await until(pilot, says(app, "Taken back"))
        await pilot.press("ctrl+z")
        await until(pilot, says(app, "Shared by this group"))


async def test_a_group_without_a_sister_is_told_so(workspace: Workspace, group: Group) -> None:
    app = WorkbenchApp(workspace, start=Place("sharing", group.id))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, says(app, "No sister group"))
        await pilot.press("n")
        await pilot.pause()
        assert isinstance(app.screen, SharingScreen)


@pytest.mark.parametrize("size", SIZES)
async def test_recommendations_that_pull_apart_are_shown_and_opened(
    workspace: Workspace, two: tuple[Group, Group], size: tuple[int, int]
) -> None:
    giver, taker = two
    with workspace.write("Recommend"):
        rows = workspace.records.recommendations
        ours = rows.add(Recommendation(group_id=giver.id, action="A home visit to new families stays voluntary"))
        rows.add(Recommendation(group_id=taker.id, action="A home visit is required of all new families"))
    app = WorkbenchApp(workspace, start=Place("group", giver.id))
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: isinstance(app.screen, GroupScreen))
        await pilot.press("s")
        await until(pilot, says(app, "Recommendations that pull against each other"))
        app.screen.query_one("#shared", RecordList).choose("apart:0")
        await pilot.pause()
        await pilot.press("enter")
        await until(pilot, lambda: "leaves it open" in " ".join(picture(app).split()))
        await pilot.press("o")
        await until(pilot, lambda: app._last_place is not None and app._last_place[2] == "recommendations")
        assert ours.id in str(app.screen.query_one("#recommendation-list", RecordList).chosen)
