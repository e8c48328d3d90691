"""The tab Enquiry: themes, questions and sub-questions with their numbers, who is asked, and what was noted on each."""

from __future__ import annotations

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import OptionList, Static

from groups.enquiry import EnquiryLine, LineKind
from groups.numbering import in_words
from groups.outline_changes import all_below, parts_of, places_for, questions_apart
from interviews.checks import Remark
from interviews.partner import partner_list
from interviews.review import Review
from workbench.dialogs.ask import AskWhich, AskWords, AskYes
from workbench.dialogs.mark_several import MarkSeveral
from workbench.screens.tabs.working_pane import WorkingPane
from workbench.services import enquiry_edit
from workbench.services.editing import NotAccepted
from workbench.services.enquiry_edit import EnquiryRow, called
from workbench.text import one_line, shown
from workbench.widgets.fitted import FittedList, fitted
from workbench.widgets.list_and_thing import ListAndThing
from workbench.widgets.record_form import Field, RecordForm, Thing
from workbench.widgets.record_list import RecordList, Row

EMPTY = (
    "The lines of enquiry are what the group will ask: themes, numbered questions under them, and lettered "
    "sub-questions. Press n to add the first."
)


def _words(text: str) -> str:
    if not text.strip():
        raise NotAccepted("A line of enquiry needs words; press d in the list to put it in the bin.")
    return text


