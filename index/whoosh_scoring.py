"""How Whoosh weighs passages and collects the best: BM25 over several indexes at once, against the clock.

A search is stopped in its collector, because Whoosh's own time limit raises outside the main thread.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from whoosh.collectors import TopCollector
from whoosh.scoring import BM25F, WeightLengthScorer
from whoosh.searching import Searcher

from index.engine import Enough, Frequencies


def rarity(known: Frequencies, term: str) -> float:
    """How telling a term is: the inverse document frequency of BM25, never below nought."""
    count = known.of_terms.get(term, 0)
    return math.log(1 + (max(known.passages, count) - count + 0.5) / (count + 0.5))


class Weighting(BM25F):  # type: ignore[misc]
    """BM25 with frequencies that may span several indexes, so that their scores can stand in one list."""

    def __init__(self) -> None:
        super().__init__()
        self.frequencies = Frequencies(0, {})

    def scorer(self, searcher: Searcher, fieldname: str, text: Any, qf: int = 1) -> Any:
        """The scorer of one term."""
        if fieldname != "body":
            return super().scorer(searcher, fieldname, text, qf)
        term = text.decode("utf-8") if isinstance(text, bytes) else text
        return _Scorer(searcher, fieldname, text, rarity(self.frequencies, term), self.B, self.K1)


class _Scorer(WeightLengthScorer):  # type: ignore[misc]
    def __init__(self, searcher: Searcher, fieldname: str, text: Any, rarity: float, b: float, k1: float) -> None:
        average = searcher.get_parent().avg_field_length(fieldname) or 1
        self._top = rarity * (k1 + 1)
        self._floor = k1 * (1 - b)
        self._slope = k1 * b / average
        self.setup(searcher, fieldname, text)

    def _score(self, weight: float, length: int) -> float:
        return self._top * weight / (weight + self._floor + self._slope * length)


class Collector(TopCollector):  # type: ignore[misc]
    """Collects the best passages that pass the filters, until told that it is enough."""

    def __init__(self, limit: int, passing: set[int] | None, enough: Enough | None) -> None:
        super().__init__(limit)
        self._passing = passing
        self._enough = enough
        self.cut = False

    def matches(self) -> Iterator[int]:
        """The numbers of the documents to score, in the segment under way."""
        passing, enough, offset = self._passing, self._enough, self.offset
        for seen, number in enumerate(super().matches()):
            if enough is not None and not seen & 31 and enough():
                self.cut = True
                return
            if passing is None or offset + number in passing:
                yield number

    def best(self) -> list[tuple[float, int]]:
        """Score and document number, best first; of equals the one that came in first."""
        return sorted(((score, -negated) for score, negated in self.items), key=lambda hit: (-hit[0], hit[1]))
