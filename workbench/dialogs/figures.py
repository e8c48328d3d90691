"""Asks which figures of a data snapshot are meant, filtered as one types: a finding rests on those, not on a table."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Button, Footer, Input, OptionList, Static

from workbench.services.evidence_pieces import Piece, matching
from workbench.text import one_line
from workbench.widgets.mark_list import MarkList, marked_words
from workbench.widgets.record_list import Row

MOST = 300  # rows shown at once: beyond it typing a word is quicker than looking


class WhichFigures(ModalScreen[list[Piece] | None]):
    """Asks which figures; the answer is what is marked, or else the one that is chosen, and None on Esc.

    The filter begins with those of the ``searched`` words that stand beside figures, where some figure has them all.
    """

    BINDINGS = [
        Binding("slash", "filter", "Filter", tooltip="Go to the filter"),
        Binding("down", "to_list", "To the list", show=False),
        Binding("escape", "dismiss(None)", "Back"),
    ]

    def __init__(self, title: str, figures: Sequence[Piece], searched: str = "") -> None:
        super().__init__()
        self._title, self._figures = title, list(figures)
        beside = " ".join(word for word in searched.split() if matching(self._figures, word))
        self._searched = beside if matching(self._figures, beside) else ""

    def compose(self) -> ComposeResult:
        """The table's name, the filter, the figures."""
        with Vertical(classes="dialog", id="which-figures"):
            yield Static(one_line(f"Which figures of {self._title}?"), classes="dialog-title")
            yield Input(self._searched, placeholder="Filter: words of the row, the column or the figure")
            yield MarkList(id="figures", empty="No figure has these words.")
            yield Static(marked_words(0), id="marked")
            with Horizontal(classes="dialog-buttons"):
                yield Button("Done (Enter)", id="done", variant="primary", compact=True)
                yield Button("Back (Esc)", id="back", compact=True)
        yield Footer()

    def on_mount(self) -> None:
        """Where the filter found some the list is ready, else the filter is."""
        self._fill(self._searched)
        self.query_one(MarkList if self._searched else Input).focus()

    def _fill(self, typed: str) -> None:
        found = matching(self._figures, typed)
        rows = [Row(piece.key, one_line(piece.words)) for piece in found[:MOST]]
        if len(found) > MOST:
            rows.append(Row(None, one_line(f"… and {len(found) - MOST:,} more: type a word to see them", "dim")))
        self.query_one(MarkList).show(rows)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._fill(event.value)

    @on(Input.Submitted)
    def action_to_list(self) -> None:
        """From the filter down into the list."""
        self.query_one(MarkList).focus()

    def action_filter(self) -> None:
        """Go to the filter."""
        self.query_one(Input).focus()

    @on(MarkList.Marked)
    def _marked(self) -> None:
        self.query_one("#marked", Static).update(marked_words(len(self.query_one(MarkList).marked)))

    @on(OptionList.OptionSelected)
    @on(Button.Pressed, "#done")
    def _done(self) -> None:
        records = self.query_one(MarkList)
        keys = set(records.marked) or {records.chosen or ""}
        chosen = [piece for piece in self._figures if piece.key in keys]
        if chosen:
            self.dismiss(chosen)

    @on(Button.Pressed, "#back")
    def _back(self) -> None:
        self.dismiss(None)
