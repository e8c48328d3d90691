"""The minutes of the previous meeting: numbered minutes, what was resolved, and what was asked for in passing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from index.packs.addressees import addressee_of
from index.packs.lines import Line
from index.packs.models import Minute, Resolution, SofterDecision, Unread
from index.packs.numbers import read_items, read_mark

_HEADING = re.compile(r"(\d{1,3})(?:/\d{2,4})?\s?[.):]?\s+([A-Z‘'“\"].{2,200})")
_SUB = re.compile(r"(\([a-z]\))\s*([A-Z‘'“\"].{2,120})")
_DECIDED = r"RESOLVED|RESOLUTION|RECOMMENDED(?= that| to|:)|AGREED(?= that| to|:)|(?-i:Resolved)(?= that| to|:|,|$)"
_RESOLVED = re.compile(rf"\W*(?:it was )?(?:{_DECIDED})\b")
_WITHIN = re.compile(r"(?<=[.:;] )(?:It was )?RESOLVED\b(?= that| to|:|,)")  # a paragraph that lost its line break
_INSIDE = re.compile(
    r"(?:\b[Tt]he )?(?:[A-Z(][\w’'&,()/-]{0,30} (?:(?:and|of|for|in) )?){0,8}"
    r"(?:Board|Committee|Panel|Cabinet|Cabinet Member|Commission|Forum|Council|Members)(?: \(\d+\))?\s+"
    r"(?:(?:also|then|therefore|unanimously|further)\s+)?(?:RESOLVED|resolved)\s+(?:to|that)\b[^.]*\.?"
)
_SOFT = re.compile(
    r"\b(?:requested (?:that|a|an|the|further)|asked (?:that|for)|agreed (?:to|that)|suggested that|"
    r"it was agreed|undertook to)\b",
    re.IGNORECASE,
)
_CLOSED = re.compile(r"\(?\s*(?:the )?meeting (?:closed|ended|finished|concluded)\b", re.IGNORECASE)
_LEADS = frozenset("resolved resolution recommended agreed it was".split())
_ADVERBS = frozenset("unanimously accordingly hereby therefore also".split())
_OF_NAMES = frozenset("the of and for in on to & a this".split())
_BODIES = re.compile(r"(?:board|committee|panel|cabinet|council|member|forum|commission|executive|group)s?", re.I)
_VERBS = frozenset("resolved agreed recommends recommend resolves agrees to that".split())
_LONGEST_LEAD_IN = 240


class ReadMinutes(NamedTuple):
    """What the minutes hold."""

    minutes: list[Minute]
    resolutions: list[Resolution]
    softer: list[SofterDecision]
    unread: list[Unread]


def read_minutes(lines: Sequence[Line]) -> ReadMinutes:
    """Read the lines of one minutes segment."""
    heads = _headings(lines)
    resolutions: list[Resolution] = []
    softer: list[SofterDecision] = []
    unread: list[Unread] = []
    ends = [at for at, _ in heads[1:]] + [len(lines)]
    for (at, minute), end in zip(heads, ends, strict=False):
        found, odd = _resolved(lines, at + 1, end, str(minute.number))
        resolutions += found
        unread += odd
        softer += _softer(lines, at + 1, end, str(minute.number))
        if not any(line.text for line in lines[at + 1 : end]):
            unread.append(
                Unread(start_line=minute.line, end_line=minute.line, why=f"Minute {minute.number} has no text.")
            )
    return ReadMinutes([minute for _, minute in heads], resolutions, softer, unread)


def _headings(lines: Sequence[Line]) -> list[tuple[int, Minute]]:
    """The numbered headings: a short title on a line of its own whose number goes on from the last one.

    A conversion may repeat a number or skip some; items of a resolution's list are told apart by how they end.
    """
    found: list[tuple[int, Minute]] = []
    in_list = False
    for n, line in enumerate(lines):
        if line.is_blank or line.is_row:
            continue
        if _RESOLVED.match(line.text):
            in_list = line.text.rstrip().endswith(":") or is_lead_in(line.text)
            continue
        match = _HEADING.fullmatch(line.text)
        if not match:
            if read_mark(line) is None:
                in_list = False
            continue
        number, title = int(match[1]), match[2].strip()
        last = found[-1][1].number if found else None
        follows = last is None or last <= number <= last + 6
        shaped = (
            not title.endswith((".", ":", ";", ","))
            and len(title.split()) <= 24
            and ")" not in line.text[: match.start(2)]
        )
        if not follows or not shaped or (in_list and not _is_next_minute(lines, n, number, last)):
            continue
        if number == last and n and not lines[n - 1].is_blank:
            continue
        in_list = False
        found.append((n, Minute(number=number, title=_whole_title(lines, n, title), line=line.number)))
    return found


def _whole_title(lines: Sequence[Line], at: int, title: str) -> str:
    """A title that goes on in the next line: that line is the end of a short paragraph, and no sentence."""
    below = lines[at + 1] if at + 1 < len(lines) else None
    if below is None or below.is_blank or below.is_row or below.is_bullet or len(below.text) > 90:
        return title
    is_last = at + 2 >= len(lines) or lines[at + 2].is_blank
    hangs = title.split()[-1].casefold() in _OF_NAMES or title.endswith(("-", "–", "—", "/"))
    is_sentence = below.text.endswith((".", ":", ";")) or bool(_RESOLVED.match(below.text)) or read_mark(below)
    if is_sentence or not (is_last and (hangs or below.text[0].islower() or len(title) > 40)):
        return title
    return f"{title} {below.text}"


def _is_next_minute(lines: Sequence[Line], n: int, number: int, last: int | None) -> bool:
    """Inside a list a heading must be the very next number, and not the next item of that list."""
    if last is not None and number != last + 1:
        return False
    before = next((lines[k] for k in range(n - 1, max(-1, n - 40), -1) if lines[k].text), None)
    mark = read_mark(before) if before else None
    # "3)" then "4. Work Programme": another style, so not the list's next item.
    here = read_mark(lines[n])
    if mark is None or here is None or mark.style != here.style:
        return True
    return mark.value + 1 != number


def _parted(lines: Sequence[Line], n: int) -> bool:
    return (n == 0 or lines[n - 1].is_blank) and (n + 1 >= len(lines) or lines[n + 1].is_blank)


def is_lead_in(text: str) -> bool:
    """Whether a text only leads in a list of decisions: "RESOLVED that:", "RESOLVED that the … Board (2):"."""
    if len(text) > _LONGEST_LEAD_IN or text.rstrip().endswith("."):
        return False
    words = re.findall(r"[\w’'&()/-]+", text)
    while words and words[0].casefold() in _LEADS:
        words.pop(0)
    while words and words[0].casefold() in _ADVERBS | {"that", "to"}:
        words.pop(0)
    while words and words[-1].casefold() in _VERBS | _ADVERBS:
        words.pop()
    if not words:
        return True
    if re.fullmatch(r"\(\d+\)", words[-1]):
        words.pop()
    at_body = next((n for n, word in enumerate(words) if _BODIES.fullmatch(word)), None)
    if at_body is None:
        return False
    is_name = all(not w[0].islower() or w.casefold() in _OF_NAMES or _BODIES.fullmatch(w) for w in words)
    return is_name and (bool(_BODIES.fullmatch(words[-1])) or words[at_body].casefold().startswith("member"))


def _resolved(lines: Sequence[Line], start: int, end: int, number: str) -> tuple[list[Resolution], list[Unread]]:
    """What one minute decides: each "RESOLVED" with its sentence or list, and what is resolved inside a paragraph."""
    found: list[Resolution] = []
    unread: list[Unread] = []
    parts = _lettered_parts(lines, start, end)
    ref = number
    n = start
    while n < end:
        ref = f"{number}{parts[n]}" if n in parts else ref
        if lines[n].is_blank:
            n += 1
            continue
        paragraph = _paragraph(lines, n, end, parts)
        n = paragraph.after
        decided = _RESOLVED.match(paragraph.text) or _WITHIN.search(paragraph.text)
        if decided is None:
            inside = list(_INSIDE.finditer(paragraph.text))
            found += [_made(ref, None, 1, m[0].strip(), None, paragraph.line_at(m.start())) for m in inside]
            if inside and inside[-1][0].rstrip().endswith(":"):
                items, n = _list_of(lines, n, end, parts, ref, None, 1)
                found += items
            continue
        text, line = paragraph.text[decided.start() :], paragraph.line_at(decided.start())
        bare = is_lead_in(text)
        to = addressee_of(text)
        if not bare:
            found.append(_made(ref, None, 1, text, to, line))
        items, past = _list_of(lines, n, end, parts, ref, to, 0 if bare else 1)
        if items and (bare or text.rstrip().endswith((":", ":-"))):
            found += items
            n = past
        elif bare:
            unread.append(Unread(start_line=line, end_line=line, why="A resolution without any text."))
    return found, unread


def _list_of(
    lines: Sequence[Line], at: int, end: int, parts: dict[int, str], ref: str, to: str | None, below: int
) -> tuple[list[Resolution], int]:
    """The items of a list of decisions, ``below`` levels under what leads it in, and the index after them."""
    letter = ref.rpartition("(")[2][:1] if ref.endswith(")") else ""
    # A list may have lettered items too: only the next letter begins the next part of the minute.
    stops = [n for n in parts if n >= at and letter and parts[n] == f"({chr(ord(letter) + 1)})"][:1]
    items, past = read_items(lines, at, end, stops)
    found: list[Resolution] = []
    above = to
    for item in items:
        own = addressee_of(item.text)
        if item.level == 1:
            above = own or to
        found.append(_made(ref, item.number, min(item.level + below, 2), item.text, own or above, item.line))
    return found, past


def _lettered_parts(lines: Sequence[Line], start: int, end: int) -> dict[int, str]:
    """Where the parts (a), (b) … of a minute begin: headings that stand apart and are no sentence."""
    found: dict[int, str] = {}
    for n in range(start, end):
        sub = _SUB.fullmatch(lines[n].text) if lines[n].text[:1] == "(" else None
        if sub and not sub[2].endswith((".", ";", ":")) and (_parted(lines, n) or _heads_prose(lines, n)):
            found[n] = sub[1]
    return found


def _heads_prose(lines: Sequence[Line], n: int) -> bool:
    """Whether a short line stands directly above a long paragraph, as a heading does that lost its blank line."""
    below = lines[n + 1] if n + 1 < len(lines) else None
    return below is not None and len(lines[n].text) < 80 < len(below.text) and read_mark(below) is None


class _Paragraph(NamedTuple):
    """Lines that belong together as one text, the places where each of them begins, and the index after them."""

    text: str
    begins: list[tuple[int, int]]  # place in the text, line number
    after: int

    def line_at(self, place: int) -> int:
        """The line on which a place of the text stands."""
        return max(((at, line) for at, line in self.begins if at <= place), default=self.begins[0])[1]


def _paragraph(lines: Sequence[Line], at: int, end: int, parts: dict[int, str]) -> _Paragraph:
    """The paragraph that begins at a line: up to a blank one, an item, a decision or the next part of the minute."""
    begins = [(0, lines[at].number)]
    words = [lines[at].text]
    size = len(lines[at].text) + 1
    n = at + 1
    while n < end and n not in parts and _continues(lines[n]):
        begins.append((size, lines[n].number))
        words.append(lines[n].text)
        size += len(lines[n].text) + 1
        n += 1
    return _Paragraph(" ".join(words), begins, n)


def _continues(line: Line) -> bool:
    return not (
        line.is_blank or line.is_row or read_mark(line) or _RESOLVED.match(line.text) or _CLOSED.match(line.text)
    )


def _made(ref: str, number: str | None, level: int, text: str, to: str | None, line: int) -> Resolution:
    return Resolution(
        source_kind="minute", source_ref=ref, number=number, level=level, text=text, addressed_to=to, line=line
    )


def _softer(lines: Sequence[Line], start: int, end: int, ref: str) -> list[SofterDecision]:
    """What was asked for or agreed in passing: the clause around such a word, but not what was resolved."""
    found = []
    resolved = False
    for line in lines[start:end]:
        if line.is_blank:
            continue
        decides = bool(_RESOLVED.match(line.text))
        resolved = resolved or decides
        if resolved and (decides or read_mark(line)):
            continue
        past = 0
        for match in _SOFT.finditer(line.text):
            if match.start() < past:
                continue
            begin = max(line.text.rfind(".", past, match.start()), line.text.rfind(";", past, match.start()), past - 1)
            stops = [at for at in (line.text.find(".", match.end()), line.text.find(";", match.end())) if at >= 0]
            past = min(stops, default=len(line.text))
            clause = line.text[begin + 1 : past].strip()
            if not re.search(r"\bresolved\b", clause, re.IGNORECASE):
                found.append(SofterDecision(source_ref=ref, text=clause, line=line.number))
    return found
