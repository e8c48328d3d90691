"""How search compares with SQLite FTS5 over the same passages, in the same run: CPU time to index and to answer.

    python -m benchmarks.search [--sizes 733 20000 100000] [--queries 60]

The passages are invented: words made of syllables and words of the trade, as common and as rare as words are (Zipf's
law), 45 words to a passage on average. Both sides keep the text in SQLite. FTS5 has its own Porter stemmer, and no
glossary, no abbreviations and no forgiveness for misspellings.
"""

from __future__ import annotations

import argparse
import itertools
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from index.feeder import Feeder
from index.passage import EVERYTHING, Passage
from index.passage_store import PassageStore
from index.query import read_query
from index.schema import MIGRATIONS
from index.search import Search
from index.wanted import Choice, Clause, Filters, Wanted
from index.words import typed_terms

TRADE = (
    "school children attendance family board council officer partner review evidence service support report member "
    "meeting education home absence safeguarding referral training health police visit register recommendation "
    "parent pupil panel exclusion placement assessment contact threshold transport budget youth teacher governor"
).split()
SMALL = "the of and to in that for with on was were by at from as it is be this which".split()
SYLLABLES = "ba cor del fen gri ham jo kel lin mor nas pol qua ret sul tam ver wes yor zan bre cli dro fas gle".split()
KINDS = ("report", "minute", "recommendation", "resolution", "action plan", "work programme")
WORDS_A_PASSAGE = 45
LIMIT = 20


def vocabulary(chance: random.Random) -> tuple[list[str], list[float]]:
    """Nine thousand words, the commonest first, and how much of the text each and those before it make."""
    made = {"".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _ in range(12_000)}
    words = [*TRADE, *sorted(made, key=lambda _: chance.random())][:9_000]
    return words, list(itertools.accumulate(1 / (rank + 12) for rank in range(len(words))))


def passages(count: int, chance: random.Random) -> Iterator[Passage]:
    words, weights = vocabulary(chance)
    for n in range(count):
        length = max(5, int(chance.gauss(WORDS_A_PASSAGE, 18)))
        own = chance.choices(words, cum_weights=weights, k=length)
        text = " ".join(chance.choice(SMALL) if chance.random() < 0.4 else word for word in own)
        yield Passage(
            id=f"packs:{n // 250}#{n}",
            source="archive",
            kind=chance.choice(KINDS),
            title=" ".join(chance.choices(words, cum_weights=weights, k=4)),
            text=text,
            body="Children and Families Scrutiny Board (2)",
            date=chance.randint(2005, 2025) * 10000 + chance.randint(1, 12) * 100 + chance.randint(1, 28),
            sensitivity="public",
            pack=str(n // 250),
            line=n,
        )


class Ours:
    """Passages, words and indexes as the workbench keeps them."""

    def __init__(self, folder: Path) -> None:
        self.db = Database(sqlite3.connect(folder / "ours.db", isolation_level=None))
        self.store = PassageStore(self.db)
        with self.transaction():
            for _, make in MIGRATIONS:
                make(self.db)
        self.feeder = Feeder(folder / "index", self.store, self.transaction)
        self.search = Search(folder / "index", self.store)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        self.db.conn.execute("begin immediate")
        yield
        self.db.conn.execute("commit")

    def fill(self, found: list[Passage]) -> tuple[float, float]:
        """Take the passages in; returns the CPU seconds of the database's part and of the engine's."""
        begun = time.process_time()
        for at in range(0, len(found), 250):
            with self.transaction():
                self.store.put(f"packs:{at // 250}", found[at : at + 250])
        middle = time.process_time()
        assert self.feeder.feed()
        return middle - begun, time.process_time() - middle

    def ids(self, wanted: Wanted, filters: Filters) -> None:
        engines = self.search._readers.engines(EVERYTHING)
        assert engines is not None
        for engine in engines:
            engine.search(wanted, filters, LIMIT)


class Theirs:
    """FTS5 over the same passages."""

    def __init__(self, folder: Path) -> None:
        self.db = sqlite3.connect(folder / "theirs.db", isolation_level=None)
        self.db.execute("create table passage (n integer primary key, kind text, year text, title text, text text)")
        self.db.execute(
            "create virtual table words using fts5(title, text, content='passage', content_rowid='n', "
            "tokenize='porter unicode61')"
        )

    def fill(self, found: list[Passage]) -> tuple[float, float]:
        begun = time.process_time()
        self.db.execute("begin")
        rows = [(n, p.kind, p.year, p.title, p.text) for n, p in enumerate(found, start=1)]
        self.db.executemany("insert into passage values (?, ?, ?, ?, ?)", rows)
        self.db.execute("commit")
        middle = time.process_time()
        self.db.execute("begin")
        self.db.executemany(
            "insert into words(rowid, title, text) values (?, ?, ?)", [(r[0], r[3], r[4]) for r in rows]
        )
        self.db.execute("commit")
        return middle - begun, time.process_time() - middle

    def ids(self, match: str) -> None:
        self.db.execute("select rowid from words where words match ? order by rank limit ?", (match, LIMIT)).fetchall()

    def filtered(self, match: str, kind: str, year: str) -> None:
        self.db.execute(
            "select words.rowid from words join passage on n = words.rowid "
            "where words match ? and kind = ? and year = ? order by rank limit ?",
            (match, kind, year, LIMIT),
        ).fetchall()

    def snippets(self, match: str) -> None:
        self.db.execute(
            "select rowid, snippet(words, 1, '[', ']', '…', 24), text from words where words match ? "
            "order by rank limit ?",
            (match, LIMIT),
        ).fetchall()


Timed = tuple[str, list[Callable[[], object]], list[Callable[[], object]] | None]


def classes(ours: Ours, theirs: Theirs, found: list[Passage], count: int, chance: random.Random) -> Iterator[Timed]:
    """Each class of query: its name, the same questions to us and to FTS5 (None where it has no such thing)."""
    words, _ = vocabulary(random.Random(1))
    # What people look for: neither the twenty commonest words nor those that stand nowhere.
    text = " ".join(p.text for p in chance.sample(found, min(len(found), 700)))
    asked = [w for w in dict.fromkeys(text.split()) if w not in SMALL and w in set(words[20:3000])]
    singles = [chance.choice(asked) for _ in range(count)]
    pairs = [(chance.choice(asked[:400]), chance.choice(TRADE)) for _ in range(count)]
    phrases = []
    while len(phrases) < count:
        run = chance.choice(found).text.split()
        at = chance.randrange(len(run) - 1)
        if run[at] not in SMALL and run[at + 1] not in SMALL:
            phrases.append((run[at], run[at + 1]))

    def wanted(*typed: str, adjacent: bool = False) -> Wanted:
        terms = [typed_terms(word)[0] for word in typed]
        if adjacent:
            return Wanted((Clause((Choice(tuple(terms)),)),))
        return Wanted(tuple(Clause((Choice((term,)),)) for term in terms))

    def begun(word: str) -> Wanted:
        terms, _ = ours.store.words.beginning_with(word, ["open"])
        return Wanted((Clause(tuple(Choice((term,)) for term in terms)),))

    def slip(word: str) -> str:
        at = len(word) // 2
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :] if len(word) > at + 1 else word

    every = Filters()
    facets = [(word, chance.choice(KINDS), f"{chance.randint(2006, 2024)}") for word in singles]
    years = [f"{year}/{(int(year) + 1) % 100:02}" for _, _, year in facets]
    narrow = [
        Filters(kinds=frozenset({kind}), years=frozenset({year}))
        for (_, kind, _), year in zip(facets, years, strict=True)
    ]
    yield (
        "one word",
        [lambda w=w: ours.ids(wanted(w), every) for w in singles],
        [lambda w=w: theirs.ids(f'"{w}"') for w in singles],
    )
    yield (
        "two words, AND",
        [lambda p=p: ours.ids(wanted(*p), every) for p in pairs],
        [lambda p=p: theirs.ids(f'"{p[0]}" AND "{p[1]}"') for p in pairs],
    )
    yield (
        "phrase",
        [lambda p=p: ours.ids(wanted(*p, adjacent=True), every) for p in phrases],
        [lambda p=p: theirs.ids(f'"{p[0]} {p[1]}"') for p in phrases],
    )
    yield (
        "beginning of a word",
        [lambda w=w: ours.ids(begun(w[:4]), every) for w in singles],
        [lambda w=w: theirs.ids(f'"{w[:4]}"*') for w in singles],
    )
    yield (
        "word, kind and year",
        [lambda w=w, f=f: ours.ids(wanted(w), f) for w, f in zip(singles, narrow, strict=True)],
        [lambda w=w, k=k, y=y: theirs.filtered(f'"{w}"', k, y) for (w, k, _), y in zip(facets, years, strict=True)],
    )
    yield (
        "whole answer with snippets",
        [lambda p=p: ours.search.ask(" ".join(p), access=EVERYTHING) for p in pairs],
        [lambda p=p: theirs.snippets(f'"{p[0]}" AND "{p[1]}"') for p in pairs],
    )
    yield ("did you mean", [lambda w=w: ours.store.words.nearest(slip(w), ["open"]) for w in singles], None)
    yield ("reading what was typed", [lambda p=p: read_query(f"{p[0]} -{p[1]} year:2020/21") for p in pairs], None)


