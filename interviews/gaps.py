"""The gaps of a review's evidence, each in one sentence: what nobody was asked or answered, who was not heard."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from groups.finding import partner_order
from groups.finding import shown_numbers as finding_numbers
from interviews.coverage import NOBODY, CellState, Coverage, CoverageRow, coverage
from interviews.interview import askable
from interviews.kinds_given import kinds_not_given
from interviews.partner import partner_list
from interviews.reported_answers import ReportedAnswer
from interviews.review import Review

_MOST_APART = 3  # more lines that rest on one partner are named in one sentence


class Gap(NamedTuple):
    """One gap: the sentence, the table and id of the record it leads to, and what the matter is in words that last.

    ``matter`` stays the same when lines are renumbered and when the sentence is put in other words.
    """

    text: str
    table: str
    record_id: str = ""
    matter: str = ""


def gaps(review: Review, matrix: Coverage | None = None) -> list[Gap]:
    """Every gap of a review in which somebody has been heard; ``matrix`` is its coverage by umbrella, if at hand."""
    if not any(interview.was_held for interview in review.interviews):
        return []
    found = matrix or coverage(review)
    if found.reported:
        return [*_unreported(review, found.reported), *_without_findings(review), *_unheard(review)]
    return [
        *_lines(review, found),
        *_unheard(review),
        *(Gap(kind.sentence, kind.table, matter=f"kind: {kind.name}") for kind in kinds_not_given(review)),
    ]


def listed(words: Sequence[str]) -> str:
    """Some names as a sentence has them: "Police, Health and Education"."""
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)


def _lines(review: Review, matrix: Coverage) -> Iterator[Gap]:
    ids = {place.line.id for place in askable(review.enquiry)}
    rows = [row for row in matrix.rows if row.place.line.id in ids]
    if not any(row.in_state(CellState.ANSWERED, CellState.NO_ANSWER) for row in rows):
        return  # nobody has said yet which note answers what
    for row in rows:
        number, line_id = row.place.number, row.place.line.id
        was_put = any(cell.was_put for cell in row.cells.values())
        if row.answered_by and was_put:
            continue
        if (asked := row.in_state(CellState.NO_ANSWER)) and not row.answered_by:
            names = listed(matrix.names(asked))
            yield Gap(f"{number} was asked of {names}, and nobody answered.", "enquiry_lines", line_id, "no answer")
        else:
            planned = row.in_state(CellState.PLANNED)
            then = f" It is to be put to {listed(matrix.names(planned))}." if planned else ""
            only = " Only what was handed in speaks to it." if row.answered_by else ""
            yield Gap(f"{number}: nobody has been asked.{only}{then}", "enquiry_lines", line_id, "not asked")
    put = [row for row in rows if any(cell.was_put for cell in row.cells.values())]
    thin = [(row, words) for row in put if (words := _thin(row, matrix, review))]
    if len(thin) > _MOST_APART:
        numbers = listed([row.place.number for row, _ in thin])
        lines = " ".join(sorted(row.place.line.id for row, _ in thin))
        text = f"{len(thin)} lines of enquiry rest on one source only: {numbers}."
        yield Gap(text, "enquiry_lines", matter=f"thin: {lines}")
    else:
        for row, words in thin:
            yield Gap(f"{row.place.number} rests on {words}", "enquiry_lines", row.place.line.id, f"thin: {words}")


def _thin(row: CoverageRow, matrix: Coverage, review: Review) -> str:
    """On what little a line rests that others might have answered too; nothing where it rests on more."""
    held = {one for interview in review.interviews if interview.was_held for one in interview.partner_ids}
    heard = {column.id for column in matrix.columns if column.partner_ids & held}
    might = [each for each, cell in row.cells.items() if each in heard and cell.state is not CellState.NOT_MEANT]
    if not row.answered_by or len(might) < 2:
        return ""
    names = listed(matrix.names(row.answered_by))
    if row.answered_by == [NOBODY]:
        return "evidence for which no partner is named."
    if len(row.answered_by) == 1:
        return f"one partner only: {names}."
    return f"one session only, with {names} together." if row.sources == 1 else ""


def _unheard(review: Review) -> Iterator[Gap]:
    held = {partner for i in review.interviews if i.was_held for partner in i.partner_ids}
    planned = {partner for i in review.interviews if not i.was_held for partner in i.partner_ids}
    heard = held | {s.partner_id for s in review.submissions if s.partner_id}
    over = {p.umbrella_id for p in review.partners if p.id in heard}
    for row in partner_list(review.partners):
        partner = row.partner
        if partner.id in heard or partner.id in over or partner.umbrella_id in heard:
            continue
        under = {p.id for p in review.partners if p.umbrella_id == partner.id}
        then = " An interview is planned." if planned & {partner.id, partner.umbrella_id, *under} else ""
        yield Gap(f"{partner.shown} has not been heard.{then}", "partners", partner.id, "not heard")


# -- a review that is known by its report ------------------------------------------------------------------------------


def _unreported(review: Review, reported: Sequence[ReportedAnswer]) -> Iterator[Gap]:
    numbers = finding_numbers(review.findings)
    for answer in reported:
        number, line_id = answer.place.number, answer.place.line.id
        if answer.answers:
            continue
        if answer.touches:
            near = listed([numbers[p.finding.id] for p in answer.touches])
            words = f"{number} has almost no reported answer: going by the words, only {near} come near it."
        else:
            words = f"{number} has no reported answer: going by the words, no finding speaks to it."
        yield Gap(words, "enquiry_lines", line_id, "almost no answer" if answer.touches else "no reported answer")


def _without_findings(review: Review) -> Iterator[Gap]:
    told = set(partner_order(review.findings))
    names = {p.id: p.shown for p in review.partners}
    for interview in review.interviews:
        silent = [p for p in interview.partner_ids if p in names]
        if interview.was_held and silent and not told & set(silent):
            name = listed([names[p] for p in silent])
            text = f"{name} was interviewed, and no finding reports what was said."
            yield Gap(text, "partners", silent[0], "not reported")
