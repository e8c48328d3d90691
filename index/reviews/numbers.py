"""Lost numbers of a list: given back where only one number can be, left open where more than one could."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Numbered(NamedTuple):
    """The number of one item, and whether it was inferred; None where it stays open."""

    value: int | None
    inferred: bool


def fill_gaps(values: Sequence[int | None], last_are_items: bool = True) -> list[Numbered]:
    """Give lost numbers back in a list that counts from 1.

    A run of items without numbers gets them where it fits the gap between its neighbours exactly. Items behind the
    last number, or a list without any number, are counted on where ``last_are_items``: nothing bounds them.
    """
    filled = [Numbered(value, inferred=False) for value in values]
    at, before = 0, 0
    while at < len(filled):
        value = filled[at].value
        if value is not None:
            at, before = at + 1, value
            continue
        end = at
        while end < len(filled) and filled[end].value is None:
            end += 1
        after = filled[end].value if end < len(filled) else None
        fits = last_are_items if after is None else after - before - 1 == end - at
        if fits:
            for n in range(at, end):
                filled[n] = Numbered(before + 1 + n - at, inferred=True)
            before += end - at
        at = end
    return filled
