"""The first start: look round the demo, or start an empty workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static

from workbench.text import one_line
from workbench.widgets.record_list import RecordList, Row

if TYPE_CHECKING:
    from workbench.app import WorkbenchApp

WELCOME = """\
A workbench for task and finish groups: scope the review, ask partners, weigh what they said, recommend, and follow what
became of it. Everything stays on this machine."""


class FirstRunScreen(ModalScreen[None]):
    """Two ways to begin."""

    def compose(self) -> ComposeResult:
        """A word of welcome and two choices."""
        with Vertical(classes="dialog"):
            yield Static("Welcome to the workbench", classes="dialog-title")
            yield Static(WELCOME)
            yield Static("")
            yield RecordList(id="begin")

    def on_mount(self) -> None:
        """Offer the choices."""
        records = self.query_one(RecordList)
        records.show(
            [
                Row("empty", one_line("Start an empty workspace, for your own groups")),
                Row("demo", one_line("Look round the demo: a council that does not exist")),
            ]
        )
        records.focus()

    @on(OptionList.OptionSelected)
    def _begin(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if event.option.id == "demo":
            self.app.exit(DEMO)
        else:
            self.dismiss(None)
            cast("WorkbenchApp", self.app).ask_name()


DEMO = 77  # the app leaves with this result where the demo was chosen; the command then opens the demo's own workspace
