"""What can be done with lines of notes already taken: change, correct, bin, themes, a finding, a promise."""

from __future__ import annotations

from textual import on, work
from textual.widgets import OptionList

from groups.rows import NotThere
from interviews.interview import Note, NoteKind
from workbench.dates import show_date
from workbench.dialogs.correction import ask_correction
from workbench.dialogs.promise import ask_promise
from workbench.dialogs.record_dialog import RecordDialog
from workbench.dialogs.themes import SayThemes
from workbench.screens.parts.gather_acts import link_of, make_of, open_users
from workbench.screens.parts.line_tags import LineTags
from workbench.services.editing import Clash, NotAccepted
from workbench.services.evidence_pieces import Piece
from workbench.services.gathering import pieces_of_notes
from workbench.services.notes import bin_note
from workbench.services.used_by import uses_of_notes
from workbench.widgets.evidence_fields import note_fields
from workbench.widgets.notes_list import NotesList
from workbench.workspace.problems import WorkspaceProblem

_NOT_FOUND = "Choose a line first: ↑ goes to the lines."
_NO_PROMISE = "No line here is an action yet: Alt+A says that the line is one."


class LineActs(LineTags):
    """A screen with lines of notes on which something can be done."""

    def action_pick(self) -> None:
        """Pick the chosen line, or let it go again: what is said next is said of all that are picked."""
        self.query_one(NotesList).pick()

    def action_to_change(self) -> None:
        """Change the chosen line."""
        self.query_one(NotesList).action_select()

    def action_correct(self) -> None:
        """Add a line that corrects the chosen one; it is confirmed, and stands as it is."""
        self.query_one(NotesList).action_select()

    @on(OptionList.OptionSelected, "#notes")
    @work
    async def _edit(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        target = next((note for note in self.now.notes if note.id == event.option.id), None)
        if target is None:
            return
        if self.now.interview.is_locked:
            await self._correct(target)
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

    async def _correct(self, target: Note) -> None:
        """A confirmed line stands as it is: what is right is added as a new line that says so."""
        try:
            added = await ask_correction(self.workbench, self.workspace, target)
        except (NotAccepted, NotThere, WorkspaceProblem) as why:
            self.not_done(why)
            return
        if added is not None:
            self.workbench.saved()
            self.refresh_records()
            self.query_one(NotesList).choose(added.id)
            self.workbench.say("The correction is added. Ctrl+Z takes it back.")

    def action_to_bin(self) -> None:
        """Put the chosen line, or all that are picked, in the bin; undo or the bin brings them back."""
        targets = self.targets()
        if not targets:
            self.workbench.say(_NOT_FOUND, wrong=True)
            return
        several = f"{len(targets)} lines are"
        try:
            with self.workspace.write("Put notes in the bin" if len(targets) > 1 else "Put a note in the bin"):
                for note in targets:
                    bin_note(self.workspace, note)
        except (NotAccepted, WorkspaceProblem) as why:
            self.not_done(why)
            return
        self.query_one(NotesList).let_go()
        self.workbench.say(f"{several if len(targets) > 1 else 'The line is'} in the bin. Ctrl+Z brings it back.")
        self.refresh_records()

    @work
    async def action_finding(self) -> None:
        """Make a finding that rests on the chosen line, or on all that are picked."""
        gathered = self._gathered()
        if not gathered:
            return
        question = "What does the line show? One sentence." if len(gathered) == 1 else ""
        value = gathered[0].words if len(gathered) == 1 else ""
        made = await make_of(self.workbench, self.now.group.id, gathered, question=question, value=value)
        if made is not None:
            self.query_one(NotesList).let_go()
            lines = "this line" if len(gathered) == 1 else f"these {len(gathered)} lines"
            self.workbench.say(f"The finding stands in the tab Findings, with {lines} behind it. Ctrl+Z takes it back.")
            self.show_uses()

    @work
    async def action_link(self) -> None:
        """Link the chosen line, or all that are picked, to a finding, and say how they bear on it."""
        gathered = self._gathered()
        if gathered and await link_of(self.workbench, self.now.group.id, gathered):
            self.query_one(NotesList).let_go()
            self.show_uses()

    @work
    async def action_users(self) -> None:
        """Open the finding that uses the chosen line, or one of several."""
        if gathered := self._gathered():
            await open_users(self.workbench, self.now.group.id, [piece.address for piece in gathered])

    def show_uses(self) -> None:
        """Say beside each line how many findings use it."""
        self.query_one(NotesList).show_uses(uses_of_notes(self.workspace, self.now.group.id))

    def _gathered(self) -> list[Piece]:
        """The chosen line, or all that are picked, as evidence; it is said where there is none."""
        targets = self.targets()
        if not targets:
            self.workbench.say(_NOT_FOUND, wrong=True)
        return pieces_of_notes(self.workspace, targets)

    @work
    async def action_themes(self) -> None:
        """Say the themes of the chosen line or of all that are picked; while writing, of the line kept last."""
        self.line.flush()
        targets = self.targets() or self.now.notes[-1:]
        if not targets:
            self.workbench.say("There is no line yet: press Enter to keep the one being written.", wrong=True)
            return
        try:
            said = await self.app.push_screen_wait(SayThemes(self.workspace, self.now.group.id, targets))
        except NotThere as why:
            self.not_done(why)
            return
        if said:
            self.query_one(NotesList).let_go()
            self.workbench.saved()
            self.workbench.say(f"{said} Ctrl+Z takes it back.")
            self.refresh_records()

    @work
    async def action_promise(self) -> None:
        """Say who sees to the promise of the chosen line and by when; while writing, of the last action.

        An action that is being written is kept first: it is the one that is meant.
        """
        if not self.targets() and self.line.draft.kind is NoteKind.ACTION:
            await self.line.action_submit()
        self.line.flush()
        target = self._promise()
        if target is None:
            self.workbench.say(_NO_PROMISE, wrong=True)
            return
        try:
            made = await ask_promise(self.workbench, self.workspace, target)
        except (Clash, NotAccepted, NotThere, WorkspaceProblem) as why:
            self.not_done(why)
            return
        if made is not None:
            self.workbench.saved()
            who = f"{made.owner} sees to it" if made.owner else "Nobody sees to it yet"
            day = f"by {show_date(made.due)}" if made.due else "no day is said"
            self.workbench.say(f"{who}, {day}. Ctrl+Z takes it back.")
            self.refresh_records()

    def _promise(self) -> Note | None:
        self.refresh_records()
        if chosen := self.targets():
            return chosen[0]
        return next((note for note in reversed(self.now.notes) if note.kind is NoteKind.ACTION), None)
