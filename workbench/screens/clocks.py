"""Reply clocks: who has how long for a reply, from which day, which law says so; each rule can be changed."""

from __future__ import annotations

from collections.abc import Callable

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Footer, OptionList, Static

from groups.clock import ClockRule, ClockStart, time_in_words
from groups.rows import NotThere
from workbench.screens.base import WorkbenchScreen
from workbench.services.clocks import RuleKeeper, bin_rule, has_own_rules, reset_rules, rules_of
from workbench.services.editing import NotAccepted
from workbench.text import one_line, shown
from workbench.widgets.list_and_thing import ListAndThing
from workbench.widgets.record_form import Field, RecordForm, Thing
from workbench.widgets.record_list import RecordList, Row
from workbench.widgets.top_bar import TopBar
from workbench.workspace.problems import WorkspaceProblem

MOST = 3660


def _words(typed: str) -> list[str]:
    return [word for word in (" ".join(part.split()) for part in typed.replace("\n", ",").split(",")) if word]


def _number(typed: str) -> int:
    plain = typed.strip() or "0"
    if not plain.lstrip("-").isdecimal() or abs(int(plain)) > MOST:
        raise NotAccepted("Type a whole number, such as 2, or leave it empty.")
    return int(plain)


def _count(value: int) -> str:
    return str(value) if value else ""


FIELDS = [
    Field("name", "Rule", hint="such as Executive"),
    Field(
        "words",
        "For addressees with these words (with commas; * is the rest of a word)",
        "text",
        hint="empty: for everybody who is named nowhere else",
        as_text=", ".join,
        from_text=_words,
    ),
    Field("months", "Months", hint="how many months a reply may take", as_text=_count, from_text=_number),
    Field("days", "Days", hint="added to the months", as_text=_count, from_text=_number),
    Field("starts", "The time runs from", "choice", choices=lambda: [(start.value, start) for start in ClockStart]),
    Field("statutory", "A law says so: no suspension moves it", "yes"),
    Field("source", "Source", "text", hint="the Act and section, or the custom of the council", lines=4),
]


class ClocksScreen(WorkbenchScreen):
    """Who has how long for a reply. The first rule whose words are in an addressee's name applies.

    Press e to change a rule: from then on the rules are this council's own. b goes back to the defaults.
    """

    BINDINGS = [
        Binding("e", "edit", "Change", tooltip="Change the chosen rule"),
        Binding("b", "reset", "Defaults", tooltip="Back to the council's default rules"),
        Binding("d", "to_bin", "Take away", tooltip="Take the chosen rule away"),
    ]

    def __init__(self, chosen: str = "") -> None:
        super().__init__(name="clocks")
        self._choose = chosen
        self._rules: list[ClockRule] = []

    def compose(self) -> ComposeResult:
        """The rules in the order in which they are tried; the chosen one with its fields."""
        yield TopBar("Reply clocks", "")
        yield ListAndThing(
            RecordList(id="rules"),
            Thing(Static(id="rule-about", classes="quiet prose"), RecordForm(FIELDS, what="a reply clock")),
        )
        yield Footer()

    def on_mount(self) -> None:
        """Show the rules."""
        self.refresh_records()
        if self._choose:
            self.query_one(RecordList).choose(self._choose)
        self.query_one(RecordList).focus()

    def refresh_records(self) -> None:
        """Read the rules again."""
        self._rules = rules_of(self.workspace)
        own = has_own_rules(self.workspace)
        self.query_one(TopBar).show("Reply clocks", "changed here" if own else "the defaults")
        self.query_one(RecordList).show(Row(_place(rule), _row(rule)) for rule in self._rules)
        self._show_chosen()

    @property
    def _chosen(self) -> ClockRule | None:
        chosen = self.query_one(RecordList).chosen
        return next((rule for rule in self._rules if _place(rule) == chosen), None)

    @on(OptionList.OptionHighlighted, "#rules")
    def _highlighted(self) -> None:
        self._show_chosen()

    def _show_chosen(self) -> None:
        rule, form = self._chosen, self.query_one(RecordForm)
        form.display = rule is not None
        if rule is None:
            return
        form.show(RuleKeeper(self.workspace), rule)
        kind = "Nothing moves a day that a law sets." if rule.statutory else "A suspension of the group moves its day."
        about = kind if rule.months or rule.days else "It gives no day of its own: the group may ask for one."
        self.query_one("#rule-about", Static).update(shown(about))
        self.refresh_bindings()

    @on(RecordForm.Saved)
    def _saved(self) -> None:
        self.refresh_records()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The defaults hold already unless something was changed."""
        if action == "reset":
            return has_own_rules(self.workspace)
        return True

    def action_edit(self) -> None:
        """Change the chosen rule."""
        self.query_one(ListAndThing).open_thing()

    def action_reset(self) -> None:
        """Back to the defaults."""
        self._tried(lambda: reset_rules(self.workspace), "The default rules hold again. Ctrl+Z brings back your own.")

    def action_to_bin(self) -> None:
        """Take the chosen rule away."""
        rule = self._chosen
        if rule is not None:
            self._tried(lambda: bin_rule(self.workspace, rule), f"{rule.name} is taken away. Ctrl+Z brings it back.")

    def _tried(self, act: Callable[[], object], said: str) -> None:
        self.query_one(RecordForm).flush()
        try:
            act()
        except (NotAccepted, NotThere, WorkspaceProblem) as why:
            self.workbench.say(str(why), wrong=True)
            return
        self.workbench.saved()
        self.workbench.say(said)
        self.refresh_records()


def _place(rule: ClockRule) -> str:
    """A rule by its place: its id is another once it is the council's own."""
    return f"rule:{rule.position}"


def _row(rule: ClockRule) -> Content:
    kind = "statutory" if rule.statutory else "no law says so"
    time = time_in_words(rule) or "no time of its own"
    return Content("\n").join([one_line(rule.name), Content("  ") + one_line(f"{time} · {kind}", "dim")])
