"""The history of a recommendation's wording: who changed what and when, with what was taken out and put in."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from groups.word_changes import Change
from workbench.dates import show_date
from workbench.services.wording_history import FieldChange, Version
from workbench.text import one_line, shown

LEGEND = "[out: …] was taken out, [in: …] was put in. Nothing here can be lost or changed."
NOTHING = "Nothing is kept about it yet."
_STYLES = {Change.OUT: "strike", Change.IN: "bold underline"}


class WordingHistory(ModalScreen[None]):
    """Every change of one recommendation, the newest first. Esc closes."""

    BINDINGS = [("escape,h", "dismiss", "Close")]

    def __init__(self, title: str, versions: Sequence[Version], agreed: str = "") -> None:
        super().__init__()
        self._title, self._versions, self._agreed = title, versions, agreed

    def compose(self) -> ComposeResult:
        """The changes under each other."""
        with Vertical(classes="dialog", id="wording-history"):
            yield Static(shown(self._title), classes="dialog-title")
            yield Static(LEGEND, classes="quiet", markup=False)
            with VerticalScroll(id="versions"):
                yield Static(Content("\n\n").join(self._blocks()))
            with Horizontal(classes="dialog-buttons"):
                yield Button("Close", id="close", variant="primary", compact=True)

    def _blocks(self) -> list[Content]:
        blocks = []
        if self._agreed:
            blocks.append(one_line("The words that the group agreed", "bold") + Content("\n") + shown(self._agreed))
        blocks += [_version(version) for version in reversed(self._versions)]
        return blocks or [shown(NOTHING)]

    def on_mount(self) -> None:
        """The keys scroll it."""
        self.query_one(VerticalScroll).focus()

    @on(Button.Pressed)
    def _close(self) -> None:
        self.dismiss()


def _version(version: Version) -> Content:
    at = version.at.astimezone() if version.at else None
    when = f"{show_date(at.date())} {at:%H:%M}" if at else "At no known time"
    head = one_line(f"{when}, {version.by or 'somebody'}: {version.label}", "bold")
    return Content("\n").join([head, *(_change(change) for change in version.changes)])


def _change(change: FieldChange) -> Content:
    name = one_line(f"{change.field}:", "dim") + Content(" ")
    if not change.before or not change.after:
        return Content("  ") + name + shown(change.in_words)
    words = Content("")
    for each in change.words:
        words += shown(each.text, _STYLES.get(each.change, ""))
    return Content("  ") + name + words
