"""Briefing notes and reports: title, date, authors, and the recommendations with whom they are addressed to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.packs.dates import find_date
from index.packs.lines import Line, plain
from index.packs.models import ReportPart, Resolution, Segment, SegmentKind, Unread
from index.packs.numbers import read_items, read_mark
from index.packs.parts import Part

_HEADING = re.compile(
    r"(?:\d{1,2}(?:\.0)?\.?\s+)?(?:(?:proposed|draft|officer|summary of)\s+)?"
    r"recommendations?(?:\s+(?:to|for)\s+.{3,80})?\s*(?:\(s\))?\s*:?",
    re.IGNORECASE,
)
_NEXT_SECTION = re.compile(
    r"(\d{1,2})(?:\.0)?\.?\s+[A-Z][^.]{2,90}|"
    r"(?:background|information|introduction|purpose|context|summary|reasons? for|key issues?|list of appendices|"
    r"(?:financial|legal|equality|health|other) (?:implications?|inequalities|impact))\b.{0,60}",
    re.IGNORECASE,
)
_PARA = r"(?:\d{1,2}(?:\.\d{1,2})+\.?\s+)?"
_ASKED = re.compile(
    rf"{_PARA}(?:that\s+)?(?:the\s+)?(?P<to>.{{3,140}}?)\s+(?:is|are|be)\s+(?:asked|requested|recommended|invited)"
    r"(?:\s+to\b\s*:?|\s*(?=:))[\s:;-]*(?P<rest>.*)",
    re.IGNORECASE,
)
_ASKED_OF = re.compile(
    rf"{_PARA}it is (?:recommended|proposed) that\s+(?:the\s+)?(?P<to>.{{3,140}}?)\s*:[\s-]*(?P<rest>.*)", re.IGNORECASE
)
_RECOMMEND = re.compile(
    rf"{_PARA}(?:that\s+)?(?:the\s+)?.{{3,160}}?\s+(?:makes? the following recommendations?|recommends?)\s+(?:to\s+)?"
    r"(?:that\s+)?(?:the\s+)?(?P<to>.{3,140}?)\s*(?:that|to)?\s*:[\s-]*(?P<rest>.*)",
    re.IGNORECASE,
)
_RECOMMEND_LINE = re.compile(
    rf"{_PARA}(?:the\s+)?.{{3,160}}?\s+recommends?\s+to\s+(?:the\s+)?(?P<to>.{{3,140}}?)\s+that\b\s*(?P<rest>.*)",
    re.IGNORECASE,
)
_BODY_ONLY = re.compile(
    rf"{_PARA}(?:[Tt]hat\s+)?(?:[Tt]he\s+)?(?P<to>(?:[Mm]embers of )?(?:the )?[A-Z][^.:;]{{2,120}}?)\s*"
    r"(?:should|to|will)?\s*:[\s-]*(?P<rest>)"
)
_BODY_WORD = re.compile(
    r"\b(?:board|committee|panel|cabinet|council|members?|forum|commission|partnership|director|executive|leader|officer|"
    r"head|trust|service)s?\b",
    re.IGNORECASE,
)
_STEMS = (_ASKED_OF, _ASKED, _RECOMMEND, _RECOMMEND_LINE)
_SENTENCE = re.compile(r"\d{1,2}(?:\.\d{1,2})+\.?\s+(?P<text>.+)")
_BARE_SENTENCE = re.compile(r"(?:that|to)\s+\w", re.IGNORECASE)
_LONGEST_STEM = 1500
_AUTHOR = re.compile(
    r"(?:report )?(?:name and job title|name of author|author(?:\(s\)|s)?|(?:lead |contact )officers?)\s*[:\-–]\s*(.*)",
    re.IGNORECASE,
)
_PERSON = re.compile(r"((?:[A-Z][\w'’.-]+\s+){1,3}[A-Z][\w'’-]+),\s+[A-Z]")
_SAME = re.compile(r"\W+")


def report_of(part: Part, segment: Segment, lines: Sequence[Line]) -> ReportPart:
    """The report that a segment holds. ``lines`` are all lines of the pack."""
    inside = lines[segment.start_line - 1 : segment.end_line]
    top = " ".join(line.text for line in inside[:16]) if segment.kind is SegmentKind.BRIEFING_NOTE else ""
    if segment.kind is SegmentKind.PARTNER_SUBMISSION:
        top = " ".join(line.text for line in inside[:5])
    return ReportPart(
        kind=segment.kind,
        title=part.title or segment.kind.value.replace("_", " "),
        date=find_date(top),
        authors=_authors(inside),
        line=lines[part.title_at].number,
    )


def _authors(lines: Sequence[Line]) -> list[str]:
    names: list[str] = []
    for n, line in enumerate(lines):
        match = _AUTHOR.match(line.text)
        if match:
            block = [match[1]] if match[1] else []
            for below in lines[n + 1 : n + 6]:
                if not below.text or re.match(r"contact|tel|e-?mail|enquir|job title|organisation", below.text, re.I):
                    if block or below.text:
                        break
                    continue
                block.append(below.text)
            titled = [text for text in block if re.search(r",|\s[–-]\s", text)]
            names += [re.split(r",|\s[–-]\s", text)[0].strip() for text in (titled or block[:1])]
    if not names:
        for n, line in enumerate(lines):
            person = _PERSON.match(line.text)
            following = " ".join(x.text for x in lines[n + 1 : n + 6])
            if person and len(line.text) < 100 and re.match(r"\W*(?:tel\S*\s*)?\(?0\d[\d) ]{8,}|\S+@\S+", following):
                names.append(person[1])
                break
    return list(dict.fromkeys(name for name in names if re.search(r"[A-Za-z]", name) and "@" not in name))[:8]


def recommendations_of(title: str, lines: Sequence[Line]) -> tuple[list[Resolution], list[Unread]]:
    """The recommendations of one note, each with the addressee that its stem names."""
    found: list[Resolution] = []
    unread: list[Unread] = []
    start = _section_start(lines)
    if start is None:
        return [], []
    end = _section_end(lines, start)
    n = start + (1 if _HEADING.fullmatch(lines[start].text) else 0)
    to = _heading_addressee(lines[start].text)
    while n < end:
        line = lines[n]
        if line.is_blank or line.is_row:
            n += 1
            continue
        text, after = _stem(lines, n, end)
        stem = _stem_of(text)
        if stem:
            to = plain(stem["to"]).strip(" ,:")
            items, past = read_items(lines, after, end)
            rest = stem["rest"].strip()
            if items:
                found += [_made(title, i.number, min(i.level, 2), i.text, to, i.line) for i in items]
                n = past
            elif rest:
                found.append(_made(title, None, 1, rest, to, line.number))
                n = after
            else:
                unread.append(
                    Unread(start_line=line.number, end_line=line.number, why="Recommendations without any item.")
                )
                n = after
            continue
        if read_mark(line) is not None:
            items, past = read_items(lines, n, end)
            found += [_made(title, i.number, min(i.level, 2), i.text, to, i.line) for i in items]
            n = max(past, n + 1)
            continue
        sentence = _SENTENCE.fullmatch(text)
        if sentence:
            found.append(_made(title, text.split()[0], 1, sentence["text"], to, line.number))
        elif _BARE_SENTENCE.match(text):
            found.append(_made(title, None, 1, text, to, line.number))
        n = after
    return found, unread


def _section_start(lines: Sequence[Line]) -> int | None:
    """The heading of the recommendations or, where it is lost, the lead-in "2.1 The Board are recommended to:"."""
    heading = next((n for n, line in enumerate(lines) if not line.is_row and _HEADING.fullmatch(line.text)), None)
    if heading is not None:
        return heading
    numbered = (n for n, line in enumerate(lines) if re.match(r"[12]\.\d", line.text) and len(line.text) < 300)
    return next((n for n in numbered if lines[n].text.endswith((":", ":-")) and _stem_of(lines[n].text)), None)


def _stem_of(text: str) -> re.Match[str] | None:
    """A lead-in that says to whom what follows it is recommended."""
    if len(text) > _LONGEST_STEM:
        return None
    matches = (pattern.fullmatch(text) for pattern in _STEMS)
    stem = next((match for match in matches if match), None)
    if stem is None:
        only = _BODY_ONLY.fullmatch(text)
        stem = only if only and _BODY_WORD.search(only["to"]) else None
    return stem


def _heading_addressee(heading: str) -> str | None:
    """Whom a heading such as "Recommendations to the Cabinet Member for X" names."""
    match = re.search(r"recommendations?\s+(?:to|for)\s+(?:the\s+)?(.+?)\s*:?$", heading[:200], re.IGNORECASE)
    return match[1] if match and _BODY_WORD.search(match[1]) else None


def _section_end(lines: Sequence[Line], start: int) -> int:
    """Where the section on recommendations ends: at the next section's heading."""
    number = re.match(r"(\d{1,2})", lines[start].text)
    for n in range(start + 1, len(lines)):
        text = lines[n].text
        match = _NEXT_SECTION.fullmatch(text)
        if not match or lines[n].is_row:
            continue
        if match[1] is None:
            if _stands_alone(lines, n):
                return n
            continue
        if number is None or int(match[1]) == int(number[1]) + 1:
            following = next((x.text for x in lines[n + 1 : n + 12] if x.text), "")
            if lines[n].is_bullet and not re.match(rf"{match[1]}\.\d", following):
                continue
            if re.match(rf"{match[1]}\.\d", following) or not re.match(r"\d{1,2}[.)]\s", text) or following == "":
                return n
            if number is not None and lines[n - 1].is_blank and lines[min(n + 1, len(lines) - 1)].is_blank:
                return n
    return min(len(lines), start + 80)


def _stands_alone(lines: Sequence[Line], n: int) -> bool:
    """Whether a line is a heading by its form: short, no item of a list, and no sentence."""
    return not lines[n].is_bullet and len(lines[n].text) < 90 and not lines[n].text.endswith((".", ";", ","))


def _stem(lines: Sequence[Line], at: int, end: int) -> tuple[str, int]:
    """A lead-in with its wrapped lines."""
    words = [lines[at].text]
    n = at + 1
    while (
        n < end
        and lines[n].text
        and read_mark(lines[n]) is None
        and not lines[n].is_row
        and not re.match(r"\d+\.\d", lines[n].text)
    ):
        words.append(lines[n].text)
        n += 1
    return " ".join(words), n


def _made(ref: str, number: str | None, level: int, text: str, to: str | None, line: int) -> Resolution:
    return Resolution(
        source_kind="briefing_note", source_ref=ref, number=number, level=level, text=text, addressed_to=to, line=line
    )
