"""The wording of recommendations: what would be hard to act on or to check later, why, and how to mend it.

The rules are data (``wording_rules.toml``), so that a council can change them; all of this is advice, never a block.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from groups.actors import actor_advice
from groups.addressee_powers import kind_of, power_advice
from groups.lead_in_grammar import lead_in_advice
from groups.recommendation import Recommendation, RecommendationState, date_as_written, missing
from groups.same_ask import Past, same_ask
from groups.two_actions import Split, two_actions, two_in_one
from groups.vague_words import vague_words
from groups.wording_rules import LONGEST, Advice, pattern, plain, quoted, rules

__all__ = ["Advice", "Past", "Split", "advice", "too_many", "two_actions", "two_in_one", "vague_words", "wording"]


def advice(
    recommendation: Recommendation, others: Sequence[Recommendation] = (), past: Sequence[Past] = ()
) -> list[Advice]:
    """Everything that would make this recommendation easier to act on and to check: what it lacks, then its words.

    ``others`` are those of the same review, ``past`` what was asked before: it says which one asks nearly the same.
    """
    return [
        *_lacking(recommendation),
        *_date_and_measure(recommendation),
        *wording(recommendation),
        *same_ask(recommendation, others, past),
    ]


def wording(recommendation: Recommendation) -> list[Advice]:
    """What is wrong with a recommendation's words, less what its owner, date or measure answers."""
    return [
        *lead_in_advice(recommendation),
        *power_advice(recommendation),
        *actor_advice(recommendation, kind_of(recommendation.addressee)),
        *two_in_one(recommendation),
        *_vague(recommendation),
    ]


def too_many(recommendations: Iterable[Recommendation]) -> Advice | None:
    """Whether a review makes more recommendations than will be answered."""
    told = rules().too_many
    count = sum(row.state is not RecommendationState.DROPPED for row in recommendations)
    return Advice("too many", f"{count} recommendations", told.why, told.mend) if count > told.most else None


def _lacking(recommendation: Recommendation) -> Iterator[Advice]:
    """What it lacks; what stands in its sentence and nowhere else is told as that."""
    lacks = missing(recommendation)
    text = plain(" ".join([recommendation.action, *(part.text for part in recommendation.parts)])[:LONGEST])
    for lack in rules().lack:
        if lack.words not in lacks:
            continue
        if lack.in_words and pattern(lack.in_words).search(text):
            yield Advice("missing", lack.words_there, lack.why_there, lack.mend_there)
        else:
            yield Advice("missing", f"{lack.words[0].upper()}{lack.words[1:]}", lack.why, lack.mend)


def _date_and_measure(recommendation: Recommendation) -> Iterator[Advice]:
    """A date in words that cannot be counted on, and a measure that measures nothing."""
    told = rules()
    in_words = recommendation.by_when_text.strip() if recommendation.by_when is None else ""
    if in_words and not pattern(told.no_day.counted).search(plain(in_words)):
        yield Advice("no day", quoted(in_words), told.no_day.why, told.no_day.mend)
    measure = plain(recommendation.measure).strip(" .")
    if measure and pattern(told.vague_measure.measures).fullmatch(measure):
        yield Advice("vague measure", quoted(measure), told.vague_measure.why, told.vague_measure.mend)


def _vague(recommendation: Recommendation) -> list[Advice]:
    """Words that say nothing that can be checked, less those that an owner, a date or a measure answers."""
    given = {
        "owner": recommendation.owner.strip(),
        "date": date_as_written(recommendation),
        "measure": recommendation.measure.strip(),
    }
    answered = {rule.id for rule in rules().rule if given.get(rule.answered_by)}
    found = vague_words("\n".join([recommendation.action, *(part.text for part in recommendation.parts)]))
    return [one for one in found if one.rule not in answered]
