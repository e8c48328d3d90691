"""Help for the place one came from: what it is for, and every key with what it does."""

from __future__ import annotations

import inspect

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Footer, Static

from workbench.screens.base import WorkbenchScreen
from workbench.text import shown
from workbench.widgets.top_bar import TopBar

ALWAYS = """\
Everywhere
  /        search everything
  g        go to another place
  Ctrl+P   everything that can be done, by name
  Ctrl+Z   take back your last change; Ctrl+Y does it again
  Esc      go back; nothing is lost
  Ctrl+Q   leave

Nothing needs saving: what you type is kept as you type it, and the top line says when.
What you put in the bin waits there; nothing is ever deleted.
Inside a box where you write, letters are letters: press Esc to leave it, then a letter is a key again.
The mouse works too: click a line, a tab, or a key at the bottom.
"""


class HelpScreen(WorkbenchScreen):
    """Help."""

    BINDINGS = [("question_mark", "back", "Back")]

    def __init__(self) -> None:
        super().__init__(name="help")

    def compose(self) -> ComposeResult:
        """The text."""
        yield TopBar("Help")
        with VerticalScroll():
            yield Static(id="here", classes="prose")
            yield Static(shown(ALWAYS), classes="prose")
        yield Footer()

    def on_mount(self) -> None:
        """Describe the screen below this one."""
        below = self.app.screen_stack[-2] if len(self.app.screen_stack) > 1 else self
        about = [below]
        pane = getattr(below, "pane", None)
        if pane is not None:
            about.insert(0, pane)
        lines = [_as_paragraphs(inspect.cleandoc(type(part).__doc__ or "")) + "\n" for part in about]
        lines.append("Here")
        for _node, binding, enabled, tip in below.active_bindings.values():
            words = tip or binding.tooltip
            if enabled and words:
                lines.append(f"  {self.app.get_key_display(binding):<8} {words}")
        self.query_one("#here", Static).update(shown("\n".join(dict.fromkeys(lines)) + "\n"))
        self.query_one(VerticalScroll).focus()


def _as_paragraphs(text: str) -> str:
    """A text whose lines were broken for a wide page, so that they break where this screen does."""
    return "\n\n".join(" ".join(paragraph.split("\n")) for paragraph in text.split("\n\n"))
