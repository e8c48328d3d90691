"""The recommendations of a report: each lead-in with its addressee, the numbered list below it, lettered parts.

Numbers run on across addressees, so a number that is lost can be told from those before and behind it, also where a
lead-in stands between (domain.md, "Numbering and wording").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from index.reviews.models import PastRecommendation, RecommendationStem, SubPart
from index.reviews.numbers import fill_gaps
from index.reviews.paragraphs import Para
from index.reviews.places import Places

_RECOMMEND = re.compile(r"\brecommend(?:s|ed|ations?)?\b", re.I)
_END = r"\s*[:;–—-]*\s*\Z"
_ADDRESSEES = (
    re.compile(
        r"\brecommend(?:s|ed|ations?)?\s+(?:to|for)\s+(?:the\s+)?(?P<to>.+?)\s*,?\s+(?:that|to)" + _END, re.I | re.S
    ),
    re.compile(
        r"\brecommend(?:s|ed)?\s+that\s+(?:the\s+)?(?P<to>.+?)(?:\s+(?:should|is asked to))?\s*:\s*\Z", re.I | re.S
    ),
    re.compile(
        r"\A(?:that\s+)?(?:the\s+)?(?P<to>.+?)\s+(?:is|are)\s+(?:asked|recommended|requested|invited|advised)"
        r"(?:\s+(?:to|that))?" + _END,
        re.I | re.S,
    ),
    re.compile(r"\Arecommendations?\s+(?:to|for)\s+(?:the\s+)?(?P<to>.+?)" + _END, re.I | re.S),
)
_WITHIN_STEM = re.compile(r"\brecommend(?:s|ed)?\b.*?\bthat\b:?\s+(?P<action>\S.{15,})", re.I | re.S)
_LONGEST_ADDRESSEE = 120


@dataclass(slots=True)
class _Draft:
    """A recommendation while its parts are being gathered."""

    number: int
    para: Para
    stem: int
    inferred: bool = False
    parts: list[SubPart] = field(default_factory=list)


def addressee(stem: str) -> str:
    """To whom a lead-in speaks, as written; empty where it names nobody.

    "The Board recommend to the Cabinet Member for X that:" and "The Board are recommended to:" are the two forms of
    design/documents.md; "recommends that the Director:" and "Recommendations for the Director" are read as well.
    """
    for pattern in _ADDRESSEES:
        found = pattern.search(stem.strip())
        if found and len(found["to"]) <= _LONGEST_ADDRESSEE and "," not in found["to"][:1]:
            to = re.sub(r"\A(?:it is recommended that\s+)?(?:the\s+)?", "", found["to"].strip(), flags=re.I)
            return to.strip(" :,")
    return ""


def read_recommendations(paras: Sequence[Para], places: Places) -> list[RecommendationStem]:
    """The lead-ins of a section with their recommendations. What fits no list is left as unread."""
    paras = [piece for para in paras for piece in _split_run_on(para)]
    stems = [at for at, para in enumerate(paras) if _is_stem(paras, at)]
    drafts = _drafts(paras, stems, places)
    if not drafts:
        drafts = _by_paragraph(paras, stems, places)
    places.place(*(paras[at] for at in stems))
    found = [
        RecommendationStem(
            number=paras[at].label if paras[at].style == "dotted" else "",
            text=paras[at].text,
            addressee=addressee(paras[at].text),
            line=paras[at].line,
            recommendations=[_done(draft) for draft in drafts if draft.stem == at],
        )
        for at in stems
    ]
    without = [_done(draft) for draft in drafts if draft.stem < 0]
    if without:
        found.insert(0, RecommendationStem(text="", line=without[0].line, recommendations=without))
    return found


def _done(draft: _Draft) -> PastRecommendation:
    return PastRecommendation(
        number=draft.number, text=draft.para.text, line=draft.para.line, parts=draft.parts, inferred=draft.inferred
    )


def _is_stem(paras: Sequence[Para], at: int) -> bool:
    para = paras[at]
    if para.arabic is not None or para.style == "lower" or not _RECOMMEND.search(para.text):
        return False
    following = paras[at + 1] if at + 1 < len(paras) else None
    announces = para.opens_list or re.search(r"\b(?:that|to)\Z", para.text)
    return bool(announces or para.style == "dotted" or (following is not None and following.arabic == 1))


def _drafts(paras: Sequence[Para], stems: Sequence[int], places: Places) -> list[_Draft]:
    """The numbered recommendations, the lost numbers among them given back where only one number fits."""
    numbered = [at for at, para in enumerate(paras) if para.arabic is not None]
    drafts: list[_Draft] = []
    bounds = [-1, *numbered, len(paras)]
    for start, end in pairwise(bounds):
        head = paras[start] if start >= 0 else None
        if head is not None:
            drafts.append(_Draft(head.arabic or 0, head, _stem_of(start, stems)))
            places.place(head)
        items = [at for at in range(start + 1, end) if at not in stems]
        below = [at for at in items if _stem_of(at, stems) == _stem_of(start, stems)] if head is not None else []
        before = drafts[-1].number if drafts else 0
        after = paras[end].arabic if end < len(paras) else None
        follows_on = head is not None and head.opens_list and after == before + 1
        left = _take_parts(paras, below, drafts, places, to_the_end=follows_on)
        rest = [at for at in items if at not in below or at in left]
        closed = head is not None and head.opens_list and not drafts[-1].parts
        gap = after - before - 1 if after is not None else (len(rest) if not numbered else 0)
        if rest and gap == len(rest) and not closed and all(_may_be_item(paras[at]) for at in rest):
            for at in rest:
                before += 1
                drafts.append(_Draft(before, paras[at], _stem_of(at, stems), inferred=True))
                places.place(paras[at])
        elif rest and closed and gap == 0 and all(paras[at].bare and paras[at].bulleted for at in rest):
            _add_parts(drafts[-1], [paras[at] for at in rest], places)
        else:
            places.leave((paras[at] for at in rest), "a paragraph among the recommendations without a number")
    return drafts


def _take_parts(
    paras: Sequence[Para], below: Sequence[int], drafts: list[_Draft], places: Places, *, to_the_end: bool
) -> list[int]:
    """Give the lettered paragraphs below a recommendation to it; returns those that stand behind the last letter.

    Bullets behind the last letter are parts as well where the list was announced and the next recommendation follows.
    """
    lettered = [n for n, at in enumerate(below) if paras[at].style == "lower"]
    if not lettered or not drafts:
        return list(below)
    if to_the_end and all(paras[at].bulleted or paras[at].style == "lower" for at in below):
        lettered.append(len(below) - 1)
    within = below[: lettered[-1] + 1]
    if any(paras[at].style not in ("", "lower") for at in within):
        return list(below)
    _add_parts(drafts[-1], [paras[at] for at in within], places)
    return list(below[lettered[-1] + 1 :])


def _add_parts(draft: _Draft, paras: Sequence[Para], places: Places) -> None:
    romans = all(para.roman is not None for para in paras if para.label) and any(para.label == "i" for para in paras)
    values = fill_gaps([para.roman if romans else para.letter for para in paras])
    for para, (value, inferred) in zip(paras, values, strict=True):
        if value is None or not 1 <= value <= 26:
            places.leave([para], "a part of a recommendation without a letter")
            continue
        letter = (
            para.label or ("i ii iii iv v vi vii viii ix x".split()[value - 1 :] if romans else [chr(96 + value)])[0]
        )
        draft.parts.append(SubPart(letter=letter, text=para.text, line=para.line, inferred=inferred))
        places.place(para)


def _by_paragraph(paras: Sequence[Para], stems: list[int], places: Places) -> list[_Draft]:
    """Recommendations without a list: each numbered paragraph (2.1, 2.2) is one, or stands within its lead-in."""
    drafts: list[_Draft] = []
    for at, para in enumerate(paras):
        if para.style != "dotted" or para.opens_list:
            continue
        within = _WITHIN_STEM.search(para.text) if at in stems else None
        if at in stems and within is None:
            continue
        text = within["action"] if within else para.text
        drafts.append(_Draft(len(drafts) + 1, _with_text(para, text), _stem_of(at, stems), inferred=True))
        places.place(para)
    return drafts


def _with_text(para: Para, text: str) -> Para:
    return Para(lines=para.lines, text=text, label=para.label, style=para.style)


def _stem_of(at: int, stems: Sequence[int]) -> int:
    return max((stem for stem in stems if stem <= at), default=-1)


def _may_be_item(para: Para) -> bool:
    return para.bare and len(para.text) > 15


def _split_run_on(para: Para) -> list[Para]:
    """Items that conversion ran together in one line: "1) … 2) …" is two, where the number is the next one."""
    pieces = [para]
    while (number := pieces[-1].arabic) is not None:
        last = pieces[-1]
        cut = re.search(rf"\s\(?{number + 1}\)\s+(?=[A-Z\"“‘'])", last.text)
        if not cut:
            break
        rest = Para(list(last.lines), last.text[cut.end() :], str(number + 1), "arabic", last.bulleted)
        last.text = last.text[: cut.start()]
        pieces.append(rest)
    return pieces
