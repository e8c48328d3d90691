"""Asks for a text that is pasted: the words of an e-mail, a transcript, a table from a spreadsheet."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Button, Footer, Input, Static, TextArea

from workbench.widgets.record_form import Writing


class Pasted(NamedTuple):
    """What was pasted, and what it is called ("" where nobody said)."""

    title: str
    text: str


class PasteText(ModalScreen[Pasted | None]):
    """A line for the title and a box for the text; None on Esc, and what was pasted is there again the next time."""

    DEFAULT_CSS = """
    PasteText Input { border: none; height: 1; padding: 0 1; background: $boost; }
    PasteText TextArea { height: 1fr; min-height: 4; }
    """
    BINDINGS = [
        Binding("ctrl+s", "go_on", "Go on", tooltip="Read what was pasted and show what it is understood as"),
        Binding("escape", "leave", "Back"),
    ]
    LEFT: ClassVar[Pasted] = Pasted("", "")  # what was there when it was left

    def compose(self) -> ComposeResult:
        """Title, text and two buttons."""
        with Vertical(classes="dialog", id="paste-text"):
            yield Static("What do you want to paste?", classes="dialog-title")
            yield Input(self.LEFT.title, placeholder="its title, such as Letter from the parents' forum")
            yield Writing(self.LEFT.text, placeholder="paste here: words, a transcript, or cells from a spreadsheet")
            yield Static("", classes="dialog-problem")
            with Horizontal(classes="dialog-buttons"):
                yield Button("Go on", id="go-on", variant="primary")
                yield Button("Back", id="back")
        yield Footer()

    def on_mount(self) -> None:
        """Ready to paste."""
        self.query_one(TextArea).focus()

    @on(Input.Submitted)
    def _to_text(self) -> None:
        self.query_one(TextArea).focus()

    @on(Button.Pressed, "#go-on")
    def action_go_on(self) -> None:
        """Read it."""
        pasted = self._there()
        if not pasted.text.strip():
            self.query_one(".dialog-problem", Static).update("Paste the text first, or press Esc.")
            return
        PasteText.LEFT = Pasted("", "")
        self.dismiss(pasted)

    @on(Button.Pressed, "#back")
    def action_leave(self) -> None:
        """Go back; what was pasted is kept for the next time."""
        PasteText.LEFT = self._there()
        self.dismiss(None)

    def _there(self) -> Pasted:
        return Pasted(self.query_one(Input).value.strip(), self.query_one(TextArea).text)
