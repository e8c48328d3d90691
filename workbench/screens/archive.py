"""The archive: packs with their contents as an outline, and the past recommendations in them with the replies."""

from __future__ import annotations

from typing import Any

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.widgets import ContentSwitcher, Footer, OptionList, Static

from index.archive import ArchivedPack
from index.packs.models import Pack
from workbench.dates import show_date
from workbench.dialogs.ask import AskWhich
from workbench.dialogs.ask_file import AskFile
from workbench.dialogs.long_work import LongWork
from workbench.screens.base import WorkbenchScreen
from workbench.screens.import_review import ImportReviewScreen
from workbench.screens.place import Place
from workbench.services.pack_outline import OutlineRow, long_date, outline
from workbench.services.packs import ProposedPack, bin_pack, called, import_report, kept_before, propose_file
from workbench.services.past_recommendations import PastAsk, past_recommendations
from workbench.text import joined, one_line, shown
from workbench.widgets.list_and_thing import ListAndThing
from workbench.widgets.record_form import Thing
from workbench.widgets.record_list import RecordList, Row
from workbench.widgets.top_bar import TopBar
from workbench.workspace.problems import WorkspaceProblem

EMPTY = "No pack yet. Press i to import one: a PDF or text file with a board's agenda, minutes and reports."
NOTHING_ASKED = "No past recommendation yet. They come with the packs: press i to import one."


class OpensPack(ListAndThing):
    """Enter opens the pack of what is chosen; on a narrow screen, where the right side is not in sight, that first."""

    class Open(Message):
        """The pack is to be opened."""

    def open_thing(self, *, from_elsewhere: bool = False) -> None:
        """Open the pack where the right side is in sight already."""
        if self.thing.region.width:
            self.post_message(self.Open())
        else:
            super().open_thing(from_elsewhere=from_elsewhere)


