"""Asks for files by their paths: one, several, or all files of a folder."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

from workbench.dialogs.ask_file import NOTHING_TYPED, AskPath

MOST_FILES = 200


class AskFiles(AskPath[list[Path]]):
    """Asks where files are; the answer is a list of files that are there, or None on Esc."""

    example = "~/Documents/letter.docx"
    hint = (
        "The grey ending is a suggestion: → takes it. A folder means all files in it. Drop several files here, "
        "or type them one after the other, names with blanks in quotation marks. Esc goes back."
    )

    def read(self, typed: str) -> list[Path] | str:
        """The files, or why there are none."""
        return files_meant(typed)


def files_meant(typed: str) -> list[Path] | str:
    """The files that somebody typed or dropped on the terminal, or a sentence that says why there are none."""
    plain = typed.strip()
    if not plain:
        return NOTHING_TYPED
    whole = _at(plain.strip("\"'"))
    if not isinstance(whole, str):
        return whole
    try:
        # Where a backslash parts folders it is no sign for what follows it, and quotation marks stay around a name.
        parts = [part.strip("\"'") for part in shlex.split(plain, posix=os.sep == "/")]
    except ValueError:  # a quotation mark that is never closed
        parts = plain.split()
    if len(parts) < 2:
        return whole if parts in ([], [plain]) else _at(parts[0])
    files: list[Path] = []
    for part in parts:
        found = _at(part)
        if isinstance(found, str):
            return found
        files += [path for path in found if path not in files]
    return files if len(files) <= MOST_FILES else _TOO_MANY


_TOO_MANY = f"These are more than {MOST_FILES} files: take them in in smaller parts."


def _at(typed: str) -> list[Path] | str:
    """The file at a place, or the files in a folder; a sentence where there is none."""
    try:
        path = Path(typed).expanduser()
        if path.is_dir():
            files = sorted(
                (entry for entry in path.iterdir() if entry.is_file() and not entry.name.startswith(".")),
                key=lambda entry: entry.name.casefold(),
            )
            if len(files) > MOST_FILES:
                return _TOO_MANY
            return files or f"{typed} is a folder without files: choose another."
        if path.is_file():
            return [path]
    except (OSError, ValueError, RuntimeError):  # RuntimeError: a home folder that is not there
        return f"{typed} cannot be the name of a file: look at it again."
    return f"There is no file {typed}: look at its name and folder."
