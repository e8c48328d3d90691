"""Passages to look at: quoted words of which, after their text was changed, nobody can be sure where they stand now."""

from __future__ import annotations

from collections.abc import Callable

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Footer, OptionList, Static

from workbench.screens.base import WorkbenchScreen
from workbench.screens.document import SETTLE
from workbench.screens.parts.mark_rows import unsettled_rows
from workbench.screens.place import Place
from workbench.services.anchoring import Unsettled, candidates, keep_as_words, settle, unsettled
from workbench.services.editing import NotAccepted
from workbench.services.marking import line_at
from workbench.text import one_line
from workbench.widgets.fitted import FittedList
from workbench.widgets.top_bar import TopBar
from workbench.workspace.problems import WorkspaceProblem
from workbench.workspace.workspace import Workspace

MOST_PLACES = 5  # offered for one passage
NOTHING = "Nothing is to be looked at: everything that was quoted stands where it says."
HOW = "The text was changed. Enter takes the chosen place, h finds it by hand, k keeps the words without a place."

Places = list[tuple[int, int, float, str]]


class _UnsureList(FittedList):
    """The places, where k keeps the words."""

    BINDINGS = [Binding("k", "screen.keep", "Keep the words", tooltip="Keep the words without a place")]


class UnsureScreen(WorkbenchScreen):
    """What was quoted and is not found again for sure: the words as they were, and where they may stand now.

    Enter on a place says that this is it. Press h to choose the words in the document by hand, and k where the document
    does not have them any more: the words are kept, beside the mark and the finding, without a place.
    """

    BINDINGS = [
        Binding("enter", "take", "This is it", tooltip="The words stand at the chosen place now"),
        Binding("h", "by_hand", "By hand", tooltip="Choose in the document where the words stand now"),
        Binding("k", "keep", "Keep the words", tooltip="The document has them no more: keep the words without a place"),
        Binding("o", "open", "Document", tooltip="Open the document"),
    ]
    DEFAULT_CSS = """
    UnsureScreen #how { padding: 0 1; height: auto; }
    UnsureScreen FittedList { height: 1fr; border: none; background: transparent; max-width: 100; }
    """

    def __init__(self, group_id: str) -> None:
        super().__init__(name="unsure")
        self.group_id = group_id
        self._found: list[tuple[Unsettled, Places]] = []

    def compose(self) -> ComposeResult:
        """What is to be looked at."""
        yield TopBar("Evidence ▸ Passages to look at")
        yield Static(one_line(HOW, "dim"), id="how")
        yield _UnsureList(id="unsure", empty=NOTHING)
        yield Footer()

    def on_mount(self) -> None:
        """Look for the places in the background."""
        self.query_one("#unsure").focus()
        self.refresh_records()

    def refresh_records(self) -> None:
        """Look again."""
        self.look_up(self._look, self._show)

    def _look(self, workspace: Workspace, overtaken: Callable[[], bool]) -> list[tuple[Unsettled, Places]]:
        found: list[tuple[Unsettled, Places]] = []
        for one in unsettled(workspace, self.group_id):
            if overtaken():
                break
            text = one.submission.text
            spots = candidates(one)[:MOST_PLACES]
            found.append(
                (one, [(line_at(text, s.start), n, s.likeness, text[s.start : s.end]) for n, s in enumerate(spots)])
            )
        return found

    def _show(self, found: list[tuple[Unsettled, Places]]) -> None:
        self._found = found
        self.query_one("#unsure", FittedList).fit(lambda width: unsettled_rows(found, width))

    def _chosen(self) -> tuple[Unsettled, str] | None:
        key, _, number = (self.query_one("#unsure", FittedList).chosen or "").rpartition(":")
        one = next((one for one, _ in self._found if one.key == key), None)
        return (one, number) if one is not None else None

    @on(OptionList.OptionSelected, "#unsure")
    def action_take(self) -> None:
        """The words stand at the chosen place now."""
        chosen = self._chosen()
        if chosen is None:
            return
        one, number = chosen
        if not number.isdecimal():
            self.action_by_hand()
            return
        spot = candidates(one)[int(number)]
        self._do(
            lambda: settle(self.workspace, one, spot.start, spot.end), "It stands there now. Ctrl+Z takes it back."
        )

    def action_by_hand(self) -> None:
        """Choose in the document where the words stand now."""
        chosen = self._chosen()
        if chosen is not None:
            one, number = chosen
            spots = candidates(one)
            line = line_at(one.submission.text, spots[int(number)].start) if number.isdecimal() else 1
            self.workbench.open_place(Place("document", one.submission.id, SETTLE, one.key, line))

    def action_keep(self) -> None:
        """Keep the words without a place."""
        chosen = self._chosen()
        if chosen is not None:
            self._do(lambda: keep_as_words(self.workspace, chosen[0]), "Kept as words only. Ctrl+Z takes it back.")

    def action_open(self) -> None:
        """Open the document."""
        chosen = self._chosen()
        if chosen is not None:
            self.workbench.open_place(Place("document", chosen[0].submission.id))

    def _do(self, act: Callable[[], None], said: str) -> None:
        try:
            act()
        except (NotAccepted, WorkspaceProblem) as why:
            self.workbench.say(str(why), wrong=True)
            return
        self.workbench.saved()
        self.workbench.say(said)
        self.refresh_records()
