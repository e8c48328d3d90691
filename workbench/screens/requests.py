"""What a group waits for: everything that was promised or asked for, with who sees to it, by when, what came of it."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from datetime import date
from typing import Any

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Footer, OptionList, Static

from groups.group import Group
from groups.rows import NotThere
from interviews.request import InformationRequest, RequestState
from interviews.request_checks import lacking, overdue_words
from workbench.dates import show_date
from workbench.dialogs.ask import AskWords
from workbench.dialogs.promise import ask_settled
from workbench.screens.base import WorkbenchScreen
from workbench.screens.place import Place
from workbench.services.due_days import read_due
from workbench.services.editing import Clash, NotAccepted
from workbench.services.requests import ask_for, bin_request, requests_of, where_from
from workbench.text import one_line, shown
from workbench.widgets.evidence_fields import partner_choices
from workbench.widgets.fitted import FittedList, fitted
from workbench.widgets.list_and_thing import ListAndThing
from workbench.widgets.record_form import Field, RecordForm, Thing
from workbench.widgets.record_list import Row
from workbench.widgets.top_bar import TopBar
from workbench.workspace.problems import WorkspaceProblem

EMPTY = (
    "Nothing is waited for. Press n to write down something that the group asked for; in the notes of an interview, "
    "a line that is an action becomes a request."
)


class RequestsScreen(WorkbenchScreen):
    """What the group waits for, the earliest due on top, what is settled at the end.

    Press n to write down something new, e to change who sees to it and by when, s to say what came of it. A request
    that was taken from a line of notes leads to the line with o, and is as private as the line.
    """

    BINDINGS = [
        Binding("n", "new", "New", tooltip="Write down something that the group asked for"),
        Binding("e", "edit", "Edit", tooltip="Change what is asked, of whom, by when, and who sees to it"),
        Binding("s", "settle", "Settle", tooltip="Say that it was received, or that it is not coming"),
        Binding("o", "open_line", "Its line", tooltip="Open the notes at the line in which it was promised"),
        Binding("d", "to_bin", "Bin", tooltip="Put the chosen request in the bin"),
    ]

    def __init__(self, group: Group, chosen: str = "") -> None:
        super().__init__(name="requests")
        self.group_id = group.id
        self._group = group
        self._choose = chosen
        self._requests: list[InformationRequest] = []

    def compose(self) -> ComposeResult:
        """The list; the chosen request with its fields."""
        yield TopBar(f"{self._group.title} ▸ What we wait for")
        yield ListAndThing(
            FittedList(id="requests", empty=EMPTY),
            Thing(
                Static(id="what", classes="heading prose"),
                Static(id="words", classes="prose"),
                Static(id="late", classes="warn"),
                RecordForm(self._fields(), what="a request"),
            ),
        )
        yield Footer()

    def _fields(self) -> list[Field]:
        return [
            Field("what", "What we wait for", "text", lines=3),
            Field("asked_of", "Who is to give it", hint="such as Ms P Lee"),
            Field(
                "partner_id",
                "Of the partner",
                "choice",
                choices=lambda: partner_choices(self.workspace, self.group_id)(),
            ),
            Field("owner", "Who in the group sees to it", hint="such as the scrutiny co-ordinator"),
            Field(
                "due",
                "Due",
                hint="such as Friday, in two weeks, or 14 Jan",
                as_text=show_date,
                from_text=lambda typed: read_due(typed, self._today),
            ),
            Field("outcome", "What came of it", hint="s says whether it was received"),
        ]

    @property
    def _today(self) -> date:
        return self.workspace.today().date()

    @property
    def _list(self) -> FittedList:
        return self.query_one("#requests", FittedList)

    @property
    def _chosen(self) -> InformationRequest | None:
        return next((r for r in self._requests if r.id == self._list.chosen), None)

    def on_mount(self) -> None:
        """Show what is waited for."""
        self.refresh_records()
        if self._choose:
            self._list.choose(self._choose)
        self._list.focus()

    # -- showing ------------------------------------------------------------------------------------------------------

    def refresh_records(self) -> None:
        """Read the requests again and show them."""
        self._show_list()
        self._show_chosen()

    def _show_list(self) -> None:
        self._requests = requests_of(self.workspace, self.group_id)
        self._list.fit(self._rows)
        late = sum(1 for r in self._requests if r.is_overdue(self._today))
        waiting = sum(1 for r in self._requests if r.state is RequestState.OPEN)
        about = f"{waiting} open" + (f" · {late} overdue" if late else "")
        self.query_one(TopBar).show(f"{self._group.title} ▸ What we wait for", about if self._requests else "")

    def _rows(self, width: int) -> list[Row]:
        rows: list[Row] = []
        heading = ""
        for request in self._requests:
            part = self._part(request)
            if part != heading:
                heading = part
                rows.append(Row(None, one_line(part, "bold")))
            tail = request.state.value if request.state is not RequestState.OPEN else show_date(request.due) or "no day"
            if request.sensitivity.is_closed:
                tail = f"{request.sensitivity.value}, {tail}"
            rows.append(Row(request.id, fitted("  ", request.what or "(nothing written yet)", tail, width)))
        return rows

    def _part(self, request: InformationRequest) -> str:
        if request.state is not RequestState.OPEN:
            return "Settled"
        return "Overdue" if request.is_overdue(self._today) else "Open"

    @on(OptionList.OptionHighlighted, "#requests")
    def _highlighted(self) -> None:
        self._show_chosen()

    @on(RecordForm.Saved)
    def _saved(self) -> None:
        self._show_list()
        self._show_words()

    def _show_chosen(self) -> None:
        request, form = self._chosen, self.query_one(RecordForm)
        form.display = request is not None
        if request is not None:
            form.show(self.workspace.records.requests, request)
        self._show_words()
        self.refresh_bindings()

    def _show_words(self) -> None:
        """What stands over the form: the state in words, where it came from, what is late or missing."""
        request = self._chosen
        what, words, late = "", "", ""
        if request is not None:
            what = request.what
            private = f"{request.sensitivity.value} {request.exempt_reason}".strip()
            asked_on = f"asked {show_date(request.asked_on)}" if request.asked_on else ""
            parts = [request.state.value, asked_on, where_from(self.workspace, request)]
            parts += [private] if request.sensitivity.is_closed else []
            words = " · ".join(part for part in parts if part) + self._arrived(request)
            late = overdue_words(request, self._today) if request.is_overdue(self._today) else ""
            if lacks := lacking(request):
                late = " ".join(filter(None, [late, f"Still to say: {' and '.join(lacks)}."]))
        self.query_one("#what", Static).update(one_line(what))
        self.query_one("#words", Static).update(shown(words[:1].upper() + words[1:]))
        self.query_one("#late", Static).update(one_line(late))
        self.query_one("#late").display = bool(late)

    def _arrived(self, request: InformationRequest) -> str:
        if not request.submission_id:
            return ""
        try:
            handed = self.workspace.records.submissions.get(request.submission_id)
        except NotThere:
            return "\nThe submission that arrived is not there any more."
        binned = " (it lies in the bin)" if handed.binned_at else ""
        return f"\nIt arrived as {handed.reference} {handed.title}{binned}"

    # -- acting -------------------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What can be done depends on what is chosen."""
        if action in ("edit", "settle", "to_bin"):
            return self._chosen is not None
        if action == "open_line":
            return self._chosen is not None and bool(self._chosen.interview_id)
        return True

    @work
    async def action_new(self) -> None:
        """Write down something new, then say the rest about it."""
        what = await self.app.push_screen_wait(
            AskWords("What do you wait for?", hint="such as The 2024 return by school")
        )
        if not what:
            return
        try:
            made = ask_for(self.workspace, self.group_id, what)
        except (NotAccepted, WorkspaceProblem) as why:
            self.workbench.say(str(why), wrong=True)
            return
        self.workbench.saved()
        self._show_list()
        self._list.choose(made.id)
        self._show_chosen()
        self._write("asked_of")

    def action_edit(self) -> None:
        """Change the chosen request."""
        self._write("what")

    def _write(self, field: str) -> None:
        self.query_one(ListAndThing).open_thing()
        self.query_one(f"#field-{field}").focus()

    @work
    async def action_settle(self) -> None:
        """Say what came of the chosen request."""
        request = self._chosen
        if request is None:
            return
        self.query_one(RecordForm).flush()
        await self._tried(lambda: ask_settled(self.workbench, self.workspace, request))

    async def _tried(self, ask: Callable[[], Coroutine[Any, Any, InformationRequest | None]]) -> None:
        try:
            done = await ask()
        except (Clash, NotAccepted, NotThere, WorkspaceProblem) as why:
            self.workbench.say(str(why), wrong=True)
            self.refresh_records()
            return
        if done is not None:
            self.workbench.saved()
            self.workbench.say(f"It is {done.state.value}. Ctrl+Z takes that back.")
            self.refresh_records()

    def action_open_line(self) -> None:
        """Open the interview at the line in which it was promised."""
        request = self._chosen
        if request is not None and request.interview_id:
            self.workbench.open_place(Place("interview", request.interview_id, chosen=request.note_id))

    def action_to_bin(self) -> None:
        """Put the chosen request in the bin; undo or the bin brings it back."""
        request = self._chosen
        if request is None:
            return
        try:
            bin_request(self.workspace, request)
        except WorkspaceProblem as why:
            self.workbench.say(str(why), wrong=True)
            return
        self.workbench.saved()
        self.workbench.say("The request is in the bin. Ctrl+Z brings it back.")
        self.refresh_records()
