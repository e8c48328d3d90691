"""A fault of the program: one plain sentence, and not a word of what people wrote."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from typing import Never

import pytest
from textual.widgets import Input

from groups.group import Group
from tests.workbench.app.conftest import says, until
from workbench.app import WorkbenchApp
from workbench.workspace.problems import DiskFull
from workbench.workspace.workspace import Workspace

FAULTY = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from groups.rows import Author
from workbench.app import WorkbenchApp
from workbench.workspace.workspace import open_workspace

class Faulty(WorkbenchApp):
    def on_ready(self):
        secret = "an exempt sentence about a child"
        raise KeyError(secret)

with open_workspace(Path(sys.argv[1]), Author("A Tester", lambda: datetime.now(UTC))) as workspace:
    Faulty(workspace).run(headless=True)
"""


def test_a_fault_prints_its_kind_and_place_and_no_private_word(tmp_path: Path) -> None:
    """Textual prints the local variables of every frame: a terminal's scroll-back would keep exempt words."""
    done = subprocess.run(
        [sys.executable, "-c", FAULTY, str(tmp_path / "workspace")],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    said = done.stdout + done.stderr
    assert "fault of its own (KeyError in <string>, line 12)" in " ".join(said.split())
    assert "exempt sentence" not in said
    assert "Traceback" not in said


async def test_an_act_that_a_full_disk_or_somebody_else_stops_is_said_and_ends_nothing(
    workspace: Workspace, group: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By a key, and in what goes on after a dialog was answered."""

    @contextmanager
    def full(_: Workspace) -> Never:
        raise DiskFull("The disk is full.")

    app = WorkbenchApp(workspace)

    def told(words: str) -> Callable[[], bool]:
        return lambda: any(words in each.message for each in app._notifications)

    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, says(app, group.title))
        with workspace.again() as other, other.write("Change the group"):
            other.records.groups.save(group.model_copy(update={"council": "Another"}))
        await pilot.press("d")  # the list has the group as it was before
        await until(pilot, told("A Tester changed this"))
        with monkeypatch.context() as patched:
            patched.setattr(Workspace, "transaction", full)
            await pilot.press("d")
            await until(pilot, told("The disk is full"))
            app.clear_notifications()
            await pilot.press("n")
            await until(pilot, says(app, "What is the group called?"))
            await pilot.press("S", "enter")
            await until(pilot, told("What you typed is there again when you do the same."))
            await pilot.press("n")
            await until(pilot, lambda: isinstance(app.focused, Input) and app.focused.value == "S")
            await pilot.press("escape")
        await pilot.press("d")
        await until(pilot, told("is in the bin"))
