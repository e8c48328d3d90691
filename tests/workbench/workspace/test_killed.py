"""Killing the process in the middle of writing loses nothing that was acknowledged, and leaves nothing half-written."""

import os
import random
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from groups.rows import Author
from workbench.workspace.connection import check_integrity
from workbench.workspace.workspace import open_workspace

WRITER = textwrap.dedent(
    """
    import sys
    from datetime import UTC, datetime
    from pathlib import Path
    from groups.group import Group, Person
    from groups.rows import Author
    from workbench.workspace.workspace import open_workspace
    workspace = open_workspace(Path(sys.argv[1]), Author("W", lambda: datetime.now(UTC)))
    n = 0
    while True:
        n += 1
        with workspace.write(f"Add {n}"):
            workspace.records.groups.add(Group(title=f"Group {sys.argv[2]}-{n}"))
            workspace.records.people.add(Person(name=f"Person {sys.argv[2]}-{n}"))
        print(f"{sys.argv[2]}-{n}", flush=True)
    """
)


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_a_kill_loses_no_acknowledged_commit(tmp_path: Path, author: Author) -> None:
    """Eight kills at random moments; each written pair is there whole or not at all."""
    folder = tmp_path / "workspace"
    open_workspace(folder, author).close()
    acknowledged: list[str] = []
    chance = random.Random(7)
    for round_number in range(8):
        process = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(folder), str(round_number)],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        assert process.stdout is not None
        acknowledged.append(process.stdout.readline().strip())
        time.sleep(chance.uniform(0.0, 0.15))
        process.send_signal(signal.SIGKILL)
        acknowledged += [line.strip() for line in process.stdout if line.endswith("\n")]
        process.wait()
    check_integrity(folder / "workbench.db")
    with open_workspace(folder, author) as workspace:
        groups = {g.title.removeprefix("Group ") for g in workspace.records.groups.find()}
        people = {p.name.removeprefix("Person ") for p in workspace.records.people.find()}
    assert len(acknowledged) > 20
    assert set(acknowledged) <= groups
    assert groups == people
