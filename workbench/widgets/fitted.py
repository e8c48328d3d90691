"""Rows of a list cut to its width: a number in front, the words as far as they go, a word or a count at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from textual.content import Content
from textual.geometry import Size

from workbench.text import one_line
from workbench.widgets.record_list import RecordList, Row

MOST_LINES = 6  # of one thing that was said; Enter shows all of it in its place


class FittedList(RecordList):
    """A list whose rows are made for its width, and made again where it changes."""

    def __init__(self, *, id: str | None = None, empty: str = "") -> None:
        super().__init__(id=id, empty=empty)
        self._make: Callable[[int], Iterable[Row]] | None = None
        self._made_for = 0

    def fit(self, make: Callable[[int], Iterable[Row]]) -> None:
        """Show the rows that ``make`` gives for a width; the highlight stays where it is."""
        self._make = make
        # A list that is not on show has no width: what is made then is made for the width it had last, and again
        # once it is on show where that is another one.
        self._made_for = self.scrollable_content_region.width or self._made_for
        self.show(make(max(self._made_for - 1, 20)))

    def _size_updated(self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True) -> bool:
        """Another width needs other rows; Textual sends no Resize to a list that comes on show with its parent."""
        changed = super()._size_updated(size, virtual_size, container_size, layout)
        if self._make is not None and self.scrollable_content_region.width not in (0, self._made_for):
            self.call_next(self._fit_again)
        return changed

    def _fit_again(self) -> None:
        if self._make is not None:
            self.fit(self._make)


def fitted(before: str, words: str, after: str | Content, width: int, *, style: str = "") -> Content:
    """One line of ``width`` cells; what does not fit is left out of the words, and … says so."""
    end = after if isinstance(after, Content) else one_line(after, "dim")
    begin = Content(before)
    room = max(width - begin.cell_length - end.cell_length - (1 if end.plain else 0), 4)
    middle = one_line(words, style).truncate(room, ellipsis=True, pad=bool(end.plain))
    return begin + middle + Content(" ") + end if end.plain else begin + middle


def said(words: str, source: str, width: int) -> Content:
    """What was said and where: on one line with the source at its end where both fit, else under each other."""
    where = one_line(source, "dim")
    text = Content("  ") + one_line(words)
    if text.cell_length + where.cell_length + 3 <= width:
        return text.truncate(width - where.cell_length - 1, pad=True) + " " + where
    lines = one_line(words).wrap(max(width - 2, 10))
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], one_line(lines[MOST_LINES - 1].plain + " …")]
    told = where.wrap(max(width - 6, 10))
    return Content("\n").join([*(Content("  ") + line for line in lines), *(Content("      ") + line for line in told)])
