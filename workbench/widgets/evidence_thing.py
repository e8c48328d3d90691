"""One piece of evidence in the tab Evidence: what stands about it, its text or its table, or a form to write in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from textual.app import ComposeResult
from textual.containers import ScrollableContainer, Vertical
from textual.widgets import Static

from groups.record import Record
from groups.rows import Rows
from interviews.interview import Interview
from interviews.partner import Partner
from interviews.review import Review
from interviews.submission import Snapshot, Submission
from workbench.services.anchoring import SubmissionTexts
from workbench.services.evidence_words import (
    about_interview,
    about_partner,
    about_snapshot,
    about_submission,
    snapshot_in_text,
)
from workbench.text import one_line, shown
from workbench.widgets import evidence_fields as fields
from workbench.widgets.line_view import LineView
from workbench.widgets.record_form import Field, RecordForm, Thing
from workbench.workspace.workspace import Workspace

if TYPE_CHECKING:
    from workbench.app import WorkbenchApp

WHAT = {
    "partner": "the partner",
    "interview": "the interview",
    "submission": "the submission",
    "snapshot": "the data snapshot",
}


class EvidenceThing(Thing):
    """A partner, an interview, a submission or a data snapshot, to read or to write in.

    ``writes`` is "about" or "text" while a submission or a snapshot is being written in.
    """

    def __init__(self, group_id: str) -> None:
        super().__init__()
        self.group_id = group_id
        self.writes = ""
        self._forms: dict[str, RecordForm] = {}
        self._partner_id = ""

    def compose(self) -> ComposeResult:
        """What it is, what stands about it, a form, a text, a table; as much of it as there is."""
        yield Static(id="what", classes="heading")
        yield Static(id="words", classes="prose")
        yield Vertical(id="forms")
        yield LineView(id="reading")
        yield ScrollableContainer(Static(id="table"), id="table-place")

    @property
    def workspace(self) -> Workspace:
        """The open workspace."""
        return cast("WorkbenchApp", self.app).workspace

    @property
    def reading(self) -> LineView:
        """The text of a submission."""
        return self.query_one("#reading", LineView)

    @property
    def shows_text(self) -> bool:
        """Whether the text of a submission is to be seen."""
        return self.reading.display

    @property
    def shows_table(self) -> bool:
        """Whether the table of a snapshot is to be seen."""
        return self.query_one("#table-place").display

    def go_in(self) -> bool:
        """Put the focus on the text or the table; whether one is to be seen."""
        for place in ("#reading", "#table-place"):
            if self.query_one(place).display:
                self.query_one(place).focus()
                return True
        return False

    def show_record(self, record: Record | None, review: Review, otherwise: str = "") -> None:
        """Show everything of a record but the form; ``otherwise`` is said where there is no record."""
        what, words = "", otherwise
        self.reading.display = isinstance(record, Submission) and not self.writes and bool(record.text)
        self.query_one("#table-place").display = isinstance(record, Snapshot) and not self.writes and bool(record.rows)
        if isinstance(record, Partner):
            what, words = record.name, about_partner(record, review)
        elif isinstance(record, Interview):
            what, words = record.title, about_interview(record, review)
        elif isinstance(record, Submission):
            what = f"{record.reference} {record.title}"
            words = about_submission(record, review, writing=bool(self.writes))
            if self.shows_text:
                self.reading.show(record.text)
        elif isinstance(record, Snapshot):
            what, words = record.title, about_snapshot(record)
            self.query_one("#table", Static).update(shown(snapshot_in_text(record)))
        self.query_one("#what", Static).update(one_line(what))
        self.query_one("#words", Static).update(shown(words))

    async def show_form(self, kind: str, rows: Rows[Any] | None, record: Record | None, *, focus: bool) -> None:
        """Show the form that belongs to a record of that kind; it is made when it is first needed."""
        name = kind if kind in ("partner", "interview") else f"{kind}, {self.writes}" if self.writes else ""
        wanted = name if record is not None else ""
        self._partner_id = record.id if isinstance(record, Partner) else ""
        if wanted and wanted not in self._forms:
            self._forms[wanted] = RecordForm(self._fields(wanted), what=WHAT[kind])
            await self.query_one("#forms").mount(self._forms[wanted])
        for each, form in self._forms.items():
            if each != wanted:
                form.flush()
            form.display = each == wanted
        if wanted and record is not None and rows is not None:
            form = self._forms[wanted]
            # Where the text of a submission changes, what was quoted from it is found again in the same step.
            form.show(SubmissionTexts(self.workspace) if kind == "submission" else rows, record)
            form.disabled = isinstance(record, Interview) and record.is_locked
            if focus:
                first = next(iter(form.query("Input, TextArea, Select")), None)
                if first is not None:
                    first.focus()

    def _fields(self, name: str) -> list[Field]:
        workspace, group_id = self.workspace, self.group_id
        match name:
            case "partner":
                return fields.partner_fields(workspace, group_id, lambda: self._partner_id)
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
