"""The tab Evidence: partners and what each has given, interviews, submissions, snapshots, and who was not heard."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import ScrollableContainer, Vertical
from textual.widgets import OptionList, Static

from groups.record import Record
from groups.rows import NotThere, Rows
from interviews.checks import About, Remark, remarks
from interviews.interview import Interview
from interviews.partner import Partner
from interviews.review import Review
from interviews.submission import Snapshot, Submission
from workbench.dialogs.ask import AskWhich, AskWords
from workbench.dialogs.ask_file import AskFile
from workbench.dialogs.long_work import Job, LongWork
from workbench.screens.base import Pane
from workbench.screens.place import TAB_OF, Place
from workbench.services import partners as services
from workbench.services.editing import NotAccepted
from workbench.services.evidence_words import (
    Listed,
    about_interview,
    about_partner,
    about_snapshot,
    about_submission,
    evidence_list,
    snapshot_in_text,
)
from workbench.services.notes import make_finding_from_passage
from workbench.text import joined, one_line, shown
from workbench.widgets import evidence_fields as fields
from workbench.widgets.hanging import hanging
from workbench.widgets.line_view import LineView
from workbench.widgets.list_and_thing import ListAndThing
from workbench.widgets.record_form import Field, RecordForm, Thing
from workbench.widgets.record_list import RecordList, Row
from workbench.workspace.problems import WorkspaceProblem

_MOST_IN_A_ROW = 90
_WHAT = {
    "partner": "the partner",
    "interview": "the interview",
    "submission": "the submission",
    "snapshot": "the data snapshot",
}
START = """\
Nothing has been gathered yet.

