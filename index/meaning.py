"""What the words of a query may mean: terms of the index, with the glossary's other ways to say them.

A word that stands nowhere is taken for a slip of the fingers, and the nearest one that does stand somewhere is looked
for instead; that is said. Nothing here looks into an index: words and their counts come from the store of words.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import product
from typing import NamedTuple

from index.glossary import Glossary, key_of
from index.query import SHORTEST_BEGINNING, Part, Query, Shape
from index.wanted import Choice, Clause, Wanted
from index.word_store import WordStore
from index.words import as_abbreviation, is_abbreviation, is_everyday, stem_of, typed_terms

# What a person typed weighs most; another way to say it, and what a beginning may become, a little less.
SYNONYM = 0.8
MAYBE = 0.6
MOST_READINGS = 4


class Meaning(NamedTuple):
    """What is to be looked for, and what was done to the words as typed, in sentences.

    ``plain`` has the words and phrases in lower case, as they are looked for when there is no index to ask.
    """

    wanted: Wanted
    notices: tuple[str, ...] = ()
    plain: tuple[str, ...] = ()


def meaning(
    query: Query, words: WordStore, glossary: Glossary, access: Collection[str], *, typing: bool = False
) -> Meaning:
    """The meaning of a query; with ``typing`` its last word may be one that is still being typed.

    ``access`` names the classes of access whose words may be used, so that no suggestion gives a closed word away.
    """
    return _Reading(query, words, glossary, access, typing=typing).meaning()


class _Reading:
    """Reads one query."""

    def __init__(
        self, query: Query, words: WordStore, glossary: Glossary, access: Collection[str], *, typing: bool
    ) -> None:
        self._query = query
        self._words = words
        self._glossary = glossary
        self._access = access
        self._last = len(query.parts) - 1 if typing and query.unfinished else -1
        self._notices: list[str] = []
        self._counts = words.counts(set(self._terms_to_count()), access)

    def meaning(self) -> Meaning:
        """The whole query."""
        wanted = tuple(self._clauses())
        left_out = tuple(
            Clause(choices)
            for part in self._query.parts
            if part.leave_out and (choices := self._choices(part, forgive=False))
        )
        plain = tuple(
            " ".join(part.words).lower()
            for part in self._query.parts
            if not part.leave_out and any(not _is_common(word) for word in part.words)
        )
        common = [w for p in self._query.parts if not p.leave_out for w in p.words if _is_common(w)]
        if common and not wanted:
            named = " and ".join(f"“{word}”" for word in dict.fromkeys(common))
            self._notices.append(f"{named} {'is' if len(set(common)) == 1 else 'are'} too common to be searched for.")
        return Meaning(Wanted(wanted, left_out), tuple(dict.fromkeys(self._notices)), plain)

    def _terms_to_count(self) -> Iterator[str]:
        for part in self._query.parts:
            for word in part.words:
                yield from typed_terms(word)
                yield from typed_terms(word.lower())
                yield word.upper()

    def _clauses(self) -> Iterator[Clause]:
        """One clause for each part, and one for words that the glossary knows together."""
        parts = [
            (n, part)
            for n, part in enumerate(self._query.parts)
            if not part.leave_out and not all(_is_common(word) for word in part.words)
        ]
        # Only words side by side can be one expression: a phrase between them ends it.
        keys = [self._key(part) for _, part in parts]
        at = 0
        while at < len(parts):
            match = self._glossary.match(keys, at) if keys[at] else None
            run = [part for _, part in parts[at : at + (match.length if match else 1)]]
            if match is None:
                choices = self._choices(run[0], forgive=True, unfinished=parts[at][0] == self._last)
            else:
                others = tuple(Choice(other, weight=SYNONYM) for other in match.others)
                typed = tuple(term for part in run for term in typed_terms(part.words[0])[:1])
                spoken = self._choices(run[0], forgive=False) if match.length == 1 else (Choice(typed, adjacent=False),)
                choices = spoken + others
            at += len(run)
            if choices:
                yield Clause(choices)

    def _key(self, part: Part) -> str:
        """By what the glossary knows a part; "" for what it cannot know."""
        if part.shape is not Shape.WORD:
            return ""
        word = part.words[0]
        short = word.upper()
        # In lower case, an abbreviation is meant where the letters are never an ordinary word: nfa, but not send.
        if short in self._glossary.abbreviations and not is_abbreviation(word):
            ordinary = self._counts.get(word.lower(), 0) > self._counts.get(short, 0)
            return key_of(word) if ordinary else short
        return key_of(word)

    def _choices(self, part: Part, *, forgive: bool, unfinished: bool = False) -> tuple[Choice, ...]:
        match part.shape:
            case Shape.PHRASE:
                return self._phrase(part, forgive=forgive)
            case Shape.BEGINNING:
                return self._beginning(part)
            case _:
                return self._word(part.words[0], forgive=forgive, unfinished=unfinished)

    def _word(self, word: str, *, forgive: bool, unfinished: bool) -> tuple[Choice, ...]:
        terms = typed_terms(word)
        if not terms:
            return ()
        # While a word is being typed, the words that begin so count too.
        ahead = self._ahead(word) if unfinished else []
        more = tuple(Choice((term,), weight=MAYBE) for term in ahead if term not in terms)
        if forgive and not more and not any(term in self._counts for term in terms):
            terms = self._forgiven(word) or terms
        return tuple(Choice((term,)) for term in dict.fromkeys(terms)) + more

    def _ahead(self, word: str) -> list[str]:
        if len(word) < SHORTEST_BEGINNING:
            return []
        typed = as_abbreviation(word) if is_abbreviation(word) else word.lower()
        return self._words.beginning_with(typed, self._access)[0]

    def _forgiven(self, word: str) -> tuple[str, ...]:
        """The terms of what was probably meant by a word that stands nowhere."""
        plain = word.lower()
        if is_abbreviation(word):
            if as_abbreviation(word) in self._glossary.abbreviations:
                return ()
            terms = typed_terms(plain)
            if not any(term in self._counts for term in terms):
                return ()
            self._notices.append(f"{word} is no abbreviation here: showing results for “{plain}”.")
            return terms
        near = self._words.nearest(plain, self._access)
        if not near:
            return ()
        self._notices.append(f"Showing results for “{near}”: nothing has “{word}”.")
        return typed_terms(near)

    def _phrase(self, part: Part, *, forgive: bool) -> tuple[Choice, ...]:
        """The words next to one another; each may be read as an ordinary word or as an abbreviation in lower case."""
        readings = [terms for word in part.words if (terms := self._in_phrase(word, forgive=forgive))]
        every = list(product(*(terms[:2] for terms in readings)))[:MOST_READINGS] if readings else []
        return tuple(Choice(tuple(terms)) for terms in every)

    def _in_phrase(self, word: str, *, forgive: bool) -> tuple[str, ...]:
        terms = typed_terms(word)
        known = tuple(term for term in terms if term in self._counts)
        return known or (forgive and terms and self._forgiven(word)) or terms

    def _beginning(self, part: Part) -> tuple[Choice, ...]:
        word = part.words[0]
        typed = word if is_abbreviation(word) else word.lower()
        terms, count = self._words.beginning_with(typed, self._access)
        if count > len(terms):
            self._notices.append(f"{count} words begin with “{word}”: the {len(terms)} commonest are looked for.")
        return tuple(Choice((term,)) for term in terms or [stem_of(word)])


def _is_common(word: str) -> bool:
    return is_everyday(word) and not is_abbreviation(word)
