"""The themes of a group: what cuts across partners and lines of enquiry, how often each was spoken to, and by whom."""

from __future__ import annotations

from collections.abc import Callable

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Footer, OptionList, Static

from groups.group import Group
from groups.rows import NotThere, Stale
from interviews.interview import Note
from interviews.passage import MarkedPassage
from interviews.review import Review
from interviews.theme import Theme, possible_parents
from workbench.dialogs.ask import AskWhich, AskWords
from workbench.dialogs.themes import SayThemes
from workbench.faults import in_one_sentence
from workbench.screens.base import WorkbenchScreen
from workbench.screens.coverage import place_of
from workbench.services import themes as services
from workbench.services.coverage import Said
from workbench.services.editing import NotAccepted
from workbench.text import one_line, shown
from workbench.widgets.fitted import FittedList, fitted, said
from workbench.widgets.list_and_thing import ListAndThing
from workbench.widgets.record_form import Thing
from workbench.widgets.record_list import RecordList, Row
from workbench.widgets.top_bar import TopBar
from workbench.workspace.problems import WorkspaceProblem

EMPTY = (
    "No theme yet. A theme is a label such as “anxiety” or “transport”, put on notes and passages of several partners. "
    "Press n to make one."
)
NOTHING = "Nothing has this theme yet. Put it on while you take notes, or on marked passages of a document."
_NONE = "none"


