"""Taking notes when things go wrong, taking typing back, and long texts: on the screen, and in real ends of the app."""

from __future__ import annotations

import sqlite3
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from textual import events

from groups.group import Group
from groups.rows import Author
from interviews.interview import Interview, Note
from tests.workbench.app.conftest import picture, says, until
from tests.workbench.conftest import Clock
from workbench.app import WorkbenchApp
from workbench.screens.place import Place
from workbench.services.notes import lines_of_interview
from workbench.services.places import remember
from workbench.widgets.note_line import NoteLine
from workbench.widgets.notes_list import NotesList
from workbench.workspace import connection
from workbench.workspace import workspace as workspaces
from workbench.workspace.problems import in_words
from workbench.workspace.workspace import Workspace, open_workspace


@pytest.fixture
def interview(workspace: Workspace, group: Group) -> Interview:
    with workspace.write("Make an interview"):
        return workspace.records.interviews.add(
            Interview(group_id=group.id, title="Attendance team", began_at=workspace.author.now())
        )


def opened(workspace: Workspace, interview: Interview) -> WorkbenchApp:
    return WorkbenchApp(workspace, start=Place("interview", interview.id))


def texts(workspace: Workspace, interview: Interview) -> list[str]:
    return [note.text for note in lines_of_interview(workspace, interview.id)]


def unfinished(workspace: Workspace, interview: Interview) -> list[str]:
    return [draft.text for draft in workspace.records.drafts.of(interview.id)]


def type_in(app: WorkbenchApp, text: str) -> None:
    """The keys of a text, as the terminal sends them."""
    for letter in text:
        app.post_message(events.Key("enter", "\r") if letter == "\r" else events.Key(letter, letter))


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[bool]]:
    """The disk is full for what is taken in an interview while the list is not empty."""
    full: list[bool] = []
    real = connection.transaction

    def transaction(db: object, file: Path) -> object:
        if full and threading.current_thread().name == "scribe":
            raise in_words(sqlite3.OperationalError("database or disk is full"), file)
        return real(db, file)  # type: ignore[arg-type]

    monkeypatch.setattr(workspaces, "transaction", transaction)
    yield full
    full.clear()


@pytest.mark.parametrize("size", [(120, 40), (80, 24)], ids=["wide", "narrow"])
async def test_a_full_disk_is_said_and_taking_notes_goes_on(
    workspace: Workspace, interview: Interview, full_disk: list[bool], size: tuple[int, int]
) -> None:
    app = opened(workspace, interview)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        type_in(app, "first\r")
        await until(pilot, lambda: texts(workspace, interview) == ["first"])
        full_disk.append(True)
        type_in(app, "second\rthird\rhalf a")
        await until(pilot, says(app, "second · not saved yet", "third · not saved yet", "NOT SAVED since", "The disk"))
        assert "Go on writing" in picture(app)
        assert "Saved, every key" not in picture(app)
        assert app.screen.query_one(NoteLine).value == "half a"
        assert texts(workspace, interview) == ["first"]
        full_disk.clear()
        await until(pilot, says(app, "Saved, every key"))
        await until(pilot, lambda: texts(workspace, interview) == ["first", "second", "third"])
        await until(pilot, lambda: "not saved yet" not in picture(app) and "Go on writing" not in picture(app))
        assert unfinished(workspace, interview) == ["half a"]


async def test_leaving_while_nothing_can_be_saved_is_asked_about(
    workspace: Workspace, interview: Interview, full_disk: list[bool]
) -> None:
    app = opened(workspace, interview)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        full_disk.append(True)
        type_in(app, "only here")
        await until(pilot, says(app, "NOT SAVED since"))
        await pilot.press("ctrl+q")
        await until(pilot, says(app, "would be lost"))
        await pilot.press("escape")
        full_disk.clear()
        await until(pilot, lambda: unfinished(workspace, interview) == ["only here"])


