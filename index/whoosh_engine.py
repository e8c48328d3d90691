"""The engine that is used today: one Whoosh index in one folder, through the programming interface of Whoosh 2.7.

A searcher is opened anew after a change and never refreshed: ``Searcher.refresh()`` keeps showing what was deleted, and
counts merged segments twice, in every Whoosh we can use.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import whoosh
from whoosh import query
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex
from whoosh.query.compound import DefaultOr  # Or scores every document of a small index at once: slower, for few
from whoosh.searching import Searcher

from index import whoosh_schema, words
from index.engine import EngineFault, Enough, Found, Frequencies, Hit
from index.passage import Passage
from index.wanted import Choice, Clause, Filters, Wanted
from index.whoosh_merging import merged, wiped
from index.whoosh_scoring import Collector, Weighting, rarity

LOCK_SECONDS = 5.0
MOST_KEY_TERMS = 12
_COMMITTED = re.compile(r"_MAIN_\d+\.toc|MAIN_[0-9a-z]+\.seg")


class WhooshEngine:
    """One Whoosh index. It belongs to the thread that opened it."""

    def __init__(self, folder: Path, *, new: bool = False) -> None:
        """Open the index in ``folder``, or with ``new`` make an empty one there. Raises EngineFault."""
        self._searcher: Searcher | None = None
        self._allowed: dict[tuple[str, Any], set[int]] = {}
        with _faults("open"):
            storage = FileStorage(str(folder))
            self._index = FileIndex.create(storage, whoosh_schema.schema()) if new else FileIndex(storage)
            self._current()

    def add(self, passages: Iterable[Passage]) -> None:
        """Put passages in, each in the place of an older one with its id, all at once or none; no id twice.

        Raises EngineFault. What ``passages`` itself raises while it is read comes through; nothing was changed then.
        """
        with self._writer() as writer:
            old = self._current() if self._count() else None
            for passage in passages:
                with _faults("add to"):
                    if old is not None:
                        self._delete(writer, old, passage.id)
                    writer.add_document(**whoosh_schema.document(passage))

    def remove(self, ids: Collection[str], *, wipe: bool = False) -> None:
        """Take passages out; ids that are not there are passed over. Raises EngineFault.

        Whoosh only marks what is deleted. With ``wipe`` the files are written anew without it, and without all that was
        marked before: older wordings of the same note, for one.
        """
        with _faults("read"):
            there = [id_ for id_ in ids if self._count() and self._current().document_number(id=id_) is not None]
        if there:
            with self._writer(wipe=wipe) as writer, _faults("remove from"):
                for id_ in there:
                    self._delete(writer, self._current(), id_)

    def search(
        self,
        wanted: Wanted,
        filters: Filters,
        limit: int,
        *,
        frequencies: Frequencies | None = None,
        enough: Enough | None = None,
    ) -> Found:
        """The best passages, see index.engine. Raises EngineFault."""
        if filters.let_none_pass() or not wanted.clauses or limit < 1:
            return Found()
        with _faults("search"):
            searcher = self._current()
            searcher.weighting.frequencies = frequencies or self.frequencies(wanted.terms())
            collector = Collector(limit, self._passing(filters), enough)
            searcher.search_with_collector(_translated(wanted), collector)
            hits = [Hit(searcher.stored_fields(number)["id"], score) for score, number in collector.best()]
            return Found(tuple(hits), collector.cut)

    def similar(self, text: str, filters: Filters, limit: int, *, enough: Enough | None = None) -> Found:
        """The passages that share most of a text's distinctive words. Raises EngineFault."""
        counts = Counter(words.terms_of(text))
        known = self.frequencies(counts)

        def weight(term: str) -> float:
            return counts[term] * rarity(known, term)

        telling = sorted((t for t in counts if known.of_terms.get(t)), key=lambda t: (-weight(t), t))[:MOST_KEY_TERMS]
        clauses = tuple(Clause((Choice((term,)),)) for term in telling)
        return self.search(Wanted(clauses, every=False), filters, limit, frequencies=known, enough=enough)

    def frequencies(self, terms: Collection[str]) -> Frequencies:
        """How common terms are in this index. Raises EngineFault."""
        with _faults("search"):
            searcher = self._current()
            return Frequencies(searcher.doc_count(), {term: searcher.doc_frequency("body", term) for term in terms})

    def close(self) -> None:
        """Let go of the files."""
        with _faults("close"):
            if self._searcher is not None:
                self._searcher.close()
                self._searcher = None
            self._index.close()

    def _current(self) -> Searcher:
        """A searcher over what was there when the index was opened, or after the last change made here."""
        if self._searcher is None:
            self._searcher = self._index.searcher(weighting=Weighting())
            self._allowed.clear()
        return self._searcher

    def _count(self) -> int:
        return int(self._current().doc_count_all())

    def _delete(self, writer: Any, searcher: Searcher, id_: str) -> None:
        # By number, from a searcher that is open already: by query, the writer would open the whole index each time.
        number = searcher.document_number(id=id_)
        if number is not None:
            writer.delete_document(number)

    @contextmanager
    def _writer(self, *, wipe: bool = False) -> Iterator[Any]:
        with _faults("write"):
            writer = self._index.writer(timeout=LOCK_SECONDS)
        try:
            yield writer
        except BaseException:
            with _faults("write"):
                writer.cancel()
            raise
        with _faults("write"):
            try:
                writer.commit(mergetype=wiped if wipe else merged)
            except BaseException:
                # A writer that is left to the collector holds the lock until that comes by.
                with suppress(Exception):
                    writer.cancel()
                raise
            old, self._searcher = self._searcher, None
            if old is not None:
                old.close()

    def _passing(self, filters: Filters) -> set[int] | None:
        """The numbers of the documents that pass, or None where all do; kept until the next commit."""
        sets = [self._numbers(name, values) for name, values in filters.sets() if name != "sources"]
        if filters.first_day is not None or filters.last_day is not None:
            sets.append(self._numbers("date", (filters.first_day, filters.last_day)))
        return set.intersection(*sets) if sets else None

    def _numbers(self, field: str, values: Any) -> set[int]:
        key = (field, values)
        if key not in self._allowed:
            if field == "date":
                wanted = query.NumericRange("date", *values)
            else:
                wanted = query.Or([query.Term(field, value) for value in sorted(values)])
            self._allowed[key] = set(self._current().docs_for_query(wanted))
        return self._allowed[key]


