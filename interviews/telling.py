"""Which partners come near what a finding says, by the words of their own section and of what they handed in.

A finding of a report seldom has its evidence linked. What a partner told in its section (7.1.n), or handed in, is near
it where it shares two or more telling words that make up a quarter of the finding's weight, a word counting the more
the fewer texts have it; and where nobody else comes much nearer.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from math import log
from typing import NamedTuple

from groups.finding import Finding, FindingKind, shown_numbers
from interviews.reported_answers import abbreviations, telling_stems
from interviews.review import Review

_SHARED = 2  # telling words at least
_NEAR = 0.25  # of the finding's weight at least
_AS_NEAR = 0.7  # of what the nearest has, at least


class Told(NamedTuple):
    """Where a partner says nearly the same: a section of the report, or a submission by its reference."""

    partner_id: str
    place: str


class Telling:
    """The sections and submissions of a review, read when they are first asked for."""

    def __init__(self, review: Review) -> None:
        self._review = review
        self._told: list[tuple[Told, str]] = []  # each text: whose and where, and the finding that it is, if it is one
        self._holding: dict[str, list[int]] = {}  # stem → the texts that have it
        self._weights: dict[str, float] = {}
        self._rarest = 0.0  # the weight of a word that no text has
        self._spelt_out: dict[str, tuple[str, ...]] | None = None

    def near(self, finding: Finding, without: Iterable[str] = ()) -> list[Told]:
        """Who says nearly the same as a finding, and where; its own words do not count.

        ``without`` are words of it that say from whom it is: they tell nothing of what it says.
        """
        words = finding.text
        for named in without:
            words = words.replace(named, " ")
        wanted = telling_stems(words, self._read())
        weight = sum(self._weights.get(stem, self._rarest) for stem in wanted)
        scores: defaultdict[int, float] = defaultdict(float)
        shared: Counter[int] = Counter()
        for stem in wanted:
            for text in self._holding.get(stem, ()):
                shared[text] += 1
                scores[text] += self._weights[stem] / weight
        found = {n: scores[n] for n, many in shared.items() if many >= _SHARED and self._told[n][1] != finding.id}
        least = max(_NEAR, max(found.values(), default=0.0) * _AS_NEAR)
        return list(dict.fromkeys(self._told[n][0] for n in sorted(found) if found[n] >= least))

    def _read(self) -> dict[str, tuple[str, ...]]:
        """Read the texts once; returns what the abbreviations in them stand for."""
        if self._spelt_out is None:
            rows = list(_texts(self._review))
            others = [f.text for f in self._review.findings if f.kind is not FindingKind.BY_PARTNER]
            spelt_out = self._spelt_out = abbreviations([*others, *(words for _, _, words in rows)])
            every = [telling_stems(words, spelt_out) for words in (*(words for _, _, words in rows), *others)]
            spread = Counter(stem for stems in every for stem in stems)
            self._weights = {stem: log((len(every) + 1) / count) for stem, count in spread.items()}
            self._rarest = log(len(every) + 1)
            for n, stems in enumerate(every[: len(rows)]):
                for stem in stems:
                    self._holding.setdefault(stem, []).append(n)
            self._told = [(told, finding_id) for told, finding_id, _ in rows]
        return self._spelt_out


def _texts(review: Review) -> Iterator[tuple[Told, str, str]]:
    """Each finding by partner, and each paragraph that was handed in: whose and where, the finding's id, the words."""
    numbers = shown_numbers(review.findings)
    for finding in review.findings:
        if finding.kind is FindingKind.BY_PARTNER and finding.partner_id:
            yield Told(finding.partner_id, numbers[finding.id]), finding.id, finding.text
    for handed in review.submissions:
        if handed.partner_id and not handed.sensitivity.is_closed:
            told = Told(handed.partner_id, handed.reference or handed.title)
            yield from ((told, "", line) for line in handed.text.split("\n") if line.strip())
