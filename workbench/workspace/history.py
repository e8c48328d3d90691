"""History: triggers that write every change of a record to an append-only table, with who and when, old and new.

The triggers are made from the tables as they are, so they are made again whenever the tables change. A second set puts
each changed row into the outbox, from which the search index is fed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from sqlite_utils import Database, Migrations

migrations = Migrations("workspace")


class RowChange(NamedTuple):
    """One change of one row: in which step, when and by whom, and the row before (None where it is new) and after.

    ``kind`` is "do", "undo" or "redo".
    """

    step_id: int
    at: datetime | None
    by: str
    label: str
    kind: str
    old: dict[str, Any] | None
    new: dict[str, Any]


@migrations(name="0001_history")
def _history(db: Database) -> None:
    db.table("steps").create(
        {"id": int, "at": str, "by": str, "label": str, "kind": str, "of_step": int, "merge_key": str},
        pk="id",
        not_null={"at", "by", "label", "kind"},
        strict=True,
    )
    db.table("history").create(
        {
            "id": int,
            "step_id": int,
            "at": str,
            "by": str,
            "table_name": str,
            "row_id": str,
            "old": str,
            "new": str,
        },
        pk="id",
        foreign_keys=[("step_id", "steps", "id")],
        strict=True,
    )
    db.table("history").create_index(["step_id"])
    db.table("history").create_index(["table_name", "row_id"])
    db.table("meta").create({"name": str, "value": str}, pk="name", strict=True)
    for table in ("steps", "history"):
        for act in ("update", "delete"):
            db.execute(
                f"create trigger {table}_never_{act} before {act} on {table} "
                f"begin select raise(abort, 'the history is only ever added to'); end"
            )


def watch(db: Database, tables: Iterable[str], indexed: Iterable[str]) -> None:
    """Make the triggers for these tables of records, where they are not as they should be already.

    ``indexed`` names the tables whose rows can be searched. Runs inside the caller's transaction.
    """
    wanted = {name: sql for table in tables for name, sql in _triggers(db, table).items()}
    wanted |= {name: sql for table in indexed for name, sql in _outbox_triggers(table).items()}
    mark = hashlib.sha256("".join(wanted.values()).encode()).hexdigest()
    kept = next(iter(db.query("select value from meta where name = 'triggers'")), None)
    if kept is not None and kept["value"] == mark:
        return
    there = {row["name"] for row in db.query("select name from sqlite_master where type = 'trigger'")}
    for table in indexed:
        if kept is not None and f"{table}_to_outbox_on_insert" not in there:
            # What was there before such a table could be searched is to be taken in too.
            db.execute(f"insert into outbox(source_table, row_id) select '{table}', id from \"{table}\"")  # noqa: S608
    for name, sql in wanted.items():
        db.execute(f"drop trigger if exists {name}")
        db.execute(sql)
    db.table("meta").upsert({"name": "triggers", "value": mark}, pk="name")


def newest(db: Database) -> int:
    """The number of the newest change of any record."""
    return int(db.execute("select coalesce(max(id), 0) from history").fetchone()[0])


def changed_since(db: Database, number: int) -> set[tuple[str, str]]:
    """The records that changed after the change with this number: table and id."""
    return {(row[0], row[1]) for row in db.execute("select table_name, row_id from history where id > ?", [number])}


_WENT = "json_extract(old, '$.binned_at') is null and json_extract(new, '$.binned_at') is not null and old is not null"


def last_binned(db: Database, table: str, row_id: str) -> int | None:
    """The step in which a record was last put in the bin; None where it never was, or came into the workspace so."""
    found = db.execute(
        f"select max(step_id) from history where table_name = ? and row_id = ? and {_WENT}",  # noqa: S608 our own words
        [table, row_id],
    ).fetchone()
    return None if found[0] is None else int(found[0])


def binned_in(db: Database, step: int) -> list[tuple[str, str]]:
    """The records that were put in the bin in one step: table and id."""
    rows = db.execute(f"select table_name, row_id from history where step_id = ? and {_WENT} order by id", [step])  # noqa: S608
    return [(row[0], row[1]) for row in rows]


def changes_of(db: Database, table: str, row_id: str) -> list[RowChange]:
    """Every change of one row, the oldest first, with the step in which a person made it."""
    rows = db.query(
        'select h.step_id, h.at, h."by", s.label, s.kind, h.old, h.new '
        "from history h left join steps s on s.id = h.step_id where h.table_name = ? and h.row_id = ? order by h.id",
        [table, row_id],
    )
    return [
        RowChange(
            row["step_id"] or 0,
            datetime.fromisoformat(row["at"]) if row["at"] else None,
            row["by"] or "",
            row["label"] or "",
            row["kind"] or "do",
            json.loads(row["old"]) if row["old"] else None,
            json.loads(row["new"]),
        )
        for row in rows
    ]


def words_since(db: Database, table: str, fields: Iterable[str]) -> dict[str, datetime]:
    """Since when each row has said what it says in these fields, whatever else of it was changed."""
    differ = " or ".join(f"json_extract(old, '$.{name}') is not json_extract(new, '$.{name}')" for name in fields)
    rows = db.execute(
        "select row_id, at, max(id) from history "  # noqa: S608 (the names of our own fields)
        f"where table_name = ? and (old is null or {differ}) group by row_id",
        [table],
    )
    return {row[0]: datetime.fromisoformat(row[1]) for row in rows if row[1]}


def once_with(db: Database, table: str, field: str, values: Iterable[str]) -> Iterator[dict[str, Any]]:
    """The rows of a table as they were before a change, where a field had one of some plain values."""
    for value in values:
        like = f'%"{field}":"{value}"%'  # as the triggers write it: in a text the marks have a backslash
        rows = db.execute("select old from history where table_name = ? and old like ? order by id", [table, like])
        for (old,) in rows.fetchall():
            yield json.loads(old)


def _triggers(db: Database, table: str) -> dict[str, str]:
    columns = list(db.table(table).columns_dict)
    old, new = (", ".join(f"'{c}', {side}.\"{c}\"" for c in columns) for side in ("old", "new"))
    into = 'insert into history(step_id, at, "by", table_name, row_id, old, new) values'
    # The workspace adds a step at the start of every write, so the newest step is the one under way.
    step = "(select max(id) from steps)"
    return {
        f"{table}_added": f"create trigger {table}_added after insert on {table} begin "
        f"{into} ({step}, new.changed_at, new.changed_by, '{table}', new.id, null, json_object({new})); end",
        f"{table}_changed": f"create trigger {table}_changed after update on {table} begin "
        f"{into} ({step}, new.changed_at, new.changed_by, '{table}', new.id, json_object({old}), "
        f"json_object({new})); end",
        f"{table}_never_deleted": f"create trigger {table}_never_deleted before delete on {table} "
        "begin select raise(abort, 'records are never deleted: they go to the bin'); end",
    }


def _outbox_triggers(table: str) -> dict[str, str]:
    return {
        f"{table}_to_outbox_on_{act}": f"create trigger {table}_to_outbox_on_{act} after {act} on {table} "  # noqa: S608
        f"begin insert into outbox(source_table, row_id) values ('{table}', new.id); end"
        for act in ("insert", "update")
    }
