"""Before publishing: everything that would embarrass the group afterwards, by subject; each line leads to its place."""

from __future__ import annotations

from collections.abc import Callable

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Footer, OptionList, Static

from groups.group import Group
from groups.rows import NotThere, Stale
from interviews.checks import Checked
from workbench.dates import show_date
from workbench.dialogs.ask import AskWords
from workbench.screens.base import WorkbenchScreen
from workbench.screens.place import Place, place_of
from workbench.services.checking import WholeCheck, by_subject, check_group
from workbench.services.editing import NotAccepted
from workbench.services.settling import reopen, settle
from workbench.text import in_quotes, one_line
from workbench.widgets.fitted import FittedList
from workbench.widgets.hanging import hanging
from workbench.widgets.record_list import Row
from workbench.widgets.top_bar import TopBar
from workbench.workspace.problems import WorkspaceProblem
from workbench.workspace.workspace import Workspace

EVERYTHING = "everything"  # the part of the place that says: what was settled too
LOOKING = "Looking through the whole review …"


class _Remarks(FittedList):
    """The remarks, where Enter goes to the place of one."""

    BINDINGS = [Binding("enter", "select", "Go there", tooltip="Go to the place of the chosen line; Esc comes back")]


class ChecksScreen(WorkbenchScreen):
    """What to look at before the report is published: what is missing, thin, worded loosely, or told in two ways.

    Enter goes to the place of a line. Press s where it may stand as it is: the reason is asked for and kept, and the
    line no longer counts. Press a to see what was settled too, with the reasons, and u to open one again.
    """

    BINDINGS = [
        Binding("s", "settle", "Settle", tooltip="Say why it may stand as it is; the reason is kept"),
        Binding("u", "reopen", "Open again", tooltip="Take back that it was settled"),
        Binding("a", "everything", "Open/everything", tooltip="Only what is open, or what was settled too"),
    ]
    DEFAULT_CSS = """
    ChecksScreen #which { padding: 0 1; height: auto; }
    ChecksScreen FittedList { height: 1fr; border: none; background: transparent; max-width: 100; }
    """

    def __init__(self, group: Group, chosen: str = "", *, everything: bool = False) -> None:
        super().__init__(name="checks")
        self.group_id = group.id
        self._title = f"{group.title} ▸ Before publishing"
        self._choose = chosen
        self._everything = everything
        self._whole: WholeCheck | None = None

    def compose(self) -> ComposeResult:
        """What is shown, in words; the list."""
        yield TopBar(self._title)
        yield Static(one_line(LOOKING, "dim"), id="which")
        yield _Remarks(id="remarks")
        yield Footer()

    @property
    def _list(self) -> FittedList:
        return self.query_one("#remarks", FittedList)

    @property
    def _chosen(self) -> Checked | None:
        key = self._list.chosen
        return next((one for one in self._whole.found if one.remark.key == key), None) if self._whole else None

    def on_mount(self) -> None:
        """Look through the review in the background."""
        self._list.focus()
        self.refresh_records()

    # -- showing ------------------------------------------------------------------------------------------------------

    def refresh_records(self) -> None:
        """Look again; the selection stays."""
        self.look_up(self._look, self._show)

    def _look(self, workspace: Workspace, overtaken: Callable[[], bool]) -> WholeCheck | None:
        return None if overtaken() else check_group(workspace, self.group_id)

    def _show(self, whole: WholeCheck | None) -> None:
        if whole is None:
            return
        self._whole = whole
        self._list.fit(lambda width: self._rows(whole, width))
        if self._choose:
            self._list.choose(self._choose)
            self._choose = ""
        count, settled = len(whole.open), len(whole.settled)
        self.query_one(TopBar).show(self._title, f"{count} open" + (f" · {settled} settled" if settled else ""))
        self.query_one("#which", Static).update(one_line(self._which(count, settled), "dim"))
        self.refresh_bindings()

    def _which(self, count: int, settled: int) -> str:
        """Which lines are on show, always said."""
        if self._everything:
            return f"Everything is shown: {count} open, {settled} settled. a shows only what is open."
        rest = f" {settled} settled {'is' if settled == 1 else 'are'} not shown: a shows everything." if settled else ""
        if not count:
            return f"Nothing is open.{rest}"
        return f"Only what is open is shown ({count}). Enter goes to the place of a line.{rest}"

    def _rows(self, whole: WholeCheck, width: int) -> list[Row]:
        rows: list[Row] = []
        for about, some in by_subject(whole.open):
            rows.append(Row(None, one_line(f"{about.shown} ({len(some)})", "bold")))
            rows += [Row(remark.key, hanging("  ", remark.text, width)) for remark in some]
        if self._everything and whole.settled:
            rows.append(Row(None, one_line(f"Settled ({len(whole.settled)})", "bold")))
            rows += [
                Row(one.remark.key, hanging("  ", one.remark.text, width, tail=_why(one))) for one in whole.settled
            ]
        return rows

    @on(OptionList.OptionHighlighted, "#remarks")
    def _highlighted(self) -> None:
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What can be done depends on what is chosen."""
        if action in ("settle", "reopen"):
            chosen = self._chosen if self.is_mounted else None
            return chosen is not None and (chosen.settled is None) == (action == "settle")
        return True

    # -- acting -------------------------------------------------------------------------------------------------------

    @on(OptionList.OptionSelected, "#remarks")
    def _go(self) -> None:
        chosen = self._chosen
        if chosen is not None:
            self.workbench.open_place(place_of(self.group_id, chosen.remark))

    @work
    async def action_settle(self) -> None:
        """Ask why the chosen line may stand as it is, and keep that."""
        chosen = self._chosen
        if chosen is None:
            return
        question = f"Why may this stand as it is? {in_quotes(chosen.remark.text, 160)}"
        reason = await self.app.push_screen_wait(AskWords(question, hint="such as: explained in paragraph 3.2"))
        if reason:
            self._do(
                lambda: settle(self.workspace, self.group_id, chosen.remark, reason),
                "Settled, with the reason. Ctrl+Z opens it again.",
            )

    def action_reopen(self) -> None:
        """Open the chosen settled line again."""
        settled = self._chosen.settled if self._chosen else None
        if settled is not None:
            self._do(lambda: reopen(self.workspace, settled), "It is open again. Ctrl+Z takes that back.")

    def action_everything(self) -> None:
        """Change between what is open and everything."""
        self._everything = not self._everything
        self.workbench.moved_to(self, Place("checks", self.group_id, EVERYTHING if self._everything else ""))
        self._show(self._whole)

    def _do(self, act: Callable[[], object], said: str) -> None:
        try:
            act()
        except (NotAccepted, NotThere, Stale, WorkspaceProblem) as why:
            self.workbench.say(str(why), wrong=True)
        else:
            self.workbench.saved()
            self.workbench.say(said)
        self.refresh_records()


def _why(one: Checked) -> str:
    """The reason of a settled line, with who gave it and when."""
    settled = one.settled
    if settled is None:
        return ""
    return f"  Settled: {settled.reason} ({', '.join(filter(None, [settled.changed_by, show_date(settled.on)]))})"
