"""The first start: the demo or an empty workspace, and under which name somebody writes."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from tests.workbench.app.conftest import picture, says, settled, until
from workbench.app import WorkbenchApp
from workbench.cli.main import call
from workbench.dialogs.ask import AskWords
from workbench.screens.first_run import DEMO
from workbench.workspace.workspace import Workspace


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_an_empty_workspace_asks_for_a_name(workspace: Workspace, size: tuple[int, int]) -> None:
    app = WorkbenchApp(workspace, first_run=True)
    async with app.run_test(size=size) as pilot:
        await until(pilot, says(app, "Welcome to the workbench", "Look round the demo"))
        await pilot.press("enter")
        await until(pilot, says(app, "What is your name?"))
        app.screen.query_one(Input).value = "Cllr A Okoro"
        await pilot.press("enter")
        await until(pilot, lambda: app.workspace.author.name == "Cllr A Okoro")
        await until(pilot, says(app, "No group yet. Press n"))
        await pilot.press("n")
        await until(pilot, says(app, "What is the group called?"))
        app.screen.query_one(Input).value = "School Meals"
        await pilot.press("enter")
        await until(pilot, lambda: bool(workspace.records.groups.find()))
    assert workspace.records.groups.find()[0].created_by == "Cllr A Okoro"


async def test_the_demo_is_a_workspace_of_its_own(workspace: Workspace) -> None:
    app = WorkbenchApp(workspace, first_run=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, says(app, "Look round the demo"))
        await pilot.press("down", "enter")
        await settled(pilot)
    assert app.return_value == DEMO


async def test_what_was_typed_when_a_question_was_left_is_there_again(workspace: Workspace) -> None:
    AskWords.LEFT.clear()
    app = WorkbenchApp(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n")
        await until(pilot, says(app, "What is the group called?"))
        app.screen.query_one(Input).value = "Play Streets in the nor"
        await pilot.press("escape")
        await until(pilot, lambda: app.screen.name == "home")
        await pilot.press("n")
        await until(pilot, says(app, "Play Streets in the nor"))
        await pilot.press("enter")
        await until(pilot, lambda: bool(workspace.records.groups.find()))
        app.go_home()
        await until(pilot, lambda: app.screen.name == "home")
        await pilot.press("n")
        await until(pilot, says(app, "What is the group called?"))
        assert "Play Streets in the nor" not in picture(app).split("What is the group called?")[1]


def test_a_name_is_said_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WORKBENCH_NAME", raising=False)
    here = ["--workspace", str(tmp_path / "workspace")]

    def said(*words: str, status: int = 0) -> str:
        assert call([*here, *words]) == status
        out = capsys.readouterr()
        return out.out + out.err

    assert "Cllr A Okoro" in said("name", "  Cllr A\tOkoro ")
    assert "Cllr A Okoro" in said("name")
    said("group", "new", "--title", "School Meals")
    assert "Taken back" in said("undo")  # what somebody did under that name is theirs to take back
    monkeypatch.setenv("WORKBENCH_NAME", "Somebody Else")
    assert "Somebody Else" in said("name")
    assert "nothing to undo" in said("undo", status=2)
    assert "Type a name" in said("name", " ", status=2)
    assert "shorten it" in said("name", "x" * 80, status=2)
