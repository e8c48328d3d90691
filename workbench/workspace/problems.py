"""What can be wrong with a workspace, each in one sentence: what is wrong, where, what to do."""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path


class WorkspaceProblem(Exception):
    """Something is wrong with the workspace; the message is for the user, and nothing was half-written."""


class Busy(WorkspaceProblem):
    """Another program holds the lock."""


class Damaged(WorkspaceProblem):
    """The file is not a sound database."""


class NewerFile(WorkspaceProblem):
    """The file was written by a newer program."""


class NotWritable(WorkspaceProblem):
    """The folder or the file cannot be written."""


class DiskFull(WorkspaceProblem):
    """There is no room."""


def in_words(why: sqlite3.Error | OSError, where: Path) -> WorkspaceProblem:
    """The problem behind an error of SQLite or the system, ready to be raised or shown."""
    if isinstance(why, OSError):
        if why.errno in (errno.ENOSPC, errno.EDQUOT):
            return DiskFull(f"The disk that holds {where} is full: free some room and try again. Nothing was lost.")
        if why.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            return NotWritable(f"{where} cannot be written: choose another folder with --workspace.")
        return WorkspaceProblem(f"{where} cannot be used: {why.strerror or why}.")

    code = getattr(why, "sqlite_errorcode", None)
    primary = code & 0xFF if isinstance(code, int) else None
    text = str(why).casefold()
    if primary == sqlite3.SQLITE_FULL or code == sqlite3.SQLITE_IOERR_WRITE or "disk is full" in text:
        return DiskFull(f"The disk that holds {where} is full: free some room and try again. Nothing was lost.")
    if primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) or "locked" in text:
        return Busy(f"Another program is writing to {where}: wait a moment and try again. Nothing was lost.")
    if primary in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB) or "malformed" in text:
        return Damaged(
            f"{where} is damaged and was left as it is: bring back your last backup with "
            "“workbench restore FILE --to DIR”, and keep the damaged file."
        )
    if primary in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM) or "readonly" in text:
        return NotWritable(f"{where} cannot be written: choose another folder with --workspace.")
    return WorkspaceProblem(f"{where} could not be read or written ({why}): run “workbench doctor”.")
