"""The passport on the screen: one recommendation from the first note to what came of it, walked back by Enter."""

from __future__ import annotations

import pytest
from textual.widgets import OptionList

from groups.group import Group
from groups.recommendation import Recommendation
from tests.workbench.app.conftest import picture, says, until
from tests.workbench.report.walked import keep_walked
from workbench.app import WorkbenchApp
from workbench.screens.place import Place
from workbench.widgets.record_list import RecordList
from workbench.workspace.workspace import Workspace


@pytest.fixture
def group(workspace: Workspace) -> Group:
    kept = keep_walked(workspace)
    with workspace.write("Write another"):
        workspace.records.recommendations.add(
            Recommendation(
                id="r3", group_id="g", addressee="Health Partnership", action="One form is agreed", position=3
            )
        )
    return kept


def app_at(workspace: Workspace, tab: str, recommendation_id: str) -> WorkbenchApp:
    return WorkbenchApp(workspace, start=Place("passport", "g", tab, recommendation_id))


def told(app: WorkbenchApp) -> list[str]:
    """What was said at the corner of the screen."""
    return [note.message for note in app._notifications]


def choose(app: WorkbenchApp, words: str) -> None:
    """Put the highlight on the first step with these words."""
    steps = app.screen.query_one("#steps", RecordList)
    steps.highlighted = next(n for n, option in enumerate(steps.options) if words in str(option.prompt))


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_it_shows_the_way_and_its_keys(workspace: Workspace, group: Group, size: tuple[int, int]) -> None:
    app = app_at(workspace, "", "r1")
    async with app.run_test(size=size) as pilot:
        await until(pilot, says(app, "School Meals ▸ Recommendation 1", "Not for publication", "The recommendation"))
        shown = picture(app)
        assert "1) These steps are taken" in shown
        assert "    a. families are told in ten days" in shown
        for key in ("← Before", "→ Next", "e Export", "p Public/private"):
            assert key in shown
        choose(app, "CANARY-EXEMPT")
        await until(pilot, says(app, "Supports: CANARY-EXEMPT about one child"))


@pytest.mark.parametrize(
    ("words", "seen"),
    [
        ("=1+1", ("CANARY-TITLE of the nurses", "line 1")),
        ("Letters are long", ("Letter of the trust", "Letters are long.")),
        ("Cold, 2025", ("Meals served", "Cold")),
        ("Families wait too long", ("Findings", "Families wait too long.")),
        ("We will look at letters", ("Monitoring", "We will look at letters.")),
        ("The Board agreed on", ("Overview",)),
    ],
)
async def test_enter_goes_to_the_place_of_a_step_and_esc_comes_back(
    workspace: Workspace, group: Group, words: str, seen: tuple[str, ...]
) -> None:
    app = app_at(workspace, "", "r1")
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, says(app, "What it rests on"))
        passport = app.screen
        choose(app, words)
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is not passport and says(app, *seen)())
        while app.screen is not passport:
            await pilot.press("escape")
        steps = passport.query_one("#steps", RecordList)
        await until(pilot, lambda: words in str(steps.highlighted_option and steps.highlighted_option.prompt))


async def test_p_shows_what_may_be_public_and_the_arrows_go_on(workspace: Workspace, group: Group) -> None:
    app = app_at(workspace, "", "r1")
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, says(app, "CANARY-EXEMPT"))
        await pilot.press("p")
        await until(pilot, says(app, "Public · 3 left out", "1 piece of evidence is not for publication."))
        assert "CANARY" not in picture(app)
        await pilot.press("right")
        await until(pilot, says(app, "Recommendation 2", "One form is agreed", "It rests on no finding."))
        await pilot.press("right")
        await until(pilot, lambda: "That was the last recommendation." in told(app))
        await pilot.press("left")
        await until(pilot, says(app, "Recommendation 1", "Public · 3 left out"))


async def test_e_writes_what_is_shown(workspace: Workspace, group: Group) -> None:
    app = app_at(workspace, "public", "r1")
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, says(app, "Public · 3 left out"))
        await pilot.press("e")
        await until(pilot, says(app, "Write the public page as", "PDF (.pdf)"))
        await pilot.press("enter")
        await until(pilot, lambda: bool(list(workspace.exports.glob("*.docx"))))
        assert [file.name for file in workspace.exports.iterdir()] == ["school-meals-recommendation-1-passport.docx"]


@pytest.mark.parametrize("tab", ["recommendations", "monitoring"])
async def test_one_key_leads_to_it_from_the_tab(workspace: Workspace, group: Group, tab: str) -> None:
    app = WorkbenchApp(workspace, start=Place("group", "g", tab, "r1"))
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, says(app, "These steps are taken"))
        await pilot.press("w")
        await until(pilot, says(app, "School Meals ▸ Recommendation 1", "What it rests on"))
        await pilot.press("escape")
        await until(pilot, says(app, tab.capitalize()))


@pytest.mark.parametrize(
    ("tab", "asked", "name"),
    [
        ("evidence", "The codebook with its quotations as QDPX", "school-meals-evidence-log.csv"),
        ("findings", "The findings as CSV", "school-meals-findings.csv"),
        ("recommendations", "The recommendations as CSV", "school-meals-recommendations.csv"),
    ],
)
async def test_x_writes_the_list_of_a_tab(workspace: Workspace, group: Group, tab: str, asked: str, name: str) -> None:
    app = WorkbenchApp(workspace, start=Place("group", "g", tab))
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: app.screen.focused is not None and isinstance(app.screen.focused, OptionList))
        await pilot.press("x")
        await until(pilot, says(app, "What is to be written?", asked))
        await pilot.press("enter")
        await until(pilot, says(app, "For whom?", "NOT for publication"))
        await pilot.press("enter")
        written = workspace.exports / name
        await until(pilot, written.exists)
        await until(pilot, lambda: app.screen.name == "group")


async def test_a_restart_opens_there_again_and_esc_goes_to_the_tab(workspace: Workspace, group: Group) -> None:
    first = app_at(workspace, "", "r1")
    async with first.run_test(size=(120, 40)) as pilot:
        await until(pilot, says(first, "What it rests on"))
    again = WorkbenchApp(workspace)
    async with again.run_test(size=(120, 40)) as pilot:
        await until(pilot, says(again, "Recommendation 1", "What it rests on"))
        await pilot.press("escape")
        await until(pilot, says(again, "School Meals ▸ Recommendations"))
