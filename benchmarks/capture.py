"""Whether taking notes loses a word or makes anyone wait, measured on the real app in a real pseudo-terminal.

    python -m benchmarks.capture kill [--times 500] [--pace 12] [--seed 1]
    python -m benchmarks.capture latency [--keys 150]

``kill`` types into an interview and kills the app with SIGKILL at random moments. Then the workspace is read, and the
app is opened again and its screen read. ``latency`` types single keys and waits for each to be drawn, beside a bare
Textual TextArea with the same text, one after the other in the same run.
"""

from __future__ import annotations

import argparse
import json
import random
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from benchmarks.pseudo_terminal import Terminal
from groups.group import Group
from groups.rows import Author, new_id
from interviews.drafts import Draft
from interviews.interview import Interview, Note
from workbench.screens.place import Place
from workbench.services.notes import lines_of_interview
from workbench.services.places import remember
from workbench.workspace.workspace import Workspace, open_workspace, system_clock

NAME = "Councillor Kill Test"
WORDS = "families were not told what support there is and the register was last checked in the spring term".split()
KILLS_A_WORKSPACE = 25
READY = "Enter keeps the line"
SENTENCE = "Families say that nobody told them what help there is, and that it is worry and not truancy. "


def new_workspace(folder: Path, notes: int = 0, line: str = "") -> str:
    """A workspace that opens in an interview with so many notes and this unfinished line; returns its id."""
    with open_workspace(folder, Author(NAME, system_clock)) as workspace:
        with workspace.write("Make an interview"):
            group = workspace.records.groups.add(Group(title="School Attendance"))
            made = workspace.records.interviews.add(
                Interview(group_id=group.id, title="Attendance team", began_at=workspace.author.now())
            )
            for place in range(1, notes + 1):
                workspace.records.notes.add(
                    Note(
                        group_id=group.id,
                        interview_id=made.id,
                        text=f"{place} {SENTENCE.strip()}",
                        author=NAME,
                        taken_at=workspace.author.now(),
                        position=place,
                    )
                )
        remember(workspace, Place("interview", made.id))
        if line:
            with workspace.transaction():
                workspace.records.drafts.keep(Draft(id=new_id(), interview_id=made.id, author=NAME, text=line))
    return made.id


def run_app(folder: Path) -> Callable[[], object]:
    """What the program's own process does: the command itself."""

    def run() -> object:
        from workbench.cli.main import call

        return call(["--workspace", str(folder)])

    return run


def open_app(folder: Path) -> Terminal:
    """The app on a workspace, under the name of these trials."""
    return Terminal(run_app(folder), WORKBENCH_NAME=NAME)


# -- kills ------------------------------------------------------------------------------------------------------------


class State(NamedTuple):
    """What was taken: the lines kept, and the unfinished one."""

    lines: tuple[str, ...]
    unfinished: str


class Killed(NamedTuple):
    """One kill: keys sent, keys that were seen committed just before, keys found again, and how old the first lost."""

    sent: int
    committed: int
    found: int
    ms_lost: float
    said: bool


def states(keys: str, base: State) -> list[State]:
    """What stands there after each number of these keys."""
    lines, line = base
    found = [base]
    for key in keys:
        if key == "\r":
            if line.strip():
                lines, line = (*lines, " ".join(line.split())), ""
        elif key == "\x7f":
            line = line[:-1]
        else:
            line += key
        found.append(State(lines, line))
    return found


def state_of(workspace: Workspace, interview_id: str) -> State:
    """What stands in the workspace."""
    workspace.db.execute("begin")  # both at one moment: a line may become a note between the two
    drafts = [d for d in workspace.records.drafts.of(interview_id) if d.text]
    lines = tuple(note.text for note in lines_of_interview(workspace, interview_id))
    workspace.db.execute("commit")
    if len(drafts) > 1:
        raise SystemExit(f"several unfinished lines: {[d.text for d in drafts]}")
    return State(lines, drafts[0].text if drafts else "")


def keys_for(chance: random.Random, count: int, space: str = " ") -> str:
    """Keys as somebody types them: words, now and then a slip that is rubbed out, Enter after a few words."""
    keys: list[str] = []
    while len(keys) < count:
        word = chance.choice(WORDS)
        keys += word
        if chance.random() < 0.1:
            keys += "xy\x7f\x7f"
        keys.append("\r" if chance.random() < 0.15 else space)
    return "".join(keys[:count])


class Trial(NamedTuple):
    """How the kills are done: keys a second, keys at most, whether a key waits until the one before is drawn."""

    pace: float
    most: int
    wait_echo: bool


