"""The end of a report: the list of its appendices, and each appendix in full, told by heading or by content."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from index.packs.lines import Line
from index.reviews.enquiry import starts_enquiry
from index.reviews.models import Appendix
from index.reviews.paragraphs import is_furniture
from index.reviews.places import Places
from index.reviews.scope import starts_scope
from index.reviews.signature import signs_here
from index.reviews.snapshot import is_table_row
from index.reviews.submission import column_of

_APPENDIX = re.compile(
    r"append(?:ix|ices)\s+(?P<number>\d{1,2}|[A-Z])\b\s*(?:(?P<dash>[:.–—-])\s*)?(?P<title>.*)", re.I
)
_LIST_TITLE = re.compile(r"(?:list of )?appendices\s*:?", re.I)
_HANDED_IN = re.compile(
    r"(?:written )?(?:submission|evidence|briefing|statement|response)\s+(?:for|from|to|by)\b", re.I
)
_LONGEST = 110


class ZoneKind(StrEnum):
    """What an appendix holds."""

    SCOPE = "scope"
    ENQUIRY = "enquiry"
    SNAPSHOT = "snapshot"
    SUBMISSION = "submission"
    UNKNOWN = "unknown"


class Zone(NamedTuple):
    """One appendix in full: what it holds, its number and title where known, where it begins, the lines below."""

    kind: ZoneKind
    number: str
    title: str
    line: int
    lines: Sequence[Line]


class _Start(NamedTuple):
    at: int
    kind: ZoneKind
    heading: tuple[str, str] | None


_BY_TITLE = (
    (ZoneKind.SCOPE, re.compile(r"\bscop(?:e|ing)\b", re.I)),
    (ZoneKind.ENQUIRY, re.compile(r"\blines? of enquiry\b|\bKLOEs?\b", re.I)),
    (ZoneKind.SUBMISSION, re.compile(r"\b(?:submission|evidence|briefing|statement|response)\b", re.I)),
    (ZoneKind.SNAPSHOT, re.compile(r"\b(?:data|snapshot|statistics|figures|performance)\b", re.I)),
)


def end_of_body(lines: Sequence[Line], start: int) -> int:
    """The place in ``lines``, from ``start`` on, where the sections end and appendices or a signature begin."""
    for at in range(start, len(lines)):
        line = lines[at]
        if appendix_heading(line) or _LIST_TITLE.fullmatch(line.text) or starts_scope(line):
            return at
        if signs_here(lines, at) or (starts_enquiry(line.text) and _questions_below(lines, at)):
            return at
    return len(lines)


def appendix_heading(line: Line) -> tuple[str, str] | None:
    """Number and title of a line such as "Appendix 1 – Scoping Document"; None where it is a sentence."""
    found = _APPENDIX.fullmatch(line.text) if len(line.text) <= _LONGEST and not line.is_row else None
    if not found or line.text.endswith((".", ",", ";")):
        return None
    title = found["title"].strip()
    if title and not found["dash"] and not (title[0].isupper() or title[0] == "("):
        return None
    return found["number"], title


def read_appendices(lines: Sequence[Line], places: Places) -> tuple[list[Appendix], list[Zone]]:
    """The appendices as listed, in order, and each one that stands there in full. ``lines`` begin behind the body."""
    headings = {at: found for at, line in enumerate(lines) if (found := appendix_heading(line))}
    in_full = {at for at in headings if _stands_in_full(lines, at, headings)}
    places.place(*(lines[at].number for at in headings))
    places.place(*(line.number for line in lines if _LIST_TITLE.fullmatch(line.text)))
    listed: dict[str, Appendix] = {}
    for at, (number, title) in headings.items():
        known = listed.get(number)
        if known is None:
            listed[number] = Appendix(number=number, title=title, line=lines[at].number)
        elif not known.title:
            listed[number] = known.model_copy(update={"title": title})
    zones = _zones(lines, _merged(lines, _starts(lines, headings, in_full)), listed)
    begins = {zone.number: zone.line for zone in zones if zone.number}
    return [a.model_copy(update={"content_line": begins.get(a.number)}) for a in listed.values()], zones


def behind_the_list(lines: Sequence[Line], zones: Sequence[Zone]) -> Sequence[Line]:
    """The lines between the sections and the first appendix in full, where the report is signed."""
    first = min((zone.line for zone in zones), default=None)
    return lines if first is None else [line for line in lines if line.number < first]


def _questions_below(lines: Sequence[Line], at: int) -> bool:
    """Whether a numbered or lettered list begins shortly below a line."""
    below = [line.text for line in lines[at + 1 : at + 12] if not line.is_blank][:5]
    return any(re.match(r"\(?(?:1|a)[.)]\s", text) for text in below)


def _stands_in_full(lines: Sequence[Line], at: int, headings: dict[int, tuple[str, str]]) -> bool:
    """Whether a heading stands over its appendix, rather than in the list of appendices.

    Of two with one number the last does. Of one alone: unless the next line is another of the list, or a signature.
    """
    number = headings[at][0]
    same = [place for place, heading in headings.items() if heading[0] == number]
    if at != same[-1]:
        return False
    below = [n for n in range(at + 1, len(lines)) if not lines[n].is_blank and not is_furniture(lines[n])]
    if not below:
        return False
    return len(same) > 1 or not (below[0] in headings or signs_here(lines, below[0]))


def _starts(lines: Sequence[Line], headings: dict[int, tuple[str, str]], in_full: set[int]) -> list[_Start]:
    """Where something begins: a heading over its appendix, or the thing itself, which may have lost its heading."""
    found: list[_Start] = []
    kind, rows = ZoneKind.UNKNOWN, False
    for at, line in enumerate(lines):
        if line.is_blank or is_furniture(line):
            continue
        new: ZoneKind | None = None
        if at in in_full:
            new = _kind_of(headings[at][1])
        elif starts_scope(line) and ZoneKind.SCOPE not in {start.kind for start in found if not start.heading}:
            new = ZoneKind.SCOPE
        elif starts_enquiry(line.text) and kind is not ZoneKind.SUBMISSION and _questions_below(lines, at):
            new = ZoneKind.ENQUIRY
        elif is_table_row(line) and kind is ZoneKind.ENQUIRY:
            new = ZoneKind.SNAPSHOT
        elif (rows and kind is ZoneKind.SNAPSHOT and not is_table_row(line)) or (
            column_of(line.text) and kind in (ZoneKind.SCOPE, ZoneKind.ENQUIRY)
        ):
            new = ZoneKind.UNKNOWN
        elif rows and kind is ZoneKind.UNKNOWN and _HANDED_IN.match(line.text) and len(line.text) <= _LONGEST:
            new = ZoneKind.SUBMISSION
        if new is not None:
            found.append(_Start(at, new, headings[at] if at in in_full else None))
            kind, rows = new, False
        rows = rows or is_table_row(line)
    return found


def _merged(lines: Sequence[Line], starts: Sequence[_Start]) -> list[_Start]:
    """A heading and the thing itself directly below it are one start."""
    merged: list[_Start] = []
    for start in starts:
        before = merged[-1] if merged else None
        if before is not None and before.heading and not start.heading:
            between = [
                n for n in range(before.at + 1, start.at) if not lines[n].is_blank and not is_furniture(lines[n])
            ]
            if not between and before.kind in (start.kind, ZoneKind.UNKNOWN):
                merged[-1] = _Start(before.at, start.kind, before.heading)
                continue
        merged.append(start)
    return merged


def _zones(lines: Sequence[Line], starts: Sequence[_Start], listed: dict[str, Appendix]) -> list[Zone]:
    """The lines of each appendix. One without a heading takes the listed one of its kind, if just one is left."""
    taken = {start.heading[0] for start in starts if start.heading}
    zones = []
    for start, end in pairwise([*starts, _Start(len(lines), ZoneKind.UNKNOWN, None)]):
        inside = lines[start.at + 1 : end.at] if start.heading else lines[start.at : end.at]
        kind = start.kind if start.kind is not ZoneKind.UNKNOWN else _kind_by_content(inside)
        number, title = start.heading or ("", "")
        free = [appendix for appendix in listed.values() if appendix.number not in taken]
        like = [a for a in free if kind is ZoneKind.UNKNOWN or _kind_of(a.title) is kind]
        if not start.heading and len(like) == 1:
            number, title = like[0].number, like[0].title
            kind = _kind_of(title) if kind is ZoneKind.UNKNOWN else kind
            taken.add(number)
        zones.append(Zone(kind, number, title, lines[start.at].number, inside))
    return zones


def _kind_of(title: str) -> ZoneKind:
    return next((kind for kind, words in _BY_TITLE if words.search(title)), ZoneKind.UNKNOWN)


def _kind_by_content(lines: Sequence[Line]) -> ZoneKind:
    columns = {column for line in lines for cell in line.cells if (column := column_of(cell))}
    if len(columns) >= 2:
        return ZoneKind.SUBMISSION
    return ZoneKind.SNAPSHOT if any(is_table_row(line) for line in lines) else ZoneKind.UNKNOWN
