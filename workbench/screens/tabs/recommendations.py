"""The tab Recommendations: as they will print; beside them what each rests on, where it stands, and advice."""

from __future__ import annotations

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import OptionList, Static

from groups.finding import shown_numbers as finding_numbers
from groups.finding import state_of
from groups.recommendation import Recommendation, agreed_by_group, resting_on
from groups.response import Response
from interviews.finding_evidence import bearings
from interviews.review import Review
from workbench.dialogs.addressee import ask_addressee
from workbench.dialogs.ask import AskWhich
from workbench.dialogs.mark_several import MarkSeveral
from workbench.dialogs.reply import ReplyDialog
from workbench.screens.parts import recommendation_acts as acts
from workbench.screens.parts.list_export import write_list
from workbench.screens.place import Place
from workbench.screens.tabs.recommendation_rows import advice_text, behind_rows, recommendation_rows, stands
from workbench.screens.tabs.working_pane import WorkingPane
from workbench.services import recommending as service
from workbench.services.building import printed
from workbench.services.replies import bin_reply, new_reply
from workbench.text import one_line, shown
from workbench.widgets.fitted import FittedList
from workbench.widgets.list_and_thing import ListAndThing
from workbench.widgets.record_form import Thing

EMPTY = (
    "No recommendation yet. A recommendation asks somebody who can do it for something that can be checked later. "
    "Press n to write one, or r on a finding to make one from it."
)


class _Recommendations(FittedList):
    """The recommendations, of which a click chooses one; a click on the chosen one opens it, as Enter does."""

    async def _on_click(self, event: events.Click) -> None:
        place = event.style.meta.get("option")
        if place is not None and place != self.highlighted and not self.get_option_at_index(place).disabled:
            event.prevent_default()
            self.highlighted = place


