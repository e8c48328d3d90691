"""The scribe and the line it writes down: faults, two windows, many pasted lines, and nothing doubled or left lying."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import pytest

from groups.group import Group
from groups.rows import Author
from groups.sensitivity import Sensitivity
from interviews.interview import Interview, InterviewState, Note
from tests.workbench.conftest import Clock
from workbench.services.drafting import CUT, Begun, as_lines, begin_line, pasted_lines, waiting_lines
from workbench.services.notes import lines_of_interview
from workbench.services.scribe import News, Scribe
from workbench.workspace import connection
from workbench.workspace import workspace as workspaces
from workbench.workspace.problems import in_words
from workbench.workspace.undo import undo
from workbench.workspace.workspace import Workspace, open_workspace


@pytest.fixture
def interview(workspace: Workspace) -> Interview:
    with workspace.write("Make"):
        group = workspace.records.groups.add(Group(title="Elective Home Education"))
        return workspace.records.interviews.add(Interview(group_id=group.id, title="Attendance team"))


@pytest.fixture
def scribe(workspace: Workspace) -> Iterator[Scribe]:
    made = Scribe(lambda: workspace)
    yield made
    made.stop()


def begun(workspace: Workspace, scribe: Scribe, interview: Interview) -> Begun:
    return begin_line(workspace, scribe, interview.id)


def texts(workspace: Workspace, interview: Interview) -> list[str]:
    return [note.text for note in lines_of_interview(workspace, interview.id)]


def unfinished(workspace: Workspace, interview: Interview) -> list[str]:
    return [draft.text for draft in workspace.records.drafts.of(interview.id)]


def rows(workspace: Workspace, table: str) -> int:
    return workspace.db.table(table).count


def wait(there: Callable[[], bool], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not there():
        assert time.monotonic() < end, "it did not come to that"
        time.sleep(0.01)


def type_in(line: object, text: str, clock: Clock) -> None:
    for letter in text:
        line.change(line.typing.text + letter, clock())  # type: ignore[attr-defined]


def test_every_key_is_a_row_and_all_go_when_the_line_is_kept(
    workspace: Workspace, scribe: Scribe, interview: Interview
) -> None:
    clock = Clock()
    line = begun(workspace, scribe, interview).line
    type_in(line, "half", clock)
    assert scribe.caught_up(10)
    assert unfinished(workspace, interview) == ["half"]
    assert rows(workspace, "journal") == 4
    line.take(["half"], clock())
    assert scribe.caught_up(10)
    assert texts(workspace, interview) == ["half"]
    assert rows(workspace, "journal") == rows(workspace, "drafts") == 0
    assert workspace.db.table("history").count_where("table_name in ('journal', 'drafts', 'sittings')") == 0


def test_an_end_that_follows_another_at_once_is_seen_too(
    workspace: Workspace, scribe: Scribe, interview: Interview
) -> None:
    nobody = 2**22 - 1  # no process has this number
    clock = Clock()
    type_in(begun(workspace, scribe, interview).line, "We ring", clock)
    for _ in range(2):  # each of these windows ends before a key was typed in it
        assert scribe.caught_up(10)
        with workspace.transaction():
            workspace.db.execute("update sittings set process = ?", [nobody])
        again = begun(workspace, scribe, interview)
        assert again.recovered
        assert again.line.typing.text == "We ring"
    again.line.leave()
    assert scribe.caught_up(10)
    assert rows(workspace, "sittings") == 0
    assert not begun(workspace, scribe, interview).recovered


def test_the_line_goes_on_after_a_restart_with_cursor_and_undo(
    workspace: Workspace, scribe: Scribe, interview: Interview
) -> None:
    clock = Clock()
    line = begun(workspace, scribe, interview).line
    type_in(line, "We ring every", clock)
    line.say(sensitivity=Sensitivity.CONFIDENTIAL, speaker="Ms Lee")
    line.move(3, clock())
    line.leave()
    assert scribe.caught_up(10)
    again = begun(workspace, scribe, interview)
    assert not again.recovered
    assert (again.line.typing.text, again.line.typing.cursor) == ("We ring every", 3)
    assert (again.line.draft.sensitivity, again.line.draft.speaker) == (Sensitivity.CONFIDENTIAL, "Ms Lee")
    assert again.line.undo(clock())
    assert again.line.typing.text == "We ring "
    assert again.line.redo(clock())
    assert scribe.caught_up(10)
    assert unfinished(workspace, interview) == ["We ring every"]


def test_what_was_rubbed_out_of_a_private_line_stands_nowhere_any_more(
    workspace: Workspace, scribe: Scribe, interview: Interview
) -> None:
    clock = Clock()
    line = begun(workspace, scribe, interview).line
    type_in(line, "Zachariah", clock)
    line.change("The eldest, Zachariah Quillfeather", clock())
    line.say(sensitivity=Sensitivity.EXEMPT, exempt_reason="Schedule 12A, paragraph 1: a child")
    line.change("The eldest", clock())
    assert scribe.caught_up(10)
    line.take(["The eldest"], clock())
    assert scribe.caught_up(10)
    everything = b"".join(path.read_bytes() for path in workspace.folder.glob("workbench.db*"))
    assert b"The eldest" in everything
    assert b"Quillfeather" not in everything


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """While a fault stands in the list, every write of the scribe meets it."""
    faults: list[str] = []
    real = connection.transaction

    def transaction(db: object, file: Path) -> object:
        if faults and threading.current_thread().name == "scribe":
            raise in_words(sqlite3.OperationalError(faults[0]), file)
        return real(db, file)  # type: ignore[arg-type]

    monkeypatch.setattr(workspaces, "transaction", transaction)
    yield faults
    faults.clear()


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("database or disk is full", "is full"),
        ("attempt to write a readonly database", "cannot be written"),
        ("disk I/O error", "could not be read or written"),
        ("database is locked", "Another program is writing"),
    ],
)
def test_a_fault_is_said_and_all_is_written_when_it_is_over(
    workspace: Workspace, scribe: Scribe, interview: Interview, broken: list[str], fault: str, said: str
) -> None:
    clock = Clock()
    news: list[News] = []
    scribe.listener = news.append
    line = begun(workspace, scribe, interview).line
    type_in(line, "kept", clock)
    assert scribe.caught_up(10)
    broken.append(fault)
    type_in(line, " later", clock)
    line.take(["kept later"], clock())
    type_in(line, "second", clock)
    line.take(["second"], clock())
    type_in(line, "third", clock)
    wait(lambda: scribe.problem is not None)
    assert said in str(scribe.problem)
    assert [note.text for note in waiting_lines(scribe, interview.id, 10).notes] == ["kept later", "second"]
    assert not scribe.caught_up(10), "nobody waits while writing fails"
    assert unfinished(workspace, interview) == ["kept"]
    broken.clear()
    wait(lambda: not scribe.waiting())
    assert texts(workspace, interview) == ["kept later", "second"]
    assert unfinished(workspace, interview) == ["third"]
    assert scribe.problem is None
    assert any(one.sentence for one in news)
    times = [note.taken_at for note in lines_of_interview(workspace, interview.id) if note.taken_at]
    assert times == sorted(times), "the time is that of the key, not of the writing"


def test_a_commit_that_was_never_acknowledged_is_not_done_twice(
    workspace: Workspace, scribe: Scribe, interview: Interview, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The commit is done, then the error comes: each act is done again and changes nothing."""

    real, left = connection.transaction, [1, 1, 1, 1, 1, 1]

    @contextmanager
    def transaction(db: object, file: Path) -> Iterator[None]:
        with real(db, file):  # type: ignore[arg-type]
            yield
        if left and threading.current_thread().name == "scribe":
            left.pop()
            raise in_words(sqlite3.OperationalError("disk I/O error"), file)

    monkeypatch.setattr(workspaces, "transaction", transaction)
    monkeypatch.setattr("workbench.services.scribe.RETRY", 0.01)
    clock = Clock()
    line = begun(workspace, scribe, interview).line
    type_in(line, "once", clock)
    line.take(["once"], clock())
    type_in(line, "x", clock)
    line.take(["many 1", "many 2", "many 3"], clock())
    wait(lambda: not scribe.waiting())
    assert not left
    assert texts(workspace, interview) == ["once", "many 1", "many 2", "many 3"]
    assert rows(workspace, "drafts") == 0


