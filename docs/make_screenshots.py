"""Makes the screenshots of the documentation: real screens of the real app on the demo, 120 columns by 40 lines.

python docs/make_screenshots.py
"""

from __future__ import annotations

import asyncio
import contextlib
import sys
import tempfile
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from textual.worker import WorkerCancelled

HERE = Path(__file__).resolve().parent
FOLDER = HERE / "screenshots"
DAY = datetime(2026, 11, 25, 18, 0, tzinfo=UTC)
SIZE = (120, 40)

Press = Callable[..., Awaitable[None]]


async def screenshots() -> None:
    """Write every screenshot."""
    from groups.rows import Author
    from workbench.app import WorkbenchApp
    from workbench.demo.make import make_demo
    from workbench.screens.place import Place
    from workbench.workspace.workspace import open_workspace

    with (
        tempfile.TemporaryDirectory() as made,
        open_workspace(Path(made) / "workspace", Author("Ines Farrow", lambda: DAY)) as workspace,
    ):
        make_demo(workspace)
        records = workspace.records
        group = next(g for g in records.groups.find() if g.short_title == "EHE")
        visits = next(f for f in records.findings.find(group_id=group.id) if f.text.startswith("All partners"))
        asked = next(r for r in records.recommendations.find(group_id=group.id) if "effort" in r.action)
        travel = next(g for g in records.groups.find() if g.title == "School Travel")
        told = next(r for r in records.recommendations.find(group_id=travel.id) if "fifteen" in r.action)
        live = next(i for i in records.interviews.find(group_id=group.id) if i.state.value == "live")
        app = WorkbenchApp(workspace)
        async with app.run_test(size=SIZE) as pilot:
            await _settled(pilot)
            await _shoot(pilot, "home")
            for name, place in {
                "enquiry": Place("group", group.id, "enquiry"),
                "evidence": Place("group", group.id, "evidence"),
                "findings": Place("group", group.id, "findings", visits.id),
                "recommendations": Place("group", group.id, "recommendations", asked.id),
                "report": Place("group", group.id, "report"),
                "interview": Place("interview", live.id),
                "archive": Place("archive"),
                "builder": Place("builder", group.id, chosen=asked.id),
                "checks": Place("checks", group.id),
                "monitoring": Place("group", travel.id, "monitoring"),
                "passport": Place("passport", travel.id, chosen=told.id),
            }.items():
                app.open_place(place)
                await _settled(pilot)
                await _shoot(pilot, name)
                app.go_home()
                await _settled(pilot)
            app.open_place(Place("search"))
            await _settled(pilot)
            app.screen.query_one("Input").value = "examinatoin fees"
            await _settled(pilot)
            await _shoot(pilot, "search")


async def _settled(pilot: Any) -> None:
    """Wait until nothing moves any more: what is looked up in the background is on the screen."""
    for _ in range(8):
        await pilot.pause(0.15)
        with contextlib.suppress(WorkerCancelled):  # one that a later look-up overtook
            await pilot.app.workers.wait_for_complete([w for w in pilot.app.workers if w.group == "find"])


async def _shoot(pilot: Any, name: str) -> None:
    FOLDER.mkdir(exist_ok=True)
    svg = pilot.app.export_screenshot(title="Scrutiny workbench")
    # The fonts come from a server by address: the page's own monospaced font does as well, and nothing is fetched.
    (FOLDER / f"{name}.svg").write_text(_without_fonts(svg), encoding="utf-8")


def _without_fonts(svg: str) -> str:
    kept, skipping = [], False
    for line in svg.splitlines():
        skipping = skipping or line.strip().startswith("@font-face")
        if not skipping:
            kept.append(line.rstrip())
        elif "}" in line:
            skipping = False
    return "\n".join(kept) + "\n"


if __name__ == "__main__":
    sys.path.insert(0, str(HERE.parent))
    asyncio.run(screenshots())
