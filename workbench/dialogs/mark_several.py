"""Asks for several of the things in a list: Space or a click marks, Enter is done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Button, OptionList, Static

from workbench.text import one_line, shown
from workbench.widgets.mark_list import MarkList
from workbench.widgets.record_list import Row


class MarkSeveral(ModalScreen[list[str] | None]):
    """Asks for several of the choices, given as (id, text); an id of None is a heading. The answer is None on Esc."""

    BINDINGS = [("escape", "dismiss(None)", "Back")]

    def __init__(
        self, question: str, choices: Sequence[tuple[str | None, str]], *, marked: Iterable[str] = (), empty: str = ""
    ) -> None:
        super().__init__()
        self._question, self._choices, self._marked, self._empty = question, choices, list(marked), empty

    def compose(self) -> ComposeResult:
        """The question over the list."""
        with Vertical(classes="dialog"):
            yield Static(shown(self._question), classes="dialog-title")
            yield MarkList(id="several", empty=self._empty, marked=self._marked)
            yield Static("Space marks, Enter is done.", classes="quiet")
            with Horizontal(classes="dialog-buttons"):
                yield Button("Done", id="done", variant="primary", compact=True)
                yield Button("Back", id="back", compact=True)

    def on_mount(self) -> None:
        """Fill the list; begin at the first that is marked."""
        records = self.query_one(MarkList)
        records.show(
            (Row(ident, one_line(text, "" if ident else "bold")) for ident, text in self._choices),
            choose=next(iter(self._marked), None),
        )
        records.focus()

    @on(OptionList.OptionSelected)
    @on(Button.Pressed, "#done")
    def _done(self) -> None:
        self.dismiss(list(self.query_one(MarkList).marked))

    @on(Button.Pressed, "#back")
    def _back(self) -> None:
        self.dismiss(None)
