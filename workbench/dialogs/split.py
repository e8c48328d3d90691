"""Splitting a recommendation: into lettered parts under one line, or into two recommendations."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Static, TextArea

from groups.rows import NotThere, Stale
from workbench.services.editing import NotAccepted
from workbench.services.parting import Shared
from workbench.text import one_line, shown
from workbench.widgets.record_list import RecordList, Row
from workbench.workspace.problems import WorkspaceProblem

REFUSED = (NotAccepted, NotThere, Stale, WorkspaceProblem)


class TwoBoxes(ModalScreen[bool]):
    """Two texts of several lines to write in. Ctrl+S keeps them, or says why not; the answer is whether they are kept.

    What was typed when somebody left with Esc is there again when the same words are split the next time.
    """

    BINDINGS = [Binding("ctrl+s", "keep", "Keep"), Binding("escape", "leave", "Back")]
    LEFT: ClassVar[dict[tuple[str, str, str], tuple[str, str]]] = {}  # as it was → as it was left
    BEGIN_AT = 0  # the box one begins in

    def __init__(self, title: str, labels: tuple[str, str], texts: tuple[str, str]) -> None:
        super().__init__()
        self._title, self._labels = title, labels
        self._before = (shown(texts[0]).plain, shown(texts[1]).plain)

    def compose(self) -> ComposeResult:
        """The two boxes, what is wrong, and two buttons."""
        with Vertical(classes="dialog", id="split"):
            yield Static(shown(self._title), classes="dialog-title")
            for place, (label, text) in enumerate(zip(self._labels, self._texts(), strict=True)):
                yield Static(shown(label), classes="quiet")
                yield TextArea(text, id=f"box-{place}", highlight_cursor_line=False)
            yield from self.more()
            yield Static("", classes="dialog-problem")
            with Horizontal(classes="dialog-buttons"):
                yield Button("Keep (Ctrl+S)", id="keep", variant="primary", compact=True)
                yield Button("Back", id="back", compact=True)

    def more(self) -> ComposeResult:
        """What stands below the boxes."""
        return ()

    def on_mount(self) -> None:
        """Ready to write."""
        self.query_one(f"#box-{self.BEGIN_AT}").focus()

    @property
    def _key(self) -> tuple[str, str, str]:
        return (self._title, *self._before)

    def _texts(self) -> tuple[str, str]:
        return self.LEFT.get(self._key, self._before)

    @property
    def typed(self) -> tuple[str, str]:
        """What stands in the two boxes."""
        return self.query_one("#box-0", TextArea).text, self.query_one("#box-1", TextArea).text

    def keep(self, first: str, second: str) -> None:
        """Keep the two texts. Raises NotAccepted where they cannot be."""
        raise NotImplementedError(type(self).__name__)

    @on(Button.Pressed, "#keep")
    def action_keep(self) -> None:
        """Keep what was written, or say why not."""
        try:
            self.keep(*self.typed)
        except REFUSED as why:
            self.query_one(".dialog-problem", Static).update(shown(str(why)))
        else:
            self.LEFT.pop(self._key, None)
            self.dismiss(True)

    @on(Button.Pressed, "#back")
    def action_leave(self) -> None:
        """Leave it as it was; what was typed is kept for the next time."""
        if self.typed != self._before:
            self.LEFT[self._key] = self.typed
        else:
            self.LEFT.pop(self._key, None)
        self.dismiss(False)


class SplitDialog(TwoBoxes):
    """Asks for the line over the parts and for the parts, one a line."""

    BEGIN_AT = 1

    def __init__(
        self,
        over: str,
        parts: Sequence[str],
        keep: Callable[[str, list[str]], object],
        *,
        title: str = "Split into a. and b.",
        over_label: str = "The line that stands over the parts",
    ) -> None:
        labels = (over_label, "The parts, one a line; the letters come by themselves")
        super().__init__(title, labels, (over, "\n".join(parts)))
        self._keep = keep

    def keep(self, first: str, second: str) -> None:
        """Keep the line and the parts."""
        self._keep(first, second.splitlines())


class ShareOut(RecordList):
    """Findings and replies, each with the recommendation it goes with: Space or Enter changes it."""

    BINDINGS = [("space", "other", "Other")]
    WORDS = ("both", "only the first", "only the second")

    def __init__(self, choices: Sequence[tuple[str, str]], *, id: str | None = None) -> None:
        super().__init__(id=id, empty="It rests on no finding, and nobody has replied.")
        self._choices = list(choices)
        self._goes: dict[str, int] = {}

    def on_mount(self) -> None:
        """Everything goes with both at first."""
        self._show()

    def _show(self) -> None:
        self.show(
            Row(ident, Content(f"{self.WORDS[self._goes.get(ident, 0)]:<16}") + one_line(text))
            for ident, text in self._choices
        )

    def action_other(self) -> None:
        """Let the chosen one go with both, only the first or only the second."""
        if self.chosen:
            self._goes[self.chosen] = (self._goes.get(self.chosen, 0) + 1) % len(self.WORDS)
            self._show()

    def action_select(self) -> None:
        """Enter and a click do the same."""
        self.action_other()

    @property
    def shared(self) -> Shared:
        """What goes with only one of the two."""
        return Shared(*(frozenset(i for i, goes in self._goes.items() if goes == n) for n in (1, 2)))


class SplitInTwoDialog(TwoBoxes):
    """Asks for the words of two recommendations, and what goes with which; at first everything goes with both."""

    def __init__(
        self,
        texts: tuple[str, str],
        choices: Sequence[tuple[str, str]],
        keep: Callable[[str, str, Shared], object],
    ) -> None:
        super().__init__("Split into two recommendations", ("The first", "The second, right behind it"), texts)
        self._choices = choices
        self._keep = keep

    def more(self) -> ComposeResult:
        """Findings and replies, each with where it goes."""
        yield Static("Findings and replies go with (Space changes it)", classes="quiet")
        yield ShareOut(self._choices, id="share-out")

    def keep(self, first: str, second: str) -> None:
        """Make two of it."""
        self._keep(first, second, self.query_one(ShareOut).shared)
