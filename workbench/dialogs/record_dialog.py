"""One record's fields over the screen one is on; they are saved as they are typed, so there is only a way back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Static

from groups.record import Record
from groups.rows import Rows
from workbench.text import shown
from workbench.widgets.record_form import Field, RecordForm


class RecordDialog(ModalScreen[None]):
    """The fields of one record. Esc closes; everything is saved."""

    BINDINGS = [("escape", "close", "Back")]

    def __init__(self, title: str, fields: Sequence[Field], rows: Rows[Any], record: Record, *, what: str) -> None:
        super().__init__()
        self._title, self._fields, self._rows, self._record, self._what = title, fields, rows, record, what

    def compose(self) -> ComposeResult:
        """The form under its title, and the way back."""
        with Vertical(classes="dialog record-dialog"):
            yield Static(shown(self._title), classes="dialog-title")
            yield RecordForm(self._fields, what=self._what)
            yield Button("Back (everything is saved)", id="close")

    def on_mount(self) -> None:
        """Fill the form; ready to type at the end of the first field."""
        form = self.query_one(RecordForm)
        form.show(self._rows, self._record)
        first = form.query("Input, TextArea").first()
        first.focus()
        if isinstance(first, Input):
            first.cursor_position = len(first.value)

    @on(Input.Submitted)
    @on(Button.Pressed, "#close")
    def action_close(self) -> None:
        """Go back; what cannot be saved stays on the screen with the reason."""
        if self.query_one(RecordForm).flush():
            self.dismiss(None)
