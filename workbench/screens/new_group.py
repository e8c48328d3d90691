"""A new group out of the archive: from the minute that sets it up, or a past review from its report."""

from __future__ import annotations

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.widgets import Footer, OptionList, Static
from textual.worker import get_current_worker

from groups.group import Group
from workbench.dates import show_date
from workbench.screens.base import WorkbenchScreen
from workbench.screens.place import Place
from workbench.services.beginnings import Beginning, FromMinute, FromReport, How, begin, beginnings
from workbench.services.in_lines import review_in_lines
from workbench.services.minutes import SetUpBefore
from workbench.services.pack_outline import long_date
from workbench.services.packs import called
from workbench.services.past_review import AlreadyHere
from workbench.services.topics import listed
from workbench.text import joined, one_line, shown
from workbench.widgets.line_view import LineView
from workbench.widgets.list_and_thing import ListAndThing
from workbench.widgets.record_form import Thing
from workbench.widgets.record_list import RecordList, Row
from workbench.widgets.top_bar import TopBar
from workbench.workspace.problems import WorkspaceProblem

NOTHING = {
    "minute": "No minute in the archive sets up a group. Press Esc, and i in the archive to import a pack.",
    "report": "No pack in the archive holds a task and finish group's report. Press Esc, and i to import a pack.",
}


