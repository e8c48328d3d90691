"""What is odd about the evidence: passages that lost their place, figures, what is waited for, interviews not held."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from groups.evidence import Standing
from interviews.days_told import in_a_sentence
from interviews.gaps import gaps
from interviews.interview import InterviewState
from interviews.remark import About, Remark, remarked
from interviews.request_checks import overdue_words, request_remarks
from interviews.review import Review
from interviews.snapshot_checks import checked
from interviews.submission import Snapshot


def coverage_remarks(review: Review, today: date | None = None) -> Iterator[Remark]:
    """What nobody was asked or answered, and who was not heard; interviews whose day went by."""
    for gap in gaps(review):
        yield remarked(About.COVERAGE, gap.text, gap.table, gap.record_id, gap.matter or gap.text)
    for interview in sorted(review.interviews, key=lambda i: (i.position, i.id)):
        if today and interview.on and interview.on < today and interview.state is InterviewState.PLANNED:
            day = in_a_sentence(interview.on)
            text = f"The interview {interview.title} was planned for {day}, and nothing says that it was held."
            table, where = ("partners", interview.partner_ids[0]) if interview.partner_ids else ("interviews", "")
            yield remarked(About.COVERAGE, text, table, where, "not held", interview.id, interview.on.isoformat())


def evidence_remarks(review: Review, today: date | None = None) -> Iterator[Remark]:
    """Quoted passages to be looked at, what is surprising in figures, and what is waited for in vain."""
    yield from _unsure(review)
    for snapshot in sorted(review.snapshots, key=lambda s: (s.position, s.id)):
        yield from _snapshot(snapshot)
    if today is not None:
        waited_for = {request.id: request for request in review.requests}
        for one in request_remarks(review.requests, today):
            request = waited_for[one.request_id]
            is_late = one.text == overdue_words(request, today)
            due = request.due.isoformat() if request.due else ""
            matter = ("overdue", due) if is_late else ("unclear", request.owner, due)
            yield remarked(About.EVIDENCE, one.text, "requests", request.id, *matter)


def _snapshot(snapshot: Snapshot) -> Iterator[Remark]:
    """The remarks on a table; each is known by the cells that it is about, what stands in them, and its figures."""
    seen: dict[tuple[str, ...], int] = {}
    for one in checked(snapshot):
        cells = [f"{row},{column}={_cell(snapshot, row, column)}" for row, column in one.cells]
        figures = re.findall(r"\d[\d,.]*", one.text)
        matter = (one.field, *cells, *figures) if one.cells or one.field else (one.text,)
        seen[matter] = seen.get(matter, 0) + 1
        text = f"{snapshot.title}: {one.text}"
        yield remarked(About.EVIDENCE, text, "snapshots", snapshot.id, *matter, str(seen[matter]))


def _cell(snapshot: Snapshot, row: int, column: int) -> str:
    cells = snapshot.rows[row] if 0 <= row < len(snapshot.rows) else []
    return cells[column] if 0 <= column < len(cells) else ""


def _unsure(review: Review) -> Iterator[Remark]:
    """Quoted words of which nobody can be sure where they stand now; equal ones count once, as in their list."""
    shown = {finding.id for finding in review.findings}
    quoted = [
        *(row.address for row in review.passages),
        *(row.address for row in review.evidence_links if row.finding_id in shown),
    ]
    unsure = {(a.id, a.key, a.words) for a in quoted if a.standing is Standing.UNSURE}
    for submission in sorted(review.submissions, key=lambda s: (s.position, s.id)):
        about = sorted((key, words) for source, key, words in unsure if source == submission.id)
        if about:
            name = f"{submission.reference} {submission.title}".strip()
            are = "a quoted passage is" if len(about) == 1 else f"{len(about)} quoted passages are"
            text = f"{name}: its text was changed, and {are} to be looked at."
            matter = ("unsure", *(words for _, words in about))
            yield remarked(About.EVIDENCE, text, "submissions", submission.id, *matter)
