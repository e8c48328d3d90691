"""What is attached to a note: appendices, embedded reports, plans, submissions, a scope, lines of enquiry."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.packs.lines import Line
from index.packs.models import SegmentKind
from index.packs.parts import APPENDIX, REACH, SIGNED, Part, breaks, next_texts

_KLOE = re.compile(r"(?:key )?lines? of enquiry\b|KLOE\b", re.IGNORECASE)
_SUBMISSION = re.compile(
    r"(?:briefing|submission|evidence|written evidence|response|statement)\b.{0,80}\b(?:for|from|to|by)\b.{0,80}"
    r"\b(?:task (?:and|&) finish|T&F|scrutiny|review)\b",
    re.IGNORECASE,
)
_PLAN_HEADER = re.compile(r"\bactions?\b", re.I)


def attached(lines: Sequence[Line], note: Part, end: int) -> list[Part]:
    """What is attached to a note: appendices, embedded reports, plans, submissions, scope and lines of enquiry."""
    signed = _signed_off(lines, note.title_at, end)
    floor = signed + 1 if signed is not None else note.title_at + 1
    parts: list[Part] = []
    for n in range(floor, end):
        line = lines[n]
        if line.is_blank:
            continue
        part = _attached_at(lines, n, floor, end, is_signed=signed is not None, has_parts=bool(parts))
        if part is not None and (not parts or part.start > parts[-1].start):
            inside_report = parts and parts[-1].kind is SegmentKind.APPENDIX_REPORT
            if inside_report and part.kind is not SegmentKind.APPENDIX_REPORT and not breaks(lines, part.start):
                continue
            parts.append(part)
    if signed is not None:
        first = _first_attached(lines, signed, parts[0].start if parts else end)
        if first is not None:
            parts.insert(0, first)
    return parts


def _attached_at(
    lines: Sequence[Line], n: int, floor: int, end: int, *, is_signed: bool, has_parts: bool
) -> Part | None:
    line = lines[n]
    text = line.text
    if APPENDIX.match(text) and len(text) < 160 and not line.is_row and not text.endswith((",", ";")):
        if not (is_signed or breaks(lines, n)) or not _is_in_full(lines, n, end):
            return None
        return Part(n, _kind_of(lines, n, end, text), text, n)
    if not is_signed:
        return None
    if line.is_row and re.match(r"title of (?:the )?review", line.cells[0], re.I) and not has_parts:
        return Part(n, SegmentKind.SCOPING_DOCUMENT, text, n)
    if line.is_row or len(text) > 140:
        return None
    if _KLOE.match(text) and not text.endswith(".") and _after_gap(lines, n):
        return Part(n, SegmentKind.KLOE, text, n)
    if _SUBMISSION.match(text) and not text.endswith((".", ":")) and _after_gap(lines, n):
        return Part(n, SegmentKind.PARTNER_SUBMISSION, text, n)
    if re.fullmatch(r"(?:table of )?contents(?: page)?", text, re.I) and not line.is_row:
        return _embedded(lines, n, floor)
    return None


def _embedded(lines: Sequence[Line], contents: int, floor: int) -> Part | None:
    """A report with a table of contents: its title stands above that, its beginning after the last break."""
    at = contents - 1
    while at >= 0 and lines[at].is_blank:
        at -= 1
    if at < 0:
        return None
    first = at
    while first > 0 and lines[first - 1].text and not lines[first - 1].is_row and at - first < 3:
        first -= 1
    title = " ".join(lines[k].text for k in range(first, at + 1))
    start = first
    # Logos and the heading of the appendix stand above the title.
    for n in range(first - 1, max(floor - 1, first - 25), -1):
        text = lines[n].text
        if len(text) > 110 or SIGNED.match(text) or lines[n].is_row:
            break
        if APPENDIX.match(text):
            start = n
            break
        if text and first - n < 8 and not breaks(lines, start):
            start = n
    if len(title) > 160 or SIGNED.match(title) or REACH.search(title):
        return None
    return Part(start, SegmentKind.APPENDIX_REPORT, title, first)


def _is_in_full(lines: Sequence[Line], at: int, end: int) -> bool:
    """Whether an appendix's heading is followed by the appendix and not by the next line of a list of appendices."""
    following = next_texts(lines, at + 1, 3, end)
    if not following or APPENDIX.match(lines[following[0]].text):
        return False
    texts = [lines[k] for k in following]
    if any(SIGNED.match(t.text) or REACH.fullmatch(t.text) for t in texts[:2]):
        return False
    # A heading and its title alone before a break are the last line of the list, the document follows by itself.
    is_title = len(texts[0].text) < 110 and not texts[0].is_row and not breaks(lines, following[0])
    is_last = breaks(lines, following[1]) if len(following) > 1 else not texts[0].text.endswith(".")
    return not (is_title and is_last)


