"""Every word of a PDF: pages, the lines that stand on each of them, properties, bookmarks, alternative texts, notes."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import unquote_plus

from interviews.leaks import Stretch

_EDGE = 3  # lines at the top and at the foot of a page that may be the same on each
_DIGITS = re.compile(r"\d+")
_NAMES = {
    "/Title": "a title or bookmark",
    "/Author": "properties, author",
    "/Subject": "properties, subject",
    "/Keywords": "properties, keywords",
    "/Alt": "an alternative text",
    "/ActualText": "an alternative text",
    "/Contents": "a note on a page",
    "/URI": "where a link leads",
}


class UnreadablePdf(ValueError):
    """A file is no PDF that can be read."""


def pdf_stretches(data: bytes) -> Iterator[Stretch]:
    """Every word of a PDF. Raises UnreadablePdf."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        with PdfDocument(data) as document:
            pages = [page.get_textpage().get_text_range() for page in document]
        reader = PdfReader(io.BytesIO(data))
        found = list(_strings(reader))
        metadata = reader.xmp_metadata
        described = metadata.stream.get_data().decode("utf-8", "replace") if metadata is not None else ""
        attached = [(name, part) for name, parts in reader.attachments.items() for part in parts]
    except (
        PdfiumError,
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        IndexError,
        AttributeError,
        RecursionError,
        OSError,
    ) as why:
        raise UnreadablePdf(type(why).__name__) from why
    yield from _text(pages)
    yield from found
    for number, text in enumerate(re.findall(r">([^<>]+)<", described)):
        if text.strip():
            yield Stretch(f"metadata {number}", "properties", text)
    for number, (name, part) in enumerate(attached):
        yield Stretch(f"attached {number} name", "the name of a file inside", name)
        yield Stretch(f"attached {number}", "a file inside", part.decode("utf-8", "replace"))


def _text(pages: list[str]) -> Iterator[Stretch]:
    """The lines page by page; what stands on most pages is a header or a footer, and interrupts no sentence."""
    lines = [[line for line in page.splitlines() if line.strip()] for page in pages]
    often = Counter(_alike(line) for page in lines for line in {*page[:_EDGE], *page[-_EDGE:]})
    for number, page in enumerate(lines, start=1):
        for place, line in enumerate(page, start=1):
            at_edge = place <= _EDGE or place > len(page) - _EDGE
            is_furniture = at_edge and len(pages) > 1 and often[_alike(line)] > len(pages) // 2
            where = "header or footer" if is_furniture else f"line {place}"
            yield Stretch("furniture" if is_furniture else "text", f"page {number}, {where}", line)


def _alike(line: str) -> str:
    return _DIGITS.sub("#", " ".join(line.split()))


def _strings(reader: object) -> Iterator[Stretch]:
    """Every text in the objects of the file beside the pages' own: properties, bookmarks, notes, descriptions."""
    from pypdf import PdfReader
    from pypdf.generic import ArrayObject, ByteStringObject, DictionaryObject, IndirectObject, TextStringObject

    assert isinstance(reader, PdfReader)  # noqa: S101
    seen: set[tuple[str, str]] = set()

    def told(value: object, key: str, depth: int) -> Iterator[tuple[str, str]]:
        if isinstance(value, TextStringObject):
            yield key, str(value)
        elif isinstance(value, ByteStringObject):
            yield key, bytes(value).decode("latin-1")
        elif isinstance(value, ArrayObject) and depth < 20:
            for inside in value:
                yield from told(inside, key, depth + 1)
        elif isinstance(value, DictionaryObject) and depth < 20:
            for name, inside in value.items():
                if not isinstance(inside, IndirectObject):
                    yield from told(inside, str(name), depth + 1)

    for number in range(1, int(str(reader.trailer.get("/Size", 0)))):
        try:
            value = reader.get_object(number)
        except Exception:  # noqa: S112 - a free or damaged entry of the table holds no words
            continue
        for key, text in told(value, "", 0):
            if (key, text) not in seen and re.search(r"[^\W\d_]{2}", text):
                seen.add((key, text))
                words = unquote_plus(text) if key == "/URI" else text
                yield Stretch(f"object {len(seen)}", _NAMES.get(key, "inside the file"), words)
