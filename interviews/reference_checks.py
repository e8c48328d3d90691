"""References in the group's own words that point nowhere: "paragraph 2", "Appendix 4", "Recommendation 7"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from groups.enquiry import shown_numbers as line_numbers
from groups.finding import shown_numbers as finding_numbers
from groups.recommendation import shown_numbers as recommendation_numbers
from interviews.own_words import OwnWords
from interviews.remark import About, Remark, remarked
from interviews.review import Review


class Printed(NamedTuple):
    """The numbers that the report prints: of its sections, of the paragraphs in them, and of its appendices."""

    sections: frozenset[str]
    paragraphs: frozenset[str]
    appendices: frozenset[str]


_NUMBER = r"\d{1,2}(?!\d)(?:\.\d{1,2})*(?:\.?[ivxl]+\b|[a-z]\b)?"
_MORE = rf"(?:\s*(?:,|and|&|to|or|–|-)\s*{_NUMBER}\)?)*"
# What follows says that it stands in another document.
_ELSEWHERE = re.compile(
    r"\s*\)?\s*,?\s*(?:of|in|under|from|to)\s+(?:the\s+|their\s+|its\s+)?"
    r"(?!(?:this|our)\b)(?:[A-Z]|\d{4}|(?:act|schedule|previous|last|earlier|inspection)\b)"
)
# What follows says that it is a time or an amount: "review the recommendations 12 months after".
_UNIT = re.compile(r"\s*(?:%|(?:months?|years?|weeks?|days?|times|people|per\s?cent)\b)", re.IGNORECASE)
_BEFORE = re.compile(
    r"\b(?:ofsted(?:['’]s)?|inspection|inspectors?(?:['’])?|previous|earlier|last|their|its|schedule|act|\d{4}|review['’]s)\s*$",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    rf"\b(?P<noun>appendi(?:x|ces)|paragraphs?|recommendations?|findings?|(?:key\s+)?lines?\s+of\s+enquiry)\s+"
    rf"(?P<numbers>{_NUMBER}\)?{_MORE})",
    re.IGNORECASE,
)
_SECTION = re.compile(
    r"\bsection\s+(?P<numbers>\d{1,2})(?=\s+(?:of\s+(?:this|the)\s+(?:report|note|briefing)|above|below)\b)"
    r"|\b(?:see|in)\s+section\s+(?P<other>\d)(?=[\s.,;)]|$)(?!\s+of\b)",
    re.IGNORECASE,
)
_FINDING = re.compile(r"(?<![\w.])(?P<number>[67]\.\d(?:\.\d{1,2})?\.[ivxl]+)\b", re.IGNORECASE)
_NOUNS = {"appendi": "Appendix", "paragra": "paragraph", "recomme": "Recommendation", "finding": "finding"}


def reference_remarks(review: Review, words: Sequence[OwnWords], printed: Printed | None) -> Iterator[Remark]:
    """The references that name nothing. Without ``printed`` those to paragraphs and appendices are not looked at."""
    there = _there(review, printed)
    for place in words:
        for noun, number in _references(place.text):
            known = there.get(noun)
            if known is not None and number.casefold() not in known:
                text = f"{place.at_start} refers to {noun} {number}, and there is none: {_hint(noun, known)}."
                yield remarked(About.REFERENCES, text, place.table, place.record_id, noun, number)


def _references(text: str) -> Iterator[tuple[str, str]]:
    """Each reference of a text as its noun and one number."""
    spans: list[tuple[int, int]] = []
    for found in _REFERENCE.finditer(text):
        spans.append(found.span())
        noun = _NOUNS.get(found["noun"].casefold()[:7], "line of enquiry")
        after = "" if noun == "Recommendation" and re.match(r"\s+to\b", text[found.end() :]) else text[found.end() :]
        if _ELSEWHERE.match(after) or _UNIT.match(after) or _BEFORE.search(text[: found.start()]):
            continue
        # A finding has a number of several parts; "findings 3" is none of ours.
        yield from ((noun, number) for number in _numbers(found["numbers"]) if noun != "finding" or "." in number)
    for found in _SECTION.finditer(text):
        yield "section", found["numbers"] or found["other"]
    for found in _FINDING.finditer(text):
        if not any(start <= found.start() < end for start, end in spans):
            yield "finding", found["number"].casefold()


def _numbers(told: str) -> Iterator[str]:
    """The single numbers of "1, 3 and 4" and of "1 to 3"."""
    parts = re.findall(rf"{_NUMBER}|to\b|[–-]", told)
    for place, part in enumerate(parts):
        if part not in ("to", "–", "-"):
            yield part
        elif 0 < place < len(parts) - 1 and parts[place - 1].isdecimal() and parts[place + 1].isdecimal():
            yield from (str(n) for n in range(int(parts[place - 1]) + 1, int(parts[place + 1])))


def _there(review: Review, printed: Printed | None) -> dict[str, frozenset[str]]:
    recommendations = frozenset(number.casefold() for number in recommendation_numbers(review.recommendations).values())
    findings = frozenset(finding_numbers(review.findings).values())
    there = {
        "Recommendation": recommendations,
        "finding": findings,
        "line of enquiry": frozenset(number for number in line_numbers(review.enquiry).values() if number),
    }
    if printed is not None:
        # "Paragraph 2" is said of a whole section too, and of what stands in a paragraph.
        there["paragraph"] = printed.sections | printed.paragraphs | findings
        there["Appendix"] = printed.appendices
        there["section"] = printed.sections
    return there


def _hint(noun: str, known: frozenset[str]) -> str:
    whole = sorted(int(number) for number in known if number.isdecimal())
    if noun in ("Appendix", "Recommendation") and whole:
        last = whole[-1]
        return f"the last is {last}" if last > 1 else f"there is only {noun} 1"
    return "mend the number, or take the reference out"
