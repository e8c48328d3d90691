"""Small questions: some words to type, one of several things to choose, yes or no."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Input, OptionList, Static

from workbench.text import one_line, shown
from workbench.widgets.record_list import RecordList, Row

_FIGURES = 9  # keys
_OWN_NUMBER = re.compile(r"\s*(\d+)[a-z]*[).]?\s")


class AskWords(ModalScreen[str | None]):
    """Asks for some words; the answer is what was typed, or None on Esc. ``refuse`` may say why a text cannot be.

    What was typed when somebody left with Esc is there again when the same question is asked the next time; where it
    is asked of one record and of another, ``about`` is the record's id, and each has its own.
    """

    BINDINGS = [("escape", "leave", "Back")]
    # question, record and answer so far → what was typed when it was left
    LEFT: ClassVar[dict[tuple[str, str, str], str]] = {}
    # The answer of which nobody said yet whether it was kept.
    last: ClassVar[tuple[tuple[str, str, str], str] | None] = None

    def __init__(
        self,
        question: str,
        *,
        value: str = "",
        hint: str = "",
        refuse: Callable[[str], str] | None = None,
        about: str = "",
    ) -> None:
        super().__init__()
        self._question, self._value, self._hint, self._refuse = question, value, hint, refuse
        self._key = (question, about, value)

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
        if left := self.LEFT.get(self._key, ""):
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
            self.LEFT.pop(self._key, None)
            AskWords.last = (self._key, text)
            self.dismiss(text)

    @classmethod
    def give_back(cls) -> bool:
        """The last answer could not be kept: it is there again when the same is asked; whether there is one."""
        last, AskWords.last = cls.last, None
        if last is not None:
            cls.LEFT[last[0]] = last[1]
        return last is not None

    @on(Button.Pressed, "#back")
    def action_leave(self) -> None:
        """Leave the question unanswered; what was typed is kept for the next time."""
        typed = self.query_one(Input).value
        if typed.strip() and typed != self._value:
            self.LEFT[self._key] = typed
        else:
            self.LEFT.pop(self._key, None)
        self.dismiss(None)


class AskWhich(ModalScreen[str | None]):
    """Asks for one of several things, given as (id, text); the answer is an id, or None on Esc.

    The first nine are answered by 1 to 9. Where the things have numbers of their own, as questions do, a figure goes to
    the one of that number, and pressed again to its next part; ``numbered`` is False where figures would mislead.
    """

    BINDINGS = [
        ("escape", "dismiss(None)", "Back"),
        *(Binding(str(n), f"figure({n})", show=False) for n in range(1, _FIGURES + 1)),
    ]

    def __init__(
        self, question: str, choices: Sequence[tuple[str, str]], *, chosen: str = "", numbered: bool = True
    ) -> None:
        super().__init__()
        self._question, self._choices, self._chosen = question, choices, chosen
        own = sum(1 for _, text in choices if _OWN_NUMBER.match(text))
        self._have_numbers = own > 1 and own >= len(choices) - 1
        self._numbered = numbered and not self._have_numbers and len(choices) > 1

    def compose(self) -> ComposeResult:
        """The question over the list, and the way out for the mouse."""
        with Vertical(classes="dialog"):
            yield Static(shown(self._question), classes="dialog-title")
            yield RecordList(id="choices")
            with Horizontal(classes="dialog-buttons"):
                yield Button("Back (Esc)", id="back", compact=True)
                yield Static(self._how(), classes="quiet")

    def _how(self) -> str:
        if self._have_numbers:
            return "Enter chooses; a figure goes to that number."
        last = min(len(self._choices), _FIGURES)
        return f"Enter chooses, or 1 to {last}." if self._numbered else "Enter chooses."

    def on_mount(self) -> None:
        """Fill the list."""
        records = self.query_one(RecordList)
        records.show(
            (Row(ident, self._figure(n) + one_line(text)) for n, (ident, text) in enumerate(self._choices, start=1)),
            choose=self._chosen or None,
        )
        records.focus()

    def _figure(self, place: int) -> Content:
        """The key of a choice, as it stands in front of it."""
        return Content.styled(f"{place if place <= _FIGURES else ' '} ", "dim") if self._numbered else Content("")

    def action_figure(self, figure: int) -> None:
        """Answer with the choice of this figure, or go to the next one that has it as its own number."""
        if self._numbered and figure <= len(self._choices):
            self.dismiss(self._choices[figure - 1][0])
        elif self._have_numbers:
            records = self.query_one(RecordList)
            wanted = [ident for ident, text in self._choices if _figure_of(text) == str(figure)]
            if wanted:
                here = wanted.index(records.chosen) if records.chosen in wanted else -1
                records.choose(wanted[(here + 1) % len(wanted)])

    @on(OptionList.OptionSelected)
    def _answer(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option.id)

    @on(Button.Pressed, "#back")
    def _back(self) -> None:
        self.dismiss(None)


def _figure_of(text: str) -> str:
    """The figures with which the own number of a choice begins: "2" of "2a"."""
    found = _OWN_NUMBER.match(text)
    return found[1] if found else ""


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
