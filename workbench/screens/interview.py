"""Notes of one interview: what to ask on the left, the lines in the middle, what is left to ask on the right."""

from __future__ import annotations

import time

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Footer, OptionList, Static

from groups.enquiry import LineKind, Placed
from groups.sensitivity import NoReason, Sensitivity
from interviews.interview import Interview, InterviewState, NoteKind
from interviews.presence import is_to_begin
from interviews.request import InformationRequest
from workbench.alt_keys import read_alt_keys
from workbench.dates import show_date
from workbench.dialogs.begin_interview import BeginInterview
from workbench.screens.parts.line_acts import LineActs
from workbench.screens.parts.line_tags import NO_QUESTIONS
from workbench.screens.place import Place
from workbench.services.begin_interview import touched
from workbench.services.close_out import say_asked
from workbench.services.drafting import pasted_lines, waiting_lines
from workbench.services.editing import NotAccepted
from workbench.services.following import Following
from workbench.services.notes import must_be_open, must_have_reason
from workbench.services.scribe import News
from workbench.services.session import InterviewNow
from workbench.services.taking import Taken
from workbench.text import joined, one_line, shown
from workbench.widgets.hanging import hanging
from workbench.widgets.note_line import NoteLine
from workbench.widgets.notes_list import NotesList
from workbench.widgets.record_list import RecordList, Row
from workbench.widgets.top_bar import TopBar
from workbench.workspace.problems import WorkspaceProblem

EVERY = 1.0  # seconds
_TYPING = 0.5  # seconds after a key in which somebody is typing
_ADDED_EVERY = 4.0  # seconds; while somebody is typing, pasted lines come on show no more often
_SHOWN_WAITING = 50  # lines that could not be saved yet
# What changes a line or one being written.
_CHANGES = frozenset("figure no_question question kind any_kind speaker private asked to_bin to_change".split())
NARROW = 100  # columns; below it the name of the group would push the clock off the top line
_ASK_WIDTH = 27  # of the left part, in workbench.tcss, without its scroll bar


