"""The program that reads one file in a process of its own, which may fail without harm.

Run by path, never imported by the application except for its limits: the file comes on standard input, JSON lines go to
standard output. ``{"refused": words}`` ends the output of a file that no reader can do more with; what the other lines
hold is between a reader and whoever asked for it. Any other end (a crash, a limit reached, an exception) means that
this reader failed.
"""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

MEMORY_BYTES = 1 << 30
CPU_SECONDS = 60
MOST_CHARACTERS = 50_000_000

# The module and function of each reader: imported only when it is asked for, so that a child starts in an instant.
_READERS = {
    "pdfium": ("interviews.readers.pdf_pages", "pdfium_pages"),
    "pypdf": ("interviews.readers.pdf_pages", "pypdf_pages"),
    "word": ("interviews.readers.fenced", "word"),
    "web": ("interviews.readers.fenced", "web"),
    "sheets": ("interviews.readers.fenced", "sheets"),
    "mail": ("interviews.readers.fenced", "mail"),
    "transcript": ("interviews.readers.fenced", "transcript"),
}


def limit_this_process() -> None:
    """Bound memory and processor time, and forbid core dumps and files, where the system can."""
    try:
        import resource
    except ImportError:  # Windows: the parent watches memory and time
        return
    limits = (("RLIMIT_AS", MEMORY_BYTES), ("RLIMIT_CPU", CPU_SECONDS), ("RLIMIT_CORE", 0), ("RLIMIT_FSIZE", 0))
    for limit, most in limits:
        try:
            resource.setrlimit(getattr(resource, limit), (most, most))
        except (AttributeError, ValueError, OSError):  # macOS has no limit on address space
            continue


def lines_of(reader: str, data: bytes, name: str) -> Iterator[dict[str, Any]]:
    """What a reader says about a file, a refusal as a line of its own."""
    from interviews.readers.problems import NESTED, Refusal, UnreadableDocument

    module, function = _READERS[reader]
    read: Callable[[bytes, str], Iterator[dict[str, Any]]] = getattr(importlib.import_module(module), function)
    try:
        yield from read(data, name)
    except Refusal as why:
        yield {"refused": str(why)}
    except RecursionError:
        yield {"refused": NESTED}
    except UnreadableDocument as why:
        yield {"sentence": str(why)}


def main() -> int:
    """Write what the reader named by the first argument says of standard input, the file called by the second."""
    limit_this_process()
    sys.path.append(str(Path(__file__).resolve().parents[2]))
    out, sys.stdout = sys.stdout, sys.stderr  # so that a library that prints a remark does not garble the answer
    written = 0
    for line in lines_of(sys.argv[1], sys.stdin.buffer.read(), sys.argv[2]):
        shown = json.dumps(line)
        written += len(shown)
        if written > MOST_CHARACTERS and "attachments" not in line:
            shown = json.dumps({"refused": "holds more text than can be read: split it."})
        out.write(shown + "\n")
        out.flush()  # the parent takes silence for a reader that is stuck
        if written > MOST_CHARACTERS:
            break
    return 0


if __name__ == "__main__":
    sys.exit(main())
