"""The builder of recommendations: findings with their evidence, the recommendation in its parts, and advice on it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Footer, OptionList, Static

from groups.group import Group
from groups.recommendation import Recommendation, agreed_by_group, in_full
from groups.rows import NotThere
from groups.wording import Advice
from interviews.review import Review
from workbench.screens.parts import recommendation_acts as acts
from workbench.screens.parts.builder_acts import BuilderActs
from workbench.screens.parts.builder_rows import BehindList, behind_rows, beside_rows, evidence_place, finding_of
from workbench.screens.parts.draft_form import DraftForm, draft_fields
from workbench.screens.place import Place
from workbench.services.agreeing import voting_members
from workbench.services.beside import Beside, advice_on, asks_something, beside
from workbench.services.building import FindingsBehind, printed
from workbench.services.recommendation_draft import Draft, Drafts, draft_of
from workbench.services.recommending import addressees, rest_on
from workbench.services.sharing import with_shared
from workbench.services.similar import SimilarAsk
from workbench.text import shown
from workbench.widgets.fitted import FittedList
from workbench.widgets.top_bar import TopBar
from workbench.workspace.workspace import Workspace

PANES = ("findings-pane", "draft-pane", "beside-pane")
PAUSE = 0.2  # seconds after the last key before the past is looked through
# Where the cursor goes from a piece of advice: to the field in which it is mended.
_MENDED_IN = {"Nobody is addressed": "addressee", "No date": "when", "No measure": "measure"}
_MENDED_BY_RULE = {"no day": "when", "one part": "parts"}


class BuilderScreen(BuilderActs):
    """A recommendation as it is written: from the findings on the left, with advice and the past on the right.

    In the middle are its parts and, with every key, the sentence as it will print. Everything is saved as you type.
    F2, F3 and F4 go to the findings, the draft and the advice; Tab goes on from field to field and from pane to pane.
    On a finding Space takes it in or lets it go, and Enter shows or hides its evidence; Enter on evidence, or on
    something similar, opens it in its place, and Esc comes back. Enter on advice goes to where it is mended.
    """

    DEFAULT_CSS = """
    BuilderScreen #builder { height: 1fr; }
    BuilderScreen #findings-pane, BuilderScreen #beside-pane { width: 27%; min-width: 28; }
    BuilderScreen #findings-pane { border-right: solid $panel-lighten-1; padding: 0 0 0 1; }
    BuilderScreen #beside-pane { border-left: solid $panel-lighten-1; padding: 0 0 0 1; }
    BuilderScreen #draft-pane { width: 1fr; min-width: 40; padding: 0 1; }
    BuilderScreen OptionList {
        height: 1fr; border: none; padding: 0; background: transparent; scrollbar-gutter: stable;
    }
    BuilderScreen #printed-part { height: auto; max-height: 45%; border-top: solid $panel-lighten-1; }
    BuilderScreen #builder-agreed { color: $text-muted; display: none; }
    BuilderScreen #builder-agreed.-there { display: block; padding-top: 1; }
    BuilderScreen.-narrow #builder > Vertical { display: none; width: 1fr; border: none; padding: 0 1; }
    BuilderScreen.-narrow.-findings-pane #findings-pane { display: block; }
    BuilderScreen.-narrow.-draft-pane #draft-pane { display: block; }
    BuilderScreen.-narrow.-beside-pane #beside-pane { display: block; }
    """
    BINDINGS = [
        Binding("f2", "pane(0)", "Findings", tooltip="Go to the findings and their evidence"),
        Binding("f3", "pane(1)", "Draft", tooltip="Go to the parts of the recommendation"),
        Binding("f4", "pane(2)", "Advice", tooltip="Go to the advice and to similar past recommendations"),
        Binding("f5", "address", "To whom", show=False, tooltip="Choose to whom the recommendation is made"),
        Binding("f8,s", "split", "Split", tooltip="Split it into a. and b., or into two recommendations"),
        Binding("u", "merge", "Merge", show=False, tooltip="Make one of this recommendation and others"),
        Binding(
            "f9,a",
            "move_on",
            "State",
            show=False,
            tooltip="Say how far it has come: proposed, agreed, amended, dropped",
        ),
        Binding("f10,h", "history", "History", show=False, tooltip="Who changed which words, and when"),
        Binding("shift+up", "shift(-1)", "Up", show=False, tooltip="Move the recommendation up; numbers follow"),
        Binding("shift+down", "shift(1)", "Down", show=False, tooltip="Move the recommendation down"),
        Binding("tab", "go_on(1)", "Next", show=False),
        Binding("shift+tab", "go_on(-1)", "Before", show=False),
    ]

    def __init__(self, group: Group, recommendation_id: str = "", behind: list[str] | None = None) -> None:
        super().__init__(name="builder")
        self.group_id = group.id
        self._group = group
        self.chosen = recommendation_id
        self._behind: dict[str, None] = dict.fromkeys(behind or [])
        self._rests_on: dict[str, None] = dict(self._behind)
        self._turned: set[str] = set()  # findings whose evidence somebody opened, or closed where it was open
        self.review: Review | None = None
        self._findings: FindingsBehind | None = None
        self._row = Recommendation(group_id=group.id, action="")
        self._beside: Beside | None = None
        self._advice: list[Advice] = []
        self._looking: Timer | None = None

    def compose(self) -> ComposeResult:
        """The three panes."""
        yield TopBar(f"{self._group.title} ▸ Recommendation")
        with Horizontal(id="builder"):
            with Vertical(id="findings-pane"):
                yield BehindList(id="builder-findings")
            with Vertical(id="draft-pane"):
                yield DraftForm(draft_fields(self._day_or_words), what="a recommendation", id="draft")
                with VerticalScroll(id="printed-part", can_focus=False):
                    yield Static("As it will print", classes="part-title")
                    yield Static(id="builder-printed", classes="prose")
                    yield Static(id="builder-agreed", classes="prose")
            with Vertical(id="beside-pane"):
                yield FittedList(id="builder-beside")
        yield Footer()

    def on_mount(self) -> None:
        """Ready to write what should be done."""
        self._drafts = Drafts(self.workspace, self._behind)
        self.form.add_class("two-columns")
        self.add_class("-draft-pane")
        self.form.query_one("#field-action" if self.chosen or self._behind else "#field-addressee").focus()
        self.refresh_records()

    def _day_or_words(self, typed: str) -> str:
        return self._drafts.day_or_words(typed)

    # -- showing ------------------------------------------------------------------------------------------------------

    def refresh_records(self) -> None:
        """Read everything again, in the background: the evidence of a review may be thousands of notes."""
        self.form.flush()
        self._show_kept()
        rests_on = set(self._rests_on)

        def read(workspace: Workspace, cancelled: Callable[[], bool]) -> tuple[FindingsBehind, list[str], list[str]]:
            review = with_shared(workspace, workspace.records.review(self.group_id))
            found = FindingsBehind(review)
            found.prepare(rests_on, cancelled)
            members = [member.name for member in voting_members(workspace, self.group_id)]
            return found, addressees(workspace, review), members

        self.look_up(read, self._show)

    def _show_kept(self) -> None:
        """Show the recommendation as it is kept: its parts, what it rests on, the words that the group agreed."""
        self.form.show(self._drafts, self._kept_draft())
        if self.chosen:
            found = self.workspace.records.rests_on.find(recommendation_id=self.chosen)
            self._rests_on = dict.fromkeys(rest.finding_id for rest in found)
        else:
            self._rests_on = dict(self._drafts.behind)
        self._show_agreed()
        self._show_draft()

    def _show_agreed(self) -> None:
        agreed = agreed_by_group(self._row) if self.chosen else ""
        place = self.query_one("#builder-agreed", Static)
        place.update(shown(f"The group agreed these words:\n{agreed}"))
        place.set_class(bool(agreed), "-there")

    def _kept_draft(self) -> Draft:
        """The recommendation as it is kept, or an empty one: undo takes back that it was begun."""
        if self.chosen:
            try:
                row = self.workspace.records.recommendations.get(self.chosen)
                if row.binned_at is None:
                    self._row = row
                    return draft_of(row)
            except NotThere:
                pass
            self.chosen = ""
        self._row = Recommendation(group_id=self.group_id, action="")
        return draft_of(self._row)

    def _show(self, found: tuple[FindingsBehind, list[str], list[str]]) -> None:
        self._findings, whom, members = found
        self.review = self._findings.review
        self.form.suggest({"addressee": whom, "owner": whom, "proposed_by": members})
        self._show_findings()
        self._show_draft()
        self._look_beside()

    def _show_findings(self) -> None:
        findings, rests_on, turned = self._findings, self._rests_on, self._turned
        if findings is not None:
            self.query_one(BehindList).fit(lambda width: behind_rows(findings, rests_on, turned, width))

    def _show_draft(self) -> None:
        """The sentence as it prints, where the recommendation stands, and advice: with every key."""
        row = self.as_typed()
        others = self.review.recommendations if self.review else []
        told = printed(row, others, self._group.board)
        words = shown("\n".join(line for line in (told.over, *told.lines) if line), "bold")
        notes = [shown(note) for note in told.notes]
        self.query_one("#builder-printed", Static).update(Content("\n").join([words, *notes]))
        name = f"Recommendation {told.number}".strip() if self.chosen else "A new recommendation"
        by = [f"proposed by {row.proposed_by}"] if row.proposed_by else []
        by += [f"agreed by {len(row.agreed_by)}"] if row.agreed_by else []
        about = f"{row.state.value} (F9)" if self.chosen else "saved as you type"
        self.query_one(TopBar).show(f"{self._group.title} ▸ {name}", " · ".join([about, *by]))
        self._show_beside(row)

    def as_typed(self) -> Recommendation:
        """The recommendation with what stands in the fields, saved or not."""
        draft = self.form.draft()
        return self._drafts.as_recommendation(draft, self._row) if draft is not None else self._row

    def _show_beside(self, row: Recommendation) -> None:
        """Advice on the words as they are now; what needs the past is of a moment ago until it was looked through."""
        advice = advice_on(row, self._others(row), rests=bool(self._rests_on))
        rules = {(one.rule, one.words) for one in advice}
        later = self._beside.advice if self._beside else []
        self._advice = [*advice, *(one for one in later if (one.rule, one.words) not in rules)]
        told, found = self._advice, self._beside
        written = asks_something(row)
        self.query_one("#builder-beside", FittedList).fit(lambda width: beside_rows(told, found, written, width))

    # -- as one types -------------------------------------------------------------------------------------------------

    @on(DraftForm.Typed)
    def _typed(self) -> None:
        self._show_draft()
        if self._looking is not None:
            self._looking.stop()
        self._looking = self.set_timer(PAUSE, self._look_beside)

    @on(DraftForm.Saved)
    def _saved(self, event: DraftForm.Saved) -> None:
        begun = not self.chosen
        self.chosen = event.record.id
        self._row = self.workspace.records.recommendations.get(self.chosen)
        if self.review is not None:
            records = self.workspace.records
            rows = {"recommendations": records.recommendations.find(group_id=self.group_id)}
            self.review = self.review.model_copy(update=rows)
        if begun:
            self.workbench.moved_to(self, Place("builder", self.group_id, chosen=self.chosen))
            self._show_findings()
        self._show_agreed()
        self._show_draft()

    def _look_beside(self) -> None:
        """Look through the past for the words as they are now; a later look overtakes this one."""
        row = self.as_typed()
        others = self._others(row)
        self.look_up(
            lambda workspace, cancelled: beside(workspace, row, others, cancelled),
            partial(self._found_beside, row),
            group="beside",
        )

    def _others(self, row: Recommendation) -> list[Recommendation]:
        return [each for each in (self.review.recommendations if self.review else []) if each.id != row.id]

    def _found_beside(self, row: Recommendation, found: Beside) -> None:
        if self._same_words(row):
            self._beside = found
            self._show_beside(self.as_typed())

    def _same_words(self, row: Recommendation) -> bool:
        now = self.as_typed()
        return in_full(now) == in_full(row)

    def action_back(self) -> None:
        """Go back; what was typed a moment ago is saved first, so that it is seen there."""
        self.form.flush()
        super().action_back()

    # -- panes and places ---------------------------------------------------------------------------------------------

    def action_pane(self, place: int) -> None:
        """Go to a pane."""
        stops = self._stops(PANES[place])
        if stops:
            self._go_to(stops[1] if place == 1 else stops[0])

    def action_go_on(self, by: int) -> None:
        """To the next field, or from the last one of a pane to the next pane."""
        stops = [stop for pane in PANES for stop in self._stops(pane)]
        here = next((n for n, stop in enumerate(stops) if stop.has_focus), None)
        self._go_to(stops[0] if here is None else stops[(here + by) % len(stops)])

    def _stops(self, pane: str) -> list[Widget]:
        match pane:
            case "findings-pane":
                return [self.query_one(BehindList)]
            case "draft-pane":
                return self.form.boxes
            case _:
                return [self.query_one("#builder-beside")]

    def _go_to(self, widget: Widget) -> None:
        self._show_pane(widget)
        widget.focus()

    def _show_pane(self, widget: Widget) -> None:
        """The pane that a widget stands in is the one in sight where there is no room for three."""
        pane = next((node.id for node in widget.ancestors if isinstance(node, Widget) and node.id in PANES), None)
        if pane is not None:
            for each in PANES:
                self.set_class(each == pane, f"-{each}")

    @on(events.DescendantFocus)
    def _focused(self, event: events.DescendantFocus) -> None:
        self._show_pane(event.widget)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is done with a recommendation needs one that was begun."""
        if action in ("split", "merge", "move_on", "history", "shift"):
            return bool(self.chosen)
        if action in ("take_back", "do_again"):
            return self.is_mounted and self.nothing_typed_since
        # The footer names the panes that one is not in.
        return not (action == "pane" and self.has_class(f"-{PANES[int(str(parameters[0]))]}"))

    # -- the findings -------------------------------------------------------------------------------------------------

    @on(BehindList.Taken)
    def _taken(self, event: BehindList.Taken) -> None:
        event.stop()
        wanted = dict(self._rests_on)
        if event.finding_id in wanted:
            del wanted[event.finding_id]
        else:
            wanted[event.finding_id] = None
        self._turned.discard(event.finding_id)
        if self.chosen:
            row = self._row
            if not acts.done(self.workbench, lambda: rest_on(self.workspace, row, wanted)):
                return
        else:
            self._drafts.behind = wanted
        self._rests_on = wanted
        self._show_findings()
        self._show_draft()

    @on(OptionList.OptionSelected, "#builder-findings")
    def _open_finding(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        kind, _, rest = (event.option.id or "").partition(":")
        if self._findings is None:
            return
        if kind == "finding":
            self._turned ^= {finding_of(event.option.id or "")}
            self._show_findings()
            return
        link_id = rest.partition(":")[2]
        links = [link for row in self._findings.rows for link in row.links if link.id == link_id]
        place = evidence_place(links[0], self._findings.review) if links else None
        if place is None:
            self.workbench.say("That is not there any more: its words are kept here.", wrong=True)
        else:
            self.workbench.open_place(place)

    # -- advice and the past ------------------------------------------------------------------------------------------

    @on(OptionList.OptionSelected, "#builder-beside")
    def _open_beside(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        kind, _, number = (event.option.id or "").partition(":")
        if kind == "advice":
            self._mend(self._advice[int(number)])
        elif kind == "similar" and self._beside is not None:
            self.workbench.open_place(similar_place(self._beside.similar[int(number)]))

    def _mend(self, one: Advice) -> None:
        if one.rule == "rests on nothing":
            self.action_pane(0)
        elif one.rule == "two actions" and self.chosen:
            self.action_split()
        else:
            field = _MENDED_IN.get(one.words) or _MENDED_BY_RULE.get(one.rule, "action")
            self._go_to(self.form.query_one(f"#field-{field}"))


def similar_place(ask: SimilarAsk) -> Place:
    """Where something that was asked for before is opened: in its pack, or in the tab of its group."""
    where, which = ask.place
    if isinstance(which, int):
        return Place("pack", where, line=which)
    return Place("group", where, "recommendations", which)
