"""The tab Overview: what the group is, who serves on it, when it met, when its work stood still, what needs a look."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import OptionList, Static

from groups.group import Group, Meeting, MeetingKind, Membership, Role, Suspension
from groups.record import Record
from groups.rows import Rows
from interviews.checks import Remark
from interviews.review import Review
from workbench.dates import show_date
from workbench.dialogs.ask import AskWhich, AskWords
from workbench.screens.base import WorkbenchScreen
from workbench.screens.place import Place
from workbench.screens.tabs.overview_fields import FORMS
from workbench.screens.tabs.overview_words import (
    meeting_name,
    meeting_row,
    minute_in_words,
    name_of,
    nothing_there,
    suspension_row,
    who_serves,
)
from workbench.screens.tabs.working_pane import WorkingPane
from workbench.services import membership, monitoring, scoping
from workbench.services.checking import check_group
from workbench.services.editing import NotAccepted
from workbench.text import joined, one_line, shown
from workbench.widgets.list_and_thing import ListAndThing
from workbench.widgets.record_form import RecordForm, Thing
from workbench.widgets.record_list import RecordList, Row
from workbench.workspace.problems import WorkspaceProblem

ABOUT = {
    "group": "The group",
    "minute": "The minute that set it up",
    "report": "The report and who signs it",
    "dates": "When it was agreed and sent",
}
ADD = [
    ("memberships", "A member"),
    ("meetings", "A meeting"),
    ("suspensions", "A suspension: a time in which the work stands still"),
]


class OverviewPane(WorkingPane):
    """What the group is: its question, its board, the minute behind it; members, meetings and suspensions.

    Press n to add a member, a meeting or a suspension; Enter or e to change what is chosen; d to put it in the bin.
    Lines under “To look at” lead to their place.
    """

    TAB = "overview"
    BINDINGS = [
        Binding("n", "add", "Add", tooltip="Add a member, a meeting or a suspension"),
        Binding("e", "edit", "Edit", tooltip="Change what is chosen"),
        Binding("d", "to_bin", "Bin", tooltip="Put the chosen member, meeting or suspension in the bin"),
        Binding("r", "resume", "Resume", tooltip="The group's work goes on after a suspension"),
        Binding("s", "sisters", "Sisters", show=False, tooltip="Sister groups: what they share with this one"),
        Binding("o", "open_minute", "Minute", tooltip="Read the minute that set up the group, in its pack"),
    ]

    def __init__(self, group_id: str) -> None:
        super().__init__(group_id)
        self._review: Review | None = None
        self._remarks: list[Remark] = []
        self._open = 0
        self._elsewhere: dict[str, list[str]] = {}
        self._shown: str | None = None

    def compose(self) -> ComposeResult:
        """What the group consists of on the left; the chosen part on the right. A form is made when first needed."""
        yield ListAndThing(
            RecordList(id="parts"),
            Thing(Static(id="title", classes="heading -first"), Static(id="about", classes="quiet"), id="thing"),
        )

    # -- showing ------------------------------------------------------------------------------------------------------

    def refresh_records(self) -> None:
        """Read the group again."""
        self._read()
        self._shown = None
        self.call_later(self._show_chosen)

    def _read(self, choose: str | None = None) -> None:
        self._review = self.workspace.records.review(self.group_id)
        self._elsewhere = membership.other_groups(self.workspace, self._review.members)
        if isinstance(self.screen, WorkbenchScreen):
            self.screen.say_where()
        self.query_one("#parts", RecordList).show(self._rows(self._review), choose)
        self.refresh_bindings()
        self.call_after_refresh(self._check)

    def _check(self) -> None:
        """What is to be looked at, in the background: the whole check takes its time."""
        if isinstance(self.screen, WorkbenchScreen):
            self.screen.look_up(
                lambda workspace, _: check_group(workspace, self.group_id).open, self._checked, group="check"
            )

    def _checked(self, found: list[Remark]) -> None:
        self._remarks, self._open = scoping.in_short(found), len(found)
        if self._review is not None and self.is_attached:
            self.query_one("#parts", RecordList).show(self._rows(self._review))

    @property
    def _today(self) -> date:
        return self.workspace.today().date()

    def _rows(self, review: Review) -> list[Row]:
        names = ABOUT | {"minute": minute_in_words(review.group)}
        rows = [Row(part, one_line(name)) for part, name in names.items()]
        members = membership.members_of(self.workspace, self.group_id)
        rows.append(Row(None, one_line(f"Members ({len(members)})", "bold")))
        rows += [Row(f"memberships:{m.id}", self._member_row(m)) for m in members] or [
            nothing_there("n adds the first.")
        ]
        rows.append(Row(None, one_line(f"Meetings ({membership.occasions(review.meetings)})", "bold")))
        meetings = membership.meetings_in_order(review.meetings)
        rows += [Row(f"meetings:{m.id}", meeting_row(m)) for m in meetings] or [nothing_there("n adds the first.")]
        rows.append(Row(None, one_line(f"Suspensions ({len(review.suspensions)})", "bold")))
        rows += [Row(f"suspensions:{s.id}", suspension_row(s, self._today)) for s in review.suspensions] or [
            nothing_there("None.")
        ]
        return [*rows, *self.remark_rows(self._remarks, self._open)]

    def _member_row(self, member: Membership) -> Content:
        also = self._elsewhere.get(member.id, [])
        role = "" if member.role is Role.MEMBER else member.role.value
        row = Content("  ") + joined(member.name, one_line(role, "bold"))
        return row + Content("\n    ") + one_line(f"also on {', '.join(also)}", "dim") if also else row

    @on(OptionList.OptionHighlighted, "#parts")
    async def _highlighted(self) -> None:
        await self._show_chosen()

    def action_sisters(self) -> None:
        """Go to the sister groups, and what they share with this one."""
        self.workbench.open_place(Place("sharing", self.group_id))

    def _chosen(self) -> tuple[str, str]:
        """What is chosen: the part of the group or the table, and the id of the record."""
        kind, _, which = (self.query_one("#parts", RecordList).chosen or "group").partition(":")
        return kind, which

    def _record(self, kind: str, which: str) -> tuple[Rows[Any], Record] | None:
        """The chosen record with its table; None for a remark."""
        if self._review is None or kind == "remark":
            return None
        if kind in ABOUT:
            return self.workspace.records.groups, self._review.group
        rows = self.workspace.records.all_rows()[kind]
        return rows, rows.get(which)

    async def _show_chosen(self) -> None:
        """Show what is chosen; what is on show already stays, since somebody may be writing in it."""
        kind, which = self._chosen()
        self._say_about(kind, which)
        if self._shown == f"{kind}:{which}":
            return
        self._shown = f"{kind}:{which}"
        if kind in FORMS and not self.query(f"#form-{kind}"):
            what, fields = FORMS[kind]
            await self.query_one("#thing").mount(RecordForm(fields, what=what, id=f"form-{kind}"))
        for form in self.query(RecordForm):
            form.display = form.id == f"form-{kind}"
        found = self._record(kind, which)
        if found is not None:
            self.query_one(f"#form-{kind}", RecordForm).show(*found)
        self.refresh_bindings()

    def _say_about(self, kind: str, which: str) -> None:
        review = self._review
        if review is None:
            return
        title, about = ABOUT.get(kind, ""), ""
        found = self._record(kind, which)
        record = found[1] if found else None
        if kind == "group":
            about = f"{membership.met_in_words(review)} {who_serves(review)}"
            suspended = membership.open_suspension(review.suspensions)
            if suspended:
                about += (
                    f" Suspended {membership.suspension_in_words(suspended, self._today)}: r when the work goes on."
                )
        elif kind == "minute" and not review.group.source_pack:
            about = "Typed by hand: a group that begins from a pack's minute has all this, and o opens the minute."
        elif isinstance(record, Membership):
            title = record.name
            also = self._elsewhere.get(record.id)
            about = f"Also serves on {' and '.join(also)}." if also else ""
        elif isinstance(record, Meeting):
            title = meeting_name(record)
            about = "Held." if record.held else "Planned: tick “It was held” afterwards, and it is counted."
        elif isinstance(record, Suspension):
            title = f"Suspended {membership.suspension_in_words(record, self._today)}"
        elif kind == "remark" and int(which) < len(self._remarks):
            title, about = self._remarks[int(which)].text, "Enter goes to its place."
        self.query_one("#title", Static).update(one_line(title))
        self.query_one("#about", Static).update(shown(about))
        self.query_one("#about").display = bool(about)

    def choose(self, record_id: str) -> None:
        """Put the selection on a record of the group."""
        records = self.query_one("#parts", RecordList)
        for kind in ("memberships", "meetings", "suspensions"):
            if records.choose(f"{kind}:{record_id}"):
                return
        records.choose("group")

    # -- changing -----------------------------------------------------------------------------------------------------

    @on(OptionList.OptionSelected, "#parts")
    def _opened(self, event: OptionList.OptionSelected) -> None:
        kind, _, which = (event.option.id or "").partition(":")
        if kind == "remark":
            self._lead_to(self._remarks[int(which)])

    def _lead_to(self, remark: Remark) -> None:
        """A remark on the members leads to adding one; the others to their place."""
        if remark.table != "groups":
            self.lead_to(remark)
        elif self._review is not None and self._review.members:
            self.query_one("#parts", RecordList).choose(f"memberships:{self._review.members[0].id}")
        else:
            self._add("memberships")

    @on(RecordForm.Saved)
    def _written(self, event: RecordForm.Saved) -> None:
        record = event.record
        if isinstance(record, Membership):
            self.tried(
                lambda: membership.name_changed(self.workspace, record, merge_key=f"memberships:{record.id}:name")
            )
        if isinstance(record, Group) and self._review is not None and record.stage is not self._review.group.stage:
            self._ask_days(record)
        self._read()
        self._say_about(*self._chosen())

    @work
    async def _ask_days(self, group: Group) -> None:
        """The stage was changed: ask for the days that count from then on and are not known yet; Esc leaves them."""
        for field, question in monitoring.days_to_ask(group):
            typed = await self.app.push_screen_wait(
                AskWords(question, hint="such as 3 Dec 2026; empty while it is not known", refuse=self._no_day_or_none)
            )
            if typed is None:
                return
            if day := self.day_typed(typed):
                self.tried(partial(monitoring.set_days, self.workspace, group.id, {field: day}))
                self.refresh_records()

    def _no_day_or_none(self, typed: str) -> str:
        return self.no_day(typed, may_be_empty=True)

    def action_edit(self) -> None:
        """Change what is chosen."""
        if self._chosen()[0] != "remark":
            self.query_one(ListAndThing).open_thing()

    def action_add(self) -> None:
        """Add a member, a meeting or a suspension: ask which."""
        self._ask_what()

    @work
    async def _ask_what(self) -> None:
        kind = self._chosen()[0]
        what = await self.app.push_screen_wait(AskWhich("What do you want to add?", ADD, chosen=kind))
        if what:
            self._add(what)

    def _add(self, what: str) -> None:
        adding = {"memberships": self._add_member, "meetings": self._add_meeting, "suspensions": self._suspend}
        adding[what]()

    @work
    async def _add_member(self) -> None:
        added: list[Membership] = []

        def add(typed: str) -> str:
            name, role = membership.name_and_role(typed)
            try:
                added.append(membership.add_member(self.workspace, self.group_id, name, role))
            except (NotAccepted, WorkspaceProblem) as why:
                return str(why)
            return ""

        asked = AskWords("Who serves on the group?", hint="such as Councillor A Okoro (Chair)", refuse=add)
        if await self.app.push_screen_wait(asked) and added:
            also = membership.other_groups(self.workspace, added).get(added[0].id)
            more = f" Serves on {' and '.join(also)} too." if also else " Press e to change the role."
            self._now_there("memberships", added[0].id, f"{added[0].name} is added.{more}")

    @work
    async def _add_meeting(self) -> None:
        kinds = [(kind.value, kind.value[0].upper() + kind.value[1:]) for kind in MeetingKind]
        kind = await self.app.push_screen_wait(AskWhich("What is the meeting for?", kinds))
        if not kind:
            return
        day = await self.app.push_screen_wait(
            AskWords(
                "On which day? Leave it empty while there is none.",
                hint="such as 14 Jan",
                refuse=lambda text: self.no_day(text, may_be_empty=True),
            )
        )
        if day is None:
            return
        made = self.tried(
            lambda: membership.add_meeting(self.workspace, self.group_id, MeetingKind(kind), self.day_typed(day))
        )
        if made:
            self._now_there("meetings", made.id, f"{meeting_name(made)} is {'held' if made.held else 'planned'}.")

    @work
    async def _suspend(self) -> None:
        today = show_date(self._today)
        day = await self.app.push_screen_wait(
            AskWords("From which day does the work stand still?", value=today, refuse=self.no_day)
        )
        if not day:
            return
        why = await self.app.push_screen_wait(
            AskWords("Why?", hint="such as pre-election period", refuse=lambda _: "", about=self.group_id)
        )
        since = self.day_typed(day)
        if why is None or since is None:
            return
        made = self.tried(lambda: membership.suspend(self.workspace, self.group_id, since, why))
        if made:
            when = membership.suspension_in_words(made, self._today)
            self._now_there("suspensions", made.id, f"The work stands still {when}. Press r when it goes on.")

    @work
    async def action_resume(self) -> None:
        """The group's work goes on: ask until when it stood still."""
        suspended = membership.open_suspension(self._review.suspensions) if self._review else None

        def refuse(typed: str) -> str:
            wrong = self.no_day(typed)
            until = None if wrong else self.day_typed(typed)
            if until and suspended and suspended.since and until < suspended.since:
                return f"It stands still from {show_date(suspended.since)} on: type that day or a later one."
            return wrong

        question = "Until which day did the work stand still?"
        day = await self.app.push_screen_wait(AskWords(question, value=show_date(self._today), refuse=refuse))
        until = self.day_typed(day) if day else None
        if until is None:
            return
        made = self.tried(lambda: membership.resume(self.workspace, self.group_id, until))
        if made:
            when = membership.suspension_in_words(made, self._today)
            self._now_there("suspensions", made.id, f"The work goes on: it stood still {when}.")

    def _now_there(self, kind: str, record_id: str, said: str) -> None:
        self.workbench.saved()
        self._shown = None
        self._read(choose=f"{kind}:{record_id}")
        self.call_later(self._show_chosen)
        self.workbench.say(said)

    def action_to_bin(self) -> None:
        """Put the chosen member, meeting or suspension in the bin."""
        kind, which = self._chosen()
        found = self._record(kind, which)
        if found is None or kind in ABOUT:
            return
        rows, record = found
        name = name_of(record)

        def put() -> bool:
            with self.workspace.write(f"Put {name} in the bin"):
                rows.bin(rows.get(record.id))
            return True

        if self.tried(put):
            self._shown = None
            self.refresh_records()
            self.workbench.say(f"{name} is in the bin. Ctrl+Z brings it back.")

    def action_open_minute(self) -> None:
        """Read the minute that set up the group, in its pack."""
        if self._review is not None:
            group = self._review.group
            self.workbench.open_place(Place("pack", group.source_pack, line=group.source_line or 1))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that can do nothing here are not shown."""
        if action == "to_bin":
            return self.is_mounted and self._chosen()[0] in ("memberships", "meetings", "suspensions")
        if action == "resume":
            return self._review is not None and membership.open_suspension(self._review.suspensions) is not None
        if action == "open_minute":
            return self._review is not None and bool(self._review.group.source_pack)
        return True
