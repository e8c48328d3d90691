"""What can be said about lines of notes: their question, their kind, who speaks and how private they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual import work

from groups.enquiry import LineKind, outline
from groups.sensitivity import SCHEDULE_12A, NoReason, Sensitivity, exempt_reason
from interviews.drafts import Draft
from interviews.interview import Note, NoteKind, of_question
from workbench.dialogs.ask import AskWhich, AskWords
from workbench.screens.base import WorkbenchScreen
from workbench.services.editing import Clash, NotAccepted
from workbench.services.many_notes import in_words, say_of
from workbench.services.notes import change_note
from workbench.services.session import InterviewNow
from workbench.text import one_line
from workbench.widgets.note_line import NoteLine
from workbench.widgets.notes_list import NotesList
from workbench.workspace.problems import WorkspaceProblem

NO_QUESTIONS = "No lines of enquiry yet. They are written in the group's tab Enquiry; notes can be taken without."
_OPEN = {
    "working": Sensitivity.WORKING,
    "public": Sensitivity.PUBLIC,
    "confidential": Sensitivity.CONFIDENTIAL,
}


class LineTags(WorkbenchScreen):
    """A screen with lines of notes and one being written. What is said goes to the line that has the focus.

    Where lines are picked it goes to all of them, in one step of undo.
    """

    @property
    def now(self) -> InterviewNow:
        """The interview as last read."""
        raise NotImplementedError(type(self).__name__)

    @property
    def line(self) -> NoteLine:
        """The line that is being written."""
        return self.query_one(NoteLine)

    def show_about(self) -> None:
        """Say what the line being written is about."""
        raise NotImplementedError(type(self).__name__)

    def targets(self) -> list[Note]:
        """The picked notes, or the chosen one, where the lines have the focus; none for the line being written."""
        notes = self.query_one(NotesList)
        if not notes.has_focus:
            return []
        wanted = notes.picked or {notes.chosen or ""}
        return [note for note in self.now.notes if note.id in wanted]

    def tag(self, targets: Sequence[Note], label: str, **values: Any) -> None:
        """Say something about lines: the one being written, or these notes."""
        if self.now.interview.is_locked:
            self.workbench.say("These notes are confirmed and locked. Alt+C opens the interview again.", wrong=True)
            return
        if not targets:
            self.line.say(**values)
            self.show_about()
            return
        try:
            if len(targets) == 1:
                change_note(self.workspace, targets[0], label, **values)
            else:
                done = say_of(self.workspace, targets, label, **values)
                self.workbench.say(f"{in_words(self.workspace, done)} Ctrl+Z takes it back.", wrong=bool(done.left))
            self.query_one(NotesList).let_go()
        except (Clash, NotAccepted, NoReason, WorkspaceProblem) as why:
            self.not_done(why)
            return
        self.workbench.saved()
        self.refresh_records()

    def _first(self, targets: Sequence[Note]) -> Note | Draft:
        """The line from which a choice begins."""
        return targets[0] if targets else self.line.draft

    def not_done(self, why: Exception) -> None:
        """Something could not be kept: say why, in its own words."""
        if isinstance(why, WorkspaceProblem):
            self.workbench.not_saved()
        self.workbench.say(str(why), wrong=True)

    def action_figure(self, number: int) -> None:
        """The question of that number; pressed again, its next part."""
        targets = self.targets()
        line_id = of_question(number, self._first(targets).line_id, self.now.enquiry)
        if line_id:
            self.tag(targets, "Say which question a note answers", line_id=line_id)
        else:
            self.workbench.say(f"There is no question {number}.", wrong=True)

    def action_no_question(self) -> None:
        """The line answers no question."""
        self.tag(self.targets(), "Say which question a note answers", line_id="")

    @work
    async def action_question(self) -> None:
        """Choose the question from all lines of enquiry."""
        targets = self.targets()
        lines = [p for p in outline(self.now.enquiry) if p.line.kind is not LineKind.THEME]
        if not lines:
            self.workbench.say(NO_QUESTIONS, wrong=True)
            return
        choices = [(p.line.id, f"{'  ' * (p.depth - 1)}{p.number}  {p.line.text}") for p in lines]
        now = self._first(targets).line_id
        answer = await self.app.push_screen_wait(
            AskWhich("Which question does it answer?", [*choices, ("none", "No question")], chosen=now)
        )
        if answer:
            line_id = "" if answer == "none" else answer
            self.tag(targets, "Say which question a note answers", line_id=line_id)

    def action_kind(self, name: str) -> None:
        """The line is of this kind; pressed again, it is a plain note."""
        targets = self.targets()
        kind = NoteKind(name)
        now = self._first(targets).kind
        self.tag(targets, f"Mark a note as {kind.value}", kind=NoteKind.NOTE if now is kind else kind)

    @work
    async def action_any_kind(self) -> None:
        """Choose what kind of thing the line is."""
        targets = self.targets()
        now = self._first(targets).kind
        answer = await self.app.push_screen_wait(
            AskWhich("What kind of thing is it?", [(kind.value, kind.value) for kind in NoteKind], chosen=now.value)
        )
        if answer:
            self.tag(targets, "Say what kind of note it is", kind=NoteKind(answer))

    @work
    async def action_speaker(self) -> None:
        """Choose who speaks from those who are here, or write a name."""
        targets = self.targets()
        now = self._first(targets).speaker
        names = list(dict.fromkeys([*self.now.interview.people(), *(n.speaker for n in self.now.notes if n.speaker)]))
        choices = [(f"person:{n}", name) for n, name in enumerate(names)]
        chosen = f"person:{names.index(now)}" if now in names else ""
        answer = "other"
        if names:
            choices += [("other", "Somebody else …"), ("none", "Nobody in particular")]
            picked = await self.app.push_screen_wait(AskWhich("Who speaks?", choices, chosen=chosen))
            answer = picked or ""
        if answer == "other":
            name = await self.app.push_screen_wait(AskWords("Who speaks?", value=now))
            if name:
                self.tag(targets, "Say who speaks", speaker=one_line(name).plain)
        elif answer:
            speaker = "" if answer == "none" else names[int(answer.partition(":")[2])]
            self.tag(targets, "Say who speaks", speaker=speaker)

    @work
    async def action_private(self) -> None:
        """Choose how private the line is; exempt asks for the paragraph and the reason."""
        targets = self.targets()
        choices = [
            ("working", "Working paper: not for publication (as every note begins)"),
            ("public", "Public: may stand in a report"),
            ("confidential", "Confidential"),
            *((str(n), f"Exempt, paragraph {n}: {about}") for n, about in SCHEDULE_12A.items()),
        ]
        answer = await self.app.push_screen_wait(AskWhich("How private is it?", choices, chosen="1", numbered=False))
        label = "Say how private a note is"
        if answer is None:
            return
        if not answer.isdecimal():
            self.tag(targets, label, sensitivity=_OPEN[answer], exempt_reason="")
            return
        why = await self.app.push_screen_wait(
            AskWords(
                "Why is keeping it private in the public interest?",
                hint="such as: it names a child",
                about=" ".join(note.id for note in targets),
            )
        )
        if why:
            reason = exempt_reason(int(answer), one_line(why).plain)
            self.tag(targets, label, sensitivity=Sensitivity.EXEMPT, exempt_reason=reason)
