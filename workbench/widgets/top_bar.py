"""The line on top of every screen: where am I, what is next here, and whether everything is saved."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from workbench.text import one_line


class TopBar(Horizontal):
    """Three parts: the place on the left, a word about it in the middle, the state of saving on the right.

    Of what is said in the middle with " · " between, the last is left out where there is no room for it. ``saved`` is
    what stands on the right while all is saved, where that is not simply since when.
    """

    DEFAULT_CSS = """
    TopBar { height: 1; background: $panel; padding: 0 1; }
    TopBar #top-where { width: auto; max-width: 60%; text-style: bold; text-wrap: nowrap; text-overflow: ellipsis; }
    TopBar #top-about { width: 1fr; padding: 0 2; color: $text-muted; text-wrap: nowrap; text-overflow: ellipsis; }
    TopBar #top-saved { width: auto; }
    TopBar #top-saved.-unsaved { color: $text-warning; text-style: bold; }
    """

    def __init__(self, where: str, about: str = "", *, saved: str = "") -> None:
        super().__init__()
        self._saved = saved
        self._where = where
        self._about = about

    def compose(self) -> ComposeResult:
        """The three parts."""
        yield Static(one_line(self._where), id="top-where")
        yield Static("", id="top-about")
        yield Static("", id="top-saved")

    def on_mount(self) -> None:
        """Follow the app's state of saving."""
        self.watch(self.app, "saved_state", self._show_saved)

    def show(self, where: str, about: str = "") -> None:
        """Say another place."""
        if where != self._where:
            self.query_one("#top-where", Static).update(one_line(where))
        self._where, self._about = where, about
        self.call_after_refresh(self._fit)

    def on_resize(self) -> None:
        """Another width has room for more or for less."""
        self._fit()

    def _fit(self) -> None:
        """Show as much of the words in the middle as there is room for."""
        for place in self.query("#top-about").results(Static):  # none before it is composed, or once it is gone
            words = one_line(self._about)
            while words.cell_length > place.content_size.width and " · " in words.plain:
                words = words[: words.plain.rindex(" · ")]
            if words != place.content:
                place.update(words)

    def _show_saved(self, state: str) -> None:
        saved = self.query_one("#top-saved", Static)
        is_unsaved = state.startswith("NOT")
        saved.update(one_line(state if is_unsaved else self._saved or state))
        saved.set_class(is_unsaved, "-unsaved")
        self.call_after_refresh(self._fit)
