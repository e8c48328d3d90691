"""The line on top of every screen: where am I, what is next here, and whether everything is saved."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from workbench.text import one_line


class TopBar(Horizontal):
    """Three parts: the place on the left, a word about it in the middle, the state of saving on the right."""

    DEFAULT_CSS = """
    TopBar { height: 1; background: $panel; padding: 0 1; }
    TopBar #top-where { width: auto; max-width: 60%; text-style: bold; text-wrap: nowrap; text-overflow: ellipsis; }
    TopBar #top-about { width: 1fr; padding: 0 2; color: $text-muted; text-wrap: nowrap; text-overflow: ellipsis; }
    TopBar #top-saved { width: auto; }
    TopBar #top-saved.-unsaved { color: $text-warning; text-style: bold; }
    """

    def __init__(self, where: str, about: str = "") -> None:
        super().__init__()
        self._where = where
        self._about = about

    def compose(self) -> ComposeResult:
        """The three parts."""
        yield Static(one_line(self._where), id="top-where")
        yield Static(one_line(self._about), id="top-about")
        yield Static("", id="top-saved")

    def on_mount(self) -> None:
        """Follow the app's state of saving."""
        self.watch(self.app, "saved_state", self._show_saved)

    def show(self, where: str, about: str = "") -> None:
        """Say another place."""
        self.query_one("#top-where", Static).update(one_line(where))
        self.query_one("#top-about", Static).update(one_line(about))

    def _show_saved(self, state: str) -> None:
        saved = self.query_one("#top-saved", Static)
        saved.update(one_line(state))
        saved.set_class(state.startswith("NOT"), "-unsaved")
