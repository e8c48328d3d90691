"""J4: two people take notes of one interview, each in a program of their own: one record, and nobody overwrites."""

from __future__ import annotations

import sys
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are not there on Windows", allow_module_level=True)

from benchmarks.pseudo_terminal import Terminal, command
from groups.group import Group
from groups.rows import Author
from interviews.interview import Interview
from workbench.screens.place import Place
from workbench.services.notes import lines_of_interview
from workbench.services.places import remember
from workbench.workspace.workspace import open_workspace, system_clock

NAMES = ("Councillor P Lee", "Mr D Cole")


def test_each_sees_what_the_other_writes(tmp_path: Path, ends: ExitStack) -> None:
    folder = tmp_path / "workspace"
    with open_workspace(folder, Author("Setup", system_clock)) as workspace, workspace.write("Make"):
        group = workspace.records.groups.add(Group(title="School Attendance"))
        made = workspace.records.interviews.add(
            Interview(group_id=group.id, title="Attendance team", began_at=workspace.author.now())
        )
        for name in NAMES:
            remember(workspace.written_by(name), Place("interview", made.id))

    lee = ends.enter_context(Terminal(command("--workspace", str(folder)), WORKBENCH_NAME=NAMES[0]))
    assert lee.until(lambda: lee.shows("Enter keeps the line")), lee.text
    cole = ends.enter_context(Terminal(command("--workspace", str(folder)), WORKBENCH_NAME=NAMES[1]))
    assert cole.until(lambda: cole.shows("Enter keeps the line")), cole.text

    def both_until(who: Terminal, *words: str) -> None:
        """Both screens are drawn, as both people look at them, until the words are on one."""
        began = time.perf_counter()
        while not all(who.shows(each) for each in words):
            assert time.perf_counter() - began < 60, who.text
            lee.read(0.01)
            cole.read(0.01)

    lee.send(b"We ring every family\rhalf of what L")
    both_until(cole, "Lee", "We ring every family", "half of what L · not finished")
    cole.send(b"Nobody rang me\rand half of what C")
    both_until(lee, "Cole", "Nobody rang me", "and half of what C · not finished")
    for number in range(5):
        lee.send(f"ee said {number}\r".encode())
        cole.send(f"ole said {number}\r".encode())
    both_until(lee, "ole said 4", "ee said 4")
    both_until(cole, "ole said 4", "ee said 4")
    lee.send(b"\x11")
    cole.send(b"\x11")
    assert lee.end(0) == 0
    assert cole.end(0) == 0

    with open_workspace(folder, Author("Setup", system_clock)) as workspace:
        notes = lines_of_interview(workspace, made.id)
        assert workspace.records.drafts.of(made.id) == []
    mine = [note.text for note in notes if note.author == NAMES[0]]
    theirs = [note.text for note in notes if note.author == NAMES[1]]
    rest = range(1, 5)
    assert mine == ["We ring every family", "half of what Lee said 0", *(f"ee said {n}" for n in rest)]
    assert theirs == ["Nobody rang me", "and half of what Cole said 0", *(f"ole said {n}" for n in rest)]
    assert sorted(note.position for note in notes) == list(range(1, 13))
