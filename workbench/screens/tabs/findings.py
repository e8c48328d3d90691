"""The tab Findings: what the group found, in the order of its report, and what speaks for and against each."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import OptionList, Static

from groups.bearing import Bearing
from groups.evidence import EvidenceKind, EvidenceLink, by_finding
from groups.finding import Finding, shown_numbers
from groups.rows import NotThere
from interviews.checks import Remark
from interviews.finding_evidence import bearings
from workbench.screens.parts.finding_acts import FindingActs
from workbench.screens.parts.list_export import write_list
from workbench.screens.place import Place
from workbench.screens.tabs.finding_rows import (
    evidence_rows,
    finding_rows,
    remark_lines,
    standing,
    used_by,
)
from workbench.services.finding_remarks import open_remarks
from workbench.services.sharing import with_shared
from workbench.text import one_line, shown
from workbench.widgets.fitted import FittedList
from workbench.widgets.list_and_thing import ListAndThing
from workbench.widgets.record_form import Thing

if TYPE_CHECKING:
    from workbench.screens.base import WorkbenchScreen
    from workbench.workspace.workspace import Workspace

EMPTY = "No finding yet. A finding says what the group makes of what it heard. Press n to write the first."


class FindingsPane(FindingActs):
    """Findings, in the order of the report, with the number of pieces of evidence behind each.

    On the right: how well the chosen finding stands up, what is to be questioned about it, and the words that support
    and contradict it. Enter on such a line opens it in its place; s, c and x there say that it supports, contradicts or
    is context, d takes it away. Space picks several findings: r makes one recommendation of them, a says that the group
    agreed them, u merges them into one. w says why a finding leads to no recommendation.
    """

    TAB = "findings"
    BINDINGS = [
        Binding("n", "new", "New", tooltip="Write a finding"),
        Binding("s", "relate('supports')", "Supports", tooltip="The chosen evidence supports the finding"),
        Binding("c", "relate('contradicts')", "Contradicts", tooltip="The chosen evidence contradicts the finding"),
        Binding(
            "x", "relate('context')", "Context", show=False, tooltip="The chosen evidence is neither for nor against"
        ),
        Binding("x", "export", "Export", show=False, tooltip="Write the findings with their evidence as a file"),
        Binding("e", "edit", "Edit", tooltip="Change the finding: its words, its kind, whether it is agreed"),
        Binding("l", "link", "Link", tooltip="Link what was said to the finding, for it or against it"),
        Binding(
            "a",
            "agree",
            "Agree",
            tooltip="The group agreed the finding, or the picked ones; again: it has not",
        ),
        Binding("w", "nowhere", "Why not", show=False, tooltip="Say why no recommendation follows from the finding"),
        Binding(
            "r", "recommend", "Recommend", tooltip="Make a recommendation from the finding, or from the picked ones"
        ),
        # The same on a line of evidence, whose own keys need the room at the bottom.
        Binding("e", "of_finding('edit')", "Edit", show=False, tooltip="Change the finding"),
        Binding("a", "of_finding('agree')", "Agree", show=False, tooltip="The group agreed the finding, or not"),
        Binding(
            "r", "of_finding('recommend')", "Recommend", show=False, tooltip="Make a recommendation from the finding"
        ),
        Binding("space", "pick", "Pick", show=False, tooltip="Pick the finding, to recommend or merge several"),
        Binding("u", "merge", "Merge", show=False, tooltip="Make one of this finding and another, or of the picked"),
        Binding("m", "move", "Move", show=False, tooltip="Move the finding up or down among its like"),
        Binding("shift+up", "shift(-1)", "Up", show=False, tooltip="Move the finding up"),
        Binding("shift+down", "shift(1)", "Down", show=False, tooltip="Move the finding down"),
        Binding("d", "to_bin", "Bin", show=False, tooltip="Put the finding, or the chosen evidence link, in the bin"),
    ]

    def __init__(self, group_id: str) -> None:
        super().__init__(group_id)
        self._behind: dict[str, list[Bearing]] = {}
        self._remarks: dict[str, list[Remark]] = {}

    def compose(self) -> ComposeResult:
        """The findings; the chosen one with its evidence."""
        yield ListAndThing(
            FittedList(id="finding-list", empty=EMPTY),
            Thing(
                Static(id="finding-text", classes="prose"),
                Static(id="finding-state", classes="quiet"),
                Static(id="finding-remarks", classes="prose"),
                FittedList(id="finding-evidence"),
            ),
        )

    @property
    def records(self) -> FittedList:
        """The list of findings."""
        return self.query_one("#finding-list", FittedList)

    @property
    def _evidence(self) -> FittedList:
        return self.query_one("#finding-evidence", FittedList)

    @property
    def finding(self) -> Finding | None:
        """The finding that is chosen."""
        rows = self.review.findings if self.review else []
        return next((f for f in rows if f.id == self.records.chosen), None)

    @property
    def link(self) -> EvidenceLink | None:
        """The chosen line of evidence, where one is chosen and the evidence has the focus."""
        kind, _, link_id = (self._evidence.chosen or "").partition(":")
        links = self.links.get(self.records.chosen or "", [])
        if kind != "link" or not self._evidence.has_focus:
            return None
        return next((link for link in links if link.id == link_id), None)

    # -- showing ------------------------------------------------------------------------------------------------------

    def refresh_records(self) -> None:
        """Read the findings and what is linked to them again."""
        self.review = with_shared(self.workspace, self.workspace.records.review(self.group_id))
        self.links = by_finding(self.review.evidence_links)
        self._behind = bearings(self.review)
        self.numbers = shown_numbers(self.review.findings)
        self.picked = {one: None for one in self.picked if one in self.numbers}
        self.show_list()
        self._show_chosen()
        cast("WorkbenchScreen", self.screen).look_up(self._look_closely, self._show_remarks, group="finding remarks")

    def show_list(self) -> None:
        """Show the findings with those that are picked."""
        review, links, picked = self.review, self.links, self.picked
        if review is not None:
            self.records.fit(lambda width: finding_rows(review, links, width, picked))

    def _look_closely(self, workspace: Workspace, _: Callable[[], bool]) -> dict[str, list[Remark]]:
        """What is to be questioned about each finding, less what the group settled; it takes more than a key may."""
        return open_remarks(with_shared(workspace, workspace.records.review(self.group_id)))

    def _show_remarks(self, found: dict[str, list[Remark]]) -> None:
        self._remarks = found
        if self.is_mounted:
            self._show_chosen_remarks()

    def _show_chosen_remarks(self) -> None:
        remarks = self._remarks.get(self.records.chosen or "", [])
        place = self.query_one("#finding-remarks", Static)
        place.display = bool(remarks)
        place.update(remark_lines(remarks))

    def choose(self, record_id: str) -> None:
        """Put the selection on a finding."""
        self.records.choose(record_id)
        self._show_chosen()

    @on(OptionList.OptionHighlighted, "#finding-list")
    def _highlighted(self) -> None:
        self._show_chosen()

    @on(OptionList.OptionHighlighted, "#finding-evidence")
    def _other_evidence(self) -> None:
        self.refresh_bindings()

    def _show_chosen(self) -> None:
        finding, review = self.finding, self.review
        text, state = self.query_one("#finding-text", Static), self.query_one("#finding-state", Static)
        self._show_chosen_remarks()
        if finding is None or review is None:
            text.update("")
            state.update("")
            self._evidence.show([])
            return
        links = self.links.get(finding.id, [])
        text.update(Content(f"{self.numbers[finding.id]}  ") + shown(finding.text, "bold"))
        state.update(one_line(standing(finding, self._behind.get(finding.id, []), review)))
        self._evidence.fit(lambda width: evidence_rows(links, review, width) + used_by(finding, review, width))

    # -- opening evidence ---------------------------------------------------------------------------------------------

    @on(OptionList.OptionSelected, "#finding-evidence")
    def _opened(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        kind, _, ident = (event.option.id or "").partition(":")
        if kind == "rec":
            self.workbench.open_place(Place("group", self.group_id, "recommendations", ident))
            return
        link = next((one for one in self.links.get(self.records.chosen or "", []) if one.id == ident), None)
        if link is not None:
            self._open_source(link)

    def _open_source(self, link: EvidenceLink) -> None:
        address = link.address
        match address.kind:
            case EvidenceKind.NOTE:
                try:
                    note = self.workspace.records.notes.get(address.id)
                except NotThere:
                    self.workbench.say("That note is not there any more: its words are kept here.", wrong=True)
                    return
                self.workbench.open_place(Place("interview", note.interview_id, chosen=note.id))
            case EvidenceKind.PACK:
                self.workbench.open_place(Place("pack", address.id, line=address.position))
            case EvidenceKind.FINDING:
                self.choose(address.id)
            case EvidenceKind.PASSAGE:
                self.workbench.open_place(Place("document", address.id, chosen=link.id))
            case EvidenceKind.FIGURE:
                self.workbench.open_place(Place("snapshot", address.id, chosen=address.before, line=address.position))

    # -- changing -----------------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What can be done with a finding needs one, and with evidence a chosen line of it."""
        if not self.is_mounted or self.review is None:
            return True
        if action == "relate":
            return self.link is not None
        if action == "export":
            return self.link is None
        if action in ("new", "edit", "agree", "recommend"):
            # Those of the finding itself; on a line of evidence its own keys need the room.
            return self.link is None and (action == "new" or self.finding is not None)
        if action == "of_finding":
            return self.link is not None
        if action in ("pick", "merge"):
            return self.records.has_focus and self.finding is not None
        if action in ("link", "nowhere", "move", "shift", "to_bin"):
            return self.finding is not None
        return True

    def action_of_finding(self, act: str) -> None:
        """Do something with the finding while a line of its evidence is chosen."""
        {"edit": self.action_edit, "agree": self.action_agree, "recommend": self.action_recommend}[act]()

    @work
    async def action_export(self) -> None:
        """Write the list of findings with their evidence as a file."""
        await write_list(self, "findings")
