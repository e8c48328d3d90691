"""The form for a text of a report: while somebody writes, the key that puts in a fact is in sight."""

from __future__ import annotations

from textual.binding import Binding
from textual.message import Message

from workbench.widgets.record_form import RecordForm


class ProseForm(RecordForm):
    """The form for a text of the report: while somebody writes, the key for facts is in sight."""

    BINDINGS = [
        Binding("f2", "fact", "Facts", tooltip="Put in a fact that stays true, such as how often the group met")
    ]

    class FactWanted(Message):
        """Somebody wants to put in a fact."""

    def action_fact(self) -> None:
        """Offer the facts."""
        self.post_message(self.FactWanted())