class NewGroupScreen(WorkbenchScreen):
    """Minutes in the archive that set up groups, or reports of past reviews, and on the right what would be made.

    Below it stands what is missing or surprising. Enter goes over to the groups, Space leaves one out or takes it in
    again, and a makes them.
    """

    DEFAULT_CSS = """
    NewGroupScreen #about { padding-bottom: 1; }
    NewGroupScreen #groups { height: auto; max-height: 60%; border: none; padding: 0; background: transparent; }
    NewGroupScreen #review { min-height: 8; }
    """
    BINDINGS = [
        Binding("a", "accept", "Make", tooltip="Make what is shown on the right"),
        Binding("space", "leave_out", "Leave out", tooltip="Leave the chosen group out, or take it in again"),
        Binding("o", "open_source", "Open the pack", tooltip="Read it in its pack"),
    ]

    class Made(Message):
        """The groups were made, or there is a sentence why not."""

        def __init__(self, outcome: list[Group] | str) -> None:
            super().__init__()
            self.outcome = outcome

    def __init__(self, how: str) -> None:
        super().__init__(name="new group")
        self._how: How = "report" if how == "report" else "minute"
        self._found: list[Beginning] = []
        self._left_out: set[int] = set()
        self._shown = -1
        self._making = False

    def compose(self) -> ComposeResult:
        """Where a group can begin, and what would be made."""
        where = "from a minute" if self._how == "minute" else "from a report"
        yield TopBar(f"New group ▸ {where}", "nothing is made before you press a")
        yield ListAndThing(
            RecordList(id="beginnings"),
            Thing(
                Static(id="title", classes="heading"),
                Static(id="about", classes="quiet"),
                RecordList(id="groups"),
                Static(id="remarks", classes="prose"),
                LineView(numbered=False, id="review"),
            ),
        )
        yield Footer()

    def on_mount(self) -> None:
        """Look through the archive in the background."""
        self.query_one("#about", Static).update("Looking through the archive …")
        self.query_one("#groups").display = self.query_one("#review").display = False
        self._gather()

    def _gather(self) -> None:
        self.look_up(lambda workspace, cancelled: beginnings(workspace, self._how, cancelled), self._gathered)

    def _gathered(self, found: list[Beginning]) -> None:
        self._found = found
        rows: list[Row] = []
        heading = ""
        for place, beginning in enumerate(self._found):
            pack = beginning.pack
            over = f"{show_date(pack.meeting_date)}  {pack.board}"
            if over != heading:
                heading = over
                rows.append(Row(None, one_line(heading, "bold")))
            rows.append(Row(str(place), Content("  ") + one_line(beginning.title)))
        self.query_one("#beginnings", RecordList).show(rows)
        self.query_one("#beginnings").focus()
        self._show()

    def _chosen(self) -> Beginning | None:
        chosen = self.query_one("#beginnings", RecordList).chosen
        return self._found[int(chosen)] if chosen is not None and int(chosen) < len(self._found) else None

    @on(OptionList.OptionHighlighted, "#beginnings")
    def _highlighted(self) -> None:
        self._show()

    def _show(self) -> None:
        beginning = self._chosen()
        place = self._found.index(beginning) if beginning else -1
        if place != self._shown:
            self._shown = place
            self._left_out = set(beginning.before) if isinstance(beginning, FromMinute) else set()
        title, about, remarks = (self.query_one(f"#{name}", Static) for name in ("title", "about", "remarks"))
        self.query_one("#groups").display = isinstance(beginning, FromMinute)
        self.query_one("#review").display = isinstance(beginning, FromReport)
        if beginning is None:
            title.update("")
            about.update(shown(NOTHING[self._how]))
            remarks.update("")
        elif isinstance(beginning, FromMinute):
            group = beginning.proposal.groups[0]
            title.update(one_line(f"{beginning.title}, {long_date(group.date)}"))
            about.update(shown(f"In the pack of {called(beginning.pack)}. These groups would be made:"))
            self._show_groups(beginning)
            remarks.update(shown("\n".join(["", *(f"• {r}" for r in beginning.proposal.remarks)])))
        else:
            title.update(one_line(beginning.title))
            about.update(shown(f"A past review, from the pack of {called(beginning.pack)}."))
            lines = [f"• {remark}" for remark in beginning.remarks]
            if beginning.before:
                lines.insert(0, f"• There is one already: {beginning.before.title}.")
            remarks.update(shown("\n".join([*lines, ""])))
            self.query_one("#review", LineView).show(review_in_lines(beginning.review))

    def _show_groups(self, beginning: FromMinute) -> None:
        rows = []
        for place, group in enumerate(beginning.proposal.groups):
            if place in beginning.before:
                state = one_line("made before", "$text-warning")
            else:
                state = one_line("left out", "$text-warning") if place in self._left_out else one_line("make", "bold")
            names = listed(name + ("" if role == "member" else f" ({role.value})") for name, role in group.members)
            title = group.title + (f" ({group.short_title})" if group.short_title else "")
            lines = [joined(state, one_line(title, "bold")), Content("  ") + one_line(names or "no members named")]
            lines.append(Content("  ") + one_line(f"line {group.line}: {group.resolution}", "dim"))
            rows.append(Row(str(place), Content("\n").join(lines)))
        self.query_one("#groups", RecordList).show(rows)

    @on(OptionList.OptionSelected, "#groups")
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_leave_out()

    def action_leave_out(self) -> None:
        """Leave the chosen group out, or take it in again."""
        beginning, chosen = self._chosen(), self.query_one("#groups", RecordList).chosen
        if isinstance(beginning, FromMinute) and chosen is not None:
            if int(chosen) in beginning.before:
                self.workbench.say(f"{beginning.before[int(chosen)].title} was made from this minute before.")
                return
            self._left_out ^= {int(chosen)}
            self._show_groups(beginning)

    def action_open_source(self) -> None:
        """Read the minute or the report in its pack."""
        beginning = self._chosen()
        if beginning is not None:
            line = (
                beginning.review.group.source_line or 1
                if isinstance(beginning, FromReport)
                else beginning.proposal.groups[0].line
            )
            self.workbench.open_place(Place("pack", beginning.pack.id, line=line))

    # -- making -------------------------------------------------------------------------------------------------------

    def action_accept(self) -> None:
        """Make what is shown."""
        beginning = self._chosen()
        if beginning is None or self._making:
            return
        chosen: set[int] = set()
        if isinstance(beginning, FromMinute):
            chosen = set(range(len(beginning.proposal.groups))) - self._left_out
            if not chosen:
                self.workbench.say("Every group is left out: press Space on one to take it in.", wrong=True)
                return
        self._making = True
        self._make(beginning, chosen)

    @work(thread=True, exit_on_error=False)
    def _make(self, beginning: Beginning, chosen: set[int]) -> None:
        worker = get_current_worker()
        outcome: list[Group] | str
        try:
            with self.workspace.again() as workspace:
                outcome = begin(workspace, beginning, chosen)
        except (SetUpBefore, AlreadyHere, WorkspaceProblem) as why:
            outcome = str(why)
        except Exception as why:  # a worker's error would end the app; the user gets a sentence
            outcome = f"Nothing was made because of a fault of the program ({type(why).__name__})."
        if not worker.is_cancelled:
            self.post_message(self.Made(outcome))

    @on(Made)
    def _ended(self, event: Made) -> None:
        self._making = False
        if isinstance(event.outcome, str):
            self.workbench.say(event.outcome, wrong=True)
            return
        self.workbench.saved()
        self.workbench.say(f"Made: {listed(g.title for g in event.outcome)}. Ctrl+Z takes it back.")
        self.app.pop_screen()
        self.workbench.open_place(Place("group", event.outcome[0].id))
