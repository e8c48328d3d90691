"""The review of a pack before it is kept: every record beside the lines it came from, to accept, fix or drop."""

from __future__ import annotations

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Footer, OptionList, Static
from textual.worker import get_current_worker

from index.archive import ArchivedPack
from workbench.dialogs.ask import AskWhich, AskWords, AskYes
from workbench.screens.base import WorkbenchScreen
from workbench.services.pack_review import Key, ProposedRecord, proposed_records, reviewed
from workbench.services.packs import ProposedPack, Same, SamePackDiffers, import_report, keep_pack
from workbench.text import joined, one_line, shown
from workbench.widgets.line_view import LineView
from workbench.widgets.list_and_thing import ListAndThing
from workbench.widgets.record_list import RecordList, Row
from workbench.widgets.top_bar import TopBar
from workbench.workspace.problems import WorkspaceProblem

SUMMARY = "summary"
NO_PACK = (
    "This looks like no document pack. What somebody handed in to a group is taken in on its tab Evidence, with i."
)


class ImportReviewScreen(WorkbenchScreen):
    """What was read from the file, before anything is kept. Each record came from the marked line on the right.

    Press d to drop a record that is wrong, d again to take it back, and e to fix its words; a accepts everything as it
    was read. Then press s to keep the pack. The text itself is kept as it is, whatever you drop.
    """

    BINDINGS = [
        Binding("s", "keep", "Keep the pack", tooltip="Keep the pack with the records that were not dropped"),
        Binding("d", "drop", "Drop", tooltip="Drop the chosen record, or take it back"),
        Binding("e", "fix", "Fix", tooltip="Fix the words of the chosen record"),
        Binding("a", "accept_all", "Accept all", tooltip="Accept every record as it was read"),
    ]
    DEFAULT_CSS = """
    ImportReviewScreen #proposed { text-wrap: nowrap; text-overflow: ellipsis; }
    ImportReviewScreen #source-of { color: $text-muted; height: 1; }
    """

    class Kept(Message):
        """The keeping ended: with the pack, with a question about one like it, or with what is wrong."""

        def __init__(self, outcome: ArchivedPack | SamePackDiffers | str) -> None:
            super().__init__()
            self.outcome = outcome

    def __init__(self, proposed: ProposedPack) -> None:
        super().__init__(name="import review")
        self.proposed = proposed
        self.kept: ArchivedPack | None = None
        self._records = proposed_records(proposed.pack)
        self._by_key = {_id(r.key): r for r in self._records}
        self._dropped: set[Key] = set()
        self._fixed: dict[Key, str] = {}
        self._keeping = False

    def compose(self) -> ComposeResult:
        """The records, and the source at the line of the chosen one."""
        yield TopBar(f"Archive ▸ Import {self.proposed.document.name}", "nothing is kept yet")
        source = Vertical(
            Static(id="report", classes="prose"),
            Static(id="source-of"),
            LineView(self.proposed.text, id="source"),
        )
        yield ListAndThing(RecordList(id="proposed"), source)
        yield Footer()

    def on_mount(self) -> None:
        """Show what was read."""
        self._show_rows()
        self._show_chosen()
        self.query_one("#proposed").focus()

    def _show_rows(self) -> None:
        gone = len(self._dropped)
        left = f"{len(self._records) - gone} records" + (f", {gone} dropped" if gone else "")
        rows = [Row(SUMMARY, joined(one_line("What was read", "bold"), left))]
        rows += [Row(_id(r.key), self._row(r)) for r in self._records]
        self.query_one("#proposed", RecordList).show(rows)

    def _row(self, record: ProposedRecord) -> Content:
        text = self._fixed.get(record.key, record.text)
        state = "dropped" if record.key in self._dropped else "fixed" if record.key in self._fixed else ""
        return joined(
            Content.styled(f"{record.line:>4}", "dim"),
            one_line(state, "$text-warning"),
            one_line(record.kind, "dim"),
            joined(record.name, one_line(text, "strike dim" if state == "dropped" else ""), gap=" "),
        )

    def _chosen(self) -> ProposedRecord | None:
        return self._by_key.get(self.query_one("#proposed", RecordList).chosen or "")

    @on(OptionList.OptionHighlighted, "#proposed")
    def _highlighted(self) -> None:
        self._show_chosen()

    def _show_chosen(self) -> None:
        record = self._chosen()
        report, view = self.query_one("#report", Static), self.query_one(LineView)
        report.display = record is None
        self.query_one("#source-of").display = record is not None
        if record is None:
            read = import_report(reviewed(self.proposed.pack, self._dropped, self._fixed))
            facts = self.proposed.pack
            if not (facts.pack.board or facts.pack.meeting_date or facts.minutes):
                read = [NO_PACK, *read]
            report.update(shown("\n".join([*read, *self.proposed.notices, "", "Press s to keep the pack.", ""])))
            return
        self.query_one("#source-of", Static).update(one_line(f"{record.kind} from line {record.line}"))
        if view.line != record.line:
            view.go_to(record.line)

    # -- accept, fix, drop --------------------------------------------------------------------------------------------

    def action_drop(self) -> None:
        """Drop the chosen record, or take it back, and go on to the next."""
        record = self._chosen()
        if record is None:
            return
        self._dropped ^= {record.key}
        records = self.query_one("#proposed", RecordList)
        self._show_rows()
        if record.key in self._dropped:
            records.action_cursor_down()

    @work
    async def action_fix(self) -> None:
        """Fix the words of the chosen record."""
        record = self._chosen()
        if record is None:
            return
        before = self._fixed.get(record.key, record.text)
        words = await self.app.push_screen_wait(
            AskWords(f"The words of this {record.kind.lower()}, from line {record.line}", value=before)
        )
        if words is None or words == before:
            return
        self._dropped.discard(record.key)
        self._fixed[record.key] = words
        if words == record.text:
            del self._fixed[record.key]
        self._show_rows()

    def action_accept_all(self) -> None:
        """Accept every record as it was read."""
        self._dropped.clear()
        self._fixed.clear()
        self._show_rows()
        self._show_chosen()
        self.workbench.say("Everything is accepted as it was read. Press s to keep the pack.")

    # -- keeping ------------------------------------------------------------------------------------------------------

    def action_keep(self) -> None:
        """Keep the pack with the records that were not dropped."""
        if not self._keeping:
            self._keeping = True
            self.workbench.say("Keeping the pack …")
            self._keep("ask")

    @work(thread=True, exit_on_error=False)
    def _keep(self, same: Same) -> None:
        worker = get_current_worker()
        kept = reviewed(self.proposed.pack, self._dropped, self._fixed)
        outcome: ArchivedPack | SamePackDiffers | str
        try:
            with self.workspace.again() as workspace:
                outcome = keep_pack(workspace, self.proposed, kept=kept, same=same)
        except SamePackDiffers as differs:
            outcome = differs
        except WorkspaceProblem as why:
            outcome = str(why)
        except Exception as why:  # a worker's error would end the app; the user gets a sentence
            outcome = f"The pack was not kept because of a fault of the program ({type(why).__name__})."
        if not worker.is_cancelled:
            self.post_message(self.Kept(outcome))

    @on(Kept)
    def _ended(self, event: Kept) -> None:
        self._keeping = False
        if isinstance(event.outcome, ArchivedPack):
            self.kept = event.outcome
            self.workbench.saved()
            self.workbench.say("The pack is in the archive. Ctrl+Z takes it out again.")
            self.dismiss(None)
        elif isinstance(event.outcome, SamePackDiffers):
            self._ask_about(event.outcome)
        else:
            self.workbench.say(event.outcome, wrong=True)

    @work
    async def _ask_about(self, differs: SamePackDiffers) -> None:
        choices = [
            ("both", "Keep both packs"),
            ("replace", "Keep the new one and put the other in the bin"),
            ("", "Leave the archive as it is"),
        ]
        answer = await self.app.push_screen_wait(AskWhich(str(differs), choices))
        if answer in ("both", "replace"):
            self._keeping = True
            self._keep("both" if answer == "both" else "replace")

    @work
    async def action_back(self) -> None:  # type: ignore[override]
        """Leave without keeping, after a question."""
        sure = await self.app.push_screen_wait(
            AskYes("The pack is not kept yet. Leave without it?", yes="Leave", no="Stay")
        )
        if sure:
            self.dismiss(None)


def _id(key: Key) -> str:
    return f"{key.field}:{key.place}"
