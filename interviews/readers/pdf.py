"""The text of a PDF, page by page, read by a child process under limits (design/documents.md, "Hostile input")."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import psutil

from interviews.readers.pdf_child import MEMORY_BYTES, MOST_PAGES
from interviews.readers.problems import ReadingCancelled, UnreadableDocument

MOST_BYTES = 200_000_000
MOST_SECONDS = 90.0
SCAN_CHARACTERS = 60  # on average a page: a page of a report has two thousand, a scanned one a stamp at most

_CHILD = Path(__file__).with_name("pdf_child.py")
_READERS = ("pdfium", "pypdf")
_LOOK_EVERY = 0.05


class PdfText(NamedTuple):
    """The text of each page, not cleaned yet, and what a reader should be told about it."""

    pages: list[str]
    notices: list[str]


class _Refused(Exception):
    """The child says why no reader can do more with this file."""


def read_pdf(data: bytes, name: str, cancelled: Callable[[], bool] | None = None) -> PdfText:
    """The text of a PDF's pages: with PDFium and, where that fails, with pypdf.

    ``name`` is what the file is called in a sentence; ``cancelled`` is asked many times a second whether to stop.
    Raises UnreadableDocument where the file is too large, needs a password, is damaged, takes too long or holds only
    pictures of pages; ReadingCancelled where ``cancelled`` says so.
    """
    if len(data) > MOST_BYTES:
        raise UnreadableDocument(
            f"{name} has {len(data) / 1e6:.0f} MB; PDFs of up to {MOST_BYTES / 1e6:.0f} MB can be read: split it."
        )
    end = time.monotonic() + MOST_SECONDS
    for reader in _READERS:
        try:
            pages = _pages(reader, data, end, cancelled)
        except _Refused as why:
            raise UnreadableDocument(_refusal(str(why), name)) from None
        except OSError as why:
            raise UnreadableDocument(f"{name} cannot be read: the PDF reader does not start; try again.") from why
        if pages:
            return PdfText(pages, _notices(pages, name, reader))
    raise UnreadableDocument(
        f"{name} cannot be read as a PDF: it is damaged, or takes more than {MOST_SECONDS:.0f} seconds or "
        f"{MEMORY_BYTES >> 30} GB of memory; open it in another program, save it again and try that file."
    )


def _pages(reader: str, data: bytes, end: float, cancelled: Callable[[], bool] | None) -> list[str]:
    """The pages as one reader gives them; none where it failed. Raises _Refused and ReadingCancelled."""
    # From a file and not through a pipe: a pipe is full after some kilobytes, and a child that is slow to begin reading
    # would wait for ever for the rest.
    with tempfile.TemporaryFile() as pdf_file:
        pdf_file.write(data)
        pdf_file.seek(0)
        child = subprocess.Popen(  # noqa: S603 (our own program, by its path)
            [sys.executable, "-I", str(_CHILD), reader],
            stdin=pdf_file,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={key: os.environ[key] for key in ("SYSTEMROOT", "WINDIR") if key in os.environ},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        with child:
            try:
                written = _output(child, end, cancelled)
            finally:
                child.kill()
    if child.returncode != 0:
        return []
    lines = [json.loads(line) for line in written.splitlines()]
    for line in lines:
        if "refused" in line:
            raise _Refused(line["refused"])
    return [line["page"] for line in lines]


def _output(child: subprocess.Popen[bytes], end: float, cancelled: Callable[[], bool] | None) -> bytes:
    while True:
        try:
            return child.communicate(timeout=_LOOK_EVERY)[0]
        except subprocess.TimeoutExpired:
            pass
        if cancelled is not None and cancelled():
            raise ReadingCancelled
        if time.monotonic() > end or _memory(child.pid) > MEMORY_BYTES:
            child.kill()


def _memory(process: int) -> int:
    try:
        return int(psutil.Process(process).memory_info().rss)
    except psutil.Error:
        return 0


def _refusal(why: str, name: str) -> str:
    if why == "password":
        return f"{name} is locked with a password: save a copy without one and try that."
    if why == "length":
        return f"{name} holds more text than can be read: split it."
    pages = int(why.removeprefix("pages "))
    return f"{name} has {pages:,} pages; up to {MOST_PAGES:,} can be read: split it."


def _notices(pages: list[str], name: str, reader: str) -> list[str]:
    """What to say about the pages. Raises UnreadableDocument where not one has a word."""
    letters = [sum(not letter.isspace() for letter in page) for page in pages]
    if not any(letters):
        raise UnreadableDocument(
            f"{name} looks like a scan: there are {_count(len(pages))} and no text; "
            "have it read by text recognition (OCR) first."
        )
    notices = []
    blank = letters.count(0)
    if sum(letters) < SCAN_CHARACTERS * len(pages):
        notices.append(f"This looks like a scan: {_count(len(pages))} with hardly any text.")
    elif blank:
        notices.append(f"{_count(blank)} of {len(pages)} without text: blank, or a picture of a page.")
    if reader != _READERS[0]:
        notices.append("The file is damaged in places: it was read in a simpler way, look at the order of the text.")
    return notices


def _count(pages: int) -> str:
    return "1 page" if pages == 1 else f"{pages} pages"
