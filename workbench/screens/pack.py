"""One pack: its outline on the left, its text on the right at the right line; find in it, copy a citation."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Footer, Input, OptionList, Static

from index.archive import ArchivedPack
from index.packs.models import Pack
from workbench.screens.base import WorkbenchScreen
from workbench.services.pack_outline import OutlineRow, citation, long_date, outline, place_in_words
from workbench.text import joined, one_line
from workbench.widgets.line_view import LineView
from workbench.widgets.list_and_thing import ListAndThing
from workbench.widgets.record_list import RecordList, Row
from workbench.widgets.top_bar import TopBar


class PackScreen(WorkbenchScreen):
    """A pack from cover to cover. The left side is its outline: move through it and the text on the right follows.

    Enter goes over to the text, where ↑ and ↓ move line by line. Press f to find words in it, and c to copy a citation
    of the line you are on: board, date and minute.
    """

    BINDINGS = [
        Binding("f", "find", "Find", tooltip="Find words in this pack's text"),
        Binding("f3", "find_next", "Find again", show=False, tooltip="Go to the next place that has the words"),
        Binding("c", "cite", "Copy citation", tooltip="Copy a citation of the chosen line: board, date, minute"),
        Binding("o", "to_outline", "Outline", tooltip="Go to the outline of the pack"),
    ]
    DEFAULT_CSS = """
    PackScreen #find-bar { height: auto; dock: bottom; display: none; padding: 0 1; background: $surface; }
    PackScreen #find-bar.-open { display: block; }
    PackScreen #outline { text-wrap: nowrap; text-overflow: ellipsis; }
    PackScreen #where { color: $text-muted; height: 1; }
    """

    def __init__(self, pack: ArchivedPack, line: int = 0) -> None:
        super().__init__(name="pack")
        self.pack = pack
        self._content = Pack()
        self._rows: list[OutlineRow] = []
        self._line = line

    def compose(self) -> ComposeResult:
        """The outline, the text, and the bar for finding words."""
        yield TopBar(f"Archive ▸ {self.pack.board or self.pack.file_name}", long_date(self.pack.meeting_date))
        text = Vertical(Static(id="where"), LineView(id="text"))
        yield ListAndThing(RecordList(id="outline", empty="Nothing was found to list: the text is on the right."), text)
        with Vertical(id="find-bar"):
            yield Static("", id="found", classes="quiet")
            yield Input(placeholder="Find in this pack: type words, Enter finds the next, Esc closes", id="words")
        yield Footer()

    def on_mount(self) -> None:
        """Show the text at the line that was asked for."""
        packs = self.workspace.packs
        self._content = packs.content(self.pack.id)
        self._rows = outline(self._content)
        self.query_one("#outline", RecordList).show(
            (Row(str(n), _row(row)) for n, row in enumerate(self._rows)), choose=str(self._row_at(self._line))
        )
        view = self.query_one(LineView)
        view.show(packs.text(self.pack.id), max(self._line, 1))
        self._say_where(view.line)
        if self._line > 0:
            self.query_one(ListAndThing).open_thing(from_elsewhere=True)
        else:
            self.query_one("#outline").focus()

    def _row_at(self, line: int) -> int:
        """The outline's row under which a line stands: the last that begins at it or before."""
        before = [(row.line, n) for n, row in enumerate(self._rows) if row.line <= line and row.kind != "Group"]
        return max(before, default=(0, 0))[1]

    @on(OptionList.OptionHighlighted, "#outline")
    def _outline_moved(self, event: OptionList.OptionHighlighted) -> None:
        if self.query_one("#outline").has_focus and event.option.id:
            self.query_one(LineView).go_to(self._rows[int(event.option.id)].line)

    @on(LineView.Moved)
    def _text_moved(self, event: LineView.Moved) -> None:
        self._say_where(event.line)
        records = self.query_one("#outline", RecordList)
        if not records.has_focus:
            records.choose(str(self._row_at(event.line)))

    def _say_where(self, line: int) -> None:
        self.query_one("#where", Static).update(one_line(place_in_words(self.pack, self._content, line)))

    def action_to_outline(self) -> None:
        """Go to the outline."""
        self.query_one(ListAndThing).action_back_to_list()

    def action_cite(self) -> None:
        """Copy a citation of the chosen line."""
        words = citation(self.pack, self._content, self.query_one(LineView).line)
        self.app.copy_to_clipboard(one_line(words).plain)
        self.workbench.say(f"Copied: {words}")

    # -- finding words ------------------------------------------------------------------------------------------------

    def action_find(self) -> None:
        """Find words in the text."""
        self.query_one("#find-bar").add_class("-open")
        self.query_one(ListAndThing).add_class("-thing")
        self.query_one("#words", Input).focus()

    def action_find_next(self) -> None:
        """Go to the next place that has the words."""
        if self.query_one("#words", Input).value.strip():
            self._find_words(again=True)
        else:
            self.action_find()

    @on(Input.Changed, "#words")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._find_words(again=False)

    @on(Input.Submitted, "#words")
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._find_words(again=True)

    def _find_words(self, *, again: bool) -> None:
        words = self.query_one("#words", Input).value
        view = self.query_one(LineView)
        count = view.find(words, again=again)
        if not words.strip():
            said = ""
        elif count:
            said = f"{count} line{'' if count == 1 else 's'} with these words; this is line {view.line}."
        else:
            said = "These words are not in this pack."
        self.query_one("#found", Static).update(one_line(said))

    def action_back(self) -> None:
        """Close the bar for finding, if it is open; else go back."""
        bar = self.query_one("#find-bar")
        if bar.has_class("-open"):
            bar.remove_class("-open")
            self.query_one(LineView).focus()
        else:
            super().action_back()


def _row(row: OutlineRow) -> Content:
    kind = one_line(row.kind, "bold" if row.depth == 0 else "dim")
    return Content("  " * row.depth) + joined(kind, row.text)
