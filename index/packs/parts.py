"""What the cutting of a pack shares: a part's beginning, how a document ends, and the words that mark both."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from index.packs.lines import Line
from index.packs.models import SegmentKind

COUNCIL = re.compile(
    r"(?:the )?(?:[A-Z][\w.'’&-]*\s+(?:and |of |upon |on |the )?){1,5}(?:Council|Authority)", re.UNICODE
)
SIGNED = re.compile(
    r"(?:report )?author(?:\(s\)|s)?\b|name (?:and job title|of author)|contact (?:details|officer)|job title\s*:|"
    r"telephone\b|tel\s*[.:]|e-?mail\b|enquiries should|enquiries to|directorate\s*:|organisation\s*:",
    re.IGNORECASE,
)
REACH = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+|\(?0\d[\d) ]{8,14}\d", re.IGNORECASE)
APPENDIX = re.compile(
    r"(?:appendix|annex(?:e)?)\s+(?:[A-Z]|\d{1,2}|[ivx]{1,4})\b(?!\s+(?:of|to|and|which|shows|sets|provides)\b)", re.I
)
_BREAK = 2  # blank lines more than between paragraphs


class Part(NamedTuple):
    """Where a part begins (an index into the lines), its kind and title."""

    start: int
    kind: SegmentKind
    title: str
    title_at: int


def next_texts(lines: Sequence[Line], at: int, count: int, end: int | None = None) -> list[int]:
    """The indices of the next lines with text, from ``at`` on."""
    found = []
    for n in range(at, end if end is not None else len(lines)):
        if not lines[n].is_blank:
            found.append(n)
            if len(found) == count:
                break
    return found


def breaks(lines: Sequence[Line], n: int) -> bool:
    """Whether a document ended before a line: a stamp, or clearly more blank lines than between paragraphs."""
    return lines[n].after_stamp or lines[n].excess >= _BREAK
