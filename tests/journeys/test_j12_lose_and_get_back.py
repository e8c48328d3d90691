"""J12, evidence: a line of enquiry goes to the bin with what was said on it, and comes back with its links."""

from __future__ import annotations

from typing import Any

import pytest

from groups.enquiry import EnquiryLine, LineKind
from groups.group import Group
from interviews.interview import Interview, Note, asked_lines
from interviews.submission import Submission
from interviews.theme import Theme
from tests.workbench.app.conftest import picture, says, until
from workbench.app import WorkbenchApp
from workbench.cli.main import call
from workbench.screens.place import Place
from workbench.services import marking
from workbench.services.notes import make_finding
from workbench.workspace.workspace import Workspace

TEXT = "Nobody told us that there is a helpline.\nThe forms are long."


@pytest.fixture
def gathered(workspace: Workspace) -> dict[str, Any]:
    """Two questions; on the first a note, a marked passage with a theme, and a finding on each."""
    records = workspace.records
    with workspace.write("Gather"):
        group = records.groups.add(Group(title="Elective Home Education"))
        common: dict[str, Any] = {"group_id": group.id}
        lines = [
            records.enquiry.add(EnquiryLine(**common, kind=LineKind.QUESTION, text=text, position=place))
            for place, text in enumerate(("What do families know?", "What do schools know?"), start=1)
        ]
        theme = records.themes.add(Theme(**common, name="Information"))
        interview = records.interviews.add(Interview(**common, title="Parents"))
        note = records.notes.add(
            Note(**common, interview_id=interview.id, text="We found it by chance", line_id=lines[0].id)
        )
        handed = records.submissions.add(Submission(**common, reference="EHE01", title="Letter", text=TEXT))
    make_finding(workspace, note, "Help is found by chance")
    mark = marking.mark(workspace, handed, 0, 40, line_id=lines[0].id, theme_ids=[theme.id])
    marking.make_finding(workspace, mark, "The helpline is not known")
    return {"group": group, "line": lines[0], "note": note, "handed": handed, "mark": mark}


def on_the_line(workspace: Workspace, gathered: dict[str, Any]) -> tuple[int, str]:
    """How many notes stand on the line, and what is said of the marked passage."""
    notes = asked_lines(workspace.records.notes.find(group_id=gathered["group"].id))
    (mark,) = marking.marks_of(workspace, gathered["handed"])
    return notes[gathered["line"].id], mark.about


async def test_a_line_of_enquiry_with_its_evidence_goes_to_the_bin_and_comes_back(
    workspace: Workspace, gathered: dict[str, Any]
) -> None:
    before = on_the_line(workspace, gathered)
    assert before == (1, "1 · Information · supports 6.1.ii")
    group, line = gathered["group"], gathered["line"]
    app = WorkbenchApp(workspace, start=Place("group", group.id, "enquiry", line.id))
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, says(app, "1 What do families know?", "1 note"))
        await pilot.press("d")
        await until(pilot, lambda: "What do families know?" not in picture(app))
        assert marking.marks_of(workspace, gathered["handed"])[0].about == "Information · supports 6.1.ii"
        app.open_place(Place("document", gathered["handed"].id))
        await until(pilot, says(app, "Nobody told us that there is a", "Information · supports"))
        await pilot.press("escape")
        app.open_place(Place("bin"))
        await until(pilot, says(app, "Line of enquiry", "What do families know?"))
        await pilot.press("r")
        await until(pilot, says(app, "The bin is empty"))
        await pilot.press("escape")
        await until(pilot, says(app, "1 What do families know?", "1 note"))
    assert on_the_line(workspace, gathered) == before
    links = workspace.records.evidence.find(group_id=group.id)
    assert [link.quote for link in links] == ["We found it by chance", TEXT.splitlines()[0]]


def test_a_mark_and_its_submission_come_back_with_what_was_said(workspace: Workspace, gathered: dict[str, Any]) -> None:
    before = on_the_line(workspace, gathered)
    here = ["--workspace", str(workspace.folder)]
    assert call([*here, "passage", "remove", "Elective Home Education", gathered["mark"].id]) == 0
    assert not marking.marks_of(workspace, gathered["handed"])
    assert call([*here, "undo"]) == 0
    assert on_the_line(workspace, gathered) == before
    rows = workspace.records.submissions
    with workspace.write("Put a submission in the bin"):
        rows.bin(rows.get(gathered["handed"].id))
    with workspace.write("Bring it back"):
        rows.restore(rows.get(gathered["handed"].id))
    assert on_the_line(workspace, gathered) == before