class EnquiryPane(WorkingPane):
    """The lines of enquiry. Numbers follow from the order, and what is linked to a line stays linked when it moves.

    Press n to add a theme, a question or a sub-question; e to change the words; [ and ] to move a line up and down;
    s to split a line that asks several questions; w to say which partners are asked.
    """

    TAB = "enquiry"
    BINDINGS = [
        Binding("n", "add", "Add", tooltip="Add a theme, a question or a sub-question"),
        Binding("e", "edit", "Edit", tooltip="Change the words of the chosen line"),
        Binding("left_square_bracket,shift+up", "move(-1)", "Up", key_display="[", tooltip="Move the line up"),
        Binding("right_square_bracket,shift+down", "move(1)", "Down", key_display="]", tooltip="Move the line down"),
        Binding("s", "split", "Split", tooltip="Make several lines of one that asks several questions"),
        Binding("w", "who", "Who is asked", show=False, tooltip="Say which partners are asked the chosen line"),
        Binding("u", "move_under", "Move under", show=False, tooltip="Move the line under another theme or question"),
        Binding("d", "to_bin", "To the bin", show=False, tooltip="Put the chosen line in the bin"),
    ]

    def __init__(self, group_id: str) -> None:
        super().__init__(group_id)
        self._review: Review | None = None
        self._outline: list[EnquiryRow] = []
        self._remarks: list[Remark] = []
        self._shown: str | None = None

    def compose(self) -> ComposeResult:
        """The outline on the left; on the right the chosen line to write in, and what is known about it."""
        yield ListAndThing(
            FittedList(id="outline", empty=EMPTY),
            Thing(
                Static(id="title", classes="heading -first"),
                RecordForm([Field("text", "Words", "text", lines=5, from_text=_words)], what="a line of enquiry"),
                Static(id="about", classes="prose"),
            ),
        )

    # -- showing ------------------------------------------------------------------------------------------------------

    def refresh_records(self) -> None:
        """Read the lines again."""
        self._read()
        self._shown = None
        self._show_chosen()

    def _read(self, choose: str | None = None) -> None:
        self._review = self.workspace.records.review(self.group_id)
        self._outline = enquiry_edit.enquiry_rows(self._review)
        self._remarks = enquiry_edit.enquiry_remarks(self._review) if self._outline else []
        records = self.query_one("#outline", FittedList)
        records.fit(self._rows)
        if choose:
            records.choose(choose)
        self.refresh_bindings()

    def _rows(self, width: int) -> list[Row]:
        rows = [Row(row.line.id, _row(row, width)) for row in self._outline]
        return [*rows, *self.remark_rows(self._remarks)]

    @on(OptionList.OptionHighlighted, "#outline")
    def _highlighted(self) -> None:
        self._show_chosen()

    def _chosen(self) -> EnquiryRow | None:
        chosen = self.query_one("#outline", RecordList).chosen
        return next((row for row in self._outline if row.line.id == chosen), None)

    def _show_chosen(self) -> None:
        """Show the chosen line; the words on show already stay, since somebody may be writing in them."""
        row, form = self._chosen(), self.query_one(RecordForm)
        chosen = self.query_one("#outline", RecordList).chosen
        form.display = row is not None
        self._say_about(row)
        if self._shown != chosen:
            self._shown = chosen
            if row is not None:
                form.show(self.workspace.records.enquiry, row.line)
            self.refresh_bindings()

    def _say_about(self, row: EnquiryRow | None) -> None:
        title, about = "", ""
        if row is not None:
            title = f"{row.line.kind.value[0].upper()}{row.line.kind.value[1:]} {row.place.number}".rstrip()
            about = "\n".join(self._about(row))
        elif not self._outline:
            about = EMPTY
        elif remark := self._remark():
            title, about = remark.text, "Enter goes to the line."
        self.query_one("#title", Static).update(one_line(title))
        self.query_one("#about", Static).update(shown(about))

    def _about(self, row: EnquiryRow) -> list[str]:
        if row.is_theme:
            count = len(parts_of(row.line.id, self._lines))
            return [
                "",
                f"{count} question{'' if count == 1 else 's'} under it." if count else "No question under it yet.",
            ]
        noted = f"{row.noted} on it" if row.told.is_answered else row.noted
        lines = ["", f"{noted[0].upper()}{noted[1:]}."]
        if row.asked_of:
            lines.append(f"To be asked of {', '.join(row.asked_of)}.")
        elif self._review is not None and self._review.partners:
            lines.append("To be asked of every partner; press w in the list to name some of them.")
        else:
            lines.append("To be asked of every partner; there is none yet (tab 4 Evidence).")
        if row.was:
            lines.append(f"It was {row.was} when the scope was agreed. What is linked to it stays linked.")
        if row.packed:
            lines += ["", f"It asks {in_words(row.questions)} questions in one, and only one will be answered:"]
            lines += [f"  • {question}" for question in questions_apart(row.line.text)]
            lines.append("Press s in the list to split it.")
        return lines

    @property
    def _lines(self) -> list[EnquiryLine]:
        return [row.line for row in self._outline]

    def _remark(self) -> Remark | None:
        kind, _, which = (self.query_one("#outline", RecordList).chosen or "").partition(":")
        return self._remarks[int(which)] if kind == "remark" and int(which) < len(self._remarks) else None

    def choose(self, record_id: str) -> None:
        """Put the selection on a line."""
        self.query_one("#outline", RecordList).choose(record_id)

    # -- changing -----------------------------------------------------------------------------------------------------

    @on(OptionList.OptionSelected, "#outline")
    def _opened(self) -> None:
        if remark := self._remark():
            self.lead_to(remark)

    @on(RecordForm.Saved)
    def _written(self) -> None:
        self._read()
        self._say_about(self._chosen())

    def _changed(self, choose: str | None = None, said: str = "") -> None:
        self._shown = None
        self._read(choose)
        self._show_chosen()
        if said:
            self.workbench.say(said)

    def action_edit(self) -> None:
        """Change the words of the chosen line."""
        if self._chosen() is not None:
            self.query_one(ListAndThing).open_thing()

    @work
    async def action_add(self) -> None:
        """Ask what to add where, and for its words."""
        row = self._chosen()
        choices = _what_to_add(row)
        kind = LineKind.THEME
        if len(choices) > 1:
            # What stands here is likely to be what one adds again.
            again = row.line.kind.value if row else ""
            answer = await self.app.push_screen_wait(AskWhich("What do you want to add?", choices, chosen=again))
            if not answer:
                return
            kind = LineKind(answer)
        question = {
            LineKind.THEME: "What is the theme called?",
            LineKind.QUESTION: "What is the question?",
            LineKind.SUB_QUESTION: "What is the sub-question?",
        }[kind]
        text = await self.app.push_screen_wait(AskWords(question))
        if not text:
            return
        line = self.tried(
            lambda: enquiry_edit.add_line(self.workspace, self.group_id, kind, text, row.line if row else None)
        )
        if line:
            self._changed(line.id)
            added = self._chosen()
            if added and added.packed:
                self.workbench.say(f"{called(added.place)} asks {in_words(added.questions)} questions: s splits it.")

    def action_move(self, by: int) -> None:
        """Move the chosen line up or down."""
        row = self._chosen()
        if row is None:
            return
        moved = self.tried(lambda: enquiry_edit.move(self.workspace, row.line, by))
        if moved:
            self._changed(row.line.id)
        elif moved is False:
            self.workbench.say(f"{called(row.place)} is the {'first' if by < 0 else 'last'} already.")

    @work
    async def action_move_under(self) -> None:
        """Move the chosen line under another theme or question."""
        row = self._chosen()
        if row is None:
            return
        places = places_for(self._lines, row.line.id)
        choices = [(p.line.id, f"{'  ' * p.depth}{p.number} {p.line.text}".rstrip()) for p in places]
        if row.line.parent_id and row.line.kind is not LineKind.THEME:
            choices.append(("nothing", "Under nothing, as a question of its own"))
        if not choices:
            self.workbench.say("There is nothing else that it could stand under.")
            return
        under = await self.app.push_screen_wait(AskWhich(f"Move {called(row.place)} to the end of", choices))
        if under:
            parent = "" if under == "nothing" else under
            self.tried(lambda: enquiry_edit.move_under(self.workspace, row.line, parent))
            self._changed(row.line.id)

    @work
    async def action_split(self) -> None:
        """Show the lines that would be made of one; make them."""
        row = self._chosen()
        if row is None or not row.packed:
            return
        apart = questions_apart(row.line.text)
        told = "\n".join(f"• {question}" for question in apart)
        noted = "\n\nWhat was said on it stays with the first." if row.told.is_answered else ""
        question = f"Make {in_words(len(apart))} lines of {called(row.place)}?\n\n{told}{noted}"
        if await self.app.push_screen_wait(AskYes(question, yes="Split", no="Leave it")):
            count = self.tried(lambda: enquiry_edit.split_line(self.workspace, row.line))
            if count:
                self._changed(row.line.id, f"{called(row.place)} is {in_words(count)} lines now. Ctrl+Z takes it back.")

    @work
    async def action_who(self) -> None:
        """Mark the partners that are asked the chosen line."""
        row = self._chosen()
        if row is None or self._review is None:
            return
        partners = partner_list(self._review.partners)
        if not partners:
            self.workbench.say("There is no partner yet: add them in the tab Evidence (4).")
            return
        ids = [place.partner.id for place in partners]
        marked = [ident for ident in ids if ident in row.line.asked_of] or ids
        choices = [(place.partner.id, f"{'  ' * place.depth}{place.partner.shown}") for place in partners]
        answer = await self.app.push_screen_wait(
            MarkSeveral(f"Who is asked {called(row.place)}?", choices, marked=marked)
        )
        if answer is not None:
            self.tried(lambda: enquiry_edit.ask_of(self.workspace, row.line, answer, ids))
            self._changed(row.line.id)

    @work
    async def action_to_bin(self) -> None:
        """Put the chosen line in the bin; ask about what stands under it."""
        row = self._chosen()
        if row is None:
            return
        below = len(all_below(row.line.id, self._lines))
        both = True
        if below:
            what = "the line under it" if below == 1 else f"the {in_words(below)} lines under it"
            answer = await self.app.push_screen_wait(
                AskWhich(
                    f"Put {called(row.place)} in the bin",
                    [("both", f"with {what}"), ("alone", f"alone: {what} will stand under nothing")],
                )
            )
            if not answer:
                return
            both = answer == "both"
        self.tried(lambda: enquiry_edit.put_in_bin(self.workspace, row.line, with_all_below=both))
        self._changed(said=f"{called(row.place)} is in the bin. Ctrl+Z brings it back with its links.")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that can do nothing with the chosen line are not shown."""
        if action not in ("edit", "move", "split", "who", "move_under", "to_bin") or not self.is_mounted:
            return True
        row = self._chosen()
        if row is None:
            return False
        return bool(row.packed) if action == "split" else not (action == "who" and row.is_theme)


def _row(row: EnquiryRow, width: int) -> Content:
    if row.is_theme:
        return fitted("", row.line.text, "", width, style="bold")
    told = [f"was {row.was}" if row.was else "", row.noted]
    after = one_line(" · ".join(word for word in told if word), "dim")
    if row.packed:
        after = one_line(row.packed, "$text-warning") + Content(" · ").stylize("dim") + after
    return fitted(f"{'  ' * row.place.depth}{row.place.number:<3}", row.line.text, after, width)


def _what_to_add(row: EnquiryRow | None) -> list[tuple[str, str]]:
    """What can be added where one is, the likeliest first."""
    if row is None:
        return [(LineKind.THEME.value, "A theme"), (LineKind.QUESTION.value, "A question, without a theme")]
    name = called(row.place)
    theme = (LineKind.THEME.value, "Another theme" if row.is_theme else "A theme, after this one")
    if row.is_theme:
        return [(LineKind.QUESTION.value, f"A question under {name}"), theme]
    question = (LineKind.QUESTION.value, "A question, after this one")
    if row.line.kind is LineKind.QUESTION:
        return [(LineKind.SUB_QUESTION.value, f"A sub-question of {name}"), question, theme]
    return [(LineKind.SUB_QUESTION.value, f"A sub-question, after {name}"), question, theme]
