"""Evidence out of the cells of the coverage matrix: f makes a finding of it, k links it to one."""

from __future__ import annotations

from textual import work

from groups.rows import NotThere
from groups.sensitivity import Sensitivity
from workbench.dialogs.mark_several import MarkSeveral
from workbench.screens.base import WorkbenchScreen
from workbench.screens.parts.gather_acts import link_of, make_of
from workbench.screens.place import Place
from workbench.services.coverage import Said
from workbench.services.evidence_pieces import Piece
from workbench.services.gathering import pieces_said

NOTHING = "Nobody answered there: choose a cell with notes, or pick several with Space."
ONLY_CLOSED = "What stands there is exempt or confidential: its words stay where they are."
_CLOSED = (Sensitivity.EXEMPT.value, Sensitivity.CONFIDENTIAL.value)


class CellActs(WorkbenchScreen):
    """A screen with cells behind which evidence stands."""

    group_id: str

    def evidence_meant(self) -> list[Said]:
        """What stands behind the cells that are picked, or behind the chosen one."""
        raise NotImplementedError(type(self).__name__)

    def let_go(self) -> None:
        """What was picked is done with."""
        raise NotImplementedError(type(self).__name__)

    @work
    async def action_finding(self) -> None:
        """Make a finding of what was answered in the picked cells, or in this one."""
        gathered = await self._gather()
        if gathered and (made := await make_of(self.workbench, self.group_id, gathered)):
            self.let_go()
            self.workbench.open_place(Place("group", self.group_id, "findings", made.id))

    @work
    async def action_link(self) -> None:
        """Link what was answered in the picked cells, or in this one, to a finding."""
        gathered = await self._gather()
        if gathered and await link_of(self.workbench, self.group_id, gathered):
            self.let_go()
            self.refresh_records()

    async def _gather(self) -> list[Piece]:
        """The evidence that is meant: of several pieces somebody says which. What is closed is left out, and said."""
        said = self.evidence_meant()
        open_ones = [each for each in said if each.private not in _CLOSED]
        if not open_ones:
            self.workbench.say(ONLY_CLOSED if said else NOTHING, wrong=True)
            return []
        if len(open_ones) > 1:
            rows = [(str(n), f"{each.words}  ({each.about})") for n, each in enumerate(open_ones)]
            hidden = len(said) - len(open_ones)
            left = f" ({hidden} exempt or confidential left out)" if hidden else ""
            question = f"Which of these? Space takes one out or in{left}"
            marked = await self.app.push_screen_wait(MarkSeveral(question, rows, marked=[row for row, _ in rows]))
            open_ones = [open_ones[int(n)] for n in marked or []]
        try:
            return pieces_said(self.workspace, open_ones)
        except NotThere as why:
            self.workbench.say(str(why), wrong=True)
            return []
