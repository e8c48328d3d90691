"""Recommendations: to whom, what, by whom and when, how it will be measured; grouped and numbered as they will print.

Numbers run on across addressees: paragraph 2.1 holds 1) 2) 3) to the first addressee, 2.2 goes on with 4) 5) 6) to the
second (2020-12-03:198-209). The order of the addressees is that of their first recommendation.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from groups.numbering import letter
from groups.record import OfGroup


class RecommendationState(StrEnum):
    """How far a recommendation has come."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    AGREED_BY_GROUP = "agreed by group"
    AGREED_BY_BOARD = "agreed by Board"
    AMENDED = "amended"
    DROPPED = "dropped"

    @property
    def onward(self) -> tuple[RecommendationState, ...]:
        """What it can become from here, the usual first. The Board decides on what the group has agreed."""
        return _ONWARD[self]

    @property
    def in_words(self) -> str:
        """What a sentence says that a recommendation is: "a draft", "agreed by the group"."""
        return _IN_WORDS.get(self, self.value)

    @property
    def is_agreed(self) -> bool:
        """Whether the group, or the Board after it, agreed it."""
        return self in _AGREED


_ONWARD = {
    RecommendationState.DRAFT: (
        RecommendationState.PROPOSED,
        RecommendationState.AGREED_BY_GROUP,
        RecommendationState.DROPPED,
    ),
    RecommendationState.PROPOSED: (
        RecommendationState.AGREED_BY_GROUP,
        RecommendationState.DRAFT,
        RecommendationState.DROPPED,
    ),
    RecommendationState.AGREED_BY_GROUP: (
        RecommendationState.AGREED_BY_BOARD,
        RecommendationState.AMENDED,
        RecommendationState.PROPOSED,
        RecommendationState.DROPPED,
    ),
    RecommendationState.AGREED_BY_BOARD: (
        RecommendationState.AMENDED,
        RecommendationState.AGREED_BY_GROUP,
        RecommendationState.DROPPED,
    ),
    RecommendationState.AMENDED: (
        RecommendationState.AGREED_BY_BOARD,
        RecommendationState.AGREED_BY_GROUP,
        RecommendationState.DROPPED,
    ),
    RecommendationState.DROPPED: (RecommendationState.DRAFT, RecommendationState.PROPOSED),
}

_IN_WORDS = {
    RecommendationState.DRAFT: "a draft",
    RecommendationState.AGREED_BY_GROUP: "agreed by the group",
    RecommendationState.AGREED_BY_BOARD: "agreed by the Board",
    RecommendationState.AMENDED: "amended by the Board",
}


_AGREED = (RecommendationState.AGREED_BY_GROUP, RecommendationState.AGREED_BY_BOARD, RecommendationState.AMENDED)


