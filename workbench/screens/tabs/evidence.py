"""The tab Evidence: partners and what each has given, interviews, submissions, snapshots, and who was not heard."""

from __future__ import annotations

from collections.abc import Callable

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import OptionList

from interviews.checks import About, Remark, remarks
from interviews.interview import Interview
from interviews.review import Review
from interviews.submission import Snapshot, Submission
from workbench.screens.parts.evidence_acts import EvidenceActs, cut
from workbench.screens.parts.list_export import write_list
from workbench.screens.place import Place
from workbench.services import partners as services
from workbench.services.evidence_words import Listed, evidence_list
from workbench.text import joined, one_line
from workbench.widgets.evidence_thing import WHAT, EvidenceThing
from workbench.widgets.fitted import FittedList
from workbench.widgets.hanging import hanging
from workbench.widgets.list_and_thing import ListAndThing
from workbench.widgets.record_form import RecordForm
from workbench.widgets.record_list import RecordList, Row

START = """\
Nothing has been gathered yet.

Begin with the partners: press n and add who is to be asked. Then plan an interview with n, or press i to take in what
somebody sent: a Word file, a PDF, a text, an e-mail, a transcript, or a table of figures (CSV, Excel)."""


class _Sides(ListAndThing):
    """The list and the thing, where Enter may lead to another screen and Esc goes back to reading."""

    def __init__(
        self, records: RecordList, thing: EvidenceThing, opens: Callable[[], None], back: Callable[[], None]
    ) -> None:
        super().__init__(records, thing)
        self._opens, self._back = opens, back

    def open_thing(self, *, from_elsewhere: bool = False) -> None:
        """Open what is chosen."""
        self._opens()

    def action_back_to_list(self) -> None:
        """Return to the list, and from writing to reading."""
        super().action_back_to_list()
        self._back()


