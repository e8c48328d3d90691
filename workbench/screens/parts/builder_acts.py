"""What is done with the recommendation in the builder: to whom, splitting, merging, its state, history, place."""

from __future__ import annotations

from textual import work
from textual.binding import Binding

from groups.recommendation import Recommendation
from interviews.review import Review
from workbench.dialogs.addressee import ask_addressee
from workbench.screens.base import WorkbenchScreen
from workbench.screens.parts import recommendation_acts as acts
from workbench.screens.parts.draft_form import DraftForm
from workbench.services.recommendation_draft import Draft
from workbench.services.recommending import move_recommendation


class BuilderActs(WorkbenchScreen):
    """The screen in which one recommendation is written; what is done goes to that."""

    BINDINGS = [
        # In a field Ctrl+Z takes back letters; right after something was done it takes back that, as it was said.
        Binding("ctrl+z", "take_back", show=False, priority=True, tooltip="Take back what was done last"),
        Binding("ctrl+y", "do_again", show=False, priority=True, tooltip="Bring back what you took back"),
    ]

    group_id = ""
    chosen = ""  # the recommendation's id; empty until its first word is kept
    review: Review | None = None
    _as_done: Draft | None = None  # the fields as they stood once something was done

    @property
    def form(self) -> DraftForm:
        """The fields."""
        return self.query_one(DraftForm)

    def as_typed(self) -> Recommendation:
        """The recommendation with what stands in the fields, saved or not."""
        raise NotImplementedError(type(self).__name__)

    def _current(self) -> Recommendation | None:
        """The recommendation as it is kept, with what was typed saved first."""
        self.form.flush()
        return self.workspace.records.recommendations.get(self.chosen) if self.chosen else None

    def _outcome(self) -> Review | None:
        """The review with recommendations and what rests on what as they are kept now."""
        if self.review is None:
            return None
        records = self.workspace.records
        return self.review.model_copy(
            update={
                "recommendations": records.recommendations.find(group_id=self.group_id),
                "rests_on": records.rests_on.find(group_id=self.group_id),
                "responses": records.responses.find(group_id=self.group_id),
            }
        )

    @work
    async def action_address(self) -> None:
        """Choose to whom the recommendation is made."""
        review = self._outcome()
        if review is None:
            return
        whom = await ask_addressee(self.workbench, self.workspace, review, now=self.as_typed().addressee)
        if whom is not None:
            self.form.write("addressee", whom)

    @work
    async def action_split(self) -> None:
        """Split it into a. and b., or into two recommendations."""
        row, review = self._current(), self._outcome()
        if row is not None and review is not None and await acts.split(self.workbench, review, row):
            self._was_done()

    @work
    async def action_merge(self) -> None:
        """Make one of this recommendation and others."""
        row, review = self._current(), self._outcome()
        if row is not None and review is not None and await acts.merge(self.workbench, review, row):
            self._was_done()

    @work
    async def action_move_on(self) -> None:
        """Say how far it has come."""
        row = self._current()
        if row is not None and await acts.move_on(self.workbench, row):
            self._was_done()

    def action_history(self) -> None:
        """Who changed which words, and when."""
        row, review = self._current(), self._outcome()
        if row is not None and review is not None:
            acts.show_history(self.workbench, row, review.recommendations)

    def action_shift(self, by: int) -> None:
        """Move the recommendation up or down; the numbers run on anew."""
        row = self._current()
        if row is not None and acts.done(self.workbench, lambda: move_recommendation(self.workspace, row, by)):
            self._was_done()

    # -- taking back --------------------------------------------------------------------------------------------------

    def _was_done(self) -> None:
        """Show what was done, and remember how the fields stand: while they do, undo is of that."""
        self.refresh_records()
        self._as_done = self.form.draft()

    @property
    def nothing_typed_since(self) -> bool:
        """Whether nothing was typed since something was done."""
        return self._as_done is not None and self.form.draft() == self._as_done

    def action_take_back(self) -> None:
        """Take back what was done last."""
        self.workbench.action_undo()
        self._as_done = self.form.draft()

    def action_do_again(self) -> None:
        """Bring back what was taken back."""
        self.workbench.action_redo()
        self._as_done = self.form.draft()
