"""Similar recommendations of the past, as somebody writes: from the archive's packs and from the workspace's groups.

Only what was recommended is compared: no note, passage or finding is read, so nothing that is exempt can come out.
Likeness is by the trade's words: rare ones weigh most, everyday ones nothing; an abbreviation is what it stands for.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

from groups.same_ask import Past
from groups.wording_rules import plain, rules
from index.glossary import Glossary
from index.glossary import Meaning as Expansion
from index.passage_store import PassageStore
from index.words import stem_of, terms_of
from workbench.services.asked_before import Asked, asked_before
from workbench.workspace.workspace import Workspace

LEAST = 0.1  # what is less like than this is not shown
_UNSEEN = 0.5  # of the weight of a rare word: what one that no recommendation of the past has weighs
_SHORT_FORM = 1.5  # an abbreviation that the glossary knows says more than one of its words

Cancelled = Callable[[], bool]


class SimilarAsk(NamedTuple):
    """Something that was asked for before, to whom, what was replied and what came of it; the likest is 1.0.

    ``pack_id`` and ``line``, or ``group_id`` and ``recommendation_id``, say where it opens.
    """

    text: str
    addressee: str
    source: str
    on: date | None
    replies: list[str]
    outcome: str
    position: str
    likeness: float
    pack_id: str = ""
    line: int = 0
    group_id: str = ""
    recommendation_id: str = ""

    @property
    def place(self) -> tuple[str, int | str]:
        """Where it opens: the pack and its line, or the group and its recommendation."""
        return (self.group_id, self.recommendation_id) if self.group_id else (self.pack_id, self.line)


def similar_to(
    workspace: Workspace,
    group_id: str,
    text: str,
    recommendation_id: str = "",
    limit: int = 8,
    *,
    cancelled: Cancelled | None = None,
) -> list[SimilarAsk]:
    """What was asked for before in such words, the likest first, finished reviews before those at work.

    Nothing of the group ``group_id`` itself, nor of the report that it was read from, is among them; nor the
    recommendation itself, where the group is not said. With ``cancelled`` the search ends early with nothing. Raises
    WorkspaceProblem.
    """
    asks = [
        a for a in asked_before(workspace, group_id, cancelled) if a.recommendation_id != (recommendation_id or "-")
    ]
    if _is_over(cancelled):
        return []
    glossary = Glossary(_expansions(workspace))
    rated = _rated(text, asks, glossary, cancelled)
    best = sorted(
        rated, key=lambda pair: (-round(pair[0], 2), not pair[1].is_finished, -_day(pair[1].on), pair[1].text)
    )
    return [_shown(ask, likeness) for likeness, ask in best[:limit]]


def past_for_advice(workspace: Workspace, group_id: str, *, cancelled: Cancelled | None = None) -> list[Past]:
    """Everything that was asked for before, as advice on wording needs it. Raises WorkspaceProblem."""
    return [
        Past(ask.words, ask.addressee, ask.source, ask.is_accepted)
        for ask in asked_before(workspace, group_id, cancelled)
    ]


# -- likeness ----------------------------------------------------------------------------------------------------------


def _rated(
    text: str, asks: Iterable[Asked], glossary: Glossary, cancelled: Cancelled | None
) -> list[tuple[float, Asked]]:
    """Each that is like the text at all, with how like it is from 0 to 1."""
    wanted = _weights(text, glossary)
    bags: list[tuple[Mapping[str, float], Asked]] = []
    for ask in asks:
        if _is_over(cancelled):
            return []
        bags.append((_weights(ask.words, glossary), ask))
    known = Counter(term for bag, _ in bags for term in bag)
    count = len(bags)
    rare = {term: math.log(1 + count / times) for term, times in known.items()}
    unseen = _UNSEEN * math.log(1 + count)
    mine = {term: weight * rare.get(term, unseen) for term, weight in wanted.items()}
    length = math.hypot(*mine.values())
    rated = []
    for bag, ask in bags:
        theirs = {term: weight * rare[term] for term, weight in bag.items()}
        both = sum(weight * theirs[term] for term, weight in mine.items() if term in theirs)
        of_all = length * math.hypot(*theirs.values())
        likeness = min(both / of_all, 1.0) if of_all else 0.0
        if likeness >= LEAST:
            rated.append((likeness, ask))
    return rated


def _weights(text: str, glossary: Glossary) -> dict[str, float]:
    """The words of a text that say what is asked, with what each weighs; short forms stand beside their long ones."""
    terms = list(_terms(plain(text)))
    found = Counter(_alike().get(term, term) for term in terms if term not in _everyday())
    weights = {term: 1 + math.log(times) for term, times in found.items()}
    for at in range(len(terms)):
        match = glossary.match(terms, at)
        if match is not None:
            forms = [tuple(terms[at : at + match.length]), *match.others]
            short = next((form[0] for form in forms if len(form) == 1 and form[0].isupper()), "")
            if short:
                weights[short] = _SHORT_FORM
    return weights


@lru_cache(maxsize=4096)
def _terms(text: str) -> tuple[str, ...]:
    return tuple(terms_of(text))


@cache
def _everyday() -> frozenset[str]:
    return frozenset(stem_of(word) for word in rules().same.everyday)


@cache
def _alike() -> dict[str, str]:
    return {stem_of(word): stem_of(row[0]) for row in rules().same.alike for word in row}


def _expansions(workspace: Workspace) -> list[Expansion]:
    return PassageStore(workspace.db).words.glossary()


def _is_over(cancelled: Cancelled | None) -> bool:
    return cancelled is not None and cancelled()


def _day(on: date | None) -> int:
    return on.toordinal() if on else 0


def _shown(ask: Asked, likeness: float) -> SimilarAsk:
    return SimilarAsk(
        text=ask.text,
        addressee=ask.addressee,
        source=ask.source,
        on=ask.on,
        replies=ask.replies,
        outcome=ask.outcome,
        position=ask.position,
        likeness=round(likeness, 3),
        pack_id=ask.pack_id,
        line=ask.line,
        group_id=ask.group_id,
        recommendation_id=ask.recommendation_id,
    )
