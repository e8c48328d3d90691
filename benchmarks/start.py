"""The CPU time that the app takes to its first paint, beside a bare Textual app, in a real pseudo-terminal.

    python -m benchmarks.start [--runs 15]

Each run starts a fresh process that leaves once its first screen is painted; user and system time are the kernel's.
The workspace holds the demo, and bytecode is compiled by a first run that does not count.
"""

from __future__ import annotations

import argparse
import os
import pty
import statistics
import sys
import tempfile
from pathlib import Path

BARE = """
from textual.app import App
from textual.widgets import Footer, Static
class Bare(App):
    def compose(self):
        yield Static("Hello")
        yield Footer()
    def on_ready(self):
        self.call_after_refresh(self.exit)
Bare().run()
"""

# The command itself, but that it leaves once its first screen is painted. The collector is off while the app's modules
# are imported, as the command has it.
OURS = """
import gc, sys
gc.disable()
from workbench.app import WorkbenchApp
from workbench.cli.main import call
WorkbenchApp.on_ready = lambda app: app.call_after_refresh(app.exit)
sys.exit(call(["--workspace", sys.argv[1]]))
"""


def cpu_seconds(code: str, *arguments: str) -> float:
    """Run Python code in a pseudo-terminal of 120 by 40; returns its user and system time together."""
    child, terminal = pty.fork()
    if child == 0:
        os.environ.update(TERM="xterm-256color", COLUMNS="120", LINES="40")
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.execv(sys.executable, [sys.executable, "-c", code, *arguments])
    try:
        while os.read(terminal, 65536):
            pass
    except OSError:
        pass  # the child closed its end
    _, status, used = os.wait4(child, 0)
    os.close(terminal)
    if status:
        raise SystemExit(f"a measured app left with status {status}")
    return used.ru_utime + used.ru_stime


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--runs", type=int, default=15)
    runs = ask.parse_args().runs
    from groups.rows import Author
    from workbench.demo.make import make_demo
    from workbench.workspace.workspace import open_workspace, system_clock

    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "workspace"
        with open_workspace(folder, Author("Benchmark", system_clock)) as workspace:
            make_demo(workspace)
        cpu_seconds(BARE)
        cpu_seconds(OURS, str(folder))
        # One after the other, so that a busy machine slows both alike.
        pairs = [(cpu_seconds(BARE), cpu_seconds(OURS, str(folder))) for _ in range(runs)]
    bare, ours = (statistics.median(times) for times in zip(*pairs, strict=True))
    ratio = statistics.median(b / a for a, b in pairs)
    print("| | CPU ms to first paint (median) |\n|---|---|")
    print(f"| bare Textual app | {bare * 1000:.0f} |\n| workbench on the demo | {ours * 1000:.0f} |")
    print(f"\nRatio {ratio:.2f} (median of {runs} pairs; at most 2.0 is wanted).")


if __name__ == "__main__":
    main()
