"""Key findings (i., ii. …), what was heard from each partner (7.1.n), and the issues for the service (7.2)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from index.reviews.models import InterviewSection, Paragraph, PastFinding
from index.reviews.numbers import fill_gaps
from index.reviews.paragraphs import Para, roman
from index.reviews.places import Places

_BRACKET = re.compile(r"\A(?P<heading>[^()]*?)\s*\((?P<inside>[^()]*)\)\s*\Z")
_REPRESENT = re.compile(r"\A(?:with\s+)?(?:representatives?|reps?|officers?|people)\s+(?:from|of)\s+(?:the\s+)?", re.I)
_SOURCE = re.compile(r"\s*\((?P<source>[^()]+)\)\s*\.?\s*\Z")
_FROM = re.compile(r"(?:from|raised by|reported by|heard from)\s+\S", re.I)
_NO_SOURCE = re.compile(r"(?:appendix|see|e\.?g|i\.?e|para|page|section|figure|table|note)\b", re.I)
_ISSUES = re.compile(r"\bissues?\b", re.I)
_LONGEST_HEADING = 120


@dataclass(slots=True)
class Findings:
    """What the sections of findings and interviews hold."""

    key_findings: list[PastFinding] = field(default_factory=list)
    before: list[Paragraph] = field(default_factory=list)
    introduction: list[Paragraph] = field(default_factory=list)
    interviews: list[InterviewSection] = field(default_factory=list)
    issues_heading: str = ""
    issues: list[PastFinding] = field(default_factory=list)
    closing: list[Paragraph] = field(default_factory=list)


@dataclass(slots=True)
class _Block:
    """A heading (or none) with the list below it."""

    heading: Para | None
    items: list[Para] = field(default_factory=list)


def read_findings(paras: Sequence[Para], places: Places) -> Findings:
    """The section of key findings: the first list is the findings, a list headed as issues is issues."""
    found = Findings()
    blocks = _blocks(paras)
    lists = [block for block in blocks if block.heading is None or not _is_issues(block.heading)]
    findings = next(
        (block for wanted in (_has_numbers, _has_bullets) for block in lists if wanted(block)),
        None,
    )
    for block in blocks:
        if block.heading is not None and _is_issues(block.heading):
            _issues(block, found, places)
        elif block is findings:
            found.key_findings = _list(block.items, places, "key findings")
            if block.heading is not None:
                places.place(block.heading)
        else:
            _prose(block, found.closing if found.key_findings else found.before, places)
    return found


def read_interviews(paras: Sequence[Para], places: Places, found: Findings) -> None:
    """The section of interviews, into ``found``: a list below a short heading is a partner's, or the issues."""
    for block in _blocks(paras):
        heading = block.heading
        if heading is not None and _is_issues(heading):
            _issues(block, found, places)
        elif heading is not None and block.items and _is_heading(heading):
            partner, represented, note = read_heading(heading.text)
            found.interviews.append(
                InterviewSection(
                    number=heading.label,
                    partner=partner,
                    represented=represented,
                    note=note,
                    findings=_list(block.items, places, f"findings of {partner}"),
                    line=heading.line,
                )
            )
            places.place(heading)
        else:
            _prose(block, found.closing if found.interviews or found.issues else found.introduction, places)
    found.interviews = _with_lost_numbers(found.interviews)


def read_heading(text: str) -> tuple[str, list[str], str]:
    """A partner's heading: its name, whom those interviewed stood for, and any other words in brackets."""
    bracket = _BRACKET.match(text)
    if not bracket or not bracket["heading"]:
        return text.strip(" :"), [], ""
    inside = bracket["inside"].strip()
    stood_for = _REPRESENT.match(inside)
    if not stood_for:
        return bracket["heading"], [], inside
    return bracket["heading"], _names(inside[stood_for.end() :]), ""


def read_source(text: str) -> tuple[str, str]:
    """An issue and its source, where the brackets at its end name one: ("… (from A and B)") → "…", "from A and B"."""
    bracket = _SOURCE.search(text)
    if not bracket or not text[: bracket.start()]:
        return text, ""
    inside = bracket["source"].strip()
    names = _names(inside)
    proper = bool(names) and all(re.match(r"[A-Z]\D*\Z", name) for name in names)
    if _FROM.match(inside) or (proper and not _NO_SOURCE.match(inside) and len(inside) <= 100):
        return text[: bracket.start()].strip(), inside
    return text, ""


def _names(text: str) -> list[str]:
    return [name.strip(" .") for name in re.split(r",|;|&|\band\b", text) if name.strip(" .")]


