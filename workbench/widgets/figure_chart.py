"""A chart in the terminal: bars with the figure beside each, drawn for the width there is, legible without colour."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from workbench.services.figure_bars import NARROWEST, Part, chart_lines
from workbench.text import one_line, shown


class FigureChart(VerticalScroll):
    """The chart of a measure, drawn again where the width changes."""

    DEFAULT_CSS = """
    FigureChart { height: auto; }
    FigureChart > Static { height: auto; width: 100%; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._parts: Sequence[Part] = ()
        self._drawn = Static()

    def compose(self) -> ComposeResult:
        """The lines of the chart."""
        yield self._drawn

    def show(self, parts: Sequence[Part]) -> None:
        """Draw these bars."""
        self._parts = tuple(
            part._replace(
                heading=one_line(part.heading).plain,
                bars=tuple(
                    bar._replace(label=one_line(bar.label).plain, shown=one_line(bar.shown).plain) for bar in part.bars
                ),
            )
            for part in parts
        )
        self._draw()

    def on_resize(self) -> None:
        """Another width: other lengths."""
        self._draw()

    def _draw(self) -> None:
        width = max(self.scrollable_content_region.width, NARROWEST)
        lines = [shown(line, "bold" if heading else "") for line, heading in chart_lines(self._parts, width)]
        self._drawn.update(Content("\n").join(lines))
