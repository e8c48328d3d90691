"""J6: the gaps are seen while there is time to fill them, and the interview that fills one is planned from the gap."""

from __future__ import annotations

import json

import pytest

from groups.enquiry import EnquiryLine, LineKind
from groups.group import Group, Stage
from interviews.interview import Interview, InterviewState, Note
from interviews.partner import Partner
from tests.workbench.app.conftest import picture, says, until
from tests.workbench.app.waiting import opens
from workbench.app import WorkbenchApp
from workbench.cli.main import call
from workbench.dialogs.ask import AskYes, Tell
from workbench.screens.place import Place
from workbench.services.notes import take_note
from workbench.workspace.workspace import Workspace


@pytest.fixture
def group(workspace: Workspace) -> Group:
    """Three questions, two partners of whom one was heard on two of them."""
    records = workspace.records
    with workspace.write("Make a group"):
        made = records.groups.add(Group(title="School Meals", stage=Stage.GATHERING))
        for n, text in enumerate(("Who eats at school?", "What does a meal cost?", "Who pools what?"), start=1):
            records.enquiry.add(
                EnquiryLine(group_id=made.id, id=f"q{n}", kind=LineKind.QUESTION, text=text, position=n)
            )
        records.partners.add(Partner(group_id=made.id, id="cooks", name="Cooks", position=1))
        records.partners.add(Partner(group_id=made.id, id="health", name="Health", position=2))
        records.interviews.add(Interview(group_id=made.id, id="i", title="Cooks", partner_ids=["cooks"], asked=["q2"]))
    take_note(workspace, Note(group_id=made.id, interview_id="i", text="Half of Year 9.", line_id="q1"))
    return made


async def test_a_gap_becomes_an_interview_with_a_question_sheet(workspace: Workspace, group: Group) -> None:
    app = WorkbenchApp(workspace, start=Place("group", group.id, "evidence"))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, says(app, "Not heard from", "Health has not been heard"))
        assert "3: nobody has been asked." in picture(app)
        assert "2 was asked of Cooks, and nobody answered." in " ".join(picture(app).split())
        await pilot.press("m")
        await until(pilot, says(app, "Who pools what?", "asked, no answer", "1 note"))
        await pilot.press("down", "down", "right")
        await until(pilot, says(app, "Health was not asked."))
        await opens(pilot, AskYes, "enter")
        assert "Ask Health about 3" in picture(app)
        await pilot.press("y")
        await until(pilot, lambda: isinstance(app.screen, Tell), 60)
        planned = next(i for i in workspace.records.interviews.find() if i.partner_ids == ["health"])
        assert (planned.state, planned.to_ask) == (InterviewState.PLANNED, ["q3"])
        sheet = next(workspace.exports.iterdir())
        assert sheet.suffix == ".docx"
        assert sheet.stat().st_size > 1000
        await pilot.press("escape")
        await until(pilot, says(app, "An interview with Health is planned that is to ask it."))


def test_the_same_by_command(workspace: Workspace, group: Group, capsys: pytest.CaptureFixture[str]) -> None:
    here = ["--workspace", str(workspace.folder)]
    assert call([*here, "coverage", "School"]) == 1
    said = capsys.readouterr().out.splitlines()
    assert said[said.index("3 Who pools what?") + 1 :][:2] == ["  Cooks: not asked", "  Health: not asked"]
    assert "Gap: 3: nobody has been asked." in said
    assert "Gap: Health has not been heard." in said
    assert call([*here, "check", "School", "--json"]) == 1
    told = [row["text"] for row in json.loads(capsys.readouterr().out) if row["about"] == "coverage"]
    assert [f"Gap: {text}" for text in told] == [line for line in said if line.startswith("Gap: ")]
    assert any(text.startswith("Nobody has told of their own experience") for text in told)
    assert call([*here, "interview", "add", "School", "Health again", "--partner", "Health"]) == 0
    capsys.readouterr()
    assert call([*here, "coverage", "School"]) == 1
    said = capsys.readouterr().out.splitlines()
    assert "  Health: planned to be asked" in said
    assert "Gap: 3: nobody has been asked. It is to be put to Health." in said
