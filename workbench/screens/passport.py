"""The passport of a recommendation: one page from the first note to what came of it, walked back by Enter."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Footer, OptionList

from groups.group import Group
from groups.recommendation import by_addressee
from groups.rows import NotThere
from workbench.dialogs.ask import AskWhich
from workbench.dialogs.long_work import Job, LongWork
from workbench.report.passport_page import Passport, Step, Where
from workbench.screens.base import WorkbenchScreen
from workbench.screens.place import TAB_OF, Place
from workbench.services.passport import FORMATS, export_passport, passport_of
from workbench.text import one_line
from workbench.widgets.fitted import FittedList
from workbench.widgets.hanging import hanging
from workbench.widgets.record_list import Row
from workbench.widgets.top_bar import TopBar

PUBLIC = "public"
_WIDEST = 90  # however wide the window is: longer lines are hard to read
_LABEL_BESIDE = 14  # a longer word stands before the words, and not in a column of its own


class PassportScreen(WorkbenchScreen):
    """One recommendation from the first note to what came of it: its words, the findings and evidence, reply, progress.

    Enter on a line goes to its place, and Esc comes back here. Press p to see what may be public, e to write the page
    as a file, → and ← for the next recommendation and the one before.
    """

    DEFAULT_CSS = "PassportScreen #steps { height: 1fr; border: none; }"
    BINDINGS = [
        Binding("e", "export", "Export", tooltip="Write the page as Word, PDF, a web page, Markdown or plain text"),
        Binding("p", "private", "Public/private", tooltip="Show what may be public, or everything"),
        # Before the list, which would scroll to the side where nothing is.
        Binding("right", "other(1)", "Next", priority=True, tooltip="The next recommendation"),
        Binding("left", "other(-1)", "Before", priority=True, tooltip="The recommendation before this one"),
    ]

    def __init__(self, group: Group, recommendation_id: str, *, private: bool = True) -> None:
        super().__init__(name="passport")
        self._group = group
        self._recommendation_id = recommendation_id
        self._private = private
        self._passport: Passport | None = None
        self._places: dict[str, Where] = {}

    def compose(self) -> ComposeResult:
        """One list of all steps."""
        yield TopBar(f"{self._group.title} ▸ Passport", "looking it up …")
        yield FittedList(id="steps", empty="Looking it up …")
        yield Footer()

    def on_mount(self) -> None:
        """Put the page together in the background."""
        self._list.focus()
        self.refresh_records()

    @property
    def _list(self) -> FittedList:
        return self.query_one("#steps", FittedList)

    def refresh_records(self) -> None:
        """Put the page together again."""
        ident, private = self._recommendation_id, self._private
        self.look_up(lambda workspace, _: passport_of(workspace, self._group, ident, private=private), self._show)

    def _show(self, made: Passport) -> None:
        self._passport = made
        seen = "Not for publication" if self._private else "Public"
        left = f" · {made.left_out} left out" if made.left_out else ""
        self.query_one(TopBar).show(f"{self._group.title} ▸ {made.title}", seen + left)
        self._list.fit(lambda width: list(self._rows(made, width)))

    def _rows(self, made: Passport, width: int) -> Iterator[Row]:
        self._places = {}
        for n, part in enumerate(made.parts):
            heading = one_line(part.heading, "bold")
            yield Row(None, Content("\n") + heading if n else heading)
            yield from self._steps(part.steps, f"{n}", 1, min(width, _WIDEST))

    def _steps(self, steps: tuple[Step, ...], path: str, depth: int, width: int) -> Iterator[Row]:
        for n, step in enumerate(steps):
            here = f"{path}.{n}"
            if step.where is not None:
                self._places[here] = step.where
            yield Row(here if step.where is not None else None, _shown(step, depth, width))
            yield from self._steps(step.under, here, depth + 1, width)

    # -- walking ------------------------------------------------------------------------------------------------------

    @on(OptionList.OptionSelected, "#steps")
    def _opened(self, event: OptionList.OptionSelected) -> None:
        where = self._places.get(event.option.id or "")
        place = self._place(where) if where is not None else None
        if place is not None:
            self.workbench.open_place(place)

    def _place(self, where: Where) -> Place | None:
        """The place of the workbench that a step leads to."""
        match where.table:
            case "notes":
                try:
                    note = self.workspace.records.notes.get(where.id)
                except NotThere:
                    self.workbench.say("That note is not there any more: its words are kept here.", wrong=True)
                    return None
                return Place("interview", note.interview_id, chosen=note.id)
            case "submissions":
                return Place("document", where.id, chosen=where.chosen)
            case "snapshots":
                return Place("snapshot", where.id, chosen=where.chosen, line=where.line)
            case "packs":
                return Place("pack", where.id, line=where.line)
            case table:
                return Place("group", self._group.id, TAB_OF.get(table, "overview"), where.id)

    def action_other(self, step: int) -> None:
        """Another recommendation."""
        rows = self.workspace.records.recommendations.find(group_id=self._group.id)
        order = [row.id for paragraph in by_addressee(rows) for _, row in paragraph.recommendations]
        at = order.index(self._recommendation_id) + step if self._recommendation_id in order else 0
        if not 0 <= at < len(order):
            self.workbench.say("That was the last recommendation." if step > 0 else "That was the first one.")
            return
        self._recommendation_id = order[at]
        self._list.show([])  # another page is read from its top
        self._moved()

    def action_private(self) -> None:
        """Change between everything and what may be public."""
        self._private = not self._private
        self._moved()

    def _moved(self) -> None:
        place = Place("passport", self._group.id, "" if self._private else PUBLIC, self._recommendation_id)
        self.workbench.moved_to(self, place)
        self.refresh_records()

    # -- writing it ---------------------------------------------------------------------------------------------------

    @work
    async def action_export(self) -> None:
        """Ask for the form, then write the page in the background, as it is shown."""
        made, ident, private = self._passport, self._recommendation_id, self._private
        if made is None:
            return
        kind = "the working copy, NOT for publication," if private else "the public page"
        forms = [(form, f"{name[:1].upper()}{name[1:]} (.{form})") for form, name in FORMATS.items()]
        form = await self.app.push_screen_wait(AskWhich(f"Write {kind} as", forms, chosen="docx"))
        if not form:
            return

        def write(job: Job) -> Path | None:
            job.say("Putting the page together …")
            with self.workspace.again() as workspace:
                return export_passport(workspace, self._group, ident, form, private=private, cancelled=job.cancelled)

        written = await self.app.push_screen_wait(LongWork(f"Writing {made.title} as {FORMATS[form]}", write))
        if written is not None:
            self.workbench.say(f"Written to {written}")


def _shown(step: Step, depth: int, width: int) -> Content:
    """A step as a paragraph: what it is in front, the words, and after them who, when and where."""
    colon = "" if step.label[-1:] in (")", ".") else ":"
    indent = "  " * depth
    beside = len(step.label) <= _LABEL_BESIDE
    lead = f"{indent}{step.label}{colon if step.words else ''} " if beside and step.label else indent
    words = " ".join(step.words.split())
    if step.label and not beside:
        words = f"{step.label}{colon} {words}" if words else step.label
    tail = ("  " if words else "") + " ".join(step.about.split()) if step.about else ""
    return hanging(lead, words, width, tail=tail, tail_style="dim", lead_style="$text-accent")
