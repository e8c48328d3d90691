"""A reply as it came: from whom, when, its exact words, where they stand, and which recommendations it answers."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, OptionList, Static

from groups.numbering import letter
from groups.recommendation import by_addressee, sentence
from groups.response import Covered, Position, Response
from groups.rows import NotThere, Stale
from interviews.review import Review
from workbench.services.replies import toggle_cover
from workbench.text import one_line, shown
from workbench.widgets.mark_list import MarkList
from workbench.widgets.record_form import Field, RecordForm
from workbench.widgets.record_list import Row
from workbench.workspace.problems import WorkspaceProblem
from workbench.workspace.workspace import Workspace

FIELDS = [
    Field("text", "Word for word", "text", lines=6, hint="what they wrote, exactly as it came"),
    Field("body", "From", hint="who replies; it need not be whom you asked"),
    Field("received", "Came on", "date"),
    Field("position", "They stand", "choice", choices=lambda: [(p.value, p) for p in Position]),
]


class ReplyDialog(ModalScreen[None]):
    """One reply, saved as it is typed. Esc closes; a new reply in which nothing was written is not kept."""

    BINDINGS = [("escape", "close", "Back")]

    def __init__(self, workspace: Workspace, review: Review, reply: Response) -> None:
        super().__init__()
        self._workspace, self._review, self._reply = workspace, review, reply

    def compose(self) -> ComposeResult:
        """The form, and the recommendations to mark."""
        with Vertical(classes="dialog", id="reply"):
            yield Static("A reply", classes="dialog-title")
            with VerticalScroll(id="reply-parts"):
                yield RecordForm(FIELDS, what="a reply")
                yield Static("It answers (Space or a click marks)", classes="quiet")
                yield MarkList(id="answers", marked=[_key(c) for c in self._reply.covers])
            yield Static("", classes="dialog-problem")
            yield Button("Back (everything is saved)", id="close", compact=True)

    def on_mount(self) -> None:
        """Fill the form and the list; ready to write the words."""
        form = self.query_one(RecordForm)
        form.add_class("two-columns")
        form.show(self._workspace.records.responses, self._reply)
        rows = []
        for paragraph in by_addressee(self._review.recommendations):
            for number, row in paragraph.recommendations:
                rows.append(Row(_key(Covered(recommendation_id=row.id)), one_line(f"{number}) {sentence(row)}")))
                for n, part in enumerate(row.parts, start=1):
                    covered = Covered(recommendation_id=row.id, part_id=part.id)
                    rows.append(Row(_key(covered), one_line(f"   {number}{letter(n)} {part.text}")))
        self.query_one(MarkList).show(rows)
        self.query_one("#field-text").focus()

    @on(RecordForm.Saved)
    def _saved(self, event: RecordForm.Saved) -> None:
        if isinstance(event.record, Response):
            self._reply = event.record

    @on(MarkList.Marked)
    def _marked(self, event: MarkList.Marked) -> None:
        form = self.query_one(RecordForm)
        form.flush()
        reply = form.record if isinstance(form.record, Response) else self._reply
        recommendation_id, _, part_id = event.row_id.partition(":")
        covered = Covered(recommendation_id=recommendation_id, part_id=part_id)
        try:
            self._reply = toggle_cover(self._workspace, reply, covered)
        except (NotThere, Stale, WorkspaceProblem) as why:
            self.query_one(".dialog-problem", Static).update(shown(str(why)))
            return
        form.show(self._workspace.records.responses, self._reply)

    @on(OptionList.OptionSelected)
    def _entered(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.query_one(MarkList).action_mark()

    @on(Button.Pressed, "#close")
    def action_close(self) -> None:
        """Go back; what cannot be saved stays on the screen with the reason."""
        if self.query_one(RecordForm).flush():
            self.dismiss(None)


def _key(covered: Covered) -> str:
    return f"{covered.recommendation_id}:{covered.part_id}"