class SubPart(BaseModel):
    """A lettered part of a recommendation; its id stays when the letters move."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    id: str
    text: str


class Recommendation(OfGroup):
    """One recommendation. With sub-parts, ``action`` is the lead-in that they complete.

    ``cost`` and ``equality`` are notes on what it would cost and whom it would touch; ``agreed_by`` are the members who
    agreed it, ``minority_view`` is what others wanted instead, ``agreed_words`` is everything that the group agreed, as
    it stood that day: the Board may put other words in its place.
    """

    addressee: str = ""
    action: str
    parts: list[SubPart] = Field(default_factory=list)
    owner: str = ""
    by_when: date | None = None
    by_when_text: str = ""
    measure: str = ""
    reason: str = ""
    cost: str = ""
    equality: str = ""
    proposed_by: str = ""
    agreed_by: list[str] = Field(default_factory=list)
    minority_view: str = ""
    agreed_words: str = ""
    state: RecommendationState = RecommendationState.DRAFT
    position: int = 0
    source_line: int | None = None


class RestsOn(OfGroup):
    """That a recommendation, or one lettered part of it, rests on a finding."""

    recommendation_id: str
    part_id: str = ""
    finding_id: str


class Addressed(NamedTuple):
    """One paragraph of section 2: its addressee and the recommendations with their running numbers (from 1)."""

    addressee: str
    recommendations: list[tuple[int, Recommendation]]


def by_addressee(recommendations: Iterable[Recommendation]) -> list[Addressed]:
    """The recommendations as they print: one paragraph an addressee, numbers running on. Dropped ones are left out."""
    rows = sorted(recommendations, key=lambda r: (r.position, r.id))
    groups: dict[str, list[Recommendation]] = {}
    for row in rows:
        if row.state is not RecommendationState.DROPPED:
            groups.setdefault(row.addressee.strip(), []).append(row)
    numbered: list[Addressed] = []
    number = 0
    for addressee, group in groups.items():
        first = number + 1
        number += len(group)
        numbered.append(Addressed(addressee, list(enumerate(group, start=first))))
    return numbered


def shown_numbers(recommendations: Iterable[Recommendation]) -> dict[str, str]:
    """Each recommendation's id → its number as shown, without the bracket; each part's id → "1a"."""
    numbers: dict[str, str] = {}
    for paragraph in by_addressee(recommendations):
        for number, row in paragraph.recommendations:
            numbers[row.id] = str(number)
            numbers |= {part.id: f"{number}{letter(n)}" for n, part in enumerate(row.parts, start=1)}
    return numbers


def lead_in(board: str, addressee: str) -> str:
    """The words over one paragraph of recommendations (2020-12-03:198, 206)."""
    whom = _after("the", addressee) or "(no addressee yet)"
    return f"The {_after('the', board) or 'Board'} recommend to the {whom} that:"


def sentence(recommendation: Recommendation) -> str:
    """The recommendation as it prints: the action, then by whom, by when, how measured and why, where given.

    With sub-parts this is the line over them: what is given holds for all of them.
    """
    text = recommendation.action.strip()
    ending = text[-1:] if text[-1:] and text[-1] in ".!?:" else ""
    text = text[:-1] if ending else text
    if owner := _after("by", recommendation.owner):
        text += f", by the {_after('the', owner)}"
    if when := _after("by", date_as_written(recommendation)):
        text += f", by {when}"
    if measure := _after("measured by", recommendation.measure).rstrip("."):
        text += f", measured by {measure}"
    if reason := _after("so that", recommendation.reason).rstrip("."):
        text += f", so that {reason}"
    return text + (ending or (":" if recommendation.parts else ""))


def lettered(recommendation: Recommendation) -> list[str]:
    """The parts as they print: "a. …", "b. …"."""
    return [f"{letter(n)}. {part.text.strip()}" for n, part in enumerate(recommendation.parts, start=1)]


def in_full(recommendation: Recommendation) -> str:
    """Everything that is asked, on lines: the sentence and the lettered parts under it."""
    return "\n".join([sentence(recommendation), *lettered(recommendation)])


def as_agreed(recommendation: Recommendation) -> Recommendation:
    """The recommendation with its words of now as those that the group agrees."""
    return recommendation.model_copy(update={"agreed_words": in_full(recommendation)})


def agreed_by_group(recommendation: Recommendation) -> str:
    """The words that the group agreed, where the words are others now: what the Board amended, or somebody since.

    Empty where nothing was agreed, or nothing changed.
    """
    words = recommendation.agreed_words if recommendation.state in _AGREED else ""
    return words if words != in_full(recommendation) else ""


def notes_on(recommendation: Recommendation) -> list[str]:
    """What prints below a recommendation where it is given: its cost, whom it touches, what a minority wanted."""
    told = (
        ("Cost", recommendation.cost),
        ("Equality", recommendation.equality),
        ("Minority view", recommendation.minority_view),
    )
    return [f"{name}: {' '.join(text.split())}" for name, text in told if text.strip()]


def _after(words: str, text: str) -> str:
    """A text without the words that the sentence brings itself, where somebody typed them too."""
    plain = text.strip()
    return plain[len(words) :].strip() if plain.casefold().startswith(f"{words} ") else plain


def date_as_written(recommendation: Recommendation) -> str:
    """By when, as it prints: "31 March 2027", or the words that were typed where they name no day."""
    if recommendation.by_when is not None:
        return f"{recommendation.by_when.day} {recommendation.by_when:%B %Y}"
    return recommendation.by_when_text.strip()


def missing(recommendation: Recommendation) -> list[str]:
    """What a recommendation lacks that would let somebody check it later: advice, never a block (domain.md, rules)."""
    lacks = []
    if not recommendation.addressee.strip():
        lacks.append("nobody is addressed")
    if not date_as_written(recommendation):
        lacks.append("no date")
    if not recommendation.measure.strip():
        lacks.append("no measure")
    return lacks


def resting_on(rests: Iterable[RestsOn]) -> dict[str, list[RestsOn]]:
    """The findings behind each recommendation: its id → the links."""
    found: dict[str, list[RestsOn]] = {}
    for rest in rests:
        found.setdefault(rest.recommendation_id, []).append(rest)
    return found


def used_findings(rests: Iterable[RestsOn], recommendations: Sequence[Recommendation]) -> dict[str, list[str]]:
    """The findings that some recommendation uses: finding id → ids of recommendations that are not dropped."""
    alive = {r.id for r in recommendations if r.state is not RecommendationState.DROPPED}
    used: dict[str, list[str]] = {}
    for rest in rests:
        if rest.recommendation_id in alive:
            used.setdefault(rest.finding_id, []).append(rest.recommendation_id)
    return used
