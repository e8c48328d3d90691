"""What every test shares: where the real packs lie, when they are there."""

from pathlib import Path

import pytest

PACKS = Path(__file__).resolve().parents[1].parent / "shared" / "packs"


@pytest.fixture(scope="session")
def packs_dir() -> Path:
    """The folder of real document packs; the test says that it skips where there is none."""
    if not PACKS.is_dir():
        pytest.skip("no ../shared/packs beside the project: the real packs are not read in this run")
    return PACKS
