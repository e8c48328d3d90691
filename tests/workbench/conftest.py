"""A workspace on disk with a clock that stands still until it is moved."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from groups.rows import Author
from workbench.workspace.workspace import Workspace, open_workspace


class Clock:
    def __init__(self) -> None:
        self.at = datetime(2026, 1, 14, 14, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at


@pytest.fixture
def author() -> Author:
    return Author("A Tester", Clock())


@pytest.fixture
def workspace(tmp_path: Path, author: Author) -> Iterator[Workspace]:
    opened = open_workspace(tmp_path / "workspace", author)
    yield opened
    opened.close()
