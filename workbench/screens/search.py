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
from workbench.screens.parts.found_acts import FoundActs
from workbench.services.search import KINDS, Found, Results
from workbench.text import joined, one_line, shown
from workbench.widgets.list_and_thing import ListAndThing
from workbench.widgets.record_form import Thing
from workbench.widgets.record_list import RecordList, Row
from workbench.widgets.top_bar import TopBar

TYPING = 0.06  # seconds: a key that follows at once is waited for
BUILDING = 0.5  # seconds, until what is found without the index is asked for again
LOOK_AGAIN = 0.5  # seconds

HOW = """\
Type what you remember of it. Everything is searched: notes, findings, recommendations, scopes, submissions and packs.

  home schooling          both words, in any form
  "no further action"     exactly these words
  attend*                 words that begin so
  -transport              without this word
  kind:recommendation     only those (or note, finding, figures, minute …)
  to:partnership          recommendations to a body
  partner:police          what a partner said
  speaker:okoro           what one person said
  line:1c                 what answers that line; line:1 takes its parts too
  year:2020/21            municipal year; or before:2021-01-01, after:2020

Capitals matter for abbreviations: SEND is the abbreviation, send is the word."""


class _Results(RecordList):
    """What was found, where k links to a finding as everywhere."""

    BINDINGS = [
        Binding(
            "k",
            "screen.link",
            "Link",
            show=False,
            tooltip="Link what is picked, or the chosen result, to a finding, for or against",
        )
    ]


class SearchScreen(FoundActs):
    """Search everything that was said and written. Results come as you type; ↓ goes to them.

    Enter opens a result in its place, c copies its citation. Space picks a result or lets it go; of a table of figures
    it asks which ones. f makes a finding that rests on all that are picked, or on the chosen one; k links them to a
    finding that is there, for it or against it; u opens the finding that uses the chosen one. F2 and F3 show only one
    kind of thing, or only one group; F4 shows everything again. What is left out is always said above the results.
    """

    BINDINGS = [
        Binding("space", "pick", "Pick", tooltip="Pick the chosen result for a finding, or let it go again"),
        Binding("f", "finding", "Finding", tooltip="Make a finding of what is picked, or of the chosen result"),
        Binding("k", "link", "Link", show=False, tooltip="Link what is picked to a finding, for or against"),
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
        self._stay = self.chosen_result()
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
            self._stay = self.chosen_result()
            self._ask_in(BUILDING)

    def _show(self, results: Results) -> None:
        before, self._stay = self._stay, None
        self._found = results.found
        only = f"Only {' and '.join(results.filters)}" if results.filters else ""
        only += " (F4 shows everything)" if self._kind or self._group else ""
        self._said = [part for part in (only, *results.notices) if part]
        if self.query_one("#box", Input).value.strip() and not self._found:
            self._said.append("Nothing found.")
        self.show_rows()
        # What is asked anew begins at the best; asked again, the selection stays where it was.
        place = next((n for n, found in enumerate(self._found) if before is not None and found.id == before.id), 0)
        self.query_one("#results", RecordList).choose(str(place))
        self._show_chosen()

    def show_rows(self) -> None:
        """Show the results with what is picked of them."""
        rows: list[Row] = []
        heading = ""
        for place, found in enumerate(self._found):
            if found.heading != heading:
                heading = found.heading
                rows.append(Row(None, one_line(heading, "bold")))
            rows.append(Row(str(place), Content.styled(self.picked_words(found), "bold") + _row(found)))
        self.query_one("#results", RecordList).show(rows)
        count = self.how_many_picked()
        picked_so_far = (
            [f"{count} picked: f makes a finding of {'it' if count == 1 else 'them'}, k links to one."] if count else []
        )
        self.query_one("#notices", Static).update(shown("\n".join([*self._said, *picked_so_far])))

    def chosen_result(self) -> Found | None:
        """The result on which the highlight is."""
        chosen = self.query_one("#results", RecordList).chosen
        return self._found[int(chosen)] if chosen is not None and int(chosen) < len(self._found) else None

    @on(OptionList.OptionHighlighted, "#results")
    def _highlighted(self) -> None:
        self._show_chosen()

    def _show_chosen(self) -> None:
        found = self.chosen_result()
        empty = not self.query_one("#box", Input).value.strip()
        self.query_one("#where", Static).update(marked(found.title, found.title_marks) if found else shown(""))
        self.query_one("#source", Static).update(joined(found.kind, found.citation, gap=" · ") if found else shown(""))
        text = marked(found.text, found.marks) if found else shown(HOW if empty else "")
        self.query_one("#passage", Static).update(text)
        # Where the two sides take turns, how to search stands in place of a list that is empty.
        self.query_one(ListAndThing).set_class(empty and not self._found, "-thing")

    @on(OptionList.OptionSelected, "#results")
    def _open(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        found = self.chosen_result()
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


def marked(text: str, marks: list[tuple[int, int]]) -> Content:
    """A text that was cleaned before, with the found words marked: bold and underlined, so not by colour alone."""
    plain = shown(text)
    if plain.plain != text:
        return plain  # the cleaning moved the places of the marks
    return plain.add_spans([Span(start, end, "bold underline $text-accent") for start, end in marks])


def _row(found: Found) -> Content:
    return joined(one_line(found.kind, "dim"), marked(found.snippet, found.snippet_marks))
