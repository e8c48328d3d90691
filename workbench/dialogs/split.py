"""Splitting a recommendation into lettered parts: the line over them, and one part a line."""

from __future__ import annotations

from collections.abc import Callable

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Static, TextArea

from groups.rows import NotThere, Stale
from workbench.services.editing import NotAccepted
from workbench.text import shown
from workbench.workspace.problems import WorkspaceProblem


class SplitDialog(ModalScreen[bool]):
    """Asks for the line over the parts and for the parts. ``keep`` keeps them and may refuse; the answer is whether."""

    BINDINGS = [Binding("ctrl+s", "keep", "Keep"), Binding("escape", "dismiss(False)", "Back")]

    def __init__(self, over: str, parts: list[str], keep: Callable[[str, list[str]], None]) -> None:
        super().__init__()
        self._over, self._parts, self._keep = over, parts, keep

    def compose(self) -> ComposeResult:
        """The two boxes, what is wrong, and two buttons."""
        with Vertical(classes="dialog", id="split"):
            yield Static("Split into a. and b.", classes="dialog-title")
            yield Static("The line that stands over the parts", classes="quiet")
            yield Input(shown(self._over).plain)
            yield Static("The parts, one a line; the letters come by themselves", classes="quiet")
            yield TextArea(shown("\n".join(self._parts)).plain)
            yield Static("", classes="dialog-problem")
            with Horizontal(classes="dialog-buttons"):
                yield Button("Keep (Ctrl+S)", id="keep", variant="primary", compact=True)
                yield Button("Back", id="back", compact=True)

    def on_mount(self) -> None:
        """Ready to write the parts."""
        self.query_one(TextArea).focus()

    @on(Button.Pressed, "#keep")
    @on(Input.Submitted)
    def action_keep(self) -> None:
        """Keep the parts, or say why not."""
        try:
            self._keep(self.query_one(Input).value, self.query_one(TextArea).text.splitlines())
        except (NotAccepted, NotThere, Stale, WorkspaceProblem) as why:
            self.query_one(".dialog-problem", Static).update(shown(str(why)))
        else:
            self.dismiss(True)

    @on(Button.Pressed, "#back")
    def _back(self) -> None:
        self.dismiss(False)
