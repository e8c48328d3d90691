"""The terminal may go away: its window is closed, its connection ends. The app then leaves in good order.

Textual's own driver writes from a thread that ends with the first error; once its queue is full the app waits for it
for ever, deaf to every signal, while the thread that reads spins. Here what cannot be written is dropped and the app
leaves.
"""

from __future__ import annotations

import termios
from collections.abc import Callable
from typing import IO, Any, cast

from textual.app import App
from textual.drivers.linux_driver import LinuxDriver

LOOK = 2.0  # seconds


class _Output:
    """A terminal's output of which writing never fails; the first failure is told."""

    def __init__(self, file: IO[str], tell: Callable[[], object]) -> None:
        self._file = file
        self._tell = tell
        self._is_gone = False

    def write(self, text: str) -> int:
        """Write, or drop what a terminal that is gone cannot show."""
        self._try(lambda: self._file.write(text))
        return len(text)

    def flush(self) -> None:
        """Send what was written."""
        self._try(self._file.flush)

    def _try(self, act: Callable[[], object]) -> None:
        if self._is_gone:
            return
        try:
            act()
        except (OSError, ValueError):  # ValueError: the file was closed
            self._is_gone = True
            self._tell()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


class TerminalDriver(LinuxDriver):
    """Textual's driver, and the app leaves when its terminal is gone."""

    def __init__(self, app: App[Any], **options: Any) -> None:
        super().__init__(app, **options)
        self._file = cast("Any", _Output(cast("IO[str]", self._file), self._leave))

    def start_application_mode(self) -> None:
        """Begin, and look now and then whether the terminal is still there: an app that is idle writes nothing."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        self._app.call_later(self._app.set_interval, LOOK, self._look)

    def _look(self) -> None:
        if not self.input_tty:
            return
        try:
            termios.tcgetattr(self.fileno)
        except termios.error:
            self._app.exit()

    def _leave(self) -> None:
        """From the thread that writes: end the app from its own."""
        self._loop.call_soon_threadsafe(self._app.exit)
