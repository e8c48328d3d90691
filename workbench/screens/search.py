"""Search: one box, results as you type, grouped and highlighted; the passage in its place beside them."""

from __future__ import annotations

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content, Span
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Footer, Input, OptionList, Static

from workbench.dialogs.ask import AskWhich
from workbench.screens.base import WorkbenchScreen
from workbench.screens.parts.gather_acts import link_of, make_of, open_users
from workbench.screens.place import Place
from workbench.services.editing import NotAccepted
from workbench.services.evidence_pieces import Piece
from workbench.services.gathering import groups_that_may_use, may_be_evidence, pieces_found
from workbench.services.search import KINDS, Found, Results
from workbench.text import joined, one_line, shown
from workbench.widgets.list_and_thing import ListAndThing
from workbench.widgets.record_form import Thing
from workbench.widgets.record_list import RecordList, Row
from workbench.widgets.top_bar import TopBar
from workbench.workspace.problems import WorkspaceProblem

TYPING = 0.06  # seconds: a key that follows at once is waited for
BUILDING = 0.5  # seconds, until what is found without the index is asked for again
LOOK_AGAIN = 0.5  # seconds

NO_EVIDENCE = "A finding rests on notes, submissions and passages of packs: pick one of those."
HOW = """\
Type what you remember of it. Everything is searched: notes, findings, recommendations, scopes, submissions and packs.

  home schooling             both words, in any form
  "no further action"        exactly these words
  attend*                    words that begin so
  -transport                 without this word
  kind:recommendation        only recommendations (or note, finding, minute, report …)
  to:partnership             recommendations to a body
  partner:police             what a partner said; speaker:okoro, what one person said
  line:1c                    what answers a line of enquiry; line:1 takes its parts too
  year:2020/21               a municipal year; also before:2021-01-01, after:2020

Capitals matter for abbreviations: SEND is the abbreviation, send is the word."""


class _Results(RecordList):
    """What was found, where k links to a finding as everywhere."""

    BINDINGS = [Binding("k", "screen.link", "Link", show=False)]


