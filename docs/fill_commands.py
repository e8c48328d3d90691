"""Runs every command that docs/command-line.md shows, and puts under each what it prints.

    python docs/fill_commands.py

The commands run one after the other on a fresh demo, as a reader would give them, on a day that stands still. Only
blocks marked ``console`` are run; ids, folders and the day are written so that the page is the same on every machine.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from datetime import datetime
from io import StringIO
from pathlib import Path
from zoneinfo import ZoneInfo

import time_machine

HERE = Path(__file__).resolve().parent
PAGE = HERE / "command-line.md"
INBOX = HERE / "inbox"  # files as partners send them, all of them invented
DAY = datetime(2026, 11, 25, 18, 0, tzinfo=ZoneInfo("UTC"))
NAME = "Ines Farrow"
_BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
_ID = re.compile(r"\b01[0-9A-HJKMNP-TV-Z]{24}\b")
_KEY = re.compile(r"(?<=-)[0-9a-f]{10}\b")  # of a remark of the check: made from ids


class Shown:
    """Ids and folders as the page shows them, and as they are."""

    def __init__(self, home: Path) -> None:
        self._home = str(home)
        self._ids: dict[str, str] = {}

    def shown(self, text: str) -> str:
        """What the page says for what was printed."""
        text = text.replace(self._home, "~")
        text = _ID.sub(lambda found: self._ids.setdefault(found[0], f"01M{len(self._ids) + 1:023d}"), text)
        return _KEY.sub(lambda found: self._ids.setdefault(found[0], f"{len(self._ids) + 1:010d}"), text)

    def meant(self, text: str) -> str:
        """What a command of the page means."""
        for real, shown in self._ids.items():
            text = text.replace(shown, real)
        return re.sub(r"~(?=/)", lambda _: self._home, text)


def filled(page: str) -> str:
    """The page with what its commands print now."""
    with _a_demo() as shown:
        return _BLOCK.sub(lambda block: _run(block[1], shown), page)


def _run(block: str, shown: Shown) -> str:
    lines = []
    for line in block.splitlines():
        if line.startswith("$ "):
            lines += [line, *_printed(line[2:], shown).splitlines()]
    return "```console\n" + "".join(f"{line}\n".lstrip(" ") if line == "" else f"{line}\n" for line in lines) + "```"


def _printed(command: str, shown: Shown) -> str:
    from workbench.cli.main import call

    program, *arguments = shlex.split(shown.meant(command))
    if program != "workbench":
        raise ValueError(f"only workbench is run here, not {program}")
    out = StringIO()
    with redirect_stdout(out), redirect_stderr(out):
        status = call(arguments)
    printed = "\n".join(line.rstrip() for line in shown.shown(out.getvalue()).splitlines())
    return f"{printed}\n(exit status {status})" if status else printed


@contextmanager
def _a_demo() -> Iterator[Shown]:
    """A demo on a day that stands still, in a home of its own, with a pack and what partners sent to import."""
    from groups.rows import Author
    from tests.index.packs.fictional import PACK
    from tests.workbench.services.evidence_files import word_submission
    from workbench.demo.make import make_demo
    from workbench.workspace.workspace import open_workspace, system_clock

    with tempfile.TemporaryDirectory() as made, _environment(Path(made)), time_machine.travel(DAY, tick=False):
        home = Path(made).resolve()
        (home / "packs").mkdir()
        (home / "packs" / "2026-03-12.md").write_text(PACK, encoding="utf-8")
        shutil.copytree(INBOX, home / "inbox")
        (home / "inbox" / "families.docx").write_bytes(word_submission())
        with open_workspace(home / "wexcombe", Author(NAME, system_clock)) as workspace:
            make_demo(workspace)
        yield Shown(home)


@contextmanager
def _environment(made: Path) -> Iterator[None]:
    """The demo's workspace and name; the zone is that of DAY, whatever the machine's is."""
    names = {"WORKBENCH_WORKSPACE": str(made.resolve() / "wexcombe"), "WORKBENCH_NAME": NAME, "COLUMNS": "100"}
    before = {name: os.environ.get(name) for name in names}
    os.environ.update(names)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def main() -> None:
    """Write the page anew."""
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(filled(page), encoding="utf-8")


if __name__ == "__main__":
    sys.path.insert(0, str(HERE.parent))
    main()
