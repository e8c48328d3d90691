"""A list in which several things are marked: Space or a click marks, Enter goes on with what is marked."""

from __future__ import annotations

from collections.abc import Iterable

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.message import Message

from workbench.text import one_line
from workbench.widgets.record_list import RecordList, Row


class MarkList(RecordList):
    """A list of records with marks; a mark stays while a filter hides its row."""

    BINDINGS = [Binding("space", "mark", "Mark", tooltip="Mark this line, or take the mark away")]

    class Marked(Message):
        """A row was marked, or its mark taken away."""

        def __init__(self, records: MarkList, row_id: str) -> None:
            super().__init__()
            self.records = records
            self.row_id = row_id

        @property
        def control(self) -> MarkList:
            """The list, for ``@on`` with a selector."""
            return self.records

    def __init__(self, *, id: str | None = None, empty: str = "", marked: Iterable[str] = ()) -> None:
        super().__init__(id=id, empty=empty)
        self.marked: dict[str, None] = dict.fromkeys(marked)  # in the order in which they were marked
        self._plain: list[Row] = []

    def show(self, rows: Iterable[Row], choose: str | None = None) -> None:
        """Show these rows with their marks; the highlight stays where it is."""
        self._plain = list(rows)
        super().show((Row(row.id, self._with_mark(row)) for row in self._plain), choose)

    def _with_mark(self, row: Row) -> Content:
        if row.id is None:
            return row.content
        return Content(f"[{'x' if row.id in self.marked else ' '}] ") + row.content

    def action_mark(self) -> None:
        """Mark the highlighted row, or take its mark away."""
        row_id = self.chosen
        if row_id is None:
            return
        if row_id in self.marked:
            del self.marked[row_id]
        else:
            self.marked[row_id] = None
        self.show(self._plain)
        self.post_message(self.Marked(self, row_id))

    async def _on_click(self, event: events.Click) -> None:
        """A click marks: there is no key to hold down for it."""
        event.prevent_default()
        place = event.style.meta.get("option")
        if place is not None and not self.get_option_at_index(place).disabled:
            self.highlighted = place
            self.action_mark()


def marked_words(count: int) -> Content:
    """How many are marked, in words."""
    return one_line(f"{count} marked" if count else "Space marks several", "dim")
