"""The app: opens a workspace, goes from place to place, keeps the index fed, and never shows a traceback."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from time import monotonic
from typing import Any, ClassVar, TypeVar
from weakref import WeakKeyDictionary

from textual import events, work
from textual.app import SystemCommand
from textual.binding import Binding
from textual.command import CommandPalette
from textual.driver import Driver
from textual.reactive import reactive
from textual.screen import ModalScreen, Screen
from textual.timer import Timer

from interviews.readers.clean import clean
from workbench.dialogs.ask import AskWords, AskYes, Tell
from workbench.dialogs.go_to import GoTo
from workbench.dialogs.long_work import Job, LongWork
from workbench.faults import in_one_sentence
from workbench.indexing import IndexKeeper, Searcher
from workbench.palette import ActionCommands, PlaceCommands
from workbench.screens.navigation import group_of, screen_for
from workbench.screens.place import Place
from workbench.services.names import NoName, call_oneself
from workbench.services.places import last_place, remember
from workbench.services.scribe import News, Scribe
from workbench.steady import SteadyApp
from workbench.widgets.record_form import RecordForm
from workbench.workspace.problems import WorkspaceProblem
from workbench.workspace.undo import CannotUndo, redo, undo
from workbench.workspace.workspace import Workspace

RETRY = 1.0  # seconds
TWICE = 0.3  # seconds: the same dialog asked for within them is the same key pressed twice
# Where the workbench opens again: not on what is only passed through, such as the help or the bin.
_KEPT = (
    *("home", "group", "interview", "close out", "document", "snapshot", "coverage", "themes", "requests", "roles"),
    "builder",
    "passport",
    "checks",
    "sharing",
    "drafts",
    "scorecard",
    *("pack", "archive", "search"),
)

T = TypeVar("T")


class WorkbenchApp(SteadyApp):
    """The workbench in the terminal."""

    TITLE = "Workbench"
    CSS_PATH = Path(__file__).with_name("workbench.tcss")  # absolute, so that it holds for a subclass elsewhere
    ENABLE_COMMAND_PALETTE = False  # Textual's own key for it says "palette"; ours below says what it is for
    COMMANDS: ClassVar = {ActionCommands, PlaceCommands}
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]
    BINDINGS = [
        Binding("slash", "search", "Search", tooltip="Search everything"),
        Binding("g", "go_to", "Go to", show=False, tooltip="Go to another place: home, a group, the archive, the bin"),
        Binding("ctrl+z", "undo", "Undo", show=False, tooltip="Take back your last change of the record"),
        Binding("ctrl+y", "redo", "Redo", show=False, tooltip="Bring back what you took back"),
        Binding("ctrl+p", "command_palette", "Everything", tooltip="Everything that can be done here, by name"),
        Binding("question_mark,f1", "help", "Help", tooltip="What can be done here"),
        Binding("ctrl+q", "quit", "Leave", show=False, tooltip="Leave; everything is saved"),
    ]

    saved_state: reactive[str] = reactive("Saved")

    def __init__(self, workspace: Workspace, *, start: Place | None = None, first_run: bool = False) -> None:
        super().__init__()
        self.workspace = workspace
        self._start = start
        self._first_run = first_run
        self._last_place = last_place(workspace)
        self._places: WeakKeyDictionary[Screen[None], Place] = WeakKeyDictionary()
        self._waiting: list[Callable[[], object]] = []
        self._retry: Timer | None = None
        self._asked_at = 0.0
        self._opened_again: Screen[None] | None = None  # what the start opened, with nothing below it but Home
        self.index = IndexKeeper(workspace)
        self.scribe = Scribe(lambda: self.workspace)
        self.scribe.listener = lambda news: self.call_later(self._scribe_says, news)
        self.searcher = Searcher(workspace, self.index)

    def on_mount(self) -> None:
        """Open where the user left off, start feeding the index, and mind the signals that skip every hook."""
        self._mind_signals()
        AskWords.last = None
        # A thread that works in the background gives way after 1 ms, not 5: a key passes through several threads.
        sys.setswitchinterval(0.001)
        self.theme = self.workspace.meta("theme") or "textual-dark"
        self.theme_changed_signal.subscribe(self, lambda theme: self._keep_theme(theme.name))
        if self._first_run:
            self.open_place(Place("first run"))
        else:
            self._open_last_place()
        self.index.start()

    def get_driver_class(self) -> type[Driver]:
        """On Linux and macOS a driver that minds a terminal which goes away."""
        usual = super().get_driver_class()
        if usual.__name__ != "LinuxDriver":
            return usual
        from workbench.terminal import TerminalDriver

        return TerminalDriver

    def get_default_screen(self) -> Screen[None]:
        """Home is the first screen: an empty one below it would be painted first, for nothing."""
        return screen_for(Place("home"), self.workspace)

    def _open_last_place(self) -> None:
        place = self._start or (Place(*self._last_place) if self._last_place else None)
        if place is not None and place.screen != "home":
            self.open_place(place)
            if place.screen not in ("group", "pack", "archive", "search"):
                self._opened_again = self.screen_stack[-1]

    def go_back(self) -> None:
        """Back from the top screen: to the one below, or from a part of a group that a start opened to the group."""
        opened = self._opened_again if self.screen is self._opened_again else None
        group = group_of(self._places[opened], self.workspace) if opened is not None else None
        if group is not None:
            self._opened_again = None
            self.pop_screen()
            self.open_place(group)
        elif len(self.screen_stack) > 1:
            self.pop_screen()

    def _mind_signals(self) -> None:
        if sys.platform == "win32":
            return
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP):
            with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
                loop.add_signal_handler(number, self.exit)

    async def on_event(self, event: events.Event) -> None:
        """Clean what is pasted before any box takes it: a clipboard can hold signs that a terminal would obey."""
        if isinstance(event, events.Paste):
            event.text = clean(event.text)
        await super().on_event(event)

    async def push_screen_wait(self, screen: Screen[T] | str, *, mode: str | None = None) -> Any:
        """Ask something and wait for the answer. A key that was pressed twice opens one dialog, not two."""
        top, now = self.screen, monotonic()
        twice = isinstance(screen, ModalScreen) and type(top) is type(screen) and now - self._asked_at < TWICE
        self._asked_at = now
        return None if twice else await super().push_screen_wait(screen, mode=mode)

    # -- places -------------------------------------------------------------------------------------------------------

    def open_place(self, place: Place) -> None:
        """Go to a place: Esc comes back from it. A place that is not there any more is said."""
        try:
            screen = screen_for(place, self.workspace)
        except LookupError:
            self.say("That is not there any more: it may lie in the bin.", wrong=True)
            return
        except WorkspaceProblem as why:
            self.say(str(why), wrong=True)
            return
        self._places[screen] = place
        self.push_screen(screen)
        self.remember(place)

    def remember(self, place: Place) -> None:
        """Keep the place for the next start."""
        if place.screen in _KEPT and place != self._last_place:
            self._last_place = place
            remember(self.workspace, place)

    def moved_to(self, screen: Screen[None], place: Place) -> None:
        """Somebody went to another part of a screen."""
        self._places[screen] = place
        self.remember(place)

    def came_back_to(self, screen: Screen[None]) -> None:
        """Somebody came back to a screen: the next start opens there. One that another covers by now does not count."""
        if screen is not self.screen:
            return
        self.remember(self._places.get(screen, Place("home")))

    def action_search(self) -> None:
        """Search everything."""
        if not any(screen.name == "search" for screen in self.screen_stack[-1:]):
            self.open_place(Place("search"))

    def action_go_to(self) -> None:
        """Go to another place: home, a group, the archive, the bin."""
        self.push_screen(GoTo(self.workspace), self._gone_to)

    def _gone_to(self, place: Place | None) -> None:
        if place is None:
            return
        if place.screen == "home":
            self.go_home()
        else:
            self.open_place(place)

    def go_home(self) -> None:
        """Back to the first screen."""
        while len(self.screen_stack) > 1:
            self.pop_screen()
        self.remember(Place("home"))

    def action_help(self) -> None:
        """What can be done here."""
        self.open_place(Place("help"))

    # -- saving, undo -------------------------------------------------------------------------------------------------

    def saved(self) -> None:
        """Something was saved: say when, unless something else still waits."""
        AskWords.last = None
        if self._waiting:
            return
        self.saved_state = f"Saved {self.workspace.today():%H:%M}"

    def not_saved(self) -> None:
        """Something could not be saved: say since when, in words, until it is."""
        if not self.saved_state.startswith("NOT"):
            self.saved_state = f"NOT SAVED since {self.workspace.today():%H:%M}"

    def keep_trying(self, save: Callable[[], object]) -> None:
        """Go on trying, every second, to save what its own place could not: the screen may go, the words may not."""
        self._waiting.append(save)
        self.not_saved()
        if self._retry is None:
            self._retry = self.set_interval(RETRY, self.save_waiting)

    def save_waiting(self) -> bool:
        """Try to save all that waits, in its order; True where nothing waits any more."""
        while self._waiting:
            try:
                self._waiting[0]()
            except WorkspaceProblem:
                return False
            except Exception as why:  # it never can be saved: say so, and go on with the others
                self.say(in_one_sentence(why), wrong=True)
            del self._waiting[0]
        if self._retry is not None:
            self._retry.stop()
            self._retry = None
            self.saved()
            self.refresh_records()
        return True

    def _scribe_says(self, news: News) -> None:
        """Something taken in an interview was written, cannot be for now, or never can be: said, and shown there."""
        must_write = self.scribe.must_write
        if self.scribe.problem is not None and must_write not in self._waiting:
            self.keep_trying(must_write)
        elif news.done is not None and must_write in self._waiting:
            self.save_waiting()
        if news.refused is not None:
            self.say(news.sentence, wrong=True)
        for screen in self.screen_stack:
            hear = getattr(screen, "scribe_says", None)
            if hear is not None:
                hear(news)

    @work
    async def action_quit(self) -> None:  # type: ignore[override]
        """Leave. Where something could not be saved yet, ask first."""
        forms = [form for screen in self.screen_stack for form in screen.query(RecordForm)]
        saved = [self.save_waiting(), *(form.flush() for form in forms)]
        if not all(saved):
            question = f"{self.saved_state}: what you wrote since then would be lost. Leave all the same?"
            if not await self.push_screen_wait(AskYes(question, yes="Leave and lose it", no="Stay")):
                return
        self.exit()

    def action_undo(self) -> None:
        """Take back your last change of the record."""
        self._take_back(undo, "Taken back")

    def action_redo(self) -> None:
        """Bring back what you took back."""
        self._take_back(redo, "Done again")

    def _take_back(self, act: object, word: str) -> None:
        try:
            label = act(self.workspace)  # type: ignore[operator]
        except (CannotUndo, WorkspaceProblem) as why:
            self.say(str(why), wrong=True)
            return
        self.saved()
        self.say(f"{word}: {label[:1].lower()}{label[1:]}")
        self.refresh_records()

    # -- what Textual brings that we do differently -------------------------------------------------------------------

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Light or dark, and leaving. Textual's screenshot command is left out: it writes the text to a file."""
        other = "textual-dark" if self.theme == "textual-light" else "textual-light"
        word = "Dark" if other == "textual-dark" else "Light"
        yield SystemCommand(f"{word} colours", "Change between light and dark", lambda: self._set_theme(other))
        yield SystemCommand("Your name", f"You write as {self.workspace.author.name}: change it", self.ask_name)
        yield SystemCommand("Back up", "Make a verified, dated copy of everything", self.back_up)
        yield SystemCommand("Is everything sound?", "Look at the database, links, originals and index", self.examine)
        yield SystemCommand("Leave the workbench", "Everything is saved", self.action_quit)

    @work
    async def ask_name(self) -> None:
        """Ask under which name somebody writes; it is kept for the next time."""
        question = "What is your name? It stands beside the notes that you take and the changes that you make."
        now = self.workspace.author.name
        answer = await self.push_screen_wait(AskWords(question, value=now, hint="such as Cllr A Okoro"))
        if answer is None or answer == now:
            return
        try:
            self.workspace = call_oneself(self.workspace, answer)
        except (NoName, WorkspaceProblem) as why:
            self.say(str(why), wrong=True)
            return
        self.say(f"You write as {self.workspace.author.name}.")
        self.refresh_records()

    @work
    async def back_up(self) -> None:
        """Make a verified copy of everything, in the background."""
        from workbench.services.backup import back_up

        def copy(job: Job) -> Path | None:
            job.say("Copying and checking …")
            with self.workspace.again() as workspace:
                return back_up(workspace, progress=job.step, cancelled=job.cancelled)

        made = await self.push_screen_wait(LongWork("Backing up", copy))
        if made is not None:
            self.say(f"Backed up to {made}")

    @work
    async def examine(self) -> None:
        """Look at everything, and say what is sound and what is not."""
        from workbench.services.doctor import Finding, examine

        def look(job: Job) -> list[Finding]:
            job.say("Looking at the database, links, originals and index …")
            with self.workspace.again() as workspace:
                return examine(workspace)

        found = await self.push_screen_wait(LongWork("Is everything sound?", look))
        if found is not None:
            lines = [("" if f.sound else "ATTENTION: ") + f.sentence for f in found]
            await self.push_screen_wait(Tell("Is everything sound?", "\n".join(lines)))

    def _set_theme(self, name: str) -> None:
        self.theme = name

    def _keep_theme(self, name: str) -> None:
        with contextlib.suppress(WorkspaceProblem), self.workspace.transaction():
            self.workspace.set_meta("theme", name)

    def action_command_palette(self) -> None:
        """Everything that can be done here, by name."""
        if not any(isinstance(screen, CommandPalette) for screen in self.screen_stack):
            self.push_screen(CommandPalette(placeholder="What do you want to do?"))

    async def on_unmount(self) -> None:
        """Save what still waits, and stop searching and feeding the index."""
        self.save_waiting()
        self.scribe.stop()
        self.searcher.stop()
        self.index.stop()
