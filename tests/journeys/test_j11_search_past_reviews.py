"""J11: past reviews are searched in the council's own words, opened in their place, and cited."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from textual.widgets import Input

from tests.workbench.app.conftest import picture, says, until
from workbench.app import WorkbenchApp
from workbench.cli.main import call
from workbench.screens.place import Place
from workbench.services.packs import keep_pack, propose_file
from workbench.widgets.line_view import LineView
from workbench.workspace.workspace import Workspace

PACKS = ("2020-12-03.txt", "2021-09-16.txt", "2026-01-22.txt")


@pytest.fixture
def archive(workspace: Workspace, packs_dir: Path) -> Workspace:
    """The three real packs in the archive."""
    for name in PACKS:
        keep_pack(workspace, propose_file(packs_dir / name))
    return workspace


async def test_past_reviews_are_found_opened_and_cited(archive: Workspace) -> None:
    app = WorkbenchApp(archive, start=Place("search"))
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: app.screen.name == "search")
        box = app.screen.query_one("#box", Input)
        box.value = "home schooling"
        await until(pilot, says(app, "Elective Home Education", "16 September 2021"), 60)
        box.value = "safegaurding"
        await until(pilot, says(app, "safeguarding"))
        box.value = "kind:recommendation to:partnership"
        await until(pilot, says(app, "Right Help Right Time", "recommendation"))
        box.value = "kind:recommendation to:partnership glossary"
        await until(pilot, says(app, "glossary", "line 208"))
        await pilot.press("down", "enter")
        await until(pilot, lambda: app.screen.name == "pack" and app.screen.query_one(LineView).has_focus)
        line = app.screen.query_one(LineView).line
        assert 204 < line < 211  # paragraph 2.2 of the note of 2020, in its place
        await pilot.press("c")
        await until(pilot, lambda: "3 December 2020" in app.clipboard)
        assert "Scrutiny Board (2)" in app.clipboard
        await pilot.press("escape")
        await until(pilot, lambda: app.screen.name == "search")
        assert "Right Help Right Time" in picture(app)


def test_the_same_by_command(archive: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    here = ["--workspace", str(archive.folder)]

    def found(*words: str) -> str:
        assert call([*here, "search", *words, "--json"]) == 0
        return json.dumps(json.loads(capsys.readouterr().out))

    assert "Elective Home Education" in found("home schooling")
    assert "Right Help Right Time" in found("kind:recommendation", "to:partnership")
    assert "safeguarding" in found("safegaurding").casefold()
    assert call([*here, "search", "minute", "24", "groups"]) == 0
    assert "22 January 2026" in capsys.readouterr().out
