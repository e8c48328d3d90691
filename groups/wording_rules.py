"""The rules of wording as they stand in ``wording_rules.toml``, read once; and what one piece of advice is."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, Field

LONGEST = 4_000  # characters of a text that are looked at


class Advice(NamedTuple):
    """One piece of advice: the rule, the words it is about, why they are in the way, and how to mend it."""

    rule: str
    words: str
    why: str
    mend: str


class Told(BaseModel):
    """What is told where a rule speaks."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    why: str
    mend: str


class VagueRule(Told):
    """Words that say nothing that can be checked; ``unless`` and ``answered_by`` are what answers them."""

    id: str
    words: list[str] = Field(default_factory=list)
    pattern: str = ""
    unless: str = ""
    answered_by: str = ""


class Lack(Told):
    """What a recommendation lacks; ``in_words`` finds it in the sentence, where nothing counts it."""

    words: str
    in_words: str = ""
    words_there: str = ""
    why_there: str = ""
    mend_there: str = ""


class Passive(Told):
    """Something is done, and nobody is named who does it."""

    states: list[str]
    irregular: list[str]
    own_papers: list[str]
    given: list[str]
    giver: str
    asked: list[str]
    may_be_asked: str
    no_agent: str


class Pattern(Told):
    """Words found by one pattern."""

    pattern: str


class Everybody(Told):
    """Words for all at once, as those who do it or as the owner."""

    names: str
    owners: list[str]


class Body(BaseModel):
    """A kind of body: what such ones are called, and the kinds that it can tell what to do."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: str
    called: str
    names: str
    tells: list[str]


class Power(Told):
    """Whom an addressee can tell to do something, and when it only asks."""

    before_name: str
    asks: list[str]
    gets: list[str]
    need_not_answer: list[str]
    need_not_why: str
    need_not_mend: str


class Act(BaseModel):
    """Something that only some kinds of bodies can do."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    by: list[str]
    who: str
    pattern: str
    mend: str


class Again(BaseModel):
    """Beginnings that say again what the line over a recommendation says."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    words: str


class ReadsOn(BaseModel):
    """What is told where a recommendation or its part does not read on from the line over it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    imperative: Told
    infinitive: Told
    no_verb: Told
    subject_to: Told
    that: Told
    recommends: Told
    question: Told
    unfinished: Told
    part: Told
    parallel: Told
    again: Again


class OneAct(BaseModel):
    """Two acts that are steps of one: any of ``first`` and then any of ``then``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    first: list[str]
    then: list[str]


class TwoActions(Told):
    """Two acts in one: what joins them, what may stand between, what is no act of its own, and pairs that are one."""

    long_joins: list[str]
    before: list[str]
    purpose: list[str]
    asks_to: list[str]
    no_act: str
    further: str
    one_act: list[OneAct]


class NoDay(Told):
    """A date in words that names no day; ``counted`` are words that can be counted on all the same."""

    counted: str


class TooMany(Told):
    """How many recommendations are enough."""

    most: int


class VagueMeasure(Told):
    """Measures that measure nothing."""

    measures: str


class Same(BaseModel):
    """When two recommendations ask nearly the same, and which words do not count or count as one."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    at_least: float
    least_words: int
    why: str
    why_past: str
    mend: str
    mend_past: str
    everyday: list[str]
    alike: list[list[str]]


class Grammar(BaseModel):
    """The words by which a sentence is told from a heading and an order from a statement."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    be: list[str]
    have: list[str]
    modals: list[str]
    subordinate: list[str]
    subordinate_with_verb: list[str]
    openers: list[str]
    determiners: list[str]
    before_a_thing: list[str]
    prepositions: list[str]
    links: list[str]
    somebody: list[str]
    questions: list[str]
    many: list[str]
    one: list[str]
    takes_sentence: list[str]
    conditions: list[str]
    not_adverbs: list[str]
    not_doing: list[str]
    not_done: list[str]
    whole_lead: str
    wants_thing: list[str]
    saying: list[str]
    verbs: list[str]
    verbs_or_things: list[str]


class WordingRules(BaseModel):
    """Everything that stands in the file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rule: list[VagueRule]
    passive: Passive
    nobody: Pattern
    everybody: Everybody
    owner_twice: Told
    body: list[Body]
    power: Power
    act: list[Act]
    reads_on: ReadsOn
    two_actions: TwoActions
    no_day: NoDay
    too_many: TooMany
    lack: list[Lack]
    vague_measure: VagueMeasure
    same: Same
    grammar: Grammar


@cache
def rules() -> WordingRules:
    """The rules, read when they are first asked for."""
    text = files("groups").joinpath("wording_rules.toml").read_text(encoding="utf-8")
    return WordingRules.model_validate(tomllib.loads(text))


@cache
def pattern(text: str) -> re.Pattern[str]:
    """A pattern of the file, whatever the case of the words; blanks and new lines in it only make it readable."""
    return re.compile(text, re.IGNORECASE | re.VERBOSE)


def phrases(words: Iterable[str]) -> re.Pattern[str]:
    """Any of some phrases as whole words, the longest first; a * is the rest of a word."""
    return pattern("|".join(_phrase(one) for one in sorted(words, key=len, reverse=True)))


def quoted(words: str) -> str:
    """The words that advice is about, as it shows them."""
    return f"“{words}”"


def plain(text: str) -> str:
    """A text on one line, with single blanks and straight apostrophes."""
    return " ".join(text.replace("’", "'").split())


def _phrase(words: str) -> str:
    return r"\b" + re.escape(words).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") + r"\b"
