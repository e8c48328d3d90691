"""Linking what is picked to a finding, new or there already, filtered as one types; and how it bears on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Footer, Input, OptionList, Static

from groups.evidence import Relation
from groups.finding import Finding, in_order, shown_numbers
from workbench.dialogs.how_it_bears import HowItBears
from workbench.text import one_line, shown
from workbench.widgets.record_list import RecordList, Row

_NEW = "new"
HOW = "s if it supports the finding, c if it contradicts it, x for context. / goes to the filter."


class Wanted(NamedTuple):
    """To which finding (empty for a new one), and how the evidence bears on it."""

    finding_id: str
    relation: Relation


class _Findings(RecordList):
    """The findings; k is the key that asks for them, so it does not move the highlight here."""

    BINDINGS = [Binding("k", "nothing", show=False)]

    def action_nothing(self) -> None:
        """The key that opened the dialog, pressed once more."""


class ToFinding(HowItBears[Wanted]):
    """Asks to which finding something is to be linked, and how it bears on it; the answer is None on Esc."""

    def __init__(self, about: str, findings: Sequence[Finding]) -> None:
        super().__init__()
        self._about = about
        numbers = shown_numbers(findings)
        order = sorted(in_order(findings), key=lambda f: numbers[f.id].rpartition(".")[0])
        self._rows = [(finding.id, numbers[finding.id], finding.text) for finding in order]

    def compose(self) -> ComposeResult:
        """What is linked, the filter, the findings, and how it bears on them."""
        with Vertical(classes="dialog", id="to-finding"):
            yield Static(one_line(self._about), classes="dialog-title")
            yield Input(placeholder="Filter: any words of the finding, or its number")
            yield _Findings(id="findings")
            yield Static(shown(HOW), classes="quiet", id="how")
            yield from self.answers()
        yield Footer()

    def on_mount(self) -> None:
        """Everything there is, with a new finding first; ready to filter."""
        self._fill("")
        self.query_one(Input if self._rows else _Findings).focus()

    def _fill(self, typed: str) -> None:
        wanted = typed.casefold().split()
        found = [row for row in self._rows if all(word in f"{row[1]} {row[2]}".casefold() for word in wanted)]
        rows = [Row(_NEW, one_line("A new finding …", "bold"))]
        rows += [Row(ident, Content.styled(f"{number:<8} ", "dim") + one_line(text)) for ident, number, text in found]
        # What was typed is looked for among those that are there: the first of them is meant.
        self.query_one(_Findings).show(rows, choose=found[0][0] if wanted and found else None)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._fill(event.value)

    @on(Input.Submitted)
    def action_to_list(self) -> None:
        """From the filter down into the list."""
        self.query_one(_Findings).focus()

    @on(OptionList.OptionSelected)
    def _entered(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.query_one("#how", Static).update(shown(f"Say how it bears on it: {HOW}"))

    def action_link(self, relation: str) -> None:
        """It bears so on the chosen finding."""
        chosen = self.query_one(_Findings).chosen
        if chosen is not None:
            self.dismiss(Wanted("" if chosen == _NEW else chosen, Relation(relation)))
