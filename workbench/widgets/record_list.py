"""The list on the left of most screens: rows with ids, headings between them, the selection kept as it changes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from textual.binding import Binding
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option


class Row(NamedTuple):
    """One row: the id of what it stands for (None for a heading, which cannot be chosen) and what it shows."""

    id: str | None
    content: Content


class RecordList(OptionList):
    """A list of records. Moving the highlight shows a record; Enter or a click opens it."""

    BINDINGS = [
        Binding("j", "cursor_down", "Down", show=False),
        Binding("k", "cursor_up", "Up", show=False),
    ]

    def __init__(self, *, id: str | None = None, empty: str = "") -> None:
        super().__init__(id=id, markup=False, compact=True)
        self._empty = empty
        self._rows: list[Row] = []

    @property
    def chosen(self) -> str | None:
        """The id of the highlighted row."""
        option = self.highlighted_option
        return option.id if option else None

    def show(self, rows: Iterable[Row], choose: str | None = None) -> None:
        """Show these rows; the highlight goes to ``choose``, else stays on the same record, else on the same place."""
        keep, place = choose or self.chosen, self.highlighted
        self._rows = list(rows)
        with self.prevent(OptionList.OptionHighlighted):
            self.clear_options()
            if not self._rows and self._empty:
                self.add_option(Option(Content.styled(self._empty, "dim"), disabled=True))
            self.add_options(Option(row.content, id=row.id, disabled=row.id is None) for row in self._rows)
        ids = [row.id for row in self._rows]
        if keep in ids and keep is not None:
            self.highlighted = ids.index(keep)
        elif any(ids):
            near = min((n for n, i in enumerate(ids) if i), key=lambda n: abs(n - (place or 0)))
            self.highlighted = near

    def choose(self, row_id: str) -> bool:
        """Put the highlight on a record; False where it is not in the list."""
        for place, row in enumerate(self._rows):
            if row.id == row_id:
                self.highlighted = place
                return True
        return False
