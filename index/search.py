"""Search: what a person typed goes in, passages with their words marked come out. No input of any shape raises.

The engine gives only ids and scores. Texts, and who may read them, are looked up in the database, so that an index
which is a moment behind shows nothing that is gone and nothing that has become private.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from index.engine import Engine, EngineFault, EngineKind, Enough, Frequencies, Hit
from index.glossary import Glossary
from index.meaning import Meaning, meaning
from index.narrowing import Narrowed, narrowed
from index.passage import OPEN, Passage
from index.passage_store import PassageStore
from index.query import Query, read_query
from index.readers import Readers, classes_of
from index.snippet import Mark, Snippet, has_any, marks_in, snippet_of
from index.wanted import Filters, Wanted

SECONDS = 2.0
FEW = 10
FAR_BEHIND = 200  # passages; a quarter of them where there are few


class FoundPassage(NamedTuple):
    """A passage that was found. ``is_partial`` says that it has some of the words only."""

    passage: Passage
    score: float
    marks: tuple[Mark, ...]
    title_marks: tuple[Mark, ...]
    snippet: Snippet
    is_partial: bool = False


class Answer(NamedTuple):
    """What was found, best first; the filters in force by name; and what is to be said about it, in sentences.

    ``in_doubt`` says that an index could not be opened: it is to be fed, or built anew. ``is_building`` says that this
    was found without the indexes, which are not complete.
    """

    found: tuple[FoundPassage, ...] = ()
    filters: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    in_doubt: bool = False
    is_building: bool = False


class Search:
    """Searches the indexes in one folder. It belongs to the thread that made it."""

    def __init__(
        self,
        root: Path,
        store: PassageStore,
        kind: EngineKind | None = None,
        *,
        named: Mapping[str, Callable[[], Sequence[tuple[str, str]]]] | None = None,
    ) -> None:
        """``named`` gives the values of a field of Filters that are called by a name which passages do not have."""
        self._store = store
        self._named = named or {}
        self._readers = Readers(root, store, kind)
        self._glossary = Glossary(())
        self._glossary_mark = ""

    def ask(
        self,
        text: str,
        *,
        access: Collection[str] = OPEN,
        filters: Filters | None = None,
        limit: int = 20,
        typing: bool = False,
        enough: Enough | None = None,
    ) -> Answer:
        """The passages that a typed query asks for.

        ``access`` names the sensitivities that may be read; ``filters`` hold besides those that were typed. With
        ``typing`` the last word may be unfinished. The search stops after two seconds, or when ``enough`` says so.
        """
        query = read_query(text)
        narrow = narrowed(
            query.asked, lambda name: self._named[name]() if name in self._named else self._store.values(name, access)
        )
        passing = narrow.filters.both(filters or Filters())
        self._read_glossary()
        meant = meaning(query, self._store.words, self._glossary, classes_of(access), typing=typing)
        asking = _Asking(query, narrow, meant, passing, frozenset(access), limit, _until(SECONDS, enough))
        if not meant.wanted.clauses:
            return self._listed(asking)
        if passing.let_none_pass():
            return Answer((), narrow.named, (*query.notices, *narrow.notices, *meant.notices))
        return self._found(asking)

    def similar(
        self, text: str, *, access: Collection[str] = OPEN, filters: Filters | None = None, limit: int = 10
    ) -> Answer:
        """The passages that share most of a text's distinctive words."""
        enough = _until(SECONDS, None)
        hits: list[Hit] = []
        try:
            for engine in self._readers.engines(access) or ():
                hits += engine.similar(text, filters or Filters(), limit, enough=enough).hits
        except EngineFault:
            self._readers.close()
            return Answer(in_doubt=True)
        best = sorted(hits, key=lambda hit: (-hit.score, hit.id))[:limit]
        passages = self._allowed(best, filters or Filters(), access)
        return Answer(tuple(_shown(passages[hit.id], hit.score, []) for hit in best if hit.id in passages))

    def close(self) -> None:
        """Let go of the files."""
        self._readers.close()

    def _found(self, asking: _Asking) -> Answer:
        try:
            engines = self._readers.engines(asking.access)
            behind = self._store.behind()
            if engines is not None and (not behind or behind <= self._not_far()):
                return self._by_index(asking, engines)
            in_doubt = engines is None
        except EngineFault:
            self._readers.close()
            behind, in_doubt = self._store.behind(), True
        return self._without_index(asking, behind, in_doubt=in_doubt)

    def _not_far(self) -> int:
        """How many passages an index may be behind and still be asked: one just begun has hardly anything."""
        return min(FAR_BEHIND, self._store.count() // 4)

    def _by_index(self, asking: _Asking, engines: Sequence[Engine]) -> Answer:
        """All the words first; where that finds few, any of them after that."""
        wanted = asking.meant.wanted
        known = _together(engines, wanted.terms())
        found, cut = self._best(asking, engines, wanted, known, asking.limit)
        if len(found) < min(FEW, asking.limit) and len(wanted.clauses) > 1 and not cut:
            here = {one.passage.id for one in found}
            any_word = wanted._replace(every=False)
            more, cut = self._best(asking, engines, any_word, known, asking.limit + len(found), is_partial=True)
            found += [one for one in more if one.passage.id not in here][: asking.limit - len(found)]
        notices = [*asking.notices()]
        if cut:
            notices.append(f"This search was stopped after {SECONDS:.0f} seconds: type more, or rarer, words.")
        return Answer(tuple(found), asking.narrow.named, tuple(notices))

    def _best(
        self,
        asking: _Asking,
        engines: Sequence[Engine],
        wanted: Wanted,
        known: Frequencies,
        limit: int,
        *,
        is_partial: bool = False,
    ) -> tuple[list[FoundPassage], bool]:
        hits: list[Hit] = []
        cut = False
        for engine in engines:
            some = engine.search(wanted, asking.filters, limit, frequencies=known, enough=asking.enough)
            hits += some.hits
            cut = cut or some.cut
        best = sorted(hits, key=lambda hit: (-hit.score, hit.id))[:limit]
        passages = self._allowed(best, asking.filters, asking.access)
        sequences = set(wanted.sequences())
        shown = [_shown(passages[h.id], h.score, sequences, is_partial=is_partial) for h in best if h.id in passages]
        return shown, cut

    def _listed(self, asking: _Asking) -> Answer:
        """Filters without words: what passes them, newest first."""
        notices = [*asking.notices()]
        unwanted = set(asking.meant.wanted.unwanted())
        if asking.filters == Filters():
            if unwanted:
                notices.append("Only words to leave out were typed: type at least one to look for.")
            return Answer((), (), tuple(notices))
        found: list[FoundPassage] = []
        for passage in self._store.listed(asking.filters.both(Filters(sensitivities=asking.access))):
            if len(found) == asking.limit or asking.enough():
                break
            if not unwanted or not has_any(_all_text(passage), unwanted):
                found.append(_shown(passage, 0.0, ()))
        return Answer(tuple(found), asking.narrow.named, tuple(notices))

    def _without_index(self, asking: _Asking, behind: int, *, in_doubt: bool) -> Answer:
        """What the database finds by itself, while an index is being built."""
        filters = asking.filters.both(Filters(sensitivities=asking.access))
        unwanted = set(asking.meant.wanted.unwanted())
        sequences = set(asking.meant.wanted.sequences())
        there = self._store.containing(asking.meant.plain, filters, asking.limit * 2)
        found = [_shown(p, 0.0, sequences) for p in there if not unwanted or not has_any(_all_text(p), unwanted)]
        count = self._store.count()
        built = f"{max(count - behind, 0):,} of {count:,} passages" if behind else "a moment more"
        said = f"The index is being built ({built}): until then only exactly these words are found, newest first."
        return Answer(tuple(found[: asking.limit]), asking.narrow.named, (said, *asking.notices()), in_doubt, True)

    def _allowed(self, hits: Sequence[Hit], filters: Filters, access: Collection[str]) -> dict[str, Passage]:
        """The passages of hits as the database has them, those that may be read and pass the filters."""
        rows = self._store.get([hit.id for hit in hits])
        return {id_: row for id_, row in rows.items() if row.sensitivity in access and _passes(row, filters)}

    def _read_glossary(self) -> None:
        mark = self._store.words.glossary_mark()
        if mark != self._glossary_mark:
            self._glossary, self._glossary_mark = Glossary(self._store.words.glossary()), mark


class _Asking(NamedTuple):
    """One question as it was understood."""

    query: Query
    narrow: Narrowed
    meant: Meaning
    filters: Filters
    access: frozenset[str]
    limit: int
    enough: Enough

    def notices(self) -> tuple[str, ...]:
        return (*self.query.notices, *self.narrow.notices, *self.meant.notices)


def _until(seconds: float, enough: Enough | None) -> Enough:
    end = time.monotonic() + seconds
    return lambda: time.monotonic() > end or (enough is not None and enough())


def _together(engines: Sequence[Engine], terms: Collection[str]) -> Frequencies:
    each = [engine.frequencies(terms) for engine in engines]
    return Frequencies(
        sum(one.passages for one in each), {term: sum(one.of_terms.get(term, 0) for one in each) for term in terms}
    )


def _shown(
    passage: Passage, score: float, sequences: Iterable[tuple[str, ...]], *, is_partial: bool = False
) -> FoundPassage:
    wanted = set(sequences)
    marks, title_marks = marks_in(passage.text, wanted), marks_in(passage.title, wanted)
    text = passage.text if passage.text.strip() else passage.title
    snippet = snippet_of(text, marks if text is passage.text else title_marks)
    return FoundPassage(passage, score, tuple(marks), tuple(title_marks), snippet, is_partial)


def _all_text(passage: Passage) -> str:
    return f"{passage.title}\n{passage.text}"


def _passes(passage: Passage, filters: Filters) -> bool:
    """Whether a passage, as the database has it now, passes the filters."""
    values = {
        "kinds": passage.kind,
        "groups": passage.group,
        "partners": passage.partner,
        "speakers": passage.speaker,
        "questions": passage.question,
        "bodies": passage.body,
        "to": passage.to,
        "years": passage.year,
        "sources": passage.source,
        "sensitivities": passage.sensitivity,
    }
    if any(values[name] not in wanted for name, wanted in filters.sets()):
        return False
    day = passage.date
    if filters.first_day is not None and (day is None or day < filters.first_day):
        return False
    return filters.last_day is None or (day is not None and day <= filters.last_day)