Begin with the partners: press n and add who is to be asked. Then plan an interview with n, or press i to take in what
somebody sent: a submission as text, Markdown or PDF, or a table of figures as CSV."""


class _Sides(ListAndThing):
    """The list and the thing, where Enter may lead to another screen and Esc goes back to reading."""

    def __init__(self, records: RecordList, thing: Thing, opens: Callable[[], None], back: Callable[[], None]) -> None:
        super().__init__(records, thing)
        self._opens, self._back = opens, back

    def open_thing(self, *, from_elsewhere: bool = False) -> None:
        """Open what is chosen."""
        self._opens()

    def action_back_to_list(self) -> None:
        """Return to the list, and from writing to reading."""
        super().action_back_to_list()
        self._back()


class EvidencePane(Pane):
    """What was gathered: who was asked, what they said, what they handed in, and who has not been heard.

    Enter on an interview opens its notes; on a submission or a snapshot it goes to its text. Press n to add something
    by hand, i to take in a file, e to change what stands about it, t to write its text or its table.
    """

    BINDINGS = [
        Binding("n", "add", "New", tooltip="Add a partner, an interview, a submission or a data snapshot"),
        Binding("i", "take_in", "Import", tooltip="Take in a file as a submission or a data snapshot"),
        Binding("e", "edit", "Edit", tooltip="Change what stands about the chosen thing"),
        Binding("t", "text", "Text", tooltip="Write or paste the text of a submission, or the table of a snapshot"),
        Binding("f", "finding", "Finding", tooltip="Make a finding from the chosen line of a submission"),
        Binding("d", "to_bin", "Bin", show=False, tooltip="Put the chosen thing in the bin"),
    ]

    def __init__(self, group_id: str) -> None:
        super().__init__(group_id)
        self._review: Review | None = None
        self._remarks: list[Remark] = []
        self._forms: dict[str, RecordForm] = {}
        self._writes = ""  # "about" or "text" while a submission or a snapshot is being written in
        self._shown = ""
        self._focus_form = False

    def compose(self) -> ComposeResult:
        """The list on the left; on the right what is chosen, to read or to write in."""
        thing = Thing(
            Static(id="what", classes="heading"),
            Static(id="words", classes="prose"),
            Vertical(id="forms"),
            LineView(id="reading"),
            ScrollableContainer(Static(id="table"), id="table-place"),
        )
        yield _Sides(RecordList(id="gathered"), thing, self._open, self._read)

    @property
    def review(self) -> Review:
        """The group's review as last read."""
        if self._review is None:
            self._review = self.workspace.records.review(self.group_id)
        return self._review

    # -- the list -----------------------------------------------------------------------------------------------------

    def refresh_records(self) -> None:
        """Read what was gathered again and show it."""
        self._show_list()
        self._show_chosen()

    def _show_list(self) -> None:
        self._review = self.workspace.records.review(self.group_id)
        self._remarks = [r for r in remarks(self._review) if r.about is About.COVERAGE]
        self.query_one("#gathered", RecordList).show(map(self._row, evidence_list(self._review, self._remarks)))

    def _row(self, listed: Listed) -> Row:
        """A heading, or a name with a word about it; what stands under something is set in."""
        if not listed.id:
            return Row(None, joined(one_line(listed.name, "bold"), one_line(listed.about, "dim")))
        width = max(self.query_one("#gathered", RecordList).scrollable_content_region.width - 1, 30)
        tail = f"  {one_line(listed.about).plain}" if listed.about else ""
        return Row(listed.id, hanging("  " * listed.depth, _cut(listed.name), width, tail=tail, tail_style="dim"))

    def on_resize(self) -> None:
        """The list has another width: wrap its rows again."""
        if self._review is not None:
            self.call_after_refresh(self._show_list)

    def choose(self, record_id: str) -> None:
        """Put the selection on a partner, an interview, a submission or a snapshot; on an interview for its note."""
        records = self.query_one("#gathered", RecordList)
        note = next((n for n in self.review.notes if n.id == record_id), None)
        for kind in _WHAT:
            if records.choose(f"{kind}:{note.interview_id if note else record_id}"):
                self._show_chosen()
                return

    @property
    def _chosen(self) -> tuple[str, str]:
        """The kind of what is chosen and its id; empty where nothing is."""
        kind, _, which = (self.query_one("#gathered", RecordList).chosen or "").partition(":")
        return kind, which

    def _rows_of(self, kind: str) -> Rows[Any]:
        records = self.workspace.records
        found: dict[str, Rows[Any]] = {
            "partner": records.partners,
            "interview": records.interviews,
            "submission": records.submissions,
            "snapshot": records.snapshots,
        }
        return found[kind]

    def _record(self) -> Record | None:
        """The record that is chosen, or None where a heading or a remark is."""
        kind, which = self._chosen
        if kind not in _WHAT:
            return None
        try:
            found: Record = self._rows_of(kind).get(which)
        except NotThere:
            return None
        return found

    # -- what is chosen -----------------------------------------------------------------------------------------------

    @on(OptionList.OptionHighlighted, "#gathered")
    def _highlighted(self) -> None:
        if self._shown != self.query_one("#gathered", RecordList).chosen:
            self._writes = ""
        self._show_chosen()

    @on(RecordForm.Saved)
    def _saved(self, event: RecordForm.Saved) -> None:
        record = event.record
        if isinstance(record, Snapshot) and record.rows and not record.heading_rows and "rows" in event.form.fields:
            services.first_row_is_heading(self.workspace, record)
        self._show_list()
        self._show_words()

    def _show_chosen(self) -> None:
        self._show_words()
        self.call_next(self._show_form)

    def _show_words(self) -> None:
        """Everything on the right but the form."""
        kind, which = self._chosen
        self._shown = f"{kind}:{which}"
        record = self._record()
        what, words = "", ""
        reading, table = self.query_one("#reading", LineView), self.query_one("#table-place")
        reading.display = isinstance(record, Submission) and not self._writes and bool(record.text)
        table.display = isinstance(record, Snapshot) and not self._writes and bool(record.rows)
        if isinstance(record, Partner):
            what, words = record.name, about_partner(record, self.review)
        elif isinstance(record, Interview):
            what, words = record.title, about_interview(record, self.review)
        elif isinstance(record, Submission):
            what, words = (
                f"{record.reference} {record.title}",
                about_submission(record, self.review, writing=bool(self._writes)),
            )
            if reading.display:
                reading.show(record.text)
        elif isinstance(record, Snapshot):
            what, words = record.title, about_snapshot(record)
            self.query_one("#table", Static).update(shown(snapshot_in_text(record)))
        elif kind == "remark":
            words = f"{self._remarks[int(which)].text}\n\nEnter goes to its place."
        elif not kind:
            words = START
        self.query_one("#what", Static).update(one_line(what))
        self.query_one("#words", Static).update(shown(words))

    async def _show_form(self) -> None:
        """Show the form that belongs to what is chosen; it is made when it is first needed."""
        kind, _ = self._chosen
        record = self._record()
        name = kind if kind in ("partner", "interview") else f"{kind}, {self._writes}" if self._writes else ""
        wanted = name if record is not None else ""
        if wanted and wanted not in self._forms:
            self._forms[wanted] = RecordForm(self._fields(wanted), what=_WHAT[kind])
            await self.query_one("#forms").mount(self._forms[wanted])
        for each, form in self._forms.items():
            if each != wanted:
                form.flush()
            form.display = each == wanted
        if wanted and record is not None:
            form = self._forms[wanted]
            form.show(self._rows_of(kind), record)
            form.disabled = isinstance(record, Interview) and record.is_locked
            if self._focus_form:
                self._focus_in(form)
        self._focus_form = False

    def _fields(self, name: str) -> list[Field]:
        workspace, group_id = self.workspace, self.group_id
        match name:
            case "partner":
                return fields.partner_fields(workspace, group_id, lambda: self._chosen[1])
            case "interview":
                return fields.interview_fields(workspace, group_id)
            case "submission, about":
                return fields.submission_fields(workspace, group_id)
            case "snapshot, about":
                return fields.snapshot_fields(workspace, group_id)
            case "submission, text":
                return fields.submission_text()
            case _:
                return fields.snapshot_table()

    # -- acting -------------------------------------------------------------------------------------------------------

    def _open(self) -> None:
        """Enter: an interview's notes, a text, a table, the place of a remark, or the form."""
        kind, which = self._chosen
        if kind == "interview":
            self.workbench.open_place(Place("interview", which))
        elif kind == "remark":
            remark = self._remarks[int(which)]
            if remark.table == "partners":
                self.choose(remark.record_id)
            else:
                tab = TAB_OF.get(remark.table, "overview")
                self.workbench.open_place(Place("group", self.group_id, tab, remark.record_id))
        elif kind:
            self.query_one(_Sides).add_class("-thing")
            for place in ("#reading", "#table-place"):
                if self.query_one(place).display:
                    self.query_one(place).focus()
                    return
            if kind in ("submission", "snapshot") and not self._writes:
                self._writes = "text"
            self._write()

    def _write(self) -> None:
        """Go over to the form."""
        self.query_one(_Sides).add_class("-thing")
        self._focus_form = True
        self._show_chosen()

    def _focus_in(self, form: RecordForm) -> None:
        first = next(iter(form.query("Input, TextArea, Select")), None)
        if first is not None:
            first.focus()

    def _read(self) -> None:
        """Back from writing to reading."""
        self._writes = ""
        self.refresh_records()

    def action_edit(self) -> None:
        """Change what stands about the chosen thing."""
        kind, _ = self._chosen
        record = self._record()
        if record is None:
            return
        if isinstance(record, Interview) and record.is_locked:
            self.workbench.say("This interview is confirmed and locked: open it and press Alt+C first.", wrong=True)
            return
        if kind in ("submission", "snapshot"):
            self._writes = "about"
        self._write()

    def action_text(self) -> None:
        """Write or paste the text of a submission, or the table of a snapshot."""
        record = self._record()
        if not isinstance(record, Submission | Snapshot):
            self.workbench.say("Choose a submission or a data snapshot first.", wrong=True)
        elif isinstance(record, Submission) and record.file_sha256:
            self.workbench.say("This text came from a file and stays as it came: press n to write another.", wrong=True)
        else:
            self._writes = "text"
            self._write()

    @work
    async def action_add(self) -> None:
        """Ask what is to be added and what it is called, then go on to its form."""
        kinds = [
            ("partner", "A partner: a body that the group asks"),
            ("interview", "An interview"),
            ("submission", "A submission, written or pasted by hand"),
            ("snapshot", "A data snapshot, a table written or pasted by hand"),
        ]
        chosen, _ = self._chosen
        kind = await self.app.push_screen_wait(AskWhich("What do you want to add?", kinds, chosen=chosen))
        if kind is None:
            return
        asked = {
            "partner": ("What is the partner called?", "such as Wexcombe Hospitals Trust"),
            "interview": ("What is the interview called?", "such as Attendance team"),
            "submission": ("What is the submission called?", "such as Letter from the parents' forum"),
            "snapshot": ("What do the figures show?", "such as Children educated at home, by month"),
        }[kind]
        title = await self.app.push_screen_wait(AskWords(asked[0], hint=asked[1]))
        if title:
            self._added(kind, title)

    def _added(self, kind: str, title: str) -> None:
        chosen, which = self._chosen
        try:
            made = services.begin(self.workspace, self.group_id, kind, title, which if chosen == "partner" else "")
        except (NotAccepted, WorkspaceProblem) as why:
            self.workbench.say(str(why), wrong=True)
            return
        self.workbench.saved()
        self._show_list()
        self.query_one("#gathered", RecordList).choose(f"{kind}:{made.id}")
        self._writes = "text" if kind in ("submission", "snapshot") else ""
        self._write()

    @work
    async def action_take_in(self) -> None:
        """Ask for a file and what it is, then read it in the background."""
        path = await self.app.push_screen_wait(AskFile("Which file do you want to take in?"))
        if path is None:
            return
        kinds = [("submission", "A submission: what somebody wrote"), ("snapshot", "A data snapshot: a table")]
        likely = "snapshot" if path.suffix.casefold() in (".csv", ".tsv", ".tab") else "submission"
        kind = await self.app.push_screen_wait(AskWhich(f"Take in {path.name} as", kinds, chosen=likely))
        if not kind:
            return
        chosen, which = self._chosen
        partner_id = which if chosen == "partner" else ""

        def read(job: Job) -> Submission | Snapshot | None:
            from workbench.services.evidence_in import add_snapshot, add_submission

            job.say("Reading the file …")
            add = add_submission if kind == "submission" else add_snapshot
            with self.workspace.again() as workspace:
                return add(workspace, self.group_id, path, partner_id=partner_id, cancelled=job.cancelled)

        reading: LongWork[Submission | Snapshot] = LongWork(f"Taking in {path.name}", read)
        taken = await self.app.push_screen_wait(reading)
        if taken is not None:
            self.workbench.saved()
            self.workbench.say(f"Taken in: {taken.title}. Ctrl+Z takes it back.")
            self._writes = ""
            self._show_list()
            self.query_one("#gathered", RecordList).choose(f"{kind}:{taken.id}")
            self._show_chosen()

    @work
    async def action_finding(self) -> None:
        """Make a finding that rests on the chosen line of a submission's text."""
        record, reading = self._record(), self.query_one("#reading", LineView)
        if not isinstance(record, Submission) or not reading.display:
            self.workbench.say("Choose a submission, press Enter, and choose the line that says it.", wrong=True)
            return
        line = reading.line
        words = record.text.split("\n")[line - 1].strip()
        text = await self.app.push_screen_wait(
            AskWords("What does the line show? One sentence.", value="" if record.sensitivity.is_closed else words)
        )
        if not text:
            return
        try:
            make_finding_from_passage(self.workspace, record, line, text)
        except (NotAccepted, WorkspaceProblem) as why:
            self.workbench.say(str(why), wrong=True)
            return
        self.workbench.saved()
        self.workbench.say("The finding stands in the tab Findings, with this line behind it.")

    def action_to_bin(self) -> None:
        """Put the chosen thing in the bin; undo or the bin brings it back."""
        kind, _ = self._chosen
        record = self._record()
        if record is None:
            return
        name = str(getattr(record, "title", "") or getattr(record, "name", ""))
        try:
            with self.workspace.write(f"Put {_WHAT[kind]} {name} in the bin"):
                self._rows_of(kind).bin(record)
        except WorkspaceProblem as why:
            self.workbench.say(str(why), wrong=True)
            return
        self.workbench.saved()
        self.workbench.say(f"{_cut(name)} is in the bin. Ctrl+Z brings it back.")
        self.refresh_records()


def _cut(text: str) -> str:
    """A text short enough for a row of a list."""
    plain = one_line(text).plain
    return plain if len(plain) <= _MOST_IN_A_ROW else plain[: _MOST_IN_A_ROW - 1] + "…"
