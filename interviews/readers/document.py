"""A document from outside as clean text: its kind by content, its encoding, its pages, and what to know about it."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Callable
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from interviews.readers import pdf, text
from interviews.readers.clean import Paged, paged, visible
from interviews.readers.problems import ReadingCancelled, UnreadableDocument
from interviews.readers.sniff import Kind, kind_of

__all__ = ["ReadingCancelled", "SourceDocument", "UnreadableDocument", "read_document"]

_CHUNK = 1 << 20
_WAYS_OUT = {
    Kind.EMPTY: "is empty: choose another file.",
    Kind.UNKNOWN: "is not a document that can be read: choose a PDF, a text file or a Markdown file.",
    Kind.PICTURE: "is a picture: have it read by text recognition (OCR) first, or type out what it says.",
}


class SourceDocument(BaseModel):
    """What was read from one file. Lines of ``text`` end with LF and count from 1; the text has no control characters.

    ``page_starts`` has the line on which each page begins; it is empty where the file has no pages. ``notices`` are
    sentences for whoever imports it. ``sha256`` is that of the bytes as they came.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Kind
    name: str
    text: str
    encoding: str = ""
    page_starts: tuple[int, ...] = ()
    notices: list[str] = Field(default_factory=list)
    sha256: str

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
    encoding, notices = "", []
    if kind is Kind.PDF:
        found = pdf.read_pdf(data, called, cancelled)
        notices += found.notices
        content = paged("\f".join(page.replace("\f", "\n") for page in found.pages))
        content = content if content.page_starts else Paged(content.text, (1,))
    elif kind in (Kind.PLAIN, Kind.MARKDOWN):
        decoded = text.read_text(data, called)
        encoding, notices = decoded.encoding, [decoded.notice] if decoded.notice else []
        content = paged(decoded.text.rstrip("\f"))  # here a form feed ends a page: there is none behind the last
    else:
        way_out = _WAYS_OUT.get(kind, f"is a {kind.value}: save it as PDF or plain text and try that file.")
        raise UnreadableDocument(f"{called} {way_out}")
    if cancelled is not None and cancelled():
        raise ReadingCancelled
    if not content.text.strip():
        raise UnreadableDocument(f"{called} {_WAYS_OUT[Kind.EMPTY]}")
    return SourceDocument(
        kind=kind,
        name=called,
        text=content.text,
        encoding=encoding,
        page_starts=content.page_starts,
        notices=notices,
        sha256=hashlib.sha256(data).hexdigest(),
    )


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
