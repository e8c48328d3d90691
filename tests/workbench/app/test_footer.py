"""At 80 columns the keys at the bottom are all to be seen, the last of them Help."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from groups.rows import Author
from interviews.interview import InterviewState
from tests.workbench.app.conftest import picture, says, settled, until
from tests.workbench.conftest import Clock
from workbench.app import WorkbenchApp
from workbench.demo.make import make_demo
from workbench.screens.group import WITH_ROOM
from workbench.screens.place import TABS, Place
from workbench.screens.sheet_review import SheetReviewScreen
from workbench.services.exchange import find_group
from workbench.services.question_sheets import sheet_bytes
from workbench.services.sheets_in import read_sheet
from workbench.workspace.workspace import Workspace, open_workspace


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    with open_workspace(tmp_path_factory.mktemp("demo") / "workspace", Author("A Tester", Clock())) as opened:
        make_demo(opened)
        yield opened


def places(demo: Workspace) -> dict[str, Place]:
    """Every place of the demo that is no tab: the interviews by their state, and a submission with marks."""
    records, group = demo.records, find_group(demo, "EHE").id
    found = {f"close out, {i.state}": Place("close out", i.id) for i in records.interviews.find(group_id=group)}
    found |= {name: Place(name, group) for name in ("requests", "unsure", "coverage", "themes", "roles", "checks")}
    found |= {"drafts": Place("drafts", find_group(demo, "School Travel").id), "scorecard": Place("scorecard")}
    marked = records.marked.find(group_id=group)[0]
    found["document"] = Place("document", marked.submission_id)
    found["snapshot"] = Place("snapshot", records.snapshots.find(group_id=group)[0].id)
    return found


NEW = ["requests", "unsure", "coverage", "themes", "roles", "document", "snapshot"]
NEW += [f"close out, {state}" for state in InterviewState]


def last_line(app: WorkbenchApp) -> str:
    return picture(app).splitlines()[-1]


@pytest.mark.parametrize("size", [(80, 24), (100, 24)], ids=["80", "100"])
@pytest.mark.parametrize("name", NEW)
async def test_help_stays_in_sight_whatever_is_chosen(demo: Workspace, name: str, size: tuple[int, int]) -> None:
    app = WorkbenchApp(demo, start=places(demo)[name])
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        await until(pilot, lambda: "Help" in last_line(app))
        for keys in (["down"], ["down"], ["down"], ["tab"], ["tab"]):
            await pilot.press(*keys)
            await until(pilot, lambda: "Help" in last_line(app))


@pytest.mark.parametrize("name", ["themes", "snapshot", "requests", "roles", "drafts", "scorecard"])
async def test_help_is_in_sight_beside_what_enter_opens(demo: Workspace, name: str) -> None:
    app = WorkbenchApp(demo, start=places(demo)[name])
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await until(pilot, lambda: bool(getattr(app.focused, "chosen", "")))
        await pilot.press("enter")
        await until(pilot, lambda: "esc Back" in last_line(app) and "Help" in last_line(app))


async def test_help_is_in_sight_where_a_sheet_is_looked_at(demo: Workspace, tmp_path: Path) -> None:
    group = find_group(demo, "EHE").id
    planned = next(i for i in demo.records.interviews.find(group_id=group) if not i.was_held)
    path = tmp_path / "sheet.txt"
    path.write_bytes(sheet_bytes(demo, planned.id, "txt") + b"\nWe have more to say.\n")
    app = WorkbenchApp(demo, start=Place("group", group, "evidence"))
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(SheetReviewScreen(read_sheet(demo, planned.id, path)))
        await settled(pilot)
        for keys in ([], ["down"], ["enter"]):
            await pilot.press(*keys)
            await until(pilot, lambda: "Leave out" in last_line(app) and "Help" in last_line(app))


@pytest.mark.parametrize("name", ["home", *TABS, "archive", "pack", "bin", "search", "help"])
async def test_every_key_at_the_bottom_is_in_sight(demo: Workspace, name: str) -> None:
    group = find_group(demo, "EHE")
    place = Place("group", group.id, name) if name in TABS else Place(name)
    if name == "pack":
        place = Place("pack", demo.packs.all()[0].id)
    app = WorkbenchApp(demo, start=place)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        word = "Back" if name == "help" else "Help"
        await until(pilot, says(app, word))
        assert word in picture(app).splitlines()[-1]
        assert ("! Check" in picture(app).splitlines()[-1]) == (name in WITH_ROOM)
        for _ in range(3):
            await pilot.press("down")
        await pilot.press("enter")
        await settled(pilot)
        assert "Help" in picture(app).splitlines()[-1] or name == "help"
