"""Notes of one interview: what to ask on the left, the lines in the middle, what is left to ask on the right."""

from __future__ import annotations

from collections.abc import Callable

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Footer, OptionList, Static

from groups.enquiry import LineKind, Placed
from groups.sensitivity import NoReason, Sensitivity
from interviews.interview import Interview, InterviewState, Note, NoteKind
from workbench.alt_keys import read_alt_keys
from workbench.dialogs.ask import AskWhich, AskWords
from workbench.dialogs.record_dialog import RecordDialog
from workbench.screens.parts.line_tags import NO_QUESTIONS, LineTags
from workbench.services.editing import NotAccepted
from workbench.services.notes import bin_note, make_finding, note_of, set_state, take_note
from workbench.services.session import InterviewNow, interview_now
from workbench.text import joined, one_line, shown
from workbench.widgets.evidence_fields import note_fields, who_is_here
from workbench.widgets.hanging import hanging
from workbench.widgets.note_line import NoteLine
from workbench.widgets.notes_list import NotesList
from workbench.widgets.record_list import RecordList, Row
from workbench.widgets.top_bar import TopBar
from workbench.workspace.problems import WorkspaceProblem

EVERY = 2.0
_ASK_WIDTH = 27  # of the left part, in workbench.tcss, without its scroll bar
_STATES = {
    InterviewState.PLANNED: "Planned: not held yet",
    InterviewState.LIVE: "Live: notes are being taken",
    InterviewState.CLOSED_OUT: "Closed out: gone over the same evening, can still be changed",
    InterviewState.CONFIRMED: "Confirmed: locked, nothing can be changed",
}
_NOT_FOUND = "Choose a line first: ↑ goes to the lines."


