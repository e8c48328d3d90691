"""Opening the database: the settings that keep what was written, and the transaction around every write."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from workbench.workspace.problems import Damaged, WorkspaceProblem, in_words

BUSY_SECONDS = 10
DATABASE = "workbench.db"


def connect(
    file: Path, *, check: Callable[[Database, Path], None] | None = None, busy_seconds: float = BUSY_SECONDS
) -> Database:
    """Open (or make) the database file. It belongs to the thread that opened it. Raises a WorkspaceProblem.

    ``check`` looks at the file before anything in it is touched, and may raise to refuse it. ``busy_seconds`` is how
    long a write waits for another program that holds the lock.

    WAL with synchronous FULL lost no acknowledged commit in 57,534 simulated power cuts; NORMAL did (reliability.md).
    """
    try:
        conn = sqlite3.connect(file, timeout=busy_seconds, isolation_level=None)
    except sqlite3.Error as why:
        raise in_words(why, file) from why
    try:
        conn.execute("select count(*) from sqlite_master").fetchone()
        db = Database(conn)
        if check is not None:
            check(db, file)
        for pragma in (
            "journal_mode = wal",
            "synchronous = full",
            f"busy_timeout = {round(busy_seconds * 1000)}",
            "foreign_keys = on",
            "secure_delete = on",
            # What is sorted may be private: never into a file of the machine's own folder for such.
            "temp_store = memory",
        ):
            conn.execute(f"pragma {pragma}").fetchall()
        return db
    except sqlite3.Error as why:
        conn.close()
        raise in_words(why, file) from why
    except WorkspaceProblem:
        conn.close()
        raise


@contextmanager
def transaction(db: Database, file: Path) -> Iterator[None]:
    """One write: BEGIN IMMEDIATE, then all of it is kept or none. Raises a WorkspaceProblem where SQLite fails.

    A transaction inside another joins it: a service may call a service and the whole stays one write.
    """
    if db.conn.in_transaction:
        yield
        return
    try:
        db.conn.execute("begin immediate")
        try:
            yield
            db.conn.execute("commit")
        except BaseException:
            # A full disk may have ended the transaction already; db.rollback() then does nothing.
            db.rollback()
            raise
    except sqlite3.Error as why:
        raise in_words(why, file) from why


def check_integrity(file: Path) -> None:
    """Read the whole file and raise Damaged where SQLite finds a fault in it."""
    try:
        conn = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True, timeout=BUSY_SECONDS)
        try:
            found = [row[0] for row in conn.execute("pragma integrity_check(20)")]
        finally:
            conn.close()
    except sqlite3.Error as why:
        raise in_words(why, file) from why
    if found != ["ok"]:
        raise Damaged(f"{file} is damaged ({found[0]}): bring back your last backup with “workbench restore”.")
