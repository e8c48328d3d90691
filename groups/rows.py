"""Keeping records in SQLite: one ``Rows`` per kind of record. It contains no rule of the trade.

Every save says which version it read; a stale one is refused and carries what stands there now. Nothing is deleted:
rows go to the bin and come back. The caller opens the transaction (the workspace's ``write``) around any change.
"""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

import sqlite_utils
from pydantic import BaseModel
from sqlite_utils.db import NotFoundError, Table

from groups.record import Record

R = TypeVar("R", bound=Record)

BOOKKEEPING = frozenset({"version", "created_at", "created_by", "changed_at", "changed_by"})


class NotThere(LookupError):
    """No such record; the message says which."""


class Stale(Exception):
    """Somebody else saved this record since it was read; ``mine`` was not saved, ``theirs`` is what stands there."""

    def __init__(self, mine: Record, theirs: Record) -> None:
        super().__init__(f"{theirs.changed_by or 'Somebody'} changed this while you were writing.")
        self.mine = mine
        self.theirs = theirs


@dataclass(frozen=True)
class Author:
    """Who writes, and the clock by which it is dated."""

    name: str
    now: Callable[[], datetime]


def new_id() -> str:
    """A new stable id: 26 characters that sort by the time they were made."""
    from ulid import ULID  # 12 ms that a start which makes no record can do without

    return str(ULID())


class Rows(Generic[R]):
    """The table of one kind of record: models in, models out."""

    def __init__(self, db: sqlite_utils.Database, table: str, model: type[R], author: Author) -> None:
        self._db = db
        self.name = table
        self.model = model
        self._author = author
        self._json = frozenset(name for name, field in model.model_fields.items() if _is_structure(field.annotation))

    @property
    def _table(self) -> Table:
        return self._db.table(self.name)

    def get(self, row_id: str) -> R:
        """The record with this id, in the bin or not. Raises NotThere."""
        try:
            return self._read(self._table.get(row_id))
        except NotFoundError:
            raise NotThere(f"There is no {self.model.__name__.lower()} with the id {row_id}.") from None

    def find(self, *, binned: bool = False, **equal: str | int | None) -> list[R]:
        """The records whose columns equal the given values, oldest first; those in the bin only if ``binned``.

        Raises ValueError for a name that is no field of the record.
        """
        unknown = equal.keys() - self.model.model_fields.keys()
        if unknown:
            raise ValueError(f"no such field: {', '.join(sorted(unknown))}")
        where = [f'"{name}" is :{name}' for name in equal] + [
            "binned_at is not null" if binned else "binned_at is null"
        ]
        rows = self._table.rows_where(" and ".join(where), equal, order_by="id")
        return [self._read(row) for row in rows]

    def some(self, row_ids: Iterable[str]) -> list[R]:
        """The records with these ids, in the bin or not, in no order; faster than one after the other."""
        ids = list(row_ids)
        return [self._read(row) for row in self._table.rows_where(f"id in ({', '.join('?' * len(ids))})", ids)]

    def count(self, *, binned: bool = False) -> int:
        """How many records there are outside the bin, or in it."""
        return self._table.count_where("binned_at is not null" if binned else "binned_at is null")

    def add(self, record: R) -> R:
        """Keep a new record; returns it with id, version and dates. An id that is set already is kept."""
        now = self._author.now()
        fresh = record.model_copy(
            update={
                "id": record.id or new_id(),
                "version": 1,
                "created_at": now,
                "created_by": self._author.name,
                "changed_at": now,
                "changed_by": self._author.name,
            }
        )
        self.put_back(fresh)
        return fresh

    def put_back(self, record: R) -> None:
        """Keep a record exactly as it is, with its id, version and dates: for bringing in an exported review."""
        self._must_be_writing()
        self._table.insert(self._write(record))

    def save(self, record: R) -> R:
        """Save a changed record; returns it with its new version.

        Raises Stale where somebody saved it since, NotThere where it never was kept. Saving what is there already
        changes nothing and returns it.
        """
        self._must_be_writing()
        kept = self.get(record.id)
        if kept.model_dump(exclude=set(BOOKKEEPING)) == record.model_dump(exclude=set(BOOKKEEPING)):
            return kept
        if kept.version != record.version:
            raise Stale(record, kept)
        fresh = record.model_copy(
            update={
                "version": record.version + 1,
                "created_at": kept.created_at,
                "created_by": kept.created_by,
                "changed_at": self._author.now(),
                "changed_by": self._author.name,
            }
        )
        self._table.update(record.id, self._write(fresh))
        return fresh

    def bin(self, record: R) -> R:
        """Put a record in the bin; its links stay, so that it comes back whole."""
        return self.save(record.model_copy(update={"binned_at": self._author.now()}))

    def restore(self, record: R) -> R:
        """Take a record out of the bin."""
        return self.save(record.model_copy(update={"binned_at": None}))

    def _must_be_writing(self) -> None:
        if not self._db.conn.in_transaction:
            raise RuntimeError("a record was changed outside the workspace's write()")

    def _read(self, row: dict[str, Any]) -> R:
        values = dict(row)
        for name in self._json & values.keys():
            if values[name] is not None:
                # Most lists are empty, and a group has thousands of notes.
                values[name] = [] if values[name] == "[]" else json.loads(values[name])
        return self.model.model_validate(values)

    def _write(self, record: R) -> dict[str, Any]:
        row = record.model_dump(mode="json")
        return {
            name: json.dumps(value, ensure_ascii=False) if name in self._json else value for name, value in row.items()
        }


def _is_structure(annotation: Any) -> bool:
    """Whether a field holds a list, a mapping or another model, which is kept as JSON text."""
    origin = typing.get_origin(annotation)
    if origin in (typing.Union, types.UnionType):
        return any(_is_structure(part) for part in typing.get_args(annotation))
    if origin in (list, dict, tuple):
        return True
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)