def test_the_lock_held_by_another_process_is_waited_for(
    workspace: Workspace, scribe: Scribe, interview: Interview
) -> None:
    clock = Clock()
    line = begun(workspace, scribe, interview).line
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None); c.execute('begin immediate');"
            " print('held', flush=True); sys.stdin.readline(); c.execute('rollback')",
            str(workspace.file),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout is not None
    assert holder.stdin is not None
    assert holder.stdout.readline() == "held\n"
    type_in(line, "on and on", clock)
    line.take(["on and on"], clock())
    wait(lambda: scribe.problem is not None)
    assert texts(workspace, interview) == []
    holder.stdin.write("\n")
    holder.stdin.flush()
    wait(lambda: not scribe.waiting())
    holder.wait(10)
    holder.stdin.close()
    holder.stdout.close()
    assert texts(workspace, interview) == ["on and on"]


def test_a_drive_that_was_taken_away_is_said_and_written_to_when_it_is_back(
    workspace: Workspace, scribe: Scribe, interview: Interview
) -> None:
    clock = Clock()
    line = begun(workspace, scribe, interview).line
    type_in(line, "a", clock)
    assert scribe.caught_up(10)
    workspace.db.execute("pragma wal_checkpoint(truncate)").fetchall()
    away = workspace.folder.with_name("away")
    workspace.folder.rename(away)
    type_in(line, "b", clock)
    wait(lambda: scribe.problem is not None)
    assert "not there any more" in str(scribe.problem)
    away.rename(workspace.folder)
    wait(lambda: not scribe.waiting())
    assert unfinished(workspace, interview) == ["ab"]


