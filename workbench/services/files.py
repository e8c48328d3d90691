"""Writing files for others: whole or not at all, readable by the owner only, with names that mean something."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
import unicodedata
from pathlib import Path

from interviews.readers.document import UnreadableDocument, read_document
from interviews.readers.pdf import MOST_BYTES
from workbench.workspace.making import hidden, sweep
from workbench.workspace.problems import in_words

_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)


def write_file(target: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all. Raises WorkspaceProblem."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        sweep(target.parent)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=hidden())
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as why:
        raise in_words(why, target) from why


def file_name(words: str, ending: str) -> str:
    """A file name from a title: small letters, figures and hyphens, never a device's name."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-")
    if not slug or _DEVICES.fullmatch(slug):
        slug = f"review-{slug}".strip("-")
    return f"{slug}.{ending}"


def file_bytes(path: Path) -> bytes:
    """The bytes of a file that is to be read as a document. Raises UnreadableDocument with a sentence."""
    try:
        if path.is_file() and path.stat().st_size <= MOST_BYTES:
            return path.read_bytes()
    except (OSError, ValueError):
        pass
    read_document(path)  # it says in a sentence why the file cannot be read
    raise UnreadableDocument(f"{path.name} cannot be opened: look at its place and permissions.")


def keep_original(files: Path, data: bytes) -> str:
    """Keep an imported original under its SHA-256; returns that. The same bytes are kept once."""
    sha256 = hashlib.sha256(data).hexdigest()
    target = files / sha256
    if not target.is_file():
        write_file(target, data)
    return sha256
