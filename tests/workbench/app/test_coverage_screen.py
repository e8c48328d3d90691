"""The coverage matrix on the screen: in words, its evidence opened in place, and what is empty asked for."""

from __future__ import annotations

import time

import pytest
from textual.widgets import DataTable, Static

from groups.enquiry import EnquiryLine, LineKind
from groups.group import Group
from interviews.interview import Interview, InterviewState, Note
from interviews.partner import Partner
from tests.workbench.app.conftest import picture, says, settled, until
from tests.workbench.app.coverage_samples import fill
from tests.workbench.app.waiting import opens
from workbench.app import WorkbenchApp
from workbench.dialogs.ask import AskWhich, AskYes, Tell
from workbench.screens.place import Place
from workbench.widgets.matrix import Matrix
from workbench.workspace.workspace import Workspace


@pytest.fixture
def filled(workspace: Workspace, group: Group) -> Group:
    fill(workspace, group)
    return group


def app_at(workspace: Workspace, group: Group, chosen: str = "") -> WorkbenchApp:
    return WorkbenchApp(workspace, start=Place("coverage", group.id, chosen=chosen))


def about(app: WorkbenchApp) -> str:
    return str(app.screen.query_one("#about-cell", Static).content)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_matrix_in_words(workspace: Workspace, filled: Group, size: tuple[int, int]) -> None:
    app = app_at(workspace, filled)
    async with app.run_test(size=size) as pilot:
        await until(pilot, says(app, "Which years?"))
        shown = picture(app)
        assert "Elective Home Education ▸ Coverage" in shown
        rows = {line.split("  ")[0].strip(): line for line in reversed(shown.splitlines())}
        assert "Cooks" in rows["Line of enquiry"]
        assert "Health" in rows["Line of enquiry"]
        assert "2 notes, 1 passage" in rows["1a Which years?"]
        assert "planned" in rows["1a Which years?"]
        assert "asked, no answer" in rows["1b Which days?"]
        assert "not asked" in rows["2 What [does] it cost?"]
        assert "Nobody has given: people's experience, observation, figures." in " ".join(shown.split())
        assert "not asked: nobody put it" in shown, "what the words mean is said in words"
        assert "Cooks: 2 notes, 1 passage (1 quote, 1 fact, 1 passage)" in about(app)
        assert "“Year 9 never comes.”" in about(app)
        await pilot.press("right")
        await pilot.pause()
        assert "An interview with Health is planned that is to ask it." in about(app)
        await pilot.press("left", "left")
        await pilot.pause()
        assert "Health: planned to be asked" in about(app), "on a line's name, every partner"


async def test_single_organisations_and_whole_questions(workspace: Workspace, filled: Group) -> None:
    app = app_at(workspace, filled)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, says(app, "Which years?"))
        await pilot.press("u")
        await until(pilot, says(app, "School nurses", "single organisations"))
        assert "Health" not in picture(app).split("Line of enquiry")[1].splitlines()[0]
        await pilot.press("o")
        await until(pilot, lambda: "Which years?" not in picture(app))
        assert "2 notes, 1 passage" in next(line for line in picture(app).splitlines() if "1 Who eats?" in line)


async def test_enter_lists_the_evidence_and_leads_to_it(workspace: Workspace, filled: Group) -> None:
    app = app_at(workspace, filled)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, says(app, "Which years?"))
        await opens(pilot, AskWhich, "enter")
        assert "61 meals." in picture(app)
        assert "fact · Ms Lee, Kitchen visit" in picture(app)
        await pilot.press("down", "enter")
        await until(pilot, lambda: app.screen.name == "interview")
        assert app.screen.query_one("#notes").chosen == "n2"  # type: ignore[attr-defined]
        await pilot.press("escape")
        await until(pilot, lambda: app.screen.name == "coverage")
        await settled(pilot)
        assert app.screen.query_one(Matrix).at == ("a", "cooks"), "the cursor is where it was"


