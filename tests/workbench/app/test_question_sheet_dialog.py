"""The question sheet in the app: written from an interview or a partner, and reviewed before it becomes notes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from groups.enquiry import EnquiryLine, LineKind
from groups.group import Group
from interviews.interview import Interview, InterviewState, notes_of
from interviews.partner import Partner
from tests.hostile import HOSTILE_STRINGS
from tests.workbench.app.conftest import picture, says, until
from workbench.app import WorkbenchApp
from workbench.dialogs.ask import AskWhich
from workbench.dialogs.ask_file import AskFile
from workbench.screens.place import Place
from workbench.screens.sheet_review import SheetReviewScreen
from workbench.screens.tabs.evidence import EvidencePane
from workbench.services.question_sheets import sheet_bytes
from workbench.services.sheets_in import read_sheet, take_sheet
from workbench.workspace.workspace import Workspace

SIZES = [(120, 40), (80, 24)]


def told(app: WorkbenchApp, words: str) -> Callable[[], bool]:
    """Whether it was said at the corner of the screen."""
    return lambda: any(words in each.message for each in app._notifications)


@pytest.fixture
def made(workspace: Workspace, group: Group) -> dict[str, Any]:
    """Two questions and a partner with a planned interview, another without any."""
    records, common = workspace.records, {"group_id": group.id}
    with workspace.write("Make"):
        trust = records.partners.add(Partner(**common, name="Wexcombe Hospitals Trust", short_name="WHT", position=1))
        police = records.partners.add(Partner(**common, name="Wexcombe Police", position=2))
        lines = [
            records.enquiry.add(EnquiryLine(**common, kind=LineKind.QUESTION, text=text, position=n))
            for n, text in enumerate(("Who is absent?", "What helps?"))
        ]
        interview = records.interviews.add(Interview(**common, title="Ward sisters", partner_ids=[trust.id]))
    return {"group": group, "trust": trust, "police": police, "lines": lines, "interview": interview}


def filled(workspace: Workspace, made: dict[str, Any], tmp_path: Path, answer: str = "Year 10.") -> Path:
    text = sheet_bytes(workspace, made["interview"].id, "txt").decode()
    path = tmp_path / "sheet.txt"
    text = text.replace("Filled in by:", "Filled in by: Ms P Lee")
    text = text.replace("1  Who is absent?", f"1  Who is absent?\n{answer}\n\nThen year 11.")
    path.write_bytes(text.encode("utf-8", "replace"))
    return path


def opened(workspace: Workspace, group: Group, chosen: str) -> WorkbenchApp:
    return WorkbenchApp(workspace, start=Place("group", group.id, "evidence", chosen))


async def begun(pilot: Pilot[int]) -> None:
    await until(pilot, lambda: bool(pilot.app.screen.query(EvidencePane)))
    await pilot.press("q")
    await until(pilot, lambda: isinstance(pilot.app.screen, AskWhich))


@pytest.mark.parametrize("size", SIZES)
async def test_the_sheet_of_an_interview_is_written(
    workspace: Workspace, made: dict[str, Any], size: tuple[int, int]
) -> None:
    app = opened(workspace, made["group"], made["interview"].id)
    async with app.run_test(size=size) as pilot:
        await begun(pilot)
        await until(
            pilot, says(app, "Question sheet: Ward sisters. It asks 1 and 2.", "Take in a sheet that came back")
        )
        await pilot.press("enter")
        written = workspace.exports / "ward-sisters-questions.docx"
        await until(pilot, told(app, "Written to"))
        assert written.is_file()


async def test_a_partner_without_an_interview_gets_one_planned(workspace: Workspace, made: dict[str, Any]) -> None:
    app = opened(workspace, made["group"], made["police"].id)
    async with app.run_test(size=(120, 40)) as pilot:
        await begun(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(app.screen, AskWhich))
        assert len(workspace.records.interviews.find()) == 1  # nobody has said yet that there is to be one
        await begun(pilot)
        await pilot.press("enter")
        await until(pilot, says(app, "Question sheet: Questions to Wexcombe Police."))
        await pilot.press("escape")
        planned = [i.title for i in workspace.records.interviews.find() if not i.was_held]
        assert planned == ["Ward sisters", "Questions to Wexcombe Police"]


async def test_a_partner_with_an_interview_is_asked_which(workspace: Workspace, made: dict[str, Any]) -> None:
    app = opened(workspace, made["group"], made["trust"].id)
    async with app.run_test(size=(120, 40)) as pilot:
        await begun(pilot)
        await until(pilot, says(app, "Which interview with WHT?", "Ward sisters (planned)", "A new interview"))
        await pilot.press("escape")
        assert len(workspace.records.interviews.find()) == 1


@pytest.mark.parametrize("size", SIZES)
async def test_a_sheet_that_came_back_is_reviewed_and_kept(
    workspace: Workspace, made: dict[str, Any], tmp_path: Path, size: tuple[int, int]
) -> None:
    app = opened(workspace, made["group"], made["interview"].id)
    async with app.run_test(size=size) as pilot:
        await begun(pilot)
        await pilot.press("end", "enter")
        await until(pilot, lambda: isinstance(app.screen, AskFile))
        app.screen.query_one(Input).value = str(filled(workspace, made, tmp_path))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, SheetReviewScreen))
        await until(pilot, says(app, "What was read", "2 notes", "1 Year 10.", "1 Then year 11."))
        if size[0] > 100:
            await until(pilot, says(app, "Filled in by Ms P Lee.", "Asked, and not answered: 2."))
        await pilot.press("down", "d")
        await until(pilot, says(app, "1 note, 1 left out", "1 left out Year 10."))
        await pilot.press("l")
        await until(pilot, lambda: isinstance(app.screen, AskWhich))
        await pilot.press("down", "enter")
        await until(pilot, says(app, "2 Then year 11."))
        await pilot.press("s")
        await until(pilot, told(app, "Kept 1 note of Ward sisters, and the file as EHE01."))
    kept = notes_of(made["interview"].id, workspace.records.notes.find())
    assert [(n.text, n.line_id, n.speaker) for n in kept] == [("Then year 11.", made["lines"][1].id, "Ms P Lee")]


async def test_leaving_asks_and_keeps_nothing(workspace: Workspace, made: dict[str, Any], tmp_path: Path) -> None:
    app = opened(workspace, made["group"], made["interview"].id)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: bool(app.screen.query(EvidencePane)))
        app.push_screen(
            SheetReviewScreen(read_sheet(workspace, made["interview"].id, filled(workspace, made, tmp_path)))
        )
        await until(pilot, says(app, "nothing is kept yet"))
        await pilot.press("escape")
        await until(pilot, says(app, "not kept yet. Leave without them?"))
        await pilot.press("y")
        await until(pilot, lambda: not isinstance(app.screen, SheetReviewScreen))
    assert workspace.records.notes.find() == []


async def test_a_confirmed_interview_is_refused_in_a_sentence(
    workspace: Workspace, made: dict[str, Any], tmp_path: Path
) -> None:
    path = filled(workspace, made, tmp_path)
    with workspace.write("Confirm"):
        workspace.records.interviews.save(made["interview"].model_copy(update={"state": InterviewState.CONFIRMED}))
    app = opened(workspace, made["group"], made["interview"].id)
    async with app.run_test(size=(120, 40)) as pilot:
        await begun(pilot)
        await pilot.press("end", "enter")
        await until(pilot, lambda: isinstance(app.screen, AskFile))
        app.screen.query_one(Input).value = str(path)
        await pilot.press("enter")
        await until(pilot, says(app, "It was not done.", "confirmed and locked"))


async def test_what_is_there_already_is_said(workspace: Workspace, made: dict[str, Any], tmp_path: Path) -> None:
    path = filled(workspace, made, tmp_path)
    take_sheet(workspace, read_sheet(workspace, made["interview"].id, path))
    app = opened(workspace, made["group"], made["interview"].id)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: bool(app.screen.query(EvidencePane)))
        app.push_screen(SheetReviewScreen(read_sheet(workspace, made["interview"].id, path)))
        await until(pilot, says(app, "0 notes, 2 there already.", "1 there already Year 10."))
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(app.screen, SheetReviewScreen))


async def test_hostile_answers_are_shown_as_text(workspace: Workspace, made: dict[str, Any], tmp_path: Path) -> None:
    answer = "\n\n".join(HOSTILE_STRINGS)
    app = opened(workspace, made["group"], made["interview"].id)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: bool(app.screen.query(EvidencePane)))
        path = filled(workspace, made, tmp_path, answer)
        app.push_screen(SheetReviewScreen(read_sheet(workspace, made["interview"].id, path)))
        await until(pilot, says(app, "What was read"))
        await pilot.press("down", "down", "down")
        assert "\x1b" not in picture(app)
        await pilot.press("s")
        await until(pilot, told(app, "Kept"))
