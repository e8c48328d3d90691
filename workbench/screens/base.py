"""What all screens and the tabs of a group share: the open workspace, the app by its own type, going back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar, cast

from textual import on
from textual.binding import Binding
from textual.containers import Vertical
from textual.message import Message
from textual.screen import Screen
from textual.worker import get_current_worker

from workbench.faults import in_one_sentence
from workbench.workspace.workspace import Workspace

T = TypeVar("T")

if TYPE_CHECKING:
    from workbench.app import WorkbenchApp


class WorkbenchScreen(Screen[None]):
    """A screen of the workbench. ``refresh_records`` reads the record again and shows it; the selection stays."""

    BINDINGS = [Binding("escape", "back", "Back", show=False, tooltip="Go back; nothing is lost")]

    class LookedUp(Message):
        """What was looked up in the background is there, or a sentence why not."""

        def __init__(self, show: Callable[[], object], problem: str) -> None:
            super().__init__()
            self.show = show
            self.problem = problem

    @property
    def workbench(self) -> WorkbenchApp:
        """The app."""
        return cast("WorkbenchApp", self.app)

    @property
    def workspace(self) -> Workspace:
        """The open workspace."""
        return self.workbench.workspace

    def look_up(
        self, find: Callable[[Workspace, Callable[[], bool]], T], show: Callable[[T], object], *, group: str = "find"
    ) -> None:
        """Find something in a thread with a connection of its own, then show it here.

        ``find`` is given the workspace and a question that says whether nobody waits any more: a later look-up of the
        same screen and ``group`` overtakes an earlier one. What goes wrong is said in one sentence.
        """
        self.run_worker(partial(self._find, find, show), thread=True, exclusive=True, group=group, exit_on_error=False)

    def _find(self, find: Callable[[Workspace, Callable[[], bool]], Any], show: Callable[[Any], object]) -> None:
        worker = get_current_worker()
        try:
            with self.workspace.again() as workspace:
                found = self.LookedUp(partial(show, find(workspace, lambda: worker.is_cancelled)), "")
        except Exception as why:  # a worker's error would end the app; the user gets a sentence
            found = self.LookedUp(lambda: None, in_one_sentence(why))
        if not worker.is_cancelled:
            self.post_message(found)

    @on(LookedUp)
    def _looked_up(self, event: LookedUp) -> None:
        if event.problem:
            self.workbench.say(event.problem, wrong=True)
        event.show()

    def refresh_records(self) -> None:
        """Read the record again and show it."""

    def say_where(self) -> None:
        """Say on top where one is, where that changes with the record."""

    def on_screen_resume(self) -> None:
        """Coming back to the screen: somebody may have changed what it shows."""
        if self.is_mounted:
            self.refresh_records()
            self.workbench.came_back_to(self)

    def action_back(self) -> None:
        """Go back; nothing is lost."""
        self.workbench.go_back()


class Pane(Vertical):
    """One tab of a group. ``refresh_records`` reads and shows; ``choose`` puts the selection on a record."""

    DEFAULT_CSS = "Pane { height: 1fr; }"

    def __init__(self, group_id: str) -> None:
        super().__init__()
        self.group_id = group_id

    @property
    def workbench(self) -> WorkbenchApp:
        """The app."""
        return cast("WorkbenchApp", self.app)

    @property
    def workspace(self) -> Workspace:
        """The open workspace."""
        return self.workbench.workspace

    def refresh_records(self) -> None:
        """Read the record again and show it."""

    def choose(self, record_id: str) -> None:
        """Put the selection on a record, where the tab shows it."""

    def take_focus(self) -> None:
        """The tab was opened: put the focus where one begins."""
        for widget in self.query("RecordList, Input, TextArea"):
            if widget.focusable:
                widget.focus()
                return
