"""The scribe: one thread that writes down what is taken in an interview, in its order, so that typing never waits.

What cannot be written stays with it, in memory, and is tried again every second; nothing is written twice, because
every act can be done again without harm. The scribe lives as long as it has something to write, whatever else ends.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import NamedTuple, Protocol

from workbench.faults import in_one_sentence
from workbench.workspace.problems import Busy, DiskFull, WorkspaceProblem
from workbench.workspace.workspace import Workspace

RETRY = 1.0  # seconds
BUSY_SECONDS = 0.8  # so long another program may hold the lock before it is said
_LOOK = 0.003
_PAUSE = 0.3  # a long act goes on when nobody has typed for so long, or
_LONGEST_PAUSE = 1.0  # after so long
_BREATH = 0.02  # between the parts of a long act, so that other programs get the lock


class Act(Protocol):
    """Something to be written down. Done again after a commit that was never acknowledged, it changes nothing."""

    def joins(self, later: Act) -> bool:
        """Take a later act in, so that both are one write; whether it did."""

    def do(self, workspace: Workspace) -> bool:
        """Write it, or the next part of it; whether that was all. Raises WorkspaceProblem, to be tried again."""

    @property
    def overtakes(self) -> bool:
        """Whether it may be done between the parts of a long act before it."""

    @property
    def is_long(self) -> bool:
        """Whether it is done in several parts."""

    @property
    def is_news(self) -> bool:
        """Whether those who look on want to know that it was done."""


class News(NamedTuple):
    """What the scribe has to say: something was written, cannot be written for now, or never can be (``refused``)."""

    done: Act | None = None
    refused: Act | None = None
    sentence: str = ""


class Scribe:
    """Writes down acts in a thread of its own, with a connection of its own."""

    def __init__(self, workspace: Callable[[], Workspace]) -> None:
        self._workspace = workspace
        self._acts: deque[Act] = deque()
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._stopping = False
        self._open: Workspace | None = None
        self._file = (0, 0)
        self._owner = threading.main_thread()
        self.problem: WorkspaceProblem | None = None
        self.left: dict[str, object] = {}  # lines that were left while nothing could be written, by interview
        self.listener: Callable[[News], object] = lambda _: None

    # -- from the thread that types -----------------------------------------------------------------------------------

    def write(self, act: Act) -> None:
        """Have something written down. Returns at once."""
        with self._changed:
            self._acts.append(act)
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="scribe")
                self._thread.start()
            self._changed.notify_all()

    def waiting(self) -> list[Act]:
        """What is not written yet, in its order."""
        with self._changed:
            return list(self._acts)

    def caught_up(self, seconds: float) -> bool:
        """Wait a little for all to be written; whether it is. While writing fails nobody waits."""
        with self._changed:
            self._changed.wait_for(lambda: not self._acts or self.problem is not None, seconds)
            return not self._acts

    def keeps_pace(self, seconds: float) -> bool:
        """Wait a little for all but long acts to be written; whether they are. A long one is on disk as it came."""
        with self._changed:
            self._changed.wait_for(lambda: self._only_long() or self.problem is not None, seconds)
            return self._only_long()

    def _only_long(self) -> bool:
        return all(act.is_long for act in self._acts)

    def must_write(self) -> None:
        """Raise the WorkspaceProblem that keeps it from writing, where there is one."""
        if self.problem is not None and self._acts:
            raise self.problem

    def stop(self, seconds: float = 5.0) -> None:
        """Write what is left, as far as it can be written, and end."""
        with self._changed:
            self._stopping = True
            thread = self._thread
            self._changed.notify_all()
        if thread is not None:
            thread.join(seconds)

    # -- from its own thread ------------------------------------------------------------------------------------------

    def _work(self) -> None:
        try:
            while self._has_work():
                if not self._try() and not self._rest():
                    return
        finally:
            if self._open is not None:
                self._open.close()
                self._open = None

    def _has_work(self) -> bool:
        """Wait for something to do; False where the program ends. The last look is under the lock: no act is missed."""
        with self._changed:
            while not self._acts:
                if self._stopping or not self._owner.is_alive():
                    self._thread = None
                    return False
                self._changed.wait(1.0)
            return True

    def _rest(self) -> bool:
        """After a failure: wait before the next try; False where the program ends and this was the last one."""
        with self._changed:
            if self._stopping or not self._owner.is_alive():
                self._thread = None
                return False
            self._changed.wait_for(lambda: self._stopping, RETRY)
            return True

    def _try(self) -> bool:
        """Do the first act, or its next part; False where that failed."""
        with self._changed:
            act = self._first(0)
        if not self._do(act):
            return False
        self._let_overtake()
        return True

    def _first(self, place: int) -> Act:
        """The act at ``place``, with those behind it that are one write with it taken in."""
        act = self._acts[place]
        while place + 1 < len(self._acts) and act.joins(self._acts[place + 1]):
            del self._acts[place + 1]
        return act

    def _do(self, act: Act) -> bool:
        """Do one act or a part of it; False after a failure that may pass, which leaves it where it is."""
        try:
            is_done = self._done_unless_busy(act)
        except WorkspaceProblem as why:
            self._failed(why)
            return False
        except Exception as why:  # it never can be written: that is said, and the next is done
            self._forget(act)
            self._tell(News(refused=act, sentence=in_one_sentence(why)))
            return True
        had_failed, self.problem = self.problem is not None, None
        if is_done:
            self._forget(act)
        if act.is_news or had_failed:
            self._tell(News(done=act))
        return True

    def _done_unless_busy(self, act: Act) -> bool:
        """Do it; while another program writes, look every few milliseconds whether the lock is free.

        SQLite itself would look ever more seldom, and miss the moments between two writes of a long import.
        """
        end = time.monotonic() + BUSY_SECONDS
        while True:
            try:
                return act.do(self._connected())
            except Busy:
                if self.problem is not None or time.monotonic() > end:
                    raise
                time.sleep(_LOOK)

    def _let_overtake(self) -> None:
        """Between the parts of a long act: other programs get the lock, and what is being typed does not wait."""
        if not self._is_long():
            return
        began = time.monotonic()
        end = began + _BREATH
        while (left := end - time.monotonic()) > 0:
            with self._changed:
                if not self._changed.wait_for(lambda: self._overtaking() is not None or self._stopping, left):
                    return
                place = self._overtaking()
                if place is None:
                    return
                act = self._first(place)
            if not self._do(act):
                return
            end = min(time.monotonic() + _PAUSE, began + _LONGEST_PAUSE)

    def _overtaking(self) -> int | None:
        return next((n for n, act in enumerate(self._acts) if act.overtakes), None)

    def _is_long(self) -> bool:
        with self._changed:
            return bool(self._acts) and self._acts[0].is_long

    def _tell(self, news: News) -> None:
        with contextlib.suppress(RuntimeError):  # nobody is there any more to be told
            self.listener(news)

    def _forget(self, act: Act) -> None:
        with self._changed:
            self._acts.remove(act)
            self._changed.notify_all()

    def _failed(self, why: WorkspaceProblem) -> None:
        if not isinstance(why, Busy | DiskFull) and self._open is not None:
            # The drive may come back under the same name; the old connection would not see that.
            self._open.close()
            self._open = None
        self.problem = why
        with self._changed:
            self._changed.notify_all()
        self._tell(News(sentence=str(why)))

    def _connected(self) -> Workspace:
        """The connection, as long as the file is the one that was opened: a drive may have been taken away."""
        file = self._workspace().file
        try:
            found = file.stat()
        except OSError as why:
            raise WorkspaceProblem(
                f"{file} is not there any more: bring the drive or the folder back, and leave this open."
            ) from why
        if self._open is None or (found.st_dev, found.st_ino) != self._file:
            if self._open is not None:
                self._open.close()
            self._open = self._workspace().again(busy_seconds=0)
            self._file = (found.st_dev, found.st_ino)
        return self._open
