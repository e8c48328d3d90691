"""Splitting a recommendation into lettered parts: the line over them, and one part a line."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

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
    """Asks for the line over the parts and for the parts. ``keep`` keeps them and may refuse; the answer is whether.

    What was typed when somebody left with Esc is there again when the same recommendation is split the next time.
    """

    BINDINGS = [Binding("ctrl+s", "keep", "Keep"), Binding("escape", "leave", "Back")]
    LEFT: ClassVar[dict[tuple[str, str], tuple[str, str]]] = {}  # as it was → as it was left

    def __init__(self, over: str, parts: list[str], keep: Callable[[str, list[str]], None]) -> None:
        super().__init__()
        self._before = (shown(over).plain, shown("\n".join(parts)).plain)
        self._keep = keep

    def compose(self) -> ComposeResult:
        """The two boxes, what is wrong, and two buttons."""
        over, parts = self.LEFT.get(self._before, self._before)
        with Vertical(classes="dialog", id="split"):
            yield Static("Split into a. and b.", classes="dialog-title")
            yield Static("The line that stands over the parts", classes="quiet")
            yield Input(over)
            yield Static("The parts, one a line; the letters come by themselves", classes="quiet")
            yield TextArea(parts)
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
            self.LEFT.pop(self._before, None)
            self.dismiss(True)

    @on(Button.Pressed, "#back")
    def action_leave(self) -> None:
        """Leave it as it was; what was typed is kept for the next time."""
        self.LEFT[self._before] = (self.query_one(Input).value, self.query_one(TextArea).text)
        self.dismiss(False)
