"""The tab Findings: what the group found, in the order of its report, and what speaks for and against each."""

from __future__ import annotations

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import OptionList, Static

from groups.evidence import EvidenceKind, EvidenceLink, Relation, by_finding
from groups.finding import Finding, FindingKind, shown_numbers
from groups.rows import NotThere
from interviews.partner import partner_list
from interviews.review import Review
from workbench.dialogs.addressee import ask_addressee
from workbench.dialogs.ask import AskWhich, AskWords
from workbench.dialogs.link_evidence import LinkEvidence
from workbench.dialogs.record_dialog import RecordDialog
from workbench.screens.place import Place
from workbench.screens.tabs.finding_rows import evidence_rows, finding_fields, finding_rows, standing, used_by
from workbench.screens.tabs.working_pane import WorkingPane
from workbench.services import findings as service
from workbench.services.evidence_pieces import pieces
from workbench.services.recommending import add_recommendation
from workbench.text import one_line, shown
from workbench.widgets.fitted import FittedList
from workbench.widgets.list_and_thing import ListAndThing
from workbench.widgets.record_form import Thing

EMPTY = "No finding yet. A finding says what the group makes of what it heard. Press n to write the first."


class FindingsPane(WorkingPane):
    """Findings, in the order of the report, with the number of pieces of evidence behind each.

    On the right: how well the chosen finding stands up, and the words that support and contradict it. Enter on such a
    line opens it in its place; s, c and x there say that it supports, contradicts or is context, d takes it away.
    """

    TAB = "findings"
    BINDINGS = [
        Binding("n", "new", "New", tooltip="Write a finding"),
        Binding("s", "relate('supports')", "Supports", tooltip="The chosen evidence supports the finding"),
        Binding("c", "relate('contradicts')", "Contradicts", tooltip="The chosen evidence contradicts the finding"),
        Binding(
            "x", "relate('context')", "Context", show=False, tooltip="The chosen evidence is neither for nor against"
        ),
        Binding("e", "edit", "Edit", tooltip="Change the finding: its words, its kind, whether it is agreed"),
        Binding("l", "link", "Link", tooltip="Link what was said to the finding, for it or against it"),
        Binding("r", "recommend", "Recommend", tooltip="Make a recommendation from the finding"),
        Binding("m", "move", "Move", show=False, tooltip="Move the finding up or down among its like"),
        Binding("shift+up", "shift(-1)", "Up", show=False, tooltip="Move the finding up"),
        Binding("shift+down", "shift(1)", "Down", show=False, tooltip="Move the finding down"),
        Binding("d", "to_bin", "Bin", show=False, tooltip="Put the finding, or the chosen evidence link, in the bin"),
    ]

    def __init__(self, group_id: str) -> None:
        super().__init__(group_id)
        self._review: Review | None = None
        self._links: dict[str, list[EvidenceLink]] = {}
        self._numbers: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """The findings; the chosen one with its evidence."""
        yield ListAndThing(
            FittedList(id="finding-list", empty=EMPTY),
            Thing(
                Static(id="finding-text", classes="prose"),
                Static(id="finding-state", classes="quiet"),
                FittedList(id="finding-evidence"),
            ),
        )

    @property
    def _list(self) -> FittedList:
        return self.query_one("#finding-list", FittedList)

    @property
    def _evidence(self) -> FittedList:
        return self.query_one("#finding-evidence", FittedList)

    @property
    def _finding(self) -> Finding | None:
        rows = self._review.findings if self._review else []
        return next((f for f in rows if f.id == self._list.chosen), None)

    @property
    def _link(self) -> EvidenceLink | None:
        """The chosen line of evidence, where one is chosen and the evidence has the focus."""
        kind, _, link_id = (self._evidence.chosen or "").partition(":")
        links = self._links.get(self._list.chosen or "", [])
        if kind != "link" or not self._evidence.has_focus:
            return None
        return next((link for link in links if link.id == link_id), None)

    # -- showing ------------------------------------------------------------------------------------------------------

    def refresh_records(self) -> None:
        """Read the findings and what is linked to them again."""
        self._review = self.workspace.records.review(self.group_id)
        self._links = by_finding(self._review.evidence_links)
        self._numbers = shown_numbers(self._review.findings)
        review, links = self._review, self._links
        self._list.fit(lambda width: finding_rows(review, links, width))
        self._show_chosen()

    def choose(self, record_id: str) -> None:
        """Put the selection on a finding."""
        self._list.choose(record_id)
        self._show_chosen()

    @on(OptionList.OptionHighlighted, "#finding-list")
    def _highlighted(self) -> None:
        self._show_chosen()

    @on(OptionList.OptionHighlighted, "#finding-evidence")
    def _other_evidence(self) -> None:
        self.refresh_bindings()

    def _show_chosen(self) -> None:
        finding, review = self._finding, self._review
        text, state = self.query_one("#finding-text", Static), self.query_one("#finding-state", Static)
        if finding is None or review is None:
            text.update("")
            state.update("")
            self._evidence.show([])
            return
        links = self._links.get(finding.id, [])
        text.update(Content(f"{self._numbers[finding.id]}  ") + shown(finding.text, "bold"))
        state.update(one_line(standing(finding, links, review)))
        self._evidence.fit(lambda width: evidence_rows(links, review, width) + used_by(finding, review, width))

    # -- opening evidence ---------------------------------------------------------------------------------------------

    @on(OptionList.OptionSelected, "#finding-evidence")
    def _opened(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        kind, _, ident = (event.option.id or "").partition(":")
        if kind == "rec":
            self.workbench.open_place(Place("group", self.group_id, "recommendations", ident))
            return
        link = next((one for one in self._links.get(self._list.chosen or "", []) if one.id == ident), None)
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
        if not self.is_mounted or self._review is None:
            return True
        if action == "relate":
            return self._link is not None
        if action in ("new", "edit", "recommend"):
            # Those of the finding itself; on a line of evidence its own keys need the room.
            return self._link is None and (action == "new" or self._finding is not None)
        if action in ("link", "move", "shift", "to_bin"):
            return self._finding is not None
        return True

    @work
    async def action_new(self) -> None:
        """Write a finding: of what kind, for one partner of whom, and what was found."""
        now = self._finding.kind if self._finding else FindingKind.KEY
        kinds = [
            ("KEY", "Key finding (6.1)"),
            ("BY_PARTNER", "What one partner said (7.1)"),
            ("ISSUE", "Issue for the service (7.2)"),
            ("LIMIT", "Limit of the evidence: what the group could not find out"),
        ]
        kind = await self.app.push_screen_wait(AskWhich("What kind of finding?", kinds, chosen=now.name))
        if kind is None:
            return
        partner_id = await self._ask_partner() if kind == "BY_PARTNER" else ""
        if partner_id is None:
            return
        text = await self.app.push_screen_wait(AskWords("What did the group find?", hint="in one sentence"))
        if text:
            made: list[Finding] = []
            add = service.add_finding
            if self.do(lambda: made.append(add(self.workspace, self.group_id, text, FindingKind[kind], partner_id))):
                self.choose(made[0].id)

    async def _ask_partner(self) -> str | None:
        partners = partner_list(self._review.partners if self._review else [])
        if not partners:
            self.workbench.say("There is no partner yet: add one in the tab Evidence.", wrong=True)
            return None
        choices = [(row.partner.id, f"{'  ' * row.depth}{row.partner.name}") for row in partners]
        now = self._finding.partner_id if self._finding else ""
        return await self.app.push_screen_wait(AskWhich("Which partner?", choices, chosen=now))

    def action_edit(self) -> None:
        """Change the finding: its words, its kind, whether it is agreed."""
        finding, review = self._finding, self._review
        if finding is None or review is None:
            return
        rows = self.workspace.records.findings
        dialog = RecordDialog(
            f"Finding {self._numbers[finding.id]}", finding_fields(review), rows, rows.get(finding.id), what="a finding"
        )
        self.app.push_screen(dialog, lambda _: self.refresh_records())

    @work
    async def action_link(self) -> None:
        """Link what was said to the finding, for it or against it."""
        finding, review = self._finding, self._review
        if finding is None or review is None:
            return
        linked = [(x.address.key, x.relation) for x in self._links.get(finding.id, [])]
        title = f"{self._numbers[finding.id]}  {finding.text}"
        chosen = await self.app.push_screen_wait(LinkEvidence(title, pieces(review), linked))
        if chosen is not None:
            count = "One piece" if len(chosen.pieces) == 1 else f"{len(chosen.pieces)} pieces"
            self.do(
                lambda: service.link_evidence(self.workspace, finding, chosen.pieces, chosen.relation),
                f"{count} of evidence linked {service.RELATION_WORDS[chosen.relation]}. Ctrl+Z takes it back.",
            )

    def action_relate(self, relation: str) -> None:
        """Say how the chosen evidence bears on the finding."""
        link = self._link
        if link is not None:
            self.do(lambda: service.relate(self.workspace, link.id, Relation(relation)))

    @work
    async def action_recommend(self) -> None:
        """Make a recommendation from the finding: to whom, and what should be done."""
        finding, review = self._finding, self._review
        if finding is None or review is None:
            return
        addressee = await ask_addressee(self.workbench, self.workspace, review)
        if addressee is None:
            return
        question = f"{finding.text}\n\nWhat should be done about it?"
        action = await self.app.push_screen_wait(AskWords(question, hint="what is to be different, in one sentence"))
        if action:
            made = self.tried(
                lambda: add_recommendation(self.workspace, self.group_id, action, addressee, [finding.id])
            )
            if made is not None:
                self.workbench.open_place(Place("group", self.group_id, "recommendations", made.id))

    def action_shift(self, by: int) -> None:
        """Move the finding up or down among its like."""
        finding = self._finding
        if finding is not None:
            self.do(lambda: service.move_finding(self.workspace, finding, by))

    @work
    async def action_move(self) -> None:
        """Move the finding up or down."""
        where = await self.app.push_screen_wait(
            AskWhich("Move the finding (Shift+↑ and Shift+↓ do it at once)", [("-1", "Up"), ("1", "Down")])
        )
        if where:
            self.action_shift(int(where))

    def action_to_bin(self) -> None:
        """Put the finding in the bin, or take the chosen evidence away from it."""
        link, finding = self._link, self._finding
        if link is not None:
            self.do(
                lambda: service.unlink(self.workspace, link.id),
                "The evidence is taken away from the finding. Ctrl+Z brings it back.",
            )
        elif finding is not None:
            self.do(
                lambda: service.bin_finding(self.workspace, finding),
                f"Finding {self._numbers[finding.id]} is in the bin. Ctrl+Z brings it back with its evidence.",
            )
