"""J1: a pack comes in, and minute 24 becomes two groups, through the app with keys only; and by command."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.widgets import Input

from tests.workbench.app.conftest import picture, says, until
from workbench.app import WorkbenchApp
from workbench.cli.main import call
from workbench.workspace.workspace import Workspace

PACK = "2026-01-22.txt"


def on(app: WorkbenchApp, screen: str) -> Callable[[], bool]:
    """Whether the screen of this name, or this kind of dialog, is the one on show."""
    return lambda: screen in (app.screen.name, type(app.screen).__name__)


async def test_two_groups_from_one_minute(workspace: Workspace, packs_dir: Path) -> None:
    app = WorkbenchApp(workspace)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("i")
        await until(pilot, on(app, "AskFile"))
        app.screen.query_one(Input).value = str(packs_dir / PACK)
        await pilot.press("enter")
        await until(pilot, on(app, "import review"))
        await until(pilot, says(app, "Read: "))
        await pilot.press("s")
        await until(pilot, on(app, "archive"))
        await pilot.press("n")
        await until(pilot, on(app, "AskWhich"))
        await pilot.press("enter")
        await until(pilot, on(app, "new group"))
        await until(pilot, says(app, "Minute 24", "No Chair is named"))
        seen = " ".join(picture(app).split())
        assert "Elective Home Education" in seen
        assert "School Attendance" in seen
        assert "No Chair is named" in seen
        await pilot.press("a")
        await until(pilot, on(app, "group"))
        seen = picture(app)
        assert "Set up by minute 24 of " in seen
        assert "also on School Attendance" in seen  # one member serves on both
        assert "no Chair is named" in " ".join(seen.split())
    titles = sorted(g.title for g in workspace.records.groups.find())
    assert titles == ["Elective Home Education", "School Attendance"]
    for group in workspace.records.groups.find():
        assert group.minute_number == "24"
        assert group.resolution_date is not None
        assert workspace.records.memberships.find(group_id=group.id)


def test_the_same_by_command(tmp_path: Path, packs_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    here = ["--workspace", str(tmp_path / "workspace")]
    assert call([*here, "import", str(packs_dir / PACK)]) in (0, 1)
    capsys.readouterr()
    assert call([*here, "group", "new", "--from-minute", "2026-01-22", "24", "--json"]) == 1  # it has remarks
    told = json.loads(capsys.readouterr().out)
    assert [g["title"] for g in told["groups"]] == ["Elective Home Education", "School Attendance"]
    said = " ".join(told["remarks"])
    assert "Chair" in said
    assert "Mutton" in said  # serves on both
    assert "Child Missing Education" in said or "Children Missing Education" in said
    assert "SEND" in said
    assert call([*here, "group", "new", "--from-minute", "2026-01-22", "24"]) == 2
    assert "before" in capsys.readouterr().err
    assert call([*here, "undo"]) == 0
    assert "School Attendance" in capsys.readouterr().out
