"""The front agenda: which meeting, and its numbered items."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence

from index.packs.dates import find_date
from index.packs.lines import Line
from index.packs.models import AgendaItem, PackFacts, Segment, SegmentKind
from index.packs.parts import COUNCIL

_ITEM = re.compile(r"(?<![\w.])(\d{1,2})\s?[.)]\s*(?=[A-Z‘'“\"])|(?<=[a-z)])(\d{1,2})\.\s*(?=[A-Z])")
_PAGES = re.compile(r"\s?\(?\s?pages?\s?:?\s?\d{1,4}(?:\s?(?:[-–—]|to)?\s?\d{1,4})?\s?\)?\s?$", re.IGNORECASE)
_PAGES_BEGUN = re.compile(r"\s?\(\s?pages?\s?:?\s?\d{0,4}\s?[-–—]?\s*$", re.IGNORECASE)  # broken by the line's end
_NUMBER_ALONE = re.compile(r"(\d{1,2})\s?[.)]?")
_AFTER_TITLE = re.compile(
    r"\(?pages?\s*\d|(?:briefing|report|presentation|joint|verbal|oral|update|note|to |any |a\)|\(a\)|i\)|members?\b|"
    r"copy|private business|public business|membership|nil\b)",
    re.IGNORECASE,
)
_END = re.compile(
    r"(?:membership\b|members of the (?:board|committee|panel)|proper officer|notes?\s*:|public access)", re.I
)
_BOARD = re.compile(r"\b(?:board|committee|panel|cabinet|council|member|commission|forum)\b", re.IGNORECASE)
_HELD_BY = re.compile(r"minutes of (?:the |a )?.{0,40}?meeting of (?:the )?(.{1,160}?)(?:\s+held\b.*)?$", re.IGNORECASE)
_LAST_NAME = re.compile(r"(?:(?!Councill|Cllr)[A-Z][\w'’-]*\.? ){0,3}[A-Z][\w'’-]*$")
_TIME = re.compile(r"\b\d{1,2}[.:]\d{2}\s*(?:am|pm|noon)?|\b\d{1,2}\s*(?:am|pm)\b", re.IGNORECASE)


def agenda_items(lines: Sequence[Line]) -> list[AgendaItem]:
    """The numbered items of a front agenda, in order. Items that were run together in one line are parted."""
    items: list[AgendaItem] = []
    for n, line in enumerate(lines):
        if _END.match(line.text) and items:
            break
        if line.is_blank:
            continue
        last = items[-1].number if items else 0
        alone = _NUMBER_ALONE.fullmatch(line.text)
        if alone and int(alone[1]) == last + 1:
            below = next((k for k in range(n + 1, min(n + 4, len(lines))) if lines[k].text), None)
            if below is not None and re.match(r"[A-Z‘'“\"]", lines[below].text):
                clean = _PAGES.sub("", _goes_on(lines, below, lines[below].text)).strip(" .")
                items.append(AgendaItem(number=last + 1, title=clean, line=line.number))
            continue
        for number, title in _in_line(line.text, last):
            whole = title if _PAGES.search(title) else _goes_on(lines, n, title)
            clean = _PAGES_BEGUN.sub("", _PAGES.sub("", whole)).strip(" .")
            if clean:
                items.append(AgendaItem(number=number, title=clean, line=line.number))
    return items


def _in_line(text: str, last: int) -> list[tuple[int, str]]:
    """The items that begin in a line: their numbers must go on from the last."""
    begins: list[tuple[int, int, int]] = []
    for match in _ITEM.finditer(text):
        number = int(match[1] or match[2])
        if last < number <= last + 2 and (match.start() == 0 or number == last + 1):
            if (
                match.start()
                and not begins
                and last == 0
                and not re.search(r"business\W*$", text[: match.start()], re.I)
            ):
                continue
            begins.append((match.start(), match.end(), number))
            last = number
    if not begins:
        return []
    if begins[0][0] > 0 and not re.search(r"business\W*$|\)\s*$", text[: begins[0][0]], re.I):
        return []
    ends = [begin[0] for begin in begins[1:]] + [len(text)]
    return [(number, text[start:end].strip()) for (_, start, number), end in zip(begins, ends, strict=True)]


def _goes_on(lines: Sequence[Line], at: int, title: str) -> str:
    """A title that goes on in the next line, before its pages or its officer."""
    words = [title]
    for line in lines[at + 1 : at + 3]:
        if line.is_blank or line.is_bullet or _AFTER_TITLE.match(line.text) or re.match(r"\d{1,2}\s?[.)]", line.text):
            break
        words.append(line.text)
        if _PAGES.search(line.text):
            break
    return " ".join(words)


def facts(lines: Sequence[Line], segments: Sequence[Segment]) -> PackFacts:
    """Council, board, day, place, Chair, and which meeting's minutes the pack holds."""
    front = _lines_of(lines, segments, SegmentKind.FRONT_AGENDA)
    minutes = _lines_of(lines, segments, SegmentKind.MINUTES)
    day = _meeting_day(front)
    heading = [line.text for line in minutes if line.text][:7]
    minutes_of = find_date(" ".join(_minutes_heading(heading)))
    if day is None:
        day = _note_day(lines, segments)
    return PackFacts(
        council=_council(lines),
        board=_board(front) or _board_of_minutes(heading),
        meeting_date=day,
        venue=_after(front, r"(?:place|venue|location)\s*:?"),
        chair=_chair(front, minutes),
        minutes_of=minutes_of,
    )


