"""Where a report begins and ends in a pack, and what its head says: to whom, on what day, on what subject."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from index.packs.dates import find_date
from index.packs.lines import Line
from index.reviews.days import is_day
from index.reviews.paragraphs import is_furniture
from index.reviews.places import Places

_LABEL = re.compile(r"\W*(?P<label>(?:report )?to|date|subject|title|from|report of)\s*:\s*(?P<value>.*)", re.I)
_HEADING = re.compile(r"\W*(?:briefing note|report|(?:public )?report)\W*", re.I)
_COUNCIL = re.compile(r"\W*(?P<name>[A-Z][\w'’&.-]*(?: [\w'’&.-]+){0,6} (?:Council|Corporation))\W*")
_GROUP = (
    r"(?:task\s*(?:and|&|\+)\s*finish|\bT\s*(?:&|\+|and)\s*F\b)(?:\s+(?:and\s+)?(?:working\s+)?group)?|\btask group\b"
)
_ABOUT = re.compile(_GROUP, re.I)
_KIND_OF_REPORT = re.compile(
    r"\W*\b(?:final |interim |draft )?(?:report|recommendations|findings)(?: and recommendations)?\s*\Z", re.I
)
_LEAD = re.compile(r"\A(?:final |interim )?(?:report|recommendations|findings)\s+(?:of|from|by)\s+(?:the\s+)?", re.I)
_MOST_HEAD_LINES = 14


class Head(NamedTuple):
    """The head of a report: the lines it takes (first to last) and what it says, empty where it does not."""

    line: int
    last_line: int
    to: str = ""
    dated: date | None = None
    subject: str = ""
    subject_line: int = 0
    council: str = ""


def is_about_a_group(text: str) -> bool:
    """Whether a text speaks of a task and finish group, in any of the usual forms."""
    return bool(_ABOUT.search(text))


def topic(subject: str) -> str:
    """The subject without the words for the group and for the kind of report: what the review was about."""
    words = _LEAD.sub("", _KIND_OF_REPORT.sub("", subject).strip(" -–—:")).strip()
    before, after = _ABOUT.split(words, maxsplit=1) if _ABOUT.search(words) else (words, "")
    after = re.sub(r"\A[\s\-–—:,()]*(?:(?:on|into|about|for|to look at|looking at|considering)\b)?", "", after)
    best = before.strip(" -–—:,(") or after.strip(" -–—:,()")
    return re.sub(r"\A(?:the)\s+", "", best, flags=re.I) or subject


def find_heads(lines: Sequence[Line]) -> list[Head]:
    """Every head of a note or report in a pack: a Subject or Title with To or Date near by, in any order."""
    heads: list[Head] = []
    labels = [(at, found) for at, line in enumerate(lines) if (found := _LABEL.fullmatch(line.text))]
    for at, found in labels:
        if found["label"].casefold() not in ("subject", "title") or (heads and lines[at].number <= heads[-1].last_line):
            continue
        near = [
            (n, f)
            for n, f in labels
            if abs(n - at) <= _MOST_HEAD_LINES and (not heads or lines[n].number > heads[-1].last_line)
        ]
        near = [(n, f) for n, f in near if n == at or f["label"].casefold() not in ("subject", "title")]
        before = _headings_above(lines, min(n for n, _ in near))
        dated = any(is_day(line.text) for line in lines[max(before, at - 6) : at + 6])
        if len(near) > 1 or dated or before < at:
            heads.append(_head(lines, before, at, dict(near)))
    return heads


def place_head(head: Head, lines: Sequence[Line], places: Places) -> None:
    """Tell which lines the head has taken."""
    places.place(*(line.number for line in lines if head.line <= line.number <= head.last_line))


def _headings_above(lines: Sequence[Line], at: int) -> int:
    """Where the head begins: the place of the heading or the council's name that stands above the first label."""
    top = at
    for n in range(at - 1, max(at - 8, -1), -1):
        text = lines[n].text
        if _HEADING.fullmatch(text) or _COUNCIL.fullmatch(text):
            top = n
        elif text and not is_furniture(lines[n]):
            break
    return top


def _head(lines: Sequence[Line], top: int, subject_at: int, labels: dict[int, re.Match[str]]) -> Head:
    said: dict[str, str] = {}
    last, subject_line = subject_at, lines[subject_at].number
    for at, found in sorted(labels.items()):
        value, end = found["value"].strip(), at
        if not value:
            value, end = _value_below(lines, at)
        while value and end + 1 < len(lines) and _carries_on(lines[end + 1].text):
            end += 1
            value = f"{value} {lines[end].text}"
        said.setdefault(re.sub(r".*\b(to)", r"\1", found["label"].casefold()), value)
        last = max(last, end)
    dated = find_date(said.get("date", ""))
    if dated is None:
        for at in range(top, min(last + 4, len(lines))):
            if is_day(lines[at].text):
                dated, last = find_date(lines[at].text), max(last, at)
                break
    council = next((m["name"] for n in range(top, last) if (m := _COUNCIL.fullmatch(lines[n].text))), "")
    return Head(
        line=lines[top].number,
        last_line=lines[last].number,
        to=said.get("to", ""),
        dated=dated,
        subject=said.get("subject", "") or said.get("title", ""),
        subject_line=subject_line,
        council=council,
    )


def _carries_on(text: str) -> bool:
    """Whether a line directly below a label's value belongs to it: words, neither a label nor a heading nor a day."""
    return bool(re.match(r"[A-Za-z(‘“\"']", text)) and not (
        _LABEL.fullmatch(text) or _HEADING.fullmatch(text) or _COUNCIL.fullmatch(text) or is_day(text)
    )


def _value_below(lines: Sequence[Line], at: int) -> tuple[str, int]:
    for n in range(at + 1, min(at + 3, len(lines))):
        text = lines[n].text
        if text:
            return ("", at) if _LABEL.fullmatch(text) else (text, n)
    return "", at