def kill_once(
    folder: Path, interview_id: str, base: State, chance: random.Random, trial: Trial
) -> tuple[Killed, State]:
    """Open the app on what the last kill left, type on, kill it at a random moment, and read the workspace."""
    # A key that is waited for must be seen: a space at the end of a line is not.
    keys = keys_for(chance, trial.most, "." if trial.wait_echo else " ")
    possible = states(keys, base)
    terminal = open_app(folder)
    said = comes_back(terminal, base)
    with open_workspace(folder, Author(NAME, system_clock)) as watching:
        begin = time.perf_counter()
        end = begin + chance.uniform(0.2, 1.0) * trial.most / trial.pace
        sent: list[float] = []
        for number, key in enumerate(keys, start=1):
            due = begin + number / trial.pace * chance.uniform(0.97, 1.03)
            if due > end or (trial.wait_echo and number > 3 and chance.random() < 2 / trial.most):
                break
            terminal.pump(due - time.perf_counter())
            terminal.send(key.encode())
            sent.append(time.perf_counter())
            if trial.wait_echo:  # on a machine that is busy with other things, keys would else stand in a queue
                drawn = possible[number].unfinished[-40:] or READY
                terminal.until(partial(ends_with, terminal, drawn), 5)
        terminal.pump(chance.uniform(0, 1 / trial.pace) if trial.wait_echo else end - time.perf_counter())
        before = state_of(watching, interview_id)
        killed_at = time.perf_counter()
        terminal.end(signal.SIGKILL)
    with open_workspace(folder, Author(NAME, system_clock)) as workspace:
        after = state_of(workspace, interview_id)
    tried = possible[: len(sent) + 1]
    if after not in tried:
        raise SystemExit(f"what was found was never typed: {after}\nbefore: {base}\nkeys: {keys[: len(sent)]!r}")
    found = len(tried) - 1 - tried[::-1].index(after)
    committed = tried.index(before)  # a slip that was rubbed out leads to the same words again: the first time counts
    ms = (killed_at - sent[found]) * 1000 if found < len(sent) else 0.0
    return Killed(len(sent), committed, found, ms, said), after


def ends_with(terminal: Terminal, drawn: str) -> bool:
    """Whether the line being written ends with this; it is the last row but one, between two other parts."""
    row = terminal.screen.display[-2]
    return row.split("│")[1].strip().endswith(drawn)


def comes_back(terminal: Terminal, state: State) -> bool:
    """The app is open again: it says what was recovered, and the unfinished line stands there with its cursor."""
    count = len(state.lines)
    if state == State((), ""):
        return terminal.until(partial(terminal.shows, READY))
    words = f"Recovered: {count} line{'' if count == 1 else 's'}, nothing lost"
    last = state.unfinished[-40:].rstrip()
    is_back = terminal.until(lambda: terminal.shows(words) and terminal.shows(last), 20)
    if not is_back:
        print(f"not found: {words!r} and {last!r}\n{terminal.text}", file=sys.stderr)
    return is_back


def kill(times: int, seed: int, trial: Trial, as_json: bool) -> int:
    """Many kills; prints a table. The status is 1 where more than one character or a committed one was lost."""
    chance = random.Random(seed)
    results: list[Killed] = []
    with tempfile.TemporaryDirectory() as made:
        folder, state, interview_id = Path(made), State((), ""), ""
        for number in range(times):
            if number % KILLS_A_WORKSPACE == 0:
                folder, state = Path(made) / f"workspace-{number}", State((), "")
                interview_id = new_workspace(folder)
            killed, state = kill_once(folder, interview_id, state, chance, trial)
            results.append(killed)
            if not killed.said:  # the next ones would each wait as long for what does not come
                break
        terminal = open_app(folder)
        is_back = comes_back(terminal, state)
        terminal.end(signal.SIGKILL)
    lost = [one.sent - one.found for one in results]
    torn = sum(one.found < one.committed for one in results)
    unsaid = sum(not one.said for one in results) + (not is_back)
    summary = {
        "kills": len(results),
        "keys": sum(one.sent for one in results),
        "kills_that_lost_a_character": sum(map(bool, lost)),
        "most_characters_lost": max(lost),
        "most_ms_lost": round(max(one.ms_lost for one in results), 1),
        "committed_characters_lost": torn,
        "not_recovered_on_the_screen": unsaid,
    }
    if as_json:
        print(json.dumps(summary))
    else:
        print(f"| killed with -9 while typing {trial.pace:g} keys a second | |\n|---|---|")
        for name, value in summary.items():
            print(f"| {name.replace('_', ' ')} | {value} |")
    return 1 if max(lost) > 1 or torn or unsaid else 0


