"""A pack cut into its parts: front agenda, minutes, notes with what is attached to them, work programme.

Parts are found by how they begin, never by page stamps alone: conversion loses most of those (documents.md). They are
contiguous and cover every line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.packs.attachments import attached
from index.packs.dates import find_date
from index.packs.lines import Line
from index.packs.models import Segment, SegmentKind
from index.packs.parts import COUNCIL, REACH, SIGNED, Part, next_texts

_MINUTES = re.compile(r"(?:draft |public |private )?minutes of (?:the |a )?.{0,60}?meeting\b", re.IGNORECASE)
_HELD = re.compile(r"\bheld\b|^present\b", re.IGNORECASE)
_TO = re.compile(r"(?:report )?to\s*:|report to\b", re.IGNORECASE)
_SUBJECT = re.compile(r"(?:subject|title|report title|title of report|re)\s*:\s*(.*)", re.IGNORECASE)
_NOTE_HEADING = re.compile(
    r"(?:(?:scrutiny |information )?briefing (?:note|paper)|report|public report|cabinet report)", re.I
)
_LABEL = re.compile(
    r"(?:report )?(?:to|from|date|subject|title|report title|title of report|name of cabinet member|"
    r"director approving.*|ward\(?s?\)? affected|contact.*)\s*:",
    re.I,
)
_SECTION = re.compile(r"(\d{1,2})\.?\s+([A-Z].{1,90})")
_FIRST_SECTION = re.compile(r"(?:1\.?0?\s+)?(?:purpose\b|introduction\b|executive summary\b|summary\b)", re.I)
_PROGRAMME = re.compile(r"work programme\b", re.IGNORECASE)
_BACKGROUND = re.compile(r"please see page \d+ onwards", re.IGNORECASE)
_MOST_HEAD_CELLS = 4  # the head of a note may be a table: label, words, label, words
_TITLE_COLUMN = re.compile(r"(?:agenda |report |scrutiny )?(?:titles?|items?|topics?|subjects?|issues?)(?:\W+\w+){0,3}")
_FLAT_HEADER = re.compile(
    r"(?:meeting )?date\s+(?:title|item|topic|subject|issue)\s+(?:detail|description|purpose|lead)", re.I
)


def segments_of(parts: Sequence[Part], lines: Sequence[Line]) -> list[Segment]:
    """The parts of a pack as segments: in order, covering every line; an empty text has none."""
    return [
        Segment(kind=part.kind, start_line=lines[part.start].number, end_line=end, title=part.title or None)
        for part, end in _with_ends(parts, lines)
    ]


def find_parts(lines: Sequence[Line]) -> list[Part]:
    """Where each part begins, in order; the first begins with the first line."""
    if not any(not line.is_blank for line in lines):
        return []
    tops = _minutes(lines) + _notes(lines) + _programmes(lines)
    tops = sorted({part.start: part for part in sorted(tops, key=lambda p: p.kind.value)}.values())
    parts: list[Part] = []
    if not tops or any(not line.is_blank for line in lines[: tops[0].start]):
        parts.append(Part(0, SegmentKind.FRONT_AGENDA, "Agenda", 0))
    elif tops:
        tops[0] = tops[0]._replace(start=0)
    for n, top in enumerate(tops):
        end = tops[n + 1].start if n + 1 < len(tops) else len(lines)
        parts.append(top)
        if top.kind is SegmentKind.BRIEFING_NOTE:
            parts += attached(lines, top, end)
    return parts


def _with_ends(parts: Sequence[Part], lines: Sequence[Line]) -> list[tuple[Part, int]]:
    ends = [lines[after.start - 1].number for after in parts[1:]] + [lines[-1].number] if parts else []
    return list(zip(parts, ends, strict=True))


def _heading_start(lines: Sequence[Line], at: int) -> int:
    """Go up over what stands above a beginning: council, "Briefing note", labels; stop at other text."""
    start = at
    for n in range(at - 1, -1, -1):
        line = lines[n]
        if line.is_blank:
            if at - n > 14:
                break
            continue
        if (
            COUNCIL.fullmatch(line.text)
            or _NOTE_HEADING.fullmatch(line.text)
            or (_LABEL.match(line.text) and at - n < 12)
        ):
            start = n
            continue
        break
    return start


def _minutes(lines: Sequence[Line]) -> list[Part]:
    found = []
    for n, line in enumerate(lines):
        if not _MINUTES.match(line.text) or line.is_bullet:
            continue
        near = next_texts(lines, n, 8)
        words = " ".join(lines[k].text for k in near)
        if not any(_HELD.search(lines[k].text) for k in near):
            continue
        day = find_date(words)
        title = f"Minutes {day.day} {day:%B %Y}" if day else "Minutes"
        found.append(Part(_heading_start(lines, n), SegmentKind.MINUTES, title, n))
    return found


def _notes(lines: Sequence[Line]) -> list[Part]:
    found: list[Part] = []
    for n, line in enumerate(lines):
        match = _SUBJECT.match(line.text)
        if not match or len(line.cells) > _MOST_HEAD_CELLS:
            continue
        above = [k for k in range(max(0, n - 14), n) if _TO.match(lines[k].text)]
        below = next_texts(lines, n + 1, 6)
        is_note = any(_FIRST_SECTION.match(lines[k].text) for k in below) or (
            bool(above)
            and any(re.match(r"1(?:\.0)?\.?\s+\S|1\.1\b", lines[k].text) for k in next_texts(lines, n + 1, 14))
        )
        to_below = [k for k in below if _TO.match(lines[k].text)]
        if not (is_note or (to_below and any(_FIRST_SECTION.match(lines[k].text) for k in next_texts(lines, n, 12)))):
            continue
        if not (above or to_below or _FIRST_SECTION.match(lines[below[0]].text if below else "")):
            continue
        title = _wrapped(lines, n, match[1])
        first = min([n, *above])
        if found and found[-1].title_at >= first - 1:
            continue
        found.append(Part(_heading_start(lines, first), SegmentKind.BRIEFING_NOTE, title, n))
    return found + _unlabelled(lines, found)


def _unlabelled(lines: Sequence[Line], labelled: Sequence[Part]) -> list[Part]:
    """Notes whose subject has lost its label: "To:", a day, some words, and then the first section."""
    claimed = {k for part in labelled for k in range(part.title_at - 16, part.title_at + 16)}
    found: list[Part] = []
    for n, line in enumerate(lines):
        if n in claimed or not _TO.match(line.text) or len(line.cells) > _MOST_HEAD_CELLS:
            continue
        near = next_texts(lines, n + 1, 8)
        section = next((k for k in near if re.match(r"1(?:\.0)?\.?\s+[A-Z]", lines[k].text)), None)
        if section is None or not _FIRST_SECTION.match(lines[section].text):
            continue
        words = [
            k
            for k in near
            if k < section
            and not _LABEL.match(lines[k].text)
            and not _NOTE_HEADING.fullmatch(lines[k].text)
            and not (find_date(lines[k].text) and len(lines[k].text) < 40)
        ]
        if words:
            title = " ".join(lines[k].text for k in words[:3])
            found.append(Part(_heading_start(lines, n), SegmentKind.BRIEFING_NOTE, title, words[0]))
    return found


def _wrapped(lines: Sequence[Line], at: int, begin: str) -> str:
    """A title that goes on in the next lines until a blank one or a label."""
    words = [begin] if begin else []
    for n in range(at + 1, min(at + 4, len(lines))):
        text = lines[n].text
        if (text == "" and words) or _LABEL.match(text) or _SECTION.fullmatch(text) or _FIRST_SECTION.match(text):
            break
        if text:
            words.append(text)
    return " ".join(words).strip()


def _programmes(lines: Sequence[Line]) -> list[Part]:
    """The work programme: its overview and table. The first of several headings begins it."""
    headers = [n for n, line in enumerate(lines) if is_programme_header(line)]
    found: list[Part] = []
    last_header = -1
    for header in headers:
        if last_header >= 0 and header - last_header < 200 and found:
            last_header = header
            continue
        last_header = header
        start, title, title_at = header, "", header
        floor = _last_prose(lines, header)
        for n in range(header - 1, floor, -1):
            line = lines[n]
            if _PROGRAMME.search(line.text) and len(line.text) < 120 and not line.is_row:
                start, title, title_at = n, line.text, n
            elif _BACKGROUND.match(line.text) or re.match(r"last updated\b", line.text, re.I):
                start = min(start, n)
        found.append(Part(start, SegmentKind.WORK_PROGRAMME, title, title_at))
    return found


def is_programme_header(line: Line) -> bool:
    """Whether a row is the heading of a work-programme table: a date column, a title column and more.

    A page that lost its columns has the same words in one line.
    """
    if not line.is_row:
        return bool(_FLAT_HEADER.match(line.text)) and len(line.text) < 90
    cells = [cell.casefold().strip(" :") for cell in line.cells]
    return bool(
        re.fullmatch(r"(?:meeting |proposed |scrutiny )?dates?(?: of meeting)?|meetings?|when|month", cells[0])
    ) and any(_TITLE_COLUMN.fullmatch(cell) for cell in cells[1:3])


def _last_prose(lines: Sequence[Line], before: int) -> int:
    """The last line before an index that certainly belongs to something else: a signature, the end of minutes."""
    for n in range(before - 1, max(-1, before - 90), -1):
        text = lines[n].text
        if REACH.search(text) or re.match(r"\(meeting closed", text, re.I) or len(text) > 900 or SIGNED.match(text):
            return n
        if lines[n].is_row and len(lines[n].cells) > 2:
            return n
    return max(-1, before - 90)
