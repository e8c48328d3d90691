"""What every test shares: where the real packs lie, when they are there, and ends for what was opened."""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import settings

PACKS = Path(__file__).resolve().parents[1].parent / "shared" / "packs"


# How long an example takes says how busy the machine is; what is slow is measured in benchmarks/. Before a change lands
# the examples are the same each time; everywhere else they are new ones.
settings.register_profile("workbench", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("workbench")


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