class RecommendationsPane(WorkingPane):
    """Recommendations as they will print: under the one they are made to, numbers running on.

    On the right: the findings behind the chosen one, how it prints and where it stands, and advice on what would be
    hard to act on or to check later. Advice never stops you. Enter or e opens the builder, where it is written.
    """

    TAB = "recommendations"
    BINDINGS = [
        Binding("n", "new", "New", tooltip="Write a recommendation"),
        Binding("e", "edit", "Edit", tooltip="Write in the parts of the recommendation, with advice and similar ones"),
        Binding("s", "split", "Split", tooltip="Split the recommendation into a. and b., or into two"),
        Binding("a", "move_on", "State", tooltip="Say how far it has come: proposed, agreed, amended, dropped"),
        Binding("p", "reply", "Reply", tooltip="Record a reply, or open the chosen one"),
        Binding("u", "merge", "Merge", show=False, tooltip="Make one of this recommendation and others"),
        Binding("f", "findings", "Findings", show=False, tooltip="Say which findings are behind the recommendation"),
        Binding("h", "history", "History", show=False, tooltip="Who changed which words of it, and when"),
        Binding("w", "passport", "Passport", show=False, tooltip="Follow it from the first note to what came of it"),
        Binding("x", "export", "Export", show=False, tooltip="Write the list of recommendations as a file"),
        Binding("m", "move", "Move", show=False, tooltip="Move it up or down, or address it to somebody else"),
        Binding("g", "open_finding", "Open it", show=False, tooltip="Open the chosen finding in its tab"),
        Binding("shift+up", "shift(-1)", "Up", show=False, tooltip="Move the recommendation up"),
        Binding("shift+down", "shift(1)", "Down", show=False, tooltip="Move the recommendation down"),
        Binding("d", "to_bin", "Bin", show=False, tooltip="Put the recommendation, or the chosen reply, in the bin"),
    ]

    def __init__(self, group_id: str) -> None:
        super().__init__(group_id)
        self._review: Review | None = None

    def compose(self) -> ComposeResult:
        """The recommendations as they print; the chosen one, what is behind it, and what could be better."""
        yield ListAndThing(
            _Recommendations(id="recommendation-list", empty=EMPTY),
            Thing(
                Static(id="rec-stands", classes="quiet rec-part"),
                Static("As it will print", classes="heading rec-part"),
                Static(id="rec-printed", classes="prose rec-part"),
                Static(id="rec-agreed", classes="prose quiet rec-part"),
                Static("Rests on (f changes it)", classes="heading rec-part"),
                FittedList(id="rec-behind"),
                Static("Advice", classes="heading rec-part"),
                Static(id="rec-advice", classes="prose rec-part"),
            ),
        )

    @property
    def _list(self) -> FittedList:
        return self.query_one("#recommendation-list", FittedList)

    @property
    def _behind(self) -> FittedList:
        return self.query_one("#rec-behind", FittedList)

    @property
    def _chosen(self) -> Recommendation | None:
        """The chosen recommendation; where a reply is chosen, the one it stands under."""
        rows = self._review.recommendations if self._review else []
        ident = (self._list.chosen or "").partition(":")[0]
        return next((row for row in rows if row.id == ident), None)

    @property
    def _reply(self) -> Response | None:
        """The chosen reply."""
        rows = self._review.responses if self._review else []
        ident = (self._list.chosen or "").partition(":")[2]
        return next((row for row in rows if row.id == ident), None)

    # -- showing ------------------------------------------------------------------------------------------------------

    def refresh_records(self) -> None:
        """Read the recommendations, what they rest on and the replies again; one that is new since is chosen."""
        before = {row.id for row in self._review.recommendations} if self._review else None
        self._review = service.outcome(self.workspace, self.group_id)
        review = self._review
        self._list.fit(lambda width: recommendation_rows(review, width))
        new = [row.id for row in review.recommendations if before is not None and row.id not in before]
        if len(new) == 1:
            self._list.choose(new[0])
        self._show_chosen()

    def choose(self, record_id: str) -> None:
        """Put the selection on a recommendation, or on a reply."""
        if not self._list.choose(record_id):
            reply = next((r for r in (self._review.responses if self._review else []) if r.id == record_id), None)
            if reply is not None and reply.covers:
                self._list.choose(f"{reply.covers[0].recommendation_id}:{reply.id}")
        self._show_chosen()

    @on(OptionList.OptionHighlighted, "#recommendation-list")
    def _highlighted(self) -> None:
        self._show_chosen()

    def _show_chosen(self) -> None:
        row, review = self._chosen, self._review
        for part in self.query(".rec-part"):
            part.display = row is not None
        self._behind.display = row is not None
        if row is None or review is None:
            return
        self._behind.fit(lambda width: behind_rows(row, review, width))
        told = printed(row, review.recommendations, review.group.board)
        self.query_one("#rec-stands", Static).update(one_line(stands(row)))
        self.query_one("#rec-printed", Static).update(shown(told.text))
        agreed = agreed_by_group(row)
        place = self.query_one("#rec-agreed", Static)
        place.display = bool(agreed)
        place.update(Content("\n") + shown(f"The group agreed these words:\n{agreed}"))
        self.query_one("#rec-advice", Static).update(advice_text(row, review))

    # -- opening ------------------------------------------------------------------------------------------------------

    @on(OptionList.OptionSelected, "#rec-behind")
    def _opened(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_open_finding()

    @on(OptionList.OptionSelected, "#recommendation-list")
    def _opened_row(self) -> None:
        if self._reply is not None:
            self.action_reply()
        else:
            self.action_edit()

    def action_open_finding(self) -> None:
        """Open the chosen finding in its tab."""
        if self._behind.chosen:
            self.workbench.open_place(Place("group", self.group_id, "findings", self._behind.chosen))

    # -- changing -----------------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What can be done with a recommendation needs one."""
        if not self.is_mounted or self._review is None:
            return True
        if action == "passport":
            return self._chosen is not None
        if action == "open_finding":
            return self._behind.has_focus and self._behind.chosen is not None
        if action == "new":
            return not self._behind.has_focus  # Esc back to the list needs the room at the bottom
        if action in ("edit", "split", "merge", "move_on", "history", "findings", "reply", "move", "shift", "to_bin"):
            return self._chosen is not None
        return True

    def action_passport(self) -> None:
        """Follow the recommendation from the first note to what came of it."""
        if self._chosen is not None:
            self.workbench.open_place(Place("passport", self.group_id, chosen=self._chosen.id))

    @work
    async def action_export(self) -> None:
        """Write the list of recommendations as a file."""
        await write_list(self, "recommendations")

    def action_new(self) -> None:
        """Write a recommendation, with advice and similar past ones beside it."""
        self.workbench.open_place(Place("builder", self.group_id))

    def action_edit(self) -> None:
        """Write in the parts of the recommendation, with advice and similar past ones beside it."""
        if self._chosen is not None:
            self.workbench.open_place(Place("builder", self.group_id, chosen=self._chosen.id))

    @work
    async def action_split(self) -> None:
        """Split the recommendation into a. and b., or into two; where it asks for two things they are proposed."""
        row, review = self._chosen, self._review
        if row is not None and review is not None and await acts.split(self.workbench, review, row):
            self.refresh_records()

    @work
    async def action_merge(self) -> None:
        """Make one of this recommendation and others; what refers to them follows."""
        row, review = self._chosen, self._review
        if row is not None and review is not None and await acts.merge(self.workbench, review, row):
            self.refresh_records()

    @work
    async def action_move_on(self) -> None:
        """Say how far the recommendation has come: proposed, agreed by whom, amended by the Board, dropped."""
        row = self._chosen
        if row is not None and await acts.move_on(self.workbench, row):
            self.refresh_records()

    def action_history(self) -> None:
        """Who changed which words, and when."""
        row, review = self._chosen, self._review
        if row is not None and review is not None:
            acts.show_history(self.workbench, row, review.recommendations)

    @work
    async def action_findings(self) -> None:
        """Say which findings are behind the recommendation."""
        row, review = self._chosen, self._review
        if row is None or review is None:
            return
        numbers, behind_it = finding_numbers(review.findings), bearings(review)
        order = sorted(review.findings, key=lambda f: (numbers[f.id].rpartition(".")[0], f.position, f.id))
        choices = [(f.id, f"{numbers[f.id]}  {f.text}  ({state_of(f, behind_it.get(f.id, [])).value})") for f in order]
        behind = [rest.finding_id for rest in resting_on(review.rests_on).get(row.id, [])]
        question = "Which findings are behind it?"
        empty = "There is no finding yet: write one in the tab Findings."
        chosen = await self.app.push_screen_wait(MarkSeveral(question, choices, marked=behind, empty=empty))
        if chosen is not None:
            self.do(lambda: service.rest_on(self.workspace, row, chosen))

    def action_reply(self) -> None:
        """Record a reply to the recommendation, or open the chosen reply."""
        row, review = self._chosen, self._review
        if row is None or review is None:
            return
        reply = self._reply or new_reply(self.workspace, review, row)
        self.app.push_screen(ReplyDialog(self.workspace, review, reply), lambda _: self.refresh_records())

    def action_shift(self, by: int) -> None:
        """Move the recommendation up or down; the numbers run on anew."""
        row = self._chosen
        if row is not None:
            self.do(lambda: service.move_recommendation(self.workspace, row, by))

    @work
    async def action_move(self) -> None:
        """Move the recommendation up or down, or make it to somebody else."""
        row, review = self._chosen, self._review
        if row is None or review is None:
            return
        choices = [("-1", "Up (Shift+↑)"), ("1", "Down (Shift+↓)"), ("to", "To somebody else …")]
        where = await self.app.push_screen_wait(AskWhich("Move the recommendation", choices))
        if where == "to":
            addressee = await ask_addressee(self.workbench, self.workspace, review, now=row.addressee)
            if addressee is not None:
                self.do(lambda: service.address_to(self.workspace, row, addressee))
        elif where:
            self.action_shift(int(where))

    def action_to_bin(self) -> None:
        """Put the recommendation, or the chosen reply, in the bin."""
        reply, row = self._reply, self._chosen
        if reply is not None:
            self.do(lambda: bin_reply(self.workspace, reply), "The reply is in the bin. Ctrl+Z brings it back.")
        elif row is not None:
            self.do(
                lambda: service.bin_recommendation(self.workspace, row),
                "The recommendation is in the bin. Ctrl+Z brings it back with what it rests on.",
            )
