"""What a past review's report says in prose, as the prose of our own record: less what the record holds itself."""

from __future__ import annotations

import re
from collections.abc import Callable

from groups.group import Group
from groups.prose import Prose, ReportSection
from index.reviews.models import PastReview


def told_prose(past: PastReview, group: Group, make_id: Callable[[], str]) -> list[Prose]:
    """The paragraphs of the report, less what the record holds itself and the note prints from there."""
    lists = {m.line for m in past.members} | {p.line for p in past.partners}
    told = {o.line for o in past.supporting_officers} | {m.line for m in past.meetings}
    periods = [s.period for s in past.suspensions]
    written = {
        ReportSection.PURPOSE: past.purpose,
        ReportSection.BACKGROUND: past.background,
        ReportSection.AIMS: [*past.aims, *(p for p in past.objectives if p not in past.aims)],
        ReportSection.METHODOLOGY: past.methodology,
        ReportSection.INTERVIEWS: [*past.interview_introduction, *past.closing],
    }
    rows = []
    for section, paragraphs in written.items():
        left = [_left(p.text, p.line + 1 in lists, periods) for p in paragraphs if p.line not in told]
        text = "\n\n".join(as_markdown(words) for words in left if words)
        if text:
            rows.append(Prose(id=make_id(), group_id=group.id, section=section, text=text))
    return rows


def _left(text: str, leads_to_list: bool, periods: list[str]) -> str:
    """A paragraph without the sentence that leads to a list of members or partners, or that tells a suspension."""
    sentences = re.split(r"(?<=[.!?])\s+", text.strip())
    if leads_to_list and sentences[-1].endswith(":"):
        sentences.pop()
    return " ".join(s for s in sentences if not any(period and period in s for period in periods))


def as_markdown(text: str) -> str:
    """A text as Markdown in which no sign means anything: the source's own words, whatever they look like."""
    lines = []
    for line in text.strip().splitlines():
        escaped = re.sub(r"([\\`*_\[\]{}<>#|~])", r"\\\1", line.strip())
        escaped = re.sub(r"^([-+])(?=\s)", r"\\\1", escaped)
        lines.append(re.sub(r"^(\d+)([.)])(?=\s)", r"\1\\\2", escaped))
    return "\n".join(lines)
