"""A document from outside as clean text: its kind by content, its pages, its speakers, and what to know about it."""

from __future__ import annotations

import base64
import hashlib
from bisect import bisect_right
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from interviews.readers import fence, pdf, text
from interviews.readers.clean import Paged, clean, paged, visible
from interviews.readers.problems import DAMAGED, EMPTY, EMPTY_OF_WORDS, LOCKED, ReadingCancelled, UnreadableDocument
from interviews.readers.sniff import Kind, kind_of
from interviews.readers.table import Sheet, as_sheet, read_table
from interviews.submission import Turn

__all__ = ["Attachment", "ReadingCancelled", "SourceDocument", "UnreadableDocument", "read_document", "tables_of"]

_CHUNK = 1 << 20
_ZIP_END, _ZIP_END_WITHIN = b"PK\x05\x06", 70_000
_WAYS_OUT = {
    Kind.EMPTY: EMPTY,
    Kind.UNKNOWN: "is not a document that can be read: choose a Word, PDF or text file, a web page or an e-mail.",
    Kind.PICTURE: "is a picture: have it read by text recognition (OCR) first, or type out what it says.",
    Kind.RTF: "is a rich text (RTF) document: open it in a word processor, save it as .docx and try that file.",
    Kind.OLD_OFFICE: "is a document of an older Office (.doc, .xls): save it as .docx or .xlsx and try that file.",
    Kind.OUTLOOK: "is a message of Outlook (.msg): save it from Outlook as text only or as .eml and try that file.",
    Kind.LOCKED_OFFICE: LOCKED,
    Kind.OPEN_DOCUMENT: "is an OpenDocument file: save it as .docx or .xlsx and try that file.",
    Kind.PRESENTATION: "is a presentation: save it as PDF and try that file.",
    Kind.ZIP: "is a zip file: unpack it and choose the files in it one by one.",
}
_A = {Kind.EMAIL: "an"}
_READERS = {
    Kind.WORD: "word",
    Kind.SPREADSHEET: "sheets",
    Kind.HTML: "web",
    Kind.EMAIL: "mail",
    Kind.TRANSCRIPT: "transcript",
}


class Attachment(BaseModel):
    """A file that came with an e-mail, as it came. Its name is what the e-mail calls it, and no path."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    data: bytes = Field(repr=False)


class SourceDocument(BaseModel):
    """What was read from one file. Lines of ``text`` end with LF and count from 1; the text has no control characters.

    ``title``, ``author`` and ``dated`` are what the file says of itself, for a proposal; an e-mail's are its subject,
    its sender and the day it was sent. ``page_starts`` has the line on which each page begins; it is empty where the
    file has no pages. ``turns`` say who speaks from which line on. ``tables`` are those of a Word document, a web page
    or a workbook. ``notices`` are sentences for whoever imports it, ``dropped`` those about what was left out.
    ``sha256`` is that of the bytes as they came.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Kind
    name: str
    text: str
    title: str = ""
    author: str = ""
    dated: date | None = None
    encoding: str = ""
    page_starts: tuple[int, ...] = ()
    turns: tuple[Turn, ...] = ()
    tables: tuple[Sheet, ...] = Field(default=(), repr=False)
    attachments: tuple[Attachment, ...] = ()
    notices: list[str] = Field(default_factory=list)
    dropped: list[str] = Field(default_factory=list)
    sha256: str

    @property
    def form(self) -> str:
        """What it came as, in words: "Word document", "e-mail", "transcript"."""
        return self.kind.value

    @property
    def pages(self) -> int:
        """How many pages the file has; 0 where it has none to count."""
        return len(self.page_starts)

    def page_of(self, line: int) -> int | None:
        """The page on which a line stands, from 1; None where the file has no pages."""
        return max(bisect_right(self.page_starts, line), 1) if self.page_starts else None


