"""What an engine is asked for: words as index terms, filters as exact values. Nothing here depends on the engine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple


class Choice(NamedTuple):
    """One way to satisfy a clause: all these terms, next to one another and in order where ``adjacent``."""

    terms: tuple[str, ...]
    adjacent: bool = True
    weight: float = 1.0


class Clause(NamedTuple):
    """One thing wanted: any of the choices will do."""

    choices: tuple[Choice, ...]


class Wanted(NamedTuple):
    """The words of a query: every clause (or any of them), and what is to be left out."""

    clauses: tuple[Clause, ...] = ()
    left_out: tuple[Clause, ...] = ()
    every: bool = True

    def terms(self) -> set[str]:
        """Every term that is wanted."""
        return {term for clause in self.clauses for choice in clause.choices for term in choice.terms}

    def sequences(self) -> Iterator[tuple[str, ...]]:
        """What is to be marked in a text: the terms, those of a phrase together."""
        return _sequences(self.clauses)

    def unwanted(self) -> Iterator[tuple[str, ...]]:
        """The terms to leave out, those of a phrase together."""
        return _sequences(self.left_out)


class Filters(NamedTuple):
    """Which passages may be found. None means all; an empty set means none; days are yyyymmdd, inclusive."""

    kinds: frozenset[str] | None = None
    groups: frozenset[str] | None = None
    partners: frozenset[str] | None = None
    speakers: frozenset[str] | None = None
    questions: frozenset[str] | None = None
    bodies: frozenset[str] | None = None
    to: frozenset[str] | None = None
    years: frozenset[str] | None = None
    sources: frozenset[str] | None = None
    sensitivities: frozenset[str] | None = None
    first_day: int | None = None
    last_day: int | None = None

    def with_values(self, name: str, values: Iterable[str]) -> Filters:
        """These filters with one of the SETS put to exactly these values."""
        return Filters(**{**self._asdict(), name: frozenset(values)})

    def both(self, other: Filters) -> Filters:
        """These filters and the others together."""
        sets = {name: _meet(getattr(self, name), getattr(other, name)) for name in SETS}
        firsts = [day for day in (self.first_day, other.first_day) if day is not None]
        lasts = [day for day in (self.last_day, other.last_day) if day is not None]
        return Filters(**sets, first_day=max(firsts, default=None), last_day=min(lasts, default=None))

    def sets(self) -> Iterator[tuple[str, frozenset[str]]]:
        """The filters by exact values that are in force, by name."""
        for name in SETS:
            values = getattr(self, name)
            if values is not None:
                yield name, values

    def let_none_pass(self) -> bool:
        """Whether nothing can pass, so that nobody need look."""
        return any(not values for _, values in self.sets())


SETS = ("kinds", "groups", "partners", "speakers", "questions", "bodies", "to", "years", "sources", "sensitivities")


def _meet(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    if one is None or other is None:
        return one if other is None else other
    return one & other


def _sequences(clauses: tuple[Clause, ...]) -> Iterator[tuple[str, ...]]:
    for clause in clauses:
        for choice in clause.choices:
            if choice.adjacent:
                yield choice.terms
            else:
                for term in choice.terms:
                    yield (term,)