class ArchiveScreen(WorkbenchScreen):
    """Every document pack that was imported. The right side lists what the chosen one holds; Enter opens it to read.

    Press i to import a pack. Press r to see what was recommended in the past, to whom, and what they replied; r again
    comes back to the packs.
    """

    DEFAULT_CSS = """
    ArchiveScreen ContentSwitcher { height: 1fr; }
    ArchiveScreen #packs, ArchiveScreen #contents, ArchiveScreen #past { text-wrap: nowrap; text-overflow: ellipsis; }
    ArchiveScreen #contents { height: 1fr; min-height: 6; border: none; padding: 0; background: transparent; }
    ArchiveScreen #about { padding-bottom: 1; }
    """
    BINDINGS = [
        Binding("i", "import_pack", "Import", tooltip="Import a council's document pack"),
        Binding("r", "past", "Recommended", tooltip="Change between packs and past recommendations"),
        Binding("n", "new_group", "New group", tooltip="Set up groups from a minute, or a past review from a report"),
        Binding("o", "open", "Open", show=False, tooltip="Open the pack of what is chosen, at its place"),
        Binding("d", "to_bin", "Bin", show=False, tooltip="Put the chosen pack in the bin"),
    ]

    def __init__(self, chosen: str = "") -> None:
        super().__init__(name="archive")
        self._choose = "" if chosen == "import" else chosen
        self._import_at_once = chosen == "import"
        self._packs: list[ArchivedPack] = []
        self._contents: dict[str, Pack] = {}  # what was read from a pack never changes
        self._outline: list[OutlineRow] = []
        self._asks: list[PastAsk] = []

    def compose(self) -> ComposeResult:
        """Two views in one place: packs with their contents, and past recommendations."""
        yield TopBar("Archive", "document packs")
        with ContentSwitcher(initial="by-pack"):
            yield OpensPack(
                RecordList(id="packs", empty=EMPTY),
                Thing(Static(id="title", classes="heading"), Static(id="about"), RecordList(id="contents")),
                id="by-pack",
            )
            yield OpensPack(
                RecordList(id="past", empty=NOTHING_ASKED),
                Thing(Static(id="ask-title", classes="heading"), Static(id="ask", classes="prose")),
                id="by-recommendation",
            )
        yield Footer()

    def on_mount(self) -> None:
        """Show the packs, and begin an import where that was asked for."""
        self.refresh_records()
        self.query_one("#packs").focus()
        if self._import_at_once:
            self.action_import_pack()

    def refresh_records(self) -> None:
        """Read the archive again."""
        self._packs = self.workspace.packs.all()
        rows = [Row(p.id, _pack_row(p)) for p in self._packs]
        self.query_one("#packs", RecordList).show(rows, choose=self._choose or None)
        self._choose = ""
        self._show_pack()
        if self._showing_past:
            self._gather()

    # -- packs --------------------------------------------------------------------------------------------------------

    def _chosen(self) -> ArchivedPack | None:
        chosen = self.query_one("#packs", RecordList).chosen
        return next((p for p in self._packs if p.id == chosen), None)

    def _content(self, pack: ArchivedPack) -> Pack:
        if pack.id not in self._contents:
            self._contents[pack.id] = self.workspace.packs.content(pack.id)
        return self._contents[pack.id]

    @on(OptionList.OptionHighlighted, "#packs")
    def _highlighted(self) -> None:
        self._show_pack()

    def _show_pack(self) -> None:
        pack = self._chosen()
        title, about = self.query_one("#title", Static), self.query_one("#about", Static)
        contents = self.query_one("#contents", RecordList)
        contents.display = pack is not None
        if pack is None:
            title.update("")
            about.update(shown(EMPTY if not self._packs else ""))
            self._outline = []
            return
        title.update(one_line(called(pack)))
        lines = [*import_report(self._content(pack)), *pack.notices]
        lines.append(f"{pack.line_count} lines, from {pack.file_name}, imported {show_date(_day(pack))}.")
        about.update(shown("\n".join(lines)))
        self._outline = outline(self._content(pack))
        contents.show(Row(str(n), _outline_row(row)) for n, row in enumerate(self._outline))

    @on(OpensPack.Open)
    def action_open(self) -> None:
        """Open the chosen pack, or the chosen recommendation in its pack."""
        if self._showing_past:
            ask = self._chosen_ask()
            if ask is not None:
                self.workbench.open_place(Place("pack", ask.pack_id, line=ask.line))
            return
        pack = self._chosen()
        if pack is not None:
            self.workbench.open_place(Place("pack", pack.id))

    @on(OptionList.OptionSelected, "#contents")
    def _open_at(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        pack = self._chosen()
        if pack is not None and event.option.id:
            self.workbench.open_place(Place("pack", pack.id, line=self._outline[int(event.option.id)].line))

    def action_to_bin(self) -> None:
        """Put the chosen pack in the bin; undo or the bin brings it back."""
        pack = self._chosen()
        if pack is None or self._showing_past:
            return
        try:
            bin_pack(self.workspace, pack)
        except WorkspaceProblem as why:
            self.workbench.say(str(why), wrong=True)
            return
        self.workbench.saved()
        self.workbench.say(f"{called(pack)} is in the bin. Ctrl+Z brings it back.")
        self.refresh_records()

    @work
    async def action_new_group(self) -> None:
        """Set up groups from a minute, or take in a past review from its report."""
        ways = [("minute", "From the minute that sets it up"), ("report", "From a finished report (a past review)")]
        how = await self.app.push_screen_wait(AskWhich("How does the group begin?", ways))
        if how:
            from workbench.screens.new_group import NewGroupScreen

            self.app.push_screen(NewGroupScreen(how))

    # -- importing ----------------------------------------------------------------------------------------------------

    @work
    async def action_import_pack(self) -> None:
        """Ask for a file, read it in the background, and show what was read before anything is kept."""
        path = await self.app.push_screen_wait(AskFile("Which pack? Type where its file is."))
        if path is None:
            return
        reading: LongWork[ProposedPack] = LongWork(
            f"Reading {path.name}",
            lambda job: propose_file(path, cancelled=job.cancelled, progress=job.say),
            hint="Esc stops it; nothing is kept before you have seen it.",
        )
        proposed = await self.app.push_screen_wait(reading)
        if proposed is None:
            return
        here = kept_before(self.workspace, proposed)
        if here is not None:
            self.workbench.say(f"{called(here)} is in the archive already, with exactly these bytes: nothing changed.")
            self._choose = here.id
            self.refresh_records()
            return
        review = ImportReviewScreen(proposed)
        await self.app.push_screen_wait(review)
        if review.kept is not None:
            self._choose = review.kept.id
            self.query_one(ContentSwitcher).current = "by-pack"
            self.refresh_records()
            self.query_one("#packs").focus()

    # -- past recommendations -----------------------------------------------------------------------------------------

    @property
    def _showing_past(self) -> bool:
        return self.query_one(ContentSwitcher).current == "by-recommendation"

    def action_past(self) -> None:
        """Change between packs and past recommendations."""
        past = not self._showing_past
        self.query_one(ContentSwitcher).current = "by-recommendation" if past else "by-pack"
        self.query_one(TopBar).show("Archive", "past recommendations" if past else "document packs")
        self.query_one("#past" if past else "#packs").focus()
        if past:
            self._gather()

    def _gather(self) -> None:
        self.look_up(past_recommendations, self._gathered)

    def _gathered(self, asks: list[PastAsk]) -> None:
        self._asks = asks
        rows: list[Row] = []
        heading = ""
        for place, ask in enumerate(self._asks):
            over = f"{show_date(ask.on)} to the {ask.addressee.removeprefix('the ')}"
            if over != heading:
                heading = over
                rows.append(Row(None, one_line(over, "bold")))
            replied = one_line("replied", "dim") if ask.replies else ""
            rows.append(Row(str(place), Content("  ") + joined(ask.text, replied)))
        self.query_one("#past", RecordList).show(rows)
        self._show_ask()

    def _chosen_ask(self) -> PastAsk | None:
        chosen = self.query_one("#past", RecordList).chosen
        return self._asks[int(chosen)] if chosen is not None and int(chosen) < len(self._asks) else None

    @on(OptionList.OptionHighlighted, "#past")
    def _ask_highlighted(self) -> None:
        self._show_ask()

    def _show_ask(self) -> None:
        ask = self._chosen_ask()
        self.query_one("#ask-title", Static).update(one_line(f"To the {ask.addressee}" if ask else ""))
        self.query_one("#ask", Static).update(shown(_in_words(ask) if ask else NOTHING_ASKED))


def _in_words(ask: PastAsk) -> str:
    lines = [ask.text, *(f"   {part}" for part in ask.parts), ""]
    lines.append(f"{long_date(ask.on)}. {ask.source}, line {ask.line}.")
    lines += ["", "Replies" if ask.replies else "No reply is recorded. Press n to take in the past review."]
    lines += [f"   {reply}" for reply in ask.replies]
    return "\n".join(lines)


def _day(pack: ArchivedPack) -> Any:
    return pack.created_at.astimezone().date() if pack.created_at else None


def _pack_row(pack: ArchivedPack) -> Content:
    return joined(one_line(show_date(pack.meeting_date) or "no date"), one_line(pack.board or pack.file_name, "dim"))


def _outline_row(row: OutlineRow) -> Content:
    kind = one_line(row.kind, "bold" if row.depth == 0 else "dim")
    return Content("  " * row.depth) + joined(kind, row.text)
