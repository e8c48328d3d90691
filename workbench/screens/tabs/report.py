"""The tab Report: the briefing note as it will be, what people write for it, and what should be looked at first."""

from __future__ import annotations

from pathlib import Path

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import OptionList, Static

from groups.prose import Prose, ReportSection
from interviews.checks import Remark, remarks
from workbench.dialogs.ask import AskWhich
from workbench.dialogs.long_work import Job, LongWork
from workbench.report.as_text import WIDTH, appendix_text, section_text
from workbench.report.numbering import NumberedReport, number
from workbench.report.references import ReportProblem
from workbench.screens.base import Pane
from workbench.screens.place import TAB_OF, Place
from workbench.services.report import FORMATS, assemble, export_report
from workbench.text import joined, one_line, shown
from workbench.widgets.list_and_thing import ListAndThing
from workbench.widgets.record_form import Field, RecordForm, Thing
from workbench.widgets.record_list import RecordList, Row

SECTIONS = list(ReportSection)


class ReportPane(Pane):
    """The briefing note as it will be. What the record knows is put together by itself; you write the rest.

    Choose a section on the left, press e and write: its paragraphs are numbered for you. Press x to write the whole
    note as a Word file, a web page or Markdown. Lines under “To look at” lead to their place.
    """

    BINDINGS = [
        Binding("e", "edit", "Write", tooltip="Write your own text for the chosen section"),
        Binding("x", "export", "Export", tooltip="Write the note as a Word file, a web page or Markdown"),
        Binding("p", "private", "Public/private", tooltip="Show the public note, or the working copy"),
        Binding("r", "roles", "Names as roles", show=False, tooltip="Who is published as a role, such as Parent A"),
    ]

    def __init__(self, group_id: str) -> None:
        super().__init__(group_id)
        self._private = False
        self._note: NumberedReport | None = None
        self._problem = ""
        self._remarks: list[Remark] = []

    def compose(self) -> ComposeResult:
        """Sections on the left; the chosen one, and what people wrote for it, on the right."""
        form = RecordForm(
            [
                Field(
                    "text",
                    "Your own text for this section (a blank line begins a new paragraph)",
                    "text",
                    lines=8,
                )
            ],
            what="the report",
        )
        yield ListAndThing(
            RecordList(id="sections"),
            Thing(Static(id="problem", classes="warn"), form, Static(id="printed", classes="prose")),
        )

    def refresh_records(self) -> None:
        """Put the note together again."""
        group = self.workspace.records.groups.get(self.group_id)
        self._remarks = remarks(self.workspace.records.review(self.group_id), self.workspace.today().date())
        try:
            self._note, self._problem = number(assemble(self.workspace, group, private=self._private)), ""
        except ReportProblem as why:
            self._note, self._problem = None, str(why)
        self.query_one(RecordList).show(self._rows())
        self._show_chosen()

    def _rows(self) -> list[Row]:
        kind = "Working copy: not for publication" if self._private else "What may be public"
        rows = [Row(None, one_line(kind, "dim"))]
        written = {p.section: len(p.text.split()) for p in self.workspace.records.prose.find(group_id=self.group_id)}
        for n, section in enumerate(SECTIONS, start=1):
            words = f"{written[section]} words of yours" if written.get(section) else ""
            rows.append(Row(f"section:{n}", joined(f"{n} {section.value}", one_line(words, "dim"))))
        if self._note:
            rows += [Row(f"appendix:{n}", one_line(a.heading)) for n, a in enumerate(self._note.report.appendices)]
        if self._remarks:
            rows.append(Row(None, one_line(f"To look at ({len(self._remarks)})", "bold")))
            rows += [Row(f"remark:{n}", one_line(r.text, "$text-warning")) for n, r in enumerate(self._remarks)]
        return rows

    @on(OptionList.OptionHighlighted, "#sections")
    def _highlighted(self) -> None:
        self._show_chosen()

    @on(OptionList.OptionSelected, "#sections")
    def _opened(self, event: OptionList.OptionSelected) -> None:
        kind, _, which = (event.option.id or "").partition(":")
        if kind == "remark":
            event.stop()
            remark = self._remarks[int(which)]
            place = Place("group", self.group_id, TAB_OF.get(remark.table, "overview"), remark.record_id)
            self.workbench.open_place(place)

    @on(RecordForm.Saved)
    def _written(self) -> None:
        self.refresh_records()

    def _show_chosen(self) -> None:
        kind, _, which = (self.query_one(RecordList).chosen or "").partition(":")
        form, printed = self.query_one(RecordForm), self.query_one("#printed", Static)
        form.display = kind == "section"
        self.query_one("#problem", Static).update(shown(self._problem))
        self.query_one("#problem").display = bool(self._problem)
        text = ""
        if kind == "section":
            prose = self._prose(SECTIONS[int(which) - 1])
            form.show(self.workspace.records.prose, prose)
            if self._note:
                found = [s for s in self._note.report.sections if s.place.number == which]
                text = section_text(found[0], self._width) if found else "Nothing to print in this section yet."
        elif kind == "appendix" and self._note:
            text = appendix_text(self._note.report.appendices[int(which)], self._width)
        elif kind == "remark":
            text = self._remarks[int(which)].text + "\n\nEnter goes to its place."
        printed.update(shown(text))

    @property
    def _width(self) -> int:
        """How wide the note is printed: what there is room for, and never wider than can be read with ease."""
        room = self.query_one(Thing).scrollable_content_region.width or self.size.width - 3
        return max(min(room - 1, WIDTH), 40)

    def on_resize(self) -> None:
        """Print the note for the new width."""
        if self._note is not None:
            self.call_after_refresh(self._show_chosen)

    def _prose(self, section: ReportSection) -> Prose:
        """What people wrote for a section; nothing is kept until something is written."""
        found = [p for p in self.workspace.records.prose.find(group_id=self.group_id) if p.section is section]
        return found[0] if found else Prose(group_id=self.group_id, section=section)

    def choose(self, record_id: str) -> None:
        """Put the selection on the section of a text."""
        for prose in self.workspace.records.prose.find(group_id=self.group_id):
            if prose.id == record_id:
                self.query_one(RecordList).choose(f"section:{SECTIONS.index(prose.section) + 1}")

    def action_edit(self) -> None:
        """Write in the chosen section."""
        if self.query_one(RecordForm).display:
            self.query_one(ListAndThing).open_thing()

    def action_private(self) -> None:
        """Change between the public note and the working copy."""
        self._private = not self._private
        self.refresh_records()

    def action_roles(self) -> None:
        """Go to the names that are published as roles."""
        self.workbench.open_place(Place("roles", self.group_id))

    @work
    async def action_export(self) -> None:
        """Ask for the form, then write the file in the background."""
        forms = [(form, f"{name} (.{form})") for form, name in FORMATS.items()]
        kind = "the working copy, NOT for publication" if self._private else "the public note"
        form = await self.app.push_screen_wait(AskWhich(f"Write {kind} as", forms, chosen="docx"))
        if not form:
            return
        private = self._private

        def write(job: Job) -> Path | None:
            job.say("Putting the note together …")
            with self.workspace.again() as workspace:
                group = workspace.records.groups.get(self.group_id)
                return export_report(workspace, group, form, private=private, cancelled=job.cancelled)

        written = await self.app.push_screen_wait(LongWork(f"Writing {kind} as {FORMATS[form]}", write))
        if written is not None:
            self.workbench.say(f"Written to {written}")