# -- latency ----------------------------------------------------------------------------------------------------------


def run_bare(text: str) -> Callable[[], object]:
    """A bare app with a TextArea that holds this text, the cursor at its end."""

    def run() -> object:
        from textual.app import App, ComposeResult
        from textual.widgets import TextArea

        class Bare(App[None]):
            def compose(self) -> ComposeResult:
                yield TextArea(text)

            def on_mount(self) -> None:
                area = self.query_one(TextArea)
                area.move_cursor(area.document.end)

        return Bare().run()

    return run


class Timed(NamedTuple):
    """How long keys took to be drawn, in milliseconds."""

    median: float
    p95: float
    worst: float


def typed(terminal: Terminal, keys: int, pause: float = 0.05) -> Timed:
    """Type so many keys, one after another, each when the one before is drawn and a moment has passed."""
    times = []
    for number in range(keys):
        terminal.pump(pause)
        took = terminal.echo("qzxjkvw"[number % 7])
        times.append(10.0 if took is None else took)
    times.sort()
    p95 = times[min(round(len(times) * 0.95), len(times) - 1)]
    return Timed(statistics.median(times) * 1000, p95 * 1000, times[-1] * 1000)


def pasted(terminal: Terminal, text: str) -> float:
    """Paste a text; the milliseconds until a key typed behind it is drawn."""
    began = time.perf_counter()
    terminal.send(b"\x1b[200~" + text.encode() + b"\x1b[201~")
    terminal.echo("q", 60)
    return (time.perf_counter() - began) * 1000


def latency(keys: int) -> int:
    """Type into each text with both apps in turn; prints a table. The status is 1 where ours misses the mark."""
    long_line = (SENTENCE * 300)[:20_000]
    many = "\n".join(f"{n} {SENTENCE.strip()}" for n in range(2_000))
    lines_200k = "\n".join(f"{n} {SENTENCE}"[:50] for n in range(4_000))
    line_200k = (SENTENCE * 2_200)[:200_000]
    cases = [
        ("an empty line", "", 0, "", ""),
        ("a line of 20,000 characters", long_line, 0, long_line, ""),
        ("an interview of 2,000 lines", many, 2_000, "", ""),
        ("after pasting 200 KB in 4,000 lines", "", 0, "", lines_200k),
        ("after pasting 200 KB in one line", "", 0, "", line_200k),
    ]
    print("| a key is drawn after (ms) | ours median | p95 | worst | TextArea median | p95 | worst | ratio of p95 |")
    print("|---|---|---|---|---|---|---|---|")
    good, notes = True, []
    for name, bare_text, count, line, paste in cases:
        with tempfile.TemporaryDirectory() as made:
            folder = Path(made) / "workspace"
            new_workspace(folder, count, line)
            ours, our_paste = _measured(open_app(folder), paste, keys, "Saved, every key")
        bare, bare_paste = _measured(Terminal(run_bare(bare_text)), paste, keys, "")
        ratio = ours.p95 / bare.p95
        good = good and ours.p95 <= 20 and ratio <= 1.5
        row = " | ".join(f"{value:.1f}" for value in (*ours, *bare))
        print(f"| {name} | {row} | {ratio:.2f} |")
        if paste:
            notes.append(
                f"{name.removeprefix('after ')}: {our_paste:.0f} ms until the next key, TextArea {bare_paste:.0f}"
            )
    print("\n" + "\n".join(notes))
    return 0 if good else 1


def _measured(terminal: Terminal, paste: str, keys: int, ready: str) -> tuple[Timed, float]:
    terminal.until(lambda: bool(terminal.text.strip()) and ready in terminal.text)
    terminal.pump(1.0)
    took = pasted(terminal, paste) if paste else 0.0
    timed = typed(terminal, keys)
    terminal.end(signal.SIGKILL)
    return timed, took


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    acts = ask.add_subparsers(dest="act", required=True)
    kills = acts.add_parser("kill")
    kills.add_argument("--times", type=int, default=500)
    kills.add_argument("--pace", type=float, default=12.0, help="keys a second")
    kills.add_argument("--seed", type=int, default=1)
    kills.add_argument("--most", type=int, default=60, help="keys at most in one trial")
    kills.add_argument("--wait-echo", action="store_true", help="type the next key when the last is drawn")
    kills.add_argument("--json", action="store_true")
    acts.add_parser("latency").add_argument("--keys", type=int, default=150)
    said = ask.parse_args()
    if said.act == "kill":
        sys.exit(kill(said.times, said.seed, Trial(said.pace, said.most, said.wait_echo), said.json))
    sys.exit(latency(said.keys))


if __name__ == "__main__":
    main()
