"""Who was on the group, who supported it and what it set out to do: the section of aims and objectives."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from index.reviews.models import Officer, Paragraph, PastMember
from index.reviews.paragraphs import Para
from index.reviews.places import Places

_MEMBERS_LEAD = re.compile(
    r"\b(?:members?|membership)\b[^.:]*(?:\b(?:were|was|are|is|included|comprised)\b[^.:]*:?|:)\s*", re.I
)
_TITLE = (
    r"(?:Cllrs?\.?|Councillors?|Mr|Mrs|Ms|Miss|Mx|Dr|Prof\.?|Professor|Revd?\.?|Reverend|Sir|Dame|Lord|Lady|Cllr\s+Dr)"
)
_NAME = rf"(?:{_TITLE}\s+)*(?:[A-Z][\w'’.-]*)(?:\s+(?:[A-Z][\w'’.-]*|de|van|von|al|bin|la|le)){{0,4}}"
_MEMBER = re.compile(rf"(?P<name>{_NAME})\s*(?P<rest>(?:\(.*\)|[,–—:-].*)?)\s*[;,.]?\s*(?:and)?\Z", re.S)
_TITLED = re.compile(rf"{_TITLE}\s", re.I)
_CHAIR = re.compile(
    r"\A(?:the\s+)?(?:co-?)?chair(?:man|woman|person)?(?:\s+of\s+the\s+(?:task|group|review|T).*)?\Z", re.I
)
_SUPPORTED = re.compile(
    rf"\b(?:was|were|is|been)\s+supported\s+by\s+(?:the\s+)?(?P<people>{_NAME}.*?)\s*\.?\s*\Z", re.I | re.S
)
_SHORTEST_SENTENCE = 60
_OBJECTIVE = re.compile(r"\b(?:objectives?|aims?|purpose)\b[^.]*?\b(?:was|were|is|are)\b\s*(?:to\b|:|as follows)", re.I)


def read_aims(
    paras: Sequence[Para], places: Places
) -> tuple[list[PastMember], list[Officer], list[Paragraph], list[Paragraph]]:
    """The members, the supporting officers, the objectives, and every paragraph of the section.

    Below a lead-in with the word members, the items are members as far as they are names.
    """
    members: list[PastMember] = []
    officers: list[Officer] = []
    objectives: list[Paragraph] = []
    aims: list[Paragraph] = []
    at = 0
    while at < len(paras):
        para = paras[at]
        items = _items_below(paras, at)
        kept = Paragraph(number=para.label if para.style == "dotted" else "", text=para.text, line=para.line)
        named = _members_of(para, items)
        if named:
            members += named
            items = items[: len(named)]
        elif _OBJECTIVE.search(para.text):
            objectives.append(kept)
            objectives += [Paragraph(number=item.label, text=item.text, line=item.line) for item in items]
        else:
            officers += _officers(para)
            items = []
        places.place(*items)
        if para.bare and para.bulleted and len(para.text) < _SHORTEST_SENTENCE and not para.opens_list:
            places.leave([para], "an item of a list in the aims that is neither a member nor an objective")
        else:
            aims.append(kept)
            places.place(para)
        at += 1 + len(items)
    return members, officers, objectives, aims


def read_member(text: str, line: int) -> PastMember | None:
    """A member from one item of a list: "Cllr A Name (Chair)", "A Name (co-opted member …)", "A Name, Co-opted"."""
    found = _MEMBER.fullmatch(text.strip()) if len(text) <= 200 else None
    if not found:
        return None
    capacity = found["rest"].strip()
    if capacity.startswith("(") and capacity.endswith(")"):
        capacity = capacity[1:-1]
    parts = [part.strip() for part in re.split(r"[;,]|\s[–—-]\s|\)\s*\(", capacity.lstrip(",–—:- ")) if part.strip()]
    chair = any(_CHAIR.match(part) for part in parts)
    others = [part for part in parts if not _CHAIR.match(part)]
    shown = capacity.lstrip(",–—:- ") if not chair else ", ".join(others)
    return PastMember(name=found["name"].strip(" .,"), capacity=shown, is_chair=chair, line=line)


def _items_below(paras: Sequence[Para], at: int) -> list[Para]:
    """The list that a paragraph announces: the bulleted or lettered ones up to the next numbered paragraph."""
    if not (paras[at].opens_list or re.search(r"\b(?:were|are|was|included)\Z", paras[at].text)):
        return []
    items: list[Para] = []
    for para in paras[at + 1 :]:
        if para.style in ("dotted", "section") or (para.bare and not para.bulleted and para.apart and items):
            break
        items.append(para)
    return items


def _members_of(para: Para, items: Sequence[Para]) -> list[PastMember]:
    lead = _MEMBERS_LEAD.search(para.text)
    if not lead:
        return []
    rest = para.text[lead.end() :].strip()
    if items and not rest:
        people = takewhile(lambda person: person is not None, (read_member(item.text, item.line) for item in items))
        return [person for person in people if person]
    if rest and not items and _TITLED.match(rest):
        return _on_one_line(rest, para.line)
    return []


def _on_one_line(text: str, line: int) -> list[PastMember]:
    """The members named in a sentence ("Councillors A One, B Two (Chair) and C Three"); none where a piece is not."""
    pieces = re.split(r"\s*(?:,|;|\band\b)\s*(?![^()]*\))", text.strip(" ."))
    people = [read_member(piece, line) for piece in pieces if piece]
    return [person for person in people if person] if all(people) else []


def _officers(para: Para) -> list[Officer]:
    found = _SUPPORTED.search(para.text)
    if not found or not found["people"][0].isupper():
        return []
    name, _, title = found["people"].partition(",")
    whole = re.fullmatch(_NAME, name.strip())
    return [Officer(name=name.strip(), title=title.strip(), line=para.line)] if whole else []
