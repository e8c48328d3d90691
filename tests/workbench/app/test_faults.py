"""A fault of the program: one plain sentence, and not a word of what people wrote."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

FAULTY = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from groups.rows import Author
from workbench.app import WorkbenchApp
from workbench.workspace.workspace import open_workspace

class Faulty(WorkbenchApp):
    def on_ready(self):
        secret = "an exempt sentence about a child"
        raise KeyError(secret)

with open_workspace(Path(sys.argv[1]), Author("A Tester", lambda: datetime.now(UTC))) as workspace:
    Faulty(workspace).run(headless=True)
"""


def test_a_fault_prints_its_kind_and_place_and_no_private_word(tmp_path: Path) -> None:
    """Textual prints the local variables of every frame: a terminal's scroll-back would keep exempt words."""
    done = subprocess.run(
        [sys.executable, "-c", FAULTY, str(tmp_path / "workspace")],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    said = done.stdout + done.stderr
    assert "fault of its own (KeyError in <string>, line 12)" in " ".join(said.split())
    assert "exempt sentence" not in said
    assert "Traceback" not in said
