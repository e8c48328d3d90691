"""Long work: told how far it is, stopped by Esc, and what goes wrong is one sentence that stays."""

from __future__ import annotations

import time
import zipfile
from threading import Event

from tests.workbench.app.conftest import picture, says, settled, until
from workbench.app import WorkbenchApp
from workbench.dialogs.long_work import Job, LongWork
from workbench.workspace.problems import DiskFull
from workbench.workspace.workspace import Workspace


async def test_how_far_it_is_and_what_it_gives(workspace: Workspace) -> None:
    told, go_on = Event(), Event()

    def act(job: Job) -> str:
        job.say("Reading [/b] page 2 …")
        job.step(2, 4)
        told.set()
        go_on.wait(10)
        return "done"

    answers: list[str | None] = []
    app = WorkbenchApp(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        dialog: LongWork[str] = LongWork("Reading a pack", act)
        app.push_screen(dialog, answers.append)
        await until(pilot, told.is_set)
        await until(pilot, says(app, "Reading [/b] page 2 …", "50%"))
        go_on.set()
        await until(pilot, lambda: bool(answers))
    assert answers == ["done"]


async def test_esc_stops_it(workspace: Workspace) -> None:
    stopped = Event()

    def act(job: Job) -> str:
        for _ in range(500):
            if job.cancelled():
                stopped.set()
                break
            time.sleep(0.01)
        return "too late"

    answers: list[str | None] = []
    app = WorkbenchApp(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        dialog: LongWork[str] = LongWork("Reading a pack", act)
        app.push_screen(dialog, answers.append)
        await pilot.pause()
        await pilot.press("escape")
        await settled(pilot)
    assert answers == [None]
    assert stopped.is_set()


async def test_what_goes_wrong_stays_until_it_is_read(workspace: Workspace) -> None:
    def act(job: Job) -> str:
        raise DiskFull("The disk is full: free some room and try again. Nothing was lost.")

    app = WorkbenchApp(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        dialog: LongWork[str] = LongWork("Writing", act)
        app.push_screen(dialog)
        await until(pilot, says(app, "free some room"))
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen.name == "home"


async def test_a_fault_of_the_program_says_no_private_word(workspace: Workspace) -> None:
    def act(job: Job) -> str:
        raise KeyError("an exempt sentence")

    app = WorkbenchApp(workspace)
    async with app.run_test(size=(100, 24)) as pilot:
        dialog: LongWork[str] = LongWork("Writing", act)
        app.push_screen(dialog)
        await until(pilot, says(app, "a fault of its own (KeyError"))
        assert "exempt sentence" not in picture(app)


async def test_a_backup_is_made_from_the_palette(workspace: Workspace) -> None:
    app = WorkbenchApp(workspace)
    async with app.run_test(size=(100, 24)) as pilot:
        app.back_up()
        await until(pilot, lambda: bool(list(workspace.backups.glob("workbench-*.zip"))))
        (made,) = workspace.backups.glob("workbench-*.zip")
        assert "workbench.db" in zipfile.ZipFile(made).namelist()


async def test_whether_everything_is_sound_is_told(workspace: Workspace) -> None:
    app = WorkbenchApp(workspace)
    async with app.run_test(size=(100, 40)) as pilot:
        app.examine()
        await until(pilot, says(app, "The database is sound"))
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen.name == "home"
