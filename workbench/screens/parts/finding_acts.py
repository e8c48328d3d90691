"""What can be done with findings: writing, linking, agreeing, merging them, and saying where they lead or why not."""

from __future__ import annotations

from textual import work

from groups.evidence import EvidenceLink, Relation
from groups.finding import Finding, FindingKind, WhyNowhere, in_order
from interviews.partner import partner_list
from interviews.review import Review
from workbench.dialogs.ask import AskWhich, AskWords
from workbench.dialogs.link_evidence import LinkEvidence
from workbench.dialogs.record_dialog import RecordDialog
from workbench.screens.place import FROM_FINDINGS, Place
from workbench.screens.tabs.finding_rows import NOWHERE_WORDS, finding_fields
from workbench.screens.tabs.working_pane import WorkingPane
from workbench.services import findings as service
from workbench.services.evidence_pieces import pieces
from workbench.services.gathering import link_to
from workbench.services.merging import merge_findings
from workbench.widgets.fitted import FittedList


class FindingActs(WorkingPane):
    """The tab with findings, of which one is chosen, and perhaps a piece of its evidence; what is done goes to that.

    Where findings are picked, agreeing, merging and recommending go to all of them.
    """

    def __init__(self, group_id: str) -> None:
        super().__init__(group_id)
        self.review: Review | None = None
        self.links: dict[str, list[EvidenceLink]] = {}
        self.numbers: dict[str, str] = {}
        self.picked: dict[str, None] = {}

    @property
    def records(self) -> FittedList:
        """The list of findings."""
        raise NotImplementedError(type(self).__name__)

    @property
    def finding(self) -> Finding | None:
        """The finding that is chosen."""
        raise NotImplementedError(type(self).__name__)

    @property
    def link(self) -> EvidenceLink | None:
        """The chosen line of evidence, where one is chosen and the evidence has the focus."""
        raise NotImplementedError(type(self).__name__)

    def show_list(self) -> None:
        """Show the findings with those that are picked."""
        raise NotImplementedError(type(self).__name__)

    @work
    async def action_new(self) -> None:
        """Write a finding: of what kind, for one partner of whom, and what was found."""
        now = self.finding.kind if self.finding else FindingKind.KEY
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
        partners = partner_list(self.review.partners if self.review else [])
        if not partners:
            self.workbench.say("There is no partner yet: add one in the tab Evidence.", wrong=True)
            return None
        choices = [(row.partner.id, f"{'  ' * row.depth}{row.partner.name}") for row in partners]
        now = self.finding.partner_id if self.finding else ""
        return await self.app.push_screen_wait(AskWhich("Which partner?", choices, chosen=now))

    def action_edit(self) -> None:
        """Change the finding: its words, its kind, whether it is agreed."""
        finding, review = self.finding, self.review
        if finding is None or review is None:
            return
        rows = self.workspace.records.findings
        dialog = RecordDialog(
            f"Finding {self.numbers[finding.id]}", finding_fields(review), rows, rows.get(finding.id), what="a finding"
        )
        self.app.push_screen(dialog, lambda _: self.refresh_records())

    @work
    async def action_link(self) -> None:
        """Link what was said to the finding, for it or against it."""
        finding, review = self.finding, self.review
        if finding is None or review is None:
            return
        linked = [(x.address.key, x.relation) for x in self.links.get(finding.id, [])]
        title = f"{self.numbers[finding.id]}  {finding.text}"
        chosen = await self.app.push_screen_wait(LinkEvidence(title, pieces(review), linked))
        if chosen is not None:
            told: list[str] = []
            if self.do(lambda: told.append(link_to(self.workspace, finding.id, chosen.pieces, chosen.relation))):
                self.workbench.say(f"{told[0]} Ctrl+Z takes it back.")

    def action_relate(self, relation: str) -> None:
        """Say how the chosen evidence bears on the finding."""
        link = self.link
        if link is not None:
            self.do(lambda: service.relate(self.workspace, link.id, Relation(relation)))

    def _meant(self) -> list[Finding]:
        """The picked findings, or the chosen one, in the order of the report."""
        chosen = self.picked or {self.records.chosen or "": None}
        return [finding for finding in in_order(self.review.findings if self.review else []) if finding.id in chosen]

    def action_pick(self) -> None:
        """Pick the finding, or let it go again, and go on to the next."""
        finding = self.finding
        if finding is None:
            return
        if finding.id in self.picked:
            del self.picked[finding.id]
        else:
            self.picked[finding.id] = None
        self.show_list()
        self.records.action_cursor_down()

    def action_agree(self) -> None:
        """The group agreed the finding, or all that are picked; where it had, that is taken back."""
        meant = self._meant()
        agreed = not all(finding.is_agreed for finding in meant)
        what = f"{len(meant)} findings are" if len(meant) > 1 else "The finding is"
        ids = [finding.id for finding in meant]
        if ids and self.do(
            lambda: service.agree(self.workspace, ids, agreed=agreed),
            f"{what} {'agreed' if agreed else 'not agreed any more'}. Ctrl+Z takes that back.",
        ):
            self._let_go()

    @work
    async def action_nowhere(self) -> None:
        """Say why no recommendation follows from the finding, or that one should."""
        finding = self.finding
        if finding is None:
            return
        kinds = [(why.name, NOWHERE_WORDS[why]) for why in NOWHERE_WORDS]
        question = f"Why does {self.numbers[finding.id]} lead to no recommendation?"
        now = finding.leads_nowhere if finding.leads_nowhere is not WhyNowhere.NONE else WhyNowhere.NOTED
        chosen = await self.app.push_screen_wait(AskWhich(question, kinds, chosen=now.name))
        if chosen is None:
            return
        why, reason = WhyNowhere[chosen], ""
        if why is not WhyNowhere.NONE:
            hint = "it is kept with the finding"
            ask = AskWords("Why, in a few words?", value=finding.nowhere_reason, hint=hint, about=finding.id)
            words = await self.app.push_screen_wait(ask)
            if not words:
                return
            reason = words
        self.do(lambda: service.say_nowhere(self.workspace, finding, why, reason))

    @work
    async def action_merge(self) -> None:
        """Make one finding of several: which one stays, and in what words."""
        meant = self._meant()
        rows = in_order(self.review.findings if self.review else [])
        if len(meant) == 1:
            others = [(f.id, f"{self.numbers[f.id]}  {f.text}") for f in rows if f.id != meant[0].id]
            if not others:
                self.workbench.say("There is no other finding to merge it with.", wrong=True)
                return
            question = f"Which finding goes into {self.numbers[meant[0].id]}?"
            other = await self.app.push_screen_wait(AskWhich(question, others))
            keep, gone = meant[0], [f for f in rows if f.id == other]
        else:
            choices = [(f.id, f"{self.numbers[f.id]}  {f.text}") for f in meant]
            stays = await self.app.push_screen_wait(AskWhich(f"Which of these {len(meant)} stays?", choices))
            keep = next((f for f in meant if f.id == stays), meant[0])
            gone = [f for f in meant if f.id != stays] if stays else []
        if not gone:
            return
        also = "\n".join(f"{self.numbers[f.id]}  {f.text}" for f in gone)
        question = f"In what words do they stand as one? What goes in:\n{also}"
        text = await self.app.push_screen_wait(AskWords(question, value=keep.text))
        if text and self.do(
            lambda: merge_findings(self.workspace, keep, gone, text),
            "They are one finding now, with the evidence of all. Ctrl+Z takes them apart.",
        ):
            self._let_go()
            self.choose(keep.id)

    def _let_go(self) -> None:
        self.picked = {}
        self.show_list()

    def action_recommend(self) -> None:
        """Make a recommendation from the finding, or from all that are picked, in the builder."""
        ids = [finding.id for finding in self._meant()]
        if ids:
            self._let_go()
            self.workbench.open_place(Place("builder", self.group_id, FROM_FINDINGS, ",".join(ids)))

    def action_shift(self, by: int) -> None:
        """Move the finding up or down among its like."""
        finding = self.finding
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
        link, finding = self.link, self.finding
        if link is not None:
            self.do(
                lambda: service.unlink(self.workspace, link.id),
                "The evidence is taken away from the finding. Ctrl+Z brings it back.",
            )
        elif finding is not None:
            self.do(
                lambda: service.bin_finding(self.workspace, finding),
                f"Finding {self.numbers[finding.id]} is in the bin. Ctrl+Z brings it back with its evidence.",
            )
