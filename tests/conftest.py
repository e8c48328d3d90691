"""What every test shares: where the real packs lie, when they are there, and ends for what was opened."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

PACKS = Path(__file__).resolve().parents[1].parent / "shared" / "packs"


@pytest.fixture(scope="session")
def packs_dir() -> Path:
    """The folder of real document packs; the test says that it skips where there is none."""
    if not PACKS.is_dir():
        pytest.skip("no ../shared/packs beside the project: the real packs are not read in this run")
    return PACKS


@pytest.fixture
def ends() -> Iterator[ExitStack]:
    """What is entered here ends with the test, whatever became of it: no program runs on beside the tests after it."""
    with ExitStack() as stack:
        yield stack
