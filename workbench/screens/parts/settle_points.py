"""Settling what is open in an interview, point by point: each by one key, each one step of undo."""

from __future__ import annotations

from textual import work

from groups.enquiry import outline
from groups.rows import NotThere
from groups.sensitivity import NoReason
from interviews.close_out import Held, Point, PointKind
from interviews.interview import Note, of_question
from interviews.request import InformationRequest, RequestState
from workbench.dialogs.about_line import ask_question, ask_speaker
from workbench.dialogs.promise import ask_promise, ask_settled
from workbench.screens.base import WorkbenchScreen
from workbench.services import close_out as services
from workbench.services.editing import Clash, NotAccepted
from workbench.services.notes import change_note
from workbench.workspace.problems import WorkspaceProblem

CANNOT = (Clash, NotAccepted, NoReason, NotThere, WorkspaceProblem)


class SettlePoints(WorkbenchScreen):
    """A screen on which one point of an interview is chosen; its keys settle that."""

    @property
    def held(self) -> Held:
        """The interview as last read."""
        raise NotImplementedError(type(self).__name__)

    @property
    def point(self) -> Point | None:
        """The point that is chosen."""
        raise NotImplementedError(type(self).__name__)

    @property
    def _note(self) -> Note | None:
        point = self.point
        return next((n for n in self.held.notes if point and n.id == point.note_id), None)

    def settled(self, said: str) -> None:
        """Something was settled: the next thing of the list takes its place."""
        self.workbench.saved()
        self.workbench.say(said)
        self.refresh_records()

    def not_done(self, why: Exception) -> None:
        """Something could not be done: say why, and show the interview as it is."""
        self.workbench.say(str(why), wrong=True)
        self.refresh_records()

    def _tag(self, note: Note, line_id: str) -> None:
        try:
            change_note(self.workspace, note, "Say which question a note answers", line_id=line_id)
        except CANNOT as why:
            self.not_done(why)
            return
        number = next((p.number for p in outline(self.held.enquiry) if p.line.id == line_id), "")
        self.settled(f"The line answers {number}. Ctrl+Z takes that back.")

    def action_figure(self, number: int) -> None:
        """The chosen line answers the question of that number; where that has parts, one of them is asked for."""
        note = self._note
        if note is None:
            return
        line_id = of_question(number, "", self.held.enquiry)
        if not line_id:
            self.workbench.say(f"There is no question {number}.", wrong=True)
        elif any(line.parent_id == line_id for line in self.held.enquiry):
            self._ask_question(note, line_id)
        else:
            self._tag(note, line_id)

    def action_question(self) -> None:
        """Choose the question of the chosen line from all."""
        if self._note is not None:
            self._ask_question(self._note)

    @work
    async def _ask_question(self, note: Note, under: str = "") -> None:
        """Ask for the question: any, or one and its parts."""
        if not self.held.enquiry:
            self.workbench.say("There are no lines of enquiry yet: they are written in the tab Enquiry.", wrong=True)
            return
        question = "Which question does the line answer?"
        if line_id := await ask_question(self.workbench, question, self.held.enquiry, under=under):
            self._tag(note, line_id)

    def action_asked(self) -> None:
        """The chosen question was asked and nobody answered; or it was not asked after all."""
        point = self.point
        if point is None:
            return
        was = point.kind is PointKind.NOT_ASKED
        try:
            services.say_asked(self.workspace, self.held.interview, point.line_id, asked=was)
        except CANNOT as why:
            self.not_done(why)
            return
        self.settled("Asked, and not answered." if was else "Not asked.")

    @work
    async def action_owner(self) -> None:
        """Say who sees to the chosen promise and by when."""
        about = self._request or self._note
        if about is None:
            return
        try:
            done = await ask_promise(self.workbench, self.workspace, about)
        except CANNOT as why:
            self.not_done(why)
            return
        if done is not None:
            self.settled("It stands in what we wait for. Ctrl+Z takes that back.")

    @property
    def _request(self) -> InformationRequest | None:
        point = self.point
        return next((r for r in self.held.requests if point and r.id == point.request_id), None)

    @work
    async def action_received(self) -> None:
        """Say what came of the chosen promise."""
        request = self._request
        if request is None:
            return
        try:
            done = await ask_settled(self.workbench, self.workspace, request)
        except CANNOT as why:
            self.not_done(why)
            return
        if done is not None and done.state is not RequestState.OPEN:
            self.settled(f"It is {done.state.value}. Ctrl+Z takes that back.")

    @work
    async def action_speaker(self) -> None:
        """Say who spoke the chosen quotation."""
        note = self._note
        if note is None:
            return
        speaker = await ask_speaker(self.workbench, "Who said it?", self.held.interview, self.held.notes)
        if not speaker:
            return
        try:
            change_note(self.workspace, note, "Say who speaks", speaker=speaker)
        except CANNOT as why:
            self.not_done(why)
            return
        self.settled("The speaker is written down. Ctrl+Z takes that back.")