async def test_typing_is_taken_back_word_by_word_and_then_the_record(
    workspace: Workspace, interview: Interview
) -> None:
    app = opened(workspace, interview)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        type_in(app, "a line\rone two")
        await until(pilot, lambda: texts(workspace, interview) == ["a line"])
        line = app.screen.query_one(NoteLine)
        seen = []
        for _ in range(2):
            await pilot.press("ctrl+z")
            seen.append(line.value)
        assert seen == ["one ", ""]
        assert texts(workspace, interview) == ["a line"]
        await pilot.press("ctrl+y")
        assert line.value == "one "
        await pilot.press("ctrl+z", "ctrl+z")
        await until(pilot, lambda: texts(workspace, interview) == [])
        await pilot.press("ctrl+y")
        assert line.value == "one "


async def test_typing_is_taken_back_after_a_restart_too(workspace: Workspace, interview: Interview) -> None:
    app = opened(workspace, interview)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        type_in(app, "one two three")
        await pilot.press("left", "left")
        await until(pilot, lambda: unfinished(workspace, interview) == ["one two three"])
    again = opened(workspace, interview)
    async with again.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        line = again.screen.query_one(NoteLine)
        assert (line.value, line.cursor_position) == ("one two three", 11)
        assert "Recovered" not in picture(again), "it was left in good order"
        await pilot.press("ctrl+z")
        assert line.value == "one two "
        await pilot.press("ctrl+y")
        type_in(again, "!")
        await pilot.pause()
        assert line.value == "one two three!"


async def test_a_long_paste_stands_as_lines_and_says_so(workspace: Workspace, interview: Interview) -> None:
    app = opened(workspace, interview)
    text = "Families say that nobody told them what help there is. " * 600
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        app.screen.query_one(NoteLine).post_message(events.Paste(text))
        await until(pilot, says(app, "Too long for one line"))
        await until(pilot, lambda: not app.scribe.waiting())
        await until(pilot, lambda: app.screen.query_one(NotesList).option_count == len(texts(workspace, interview)))
    assert " ".join(texts(workspace, interview)) == text.strip()
    assert max(map(len, texts(workspace, interview))) <= 1_000


@pytest.mark.parametrize(
    "text", ["x" * 20_000, "“It’s worry” " * 1_500, "文字 " * 5_000], ids=["plain", "quotes", "wide"]
)
async def test_a_line_of_twenty_thousand_characters(workspace: Workspace, interview: Interview, text: str) -> None:
    text = text.strip()
    app = opened(workspace, interview)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.screen.query_one(NoteLine).post_message(events.Paste(text))
        await pilot.pause()
        type_in(app, "!end")
        await until(pilot, lambda: unfinished(workspace, interview) == [f"{text}!end"])
        assert "!end" in picture(app)
        await pilot.press("home")
        await until(pilot, says(app, text[:10].strip()))
        assert "!end" not in picture(app)
        await pilot.press("end", "enter")
        await until(pilot, lambda: texts(workspace, interview) == [f"{text}!end"])


async def test_the_line_is_drawn_as_textual_draws_it(workspace: Workspace, interview: Interview) -> None:
    """Only the part that is seen is drawn; it must not be told apart from the whole one, cut."""
    from textual.widgets import Input

    app = opened(workspace, interview)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        line = app.screen.query_one(NoteLine)
        line.value = "".join(chr(97 + n % 26) for n in range(300))
        for cursor, end in ((300, 300), (0, 0), (150, 150), (150, 170), (60, 299)):
            line.selection = type(line.selection)(cursor, end)
            await pilot.pause()
            line._cursor_visible = True
            ours, whole = line.render_line(0), Input.render_line(line, 0)
            cells = [[(letter, s.style) for s in strip for letter in s.text] for strip in (ours, whole)]
            assert [c for c, _ in cells[0]] == [c for c, _ in cells[1]]
            assert cells[0] == [(c, s) for c, s in cells[1]]


