"""Two people changed the same words: both are shown, and a person chooses. Nothing is thrown away unseen."""

from __future__ import annotations

from typing import Literal

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from workbench.text import shown

Choice = Literal["mine", "theirs", "both"]


class ClashDialog(ModalScreen[Choice]):
    """Shows what I wrote and what stands there now; the answer is mine, theirs or both."""

    DEFAULT_CSS = """
    ClashDialog { align: center middle; }
    ClashDialog > Vertical { width: 76; max-width: 95%; height: auto; max-height: 90%; border: solid $warning;
        background: $surface; padding: 1 2; }
    ClashDialog VerticalScroll { height: auto; max-height: 7; margin: 0 0 1 2; }
    ClashDialog .heading { text-style: bold; }
    ClashDialog Horizontal { height: auto; }
    ClashDialog Button { margin-right: 2; }
    """
    BINDINGS = [("escape", "answer('both')", "Keep both")]

    def __init__(self, who: str, mine: str, theirs: str) -> None:
        super().__init__()
        self._who, self._mine, self._theirs = who, mine, theirs

    def compose(self) -> ComposeResult:
        """Both texts and three buttons."""
        with Vertical():
            yield Static(shown(f"{self._who} changed this while you were writing."), classes="heading")
            yield Static("What you wrote:")
            with VerticalScroll():
                yield Static(shown(self._mine))
            yield Static("What stands there now:")
            with VerticalScroll():
                yield Static(shown(self._theirs))
            with Horizontal():
                yield Button("Keep both", id="both", variant="primary")
                yield Button("Keep mine", id="mine")
                yield Button("Keep theirs", id="theirs")

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.id)  # type: ignore[arg-type]

    def action_answer(self, choice: Choice) -> None:
        """Answer by key."""
        self.dismiss(choice)
