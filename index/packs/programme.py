"""The work programme: a table of dates and titles; the date stands on the first row of its group."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from index.packs.dates import find_date, names_a_day
from index.packs.lines import Line
from index.packs.models import ProgrammeRow, Unread
from index.packs.segments import is_programme_header

_BUCKET = re.compile(
    r"\bdates? to be|\bitems? (?:for|to)|\btbc\b|\d{4}\s*[-/]\s*\d{2,4}|future|standing|"
    r"\bto be (?:decided|confirmed|scheduled|arranged)|unscheduled|other items|next (?:municipal )?year",
    re.IGNORECASE,
)
_ONLY_YEAR = re.compile(r"\W*(?:19|20)\d{2}\W*")
_LONGEST_BUCKET = 60


class _Columns(NamedTuple):
    """Which columns hold what."""

    when: int
    title: int
    detail: int | None
    lead: int | None


def programme_rows(lines: Sequence[Line]) -> tuple[list[ProgrammeRow], list[Unread]]:
    """The rows of a work-programme segment, and rows that fit no column.

    Where its table did not survive, the overview above it is read: days, and the titles below each.
    """
    rows: list[ProgrammeRow] = []
    unread: list[Unread] = []
    columns: _Columns | None = None
    date_text = ""
    for line in lines:
        if is_programme_header(line):
            columns = _columns(line)
            continue
        if columns is None or line.is_blank:
            continue
        if not line.is_row:
            if len(line.text) < _LONGEST_BUCKET and (_BUCKET.search(line.text) or names_a_day(line.text)):
                date_text = line.text  # a bucket whose row has lost its other cells
            continue
        cells = [*line.cells, "", "", "", ""]
        when, title = cells[columns.when], cells[columns.title]
        detail = cells[columns.detail] if columns.detail is not None else ""
        lead = cells[columns.lead] if columns.lead is not None else ""
        if re.fullmatch(r"[-\s]*", "".join(line.cells)):
            continue
        if when and not (names_a_day(when) or _BUCKET.search(when)) and not title and not detail:
            unread.append(
                Unread(
                    start_line=line.number, end_line=line.number, why="A row of the work programme that fits no column."
                )
            )
            continue
        if rows and _ONLY_YEAR.fullmatch(when) and names_a_day(date_text) and find_date(date_text) is None:
            date_text = f"{date_text} {when}"
            rows[-1] = _with_next_line(rows[-1], date_text, title, detail, lead)
            continue
        if when:
            date_text = when
        if title.strip(" -–—"):
            rows.append(
                ProgrammeRow(
                    date=find_date(date_text),
                    date_text=date_text,
                    title=title,
                    line=line.number,
                    detail=detail,
                    lead=lead,
                )
            )
        elif when and not detail:
            rows.append(ProgrammeRow(date=find_date(when), date_text=when, title=None, line=None))
        elif not when and detail and rows:
            # The page cut a row in two: its detail goes on.
            rows[-1] = rows[-1].model_copy(update={"detail": f"{rows[-1].detail} {detail}".strip()})
    rows = [
        r for n, r in enumerate(rows) if r.title or not (n + 1 < len(rows) and rows[n + 1].date_text == r.date_text)
    ]
    flat = next((line for line in lines if is_programme_header(line) and not line.is_row), None)
    if not rows and flat is not None:
        why = "The table of the work programme has lost its columns: the overview above it was read instead, if any."
        unread.append(Unread(start_line=flat.number, end_line=lines[-1].number, why=why))
    return rows or _overview(lines), unread


def _with_next_line(row: ProgrammeRow, date_text: str, title: str, detail: str, lead: str) -> ProgrammeRow:
    """A row of which each cell goes on in the next line of the page."""
    return row.model_copy(
        update={
            "date": find_date(date_text),
            "date_text": date_text,
            "title": f"{row.title or ''} {title}".strip() or None,
            "detail": f"{row.detail} {detail}".strip(),
            "lead": f"{row.lead} {lead}".strip(),
        }
    )


def _overview(lines: Sequence[Line]) -> list[ProgrammeRow]:
    """The list of days and titles that stands before the table."""
    rows: list[ProgrammeRow] = []
    date_text = ""
    for line in lines:
        if is_programme_header(line):
            break
        text = line.text
        if line.is_blank or line.is_row:
            continue
        is_day = len(text) < _LONGEST_BUCKET and bool(
            re.match(r"(?:\w+day,?\s+)?\d{1,2}\s?(?:st|nd|rd|th)?\s", text) and names_a_day(text[:40])
        )
        is_bucket = len(text) < _LONGEST_BUCKET and bool(
            re.fullmatch(
                r"(?:items (?:for|to)\b.*|dates? to be.*|\d{4}\s*[-/]\s*\d{2,4}|tbc|future items.*)", text, re.I
            )
        )
        if is_day or is_bucket:
            date_text = text
        elif date_text and len(text) < 300:
            rows.append(ProgrammeRow(date=find_date(date_text), date_text=date_text, title=text, line=line.number))
    return rows


def _columns(header: Line) -> _Columns:
    """Which columns hold date, title, detail and lead; by their headings, else in the usual order."""
    names = [cell.casefold() for cell in header.cells]

    def place(pattern: str) -> int | None:
        return next((n for n, name in enumerate(names) if re.search(pattern, name)), None)

    title = place(r"title|item|topic|subject|issue")
    detail = place(r"detail|description|purpose|background|notes?")
    return _Columns(
        place(r"date|meeting|when") or 0,
        title if title is not None else 1,
        detail,
        place(r"lead|officer|cabinet|member|contact"),
    )
