"""A document to read and to mark: who speaks in the margin, words to find, and the marks in the text.

Only what is in sight is drawn, so a megabyte opens and scrolls like a page.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip

from interviews.submission import Turn
from workbench.text import one_line
from workbench.widgets.choosing_view import ChoosingView

MARGIN, NARROW_MARGIN = 20, 12  # cells for who speaks and when
ROOM_FOR_MARGIN = 78  # cells of the view from which the wide margin is taken


class DocumentView(ChoosingView):
    """The lines of a document with its marks underlined; the word one is on, or what is chosen, is shown reversed."""

    DEFAULT_CSS = """
    DocumentView > .document-view--margin { color: $text-accent; }
    DocumentView > .document-view--mark { text-style: underline; color: $text-accent; }
    DocumentView > .document-view--match { text-style: reverse underline; }
    DocumentView > .document-view--here-match { text-style: bold reverse underline; color: $text-warning; }
    DocumentView > .document-view--chosen { text-style: reverse; }
    """
    COMPONENT_CLASSES = {
        "document-view--margin",
        "document-view--mark",
        "document-view--match",
        "document-view--here-match",
        "document-view--chosen",
    }

    def __init__(self, *, id: str | None = None) -> None:
        self._turns: dict[int, Turn] = {}
        self._marked: dict[int, list[tuple[int, int]]] = {}  # by line, places of the shown text
        self._matches: list[int] = []
        self._match_length = 0
        self._match = -1
        self._margin_drawn = 0
        super().__init__(id=id)

    # -- what is shown ------------------------------------------------------------------------------------------------

    def show_document(self, text: str, turns: Sequence[Turn] = (), line: int = 1) -> None:
        """Show a document from one of its lines on."""
        self._turns = {turn.line - 1: turn for turn in turns}
        self._matches, self._match = [], -1
        self._marked = {}
        self.show(text, line)

    def show_marks(self, marks: Iterable[tuple[int, int]]) -> None:
        """Underline these stretches of the text as it is kept."""
        self._marked = {}
        for start, end in marks:
            begin, stop = self._text.from_kept(start), self._text.from_kept(end)
            for line in range(self._text.line_of(begin), self._text.line_of(max(stop - 1, begin)) + 1):
                self._marked.setdefault(line, []).append((begin, stop))
        self.refresh()

    # -- finding words ------------------------------------------------------------------------------------------------

    def seek(self, words: str) -> tuple[int, int]:
        """Mark every place that has the words and go to the first from here on; (its number, how many there are)."""
        self._matches = self._text.find(words)
        self._match_length = len(" ".join(words.split()))
        self._match = -1
        if self._matches:
            self._match = bisect_left(self._matches, self._word[0]) % len(self._matches)
            self._to_match()
        self.refresh()
        return self._match + 1, len(self._matches)

    def seek_next(self, by: int) -> tuple[int, int]:
        """Go to the next place (by > 0) or the one before, round the end."""
        if self._matches:
            self._match = (self._match + by) % len(self._matches)
            self._to_match()
        return self._match + 1, len(self._matches)

    @property
    def found_now(self) -> tuple[int, int]:
        """The number of the place that was found and one is at, and how many there are."""
        return self._match + 1, len(self._matches)

    def _to_match(self) -> None:
        self._chosen, self._choosing = None, False
        self._on_word(self._text.word_at(self._matches[self._match]))
        self._bring_to_sight()
        self._told()

    # -- drawing ------------------------------------------------------------------------------------------------------

    @property
    def _margin(self) -> int:
        if not self._turns:
            return 0
        return MARGIN if self.scrollable_content_region.width >= ROOM_FOR_MARGIN else NARROW_MARGIN

    @property
    def _gutter(self) -> int:
        return self._margin + max(len(str(len(self._lines))), 3) + 3

    def render_lines(self, crop: Region) -> list[Strip]:
        """Some rows of the screen, the margin of all of them as wide."""
        self._margin_drawn = self._margin
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """One row of the screen: who speaks, the line's number, the sign of a mark, and the words."""
        row = round(self.scroll_y) + y
        width = self.size.width
        if not 0 <= row < len(self._rows):
            return Strip.blank(width, self._plain)
        line, begin, end = self._rows[row]
        here = line == self._here
        number_style = self.get_component_rich_style("line-view--number")
        segments = []
        margin = self._margin_drawn
        if margin:
            turn = self._turns.get(line) if begin == 0 else None
            wide = margin == MARGIN
            # Most recordings are shorter than an hour: its two figures would only take room from the name.
            said = one_line(f"{turn.at.removeprefix('00:') if wide else ''} {turn.speaker}").plain if turn else ""
            fitting = said if cell_len(said) < margin else set_cell_size(said, margin - 2) + "…"
            segments.append(
                Segment(set_cell_size(fitting, margin), self.get_component_rich_style("document-view--margin"))
            )
        digits = max(len(str(len(self._lines))), 3)
        start = self._text.starts[line] + begin
        stop = self._text.starts[line] + end
        marks = [
            (max(a, start), min(b, stop))
            for a, b in self._marked.get(line, ())
            if a < max(stop, start + 1) and b > start
        ]
        sign = "┃" if marks else " "
        segments.append(Segment(f"{line + 1 if begin == 0 else '':>{digits}}", number_style))
        segments.append(Segment("▸" if here and begin == 0 else " ", self._plain))
        segments.append(
            Segment(f"{sign} ", self.get_component_rich_style("document-view--mark") if marks else number_style)
        )
        segments += self._words(line, start, stop, marks)
        return Strip(segments).adjust_cell_length(width, self._plain)

    def _words(self, line: int, start: int, stop: int, marks: list[tuple[int, int]]) -> list[Segment]:
        """The words of a row, cut where another style begins."""
        painted: list[tuple[int, int, Style]] = []
        mark_style = self.get_component_rich_style("document-view--mark", partial=True)
        painted += [(a, b, mark_style) for a, b in marks]
        if self._matches:
            first = bisect_left(self._matches, start - self._match_length)
            for n in range(first, bisect_right(self._matches, stop)):
                name = "document-view--here-match" if n == self._match else "document-view--match"
                at = self._matches[n]
                painted.append((at, at + self._match_length, self.get_component_rich_style(name, partial=True)))
        chosen_style = self.get_component_rich_style("document-view--chosen", partial=True)
        if self._chosen is not None:
            painted.append((*self._span(self._chosen), chosen_style))
        elif self.has_focus and self._match < 0:
            painted.append((*self._word, chosen_style))
        painted = [(max(a, start), min(b, stop), style) for a, b, style in painted if a < stop and b > start]
        base = self.get_component_rich_style("line-view--here") if line == self._here else self._plain
        cuts = sorted({start, stop, *(a for a, _, _ in painted), *(b for _, b, _ in painted)})
        text, offset = self._lines[line], self._text.starts[line]
        segments = []
        for begin, end in pairwise(cuts):
            style = base
            for a, b, more in painted:
                if a <= begin < b:
                    style += more
            segments.append(Segment(text[begin - offset : end - offset], style))
        return segments
