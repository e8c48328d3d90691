"""The text of a PDF page by page, as two libraries see it. Runs in the fenced child only."""

from __future__ import annotations

import io
from collections.abc import Iterator

from interviews.readers.problems import LOCKED, Refusal

MOST_PAGES = 2_000


def pdfium_pages(data: bytes, _name: str) -> Iterator[dict[str, str]]:
    """The pages as PDFium reads them: the best reading order, but a hostile file can make it abort."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as why:
        if "password" in str(why).lower():
            raise Refusal(LOCKED) from why
        raise
    _refuse_too_many(len(document))
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        yield {"page": text.get_text_bounded()}
        text.close()
        page.close()


def pypdf_pages(data: bytes, _name: str) -> Iterator[dict[str, str]]:
    """The pages as pypdf reads them: slower and in plainer order, but nothing makes it abort."""
    import pypdf

    reader = pypdf.PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise Refusal(LOCKED)
    _refuse_too_many(len(reader.pages))
    for page in reader.pages:
        yield {"page": page.extract_text()}


def _refuse_too_many(pages: int) -> None:
    if pages > MOST_PAGES:
        raise Refusal(f"has {pages:,} pages; up to {MOST_PAGES:,} can be read: split it.")
