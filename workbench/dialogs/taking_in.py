"""What was understood of a file, to be looked at and corrected before it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Literal, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, Footer, Input, Select, Static

from interviews.submission import Publication
from workbench.dates import NotADate, read_date, show_date
from workbench.services.evidence_proposed import About, Proposed, first_lines
from workbench.text import joined, one_line, shown
from workbench.workspace.workspace import Workspace

_SUBMISSION, _TABLES, _NEWER = "submission", "tables", "newer"


class Answer(NamedTuple):
    """What to do with it, as it stands now; "rest" keeps it and all that follow without asking again."""

    what: Literal["keep", "rest", "skip"]
    about: About


class TakingIn(ModalScreen[Answer | None]):
    """One file as it was understood; the answer says what to do with it, or None on Esc."""

    DEFAULT_CSS = """
    TakingIn #understood { height: 1fr; min-height: 3; }
    TakingIn #first-lines { color: $text-muted; margin-top: 1; }
    """
    BINDINGS = [
        Binding("ctrl+s", "keep", "Keep", tooltip="Keep it as it stands here"),
        Binding("escape", "dismiss(None)", "Back"),
    ]

    def __init__(
        self,
        workspace: Workspace,
        proposed: Proposed,
        partners: Sequence[tuple[str, str]],
        *,
        place: int = 1,
        of: int = 1,
    ) -> None:
        super().__init__()
        self._workspace, self._proposed, self._partners = workspace, proposed, partners
        self._place, self._of = place, of

    def compose(self) -> ComposeResult:
        """The fields to correct, what was understood below them, and what can be done."""
        proposed, about = self._proposed, self._proposed.about
        counted = f"{self._place} of {self._of}: " if self._of > 1 else ""
        with Vertical(classes="dialog", id="taking-in"):
            yield Static(one_line(f"{counted}Take in {proposed.name or proposed.kind}"), classes="dialog-title")
            with Vertical(classes="two-columns"):
                yield Static("Title", classes="label")
                yield Input(about.title, id="title", select_on_focus=False)
                if len(self._ways()) > 1:
                    yield Static("Keep as", classes="label")
                    yield Select(self._ways(), id="way", allow_blank=False, value=self._likely())
                yield Static("Partner", classes="label")
                options: list[tuple[Any, str]] = [(one_line(name), which) for name, which in self._partners]
                yield Select(options, id="partner", allow_blank=False, value=about.partner_id)
                yield Static("From", classes="label")
                yield Input(about.sender, id="sender", placeholder="from whom it is", select_on_focus=False)
                yield Static("Capacity", classes="label")
                hint = "such as parent, or for the parents' forum"
                yield Input(about.capacity, id="capacity", placeholder=hint, select_on_focus=False)
                yield Static("As at" if about.as_tables else "Received", classes="label")
                yield Input(show_date(about.received), id="received", placeholder="such as 14 Jan 2026")
                yield Static("They allow", classes="label")
                allowed: list[tuple[Any, Publication]] = [(p.value, p) for p in Publication]
                yield Select(allowed, id="publication", allow_blank=False, value=about.publication)
            yield Static("", classes="dialog-problem")
            with VerticalScroll(id="understood"):
                yield Static(shown("\n".join(proposed.report)), id="report")
                yield Static(joined(*first_lines(proposed), gap="\n"), id="first-lines")
            with Horizontal(classes="dialog-buttons"):
                yield Button("Keep", id="keep", variant="primary", compact=True)
                if self._place < self._of:
                    yield Button("Keep all the rest too", id="rest", compact=True)
                if self._of > 1:
                    yield Button("Leave it out", id="skip", compact=True)
                yield Button("Back", id="back", compact=True)
        yield Footer()

    def on_mount(self) -> None:
        """Ready to correct the title, or to keep it with Enter."""
        self.query_one("#title", Input).focus()

    def _ways(self) -> list[tuple[Any, str]]:
        """What it can become."""
        proposed, ways = self._proposed, []
        if proposed.can_be_words:
            ways.append((one_line("a submission"), _SUBMISSION))
        if proposed.can_be_tables:
            many = "a data snapshot" if len(proposed.tables) == 1 else f"{len(proposed.tables)} data snapshots"
            ways.append((one_line(many), _TABLES))
        if proposed.can_be_words and proposed.like is not None:
            named = f"the newer text of {proposed.like.reference} {proposed.like.title}"
            ways.append((one_line(named), _NEWER))
        return ways

    def _likely(self) -> str:
        if self._proposed.about.as_tables or self._proposed.only_figures_are_new:
            return _TABLES
        return _NEWER if self._proposed.like is not None else _SUBMISSION

    @on(Input.Submitted)
    @on(Button.Pressed, "#keep")
    def action_keep(self) -> None:
        """Keep it as it stands here."""
        self._answer("keep")

    @on(Button.Pressed, "#rest")
    def _rest(self) -> None:
        self._answer("rest")

    @on(Button.Pressed, "#skip")
    def _skip(self) -> None:
        self.dismiss(Answer("skip", self._proposed.about))

    @on(Button.Pressed, "#back")
    def _back(self) -> None:
        self.dismiss(None)

    def _answer(self, what: Literal["keep", "rest"]) -> None:
        typed = {name: self.query_one(f"#{name}", Input).value.strip() for name in ("title", "sender", "capacity")}
        problem, received = "", None
        try:
            received = read_date(self.query_one("#received", Input).value, self._workspace.today().date())
        except NotADate as why:
            problem = str(why)
        if not typed["title"]:
            problem = "It needs a title: say in a few words what it is."
        if problem:
            self.query_one(".dialog-problem", Static).update(shown(problem))
            return
        way = self.query_one("#way", Select).value if len(self._ways()) > 1 else self._likely()
        like = self._proposed.like
        about = replace(
            self._proposed.about,
            **typed,
            partner_id=str(self.query_one("#partner", Select).value),
            received=received,
            publication=Publication(str(self.query_one("#publication", Select).value)),
            as_tables=way == _TABLES,
            instead_of=like.id if like is not None and way == _NEWER else "",
        )
        self.dismiss(Answer(what, about))
