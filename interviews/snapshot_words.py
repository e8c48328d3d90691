"""How remarks and sentences on figures name what they are about: lists of names, cells, and what rows are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from interviews.measures import Point, Series
from interviews.periods import is_period

_MOST_NAMED = 3
_MONTH = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE)
_TERM = re.compile(r"\b(?:autumn|spring|summer|winter|term)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d{2}(?:\s*[-/–]\s*\d{2,4})?")


class Remark(NamedTuple):
    """One remark on a snapshot: the sentence, the cells it is about (row and column), or the field that it is about."""

    text: str
    cells: tuple[tuple[int, int], ...] = ()
    field: str = ""


def listing(names: Sequence[str]) -> str:
    """Names as a sentence lists them: "a", "a and b", "a, b and c"."""
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def named_cells(places: Sequence[tuple[Series, Point]]) -> str:
    """Where some figures stand: the first three by name, then how many more."""
    names = [" ".join(part for part in (point.label, series.name) if part) or "a row" for series, point in places]
    return several(names)


def several(names: Sequence[str]) -> str:
    """Names as a sentence lists them; of many the first three, then how many more."""
    if len(names) > _MOST_NAMED + 1:
        return f"{', '.join(names[:_MOST_NAMED])} and {len(names) - _MOST_NAMED:,} more"
    return listing(names)


def row_noun(labels: Sequence[str], count: int = 2) -> str:
    """What the rows are: months, terms, years, periods, or just rows."""
    noun = "row"
    if labels and all(map(is_period, labels)):
        noun = "period"
        for word, form in (("month", _MONTH), ("term", _TERM)):
            if all(form.search(label) for label in labels):
                noun = word
        if all(_YEAR.fullmatch(label.strip()) for label in labels):
            noun = "year"
    return noun if count == 1 else f"{noun}s"
