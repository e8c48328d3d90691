"""The coverage matrix: for each line of enquiry and each partner, whether it was asked, and what came of it.

What was answered is counted from the notes and the marked passages that stand on a line; an action is no answer, but
it shows that the line was put. What is only planned is told apart from what was asked. A session with several partners
counts for each of them, and as one source.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple, TypeVar

from groups.enquiry import EnquiryLine, LineKind, Placed, outline
from interviews.interview import Interview, Note, NoteKind
from interviews.partner import partner_list, with_members
from interviews.passage import MarkedPassage
from interviews.question_sheet import asked_partners, with_parts
from interviews.reported_answers import ReportedAnswer, is_reported, reported_answers
from interviews.review import Review

R = TypeVar("R", Note, MarkedPassage)

PASSAGE = "passage"  # of a submission: a kind of evidence beside the kinds of notes
NOBODY = ""  # the column of what no partner is named for
REPORT = "report"  # the column of the findings of a report that are no partner's


class CellState(StrEnum):
    """How a partner stands to a line of enquiry."""

    NOT_MEANT = "not for them"
    NOT_ASKED = "not asked"
    PLANNED = "planned to be asked"
    NO_ANSWER = "asked, no answer"
    ANSWERED = "answered"
    REPORTED = "reported"
    NO_REPORT = "no reported answer"


class Column(NamedTuple):
    """One partner of the matrix: its short name, and the ids whose evidence is counted for it."""

    id: str
    name: str
    partner_ids: frozenset[str]


class Cell(NamedTuple):
    """What a partner said on a line. ``kinds`` counts its evidence by kind; ``interviews`` is in how many it was given.

    ``notes`` and ``passages`` are the evidence itself, ``findings`` the ids of those that a report has on it.
    ``was_put`` says whether it was put to them in an interview; a document may answer what nobody was asked.
    """

    state: CellState
    kinds: Mapping[str, int] = {}
    interviews: int = 0
    notes: tuple[Note, ...] = ()
    passages: tuple[MarkedPassage, ...] = ()
    findings: tuple[str, ...] = ()
    was_put: bool = False

    @property
    def is_gap(self) -> bool:
        """Something that can still be asked: nobody answered."""
        return self.state in (CellState.NOT_ASKED, CellState.NO_ANSWER, CellState.NO_REPORT)

    @property
    def words(self) -> str:
        """The cell in words: "3 notes, 1 passage", "asked, no answer"."""
        if self.state is CellState.REPORTED:
            return _count(len(self.findings), "finding")
        if self.state is not CellState.ANSWERED:
            return self.state.value
        counts = ((len(self.notes), "note"), (len(self.passages), PASSAGE))
        return ", ".join(_count(n, what) for n, what in counts if n)

    @property
    def by_kind(self) -> str:
        """The evidence counted by its kinds: "2 quotes, 1 fact, 1 passage"."""
        return ", ".join(_count(n, kind) for kind, n in self.kinds.items())


@dataclass(frozen=True)
class CoverageRow:
    """One line with its cells by column id. A heading has none: a theme, or a question that is asked by its parts."""

    place: Placed
    cells: Mapping[str, Cell] = field(default_factory=dict)

    @property
    def is_heading(self) -> bool:
        """Whether it asks nothing itself."""
        return not self.cells

    def in_state(self, *states: CellState) -> list[str]:
        """The ids of the columns that stand so, in their order."""
        return [column for column, cell in self.cells.items() if cell.state in states]

    @property
    def answered_by(self) -> list[str]:
        """The columns with an answer."""
        return self.in_state(CellState.ANSWERED, CellState.REPORTED)

    @property
    def sources(self) -> int:
        """In how many interviews and submissions an answer was given; one with several partners is one."""
        notes = {n.interview_id for cell in self.cells.values() for n in cell.notes}
        return len(notes | {p.submission_id for cell in self.cells.values() for p in cell.passages})


@dataclass(frozen=True)
class Coverage:
    """The matrix: rows in the order of the lines of enquiry, columns in the order of the partners.

    ``reported`` are the answers that a report gives, where the review is known by its report alone.
    """

    rows: Sequence[CoverageRow]
    columns: Sequence[Column]
    reported: Sequence[ReportedAnswer] = ()

    def names(self, column_ids: Iterable[str]) -> list[str]:
        """The short names of columns."""
        names = {column.id: column.name for column in self.columns}
        return [names[each] for each in column_ids]


def coverage(review: Review, *, single: bool = False, whole_questions: bool = False) -> Coverage:
    """The matrix of a review.

    ``single`` has a column for each organisation instead of one for each umbrella; with ``whole_questions`` what was
    said on the parts of a question is counted on the question, and the parts have no rows.
    """
    told = _Told(review)
    reported = reported_answers(review.enquiry, review.findings) if is_reported(review) else []
    columns = _columns(review, told, single=single)
    if reported and any("" in answer.by_partner() for answer in reported):
        columns.append(Column(REPORT, "Key findings", frozenset()))
    parts: dict[str, list[str]] = {}
    for line in review.enquiry:
        parts.setdefault(line.parent_id, []).append(line.id)
    rows = []
    for place in outline(review.enquiry):
        line = place.line
        below = parts.get(line.id, []) if line.kind is LineKind.QUESTION else []
        if whole_questions and line.kind is LineKind.SUB_QUESTION:
            continue
        by_parts = bool(below) and not whole_questions and not told.has_answer(line.id)
        if line.kind is LineKind.THEME or by_parts:
            rows.append(CoverageRow(place))
            continue
        lines = [line.id, *below] if whole_questions else [line.id]
        answers = [a for a in reported if a.place.line.id in lines]
        rows.append(CoverageRow(place, {c.id: _cell(c, line, lines, told, answers, bool(reported)) for c in columns}))
    return Coverage(rows, columns, reported)


class _Told:
    """What a review tells, gathered once by line of enquiry and partner. A partner in the bin is no partner named."""

    def __init__(self, review: Review) -> None:
        self._known = {p.id for p in review.partners}
        self.above = {p.id: p.umbrella_id for p in review.partners if p.umbrella_id}
        self.notes: dict[str, dict[str, list[Note]]] = {}
        self.passages: dict[str, dict[str, list[MarkedPassage]]] = {}
        self.put: dict[str, set[str]] = {}  # line → the partners to whom it was put
        self.to_put: dict[str, set[str]] = {}  # line → the partners to whom it is to be put
        self.held_with: set[str] = set()
        with_whom = {i.id: self._named(i.partner_ids) for i in review.interviews}
        for note in sorted(review.notes, key=lambda n: (n.position, n.id)):
            if note.line_id and note.interview_id in with_whom:
                partners = with_whom[note.interview_id]
                self.put.setdefault(note.line_id, set()).update(partners)
                if note.kind is not NoteKind.ACTION:
                    for partner in partners:
                        self.notes.setdefault(note.line_id, {}).setdefault(partner, []).append(note)
        senders = {s.id: self._named([s.partner_id])[0] for s in review.submissions}
        for passage in sorted(review.passages, key=lambda p: (p.position, p.id)):
            if passage.line_id and passage.submission_id in senders:
                by = self.passages.setdefault(passage.line_id, {})
                by.setdefault(senders[passage.submission_id], []).append(passage)
        for interview in review.interviews:
            partners = with_whom[interview.id]
            if interview.was_held:
                self.held_with.update(partners)
                lines, where = with_parts(interview.asked, review.enquiry), self.put
            else:
                lines, where = _to_put(interview, review), self.to_put
            for line_id in lines:
                where.setdefault(line_id, set()).update(partners)

    def _named(self, partner_ids: Sequence[str]) -> list[str]:
        return [each for each in partner_ids if each in self._known] or [NOBODY]

    def has_answer(self, line_id: str) -> bool:
        """Whether anything stands on a line itself."""
        return line_id in self.notes or line_id in self.passages


def _to_put(interview: Interview, review: Review) -> set[str]:
    """The lines that a planned session is to put: those named for it, else all that are meant for its partners."""
    if interview.to_ask:
        return with_parts(interview.to_ask, review.enquiry)
    wanted = asked_partners(interview, review.partners)
    return {line.id for line in review.enquiry if not line.asked_of or wanted & set(line.asked_of)}


def _columns(review: Review, told: _Told, *, single: bool) -> list[Column]:
    given = {s.partner_id for s in review.submissions} | {f.partner_id for f in review.findings}
    given |= {one for interview in review.interviews for one in interview.partner_ids}
    found = []
    for row in partner_list(review.partners):
        partner = row.partner
        members = frozenset(with_members(partner.id, review.partners))
        if (not single and row.depth == 0) or (single and len(members) == 1):
            found.append(Column(partner.id, partner.shown, members))
        elif single and partner.id in given:
            # Somebody spoke for the umbrella itself: for which of its organisations, nobody said.
            found.append(Column(partner.id, f"{partner.shown} as a whole", frozenset((partner.id,))))
    if any(NOBODY in by for by in told.notes.values()) or any(NOBODY in by for by in told.passages.values()):
        found.append(Column(NOBODY, "No partner named", frozenset((NOBODY,))))
    return found


def _cell(
    column: Column,
    line: EnquiryLine,
    line_ids: Sequence[str],
    told: _Told,
    answers: Sequence[ReportedAnswer],
    from_report: bool,
) -> Cell:
    ids = column.partner_ids
    was_put = any(ids & told.put.get(each, set()) for each in line_ids)
    notes = _of(told.notes, line_ids, ids)
    passages = _of(told.passages, line_ids, ids)
    if notes or passages:
        counts = Counter(n.kind for n in notes)
        kinds = {kind.value: counts[kind] for kind in NoteKind if counts[kind]}
        if passages:
            kinds[PASSAGE] = len(passages)
        sessions = len({n.interview_id for n in notes})
        return Cell(CellState.ANSWERED, kinds, sessions, notes, passages, was_put=was_put)
    if from_report:
        who = {""} if column.id == REPORT else ids
        findings = [f.id for a in answers for partner, rows in a.by_partner().items() if partner in who for f in rows]
        if findings:
            return Cell(CellState.REPORTED, findings=tuple(dict.fromkeys(findings)))
        if column.id == REPORT or ids & told.held_with:
            return Cell(CellState.NO_REPORT)
    if was_put:
        return Cell(CellState.NO_ANSWER, was_put=True)
    if any(ids & told.to_put.get(each, set()) for each in line_ids):
        return Cell(CellState.PLANNED)
    meant = ids | {told.above[each] for each in ids if each in told.above}
    if column.id == NOBODY or (line.asked_of and meant.isdisjoint(line.asked_of)):
        return Cell(CellState.NOT_MEANT)
    return Cell(CellState.NOT_ASKED)


def _of(
    told: Mapping[str, Mapping[str, list[R]]], line_ids: Sequence[str], partner_ids: frozenset[str]
) -> tuple[R, ...]:
    """What some partners said on some lines, each thing once: a session with two of them is in both their lists."""
    found: dict[str, R] = {}
    for line_id in line_ids:
        for partner, rows in told.get(line_id, {}).items():
            if partner in partner_ids:
                found.update((row.id, row) for row in rows)
    return tuple(found.values())


def _count(n: int, what: str) -> str:
    if n == 1:
        return f"1 {what}"
    return f"{n} {what}s"
