"""A paragraph in a list: what leads it stands in a column of its own, and the words are wrapped beside it."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content

from workbench.text import shown
from workbench.widgets.line_view import wrapped


def hanging(
    lead: str, words: str, width: int, *, tail: str = "", lead_style: str = "dim", tail_style: str = "$text-accent"
) -> Content:
    """The words behind ``lead``, wrapped to ``width`` cells; ``tail`` follows them in a style of its own."""
    indent = " " * cell_len(lead)
    parts: list[Content] = []
    for row, (begin, end) in enumerate(wrapped(words + tail, max(width - cell_len(lead), 12))):
        parts.append(shown(lead, lead_style) if row == 0 else Content("\n" + indent))
        parts.append(shown(words[begin:end]))
        if end > len(words):
            parts.append(shown((words + tail)[max(begin, len(words)) : end], tail_style))
    return Content("").join(parts)
