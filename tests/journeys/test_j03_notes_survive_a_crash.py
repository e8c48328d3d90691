"""J3: type forty lines with their questions in the real app, kill it in mid-word, open it again: nothing is lost."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are not there on Windows", allow_module_level=True)

from benchmarks.pseudo_terminal import Terminal, command
from groups.enquiry import EnquiryLine, LineKind
from groups.group import Group
from groups.rows import Author
from interviews.interview import Interview, NoteKind
from workbench.screens.place import Place
from workbench.services.notes import lines_of_interview
from workbench.services.places import remember
from workbench.workspace.workspace import open_workspace, system_clock

NAME = "Councillor A Okoro"
LINES = 40


def opened(folder: Path, ends: ExitStack) -> Terminal:
    terminal = ends.enter_context(Terminal(command("--workspace", str(folder)), WORKBENCH_NAME=NAME))
    assert terminal.until(lambda: terminal.shows("Saved, every key")), terminal.text
    return terminal


def test_forty_lines_and_half_a_word_survive_a_kill(tmp_path: Path, ends: ExitStack) -> None:
    folder = tmp_path / "workspace"
    with open_workspace(folder, Author(NAME, system_clock)) as workspace, workspace.write("Make"):
        group = workspace.records.groups.add(Group(title="School Attendance"))
        questions = [
            workspace.records.enquiry.add(
                EnquiryLine(group_id=group.id, kind=LineKind.QUESTION, text=f"Question {n}?", position=n)
            )
            for n in (1, 2, 3)
        ]
        made = workspace.records.interviews.add(
            Interview(group_id=group.id, title="Attendance team", began_at=workspace.author.now())
        )
        remember(workspace, Place("interview", made.id))

    terminal = opened(folder, ends)
    for number in range(LINES):
        terminal.send(b"\x1b%d" % (number % 3 + 1))  # Alt and the question's number
        terminal.send(f"line {number} of what was said".encode())
        if number % 10 == 0:
            terminal.send(b"\x1bq")  # a quote
        terminal.send(b"\r")
    terminal.send(b"\x1b2and then they sa")
    assert terminal.until(lambda: terminal.shows("and then they sa")), terminal.text
    terminal.send(b"\x1b[D\x1b[D\x1b[D")  # the cursor three letters back
    terminal.pump(0.3)
    terminal.end()  # SIGKILL

    with open_workspace(folder, Author(NAME, system_clock)) as workspace:
        notes = lines_of_interview(workspace, made.id)
        assert [note.text for note in notes] == [f"line {n} of what was said" for n in range(LINES)]
        assert [note.line_id for note in notes] == [questions[n % 3].id for n in range(LINES)]
        assert [n for n, note in enumerate(notes) if note.kind is NoteKind.QUOTE] == [0, 10, 20, 30]
        assert {note.author for note in notes} == {NAME}

    terminal = opened(folder, ends)
    sentence = "Recovered: 40 lines, nothing lost"
    assert terminal.until(lambda: terminal.shows(sentence)), terminal.text
    assert terminal.shows("line 39 of what was said")
    assert terminal.shows("Question 2")
    terminal.send(b"X")  # where the cursor was
    assert terminal.until(lambda: terminal.shows("and then theyX sa")), terminal.text
    terminal.send(b"\x1a\x1a")  # taken back: the letter, then the word that was typed before the kill
    assert terminal.until(lambda: terminal.shows("and then they") and not terminal.shows("theyX")), terminal.text
    assert terminal.until(lambda: not terminal.shows("they sa")), terminal.text
    terminal.send(b"\x19said so\r")
    assert terminal.until(lambda: terminal.shows("and then they sasaid so")), terminal.text
    terminal.pump(0.3)
    terminal.send(b"\x11")  # leave in good order
    assert terminal.end(0) == 0

    terminal = opened(folder, ends)
    assert terminal.until(lambda: terminal.shows("and then they sasaid so")), terminal.text
    assert not terminal.shows("Recovered")
    terminal.end()
