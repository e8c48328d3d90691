"""How long a pack takes to come in, beside a plain reading of the same text in the same run: CPU time and its ratio.

    python -m benchmarks.packs [FILE...] [--megabytes 1] [--times 5]

The plain reading is the least that any import must do: split the text into lines, look for a number and a date in each
with one pattern, and put the lines into SQLite in one transaction, synchronous as the workspace is. Without FILE the
real packs are read where they lie beside the project. The synthetic pack is invented: the parts of a fictional pack,
repeated with other numbers and words until it has the size asked for.
"""

from __future__ import annotations

import argparse
import gc
import re
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from groups.rows import Author
from index.packs.passages import passages
from index.packs.reader import read_pack
from index.reviews.reader import read_reviews
from tests.index.packs.fictional import PACK
from tests.index.reviews.fictional import REPORT
from workbench.services.packs import keep_pack, propose_pack
from workbench.workspace.workspace import open_workspace

REAL = Path(__file__).resolve().parents[1].parent / "shared" / "packs"
PLAIN = re.compile(r"^\s*\d{1,2}[.)]?\s|\b\d{1,2}(?:st|nd|rd|th)?\s+[A-Z][a-z]+\s+\d{4}\b")


def synthetic(size: int) -> str:
    """An invented pack of about ``size`` characters: agenda and minutes once, then note after note."""
    front, _, notes = PACK.partition("\nBriefing note\n")
    one_note, two_note = notes.split("This page is intentionally left blank")[:2]
    parts = [front]
    length = len(front)
    number = 0
    while length < size:
        number += 1
        note = (f"\n\n\nBriefing note\n{one_note}", f"\n\n\n{two_note}", f"\n\n\n{REPORT}")[number % 3]
        note = note.replace("School Transport", f"School Matter {number}").replace("Short Breaks", f"Breaks {number}")
        parts.append(f"{note}\nThis page is intentionally left blank\n")
        length += len(parts[-1])
    return "".join(parts)


def plainly(text: str, folder: Path) -> None:
    """The yardstick: lines, one pattern over each, and the lines in SQLite."""
    lines = text.splitlines()
    marked = [bool(PLAIN.search(line)) for line in lines]
    db = sqlite3.connect(folder / f"plain-{time.monotonic_ns()}.db", isolation_level=None)
    db.execute("pragma journal_mode=wal")
    db.execute("pragma synchronous=full")
    db.execute("create table line (n integer primary key, text text, marked integer)")
    db.execute("begin immediate")
    db.executemany("insert into line (text, marked) values (?, ?)", zip(lines, marked, strict=True))
    db.execute("commit")
    db.close()


def cpu(work: Callable[[], object], times: int) -> float:
    """The median of the CPU seconds that some work takes."""
    found = []
    for _ in range(times):
        gc.collect()
        begun = time.process_time()
        work()
        found.append(time.process_time() - begun)
    return statistics.median(found)


def imported(text: str, folder: Path) -> Iterator[tuple[str, Callable[[], object]]]:
    """What an import consists of, step by step, and the whole of it as the command does it."""
    pack = read_pack(text)
    yield "read into records", lambda: read_pack(text)
    yield "cut into passages", lambda: passages(text, pack)
    yield "read the reviews", lambda: read_reviews(text, pack)

    def whole() -> None:
        where = folder / f"workspace-{time.monotonic_ns()}"
        with open_workspace(where, Author("A Benchmark", lambda: datetime.now(UTC))) as workspace:
            keep_pack(workspace, propose_pack(text.encode(), "pack.txt"))

    def empty() -> None:
        open_workspace(
            folder / f"empty-{time.monotonic_ns()}", Author("A Benchmark", lambda: datetime.now(UTC))
        ).close()

    yield "make an empty workspace", empty
    yield "import whole, in a new workspace", whole


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("files", nargs="*", type=Path)
    ask.add_argument("--megabytes", type=float, default=1.0)
    ask.add_argument("--times", type=int, default=5)
    args = ask.parse_args()
    files = args.files or sorted(REAL.glob("*.txt"))
    if not files:
        print(f"no packs in {REAL.name}: only the synthetic one is read")
    texts = {file.stem: file.read_text(encoding="utf-8") for file in files}
    texts[f"synthetic, {args.megabytes:g} MB"] = synthetic(round(args.megabytes * 1_000_000))
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        for name, text in texts.items():
            plain = cpu(lambda text=text: plainly(text, folder), args.times)
            print(f"\n{name}: {len(text) / 1000:.0f} kB, {text.count(chr(10)) + 1} lines")
            print(f"  {'plain reading':34} {plain * 1000:8.1f} ms")
            for step, work in imported(text, folder):
                taken = cpu(work, args.times)
                print(f"  {step:34} {taken * 1000:8.1f} ms   ratio {taken / plain:5.1f}")


if __name__ == "__main__":
    main()
