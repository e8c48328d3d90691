"""Search in the background of the app: one thread keeps the index fed, another answers what is asked.

Each thread has the workspace opened once more for itself. What goes wrong in them becomes a sentence beside the
results, never a crash: the index can be thrown away and built anew at any time.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from workbench.workspace.problems import WorkspaceProblem
from workbench.workspace.workspace import Workspace

if TYPE_CHECKING:
    from workbench.services.feeding import Feeding
    from workbench.services.search import Results, Searching

BEGIN = 0.5  # seconds: the first screen is painted before anything here begins
LOOK = 0.2
QUIET = 0.1  # so long after a key somebody is typing; feeding takes its time from theirs
GIVE_WAY = 0.4  # so long feeding waits for a pause between keys: what was saved is found within a second all the same
SHORT = 0.2  # a feeding that takes longer rests again and again while somebody is typing
REST = 0.1
AGAIN = (2.0, 10.0, 60.0)  # after a fault, longer each time
LEAVE = 2.0
MOST_RESULTS = 50


class IndexKeeper:
    """Feeds the index from what is saved, here and by other programs, within a fraction of a second."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._thread: threading.Thread | None = None
        self._stopping = threading.Event()
        self._doubted = threading.Event()
        self._problem = ""
        self._typed_at = self._began = 0.0
        self.fed = 0  # how often something was taken in: another number, and a search may find other things

    @property
    def problem(self) -> str:
        """Why the index is not fed, in one sentence; empty while all is well."""
        return self._problem

    def start(self) -> None:
        """Begin, shortly."""
        self._thread = threading.Thread(target=self._run, name="index", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End. What was not taken in yet is taken in next time."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join(LEAVE)

    def somebody_types(self) -> None:
        """A key came: feeding waits a little."""
        self._typed_at = time.monotonic()

    def doubt(self) -> None:
        """An index could not be opened: look at all of them, and build anew those that are not as they were left."""
        self._doubted.set()

    def _run(self) -> None:
        self._stopping.wait(BEGIN)
        faults = 0
        while not self._stopping.is_set():
            try:
                self._work()
            except Exception as why:
                self._problem = _sentence("The search index is not up to date", why)
                self._stopping.wait(AGAIN[min(faults, len(AGAIN) - 1)])
                faults += 1

    def _work(self) -> None:
        from workbench.services.feeding import Feeding

        with self._workspace.again() as workspace:
            feeding = Feeding(workspace)
            try:
                self._keep(workspace, feeding)
            finally:
                feeding.close()

    def _keep(self, workspace: Workspace, feeding: Feeding) -> None:
        # The first feeding looks at the indexes even where nothing waits.
        complete = False
        seen = -1
        while not self._stopping.is_set():
            if self._doubted.is_set():
                self._doubted.clear()
                feeding.doubt()
                complete = False
            changes = workspace.changes_of_others()
            if not complete or changes != seen:
                seen = changes
                if not complete or feeding.something_waits():
                    self._give_way()
                    self._began = time.monotonic()
                    complete = feeding.feed(enough=self._enough)
                    self.fed += 1
                self._problem = ""
            self._stopping.wait(LOOK)

    def _give_way(self) -> None:
        """While keys come, wait for a pause between them."""
        end = time.monotonic() + GIVE_WAY
        while (left := min(end, self._typed_at + QUIET) - time.monotonic()) > 0 and not self._stopping.wait(left):
            pass

    def _enough(self) -> bool:
        """Asked between the parts of a feeding: whether to stop. A long one leaves most of the time to who types."""
        now = time.monotonic()
        if now - self._began > SHORT and now - self._typed_at < QUIET:
            self._stopping.wait(REST)
        return self._stopping.is_set()


class Question(NamedTuple):
    """What somebody asks, and to whom the results go."""

    words: str
    kind: str
    group: str
    then: Callable[[Results], object]


class Searcher:
    """Answers one question at a time; a newer one takes the place of an older that is not answered yet."""

    def __init__(self, workspace: Workspace, keeper: IndexKeeper) -> None:
        self._workspace = workspace
        self._keeper = keeper
        self._thread: threading.Thread | None = None
        self._next: Question | None = None
        self._stopping = False
        self._asked = threading.Condition()

    def ask(self, words: str, *, kind: str = "", group: str = "", then: Callable[[Results], object]) -> None:
        """Ask; ``then`` is called in another thread with the results, unless a newer question comes first."""
        with self._asked:
            self._next = Question(words, kind, group, then)
            self._asked.notify()
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="search", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """End; a question that is not answered yet stays unanswered."""
        with self._asked:
            self._stopping = True
            self._asked.notify()
        if self._thread is not None:
            self._thread.join(LEAVE)

    def _is_overtaken(self) -> bool:
        return self._stopping or self._next is not None

    def _run(self) -> None:
        from workbench.services.search import Results

        while not self._stopping:
            try:
                self._work()
            except Exception as why:
                # The workspace could not be opened a second time: say it to whoever waits, and try again when asked.
                with self._asked:
                    question, self._next = self._next, None
                if question is not None:
                    self._answer(question, Results(notices=[_sentence("Nothing can be searched", why)]))

    def _work(self) -> None:
        """Answer questions until one fails."""
        from workbench.services.search import Searching

        with self._asked:
            self._asked.wait_for(self._is_overtaken)
        with self._workspace.again() as workspace:
            searching = Searching(workspace)
            try:
                while (question := self._wait()) is not None:
                    self._answer(question, self._find(searching, question))
            finally:
                searching.close()

    def _wait(self) -> Question | None:
        """The next question; None when it is time to go."""
        with self._asked:
            self._asked.wait_for(self._is_overtaken)
            question, self._next = self._next, None
            return None if self._stopping else question

    def _find(self, searching: Searching, question: Question) -> Results:
        from workbench.services.search import Results

        try:
            results = searching.ask(
                question.words,
                kind=question.kind,
                group=question.group,
                limit=MOST_RESULTS,
                typing=True,
                enough=self._is_overtaken,
            )
        except Exception as why:
            return Results(notices=[_sentence("The search could not be done", why)])
        if results.index_in_doubt:
            self._keeper.doubt()
        if self._keeper.problem:
            results.notices.append(self._keeper.problem)
        return results

    def _answer(self, question: Question, results: Results) -> None:
        if not self._is_overtaken():
            question.then(results)


def _sentence(what: str, why: Exception) -> str:
    """What to say of a fault: its own words where it is one of ours."""
    from index.engine import EngineFault

    if isinstance(why, WorkspaceProblem | EngineFault):
        return f"{what}: {why}"
    return f"{what}, because of a fault of the program ({type(why).__name__})."
