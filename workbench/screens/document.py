"""A submission to read from beginning to end: find words, choose some, and say what they are for."""

from __future__ import annotations

from typing import NamedTuple

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Footer, Input, OptionList, Static

from groups.anchors import Placed, place_of
from groups.evidence import EvidenceKind
from groups.rows import NotThere
from interviews.submission import Submission
from workbench.screens.parts.gather_acts import open_users
from workbench.screens.parts.mark_acts import MarkActs
from workbench.screens.parts.mark_rows import mark_rows, shortened
from workbench.screens.place import Place
from workbench.services import marking
from workbench.services.anchoring import Unsettled, settle, unsettled
from workbench.services.marking import Mark
from workbench.text import one_line, shown
from workbench.widgets.document_view import DocumentView
from workbench.widgets.fitted import FittedList
from workbench.widgets.top_bar import TopBar
from workbench.workspace.workspace import Workspace

EMPTY = "Nothing is marked yet. Space chooses the sentence you are on; l, a figure, f or k then says what it is for."
SETTLE = "settle"  # the part of a place that says: choose by hand where a passage stands now


class _Marked(NamedTuple):
    """The marks of a document, how many passages must be looked at, and from whom it is."""

    marks: list[Mark]
    to_look_at: int
    about: str


class _MarkedList(FittedList):
    """The marks, where k links the chosen one as it does in the text."""

    BINDINGS = [
        Binding("k", "screen.link", "Link", show=False, tooltip="Link the words to a finding that is there"),
    ]