class ThemesScreen(WorkbenchScreen):
    """The themes of this group. The right side says how often each partner spoke to the chosen one, and lists it.

    Press n to make a theme, e to rename one, m to merge it into another, u to put it under another, d to put it in the
    bin. Enter goes to what has the theme; there Enter opens each in its place, and t says its themes. The first nine
    themes have the keys 1 to 9 in a document, and wherever themes are said: Shift+↑ and Shift+↓ change their order.
    """

    DEFAULT_CSS = """
    ThemesScreen #spoken { padding-bottom: 1; }
    ThemesScreen #having { height: 1fr; min-height: 6; border: none; padding: 0; background: transparent; }
    """
    BINDINGS = [
        Binding("n", "new", "New", tooltip="Make a theme"),
        Binding("e", "rename", "Rename", tooltip="Give the chosen theme another name"),
        Binding("m", "merge", "Merge", tooltip="Make one theme of two; Ctrl+Z takes it back"),
        Binding("u", "nest", "Under", tooltip="Put the chosen theme under another, or under none"),
        Binding("t", "say_themes", "Themes", show=False, tooltip="Say the themes of the chosen note or passage"),
        Binding("shift+up", "move(-1)", "Theme up", show=False, tooltip="Move the chosen theme up"),
        Binding("shift+down", "move(1)", "Theme down", show=False, tooltip="Move the chosen theme down"),
        Binding("d", "to_bin", "Bin", show=False, tooltip="Put the chosen theme in the bin"),
    ]

    def __init__(self, group: Group, chosen: str = "") -> None:
        super().__init__(name="themes")
        self.group_id = group.id
        self._group = group
        self._choose = chosen
        self._review: Review | None = None
        self._said: list[Said] = []

    def compose(self) -> ComposeResult:
        """The themes on the left; on the right who spoke to the chosen one, and what was said."""
        yield TopBar(f"{self._group.title} ▸ Themes")
        having = FittedList(id="having", empty=NOTHING)
        thing = Thing(Static(id="name", classes="heading"), Static(id="spoken", classes="prose"), having)
        yield ListAndThing(FittedList(id="themes", empty=EMPTY), thing)
        yield Footer()

    def on_mount(self) -> None:
        """Show the themes."""
        self.query_one("#themes").focus()
        self.refresh_records()

    # -- what is shown ------------------------------------------------------------------------------------------------

    def refresh_records(self) -> None:
        """Read the review again, in the background."""
        self.look_up(lambda workspace, _: workspace.records.review(self.group_id), self._show)

    def _show(self, review: Review) -> None:
        self._review = review
        rows = services.theme_rows(review)
        records = self.query_one("#themes", FittedList)
        records.fit(
            lambda width: [
                Row(row.theme.id, fitted("  " * row.depth, row.theme.name, str(row.used), width)) for row in rows
            ]
        )
        if self._choose:
            records.choose(self._choose)
            self._choose = ""
        self.query_one(TopBar).show(
            f"{self._group.title} ▸ Themes", f"{len(rows)} theme{'' if len(rows) == 1 else 's'}"
        )
        self._show_theme()

    @on(OptionList.OptionHighlighted, "#themes")
    def _highlighted(self) -> None:
        self._show_theme()

    def _theme(self) -> Theme | None:
        chosen = self.query_one("#themes", RecordList).chosen
        themes = self._review.themes if self._review else []
        return next((theme for theme in themes if theme.id == chosen), None)

    def _show_theme(self) -> None:
        theme, review = self._theme(), self._review
        having = self.query_one("#having", FittedList)
        having.display = theme is not None
        self.query_one("#name", Static).update(one_line(theme.name if theme else ""))
        if theme is None or review is None:
            self._said = []
            self.query_one("#spoken", Static).update(shown(EMPTY if review else ""))
            return
        counts = services.by_partner(theme.id, review)
        words = ", ".join(f"{name} {count}" for name, count in counts)
        self.query_one("#spoken", Static).update(shown(words))
        self._said = found = services.with_theme(theme.id, review)
        having.fit(lambda width: [Row(str(n), said(each.words, each.about, width)) for n, each in enumerate(found)])

    # -- acting -------------------------------------------------------------------------------------------------------

    @on(OptionList.OptionSelected, "#having")
    def _open(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if event.option.id:
            self.workbench.open_place(place_of(self._said[int(event.option.id)], self.group_id))

    def _tried(self, act: Callable[[], object]) -> bool:
        """Change the record and show it; what stands in the way is said in one sentence."""
        try:
            act()
        except (NotAccepted, NotThere, Stale, WorkspaceProblem) as why:
            self.workbench.say(in_one_sentence(why), wrong=True)
            return False
        self.workbench.saved()
        self.refresh_records()
        return True

    def _must_choose(self) -> Theme | None:
        theme = self._theme()
        if theme is None:
            self.workbench.say("Choose a theme first, or press n to make one.", wrong=True)
        return theme

    @work
    async def action_new(self) -> None:
        """Make a theme."""
        name = await self.app.push_screen_wait(AskWords("What is the theme called?", hint="such as Anxiety"))
        if name:
            self._tried(lambda: self._made(services.add_theme(self.workspace, self.group_id, name)))

    def _made(self, theme: Theme) -> None:
        self._choose = theme.id

    @work
    async def action_rename(self) -> None:
        """Give the chosen theme another name."""
        theme = self._must_choose()
        if theme is None:
            return
        name = await self.app.push_screen_wait(AskWords(f"What is “{theme.name}” to be called?", value=theme.name))
        if name:
            self._tried(lambda: services.rename_theme(self.workspace, theme, name))

    @work
    async def action_merge(self) -> None:
        """Make one theme of two."""
        theme = self._must_choose()
        if theme is None or self._review is None:
            return
        others = [(row.theme.id, row.theme.name) for row in services.theme_rows(self._review) if row.theme != theme]
        if not others:
            self.workbench.say("There is no other theme to merge it into.", wrong=True)
            return
        into = await self.app.push_screen_wait(AskWhich(f"Merge “{theme.name}” into which theme?", others))
        other = next((each for each in self._review.themes if each.id == into), None)
        if other is None:
            return
        self._choose = other.id
        if self._tried(lambda: services.merge_themes(self.workspace, theme, other)):
            self.workbench.say(f"“{theme.name}” is part of “{other.name}” now. Ctrl+Z takes it back.")

    @work
    async def action_nest(self) -> None:
        """Put the chosen theme under another, or under none."""
        theme = self._must_choose()
        if theme is None or self._review is None:
            return
        choices = [(each.id, f"Under {each.name}") for each in possible_parents(theme.id, self._review.themes)]
        if not choices:
            self.workbench.say("Others stand under this theme, so it cannot stand under another itself.", wrong=True)
            return
        choices.insert(0, (_NONE, "Under none: a theme of its own"))
        question = AskWhich(f"Where does “{theme.name}” stand?", choices, chosen=theme.parent_id or _NONE)
        where = await self.app.push_screen_wait(question)
        if where is not None:
            self._tried(lambda: services.nest_theme(self.workspace, theme, "" if where == _NONE else where))

    def action_move(self, by: int) -> None:
        """Move the chosen theme up or down."""
        theme = self._must_choose()
        if theme is not None:
            self._tried(lambda: services.move_theme(self.workspace, theme, by))

    def action_to_bin(self) -> None:
        """Put the chosen theme in the bin; what has it keeps it, so that undo or the bin brings all of it back."""
        theme = self._must_choose()
        if theme is not None and self._tried(lambda: services.bin_theme(self.workspace, theme)):
            self.workbench.say(f"“{theme.name}” is in the bin. Ctrl+Z brings it back.")

    @work
    async def action_say_themes(self) -> None:
        """Say the themes of the chosen note or passage."""
        chosen = self.query_one("#having", RecordList).chosen
        each = self._said[int(chosen)] if chosen is not None and int(chosen) < len(self._said) else None
        if each is None or self._review is None:
            self.workbench.say("Choose a note or a passage on the right first.", wrong=True)
            return
        tagged: list[Note | MarkedPassage] = [
            *(note for note in self._review.notes if note.id == each.id),
            *(passage for passage in self._review.passages if passage.id == each.id),
        ]
        done = await self.app.push_screen_wait(SayThemes(self.workspace, self.group_id, tagged))
        if done:
            self.workbench.saved()
            self.workbench.say(done)
            self.refresh_records()