def test_a_line_left_while_nothing_can_be_written_is_gone_on_with(
    workspace: Workspace, scribe: Scribe, interview: Interview, broken: list[str]
) -> None:
    clock = Clock()
    line = begun(workspace, scribe, interview).line
    broken.append("database or disk is full")
    type_in(line, "only in memory", clock)
    wait(lambda: scribe.problem is not None)
    line.leave()
    again = begun(workspace, scribe, interview).line
    assert again.typing.text == "only in memory"
    type_in(again, " yet", clock)
    broken.clear()
    wait(lambda: not scribe.waiting())
    assert unfinished(workspace, interview) == ["only in memory yet"]


def test_an_interview_that_was_confirmed_meanwhile_refuses_and_keeps_the_words(
    workspace: Workspace, scribe: Scribe, interview: Interview
) -> None:
    clock = Clock()
    news: list[News] = []
    scribe.listener = news.append
    line = begun(workspace, scribe, interview).line
    type_in(line, "too late", clock)
    assert scribe.caught_up(10)
    with workspace.write("Confirm"):
        current = workspace.records.interviews.get(interview.id)
        workspace.records.interviews.save(current.model_copy(update={"state": InterviewState.CONFIRMED}))
    line.take(["too late"], clock())
    assert scribe.caught_up(10)
    assert "locked" in news[-1].sentence
    assert texts(workspace, interview) == []
    assert unfinished(workspace, interview) == ["too late"]


def test_two_windows_that_go_on_with_one_line_lose_nothing(
    workspace: Workspace, scribe: Scribe, interview: Interview
) -> None:
    clock = Clock()
    left = begun(workspace, scribe, interview).line
    type_in(left, "We ring", clock)
    left.leave()
    assert scribe.caught_up(10)
    one, other = (begun(workspace, scribe, interview).line for _ in range(2))
    type_in(one, " every family", clock)
    type_in(other, " nobody", clock)
    assert scribe.caught_up(10)
    assert sorted(unfinished(workspace, interview)) == ["We ring every family", "We ring nobody"]
    assert one.draft.id != other.draft.id
    one.take([one.typing.text], clock())
    other.take([other.typing.text], clock())
    assert scribe.caught_up(10)
    assert texts(workspace, interview) == ["We ring every family", "We ring nobody"]


def test_one_line_kept_in_two_windows_is_one_note(workspace: Workspace, scribe: Scribe, interview: Interview) -> None:
    clock = Clock()
    left = begun(workspace, scribe, interview).line
    type_in(left, "We ring", clock)
    left.leave()
    assert scribe.caught_up(10)
    one, other = (begun(workspace, scribe, interview).line for _ in range(2))
    one.take(["We ring"], clock())
    other.take(["We ring"], clock())
    assert scribe.caught_up(10)
    assert texts(workspace, interview) == ["We ring"]


def test_the_line_of_a_window_that_is_open_is_left_to_it(
    workspace: Workspace, scribe: Scribe, interview: Interview
) -> None:
    clock = Clock()
    one = begun(workspace, scribe, interview).line
    type_in(one, "mine", clock)
    assert scribe.caught_up(10)
    other = begun(workspace, scribe, interview)
    assert (other.line.typing.text, other.recovered) == ("", False)


