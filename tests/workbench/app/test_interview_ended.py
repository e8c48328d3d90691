"""However the program ends, what was typed in an interview is there again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from groups.group import Group
from groups.rows import Author
from interviews.interview import Interview
from tests.workbench.conftest import Clock
from workbench.screens.place import Place
from workbench.services.notes import lines_of_interview
from workbench.workspace.workspace import open_workspace


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize("end", ["SIGTERM", "SIGHUP", "SIGKILL", "closed terminal"])
def test_a_real_end_of_the_program_loses_nothing(tmp_path: Path, end: str) -> None:
    """The real command in a pseudo-terminal: a line taken, half a line typed, then the end."""
    import fcntl
    import pty
    import termios

    folder = tmp_path / "workspace"
    with open_workspace(folder, Author("A Tester", Clock())) as workspace, workspace.write("Make"):
        group = workspace.records.groups.add(Group(title="Elective Home Education"))
        made = workspace.records.interviews.add(
            Interview(group_id=group.id, title="Attendance team", began_at=workspace.author.now())
        )
        from workbench.services.places import remember

        remember(workspace, Place("interview", made.id))
    leader, follower = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", "from workbench.cli.main import run; run()", "--workspace", str(folder)],
        stdin=follower,
        stdout=follower,
        stderr=follower,
        start_new_session=True,
        # The pseudo-terminal is the one the program belongs to, so that closing it hangs up as a window does.
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        env={**os.environ, "WORKBENCH_NAME": "A Tester", "TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24"},
    )
    os.close(follower)
    os.set_blocking(leader, False)
    read_until(leader, b"Enter keeps", process)
    # All at once, as fast typing comes: letters after Enter are on their way while the line is being kept.
    os.write(leader, b"A whole line\rAnother\rhalf a word mo")
    wait_for(folder, made, ["A whole line", "Another"], process, leader)
    if end == "SIGKILL":  # nothing can be done at that moment: what was typed is there already
        read_until(leader, b"word mo", process)
        read_for(leader, 0.05)
        process.kill()
    else:
        read_until(leader, b"word mo", process)
        if end == "closed terminal":
            os.close(leader)
        else:
            process.send_signal(getattr(signal, end))
    deadline = time.monotonic() + 20
    while process.poll() is None and time.monotonic() < deadline:
        if end != "closed terminal":
            read_for(leader, 0.05)
        else:
            time.sleep(0.05)
    has_ended = process.poll() is not None
    process.kill()
    process.wait()
    assert has_ended
    if end != "closed terminal":
        os.close(leader)
    with open_workspace(folder, Author("A Tester", Clock())) as workspace:
        assert [n.text for n in lines_of_interview(workspace, made.id)] == ["A whole line", "Another"]
        assert [d.text for d in workspace.records.drafts.of(made.id)] == ["half a word mo"]


def read_for(leader: int, seconds: float) -> bytes:
    """Read what the program draws, so that it never waits for the terminal."""
    seen, until = b"", time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            seen += os.read(leader, 65536)
        except BlockingIOError:
            time.sleep(0.01)
        except OSError:
            break
    return seen


def read_until(leader: int, words: bytes, process: subprocess.Popen[bytes]) -> None:
    import re

    seen, deadline = b"", time.monotonic() + 30
    while time.monotonic() < deadline and process.poll() is None:
        seen += read_for(leader, 0.05)
        if words in re.sub(rb"\x1b\[[0-9;?]*[a-zA-Z]", b"", seen):
            return
    process.kill()  # else it runs on beside all tests after this one
    process.wait()
    raise AssertionError(f"{words!r} was never drawn: {seen[-2000:]!r}")


def wait_for(folder: Path, made: Interview, texts: list[str], process: subprocess.Popen[bytes], leader: int) -> None:
    with open_workspace(folder, Author("A Tester", Clock())) as workspace:
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline and process.poll() is None:
            read_for(leader, 0.05)
            if [n.text for n in lines_of_interview(workspace, made.id)] == texts:
                return
    process.kill()
    process.wait()
    raise AssertionError("the line was never kept")