def _blocks(paras: Sequence[Para]) -> list[_Block]:
    """The paragraphs as headings with what stands below each. A list that begins anew at i. needs a new heading.

    The heading may have lost its number: then it is the short paragraph just before i.
    """
    blocks = [_Block(None)]
    for at, para in enumerate(paras):
        after = paras[at + 1] if at + 1 < len(paras) else None
        lost = para.bare and _is_heading(para) and after is not None and after.roman == 1
        if para.style in ("dotted", "section") or lost or (para.bare and _is_issues(para)):
            blocks.append(_Block(para))
        else:
            blocks[-1].items.append(para)
    return [block for block in blocks if block.heading is not None or block.items]


def _has_numbers(block: _Block) -> bool:
    return any(para.style in ("lower", "arabic") for para in block.items)


def _has_bullets(block: _Block) -> bool:
    return any(para.bulleted for para in block.items)


def _is_heading(para: Para) -> bool:
    return (
        0 < len(para.text) <= _LONGEST_HEADING
        and not para.text.endswith((".", ";", "?", ":"))
        and para.text[0].isupper()
    )


def _is_issues(para: Para) -> bool:
    return _is_heading(para) and bool(_ISSUES.match(para.text) or re.search(r"\bissues for\b", para.text, re.I))


def _issues(block: _Block, found: Findings, places: Places) -> None:
    if found.issues or block.heading is None:
        places.leave([*([block.heading] if block.heading else []), *block.items], "a second list of issues")
        return
    found.issues_heading = block.heading.text
    places.place(block.heading)
    for finding in _list(block.items, places, "issues"):
        text, source = read_source(finding.text)
        found.issues.append(finding.model_copy(update={"text": text, "source": source}))


def _prose(block: _Block, into: list[Paragraph], places: Places) -> None:
    """A numbered paragraph is kept; what stands below it without a number is left."""
    if block.heading is not None:
        para = block.heading
        into.append(Paragraph(number=para.label, text=para.text, line=para.line))
        places.place(para)
    places.leave(block.items, "a paragraph among the findings without a heading and a number")


def _list(paras: Sequence[Para], places: Places, what: str) -> list[PastFinding]:
    """The findings of one list. Points below one that announces them are part of its text."""
    paras = [piece for para in paras for piece in _split_run_on(para)]
    values, shown = _values(paras)
    numbers = fill_gaps(values, last_are_items=all(p.bulleted for p in paras if p.bare))
    found: list[PastFinding] = []
    for para, (value, inferred) in zip(paras, numbers, strict=True):
        if value is not None and para.text and (not inferred or para.bare):
            found.append(
                PastFinding(number=para.label or shown(value), text=para.text, line=para.line, inferred=inferred)
            )
            places.place(para)
        elif found and para.bulleted and found[-1].text.endswith(":"):
            found[-1] = found[-1].model_copy(update={"text": f"{found[-1].text}\n{para.text}"})
            places.place(para)
        else:
            places.leave([para], f"a paragraph among the {what} whose number is lost")
    return found


def _values(paras: Sequence[Para]) -> tuple[list[int | None], Callable[[int], str]]:
    """The numbers of a list in the style in which it counts, and how that style writes a number."""
    labels = {para.label for para in paras}
    if "a" in labels and "b" in labels:
        return [para.letter for para in paras], lambda value: chr(96 + value) if value <= 26 else str(value)
    if any(para.roman is not None for para in paras) or not any(para.arabic is not None for para in paras):
        return [para.roman for para in paras], roman
    return [para.arabic for para in paras], str


def _with_lost_numbers(sections: Iterable[InterviewSection]) -> list[InterviewSection]:
    """7.1.n given back to headings between two that have it."""
    sections = list(sections)
    stems = {section.number.rpartition(".")[0] for section in sections if section.number}
    if len(stems) != 1:
        return sections
    stem = stems.pop()
    lasts = [int(s.number.rpartition(".")[2]) if s.number else None for s in sections]
    numbers = fill_gaps(lasts, last_are_items=True)
    return [
        section
        if section.number or value is None
        else section.model_copy(update={"number": f"{stem}.{value}" if stem else str(value), "inferred": inferred})
        for section, (value, inferred) in zip(sections, numbers, strict=True)
    ]


def _split_run_on(para: Para) -> list[Para]:
    """Findings that conversion ran together in one line are parted where the next number stands behind a stop."""
    pieces = [para]
    while (number := pieces[-1].roman) is not None and number < 39:
        last = pieces[-1]
        cut = re.search(rf"(?<=[.;:?!])\s\(?{roman(number + 1)}[.)]\s+(?=[A-Z\"“‘'])", last.text)
        if not cut:
            break
        rest = Para(list(last.lines), last.text[cut.end() :], roman(number + 1), "lower", last.bulleted)
        last.text = last.text[: cut.start()]
        pieces.append(rest)
    return pieces