class InterviewScreen(LineActs):
    """The notes of one interview. Type what is said at the bottom; each Enter keeps one line, with the time.

    Alt+1 to Alt+9 say which question the line answers: Alt+2 is question 2, pressed again 2a, then 2b. Alt+Q, Alt+P,
    Alt+F, Alt+V, Alt+N, Alt+A and Alt+O say that it is a quote, paraphrase, fact, view, anecdote, action or
    observation, Alt+S who speaks, Alt+X that it is private. Alt+D says who sees to a promise and by when, Alt+U that a
    question was asked and nobody answered, Alt+T the themes. ↑ goes to the lines above: e changes one, d puts it in the
    bin, and Space picks several, of which the next key is said at once; f makes a finding of them, k links them to one,
    u opens the finding that uses a line. Where Alt does nothing, press Ctrl+P and type
    the word, or click the word at the bottom. Nothing needs saving, not even a line that is half written.
    """

    BINDINGS = [
        *(
            Binding(
                f"alt+{n}",
                f"figure({n})",
                f"Question {n}",
                show=False,
                tooltip=f"Question {n}, its parts",
            )
            for n in range(1, 10)
        ),
        Binding("alt+0", "no_question", "No question", show=False, tooltip="The line answers no question"),
        Binding(
            "alt+w",
            "who",
            "Who is here",
            show=False,
            tooltip="Who is asked, who is present, interests declared",
        ),
        Binding(
            "alt+u",
            "asked",
            "Asked, no answer",
            show=False,
            tooltip="The question was put and nobody answered; again: it was not",
        ),
        Binding(
            "alt+d",
            "promise",
            "Owner, day",
            show=False,
            tooltip="Say who sees to what was promised, and by when",
        ),
        Binding("alt+t", "themes", "Themes", show=False, tooltip="The themes of the line kept last, or of the picked"),
        Binding(
            "alt+c",
            "close_out",
            "Close out",
            show=False,
            tooltip="Go over the interview: what is open, and how far it is",
        ),
        Binding("escape", "back", "Leave", tooltip="Leave; everything is saved, a half-written line too"),
        # Said shorter here than elsewhere: beside the keys of the line being written Help would have no room.
        Binding("ctrl+p", "app.command_palette", "All", tooltip="Everything that can be done here, by name"),
    ]

    def __init__(self, interview: Interview, chosen: str = "") -> None:
        super().__init__(name="interview")
        self.interview_id = interview.id
        self._interview = interview
        self._choose = chosen
        self._following: Following | None = None
        self._beside: object = None
        self._said = ("", False)
        self._about: tuple[str, str] = ("", "")
        self._top: object = None
        self._paste_said = ""
        self._shown_at = 0.0
        read_alt_keys()

    def compose(self) -> ComposeResult:
        """Three parts; below 100 columns the left one is a line on top and the right one is left out."""
        yield TopBar(self._interview.title, saved="Saved, every key")
        yield Static(id="asked-line")
        with Horizontal(id="session"):
            with Vertical(id="ask"):
                yield Static("Ask", classes="part")
                yield RecordList(id="questions", empty=NO_QUESTIONS)
            with Vertical(id="taking"):
                yield NotesList()
                yield Static(id="locked", classes="warn")
                yield Static(id="capture-says")
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
        self.line.begin()
        self.refresh_records()
        self.call_after_refresh(self.show_uses)
        if self._choose and self.query_one(NotesList).choose(self._choose):
            self.set_focus(self.query_one(NotesList))
        else:
            self._to_line()
        if self.line.recovered:
            count = len(self.now.notes) + pasted_lines(self.workbench.scribe)
            words = f"Recovered: {count} line{'' if count == 1 else 's'}, nothing lost"
            self._say_here(f"{words}; your unfinished line goes on where it was." if self.line.value else f"{words}.")
        self.set_interval(EVERY, self._look_again)
        if self._begins_now():
            self._begin()

    # -- what is shown ------------------------------------------------------------------------------------------------

    @property
    def following(self) -> Following:
        """The interview as it is read while it goes on."""
        if self._following is None:
            self._following = Following(self.workspace, self.interview_id)
        return self._following

    @property
    def now(self) -> InterviewNow:
        """The interview as last read."""
        return self.following.now

    def refresh_records(self) -> None:
        """Read what changed of the interview, and show it."""
        self._shown_at = time.monotonic()
        mine = self.line.draft.id
        try:
            self.following.look(self.workspace, mine=mine)
        except WorkspaceProblem as why:
            self.not_done(why)
        now = self.now
        if now.interview.is_locked != self._interview.is_locked:
            self.call_after_refresh(self.refresh_bindings)
        self._interview = now.interview
        scribe = self.workbench.scribe
        waiting = waiting_lines(scribe, self.interview_id, _SHOWN_WAITING).notes if scribe.problem else []
        others = [draft for draft in now.drafts if draft.id != mine]
        self.query_one(NotesList).show_notes(now.notes, others, now.numbers, waiting)
        self._show_beside(now)
        locked = now.interview.is_locked
        self.line.display = self.query_one("#about-line").display = not locked
        self.query_one("#locked").display = locked
        if locked:
            self.query_one("#locked", Static).update(shown(self._locked_words()))
            if self.line.has_focus:
                self.set_focus(self.query_one(NotesList))
        self.show_about()
        self._show_top()

    def _can_wait(self) -> bool:
        """Whether showing more of the pasted lines can wait: somebody is typing, and saw some of them just now."""
        scribe, now = self.workbench.scribe, time.monotonic()
        if scribe.problem is not None or not pasted_lines(scribe):
            return False
        return now - self.line.typed_at < _TYPING and now - self._shown_at < _ADDED_EVERY

    def _show_beside(self, now: InterviewNow) -> None:
        """The parts on both sides, where they are not as they were."""
        questions, promised = now.questions(), now.promised
        beside = (now.enquiry, questions, promised, now.partners)
        if beside == self._beside:
            return
        self._beside = beside
        self.query_one("#questions", RecordList).show(Row(p.line.id, _question(p, w)) for p, w in questions)
        to_ask = "  ".join(p.number for p in now.to_ask) or ("Everything was asked." if now.enquiry else "")
        self.query_one("#to-ask", Static).update(shown(to_ask))
        words = "\n".join(map(_promise, promised))
        self.query_one("#promised", Static).update(shown(words or "Nothing yet: Alt+A marks a line as an action."))
        self._show_asked_line()

    def _say_here(self, words: str, *, wrong: bool = False) -> None:
        """A sentence above the line being written; it stays until the next one, or until a line is kept."""
        if (words, wrong) == self._said:
            return
        self._said = (words, wrong)
        says = self.query_one("#capture-says", Static)
        says.display = bool(words)
        says.set_class(wrong, "warn")
        says.update(shown(words))

    @on(NotesList.Picked)
    def _picked(self, event: NotesList.Picked) -> None:
        """Say how many lines are picked, until something is said of them."""
        if event.count:
            self._say_here(f"{event.count} picked: the next key is for {'it' if event.count == 1 else 'all of them'}.")
        elif " picked: " in self._said[0]:
            self._say_here("")

    def scribe_says(self, news: News) -> None:
        """Lines were saved, or cannot be for now: show which, and say why."""
        if not self._can_wait():
            self.refresh_records()
        scribe = self.workbench.scribe
        if scribe.problem is not None:
            count = waiting_lines(scribe, self.interview_id, 0).how_many
            held = f"{count} line{'' if count == 1 else 's'} and what you type are" if count else "what you type is"
            words = f"{self.workbench.saved_state}. Go on writing: {held} held in memory, and saved as soon as can be."
            self._say_here(f"{words} {scribe.problem}", wrong=True)
            return
        pasting = pasted_lines(scribe) > 0
        self._say_here(
            "The pasted lines are saved; they are being added below the others." if pasting else self._paste_said
        )
        if isinstance(news.refused, Taken):
            self.line.give_back(news.refused.note.text)

    def _locked_words(self) -> str:
        words = (
            "Confirmed: these notes are locked. Enter on a line adds a correction; Alt+C leads to opening them again."
        )
        left = self.line.draft.text
        return f"{words} A line of yours was left unfinished: {left}" if left else words

    def _show_asked_line(self) -> None:
        placed = [(p.number, words) for p, words in self.now.questions() if words]
        asked = [number for number, words in placed if words.startswith("asked")]
        open_ones = [p.number for p in self.now.to_ask]
        words = f"Asked: {', '.join(asked) or 'nothing yet'}"
        if placed:
            words += f" · still to ask: {', '.join(open_ones) or 'nothing'}"
        if self.now.promised:
            words += f" · promised: {len(self.now.promised)}"
        self.query_one("#asked-line", Static).update(one_line(words))

    def show_about(self) -> None:
        """Say what the line being written is about."""
        draft, numbers = self.line.draft, self.now.numbers
        number = numbers.get(draft.line_id, "")
        words = [f"Question {number}" if number else "No question yet"]
        if draft.kind is not NoteKind.NOTE:
            words.append(draft.kind.value)
        words.append(draft.speaker or "no speaker yet (Alt+S)")
        private = ""
        if draft.sensitivity is not Sensitivity.WORKING:
            private = " · ".join(part for part in (draft.sensitivity.value, draft.exempt_reason) if part)
        if (" · ".join(words), private) != self._about:
            self._about = (" · ".join(words), private)
            about = joined(one_line(self._about[0], "dim"), one_line(private, "$text-warning"))
            self.query_one("#about-line", Static).update(about)

    def _show_top(self) -> None:
        now = self.workspace.today()
        is_narrow = self.app.size.width < NARROW
        top = (f"{now:%H:%M}", self._interview, self.now.group, bool(self.now.notes), is_narrow)
        if top == self._top:
            return
        self._top = top
        minutes = self.now.minutes(now)
        clock = f"{now:%H:%M}"
        if self._interview.state is InterviewState.LIVE and minutes is not None:
            clock += f" · {minutes} min"
        here = len(self._interview.present) + len(self._interview.interviewees)
        is_binned = self._interview.binned_at or self.now.group.binned_at  # somebody else may have put it there
        words = [clock, f"{here} here" if here else "", "in the bin" if is_binned else self._interview.state.value]
        where = self._interview.title if is_narrow else f"{self._interview.title} · {self.now.group.title}"
        self.query_one(TopBar).show(where, " · ".join(filter(None, words)))

    def on_screen_resume(self) -> None:
        """Coming back: findings may have been made of the lines, or unmade."""
        super().on_screen_resume()
        if self.is_mounted:
            self.show_uses()

    def _look_again(self) -> None:
        """Show what others wrote meanwhile, and the time."""
        if self._can_wait():
            return
        try:
            has_changed = self.following.look(self.workspace, mine=self.line.draft.id)
        except WorkspaceProblem as why:
            self.not_done(why)
            return
        if has_changed:
            self.refresh_records()
        else:
            self._show_top()

    # -- writing ------------------------------------------------------------------------------------------------------

    def _keep(self, lines: list[str], said: str) -> bool:
        """Keep the line, or each of the lines that were pasted; whether it is done, at once or as soon as it can be.

        ``said`` is what is to be said of a paste, until the next line is kept.
        """
        draft = self.line.draft
        try:
            must_be_open(self._interview)
            must_have_reason(draft.sensitivity, draft.exempt_reason)
        except (NotAccepted, NoReason) as why:
            self.not_done(why)
            return False
        self.line.take(lines)
        self._paste_said = said
        self.query_one(NotesList).to_end()  # one who was sent to an earlier line sees what is kept now
        self.call_after_refresh(self._show_given)
        return True

    def _show_given(self) -> None:
        """A line was given to the scribe: what is said of the next is said anew."""
        if self.workbench.scribe.problem is not None:
            self.refresh_records()
        else:
            self.show_about()

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
            self.tag([], "", line_id=line.id)
        self._to_line()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What would change a confirmed line is not offered, but that it be corrected by a new one."""
        if action == "correct":
            return self._interview.is_locked
        return not (action in _CHANGES and self._interview.is_locked)

    # -- the interview itself -----------------------------------------------------------------------------------------

    def _begins_now(self) -> bool:
        """Whether who is here is to be asked: not where somebody only looks at what is planned for another day."""
        later = self._interview.on is not None and self._interview.on > self.workspace.today().date()
        return is_to_begin(self._interview) and not later and not self.now.notes and not self.line.value

    @work
    async def _begin(self) -> None:
        """Ask once, at the start, who is here and who declares an interest."""
        await self._ask_who()
        self._to_line()

    @work
    async def action_who(self) -> None:
        """Who is asked, who is present, and what interests are declared."""
        if self._interview.is_locked:
            self.tag([], "")
            return
        self.line.flush()
        await self._ask_who()

    async def _ask_who(self) -> None:
        interview = self.workspace.records.interviews.get(self.interview_id)
        await self.app.push_screen_wait(BeginInterview(self.workspace, interview))
        self.refresh_records()
        if sentences := touched(self.workspace, self._interview):
            self._say_here("\n".join(sentences), wrong=True)

    def action_asked(self) -> None:
        """Say that the question was put and nobody answered, or take that back."""
        questions = self.query_one("#questions", RecordList)
        line_id = (questions.chosen if questions.has_focus else "") or self.line.draft.line_id
        number = self.now.numbers.get(line_id, "")
        if not number:
            self.workbench.say("Say first which question: Alt+1 to Alt+9.", wrong=True)
            return
        put = line_id not in self._interview.asked
        try:
            say_asked(self.workspace, self._interview, line_id, asked=put)
        except (NotAccepted, WorkspaceProblem) as why:
            self.not_done(why)
            return
        self.workbench.saved()
        self.workbench.say(f"{number} was asked." if put else f"{number} counts as asked only where a note answers it.")
        self.refresh_records()

    def action_close_out(self) -> None:
        """Go over the interview: what is open, the page for whoever was not there, and how far it is."""
        if not self.line.flush():
            return
        self.workbench.open_place(Place("close out", self.interview_id))


def _question(place: Placed, words: str) -> Content:
    """A line of enquiry with what was asked, in words."""
    lead = f"{'  ' * max(place.depth - 1, 0)}{place.number} " if place.number else ""
    style = "" if place.number else "bold"
    text = hanging(lead, one_line(place.line.text, style).plain or "(empty)", _ASK_WIDTH, lead_style=style or "dim")
    return text.append(f"\n{' ' * len(lead)}").append(one_line(words, "dim")) if words else text


def _promise(request: InformationRequest) -> str:
    """What was promised, by whom, who sees to it and by when; what nobody has said is left out."""
    who = f"{request.asked_of}: " if request.asked_of else ""
    about = [request.owner, f"by {show_date(request.due)}" if request.due else ""]
    tail = ", ".join(part for part in about if part)
    return f"{who}{request.what} ({tail or 'Alt+D: who sees to it'})"
