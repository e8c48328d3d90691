"""The window of the terminal is closed: the program ends, and keeps no processor busy."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are not there on Windows", allow_module_level=True)

import fcntl
import pty
import termios


@pytest.mark.parametrize("hangs_up", [True, False], ids=["with a hang-up", "without a signal"])
def test_the_program_ends_when_its_terminal_is_gone(tmp_path: Path, hangs_up: bool) -> None:
    """Textual's driver waits for ever for a thread that a closed terminal has ended, while another thread spins."""
    leader, follower = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", "from workbench.cli.main import run; run()", "--workspace", str(tmp_path / "workspace")],
        stdin=follower,
        stdout=follower,
        stderr=follower,
        start_new_session=True,
        # Where it is the program's own terminal, closing it sends a signal as closing a window does.
        preexec_fn=(lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0)) if hangs_up else None,
        env={**os.environ, "TERM": "xterm-256color"},
    )
    os.close(follower)
    seen = b""
    while b"Welcome" not in seen:
        seen += os.read(leader, 65536)
    os.close(leader)
    began = time.monotonic()
    try:
        process.wait(timeout=20)
    finally:
        process.kill()
    assert time.monotonic() - began < 15
