"""Closing an interview out on the same evening: what is open in it, settled by key, and one page for the absent."""

from __future__ import annotations

from pathlib import Path

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Footer, OptionList, Static

from interviews.close_out import Held, Point, PointKind, open_points
from interviews.interview import Interview, InterviewState
from interviews.summary import as_lines, summary
from workbench.dialogs.ask import AskYes
from workbench.dialogs.long_work import Job, LongWork
from workbench.screens.parts.settle_points import CANNOT, SettlePoints
from workbench.screens.place import Place
from workbench.services import close_out as services
from workbench.text import one_line, shown
from workbench.widgets.fitted import FittedList, fitted
from workbench.widgets.list_and_thing import ListAndThing
from workbench.widgets.record_form import Thing
from workbench.widgets.record_list import Row
from workbench.widgets.top_bar import TopBar

PAGE = "page"
MOST = 100  # points of one kind shown at once
_HOW = {
    PointKind.UNTAGGED: "Press 1 to 9 for the question that it answers; l chooses from all. Enter opens the line.",
    PointKind.UNANSWERED: "It was asked and not answered. If it was not asked after all, press u.",
    PointKind.NOT_ASKED: "If it was asked and nobody answered, press u. A line that answers it is given its number.",
    PointKind.ACTION: "Press o to say who sees to it and by when. Enter opens its line.",
    PointKind.TO_COME: "Press r to say what came of it, o to change who sees to it and by when. Enter opens its line.",
    PointKind.NO_SPEAKER: "Press s to say who said it. Enter opens the line.",
    PointKind.FOLLOW_UP: "A suggestion: nothing has to be done here.",
}
_FOR = {
    "question": (PointKind.UNTAGGED,),
    "figure": (PointKind.UNTAGGED,),
    "asked": (PointKind.NOT_ASKED, PointKind.UNANSWERED),
    "owner": (PointKind.ACTION, PointKind.TO_COME),
    "received": (PointKind.TO_COME,),
    "speaker": (PointKind.NO_SPEAKER,),
}

# What was promised is waited for, and comes, after the notes are confirmed too: it is no part of them.
_STAYS_OPEN = (PointKind.ACTION, PointKind.TO_COME)