class DocumentScreen(MarkActs):
    """A document with its marked passages beside it. ↑ and ↓ go by line, ← and → by word.

    Space chooses the sentence you are on, again the next one too; Shift with an arrow, or v and then arrows, choose
    word by word and line by line; with the mouse draw over the words. Then say what they are for: l a line of enquiry,
    1 to 9 a theme, f a new finding, k a finding that is there, r a remark. Where nothing is chosen these go to the mark
    you are on, or else to the whole line. Enter marks what is chosen; on a mark, as u anywhere, it opens the finding
    that uses the words. d takes a mark off, c copies the words with where they stand. Ctrl+F finds words; n and N go
    from place to place.
    """

    BINDINGS = [
        Binding("l", "line", "Line", tooltip="Say which line of enquiry the words speak to"),
        Binding("t", "themes", "Theme", tooltip="Put a theme on the words; 1 to 9 are the first nine"),
        Binding("f", "finding", "Finding", tooltip="Make a finding that rests on the words"),
        Binding(
            "k", "link", "Link", show=False, tooltip="Link the words to a finding that is there, for it or against it"
        ),
        Binding("r", "remark", "Remark", show=False, tooltip="Write a remark beside the words"),
        Binding("c", "cite", "Cite", show=False, tooltip="Copy the words with reference, title, speaker and line"),
        Binding("d", "to_bin", "Bin", show=False, tooltip="Take the mark off; undo or the bin brings it back"),
        Binding("ctrl+f,slash", "find", "Find", tooltip="Find words in this document"),
        Binding("n,f3", "find_next(1)", "Find again", show=False, tooltip="Go to the next place with the words"),
        Binding("N,shift+f3", "find_next(-1)", "Find before", show=False, tooltip="Go to the place before"),
        Binding("m", "marks", "Marks", show=False, tooltip="Go to the list of marked passages, or back to the text"),
        Binding("u", "users", "Used by", show=False, tooltip="Open the finding that uses the words"),
        Binding("o", "unsure", "To look at", show=False, tooltip="Passages of which nobody knows where they stand now"),
        Binding("enter", "enter", "Open", show=False, tooltip="Mark what is chosen; on a mark, open its finding"),
        *(Binding(str(n), f"theme({n})", f"Theme {n}", show=False) for n in range(1, 10)),
    ]
    DEFAULT_CSS = """
    DocumentScreen #document { height: 1fr; }
    DocumentScreen #text-side { width: 1fr; padding: 0 1; }
    DocumentScreen #marks-side { width: 36; border-left: solid $panel-lighten-1; padding: 0 1; }
    DocumentScreen #marks-side FittedList { height: 1fr; border: none; padding: 0; background: transparent; }
    DocumentScreen #about { height: auto; max-height: 8; }
    DocumentScreen #where { height: 1; color: $text-muted; text-wrap: nowrap; text-overflow: ellipsis; }
    DocumentScreen #settling { height: auto; max-height: 4; display: none; color: $text-warning; }
    DocumentScreen #settling.-open { display: block; }
    DocumentScreen #find-bar { height: auto; display: none; padding: 0 1; background: $surface; }
    DocumentScreen #find-bar.-open { display: block; }
    DocumentScreen.-narrow #marks-side { display: none; width: 1fr; border-left: none; }
    DocumentScreen.-narrow.-marks #marks-side { display: block; }
    DocumentScreen.-narrow.-marks #text-side { display: none; }
    """

    def __init__(self, submission: Submission, line: int = 0, chosen: str = "", *, settling: bool = False) -> None:
        super().__init__(name="document")
        self.submission = submission
        self._line, self._go_to = line, chosen
        self._marks: list[Mark] = []
        self._settling: Unsettled | None = None
        self._wants_settling = settling
        self._was_seen = self._is_open = False
        self._where = Content("")

    def compose(self) -> ComposeResult:
        """The text, its marks, and the bar for finding words."""
        handed = self.submission
        allowed = " · ".join([handed.publication.value, handed.sensitivity.value])
        yield TopBar(f"Evidence ▸ {handed.reference} {handed.title}", allowed)
        with Horizontal(id="document"):
            with Vertical(id="text-side"):
                yield Static(id="where")
                yield Static(id="settling")
                yield DocumentView(id="text")
            with Vertical(id="marks-side"):
                yield Static(id="about", classes="quiet")
                yield Static("Marked passages", classes="heading")
                yield _MarkedList(id="marks", empty=EMPTY)
        with Vertical(id="find-bar"):
            yield Static("", id="found", classes="quiet")
            yield Input(placeholder="Find in this document: type words, Enter finds the next, Esc closes", id="words")
        yield Footer()

    def on_mount(self) -> None:
        """Show the text where it was asked for."""
        self.view.show_document(self.submission.text, self.submission.turns, max(self._line, 1))
        self.view.focus()
        self.call_after_refresh(self._after_first_look)

    def _after_first_look(self) -> None:
        """The text is on the screen: now its marks are read, in the background."""
        self._was_seen = True
        self._read_first()

    def _read_first(self) -> None:
        self.look_up(lambda workspace, _: _marked(workspace, self.submission), self._open)

    def _open(self, found: _Marked) -> None:
        """The marks are there: show them, and what one came for."""
        if self._is_open:
            return
        self._is_open = True
        self._show_marks(found)
        if self._wants_settling:
            self._begin_to_settle()
        elif self._go_to:
            self._to_chosen()

    def refresh_records(self) -> None:
        """Read the document and its marks again."""
        if not self._is_open:
            if self._was_seen:
                self._read_first()
            return
        try:
            now = self.workspace.records.submissions.get(self.submission.id)
        except NotThere:
            return
        if now.text != self.submission.text or now.turns != self.submission.turns:
            self.view.show_document(now.text, now.turns, self.view.line)
        self.submission = now
        self._show_marks(_marked(self.workspace, now))

    def _show_marks(self, found: _Marked) -> None:
        self._marks = found.marks
        self.view.show_marks([(mark.start, mark.end) for mark in found.marks if mark.end])
        self.marks.fit(lambda width: mark_rows(found.marks, found.to_look_at, width))
        self.query_one("#about", Static).update(shown(found.about))
        self._say_where()

    def _to_chosen(self) -> None:
        """Go to the mark, or to the words behind a finding, for which one came."""
        records = self.workspace.records
        for rows in (records.marked, records.evidence):
            try:
                address = rows.get(self._go_to).address
            except NotThere:
                continue
            found = place_of(address, self.submission.text) if address.kind is EvidenceKind.PASSAGE else None
            if isinstance(found, Placed):
                self.view.go_to_place(found.spot.start, found.spot.end)
            else:
                words = shortened(address.words, 80)
                self.workbench.say(f"Where “{words}” stands now must be looked at: press o.", wrong=True)
            self.marks.choose(self._go_to)

    # -- where one is -------------------------------------------------------------------------------------------------

    @on(DocumentView.Chose)
    @on(DocumentView.Moved)
    def _moved(self) -> None:
        mark = self._mark_here()
        if mark is not None and not self.marks.has_focus:
            self.marks.choose(mark.passage.id)
        self._say_where()

    def _say_where(self) -> None:
        view = self.view
        turn = marking.turn_at(self.submission.turns, view.line)
        parts = [f"Line {view.line}", *((turn.speaker, turn.at) if turn else ())]
        mark = self._mark_here()
        chosen = view.chosen
        if chosen is not None:
            count = len(self.submission.text[slice(*chosen)].split())
            parts.append(f"chosen: {count} word{'' if count == 1 else 's'}, Esc lets them go")
        elif mark is not None:
            parts.append(f"marked: {mark.about}" if mark.is_linked else "marked, not linked to anything yet")
        elif self.has_class("-narrow") and self._marks:
            parts.append(f"{len(self._marks)} marked: m shows them")
        if view.is_choosing:
            parts.append("arrows choose, v ends it")
        where = one_line(" · ".join(part for part in parts if part))
        if where != self._where:  # it has one row as wide as the text: nothing else has to move
            self._where = where
            self.query_one("#where", Static).update(where, layout=False)

    def _mark_here(self) -> Mark | None:
        """The shortest mark on the word one is on."""
        place = self.view.place
        here = [mark for mark in self._marks if mark.start <= place < mark.end]
        return min(here, key=lambda mark: mark.end - mark.start, default=None)

    def mark_chosen(self) -> Mark | None:
        """The mark that is meant: the one in the list while it has the focus, else the one in the text."""
        if self.marks.has_focus:
            return next((mark for mark in self._marks if mark.passage.id == self.marks.chosen), None)
        return self._mark_here() if self.view.chosen is None else None

    # -- going from one to the other ----------------------------------------------------------------------------------

    @on(DocumentView.Entered)
    @work
    async def action_enter(self) -> None:
        """Mark what is chosen; on a mark, open the finding that rests on it."""
        chosen = self.view.chosen
        if self._settling is not None:
            self._settle(self._settling, chosen)
            return
        if chosen is not None:
            self.do("Mark a passage", lambda: marking.mark(self.workspace, self.submission, *chosen), "Marked.")
            return
        mark = self._mark_here()
        if mark is None:
            self.workbench.say("Space chooses the sentence; Enter then marks it, l, 1–9, f or k says what it is for.")
            return
        await open_users(self.workbench, self.submission.group_id, [mark.passage.address])

    @on(OptionList.OptionSelected, "#marks")
    def _mark_opened(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if event.option.id == "unsure":
            self.action_unsure()
            return
        mark = next((mark for mark in self._marks if mark.passage.id == event.option.id), None)
        if mark is None:
            return
        if mark.end:
            self._to_text()
            self.view.go_to_place(mark.start)
        else:
            self.workbench.say("Nobody can be sure where these words stand now: o shows what is to be looked at.")

    def action_marks(self) -> None:
        """To the list of marked passages, or back to the text."""
        if self.marks.has_focus:
            self._to_text()
        else:
            self.add_class("-marks")
            self.marks.focus()

    def _to_text(self) -> None:
        self.remove_class("-marks")
        self.view.focus()

    def action_unsure(self) -> None:
        """To the passages of which nobody knows where they stand now."""
        self.workbench.open_place(Place("unsure", self.submission.group_id))

    # -- saying by hand where a passage stands now --------------------------------------------------------------------

    def _begin_to_settle(self) -> None:
        waiting = unsettled(self.workspace, self.submission.group_id, self.submission.id)
        self._settling = next((one for one in waiting if one.key == self._go_to), None)
        if self._settling is not None:
            words = shortened(self._settling.words, 200)
            said = f"Where do these words stand now? “{words}”\nChoose them with Space or the mouse, then press Enter."
            place = self.query_one("#settling", Static)
            place.update(shown(said))
            place.add_class("-open")

    def _settle(self, one: Unsettled, chosen: tuple[int, int] | None) -> None:
        if chosen is None:
            self.workbench.say("Choose the words first, with Space or the mouse; Esc leaves it as it is.", wrong=True)
            return
        self._settling = None
        self.query_one("#settling").remove_class("-open")
        self.do("Say where a passage stands now", lambda: settle(self.workspace, one, *chosen), "It stands here now.")

    # -- finding words ------------------------------------------------------------------------------------------------

    def action_find(self) -> None:
        """Find words in the text."""
        self._to_text()
        self.query_one("#find-bar").add_class("-open")
        self.query_one("#words", Input).focus()

    def action_find_next(self, by: int) -> None:
        """Go to the next place that has the words, or to the one before."""
        if self.query_one("#words", Input).value.strip():
            self._say_found(*self.view.seek_next(by))
        else:
            self.action_find()

    @on(Input.Changed, "#words")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._say_found(*self.view.seek(event.value))

    @on(Input.Submitted, "#words")
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._say_found(*self.view.seek_next(1))

    def _say_found(self, number: int, count: int) -> None:
        words = self.query_one("#words", Input)
        typed = words.value.strip()
        in_text = "n is the next place, N the one before, Esc closes this"
        how = "Enter goes to the next place, Esc to the text" if words.has_focus else in_text
        said = f"{number} of {count}: {how}" if count else ""
        self.query_one("#found", Static).update(
            one_line(said or ("These words are not in this document." if typed else ""))
        )

    def action_back(self) -> None:
        """Let go of what is chosen, close what is open over the text; else go back."""
        bar = self.query_one("#find-bar")
        if bar.has_class("-open"):
            words = self.query_one("#words", Input)
            if words.has_focus:
                self.view.focus()
                if words.value.strip():
                    self.call_after_refresh(lambda: self._say_found(*self.view.found_now))
                    return
            bar.remove_class("-open")
            self.view.seek("")
        elif self.marks.has_focus or self.has_class("-marks"):
            self._to_text()
        elif not self.view.let_go():
            super().action_back()


def _marked(workspace: Workspace, submission: Submission) -> _Marked:
    return _Marked(
        marking.marks_of(workspace, submission),
        len(unsettled(workspace, submission.group_id, submission.id)),
        marking.handed_in(workspace, submission),
    )
