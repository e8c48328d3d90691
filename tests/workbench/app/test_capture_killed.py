"""The real app killed with SIGKILL while somebody types: at most one character is lost, and none that was on disk."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_twenty_kills_lose_at_most_one_character() -> None:
    """Each kill is of a process of its own; the next one opens what it left and types on."""
    trial = ["kill", "--times", "20", "--pace", "60", "--most", "30", "--wait-echo", "--json"]
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.capture", *trial], capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stdout + done.stderr
    found = json.loads(done.stdout)
    assert found["kills"] == 20
    assert found["keys"] > 60
    assert found["most_characters_lost"] <= 1
    assert found["committed_characters_lost"] == found["not_recovered_on_the_screen"] == 0
