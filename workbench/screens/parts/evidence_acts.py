"""Gathering evidence in the tab Evidence: adding, taking in, making a finding, the bin, and the other places."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from textual import work

from groups.record import Record
from groups.rows import NotThere, Rows
from interviews.submission import Submission
from workbench.dialogs.ask import AskWhich, AskWords
from workbench.screens.base import Pane
from workbench.screens.parts.gather_acts import link_of, make_of, open_users
from workbench.screens.place import Place
from workbench.services import partners as services
from workbench.services.editing import NotAccepted
from workbench.services.evidence_pieces import Piece
from workbench.services.gathering import piece_of_line
from workbench.services.used_by import all_of
from workbench.text import one_line
from workbench.widgets.evidence_thing import WHAT, EvidenceThing
from workbench.workspace.problems import WorkspaceProblem

if TYPE_CHECKING:
    from workbench.services.evidence_in import Taken

_MOST_IN_A_ROW = 90
_KINDS = [
    ("partner", "A partner: a body that the group asks"),
    ("interview", "An interview"),
    ("submission", "A submission, written or pasted by hand"),
    ("snapshot", "A data snapshot, a table written or pasted by hand"),
    ("pasted", "Something to paste: an e-mail, a transcript, cells from a spreadsheet"),
]
_ASKED = {
    "partner": ("What is the partner called?", "such as Wexcombe Hospitals Trust"),
    "interview": ("What is the interview called?", "such as Attendance team"),
    "submission": ("What is the submission called?", "such as Letter from the parents' forum"),
    "snapshot": ("What do the figures show?", "such as Children educated at home, by month"),
}


class EvidenceActs(Pane):
    """The tab with a list of what was gathered, of which one is chosen; what is done goes to that."""

    @property
    def chosen(self) -> tuple[str, str]:
        """The kind of what is chosen and its id; empty where nothing is."""
        raise NotImplementedError(type(self).__name__)

    @property
    def thing(self) -> EvidenceThing:
        """The right-hand side."""
        return self.query_one(EvidenceThing)

    def show_new(self, kind: str, record_id: str, *, write: bool) -> None:
        """Show what is new in the list: to read, or to write in at once."""
        raise NotImplementedError(type(self).__name__)

    def rows_of(self, kind: str) -> Rows[Any]:
        """Where records of that kind are kept."""
        records = self.workspace.records
        found: dict[str, Rows[Any]] = {
            "partner": records.partners,
            "interview": records.interviews,
            "submission": records.submissions,
            "snapshot": records.snapshots,
        }
        return found[kind]

    def record(self) -> Record | None:
        """The record that is chosen, or None where a heading or a remark is."""
        kind, which = self.chosen
        if kind not in WHAT:
            return None
        try:
            found: Record = self.rows_of(kind).get(which)
        except NotThere:
            return None
        return found

    @property
    def _partner_chosen(self) -> str:
        """Whose it probably is, what is added now."""
        kind, which = self.chosen
        return which if kind == "partner" else ""

    @work
    async def action_add(self) -> None:
        """Ask what is to be added and what it is called, then go on to its form."""
        ask = AskWhich("What do you want to add?", _KINDS, chosen=self.chosen[0])
        kind = await self.app.push_screen_wait(ask)
        if kind is None:
            return
        if kind == "pasted":
            from workbench.screens.tabs.taking_in import take_in_pasted

            self._taken_in(await take_in_pasted(self))
            return
        question, hint = _ASKED[kind]
        title = await self.app.push_screen_wait(AskWords(question, hint=hint))
        if title:
            self._added(kind, title)

    def _added(self, kind: str, title: str) -> None:
        try:
            made = services.begin(self.workspace, self.group_id, kind, title, self._partner_chosen)
        except (NotAccepted, WorkspaceProblem) as why:
            self.workbench.say(str(why), wrong=True)
            return
        self.workbench.saved()
        self.show_new(kind, made.id, write=True)

    @work
    async def action_take_in(self) -> None:
        """Ask for files, and take them in after a look at what was understood of each.

        Whose they are is said by the files or by a person: the row that happens to be chosen says nothing about it.
        """
        from workbench.screens.tabs.taking_in import take_in_files

        self._taken_in(await take_in_files(self))

    def _taken_in(self, taken: Sequence[Taken]) -> None:
        """Show what was taken in."""
        if taken:
            self.show_new("snapshot" if taken[0].is_table else "submission", taken[0].first.id, write=False)

    @work
    async def action_finding(self) -> None:
        """Make a finding that rests on the chosen line of a submission's text."""
        piece = self._line_chosen()
        if piece is not None:
            question = "What does the line show? One sentence."
            if await make_of(self.workbench, self.group_id, [piece], question=question, value=piece.words):
                self.workbench.say("The finding stands in the tab Findings, with this line behind it.")

    @work
    async def action_link(self) -> None:
        """Link the chosen line of a submission's text to a finding, and say how it bears on it."""
        piece = self._line_chosen()
        if piece is not None:
            await link_of(self.workbench, self.group_id, [piece])

    def _line_chosen(self) -> Piece | None:
        """The chosen line of a submission's text, as evidence; it is said where there is none."""
        record, thing = self.record(), self.thing
        if not isinstance(record, Submission) or not thing.shows_text:
            self.workbench.say("Choose a submission, press Enter, and choose the line that says it.", wrong=True)
            return None
        try:
            return piece_of_line(record, thing.reading.line)
        except NotAccepted as why:
            self.workbench.say(str(why), wrong=True)
            return None

    @work
    async def action_users(self) -> None:
        """Open the finding that uses anything of the chosen interview, submission or snapshot, or one of several."""
        kind, which = self.chosen
        if kind not in WHAT or kind == "partner":
            self.workbench.say("Choose an interview, a submission or a data snapshot first.", wrong=True)
            return
        await open_users(self.workbench, self.group_id, all_of(self.workspace, kind, which))

    def action_waiting(self) -> None:
        """What the group waits for: promises and requests."""
        self.workbench.open_place(Place("requests", self.group_id))

    def action_unsure(self) -> None:
        """Quoted passages whose text was changed and whose place nobody can be sure of."""
        self.workbench.open_place(Place("unsure", self.group_id))

    def action_coverage(self) -> None:
        """Which partner was asked what, and what came of it."""
        self.workbench.open_place(Place("coverage", self.group_id))

    def action_roles(self) -> None:
        """Whose name is published as a role."""
        self.workbench.open_place(Place("roles", self.group_id))

    def action_themes(self) -> None:
        """The themes of the group."""
        self.workbench.open_place(Place("themes", self.group_id))

    @work
    async def action_question_sheet(self) -> None:
        """The questions of an interview or a partner on paper: written to be sent, or taken in when they come back."""
        from workbench.dialogs.question_sheet import question_sheet

        await question_sheet(self, self.record())

    def action_to_bin(self) -> None:
        """Put the chosen thing in the bin; undo or the bin brings it back."""
        kind, _ = self.chosen
        record = self.record()
        if record is None:
            return
        name = str(getattr(record, "title", "") or getattr(record, "name", ""))
        try:
            with self.workspace.write(f"Put {WHAT[kind]} {name} in the bin"):
                self.rows_of(kind).bin(record)
        except WorkspaceProblem as why:
            self.workbench.say(str(why), wrong=True)
            return
        self.workbench.saved()
        self.workbench.say(f"{cut(name)} is in the bin. Ctrl+Z brings it back.")
        self.refresh_records()


def cut(text: str) -> str:
    """A text short enough for a row of a list."""
    plain = one_line(text).plain
    return plain if len(plain) <= _MOST_IN_A_ROW else plain[: _MOST_IN_A_ROW - 1] + "…"
