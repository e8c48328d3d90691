"""Killed while indexing, at random moments and with some vandalism: nothing is missing and nothing is a ghost."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from tests.index.search.conftest import Desk
from tests.index.search.test_damage import DAMAGES

TRIALS = int(os.environ.get("WORKBENCH_KILLS", "6"))
WRITER = textwrap.dedent(
    """
    import random, sys
    from pathlib import Path
    from tests.index.search.conftest import Desk, note
    desk = Desk(Path(sys.argv[1]))
    chance = random.Random(int(sys.argv[2]))
    print("ready", flush=True)
    while True:
        owner = f"n{chance.randrange(30)}"
        kept = [note(f"{owner}-{n}", f"mark{owner} word{chance.randrange(99)}") for n in range(chance.randrange(4))]
        with desk.transaction():
            desk.store.put(owner, kept)
        desk.feeder.feed()
    """
)


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_kills_and_vandalism_lose_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    Desk(folder).close()
    chance = random.Random(3)
    for trial in range(TRIALS):
        process = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(folder), str(trial)],
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(chance.uniform(0.05, 0.3))
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()

        desk = Desk(folder)
        if trial % 3 == 2:
            victim = desk.folders()["live-open"]
            chance.choice(DAMAGES)(victim, chance)
        assert desk.feeder.feed()
        rows = {row["id"]: row["text"] for row in desk.db.query("select id, text from passage where gone = 0")}
        owners = {text.split()[0] for text in rows.values()}
        found: list[str] = []
        for mark in owners:
            found += desk.ids(mark, limit=100)
        assert sorted(found) == sorted(rows), f"trial {trial}"
        for id_, text in rows.items():
            assert id_ in desk.ids(text.split()[1], limit=200)
        engines = desk.search._readers.engines({"working"})
        assert engines is not None
        assert sum(engine.frequencies(()).passages for engine in engines) == len(rows), "ghosts in the index"
        assert desk.store.behind() == 0
        desk.close()
