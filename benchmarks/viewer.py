"""How long a document of a megabyte takes to open in the viewer, and how long a key takes in it.

    python -m benchmarks.viewer [--runs 7]

Beside it a bare Textual TextArea(read_only=True) opens the same text in the same run. Both run in this process at 120
by 40 without a terminal: opening is from the call to the first screen drawn, its marks are read and drawn after that,
and a key is from its handler to the screen drawn again. The text is made up, with curly quotes and dashes, in lines of
20 to 600 characters; 200 passages are marked.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import random
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widgets import TextArea

from groups.group import Group
from groups.rows import Author
from interviews.submission import Submission, Turn
from workbench.app import WorkbenchApp
from workbench.screens.place import Place
from workbench.services.marking import mark
from workbench.widgets.document_view import DocumentView
from workbench.workspace.workspace import Workspace, open_workspace, system_clock

SIZE = (120, 40)
CHARACTERS = 1_000_000
MARKS = 200


class Bare(App[None]):
    """A read-only text area with nothing round it."""

    def compose(self) -> ComposeResult:
        """The text area."""
        yield TextArea("", read_only=True, soft_wrap=True, id="bare")


def made_up_text() -> str:
    """A megabyte of words that no language has, the same in every run."""
    chance = random.Random(20)
    words = ["".join(chance.choice("etaoinshrdlucm") for _ in range(chance.randint(2, 9))) for _ in range(2_000)]
    words += ["\u2013", "\u201cquoted\u201d", "it\u2019s"] * 40
    lines: list[str] = []
    length = 0
    while length < CHARACTERS:
        lines.append(" ".join(chance.choice(words) for _ in range(chance.randint(4, 100))))
        length += len(lines[-1]) + 1
    return "\n".join(lines)


def fill(workspace: Workspace, text: str) -> Submission:
    """A submission with the text, a turn every third line, and marked passages all through it."""
    chance = random.Random(21)
    with workspace.write("Fill"):
        group = workspace.records.groups.add(Group(title="A long document"))
        turns = [
            Turn(line=n, speaker=f"Speaker {n % 4}", at=f"00:{n // 60 % 60:02d}:{n % 60:02d}")
            for n in range(1, text.count("\n"), 3)
        ]
        handed = workspace.records.submissions.add(
            Submission(group_id=group.id, reference="X01", title="A long document", text=text, turns=turns)
        )
        for _ in range(MARKS):
            start = chance.randrange(len(text) - 300)
            mark(workspace, handed, start, start + chance.randint(20, 300))
    return handed


async def drawn(pilot: Pilot[Any]) -> None:
    """Wait until what was asked for is drawn."""
    await pilot._wait_for_screen()
    finished = asyncio.Event()
    pilot.app.call_after_refresh(finished.set)
    await finished.wait()


class Taken(NamedTuple):
    """Milliseconds by the clock, and of the processor in the app's own thread: a busy machine slows only the first."""

    clock: float
    cpu: float


def forget_start() -> None:
    """What is there stays: collecting among it is not a part of the act. The command does the same when it starts."""
    gc.collect()
    gc.freeze()


async def timed(pilot: Pilot[Any], act: Callable[[], object], times: int = 1) -> Taken:
    """From an act until it is drawn; of several times the median."""
    taken = []
    for _ in range(times):
        began, worked = time.perf_counter(), time.thread_time()
        done = act()
        if isinstance(done, Awaitable):
            await done
        await drawn(pilot)
        taken.append(Taken((time.perf_counter() - began) * 1000, (time.thread_time() - worked) * 1000))
    return median(taken)


def median(taken: Sequence[Taken]) -> Taken:
    """The median of each figure."""
    return Taken(statistics.median(t.clock for t in taken), statistics.median(t.cpu for t in taken))


async def ours(workspace: Workspace, handed: Submission) -> dict[str, Taken]:
    """What the viewer takes."""
    app = WorkbenchApp(workspace, start=Place("home"))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()

        async def there() -> None:
            app.open_place(Place("document", handed.id))
            while not any(view._rows for view in app.screen.query(DocumentView)):
                await asyncio.sleep(0)

        forget_start()
        taken = {"open": await timed(pilot, there)}
        view = app.screen.query_one(DocumentView)

        async def marked() -> None:
            while not view._marked:
                await asyncio.sleep(0.001)

        taken["its marks"] = await timed(pilot, marked)
        await pilot.pause()
        taken["idle"] = await timed(pilot, lambda: None)
        taken["page down"] = await timed(pilot, lambda: view.action_page(1), 20)
        taken["line down"] = await timed(pilot, lambda: view.action_step(1), 20)
        taken["to the end"] = await timed(pilot, lambda: view.action_go_to(-1))
        taken["find words"] = await timed(pilot, lambda: view.seek("quoted"))
        taken["next place"] = await timed(pilot, lambda: view.seek_next(1), 20)
        view.seek("")
        taken["choose a sentence"] = await timed(pilot, view.action_sentence)
    return taken


async def bare(text: str) -> dict[str, Taken]:
    """What a bare text area takes."""
    app = Bare()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        area = app.query_one(TextArea)
        forget_start()
        taken = {"open": await timed(pilot, lambda: area.load_text(text))}
        await pilot.pause()
        taken["idle"] = await timed(pilot, lambda: None)
        taken["page down"] = await timed(pilot, area.action_cursor_page_down, 20)
        taken["line down"] = await timed(pilot, area.action_cursor_down, 20)
        taken["to the end"] = await timed(pilot, lambda: area.move_cursor(area.document.end))
    return taken


def main() -> None:
    """Measure, and print a table."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--runs", type=int, default=7)
    runs = ask.parse_args().runs
    text = made_up_text()
    author = Author("Benchmark", system_clock)
    with tempfile.TemporaryDirectory() as made, open_workspace(Path(made) / "workspace", author) as workspace:
        handed = fill(workspace, text)
        asyncio.run(ours(workspace, handed))  # the first run imports what later ones have
        # One after the other, so that a busy machine slows both alike.
        pairs = [(asyncio.run(ours(workspace, handed)), asyncio.run(bare(text))) for _ in range(runs)]
    print(f"{len(text):,} characters, {text.count(chr(10)) + 1:,} lines, {MARKS} marks; medians of {runs} runs, ms\n")
    print("| | viewer, clock | viewer, CPU | bare TextArea, clock | bare TextArea, CPU |\n|---|---|---|---|---|")
    for name in pairs[0][0]:
        mine = median([one[name] for one, _ in pairs])
        others = [two[name] for _, two in pairs if name in two]
        beside = "{0.clock:.1f} | {0.cpu:.1f}".format(median(others)) if others else "— | —"
        print(f"| {name} | {mine.clock:.1f} | {mine.cpu:.1f} | {beside} |")


if __name__ == "__main__":
    main()
