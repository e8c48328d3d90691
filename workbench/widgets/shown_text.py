"""A text as it is shown, and the way between a place in it and the same place in the text as it is kept."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate

from groups.likeness import folded_text
from workbench.widgets.line_view import TAB, shown_line
from workbench.widgets.wrapping import is_usual

_WORD = re.compile(r"\S+")
# A sentence ends at a full stop, a question or an exclamation mark, with what closes it, before a blank and a capital.
_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s+[\"'“‘(\[]*[A-Z0-9])")
# The number or the dash of a point in a list belongs to none of its sentences: "2." is no answer to anything.
_POINT = re.compile(r"\s*(?:[-–•*]\s+)?(?:\(?(?:\d{1,3}(?:\.\d{1,3})*|[ivxlc]{1,5}|[a-z])[.)]\s+)?")
_ABBREVIATED = re.compile(r"(?:^|\W)(?:Mr|Mrs|Ms|Dr|Cllr|Rev|Prof|St|No|Nos|para|vs|e\.g|i\.e|[A-Z])$")


class ShownText:
    """The lines of a text as they are shown. Places count from 0 through the shown lines, a line break being one."""

    def __init__(self, text: str) -> None:
        self._kept = text.split("\n")
        self.lines = [shown_line(line) for line in self._kept]
        self.starts = [0, *accumulate(len(line) + 1 for line in self.lines)][:-1]
        self._kept_starts = [0, *accumulate(len(line) + 1 for line in self._kept)][:-1]
        self.whole = "\n".join(self.lines)

    def line_of(self, place: int) -> int:
        """The line, from 0, in which a place lies."""
        return max(bisect_right(self.starts, place) - 1, 0)

    def to_kept(self, place: int) -> int:
        """The same place in the text as it is kept."""
        line = self.line_of(place)
        column = place - self.starts[line]
        columns = self._columns(line)
        if columns is not None:
            column = columns[min(column, len(columns) - 1)]
        return self._kept_starts[line] + min(column, len(self._kept[line]))

    def from_kept(self, place: int) -> int:
        """The place that shows a character of the text as it is kept."""
        line = max(bisect_right(self._kept_starts, place) - 1, 0)
        column = place - self._kept_starts[line]
        columns = self._columns(line)
        if columns is not None:
            column = bisect_left(columns, column)
        return self.starts[line] + min(column, len(self.lines[line]))

    def _columns(self, line: int) -> list[int] | None:
        """For each sign of a shown line, and for its end, where it stands in the kept one; None where that is equal."""
        kept, seen = self._kept[line], self.lines[line]
        if is_usual(kept):
            return None
        columns: list[int] = []
        at = 0
        while len(columns) < len(seen):
            if kept.startswith("\t", at) and seen.startswith(TAB, len(columns)):
                columns += [at] * len(TAB)
                at += 1
                continue
            found = kept.find(seen[len(columns)], at)
            columns.append(found if found != -1 else min(at, len(kept)))
            at = found + 1 if found != -1 else min(at + 1, len(kept))
        return [*columns, min(max(at, 0), len(kept))]

    # -- words and sentences ------------------------------------------------------------------------------------------

    def word_at(self, place: int) -> tuple[int, int]:
        """The word that stands at a place, or else the nearest in its line; an empty stretch on an empty line."""
        line = self.line_of(place)
        start, column = self.starts[line], place - self.starts[line]
        words = [found.span() for found in _WORD.finditer(self.lines[line])]
        if not words:
            return start, start
        begin, end = next((word for word in words if word[1] > column), words[-1])
        return start + begin, start + end

    def word_beside(self, word: tuple[int, int], by: int) -> tuple[int, int]:
        """The word after (by > 0) or before another, over the end of lines; the word itself where there is none."""
        if by > 0:
            found = _WORD.search(self.whole, word[1])
            return found.span() if found else word
        line = self.line_of(word[0])
        while line >= 0:
            start = self.starts[line]
            before = [found.span() for found in _WORD.finditer(self.lines[line]) if start + found.start() < word[0]]
            if before:
                return start + before[-1][0], start + before[-1][1]
            line -= 1
        return word

    def ends_of_line(self, line: int) -> tuple[tuple[int, int], tuple[int, int]]:
        """The first and the last word of a line."""
        start = self.starts[line]
        return self.word_at(start), self.word_at(start + len(self.lines[line]))

    def sentence_at(self, place: int) -> tuple[int, int]:
        """Where the sentence begins and ends in which a place lies; sentences do not go over the end of a line."""
        line = self.line_of(place)
        start, column, text = self.starts[line], place - self.starts[line], self.lines[line]
        point = _POINT.match(text)
        begin = point.end() if point and point.end() < len(text) else 0
        for found in _END.finditer(text, begin):
            if found.group() == "." and _ABBREVIATED.search(text[: found.start()]):
                continue
            if found.end() > column:
                return start + begin, start + found.end()
            begin = found.end() + len(text[found.end() :]) - len(text[found.end() :].lstrip())
        return start + begin, start + len(text)

    # -- finding ------------------------------------------------------------------------------------------------------

    def find(self, words: str) -> list[int]:
        """Where words begin, letters large or small, quotes and dashes of any form; they may go over a line's end."""
        wanted = " ".join(folded_text(words).split())
        if not wanted:
            return []
        folded = folded_text(self.whole)
        found = []
        at = folded.find(wanted)
        while at != -1:
            found.append(at)
            at = folded.find(wanted, at + len(wanted))
        return found
