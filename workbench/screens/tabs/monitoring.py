"""The tab Monitoring: what became of each recommendation, what is late, and the letters and reports that follow."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import OptionList, Static

from groups.clock import due, has_gone_out
from groups.recommendation import Recommendation
from interviews.monitoring import Pointed, Wait, in_days, next_review, pointed, waits
from interviews.review import Review
from workbench.dates import show_date
from workbench.dialogs.ask import AskWords, Tell
from workbench.dialogs.progress import ProgressDialog
from workbench.dialogs.record_dialog import RecordDialog
from workbench.dialogs.reply import ReplyDialog
from workbench.screens.place import Place
from workbench.screens.tabs import monitoring_acts as acts
from workbench.screens.tabs.monitoring_rows import (
    clock_text,
    history_rows,
    in_full,
    list_rows,
    open_text,
)
from workbench.screens.tabs.overview_fields import DATES
from workbench.screens.tabs.working_pane import WorkingPane
from workbench.services import chasing, monitoring
from workbench.services.clocks import outcome_of, rules_of
from workbench.services.replies import bin_reply, new_reply
from workbench.text import shown
from workbench.widgets.fitted import FittedList
from workbench.widgets.list_and_thing import ListAndThing
from workbench.widgets.record_form import Thing

EMPTY = (
    "Nothing to follow yet. Monitoring begins when the Board has agreed recommendations: write them in the tab "
    "Recommendations, then press e here to say when the Board agreed and when the report was sent."
)
KEYS = "x drafts the progress report, e the dates, v the next review, r the reply clocks, s the scorecard."
NOT_OUT = "Nobody owes a reply yet: press e to say on which day the Board agreed. A reply that is here already: p."
HISTORY = "mon-history"


class MonitoringPane(WorkingPane):
    """What became of each recommendation: when a reply is due, the replies, what is done, and what difference it made.

    p records a reply, o what was reported, c writes a letter to those whose reply is waited for, x drafts the progress
    report, e says when the Board agreed and when the report was sent.
    """

    TAB = "monitoring"
    BINDINGS = [
        Binding("p", "reply", "Reply", tooltip="Record a reply to the chosen recommendation"),
        Binding("o", "progress", "Progress", tooltip="Record what is done and what difference it made"),
        Binding("c", "chase", "Chase", tooltip="Write a letter to somebody whose reply is waited for"),
        Binding(
            "e",
            "dates",
            "Dates",
            show=False,
            tooltip="Say when the Board agreed and when the report was sent and received",
        ),
        Binding("x", "export", "Report", show=False, tooltip="Write the progress report, which drafts itself"),
        Binding("w", "passport", "Passport", show=False, tooltip="Follow it from the first note to what came of it"),
        Binding("v", "plan", "Next review", show=False, tooltip="Say when progress is reported to the Board next"),
        Binding(
            "s", "scorecard", "Scorecard", show=False, tooltip="How recommendations were answered, over all groups"
        ),
        Binding("r", "rules", "Reply clocks", show=False, tooltip="Who has how long for a reply; change the rules"),
        Binding(
            "d", "to_bin", "Bin", show=False, tooltip="Put the chosen reply, report of progress or letter in the bin"
        ),
    ]

    def __init__(self, group_id: str) -> None:
        super().__init__(group_id)
        self._review: Review | None = None
        self._waits: list[Wait] = []
        self._look_at: list[Pointed] = []

    def compose(self) -> ComposeResult:
        """The recommendations and what to look at; all that is known of the chosen one."""
        yield ListAndThing(
            FittedList(id="mon-list", empty=EMPTY),
            Thing(
                Static(id="mon-about", classes="quiet prose"),
                Static(id="mon-full", classes="prose"),
                Static("When the reply is due", classes="heading mon-part"),
                Static(id="mon-clock", classes="prose mon-part"),
                Static("Replies, progress and letters (Enter opens one)", classes="heading mon-part"),
                FittedList(id=HISTORY),
                Static("What cannot be told yet", classes="heading mon-open"),
                Static(id="mon-open", classes="prose mon-open"),
            ),
        )

    # -- what is chosen -----------------------------------------------------------------------------------------------

    @property
    def _today(self) -> date:
        return self.workspace.today().date()

    @property
    def _list(self) -> FittedList:
        return self.query_one("#mon-list", FittedList)

    @property
    def _history(self) -> FittedList:
        return self.query_one(f"#{HISTORY}", FittedList)

    @property
    def _chosen(self) -> Recommendation | None:
        rows = self._review.recommendations if self._review else []
        return next((row for row in rows if row.id == self._list.chosen), None)

    @property
    def _pointed(self) -> Pointed | None:
        kind, _, which = (self._list.chosen or "").partition(":")
        return self._look_at[int(which)] if kind == "look" and int(which) < len(self._look_at) else None

    @property
    def _entry(self) -> tuple[str, str]:
        """What is chosen in the history: its table and id."""
        table, _, ident = (self._history.chosen or "").partition(":")
        return table, ident

    # -- showing ------------------------------------------------------------------------------------------------------

    def refresh_records(self) -> None:
        """Read the outcome again."""
        group = self.workspace.records.groups.get(self.group_id)
        review = self._review = outcome_of(self.workspace, group)
        rules = rules_of(self.workspace)
        self._waits = waits(review, rules, self._today)
        self._look_at = pointed(review, rules, self._today) if review.recommendations else []
        self._list.fit(lambda width: list_rows(review, self._waits, self._look_at, self._today, width))
        self._show_chosen()

    def choose(self, record_id: str) -> None:
        """Put the selection on a recommendation, or on the one that a reply or a report of progress is about."""
        if self._review is not None:
            chasers = [
                c.recommendation_ids[0] for c in self._review.chasers if c.id == record_id and c.recommendation_ids
            ]
            self._list.choose(chasers[0] if chasers else monitoring.recommendation_with(self._review, record_id))
            self._show_chosen()
            for table in ("responses", "progress", "chasers"):
                self._history.choose(f"{table}:{record_id}")

    @on(OptionList.OptionHighlighted, "#mon-list")
    def _highlighted(self) -> None:
        self._show_chosen()

    def _show_chosen(self) -> None:
        review, row, look = self._review, self._chosen, self._pointed
        if review is None:
            return
        for part in self.query(".mon-part, .mon-open"):
            part.display = row is not None
        self._history.display = row is not None
        self.query_one("#mon-about", Static).update(shown(self._about(review)))
        full = in_full(row, review) if row else f"{look.text}\n\nEnter goes to its place." if look else ""
        self.query_one("#mon-full", Static).update(shown(full))
        self.refresh_bindings()
        if row is None:
            return
        wait = next((w for w in self._waits if any(one.recommendation.id == row.id for one in w.asked)), None)
        when = due(row.addressee, review.group, review.suspensions, rules_of(self.workspace), self._today)
        self.query_one("#mon-clock", Static).update(
            shown(clock_text(when, wait or self._before(review, row), self._today))
        )
        self._history.fit(lambda width: history_rows(row, review, width))
        told = open_text(row, review)
        self.query_one("#mon-open", Static).update(shown(told))
        for part in self.query(".mon-open"):
            part.display = bool(told)

    def _before(self, review: Review, row: Recommendation) -> Wait | None:
        """Before anything has gone out nobody waits, but the rule that will apply is shown all the same."""
        if has_gone_out(review.group):
            return None
        when = due(row.addressee, review.group, review.suspensions, rules_of(self.workspace), self._today)
        return Wait(row.addressee, [], when, 0)

    def _about(self, review: Review) -> str:
        """One line over the chosen recommendation: when the Board agreed, and when progress is reported next."""
        group = review.group
        if not review.recommendations:
            return ""
        if not has_gone_out(group):
            return NOT_OUT
        agreed = f"The Board agreed on {show_date(group.board_agreed_on)}." if group.board_agreed_on else ""
        sent = f"Sent {show_date(group.sent_on)}." if group.sent_on else ""
        following = next_review(review, rules_of(self.workspace), self._today)
        again = ""
        if following is not None and following.day is not None:
            late = following.days_late(self._today)
            again = f"Next report of progress: {show_date(following.day)}" + (
                f", overdue {in_days(late)}." if late else "."
            )
        return "\n".join([" ".join(part for part in (agreed, sent, again) if part), KEYS])

    # -- opening ------------------------------------------------------------------------------------------------------

    @on(OptionList.OptionSelected, "#mon-list")
    def _opened(self, event: OptionList.OptionSelected) -> None:
        look = self._pointed
        if look is None:
            return
        event.stop()
        if look.table == "groups":
            self.action_dates()
        elif look.table == "suspensions":
            self.workbench.open_place(Place("group", self.group_id, "overview", look.record_id))
        elif look.record_id:
            self.choose(look.record_id)
            if look.table in ("responses", "progress"):
                self._open(look.table, look.record_id)
        else:
            self.action_export()

    @on(OptionList.OptionSelected, f"#{HISTORY}")
    def _opened_entry(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._open(*self._entry)

    def _open(self, table: str, ident: str) -> None:
        """Open a reply, a report of progress or a letter."""
        review = self._review
        if review is None:
            return
        if table == "responses":
            reply = next(r for r in review.responses if r.id == ident)
            self.app.push_screen(ReplyDialog(self.workspace, review, reply), self._came_back)
        elif table == "progress":
            entry = next(p for p in review.progress if p.id == ident)
            self.app.push_screen(
                ProgressDialog(self.workspace, self._title(entry.recommendation_id), entry), self._came_back
            )
        elif table == "chasers":
            chaser = next(c for c in review.chasers if c.id == ident)
            title = f"{chasing.step_name(chaser.step)}, {show_date(chaser.on)}"
            self.app.push_screen(Tell(title, chaser.text or "The text of this letter was not kept."))

    def _title(self, recommendation_id: str) -> str:
        row = next(
            (r for r in (self._review.recommendations if self._review else []) if r.id == recommendation_id), None
        )
        return f"Progress on {in_full(row, self._review).splitlines()[0]}" if row and self._review else "Progress"

    def _came_back(self, _: object = None) -> None:
        self.workbench.saved()
        self.refresh_records()

    # -- changing -----------------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What can be done with a recommendation needs one; a letter and a report need something to be about."""
        if not self.is_mounted or self._review is None:
            return True
        if action in ("reply", "progress", "passport"):
            return self._chosen is not None
        if action in ("chase", "export"):
            return bool(self._review.recommendations)
        if action == "plan":
            return self._review.group.board_agreed_on is not None
        if action == "to_bin":
            return self._history.has_focus and bool(self._entry[1])
        return True

    def action_passport(self) -> None:
        """Follow the chosen recommendation from the first note to what came of it."""
        if self._chosen is not None:
            self.workbench.open_place(Place("passport", self.group_id, chosen=self._chosen.id))

    def action_reply(self) -> None:
        """Record a reply to the chosen recommendation."""
        row, review = self._chosen, self._review
        if row is not None and review is not None:
            reply = new_reply(self.workspace, review, row)
            self.app.push_screen(ReplyDialog(self.workspace, review, reply), self._came_back)

    def action_progress(self) -> None:
        """Record what was reported about the chosen recommendation."""
        row, review = self._chosen, self._review
        if row is not None and review is not None:
            entry = monitoring.new_progress(self.workspace, review, row)
            self.app.push_screen(ProgressDialog(self.workspace, self._title(row.id), entry), self._came_back)

    def action_dates(self) -> None:
        """Say when the Board agreed, gave notice, and when the report was sent and received."""
        rows = self.workspace.records.groups
        group = rows.get(self.group_id)
        dialog = RecordDialog("The days that count", DATES, rows, group, what="the group")
        self.app.push_screen(dialog, self._came_back)

    def action_scorecard(self) -> None:
        """How recommendations were answered and what came of them, over all groups."""
        self.workbench.open_place(Place("scorecard"))

    def action_rules(self) -> None:
        """Who has how long for a reply, and changing that."""
        self.workbench.open_place(Place("clocks"))

    @work
    async def action_chase(self) -> None:
        """Write a letter: to whom, which one, in what form; it is kept, and Ctrl+Z takes it back."""
        review, chosen = self._review, self._chosen
        if review is None:
            return
        made = await acts.chase(self.workbench, review, chosen.addressee.strip() if chosen else "")
        if made is not None:
            self._came_back()
            self.workbench.say(f"Written to {made}. Ctrl+Z takes back that it was sent.")

    @work
    async def action_export(self) -> None:
        """Draft the progress report and write it as a file."""
        made = await acts.write_report(self.workbench, self.group_id)
        if made is not None:
            self.workbench.say(f"Written to {made}")

    @work
    async def action_plan(self) -> None:
        """Plan the meeting of the Board at which progress is reported next."""
        review = self._review
        if review is None:
            return
        following = next_review(review, rules_of(self.workspace), self._today)
        question = "On which day does the Board hear of the progress next?"
        usual = show_date(following.day) if following else ""
        typed = await self.app.push_screen_wait(AskWords(question, value=usual, refuse=self.no_day))
        day = self.day_typed(typed) if typed else None
        if day is not None:
            plan = partial(monitoring.plan_review, self.workspace, review.group, day)
            self.do(plan, f"The Board hears of it on {show_date(day)}.")

    def action_to_bin(self) -> None:
        """Put the chosen reply, report of progress or letter in the bin."""
        table, ident = self._entry
        records = self.workspace.records
        acts_on: dict[str, tuple[Callable[[], None], str]] = {
            "responses": (lambda: bin_reply(self.workspace, records.responses.get(ident)), "The reply"),
            "progress": (
                lambda: monitoring.bin_progress(self.workspace, records.progress.get(ident)),
                "The report of progress",
            ),
            "chasers": (lambda: chasing.bin_chaser(self.workspace, records.chasers.get(ident)), "The letter"),
        }
        if table in acts_on:
            act, name = acts_on[table]
            self.do(act, f"{name} is in the bin. Ctrl+Z brings it back.")
