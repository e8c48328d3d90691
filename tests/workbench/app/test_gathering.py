"""The same letters wherever evidence stands: f makes a finding, k links to one, u opens the findings that use it."""

from __future__ import annotations

import re

import pytest
from textual.widgets import Input

from groups.evidence import EvidenceKind, Relation
from groups.group import Group
from groups.sensitivity import Sensitivity
from interviews.interview import Interview
from tests.hostile import HOSTILE_STRINGS
from tests.workbench.app.conftest import picture, says, until
from tests.workbench.app.coverage_samples import fill
from tests.workbench.app.evidence_samples import a_finding, add_evidence
from tests.workbench.app.waiting import answer, opens
from workbench.app import WorkbenchApp
from workbench.dialogs.ask import AskWhich, AskWords
from workbench.dialogs.mark_several import MarkSeveral
from workbench.dialogs.to_finding import ToFinding
from workbench.screens.place import Place
from workbench.services.findings import add_finding
from workbench.services.gathering import make_finding, pieces_of_notes
from workbench.widgets.mark_list import MarkList
from workbench.widgets.matrix import Matrix
from workbench.widgets.notes_list import NotesList
from workbench.widgets.record_list import RecordList
from workbench.workspace.undo import undo
from workbench.workspace.workspace import Workspace

SIZES = [(120, 40), (80, 24)]


def flat(app: WorkbenchApp) -> str:
    """The screen without frames and line ends."""
    return " ".join(re.sub("[│┌┐└┘─▊▎]", " ", picture(app)).split())


def told(app: WorkbenchApp) -> str:
    return "\n".join(each.message for each in app._notifications)


@pytest.fixture
def interview(workspace: Workspace, group: Group) -> Interview:
    """The interview with the parent group, which has one quotation."""
    ids = add_evidence(workspace, group)
    return workspace.records.interviews.get(workspace.records.notes.get(ids["helpline"]).interview_id)


@pytest.mark.parametrize("size", SIZES)
async def test_lines_of_an_interview(
    workspace: Workspace, group: Group, interview: Interview, size: tuple[int, int]
) -> None:
    finding = a_finding(workspace, group, "Families are told")
    (note,) = workspace.records.notes.find(interview_id=interview.id)
    app = WorkbenchApp(workspace, start=Place("interview", interview.id, chosen=note.id))
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: app.screen.query_one(NotesList).has_focus)
        await pilot.press("u")
        await until(pilot, lambda: "No finding uses this yet" in told(app))
        dialog = await opens(pilot, ToFinding, "k")
        assert "To which finding do you link “Nobody told us there was a helpline.”?" in flat(app)
        assert "A new finding …" in picture(app)
        dialog.query_one(Input).value = "families"
        await until(pilot, lambda: dialog.query_one(RecordList).chosen == finding.id)
        await pilot.press("enter", "enter")
        await until(pilot, says(app, "Say how it bears on it"))
        await pilot.press("c")
        await until(pilot, lambda: "nothing for it, 1 contrary" in told(app))
        await until(pilot, says(app, "quote · 1"))
        await pilot.press("u")
        await until(pilot, lambda: app.screen.name == "group")
        await pilot.press("escape")
        await until(pilot, lambda: app.screen.name == "interview")
        await opens(pilot, AskWords, "f")
        await answer(pilot, "Nobody is told")
        await until(pilot, says(app, "quote · 2"))
        await opens(pilot, AskWhich, "u")
        assert "supports 6.1.ii Nobody is told" in flat(app)
    assert undo(workspace) == "Make a finding of a note"
    assert undo(workspace) == "Link a note to a finding"
    assert not workspace.records.evidence.find()


async def test_a_new_finding_from_the_dialog_is_contradicted_at_once(
    workspace: Workspace, group: Group, interview: Interview
) -> None:
    (note,) = workspace.records.notes.find(interview_id=interview.id)
    app = WorkbenchApp(workspace, start=Place("interview", interview.id, chosen=note.id))
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: app.screen.query_one(NotesList).has_focus)
        await opens(pilot, ToFinding, "k")
        await pilot.press("c")
        await answer(pilot, "Families are told")
        await until(pilot, lambda: bool(workspace.records.evidence.find()))
    (link,) = workspace.records.evidence.find()
    assert link.relation is Relation.CONTRADICTS


