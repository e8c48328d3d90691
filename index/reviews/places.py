"""Which lines of a report found a place in the record, and which did not, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from index.packs.lines import Line
from index.reviews.models import Unread
from index.reviews.paragraphs import Para, is_furniture


class Places:
    """Kept while one report is read: every line is either placed, or page furniture, or told as unread."""

    def __init__(self) -> None:
        self._placed: set[int] = set()
        self._why: dict[int, str] = {}

    def place(self, *items: Para | int) -> None:
        """These paragraphs or lines have found their place."""
        for item in items:
            self._placed.update([item] if isinstance(item, int) else item.lines)

    def leave(self, items: Iterable[Para | int], why: str) -> None:
        """These paragraphs or lines could not be understood, for this reason."""
        for item in items:
            for line in [item] if isinstance(item, int) else item.lines:
                self._why.setdefault(line, why)

    def unread(self, lines: Sequence[Line]) -> list[Unread]:
        """The lines that found no place, in the order of the report."""
        return [
            Unread(
                line=line.number,
                text=line.text,
                why=self._why.get(line.number, "nothing in the record takes this line"),
            )
            for line in lines
            if not line.is_blank and line.number not in self._placed and not is_furniture(line)
        ]
