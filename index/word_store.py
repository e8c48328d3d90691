"""The store of words: how many passages each word stands in, by access class, and the glossary.

It answers what typed words may mean. Words of text that not everybody may read are counted apart, so that no suggestion
gives them away.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from sqlite_utils import Database

from index.glossary import Meaning
from index.passage import Passage
from index.spelling import LONGEST, SHORTEST_FOR_TWO, one_slip_away, slips_between
from index.words import tokens

MOST_BEGINNINGS = 5


class Counted(NamedTuple):
    """A word as it is counted: as people see it, its term in the index, and the access class of the passage."""

    word: str
    term: str
    access: str


def words_of(passage: Passage) -> set[Counted]:
    """The words of a passage, each once."""
    access = passage.index.partition("-")[2]
    return {
        Counted(word, term, access)
        for text in (passage.title, passage.text)
        for token in tokens(text)
        for word, term in token.words
    }


class WordStore:
    """Words and glossary. Changes are made inside the caller's transaction."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def change(self, counts: Mapping[Counted, int]) -> None:
        """Add to the counts of words (or take away, where negative). A word that stands nowhere any more is gone."""
        rows = [(*counted, count) for counted, count in counts.items() if count]
        self._db.conn.executemany(
            "insert into word(word, term, access, count) values (?, ?, ?, ?) "
            "on conflict(word, term, access) do update set count = count + excluded.count",
            rows,
        )
        self._db.conn.executemany(
            "delete from word where word = ? and term = ? and access = ? and count <= 0",
            [counted for counted, count in counts.items() if count < 0],
        )

    def clear(self) -> None:
        """Forget every count, to count anew."""
        self._db.execute("delete from word")

    def counts(self, terms: Collection[str], access: Collection[str]) -> dict[str, int]:
        """In how many passages, about, each of these terms stands; those that stand nowhere are not in the answer."""
        rows = self._db.query(
            "select term, sum(count) as n from word where term in (select value from json_each(:terms)) "
            "and access in (select value from json_each(:access)) group by term",
            {"terms": json.dumps(list(terms)), "access": json.dumps(list(access))},
        )
        return {row["term"]: row["n"] for row in rows}

    def beginning_with(self, beginning: str, access: Collection[str]) -> tuple[list[str], int]:
        """The commonest terms of words that begin so, and how many such terms there are."""
        rows = list(
            self._db.query(
                "select term, sum(count) as n from word where word >= :from and word < :to "
                "and access in (select value from json_each(:access)) group by term order by n desc, term",
                {"from": beginning, "to": beginning + "\U0010ffff", "access": json.dumps(list(access))},
            )
        )
        return [row["term"] for row in rows[:MOST_BEGINNINGS]], len(rows)

    def nearest(self, word: str, access: Collection[str]) -> str:
        """The commonest word one slip away from a misspelt one, or for a long word two; "" where there is none."""
        return self._commonest(one_slip_away(word), access) or self._two_slips_away(word, access)

    def glossary(self) -> list[Meaning]:
        """Every line of the glossary, in the order of its abbreviations."""
        return [
            Meaning(**row) for row in self._db.query("select short, full, origin from glossary order by short, rowid")
        ]

    def glossary_mark(self) -> str:
        """Changes when the glossary does."""
        row = self._db.execute("select count(*), max(rowid), total(length(full)) from glossary").fetchone()
        return "/".join(str(part) for part in row)

    def add_meaning(self, meaning: Meaning) -> None:
        """Add a line to the glossary; one that is there already stays as it is."""
        self._db.table("glossary").insert(meaning.model_dump(), ignore=True)

    def remove_meaning(self, short: str, full: str) -> None:
        """Take an expansion of an abbreviation out of the glossary, wherever it came from."""
        self._db.execute("delete from glossary where short = ? and full = ?", [short, full])

    def take_expansions(self, origin: str, expansions: Iterable[tuple[str, str]]) -> None:
        """Keep the abbreviations and expansions that were found in a pack, instead of those it gave before."""
        self._db.execute("delete from glossary where origin = ?", [origin])
        for short, full in expansions:
            self.add_meaning(Meaning(short=short, full=full, origin=origin))

    def _commonest(self, words: Collection[str], access: Collection[str]) -> str:
        rows = self._db.query(
            "select word, sum(count) as n from word where word in (select value from json_each(:words)) "
            "and access in (select value from json_each(:access)) group by word order by n desc, word limit 1",
            {"words": json.dumps(sorted(words)), "access": json.dumps(list(access))},
        )
        return next((str(row["word"]) for row in rows), "")

    def _two_slips_away(self, word: str, access: Collection[str]) -> str:
        """People rarely mistake the first letter, so only words that begin with it are compared."""
        if not SHORTEST_FOR_TWO <= len(word) <= LONGEST:
            return ""
        rows = self._db.query(
            "select word, sum(count) as n from word where word >= :from and word < :to "
            "and length(word) between :shortest and :longest "
            "and access in (select value from json_each(:access)) group by word order by n desc, word",
            {
                "from": word[0],
                "to": word[0] + "\U0010ffff",
                "shortest": len(word) - 2,
                "longest": len(word) + 2,
                "access": json.dumps(list(access)),
            },
        )
        return next((str(row["word"]) for row in rows if slips_between(word, row["word"]) <= 2), "")