async def test_an_exempt_line_is_refused_before_anything_is_asked(
    workspace: Workspace, group: Group, interview: Interview
) -> None:
    a_finding(workspace, group)
    (note,) = workspace.records.notes.find(interview_id=interview.id)
    with workspace.write("Close"):
        closed = {"sensitivity": Sensitivity.EXEMPT, "exempt_reason": "Schedule 12A, paragraph 1: x"}
        workspace.records.notes.save(note.model_copy(update=closed))
    app = WorkbenchApp(workspace, start=Place("interview", interview.id, chosen=note.id))
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: app.screen.query_one(NotesList).has_focus)
        for key in ("f", "k"):
            app.clear_notifications()
            await pilot.press(key)
            await until(pilot, lambda: "This is exempt: its words stay where they are." in told(app))
            assert app.screen.name == "interview"


@pytest.mark.parametrize("size", SIZES)
async def test_cells_of_the_matrix(workspace: Workspace, group: Group, size: tuple[int, int]) -> None:
    fill(workspace, group)
    with workspace.write("Close"):
        notes = workspace.records.notes
        closed = {"sensitivity": Sensitivity.CONFIDENTIAL}
        notes.save(notes.get("n2").model_copy(update=closed))
    app = WorkbenchApp(workspace, start=Place("coverage", group.id, chosen="a"))
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: "f makes a finding of it" in flat(app))
        await pilot.press("space")
        await until(pilot, lambda: "3 pieces picked: f makes a finding, k links to one." in flat(app))
        which = await opens(pilot, MarkSeveral, "f")
        assert "1 exempt or confidential left out" in flat(app)
        assert which.query_one(MarkList).option_count == 2
        await pilot.press("enter")
        await answer(pilot, "Year 9 does not come")
        await until(pilot, lambda: app.screen.name == "group")
        links = workspace.records.evidence.find()
        assert [link.address.kind for link in links] == [EvidenceKind.NOTE, EvidenceKind.PASSAGE]
        await pilot.press("escape")
        await until(pilot, lambda: app.screen.name == "coverage")
        matrix = app.screen.query_one(Matrix)
        await until(pilot, lambda: matrix.at[0] == "a")
        await opens(pilot, MarkSeveral, "k")
        dialog = await opens(pilot, ToFinding, "enter")
        dialog.query_one(Input).value = "Year 9"
        await until(pilot, lambda: dialog.query_one(RecordList).chosen != "new")
        await pilot.press("enter", "x")
        await until(pilot, lambda: app.screen.name == "coverage")
        links = workspace.records.evidence.find()
        assert {link.relation for link in links} == {Relation.CONTEXT}
        await pilot.press("down", "down", "f")
        await until(pilot, lambda: "Nobody answered there" in told(app))


async def test_figures_of_a_snapshot(workspace: Workspace, group: Group) -> None:
    ids = add_evidence(workspace, group)
    finding = a_finding(workspace, group, "More children learn at home")
    app = WorkbenchApp(workspace, start=Place("snapshot", ids["snapshot"]))
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, says(app, "On the register"))
        await pilot.press("enter", "right")
        await until(pilot, says(app, "On the register, 2025: 214"))
        dialog = await opens(pilot, ToFinding, "k")
        dialog.query_one(Input).value = "more children"
        await until(pilot, lambda: dialog.query_one(RecordList).chosen == finding.id)
        await pilot.press("enter", "s")
        await until(pilot, lambda: "is supported: 1 source, 1 kind" in told(app))
        await pilot.press("u")
        await until(pilot, lambda: app.screen.name == "group")
    (link,) = workspace.records.evidence.find()
    assert (link.address.kind, link.quote) == (EvidenceKind.FIGURE, "On the register, 2025: 214")


async def test_what_is_gathered_leads_to_its_findings(workspace: Workspace, group: Group, interview: Interview) -> None:
    make_finding(workspace, group.id, "Nobody is told", pieces_of_notes(workspace, workspace.records.notes.find()[:1]))
    app = WorkbenchApp(workspace, start=Place("group", group.id, "evidence", interview.id))
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, says(app, "Parent group"))
        await pilot.press("u")
        await until(pilot, says(app, "6.1.i Nobody is told"))


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_words_are_only_text_in_the_dialog(
    workspace: Workspace, group: Group, interview: Interview, size: tuple[int, int]
) -> None:
    for text in HOSTILE_STRINGS:
        if text.strip():
            add_finding(workspace, group.id, f"x {text}")
    (note,) = workspace.records.notes.find(interview_id=interview.id)
    app = WorkbenchApp(workspace, start=Place("interview", interview.id, chosen=note.id))
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: app.screen.query_one(NotesList).has_focus)
        dialog = await opens(pilot, ToFinding, "k")
        seen = picture(app)
        dialog.query_one(Input).value = "[/nope]"
        await pilot.pause()
        seen += picture(app)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen.name == "interview")
    assert "[/nope]" in seen
    assert "\x1b" not in seen
    assert "\u202e" not in seen
    assert not workspace.records.evidence.find()
