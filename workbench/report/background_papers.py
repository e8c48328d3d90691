"""The list of background papers at the end of a report: what the group relied on (Local Government Act 1972, s100D).

Packs, submissions and snapshots that a finding cites, and what people add, one paper a line. Documents with exempt or
confidential information are left out; published works, such as Acts and books, need no listing.
"""

from __future__ import annotations

import re

from groups.evidence import EvidenceKind
from groups.prose import ReportSection
from interviews.review import Review
from interviews.submission import Snapshot, Submission
from workbench.report.note_parts import (
    PAPERS,
    Shown,
    key,
    submission_title,
    why_snapshot_is_left_out,
    why_submission_is_left_out,
)
from workbench.report.tree import Appendix, Block, Item, ItemList, ListStyle, Paragraph, Reference, Spans, Text, text
from workbench.report.words import long_date

LEAD = (
    "These are the documents on which the report is based to a material extent (Local Government Act 1972, section "
    "100D). Published works, and documents with exempt or confidential information, are not listed."
)

_MARK = re.compile(r"\s*(?:[-•*–■●▪◦·]|\d{1,3}[.)])\s+")
_PUBLISHED = re.compile(
    r"\bISBN\b|\bAct\s+(?:18|19|20)\d\d\b|\bRegulations\s+(?:19|20)\d\d\b|\bHMSO\b|\blegislation\.gov\.uk\b",
    re.IGNORECASE,
)


def papers_appendix(shown: Shown) -> tuple[Appendix, ...]:
    """The list as the last appendix; none where there is nothing to list."""
    items = [*_packs(shown), *_submissions(shown), *_snapshots(shown), *(text(line) for line in added(shown.review))]
    if not items:
        return ()
    blocks: tuple[Block, ...] = (
        Paragraph(text(LEAD)),
        ItemList(ListStyle.BULLET, tuple(Item(spans) for spans in items)),
    )
    return (Appendix(ReportSection.PAPERS.value, blocks, PAPERS),)


def added(review: Review) -> list[str]:
    """The papers that people added, one a line, without the marks that they may have typed."""
    written = [prose.text for prose in review.prose if prose.section is ReportSection.PAPERS]
    lines = [" ".join(_MARK.sub("", line, count=1).split()) for text in written for line in text.splitlines()]
    return list(dict.fromkeys(line for line in lines if line))


def published_works(review: Review) -> list[str]:
    """The added papers that look like published works, each as a remark: section 100D asks for no such listing."""
    return [
        f"Background papers: “{line}” looks like a published work, which need not be listed."
        for line in added(review)
        if _PUBLISHED.search(line)
    ]


def _cited(shown: Shown, kind: EvidenceKind) -> list[str]:
    """The sources of a kind that some finding cites, each once."""
    known = {finding.id for finding in shown.review.findings}
    links = (link for link in shown.review.evidence_links if link.finding_id in known)
    return list(dict.fromkeys(link.address.id for link in links if link.address.kind is kind))


def _packs(shown: Shown) -> list[Spans]:
    return [text(shown.packs[pack]) for pack in sorted(_cited(shown, EvidenceKind.PACK)) if shown.packs.get(pack)]


def _submissions(shown: Shown) -> list[Spans]:
    cited = set(_cited(shown, EvidenceKind.PASSAGE))
    rows = sorted(shown.review.submissions, key=lambda s: (s.position, s.id))
    printed = {submission.id for submission in shown.submissions}
    return [_submission(row, shown, row.id in printed) for row in rows if row.id in cited and _may_list(row, shown)]


def _may_list(submission: Submission, shown: Shown) -> bool:
    return shown.private or not why_submission_is_left_out(submission, shown.key)


def _submission(submission: Submission, shown: Shown, is_printed: bool) -> Spans:
    title = submission_title(submission, shown.review)
    reference = submission.reference.strip()
    named = title if not reference or reference in title else f"{reference}: {title}"
    on = f", {long_date(submission.received)}" if submission.received else ""
    withheld = why_submission_is_left_out(submission, shown.key) if shown.private else ""
    return _entry(f"{named}{on}", key("submission", submission.id) if is_printed else "", withheld)


def _snapshots(shown: Shown) -> list[Spans]:
    cited = set(_cited(shown, EvidenceKind.FIGURE))
    return [_snapshot(row, shown) for row in shown.snapshots if row.id in cited]


def _snapshot(snapshot: Snapshot, shown: Shown) -> Spans:
    on = f", as at {long_date(snapshot.as_at)}" if snapshot.as_at else ""
    withheld = why_snapshot_is_left_out(snapshot) if shown.private else ""
    return _entry(f"{snapshot.title or 'Data snapshot'}{on}", key("snapshot", snapshot.id), withheld)


def _entry(words: str, appendix: str, withheld: str) -> Spans:
    """One paper, where it can be read in this report, and in a working copy why the public one leaves it out."""
    where: Spans = (Text(" ("), Reference(appendix), Text(")")) if appendix else ()
    return (Text(words), *where, *text(f" – left out of the public note: {withheld}" if withheld else ""))
