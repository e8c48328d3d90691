"""The council's glossary: abbreviations and what they stand for, so that home schooling finds EHE.

Synonyms come from here and not from the stemmer. Some entries are given; more come from the expansions found in packs,
and people add and take away their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from index.words import as_abbreviation, is_abbreviation, terms_of

LONGEST_FORM = 8


class Meaning(BaseModel):
    """One line of the glossary: an abbreviation, one of the ways to say it in full, and where that comes from.

    ``origin`` is "given", "person", or the id of the pack in which the expansion was found.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    short: str
    full: str
    origin: str = "person"


class Match(NamedTuple):
    """A stretch of typed words that the glossary knows: how many words, and the other ways to say it, as terms."""

    length: int
    others: tuple[tuple[str, ...], ...]


class Glossary:
    """The glossary as sets of forms that mean the same, each form a sequence of index terms."""

    def __init__(self, meanings: Iterable[Meaning]) -> None:
        by_short: dict[str, dict[tuple[str, ...], None]] = {}
        for meaning in meanings:
            short = as_abbreviation(meaning.short.strip())
            full = tuple(terms_of(meaning.full))
            if short and 0 < len(full) <= LONGEST_FORM:
                by_short.setdefault(short, {(short,): None})[full] = None
        self._forms: dict[tuple[str, ...], dict[tuple[str, ...], None]] = {}
        for forms in by_short.values():
            for form in forms:
                self._forms.setdefault(form, {}).update(forms)
        self.abbreviations = frozenset(by_short)

    def match(self, keys: Sequence[str], at: int) -> Match | None:
        """The longest form that begins at ``at`` of the typed words, given by the key of each; None if there is none.

        A key is the abbreviation as written or the stem (see ``key_of``).
        """
        for length in range(min(LONGEST_FORM, len(keys) - at), 0, -1):
            form = tuple(keys[at : at + length])
            if form in self._forms:
                return Match(length, tuple(other for other in self._forms[form] if other != form))
        return None


def key_of(word: str) -> str:
    """The key of a typed word: an abbreviation as written, else its stem; "" for an everyday word."""
    if is_abbreviation(word):
        return as_abbreviation(word.replace(" & ", "&"))
    return next(iter(terms_of(word)), "")