def cpu(questions: list[Callable[[], object]]) -> tuple[float, float]:
    """Milliseconds of CPU a question: the median, and what 19 of 20 stay under. The first of each is not counted."""
    questions[0]()
    spent = []
    for question in questions:
        begun = time.process_time()
        question()
        spent.append((time.process_time() - begun) * 1000)
    return statistics.median(spent), statistics.quantiles(spent, n=20)[-1]


def measure(size: int, count: int) -> None:
    chance = random.Random(1)
    found = list(passages(size, chance))
    with tempfile.TemporaryDirectory() as made:
        ours, theirs = Ours(Path(made)), Theirs(Path(made))
        rows, engine = ours.fill(found)
        their_rows, their_words = theirs.fill(found)
        print(f"\n### {size:,} passages\n")
        print(
            f"To index: {engine:.1f} CPU s (and {rows:.1f} for rows and counts of words); "
            f"FTS5 {their_words:.1f} (and {their_rows:.1f}). Ratio {engine / their_words:.0f}.\n"
        )
        print("| CPU ms, p50 / p95 | workbench | FTS5 | ratio of p50 |\n|---|---|---|---|")
        for name, mine, others in classes(ours, theirs, found, count, random.Random(5)):
            half, most = cpu(mine)
            if others is None:
                print(f"| {name} | {half:.2f} / {most:.2f} | – | – |")
                continue
            their_half, their_most = cpu(others)
            ratio = half / their_half
            print(
                f"| {name} | {half:.2f} / {most:.2f} | {their_half:.2f} / {their_most:.2f} | {ratio:.1f} |", flush=True
            )


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--sizes", type=int, nargs="+", default=[733, 20_000, 100_000])
    ask.add_argument("--queries", type=int, default=60)
    given = ask.parse_args()
    for size in given.sizes:
        measure(size, given.queries)


if __name__ == "__main__":
    main()
