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
from workbench.services.membership import stands_still
from workbench.widgets.list_and_thing import ListAndThing
from workbench.widgets.top_bar import TopBar

WIDTH_OF_TABS = 92
CHECK_TIP = "The check before publishing: what would embarrass the group, by subject"
# The tabs that a step from evidence to recommendation leads to.
STEPS = ("findings", "recommendations")
# The tabs whose own keys leave room for the check on a narrow screen.
WITH_ROOM = ("overview", "scope", "report", "monitoring")


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
        # Twice: at the bottom where there is room for it, and everywhere else without.
        Binding("exclamation_mark", "checks", "Check", tooltip=CHECK_TIP),
        Binding("exclamation_mark", "checks_too", "Check", show=False, tooltip=CHECK_TIP),
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
        chosen, self._choose = self._choose, ""
        if chosen:
            pane.choose(chosen)
        pane.take_focus()
        if chosen and tab in STEPS:
            self.call_after_refresh(self._show_thing, pane)
        self.say_where()
        self.workbench.moved_to(self, Place("group", self.group_id, tab))

    def _show_thing(self, pane: Pane) -> None:
        """Where the two take turns, show the thing that a step led to and not only its line: each step is one key."""
        if self.has_class("-narrow") and self.pane is pane:
            for both in pane.query(ListAndThing):
                both.open_thing(from_elsewhere=True)

    def say_where(self) -> None:
        """Say on top which tab of which group it is, how far the group has come, and when it meets next."""
        self._group = self.workspace.records.groups.get(self.group_id)
        records, today = self.workspace.records, self.workspace.today().date()
        meeting = next_meeting(records.meetings.find(group_id=self.group_id), today)
        about = self._group.stage.shown
        about += ", suspended" if stands_still(records.suspensions.find(group_id=self.group_id), today) else ""
        about += f" · next: {show_day(meeting.on)}, {meeting.kind.value}" if meeting else ""
        self.query_one(TopBar).show(f"{self._group.title} ▸ {self._tab.capitalize()}", about)

    def refresh_records(self) -> None:
        """Show the open tab as the record is now."""
        if self.pane is not None:
            self.pane.refresh_records()
            self.say_where()

    def action_tab(self, tab: str) -> None:
        """Open a tab."""
        self.query_one(TabbedContent).active = tab

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The check stands at the bottom where there is room for it, and is there without that too."""
        if action in ("checks", "checks_too"):
            return self._has_room == (action == "checks")
        return True

    @property
    def _has_room(self) -> bool:
        """Whether the bottom line has room for one key more: beside a list, and beside a thing on a wide screen."""
        return not self.has_class("-narrow") or (self._tab in WITH_ROOM and not self.query("ListAndThing.-thing"))

    def action_checks(self) -> None:
        """Everything to look at before the report is published."""
        self.workbench.open_place(Place("checks", self.group_id))

    def action_checks_too(self) -> None:
        """The same."""
        self.action_checks()

    def action_next_tab(self, step: int) -> None:
        """Open the tab beside this one."""
        place = TABS.index(self.query_one(TabbedContent).active)
        self.query_one(TabbedContent).active = TABS[(place + step) % len(TABS)]
