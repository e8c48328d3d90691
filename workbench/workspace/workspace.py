"""The workspace: one folder with the database, imported files, the index, backups and exports.

``open_workspace`` makes or opens it, brings it up to date after taking a snapshot, and refuses what is not its own.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from sqlite_utils import Database, Migrations

import groups.schema
import index.pack_store
import interviews.schema
from groups.rows import Author
from index.pack_store import PackStore
from index.schema import MIGRATIONS as SEARCH_MIGRATIONS
from interviews.store import EvidenceStore
from workbench.workspace import history
from workbench.workspace.connection import BUSY_SECONDS, DATABASE, connect, transaction
from workbench.workspace.making import hidden, sweep, unused
from workbench.workspace.place import must_be_local
from workbench.workspace.problems import NewerFile, WorkspaceProblem, in_words


def _search_migrations() -> Migrations:
    """The tables of search, which ``index`` gives as plain (name, function) pairs."""
    found = Migrations("index")
    for name, make in SEARCH_MIGRATIONS:
        found(name=name)(make)
    return found


MIGRATIONS: tuple[Migrations, ...] = (
    history.migrations,
    groups.schema.migrations,
    interviews.schema.migrations,
    index.pack_store.migrations,
    _search_migrations(),
)
FOLDERS = ("files", "index", "backups", "exports")
# The tables whose rows can be searched, and partners, whose names stand in the passages of others.
INDEXED = (
    *("groups", "scopes", "enquiry_lines", "partners", "interviews", "notes", "submissions"),
    *("snapshots", "themes", "marked_passages", "requests", "findings", "recommendations", "responses", "packs"),
)


def system_clock() -> datetime:
    """Now, in universal time."""
    return datetime.now(UTC)


class Workspace:
    """An open workspace. It belongs to the thread that opened it; another thread takes ``again()``."""

    def __init__(
        self, folder: Path, db: Database, author: Author, *, account: str = "", busy_seconds: float = BUSY_SECONDS
    ) -> None:
        self.folder = folder
        self.db = db
        self.busy_seconds = busy_seconds
        self.author = author
        self.account = account or author.name  # of the machine; the author may be called otherwise
        self.records = EvidenceStore(db, author)
        self.packs = PackStore(db, author.name, author.now)

    @property
    def file(self) -> Path:
        """The database file."""
        return self.folder / DATABASE

    @property
    def files(self) -> Path:
        """Where imported originals lie, named by SHA-256."""
        return self.folder / "files"

    @property
    def index_folder(self) -> Path:
        """The search index: a private cache, thrown away and rebuilt at any doubt."""
        return self.folder / "index"

    @property
    def backups(self) -> Path:
        """Where dated copies go."""
        return self.folder / "backups"

    @property
    def exports(self) -> Path:
        """Where what is written for others goes, unless another place is named."""
        return self.folder / "exports"

    def today(self) -> datetime:
        """The clock's time in the local time zone, for dates that people read."""
        return self.author.now().astimezone()

    @contextmanager
    def write(self, label: str, *, merge_key: str = "", kind: str = "do", of_step: int | None = None) -> Iterator[None]:
        """One change that a person made, all or nothing, and one step of undo: ``label`` says what it was.

        With a ``merge_key``, a change that follows another with the same key by the same author joins its step, so that
        undo takes back a stretch of typing at once and not each saving of it. Raises WorkspaceProblem; nothing is
        half-written then.
        """
        if self.db.conn.in_transaction:
            yield
            return
        with self.transaction():
            last = next(iter(self.db.query('select id, "by", merge_key from steps order by id desc limit 1')), None)
            joins = bool(merge_key) and last is not None and last["by"] == self.author.name
            if not (joins and last is not None and last["merge_key"] == merge_key):
                self.db.table("steps").insert(
                    {
                        "at": self.author.now().isoformat(),
                        "by": self.author.name,
                        "label": label,
                        "kind": kind,
                        "of_step": of_step,
                        "merge_key": merge_key,
                    }
                )
            yield

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """A write that is not a change of the record (the index's own tables): all or nothing, no step of undo."""
        with transaction(self.db, self.file):
            yield

    def meta(self, name: str) -> str | None:
        """A small fact kept beside the record, or None."""
        row = next(iter(self.db.query("select value from meta where name = ?", [name])), None)
        return str(row["value"]) if row else None

    def set_meta(self, name: str, value: str) -> None:
        """Keep a small fact beside the record; inside a transaction."""
        self.db.table("meta").upsert({"name": name, "value": value}, pk="name")

    def changes_of_others(self) -> int:
        """A number that is another one after another program or thread wrote to the workspace; cheap to ask for."""
        return int(self.db.execute("pragma data_version").fetchone()[0])

    def again(self, *, busy_seconds: float = BUSY_SECONDS) -> Workspace:
        """The same workspace opened once more, for another thread. The caller closes it.

        ``busy_seconds`` is how long a write waits for another program that holds the lock.
        """
        db = connect(self.file, busy_seconds=busy_seconds)
        return Workspace(self.folder, db, self.author, account=self.account, busy_seconds=busy_seconds)

    def written_by(self, name: str) -> Workspace:
        """The same open workspace, with another name beside what is written in it from now on."""
        author = Author(name, self.author.now)
        return Workspace(self.folder, self.db, author, account=self.account, busy_seconds=self.busy_seconds)

    def clear_log(self) -> bool:
        """Bring everything into the one file and empty the log, where words that were taken out still stand.

        False where somebody reads or writes just now: then it is to be tried again.
        """
        try:
            self.db.conn.execute("pragma busy_timeout = 0").fetchall()
            busy = self.db.conn.execute("pragma wal_checkpoint(truncate)").fetchone()[0]
        except sqlite3.Error:
            return False
        finally:
            self.db.conn.execute(f"pragma busy_timeout = {round(self.busy_seconds * 1000)}").fetchall()
        return not busy

    def close(self) -> None:
        """Bring everything into the one file and close it. A busy reader elsewhere keeps its log: nothing is lost."""
        try:
            self.db.conn.execute("pragma wal_checkpoint(truncate)").fetchall()
        except sqlite3.Error:
            pass  # what is in the log is committed; the next opening reads it
        finally:
            self.db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_workspace(folder: Path, author: Author) -> Workspace:
    """Open the workspace in ``folder``, making it where there is none, and bring it up to date.

    Raises WorkspaceProblem, one sentence, for a network drive, a folder that cannot be written, a damaged file, a file
    of a newer program, or a lock that another process holds.
    """
    must_be_local(folder)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for name in FOLDERS:
            (folder / name).mkdir(mode=0o700, exist_ok=True)
    except OSError as why:
        raise in_words(why, folder) from why
    file = folder / DATABASE
    if not os.access(folder, os.W_OK) or (file.exists() and not os.access(file, os.W_OK)):
        raise in_words(PermissionError(13, "not writable"), folder)
    db = connect(file, check=_refuse_unknown)
    try:
        workspace = Workspace(folder, db, author)
        _bring_up_to_date(workspace)
    except (sqlite3.Error, OSError) as why:
        db.close()
        raise in_words(why, file) from why
    except WorkspaceProblem:
        db.close()
        raise
    for room in (workspace.backups, workspace.exports, workspace.files):
        sweep(room)
    return workspace


