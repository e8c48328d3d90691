"""What a file would give away, each place beside its source: nothing is written unless somebody says why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content, Span
from textual.screen import ModalScreen
from textual.widgets import Button, OptionList, Static

from groups.rows import NotThere
from interviews.leak_words import words_in
from interviews.leaks import Leak
from workbench.dialogs.ask import AskWords
from workbench.services.editing import NotAccepted
from workbench.services.leak_places import source_place, written_in
from workbench.services.publishing import GivesAway, publish, why_no_reason
from workbench.text import joined, one_line, shown
from workbench.widgets.record_list import RecordList, Row
from workbench.workspace.problems import WorkspaceProblem

if TYPE_CHECKING:
    from workbench.app import WorkbenchApp

OTHER = "underline $text-warning"


class LeaksDialog(ModalScreen["Leak | str | None"]):
    """Shows what a file would give away.

    The answer is the leak whose place is to be opened, or the reason for publishing all the same, or None.
    ``show_source`` opens the source of a leak over the dialog: Esc comes back to it.
    """

    BINDINGS = [
        Binding("s", "show_source", "Source"),
        Binding("o", "override", "Publish all the same"),
        Binding("escape", "dismiss(None)", "Back"),
    ]

    def __init__(self, leaks: Sequence[Leak], show_source: Callable[[Leak], object], *, written: str) -> None:
        super().__init__()
        self._leaks = list(leaks)
        self._show_source = show_source
        self._written = written

    def compose(self) -> ComposeResult:
        """The places, the chosen one beside its source, and what can be done."""
        places = Leak.places(self._leaks)
        count = "one place" if places == 1 else f"{places} places"
        with Vertical(classes="dialog", id="leaks"):
            yield Static(
                one_line(f"Nothing was written: {self._written} gives something away in {count}"),
                classes="dialog-title",
            )
            yield RecordList(id="leak-list")
            with VerticalScroll(id="leak-words", can_focus=False), Horizontal(id="leak-sides"):
                yield Static(id="leak-found")
                yield Static(id="leak-source")
            yield Static(id="leak-hint", classes="quiet")
            with Horizontal(classes="dialog-buttons"):
                yield Button("Go to it", id="go", variant="primary", compact=True)
                yield Button("Source (s)", id="source", compact=True)
                yield Button("Publish all the same (o)", id="override", compact=True)
                yield Button("Back", id="back", compact=True)

    def on_mount(self) -> None:
        """Show the places."""
        records = self.query_one(RecordList)
        records.show(Row(str(n), self._row(leak)) for n, leak in enumerate(self._leaks))
        records.focus()
        self._show()

    def _row(self, leak: Leak) -> Content:
        what = "a private name" if leak.is_name else leak.why
        return joined(one_line(f"{what[0].upper()}{what[1:]}", "bold"), leak.place, one_line(leak.heading, "dim"))

    @property
    def _chosen(self) -> Leak | None:
        chosen = self.query_one(RecordList).chosen
        return self._leaks[int(chosen)] if chosen else None

    @on(OptionList.OptionHighlighted)
    def _show(self) -> None:
        leak = self._chosen
        if leak is None:
            return
        found, source = _side_by_side(leak)
        self.query_one("#leak-found", Static).update(_side("In the file", f"{leak.place}", found))
        why = leak.why[0].upper() + leak.why[1:]
        self.query_one("#leak-source", Static).update(_side(f"The source ({why})", leak.source, source))
        if leak.is_name:
            words = "The name is kept private: write the role instead, or take it out."
        elif leak.is_exact:
            words = "The same words. Say it in your own, or make the source public first."
        else:
            words = "Nearly the same words: those that differ are underlined. Use your own, or make the source public."
        self.query_one("#leak-hint", Static).update(one_line(words))

    @on(Button.Pressed, "#go")
    def _go(self) -> None:
        self.dismiss(self._chosen)

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._go()

    @on(Button.Pressed, "#source")
    def action_show_source(self) -> None:
        """See where the words come from; Esc comes back here."""
        if self._chosen is not None:
            self._show_source(self._chosen)

    @on(Button.Pressed, "#override")
    @work
    async def action_override(self) -> None:
        """Publish all the same: ask why."""
        places = Leak.places(self._leaks)
        what = "is this place" if places == 1 else f"are these {places} places"
        reason = await self.app.push_screen_wait(
            AskWords(
                f"Why {what} to be published all the same? The reason is kept with your name.",
                hint="such as The person has agreed in writing",
                refuse=why_no_reason,
            )
        )
        if reason:
            self.dismiss(reason)

    @on(Button.Pressed, "#back")
    def _back(self) -> None:
        self.dismiss(None)


async def settle_leaks(app: WorkbenchApp, group_id: str, refused: GivesAway, written: str) -> Path | None:
    """Show what a file would give away; returns the file where somebody said why it is to come out all the same.

    ``written`` is what the file is, in words. Somebody who chose a place is taken there, and nothing is written.
    """

    def show_source(leak: Leak) -> None:
        try:
            app.open_place(source_place(app.workspace, group_id, leak))
        except NotThere:
            app.say("The source is not there any more: it may lie in the bin.", wrong=True)

    answer = await app.push_screen_wait(LeaksDialog(refused.leaks, show_source, written=written))
    if isinstance(answer, Leak):
        app.open_place(written_in(app.workspace, group_id, answer))
    elif answer and refused.prepared is not None and refused.target is not None:
        try:
            return publish(app.workspace, group_id, refused.prepared, refused.target, override=answer).file
        except (NotAccepted, WorkspaceProblem) as why:
            app.say(str(why), wrong=True)
    return None


def _side(heading: str, place: str, words: Content) -> Content:
    return Content("\n").join([one_line(heading, "bold"), one_line(place, "dim"), words])


def _side_by_side(leak: Leak) -> tuple[Content, Content]:
    """The words of the file and of the source, what differs between them underlined."""
    texts = [shown(" ".join(text.split())).plain for text in (leak.found, leak.words)]
    if leak.is_name or leak.is_exact:
        return Content(f"“{texts[0]}”"), Content(f"“{texts[1]}”")
    one, other = (words_in(text) for text in texts)
    spans: tuple[list[Span], list[Span]] = ([], [])
    for tag, begin, end, other_begin, other_end in SequenceMatcher(
        None, one.said, other.said, autojunk=False
    ).get_opcodes():
        if tag != "equal":
            spans[0].extend(Span(a + 1, b + 1, OTHER) for a, b in one.spans[begin:end])
            spans[1].extend(Span(a + 1, b + 1, OTHER) for a, b in other.spans[other_begin:other_end])
    return Content(f"“{texts[0]}”", spans[0]), Content(f"“{texts[1]}”", spans[1])
