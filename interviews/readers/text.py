"""Plain text and Markdown files: their text as written, under a limit of size."""

from __future__ import annotations

from interviews.readers.problems import UnreadableDocument
from interviews.readers.sniff import Decoded, decode

MOST_BYTES = 20_000_000  # a hundred times the largest document pack at hand


def read_text(data: bytes, name: str) -> Decoded:
    """The decoded text of a file, not cleaned yet; ``name`` is what the file is called in a sentence.

    Raises UnreadableDocument where the file is larger than the limit.
    """
    if len(data) > MOST_BYTES:
        raise UnreadableDocument(
            f"{name} has {len(data) / 1e6:.0f} MB of text; up to {MOST_BYTES / 1e6:.0f} MB can be read: "
            "split it into smaller files."
        )
    return decode(data)
