"""One group in eight tabs: Overview, Scope, Enquiry, Evidence, Findings, Recommendations, Report, Monitoring."""

from __future__ import annotations

from importlib import import_module

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.events import Resize
from textual.widgets import Footer, TabbedContent, TabPane

from groups.group import Group, next_meeting
from workbench.dates import show_day
from workbench.screens.base import Pane, WorkbenchScreen
from workbench.screens.place import TABS, Place
from workbench.widgets.top_bar import TopBar

WIDTH_OF_TABS = 92


def pane_for(tab: str, group_id: str) -> Pane:
    """The pane of a tab. A tab's module is imported when it is first opened, to keep the start quick."""
    module = import_module(f"workbench.screens.tabs.{tab}")
    made: Pane = getattr(module, f"{tab.capitalize()}Pane")(group_id)
    return made


class GroupScreen(WorkbenchScreen):
    """One group. Press 1 to 8, or Ctrl+← and Ctrl+→, to go from tab to tab, ! for the check; Esc goes back."""

    BINDINGS = [
        *(
            Binding(str(n), f"tab('{tab}')", tab.capitalize(), show=False, tooltip=f"The tab {tab.capitalize()}")
            for n, tab in enumerate(TABS, start=1)
        ),
        Binding(
            "exclamation_mark",
            "checks",
            "Before publishing",
            show=False,
            tooltip="What would embarrass the group after publishing, by subject",
        ),
        Binding("ctrl+left", "next_tab(-1)", "Tab before", show=False, tooltip="The tab before this one"),
        Binding("ctrl+right", "next_tab(1)", "Next tab", show=False, tooltip="The next tab"),
    ]

    def __init__(self, group: Group, tab: str = "overview", chosen: str = "") -> None:
        super().__init__(name="group")
        self.group_id = group.id
        self._group = group
        self._tab = tab if tab in TABS else "overview"
        self._choose = chosen

    def compose(self) -> ComposeResult:
        """The tabs; what is in one is made when it is first opened."""
        yield TopBar(self._group.title)
        with TabbedContent(initial=self._tab):
            for n, tab in enumerate(TABS, start=1):
                yield TabPane(f"{n} {tab.capitalize()}", id=tab)
        yield Footer()

    def on_resize(self, event: Resize) -> None:
        """Below the width of all eight tabs their numbers are left out, so that all names are in sight."""
        tabs = self.query_one(TabbedContent)
        for n, tab in enumerate(TABS, start=1):
            label = tab.capitalize() if event.size.width < WIDTH_OF_TABS else f"{n} {tab.capitalize()}"
            if tabs.get_tab(tab).label != label:
                tabs.get_tab(tab).label = label

    @property
    def pane(self) -> Pane | None:
        """The tab that is open, once it is made."""
        open_tab = self.query_one(TabbedContent).active
        return next(iter(self.query(f"TabPane#{open_tab} Pane").results(Pane)), None)

    @on(TabbedContent.TabActivated)
    async def _opened(self, event: TabbedContent.TabActivated) -> None:
        event.stop()
        tab = event.pane.id or "overview"
        self._tab = tab
        pane = next(iter(event.pane.query(Pane).results(Pane)), None)
        if pane is None:
            pane = pane_for(tab, self.group_id)
            await event.pane.mount(pane)
        pane.refresh_records()
        if self._choose:
            pane.choose(self._choose)
            self._choose = ""
        pane.take_focus()
        self._say_where()
        self.workbench.moved_to(self, Place("group", self.group_id, tab))

    def _say_where(self) -> None:
        self._group = self.workspace.records.groups.get(self.group_id)
        meeting = next_meeting(
            self.workspace.records.meetings.find(group_id=self.group_id), self.workspace.today().date()
        )
        about = self._group.stage.shown + (f" · next: {meeting.kind.value}, {show_day(meeting.on)}" if meeting else "")
        self.query_one(TopBar).show(f"{self._group.title} ▸ {self._tab.capitalize()}", about)

    def refresh_records(self) -> None:
        """Show the open tab as the record is now."""
        if self.pane is not None:
            self.pane.refresh_records()
            self._say_where()

    def action_tab(self, tab: str) -> None:
        """Open a tab."""
        self.query_one(TabbedContent).active = tab

    def action_checks(self) -> None:
        """Everything to look at before the report is published."""
        self.workbench.open_place(Place("checks", self.group_id))

    def action_next_tab(self, step: int) -> None:
        """Open the tab beside this one."""
        place = TABS.index(self.query_one(TabbedContent).active)
        self.query_one(TabbedContent).active = TABS[(place + step) % len(TABS)]
