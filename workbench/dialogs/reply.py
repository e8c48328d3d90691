"""A reply as it came: from whom, when, its exact words, what they read as, and which recommendations it answers."""

from __future__ import annotations

from collections.abc import Callable

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, OptionList, Static

from groups.numbering import letter
from groups.recommendation import by_addressee, sentence
from groups.response import Covered, Position, Response
from groups.rows import NotThere, Stale
from interviews.review import Review
from workbench.services.editing import NotAccepted
from workbench.services.replies import ask_back, confirm, question_for, reading_of, toggle_cover
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
    Field("follow_up", "Ask back", "text", lines=3, hint="what it leaves open: it stands in the next letter"),
]


class ReplyDialog(ModalScreen[None]):
    """One reply, saved as it is typed. Esc closes; a new reply in which nothing was written is not kept.

    What the words read as is only proposed: F2 confirms it, or choose yourself where they stand.
    """

    BINDINGS = [
        Binding("escape", "close", "Back"),
        Binding("f2", "confirm", "Confirm", tooltip="Confirm that it stands as it reads"),
        Binding("f3", "ask_back", "Ask back", tooltip="Put the proposed question into the next letter"),
    ]

    def __init__(self, workspace: Workspace, review: Review, reply: Response) -> None:
        super().__init__()
        self._workspace, self._review, self._reply = workspace, review, reply

    def compose(self) -> ComposeResult:
        """The form, what the words read as, and the recommendations to mark."""
        with Vertical(classes="dialog", id="reply"):
            yield Static("A reply", classes="dialog-title")
            with VerticalScroll(id="reply-parts"):
                yield RecordForm(FIELDS, what="a reply")
                yield Static("", id="reading")
                with Horizontal(id="reading-buttons"):
                    yield Button("", id="confirm", compact=True)
                    yield Button("Ask this back (F3)", id="ask-back", compact=True)
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
        self._show_reading()
        self.query_one("#field-text").focus()

    # -- what it reads as ---------------------------------------------------------------------------------------------

    def _show_reading(self) -> None:
        """Say what the words read as and what they leave open; a button is there for what can be taken up."""
        reply, reading = self._reply, reading_of(self._reply)
        lines = [reading.in_words] if reading else []
        if reply.position is not Position.NONE_YET:
            lines.append(f"You said: {reply.position.value}.")
        elif reading:
            lines.append("Confirm it, or choose yourself.")
        question = question_for(reply)
        if question:
            lines.append(f"It leaves open: “{question}”")
        self.query_one("#reading", Static).update(shown("\n".join(lines)))
        to_confirm = self.query_one("#confirm", Button)
        to_confirm.display = reading is not None and reply.position is Position.NONE_YET
        if reading:
            to_confirm.label = f"Confirm: {reading.position.value} (F2)"
        self.query_one("#ask-back").display = bool(question)
        self.query_one("#reading-buttons").display = to_confirm.display or bool(question)

    @on(Button.Pressed, "#confirm")
    def action_confirm(self) -> None:
        """The reply stands as it reads; what it leaves open is asked back."""
        if self._flushed() and self._reply.position is Position.NONE_YET:
            self._act(lambda: confirm(self._workspace, self._reply))

    @on(Button.Pressed, "#ask-back")
    def action_ask_back(self) -> None:
        """Put the proposed question into the next letter."""
        if self._flushed() and (question := question_for(self._reply)):
            self._act(lambda: ask_back(self._workspace, self._reply, question))

    # -- changing -----------------------------------------------------------------------------------------------------

    def _flushed(self) -> bool:
        """Save what was typed; True where the reply is kept."""
        form = self.query_one(RecordForm)
        done = form.flush()
        if isinstance(form.record, Response):
            self._reply = form.record
        return done and bool(self._reply.id)

    def _act(self, act: Callable[[], Response]) -> None:
        """Change the reply and show it; what stands in the way is said."""
        problem = ""
        try:
            self._reply = act()
        except (NotAccepted, NotThere, Stale, WorkspaceProblem) as why:
            problem = str(why)
        self.query_one(".dialog-problem", Static).update(shown(problem))
        self.query_one(RecordForm).show(self._workspace.records.responses, self._reply)
        self._show_reading()

    @on(RecordForm.Saved)
    def _saved(self, event: RecordForm.Saved) -> None:
        if isinstance(event.record, Response):
            self._reply = event.record
            self._show_reading()

    @on(MarkList.Marked)
    def _marked(self, event: MarkList.Marked) -> None:
        self._flushed()
        recommendation_id, _, part_id = event.row_id.partition(":")
        covered = Covered(recommendation_id=recommendation_id, part_id=part_id)
        self._act(lambda: toggle_cover(self._workspace, self._reply, covered))

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
