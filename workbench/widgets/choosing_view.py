"""A long text in which words are chosen: with the arrows, by the sentence, or with the mouse."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.binding import Binding
from textual.message import Message

from workbench.widgets.line_view import LineView
from workbench.widgets.shown_text import ShownText


class ChoosingView(LineView, inherit_bindings=False):
    """A text where one is on a word of a line, and may choose words from there. Places are those of the kept text.

    Space chooses a sentence and then the next as well; Shift and an arrow, or v and then arrows, choose by word and by
    line; a mouse chooses what it is drawn over.
    """

    BINDINGS = [
        Binding("up", "step(-1)", "Line before", show=False),
        Binding("down", "step(1)", "Next line", show=False),
        Binding("left", "word(-1)", "Word before", show=False),
        Binding("right", "word(1)", "Next word", show=False),
        Binding("pageup", "page(-1)", "Page before", show=False),
        Binding("pagedown", "page(1)", "Next page", show=False),
        Binding("home,ctrl+home", "go_to(1)", "Beginning", show=False),
        Binding("end,ctrl+end", "go_to(-1)", "End", show=False),
        Binding("space", "sentence", "Choose", tooltip="Choose the sentence; again for the next one too"),
        Binding("v", "choosing", "Choose words", show=False, tooltip="Choose with the arrows, word by word; v ends it"),
        Binding("shift+right", "extend_word(1)", "Choose next word", show=False),
        Binding("shift+left", "extend_word(-1)", "Choose word before", show=False),
        Binding("shift+down", "extend_line(1)", "Choose next line", show=False),
        Binding("shift+up", "extend_line(-1)", "Choose line before", show=False),
    ]

    @dataclass
    class Chose(Message):
        """Other words were chosen, or none any more, or another word is the one one is on."""

        view: ChoosingView

        @property
        def control(self) -> ChoosingView:
            """The view, for ``@on`` with a selector."""
            return self.view

    @dataclass
    class Entered(Message):
        """Enter or a double click."""

        view: ChoosingView

    def __init__(self, *, id: str | None = None) -> None:
        self._text = ShownText("")
        self._word = (0, 0)
        self._chosen: tuple[tuple[int, int], tuple[int, int]] | None = None  # the word it began with, the word it ends
        self._choosing = False
        self._drawing = False
        super().__init__(id=id)

    def _set(self, text: str, line: int) -> None:
        self._text = ShownText(text)
        self._lines = self._text.lines
        self._here = self._within(line - 1)
        self._word = self._text.word_at(self._text.starts[self._here])
        self._chosen, self._choosing = None, False

    @property
    def chosen(self) -> tuple[int, int] | None:
        """Where the chosen words begin and end in the text as it is kept; None where none are chosen."""
        if self._chosen is None:
            return None
        start, end = self._span(self._chosen)
        return self._text.to_kept(start), self._text.to_kept(end)

    @property
    def place(self) -> int:
        """Where the word one is on begins, in the text as it is kept."""
        return self._text.to_kept(self._word[0])

    @property
    def whole_line(self) -> tuple[int, int]:
        """Where the line one is on begins and ends in the text as it is kept."""
        start = self._text.starts[self._here]
        return self._text.to_kept(start), self._text.to_kept(start + len(self._lines[self._here]))

    @property
    def is_choosing(self) -> bool:
        """Whether the plain arrows choose."""
        return self._choosing

    def go_to_place(self, start: int, end: int = 0) -> None:
        """Go to a place of the text as it is kept; with ``end``, choose the words up to there."""
        self._choosing = False
        begin = self._text.from_kept(start)
        self._on_word(self._text.word_at(begin))
        last = self._text.from_kept(end) if end else 0
        self._chosen = (self._text.word_at(begin), self._text.word_at(max(last - 1, begin))) if end else None
        self._bring_to_sight()
        self._told()

    def let_go(self) -> bool:
        """Choose nothing any more; False where nothing was chosen."""
        if self._chosen is None and not self._choosing:
            return False
        self._chosen, self._choosing = None, False
        self._told()
        return True

    @staticmethod
    def _span(chosen: tuple[tuple[int, int], tuple[int, int]]) -> tuple[int, int]:
        one, other = chosen
        return min(one[0], other[0]), max(one[1], other[1])

    def _told(self) -> None:
        self.refresh()
        self.post_message(self.Chose(self))

    # -- moving and choosing ------------------------------------------------------------------------------------------

    def _choose(self, place: int) -> None:
        """Another line: one is on its first word."""
        before = self._here
        super()._choose(place)
        if self._here != before:
            self._word = self._text.word_at(self._text.starts[self._here])
            if not self._choosing and not self._drawing:
                self._chosen = None
            self._told()

    def _on_word(self, word: tuple[int, int]) -> None:
        line = self._text.line_of(word[0])
        if line != self._here:
            self._here = line
            self.post_message(self.Moved(self, self.line))
        self._word = word

    def action_step(self, by: int) -> None:
        """To the line before or after; while choosing, choose up to there."""
        if self._choosing:
            self.action_extend_line(by)
        else:
            super().action_step(by)

    def action_word(self, by: int) -> None:
        """To the word before or after; while choosing, choose up to there."""
        if self._choosing:
            self.action_extend_word(by)
            return
        self._chosen = None
        self._on_word(self._text.word_beside(self._word, by))
        self._keep_word_in_sight()
        self._told()

    def action_choosing(self) -> None:
        """Begin to choose with the arrows at this word, or end it."""
        self._choosing = not self._choosing
        if self._choosing:
            self._chosen = self._chosen or (self._word, self._word)
        self._told()

    def action_sentence(self) -> None:
        """Choose the sentence one is on; when it is chosen, the next one as well."""
        if self._chosen is None:
            start, end = self._text.sentence_at(self._word[0])
            if start >= end:
                return
            self._extend(self._text.word_at(start), self._text.word_at(end - 1))
            return
        first, last = self._span(self._chosen)
        after = self._text.word_beside((first, last), 1)
        _, end = self._text.sentence_at(after[0] if after[0] >= last else max(last - 1, first))
        self._extend(self._text.word_at(first), self._text.word_at(max(end - 1, first)))

    def action_extend_word(self, by: int) -> None:
        """Choose one word more, or one less."""
        if self._chosen is None:
            self._extend(self._word, self._word)
        else:
            self._extend(self._chosen[0], self._text.word_beside(self._chosen[1], by))

    def action_extend_line(self, by: int) -> None:
        """Choose to the end of the line, then a line more or less."""
        one, other = self._chosen or (self._word, self._word)
        line = self._text.line_of(other[0])
        first, last = self._text.ends_of_line(line)
        target = last if by > 0 else first
        if self._chosen is not None and target == other:
            line += by
            while 0 <= line < len(self._lines) and not self._lines[line]:
                line += by
            if not 0 <= line < len(self._lines):
                return
            first, last = self._text.ends_of_line(line)
            target = last if by > 0 or line > self._text.line_of(one[0]) else first
        self._extend(one, target)

    def _extend(self, one: tuple[int, int], other: tuple[int, int]) -> None:
        self._chosen = (one, other)
        self._on_word(other)
        self._keep_word_in_sight()
        self._told()

    def _keep_word_in_sight(self) -> None:
        row, height = self._row_at(self._word[0]), max(self.size.height, 1)
        first = round(self.scroll_y)
        if row < first:
            self.scroll_to(y=row, animate=False)
        elif row >= first + height:
            self.scroll_to(y=row - height + 1, animate=False)

    def _bring_to_sight(self) -> None:
        """The word one is on, with a little of what stands before it."""
        if not self._rows:
            return
        row, height = self._row_at(self._word[0]), max(self.size.height, 1)
        if not round(self.scroll_y) <= row < round(self.scroll_y) + height:
            self.scroll_to(y=max(row - height // 4, 0), animate=False)

    def _row_at(self, place: int) -> int:
        line = self._text.line_of(place)
        top, behind = self._rows_of(line)
        column = place - self._text.starts[line]
        return max(
            (row for row in range(top, min(behind, len(self._rows))) if self._rows[row][1] <= column), default=top
        )

    # -- the mouse ----------------------------------------------------------------------------------------------------

    def on_click(self, event: events.Click) -> None:
        """A click chose its word when the button went down; a double click enters."""
        event.prevent_default()
        if event.chain == 2:
            self.post_message(self.Entered(self))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Go to the word under the mouse, ready to choose from it."""
        word = self._under(event)
        if word is None or event.button != 1:
            return
        self._chosen, self._choosing, self._drawing = None, False, True
        self.capture_mouse()
        self._on_word(word)
        self._told()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Choose up to the word under the mouse; at the edge the text moves on."""
        if not self._drawing:
            return
        if event.y < 0 or event.y >= self.size.height:
            self.scroll_relative(y=-1 if event.y < 0 else 1, animate=False)
        word = self._under(event)
        if word is None:
            return
        begin = self._chosen[0] if self._chosen else self._word
        if self._chosen is not None or word != begin:
            self._chosen = (begin, word)
            self._on_word(word)
            self._told()

    def on_mouse_up(self) -> None:
        """What was drawn over is chosen."""
        if self._drawing:
            self._drawing = False
            self.release_mouse()

    def _under(self, event: events.MouseEvent) -> tuple[int, int] | None:
        row = round(self.scroll_y) + min(max(event.y, 0), max(self.size.height - 1, 0))
        if not 0 <= row < len(self._rows):
            return None
        line, begin, end = self._rows[row]
        cells, column = max(event.x - self._gutter, 0), begin
        while column < end and cells >= (width := cell_len(self._lines[line][column])):
            cells -= width
            column += 1
        return self._text.word_at(self._text.starts[line] + min(column, max(end - 1, begin)))
