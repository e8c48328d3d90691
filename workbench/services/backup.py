"""Verified, dated copies of the workspace, each one file that stands alone, and bringing one back.

A copy is a zip file with the database as SQLite itself writes it out (VACUUM INTO), the imported originals and a
manifest of hashes. The search index is left out: it is made again. Nothing private is in the file's name.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from workbench.workspace.connection import DATABASE, check_integrity
from workbench.workspace.making import hidden, sweep, unused
from workbench.workspace.problems import WorkspaceProblem, in_words
from workbench.workspace.workspace import Workspace

MANIFEST = "manifest.json"
MAX_ENTRIES = 100_000
MAX_BYTES = 20_000_000_000


class BadBackup(WorkspaceProblem):
    """A file is no sound backup, or cannot be brought back there; the message says why."""


def back_up(
    workspace: Workspace,
    *,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Path | None:
    """Make a verified copy in the workspace's backups; returns the file, or None where it was cancelled.

    ``progress`` is told how many of how many files are in. Raises WorkspaceProblem; no half-written copy stays behind.
    """
    stamp = f"{workspace.today():%Y-%m-%d-%H%M%S}"
    originals = sorted(path for path in workspace.files.iterdir() if path.is_file())
    try:
        with tempfile.TemporaryDirectory(dir=workspace.backups, prefix=hidden()) as made:
            copy = Path(made) / DATABASE
            workspace.db.conn.execute("vacuum into ?", [str(copy)])
            check_integrity(copy)
            _must_agree(workspace, copy)
            parts = [(copy, DATABASE), *((path, f"files/{path.name}") for path in originals)]
            packed = Path(made) / "copy.zip"
            with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as bundle:
                hashes = {}
                for done, (path, name) in enumerate(parts):
                    if cancelled is not None and cancelled():
                        return None
                    bundle.write(path, name)
                    hashes[name] = _hash(path)
                    if progress is not None:
                        progress(done + 1, len(parts))
                bundle.writestr(MANIFEST, json.dumps({"made": stamp, "sha256": hashes}, indent=1))
            verify(packed)
            with packed.open("rb+") as file:
                os.fsync(file.fileno())
            target = packed.replace(unused(workspace.backups, f"workbench-{stamp}", "zip"))
    except (sqlite3.Error, OSError) as why:
        raise in_words(why, workspace.backups) from why
    return target


def verify(file: Path) -> dict[str, str]:
    """Check every part of a backup against its manifest; returns the hashes. Raises BadBackup."""
    try:
        with zipfile.ZipFile(file) as bundle:
            hashes = _manifest(bundle, file)
            for name, wanted in hashes.items():
                digest = hashlib.sha256()
                with bundle.open(name) as part:
                    while block := part.read(1 << 20):
                        digest.update(block)
                if digest.hexdigest() != wanted:
                    raise BadBackup(f"{file} is damaged: {name} is not what was put in. Use another backup.")
    except (zipfile.BadZipFile, KeyError, EOFError, RuntimeError, NotImplementedError, OSError, ValueError) as why:
        if isinstance(why, FileNotFoundError):
            raise BadBackup(f"There is no file {file}: name a backup that “workbench backup” made.") from why
        raise BadBackup(f"{file} is not a sound backup: name one that “workbench backup” made.") from why
    return hashes


def restore(file: Path, folder: Path) -> int:
    """Bring a backup back into an empty or new folder; returns how many originals it held.

    Raises BadBackup where the file is unsound or the folder holds something: a restore never writes over anything.
    """
    hashes = verify(file)
    if folder.exists() and any(folder.iterdir()):
        raise BadBackup(f"{folder} is not empty: name a new folder, so that nothing is written over.")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        sweep(folder.parent)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=hidden()) as made:
            room = Path(made) / "workspace"
            (room / "files").mkdir(mode=0o700, parents=True)
            with zipfile.ZipFile(file) as bundle:
                for name in hashes:
                    with bundle.open(name) as part, (room / name).open("wb") as out:
                        shutil.copyfileobj(part, out)
                        out.flush()
                        os.fsync(out.fileno())
            check_integrity(room / DATABASE)
            if folder.exists():
                folder.rmdir()
            room.chmod(0o700)
            room.replace(folder)
    except OSError as why:
        raise in_words(why, folder) from why
    return len(hashes) - 1


def _manifest(bundle: zipfile.ZipFile, file: Path) -> dict[str, str]:
    """The hashes of the parts; only names that a backup has are allowed, so nothing is written elsewhere."""
    infos = bundle.infolist()
    if len(infos) > MAX_ENTRIES or sum(info.file_size for info in infos) > MAX_BYTES:
        raise BadBackup(f"{file} is too large to be a backup of a workspace.")
    manifest: dict[str, Any] = json.loads(bundle.read(MANIFEST))
    hashes: dict[str, str] = dict(manifest["sha256"])
    for name in hashes:
        original = name.removeprefix("files/")
        if name != DATABASE and not (name.startswith("files/") and len(original) == 64 and original.isalnum()):
            raise BadBackup(f"{file} is not a sound backup: it holds a part called {name[:60]!r}.")
    if DATABASE not in hashes:
        raise BadBackup(f"{file} is not a sound backup: it holds no database.")
    return hashes


def _must_agree(workspace: Workspace, copy: Path) -> None:
    """The copy holds at least as many rows as were here before it was made; rows are never deleted."""
    conn = sqlite3.connect(f"{copy.absolute().as_uri()}?mode=ro", uri=True)
    try:
        for table in ("history", *workspace.records.all_rows(), "packs"):
            there = conn.execute(f'select count(*) from "{table}"').fetchone()[0]  # noqa: S608 our own table names
            if there > workspace.db.table(table).count:
                raise BadBackup(f"The copy of {table} does not agree with the workspace: try again.")
    finally:
        conn.close()


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
