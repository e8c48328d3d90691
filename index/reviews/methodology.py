"""How a review went about its work: who was interviewed, and how often the group met."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.reviews.models import InterviewSection, MeetingCount, Paragraph, PastPartner
from index.reviews.paragraphs import Para, fold
from index.reviews.places import Places

_NUMBERS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()
_COUNT = rf"(?:\d{{1,2}}|{'|'.join(_NUMBERS)})"
_SESSIONS = rf"(?:[\s,(]+(?:of|with|in|comprising|holding|and)?\s*(?P<sessions>{_COUNT})\s+(?:\w+\s+)?sessions?\)?)?"
_MEETINGS = rf"\s+meetings?\b{_SESSIONS}"
_KIND_FIRST = re.compile(
    rf"(?P<kind>[A-Z][a-z]+(?:\s+[a-z]+)*)\s*[–—:-]+\s*(?i:(?P<count>{_COUNT}){_MEETINGS})"  # capital, then small words
)
_KINDS = r"scoping|interview(?:ing)?|evidence(?:[- ]gathering)?|analy(?:sis|sing)|drafting"
_COUNT_FIRST = re.compile(rf"\b(?P<count>{_COUNT})\s+(?P<kind>{_KINDS}){_MEETINGS}", re.I)
_TOLD = re.compile(
    rf"\bmet\b[^.]{{0,40}}?\b(?:(?P<count>{_COUNT})\s+(?:occasions|times)|(?P<twice>once|twice))\b", re.I
)
_PARTNERS_LEAD = re.compile(
    r"\b(?:partners?|organisations?|witnesses|people|services)\b[^.]*\b(?:interviewed|met|heard)\b"
    r"|\b(?:interviewed|heard from|met with)\b",
    re.I,
)
_SENTENCE = re.compile(r"\b(?:was|were|is|are|had|has|have|met|presented|submitted|received|kept)\b", re.I)
_LONGEST_PARTNER = 120
_BRACKET = re.compile(r"\s*\((?P<note>[^()]*(?:\([^()]*\)[^()]*)*)\)\s*")


def read_methodology(
    paras: Sequence[Para], places: Places
) -> tuple[list[Paragraph], list[PastPartner], list[MeetingCount], int | None]:
    """The paragraphs, the partners who were interviewed, the meetings by kind, and how often the group says it met."""
    kept: list[Paragraph] = []
    partners: list[PastPartner] = []
    meetings: list[MeetingCount] = []
    told: int | None = None
    listing = False
    for para in paras:
        counts = read_meetings(para)
        says = _told(para.text)
        told = told if told is not None else says
        is_item = para.style in ("lower", "arabic") or (para.bare and para.bulleted)
        is_short = len(para.text) <= _LONGEST_PARTNER and not _SENTENCE.search(_BRACKET.sub("", para.text))
        if is_item and counts and says is None:
            places.place(para)
        elif is_item and is_short and listing:
            partners.append(_partner(para))
            places.place(para)
        elif is_item and is_short:
            places.leave(
                [para], "an item of a list in the methodology that is neither a partner nor a count of meetings"
            )
        else:
            kept.append(Paragraph(number=para.label, text=para.text, line=para.line))
            listing = para.opens_list and bool(_PARTNERS_LEAD.search(para.text))
            places.place(para)
        meetings += counts
    return kept, partners, meetings, told


def read_meetings(para: Para) -> list[MeetingCount]:
    """The meetings that a paragraph counts by kind: "Interviewing – 3 meetings of 6 interviewing sessions"."""
    found = sorted(
        [*_KIND_FIRST.finditer(para.text), *_COUNT_FIRST.finditer(para.text)], key=lambda match: match.start()
    )
    return [
        MeetingCount(
            kind=_kind(match["kind"]),
            meetings=_value(match["count"]),
            sessions=_value(match["sessions"]) if match["sessions"] else None,
            line=para.lines[-1] if match.end() == len(para.text) else para.line,
        )
        for match in found
    ]


def under_umbrellas(partners: Sequence[PastPartner], sections: Sequence[InterviewSection]) -> list[PastPartner]:
    """The partners, each with the name under which the report put it together with others, and its short name.

    A section "Health (representatives from A, B, C)" is an umbrella over those of the list that A, B and C name in
    full or by initials; one that is left where one name is left, in the same run of the list, belongs to it as well.
    """
    result = list(partners)
    for section in sections:
        if len(section.represented) < 2:
            continue
        by_name: dict[int, str] = {}
        for name in section.represented:
            at = next((n for n, p in enumerate(result) if n not in by_name and _names(name, p.name)), None)
            if at is not None:
                by_name[at] = name
        missing = [name for name in section.represented if name not in by_name.values()]
        if len(missing) == 1 and len(by_name) > 1:
            run = range(min(by_name) - 1, max(by_name) + 2)
            inside = [n for n in range(min(by_name), max(by_name)) if n not in by_name]
            umbrella_at = next((n for n, p in enumerate(result) if fold(p.name) == fold(section.partner)), -2)
            beside = [umbrella_at + 1 + len(by_name)] if umbrella_at + 1 == min(by_name) and not inside else []
            left = [n for n in inside or beside if n in run and n < len(result)]
            if len(left) == 1:
                by_name[left[0]] = ""
        for at, name in by_name.items():
            short = name if fold(name) != fold(result[at].name) else ""
            result[at] = result[at].model_copy(update={"umbrella": section.partner, "short_name": short})
    return result


def _partner(para: Para) -> PastPartner:
    bracket = _BRACKET.search(para.text)
    name = para.text[: bracket.start()] + " " + para.text[bracket.end() :] if bracket else para.text
    return PastPartner(name=name.strip(" ,;."), note=bracket["note"].strip() if bracket else "", line=para.line)


def _names(short: str, name: str) -> bool:
    """Whether a short name is this name, or its initials without the small words."""
    initials = "".join(word[0] for word in re.findall(r"[A-Za-z]\w*", name) if word.lower() not in ("and", "of", "the"))
    return fold(short) == fold(name) or (len(short) > 2 and short.casefold() == initials.casefold())


def _kind(words: str) -> str:
    plain = " ".join(words.split())
    return plain[0].upper() + plain[1:]


def _value(word: str) -> int:
    return int(word) if word.isdecimal() else _NUMBERS.index(word.casefold()) + 1


def _told(text: str) -> int | None:
    found = _TOLD.search(text)
    if not found:
        return None
    return _value(found["count"]) if found["count"] else {"once": 1, "twice": 2}[found["twice"].casefold()]
