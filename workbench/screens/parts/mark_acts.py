"""What a document's words are for: marking them, linking them to lines of enquiry, themes and findings, citing them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from textual import work

from groups.enquiry import LineKind, outline
from groups.evidence import EvidenceKind, address_of
from groups.rows import NotThere
from interviews.passage import MarkedPassage
from interviews.submission import Submission
from interviews.theme import Theme
from interviews.theme import in_order as themes_in_order
from workbench.dialogs.ask import AskWhich, AskWords
from workbench.screens.base import WorkbenchScreen
from workbench.screens.parts.gather_acts import link_of, make_of, open_users
from workbench.screens.parts.mark_rows import shortened
from workbench.services import marking
from workbench.services.editing import NotAccepted
from workbench.services.evidence_pieces import Piece, passage_piece
from workbench.services.marking import Mark
from workbench.text import one_line
from workbench.widgets.document_view import DocumentView
from workbench.widgets.fitted import FittedList
from workbench.workspace.problems import WorkspaceProblem

T = TypeVar("T")


class MarkActs(WorkbenchScreen):
    """A screen with a document and the list of its marks. What is said goes to what is chosen, or to the mark meant."""

    submission: Submission

    @property
    def view(self) -> DocumentView:
        """The text."""
        return self.query_one(DocumentView)

    @property
    def marks(self) -> FittedList:
        """The list of marked passages."""
        return self.query_one("#marks", FittedList)

    def mark_chosen(self) -> Mark | None:
        """The mark that is meant: the one in the list while it has the focus, else the one in the text."""
        raise NotImplementedError(type(self).__name__)

    def _target(self) -> Callable[[], MarkedPassage] | None:
        """What an act is done to, marked when it is done: what is chosen, the mark one is on, else the whole line."""
        mark = self.mark_chosen()
        if mark is not None:
            return lambda: mark.passage
        if self.marks.has_focus:
            return None
        start, end = self.view.chosen or self.view.whole_line
        if not self.submission.text[start:end].strip():
            self.workbench.say("This line is empty: choose the words first, with Space.", wrong=True)
            return None
        return lambda: marking.mark(self.workspace, self.submission, start, end)

    def do(self, label: str, act: Callable[[], T], said: str = "") -> T | None:
        """One act as one step of undo; what went wrong is said."""
        try:
            with self.workspace.write(label):
                done = act()
        except (NotAccepted, NotThere, WorkspaceProblem) as why:
            self.workbench.say(str(why), wrong=True)
            return None
        self.workbench.saved()
        if said:
            self.workbench.say(said)
        self.view.let_go()
        self.refresh_records()
        return done

    @work
    async def action_line(self) -> None:
        """Say which line of enquiry the words speak to."""
        target, mark = self._target(), self.mark_chosen()
        if target is None:
            return
        placed = outline(self.workspace.records.enquiry.find(group_id=self.submission.group_id))
        choices = [
            (p.line.id, f"{'  ' * (p.depth - 1)}{p.number}  {p.line.text}")
            for p in placed
            if p.line.kind is not LineKind.THEME
        ]
        if not choices:
            self.workbench.say("There is no line of enquiry yet: write one in the tab Enquiry.", wrong=True)
            return
        now = mark.passage.line_id if mark else ""
        answer = await self.app.push_screen_wait(
            AskWhich("Which line of enquiry do the words speak to?", [*choices, ("none", "None of them")], chosen=now)
        )
        if answer:
            line_id = "" if answer == "none" else answer
            self.do("Mark a passage", lambda: marking.set_line(self.workspace, target().id, line_id))

    def _themes(self) -> list[Theme]:
        return themes_in_order(self.workspace.records.themes.find(group_id=self.submission.group_id))

    def action_theme(self, number: int) -> None:
        """Put the theme of that number on the words, or take it off."""
        themes = self._themes()
        if number > len(themes):
            there = f"There are {len(themes)}" if themes else "There is none yet"
            self.workbench.say(f"There is no theme {number}. {there}: t shows them and begins a new one.", wrong=True)
            return
        target = self._target()
        if target is not None:
            theme = themes[number - 1]
            done = self.do("Mark a passage", lambda: marking.toggle_theme(self.workspace, target().id, theme.id))
            if done is not None:
                self.workbench.say(f"{'On' if theme.id in done.theme_ids else 'Off'}: {theme.name}")

    @work
    async def action_themes(self) -> None:
        """Put any theme on the words, or take it off; or begin a new one."""
        target, mark = self._target(), self.mark_chosen()
        if target is None:
            return
        now = mark.passage.theme_ids if mark else []
        choices = [
            (theme.id, f"{n if n < 10 else ' '}  {theme.name}{' (is on it)' if theme.id in now else ''}")
            for n, theme in enumerate(self._themes(), start=1)
        ]
        answer = await self.app.push_screen_wait(AskWhich("Which theme?", [*choices, ("new", "A new theme …")]))
        if answer == "new":
            name = await self.app.push_screen_wait(AskWords("What is the theme called?", hint="such as Transport"))
            if name:
                self.do("Begin a theme", lambda: self._with_new_theme(target, name))
        elif answer:
            self.do("Mark a passage", lambda: marking.toggle_theme(self.workspace, target().id, answer))

    def _with_new_theme(self, target: Callable[[], MarkedPassage], name: str) -> None:
        theme = marking.theme_for(self.workspace, self.submission.group_id, name)
        passage = target()
        if theme.id not in passage.theme_ids:
            marking.toggle_theme(self.workspace, passage.id, theme.id)

    @work
    async def action_remark(self) -> None:
        """Write a remark beside the words."""
        target, mark = self._target(), self.mark_chosen()
        if target is None:
            return
        now, about = (mark.passage.remark, mark.passage.id) if mark else ("", "")
        words = await self.app.push_screen_wait(
            AskWords("What is there to say about these words?", value=now, refuse=lambda _: "", about=about)
        )
        if words is not None:
            self.do("Write a remark", lambda: marking.set_remark(self.workspace, target().id, words))

    @work
    async def action_finding(self) -> None:
        """Make a finding that rests on the words, which are marked with it."""
        target = self._target()
        piece = self._piece() if target is not None else None
        if target is None or piece is None:
            return
        question, words = "What do the words show? One sentence.", one_line(piece.words).plain
        group_id = self.submission.group_id
        if await make_of(self.workbench, group_id, [piece], question=question, value=words, also=target):
            self.workbench.say("The finding stands in Findings, with these words behind it. Ctrl+Z takes it back.")
            self._done_with()

    @work
    async def action_link(self) -> None:
        """Link the words to a finding, and say how they bear on it; they are marked with it."""
        target = self._target()
        piece = self._piece() if target is not None else None
        if target is None or piece is None:
            return
        if await link_of(self.workbench, self.submission.group_id, [piece], also=target):
            self._done_with()

    @work
    async def action_users(self) -> None:
        """Open the finding that uses the words, or one of several."""
        piece = self._piece()
        if piece is not None:
            await open_users(self.workbench, self.submission.group_id, [piece.address])

    def _done_with(self) -> None:
        self.view.let_go()
        self.refresh_records()

    def _piece(self) -> Piece | None:
        """The words that are meant, as evidence: the mark's, what is chosen, or the whole line."""
        mark = self.mark_chosen()
        if mark is not None:
            return marking.piece_of(mark.passage, self.submission)
        start, end = self.view.chosen or self.view.whole_line
        words = self.submission.text[start:end]
        if not words.strip():
            return None
        start += len(words) - len(words.lstrip())
        end = start + len(words.strip())
        text = self.submission.text
        address = address_of(EvidenceKind.PASSAGE, self.submission.id, text, start, end)
        return passage_piece(self.submission, address)

    def action_to_bin(self) -> None:
        """Take the mark off; findings that rest on the words keep them."""
        mark = self.mark_chosen()
        if mark is None:
            self.workbench.say("Go to a marked passage first: in the text, or with m in the list.", wrong=True)
            return
        self.do(
            "Take the mark off a passage",
            lambda: marking.take_off(self.workspace, mark.passage.id),
            "The mark is in the bin. Ctrl+Z brings it back.",
        )

    def action_cite(self) -> None:
        """Copy the words with where they stand."""
        mark = self.mark_chosen()
        start, end = self.view.chosen or self.view.whole_line
        words, line = self.submission.text[start:end], marking.line_at(self.submission.text, start)
        if mark is not None:
            words, line = mark.passage.address.words, mark.line or line
        if words.strip():
            copied = one_line(marking.cited(self.submission, words, line)).plain
            self.app.copy_to_clipboard(copied)
            self.workbench.say(f"Copied: {shortened(copied)}")
