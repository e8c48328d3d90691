"""The numbered drafts of a report: kept, compared paragraph by paragraph, signed off by the Chair."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Footer, OptionList, Static

from groups.group import Group
from groups.prose import ReportSection
from groups.report_draft import ReportDraft
from workbench.dates import NotADate, read_date, show_date
from workbench.dialogs.ask import AskWhich, AskWords
from workbench.dialogs.long_work import Job, LongWork
from workbench.report.references import ReportProblem
from workbench.screens.base import WorkbenchScreen
from workbench.services import drafts as services
from workbench.services.draft_words import about_draft, difference_lines
from workbench.services.editing import NotAccepted
from workbench.text import joined, one_line, shown
from workbench.widgets.list_and_thing import ListAndThing
from workbench.widgets.record_form import Thing
from workbench.widgets.record_list import RecordList, Row
from workbench.widgets.top_bar import TopBar
from workbench.workspace.problems import WorkspaceProblem
from workbench.workspace.workspace import Workspace

EMPTY = "No draft is kept yet. Press n to keep the report as it is now as draft 1."
MOST_LINES = 600  # of a difference on the screen; the command line prints all of it
LOOKING = "Being compared …"


class Told(NamedTuple):
    """What is said of the chosen draft: its name, what is known of it, and what changed."""

    heading: str
    about: str
    difference: str


class DraftsScreen(WorkbenchScreen):
    """The drafts of the report, the newest on top; beside it what changed from the chosen one to the report as it is.

    Press n to keep the report as it is now, w to compare with another draft, s when the Chair has signed one off, t to
    bring back what was written for a section. Words that were taken out and put in stand in square brackets.
    """

    BINDINGS = [
        Binding("n", "keep", "Keep", tooltip="Keep the public report as it is now as the next draft"),
        Binding("w", "against", "Against", tooltip="Compare the chosen draft with another one, or with now"),
        Binding("s", "sign", "Sign", tooltip="Write down that the Chair signed off the chosen draft"),
        Binding("t", "take", "Text", tooltip="Bring back what was written for a section from this draft"),
        Binding("d", "to_bin", "Bin", show=False, tooltip="Put the chosen draft in the bin"),
        Binding("p", "keep_private", "Keep a working copy", show=False, tooltip="Keep it with all that is private"),
    ]

    def __init__(self, group: Group, chosen: str = "") -> None:
        super().__init__(name="drafts")
        self._group = group
        self._choose = chosen
        self._drafts: list[ReportDraft] = []
        self._against: str | int = services.NOW
        self._stands = ""

    def compose(self) -> ComposeResult:
        """The drafts on the left, what changed since the chosen one on the right."""
        yield TopBar(f"{self._group.title} ▸ Drafts of the report")
        yield ListAndThing(
            RecordList(id="drafts", empty=EMPTY),
            Thing(
                Static(id="draft", classes="heading prose"),
                Static(id="about", classes="quiet prose"),
                Static(id="difference", classes="prose"),
            ),
        )
        yield Footer()

    def on_mount(self) -> None:
        """Show the drafts."""
        self.refresh_records()
        if self._choose:
            self._list.choose(self._choose)
        self._list.focus()

    @property
    def _list(self) -> RecordList:
        return self.query_one("#drafts", RecordList)

    @property
    def _chosen(self) -> ReportDraft | None:
        return next((draft for draft in self._drafts if draft.id == self._list.chosen), None)

    # -- showing ------------------------------------------------------------------------------------------------------

    def refresh_records(self) -> None:
        """Read the drafts again and compare the chosen one, in the background."""
        self._drafts = services.drafts_of(self.workspace, self._group.id)
        self._show_rows()
        self._compare()

    def _show_rows(self) -> None:
        rows = [Row(None, one_line(self._stands, "dim"))] if self._stands and self._drafts else []
        for draft in self._drafts:
            state = one_line("signed off" if draft.signed_off_by else "", "bold")
            kind = one_line("working copy" if draft.private else "", "$text-warning")
            about = one_line(" ".join(filter(None, (show_date(draft.on), draft.remark))), "dim")
            rows.append(Row(draft.id, joined(f"Draft {draft.number}", state, kind, about)))
        self._list.show(rows)

    @on(OptionList.OptionHighlighted, "#drafts")
    def _highlighted(self) -> None:
        self._compare()

    def _compare(self) -> None:
        draft, against, group = self._chosen, self._against, self._group
        if draft is None:
            self._show(Told("", EMPTY, ""))
            return
        if str(against) == str(draft.number):
            against = services.NOW
        self._show(Told(f"Draft {draft.number}", about_draft(draft), LOOKING))

        def find(workspace: Workspace, _: Callable[[], bool]) -> tuple[str, Told]:
            return _stands(workspace, group), _told(workspace, group, draft, against)

        self.look_up(find, self._compared)

    def _compared(self, found: tuple[str, Told]) -> None:
        if found[0] != self._stands:
            self._stands = found[0]
            self._show_rows()
        self._show(found[1])

    def _show(self, told: Told) -> None:
        self.query_one("#draft", Static).update(shown(told.heading))
        self.query_one("#about", Static).update(shown(told.about))
        self.query_one("#difference", Static).update(shown(told.difference))

    # -- acting -------------------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What can be done with a draft needs one."""
        return action not in ("against", "sign", "take", "to_bin") or bool(self._drafts)

    def action_keep(self) -> None:
        """Keep the public report as it is now."""
        self._keep(private=False)

    def action_keep_private(self) -> None:
        """Keep the working copy as it is now."""
        self._keep(private=True)

    @work
    async def _keep(self, *, private: bool) -> None:
        kind = "working copy" if private else "public report"
        remark = await self.app.push_screen_wait(
            AskWords(
                f"Keep the {kind} as it is now. A remark, if you like:",
                hint="such as for the meeting on 14 Jan",
                refuse=lambda _: "",
            )
        )
        if remark is None:
            return
        group = self._group

        def keep(job: Job) -> ReportDraft:
            job.say("Putting the report together …")
            with self.workspace.again() as workspace:
                return services.keep_draft(workspace, group, remark=remark, private=private)

        kept = await self.app.push_screen_wait(LongWork("Keeping a draft", keep))
        if kept is not None:
            self.workbench.saved()
            self.workbench.say(f"Draft {kept.number} is kept.")
            self._against = services.NOW
            self.refresh_records()
            self._list.choose(kept.id)

    @work
    async def action_against(self) -> None:
        """Choose what the chosen draft is compared with."""
        draft = self._chosen
        if draft is None:
            return
        others = [other for other in self._drafts if other.id != draft.id]
        choices = [(services.NOW, "The report as it is now")]
        choices += [(str(other.number), f"Draft {other.number}, {about_draft(other)}") for other in others]
        answer = await self.app.push_screen_wait(
            AskWhich(f"Compare draft {draft.number} with", choices, chosen=str(self._against))
        )
        if answer:
            self._against = answer
            self._compare()
            self.query_one(ListAndThing).open_thing()

    @work
    async def action_sign(self) -> None:
        """Write down that the Chair signed off the chosen draft."""
        draft = self._chosen
        if draft is None:
            return
        if draft.private or draft.signed_off_by:
            self._try(lambda: services.sign_off(self.workspace, draft))
            return
        chairs = services.chairs(self.workspace, self._group.id)
        question = f"Who signs off draft {draft.number}?" + ("" if chairs else " Nobody is Chair in the record.")
        name = await self.app.push_screen_wait(
            AskWords(question, value=chairs[0] if len(chairs) == 1 else "", hint="such as Councillor A Okoro")
        )
        if name is None:
            return
        today = self.workspace.today().date()

        def no_day(typed: str) -> str:
            try:
                return "" if read_date(typed, today) else "Type the day, such as 14 Jan."
            except NotADate as why:
                return str(why)

        day = await self.app.push_screen_wait(
            AskWords(f"On which day does {name} sign it off?", value=show_date(today), refuse=no_day, about=draft.id)
        )
        if day is None:
            return
        if self._try(lambda: services.sign_off(self.workspace, draft, by=name, on=read_date(day, today))):
            self.workbench.say(f"Draft {draft.number} is signed off. Ctrl+Z takes that back.")

    @work
    async def action_take(self) -> None:
        """Bring back what was written for a section."""
        draft = self._chosen
        if draft is None:
            return
        sections = services.restorable(draft)
        if not sections:
            self.workbench.say(f"When draft {draft.number} was kept, nobody had written anything.", wrong=True)
            return
        choices = [(section.name, section.value) for section in sections]
        which = await self.app.push_screen_wait(
            AskWhich(f"Bring back from draft {draft.number} what was written for", choices)
        )
        if which and self._try(lambda: services.restore_prose(self.workspace, draft, ReportSection[which])):
            self.workbench.say(f"“{ReportSection[which].value}” is as in draft {draft.number}. Ctrl+Z takes that back.")

    def action_to_bin(self) -> None:
        """Put the chosen draft in the bin; undo or the bin brings it back."""
        draft = self._chosen
        if draft is not None and self._try(lambda: services.bin_draft(self.workspace, draft)):
            self.workbench.say(f"Draft {draft.number} is in the bin. Ctrl+Z brings it back.")

    def _try(self, act: Callable[[], object]) -> bool:
        """Do something with a draft; what cannot be is said in one sentence."""
        try:
            act()
        except (LookupError, NotAccepted, WorkspaceProblem) as why:
            self.workbench.say(str(why), wrong=True)
            return False
        self.workbench.saved()
        self.refresh_records()
        return True


def _stands(workspace: Workspace, group: Group) -> str:
    """How the report stands to its sign-off, for the top of the list."""
    try:
        found = services.since_sign_off(workspace, group)
    except ReportProblem as why:
        return str(why)
    return services.about_sign_off(*found) if found else "Not signed off yet."


def _told(workspace: Workspace, group: Group, draft: ReportDraft, against: str | int) -> Told:
    """A draft with what changed since it, or the sentence that says why the two cannot be compared."""
    try:
        compared = services.compare(workspace, group, draft.number, against)
    except (services.NoSuchDraft, ReportProblem) as why:
        return Told(f"Draft {draft.number}", about_draft(draft), str(why))
    lines = list(difference_lines(compared.changes))
    if len(lines) > MOST_LINES:
        lines = [*lines[:MOST_LINES], f"… and more: “workbench draft diff” prints all {len(lines)} lines."]
    return Told(f"Draft {draft.number}", about_draft(draft), "\n".join([compared.told, "", *lines]).rstrip())
