"""Names published as roles: who stands in the public report as "Parent A". The list is in no report and no export."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Footer, OptionList, Static

from groups.group import Group
from groups.rows import NotThere
from interviews.role_name import RoleName
from interviews.roles import next_role
from workbench.dialogs.ask import AskWords
from workbench.screens.base import WorkbenchScreen
from workbench.services import roles as services
from workbench.services.editing import NotAccepted
from workbench.services.in_text import lines_to_list, list_to_lines
from workbench.text import joined, one_line, shown
from workbench.widgets.list_and_thing import ListAndThing
from workbench.widgets.record_form import Field, RecordForm, Thing
from workbench.widgets.record_list import RecordList, Row
from workbench.widgets.top_bar import TopBar
from workbench.workspace.problems import WorkspaceProblem

START = """\
No name is published as a role yet.

Press n and write a name. Wherever it stands in a public report or on a question sheet, its role is printed instead; \
working copies and your own screens keep the name."""


class RolesScreen(WorkbenchScreen):
    """Names that are published as roles ("Parent A"). Every form of a name is found: with a title, alone, with ’s.

    Press n to add a name, e to change one, d to publish it as it is again. This list is never exported. Names of people
    asked in interviews who wish to be attributed otherwise are added by themselves.
    """

    BINDINGS = [
        Binding("n", "add", "New", tooltip="Add a name that is to be published as a role"),
        Binding("e", "edit", "Edit", tooltip="Change the chosen name, its other forms or its role"),
        Binding("d", "to_bin", "Bin", tooltip="Publish the chosen name as it is again"),
    ]

    def __init__(self, group: Group) -> None:
        super().__init__(name="roles")
        self._group = group
        self._asked: list[RoleName] = []
        self._left: Sequence[str] = ()

    def compose(self) -> ComposeResult:
        """The names on the left, the chosen one and what may still give somebody away on the right."""
        yield TopBar(f"{self._group.title} ▸ Names published as roles", "never exported")
        form = RecordForm(
            [
                Field("name", "Name", hint="such as Mrs Anna Smith", from_text=partial(self._typed, "name")),
                Field("role", "Published as", hint="such as Parent A", from_text=partial(self._typed, "role")),
                Field(
                    "other_forms",
                    "Other forms of the name (one on each line)",
                    "text",
                    hint="such as Annie, or the initials AS",
                    lines=5,
                    as_text=list_to_lines,
                    from_text=lines_to_list,
                ),
            ],
            what="a name published as a role",
        )
        yield ListAndThing(RecordList(id="names"), Thing(Static(id="about", classes="prose"), form))
        yield Footer()

    def on_mount(self) -> None:
        """Show the names."""
        self.refresh_records()
        self.query_one("#names").focus()

    def refresh_records(self) -> None:
        """Read the names again, and look in the background for what is left of them in the public report."""
        self._show_rows()
        self._show_chosen()
        self._look_again()

    def _look_again(self) -> None:
        self.look_up(lambda workspace, _: services.still_named(workspace, self._group), self._show_left)

    def _show_rows(self) -> None:
        rows = services.role_names(self.workspace, self._group.id)
        self._asked = services.from_interviews(self.workspace, self._group.id)
        listed = [_row(row.id, row) for row in rows]
        if self._asked:
            listed.append(Row(None, one_line("As they asked in interviews", "bold")))
            listed += [_row(f"asked:{n}", row) for n, row in enumerate(self._asked)]
        if self._left:
            listed.append(Row(None, one_line("To look at in the public report", "bold")))
            listed += [Row(f"left:{n}", one_line(f"“{word}”", "$text-warning")) for n, word in enumerate(self._left)]
        self.query_one("#names", RecordList).show(listed)

    def _chosen(self) -> RoleName | None:
        chosen = self.query_one("#names", RecordList).chosen or ""
        try:
            return self.workspace.records.role_names.get(chosen) if chosen and ":" not in chosen else None
        except NotThere:
            return None

    @on(OptionList.OptionHighlighted, "#names")
    def _highlighted(self) -> None:
        self._show_chosen()

    @on(RecordForm.Saved)
    def _saved(self) -> None:
        self._show_rows()
        self._look_again()

    def _show_chosen(self) -> None:
        row, form, about = self._chosen(), self.query_one(RecordForm), self.query_one("#about", Static)
        form.display = row is not None
        about.display = row is None
        if row is not None:
            form.show(self.workspace.records.role_names, row)
            return
        kind, _, place = (self.query_one("#names", RecordList).chosen or "").partition(":")
        about.update(shown(self._about(kind, int(place)) if kind else START))

    def _about(self, kind: str, place: int) -> str:
        """What is said of a row that is no name in the list."""
        if kind == "asked":
            asked = self._asked[place]
            return f"{asked.name}\n\nPublished as {asked.role}, as it stands in the interview. Change it there."
        return (
            f"“{self._left[place]}” stands in the public report and may give somebody away.\n\nChange the words where "
            "they stand, or choose the name, press e, and write this among its other forms."
        )

    def _show_left(self, words: Sequence[str]) -> None:
        self._left = words
        self._show_rows()
        self._show_chosen()

    def _typed(self, field: str, text: str) -> str:
        """A name or a role as typed. Raises NotAccepted."""
        record = self.query_one(RecordForm).record
        return services.row_with(self.workspace, record.id if record else "", field, text)

    @work
    async def action_add(self) -> None:
        """Ask for a name and its role."""
        name = await self.app.push_screen_wait(AskWords("Which name?", hint="in full, such as Mrs Anna Smith"))
        if not name:
            return
        rows = services.role_names(self.workspace, self._group.id)
        kind = rows[-1].role.rpartition(" ")[0] if rows else ""
        role = await self.app.push_screen_wait(
            AskWords(
                "Published as? A word such as Parent gets the next letter.",
                value=next_role(kind or "Parent", services.roles_taken(self.workspace, self._group.id)),
            )
        )
        if not role:
            return
        try:
            made = services.add_role(self.workspace, self._group.id, name, role)
        except (NotAccepted, WorkspaceProblem) as why:
            self.workbench.say(str(why), wrong=True)
            return
        self.workbench.saved()
        self.workbench.say(f"{made.name} is published as {made.role}.")
        self.refresh_records()
        self.query_one("#names", RecordList).choose(made.id)

    def action_edit(self) -> None:
        """Change the chosen name."""
        if self._chosen() is not None:
            self.query_one(ListAndThing).open_thing()
        else:
            self.workbench.say("Choose a name first, or press n to add one.", wrong=True)

    def action_to_bin(self) -> None:
        """Publish the chosen name as it is again; undo brings the role back."""
        row = self._chosen()
        if row is None:
            return
        try:
            services.remove_role(self.workspace, row)
        except WorkspaceProblem as why:
            self.workbench.say(str(why), wrong=True)
            return
        self.workbench.saved()
        self.workbench.say(f"{row.name} is published by name again. Ctrl+Z brings the role back.")
        self.refresh_records()


def _row(row_id: str, row: RoleName) -> Row:
    return Row(row_id, joined(one_line(row.role, "bold"), row.name))
