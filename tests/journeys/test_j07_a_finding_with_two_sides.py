"""J7: a finding with two sides. What was said is searched and picked; "all" is questioned; the finding is contested."""

from __future__ import annotations

import json
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList

from groups.evidence import Relation
from groups.group import Group, Stage
from interviews.interview import Interview, InterviewState, Note, NoteKind
from interviews.partner import Partner
from tests.workbench.app.conftest import picture, says, until
from tests.workbench.app.waiting import answer, back, opens
from workbench.app import WorkbenchApp
from workbench.cli.main import call
from workbench.dialogs.to_finding import ToFinding
from workbench.screens.interview import InterviewScreen
from workbench.screens.search import SearchScreen
from workbench.services.feeding import Feeding
from workbench.widgets.record_list import RecordList
from workbench.workspace.undo import undo
from workbench.workspace.workspace import Workspace

TOLD = [
    ("Parents’ forum", NoteKind.QUOTE, "The visit was welcome, and she knew what to ask."),
    ("Parents’ forum", NoteKind.ANECDOTE, "One family feared the visit and was glad of it after."),
    ("School nurses", NoteKind.FACT, "After a visit nine in ten families ring again."),
    ("Youth service", NoteKind.VIEW, "A visit is the best hour of the month."),
    ("Libraries", NoteKind.QUOTE, "A visit is felt as a control."),
]
WRITTEN = "All partners agree that a visit helps."


@pytest.fixture
def group(workspace: Workspace) -> Group:
    """Five things that four partners said of visits, and an index that has them."""
    with workspace.write("Hear them"):
        records = workspace.records
        made = records.groups.add(Group(title="School Attendance", stage=Stage.ANALYSING))
        for n, (name, kind, text) in enumerate(TOLD):
            partner_id = f"p-{name}"
            if not records.partners.find(group_id=made.id, name=name):
                records.partners.add(Partner(id=partner_id, group_id=made.id, name=name, position=n))
                records.interviews.add(
                    Interview(
                        id=f"i-{name}",
                        group_id=made.id,
                        title=name,
                        partner_ids=[partner_id],
                        state=InterviewState.CLOSED_OUT,
                        position=n,
                    )
                )
            note = Note(id=f"n{n}", group_id=made.id, interview_id=f"i-{name}", text=text, kind=kind, position=n)
            records.notes.add(note)
    feeding = Feeding(workspace)
    assert feeding.feed()
    feeding.close()
    return made


def rows_of(screen: SearchScreen) -> dict[str, int]:
    """Each result's words → its place in the list."""
    return {found.text: place for place, found in enumerate(screen._found)}


async def pick(pilot: Pilot[Any], screen: SearchScreen, text: str) -> None:
    results = screen.query_one("#results", RecordList)
    results.choose(str(rows_of(screen)[text]))
    await pilot.press("space")


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_four_passages_for_it_and_one_against(workspace: Workspace, group: Group, size: tuple[int, int]) -> None:
    app = WorkbenchApp(workspace)
    async with app.run_test(size=size) as pilot:
        screen = await opens(pilot, SearchScreen, "slash")
        screen.query_one("#box", Input).value = "visit"
        await until(pilot, lambda: len(screen._found) == 5)
        screen.query_one("#results").focus()
        for _, _, text in TOLD[:4]:
            await pick(pilot, screen, text)
        await until(pilot, says(app, "4 picked: f makes a finding of them, k links to one."))
        await pilot.press("f")
        await answer(pilot, WRITTEN)
        await until(pilot, lambda: app.screen.name == "group")
        await until(pilot, says(app, "All partners agree that a visit helps."))
        (finding,) = workspace.records.findings.find()
        assert len(workspace.records.evidence.find(finding_id=finding.id)) == 4
        assert undo(workspace) == "Make a finding of 4 pieces of evidence"
        assert not workspace.records.findings.find()
        await pilot.press("ctrl+y")
        await until(pilot, lambda: bool(workspace.records.findings.find()))

        # One that contradicts: back in the search, linked to the finding that is there.
        await pilot.press("escape")
        if app.screen is not screen:
            await pilot.press("escape")
        await until(pilot, lambda: app.screen is screen)
        screen.query_one("#box", Input).value = "felt as a control"
        await until(pilot, lambda: [found.text for found in screen._found][:1] == [TOLD[4][2]])
        screen.query_one("#results").focus()
        await pilot.press("home")
        dialog = await opens(pilot, ToFinding, "k")
        dialog.query_one(Input).value = "partners agree"
        await until(pilot, lambda: dialog.query_one(RecordList).chosen == finding.id)
        await pilot.press("enter", "c")
        await until(pilot, lambda: app.screen is screen)
        contrary = workspace.records.evidence.find(finding_id=finding.id)[-1]
        assert contrary.relation is Relation.CONTRADICTS

        # From the note to the finding that uses it: it is contested, and its "all" is questioned.
        await pilot.press("u")
        await until(pilot, lambda: app.screen.name == "group")
        await until(pilot, says(app, "Contested · 3 partners, 4 kinds, 1 contrary; anecdotal in part"))
        await until(pilot, says(app, "“All partners agree”"))
        shown = " ".join(picture(app).split())
        assert "evidence from Libraries speaks against it" in shown.replace("│ ", "")

        # Enter on the evidence opens it in its place; Esc comes back to where one was.
        if size[0] >= 100:
            await pilot.press("enter")
        evidence = app.screen.query_one("#finding-evidence", OptionList)
        await until(pilot, lambda: evidence.has_focus)
        await pilot.press("down", "down")
        chosen = evidence.highlighted
        await opens(pilot, InterviewScreen, "enter")
        await until(pilot, says(app, TOLD[2][2][:30]))
        await back(pilot, "escape")
        await until(pilot, lambda: evidence.has_focus)
        assert evidence.highlighted == chosen


def test_the_same_by_command(workspace: Workspace, group: Group, capsys: pytest.CaptureFixture[str]) -> None:
    here = ["--workspace", str(workspace.folder)]

    def said(*arguments: str, status: int = 0) -> str:
        capsys.readouterr()
        assert call([*here, *arguments]) == status
        return capsys.readouterr().out

    found = json.loads(said("search", "visit", "--json"))["found"]
    assert {row["text"] for row in found} == {text for _, _, text in TOLD}
    said("finding", "add", "School", WRITTEN)
    linked = said("finding", "link", "School", "6.1.i", "n0", "n1", "n2", "n3")
    assert linked == "Finding 6.1.i is corroborated: 3 partners, 4 kinds; anecdotal in part.\n"
    questioned = said("finding", "check", "School", status=1)
    assert "“All partners agree”: three of the four partners heard are behind it (not Libraries)" in questioned
    linked = said("finding", "link", "School", "6.1.i", "n4", "--contradicts")
    assert linked == "Finding 6.1.i is contested: 3 partners, 4 kinds, 1 contrary; anecdotal in part.\n"
    questioned = said("finding", "check", "School", status=1)
    assert "“All partners agree”: evidence from Libraries speaks against it" in questioned
    assert said("finding", "used-by", "School", "n4") == f"contradicts 6.1.i  {WRITTEN}\n"
    shown = json.loads(said("finding", "show", "School", "6.1.i", "--json", status=1))
    assert shown["state"] == "contested"
    assert [piece["source"].split(",")[0] for piece in shown["evidence"]] == [name for name, _, _ in TOLD]
