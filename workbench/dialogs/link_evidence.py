"""Linking evidence to a finding: everything that was said, handed in or counted, filtered as one types."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Footer, Input, OptionList, Static

from groups.evidence import Relation
from workbench.dialogs.how_it_bears import HowItBears
from workbench.services.editing import NotAccepted
from workbench.services.evidence_pieces import Piece, matching
from workbench.services.findings import refuse_closed
from workbench.text import joined, one_line, shown
from workbench.widgets.mark_list import MarkList, marked_words
from workbench.widgets.record_list import Row

MOST = 300  # rows shown at once: beyond it typing a word is quicker than looking
EMPTY = "There is no evidence yet: interviews, submissions and snapshots are entered in the tab Evidence."


class Chosen(NamedTuple):
    """What was chosen, and how it bears on the finding."""

    pieces: list[Piece]
    relation: Relation


class LinkEvidence(HowItBears[Chosen]):
    """Asks which evidence bears on a finding, and how; the answer is None on Esc."""

    def __init__(self, finding: str, found: list[Piece], linked: Iterable[tuple[str, Relation]] = ()) -> None:
        super().__init__()
        self._finding = finding
        self._pieces = found
        self._linked = dict(linked)

    def compose(self) -> ComposeResult:
        """The finding, the filter, the evidence, and how it bears on the finding."""
        with Vertical(classes="dialog", id="link-evidence"):
            yield Static(one_line(self._finding), classes="dialog-title")
            yield Input(placeholder="Filter: any words of the evidence, or whose it is")
            yield MarkList(id="pieces", empty=EMPTY if not self._pieces else "Nothing has these words.")
            yield Static(marked_words(0), id="marked")
            yield from self.answers()
        yield Footer()

    def on_mount(self) -> None:
        """Everything there is, ready to filter."""
        self._fill("")
        self.query_one(Input if self._pieces else MarkList).focus()

    def _fill(self, typed: str) -> None:
        found = matching(self._pieces, typed)
        rows: list[Row] = []
        heading = ""
        for piece in found[:MOST]:
            if piece.heading != heading:
                heading = piece.heading
                rows.append(Row(None, one_line(heading, "bold")))
            known = self._linked.get(piece.key)
            notes = [piece.private, f"{known.value} already" if known else ""]
            rows.append(Row(piece.key, joined(piece.words, *(one_line(n, "dim") for n in notes if n))))
        if len(found) > MOST:
            rows.append(Row(None, one_line(f"… and {len(found) - MOST} more: type a word to see them", "dim")))
        self.query_one(MarkList).show(rows)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._fill(event.value)

    @on(Input.Submitted)
    def _to_the_list(self) -> None:
        self.query_one(MarkList).focus()

    def action_to_list(self) -> None:
        """From the filter down into the list."""
        self.query_one(MarkList).focus()

    @on(MarkList.Marked)
    def _marked(self) -> None:
        self.query_one("#marked", Static).update(marked_words(len(self.query_one(MarkList).marked)))

    @on(OptionList.OptionSelected)
    def _entered(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.query_one("#marked", Static).update(shown("Press s if it supports, c if it contradicts, x for context."))

    def action_link(self, relation: str) -> None:
        """What is marked, or else the line one is on, bears so on the finding."""
        records = self.query_one(MarkList)
        keys = set(records.marked) or {records.chosen or ""}
        found = [piece for piece in self._pieces if piece.key in keys]
        if not found:
            return
        try:
            refuse_closed(found)
        except NotAccepted as why:
            self.query_one("#marked", Static).update(one_line(str(why), "$text-warning"))
            return
        self.dismiss(Chosen(found, Relation(relation)))
