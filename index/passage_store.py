"""The store of what can be searched: passages, the changes that wait, and how far each index has come.

Changes are made inside the caller's transaction; nothing here begins or ends one.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple

from sqlite_utils import Database

from index.passage import INDEXES, Passage
from index.wanted import SETS, Filters
from index.word_store import Counted, WordStore, words_of

_FIELDS = tuple(Passage.model_fields)

# The query that reads the values of each filter. Rows of passages that are gone have none, so that it can read the
# index of the column alone.
_VALUES = {
    "kinds": "select distinct kind, kind from passage where sensitivity in (select value from json_each(?))",
    "partners": "select distinct partner, partner from passage where sensitivity in (select value from json_each(?))",
    "speakers": "select distinct speaker, speaker from passage where sensitivity in (select value from json_each(?))",
    "questions": "select distinct question, question from passage "
    "where sensitivity in (select value from json_each(?))",
    "bodies": "select distinct body, body from passage where sensitivity in (select value from json_each(?))",
    "to": 'select distinct "to", "to" from passage where sensitivity in (select value from json_each(?))',
    "groups": 'select distinct "group", group_title from passage where sensitivity in (select value from json_each(?))',
}

_PASSING = """
    gone = 0
    and (:kinds is null or kind in (select value from json_each(:kinds)))
    and (:groups is null or "group" in (select value from json_each(:groups)))
    and (:partners is null or partner in (select value from json_each(:partners)))
    and (:speakers is null or speaker in (select value from json_each(:speakers)))
    and (:questions is null or question in (select value from json_each(:questions)))
    and (:bodies is null or body in (select value from json_each(:bodies)))
    and (:to is null or "to" in (select value from json_each(:to)))
    and (:years is null or year in (select value from json_each(:years)))
    and (:sources is null or source in (select value from json_each(:sources)))
    and (:sensitivities is null or sensitivity in (select value from json_each(:sensitivities)))
    and (:first_day is null or date >= :first_day)
    and (:last_day is null or date <= :last_day)
"""


class Change(NamedTuple):
    """A row of the outbox: a record that was added or changed."""

    seq: int
    table: str
    row_id: str


class Changed(NamedTuple):
    """A passage that the indexes have yet to take in; ``passage`` is None where it is gone."""

    seq: int
    id: str
    source: str
    passage: Passage | None


class Differences(NamedTuple):
    """What ``put`` would change: the passages that came or changed, and those that are gone."""

    fresh: list[Passage]
    gone: list[str]

    def __bool__(self) -> bool:
        return bool(self.fresh or self.gone)

    def in_parts(self, size: int) -> Iterator[Differences]:
        """The same in parts of at most so many passages."""
        for at in range(0, len(self.fresh), size):
            yield Differences(self.fresh[at : at + size], [])
        for at in range(0, len(self.gone), size):
            yield Differences([], self.gone[at : at + size])


class IndexState(NamedTuple):
    """How far an index has come: its folder, what it was made by, the last passage taken in, and its files' seals."""

    name: str
    uid: str
    fingerprint: str
    seq: int
    files: dict[str, list[Any]]