def test_many_pasted_lines_are_on_disk_at_once_and_one_step_of_undo(
    workspace: Workspace, scribe: Scribe, interview: Interview
) -> None:
    clock = Clock()
    line = begun(workspace, scribe, interview).line
    line.take([f"line {n}" for n in range(300)], clock())
    type_in(line, "typed while they are added", clock)
    wait(lambda: "typed while they are added" in unfinished(workspace, interview))
    assert pasted_lines(scribe) > 0, "what is typed does not wait for all of them"
    line.take([line.typing.text], clock())
    wait(lambda: not scribe.waiting())
    assert texts(workspace, interview) == [*(f"line {n}" for n in range(300)), "typed while they are added"]
    undo(workspace)
    undo(workspace)
    assert texts(workspace, interview) == []


def test_pasted_lines_that_were_not_all_added_are_gone_on_with(
    workspace: Workspace, scribe: Scribe, interview: Interview
) -> None:
    """As after a kill: the text is on disk, and some of its lines are notes already."""
    clock = Clock()
    line = begun(workspace, scribe, interview).line
    draft = line.draft.model_copy(update={"text": "one\ntwo\nthree", "queued": 2})
    with workspace.write("As it was left"):
        workspace.records.drafts.queue(draft)
        workspace.records.notes.add(
            Note(group_id=interview.group_id, interview_id=interview.id, text="one", author="A Tester", position=1)
        )
    begun(workspace, scribe, interview)
    assert scribe.caught_up(10)
    assert texts(workspace, interview) == ["one", "two", "three"]
    assert rows(workspace, "drafts") == 0
    assert clock()


def test_a_very_long_line_is_cut_at_the_ends_of_sentences() -> None:
    text = "Families say that nobody told them. “Nobody rang.” Is that so? " * 400
    parts = as_lines(text)
    assert " ".join(parts) == " ".join(text.split())
    assert all(len(part) <= CUT for part in parts)
    assert all(part[-1] in ".?”" for part in parts)
    assert as_lines("x" * 25_000) == ["x" * CUT] * 25
    assert as_lines("one\n\n two \r\nthree") == ["one", "two", "three"]


WRITER = textwrap.dedent(
    """
    import sys
    from datetime import UTC, datetime
    from pathlib import Path
    from groups.rows import Author
    from workbench.services.drafting import begin_line
    from workbench.services.scribe import Scribe
    from workbench.workspace.workspace import open_workspace
    folder, interview_id, name, count = sys.argv[1:]
    now = lambda: datetime.now(UTC)
    with open_workspace(Path(folder), Author(name, now)) as workspace:
        scribe = Scribe(lambda: workspace)
        line = begin_line(workspace, scribe, interview_id).line
        print("ready", flush=True)
        sys.stdin.readline()
        for number in range(int(count)):
            line.change(f"{name} {number}", now())
            line.take([line.typing.text], now())
            scribe.caught_up(0.05)
        while not scribe.caught_up(5):
            pass
        line.leave()
        scribe.stop()
    """
)


def test_a_thousand_saves_of_two_programs_lose_and_double_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "workspace"
    with open_workspace(folder, Author("A Tester", Clock())) as workspace, workspace.write("Make"):
        group = workspace.records.groups.add(Group(title="Elective Home Education"))
        made = workspace.records.interviews.add(Interview(group_id=group.id, title="Attendance team"))
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(folder), made.id, name, "500"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        for name in ("Lee", "Mutton")
    ]
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("\n")
        writer.stdin.flush()
    for writer in writers:
        writer.communicate(timeout=100)
        assert writer.returncode == 0
    with open_workspace(folder, Author("A Tester", Clock())) as workspace:
        notes = lines_of_interview(workspace, made.id)
        assert rows(workspace, "drafts") == rows(workspace, "journal") == rows(workspace, "sittings") == 0
    for name in ("Lee", "Mutton"):
        mine = [note for note in notes if note.author == name]
        assert [note.text for note in mine] == [f"{name} {number}" for number in range(500)]
        assert {note.created_by for note in mine} == {name}
    assert [note.position for note in notes] == list(range(1, 1001))
    changes = sum(a.author != b.author for a, b in pairwise(notes))
    assert changes > 10, "the two did not write at the same time"
