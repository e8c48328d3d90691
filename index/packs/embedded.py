"""Recommendations of another body that a report or an appendix reproduces: as a table, as a list, or one by one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.packs.lines import Line
from index.packs.models import Resolution
from index.packs.numbers import read_items

_TABLE_HEAD = re.compile(r"(?:key |main )?recommendations?(?:\s+(?:for|to)\s+(?:the\s+)?(?P<to>.+))?", re.IGNORECASE)
_HEADING = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2})*\.?\s+)?(?:(?:key|main|overall|specific|summary of|the|our|peer team|review)\s+){0,3}"
    r"recommendations?(?:\s+(?:for|to)\s+(?:the\s+)?(?P<to>[^:]{3,80}))?\s*:?",
    re.IGNORECASE,
)
_LEAD_IN = re.compile(
    r"[^.]{3,160}\b"
    r"(?:(?:made|makes?|following|key)\s+(?:\w+\s+){0,3}recommendations?|recommend(?:s|ed)?(?: that)?)\s?:",
    re.IGNORECASE,
)
_ONE = re.compile(r"recommendation\s+(?P<number>\d{1,2}[a-z]?)\s*[:.–—-]\s*(?P<text>.{15,})", re.IGNORECASE)
_WHO = re.compile(r"(?:the\s+)?(?P<who>.{3,90}?)\s+(?P<verb>should|must|will|is to|are to|to)\b", re.IGNORECASE)
_SHORTEST = 20  # characters; a shorter cell is a number, a mark or a date


def embedded_recommendations(lines: Sequence[Line]) -> list[Resolution]:
    """The recommendations that the lines of a report or an appendix reproduce, in order."""
    found: list[Resolution] = []
    past = 0
    for n, line in enumerate(lines):
        if n < past or line.is_blank:
            continue
        if line.is_row:
            head = _TABLE_HEAD.fullmatch(line.cells[0])
            found += _in_table(lines, n, head["to"]) if head else []
            continue
        one = _ONE.fullmatch(line.text)
        if one:
            who = _who(one["text"])
            found.append(_made(_heading_above(lines, n), one["number"], 1, one["text"], who, line.number))
            continue
        heading = _HEADING.fullmatch(line.text) if len(line.text) < 140 else None
        if heading or (len(line.text) < 260 and _LEAD_IN.fullmatch(line.text)):
            items, past = _in_list(lines, n, heading["to"] if heading else None)
            found += items
    return found


def _in_table(lines: Sequence[Line], at: int, to: str | None) -> list[Resolution]:
    ref = _heading_above(lines, at)
    found = []
    for row in lines[at + 1 :]:
        if not row.is_row or _TABLE_HEAD.fullmatch(row.cells[0]):
            break
        numbered = bool(re.fullmatch(r"\d{1,2}[.)]?|[a-z][.)]", row.cells[0]))
        text = row.cells[1] if numbered else row.cells[0]
        if len(text) >= _SHORTEST:
            number = row.cells[0] if numbered else None
            found.append(_made(ref, number, 1, text, to or _who(text), row.number))
    return found


def _in_list(lines: Sequence[Line], at: int, to: str | None) -> tuple[list[Resolution], int]:
    """The list directly below a heading or a lead-in; none where prose or a table stands there."""
    items, past = read_items(lines, at + 1, len(lines))
    if not items:
        return [], at + 1
    ref = _heading_above(lines, at)
    found = [_made(ref, i.number, min(i.level, 2), i.text, to or _who(i.text), i.line) for i in items]
    return found, past


def _who(text: str) -> str | None:
    """The body that a recommendation begins with: "The Partnership should …"."""
    match = _WHO.match(text)
    if match is None or not match["who"][0].isupper():
        return None
    who = match["who"].strip()
    is_verb = match["verb"] == "to" and " " not in who and not text.startswith("The ")  # "Write to every school"
    return None if is_verb else who


def _heading_above(lines: Sequence[Line], at: int) -> str:
    for n in range(at - 1, max(-1, at - 40), -1):
        text = lines[n].text
        if (
            text
            and len(text) < 90
            and not lines[n].is_row
            and not lines[n].is_bullet
            and not text.endswith((".", ":", ","))
        ):
            return text
    return ""


def _made(ref: str, number: str | None, level: int, text: str, to: str | None, line: int) -> Resolution:
    return Resolution(
        source_kind="embedded_report", source_ref=ref, number=number, level=level, text=text, addressed_to=to, line=line
    )
