"""Go to another place: a short list that is chosen from by key or by mouse."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static

from workbench.screens.navigation import all_places
from workbench.screens.place import Place
from workbench.text import joined, one_line
from workbench.widgets.record_list import RecordList, Row
from workbench.workspace.workspace import Workspace


class GoTo(ModalScreen[Place | None]):
    """The places; the answer is one of them, or None."""

    BINDINGS = [("escape", "dismiss(None)", "Back")]

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._places = all_places(workspace)

    def compose(self) -> ComposeResult:
        """The list under a heading."""
        with Vertical(classes="dialog"):
            yield Static("Go to", classes="dialog-title")
            yield RecordList(id="places")

    def on_mount(self) -> None:
        """Fill the list."""
        records = self.query_one(RecordList)
        records.show(
            Row(str(n), joined(one_line(name), one_line(about, "dim")))
            for n, (name, about, _) in enumerate(self._places)
        )
        records.focus()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._places[int(event.option.id or 0)][2])
