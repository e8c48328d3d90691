"""Reading spoilt files as the application reads them, and finding those that end in a traceback or hang.

Each file is read through ``read_document`` and its tables through ``tables_of``. To have thousands read in minutes, one
process reads many of them without the fence; it is ended when a file takes it longer than five seconds, and whatever
ended it is read again behind the fence as the application would.
"""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from interviews.readers import child, fence
from interviews.readers.clean import clean
from interviews.readers.document import UnreadableDocument, read_document, tables_of
from tests.interviews.readers.mutations import SAMPLES, mutated

MOST_SECONDS = 5.0
_START = 30.0  # seconds for the reading process to begin
_TRIES = 3
_OTHERS = ("pdfium", "pypdf")  # libraries of others: what they raise is a file that cannot be read


@dataclass
class Outcome:
    """What became of the files of one kind."""

    kind: str
    files: int = 0
    read: int = 0
    refused: int = 0
    fenced: int = 0
    tracebacks: list[str] = field(default_factory=list)
    hangs: list[int] = field(default_factory=list)
    slowest: float = 0.0

    def row(self) -> str:
        """A line of the table."""
        cells = (self.kind, self.files, self.read, self.refused, self.fenced, len(self.tracebacks), len(self.hangs))
        return (
            "| "
            + " | ".join(f"{cell:,}" if isinstance(cell, int) else cell for cell in cells)
            + f" | {self.slowest:.2f} s |"
        )


HEADING = (
    "| Kind | Files | Read | Refused in a sentence | Of these behind the fence | Tracebacks | Over 5 s | Slowest |\n"
    "|---|---:|---:|---:|---:|---:|---:|---:|"
)


def read_one(kind: str, seed: int) -> str:
    """Read a spoilt file: "read", or "refused" with a proper sentence. Raises whatever else comes."""
    data, name = mutated(kind, seed), SAMPLES[kind][0]
    try:
        document = read_document(data, name)
    except UnreadableDocument as why:
        if not str(why).startswith(f"{name} ") or not str(why).endswith(".") or "\n" in str(why):
            raise AssertionError(f"no sentence: {str(why)[:200]!r}") from why
        return "refused"
    if document.text != clean(document.text):
        raise AssertionError("the text is not clean")
    if any(not 0 < turn.line <= document.text.count("\n") + 1 for turn in document.turns):
        raise AssertionError("a turn is outside the text")
    try:
        tables_of(document)
    except UnreadableDocument as why:
        if not str(why).endswith("."):
            raise AssertionError("no sentence about the table") from why
    return "read"


def _unfenced(reader: str, data: bytes, name: str, **_limits: Any) -> list[dict[str, Any]]:
    """What stands in for the fence where one process reads many files."""
    try:
        lines = list(child.lines_of(reader, data, name))
    except MemoryError:
        raise fence.ReaderFailed from None
    except Exception as why:
        if reader in _OTHERS:
            raise fence.ReaderFailed from why
        raise
    for line in lines:
        if "refused" in line or "sentence" in line:
            raise UnreadableDocument(line.get("sentence") or f"{name} {line['refused']}")
    return json.loads(json.dumps(lines))  # type: ignore[no-any-return]


def reading_process(kind: str, first: int, count: int) -> None:
    """Read files one after another in this process; say each before and after in a line of JSON."""
    fence.read_fenced = _unfenced
    sys.stdout = sys.stderr  # where libraries of others write their remarks
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (child.MEMORY_BYTES * 2, child.MEMORY_BYTES * 2))
    except (ImportError, ValueError, OSError):
        pass
    for seed in range(first, first + count):
        _say({"begin": seed})
        begun, told = time.perf_counter(), ""
        try:
            what = read_one(kind, seed)
        except Exception:
            what, told = "traceback", traceback.format_exc()
        _say({"what": what, "seconds": time.perf_counter() - begun, "told": told})


def _say(line: dict[str, Any]) -> None:
    if sys.__stdout__ is not None:
        sys.__stdout__.write(json.dumps(line) + "\n")
        sys.__stdout__.flush()


def fuzz(kind: str, each: int, first: int = 0, fenced_percent: float = 5.0) -> Outcome:
    """Read so many spoilt files of a kind."""
    outcome = Outcome(kind)
    seed, end = first, first + each
    while seed < end:
        seed = _pooled(outcome, seed, end)
    step = max(round(100 / fenced_percent), 1) if fenced_percent > 0 else each
    for again in range(first, end if fenced_percent > 0 else first, step):
        _behind_the_fence(outcome, again, counts=False)
    return outcome


def _pooled(outcome: Outcome, seed: int, end: int) -> int:
    """Read files in one process until it ends or hangs; the seed of the next file."""
    files = ["--process", outcome.kind, str(seed), str(end - seed)]
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.interviews.readers.fuzzing", *files],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=Path(__file__).resolve().parents[3],
    )
    heard: queue.SimpleQueue[str] = queue.SimpleQueue()
    assert process.stdout is not None
    listener = threading.Thread(target=_listen, args=(process.stdout, heard.put), daemon=True)
    listener.start()
    begun = False
    with process:
        try:
            while seed < end:
                line = heard.get(timeout=MOST_SECONDS if begun else _START)
                if not line:  # it ended: by this file, or before it began
                    break
                told = json.loads(line)
                begun = "begin" in told
                if "what" in told:
                    _count(outcome, told["what"], told["seconds"], f"{outcome.kind} {seed}\n{told['told']}")
                    seed += 1
        except queue.Empty:
            pass
        finally:
            process.kill()
    if seed < end:
        if not begun:
            raise RuntimeError("the reading process does not start")
        _behind_the_fence(outcome, seed, counts=True)
        seed += 1
    return seed


def _listen(lines: Iterator[str], put: Callable[[str], None]) -> None:
    for line in lines:
        put(line)
    put("")


def _behind_the_fence(outcome: Outcome, seed: int, *, counts: bool) -> None:
    taken = float("inf")
    for _ in range(_TRIES):  # over five seconds on a busy machine is no hang yet
        begun = time.perf_counter()
        try:
            what, told = read_one(outcome.kind, seed), ""
        except Exception:
            what, told = "traceback", f"{outcome.kind} {seed}, behind the fence\n{traceback.format_exc()}"
        taken = min(taken, time.perf_counter() - begun)
        if taken <= MOST_SECONDS:
            break
    outcome.fenced += 1
    if taken > MOST_SECONDS:
        outcome.hangs.append(seed)
    if counts:
        _count(outcome, what, taken, told)
    elif told:
        outcome.tracebacks.append(told)
    outcome.slowest = max(outcome.slowest, taken)


def _count(outcome: Outcome, what: str, seconds: float, told: str) -> None:
    outcome.files += 1
    outcome.slowest = max(outcome.slowest, seconds)
    if what == "read":
        outcome.read += 1
    elif what == "refused":
        outcome.refused += 1
    else:
        outcome.tracebacks.append(told)


if __name__ == "__main__":
    reading_process(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