class PassageStore:
    """Passages in, passages out."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self.words = WordStore(db)

    # What can be searched

    def put(self, owner: str, passages: Iterable[Passage]) -> int:
        """Make these the passages of an owner ("notes:01J…", "packs:01J…"); returns how many changed, came or went.

        Passages that are as they were keep their place, so that no index is bothered with them.
        """
        changes = self.differences(owner, passages)
        self.put_some(owner, changes)
        return len(changes.fresh) + len(changes.gone)

    def differences(self, owner: str, passages: Iterable[Passage]) -> Differences:
        """What would change if these became the passages of an owner."""
        wanted = {p.id: p for p in passages}
        old = {row.id: row.passage for row in self._of(owner)}
        fresh = [p for p in wanted.values() if old.get(p.id) != p]
        return Differences(fresh, [id_ for id_, kept in old.items() if id_ not in wanted and kept is not None])

    def put_some(self, owner: str, changes: Differences) -> None:
        """Make some of the differences: many passages come in parts, so that no other writer waits long."""
        counts: Counter[Counted] = Counter()
        rows: list[dict[str, Any]] = [{**p.model_dump(), "owner": owner, "gone": 0} for p in changes.fresh]
        for passage in changes.fresh:
            self._take_out(passage.id, counts)
            counts.update(words_of(passage))
        for id_ in changes.gone:
            kept = self._take_out(id_, counts)
            # What is gone leaves an empty row until every index has heard of it.
            empty = _EMPTY.model_copy(update={"id": id_, "source": kept.source if kept else "live"})
            rows.append({**empty.model_dump(), "owner": owner, "gone": 1})
        if rows:
            self._db.table("passage").insert_all(rows)
            self.words.change(counts)

    def _take_out(self, id_: str, counts: Counter[Counted]) -> Passage | None:
        """Take the row of a passage out, whoever owned it, and its words from the counts."""
        row = self._row(id_)
        if row is not None and row.passage is not None:
            counts.subtract(words_of(row.passage))
        self._db.execute("delete from passage where id = ?", [id_])
        return row.passage if row else None

    def remove(self, owner: str) -> int:
        """Take out all passages of an owner; returns how many there were."""
        return self.put(owner, ())

    def get(self, ids: Collection[str]) -> dict[str, Passage]:
        """The passages with these ids, those that are there."""
        rows = self._db.query(
            "select * from passage where gone = 0 and id in (select value from json_each(?))", [json.dumps(list(ids))]
        )
        return {row["id"]: _read(row) for row in rows}

    def count(self) -> int:
        """How many passages can be searched."""
        return int(self._db.execute("select count(*) from passage where gone = 0").fetchone()[0])

    def listed(self, filters: Filters) -> Iterator[Passage]:
        """The passages that pass the filters, newest first."""
        sql = f"select * from passage where {_PASSING} order by date is null, date desc, seq"  # noqa: S608
        return (_read(row) for row in self._db.query(sql, _parameters(filters)))

    def containing(self, pieces: Collection[str], filters: Filters, limit: int) -> list[Passage]:
        """The passages in which all these pieces of words stand, newest first: what can be done without an index."""
        sql = f"""
            select * from passage where {_PASSING} and not exists (
                select 1 from json_each(:pieces) where instr(lower(title || char(10) || text), value) = 0
            ) order by date is null, date desc, seq limit :limit
        """  # noqa: S608
        parameters = {**_parameters(filters), "pieces": json.dumps([p.lower() for p in pieces]), "limit": limit}
        return [_read(row) for row in self._db.query(sql, parameters)]

    def values(self, name: str, access: Collection[str]) -> list[tuple[str, str]]:
        """The values of a facet that stand in passages of these sensitivities, each with what people call it."""
        rows = self._db.execute(_VALUES[name], [json.dumps(list(access))]).fetchall()
        return [(value, shown) for value, shown in rows if value]

    # What waits to be taken in

    def waiting(self) -> int:
        """How many changes of records have not been made into passages yet."""
        return int(self._db.execute("select count(*) from outbox").fetchone()[0])

    def behind(self) -> int:
        """How many changes of passages not every index has taken in yet."""
        states = [self.state(name) for name in INDEXES]
        heard = min(state.seq if state else 0 for state in states)
        return int(self._db.execute("select count(*) from passage where seq > ?", [heard]).fetchone()[0])

    def outbox(self, limit: int) -> list[Change]:
        """The oldest changes of records that wait."""
        rows = self._db.execute("select seq, source_table, row_id from outbox order by seq limit ?", [limit])
        return [Change(*row) for row in rows.fetchall()]

    def forget(self, changes: Collection[Change]) -> None:
        """Take these rows out of the outbox. A record that changed since has a row of its own, which stays."""
        self._db.conn.executemany("delete from outbox where seq = ?", [(change.seq,) for change in changes])

    def changed_since(self, seq: int, limit: int) -> list[Changed]:
        """The passages that came, changed or went after ``seq``, in that order."""
        rows = self._db.query("select * from passage where seq > ? order by seq limit ?", [seq, limit])
        return [_changed(row) for row in rows]

    def highest(self) -> int:
        """The number of the last change of a passage; 0 before the first."""
        row = self._db.execute("select seq from sqlite_sequence where name = 'passage'").fetchone()
        return int(row[0]) if row else 0

    # How far each index has come

    def state(self, name: str) -> IndexState | None:
        """The state of an index, or None where there is no index of that name."""
        row = next(iter(self._db.query("select * from index_state where name = ?", [name])), None)
        return IndexState(**{**row, "files": json.loads(row["files"])}) if row else None

    def keep_state(self, state: IndexState) -> None:
        """Remember the state of an index."""
        self._db.table("index_state").upsert({**state._asdict(), "files": json.dumps(state.files)}, pk="name")

    def forget_state(self, name: str) -> None:
        """Forget an index, so that it is built anew."""
        self._db.execute("delete from index_state where name = ?", [name])

    def tidy(self) -> None:
        """Drop the empty rows of passages that are gone and of which every index has heard."""
        states = [self.state(name) for name in INDEXES]
        heard = min(state.seq if state else 0 for state in states)
        self._db.execute("delete from passage where gone = 1 and seq <= ?", [heard])

    def _of(self, owner: str) -> list[Changed]:
        return [_changed(row) for row in self._db.query("select * from passage where owner = ?", [owner])]

    def _row(self, id_: str) -> Changed | None:
        return next((_changed(row) for row in self._db.query("select * from passage where id = ?", [id_])), None)


_EMPTY = Passage(id="", source="live", kind="", sensitivity="public")


def _read(row: dict[str, Any]) -> Passage:
    return Passage.model_construct(**{field: row[field] for field in _FIELDS})


def _changed(row: dict[str, Any]) -> Changed:
    return Changed(row["seq"], row["id"], row["source"], None if row["gone"] else _read(row))


def _parameters(filters: Filters) -> dict[str, Any]:
    named: dict[str, Any] = {"first_day": filters.first_day, "last_day": filters.last_day}
    for name in SETS:
        values = getattr(filters, name)
        named[name] = None if values is None else json.dumps(sorted(values))
    return named
