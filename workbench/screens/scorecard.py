"""The scorecard: by board, year or addressee, how recommendations were answered, what was done, what it changed."""

from __future__ import annotations

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Footer, OptionList, Static

from groups.scorecard import CLEAR, By, Item, Line, scorecard, whole
from workbench.dialogs.ask import AskWhich
from workbench.screens.base import WorkbenchScreen
from workbench.screens.place import Place
from workbench.services.scorecard import all_items
from workbench.text import joined, one_line, shown
from workbench.widgets.list_and_thing import ListAndThing
from workbench.widgets.record_form import Thing
from workbench.widgets.record_list import RecordList, Row
from workbench.widgets.top_bar import TopBar

EMPTY = (
    "No group has made a recommendation yet: there is nothing to count. Write them in a group's tab Recommendations."
)
TITLES = {"reply": "How they were answered", "doing": "What is done", "impact": "What difference it made"}
TOGETHER = "Together"


class ScorecardScreen(WorkbenchScreen):
    """Every recommendation of every group, counted; reviews that were read from packs are counted too.

    b, y and a count by board, by year and by addressee. Enter on a count shows the recommendations behind it.
    """

    BINDINGS = [
        Binding("b", "by('board')", "Board", tooltip="Count by the Board that made them"),
        Binding("y", "by('year')", "Year", tooltip="Count by the municipal year"),
        Binding("a", "by('addressee')", "Addressee", tooltip="Count by the one to whom they were made"),
    ]

    def __init__(self, by: str = "", chosen: str = "") -> None:
        super().__init__(name="scorecard")
        self._by = By(by) if by in [one.value for one in By] else By.BOARD
        self._choose = chosen
        self._items: list[Item] = []
        self._lines: dict[str, Line] = {}
        self._counts: list[tuple[str, str]] = []

    def compose(self) -> ComposeResult:
        """The lines on the left, what was counted under the chosen one on the right."""
        yield TopBar("Scorecard", "counting …")
        yield ListAndThing(
            RecordList(id="lines", empty="Counting …"),
            Thing(Static(id="score-about", classes="prose"), RecordList(id="counts")),
        )
        yield Footer()

    def on_mount(self) -> None:
        """Count in the background."""
        self.query_one("#lines").focus()
        self.refresh_records()

    def refresh_records(self) -> None:
        """Count again."""
        self.look_up(all_items, self._counted)

    def _counted(self, items: list[Item]) -> None:
        self._items = items
        self._show_lines()

    def _show_lines(self) -> None:
        lines = scorecard(self._items, self._by)
        self._lines = {f"line:{line.name}": line for line in lines}
        if len(lines) > 1:
            self._lines["whole"] = whole(self._items)
        self.query_one(TopBar).show("Scorecard", f"by {self._by.value}")
        records = self.query_one("#lines", RecordList)
        if not lines:
            records.show([Row(None, one_line(EMPTY, "dim"))])
        else:
            records.show(Row(key, self._row(key, line)) for key, line in self._lines.items())
        if self._choose:
            records.choose(f"line:{self._choose}")
            self._choose = ""
        self._show_chosen()

    def _called(self, key: str, line: Line) -> str:
        return TOGETHER if key == "whole" else line.name or f"(no {self._by.value} is recorded)"

    def _row(self, key: str, line: Line) -> Content:
        unclear = one_line(f"{line.unclear} without a clear answer", "$text-warning") if line.unclear else ""
        below = joined(one_line(f"{line.made} made", "dim"), unclear, gap=" · ")
        return Content("\n").join([one_line(self._called(key, line)), Content("  ") + below])

    def _chosen(self) -> Line | None:
        return self._lines.get(self.query_one("#lines", RecordList).chosen or "")

    @on(OptionList.OptionHighlighted, "#lines")
    def _highlighted(self) -> None:
        self._show_chosen()

    def _show_chosen(self) -> None:
        line = self._chosen()
        about = ""
        if line is not None:
            name = self._called(self.query_one("#lines", RecordList).chosen or "", line)
            about = f"{name}\n{line.made} made"
            if line.answers != line.made:
                about += f"; {line.answers} answers owed, since lettered parts are answered each by itself"
            about += f". Without a clear answer: {line.unclear}."
        self.query_one("#score-about", Static).update(shown(about))
        self.query_one("#counts", RecordList).show(self._count_rows(line) if line else [])

    def _count_rows(self, line: Line) -> list[Row]:
        rows: list[Row] = []
        self._counts = []
        for what, value, count in line.counts():
            if not self._counts or self._counts[-1][0] != what:
                rows.append(Row(None, one_line(TITLES[what], "bold")))
            self._counts.append((what, value))
            style = "$text-warning" if what == "reply" and value not in CLEAR and count else "" if count else "dim"
            counted = Content(f"{count:>5}  ") + one_line(value, style)
            rows.append(Row(f"count:{len(self._counts) - 1}", counted))
        return rows

    @on(OptionList.OptionSelected, "#counts")
    @work
    async def _open_count(self, event: OptionList.OptionSelected) -> None:
        """Show the recommendations behind a count, and go to the one that is chosen."""
        event.stop()
        line, place = self._chosen(), (event.option.id or "").partition(":")[2]
        if line is None or not place:
            return
        what, value = self._counts[int(place)]
        behind = line.behind(what, value)
        if not behind:
            self.workbench.say(f"There is none: {value}.")
            return
        titles = {group.id: group.title for group in self.workspace.records.groups.find()}
        choices = [(str(n), f"{titles.get(one.group_id, '')} {one.number}: {one.text}") for n, one in enumerate(behind)]
        answer = await self.app.push_screen_wait(AskWhich(f"{TITLES[what]}: {value} ({len(behind)})", choices))
        if answer:
            one = behind[int(answer)]
            self.workbench.open_place(Place("group", one.group_id, "monitoring", one.recommendation_id))

    def action_by(self, what: str) -> None:
        """Count by board, year or addressee."""
        self._by = By(what)
        self._show_lines()
