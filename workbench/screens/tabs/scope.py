"""The tab Scope: the scoping form to fill, what is still empty, agreeing and amending it, and how it will print."""

from __future__ import annotations

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import OptionList, Static

from groups.scope import BadTemplate, Scope, ScopeField
from groups.scope_changes import lines_of, scope_changes
from interviews.checks import Remark
from interviews.review import Review
from workbench.dates import show_date
from workbench.dialogs.ask import AskWords
from workbench.screens.tabs.working_pane import WorkingPane
from workbench.services import scoping
from workbench.text import one_line, shown
from workbench.widgets.fitted import FittedList, fitted
from workbench.widgets.list_and_thing import ListAndThing
from workbench.widgets.record_form import Field, RecordForm, Thing
from workbench.widgets.record_list import RecordList, Row

MOST_SHOWN = 5


class ScopePane(WorkingPane):
    """The scoping document. Choose a question, press Enter or e and write; it is saved as you type.

    Press a when the group has agreed it: that version is frozen, with the lines of enquiry as they stand. Press m to
    amend it later, v to see its versions and what changed between them, p to see it as the report will print it.
    """

    TAB = "scope"
    BINDINGS = [
        Binding("e", "edit", "Write", tooltip="Write the answer to the chosen question"),
        Binding("a", "agree", "Agree", tooltip="The group has agreed the scope: freeze this version"),
        Binding("m", "amend", "Amend", tooltip="Begin an amendment: a new draft with the agreed answers"),
        Binding("v", "versions", "Versions", show=False, tooltip="See the versions and what changed between them"),
        Binding("p", "preview", "Preview", tooltip="See the scope and the lines of enquiry as the report prints them"),
    ]

    def __init__(self, group_id: str) -> None:
        super().__init__(group_id)
        self._review: Review | None = None
        self._scope: Scope | None = None
        self._problem = ""
        self._remarks: list[Remark] = []
        self._printed: list[tuple[str, str]] = []
        self._shown: str | None = None

    def compose(self) -> ComposeResult:
        """Questions, versions and appendices on the left; on the right the answer to write, or a text to read."""
        form = RecordForm([Field("text", "Answer", "text", lines=12)], what="the scope")
        yield ListAndThing(
            FittedList(id="questions"),
            Thing(
                Static(id="question", classes="heading -first prose"),
                Static(id="note", classes="quiet prose"),
                form,
                Static(id="text", classes="prose"),
            ),
        )

    # -- showing ------------------------------------------------------------------------------------------------------

    def refresh_records(self) -> None:
        """Read the scope again."""
        self._read()
        self._shown = None
        self._show_chosen()

    def on_resize(self) -> None:
        """What is printed runs as wide as there is room."""
        self.call_after_refresh(self._resized)

    def _resized(self) -> None:
        if self._review is not None:
            self._read()
            if self._chosen()[0] == "printed":
                self._shown = None
                self._show_chosen()

    def _width(self) -> int:
        """How wide a text on the right may run; on a small screen the right side has no width before it is open."""
        room = self.query_one(Thing).size.width or self.size.width - 4
        return min(max(room - 2, 40), 84)

    def _read(self) -> None:
        self._review = self.workspace.records.review(self.group_id)
        self._remarks = scoping.scope_remarks(self._review)
        self._printed = scoping.printed_appendices(self._review, self._width())
        try:
            self._scope, self._problem = scoping.the_scope(self.workspace, self._review.scope, self.group_id), ""
        except BadTemplate as why:
            self._scope, self._problem = None, str(why)
        self.query_one("#questions", FittedList).fit(self._rows)
        self.refresh_bindings()

    def _rows(self, width: int) -> list[Row]:
        scope, review = self._scope, self._review
        if scope is None or review is None:
            return [Row("problem", one_line("The scoping form cannot be read", "$text-warning"))]
        rows = [Row(None, one_line(_state(scope, review), "dim"))]
        heading = ""
        for field in scope.fields:
            if field.heading != heading:
                heading = field.heading
                rows.append(Row(None, one_line(heading, "bold")))
            rows.append(Row(f"field:{field.key}", self._field_row(scope, field, width)))
        if review.scope:
            rows.append(Row(None, one_line("Versions", "bold")))
            rows += [Row(f"version:{s.number}", _version_row(s, width)) for s in _newest_first(review)]
        if self._printed:
            rows.append(Row(None, one_line("As the report prints it", "bold")))
            rows += [Row(f"printed:{n}", fitted("  ", head, "", width)) for n, (head, _) in enumerate(self._printed)]
        packed = [remark for remark in self._remarks if remark.table == "enquiry_lines"]
        return [*rows, *self.remark_rows(packed)]

    def _field_row(self, scope: Scope, field: ScopeField, width: int) -> Content:
        if scope.answers.get(field.key, "").strip():
            state = one_line("written", "dim")
        else:
            state = one_line("may be empty", "dim") if field.optional else one_line("empty", "$text-warning")
        return fitted("  ", field.question, state, width)

    @on(OptionList.OptionHighlighted, "#questions")
    def _highlighted(self) -> None:
        self._show_chosen()

    def _chosen(self) -> tuple[str, str]:
        kind, _, which = (self.query_one("#questions", RecordList).chosen or "").partition(":")
        return kind, which

    def _show_chosen(self) -> None:
        """Show what is chosen; an answer on show already stays, since somebody may be writing in it."""
        kind, which = self._chosen()
        if self._review is None or self._shown == f"{kind}:{which}":
            return
        self._shown = f"{kind}:{which}"
        question, note, text = "", "", ""
        form, scope = self.query_one(RecordForm), self._scope
        form.display = kind == "field" and scope is not None and scope.is_draft
        if kind == "field" and scope is not None:
            field = next(f for f in scope.fields if f.key == which)
            question, note = field.question, self._note_on(field, scope)
            if form.display:
                answers = scoping.Answers(self.workspace.records.scopes, scope, which)
                form.show(answers, answers.of(scope))
            else:
                text = scope.answers.get(which, "").strip() or "(empty)"
        elif kind == "version":
            question, text = self._version_text(self._review, int(which))
        elif kind == "printed" and int(which) < len(self._printed):
            text = self._printed[int(which)][1]
            if scope is not None and scope.is_draft and scope.number > 1:
                note = f"The report prints version {scope.number - 1} until the amendment is agreed."
        elif kind == "remark":
            packed = [remark for remark in self._remarks if remark.table == "enquiry_lines"]
            question, note = packed[int(which)].text, "Enter goes to the line of enquiry, where s splits it."
        elif kind == "problem":
            text = self._problem
        for name, words in (("question", question), ("note", note), ("text", text)):
            self.query_one(f"#{name}", Static).update(shown(words))
            self.query_one(f"#{name}").display = bool(words)

    def _note_on(self, field: ScopeField, scope: Scope) -> str:
        if not scope.is_draft:
            return f"Agreed on {show_date(scope.agreed_on)} and frozen: press m to amend it."
        return "This one may stay empty." if field.optional else ""

    def _version_text(self, review: Review, number: int) -> tuple[str, str]:
        """The heading over a version, and what changed in it."""
        scope = scoping.version(review.scope, number)
        before = next((s for s in review.scope if s.number == number - 1), None)
        lines = [f"Agreed on {show_date(scope.agreed_on)}." if scope.agreed_on else "Not agreed yet."]
        if before is None:
            written = sum(1 for answer in scope.answers.values() if answer.strip())
            lines.append(f"The first version: {written} of {len(scope.fields)} questions answered.")
            lines += [
                "",
                "Lines of enquiry",
                *(f"  {n} {words}".rstrip() for _, n, words in _told(scope, review)),
            ]
        else:
            changes = scope_changes(before, scope, review.enquiry)
            lines.append(f"Changed since version {before.number}:" if changes else "Nothing has changed yet.")
            for change in changes:
                lines += ["", change.about, f"  was: {change.was or 'nothing'}", f"  now: {change.now or 'nothing'}"]
        return scope.state[0].upper() + scope.state[1:], "\n".join(lines)

    def choose(self, record_id: str) -> None:
        """Put the selection on a version; a remark on the newest leads to its first empty question."""
        records, scope = self.query_one("#questions", RecordList), self._scope
        if scope is None:
            return
        older = next((s for s in self._review.scope if s.id == record_id), None) if self._review else None
        if older is not None and older.number != scope.number:
            records.choose(f"version:{older.number}")
        elif empty := scope.empty_fields():
            records.choose(f"field:{empty[0].key}")

    # -- changing -----------------------------------------------------------------------------------------------------

    @on(RecordForm.Saved)
    def _written(self) -> None:
        self._read()

    @on(OptionList.OptionSelected, "#questions")
    def _opened(self, event: OptionList.OptionSelected) -> None:
        kind, _, which = (event.option.id or "").partition(":")
        if kind == "remark":
            packed = [remark for remark in self._remarks if remark.table == "enquiry_lines"]
            self.lead_to(packed[int(which)])

    def action_edit(self) -> None:
        """Write the answer to the chosen question."""
        if self._chosen()[0] != "field" and self._scope is not None:
            first = (self._scope.empty_fields() or self._scope.fields)[0]
            self.query_one("#questions", RecordList).choose(f"field:{first.key}")
        self.call_after_refresh(self.query_one(ListAndThing).open_thing)

    @work
    async def action_agree(self) -> None:
        """Ask for the day and say what is unfinished; then freeze the draft."""
        self.query_one(RecordForm).flush()
        self._read()
        if self._review is None or not self._review.scope:
            self.workbench.say("There is no scope to agree yet: choose a question, press e and write.", wrong=True)
            return
        question = "On which day did the group agree the scope?\nIt is frozen then; m amends it later."
        if self._remarks:
            short = scoping.in_short(self._remarks)
            told = [f"• {remark.text}" for remark in short[:MOST_SHOWN]]
            more = len(short) - MOST_SHOWN
            told += [f"• and {more} more"] if more > 0 else []
            question = "\n".join(["Still to look at:", *told, "", "Agree it all the same? On which day?"])
        today = show_date(self.workspace.today().date())
        day = await self.app.push_screen_wait(AskWords(question, value=today, refuse=self.no_day))
        on_day = self.day_typed(day) if day else None
        if on_day is None:
            return
        kept = self.tried(lambda: scoping.agree(self.workspace, self.group_id, on_day))
        if kept:
            self.refresh_records()
            self.workbench.say(f"Agreed as version {kept.number} and frozen. Ctrl+Z takes it back; m amends it.")

    def action_amend(self) -> None:
        """Begin an amendment."""
        kept = self.tried(lambda: scoping.amend(self.workspace, self.group_id))
        if kept:
            self.refresh_records()
            self.workbench.say(f"Begun: the draft of version {kept.number}. Version {kept.number - 1} stays as it is.")

    def action_versions(self) -> None:
        """Go to the newest version; the others stand under it."""
        if self._review is not None and self._review.scope:
            self._go_to(f"version:{_newest_first(self._review)[0].number}")
        else:
            self.workbench.say("There is no version yet: choose a question, press e and write.")

    def action_preview(self) -> None:
        """Go to the first appendix."""
        if self._printed:
            self._go_to("printed:0")
        else:
            self.workbench.say("There is nothing to print yet: choose a question, press e and write.")

    def _go_to(self, row: str) -> None:
        self.query_one("#questions", RecordList).choose(row)
        self.call_after_refresh(self.query_one(ListAndThing).open_thing)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A draft is written and agreed; what was agreed is amended."""
        is_draft = self._scope is None or self._scope.is_draft
        if action in ("agree", "edit"):
            return is_draft
        return not is_draft if action == "amend" else True


def _state(scope: Scope, review: Review) -> str:
    """The state in words, and how much is left to write."""
    state = scope.state[0].upper() + scope.state[1:] if review.scope else "Not begun: press e and write"
    if scope.agreed_on:
        return f"{state}, on {show_date(scope.agreed_on)}"
    empty = len(scope.empty_fields())
    return f"{state} · {f'{empty} of {len(scope.fields)} empty' if empty else 'nothing empty'}"


def _version_row(scope: Scope, width: int) -> Content:
    state = scope.state[0].upper() + scope.state[1:]
    return fitted("  ", state, show_date(scope.agreed_on), width)


def _newest_first(review: Review) -> list[Scope]:
    return sorted(review.scope, key=lambda s: -s.number)


def _told(scope: Scope, review: Review) -> list[tuple[str, str, str]]:
    return [(line.line_id, line.number, line.text) for line in lines_of(scope, review.enquiry)]
