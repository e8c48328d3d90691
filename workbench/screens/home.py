"""Home: every group with its stage, its next date and what needs attention; Enter opens one."""

from __future__ import annotations

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Footer, OptionList, Static

from groups.group import Group, Stage
from workbench.dates import show_day
from workbench.dialogs.ask import AskWhich, AskWords
from workbench.screens.base import WorkbenchScreen
from workbench.screens.place import Place, place_of
from workbench.services.overview import GroupAtAGlance, all_groups, listed_groups
from workbench.text import joined, one_line, shown
from workbench.widgets.list_and_thing import ListAndThing
from workbench.widgets.record_form import Thing
from workbench.widgets.record_list import RecordList, Row
from workbench.widgets.top_bar import TopBar

_A_MOMENT = 0.05  # seconds
EMPTY = "No group yet. Press n to begin one, or i to import a document pack and make the groups its minutes set up."


class HomeScreen(WorkbenchScreen):
    """Home lists every group. The right side says where the chosen one stands and what needs attention.

    Enter opens the group; choose a line under “Needs attention” to go straight to its place.
    """

    BINDINGS = [
        Binding("n", "new_group", "New group", tooltip="Begin a new task and finish group"),
        Binding("a", "archive", "Archive", tooltip="Document packs and past recommendations"),
        Binding("i", "import_pack", "Import", tooltip="Import a council's document pack"),
        Binding("s", "scorecard", "Scorecard", show=False, tooltip="How recommendations were answered, in all groups"),
        Binding("b", "bin", "Bin", show=False, tooltip="What was put in the bin"),
        Binding("d", "to_bin", "To the bin", show=False, tooltip="Put the chosen group in the bin"),
        Binding("ctrl+q", "app.quit", "Leave", tooltip="Leave the workbench; everything is saved"),
        Binding("escape", "stay", show=False),
    ]

    def __init__(self) -> None:
        super().__init__(name="home")
        self._groups: list[Group] = []
        self._glances: dict[str, GroupAtAGlance] = {}

    def compose(self) -> ComposeResult:
        """The list of groups and what needs attention in the chosen one."""
        yield TopBar("Workbench", "every task and finish group")
        records = RecordList(id="groups", empty=EMPTY)
        thing = Thing(
            Static(id="title", classes="heading"),
            Static(id="about"),
            Static("Needs attention", id="attention-heading", classes="heading"),
            RecordList(id="attention"),
        )
        yield ListAndThing(records, thing)
        yield Footer()

    def on_mount(self) -> None:
        """Show the groups."""
        self.refresh_records()
        self.query_one("#groups", RecordList).focus()

    def refresh_records(self) -> None:
        """Read the list of groups again; what needs attention in them is gathered in the background."""
        self._groups = listed_groups(self.workspace)
        self._show_groups()
        # The list is on the screen before; at the start of the program its threads have the processor to themselves.
        self.call_after_refresh(self.set_timer, _A_MOMENT, self._gather)

    def _gather(self) -> None:
        today = self.workspace.today().date()
        self.look_up(lambda workspace, cancelled: all_groups(workspace, today, cancelled), self._gathered)

    def _gathered(self, found: list[GroupAtAGlance]) -> None:
        self._glances = {g.group.id: g for g in found}
        self._show_groups()

    def _show_groups(self) -> None:
        rows = [Row(group.id, _row(group, self._glances.get(group.id))) for group in self._groups]
        self.query_one("#groups", RecordList).show(rows)
        self._show_chosen()

    def _chosen(self) -> Group | None:
        chosen = self.query_one("#groups", RecordList).chosen
        return next((g for g in self._groups if g.id == chosen), None)

    @on(OptionList.OptionHighlighted, "#groups")
    def _highlighted(self) -> None:
        self._show_chosen()

    def _show_chosen(self) -> None:
        group = self._chosen()
        glance = self._glances.get(group.id) if group else None
        title, about = self.query_one("#title", Static), self.query_one("#about", Static)
        attention = self.query_one("#attention", RecordList)
        self.query_one("#attention-heading").display = bool(glance and glance.remarks)
        title.update(one_line(group.title if group else ""))
        if glance is None:
            about.update(shown(EMPTY if not self._groups else group.stage.shown + "." if group else ""))
            attention.show([])
            return
        about.update(shown(_about(glance)))
        attention.show(Row(str(n), one_line(r.text)) for n, r in enumerate(glance.remarks))

    @on(OptionList.OptionSelected, "#groups")
    def _open(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if event.option.id:
            self.workbench.open_place(Place("group", event.option.id))

    @on(OptionList.OptionSelected, "#attention")
    def _open_remark(self, event: OptionList.OptionSelected) -> None:
        group = self._chosen()
        if group is None or event.option.id is None:
            return
        remark = self._glances[group.id].remarks[int(event.option.id)]
        self.workbench.open_place(place_of(group.id, remark))

    @work
    async def action_new_group(self) -> None:
        """Begin a group: from a minute that sets it up, from a report in a pack, or with nothing but its title."""
        how = "empty"
        if self.workspace.packs.all():
            ways = [
                ("minute", "From the minute that sets it up, in a pack"),
                ("report", "From a finished report inside a pack (a past review)"),
                ("empty", "With only a title"),
            ]
            answer = await self.app.push_screen_wait(AskWhich("How does the group begin?", ways))
            how = answer or ""
        if how in ("minute", "report"):
            from workbench.screens.new_group import NewGroupScreen

            self.app.push_screen(NewGroupScreen(how))
        elif how == "empty":
            title = await self.app.push_screen_wait(
                AskWords("What is the group called?", hint="such as Elective Home Education")
            )
            if title:
                with self.workspace.write(f"Begin the group {title}"):
                    group = self.workspace.records.groups.add(Group(title=title, stage=Stage.ESTABLISHED))
                self.workbench.saved()
                self.workbench.open_place(Place("group", group.id))

    def action_to_bin(self) -> None:
        """Put the chosen group in the bin; undo or the bin brings it back with everything in it."""
        group = self._chosen()
        if group is not None:
            with self.workspace.write(f"Put the group {group.title} in the bin"):
                self.workspace.records.groups.bin(group)
            self.workbench.say(f"{group.title} is in the bin. Ctrl+Z brings it back.")
            self.refresh_records()

    def action_stay(self) -> None:
        """Esc goes back, and from here there is nowhere to go back to: one press too many must not end the work."""
        self.workbench.say("This is Home. Ctrl+Q leaves the workbench.")

    def action_archive(self) -> None:
        """The archive."""
        self.workbench.open_place(Place("archive"))

    def action_import_pack(self) -> None:
        """Import a pack: the archive asks for the file."""
        self.workbench.open_place(Place("archive", chosen="import"))

    def action_scorecard(self) -> None:
        """How recommendations were answered and what came of them, over all groups."""
        self.workbench.open_place(Place("scorecard"))

    def action_bin(self) -> None:
        """The bin."""
        self.workbench.open_place(Place("bin"))


def _row(group: Group, glance: GroupAtAGlance | None) -> Content:
    stage = glance.stage if glance else group.stage.shown
    count = len(glance.remarks) if glance else 0
    needs = one_line(f"{count} to look at", "$text-warning") if count else ""
    late = one_line(f"{glance.late} overdue", "$text-warning") if glance and glance.late else ""
    below = joined(one_line(stage, "dim"), late, needs, gap=" · ")
    return Content("\n").join([one_line(group.title), Content("  ") + below])


def _about(found: GroupAtAGlance) -> str:
    review, group = found.review, found.group
    lines = [f"{found.stage}."]
    if found.next_meeting:
        kind = found.next_meeting.kind.value
        lines[0] += f" Next: {kind} meeting, {show_day(found.next_meeting.on)}."
    if group.topic_question:
        lines.append(group.topic_question)
    counts = [
        (len(review.members), "member", "members"),
        (len(review.interviews), "interview", "interviews"),
        (len(review.notes), "note", "notes"),
        (len(review.submissions), "submission", "submissions"),
        (len(review.findings), "finding", "findings"),
        (len(review.recommendations), "recommendation", "recommendations"),
    ]
    lines.append(" · ".join(f"{n} {one if n == 1 else many}" for n, one, many in counts if n) or "Nothing in it yet.")
    return "\n".join(lines)
