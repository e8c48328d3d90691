"""What the tests of search share: a database with the tables of search, a feeder and a search over it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlite_utils import Database

from index.feeder import Feeder
from index.passage import OPEN, Passage
from index.passage_store import PassageStore
from index.schema import MIGRATIONS
from index.search import Answer, Search
from index.wanted import Filters


class Desk:
    """A database and its indexes in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(exist_ok=True)
        self.root = folder / "index"
        fresh = not (folder / "test.db").exists()
        self.db = Database(sqlite3.connect(folder / "test.db", timeout=10, isolation_level=None))
        self.db.conn.execute("pragma journal_mode = wal").fetchall()
        self.store = PassageStore(self.db)
        if fresh:
            with self.transaction():
                for _, make in MIGRATIONS:
                    make(self.db)
        self.feeder = Feeder(self.root, self.store, self.transaction)
        self.search = Search(self.root, self.store)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        self.db.conn.execute("begin immediate")
        try:
            yield
            self.db.conn.execute("commit")
        except BaseException:
            self.db.conn.rollback()
            raise

    def put(self, *passages: Passage, owner: str = "tests") -> None:
        """Make these the passages of an owner, and feed the indexes."""
        with self.transaction():
            self.store.put(owner, passages)
        assert self.feeder.feed()

    def ask(
        self,
        text: str,
        *,
        access: Iterable[str] = OPEN,
        limit: int = 20,
        filters: Filters | None = None,
        typing: bool = False,
    ) -> Answer:
        return self.search.ask(text, access=frozenset(access), limit=limit, filters=filters, typing=typing)

    def ids(self, text: str, *, access: Iterable[str] = OPEN, limit: int = 20, typing: bool = False) -> list[str]:
        """The ids of what is found with all the words, best first."""
        answer = self.ask(text, access=access, limit=limit, typing=typing)
        assert not answer.in_doubt, answer.notices
        return [one.passage.id for one in answer.found if not one.is_partial]

    def folders(self) -> dict[str, Path]:
        """The folder of each index."""
        return {row["name"]: self.root / row["uid"] for row in self.db.query("select name, uid from index_state")}

    def close(self) -> None:
        self.search.close()
        self.feeder.close()
        self.db.close()

    def again(self) -> Desk:
        """The same after a restart."""
        self.close()
        return Desk(self.folder)


def note(id_: str, text: str, **more: object) -> Passage:
    """A note of a review."""
    return Passage.model_validate({"id": f"notes:{id_}", "source": "live", "kind": "note", "text": text, **more})


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path / "desk")
    yield made
    made.close()
