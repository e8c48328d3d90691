"""The sections of a report by their headings, whether or not these have kept their numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from index.reviews.paragraphs import Para, fold


class SectionKind(StrEnum):
    """What a section is about; the order of the council's report is that of domain.md."""

    HEADER = "header"
    PURPOSE = "purpose"
    RECOMMENDATIONS = "recommendations"
    BACKGROUND = "background"
    AIMS = "aims"
    METHODOLOGY = "methodology"
    FINDINGS = "findings"
    INTERVIEWS = "interviews"
    RESPONSES = "responses"
    APPENDICES = "appendices"
    OTHER = "other"


@dataclass(slots=True)
class Section:
    """A section: its kind, its heading (none for what stands before the first), and its paragraphs."""

    kind: SectionKind
    heading: Para | None = None
    paras: list[Para] = field(default_factory=list)

    @property
    def title(self) -> str:
        """The words of the heading."""
        return self.heading.text if self.heading else ""


# Words that tell the kind in a numbered heading, and the whole of a heading that has lost its number.
_NAMED: tuple[tuple[SectionKind, str, str], ...] = (
    (SectionKind.PURPOSE, r"purpose\b", r"purpose(?: of (?:the |this )?(?:note|report|briefing note|paper))?"),
    (
        SectionKind.RESPONSES,
        r"(?:responses?|replies|reply)\b.*\brecommendation|responses?\b",
        r"(?:responses?|replies|reply) to (?:the )?recommendations?(?: (?:from|by) .{1,80})?",
    ),
    (SectionKind.RECOMMENDATIONS, r"recommendations?\b", r"recommendations?(?: of the (?:group|review))?"),
    (
        SectionKind.BACKGROUND,
        r".*\bbackground\b|information\b|context\b",
        r"(?:background|information|context)(?: ?(?:/|and|&) ?(?:background|information|context))?",
    ),
    (
        SectionKind.AIMS,
        r".*\b(?:aims?|objectives?|membership|terms of reference)\b",
        r"(?:aims?|objectives?|membership)(?: (?:and|&) (?:aims?|objectives?|membership))?(?: of the \w+)?",
    ),
    (
        SectionKind.METHODOLOGY,
        r"(?:.*\bmethodology|methods?|approach|how the)\b",
        r"(?:the )?(?:methodology|methods?|approach)",
    ),
    (
        SectionKind.INTERVIEWS,
        r".*\binterviews?\b|evidence from\b",
        r"interviews?(?: with .{1,60})?|evidence from .{1,60}",
    ),
    (
        SectionKind.FINDINGS,
        r".*\bfindings?\b|key themes\b",
        r"key findings|findings|key themes(?: and findings)?|themes and findings|findings and key themes",
    ),
    (SectionKind.APPENDICES, r"(?:list of )?appendices\b", r"(?:list of )?appendices"),
)
_LONGEST = 100


def split_sections(paras: Sequence[Para]) -> list[Section]:
    """The sections in their order; what stands before the first heading is a section of kind HEADER.

    A paragraph that only looked like a heading ("12 Councillors were asked") becomes plain text again.
    """
    sections = [Section(SectionKind.HEADER)]
    last = 0
    for para in paras:
        kind = _heading_kind(para, last, sections[-1].kind)
        if kind is None:
            if para.style == "section":
                para.text, para.label, para.style = f"{para.label} {para.text}", "", ""
            sections[-1].paras.append(para)
            continue
        sections.append(Section(kind, para))
        last = int(para.label) if para.label.isdecimal() else last + 1
    return sections


def _heading_kind(para: Para, last: int, within: SectionKind) -> SectionKind | None:
    text = para.text
    if not text or len(text) > _LONGEST or text.endswith((".", ";", ":", ",")) or not text[0].isupper():
        return None
    folded = fold(text)
    if para.style not in ("section", "arabic", "") or (para.style == "arabic" and not para.dotted_end):
        return None
    whole = next((kind for kind, _, all_of_it in _NAMED if re.fullmatch(all_of_it, folded)), None)
    if whole is not None and (para.bare or int(para.label) > last or not last):
        return whole
    if para.bare:
        return None
    begun = next((kind for kind, begins, _ in _NAMED if re.match(begins, folded)), None)
    follows_on = int(para.label) == last + 1
    if para.style == "section":
        return begun or (SectionKind.OTHER if follows_on and para.apart else None)
    # "2. Title" can be an item of a list as well: only the next number, outside of lists of such items
    listing = within in (SectionKind.RECOMMENDATIONS, SectionKind.RESPONSES)
    return begun if follows_on and para.apart and not listing else None
