"""The command ``workbench`` as the tests call it: on one workspace, with what it prints and its exit status kept."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from workbench.cli.main import call


class Command:
    """The command on one workspace; what it prints is kept."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys
        self.status = 0
        self.errors = ""

    def __call__(self, *arguments: str) -> str:
        self._capsys.readouterr()
        self.status = call(["--workspace", str(self.folder), *arguments])
        out, self.errors = self._capsys.readouterr()
        return out

    def json(self, *arguments: str) -> Any:
        return json.loads(self(*arguments, "--json"))
