"""The fence: a file is read by a child process under limits, so that none can hang or end the application.

The limits are those of design/documents.md ("Hostile input"). They bind on every system: the child sets its own where
the system can, and the parent watches memory and processor time beside it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil

from interviews.readers.child import MEMORY_BYTES
from interviews.readers.clean import visible
from interviews.readers.problems import ReadingCancelled, Refusal, UnreadableDocument

MOST_SECONDS = 20.0  # by the clock; a machine may be busy with other work, so this is no measure of the file
FAILED = (
    f"it is damaged, or takes too long or more than {MEMORY_BYTES >> 30} GB of memory; open it in another program, "
    "save it again and try that file."
)
SILENT_SECONDS = 3.0  # of processor time without a word of output: then the file is too much for its reader

_CHILD = Path(__file__).with_name("child.py")
_LOOK_EVERY = 0.05
_MOST_OUTPUT = 400_000_000  # attachments of an e-mail as large as files may be, in base64
_CHUNK = 1 << 16
_LONGEST_NAME = 200


class ReaderFailed(Exception):
    """The child ended without an answer: the file made it crash."""


class ReaderStopped(ReaderFailed):
    """The child was ended because it went over a limit."""


def read_fenced(
    reader: str,
    data: bytes,
    name: str,
    *,
    cancelled: Callable[[], bool] | None = None,
    seconds: float | None = None,
    silent_seconds: float | None = None,
) -> list[dict[str, Any]]:
    """What a reader of ``child`` says about a file, in a process of its own.

    ``name`` is what the file is called; ``cancelled`` is asked many times a second whether to stop; ``seconds`` by the
    clock and ``silent_seconds`` of work without a word are by default MOST_SECONDS and SILENT_SECONDS. Raises
    UnreadableDocument where the reader refuses the file, ReaderFailed and ReaderStopped where it could not read it,
    ReadingCancelled where ``cancelled`` says so.
    """
    try:
        end = time.monotonic() + (MOST_SECONDS if seconds is None else seconds)
        lines = _lines(reader, data, name, cancelled, end, SILENT_SECONDS if silent_seconds is None else silent_seconds)
    except Refusal as why:
        raise UnreadableDocument(f"{name} {why}") from None
    except OSError as why:
        raise UnreadableDocument(f"{name} cannot be read: its reader does not start; try again.") from why
    for line in lines:
        if "refused" in line:
            raise UnreadableDocument(f"{name} {line['refused']}")
        if "sentence" in line:
            raise UnreadableDocument(line["sentence"])
    return lines


def _lines(
    reader: str, data: bytes, name: str, cancelled: Callable[[], bool] | None, end: float, silent_seconds: float
) -> list[dict[str, Any]]:
    # From a file and not through a pipe: a pipe is full after some kilobytes, and a child that is slow to begin reading
    # would wait for ever for the rest.
    with tempfile.TemporaryFile() as file:
        file.write(data)
        file.seek(0)
        child = subprocess.Popen(  # noqa: S603 (our own program, by its path)
            [sys.executable, "-I", str(_CHILD), reader, visible(name, single_line=True)[:_LONGEST_NAME]],
            stdin=file,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={key: os.environ[key] for key in ("SYSTEMROOT", "WINDIR") if key in os.environ},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        written = bytearray()
        listener = threading.Thread(target=_listen, args=(child, written), daemon=True)
        with child:
            try:
                listener.start()
                _watch(child, listener, written, cancelled, end, silent_seconds)
            finally:
                child.kill()
                listener.join()
    if child.returncode != 0:
        raise ReaderFailed
    try:
        return [json.loads(line) for line in written.splitlines()]
    except ValueError as why:
        raise ReaderFailed from why


def _listen(child: subprocess.Popen[bytes], written: bytearray) -> None:
    if child.stdout is not None:
        while chunk := os.read(child.stdout.fileno(), _CHUNK):
            written += chunk


def _watch(
    child: subprocess.Popen[bytes],
    listener: threading.Thread,
    written: bytearray,
    cancelled: Callable[[], bool] | None,
    end: float,
    silent_seconds: float,
) -> None:
    """Wait for the end of the child's output; end it where it goes over a limit."""
    heard, worked_then = 0, 0.0
    while True:
        listener.join(_LOOK_EVERY)
        if not listener.is_alive():
            child.wait()
            return
        if cancelled is not None and cancelled():
            raise ReadingCancelled
        memory, worked = _use(child.pid)
        if len(written) != heard:
            heard, worked_then = len(written), worked
        over = memory > MEMORY_BYTES or worked - worked_then > silent_seconds
        if over or heard > _MOST_OUTPUT or time.monotonic() > end:
            raise ReaderStopped


def _use(process: int) -> tuple[int, float]:
    """Bytes of memory and seconds of processor time that a process has used."""
    try:
        seen = psutil.Process(process)
        times = seen.cpu_times()
        return int(seen.memory_info().rss), times.user + times.system
    except psutil.Error:
        return 0, 0.0
