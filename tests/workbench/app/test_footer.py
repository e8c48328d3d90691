"""At 80 columns the keys at the bottom are all to be seen, the last of them Help."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from groups.rows import Author
from tests.workbench.app.conftest import picture, says, settled, until
from tests.workbench.conftest import Clock
from workbench.app import WorkbenchApp
from workbench.demo.make import make_demo
from workbench.screens.place import TABS, Place
from workbench.services.exchange import find_group
from workbench.workspace.workspace import Workspace, open_workspace


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    with open_workspace(tmp_path_factory.mktemp("demo") / "workspace", Author("A Tester", Clock())) as opened:
        make_demo(opened)
        yield opened


@pytest.mark.parametrize("name", ["home", *TABS, "archive", "pack", "bin", "search", "help"])
async def test_every_key_at_the_bottom_is_in_sight(demo: Workspace, name: str) -> None:
    group = find_group(demo, "EHE")
    place = Place("group", group.id, name) if name in TABS else Place(name)
    if name == "pack":
        place = Place("pack", demo.packs.all()[0].id)
    app = WorkbenchApp(demo, start=place)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        word = "Back" if name == "help" else "Help"
        await until(pilot, says(app, word))
        assert word in picture(app).splitlines()[-1]
        for _ in range(3):
            await pilot.press("down")
        await pilot.press("enter")
        await settled(pilot)
        assert "Help" in picture(app).splitlines()[-1] or name == "help"
