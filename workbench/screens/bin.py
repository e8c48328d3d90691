"""The bin: everything that was put there, newest first; Enter brings it back with its links."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Footer, OptionList, Static

from workbench.dates import show_date
from workbench.screens.base import WorkbenchScreen
from workbench.services.bin import Binned, bring_back, brought_back, in_the_bin
from workbench.text import joined, one_line, shown
from workbench.widgets.list_and_thing import ListAndThing
from workbench.widgets.record_form import Thing
from workbench.widgets.record_list import RecordList, Row
from workbench.widgets.top_bar import TopBar


class BinScreen(WorkbenchScreen):
    """What was put in the bin. Nothing is ever deleted: press r to bring the chosen thing back, links and all."""

    BINDINGS = [Binding("r", "bring_back", "Bring back", tooltip="Bring the chosen thing back with its links")]

    def __init__(self) -> None:
        super().__init__(name="bin")
        self._things: list[Binned] = []

    def compose(self) -> ComposeResult:
        """The list and the whole text of what is chosen."""
        yield TopBar("Bin", "nothing is ever deleted")
        records = RecordList(id="binned", empty="The bin is empty. What you put in it with d waits here.")
        yield ListAndThing(records, Thing(Static(id="what", classes="heading"), Static(id="text", classes="prose")))
        yield Footer()

    def on_mount(self) -> None:
        """Show what lies in it."""
        self.refresh_records()
        self.query_one(RecordList).focus()

    def refresh_records(self) -> None:
        """Read the bin again."""
        self._things = in_the_bin(self.workspace)
        self.query_one(RecordList).show(
            Row(str(n), joined(one_line(thing.kind, "dim"), thing.text[:120])) for n, thing in enumerate(self._things)
        )
        self._show()

    @on(OptionList.OptionHighlighted)
    def _highlighted(self) -> None:
        self._show()

    def _chosen(self) -> Binned | None:
        chosen = self.query_one(RecordList).chosen
        return self._things[int(chosen)] if chosen is not None and int(chosen) < len(self._things) else None

    def _show(self) -> None:
        thing = self._chosen()
        what = f"{thing.kind}, put here by {thing.by} on {show_date(thing.on)}" if thing else ""
        self.query_one("#what", Static).update(one_line(what))
        self.query_one("#text", Static).update(shown(f"{thing.group}\n\n{thing.text}" if thing else ""))

    def action_bring_back(self) -> None:
        """Bring the chosen thing back."""
        thing = self._chosen()
        if thing is None:
            return
        back = bring_back(self.workspace, thing)
        self.workbench.saved()
        self.workbench.say(brought_back(thing, back), wrong=bool(back.waits_for))
        self.refresh_records()