class WhooshKind:
    """How Whoosh indexes are made and told apart."""

    entry = ".toc"

    def fingerprint(self, access_class: str) -> str:
        """Schema, words, the Whoosh that wrote it, and the class of access."""
        version = ".".join(str(part) for part in whoosh.__version__)
        return f"whoosh {version}, schema {whoosh_schema.VERSION}, words {words.VERSION}, {access_class}"

    def make(self, folder: Path) -> WhooshEngine:
        """A new, empty index. Raises EngineFault."""
        return WhooshEngine(folder, new=True)

    def open(self, folder: Path) -> WhooshEngine:
        """The index in a folder that is known to be ours and unharmed: its files are pickles. Raises EngineFault."""
        return WhooshEngine(folder)

    def sealed_files(self, folder: Path) -> list[Path]:
        """Table of contents and segments; locks and files being written are not part of the index."""
        return [path for path in sorted(folder.iterdir()) if _COMMITTED.fullmatch(path.name)]


@contextmanager
def _faults(act: str) -> Iterator[None]:
    """Whoosh raises whatever its codecs meet (struct, zlib, pickle, index and key errors …): all of it is one fault."""
    try:
        yield
    except (EngineFault, GeneratorExit, KeyboardInterrupt, SystemExit):
        raise
    except Exception as why:
        raise EngineFault(f"Whoosh could not {act} the index: {type(why).__name__}: {why}") from why


def _translated(wanted: Wanted) -> query.Query:
    clauses = [_clause(clause) for clause in wanted.clauses]
    whole = clauses[0] if len(clauses) == 1 else (query.And if wanted.every else DefaultOr)(clauses)
    if wanted.left_out:
        left_out = [_clause(clause) for clause in wanted.left_out]
        whole = query.AndNot(whole, left_out[0] if len(left_out) == 1 else DefaultOr(left_out))
    return whole


def _clause(clause: Clause) -> query.Query:
    choices = [_choice(choice) for choice in clause.choices]
    return choices[0] if len(choices) == 1 else DefaultOr(choices)


def _choice(choice: Choice) -> query.Query:
    if len(choice.terms) == 1:
        return query.Term("body", choice.terms[0], boost=choice.weight)
    if choice.adjacent:
        return query.Phrase("body", list(choice.terms), boost=choice.weight)
    return query.And([query.Term("body", term, boost=choice.weight) for term in choice.terms])
