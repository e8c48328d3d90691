"""Every word in a finished file with where it stands, whatever the format: what the leak check looks at.

Not only the text: headers, footers, footnotes, comments, hidden words and deleted ones, properties, alternative texts,
names of bookmarks, sheets and styles, where links lead, and files inside the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from interviews.leaks import Stretch
from workbench.report.finished_packages import NotAPackage, package_stretches
from workbench.report.finished_pdf import UnreadablePdf, pdf_stretches
from workbench.report.finished_texts import (
    csv_stretches,
    html_stretches,
    json_stretches,
    markdown_stretches,
    text_stretches,
)

FORMS = ("docx", "xlsx", "qdpx", "pdf", "html", "md", "txt", "csv", "json")


class CannotCheck(ValueError):
    """A finished file cannot be looked through; the message says why in one sentence and has no word of the file."""


def words_of(data: bytes, form: str) -> list[Stretch]:
    """Every word of a finished file in one of FORMS. Raises CannotCheck."""
    if form not in FORMS:
        raise CannotCheck(f"A file of the kind “{form}” cannot be looked through, so it cannot be published.")
    try:
        return list(_read(data, form, 0))
    except (NotAPackage, UnreadablePdf, ValueError, RecursionError) as why:
        kind = f"The finished {form} file cannot be looked through"
        raise CannotCheck(f"{kind} ({type(why).__name__}): nothing was published. Try another form.") from why


def _read(data: bytes, form: str, depth: int) -> Iterator[Stretch]:
    match form:
        case "docx" | "xlsx" | "qdpx" | "docm" | "dotx" | "xlsm" | "pptx":
            prefix = "a file inside, " * bool(depth)
            yield from package_stretches(data, _inside, prefix, depth)
        case "pdf":
            yield from pdf_stretches(data)
        case "html" | "htm":
            yield from html_stretches(_decoded(data))
        case "md":
            yield from markdown_stretches(_decoded(data))
        case "csv":
            yield from csv_stretches(_decoded(data))
        case "json":
            yield from json_stretches(_decoded(data))
        case "txt":
            yield from text_stretches(_decoded(data))


def _inside(data: bytes, form: str, depth: int) -> Iterator[Stretch]:
    """A file that lies in another one; of one that cannot be read its bytes are looked at instead."""
    with suppress(NotAPackage, UnreadablePdf, ValueError, RecursionError):
        yield from list(_read(data, form, depth))


def _decoded(data: bytes) -> str:
    return data.decode("utf-8-sig", "replace")
