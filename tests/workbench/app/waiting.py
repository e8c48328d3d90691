"""Keys that open a dialog or close one: on a busy machine a single pause is not enough to see it there."""

from __future__ import annotations

import re
from typing import Any, TypeVar

from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input

from workbench.dialogs.ask import AskWords
from workbench.widgets.record_list import RecordList

S = TypeVar("S", bound="Screen[Any]")
TRIES = 400


async def opens(pilot: Pilot[Any], dialog: type[S], *keys: str) -> S:
    """Press keys and wait for a dialog of this kind that was not there before; returns it."""
    before = pilot.app.screen
    await pilot.press(*keys)
    for _ in range(TRIES):
        screen = pilot.app.screen
        if isinstance(screen, dialog) and screen is not before and screen.is_mounted:
            await pilot.pause()
            return screen
        await pilot.pause(0.02)
    raise AssertionError(f"{dialog.__name__} did not open; {pilot.app.screen} is there")


async def back(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys and wait until the group is on the screen again."""
    await pilot.press(*keys)
    for _ in range(TRIES):
        if pilot.app.screen.name == "group":
            await pilot.pause()
            return
        await pilot.pause(0.02)
    raise AssertionError(f"{pilot.app.screen} did not close")


async def answer(pilot: Pilot[Any], words: str) -> None:
    """Type words into the question that is open or about to open, and wait until it is gone."""
    for _ in range(TRIES):
        question = pilot.app.screen
        if isinstance(question, AskWords) and question.is_mounted:
            break
        await pilot.pause(0.02)
    await pilot.pause()
    pilot.app.screen.query_one(Input).value = words
    await pilot.press("enter")
    for _ in range(TRIES):
        if pilot.app.screen is not question:
            break
        await pilot.pause(0.02)
    await pilot.pause()


def place_of_choice(choices: RecordList, words: str) -> int:
    """The place of the choice that begins with these words, behind the figure that is its key."""
    begins = re.compile(rf"\s*(\d )?\s*{re.escape(words)}")
    return next(n for n, option in enumerate(choices.options) if begins.match(str(option.prompt)))
