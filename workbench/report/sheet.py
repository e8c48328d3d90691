"""A list as it leaves the workbench: named columns and rows of plain text, and what it says of itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from workbench.report.tree import Cell, LineBreak, Paragraph, Report, Row, Section, Span, Table, Text, text
from workbench.report.words import long_date


class Column(NamedTuple):
    """One column: its heading, and how wide it is in a spreadsheet, in letters."""

    name: str
    width: int = 16


class Sheet(NamedTuple):
    """One list. ``in_word`` are the columns of its table in Word: a heading, and the columns whose words stand in it.

    ``marking`` is a warning that stands over it; ``about`` says in sentences what it is.
    """

    title: str
    group: str
    columns: tuple[Column, ...]
    rows: list[tuple[str, ...]]
    in_word: tuple[tuple[str, tuple[str, ...]], ...]
    council: str = ""
    on: date | None = None
    marking: str = ""
    about: tuple[str, ...] = ()

    @property
    def lines(self) -> list[tuple[str, str]]:
        """What it says of itself: a word and what stands behind it."""
        told = [
            ("List", self.title),
            ("Group", self.group),
            ("Council", self.council),
            ("Made on", long_date(self.on) if self.on else ""),
            ("Who may see it", self.marking or "Public: only what may be published"),
            ("Rows", str(len(self.rows))),
        ]
        return [(name, words) for name, words in told if words] + [("About", words) for words in self.about]


def sheet_report(sheet: Sheet) -> Report:
    """The list as a report with one table, for Word."""
    place = {column.name: n for n, column in enumerate(sheet.columns)}
    rows = tuple(
        Row(tuple(_cell([row[place[name]] for name in names]) for _, names in sheet.in_word)) for row in sheet.rows
    )
    table = Table(
        tuple(text(heading) for heading, _ in sheet.in_word),
        rows,
        caption=sheet.title,
        description=" ".join([f"{sheet.title}, one row each, {len(rows)} in all.", *sheet.about]),
    )
    told = tuple(Paragraph(text(words)) for words in sheet.about)
    nothing = Paragraph(text("There is nothing in this list yet."))
    return Report(
        title=sheet.group,
        sections=(Section(sheet.title, (*told, table if rows else nothing)),),
        form=sheet.title,
        council=sheet.council,
        on=sheet.on,
        subject=sheet.group,
        marking=sheet.marking,
    )


def _cell(parts: Sequence[str]) -> Cell:
    spans: list[Span] = []
    for line in (line.strip() for part in parts for line in part.split("\n")):
        if line:
            spans += [LineBreak()] * bool(spans) + [Text(line)]
    return (Paragraph(tuple(spans)),) if spans else ()
