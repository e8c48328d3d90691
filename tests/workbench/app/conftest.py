"""What the tests of screens share: a workspace with a fictional group, and the screen as plain text."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from groups.group import Group, Meeting, MeetingKind, Membership, Person, Role, Stage
from workbench.workspace.workspace import Workspace


@pytest.fixture
def group(workspace: Workspace) -> Group:
    """Elective Home Education of a council that does not exist, with a Chair and a meeting ahead."""
    with workspace.write("Make a group"):
        made = workspace.records.groups.add(
            Group(
                title="Elective Home Education",
                short_title="EHE",
                council="Wexcombe City Council",
                boards=["Children and Families Scrutiny Board (2)"],
                stage=Stage.GATHERING,
            )
        )
        person = workspace.records.people.add(Person(name="Councillor A Okoro"))
        workspace.records.memberships.add(
            Membership(group_id=made.id, person_id=person.id, name=person.name, role=Role.CHAIR)
        )
        workspace.records.meetings.add(
            Meeting(group_id=made.id, kind=MeetingKind.INTERVIEWING, on=workspace.today().date(), held=False)
        )
    return made


def picture(app: App[Any]) -> str:
    """The screen as plain text, line by line, without trailing blanks."""
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)


async def settled(pilot: Pilot[Any]) -> None:
    """Wait until what was begun in the background is on the screen."""
    await pilot.pause()
    with contextlib.suppress(WorkerCancelled):  # one that a later look-up overtook
        await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def until(pilot: Pilot[Any], there: Callable[[], bool], seconds: float = 15) -> None:
    """Wait for something to be so: on a busy machine no number of pauses is enough, and too many are slow."""
    end = time.monotonic() + seconds
    while not there():
        if time.monotonic() > end:
            raise AssertionError(f"it did not come to that; the screen shows\n{picture(pilot.app)}")
        await pilot.pause(0.02)
    await pilot.pause()


def says(app: App[Any], *words: str) -> Callable[[], bool]:
    """Whether all of these words are on the screen, wherever their lines break."""
    return lambda: all(part in " ".join(picture(app).split()) for part in words)
