"""Offers the facts that a text can use, each with its value as the record stands; the one that is chosen is put in."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static

from workbench.report.facts import Fact
from workbench.text import joined, one_line
from workbench.widgets.record_list import RecordList, Row

MOST = 200  # rows at once: a snapshot alone has hundreds of figures, and typing finds the one


class AskFact(ModalScreen[str | None]):
    """Asks for one of the facts; the answer is its name, or None on Esc."""

    BINDINGS = [("escape", "dismiss(None)", "Back")]

    def __init__(self, facts: Sequence[Fact]) -> None:
        super().__init__()
        self._facts = facts

    def compose(self) -> ComposeResult:
        """A line to narrow the list, the list, and what the chosen fact is."""
        with Vertical(classes="dialog", id="ask-fact"):
            yield Static("Put in a fact: it stays true when the record changes", classes="dialog-title")
            yield Input(placeholder="type some of its words, such as meetings or figure")
            yield RecordList(id="facts", empty="No fact has these words.")
            yield Static("Enter puts it in where the cursor stands. Esc goes back.", classes="quiet")

    def on_mount(self) -> None:
        """Everything is offered until somebody types."""
        self._narrow("")
        self.query_one(Input).focus()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._narrow(event.value)

    def _narrow(self, typed: str) -> None:
        wanted = typed.casefold().split()
        found = [f for f in self._facts if all(w in f"{f.name} {f.about} {f.value}".casefold() for w in wanted)]
        rows = [_row(fact) for fact in found[:MOST]]
        if len(found) > MOST:
            rows.append(Row(None, one_line(f"… and {len(found) - MOST} more: type more words", "dim")))
        self.query_one(RecordList).show(rows)

    def on_key(self, event: events.Key) -> None:
        """The arrows move in the list while somebody types."""
        if event.key in ("up", "down") and self.query_one(Input).has_focus:
            event.stop()
            records = self.query_one(RecordList)
            records.action_cursor_up() if event.key == "up" else records.action_cursor_down()

    @on(Input.Submitted)
    def _entered(self) -> None:
        chosen = self.query_one(RecordList).chosen
        if chosen:
            self.dismiss(chosen)

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option.id)


def _row(fact: Fact) -> Row:
    name = one_line(f"{{{fact.name}}}", "bold")
    value = one_line(fact.value) if fact.is_known else one_line("not known yet", "$text-warning")
    return Row(fact.name, joined(name, value, one_line(fact.about, "dim")))
