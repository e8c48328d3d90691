"""Themes on the screen: made, renamed, merged and taken back, who spoke to them, and the dialog that puts them on."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from groups.group import Group
from interviews.interview import Note
from tests.workbench.app.conftest import picture, says, settled, until
from tests.workbench.app.coverage_samples import fill
from tests.workbench.app.waiting import answer, opens
from workbench.app import WorkbenchApp
from workbench.dialogs.ask import AskWhich, AskWords
from workbench.dialogs.themes import SayThemes
from workbench.screens.place import Place
from workbench.services.themes import add_theme, tag
from workbench.workspace.workspace import Workspace


@pytest.fixture
def filled(workspace: Workspace, group: Group) -> Group:
    """A group with the themes Queues, on both notes and the passage, and Waiting on one note."""
    fill(workspace, group)
    queues, waiting = add_theme(workspace, group.id, "Queues"), add_theme(workspace, group.id, "Waiting")
    tag(workspace, group.id, {queues.id: True}, notes=["n1", "n2"], passages=["p"])
    tag(workspace, group.id, {waiting.id: True}, notes=["n1"])
    return group


def names(workspace: Workspace, note_id: str) -> list[str]:
    known = {theme.id: theme.name for theme in workspace.records.themes.find()}
    return [known[each] for each in workspace.records.notes.get(note_id).theme_ids]


def app_at(workspace: Workspace, group: Group) -> WorkbenchApp:
    return WorkbenchApp(workspace, start=Place("themes", group.id))


async def test_who_spoke_to_a_theme_and_what_was_said(workspace: Workspace, filled: Group) -> None:
    app = app_at(workspace, filled)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, says(app, "Queues", "Waiting", "Cooks 3", "“Year 9 never comes.”", "The queue is long."))
        assert "passage · Cooks, EHE01 Letter" in picture(app)
        await pilot.press("enter", "down", "enter")
        await until(pilot, lambda: app.screen.name == "interview")
        assert app.screen.query_one("#notes").chosen == "n2"  # type: ignore[attr-defined]
        await pilot.press("escape")
        await until(pilot, lambda: app.screen.name == "themes")


async def test_narrow_the_list_and_the_thing_take_turns(workspace: Workspace, filled: Group) -> None:
    app = app_at(workspace, filled)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, says(app, "Queues", "Waiting"))
        assert "Cooks 3" not in picture(app)
        await pilot.press("enter")
        await until(pilot, says(app, "Cooks 3"))
        await pilot.press("escape")
        await until(pilot, says(app, "Waiting"))


async def test_made_renamed_merged_and_taken_back(workspace: Workspace, filled: Group) -> None:
    app = app_at(workspace, filled)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await until(pilot, says(app, "Queues", "Waiting"))
        await opens(pilot, AskWords, "n")
        await answer(pilot, "Noise")
        await until(pilot, says(app, "Nothing has this theme yet"))
        await opens(pilot, AskWords, "e")
        await answer(pilot, "queues")
        await until(pilot, says(app, "There is a theme called Queues already"))
        await pilot.press("up")
        await opens(pilot, AskWhich, "m")
        assert "Merge “Waiting” into which theme?" in picture(app)
        await pilot.press("enter")
        await until(pilot, says(app, "“Waiting” is part of “Queues” now."))
        assert names(workspace, "n1") == ["Queues"]
        await pilot.press("ctrl+z")
        await until(pilot, lambda: names(workspace, "n1") == ["Queues", "Waiting"])
        await settled(pilot)
        await opens(pilot, AskWhich, "u")
        await pilot.press("escape")
        await settled(pilot)
        await pilot.press("d")
        await until(pilot, says(app, "is in the bin. Ctrl+Z brings it back."))


async def test_an_empty_screen_says_what_a_theme_is(workspace: Workspace, group: Group) -> None:
    app = app_at(workspace, group)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, says(app, "A theme is a label", "Press n to make one."))
        await pilot.press("e", "m", "d", "u", "t")
        await until(pilot, says(app, "Choose a theme first"))


async def dialog(pilot: object, app: WorkbenchApp, group: Group, *notes: str) -> list[str | None]:
    """Open the dialog on some notes; what it answers is put in the list."""
    tagged: list[Note] = [app.workspace.records.notes.get(each) for each in notes]
    told: list[str | None] = []
    app.push_screen(SayThemes(app.workspace, group.id, tagged), told.append)
    return told


async def test_figures_space_and_a_new_name(workspace: Workspace, filled: Group) -> None:
    app = WorkbenchApp(workspace, start=Place("group", filled.id))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        told = await dialog(pilot, app, filled, "n1", "n2")
        await until(pilot, says(app, "Themes of 2 notes", "[x] 1 Queues", "[ ] 2 Waiting", "1 of 2"))
        await pilot.press("1", "2", "j")
        await until(pilot, says(app, "[ ] 1 Queues", "[x] 2 Waiting"))
        assert app.screen.query_one(Input).value == "j", "a letter begins the name of a new theme"
        app.screen.query_one(Input).value = "Jam on Fridays"
        await pilot.press("enter")
        await until(pilot, says(app, "Jam on Fridays", "new"))
        await pilot.press("enter")
        await until(pilot, lambda: bool(told))
        assert told == ["Themes of 2 notes: Waiting, Jam on Fridays."]
        assert [names(workspace, each) for each in ("n1", "n2")] == [["Waiting", "Jam on Fridays"]] * 2
        await pilot.press("ctrl+z")
        await until(pilot, lambda: names(workspace, "n1") == ["Queues", "Waiting"])
        assert [t.name for t in workspace.records.themes.find()] == ["Queues", "Waiting"], "one step of undo"


async def test_esc_changes_nothing(workspace: Workspace, filled: Group) -> None:
    app = WorkbenchApp(workspace, start=Place("group", filled.id))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        told = await dialog(pilot, app, filled, "n2")
        await until(pilot, says(app, "[x] 1 Queues"))
        await pilot.press("down", "space")
        await until(pilot, says(app, "[x] 2 Waiting"))
        await pilot.press("escape")
        await until(pilot, lambda: bool(told))
        assert told == [None]
        assert names(workspace, "n2") == ["Queues"]
