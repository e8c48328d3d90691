"""What the search needs of an engine. Whoosh is the engine today; a larger archive can be given a faster one.

An engine holds only an index: passages go in, ids and scores come out, and every word of text that people see comes
from the database. An engine belongs to the thread that opened it, and goes on showing what it opened, with its own
changes, whatever others do to the files.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple, Protocol

from index.passage import Passage
from index.wanted import Filters, Wanted


class EngineFault(Exception):
    """The engine could not read or write its index. Whatever it was, the index is thrown away and built anew."""


class Hit(NamedTuple):
    """A passage that was found, by id."""

    id: str
    score: float


class Found(NamedTuple):
    """What an engine found, best first. ``cut`` says that it was told to stop before everything was looked at."""

    hits: tuple[Hit, ...] = ()
    cut: bool = False


class Frequencies(NamedTuple):
    """How many passages an engine holds, and in how many each term stands; added up over the engines asked."""

    passages: int
    of_terms: Mapping[str, int]


Enough = Callable[[], bool]
"""Asked every now and then during long work: whether to stop, because the time is up or nobody waits any more."""


class Engine(Protocol):
    """One index. Every method raises EngineFault and nothing else."""

    def add(self, passages: Iterable[Passage]) -> None:
        """Put passages in, each in the place of an older one with its id, all at once or none; no id twice."""

    def remove(self, ids: Collection[str], *, wipe: bool = False) -> None:
        """Take passages out; ids that are not there are passed over. ``wipe``: no word of theirs stays in the files."""

    def search(
        self,
        wanted: Wanted,
        filters: Filters,
        limit: int,
        *,
        frequencies: Frequencies | None = None,
        enough: Enough | None = None,
    ) -> Found:
        """The best passages. ``frequencies`` weigh the terms: by default the engine's own."""

    def similar(self, text: str, filters: Filters, limit: int, *, enough: Enough | None = None) -> Found:
        """The passages that share most of a text's distinctive words."""

    def frequencies(self, terms: Collection[str]) -> Frequencies:
        """How common terms are here."""

    def close(self) -> None:
        """Let go of the files."""


class EngineKind(Protocol):
    """How the indexes of an engine are made and told apart."""

    # What opens an index of this engine: files whose names end so must all be sealed, or the folder is not opened.
    entry: str

    def fingerprint(self, access_class: str) -> str:
        """Changes whenever an index made before must not be used any more."""

    def make(self, folder: Path) -> Engine:
        """A new, empty index in an empty folder."""

    def open(self, folder: Path) -> Engine:
        """The index in a folder that is known to be ours and unharmed."""

    def sealed_files(self, folder: Path) -> list[Path]:
        """The files that make up the index as it was last committed."""
