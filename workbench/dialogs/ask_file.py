"""Asks for a file by its path; what is typed is completed from the folder as it is."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TypeVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.suggester import Suggester
from textual.widgets import Button, Input, Static

from workbench.text import shown

T = TypeVar("T")

NOTHING_TYPED = "Type where the file is, or press Esc."
_MOST_NAMES = 2_000


class PathSuggester(Suggester):
    """Completes the path of a file: the first name in its folder that begins as typed."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        """The whole path, or None where nothing begins so."""
        cut = max(value.rfind("/"), value.rfind(os.sep)) + 1
        folder, begun = value[:cut], value[cut:]
        try:
            names = []
            for n, entry in enumerate(Path(folder or ".").expanduser().iterdir()):
                if n >= _MOST_NAMES:
                    break
                if entry.name.startswith(begun) and (begun or not entry.name.startswith(".")):
                    names.append(entry.name + ("/" if entry.is_dir() else ""))
        except (OSError, RuntimeError):  # RuntimeError: a home folder that is not there
            return None
        found = min(names, key=str.casefold, default=None)
        return f"{folder}{found}" if found and shown(found).plain == found else None


class AskPath(ModalScreen[T | None]):
    """Asks where something is, until what is typed can be read; None on Esc."""

    BINDINGS = [("escape", "dismiss(None)", "Back")]
    example = ""
    hint = "The grey ending is a suggestion: → takes it. Esc goes back."

    def __init__(self, question: str, *, value: str = "") -> None:
        super().__init__()
        self._question, self._value = question, value

    def read(self, typed: str) -> T | str:
        """What was meant, or a sentence that says why it cannot be."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """The question, a line to type in, and what is wrong with it."""
        with Vertical(classes="dialog"):
            yield Static(shown(self._question), classes="dialog-title")
            yield Input(self._value, placeholder=f"such as {self.example}", suggester=PathSuggester())
            yield Static(self.hint, classes="quiet")
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
        found = self.read(self.query_one(Input).value)
        self.query_one(".dialog-problem", Static).update(shown(found) if isinstance(found, str) else "")
        if not isinstance(found, str):
            self.dismiss(found)

    @on(Button.Pressed, "#back")
    def _back(self) -> None:
        self.dismiss(None)


class AskFile(AskPath[Path]):
    """Asks where a file is; the answer is a file that is there, or None on Esc."""

    example = "~/Documents/pack.pdf"

    def read(self, typed: str) -> Path | str:
        """The file, or why there is none."""
        plain = _as_path(typed)
        if not plain:
            return NOTHING_TYPED
        try:
            path = Path(plain).expanduser()
            if path.is_dir():
                return f"{plain} is a folder: go on typing the name of a file in it."
            return path if path.is_file() else f"There is no file {plain}: look at its name and folder."
        except (OSError, ValueError, RuntimeError):
            return f"{plain} cannot be the name of a file: look at it again."


def _as_path(typed: str) -> str:
    """What was typed or dropped on the terminal, which may quote a name or put a backslash before its blanks."""
    plain = typed.strip().strip("\"'")
    return plain.replace("\\ ", " ") if os.sep == "/" else plain
