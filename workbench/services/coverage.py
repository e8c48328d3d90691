"""What stands behind a cell of the coverage matrix, in words: who said it, of what kind it is, and where it stands."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from groups.finding import shown_numbers
from groups.sensitivity import Sensitivity
from interviews.coverage import PASSAGE, Cell, CellState
from interviews.interview import Note, NoteKind
from interviews.passage import MarkedPassage
from interviews.review import Review
from interviews.submission import Publication, shown_from
from workbench.dates import show_date


class Said(NamedTuple):
    """One note, passage or finding: its words, its kind, where it stands, and in what it is opened.

    ``table`` and ``id`` are those of the record; ``held_in`` is the interview or the submission.
    """

    table: str
    id: str
    held_in: str
    words: str
    kind: str
    source: str
    private: str = ""

    @property
    def about(self) -> str:
        """Everything but the words, in one line: "quote · Ms P Lee, Attendance team, 9 Jan 2026"."""
        return " · ".join(part for part in (self.kind, self.source, self.private) if part)


def behind(cell: Cell, review: Review) -> list[Said]:
    """The evidence behind a cell: its notes, then its passages, then the findings of a report."""
    numbers = shown_numbers(review.findings) if cell.findings else {}
    findings = {f.id: f for f in review.findings if f.id in numbers}
    reported = [
        Said("findings", each, "", findings[each].text, "finding", f"{numbers[each]}, going by its words")
        for each in cell.findings
        if each in findings
    ]
    return [*said_in_notes(cell.notes, review), *said_in_passages(cell.passages, review), *reported]


def said_in_notes(notes: Iterable[Note], review: Review) -> list[Said]:
    """Note lines as evidence: who said each, in which interview."""
    interviews = {i.id: i for i in review.interviews}
    found = []
    for note in notes:
        interview = interviews.get(note.interview_id)
        if interview is not None:
            source = ", ".join(part for part in (note.speaker, interview.title, show_date(interview.on)) if part)
            private = "" if note.sensitivity is Sensitivity.WORKING else note.sensitivity.value
            is_quoted = note.kind is NoteKind.QUOTE and not note.text.startswith(("“", '"', "‘"))
            words = f"“{note.text}”" if is_quoted else note.text
            found.append(Said("notes", note.id, interview.id, words, note.kind.value, source, private))
    return found


def said_in_passages(passages: Iterable[MarkedPassage], review: Review) -> list[Said]:
    """Marked passages as evidence: whose submission each is from."""
    names = {p.id: p.shown for p in review.partners}
    submissions = {s.id: s for s in review.submissions}
    found = []
    for passage in passages:
        submission = submissions.get(passage.submission_id)
        if submission is not None:
            named = f"{submission.reference} {submission.title}".strip()
            source = ", ".join(part for part in (shown_from(submission, names), named) if part)
            private = submission.sensitivity.value if submission.sensitivity.is_closed else ""
            private = private or ("to be kept private" if submission.publication is Publication.PRIVATE else "")
            words = passage.address.words
            found.append(Said("marked_passages", passage.id, submission.id, words, PASSAGE, source, private))
    return found


def in_full(cell: Cell) -> str:
    """A cell in words with its kinds: "3 notes, 1 passage (2 quotes, 1 fact, 1 passage) in 2 interviews"."""
    if cell.state is not CellState.ANSWERED:
        return cell.words
    told = f"{cell.words} ({cell.by_kind})" if set(cell.kinds) - {"note", PASSAGE} else cell.words
    return f"{told} in {cell.interviews} interviews" if cell.interviews > 1 else told
