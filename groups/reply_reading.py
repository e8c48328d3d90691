"""Reading a reply: where its words say that somebody stands, and what it leaves open. It is a proposal, never a fact.

The words are data (``reply_reading.toml``). Where sentences of one reply contradict each other the reading is "no clear
answer": a council that is told "yes" too early asks too late.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from groups.response import Position

# What says neither yes nor no to the one who asked.
COMMITS_TO_NOTHING = (
    Position.IN_PRINCIPLE,
    Position.PASSED_ON,
    Position.NEEDS_MORE_WORK,
    Position.NO_CLEAR_ANSWER,
)
_YES = (Position.ACCEPTED, Position.IN_PART)
_MOST = 3  # words that a reading names: more would not be read


class Reading(NamedTuple):
    """What a reply reads as: the position, the words that it rests on, what is left open, and what to ask back.

    ``lacks`` names what has to be asked for: "a yes or no", "a date", "who does it", "how it will be seen", "why not".
    """

    position: Position
    because: list[str]
    lacks: list[str]
    follow_up: str

    @property
    def commits(self) -> bool:
        """Whether somebody says what will be so, or that it will not."""
        return self.position not in COMMITS_TO_NOTHING

    @property
    def in_words(self) -> str:
        """The reading as one sentence: "Reads as: already doing, because of “has been started”."."""
        quoted = [f"“{words}”" for words in self.because]
        listed = " and ".join(part for part in (", ".join(quoted[:-1]), *quoted[-1:]) if part)
        because = f"because of {listed}" if quoted else "because nothing in it says yes or no"
        return f"Reads as: {self.position.value}, {because}."


class _Rule(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    sign: str
    words: list[str] = Field(default_factory=list)
    patterns: list[str] = Field(default_factory=list)
    unless: str = ""


class _Together(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    has: list[str]
    without: list[str] = Field(default_factory=list)
    position: Position


class _Open(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    date: str
    who: str
    seen: str
    why: str


class _Questions(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    yes: str
    date: str
    who: str
    seen: str
    not_accepted: str
    passed_on: str
    already_doing: str


class _Rules(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    rule: list[_Rule]
    together: list[_Together]
    open: _Open
    questions: _Questions


class _Sign(NamedTuple):
    """One sign in a reply: which, the words, where they begin."""

    sign: str
    words: str
    start: int


def read_reply(text: str) -> Reading:
    """Where a reply stands by its words, proposed for a person to confirm; and what to ask back."""
    plain = _plain(text)
    signs = list(_signs(plain))
    position = _position({sign.sign for sign in signs})
    lacks = _lacks(plain, position)
    return Reading(position, _because(signs, position), lacks, _follow_up(position, lacks))


def follow_up_for(text: str, position: Position) -> str:
    """What to ask back after a reply that a person took to stand so; nothing where it leaves nothing open."""
    return _follow_up(position, _lacks(_plain(text), position))


def _plain(text: str) -> str:
    """The text with one blank between words and plain quotation marks; lines stay sentences of their own."""
    lines = (" ".join(line.split()) for line in text.replace("’", "'").replace("‘", "'").splitlines())
    return "\n".join(line for line in lines if line)


def _sentences(plain: str) -> Iterable[tuple[int, str]]:
    """The sentences of a text, each with the place where it begins; "a. is accepted" is one."""
    for match in re.finditer(r"(?:(?<!\w)[a-e]\.|[^.;!?\n]|\.(?=\w))+[.;!?]?", plain):
        yield match.start(), match.group().strip()


def _signs(plain: str) -> Iterable[_Sign]:
    for start, sentence in _sentences(plain):
        taken: list[tuple[int, int]] = []
        for n, rule in enumerate(_rules().rule):
            if rule.unless and _unless(n).search(sentence):
                continue
            for match in _pattern(n).finditer(sentence):
                if not any(match.start() < end and begin < match.end() for begin, end in taken):
                    taken.append(match.span())
                    yield _Sign(rule.sign, match.group(), start + match.start())


def _position(signs: set[str]) -> Position:
    for rule in _rules().together:
        if signs.issuperset(rule.has) and not signs.intersection(rule.without):
            return rule.position
    return Position.NO_CLEAR_ANSWER


# Which signs speak for a position; for "no clear answer" all that stand against each other do.
_SPEAK = {
    Position.ACCEPTED: ("accepted", "promise"),
    Position.IN_PART: ("in part", "accepted", "not accepted", "promise"),
    Position.NOT_ACCEPTED: ("not accepted", "no power"),
    Position.NEEDS_MORE_WORK: ("needs more work",),
}


def _because(signs: list[_Sign], position: Position) -> list[str]:
    if position is Position.NO_CLEAR_ANSWER:
        strong = [s for s in signs if s.sign not in ("hedge", "courtesy", "part named")]
        named = [*strong, *(s for s in signs if s.sign in ("hedge", "courtesy"))][:_MOST]
    else:
        speak = _SPEAK.get(position, (position.value,))
        named = [s for s in signs if s.sign in speak][:_MOST]
    return list(dict.fromkeys(s.words for s in sorted(named, key=lambda s: s.start)))


def _lacks(plain: str, position: Position) -> list[str]:
    """What a reply leaves open, of: a yes or no, a date, who does it, how it will be seen."""
    told = _rules().open
    if position is Position.NOT_ACCEPTED:
        return [] if re.search(told.why, plain, re.IGNORECASE) else ["why not"]
    if position is Position.NONE_YET:
        return []
    lacks = [] if position in (*_YES, Position.ALREADY_DOING) else ["a yes or no"]
    parts = (("a date", told.date), ("who does it", told.who), ("how it will be seen", told.seen))
    return lacks + [name for name, pattern in parts if not re.search(pattern, plain, re.IGNORECASE)]


def _follow_up(position: Position, lacks: list[str]) -> str:
    """The question that is put back, of the parts that the reply leaves open."""
    words = _rules().questions
    match position:
        case Position.NOT_ACCEPTED:
            return words.not_accepted if lacks else ""
        case Position.PASSED_ON:
            return words.passed_on
        case Position.ALREADY_DOING:
            return words.already_doing if "a date" in lacks else ""
        case Position.NONE_YET:
            return ""
    parts = {
        "a yes or no": words.yes,
        "a date": words.date,
        "who does it": words.who,
        "how it will be seen": words.seen,
    }
    asked = [question for name, question in parts.items() if name in lacks]
    if "a yes or no" not in lacks and "a date" not in lacks:
        return ""  # a yes with a date can be looked at when the day has come
    joined = ", and ".join(part for part in (", ".join(asked[:-1]), *asked[-1:]) if part)
    return f"{joined[:1].upper()}{joined[1:]}?"


@cache
def _rules() -> _Rules:
    text = files("groups").joinpath("reply_reading.toml").read_text(encoding="utf-8")
    return _Rules.model_validate(tomllib.loads(text))


@cache
def _pattern(n: int) -> re.Pattern[str]:
    rule = _rules().rule[n]
    words = [rf"(?<!\w){_phrase(one)}(?!\w)" for one in sorted(rule.words, key=len, reverse=True)]
    return re.compile("|".join([*rule.patterns, *words]), re.IGNORECASE)


@cache
def _unless(n: int) -> re.Pattern[str]:
    return re.compile(_rules().rule[n].unless, re.IGNORECASE)


def _phrase(words: str) -> str:
    """A phrase as a pattern; a * is the rest of a word."""
    return re.escape(words).replace(r"\*", r"\w*").replace(r"\ ", r"\s")
