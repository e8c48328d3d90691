"""Key lines of enquiry: themes, numbered questions and lettered sub-questions, as a tree with computed numbers.

A line has a stable id; its shown number ("1c") follows from its place, so that moving it keeps every link.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from pydantic import Field

from groups.numbering import letter
from groups.record import OfGroup


class LineKind(StrEnum):
    """A theme holds questions; a question holds sub-questions."""

    THEME = "theme"
    QUESTION = "question"
    SUB_QUESTION = "sub-question"


_RANK = {LineKind.THEME: 0, LineKind.QUESTION: 1, LineKind.SUB_QUESTION: 2}


class EnquiryLine(OfGroup):
    """One line of the outline. ``asked_of`` names the partners (by id) to be asked; empty means all of them."""

    kind: LineKind
    text: str
    parent_id: str = ""
    position: int = 0
    asked_of: list[str] = Field(default_factory=list)


class Placed(NamedTuple):
    """A line in its place: the number as shown ("1", "1c", "" for a theme) and how deep it stands (0, 1, 2)."""

    line: EnquiryLine
    number: str
    depth: int


def outline(lines: Iterable[EnquiryLine]) -> list[Placed]:
    """All lines in reading order with their shown numbers.

    Questions are numbered through the whole outline, across themes (2020-12-03:382-394). A line whose parent is not
    among ``lines`` (it lies in the bin), or stands no higher, is shown under nothing, so that nothing disappears.
    """
    rows = sorted(lines, key=lambda line: (line.position, line.id))
    kinds = {line.id: line.kind for line in rows}
    children: dict[str, list[EnquiryLine]] = {}
    for line in rows:
        above = kinds.get(line.parent_id)
        parent = line.parent_id if above is not None and _RANK[above] < _RANK[line.kind] else ""
        children.setdefault(parent, []).append(line)

    placed: list[Placed] = []
    questions = 0
    loose_subs = 0
    for top in sorted(children.get("", []), key=lambda line: line.kind is LineKind.SUB_QUESTION):
        if top.kind is LineKind.THEME:
            placed.append(Placed(top, "", 0))
            group = children.get(top.id, [])
        else:
            group = [top]
        for question in group:
            if question.kind is LineKind.SUB_QUESTION:
                loose_subs += 1
                placed.append(Placed(question, letter(loose_subs), 2))
                continue
            questions += 1
            placed.append(Placed(question, str(questions), 1))
            placed.extend(
                Placed(sub, f"{questions}{letter(n)}", 2)
                for n, sub in enumerate(children.get(question.id, []), start=1)
            )
    return placed


def shown_numbers(lines: Iterable[EnquiryLine]) -> dict[str, str]:
    """Each line's id → its number as shown."""
    return {p.line.id: p.number for p in outline(lines)}


def questions_in(text: str) -> int:
    """How many questions one line asks: its question marks, and at least one where it has any text.

    Three questions packed in one (as in 2020-12-03:388) get one answer; the check on the scope says so.
    """
    return max(len(re.findall(r"\?+", text)), 1) if text.strip() else 0


def packed(lines: Iterable[EnquiryLine]) -> list[Placed]:
    """The lines that ask more than one question, in reading order."""
    return [p for p in outline(lines) if p.line.kind is not LineKind.THEME and questions_in(p.line.text) > 1]


def moved(siblings: Sequence[EnquiryLine], line_id: str, by: int) -> list[EnquiryLine]:
    """The siblings with one of them moved up (by < 0) or down, re-positioned from 1; unchanged rows are left out.

    Raises KeyError where ``line_id`` is not among them.
    """
    order = sorted(siblings, key=lambda line: (line.position, line.id))
    at = next((n for n, line in enumerate(order) if line.id == line_id), None)
    if at is None:
        raise KeyError(line_id)
    line = order.pop(at)
    order.insert(min(max(at + by, 0), len(order)), line)
    return [
        row.model_copy(update={"position": place}) for place, row in enumerate(order, start=1) if row.position != place
    ]
