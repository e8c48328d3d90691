"""Asks for files by their paths: one, several, or all files of a folder."""

from __future__ import annotations

import shlex
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Static

from workbench.dialogs.ask_file import PathSuggester
from workbench.text import shown

MOST_FILES = 200


class AskFiles(ModalScreen[list[Path] | None]):
    """Asks where files are; the answer is a list of files that are there, or None on Esc."""

    BINDINGS = [("escape", "dismiss(None)", "Back")]

    def __init__(self, question: str) -> None:
        super().__init__()
        self._question = question

    def compose(self) -> ComposeResult:
        """The question, a line to type in, and what is wrong with it."""
        with Vertical(classes="dialog"):
            yield Static(shown(self._question), classes="dialog-title")
            yield Input(placeholder="such as ~/Documents/letter.docx", suggester=PathSuggester())
            yield Static(
                "The grey ending is a suggestion: → takes it. A folder means all files in it. Drop several files here, "
                "or type them one after the other, names with blanks in quotation marks. Esc goes back.",
                classes="quiet",
            )
            yield Static("", classes="dialog-problem")
            with Horizontal(classes="dialog-buttons"):
                yield Button("OK", id="ok", variant="primary")
                yield Button("Back", id="back")

    def on_mount(self) -> None:
        """Ready to type."""
        self.query_one(Input).focus()

    @on(Input.Submitted)
    @on(Button.Pressed, "#ok")
    def _answer(self) -> None:
        found = files_meant(self.query_one(Input).value)
        if isinstance(found, str):
            self.query_one(".dialog-problem", Static).update(shown(found))
        else:
            self.dismiss(found)

    @on(Button.Pressed, "#back")
    def _back(self) -> None:
        self.dismiss(None)


def files_meant(typed: str) -> list[Path] | str:
    """The files that somebody typed or dropped on the terminal, or a sentence that says why there are none."""
    plain = typed.strip()
    if not plain:
        return "Type where the file is, or press Esc."
    whole = _at(plain.strip("\"'"))
    if not isinstance(whole, str):
        return whole
    try:
        parts = shlex.split(plain)
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