def read_document(
    source: Path | str | bytes, name: str = "", cancelled: Callable[[], bool] | None = None
) -> SourceDocument:
    """Read a file by its path, or its bytes.

    ``name`` is what to call it, by default the file's own name. ``cancelled`` is asked now and then whether to stop.
    Raises UnreadableDocument with one sentence, and ReadingCancelled where ``cancelled`` says so.
    """
    if isinstance(source, bytes):
        data, called = source, name or "The file"
    else:
        called = name or Path(source).name
        data = _bytes_of(Path(source), visible(called, single_line=True), cancelled)
    called = visible(called, single_line=True) or "The file"
    kind = kind_of(data, called)
    found: dict[str, Any] = {}
    if kind is Kind.PDF:
        read = pdf.read_pdf(data, called, cancelled)
        content = paged("\f".join(page.replace("\f", "\n") for page in read.pages))
        content = content if content.page_starts else Paged(content.text, (1,))
        found["notices"] = read.notices
    elif kind in (Kind.PLAIN, Kind.MARKDOWN):
        decoded = text.read_text(data, called)
        content = paged(decoded.text.rstrip("\f"))  # here a form feed ends a page: there is none behind the last
        found = {"encoding": decoded.encoding, "notices": [decoded.notice] if decoded.notice else []}
    elif kind in _READERS:
        line = _fenced(kind, data, called, cancelled)
        kind = Kind.TRANSCRIPT if "turns" in line else Kind.PLAIN if kind is Kind.TRANSCRIPT else kind
        content = Paged(clean(line.get("transcript", line["text"])), ())
        found = _told(line, called)
    elif kind is Kind.ZIP and _ZIP_END not in data[-_ZIP_END_WITHIN:]:
        raise UnreadableDocument(f"{called} {DAMAGED}")
    else:
        raise UnreadableDocument(f"{called} {_WAYS_OUT[kind]}")
    if cancelled is not None and cancelled():
        raise ReadingCancelled
    if not content.text.strip() and not found.get("attachments"):
        raise UnreadableDocument(f"{called} {EMPTY_OF_WORDS if kind in _READERS else EMPTY}")
    return SourceDocument(
        kind=kind,
        name=called,
        text=content.text,
        page_starts=content.page_starts,
        sha256=hashlib.sha256(data).hexdigest(),
        **found,
    )


def tables_of(document: SourceDocument) -> list[Sheet]:
    """The tables in a document: the sheets of a workbook, those of a Word document or a web page, or separated text.

    Raises UnreadableDocument where it has none.
    """
    if document.kind in (Kind.PLAIN, Kind.MARKDOWN):
        return [read_table(document.text, document.name)]
    if not document.tables:
        raise UnreadableDocument(f"{document.name} holds no table: choose a file with cells, in two rows at least.")
    return list(document.tables)


def _fenced(kind: Kind, data: bytes, name: str, cancelled: Callable[[], bool] | None) -> dict[str, Any]:
    """What the child says of a file of one of the _READERS."""
    try:
        return fence.read_fenced(_READERS[kind], data, name, cancelled=cancelled)[-1]
    except (fence.ReaderFailed, IndexError):
        raise UnreadableDocument(f"{name} cannot be read as {_A.get(kind, 'a')} {kind.value}: {fence.FAILED}") from None


def _told(line: dict[str, Any], name: str) -> dict[str, Any]:
    """What a line of the child says beside the text, clean, as fields of the document."""
    cells = ((visible(called, single_line=True), rows) for called, rows in line.get("sheets", line.get("tables", ())))
    sheets = (as_sheet(_clean_rows(rows), name, called) for called, rows in cells)
    return {
        "title": visible(line.get("title", ""), single_line=True),
        "author": visible(line.get("author", ""), single_line=True),
        "dated": _day(line.get("dated", "")),
        "encoding": line.get("encoding", ""),
        "turns": tuple(
            Turn(line=at, speaker=visible(speaker, single_line=True), at=when)
            for at, speaker, when in line.get("turns", ())
        ),
        "tables": tuple(sheet for sheet in sheets if sheet is not None),
        "attachments": tuple(
            Attachment(name=visible(called, single_line=True) or "attachment", data=base64.b64decode(held))
            for called, held in line.get("attachments", ())
        ),
        "notices": [notice for notice in [line.get("notice", "")] if notice],
        "dropped": [
            visible(told, single_line=True) for told in (*line["dropped"], *line.get("transcript_dropped", ()))
        ],
    }


def _clean_rows(rows: Iterable[Iterable[str]]) -> list[list[str]]:
    return [[clean(cell) for cell in row] for row in rows]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _bytes_of(path: Path, name: str, cancelled: Callable[[], bool] | None) -> bytes:
    try:
        if path.is_dir():
            raise UnreadableDocument(f"{name} is a folder: choose a file in it.")
        if not path.exists():
            raise UnreadableDocument(f"There is no file {name} at that place: look at its name and folder.")
        if not path.is_file():
            raise UnreadableDocument(f"{name} is not an ordinary file: choose another.")
        if path.stat().st_size > pdf.MOST_BYTES:
            raise UnreadableDocument(
                f"{name} has {path.stat().st_size / 1e6:,.0f} MB; files of up to {pdf.MOST_BYTES / 1e6:.0f} MB "
                "can be read: split it."
            )
        chunks = []
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                if cancelled is not None and cancelled():
                    raise ReadingCancelled
                chunks.append(chunk)
    except UnreadableDocument:
        raise
    except (OSError, ValueError) as why:
        reason = why.strerror if isinstance(why, OSError) and why.strerror else "its name cannot be used"
        raise UnreadableDocument(f"{name} cannot be opened ({reason}): look at its place and permissions.") from why
    return b"".join(chunks)