class EvidencePane(EvidenceActs):
    """What was gathered: who was asked, what they said, what they handed in, and who has not been heard.

    Enter on an interview opens its notes; on a submission or a snapshot it goes to its text. Press n to add something
    by hand, i to take in a file, e to change what stands about it, t to write its text or its table.
    """

    BINDINGS = [
        Binding("n", "add", "New", tooltip="Add a partner, an interview, a submission or a data snapshot"),
        Binding("i", "take_in", "Import", tooltip="Take in files: submissions, e-mails, transcripts, tables"),
        Binding("e", "edit", "Edit", tooltip="Change what stands about the chosen thing"),
        Binding(
            "t",
            "text",
            "Text",
            show=False,
            tooltip="Write or paste the text of a submission, or the table of a snapshot",
        ),
        Binding("f", "finding", "Finding", tooltip="Make a finding from the chosen line of a submission"),
        Binding("w", "waiting", "Waiting", show=False, tooltip="What we wait for: promises and requests"),
        Binding("k", "link", "Link", show=False, tooltip="Link the chosen line of a submission to a finding"),
        Binding("u", "users", "Used by", show=False, tooltip="Open the findings that use what is chosen"),
        Binding("o", "unsure", "To look at", show=False, tooltip="Quoted passages whose place nobody knows any more"),
        Binding("m", "coverage", "Coverage", tooltip="Who was asked what, and what nobody was asked or answered"),
        Binding(
            "r", "roles", "Names as roles", show=False, tooltip="Whose name is published as a role, such as Parent A"
        ),
        Binding("h", "themes", "Themes", show=False, tooltip="What cuts across partners and lines of enquiry"),
        Binding("q", "question_sheet", "Question sheet", show=False, tooltip="The questions on paper, out or back"),
        Binding("x", "export", "Export", show=False, tooltip="Write the evidence log, or the codebook, as a file"),
        Binding("d", "to_bin", "Bin", show=False, tooltip="Put the chosen thing in the bin"),
    ]

    def __init__(self, group_id: str) -> None:
        super().__init__(group_id)
        self._review: Review | None = None
        self._remarks: list[Remark] = []
        self._shown = ""
        self._focus_form = False

    def compose(self) -> ComposeResult:
        """The list on the left; on the right what is chosen, to read or to write in."""
        yield _Sides(FittedList(id="gathered"), EvidenceThing(self.group_id), self._open, self._read)

    @property
    def review(self) -> Review:
        """The group's review as last read."""
        if self._review is None:
            self._review = self.workspace.records.review(self.group_id)
        return self._review

    @property
    def _list(self) -> FittedList:
        return self.query_one("#gathered", FittedList)

    # -- the list -----------------------------------------------------------------------------------------------------

    def refresh_records(self) -> None:
        """Read what was gathered again and show it."""
        self._show_list()
        self._show_chosen()

    def _show_list(self) -> None:
        self._review = self.workspace.records.review(self.group_id)
        self._remarks = remarks(self._review, about=(About.COVERAGE,))
        listed = list(evidence_list(self._review, self._remarks))
        self._list.fit(lambda width: [_row(each, width) for each in listed])

    def choose(self, record_id: str) -> None:
        """Put the selection on a partner, an interview, a submission or a snapshot; on an interview for its note."""
        note = next((n for n in self.review.notes if n.id == record_id), None)
        for kind in WHAT:
            if self._list.choose(f"{kind}:{note.interview_id if note else record_id}"):
                self._show_chosen()
                return

    @property
    def chosen(self) -> tuple[str, str]:
        """The kind of what is chosen and its id; empty where nothing is."""
        kind, _, which = (self._list.chosen or "").partition(":")
        return kind, which

    # -- what is chosen -----------------------------------------------------------------------------------------------

    @on(OptionList.OptionHighlighted, "#gathered")
    def _highlighted(self) -> None:
        if self._shown != self._list.chosen:
            self.thing.writes = ""
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
        kind, which = self.chosen
        self._shown = f"{kind}:{which}"
        words = "" if kind else START
        if kind == "remark":
            words = f"{self._remarks[int(which)].text}\n\nEnter goes to its place."
        self.thing.show_record(self.record(), self.review, words)

    async def _show_form(self) -> None:
        kind, _ = self.chosen
        focus, self._focus_form = self._focus_form, False
        rows = self.rows_of(kind) if kind in WHAT else None
        await self.thing.show_form(kind, rows, self.record(), focus=focus)

    # -- reading and writing ------------------------------------------------------------------------------------------

    def _open(self) -> None:
        """Enter: an interview's notes, a text, a table, the place of a remark, or the form."""
        kind, which = self.chosen
        record, thing = self.record(), self.thing
        if kind == "interview":
            self.workbench.open_place(Place("interview", which))
        elif kind == "snapshot" and not thing.writes and thing.shows_table:
            self.workbench.open_place(Place("snapshot", which))
        elif isinstance(record, Submission) and record.text and not thing.writes:
            self.workbench.open_place(Place("document", which, line=thing.reading.line))
        elif kind == "remark":
            remark = self._remarks[int(which)]
            if remark.table == "partners":
                self.choose(remark.record_id)
            else:
                self.workbench.open_place(Place("coverage", self.group_id, chosen=remark.record_id))
        elif kind:
            self.query_one(_Sides).add_class("-thing")
            if thing.go_in():
                return
            if kind in ("submission", "snapshot") and not thing.writes:
                thing.writes = "text"
            self._write()

    def _write(self) -> None:
        """Go over to the form."""
        self.query_one(_Sides).add_class("-thing")
        self._focus_form = True
        self._show_chosen()

    def _read(self) -> None:
        """Back from writing to reading."""
        self.thing.writes = ""
        self.refresh_records()

    def show_new(self, kind: str, record_id: str, *, write: bool) -> None:
        """Show what is new in the list: to read, or to write in at once."""
        self.thing.writes = "text" if write and kind in ("submission", "snapshot") else ""
        self._show_list()
        self._list.choose(f"{kind}:{record_id}")
        if write:
            self._write()
        else:
            self._show_chosen()

    def action_edit(self) -> None:
        """Change what stands about the chosen thing."""
        kind, _ = self.chosen
        record = self.record()
        if record is None:
            return
        if isinstance(record, Interview) and record.is_locked:
            self.workbench.say("This interview is confirmed and locked: Enter, then Alt+C, opens it again.", wrong=True)
            return
        if kind in ("submission", "snapshot"):
            self.thing.writes = "about"
        self._write()

    @work
    async def action_export(self) -> None:
        """Write the evidence log, or the codebook with its quotations, as a file."""
        await write_list(self, "evidence", "codebook")

    def action_text(self) -> None:
        """Write or paste the text of a submission, or the table of a snapshot."""
        record = self.record()
        if not isinstance(record, Submission | Snapshot):
            self.workbench.say("Choose a submission or a data snapshot first.", wrong=True)
        elif isinstance(record, Submission) and record.file_sha256:
            self.workbench.say("This text came from a file and stays as it came: press n to write another.", wrong=True)
        else:
            self.thing.writes = "text"
            self._write()


def _row(listed: Listed, width: int) -> Row:
    """A heading, or a name with a word about it; what stands under something is set in."""
    if not listed.id:
        return Row(None, joined(one_line(listed.name, "bold"), one_line(listed.about, "dim")))
    tail = f"  {one_line(listed.about).plain}" if listed.about else ""
    return Row(listed.id, hanging("  " * listed.depth, cut(listed.name), width, tail=tail, tail_style="dim"))
