"""The tab Report: the briefing note as it will be, what people write for it, and what should be looked at first."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.message import Message
from textual.widgets import OptionList, Static, TextArea

from groups.group import Group
from groups.prose import NUMBERED_SECTIONS, ReportSection
from workbench.dialogs.ask import AskWhich
from workbench.dialogs.facts import AskFact
from workbench.dialogs.leaks import settle_leaks
from workbench.dialogs.long_work import Job, LongWork
from workbench.dialogs.report_template import ask_template
from workbench.report.as_text import WIDTH, appendix_text, section_text
from workbench.report.note_parts import PAPERS
from workbench.report.numbering import number_alone
from workbench.report.tree import Section
from workbench.screens.base import Pane, WorkbenchScreen
from workbench.screens.place import TAB_OF, Place
from workbench.screens.tabs.report_rows import (
    SECTIONS,
    appendix_rows,
    changed_rows,
    head_rows,
    remark_rows,
    section_rows,
    told,
)
from workbench.services.drafts import ToLookAt, to_look_at
from workbench.services.editing import NotAccepted
from workbench.services.publishing import GivesAway
from workbench.services.report import FORMATS, Seen, export_report, see
from workbench.services.writing import ProseRows, mark_read, prose_for
from workbench.text import shown
from workbench.widgets.list_and_thing import ListAndThing
from workbench.widgets.prose_form import ProseForm
from workbench.widgets.record_form import Field, RecordForm, Thing
from workbench.widgets.record_list import RecordList
from workbench.workspace.problems import WorkspaceProblem
from workbench.workspace.workspace import Workspace

WRITING = "Your own text for this section (a blank line begins a new paragraph)"
# Where something stands by itself until somebody writes.
INSTEAD = {
    ReportSection.PURPOSE: "Your own text, instead of the purpose that every such note has",
    ReportSection.AIMS: "Your own text, instead of what the scope hopes for",
}
LISTING = "Papers to list besides those that findings cite: one on each line. Published works need no listing."
NO_PAPERS = "Nothing is listed yet."
PUTTING = "The report is being put together …"


class ReportPane(Pane):
    """The briefing note as it will be. What the record knows is put together by itself; you write the rest.

    Choose a section on the left, press e and write: its paragraphs are numbered for you. F2 puts in a fact, such as how
    often the group met, that stays true; where one has changed, its paragraph says so until you press m. v keeps
    numbered drafts and compares them. Press x to write the whole note as a Word file, a web page or Markdown. Lines
    under “To look at” lead to their place.
    """

    BINDINGS = [
        Binding("e", "edit", "Write", tooltip="Write your own text for the chosen section"),
        Binding(
            "f2", "fact", "Facts", show=False, tooltip="Put in a fact that stays true, such as how often the group met"
        ),
        Binding("m", "read", "Mark as read", show=False, tooltip="You have read the section over: its facts are right"),
        Binding("v", "drafts", "Drafts", tooltip="Keep numbered drafts, compare them, have one signed off"),
        Binding("x", "export", "Export", tooltip="Write the note as Word, PDF, a web page or Markdown"),
        Binding("p", "private", "Public", tooltip="Show the public note, or the working copy"),
        Binding("b", "sources", "Sources", show=False, tooltip="Show or hide in brackets what each finding rests on"),
        Binding("t", "template", "Word template", show=False, tooltip="Choose your council's own Word document"),
        Binding("r", "roles", "Names as roles", show=False, tooltip="Who is published as a role, such as Parent A"),
    ]

    class Page(Message):
        """One section is there before the rest; ``look`` is the number of the look that asked for it."""

        def __init__(self, look: int, section: Section) -> None:
            super().__init__()
            self.look = look
            self.section = section

    def __init__(self, group_id: str) -> None:
        super().__init__(group_id)
        self._private = False
        self._sources = False
        self._seen: Seen | None = None
        self._early: Section | None = None
        self._look = 0
        self._found = ToLookAt([], "")

    def compose(self) -> ComposeResult:
        """Sections on the left; the chosen one, and what people wrote for it, on the right."""
        yield ListAndThing(
            RecordList(id="sections"),
            Thing(
                Static(id="problem", classes="warn"),
                ProseForm([Field("text", WRITING, "text", lines=8)], what="the report"),
                Static(id="printed", classes="prose"),
            ),
        )

    # -- looking: in the background, the chosen section first ----------------------------------------------------------

    def refresh_records(self) -> None:
        """Put the note together again, in the background; a later change overtakes an earlier one."""
        self._show()
        self._look += 1
        look, group = self._look, self._group
        private, sources, first = self._private, self._sources, self._section

        def find(workspace: Workspace, cancelled: Callable[[], bool]) -> Seen:
            return see(
                workspace,
                group,
                private=private,
                sources=sources,
                first=first if first in NUMBERED_SECTIONS else None,
                arrived=lambda section: self.post_message(self.Page(look, section)),
                cancelled=cancelled,
            )

        cast("WorkbenchScreen", self.screen).look_up(find, lambda seen: self._arrived(look, seen))

    @on(Page)
    def _page_arrived(self, event: Page) -> None:
        """The section that somebody looks at is there; its references wait for the rest."""
        event.stop()
        if event.look == self._look and self._section is not None:
            self._early = number_alone(event.section, SECTIONS.index(self._section) + 1)
            self._show_chosen()

    def _arrived(self, look: int, seen: Seen) -> None:
        if look != self._look or not self.is_attached:
            return
        self._seen, self._early = seen, None
        self._show()
        group = self._group
        cast("WorkbenchScreen", self.screen).look_up(lambda workspace, _: to_look_at(workspace, group), self._remarked)

    def _remarked(self, found: ToLookAt) -> None:
        self._found = found
        if self.is_attached:
            self._show()

    # -- showing -------------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        seen = self._seen
        prose = self.workspace.records.prose.find(group_id=self.group_id)
        rows = head_rows(self._found.stands, private=self._private, sources=self._sources)
        rows += section_rows(prose, seen.changed if seen else {})
        if seen is not None:
            rows += appendix_rows(seen.note.report.appendices) if seen.note else []
            rows += changed_rows(seen.changed)
        self.query_one(RecordList).show([*rows, *remark_rows(self._found.remarks)])
        self._show_chosen()

    @property
    def _group(self) -> Group:
        return self.workspace.records.groups.get(self.group_id)

    @property
    def _chosen(self) -> tuple[str, str]:
        """What kind of row is chosen, and which."""
        kind, _, which = (self.query_one(RecordList).chosen or "").partition(":")
        return kind, which

    @property
    def _section(self) -> ReportSection | None:
        """The section that is chosen, by itself or by a fact that changed in it."""
        kind, which = self._chosen
        if kind == "section":
            return SECTIONS[int(which) - 1]
        return ReportSection[which.partition(":")[0]] if kind == "changed" else None

    @on(OptionList.OptionHighlighted, "#sections")
    def _highlighted(self) -> None:
        self._early = None
        self._show_chosen()

    @on(OptionList.OptionSelected, "#sections")
    def _opened(self, event: OptionList.OptionSelected) -> None:
        kind, which = self._chosen
        if kind == "remark":
            event.stop()
            remark = self._found.remarks[int(which)]
            place = Place("group", self.group_id, TAB_OF.get(remark.table, "overview"), remark.record_id)
            self.workbench.open_place(place)
        elif kind == "changed" and self._section is not None:
            self.query_one(RecordList).choose(f"section:{SECTIONS.index(self._section) + 1}")

    @on(RecordForm.Saved)
    def _written(self) -> None:
        self.refresh_records()

    def _show_chosen(self) -> None:
        kind, which = self._chosen
        section, form = self._section, self.query_one(RecordForm)
        form.display = section is not None
        problem = self._seen.problem if self._seen else ""
        self.query_one("#problem", Static).update(shown(problem))
        self.query_one("#problem").display = bool(problem)
        if section is not None:
            label = LISTING if section is ReportSection.PAPERS else INSTEAD.get(section, WRITING)
            self.query_one(".label", Static).update(label)
            known = {fact.name: fact.value for fact in self._seen.facts} if self._seen else {}
            form.show(ProseRows(self.workspace, known), prose_for(self.workspace, self.group_id, section))
        self.query_one("#printed", Static).update(shown(self._printed(kind, which, section)))

    def _printed(self, kind: str, which: str, section: ReportSection | None) -> str:
        """The chosen part of the note in words."""
        if kind == "remark":
            return self._found.remarks[int(which)].text + "\n\nEnter goes to its place."
        if section is not None and self._early is not None:
            return section_text(self._early, self._width, told(self._seen, section))
        if self._seen is None:
            return PUTTING
        note = self._seen.note
        if note is None:
            return ""
        appendices = note.report.appendices
        if section is ReportSection.PAPERS:
            return next(
                (appendix_text(a, self._width) for a in appendices if a.key == PAPERS), "Nothing is listed yet."
            )
        if section is not None:
            return section_text(note.report.sections[SECTIONS.index(section)], self._width, told(self._seen, section))
        if kind == "appendix" and int(which) < len(appendices):
            return appendix_text(appendices[int(which)], self._width)
        return ""

    @property
    def _width(self) -> int:
        """How wide the note is printed: what there is room for, and never wider than can be read with ease."""
        room = self.query_one(Thing).scrollable_content_region.width or self.size.width - 3
        return max(min(room - 1, WIDTH), 40)

    def on_resize(self) -> None:
        """Print the note for the new width."""
        if self._seen is not None:
            self.call_after_refresh(self._show_chosen)

    def choose(self, record_id: str) -> None:
        """Put the selection on the section of a text."""
        for prose in self.workspace.records.prose.find(group_id=self.group_id):
            if prose.id == record_id:
                self.query_one(RecordList).choose(f"section:{SECTIONS.index(prose.section) + 1}")

    # -- acting --------------------------------------------------------------------------------------------------------

    def action_edit(self) -> None:
        """Write in the chosen section."""
        if self.query_one(RecordForm).display:
            self.query_one(ListAndThing).open_thing()

    @on(ProseForm.FactWanted)
    def _fact_wanted(self) -> None:
        self.action_fact()

    @work
    async def action_fact(self) -> None:
        """Put a fact into the text, where the cursor stands."""
        if self._section is None or self._seen is None:
            self.workbench.say("Choose the section first that you write for.", wrong=True)
            return
        name = await self.app.push_screen_wait(AskFact(self._seen.facts))
        if name is None:
            return
        area = self.query_one("#field-text", TextArea)
        if not area.has_focus:
            self.query_one(ListAndThing).open_thing()
            area.move_cursor(area.document.end)
        area.insert(f"{{{name}}}")

    def action_read(self) -> None:
        """Somebody has read the section over: its facts are right as they are now."""
        section = self._section
        if section is None:
            self.workbench.say("Choose the section first that you have read over.", wrong=True)
            return
        self.query_one(RecordForm).flush()
        try:
            mark_read(self.workspace, self._group, section)
        except (NotAccepted, WorkspaceProblem) as why:
            self.workbench.say(str(why), wrong=True)
            return
        self.workbench.saved()
        self.workbench.say(f"“{section.value}” is marked as read over. Ctrl+Z takes that back.")
        self.refresh_records()

    def action_private(self) -> None:
        """Change between the public note and the working copy."""
        self._private = not self._private
        self.refresh_records()

    def action_sources(self) -> None:
        """Show in brackets what each finding rests on, or hide it: the public note names only what may be public."""
        self._sources = not self._sources
        self.refresh_records()

    def action_roles(self) -> None:
        """Go to the names that are published as roles."""
        self.workbench.open_place(Place("roles", self.group_id))

    def action_drafts(self) -> None:
        """Go to the numbered drafts."""
        self.workbench.open_place(Place("drafts", self.group_id))

    @work
    async def action_export(self) -> None:
        """Ask for the form, then write the file in the background."""
        forms = [(form, f"{name[:1].upper()}{name[1:]} (.{form})") for form, name in FORMATS.items()]
        kind = "the working copy, NOT for publication" if self._private else "the public note"
        form = await self.app.push_screen_wait(AskWhich(f"Write {kind} as", forms, chosen="docx"))
        if not form:
            return
        private, sources = self._private, self._sources

        def write(job: Job) -> Path | GivesAway | None:
            job.say("Putting the note together …")
            with self.workspace.again() as workspace:
                group = workspace.records.groups.get(self.group_id)
                try:
                    return export_report(
                        workspace, group, form, private=private, sources=sources, cancelled=job.cancelled
                    )
                except GivesAway as why:
                    return why

        written = await self.app.push_screen_wait(LongWork(f"Writing {kind} as {FORMATS[form]}", write))
        if isinstance(written, GivesAway):
            written = await settle_leaks(self.workbench, self.group_id, written, kind)
        if written is not None:
            self.workbench.say(f"Written to {written}")

    @work
    async def action_template(self) -> None:
        """Choose the council's own Word document whose page and styles the Word file takes, or take it off again."""
        await ask_template(self.workbench, self.workspace, self.group_id)
