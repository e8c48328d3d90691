"""What a pack holds as an outline, where a line of it stands, and how that place is cited."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from index.archive import ArchivedPack
from index.packs.models import Minute, Pack, Resolution, Segment

KINDS = {
    "front_agenda": "Agenda",
    "minutes": "Minutes",
    "briefing_note": "Briefing note",
    "scoping_document": "Scoping document",
    "kloe": "Key lines of enquiry",
    "appendix": "Appendix",
    "appendix_report": "Report in an appendix",
    "partner_submission": "Submission",
    "action_plan": "Action plan",
    "work_programme": "Work programme",
}


class OutlineRow(NamedTuple):
    """One row of a pack's outline: the line it leads to, how deep it stands (0 to 3), a word for its kind, its text."""

    line: int
    depth: int
    kind: str
    text: str


def outline(pack: Pack) -> list[OutlineRow]:
    """The pack's parts in order; under minutes their items, under reports their recommendations; groups at the end."""
    rows: list[OutlineRow] = []
    for part in pack.segments:
        kind = KINDS.get(part.kind, part.kind)
        title = part.title or ""
        if title.casefold().startswith(kind.casefold()):
            title = title[len(kind) :].strip()
        rows.append(OutlineRow(part.start_line, 0, kind, title))
        rows += _within(pack, part)
    if pack.task_groups:
        rows.append(OutlineRow(min(pack.task_groups[0].lines, default=1), 0, "Task and finish groups", ""))
        rows += [OutlineRow(min(g.lines, default=1), 1, "Group", _group(g.name, g.members)) for g in pack.task_groups]
    return rows


def _within(pack: Pack, part: Segment) -> Iterator[OutlineRow]:
    match part.kind:
        case "front_agenda":
            for item in pack.agenda_items:
                yield OutlineRow(item.line, 1, "Item", f"{item.number} {item.title}")
        case "minutes":
            for minute in pack.minutes:
                if _inside(part, minute.line):
                    yield OutlineRow(minute.line, 1, "Minute", f"{minute.number} {minute.title}")
                    for decision in decisions_of(pack, minute):
                        yield OutlineRow(decision.line, 1 + decision.level, "Resolved", _numbered(decision))
        case "work_programme":
            items = [row for row in pack.work_programme if row.title and _inside(part, row.line or 0)]
            if items:
                yield OutlineRow(part.start_line, 1, "Items", str(len(items)))
        case _:
            for row in pack.resolutions:
                if row.source_kind != "minute" and row.level == 1 and _inside(part, row.line):
                    yield OutlineRow(row.line, 1, "Recommended", _numbered(row))


def decisions_of(pack: Pack, minute: Minute) -> list[Resolution]:
    """What was resolved in a minute: the decisions that stand between its heading and the next minute's."""
    end = end_of_minute(pack, minute)
    return [r for r in pack.resolutions if r.source_kind == "minute" and minute.line <= r.line <= end]


def end_of_minute(pack: Pack, minute: Minute) -> int:
    """The last line of a minute: before the next one, or where the minutes end."""
    after = [m.line for m in pack.minutes if m.line > minute.line]
    ends = [s.end_line for s in pack.segments if s.kind == "minutes" and _inside(s, minute.line)]
    return min([*(line - 1 for line in after), *ends], default=minute.line)


def minute_at(pack: Pack, line: int) -> Minute | None:
    """The minute in which a line stands, or None."""
    before = [m for m in pack.minutes if m.line <= line <= end_of_minute(pack, m)]
    return max(before, key=lambda m: m.line, default=None)


def part_at(pack: Pack, line: int) -> Segment | None:
    """The part of the pack in which a line stands, or None."""
    return next((s for s in pack.segments if _inside(s, line)), None)


def citation(row: ArchivedPack, pack: Pack, line: int) -> str:
    """How a place in a pack is cited: board, date, and the minute's number or the report's title, with the line."""
    parts = [row.board or row.council or row.file_name, long_date(row.meeting_date)]
    return ", ".join([*(p for p in parts if p), place_in_words(row, pack, line)])


def place_in_words(row: ArchivedPack, pack: Pack, line: int) -> str:
    """Where in its pack a line stands: "minutes of 27 November 2025, minute 24 (…), line 199"."""
    minute, part = minute_at(pack, line), part_at(pack, line)
    where = ""
    if minute is not None:
        of = f"minutes of {long_date(row.minutes_of)}, " if row.minutes_of else ""
        where = f"{of}minute {minute.number} ({minute.title}), "
    elif part is not None:
        kind = KINDS.get(part.kind, part.kind)
        where = f"{kind.lower() if part.kind == 'front_agenda' else part.title or kind}, "
    return f"{where}line {line}"


def long_date(day: date | None) -> str:
    """22 January 2026, or nothing."""
    return f"{day.day} {day:%B %Y}" if day else ""


def _inside(part: Segment, line: int) -> bool:
    return part.start_line <= line <= part.end_line


def _numbered(row: Resolution) -> str:
    """The decision without the words that begin every one of them: the outline says "Resolved" before it."""
    text = re.sub(r"^RESOLVED(?:\s+that)?\s*:?\s*", "", row.text)
    return f"{row.number} {text}" if row.number else text[:1].upper() + text[1:]


def _group(name: str, members: list[str] | None) -> str:
    count = len(members or [])
    return f"{name} ({count} member{'' if count == 1 else 's'})" if count else name