def _kind_of(lines: Sequence[Line], at: int, end: int, title: str) -> SegmentKind:
    near = [lines[k] for k in next_texts(lines, at, 14, end)]
    if re.search(r"\bscop(?:e|ing)\b", title, re.I) or any(
        re.match(r"title of (?:the )?review", line.cells[0], re.I) for line in near if line.is_row
    ):
        return SegmentKind.SCOPING_DOCUMENT
    if _KLOE.search(title) or any(_KLOE.match(line.text) and len(line.text) < 100 for line in near[1:3]):
        return SegmentKind.KLOE
    if any(is_plan_header(line) for line in near):
        return SegmentKind.ACTION_PLAN
    if re.search(r"\bsubmission\b", title, re.I):
        return SegmentKind.PARTNER_SUBMISSION
    if any(re.fullmatch(r"(?:table of )?contents", line.text, re.I) for line in near):
        return SegmentKind.APPENDIX_REPORT
    return SegmentKind.APPENDIX


def is_plan_header(line: Line) -> bool:
    """Whether a row is the heading of an action plan: actions, and who or when or how far."""
    cells = " | ".join(line.cells)
    return (
        len(line.cells) >= 4
        and bool(_PLAN_HEADER.search(cells))
        and bool(re.search(r"\bRAG\b|by when|lead\b|timescale|target date|owner", cells, re.I))
    )


def _signed_off(lines: Sequence[Line], start: int, end: int) -> int | None:
    """The last line of the note's author block, or None where it has none."""
    first = None
    for n in range(start + 8, end):
        text = lines[n].text
        if not text or lines[n].is_row or len(text) > 200:
            continue
        if SIGNED.match(text) or (REACH.search(text) and len(text) < 80 and not re.match(r"\d+\.\d", text)):
            first = n
            break
    if first is None:
        return None
    last = first
    quiet = 0
    for n in range(first + 1, min(end, first + 40)):
        text = lines[n].text
        if not text:
            continue
        if lines[n].is_row or APPENDIX.match(text) or len(text) > 260:
            break
        if SIGNED.match(text) or REACH.search(text):
            last, quiet = n, 0
        else:
            quiet += 1
            if quiet > 2 or n - last > 4:
                break
    return last


def _first_attached(lines: Sequence[Line], signed: int, before: int) -> Part | None:
    """What follows the author block without a heading of its own: a plan or a report."""
    texts = next_texts(lines, signed + 1, 400, before)
    while texts and APPENDIX.match(lines[texts[0]].text):
        # A list of appendices after the signature, each with its title on the line or under it.
        has_title = len(texts) > 1 and not breaks(lines, texts[1]) and len(lines[texts[1]].text) < 110
        drop = 2 if has_title else 1
        texts = texts[drop:]
    if len(texts) < 4:
        return None
    first = texts[0]
    near = [lines[k] for k in texts[:16]]
    kind = SegmentKind.ACTION_PLAN if any(is_plan_header(line) for line in near) else SegmentKind.APPENDIX_REPORT
    if kind is SegmentKind.APPENDIX_REPORT and not breaks(lines, first):
        return None
    return Part(first, kind, lines[first].text, first)


def _after_gap(lines: Sequence[Line], n: int) -> bool:
    return n == 0 or lines[n - 1].is_blank