class CloseOutScreen(SettlePoints):
    """Going over an interview: each thing that is open stands on the left and is settled by a key; c closes it out.

    Nothing has to be settled: closing out never waits for it. The page for whoever was not there is on top of the
    list; x writes it as a Word file and as plain text. Its exempt and confidential words are counted only: p shows
    them. When everybody agrees with the notes, c once more confirms them, and they are locked; a opens them again.
    """

    BINDINGS = [
        *(
            Binding(str(n), f"figure({n})", f"Question {n}", show=False, tooltip=f"The line answers question {n}")
            for n in range(1, 10)
        ),
        Binding("l", "question", "Question", tooltip="Say which question the chosen line answers"),
        Binding("u", "asked", "Asked", tooltip="It was asked and nobody answered, or it was not asked after all"),
        Binding("o", "owner", "Owner", tooltip="Say who sees to it and by when"),
        Binding("r", "received", "Received", tooltip="Say that it was received, or that it is not coming"),
        Binding("s", "speaker", "Speaker", tooltip="Say who spoke the chosen line"),
        Binding("x", "export", "Page", tooltip="Write the page as Word and as plain text"),
        Binding("p", "private", "Private", show=False, tooltip="Show the page with its private words, or without"),
        Binding("c", "close_out", "Close out", tooltip="Close the interview out; once more confirms it"),
        Binding("a,alt+c", "open_again", "Open again", tooltip="Open a confirmed interview again, to change its notes"),
    ]

    def __init__(self, interview: Interview, chosen: str = "") -> None:
        super().__init__(name="close_out")
        self.interview_id = interview.id
        self._interview = interview
        self._choose = chosen
        self._held: Held | None = None
        self._points: list[Point] = []
        self._private = False

    def compose(self) -> ComposeResult:
        """What is open; what is chosen, or the page."""
        yield TopBar(self._interview.title)
        yield ListAndThing(
            FittedList(id="points"),
            Thing(
                Static(id="what", classes="heading prose"),
                Static(id="words", classes="prose"),
                Static(id="how", classes="quiet prose"),
            ),
        )
        yield Footer()

    @property
    def _list(self) -> FittedList:
        return self.query_one("#points", FittedList)

    @property
    def held(self) -> Held:
        """The interview as last read."""
        if self._held is None:
            self._held = services.held(self.workspace, self.interview_id)
        return self._held

    @property
    def point(self) -> Point | None:
        """The point that is chosen; None on the page."""
        return next((point for point in self._points if point.key == self._list.chosen), None)

    def on_mount(self) -> None:
        """Show what is open; begin with the first of it."""
        self.refresh_records()
        wanted = next((p.key for p in self._points if self._choose in (p.note_id, p.request_id, p.line_id)), "")
        first = next((p.key for p in self._points), PAGE)
        self._list.choose(wanted if self._choose and wanted else first)
        self._list.focus()

    # -- showing ------------------------------------------------------------------------------------------------------

    def refresh_records(self) -> None:
        """Read the interview again and show what is open in it."""
        self._held = services.held(self.workspace, self.interview_id)
        self._interview = self._held.interview
        self._points = open_points(self._held, self.workspace.today().date())
        self._list.fit(self._rows)
        count = len(self._points)
        about = f"{self._interview.state.value} · " + (f"{count} open" if count else "nothing is open")
        self.query_one(TopBar).show(f"{self._interview.title} ▸ Close out", about)
        self._show_chosen()

    def _rows(self, width: int) -> list[Row]:
        rows = [Row(PAGE, fitted("", "The page for whoever was not there", "", width))]
        for kind in PointKind:
            points = [point for point in self._points if point.kind is kind]
            if points:
                rows.append(Row(None, one_line(f"{kind.value} ({len(points)})", "bold")))
            rows += [Row(p.key, fitted("  ", p.text, p.private, width)) for p in points[:MOST]]
            if len(points) > MOST:
                more = f"  … and {len(points) - MOST} more, which come up as these are settled"
                rows.append(Row(None, one_line(more, "dim")))
        return rows

    @on(OptionList.OptionHighlighted, "#points")
    def _highlighted(self) -> None:
        self._show_chosen()

    def _show_chosen(self) -> None:
        point = self.point
        what, words, how = "", "", ""
        if point is not None:
            what, words, how = point.kind.value, point.text, _HOW[point.kind]
            words += f"\nThis is {point.private}." if point.private else ""
            if self._interview.is_locked and point.kind not in _STAYS_OPEN:
                how = "The notes are confirmed and locked: what is open here stays so. a opens the interview again."
        elif self._list.chosen == PAGE:
            page = summary(self.held, self.workspace.today().date(), private=self._private)
            words = "\n".join(as_lines(page))
            how = "\nx writes it as a Word file and as plain text." + (
                " p leaves out what is private." if self._private else " p shows what is private too."
            )
            if self._interview.is_locked:
                how += "\nThe notes are confirmed and locked: a opens the interview again."
        self.query_one("#what", Static).update(one_line(what))
        self.query_one("#what").display = bool(what)
        self.query_one("#words", Static).update(shown(words))
        self.query_one("#how", Static).update(shown(how))
        self.refresh_bindings()

    # -- what can be done ----------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only the keys that settle what is chosen are offered."""
        if action in _FOR:
            point = self.point
            if point is None or point.kind not in _FOR[action]:
                return False
            return not self._interview.is_locked or point.kind in _STAYS_OPEN
        if action == "close_out":
            return not self._interview.is_locked
        if action == "open_again":
            return self._interview.is_locked
        return True

    @on(OptionList.OptionSelected, "#points")
    def _opened(self, event: OptionList.OptionSelected) -> None:
        """Enter leads to the line; on anything without one it goes over to the right."""
        point = self.point
        if point is not None and point.note_id:
            event.stop()
            self.workbench.open_place(Place("interview", self.interview_id, chosen=point.note_id))

    # -- the interview itself -----------------------------------------------------------------------------------------

    @work
    async def action_close_out(self) -> None:
        """Close the interview out, or confirm one that is closed out."""
        if self._interview.state is InterviewState.CLOSED_OUT:
            question = (
                "Confirm these notes? Everybody who was there agrees with them. They are locked then: nothing in them "
                "can be changed, and a correction is a new line that says so."
            )
            if not await self.app.push_screen_wait(AskYes(question, yes="Confirm", no="Not yet")):
                return
        try:
            if self._interview.state is InterviewState.CLOSED_OUT:
                services.confirm(self.workspace, self.interview_id)
            else:
                services.close_out(self.workspace, self.interview_id)
        except CANNOT as why:
            self.not_done(why)
            return
        done = self.workspace.records.interviews.get(self.interview_id).state
        left = f" What is open stays in this list ({len(self._points)})." if self._points else ""
        locked = done is InterviewState.CONFIRMED
        self.settled(
            "Confirmed: the notes are locked. a opens the interview again."
            if locked
            else f"Closed out.{left} c once more confirms it."
        )

    @work
    async def action_open_again(self) -> None:
        """Open a confirmed interview again."""
        question = (
            "Open the interview again? Everybody agreed with these notes. Opened again they are closed out: lines can "
            "be changed, and the notes have to be confirmed once more."
        )
        if not await self.app.push_screen_wait(AskYes(question, yes="Open it again", no="Leave it")):
            return
        try:
            services.open_again(self.workspace, self.interview_id)
        except CANNOT as why:
            self.not_done(why)
            return
        self.settled("Open again: the notes can be changed. c confirms them once more.")

    def action_private(self) -> None:
        """Show the page with its private words, or without them."""
        self._private = not self._private
        self._list.choose(PAGE)
        self._show_chosen()

    @work
    async def action_export(self) -> None:
        """Write the page as a Word file and as plain text, in the background."""
        private = self._private
        if private and not await self.app.push_screen_wait(
            AskYes("Write the page with its exempt and confidential words? It must be kept private.", no="Back")
        ):
            return

        def write(job: Job) -> list[Path] | None:
            job.say("Writing the page …")
            with self.workspace.again() as workspace:
                return [
                    services.write_summary(workspace, self.interview_id, form, private=private)
                    for form in ("docx", "txt")
                ]

        written = await self.app.push_screen_wait(LongWork("Writing the page", write))
        if written:
            self.workbench.say(f"Written to {' and '.join(map(str, written))}")
