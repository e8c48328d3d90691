"""The review of a question sheet that came back: every note it would become, before anything is kept."""

from __future__ import annotations

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Footer, OptionList, Static
from textual.worker import get_current_worker

from interviews.sheet_answers import Where
from workbench.dialogs.ask import AskWhich, AskYes
from workbench.faults import in_one_sentence
from workbench.screens.base import WorkbenchScreen
from workbench.services.question_sheets import questions_of
from workbench.services.sheets_in import ProposedNote, ProposedSheet, TakenSheet, take_sheet, what_was_read
from workbench.text import joined, one_line, shown
from workbench.widgets.line_view import LineView
from workbench.widgets.list_and_thing import ListAndThing
from workbench.widgets.record_list import RecordList, Row
from workbench.widgets.top_bar import TopBar

SUMMARY = "summary"
_MOST_IN_A_QUESTION = 70
_WHERE = {
    Where.BEFORE: "before the first question",
    Where.LOOSE: "no question",
    Where.ANYTHING_ELSE: "anything else",
    Where.DOCUMENTS: "promised",
    Where.QUESTION: "no question",
}


class SheetReviewScreen(WorkbenchScreen):
    """The notes that a filled-in sheet becomes, each under its question; on the right the line it came from.

    Press d to leave one out, d again to take it back, and l to put it under another question. Then press s to keep them
    as notes of the interview; the file itself is kept as a submission.
    """

    BINDINGS = [
        Binding("s", "keep", "Keep", tooltip="Keep these notes, and the file as a submission"),
        Binding("d", "drop", "Leave out", tooltip="Leave the chosen note out, or take it back"),
        Binding("l", "question", "Question", tooltip="Put the chosen note under another question"),
    ]
    DEFAULT_CSS = """
    SheetReviewScreen #proposed { text-wrap: nowrap; text-overflow: ellipsis; }
    SheetReviewScreen #words { margin-bottom: 1; }
    """

    class Ended(Message):
        """The keeping ended: with what was taken in, or with a sentence that says why not."""

        def __init__(self, outcome: TakenSheet | str) -> None:
            super().__init__()
            self.outcome = outcome

    def __init__(self, proposed: ProposedSheet) -> None:
        super().__init__(name="sheet review")
        self.proposed = proposed
        self._by_mark = {note.mark: note for note in proposed.notes}
        self._dropped: set[str] = set()
        self._under: dict[str, str] = {}
        self._numbers: dict[str, str] = {}
        self._keeping = False

    def compose(self) -> ComposeResult:
        """The notes, and the sheet at the line of the chosen one."""
        yield TopBar(f"{self.proposed.interview.title} ▸ A sheet that came back", "nothing is kept yet")
        source = Vertical(Static(id="words", classes="prose"), LineView(self.proposed.document.text, id="source"))
        yield ListAndThing(RecordList(id="proposed"), source)
        yield Footer()

    def on_mount(self) -> None:
        """Show what was read."""
        questions = questions_of(self.workspace, self.proposed.interview.group_id)
        self._numbers = {question.line_id: question.number for question in questions}
        self._show_rows()
        self._show_chosen()
        self.query_one("#proposed").focus()

    def _show_rows(self) -> None:
        left = len(self.proposed.fresh) - len(self._dropped)
        count = f"{left} note{'' if left == 1 else 's'}" + (f", {len(self._dropped)} left out" if self._dropped else "")
        rows = [Row(SUMMARY, joined(one_line("What was read", "bold"), count))]
        rows += [Row(note.mark, self._row(note)) for note in self.proposed.notes]
        self.query_one("#proposed", RecordList).show(rows)

    def _row(self, note: ProposedNote) -> Content:
        state = "there already" if note.is_there else "left out" if note.mark in self._dropped else ""
        style = "strike dim" if note.mark in self._dropped else "dim" if note.is_there else ""
        return joined(
            one_line(self._place(note), "bold"),
            one_line(state, "$text-warning"),
            one_line(note.answer.text, style),
        )

    def _place(self, note: ProposedNote) -> str:
        """The number of the question under which a note comes, or where it stood in the sheet."""
        line_id = self._under.get(note.mark, note.answer.line_id)
        return self._numbers.get(line_id, "") or _WHERE[note.answer.where]

    def _chosen(self) -> ProposedNote | None:
        return self._by_mark.get(self.query_one("#proposed", RecordList).chosen or "")

    @on(OptionList.OptionHighlighted, "#proposed")
    def _highlighted(self) -> None:
        self._show_chosen()

    def _show_chosen(self) -> None:
        note, words = self._chosen(), self.query_one("#words", Static)
        if note is None:
            words.update(shown("\n".join([*what_was_read(self.proposed), "", "Press s to keep these notes."])))
            return
        place = self._place(note)
        place = f"Question {place}" if place[:1].isdecimal() else place[:1].upper() + place[1:]
        words.update(shown(f"{place}, from line {note.answer.line} of {self.proposed.document.name}"))
        view = self.query_one(LineView)
        if view.line != note.answer.line:
            view.go_to(note.answer.line)

    def action_drop(self) -> None:
        """Leave the chosen note out, or take it back, and go on to the next."""
        note = self._chosen()
        if note is None or note.is_there:
            return
        self._dropped ^= {note.mark}
        self._show_rows()
        if note.mark in self._dropped:
            self.query_one("#proposed", RecordList).action_cursor_down()

    @work
    async def action_question(self) -> None:
        """Put the chosen note under another question, or under none."""
        note = self._chosen()
        if note is None or note.is_there:
            return
        questions = questions_of(self.workspace, self.proposed.interview.group_id)
        choices = [(q.line_id, q.heading[:_MOST_IN_A_QUESTION]) for q in questions] + [("none", "No question")]
        now = self._under.get(note.mark, note.answer.line_id) or "none"
        answer = await self.app.push_screen_wait(AskWhich("Under which question?", choices, chosen=now))
        if answer:
            self._under[note.mark] = "" if answer == "none" else answer
            self._show_rows()
            self._show_chosen()

    # -- keeping ------------------------------------------------------------------------------------------------------

    def action_keep(self) -> None:
        """Keep the notes that were not left out."""
        if not self._keeping:
            self._keeping = True
            self._keep()

    @work(thread=True, exit_on_error=False)
    def _keep(self) -> None:
        worker = get_current_worker()
        outcome: TakenSheet | str
        try:
            with self.workspace.again() as workspace:
                outcome = take_sheet(workspace, self.proposed, dropped=self._dropped, under=self._under)
        except Exception as why:  # a worker's error would end the app; the user gets a sentence
            outcome = in_one_sentence(why)
        if not worker.is_cancelled:
            self.post_message(self.Ended(outcome))

    @on(Ended)
    def _ended(self, event: Ended) -> None:
        self._keeping = False
        if isinstance(event.outcome, str):
            self.workbench.say(event.outcome, wrong=True)
            return
        kept = len(event.outcome.notes)
        self.workbench.saved()
        self.workbench.say(
            f"Kept {kept} note{'' if kept == 1 else 's'} of {event.outcome.interview.title}, and the file as "
            f"{event.outcome.submission.reference}. {event.outcome.still_planned} Ctrl+Z takes them back."
        )
        self.dismiss(None)

    @work
    async def action_back(self) -> None:  # type: ignore[override]
        """Leave without keeping, after a question."""
        question = AskYes("These notes are not kept yet. Leave without them?", yes="Leave", no="Stay")
        if not self.proposed.fresh or await self.app.push_screen_wait(question):
            self.dismiss(None)
