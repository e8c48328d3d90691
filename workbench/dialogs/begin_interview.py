"""Asks at the start of an interview who is there and who declares an interest; the same again later, to change it."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, Input, OptionList, Static, TextArea

from groups.rows import NotThere
from interviews.interview import Interview
from interviews.presence import all_present, is_to_begin, others_present
from workbench.services.begin_interview import begin, offered, say_present, touched
from workbench.services.editing import Clash, NotAccepted
from workbench.text import joined, one_line, shown
from workbench.widgets.evidence_fields import who_is_here
from workbench.widgets.mark_list import MarkList
from workbench.widgets.record_form import Field, RecordForm
from workbench.widgets.record_list import Row
from workbench.workspace.problems import WorkspaceProblem
from workbench.workspace.workspace import Workspace

NO_MEMBERS = "The group has no members yet: they are named in its tab Overview."


class BeginInterview(ModalScreen[Interview | None]):
    """Who is here. Everything is saved as it is said, and may be left empty; the answer is the interview as it is then.

    The answer is None where somebody left with Esc: what was said is kept, and the interview has not begun.
    """

    BINDINGS = [
        Binding("ctrl+s", "go_on", "Begin", priority=True, tooltip="Go on to the notes; empty fields stay empty"),
        Binding("enter", "next_part", "Next", show=False, priority=True),
        Binding("a", "all_here", "All are here", tooltip="Everybody in the list is here"),
        Binding("escape", "leave", "Not now", tooltip="Go back; what you said is kept"),
    ]

    def __init__(self, workspace: Workspace, interview: Interview) -> None:
        super().__init__()
        self._workspace, self._interview = workspace, interview
        self._offered = offered(workspace, interview)
        self._begins = is_to_begin(interview)

    def compose(self) -> ComposeResult:
        """Members to tick, then who else is here, who is asked, and the interests."""
        with Vertical(classes="dialog", id="begin-interview"):
            title = "Before it begins: who is here?" if self._begins else "Who is here"
            yield Static(one_line(f"{title} · {self._interview.title}"), classes="dialog-title")
            with VerticalScroll(can_focus=False, id="begin-parts"):
                yield Static("Of the group (Space ticks, a ticks all)", classes="quiet")
                yield MarkList(
                    id="members", empty=NO_MEMBERS, marked=[one.name for one in self._offered if one.is_here]
                )
                yield RecordForm(self._fields(), what="the interview")
            yield Static("", id="touched", classes="warn")
            yield Static("", classes="dialog-problem")
            with Horizontal(classes="dialog-buttons"):
                go_on = "Begin (Ctrl+S)" if self._begins else "Done (Ctrl+S)"
                yield Button(go_on, id="go-on", variant="primary", compact=True)
                yield Button("Not now (Esc)" if self._begins else "Back (Esc)", id="back", compact=True)
                yield Static("All may stay empty; Enter goes on.", classes="quiet")

    def _fields(self) -> list[Field]:
        """The fields of "Who is here"; those present are the ones who are not in the list above."""
        asked, _, declared = who_is_here()
        others = Field(
            "present",
            "Who else is present (divided by semicolons)",
            hint="such as Ms R Hale, note-taker",
            as_text=lambda present: "; ".join(others_present(self._offered, present)),
            from_text=self._with_ticked,
        )
        return [asked, others, declared]

    def _with_ticked(self, typed: str) -> list[str]:
        return all_present(self._offered, self._ticked, _names(typed))

    @property
    def _ticked(self) -> Sequence[str]:
        return list(self.query_one(MarkList).marked)

    def on_mount(self) -> None:
        """Fill in what is known; begin with who is asked where nobody is named yet, else with the list."""
        self.query_one(MarkList).show(
            Row(one.name, joined(one_line(one.name), one_line(one.role, "dim"))) for one in self._offered
        )
        self.query_one(RecordForm).show(self._workspace.records.interviews, self._interview)
        self._point_out()
        if self._offered:
            self.query_one(MarkList).focus()
        else:
            self._parts()[1].focus()

    # -- what is said -------------------------------------------------------------------------------------------------

    @on(RecordForm.Saved)
    def _saved(self, event: RecordForm.Saved) -> None:
        if isinstance(event.record, Interview):
            self._interview = event.record
        self._show_ticks()
        self._point_out()

    @on(TextArea.Changed)
    def _typed(self) -> None:
        self._problem("")

    def _show_ticks(self) -> None:
        """A member whose name was typed among the others, or whom somebody else ticked, is ticked."""
        records = self.query_one(MarkList)
        present = set(self._interview.present)
        if missing := [one.name for one in self._offered if one.name in present and one.name not in records.marked]:
            records.marked |= dict.fromkeys(missing)
            self._show_members()

    def _show_members(self) -> None:
        self.query_one(MarkList).show(
            Row(one.name, joined(one_line(one.name), one_line(one.role, "dim"))) for one in self._offered
        )

    @on(MarkList.Marked)
    def _marked(self) -> None:
        self._keep_present()

    def _keep_present(self) -> bool:
        """Write down who is ticked, with the others; False where it could not be done, and why is said."""
        form = self.query_one(RecordForm)
        form.flush()
        read = form.record if isinstance(form.record, Interview) else self._interview
        present = all_present(self._offered, self._ticked, others_present(self._offered, read.present))
        if present == read.present:
            return True
        try:
            self._interview = say_present(self._workspace, read, present)
        except Clash as clash:
            self._problem(f"{clash} Look at who is ticked, and press again.")
            if isinstance(clash.theirs, Interview):
                self._interview = clash.theirs
                form.show(self._workspace.records.interviews, clash.theirs)
                self._show_ticks()
            return False
        except (NotAccepted, NotThere, WorkspaceProblem) as why:
            self._problem(str(why))
            return False
        form.show(self._workspace.records.interviews, self._interview)
        return True

    def _point_out(self) -> None:
        """Say where an interest is declared in the body that is heard."""
        sentences = touched(self._workspace, self._interview)
        self.query_one("#touched", Static).update(shown("\n".join(sentences)))
        self.query_one("#touched").display = bool(sentences)

    def _problem(self, sentence: str) -> None:
        place = self.query_one(".dialog-problem", Static)
        place.update(shown(sentence))
        place.set_class(bool(sentence), "-there")

    # -- going on -----------------------------------------------------------------------------------------------------

    def _parts(self) -> list[MarkList | Input | TextArea]:
        form = self.query_one(RecordForm)
        boxes = [box for box in form.query("Input, TextArea") if isinstance(box, Input | TextArea)]
        return [self.query_one(MarkList), *boxes]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enter goes on from a line that is empty, or from a box of one line; in the midst of words it parts them."""
        if action == "next_part":
            here = self.focused
            if isinstance(here, TextArea):
                return not here.document.get_line(here.cursor_location[0]).strip()
            return isinstance(here, MarkList | Input)
        if action == "all_here":
            return isinstance(self.focused, MarkList) and bool(self._offered)
        return True

    def action_next_part(self) -> None:
        """Go on to the next part; behind the last one, begin."""
        parts = self._parts()
        here = next((n for n, part in enumerate(parts) if part is self.focused), len(parts))
        if here + 1 < len(parts):
            after = parts[here + 1]
            after.focus()
            if isinstance(after, TextArea):
                _to_a_new_line(after)
        else:
            self.action_go_on()

    @on(OptionList.OptionSelected)
    def _entered(self, event: OptionList.OptionSelected) -> None:
        event.stop()

    def action_all_here(self) -> None:
        """Everybody in the list is here."""
        records = self.query_one(MarkList)
        records.marked |= dict.fromkeys(one.name for one in self._offered)
        self._show_members()
        self._keep_present()

    @on(Button.Pressed, "#go-on")
    def action_go_on(self) -> None:
        """Go on to the notes: the interview begins now, unless it has begun already."""
        if not (self.query_one(RecordForm).flush() and self._keep_present()):
            return
        try:
            if self._begins:
                self._interview = begin(self._workspace, self._interview)
            else:
                self._interview = self._workspace.records.interviews.get(self._interview.id)
        except (NotAccepted, NotThere, WorkspaceProblem) as why:
            self._problem(str(why))
            return
        self.dismiss(self._interview)

    @on(Button.Pressed, "#back")
    def action_leave(self) -> None:
        """Go back; what was said is kept, and who was only offered as present is not written down."""
        if self.query_one(RecordForm).flush():
            self.dismiss(None)


def _to_a_new_line(box: TextArea) -> None:
    """Go behind what stands in a box already, to an empty line: there the next Enter goes on."""
    box.move_cursor(box.document.end)
    if box.document.get_line(box.cursor_location[0]).strip():
        box.insert("\n")


def _names(typed: str) -> list[str]:
    return [" ".join(name.split()) for name in typed.replace("\n", ";").split(";") if name.strip()]