class InterviewScreen(LineTags):
    """The notes of one interview. Type what is said at the bottom; each Enter keeps one line, with the time.

    Alt+1 to Alt+9 say which question the line answers: Alt+2 is question 2, pressed again 2a, then 2b. Alt+Q, Alt+A,
    Alt+S, Alt+X say that it is a quote, an action, who speaks, that it is private. ↑ goes to the lines above; there the
    same letters work without Alt, e changes a line and d puts it in the bin. Where Alt does nothing, press Ctrl+P and
    type the word, or click the word at the bottom. Nothing needs saving, not even a line that is half written.
    """

    BINDINGS = [
        *(
            Binding(
                f"alt+{n}",
                f"figure({n})",
                f"Question {n}",
                show=False,
                priority=True,
                tooltip=f"Question {n}, its parts",
            )
            for n in range(1, 10)
        ),
        Binding(
            "alt+0", "no_question", "No question", show=False, priority=True, tooltip="The line answers no question"
        ),
        Binding(
            "alt+w",
            "who",
            "Who is here",
            show=False,
            priority=True,
            tooltip="Who is asked, who is present, interests declared",
        ),
        Binding(
            "alt+c",
            "close_out",
            "Close out",
            show=False,
            priority=True,
            tooltip="Close the interview out, confirm it, or open it again",
        ),
        Binding("escape", "back", "Leave", tooltip="Leave; everything is saved, a half-written line too"),
    ]

    def __init__(self, interview: Interview, chosen: str = "") -> None:
        super().__init__(name="interview")
        self.interview_id = interview.id
        self._interview = interview
        self._choose = chosen
        self._now: InterviewNow | None = None
        self._seen = -1
        read_alt_keys()

    def compose(self) -> ComposeResult:
        """Three parts; below 100 columns the left one is a line on top and the right one is left out."""
        yield TopBar(self._interview.title)
        yield Static(id="asked-line")
        with Horizontal(id="session"):
            with Vertical(id="ask"):
                yield Static("Ask", classes="part")
                yield RecordList(id="questions", empty=NO_QUESTIONS)
            with Vertical(id="taking"):
                yield NotesList()
                yield Static(id="locked", classes="warn")
                yield Static(id="about-line")
                yield NoteLine(self.interview_id, self._keep)
            with VerticalScroll(id="left-to-do", can_focus=False):
                yield Static("Still to ask", classes="part")
                yield Static(id="to-ask")
                yield Static("Promised", classes="part")
                yield Static(id="promised")
        yield Footer(compact=True)

    def on_mount(self) -> None:
        """Show the interview; ready to type."""
        self.refresh_records()
        if self._choose and self.query_one(NotesList).choose(self._choose):
            self.set_focus(self.query_one(NotesList))
        else:
            self._to_line()
        self.set_interval(EVERY, self._look_again)

    # -- what is shown ------------------------------------------------------------------------------------------------

    @property
    def now(self) -> InterviewNow:
        """The interview as last read."""
        if self._now is None:
            self._now = interview_now(self.workspace, self.interview_id)
        return self._now

    def refresh_records(self) -> None:
        """Read the interview again and show it."""
        self._seen = self.workspace.changes_of_others()
        self._now = now = interview_now(self.workspace, self.interview_id)
        self._interview = now.interview
        mine = self.line.draft.id
        others = [draft for draft in now.drafts if draft.id != mine]
        self.query_one(NotesList).show_notes(now.notes, others, now.numbers)
        self.query_one("#questions", RecordList).show(Row(p.line.id, _question(p, w)) for p, w in now.questions())
        to_ask = "  ".join(p.number for p in now.to_ask) or ("Everything was asked." if now.enquiry else "")
        self.query_one("#to-ask", Static).update(shown(to_ask))
        promised = "\n".join(f"{note.speaker}: {note.text}" if note.speaker else note.text for note in now.promised)
        self.query_one("#promised", Static).update(shown(promised or "Nothing yet: Alt+A marks a line as an action."))
        self._show_asked_line()
        locked = now.interview.is_locked
        self.line.display = self.query_one("#about-line").display = not locked
        self.query_one("#locked", Static).update(shown(self._locked_words()))
        self.query_one("#locked").display = locked
        if locked and self.line.has_focus:
            self.set_focus(self.query_one(NotesList))
        self.show_about()
        self._show_top()

    def _locked_words(self) -> str:
        words = "Confirmed: these notes are locked. Press Alt+C to open the interview again."
        left = self.line.draft.text
        return f"{words} A line of yours was left unfinished: {left}" if left else words

    def _show_asked_line(self) -> None:
        placed = [(p.number, words) for p, words in self.now.questions() if words]
        asked = [number for number, words in placed if words != "not asked"]
        open_ones = [p.number for p in self.now.to_ask]
        words = f"Asked: {', '.join(asked) or 'nothing yet'}"
        if placed:
            words += f" · still to ask: {', '.join(open_ones) or 'nothing'}"
        self.query_one("#asked-line", Static).update(one_line(words))

    def show_about(self) -> None:
        """Say what the line being written is about."""
        draft, numbers = self.line.draft, self.now.numbers
        number = numbers.get(draft.line_id, "")
        words = [f"Question {number}" if number else "No question yet"]
        if draft.kind is not NoteKind.NOTE:
            words.append(draft.kind.value)
        if draft.speaker:
            words.append(draft.speaker)
        private = ""
        if draft.sensitivity is not Sensitivity.WORKING:
            private = " · ".join(part for part in (draft.sensitivity.value, draft.exempt_reason) if part)
        about = joined(one_line(" · ".join(words), "dim"), one_line(private, "$text-warning"))
        self.query_one("#about-line", Static).update(about)

    def _show_top(self) -> None:
        now = self.workspace.today()
        minutes = self.now.minutes(now)
        clock = f"{now:%H:%M}"
        if self._interview.state is InterviewState.LIVE and minutes is not None:
            clock += f" · {minutes} min"
        here = len(self._interview.present) + len(self._interview.interviewees)
        words = [clock, f"{here} here" if here else "", self._interview.state.value]
        self.query_one(TopBar).show(
            f"{self._interview.title} · {self.now.group.title}", " · ".join(filter(None, words))
        )

    def _look_again(self) -> None:
        """Show what others wrote meanwhile, and the time."""
        if self.workspace.changes_of_others() != self._seen:
            self.refresh_records()
        else:
            self._show_top()

    # -- writing ------------------------------------------------------------------------------------------------------

    def _keep(self, lines: list[str]) -> bool:
        """Keep the line, or each of the lines that were pasted; whether it was done."""
        draft = self.line.draft
        try:
            with self.workspace.write("Take a note" if len(lines) == 1 else f"Paste {len(lines)} notes"):
                for n, text in enumerate(lines):
                    note = note_of(draft.model_copy(update={"text": text}), self.now.group.id)
                    kept = take_note(self.workspace, note, draft if n == 0 else None)
        except (WorkspaceProblem, NotAccepted, NoReason) as why:
            self.not_done(why)
            return False
        self.workbench.saved()
        self.call_after_refresh(self._show_kept, kept.id)
        return True

    def _show_kept(self, note_id: str) -> None:
        self.refresh_records()
        self.query_one(NotesList).choose(note_id)

    @on(NotesList.PastEnd)
    def _past_end(self) -> None:
        self._to_line()

    def _to_line(self) -> None:
        if self._interview.is_locked:
            self.set_focus(self.query_one(NotesList))
        else:
            self.set_focus(self.line)

    def action_to_lines(self) -> None:
        """Go to the lines above, the last one first."""
        notes = self.query_one(NotesList)
        if self.now.notes:
            notes.choose(self.now.notes[-1].id)
            self.set_focus(notes)

    @on(OptionList.OptionSelected, "#questions")
    def _question_chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        line = next((row for row in self.now.enquiry if row.id == event.option.id), None)
        if line is not None and line.kind is not LineKind.THEME:
            self.tag(None, "", line_id=line.id)
        self._to_line()

    # -- a line already taken -----------------------------------------------------------------------------------------

    @on(OptionList.OptionSelected, "#notes")
    def _edit(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        target = self.target()
        if target is None:
            return
        if self._interview.is_locked:
            self.tag(target, "")
            return
        taken = f"{target.taken_at.astimezone():%H:%M}, " if target.taken_at else ""
        private = f" · {target.sensitivity.value} {target.exempt_reason}" if target.exempt_reason else ""
        self.app.push_screen(
            RecordDialog(
                f"Line of {taken}{target.author}{private}",
                note_fields(self.workspace, target.group_id),
                self.workspace.records.notes,
                target,
                what="a note",
            )
        )

    def action_to_bin(self) -> None:
        """Put the chosen line in the bin; undo or the bin brings it back."""
        self._with_chosen(self._to_bin)

    def _to_bin(self, note: Note) -> None:
        bin_note(self.workspace, note)
        self.workbench.say("The line is in the bin. Ctrl+Z brings it back.")
        self.refresh_records()

    @work
    async def action_finding(self) -> None:
        """Make a finding that rests on the chosen line."""
        target = self.target()
        if target is None:
            self.workbench.say(_NOT_FOUND, wrong=True)
            return
        value = "" if target.sensitivity.is_closed else target.text
        text = await self.app.push_screen_wait(AskWords("What does the line show? One sentence.", value=value))
        if text:
            try:
                make_finding(self.workspace, target, text)
            except (NotAccepted, WorkspaceProblem) as why:
                self.not_done(why)
                return
            self.workbench.saved()
            self.workbench.say("The finding stands in the tab Findings, with this line behind it.")

    def _with_chosen(self, act: Callable[[Note], None]) -> None:
        target = self.target()
        if target is None:
            self.workbench.say(_NOT_FOUND, wrong=True)
            return
        try:
            act(target)
        except (NotAccepted, WorkspaceProblem) as why:
            self.not_done(why)

    # -- the interview itself -----------------------------------------------------------------------------------------

    def action_who(self) -> None:
        """Who is asked, who is present, and what interests are declared."""
        if self._interview.is_locked:
            self.tag(None, "")
            return
        self.line.flush()
        interview = self.workspace.records.interviews.get(self.interview_id)
        self.app.push_screen(
            RecordDialog(
                "Who is here", who_is_here(), self.workspace.records.interviews, interview, what="the interview"
            )
        )

    @work
    async def action_close_out(self) -> None:
        """Say how far the interview is."""
        self.line.flush()
        choices = [(state.value, words) for state, words in _STATES.items()]
        ahead = {InterviewState.PLANNED: InterviewState.LIVE, InterviewState.LIVE: InterviewState.CLOSED_OUT}
        chosen = ahead.get(self._interview.state, InterviewState.CONFIRMED)
        if self._interview.is_locked:
            chosen = InterviewState.CLOSED_OUT
        answer = await self.app.push_screen_wait(
            AskWhich(f"The interview is {self._interview.state.value}. It shall be", choices, chosen=chosen.value)
        )
        if answer is None:
            return
        if answer == InterviewState.CONFIRMED.value and self.line.draft.text:
            self.workbench.say("A line is not finished: press Enter to keep it, or empty it, then confirm.", wrong=True)
            return
        try:
            set_state(self.workspace, self.interview_id, InterviewState(answer))
        except WorkspaceProblem as why:
            self.not_done(why)
            return
        self.workbench.saved()
        self.refresh_records()
        self._to_line()


def _question(place: Placed, words: str) -> Content:
    """A line of enquiry with what was asked, in words."""
    lead = f"{'  ' * max(place.depth - 1, 0)}{place.number} " if place.number else ""
    style = "" if place.number else "bold"
    text = hanging(lead, one_line(place.line.text, style).plain or "(empty)", _ASK_WIDTH, lead_style=style or "dim")
    return text.append(f"\n{' ' * len(lead)}").append(one_line(words, "dim")) if words else text
