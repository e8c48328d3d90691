"""What was reported about one recommendation on one day: what is done, and apart from it what difference it made."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from groups.response import Doing, Impact, Progress, doubts
from workbench.text import shown
from workbench.widgets.record_form import Field, RecordForm
from workbench.workspace.workspace import Workspace

FIELDS = [
    Field("doing", "Is it done", "choice", choices=lambda: [(d.value, d) for d in Doing]),
    Field("what", "What was done", "text", lines=4, hint="what there is now that was not there before"),
    Field("impact", "Its impact", "choice", choices=lambda: [(i.value, i) for i in Impact]),
    Field("evidence", "How one knows", "text", lines=4, hint="figures, a survey, what people say: it shows the impact"),
    Field("by", "Told by", hint="such as the Head of Catering"),
    Field("on", "As at", "date"),
]


class ProgressDialog(ModalScreen[None]):
    """One report of progress, saved as it is typed. Esc closes; one in which nothing was written is not kept."""

    BINDINGS = [("escape", "close", "Back")]

    def __init__(self, workspace: Workspace, title: str, progress: Progress) -> None:
        super().__init__()
        self._workspace, self._title, self._progress = workspace, title, progress

    def compose(self) -> ComposeResult:
        """The form under what it is about, and what it leaves open."""
        with Vertical(classes="dialog", id="progress"):
            yield Static(shown(self._title), classes="dialog-title")
            with VerticalScroll(id="progress-parts"):
                yield RecordForm(FIELDS, what="a report of progress")
                yield Static("", id="doubts", classes="warn")
            yield Button("Back (everything is saved)", id="close", compact=True)

    def on_mount(self) -> None:
        """Fill the form; ready to say whether it is done."""
        form = self.query_one(RecordForm)
        form.add_class("two-columns")
        form.show(self._workspace.records.progress, self._progress)
        self._show_doubts()
        self.query_one("#field-what").focus()

    @on(RecordForm.Saved)
    def _saved(self, event: RecordForm.Saved) -> None:
        if isinstance(event.record, Progress):
            self._progress = event.record
            self._show_doubts()

    def _show_doubts(self) -> None:
        told = doubts(self._progress) if self._progress.id else []
        self.query_one("#doubts", Static).update(shown("\n".join(told)))
        self.query_one("#doubts").display = bool(told)

    @on(Button.Pressed, "#close")
    def action_close(self) -> None:
        """Go back; what cannot be saved stays on the screen with the reason."""
        if self.query_one(RecordForm).flush():
            self.dismiss(None)
