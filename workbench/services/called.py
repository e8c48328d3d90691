"""The one of several that a person means by a name: by its id, by what it is called, or by the beginning of that."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

from interviews.readers.clean import visible


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


Row = TypeVar("Row", bound=_HasId)


def as_compared(name: str) -> str:
    """A name on one line without its capitals, and with the apostrophe of a keyboard for a printed one."""
    return visible(name, single_line=True).casefold().replace("’", "'")


def one_called(
    name: str,
    rows: Iterable[Row],
    names: Callable[[Row], Iterable[str]],
    problem: Callable[[str], Exception],
    *,
    what: str,
    shown: Callable[[Row], str],
    apart: Callable[[Row], str] | None = None,
    instead: str = "use the id",
    none_yet: str = "",
) -> Row:
    """The row that is meant: the one with this id, else the only one with this name, else the only one beginning so.

    ``names`` gives what a row is called, the name that may be shortened first. Where none is meant, or more than one,
    ``problem`` is raised with a sentence: ``what`` a row is ("theme"), how the rows are ``shown``, how those that could
    be meant are told ``apart``, what to do ``instead``, and what to say where there are ``none_yet``.
    """
    known = list(rows)
    wanted = as_compared(name)
    called = [[as_compared(each) for each in names(row)] for row in known]
    for found in (
        [row for row in known if row.id == name],
        [row for row, its in zip(known, called, strict=True) if wanted and wanted in its],
        [row for row, its in zip(known, called, strict=True) if wanted and its[0].startswith(wanted)],
    ):
        if len(found) == 1:
            return found[0]
        if found:
            raise problem(f"“{name}” could be {' or '.join(map(apart or shown, found))}: {instead}.")
    there = f"There are: {'; '.join(map(shown, known))}." if known else none_yet or f"There is no {what} yet."
    raise problem(f"There is no {what} called “{name}”. {there}")
