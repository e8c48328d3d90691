"""What came of each line of enquiry, whoever was asked: in one word or two for an outline."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from groups.enquiry import LineKind
from interviews.coverage import CellState, CoverageRow, coverage
from interviews.question_sheet import with_parts
from interviews.review import Review


class LineTold(NamedTuple):
    """How many notes and passages answer a line and its parts, and whether it was put or is to be put to anybody.

    ``findings`` are those of a report that is known by itself, without its evidence.
    """

    notes: int = 0
    passages: int = 0
    findings: int = 0
    was_put: bool = False
    is_planned: bool = False

    @property
    def is_answered(self) -> bool:
        """Whether anybody said anything on it."""
        return bool(self.notes or self.passages or self.findings)

    @property
    def words(self) -> str:
        """In words, as the coverage says it: "3 notes, 1 passage", "asked, no answer"."""
        if self.is_answered:
            counts = ((self.notes, "note"), (self.passages, "passage"), (self.findings, "finding"))
            return ", ".join(f"{n} {what}{'' if n == 1 else 's'}" for n, what in counts if n)
        if self.was_put:
            return CellState.NO_ANSWER.value
        return CellState.PLANNED.value if self.is_planned else CellState.NOT_ASKED.value


def told_on_lines(review: Review) -> dict[str, LineTold]:
    """What came of every line that asks something, by its id; what was said on the parts counts for the question."""
    # Somebody may have been asked in an interview for which no partner is named.
    put = with_parts((line for i in review.interviews if i.was_held for line in i.asked), review.enquiry)
    rows = {row.place.line.id: row for row in coverage(review).rows}
    below: dict[str, list[CoverageRow]] = {}
    for row in rows.values():
        if row.place.line.kind is LineKind.SUB_QUESTION:
            below.setdefault(row.place.line.parent_id, []).append(row)
    return {
        line_id: _told([row, *below.get(line_id, [])], put)
        for line_id, row in rows.items()
        if row.place.line.kind is not LineKind.THEME
    }


def _told(rows: Iterable[CoverageRow], put: set[str]) -> LineTold:
    notes, passages, findings = set[str](), set[str](), set[str]()
    was_put = is_planned = False
    for row in rows:
        was_put |= row.place.line.id in put
        for cell in row.cells.values():
            notes.update(note.id for note in cell.notes)
            passages.update(passage.id for passage in cell.passages)
            findings.update(cell.findings)
            was_put |= cell.was_put
            is_planned |= cell.state is CellState.PLANNED
    return LineTold(len(notes), len(passages), len(findings), was_put, is_planned)