def _bring_up_to_date(workspace: Workspace) -> None:
    db = workspace.db
    if not _is_behind(db):
        return
    with tempfile.TemporaryDirectory(dir=workspace.backups, prefix=hidden()) as room:
        snapshot = Path(room) / DATABASE
        if db.table("meta").exists():
            db.execute("vacuum into ?", [str(snapshot)])
        with workspace.transaction():
            # Another process may have brought it up to date while this one waited for the lock.
            if not _is_behind(db):
                return
            if snapshot.exists():
                _keep_snapshot(workspace, snapshot)
            for migrations in MIGRATIONS:
                migrations.apply(db)
            history.watch(db, [*workspace.records.all_rows(), "packs"], INDEXED)


def _is_behind(db: Database) -> bool:
    return any(migrations.pending(db) for migrations in MIGRATIONS)


def _refuse_unknown(db: Database, file: Path) -> None:
    """Refuse a database that this program did not make or that a newer one has changed, before touching it."""
    known = {(m.name, step.name) for m in MIGRATIONS for step in m._migrations}
    table = db.table(Migrations.migrations_table)
    if not table.exists():
        if db.table_names():
            raise WorkspaceProblem(
                f"{file} is a database of another program and was left as it is: choose another folder."
            )
        return
    unknown = [row["name"] for row in table.rows if (row["migration_set"], row["name"]) not in known]
    if unknown:
        raise NewerFile(f"{file} was made by a newer version of this program ({unknown[0]}): update the program first.")


def _keep_snapshot(workspace: Workspace, snapshot: Path) -> None:
    """Keep the old file beside the backups, whole or not at all, before the tables change; never over another one."""
    stamp = workspace.author.now().strftime("%Y%m%d-%H%M%S")
    with snapshot.open("rb+") as file:
        os.fsync(file.fileno())
    snapshot.replace(unused(workspace.backups, f"before-update-{stamp}", "db"))