def _lines_of(lines: Sequence[Line], segments: Sequence[Segment], kind: SegmentKind) -> list[Line]:
    segment = next((s for s in segments if s.kind is kind), None)
    return list(lines[segment.start_line - 1 : segment.end_line]) if segment else []


def _council(lines: Sequence[Line]) -> str:
    names = Counter(line.text for line in lines if COUNCIL.fullmatch(line.text) and len(line.text) < 60)
    if names:
        return names.most_common(1)[0][0]
    inside = Counter(
        match[0]
        for line in lines
        for match in re.finditer(
            r"\b(?:[A-Z][a-z]{1,30} ){1,3}(?:City|Borough|County|District|Metropolitan|Town) Council\b", line.text
        )
    )
    return inside.most_common(1)[0][0] if inside else ""


def _board(front: Sequence[Line]) -> str:
    """The board stands above "Time and Date"; failing that it is the first line that names one."""
    texts = [line.text for line in front if line.text][:14]
    for n, text in enumerate(texts):
        if re.fullmatch(r"(?:time and )?date(?: and time)?\s*:?", text, re.I) and n:
            above = [
                t
                for t in texts[:n]
                if _BOARD.search(t) and not COUNCIL.fullmatch(t) and not re.fullmatch("agenda", t, re.I)
            ]
            if above:
                return above[-1]
    return next(
        (
            t
            for t in texts
            if _BOARD.search(t) and len(t) < 90 and not COUNCIL.fullmatch(t) and not t.endswith((".", ":"))
        ),
        "",
    )


def _minutes_heading(texts: Sequence[str]) -> list[str]:
    heading: list[str] = []
    for text in texts:
        if re.match(r"present\b|note\b", text, re.I):
            break
        heading.append(text)
    return heading


def _board_of_minutes(texts: Sequence[str]) -> str:
    match = _HELD_BY.search(" ".join(_minutes_heading(texts)))
    return match[1].strip() if match else ""


def _meeting_day(front: Sequence[Line]) -> dt.date | None:
    named = _after(front, r"(?:time and )?date(?: and time)?(?: of meeting)?\s*:?")
    found = find_date(named) if named else None
    if found:
        return found
    days = [(line.text, day) for line in front if (day := find_date(line.text))]
    timed = [day for text, day in days if _TIME.search(text)]
    weekday = [day for text, day in days if re.match(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", text, re.I)]
    return next(iter(timed or weekday), None)


def _note_day(lines: Sequence[Line], segments: Sequence[Segment]) -> dt.date | None:
    """The day that most notes bear, where the front agenda is missing or says none."""
    days = []
    for segment in segments:
        if segment.kind is SegmentKind.BRIEFING_NOTE:
            head = [line.text for line in lines[segment.start_line - 1 : segment.end_line] if line.text][:6]
            found = find_date(" ".join(head))
            if found:
                days.append(found)
    return Counter(days).most_common(1)[0][0] if days else None


def _after(front: Sequence[Line], label: str) -> str:
    """What stands behind a label or under it."""
    for n, line in enumerate(front):
        match = re.match(label, line.text, re.IGNORECASE)
        if match and (len(line.text) <= match.end() + 1 or line.text[match.end() - 1] == ":"):
            rest = line.text[match.end() :].strip()
            if rest:
                return rest
            return next((below.text for below in front[n + 1 : n + 5] if below.text), "")
    return ""


def _chair(front: Sequence[Line], minutes: Sequence[Line]) -> str:
    for line in [*front, *minutes[:60]]:
        for match in re.finditer(r"\s?\(Chair(?:man|woman|person)?\)", line.text):
            name = _LAST_NAME.search(line.text[max(0, match.start() - 60) : match.start()])
            if name:
                return name[0].strip()
    return ""
