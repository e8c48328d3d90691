"""A program of ours in a real pseudo-terminal: keys go in as a person types them, and what it draws is read."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable
from types import TracebackType
from typing import Self

import pyte

COLUMNS, LINES = 120, 40
_CONTROL = re.compile(rb"\x1b\[[0-9;:?<>=]*[ -/]*[@-~]|\x1b[()][A-Z0-9]|\x1b[=>]|\x1bP[^\x1b]*\x1b\\")


def command(*arguments: str, code: str = "from workbench.cli.main import run; run()") -> Callable[[], object]:
    """What a forked process does to become a fresh interpreter with our command, or with other ``code``."""

    def run() -> object:
        os.execv(sys.executable, [sys.executable, "-c", code, *arguments])

    return run


class Terminal:
    """A program that runs in a process of its own, forked from this one so that its modules are there already."""

    def __init__(self, run: Callable[[], object], **environment: str) -> None:
        self.process, self.leader = pty.fork()
        if self.process == 0:
            self._be_the_program(run, environment)
        fcntl.ioctl(self.leader, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
        os.set_blocking(self.leader, False)
        self.screen = pyte.Screen(COLUMNS, LINES)
        self._stream = pyte.ByteStream(self.screen)
        self.has_ended = False
        self._is_closed = False
        self._text: str | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, why: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not self._is_closed:  # something went wrong before it was ended
            self.end()

    def _be_the_program(self, run: Callable[[], object], environment: dict[str, str]) -> None:
        code = 3
        try:
            os.environ.update(TERM="xterm-256color", COLUMNS=str(COLUMNS), LINES=str(LINES), **environment)
            run()
            code = 0
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
        finally:
            os._exit(code)

    def send(self, keys: bytes) -> None:
        """Type these keys; what does not go in at once goes in as the program reads."""
        while keys:
            try:
                keys = keys[os.write(self.leader, keys) :]
            except BlockingIOError:
                self.read(0.01)

    def read(self, seconds: float) -> bytes:
        """What the program draws, as soon as it draws anything; empty after so many seconds."""
        if self.has_ended or not select.select([self.leader], [], [], max(seconds, 0))[0]:
            return b""
        try:
            drawn = os.read(self.leader, 65536)
        except OSError:
            drawn = b""
        if not drawn:
            self.has_ended = True
        self._stream.feed(drawn)
        self._text = None
        return drawn

    def pump(self, seconds: float) -> None:
        """Read what is drawn for so long."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0 and not self.has_ended:
            self.read(left)

    def until(self, there: Callable[[], bool], seconds: float = 30.0) -> bool:
        """Read until something is so; False where it did not come to that."""
        end = time.perf_counter() + seconds
        while not there():
            if time.perf_counter() > end or self.has_ended:
                return there()
            self.read(0.02)
        return True

    @property
    def text(self) -> str:
        """The screen as text."""
        if self._text is None:  # it is asked for many times a second, and is slow to make
            self._text = "\n".join(line.rstrip() for line in self.screen.display)
        return self._text

    def shows(self, words: str) -> bool:
        """Whether these words are on the screen."""
        return words in self.text

    def echo(self, key: str, seconds: float = 10.0) -> float | None:
        """Type one key; the seconds until it is drawn, None where it never was."""
        began = time.perf_counter()
        self.send(key.encode())
        while (left := began + seconds - time.perf_counter()) > 0 and not self.has_ended:
            drawn = self._raw(left)
            if key.encode() in _CONTROL.sub(b"", drawn):
                return time.perf_counter() - began
        return None

    def _raw(self, seconds: float) -> bytes:
        """As ``read``, without taking the time to draw it here."""
        if not select.select([self.leader], [], [], seconds)[0]:
            return b""
        with contextlib.suppress(OSError):
            return os.read(self.leader, 65536)
        self.has_ended = True
        return b""

    def end(self, number: int = signal.SIGKILL, seconds: float = 20.0) -> int | None:
        """End the program with a signal, or with 0 wait for it; its status, None where it had to be killed."""
        if number:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.process, number)
        stop = time.perf_counter() + seconds
        status = None
        while status is None and time.perf_counter() < stop:
            found, code = os.waitpid(self.process, os.WNOHANG)
            if found:
                status = os.waitstatus_to_exitcode(code)
            elif number != signal.SIGKILL:
                self.read(0.01)
                time.sleep(0.005)
        if status is None:
            os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)
        self.close()
        return status

    def close(self) -> None:
        """Close the terminal, as closing its window does."""
        with contextlib.suppress(OSError):
            os.close(self.leader)
        self.has_ended = self._is_closed = True
