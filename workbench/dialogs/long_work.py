"""Long work: done in the background while a bar and a word say how far it is; Esc stops it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import ProgressBar, Static
from textual.worker import Worker, get_current_worker

from workbench.faults import in_one_sentence
from workbench.text import one_line, shown

T = TypeVar("T")


class Job:
    """What the work is given: it tells how far it is, and asks whether it was stopped."""

    def __init__(self, dialog: LongWork[Any], worker: Worker[None]) -> None:
        self._dialog = dialog
        self._worker = worker

    def cancelled(self) -> bool:
        """Whether somebody pressed Esc."""
        return self._worker.is_cancelled

    def say(self, words: str) -> None:
        """How far it is, in words."""
        self._dialog.post_message(self._dialog.Progress(words))

    def step(self, done: int, total: int) -> None:
        """How far it is, counted."""
        self._dialog.post_message(self._dialog.Progress("", done, total))


class LongWork(ModalScreen[T | None], Generic[T]):
    """Does one piece of work in a thread; the answer is what it gives, or None where it was stopped or went wrong.

    What went wrong stays on the screen in one sentence until it was read.
    """

    BINDINGS = [("escape,enter", "stop", "Stop")]
    DEFAULT_CSS = """
    LongWork ProgressBar { margin: 1 0; }
    LongWork .dialog-problem { width: 100%; }
    """

    class Progress(Message):
        """How far the work is; a total of 0 where it is not counted."""

        def __init__(self, words: str, done: int = 0, total: int = 0) -> None:
            super().__init__()
            self.words = words
            self.done = done
            self.total = total

    class Done(Message):
        """The work ended: with what it gives, or with a sentence that says why not."""

        def __init__(self, outcome: object, problem: str = "") -> None:
            super().__init__()
            self.outcome = outcome
            self.problem = problem

    def __init__(
        self, title: str, act: Callable[[Job], T | None], *, hint: str = "Esc stops it; nothing is kept then."
    ) -> None:
        super().__init__()
        self._title, self._act, self._hint = title, act, hint
        self._worker: Worker[None] | None = None

    def compose(self) -> ComposeResult:
        """What is being done, how far it is, and what is wrong with it."""
        with Vertical(classes="dialog"):
            yield Static(one_line(self._title), classes="dialog-title")
            yield Static("Beginning …", id="progress")
            yield ProgressBar(show_eta=False)
            yield Static("", classes="dialog-problem")
            yield Static(self._hint, classes="quiet", id="hint")

    def on_mount(self) -> None:
        """Begin."""
        self._worker = self._run_work()

    @work(thread=True, exit_on_error=False)
    def _run_work(self) -> None:
        worker = get_current_worker()
        try:
            done = self.Done(self._act(Job(self, worker)))
        except Exception as why:  # a worker's error would end the app; the user gets a sentence
            done = self.Done(None, in_one_sentence(why))
        if not worker.is_cancelled:
            self.post_message(done)

    @on(Progress)
    def _progress(self, event: Progress) -> None:
        if event.words:
            self.query_one("#progress", Static).update(one_line(event.words))
        if event.total:
            self.query_one(ProgressBar).update(total=event.total, progress=event.done)

    @on(Done)
    def _done(self, event: Done) -> None:
        if not event.problem:
            self.dismiss(event.outcome)  # type: ignore[arg-type]
            return
        self.query_one(ProgressBar).display = False
        self.query_one("#progress", Static).update("It was not done.")
        self.query_one(".dialog-problem", Static).update(shown(event.problem))
        self.query_one("#hint", Static).update("Esc goes back.")

    def action_stop(self) -> None:
        """Stop the work and go back."""
        if self._worker is not None:
            self._worker.cancel()
        self.dismiss(None)
