"""Changing the outline of the lines of enquiry: where a new line goes, moving one, splitting one that asks too much.

Every function gives the rows to be saved and leaves out those that stay as they are. Ids never change, so links hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from groups.enquiry import EnquiryLine, LineKind, Placed, outline

_ABOVE = {
    LineKind.THEME: (),
    LineKind.QUESTION: (LineKind.THEME,),
    LineKind.SUB_QUESTION: (LineKind.THEME, LineKind.QUESTION),
}


def parent_of(line: EnquiryLine, lines: Iterable[EnquiryLine]) -> EnquiryLine | None:
    """The line under which this one is shown, or None where it stands under nothing."""
    above = next((row for row in lines if row.id == line.parent_id), None)
    return above if above is not None and above.kind in _ABOVE[line.kind] else None


def parts_of(line_id: str, lines: Sequence[EnquiryLine]) -> list[EnquiryLine]:
    """The lines that stand directly under one, in order."""
    return _in_order(row for row in lines if (above := parent_of(row, lines)) is not None and above.id == line_id)


def all_below(line_id: str, lines: Sequence[EnquiryLine]) -> list[EnquiryLine]:
    """The lines that stand under one at any depth, in reading order."""
    below: list[EnquiryLine] = []
    for part in parts_of(line_id, lines):
        below += [part, *all_below(part.id, lines)]
    return below


def with_new(lines: Sequence[EnquiryLine], new: EnquiryLine, beside: EnquiryLine | None) -> list[EnquiryLine]:
    """The new line, which has no id yet, in its place beside or under another, and the rows that make room for it.

    A theme goes behind the theme in which ``beside`` stands, a question behind the question or to the end of the theme,
    a sub-question behind the sub-question or to the end of the question. Without ``beside`` it goes to the end.
    """
    path = _path(beside, lines)
    parent = next((row for row in reversed(path) if row.kind in _ABOVE[new.kind]), None)
    if new.kind is LineKind.SUB_QUESTION:
        parent = next((row for row in path if row.kind is LineKind.QUESTION), None)
    after = next((row for row in path if row.kind is new.kind), None)
    if new.kind is LineKind.THEME and after is None and path:
        after = path[0]
    placed = new.model_copy(update={"parent_id": parent.id if parent else ""})
    order = _siblings(placed, lines)
    at = next((n for n, row in enumerate(order, start=1) if after is not None and row.id == after.id), len(order))
    order.insert(at, placed)
    return _changed(order, lines)


def one_step(lines: Sequence[EnquiryLine], line_id: str, by: int) -> list[EnquiryLine]:
    """The line moved one place up (by < 0) or down; at the edge it goes over to the parent before or after its own.

    Empty where there is no place left to go. Raises KeyError where there is no such line.
    """
    line = _line(lines, line_id)
    order = _siblings(line, lines)
    at = next(n for n, row in enumerate(order) if row.id == line_id)
    if 0 <= at + by < len(order):
        order.insert(at + by, order.pop(at))
        return _changed(order, lines)
    parent = parent_of(line, lines)
    if parent is None:
        return []
    parents = [p.line for p in outline(lines) if p.line.kind is parent.kind]
    to = next(n for n, row in enumerate(parents) if row.id == parent.id) + by
    if not 0 <= to < len(parents):
        return []
    over = parts_of(parents[to].id, lines)
    over.insert(0 if by > 0 else len(over), line.model_copy(update={"parent_id": parents[to].id}))
    order.pop(at)
    return _changed(over, lines) + _changed(order, lines)


def moved_under(lines: Sequence[EnquiryLine], line_id: str, parent_id: str) -> list[EnquiryLine]:
    """The line moved to the end of another parent ("" for none): under a theme it is a question, else a sub-question.

    Raises KeyError where there is no such line, or it cannot stand there.
    """
    line = _line(lines, line_id)
    if parent_id not in {place.line.id for place in places_for(lines, line_id)} | {""}:
        raise KeyError(parent_id)
    above = _line(lines, parent_id) if parent_id else None
    kind = LineKind.SUB_QUESTION if above is not None and above.kind is LineKind.QUESTION else LineKind.QUESTION
    rest = [row for row in lines if row.id != line_id]
    placed = line.model_copy(update={"parent_id": parent_id, "kind": kind})
    old = [row for row in _siblings(line, lines) if row.id != line_id]
    return _changed([*_siblings(placed, rest), placed], lines) + (
        _changed(old, lines) if line.parent_id != parent_id else []
    )


def places_for(lines: Sequence[EnquiryLine], line_id: str) -> list[Placed]:
    """The lines under which this one could be moved, in reading order; those it stands under already left out.

    A question that has sub-questions can only stand under a theme; a theme stands under nothing.
    """
    line = _line(lines, line_id)
    parent = parent_of(line, lines)
    kinds = {LineKind.THEME, LineKind.QUESTION}
    if line.kind is LineKind.THEME:
        kinds = set()
    elif parts_of(line_id, lines):
        kinds = {LineKind.THEME}
    return [
        place
        for place in outline(lines)
        if place.line.kind in kinds and place.line.id != line_id and (parent is None or place.line.id != parent.id)
    ]


def questions_apart(text: str) -> list[str]:
    """The questions of a text, each for itself; what follows the last question mark stays with the last question."""
    parts = [part.strip() for part in re.findall(r"[^?]*\?+[\"'”’)\]]*|[^?]+$", text)]
    apart: list[str] = []
    for part in parts:
        if apart and not ("?" in part and any(c.isalnum() for c in part)):
            apart[-1] = f"{apart[-1]} {part}".strip()
        elif part:
            apart.append(part)
    return apart


def split(lines: Sequence[EnquiryLine], line_id: str) -> list[EnquiryLine]:
    """A line that asks several questions as several lines; the first keeps the id, and with it the notes.

    The new ones have no id yet. Empty where it asks only one. Raises KeyError where there is no such line.
    """
    line = _line(lines, line_id)
    apart = questions_apart(line.text)
    if line.kind is LineKind.THEME or len(apart) < 2:
        return []
    order = _siblings(line, lines)
    at = next(n for n, row in enumerate(order) if row.id == line_id)
    fresh = EnquiryLine(group_id=line.group_id, kind=line.kind, text="", parent_id=line.parent_id)
    fresh = fresh.model_copy(update={"asked_of": line.asked_of})
    order[at : at + 1] = [
        line.model_copy(update={"text": apart[0]}),
        *(fresh.model_copy(update={"text": part}) for part in apart[1:]),
    ]
    return _changed(order, lines)


def _line(lines: Iterable[EnquiryLine], line_id: str) -> EnquiryLine:
    found = next((row for row in lines if row.id == line_id), None)
    if found is None:
        raise KeyError(line_id)
    return found


def _path(line: EnquiryLine | None, lines: Sequence[EnquiryLine]) -> list[EnquiryLine]:
    """The line with those it stands under, from the theme down."""
    path: list[EnquiryLine] = []
    while line is not None:
        path.insert(0, line)
        line = parent_of(line, lines)
    return path


def _siblings(line: EnquiryLine, lines: Sequence[EnquiryLine]) -> list[EnquiryLine]:
    """The lines beside which one stands, itself included where it is there, in order.

    Under nothing stand themes and questions together, and loose sub-questions apart, as ``outline`` shows them.
    """
    parent = parent_of(line, lines)
    if parent is not None:
        return parts_of(parent.id, lines)
    loose = line.kind is LineKind.SUB_QUESTION
    return _in_order(
        row for row in lines if parent_of(row, lines) is None and (row.kind is LineKind.SUB_QUESTION) is loose
    )


def _in_order(rows: Iterable[EnquiryLine]) -> list[EnquiryLine]:
    return sorted(rows, key=lambda row: (row.position, row.id))


def _changed(order: Sequence[EnquiryLine], lines: Sequence[EnquiryLine]) -> list[EnquiryLine]:
    """The rows in their new order, positions from 1, without those that are kept so already."""
    kept = {row.id: row for row in lines}
    placed = [row.model_copy(update={"position": n}) for n, row in enumerate(order, start=1)]
    return [row for row in placed if kept.get(row.id) != row]
