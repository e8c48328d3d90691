"""Small questions: some words to type, one of several things to choose, yes or no."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, Input, OptionList, Static

from workbench.text import one_line, shown
from workbench.widgets.record_list import RecordList, Row


class AskWords(ModalScreen[str | None]):
    """Asks for some words; the answer is what was typed, or None on Esc. ``refuse`` may say why a text cannot be.

    What was typed when somebody left with Esc is there again when the same question is asked the next time.
    """

    BINDINGS = [("escape", "leave", "Back")]
    LEFT: ClassVar[dict[str, str]] = {}  # question → what was typed when it was left

    def __init__(
        self, question: str, *, value: str = "", hint: str = "", refuse: Callable[[str], str] | None = None
    ) -> None:
        super().__init__()
        self._question, self._value, self._hint, self._refuse = question, value, hint, refuse

    def compose(self) -> ComposeResult:
        """The question, a line to type in, and what is wrong with it."""
        with Vertical(classes="dialog"):
            yield Static(shown(self._question), classes="dialog-title")
            yield Input(self._value, placeholder=self._hint)
            yield Static("", classes="dialog-problem")
            with Horizontal(classes="dialog-buttons"):
                yield Button("OK", id="ok", variant="primary")
                yield Button("Back", id="back")

    def on_mount(self) -> None:
        """Ready to type; what was left unanswered is there again."""
        box = self.query_one(Input)
        if left := self.LEFT.get(self._question, ""):
            box.value = left
            box.cursor_position = len(left)
        box.focus()

    @on(Input.Submitted)
    @on(Button.Pressed, "#ok")
    def _answer(self) -> None:
        text = self.query_one(Input).value.strip()
        problem = self._refuse(text) if self._refuse else ("" if text else "Type something, or press Esc.")
        if problem:
            self.query_one(".dialog-problem", Static).update(shown(problem))
        else:
            self.LEFT.pop(self._question, None)
            self.dismiss(text)

    @on(Button.Pressed, "#back")
    def action_leave(self) -> None:
        """Leave the question unanswered; what was typed is kept for the next time."""
        typed = self.query_one(Input).value
        if typed.strip() and typed != self._value:
            self.LEFT[self._question] = typed
        else:
            self.LEFT.pop(self._question, None)
        self.dismiss(None)


class AskWhich(ModalScreen[str | None]):
    """Asks for one of several things, given as (id, text); the answer is an id, or None on Esc."""

    BINDINGS = [("escape", "dismiss(None)", "Back")]

    def __init__(self, question: str, choices: Sequence[tuple[str, str]], *, chosen: str = "") -> None:
        super().__init__()
        self._question, self._choices, self._chosen = question, choices, chosen

    def compose(self) -> ComposeResult:
        """The question over the list."""
        with Vertical(classes="dialog"):
            yield Static(shown(self._question), classes="dialog-title")
            yield RecordList(id="choices")

    def on_mount(self) -> None:
        """Fill the list."""
        records = self.query_one(RecordList)
        records.show((Row(ident, one_line(text)) for ident, text in self._choices), choose=self._chosen or None)
        records.focus()

    @on(OptionList.OptionSelected)
    def _answer(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option.id)


class AskYes(ModalScreen[bool]):
    """Asks before something that is worth a second thought; Esc is no."""

    BINDINGS = [("escape,n", "dismiss(False)", "No"), ("y", "dismiss(True)", "Yes")]

    def __init__(self, question: str, *, yes: str = "Yes", no: str = "No") -> None:
        super().__init__()
        self._question, self._yes, self._no = question, yes, no

    def compose(self) -> ComposeResult:
        """The question and two buttons."""
        with Vertical(classes="dialog"):
            yield Static(shown(self._question), classes="dialog-title")
            with Horizontal(classes="dialog-buttons"):
                yield Button(self._yes, id="yes", variant="primary")
                yield Button(self._no, id="no")

    @on(Button.Pressed)
    def _answer(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.id == "yes")


class Tell(ModalScreen[None]):
    """Says something that is to be read in peace; Esc, Enter or the button closes it."""

    BINDINGS = [("escape,enter", "dismiss", "Close")]

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self._title, self._text = title, text

    def compose(self) -> ComposeResult:
        """The text under its title."""
        with Vertical(classes="dialog"):
            yield Static(shown(self._title), classes="dialog-title")
            with VerticalScroll(classes="dialog-text"):
                yield Static(shown(self._text))
            with Horizontal(classes="dialog-buttons"):
                yield Button("Close", id="close", variant="primary")

    @on(Button.Pressed)
    def _close(self) -> None:
        self.dismiss()
