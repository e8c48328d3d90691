"""The engine against another one: over the same terms, SQLite FTS5 must find nearly the same best five."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator

import pytest

from index.wanted import Choice, Clause, Filters, Wanted
from index.whoosh_schema import document
from index.words import terms_of, typed_terms
from tests.index.search.conftest import Desk
from tests.index.search.corpus import COMMON, RARE, THEMES, passages

COUNT = 800


class Oracle:
    """FTS5 over the same passages, cut into words by our rules, so that only matching and ranking are compared."""

    def __init__(self) -> None:
        self.db = sqlite3.connect(":memory:")
        self.db.execute("create virtual table passage using fts5(id unindexed, title, text, tokenize = 'ascii')")
        for one in passages(COUNT):
            title, text = (" ".join(terms_of(part)) for part in (one.title, one.text))
            self.db.execute("insert into passage values (?, ?, ?)", [one.id, title, text])

    def best(self, match: str, limit: int) -> list[str]:
        rows = self.db.execute(
            "select id from passage where passage match ? order by bm25(passage, 0, 2.0, 1.0), rowid limit ?",
            [match, limit],
        )
        return [row[0] for row in rows]


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, Oracle]]:
    desk = Desk(tmp_path_factory.mktemp("oracle") / "desk")
    desk.put(*passages(COUNT))
    yield desk, Oracle()
    desk.close()


def questions() -> list[tuple[str, str]]:
    """Eighty questions of four shapes: what is typed, and the same for FTS5."""
    chance = random.Random(11)
    found = []
    for _ in range(20):
        one, two = (chance.choice(THEMES[chance.choice(list(THEMES))].split()) for _ in range(2))
        found.append((one, _all(one)))
        found.append((f"{one} {chance.choice(COMMON)}", ""))
        found.append((f"{one} {two}", ""))
        found.append((chance.choice(RARE), ""))
    return [(typed, match or _all(typed)) for typed, match in found]


def _all(typed: str) -> str:
    return " AND ".join(f'"{typed_terms(word)[0]}"' for word in typed.split())


def test_the_best_five_are_nearly_those_of_fts5(both: tuple[Desk, Oracle]) -> None:
    desk, oracle = both
    overlaps = []
    for typed, match in questions():
        theirs = oracle.best(match, 5)
        # Asked of the index without glossary and forgiveness, which FTS5 has not.
        ours = [one.passage.id for one in desk.ask(typed, access=["public", "working"], limit=5).found]
        ours = [id_ for id_ in ours if id_ in set(oracle.best(match, COUNT))]
        if theirs:
            overlaps.append(5 * len(set(ours) & set(theirs)) / len(theirs))
    assert len(overlaps) >= 50
    assert sum(overlaps) / len(overlaps) >= 4.0


def test_both_find_the_same_passages(both: tuple[Desk, Oracle]) -> None:
    """Not only the best: every passage with all the words, and none without."""
    desk, oracle = both
    for typed, match in questions():
        assert set(desk.ids(typed, limit=COUNT)) == set(oracle.best(match, COUNT)), typed


def test_phrases_agree(both: tuple[Desk, Oracle]) -> None:
    desk, oracle = both
    chance = random.Random(5)
    found = 0
    for one in chance.sample(passages(COUNT), 40):
        terms = one.text.replace(".", "").split()
        at = chance.randrange(len(terms) - 2)
        typed = " ".join(terms[at : at + 3])
        match = " ".join(terms_of(typed))
        if len(match.split()) < 2:
            continue
        ours = set(desk.ids(f'"{typed}"', limit=COUNT))
        assert ours == set(oracle.best(f'"{match}"', COUNT)), typed
        assert one.id in ours
        found += 1
    assert found > 20


def test_the_mean_overlap_sees_a_bad_ranking(both: tuple[Desk, Oracle]) -> None:
    """The comparison can fail: the worst five instead of the best do not pass it."""
    desk, oracle = both
    common = [(typed, match) for typed, match in questions() if len(oracle.best(match, COUNT)) > 30]
    overlaps = [len(set(desk.ids(typed, limit=COUNT)[-5:]) & set(oracle.best(match, 5))) for typed, match in common]
    assert len(common) > 10
    assert sum(overlaps) / len(overlaps) < 1


def test_left_out_words_are_left_out(both: tuple[Desk, Oracle]) -> None:
    desk, oracle = both
    ours = set(desk.ids("attendance -register", limit=COUNT))
    assert ours
    assert ours == set(oracle.best('"attend" NOT "regist"', COUNT))


def test_the_engine_alone_weighs_titles_more(both: tuple[Desk, Oracle]) -> None:
    desk, _ = both
    engines = desk.search._readers.engines(frozenset({"public", "working"}))
    assert engines is not None
    wanted = Wanted((Clause((Choice(("transport",)),)),))
    found = [hit.id for engine in engines for hit in engine.search(wanted, Filters(), 3).hits]
    rows = desk.store.get(found)
    assert all("ransport" in rows[id_].title for id_ in found)
    assert document(rows[found[0]])["body"].startswith(rows[found[0]].title)
