"""What the two dialogs that link evidence and findings share: the three answers to how it bears on it, and a filter."""

from __future__ import annotations

from typing import TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.screen import ModalScreen
from textual.widgets import Button, Input

A = TypeVar("A")


class HowItBears(ModalScreen[A | None]):
    """A filter over a list, and s, c or x for supports, contradicts or context; the answer is None on Esc."""

    BINDINGS = [
        Binding("s", "link('supports')", "Supports", tooltip="It supports the finding"),
        Binding("c", "link('contradicts')", "Contradicts", tooltip="It contradicts the finding"),
        Binding("x", "link('context')", "Context", tooltip="It is context, neither for nor against the finding"),
        Binding("slash", "filter", "Filter", tooltip="Go to the filter"),
        Binding("down", "to_list", "To the list", show=False),
        Binding("escape", "dismiss(None)", "Back"),
    ]

    def answers(self) -> ComposeResult:
        """The answers as buttons."""
        with Horizontal(classes="dialog-buttons"):
            yield Button("Supports", id="supports", variant="primary", compact=True)
            yield Button("Contradicts", id="contradicts", compact=True)
            yield Button("Context", id="context", compact=True)
            yield Button("Back", id="back", compact=True)

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "back":
            self.dismiss(None)
        else:
            self.action_link(event.button.id or "")

    def action_filter(self) -> None:
        """Go to the filter."""
        self.query_one(Input).focus()

    def action_link(self, relation: str) -> None:
        """It bears so on what is chosen."""
        raise NotImplementedError(type(self).__name__)
