"""The edges of a table: what its rows and its columns are called, and which of them are totals or averages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum
from itertools import pairwise

from interviews.figures import Figure, Kind, kind_of, read_cell
from interviews.periods import is_period

LOOK_AT = 400  # rows, to tell what a column is of
_MOST_LABELS = 3  # columns at the left that say what a row is


class Role(StrEnum):
    """Whether something is counted by itself, or is a total or an average of what stands beside it."""

    PART = "part"
    SUBTOTAL = "sub-total"
    TOTAL = "total"
    AVERAGE = "average"


_TOTAL = re.compile(
    r"(?:(?:grand|overall|annual|yearly|year)\s+)?totals?(?:\s+(?:of|for|number)?.*)?|.{1,30}\btotals?|overall|all"
    r"|sum|all (?:schools|pupils|children|families|months|years|terms|areas|ages|wards|quarters|partners|teams)"
    r"|year to date|ytd|whole year|full year",
    re.IGNORECASE,
)
_SUBTOTAL = re.compile(r"(?:.{1,30}\s)?sub-?\s?totals?(?:\s.*)?", re.IGNORECASE)
_AVERAGE = re.compile(r"(?:.{1,30}\s)?(?:averages?|avg|mean|median)(?:\s.*)?", re.IGNORECASE)


def role_of(label: str) -> Role:
    """Whether a row or a column with this label is a part, or a total or an average of the others."""
    words = " ".join(label.split()).strip(" :.")
    if _SUBTOTAL.fullmatch(words):
        return Role.SUBTOTAL
    if _TOTAL.fullmatch(words):
        return Role.TOTAL
    return Role.AVERAGE if _AVERAGE.fullmatch(words) else Role.PART


def joined(parts: Iterable[str]) -> str:
    """Headings over each other as one name, what is repeated said once."""
    return " ".join(dict.fromkeys(part for part in parts if part))


# -- labels of rows ---------------------------------------------------------------------------------------------------


def label_columns(heads: Sequence[Sequence[str]], body: Sequence[Sequence[str]], width: int) -> int:
    """How many columns at the left say what a row is: as many as it takes to tell the rows from each other."""
    if width < 2 or not body:
        return 0
    sample = body[:LOOK_AT]
    if not _names_rows([row[0] for row in sample], joined(head[0] for head in heads)):
        return 0
    count, seen = 1, [tuple(row[:1]) for row in sample]
    while count < min(_MOST_LABELS, width - 1):
        is_told_apart = len(set(seen)) == len(seen) and all(any(label) for label in seen)
        cells = [row[count] for row in sample]
        if is_told_apart or kind_of(cells) is not Kind.WORDS or not any(cells):
            break
        count += 1
        seen = [tuple(row[:count]) for row in sample]
    return count


def _names_rows(cells: Sequence[str], heading: str) -> bool:
    """Whether a first column says what the rows are: words or periods, or numbers that only count the rows."""
    filled = [cell for cell in cells if cell]
    if not heading or kind_of(filled) is Kind.WORDS or is_period(f"{heading} 1"):
        return True
    if sum(is_period(cell) for cell in filled) * 2 > len(filled):
        return True
    figures = [read.value for cell in filled if isinstance(read := read_cell(cell), Figure)]
    steps = {other - one for one, other in pairwise(figures)}
    return len(figures) > 2 and steps == {1}


def row_labels(body: Sequence[Sequence[str]], lead: int, first: int) -> dict[int, str]:
    """The label of each row that holds figures. A label over several rows, as merged cells come out, goes on down.

    A row with nothing but a label is a heading between rows, or a note under the table, unless it is a period's.
    """
    labels: dict[int, str] = {}
    sections: dict[int, str] = {}
    section, above = "", [""] * lead
    for at, row in enumerate(body, start=first):
        if lead and row[0] and not any(row[1:]) and not is_period(row[0]) and role_of(row[0]) is Role.PART:
            section, above = row[0], [""] * lead
            continue
        if not any(row):
            continue
        own = list(row[:lead])
        for n in range(lead - 1):
            if own[n]:
                break
            own[n] = above[n]
        above = own
        labels[at] = ", ".join(dict.fromkeys(part for part in own if part))
        sections[at] = section
    # The heading over some rows is part of a label only where labels would else be the same.
    counts = Counter(labels.values())
    return {
        at: f"{sections[at]}, {label}" if counts[label] > 1 and sections[at] and label else label
        for at, label in labels.items()
    }


# -- headings of columns ----------------------------------------------------------------------------------------------


def column_paths(heads: Sequence[Sequence[str]], width: int, lead: int) -> list[tuple[str, ...]]:
    """The headings over each column, from the top down."""
    levels: list[list[str]] = []
    for depth, head in enumerate(heads):
        level = list(head)
        if depth < len(heads) - 1:
            for column in range(lead + 1, width):
                stays = all(above[column] == above[column - 1] for above in levels)
                if not level[column] and stays:
                    level[column] = level[column - 1]
        levels.append(level)
    return [tuple(level[column] for level in levels) for column in range(width)]
