"""A pack read whole: lines, then segments, then records. Pure: text in, ``Pack`` out; it never raises."""

from __future__ import annotations

from index.packs.acronyms import acronyms
from index.packs.agenda import agenda_items, facts
from index.packs.embedded import embedded_recommendations
from index.packs.lines import read_lines
from index.packs.minutes import read_minutes
from index.packs.models import Minute, Pack, ProgrammeRow, ReportPart, Resolution, SegmentKind, SofterDecision, Unread
from index.packs.notes import recommendations_of, report_of
from index.packs.programme import programme_rows
from index.packs.segments import find_parts, segments_of
from index.packs.task_groups import task_groups

_NO_REPORT = (SegmentKind.FRONT_AGENDA, SegmentKind.MINUTES, SegmentKind.WORK_PROGRAMME)
_EMBEDDING = (SegmentKind.APPENDIX_REPORT, SegmentKind.APPENDIX, SegmentKind.ACTION_PLAN)


def read_pack(text: str) -> Pack:
    """Everything that can be read from the text of a pack; what cannot is in ``unread`` and stays searchable."""
    lines = read_lines(text)
    parts = find_parts(lines)
    segments = segments_of(parts, lines)
    minutes: list[Minute] = []
    resolutions: list[Resolution] = []
    softer: list[SofterDecision] = []
    reports: list[ReportPart] = []
    programme: list[ProgrammeRow] = []
    unread: list[Unread] = []
    agenda = []
    for part, segment in zip(parts, segments, strict=True):
        inside = lines[segment.start_line - 1 : segment.end_line]
        match segment.kind:
            case SegmentKind.FRONT_AGENDA:
                agenda = agenda_items(inside)
            case SegmentKind.MINUTES:
                read = read_minutes(inside)
                minutes += read.minutes
                resolutions += read.resolutions
                softer += read.softer
                unread += read.unread
            case SegmentKind.BRIEFING_NOTE:
                found, odd = recommendations_of(part.title, inside)
                resolutions += found
                unread += odd
            case SegmentKind.WORK_PROGRAMME:
                rows, odd = programme_rows(inside)
                programme += rows
                unread += odd
        if segment.kind in _EMBEDDING:
            resolutions += embedded_recommendations(inside)
        if segment.kind not in _NO_REPORT:
            reports.append(report_of(part, segment, lines))
    return Pack(
        pack=facts(lines, segments),
        agenda_items=agenda,
        minutes=minutes,
        resolutions=resolutions,
        softer_decisions=softer,
        task_groups=task_groups(lines, segments, minutes, resolutions),
        reports=reports,
        work_programme=programme,
        acronyms=acronyms(lines),
        segments=segments,
        unread=unread,
    )
