"""Words in a finding that say how many said so: which there are, whom they count, and what would bear them.

The words are data (``quantifiers.toml``), so that a council can change them; what is said of them is advice.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, Field

ALL, MOST, FIGURE = "all", "most", "figure"


class Quantity(NamedTuple):
    """One word of quantity as it stands in a text.

    ``needs`` is what must stand behind it: ALL or MOST of those who were heard, a FIGURE, or a number of sources.
    """

    id: str
    words: str
    needs: str
    of_partners: bool
    why: str
    bears: str

    @property
    def least(self) -> int:
        """How many independent sources must stand behind it, where it needs a number."""
        return int(self.needs) if self.needs.isdecimal() else 0

    @property
    def is_whole(self) -> bool:
        """Whether one voice against it is enough to question it."""
        return self.id in ("all", "none")


class _Word(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    words: list[str]
    alone: list[str] = Field(default_factory=list)
    needs: str
    people: str = ""
    why: str
    bears: str


class _Numbers(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    words: list[str]
    why: str
    bears: str


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    partners: list[str]
    people: list[str]
    said: list[str]
    things: list[str]
    between: list[str]
    opens: list[str]
    met: list[str]
    of_things: list[str]
    of_one: list[str]
    not_after: list[str]
    word: list[_Word]
    number: _Numbers
    plural: _Word


def quantities(text: str) -> list[Quantity]:
    """The words of quantity in a text that count voices, in the order in which they stand; each kind once."""
    plain = " ".join(text.split())
    found: dict[tuple[str, str], tuple[int, Quantity]] = {}
    taken: list[tuple[int, int]] = []
    for match in _counted().finditer(plain):
        word = _by_words()[match["word"].casefold()]
        noun = (match["noun"] or "").casefold()
        if noun in _one() and match["word"].casefold() not in _data().of_one:
            continue
        if noun and not match["told"] and not _opens(plain[: match.start()]):
            continue
        people = noun in _people()
        needs = word.people if people else word.needs
        if people and match["met"] and needs == FIGURE:
            needs = "1"
        quantity = Quantity(word.id, match.group(), needs, not people, word.why, word.bears)
        taken.append(match.span())
        found.setdefault((word.id, noun), (match.start(), quantity))
    for match in _numbered().finditer(plain):
        if not any(match.start() < end and start < match.end() for start, end in taken):
            numbers = _data().number
            needs = str(numbers.words.index(match["word"].casefold()) + 1)
            taken.append(match.span())
            quantity = Quantity("number", match.group(), needs, True, numbers.why, numbers.bears)
            found.setdefault(("number", match["noun"].casefold()), (match.start(), quantity))
    for match in _alone().finditer(plain):
        if not any(match.start() < end and start < match.end() for start, end in taken):
            word = _by_words()[match.group().casefold()]
            quantity = Quantity(word.id, match.group(), word.needs, True, word.why, word.bears)
            found.setdefault((word.id, ""), (match.start(), quantity))
    for match in _plural().finditer(plain):
        if not any(match.start() < end and start < match.end() for start, end in taken):
            word = _data().plural
            quantity = Quantity(word.id, match["noun"], word.needs, True, word.why, word.bears)
            found.setdefault((word.id, ""), (match.start(), quantity))
    return [quantity for _, quantity in sorted(found.values(), key=lambda pair: pair[0])]


@cache
def said_pattern() -> str:
    """A pattern for "said", "have told" and the like, with what may stand between it and who says it."""
    data = _data()
    return rf"(?:(?:{_any(data.between)}),?\s+)*(?:{_any(data.said)})\b"


@cache
def _data() -> _Words:
    return _Words.model_validate(tomllib.loads(files("groups").joinpath("quantifiers.toml").read_text("utf-8")))


@cache
def _by_words() -> dict[str, _Word]:
    return {words.casefold(): word for word in _data().word for words in (*word.words, *word.alone)}


@cache
def _people() -> frozenset[str]:
    return frozenset(noun.casefold() for noun in _data().people)


@cache
def _one() -> frozenset[str]:
    """The nouns that mean one of a kind: those of which there is a plural too."""
    nouns = {noun.casefold() for noun in (*_data().partners, *_data().people)}
    return frozenset(noun for noun in nouns if {f"{noun}s", f"{noun[:-1]}ies"} & nouns)


def _any(words: Iterable[str]) -> str:
    """Any of these words, the longest first."""
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))


def _not_after() -> str:
    """Where none of the words of not_after stands before; each length needs a look of its own."""
    return "".join(rf"(?<!\b{re.escape(word)}\s)" for word in _data().not_after)


def _opens(before: str) -> bool:
    """Whether what comes next is who does or says something, and not to whom it is done."""
    word = before.rsplit(None, 1)[-1:]
    if not word or not word[0][-1].isalnum():
        return True
    return word[0].casefold() in _data().opens or word[0].endswith("ly")


@cache
def _numbered() -> re.Pattern[str]:
    """A number before partners and a verb of saying."""
    data = _data()
    return re.compile(
        rf"\b{_not_after()}(?P<word>{_any(data.number.words)})\s+(?:of\s+(?:the\s+|our\s+)?)?(?:[\w’'-]+\s+)?"
        rf"(?P<noun>{_any(data.partners)})\s+{said_pattern()}",
        re.IGNORECASE,
    )


@cache
def _counted() -> re.Pattern[str]:
    """A word of quantity before what it counts, or before a verb of saying."""
    data = _data()
    words = _any(words for word in data.word for words in word.words)
    nouns = _any([*data.partners, *data.people])
    spoke = _any(word for word in data.said if word not in data.things)
    before_noun = (
        rf"(?:of\s+)?(?:the\s+|those\s+|these\s+|our\s+)?(?:[\w’'-]+\s+)?(?P<noun>{nouns})\b"
        rf"(?!['’]|\s+(?:{_any(data.of_things)})\b)"
        rf"(?P<met>\s+(?:(?:that\s+|whom\s+)?(?:we|the\s+group|members)\s+(?:{_any(data.met)})|interviewed|who\s+took"
        r"\s+part)\b)?"
        rf"(?P<told>\s+{said_pattern()})?"
    )
    return re.compile(
        rf"\b{_not_after()}(?P<word>{words})\s+(?:{before_noun}|(?:(?:{_any(data.between)})\s+)*(?:{spoke})\b)",
        re.IGNORECASE,
    )


@cache
def _alone() -> re.Pattern[str]:
    words = _any(words for word in _data().word for words in word.alone)
    return re.compile(rf"\b{_not_after()}(?:{words})\b", re.IGNORECASE)


@cache
def _plural() -> re.Pattern[str]:
    """Partners before a verb of saying, with no word of quantity, number or name before them."""
    nouns = _any(_data().plural.words)
    return re.compile(
        rf"(?:^|(?<=[.;:,!?]\s)|(?<=\bthat\s)|(?<=\bthe\s)|(?<=\band\s)|(?<=\bThe\s))(?P<noun>{nouns})\s+{said_pattern()}",
        re.IGNORECASE,
    )
