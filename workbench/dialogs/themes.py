"""Which themes some notes or passages have: Space or a figure puts one on, and a new name makes a theme."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Button, Input, OptionList, Static

from groups.rows import NotThere, Stale
from interviews.interview import Note
from interviews.passage import MarkedPassage
from interviews.theme import called, depths, in_order, toggled
from workbench.faults import in_one_sentence
from workbench.services.editing import NotAccepted
from workbench.services.notes import line_of
from workbench.services.themes import counted, tag
from workbench.text import in_quotes, joined, one_line, shown
from workbench.widgets.record_list import RecordList, Row
from workbench.workspace.problems import WorkspaceProblem
from workbench.workspace.workspace import Workspace

_NEW = "new:"
_KEYS = 9
EMPTY = "No theme yet. Type the name of one and press Enter."


class SayThemes(ModalScreen[str | None]):
    """Asks for the themes of one note or of many, and keeps them in one step of undo.

    The answer is what was done, in a sentence ("Themes of 3 notes: Anxiety, Transport."), or None on Esc: nothing was
    changed then.
    """

    BINDINGS = [
        Binding("escape", "leave", "Back", tooltip="Go back; nothing is changed"),
        *(Binding(str(n), f"figure({n})", f"Theme {n}", show=False) for n in range(1, _KEYS + 1)),
        Binding("space", "toggle_theme", "Put on or take off", show=False),
    ]

    def __init__(self, workspace: Workspace, group_id: str, tagged: Sequence[Note | MarkedPassage]) -> None:
        super().__init__()
        self._workspace, self._group_id = workspace, group_id
        records = workspace.records
        self._notes = [records.notes.get(each.id) for each in tagged if isinstance(each, Note)]
        self._passages = [records.marked.get(each.id) for each in tagged if isinstance(each, MarkedPassage)]
        self._themes = in_order(records.themes.find(group_id=group_id))
        self._depths = depths(self._themes)
        self._wanted: dict[str, bool] = {}  # what was changed here: theme id → whether it is to be on all of them
        self._new: list[str] = []

    def compose(self) -> ComposeResult:
        """The themes over a line for a new one."""
        what = counted(len(self._notes), len(self._passages))
        with Vertical(classes="dialog"):
            yield Static(shown(f"Themes of {self._only() or what}"), classes="dialog-title")
            yield RecordList(id="themes", empty=EMPTY)
            yield Input(placeholder="A new theme: its name, then Enter", id="new-theme")
            yield Static("", classes="dialog-problem")
            yield Static(
                "1 to 9 and Space put a theme on or take it off. Enter is done, Esc goes back.", classes="quiet"
            )
            with Horizontal(classes="dialog-buttons"):
                yield Button("Done", id="done", variant="primary", compact=True)
                yield Button("Back", id="back", compact=True)

    def on_mount(self) -> None:
        """Show the themes; ready for a figure, or where there is none for a name."""
        self._show()
        self.query_one("#themes" if self._themes else "#new-theme").focus()

    def _only(self) -> str:
        """The words of the one note: while somebody writes, it is the line kept last and not the one on the screen."""
        return in_quotes(self._notes[0].text) if len(self._tagged) == 1 and self._notes else ""

    @property
    def _tagged(self) -> list[Note | MarkedPassage]:
        return [*self._notes, *self._passages]

    def _show(self, choose: str = "") -> None:
        rows = []
        for n, theme in enumerate(self._themes, start=1):
            figure = str(n) if n <= _KEYS else " "
            name = f"[{'x' if self._is_on(theme.id) else ' '}] {figure} {'  ' * self._depths[theme.id]}{theme.name}"
            rows.append(Row(theme.id, joined(one_line(name), one_line(self._some(theme.id), "dim"))))
        rows += [Row(f"{_NEW}{name}", joined(f"[x]   {name}", one_line("new", "dim"))) for name in self._new]
        self.query_one("#themes", RecordList).show(rows, choose or None)

    def _is_on(self, theme_id: str) -> bool:
        return self._wanted.get(theme_id, not toggled(self._tagged, theme_id))

    def _some(self, theme_id: str) -> str:
        """That only some of the notes have a theme, in words."""
        have = sum(1 for each in self._tagged if theme_id in each.theme_ids)
        some = theme_id not in self._wanted and 0 < have < len(self._tagged)
        return f"{have} of {len(self._tagged)}" if some else ""

    # -- acting -------------------------------------------------------------------------------------------------------

    def action_figure(self, number: int) -> None:
        """Put the theme of this figure on, or take it off."""
        if number <= len(self._themes):
            self._toggle(self._themes[number - 1].id)

    def action_toggle_theme(self) -> None:
        """Put the chosen theme on, or take it off."""
        chosen = self.query_one("#themes", RecordList).chosen
        if chosen is not None:
            self._toggle(chosen)

    def _toggle(self, theme_id: str) -> None:
        if theme_id.startswith(_NEW):
            self._new.remove(theme_id.removeprefix(_NEW))
        else:
            self._wanted[theme_id] = not self._is_on(theme_id)
        self._show(theme_id)

    def on_key(self, event: events.Key) -> None:
        """A letter that is typed on the list begins the name of a new theme."""
        box = self.query_one("#new-theme", Input)
        if event.is_printable and event.character and event.character.isalpha() and not box.has_focus:
            event.stop()
            box.value += event.character
            box.focus()
            box.cursor_position = len(box.value)

    @on(Input.Submitted)
    def _name_it(self) -> None:
        """A name makes a theme, or puts on the one that is called so; with nothing typed it is done."""
        box = self.query_one("#new-theme", Input)
        name = line_of(box.value)
        if not name:
            self._done()
            return
        known = called(name, self._themes)
        if known is not None:
            self._wanted[known.id] = True
        elif name.casefold() not in (each.casefold() for each in self._new):
            self._new.append(name)
        box.value = ""
        self._show(known.id if known else f"{_NEW}{name}")
        self.query_one("#themes").focus()

    @on(OptionList.OptionSelected)
    @on(Button.Pressed, "#done")
    def _done(self) -> None:
        if name := line_of(self.query_one("#new-theme", Input).value):
            self._new.append(name)
        try:
            if self._wanted or self._new:
                tag(
                    self._workspace,
                    self._group_id,
                    self._wanted,
                    notes=[note.id for note in self._notes],
                    passages=[passage.id for passage in self._passages],
                    new=self._new,
                )
        except (NotAccepted, NotThere, Stale, WorkspaceProblem) as why:
            self.query_one(".dialog-problem", Static).update(shown(in_one_sentence(why)))
            return
        on_all = [theme.name for theme in self._themes if self._is_on(theme.id)] + self._new
        what = counted(len(self._notes), len(self._passages))
        self.dismiss(f"Themes of {what}: {', '.join(on_all) or 'none'}.")

    @on(Button.Pressed, "#back")
    def action_leave(self) -> None:
        """Go back; nothing is changed."""
        self.dismiss(None)
