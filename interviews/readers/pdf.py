"""The text of a PDF, page by page, read by a child process under limits (design/documents.md, "Hostile input")."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import NamedTuple

from interviews.readers import fence
from interviews.readers.problems import UnreadableDocument

MOST_BYTES = 200_000_000
MOST_SECONDS = 90.0
SCAN_CHARACTERS = 60  # on average a page: a page of a report has two thousand, a scanned one a stamp at most

_READERS = {"pdfium": 2.5, "pypdf": 1.5}  # how many seconds of work without a page each may take


class PdfText(NamedTuple):
    """The text of each page, not cleaned yet, and what a reader should be told about it."""

    pages: list[str]
    notices: list[str]


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
    for reader, silent in _READERS.items():
        left = end - time.monotonic()
        try:
            lines = fence.read_fenced(reader, data, name, cancelled=cancelled, seconds=left, silent_seconds=silent)
        except fence.ReaderStopped:
            break  # what takes one reader too long takes the other no less
        except fence.ReaderFailed:
            continue
        if pages := [line["page"] for line in lines]:
            return PdfText(pages, _notices(pages, name, reader))
    raise UnreadableDocument(f"{name} cannot be read as a PDF: {fence.FAILED}")


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
    if reader != "pdfium":
        notices.append("The file is damaged in places: it was read in a simpler way, look at the order of the text.")
    return notices


def _count(pages: int) -> str:
    return "1 page" if pages == 1 else f"{pages} pages"
