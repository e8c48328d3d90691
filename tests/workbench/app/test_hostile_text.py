"""No text from a person or a file is ever taken as markup or as a control sequence, on any screen, at any size."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual import events
from textual.widgets import Input

from groups.clock import ClockRule
from groups.rows import Author
from tests.workbench.app.conftest import picture, says, settled, until
from tests.workbench.app.hostile_workspace import STRINGS, fill
from tests.workbench.conftest import Clock
from workbench.app import WorkbenchApp
from workbench.screens.place import TABS, Place
from workbench.screens.sheet_review import SheetReviewScreen
from workbench.services.question_sheets import sheet_bytes
from workbench.services.sheets_in import ProposedSheet, read_sheet
from workbench.workspace.workspace import Workspace, open_workspace

SIZES = [(120, 40), (80, 24)]
# C0 and C1, bidi controls, zero-width signs, line separators, tag characters: all that fools a terminal or an eye.
FORBIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]"
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Workspace, dict[str, Place]]]:
    with open_workspace(tmp_path_factory.mktemp("hostile") / "workspace", Author("[/b] \x1b[31m", Clock())) as opened:
        group, interview, pack = fill(opened)
        with opened.write("A rule"):
            rule = ClockRule(name="[/nope] \x1b[31mrule", words=["[/b]"], source="[@click=app.quit]press", position=0)
            opened.records.clock_rules.add(rule)
        places = {
            "home": Place("home"),
            **{f"group, {tab}": Place("group", group.id, tab) for tab in TABS},
            "interview": Place("interview", interview.id),
            "close_out": Place("close out", interview.id),
            "requests": Place("requests", group.id),
            "snapshot": Place("snapshot", opened.records.snapshots.find(group_id=group.id)[0].id),
            "search": Place("search"),
            "archive": Place("archive"),
            "pack": Place("pack", pack),
            "bin": Place("bin"),
            "help": Place("help"),
            "scorecard": Place("scorecard"),
            "clocks": Place("clocks"),
            "document": Place("document", opened.records.marked.find(group_id=group.id)[0].submission_id),
            "unsure": Place("unsure", group.id),
            "passport": Place("passport", group.id, "", opened.records.recommendations.find(group_id=group.id)[0].id),
            "builder": Place("builder", group.id, "", opened.records.recommendations.find(group_id=group.id)[0].id),
            **{name: Place(name, group.id) for name in ("coverage", "roles", "themes", "checks", "drafts", "sharing")},
            "sheet_review": Place("group", group.id, "evidence", interview.id),
        }
        yield opened, places


NAMES = ["home", *(f"group, {tab}" for tab in TABS), "interview", "search", "archive", "pack", "bin", "help"]
NAMES += ["close_out", "requests", "snapshot", "scorecard", "clocks"]
NAMES += ["document", "unsure", "passport", "coverage", "roles", "themes", "sheet_review"]
NAMES += ["builder", "checks", "drafts", "sharing"]


def filled_in(workspace: Workspace, interview_id: str, folder: Path) -> ProposedSheet:
    """The sheet of the hostile interview, with every hostile text as an answer and in places where nobody asked."""
    sheet = sheet_bytes(workspace, interview_id, "txt").decode()
    every = "\n".join(STRINGS)
    path = folder / "[@click=app.quit]press sheet.txt"
    path.write_text(f"{every}\n{sheet.replace('Filled in by:', f'Filled in by: {STRINGS[0]}')}\n{every}", "utf-8")
    return read_sheet(workspace, interview_id, path)


@pytest.mark.parametrize("size", SIZES, ids=["wide", "narrow"])
@pytest.mark.parametrize("name", NAMES)
async def test_hostile_text_is_only_text(
    hostile: tuple[Workspace, dict[str, Place]], tmp_path: Path, name: str, size: tuple[int, int]
) -> None:
    workspace, places = hostile
    app = WorkbenchApp(workspace, start=places[name])
    async with app.run_test(size=size) as pilot:
        if name == "sheet_review":
            app.push_screen(SheetReviewScreen(filled_in(workspace, places[name].chosen, tmp_path)))
        await settled(pilot)
        seen = picture(app)
        for _ in range(6):  # all at once: to wait after each would take most of the time of this test
            app.post_message(events.Key("down", None))
        palette = ("ctrl+p", "escape") if name in ("home", "group, overview") else ()  # our own words but for names
        for key in ("", "enter", "tab", "escape", *palette):
            await pilot.press(*[key] if key else [])
            await pilot.pause()
            seen += picture(app)
        assert app.return_value is None, "markup in a text ran an action"
    found = FORBIDDEN.search(seen.replace("\n", " "))
    assert found is None, f"{found and found.group()!r} reached the screen"
    if name not in ("search", "help"):
        assert "[/nope]" in seen, "square brackets of a text disappeared"


async def test_what_is_pasted_into_the_search_is_only_text(hostile: tuple[Workspace, dict[str, Place]]) -> None:
    workspace, places = hostile
    app = WorkbenchApp(workspace, start=places["search"])
    async with app.run_test(size=(120, 40)) as pilot:
        for words in ("[/nope]", "\x1b[31mred", "[@click=app.quit]press", "\u202eevil kind:[/b]"):
            app.screen.query_one("#box", Input).value = ""
            app.post_message(events.Paste(words))
            await until(pilot, says(app, words[-3:]))
            assert FORBIDDEN.search(picture(app).replace("\n", " ")) is None
        assert app.return_value is None


def test_the_list_of_places_is_whole() -> None:
    """A screen that is added is added here too."""
    screens = Path(__file__).parents[3] / "workbench" / "screens"
    known = {"base", "first_run", "group", "navigation", "place", "__init__"}
    tried = {name.split(",")[0] for name in NAMES}
    modules = {path.stem for path in screens.glob("*.py")} - known
    # The last two are reached from the archive and stand in tests of their own.
    assert modules - {"import_review", "new_group"} == tried - {"group"}
