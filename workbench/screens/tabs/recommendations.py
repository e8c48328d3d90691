"""The tab Recommendations: as they will print, and beside them what each rests on, its parts, and advice on it."""

from __future__ import annotations

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import OptionList, Static

from groups.evidence import by_finding
from groups.finding import shown_numbers as finding_numbers
from groups.finding import state_of
from groups.recommendation import Recommendation, resting_on
from groups.response import Response
from groups.wording import two_actions
from interviews.review import Review
from workbench.dialogs.addressee import ask_addressee
from workbench.dialogs.ask import AskWhich, AskWords
from workbench.dialogs.mark_several import MarkSeveral
from workbench.dialogs.reply import ReplyDialog
from workbench.dialogs.split import SplitDialog
from workbench.screens.place import Place
from workbench.screens.tabs.recommendation_rows import FIELDS, advice_text, behind_rows, printed, recommendation_rows
from workbench.screens.tabs.working_pane import WorkingPane
from workbench.services import recommending as service
from workbench.services.replies import bin_reply, new_reply
from workbench.text import shown
from workbench.widgets.fitted import FittedList
from workbench.widgets.list_and_thing import ListAndThing
from workbench.widgets.record_form import RecordForm, Thing

EMPTY = (
    "No recommendation yet. A recommendation asks somebody who can do it for something that can be checked later. "
    "Press n to write one, or r on a finding to make one from it."
)
PARTS_OVER = "These steps are taken:"


class RecommendationsPane(WorkingPane):
    """Recommendations as they will print: under the one they are made to, numbers running on.

    On the right: the findings behind the chosen one, its parts to write in, the sentence as it will print, and advice
    on what would be hard to act on or to check later. Advice never stops you. Enter on a finding opens it.
    """

    TAB = "recommendations"
    BINDINGS = [
        Binding("n", "new", "New", tooltip="Write a recommendation"),
        Binding("e", "edit", "Edit", tooltip="Write in the parts of the recommendation"),
        Binding("s", "split", "Split", tooltip="Split the recommendation into a. and b., or change its parts"),
        Binding("f", "findings", "Findings", show=False, tooltip="Say which findings are behind the recommendation"),
        Binding("p", "reply", "Reply", tooltip="Record a reply, or open the chosen one"),
        Binding("m", "move", "Move", show=False, tooltip="Move it up or down, or make it to somebody else"),
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
            FittedList(id="recommendation-list", empty=EMPTY),
            Thing(
                Static("Rests on (f changes it)", classes="heading rec-part"),
                FittedList(id="rec-behind"),
                Static("Draft", classes="heading rec-part"),
                RecordForm(FIELDS, what="a recommendation", id="rec-form"),
                Static("As it will print", classes="heading rec-part"),
                Static(id="rec-printed", classes="prose rec-part"),
                Static("Advice", classes="heading rec-part"),
                Static(id="rec-advice", classes="prose rec-part"),
            ),
        )

    def on_mount(self) -> None:
        """The parts of a recommendation are short: they stand in two columns."""
        self.query_one(RecordForm).add_class("two-columns")

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
        """Read the recommendations, what they rest on and the replies again."""
        self.query_one(RecordForm).flush()
        self._review = service.outcome(self.workspace, self.group_id)
        review = self._review
        self._list.fit(lambda width: recommendation_rows(review, width))
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

    @on(RecordForm.Saved)
    def _saved(self) -> None:
        self.refresh_records()

    def _show_chosen(self) -> None:
        row, review = self._chosen, self._review
        form = self.query_one(RecordForm)
        for part in self.query(".rec-part"):
            part.display = row is not None
        form.display = self._behind.display = row is not None
        if row is None or review is None:
            return
        form.show(self.workspace.records.recommendations, row)
        self._behind.fit(lambda width: behind_rows(row, review, width))
        self.query_one("#rec-printed", Static).update(shown(printed(row, review)))
        self.query_one("#rec-advice", Static).update(advice_text(row, review))

    # -- opening ------------------------------------------------------------------------------------------------------

    @on(OptionList.OptionSelected, "#rec-behind")
    def _opened(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_open_finding()

    @on(OptionList.OptionSelected, "#recommendation-list")
    def _opened_reply(self) -> None:
        if self._reply is not None:
            self.action_reply()

    def action_open_finding(self) -> None:
        """Open the chosen finding in its tab."""
        if self._behind.chosen:
            self.workbench.open_place(Place("group", self.group_id, "findings", self._behind.chosen))

    # -- changing -----------------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What can be done with a recommendation needs one."""
        if not self.is_mounted or self._review is None:
            return True
        if action == "open_finding":
            return self._behind.has_focus and self._behind.chosen is not None
        if action in ("edit", "split", "findings", "reply", "move", "shift", "to_bin"):
            return self._chosen is not None
        return True

    @work
    async def action_new(self) -> None:
        """Write a recommendation: to whom, and what should be done."""
        review, chosen = self._review, self._chosen
        if review is None:
            return
        now = chosen.addressee if chosen else ""
        addressee = await ask_addressee(self.workbench, self.workspace, review, now=now)
        if addressee is None:
            return
        action = await self.app.push_screen_wait(
            AskWords("What should be done?", hint="what is to be different, in one sentence")
        )
        if action:
            made: list[Recommendation] = []
            add = service.add_recommendation
            if self.do(lambda: made.append(add(self.workspace, self.group_id, action, addressee))):
                self.choose(made[0].id)

    def action_edit(self) -> None:
        """Write in the parts of the recommendation."""
        self.query_one(ListAndThing).open_thing()
        self.query_one("#field-action").focus()

    @work
    async def action_split(self) -> None:
        """Split the recommendation into a. and b.; where it asks for two things they are proposed."""
        self.query_one(RecordForm).flush()
        chosen = self._chosen
        if chosen is None:
            return
        row = self.workspace.records.recommendations.get(chosen.id)
        over, parts = row.action, [part.text for part in row.parts]
        if not parts:
            two = two_actions(row.action)
            parts = [_begun(text) for text in (two.first, two.second)] if two else [row.action]
            over = PARTS_OVER
        kept = await self.app.push_screen_wait(
            SplitDialog(over, parts, lambda lead, lines: self._keep_split(row, lead, lines))
        )
        if kept:
            self.workbench.saved()
            self.refresh_records()

    def _keep_split(self, row: Recommendation, lead: str, lines: list[str]) -> None:
        service.split(self.workspace, row, lead, lines)

    @work
    async def action_findings(self) -> None:
        """Say which findings are behind the recommendation."""
        row, review = self._chosen, self._review
        if row is None or review is None:
            return
        numbers, links = finding_numbers(review.findings), by_finding(review.evidence_links)
        order = sorted(review.findings, key=lambda f: (numbers[f.id].rpartition(".")[0], f.position, f.id))
        choices = [(f.id, f"{numbers[f.id]}  {f.text}  ({state_of(f, links.get(f.id, [])).value})") for f in order]
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


def _begun(text: str) -> str:
    """A part begins like a sentence."""
    return text[:1].upper() + text[1:]
