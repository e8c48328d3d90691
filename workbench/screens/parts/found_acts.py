"""What is done with search results: picked for a finding, linked to one, cited, and led to what uses them."""

from __future__ import annotations

from collections.abc import Callable

from textual import work

from groups.rows import NotThere
from workbench.dialogs.ask import AskWhich
from workbench.dialogs.figures import WhichFigures
from workbench.screens.base import WorkbenchScreen
from workbench.screens.parts.gather_acts import link_of, make_of, open_users
from workbench.screens.place import Place
from workbench.services.editing import NotAccepted
from workbench.services.evidence_pieces import Piece
from workbench.services.gathering import (
    figures_found,
    found_words,
    groups_that_may_use,
    is_table,
    may_be_evidence,
    pieces_found,
)
from workbench.services.search import Found
from workbench.services.used_by import all_of
from workbench.text import one_line
from workbench.widgets.record_list import RecordList
from workbench.workspace.problems import WorkspaceProblem

NO_EVIDENCE = "A finding rests on notes, submissions, figures and passages of packs: pick one of those."
NO_FIGURES = "This table has no figures yet: Enter opens it."


class FoundActs(WorkbenchScreen):
    """A screen with results of a search. Of a table of figures it is asked which of them are meant."""

    def __init__(self, *, name: str) -> None:
        super().__init__(name=name)
        self.picked: dict[str, Found] = {}
        self._figures: dict[str, list[Piece]] = {}  # of the tables that are picked

    def chosen_result(self) -> Found | None:
        """The result on which the highlight is."""
        raise NotImplementedError(type(self).__name__)

    def show_rows(self) -> None:
        """Show the results with what is picked of them."""
        raise NotImplementedError(type(self).__name__)

    def picked_words(self, found: Found) -> str:
        """How a result is picked, as its row says it; "" where it is not."""
        if found.id not in self.picked:
            return ""
        count = len(self._figures.get(found.id, ()))
        return f"picked, {count} figure{'' if count == 1 else 's'} " if count else "picked "

    def how_many_picked(self) -> int:
        """How many pieces of evidence are picked; each figure is one."""
        return sum(len(self._figures.get(found_id, [""])) for found_id in self.picked)

    def action_pick(self) -> None:
        """Pick the chosen result for a finding, or let it go again, and go on to the next."""
        found = self.chosen_result()
        if found is None:
            return
        if found.id in self.picked:
            del self.picked[found.id]
            self._figures.pop(found.id, None)
        elif not may_be_evidence(found):
            self.workbench.say(NO_EVIDENCE, wrong=True)
            return
        elif is_table(found):
            self._ask_figures(found, self._go_on)
            return
        else:
            self.picked[found.id] = found
        self._go_on()

    def _go_on(self) -> None:
        self.show_rows()
        self.query_one("#results", RecordList).action_cursor_down()

    def _ask_figures(self, found: Found, then: Callable[[], object]) -> None:
        """Ask which figures of a table are meant; they are read in the background, and picked before ``then``."""
        self.look_up(
            lambda workspace, _: figures_found(workspace, found),
            lambda figures: self._choose_figures(found, figures, then),
            group="figures",
        )

    @work
    async def _choose_figures(self, found: Found, figures: list[Piece], then: Callable[[], object]) -> None:
        if not figures:
            self.workbench.say(NO_FIGURES, wrong=True)
            return
        chosen = await self.app.push_screen_wait(WhichFigures(found.title, figures, found_words(found)))
        if chosen:
            self.picked[found.id] = found
            self._figures[found.id] = chosen
            self.show_rows()
            then()

    def let_go(self) -> None:
        """Nothing is picked any more."""
        self.picked.clear()
        self._figures.clear()

    def _asks_figures_first(self, then: Callable[[], object]) -> bool:
        """Whether it is asked first which figures of the chosen table are meant; ``then`` is done after that."""
        found = self.chosen_result()
        if self.picked or found is None or not is_table(found):
            return False
        self._ask_figures(found, then)
        return True

    @work
    async def action_finding(self) -> None:
        """Make a finding that rests on what is picked, or on the chosen result."""
        if self._asks_figures_first(self.action_finding):
            return
        gathered, group_id = await self._gathered()
        if gathered and (made := await make_of(self.workbench, group_id, gathered)):
            self.let_go()
            self.workbench.open_place(Place("group", group_id, "findings", made.id))

    @work
    async def action_link(self) -> None:
        """Link what is picked, or the chosen result, to a finding, and say how it bears on it."""
        if self._asks_figures_first(self.action_link):
            return
        gathered, group_id = await self._gathered()
        if gathered and await link_of(self.workbench, group_id, gathered):
            self.let_go()
            self.refresh_records()

    async def _gathered(self) -> tuple[list[Piece], str]:
        """What is picked, or the chosen result, as evidence, and for which group; nothing where that cannot be."""
        chosen = self.chosen_result()
        found = list(self.picked.values()) or ([chosen] if chosen and may_be_evidence(chosen) else [])
        if not found:
            self.workbench.say(NO_EVIDENCE, wrong=True)
            return [], ""
        try:
            group_id = await self._ask_group(found)
            return (pieces_found(self.workspace, group_id, found, self._figures) if group_id else []), group_id
        except (NotAccepted, NotThere, WorkspaceProblem) as why:
            self.workbench.say(str(why), wrong=True)
            return [], ""

    @work
    async def action_users(self) -> None:
        """Open the finding that uses the chosen result; of a table, the one that uses any of its figures."""
        found = self.chosen_result()
        if found is None:
            return
        if not may_be_evidence(found):
            self.workbench.say(NO_EVIDENCE, wrong=True)
            return
        group_id = await self._ask_group([found])
        if not group_id:
            return
        if is_table(found):
            addresses = all_of(self.workspace, "snapshot", found.place.id)
        else:
            addresses = [piece.address for piece in pieces_found(self.workspace, group_id, [found])]
        await open_users(self.workbench, group_id, addresses)

    async def _ask_group(self, found: list[Found]) -> str:
        """Whose finding it will be: that of the group whose evidence it is, else somebody says."""
        may = groups_that_may_use(self.workspace, found)
        if may is not None and not may:
            self.workbench.say("These belong to several groups: let go of those of the others with Space.", wrong=True)
            return ""
        if may is not None and len(may) == 1:
            return may.pop()
        groups = [(g.id, g.title) for g in self.workspace.records.groups.find() if may is None or g.id in may]
        if not groups:
            self.workbench.say("There is no group yet: begin one at Home with n.", wrong=True)
            return ""
        return await self.app.push_screen_wait(AskWhich("Which group finds this?", groups)) or ""

    def action_cite(self) -> None:
        """Copy a citation."""
        found = self.chosen_result()
        if found is not None:
            self.app.copy_to_clipboard(one_line(found.citation).plain)
            self.workbench.say(f"Copied: {found.citation}")
