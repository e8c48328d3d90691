"""A pack cut into passages to be searched: every line with text is in one, whether the grammar understood it or not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from index.packs.lines import Line, read_lines
from index.packs.models import Minute, Pack, Resolution, Segment, SegmentKind

LONGEST = 1200  # characters; a longer paragraph stays whole, but nothing more is put behind it
_SECTION = re.compile(r"(\d{1,2})(?:\.0)?\.?\s+[A-Z‘'“\"].{2,90}")

KIND_OF = {
    SegmentKind.FRONT_AGENDA: "agenda",
    SegmentKind.MINUTES: "minute",
    SegmentKind.BRIEFING_NOTE: "report",
    SegmentKind.SCOPING_DOCUMENT: "scope",
    SegmentKind.KLOE: "line of enquiry",
    SegmentKind.APPENDIX: "report",
    SegmentKind.APPENDIX_REPORT: "report",
    SegmentKind.PARTNER_SUBMISSION: "submission",
    SegmentKind.ACTION_PLAN: "action plan",
    SegmentKind.WORK_PROGRAMME: "work programme",
}


class PackPassage(NamedTuple):
    """One passage: its kind, the heading it stands under, its words and lines, and what it is a record of."""

    kind: str
    heading: str
    text: str
    start_line: int
    end_line: int
    segment: SegmentKind
    minute_number: str = ""
    addressee: str = ""


def passages(text: str, pack: Pack) -> list[PackPassage]:
    """The passages of a pack, in order. ``text`` is the pack's text, ``pack`` what was read from it."""
    lines = read_lines(text)
    decided = {row.line: row for row in pack.resolutions}
    minutes = {minute.line: minute for minute in pack.minutes}
    found: list[PackPassage] = []
    for segment in pack.segments:
        heading, number = segment.title or "", ""
        for block in _blocks(lines[segment.start_line - 1 : segment.end_line], decided, minutes):
            first = block[0]
            minute = minutes.get(first.number)
            if minute is not None:
                heading, number = minute.title, str(minute.number)
            elif segment.kind is not SegmentKind.MINUTES and _is_heading(first):
                heading = first.text
            found.append(_passage(block, segment, heading, number, decided.get(first.number)))
    return found


def _passage(
    block: Sequence[Line], segment: Segment, heading: str, number: str, decision: Resolution | None
) -> PackPassage:
    kind = KIND_OF[segment.kind]
    if decision is not None:
        kind = "resolution" if decision.source_kind == "minute" else "recommendation"
    return PackPassage(
        kind=kind,
        heading=heading,
        text="\n".join(" | ".join(cell for cell in line.cells if cell) if line.is_row else line.text for line in block),
        start_line=block[0].number,
        end_line=block[-1].number,
        segment=segment.kind,
        minute_number=number,
        addressee=(decision.addressed_to or "") if decision else "",
    )


def _is_heading(line: Line) -> bool:
    return bool(_SECTION.fullmatch(line.text)) and not line.is_row and not line.text.endswith((".", ":", ";"))


def _blocks(
    lines: Sequence[Line], decided: Mapping[int, Resolution], minutes: Mapping[int, Minute]
) -> Iterator[list[Line]]:
    """Paragraphs, each with the heading over it; a short list, or the rows of a short table, stay together."""
    begins = set(decided) | set(minutes)
    block: list[Line] = []
    size = 0
    gap = False
    for line in lines:
        if line.is_blank and not line.is_furniture:
            gap = True
            continue
        if line.is_blank:
            continue
        # A heading by itself would be found before the words that it stands over: it is so short.
        headed = bool(block) and _is_heading(block[-1])
        alike = block and (line.is_row == block[-1].is_row) and (line.is_bullet or not gap or line.is_row)
        begin = line.number in begins or _is_heading(line)
        if block and (begin or not (alike or headed) or size + len(line.text) > LONGEST):
            yield block
            block, size = [], 0
        block.append(line)
        size += len(line.text)
        gap = False
    if block:
        yield block