class SearchScreen(WorkbenchScreen):
    """Search everything that was said and written. Results come as you type; ↓ goes to them.

    Enter opens a result in its place, c copies its citation. Space picks a result or lets it go. f makes a finding that
    rests on all that are picked, or on the chosen one; k links them to a finding that is there, for it or against it;
    u opens the finding that uses the chosen one. F2 and F3 show only one kind of thing, or only one group;
    F4 shows everything again. What is left out is always said above the results.
    """

    BINDINGS = [
        Binding("space", "pick", "Pick", tooltip="Pick the chosen result for a finding, or let it go again"),
        Binding("f", "finding", "Finding", tooltip="Make a finding of what is picked, or of the chosen result"),
        Binding("k", "link", "Link", tooltip="Link what is picked, or the chosen result, to a finding, for or against"),
        Binding("u", "users", "Used by", show=False, tooltip="Open the finding that uses the chosen result"),
        Binding("c", "cite", "Cite", tooltip="Copy a citation of the chosen passage"),
        Binding("f2", "kind", "Kind", tooltip="Show only one kind of thing"),
        Binding("f3", "group", "Group", tooltip="Show only one group"),
        Binding("f4", "everything", "Show all", show=False, tooltip="Take every filter away"),
        Binding("slash", "to_box", "Search box", show=False, tooltip="Back to the search box"),
    ]

    class Answered(Message):
        """Results arrived from the background."""

        def __init__(self, number: int, results: Results) -> None:
            super().__init__()
            self.number = number
            self.results = results

    def __init__(self) -> None:
        super().__init__(name="search")
        self._kind = ""
        self._group = ""
        self._found: list[Found] = []
        self._picked: dict[str, Found] = {}
        self._said: list[str] = []
        self._asked = 0
        self._timer: Timer | None = None
        self._fed = 0
        self._stay: Found | None = None  # the result on which the selection stays when the same is asked again

    def compose(self) -> ComposeResult:
        """The box, what is left out, results and the passage."""
        yield TopBar("Search", "everything")
        yield Input(placeholder="What do you remember of it?", id="box")
        yield Static(id="notices", classes="quiet")
        yield ListAndThing(
            _Results(id="results"),
            Thing(Static(id="where", classes="heading"), Static(id="source", classes="quiet"), Static(id="passage")),
        )
        yield Footer()

    def on_mount(self) -> None:
        """Ready to type."""
        self.query_one("#box").focus()
        self._ask()
        self.set_interval(LOOK_AGAIN, self._look_again)

    def _look_again(self) -> None:
        """Something was saved meanwhile, here or elsewhere: search again, and leave the selection where it is."""
        if self.is_current and self.workbench.index.fed != self._fed:
            self.refresh_records()

    def refresh_records(self) -> None:
        """Search again: the record may have changed. The selection stays where it is."""
        self._stay = self._chosen()
        self._ask()

    @on(Input.Changed, "#box")
    def _typed(self) -> None:
        self._stay = None
        self._ask_in(TYPING)

    @on(Input.Submitted, "#box")
    def _submitted(self) -> None:
        self._ask()
        if self._found:
            self.query_one("#results").focus()

    def _ask_in(self, seconds: float) -> None:
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(seconds, self._ask)

    def _ask(self) -> None:
        """Ask in the background; an answer that a later question overtook is dropped."""
        self._asked += 1
        number, self._fed = self._asked, self.workbench.index.fed
        words = self.query_one("#box", Input).value
        if not (words.strip() or self._kind or self._group):
            self._show(Results())
            return
        self.workbench.searcher.ask(
            words,
            kind=self._kind,
            group=self._group,
            then=lambda results: self.post_message(self.Answered(number, results)),
        )

    @on(Answered)
    def _answered(self, event: Answered) -> None:
        if event.number != self._asked:
            return
        self._show(event.results)
        if event.results.is_building:
            self._ask_in(BUILDING)

    def _show(self, results: Results) -> None:
        before, self._stay = self._stay, None
        self._found = results.found
        only = f"Only {' and '.join(results.filters)}" if results.filters else ""
        only += " (F4 shows everything)" if self._kind or self._group else ""
        self._said = [part for part in (only, *results.notices) if part]
        if self.query_one("#box", Input).value.strip() and not self._found:
            self._said.append("Nothing found.")
        self._show_rows()
        if before is not None:
            place = next((n for n, found in enumerate(self._found) if found.id == before.id), None)
            if place is not None:
                self.query_one("#results", RecordList).choose(str(place))
        self._show_chosen()

    def _show_rows(self) -> None:
        rows: list[Row] = []
        heading = ""
        for place, found in enumerate(self._found):
            if found.heading != heading:
                heading = found.heading
                rows.append(Row(None, one_line(heading, "bold")))
            mark = Content.styled("picked ", "bold") if found.id in self._picked else Content("")
            rows.append(Row(str(place), mark + _row(found)))
        self.query_one("#results", RecordList).show(rows)
        count = len(self._picked)
        picked_so_far = (
            [f"{count} picked: f makes a finding of {'it' if count == 1 else 'them'}, k links to one."] if count else []
        )
        self.query_one("#notices", Static).update(shown("\n".join([*self._said, *picked_so_far])))

    def _chosen(self) -> Found | None:
        chosen = self.query_one("#results", RecordList).chosen
        return self._found[int(chosen)] if chosen is not None and int(chosen) < len(self._found) else None

    @on(OptionList.OptionHighlighted, "#results")
    def _highlighted(self) -> None:
        self._show_chosen()

    def _show_chosen(self) -> None:
        found = self._chosen()
        empty = not self.query_one("#box", Input).value.strip()
        self.query_one("#where", Static).update(marked(found.title, found.title_marks) if found else shown(""))
        self.query_one("#source", Static).update(joined(found.kind, found.citation, gap=" · ") if found else shown(""))
        text = marked(found.text, found.marks) if found else shown(HOW if empty else "")
        self.query_one("#passage", Static).update(text)

    @on(OptionList.OptionSelected, "#results")
    def _open(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        found = self._chosen()
        if found is not None:
            self.workbench.open_place(found.place)

    def on_key(self, event: events.Key) -> None:
        """↓ goes from the box to the results, ↑ on the first result back to the box."""
        results = self.query_one("#results", RecordList)
        if event.key == "down" and self.query_one("#box").has_focus and self._found:
            results.focus()
            event.stop()
        elif event.key == "up" and results.has_focus and results.chosen == "0":
            self.action_to_box()
            event.stop()

    def action_to_box(self) -> None:
        """Back to the search box."""
        self.query_one("#box").focus()

    @work
    async def action_kind(self) -> None:
        """Ask for a kind."""
        kinds = [("", "Everything"), *((kind, kind.capitalize()) for kind in KINDS)]
        chosen = await self.app.push_screen_wait(AskWhich("Show only", kinds, chosen=self._kind))
        if chosen is not None:
            self._kind = chosen
            self._ask()

    @work
    async def action_group(self) -> None:
        """Ask for a group."""
        groups = [("", "Every group and the archive")]
        groups += [(g.id, g.title) for g in self.workspace.records.groups.find()]
        chosen = await self.app.push_screen_wait(AskWhich("Show only what belongs to", groups, chosen=self._group))
        if chosen is not None:
            self._group = chosen
            self._ask()

    def action_everything(self) -> None:
        """Take every filter away."""
        self._kind = self._group = ""
        self._ask()

    # -- findings -----------------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Picking is for results: in the box a letter is a letter."""
        if action in ("pick", "finding", "link", "users", "cite") and self.is_mounted:
            return self.query_one("#results").has_focus and bool(self._found)
        return True

    @on(events.DescendantFocus)
    @on(events.DescendantBlur)
    def _moved(self) -> None:
        self.refresh_bindings()

    def action_pick(self) -> None:
        """Pick the chosen result for a finding, or let it go again, and go on to the next."""
        found = self._chosen()
        if found is None:
            return
        if found.id in self._picked:
            del self._picked[found.id]
        elif may_be_evidence(found):
            self._picked[found.id] = found
        else:
            self.workbench.say(NO_EVIDENCE, wrong=True)
            return
        self._show_rows()
        self.query_one("#results", RecordList).action_cursor_down()

    @work
    async def action_finding(self) -> None:
        """Make a finding that rests on what is picked, or on the chosen result."""
        gathered, group_id = await self._gathered()
        if gathered and (made := await make_of(self.workbench, group_id, gathered)):
            self._picked.clear()
            self.workbench.open_place(Place("group", group_id, "findings", made.id))

    @work
    async def action_link(self) -> None:
        """Link what is picked, or the chosen result, to a finding, and say how it bears on it."""
        gathered, group_id = await self._gathered()
        if gathered and await link_of(self.workbench, group_id, gathered):
            self._picked.clear()
            self.refresh_records()

    async def _gathered(self) -> tuple[list[Piece], str]:
        """What is picked, or the chosen result, as evidence, and for which group; nothing where that cannot be."""
        chosen = self._chosen()
        found = list(self._picked.values()) or ([chosen] if chosen and may_be_evidence(chosen) else [])
        if not found:
            self.workbench.say(NO_EVIDENCE, wrong=True)
            return [], ""
        group_id = await self._ask_group(found)
        if not group_id:
            return [], ""
        try:
            return pieces_found(self.workspace, group_id, found), group_id
        except (NotAccepted, WorkspaceProblem) as why:
            self.workbench.say(str(why), wrong=True)
            return [], ""

    @work
    async def action_users(self) -> None:
        """Open the finding that uses the chosen result."""
        found = self._chosen()
        if found is None:
            return
        if not may_be_evidence(found):
            self.workbench.say(NO_EVIDENCE, wrong=True)
            return
        group_id = await self._ask_group([found])
        if group_id:
            gathered = pieces_found(self.workspace, group_id, [found])
            await open_users(self.workbench, group_id, [piece.address for piece in gathered])

    async def _ask_group(self, found: list[Found]) -> str:
        """Whose finding it will be: that of the group whose evidence it is, else somebody says."""
        may = groups_that_may_use(self.workspace, found)
        if may is not None and not may:
            self.workbench.say("These belong to several groups: let go of those of the others with Space.", wrong=True)
            return ""
        if may is not None and len(may) == 1:
            return may.pop()
        groups = [(g.id, g.title) for g in self.workspace.records.groups.find() if may is None or g.id in may]
        if not groups:
            self.workbench.say("There is no group yet: begin one at Home with n.", wrong=True)
            return ""
        return await self.app.push_screen_wait(AskWhich("Which group finds this?", groups)) or ""

    def action_cite(self) -> None:
        """Copy a citation."""
        found = self._chosen()
        if found is not None:
            self.app.copy_to_clipboard(one_line(found.citation).plain)
            self.workbench.say(f"Copied: {found.citation}")


def marked(text: str, marks: list[tuple[int, int]]) -> Content:
    """A text that was cleaned before, with the found words marked: bold and underlined, so not by colour alone."""
    plain = shown(text)
    if plain.plain != text:
        return plain  # the cleaning moved the places of the marks
    return plain.add_spans([Span(start, end, "bold underline $text-accent") for start, end in marks])


def _row(found: Found) -> Content:
    return joined(one_line(found.kind, "dim"), marked(found.snippet, found.snippet_marks))
