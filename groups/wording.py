"""The wording of recommendations: what would be hard to act on or to check later, why, and how to mend it.

The rules are data (``wording_rules.toml``), so that a council can change them; all of this is advice, never a block.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from groups.recommendation import Recommendation, RecommendationState, date_as_written, missing


class Advice(NamedTuple):
    """One piece of advice: the rule, the words it is about, why they are in the way, and how to mend it."""

    rule: str
    words: str
    why: str
    mend: str


class Split(NamedTuple):
    """Where one recommendation asks two things: the words that show it, and the two as texts of their own."""

    words: str
    first: str
    second: str


class _Told(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    why: str
    mend: str


class _Rule(_Told):
    id: str
    words: list[str] = Field(default_factory=list)
    pattern: str = ""
    unless: str = ""
    answered_by: str = ""


class _Lack(_Told):
    words: str


class _TwoActions(_Told):
    joins: list[str]
    before: list[str]
    acts: list[str]
    acts_or_things: list[str]
    things_acted_on: list[str]
    one_act: list[str]


class _TooMany(_Told):
    most: int


class _Rules(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    rule: list[_Rule]
    lack: list[_Lack]
    no_day: _Told
    two_actions: _TwoActions
    too_many: _TooMany


def advice(recommendation: Recommendation) -> list[Advice]:
    """Everything that would make this recommendation easier to act on and to check: what it lacks, then its words."""
    lacks = missing(recommendation)
    lacking = [
        Advice("missing", f"{lack.words[0].upper()}{lack.words[1:]}", lack.why, lack.mend)
        for lack in _rules().lack
        if lack.words in lacks
    ]
    in_words = recommendation.by_when_text.strip() if recommendation.by_when is None else ""
    told = _rules().no_day
    no_day = [Advice("no day", f"“{in_words}”", told.why, told.mend)] if in_words else []
    return [*lacking, *no_day, *wording(recommendation)]


def wording(recommendation: Recommendation) -> list[Advice]:
    """What is vague in a recommendation's words, less what its owner, date or measure answers; and two acts in one."""
    given = {
        "owner": recommendation.owner.strip(),
        "date": date_as_written(recommendation),
        "measure": recommendation.measure.strip(),
    }
    answered = {rule.id for rule in _rules().rule if given.get(rule.answered_by)}
    vague = vague_words("\n".join([recommendation.action, *(part.text for part in recommendation.parts)]))
    return [*two_in_one(recommendation), *(one for one in vague if one.rule not in answered)]


def vague_words(text: str) -> list[Advice]:
    """The words of a text that say nothing that can be checked, in the order in which they stand.

    Of two rules that meet in the same words the first in the file speaks, and each rule speaks once.
    """
    plain = "\n".join(" ".join(line.split()) for line in text.splitlines())
    taken: list[tuple[int, int]] = []
    found: list[tuple[int, Advice]] = []
    for rule in _rules().rule:
        free = [
            match
            for match in _pattern(rule.id).finditer(plain)
            if not any(match.start() < end and start < match.end() for start, end in taken)
            and not (rule.unless and re.search(rule.unless, _clause(plain, match.end()), re.IGNORECASE))
        ]
        taken += [match.span() for match in free]
        if free:
            found.append((free[0].start(), Advice(rule.id, f"“{free[0].group()}”", rule.why, rule.mend)))
    return [one for _, one in sorted(found, key=lambda pair: pair[0])]


def two_in_one(recommendation: Recommendation) -> list[Advice]:
    """Whether a recommendation, or one of its lettered parts, asks for two things at once."""
    texts = [part.text for part in recommendation.parts] or [recommendation.action]
    told = _rules().two_actions
    return [
        Advice("two actions", f"“{split.words}”", told.why, told.mend)
        for split in (two_actions(text) for text in texts)
        if split is not None
    ][:1]


def two_actions(text: str) -> Split | None:
    """Where a text asks for two things, told by an act after "and" or a semicolon; None where it asks for one."""
    told = _rules().two_actions
    plain = " ".join(text.split())
    for match in _join_pattern().finditer(plain):
        first, second = plain[: match.start()].rstrip(" ,;"), plain[match.start("act") :]
        before = re.findall(r"\w+", first)[-1:]
        pair = f"{before[0]} and {match['act']}".casefold() if before else ""
        if first and pair not in told.one_act:
            words = plain[match.start() : match.start("act")] + match["act"].split()[0]
            return Split(f"… {words.strip(' ,')} …", first, second)
    return None


def too_many(recommendations: Iterable[Recommendation]) -> Advice | None:
    """Whether a review makes more recommendations than will be answered."""
    told = _rules().too_many
    count = sum(row.state is not RecommendationState.DROPPED for row in recommendations)
    return Advice("too many", f"{count} recommendations", told.why, told.mend) if count > told.most else None


def _clause(text: str, start: int) -> str:
    """What follows in the same sentence, in which an agent may be named."""
    return re.split(r"[.;\n]", text[start:], maxsplit=1)[0]


@cache
def _rules() -> _Rules:
    text = files("groups").joinpath("wording_rules.toml").read_text(encoding="utf-8")
    return _Rules.model_validate(tomllib.loads(text))


@cache
def _pattern(rule_id: str) -> re.Pattern[str]:
    rule = next(rule for rule in _rules().rule if rule.id == rule_id)
    parts = [_phrase(words) for words in sorted(rule.words, key=len, reverse=True)]
    return re.compile("|".join([*parts, *([rule.pattern] if rule.pattern else [])]), re.IGNORECASE)


def _phrase(words: str) -> str:
    """A phrase as a pattern of whole words; a * is the rest of a word."""
    return r"\b" + re.escape(words).replace(r"\*", r"\w*") + r"\b"


@cache
def _join_pattern() -> re.Pattern[str]:
    told = _rules().two_actions

    def one_of(words: list[str]) -> str:
        return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))

    def forms(verbs: list[str]) -> str:
        # A recommendation may be written as a wish ("publish") or as what is so afterwards ("the service publishes").
        return one_of([form for v in verbs for form in (v, f"{v}s", f"{v}es", f"{v[:-1]}ies")])

    acts = rf"(?:{forms(told.acts)})\b"
    things = rf"(?:{forms(told.acts_or_things)})\s+(?:{one_of(told.things_acted_on)})\b"
    joins = "|".join(rf"\s*{re.escape(j)}" if j.startswith(";") else rf",?\s+{re.escape(j)}" for j in told.joins)
    return re.compile(rf"(?:{joins})\s+(?:(?:{one_of(told.before)})\s+)*(?P<act>{acts}|{things})", re.IGNORECASE)
