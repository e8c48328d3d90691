"""What the fenced child says of a Word file, a web page, a workbook, an e-mail or a transcript, as a line of JSON."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from typing import Any

# Each reader imports what it needs when it is called: a child that reads a web page has no use for a zip file.

_TIME = re.compile(r"\b\d{1,2}:\d{2}\b")
_FEWEST_TIMES = 3


def word(data: bytes, _name: str) -> Iterator[dict[str, Any]]:
    """A Word document; where it is the transcript of a meeting, what was said and by whom."""
    from interviews.readers.word import read_word

    found = read_word(data)
    line = found._asdict()
    if len(_TIME.findall(found.text)) >= _FEWEST_TIMES:
        line |= _turns(found.text)
    yield line


def web(data: bytes, _name: str) -> Iterator[dict[str, Any]]:
    """A web page."""
    from interviews.readers.web import read_web

    yield read_web(data)._asdict()


def sheets(data: bytes, _name: str) -> Iterator[dict[str, Any]]:
    """A workbook: each sheet's name and cells."""
    from interviews.readers.sheets import read_sheets

    found = read_sheets(data)
    pages = []
    for called, rows in found.sheets:
        lines = ["\t".join(" ".join(cell.split()) for cell in row) for row in rows]
        pages.append("\n".join([*([called] if len(found.sheets) > 1 else []), *lines]))
    yield found._asdict() | {"text": "\n\n".join(pages) + "\n"}


def mail(data: bytes, name: str) -> Iterator[dict[str, Any]]:
    """An e-mail with its attachments."""
    from interviews.readers.mail import read_mail

    found = read_mail(data, name)
    attachments = [[called, base64.b64encode(held).decode("ascii")] for called, held in found.attachments]
    yield {
        "text": found.text,
        "title": found.subject,
        "author": found.sender,
        "dated": found.sent.isoformat() if found.sent else "",
        "attachments": attachments,
        "dropped": list(found.dropped),
    }


def transcript(data: bytes, name: str) -> Iterator[dict[str, Any]]:
    """A transcript written as text (VTT, SRT); a text that is none after all comes as it stands."""
    from interviews.readers.text import read_text

    decoded = read_text(data, name)
    yield {"text": decoded.text, "encoding": decoded.encoding, "notice": decoded.notice, "dropped": []} | _turns(
        decoded.text
    )


def _turns(text: str) -> dict[str, Any]:
    from interviews.readers.transcript import read_transcript

    found = read_transcript(text)
    if found is None:
        return {}
    turns = [[turn.line, turn.speaker, turn.at] for turn in found.turns]
    return {"transcript": found.text, "turns": turns, "transcript_dropped": list(found.dropped)}