async def test_enter_on_what_is_empty_plans_to_ask_and_writes_the_sheet(workspace: Workspace, filled: Group) -> None:
    app = app_at(workspace, filled, "q2")
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, says(app, "Enter plans to ask Cooks"))
        await pilot.press("space", "up", "space")
        await until(pilot, says(app, "Picked for Cooks: 1b, 2. Enter plans it."))
        assert picture(app).count("picked") == 2
        await opens(pilot, AskYes, "enter")
        question = "Ask Cooks about 1b and 2: plan a follow-up interview with a question sheet?"
        assert question in " ".join(picture(app).replace("│", " ").split())
        await pilot.press("y")
        await until(pilot, lambda: isinstance(app.screen, Tell))
        planned = next(i for i in workspace.records.interviews.find() if i.title == "Follow-up: Cooks")
        assert (planned.state, planned.to_ask, planned.follows) == (InterviewState.PLANNED, ["b", "q2"], "i")
        sheets = list(workspace.exports.iterdir())
        assert len(sheets) == 1
        assert sheets[0].read_bytes()[:2] == b"PK", "a Word file"
        assert sheets[0].name in "".join(picture(app).replace("│", " ").split()) or sheets[0].stem[:20] in picture(app)
        await pilot.press("escape")
        await until(pilot, says(app, "planned"))
        await settled(pilot)
        assert "An interview with Cooks is planned that is to ask it." in about(app) or "asked" in about(app)
        assert "picked" not in picture(app)


async def test_picks_of_what_is_empty_are_of_one_partner_and_answers_are_picked_apart(
    workspace: Workspace, filled: Group
) -> None:
    app = app_at(workspace, filled, "q2")
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await until(pilot, says(app, "Enter plans to ask Cooks"))
        await pilot.press("space", "right", "space")
        await until(pilot, says(app, "Picked for Health: 2."))
        await pilot.press("space")
        await pilot.pause()
        assert "picked" not in picture(app)
        await pilot.press("left", "up", "up", "space")
        await until(pilot, says(app, "3 pieces picked: f makes a finding, k links to one."))
        await pilot.press("space")
        await until(pilot, says(app, "Enter lists it, f makes a finding of it."))


async def test_a_click_goes_to_a_cell_and_another_opens_it(workspace: Workspace, filled: Group) -> None:
    app = app_at(workspace, filled)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, says(app, "Which years?"))
        lines = picture(app).splitlines()
        y = next(n for n, line in enumerate(lines) if "What [does] it cost?" in line)
        x = lines[y].index("not asked")
        await pilot.click(offset=(x, y))
        await pilot.pause()
        assert app.screen.query_one(Matrix).at == ("q2", "cooks")
        assert not isinstance(app.screen, AskYes)
        await pilot.click(offset=(x, y))
        await until(pilot, lambda: isinstance(app.screen, AskYes))


async def test_from_the_tab_evidence_and_back(workspace: Workspace, filled: Group) -> None:
    app = WorkbenchApp(workspace, start=Place("group", filled.id, "evidence"))
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, says(app, "Kitchen visit"))
        await pilot.press("m")
        await until(pilot, lambda: app.screen.name == "coverage")
        await pilot.press("h")
        await until(pilot, lambda: app.screen.name == "themes")
        await pilot.press("escape", "escape")
        await until(pilot, lambda: app.screen.name == "group")


async def test_an_empty_group_says_what_to_do_first(workspace: Workspace, group: Group) -> None:
    app = app_at(workspace, group)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, says(app, "a group needs lines of enquiry (tab 3) and partners (tab 4)"))
        await pilot.press("enter", "space", "u", "o")
        await settled(pilot)
        assert app.screen.name == "coverage"


async def test_forty_lines_by_fifteen_partners(workspace: Workspace, group: Group) -> None:
    records = workspace.records
    with workspace.write("Gather"):
        for n in range(15):
            records.partners.add(Partner(group_id=group.id, id=f"p{n}", name=f"Partner {n}", position=n))
            held = InterviewState.CLOSED_OUT
            records.interviews.add(
                Interview(group_id=group.id, id=f"i{n}", title=f"Talk {n}", partner_ids=[f"p{n}"], state=held)
            )
        for n in range(40):
            line = EnquiryLine(group_id=group.id, id=f"q{n}", kind=LineKind.QUESTION, text=f"Why {n}?", position=n)
            records.enquiry.add(line)
        for n in range(600):
            records.notes.put_back(
                Note(group_id=group.id, id=f"n{n}", interview_id=f"i{n % 15}", line_id=f"q{n % 40}", text="So.")
            )
    app = app_at(workspace, group)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, says(app, "Partner 0", "5 notes"))
        table = app.screen.query_one(Matrix)
        begin = time.thread_time()
        app.screen._draw()  # type: ignore[attr-defined]
        assert time.thread_time() - begin < 1, "what the app itself must do is short; the reading is in the background"
        await pilot.press(*["right"] * 9)
        await pilot.pause()
        assert table.at == ("q0", "p9")
        assert "Why 0?" in picture(app), "the name of the line stays in sight"
        assert table.row_count == 40
        assert isinstance(table, DataTable)