async def test_one_new_line_does_not_draw_two_thousand_again(
    workspace: Workspace, interview: Interview, monkeypatch: pytest.MonkeyPatch
) -> None:
    with workspace.write("Take notes"):
        for place in range(1, 301):
            workspace.records.notes.add(
                Note(
                    group_id=interview.group_id,
                    interview_id=interview.id,
                    text=f"line {place}",
                    author="A Tester",
                    position=place,
                )
            )
    app = opened(workspace, interview)
    drawn: list[str] = []
    real = NotesList._line

    def line(self: NotesList, what: Note, *rest: object) -> object:
        drawn.append(what.text)
        return real(self, what, *rest)  # type: ignore[arg-type]

    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        monkeypatch.setattr(NotesList, "_line", line)
        type_in(app, "new\r")
        await until(pilot, lambda: app.screen.query_one(NotesList).option_count == 301)
        assert drawn == ["new"]
        note = lines_of_interview(workspace, interview.id)[7]
        with workspace.write("Change"):
            workspace.records.notes.save(note.model_copy(update={"text": "changed"}))
        await until(pilot, lambda: drawn == ["new", "changed"])
        shown = app.screen.query_one(NotesList)
        assert "changed" in str(shown.get_option_at_index(7).prompt)
        with workspace.write("Bin"):
            workspace.records.notes.bin(workspace.records.notes.get(note.id))
        await until(pilot, lambda: shown.option_count == 300)
        assert [o.id for o in shown.options] == [n.id for n in lines_of_interview(workspace, interview.id)]


# -- real ends --------------------------------------------------------------------------------------------------------

if sys.platform != "win32":
    from benchmarks.pseudo_terminal import Terminal, command

needs_terminal = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")


def real_workspace(folder: Path) -> Interview:
    with open_workspace(folder, Author("A Tester", Clock())) as workspace, workspace.write("Make"):
        group = workspace.records.groups.add(Group(title="Elective Home Education"))
        made = workspace.records.interviews.add(
            Interview(group_id=group.id, title="Attendance team", began_at=workspace.author.now())
        )
        remember(workspace, Place("interview", made.id))
    return made


FAULT = """
from workbench.screens.interview import InterviewScreen
def act(self):
    secret = "private words"
    raise ZeroDivisionError(secret)
InterviewScreen.action_no_question = act
from workbench.cli.main import run
run()
"""


@needs_terminal
def test_a_fault_of_the_app_loses_no_key_and_is_recovered_from(tmp_path: Path, ends: ExitStack) -> None:
    folder = tmp_path / "workspace"
    made = real_workspace(folder)
    terminal = ends.enter_context(Terminal(command("--workspace", str(folder), code=FAULT), WORKBENCH_NAME="A Tester"))
    assert terminal.until(lambda: terminal.shows("Enter keeps the line")), terminal.text
    terminal.send(b"A whole line\rhalf a wo\x1b0more")
    assert terminal.end(0) not in (0, None)
    assert "ZeroDivisionError" in terminal.text
    assert "private words" not in terminal.text
    with open_workspace(folder, Author("A Tester", Clock())) as workspace:
        assert texts(workspace, made) == ["A whole line"]
        assert unfinished(workspace, made)[0].startswith("half a wo")
    terminal = ends.enter_context(Terminal(command("--workspace", str(folder)), WORKBENCH_NAME="A Tester"))
    sentence = "Recovered: 1 line, nothing lost; your unfinished line goes on"
    assert terminal.until(lambda: terminal.shows(sentence)), terminal.text
    terminal.end()


@needs_terminal
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs prlimit")
def test_a_disk_that_is_really_full(tmp_path: Path, ends: ExitStack) -> None:
    """No file may grow any more; then it may again. What was typed meanwhile is written, and a kill then loses none."""
    import resource

    folder = tmp_path / "workspace"
    made = real_workspace(folder)
    terminal = ends.enter_context(Terminal(command("--workspace", str(folder)), WORKBENCH_NAME="A Tester"))
    assert terminal.until(lambda: terminal.shows("Enter keeps the line")), terminal.text
    terminal.send(b"before")
    assert terminal.until(lambda: terminal.shows("before"))
    terminal.pump(0.3)
    resource.prlimit(terminal.process, resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))
    terminal.send(b" and after\rmore")
    assert terminal.until(lambda: terminal.shows("NOT SAVED since")), terminal.text
    assert terminal.until(lambda: terminal.shows("not saved yet")), terminal.text
    resource.prlimit(terminal.process, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    assert terminal.until(lambda: terminal.shows("Saved, every key")), terminal.text
    time.sleep(0.05)
    terminal.end()
    with open_workspace(folder, Author("A Tester", Clock())) as workspace:
        assert texts(workspace, made) == ["before and after"]
        assert unfinished(workspace, made) == ["more"]
