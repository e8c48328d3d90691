"""The folder of one index: private, named at random, sealed after every commit, and checked before it is opened.

The files of an index are pickles: to open one that somebody else wrote is to run what they put in it. So the folder
must be ours and closed to others, every file must have the bytes that were last committed, and none may stand there
that opens an index and was not sealed. A seal is a size and a SHA-256, and is kept in the database, not in the folder.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
import stat
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from index.engine import EngineFault

Seals = dict[str, list[Any]]


class Unsound(EngineFault):
    """The folder is not as it was left; the message says what is wrong. Nothing in it was opened."""


class IndexFolder:
    """One index's folder, by its random name. What was read once to be sealed or checked is not read again."""

    def __init__(self, root: Path, uid: str) -> None:
        self.uid = uid
        self.path = root / uid
        self._read: dict[tuple[str, int, int, int], str] = {}

    def seals(self, files: Iterable[Path]) -> Seals:
        """The seals of these files as they are now. Raises EngineFault."""
        try:
            return {file.name: [file.stat().st_size, self._hash(file)] for file in files}
        except OSError as why:
            raise EngineFault(f"the index cannot be read: {why}") from why

    def must_be_sound(self, seals: Mapping[str, Sequence[Any]], entry: str) -> None:
        """Raise Unsound unless the folder is ours alone and its files are the sealed ones.

        ``entry`` ends the name of a file that opens an index: each of those must be sealed. Others that are not (locks,
        what a killed writer left) are never opened.
        """
        try:
            _must_be_private(self.path)
            there = {item.name: item for item in self.path.iterdir()}
            for name, (size, digest) in seals.items():
                file = there.get(name)
                if file is None:
                    raise Unsound(f"{name} is missing")
                about = file.lstat()
                if not stat.S_ISREG(about.st_mode) or about.st_size != size or self._hash(file) != digest:
                    raise Unsound(f"{name} is not as it was written")
            strange = sorted(name for name in there if name.endswith(entry) and name not in seals)
        except OSError as why:
            raise Unsound(f"the folder cannot be read: {why}") from why
        if strange or not any(name.endswith(entry) for name in seals):
            raise Unsound(f"{strange[0] if strange else 'what opens the index'} was not written here")

    def _hash(self, file: Path) -> str:
        about = file.stat()
        key = (file.name, about.st_size, about.st_mtime_ns, about.st_ino)
        if key not in self._read:
            with file.open("rb") as opened:
                self._read[key] = hashlib.file_digest(opened, "sha256").hexdigest()
        return self._read[key]


def new_folder(root: Path) -> IndexFolder:
    """A new, empty, private folder with a random name. Raises EngineFault."""
    folder = IndexFolder(root, secrets.token_hex(16))
    try:
        root.mkdir(mode=0o700, parents=True, exist_ok=True)
        if hasattr(os, "getuid"):
            root.chmod(0o700)
        folder.path.mkdir(mode=0o700)
    except OSError as why:
        raise EngineFault(f"no folder can be made for the index: {why}") from why
    return folder


def sweep(root: Path, keep: Collection[str]) -> None:
    """Throw away every index that is not in use, and what killed writers left behind in those that are."""
    try:
        items = list(root.iterdir())
    except OSError:
        return  # there is no folder yet: nothing to sweep
    for item in items:
        if item.is_dir() and not item.is_symlink() and len(item.name) == 32:
            if item.name not in keep:
                shutil.rmtree(item, ignore_errors=True)
            else:
                _sweep_one(item)


def _sweep_one(folder: Path) -> None:
    for item in list(folder.iterdir()):
        # Whoosh writes a table of contents under a name of its own first, and sorts in a folder; both outlive a kill.
        if ".toc." in item.name and item.is_file():
            item.unlink(missing_ok=True)
        elif item.name.endswith(".tmp") and item.is_dir() and not item.is_symlink():
            shutil.rmtree(item, ignore_errors=True)


def _must_be_private(folder: Path) -> None:
    about = folder.lstat()
    if not stat.S_ISDIR(about.st_mode):
        raise Unsound("it is no folder")
    if hasattr(os, "getuid") and (about.st_uid != os.getuid() or stat.S_IMODE(about.st_mode) & 0o077):
        raise Unsound("the folder is open to others")
