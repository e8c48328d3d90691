"""Files as partners send them, everybody in them invented: a Word submission, a transcript, an e-mail, a workbook."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path

import docx
from docx.document import Document as Doc
from openpyxl import Workbook

from tests.interviews.readers.mails import with_attachments

TURNS = """\
Attendance interview-20260114
14 January 2026, 02:00pm

Okoro, Ama started transcription

Okoro, Ama   0:03
Who tells the families?

Lee, Pat (Guest)   0:09
The schools do, in the sixth week.

Okoro, Ama   1:02:12
Thank you.
"""
FIGURES = "Year,Children\n2024,9\n2025,14\n"


def _saved(document: Doc) -> bytes:
    document.core_properties.author = "Pat Lee"
    document.core_properties.title = ""
    document.core_properties.created = document.core_properties.modified = datetime(2026, 1, 12, 9)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def word_submission() -> bytes:
    """A heading, words, and a list that Word numbers by itself."""
    document = docx.Document()
    document.add_heading("What families told us", 1)
    document.add_paragraph("Forty families answered.")
    for words in ("Nobody told them in time.", "The letters were hard to read."):
        document.add_paragraph(words, style="List Number")
    return _saved(document)


def word_transcript() -> bytes:
    """A transcript as Teams writes it in Word."""
    document = docx.Document()
    for line in TURNS.split("\n"):
        if line:
            document.add_paragraph(line)
    return _saved(document)


def workbook() -> bytes:
    """Two sheets with a table and one that is empty."""
    book = Workbook()
    first = book.active
    assert first is not None
    first.title = "Absence"
    for row in (["Year", "Pupils"], [2024, 31], [2025, 42]):
        first.append(row)
    second = book.create_sheet("Exclusions")
    for row in (["Year", "Pupils"], [2024, 3], [2025, 2]):
        second.append(row)
    book.create_sheet("Empty")
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def mail() -> bytes:
    """A letter with a Word file, a table, and a file that no program here reads."""
    return with_attachments(
        ("What families told us.docx", word_submission()),
        ("children_at_home.csv", FIGURES.encode()),
        ("photo.heic", b"\x00\x00\x00\x18ftypheic" + bytes(range(256)) * 4),
    ).as_bytes()


def put(folder: Path, name: str, data: bytes | str) -> Path:
    """Write a file to take in."""
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path
