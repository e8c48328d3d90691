"""The line at the bottom of an interview in which the next note is written, kept on disk while it is typed.

The words and what was said about them (question, kind, speaker, privacy) are an unfinished line in the workspace from a
third of a second after the first key on; where the keeping itself is done is the business of ``services.notes``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from textual import events, on
from textual.binding import Binding
from textual.timer import Timer
from textual.widgets import Input

from interviews.drafts import Draft
from workbench.services.notes import begin_draft, keep_draft, line_of
from workbench.text import shown
from workbench.workspace.problems import WorkspaceProblem

if TYPE_CHECKING:
    from workbench.app import WorkbenchApp

DELAY = 0.3
RETRY = 1.0
_ABOUT = "tag the line being written, or the chosen one"


class NoteLine(Input):
    """One line to write in. Enter gives it to ``keep``, which answers whether it was kept; so does a paste of several.

    It is kept within the key, by neither a message nor a binding: the next letters may be on their way already, and
    they would be taken for a part of the line.
    """

    BINDINGS = [
        Binding(
            "alt+l",
            "screen.question",
            "Question",
            priority=True,
            key_display="Alt+1–9",
            tooltip=f"Question: {_ABOUT}",
        ),
        Binding(
            "alt+q", "screen.kind('quote')", "Quote", priority=True, key_display="Alt+Q", tooltip=f"Quote: {_ABOUT}"
        ),
        Binding(
            "alt+a", "screen.kind('action')", "Action", priority=True, key_display="Alt+A", tooltip=f"Action: {_ABOUT}"
        ),
        Binding(
            "alt+s", "screen.speaker", "Speaker", priority=True, key_display="Alt+S", tooltip="Say who is speaking"
        ),
        Binding(
            "alt+x",
            "screen.private",
            "Private",
            priority=True,
            key_display="Alt+X",
            tooltip="Exempt or confidential, and why",
        ),
        Binding(
            "alt+k",
            "screen.any_kind",
            "Kind",
            priority=True,
            key_display="Alt+K",
            show=False,
            tooltip=f"Any kind: {_ABOUT}",
        ),
        Binding(
            "up",
            "screen.to_lines",
            "Earlier lines",
            priority=True,
            show=False,
            tooltip="Go to the lines above, to change one",
        ),
    ]

    def __init__(self, interview_id: str, keep: Callable[[list[str]], bool]) -> None:
        super().__init__(id="note-line", placeholder="Type what is said; Enter keeps the line", compact=True)
        self._keep_lines = keep
        self._draft = Draft(interview_id=interview_id)
        self._kept = self._draft
        self._timer: Timer | None = None

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Signs are written, so the footer does not offer them as keys."""
        return super().check_consume_key(key, character) or key in ("slash", "question_mark")

    @property
    def _workbench(self) -> WorkbenchApp:
        return cast("WorkbenchApp", self.app)

    @property
    def draft(self) -> Draft:
        """The line as it is now."""
        return self._draft.model_copy(update={"text": line_of(self.value)})

    def validate_value(self, value: str) -> str:
        """Nothing that steers a terminal stands in the line, however it came there."""
        return shown(value).plain.replace("\n", " ").replace("\t", " ")

    def on_mount(self) -> None:
        """Go on with the line that was left unfinished, the cursor at its end."""
        self._show(begin_draft(self._workbench.workspace, self._draft.interview_id))

    def _show(self, draft: Draft) -> None:
        self._draft = self._kept = draft
        with self.prevent(Input.Changed):
            self.value = line_of(draft.text)
        self.cursor_position = len(self.value)

    def say(self, **values: Any) -> None:
        """Say something about the line: its question, kind, speaker or privacy."""
        self._draft = self._draft.model_copy(update=values)
        self.flush()

    def _begin_next(self) -> None:
        """Begin the next line. The question and the speaker go on; the kind and the privacy do not."""
        self._show(
            Draft(
                interview_id=self._draft.interview_id,
                author=self._draft.author,
                line_id=self._draft.line_id,
                speaker=self._draft.speaker,
            )
        )

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self._timer is None:
            self._later(DELAY)

    @on(events.Blur)
    def _left(self) -> None:
        self.flush()

    def on_unmount(self) -> None:
        """The screen goes away: keep the words."""
        self.flush()

    async def _on_key(self, event: events.Key) -> None:
        """The keys that change the line act in their turn: as bindings they would come after letters typed behind."""
        if event.is_printable:
            return
        for binding in self._bindings.key_to_bindings.get(event.key, ()):
            if not binding.priority:
                event.stop()
                event.prevent_default()
                await self.run_action(binding.action)
                return

    async def action_submit(self) -> None:
        """Keep the line and begin the next."""
        if line_of(self.value):
            self._keep([self.value])

    def _on_paste(self, event: events.Paste) -> None:
        lines = [line for line in map(line_of, event.text.splitlines()) if line]
        event.stop()
        event.prevent_default()
        if len(lines) > 1:
            lines[0] = f"{self.value[: self.cursor_position]}{lines[0]}"
            lines[-1] = f"{lines[-1]}{self.value[self.cursor_position :]}"
            self._keep(lines)
        elif lines:
            self.insert_text_at_cursor(lines[0])

    def _keep(self, lines: list[str]) -> None:
        """Give the lines away and begin the next; what cannot be kept as notes stays in the line."""
        if self._keep_lines(lines):
            self._begin_next()
            return
        if len(lines) > 1:
            self.value = " ".join(lines)
        self.flush()

    def _later(self, seconds: float) -> None:
        self._timer = self.set_timer(seconds, self.flush)

    def flush(self) -> bool:
        """Keep what is not on disk yet; True where nothing is left. A failure is said and tried again every second."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        self._draft = self.draft
        if self._draft == self._kept:
            return True
        try:
            self._draft = self._kept = keep_draft(self._workbench.workspace, self._draft)
        except WorkspaceProblem:
            self._workbench.not_saved()
            if self.is_attached:
                self._later(RETRY)
            return False
        self._workbench.saved()
        return True
