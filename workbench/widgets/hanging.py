"""A paragraph in a list: what leads it stands in a column of its own, and the words are wrapped beside it."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content, Span
from textual.css.styles import RulesMap

from workbench.text import shown
from workbench.widgets.wrapping import wrapped


def hanging(
    lead: str, words: str, width: int, *, tail: str = "", lead_style: str = "dim", tail_style: str = "$text-accent"
) -> Content:
    """The words behind ``lead``, wrapped to ``width`` cells; ``tail`` follows them in a style of its own."""
    indent = "\n" + " " * cell_len(lead)
    text, spans = "", []

    def add(part: str, style: str = "") -> None:
        nonlocal text
        plain = shown(part).plain
        if style and plain:
            spans.append(Span(len(text), len(text) + len(plain), style))
        text += plain

    for row, (begin, end) in enumerate(wrapped(words + tail, max(width - cell_len(lead), 12))):
        if row == 0:
            add(lead, lead_style)
        else:
            text += indent
        add(words[begin:end])
        if end > len(words):
            add((words + tail)[max(begin, len(words)) : end], tail_style)
    return _Hanging(text, spans)


class _Hanging(Content):
    """A paragraph that is wrapped already: to ask for its height does not wrap it once more."""

    def __init__(self, text: str, spans: list[Span]) -> None:
        super().__init__(text, spans)
        rows = text.split("\n")
        self._rows = len(rows)
        self._widest = 0 if "\t" in text else max(map(cell_len, rows))  # how wide a tab is, only the drawing knows

    def get_height(self, rules: RulesMap, width: int) -> int:
        """The rows it has, unless there is less room than it was wrapped for."""
        return self._rows if 0 < self._widest <= width else super().get_height(rules, width)
