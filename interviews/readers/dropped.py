"""What a reader left out of a document, counted, and the sentence that tells it."""

from __future__ import annotations

from collections import Counter
from enum import Enum


class Left(Enum):
    """Kinds of thing that are left out: one of it, and several of it, as words of a sentence."""

    HIDDEN = ("piece of hidden text", "pieces of hidden text")
    DELETED = ("deleted passage", "deleted passages")
    MOVED = ("moved passage at its old place", "moved passages at their old places")
    DELETED_ROW = ("deleted table row", "deleted table rows")
    COMMENT = ("comment", "comments")
    HEADER = ("page header", "page headers")
    FOOTER = ("page footer", "page footers")
    PICTURE = ("picture", "pictures")
    OBJECT = ("chart or embedded object", "charts or embedded objects")
    SCRIPT = ("script", "scripts")
    STYLE = ("style sheet", "style sheets")
    HIDDEN_PART = ("hidden part of the page", "hidden parts of the page")
    HIDDEN_SHEET = ("hidden sheet", "hidden sheets")
    HIDDEN_ROW = ("hidden row", "hidden rows")
    HIDDEN_COLUMN = ("hidden column", "hidden columns")


class Dropped:
    """Counts what is left out. A stretch of the same kind, with nothing kept in between, counts once."""

    def __init__(self) -> None:
        self._counts: Counter[Left] = Counter()
        self._stretch: Left | None = None

    def add(self, what: Left, times: int = 1) -> None:
        """Count something left out."""
        self._counts[what] += times

    def add_stretch(self, what: Left) -> None:
        """Count text left out, unless it goes on from text of that kind left out before."""
        if self._stretch is not what:
            self._counts[what] += 1
        self._stretch = what

    def end_stretch(self) -> None:
        """Say that something was kept, or that a paragraph ended."""
        self._stretch = None

    def __getitem__(self, what: Left) -> int:
        return self._counts[what]

    def sentences(self) -> list[str]:
        """One sentence, such as "1 deleted passage and 3 comments were left out."; none if nothing was."""
        told = [(kind, self._counts[kind]) for kind in Left if self._counts[kind]]
        if not told:
            return []
        phrases = [f"{count:,} {kind.value[count != 1]}" for kind, count in told]
        listed = phrases[0] if len(phrases) == 1 else f"{', '.join(phrases[:-1])} and {phrases[-1]}"
        verb = "was" if sum(count for _, count in told) == 1 else "were"
        return [f"{listed} {verb} left out."]
