"""J9: an exempt sentence pasted into a finding stops the public export; taken out, the Word file is right."""

from __future__ import annotations

import io
import json
from pathlib import Path

import docx
import pytest

from groups.finding import Finding
from groups.group import Group
from groups.recommendation import Recommendation
from interviews.interview import Note
from tests.workbench.app.conftest import picture, says, until
from tests.workbench.report.reading import docx_lines
from workbench.app import WorkbenchApp
from workbench.cli.main import call
from workbench.demo.make import make_demo
from workbench.dialogs.leaks import LeaksDialog
from workbench.report.checks import check_docx
from workbench.screens.place import Place
from workbench.services.exchange import find_group
from workbench.widgets.record_list import RecordList
from workbench.workspace.workspace import Workspace

PASTED = "Families were moved: a sister’s address, and a court date came up, kept out of the record of that session."


def pasted_into(workspace: Workspace) -> tuple[Group, Note, Finding]:
    """The demo's review with six recommendations to two addressees, and a nearly exempt sentence in a finding."""
    make_demo(workspace)
    records = workspace.records
    group = find_group(workspace, "Elective Home Education")
    note = next(n for n in records.notes.find(group_id=group.id) if "court date" in n.text)
    assert note.sensitivity.is_closed
    rows = records.recommendations.find(group_id=group.id)
    assert len({row.addressee for row in rows}) == 2
    with workspace.write("Write more"):
        for addressee in {row.addressee for row in rows}:
            for n in range(3 - sum(row.addressee == addressee for row in rows)):
                records.recommendations.add(
                    Recommendation(
                        group_id=group.id, addressee=addressee, action=f"The {n + 1}. room is opened.", position=9
                    )
                )
        finding = records.findings.find(group_id=group.id)[0]
        finding = records.findings.save(finding.model_copy(update={"text": f"{finding.text} {PASTED}"}))
    return group, note, finding


async def test_the_public_export_is_stopped_and_shown_beside_its_source(workspace: Workspace) -> None:
    group, note, finding = pasted_into(workspace)
    app = WorkbenchApp(workspace, start=Place("group", group.id, "report"))
    async with app.run_test(size=(120, 40)) as pilot:

        async def export() -> None:
            await until(pilot, says(app, "What may be public"))
            await pilot.press("x")
            await until(pilot, says(app, "Write the public note as"))
            await pilot.press("enter")

        await export()
        await until(pilot, says(app, "Nothing was written", "In the file", "The source (Exempt)", "court date"))
        seen = " ".join(picture(app).split())
        assert "Home-educating families" in seen
        assert "part 6, paragraph" in seen
        assert list(workspace.exports.iterdir()) == []

        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(app.screen, LeaksDialog))
        assert list(workspace.exports.iterdir()) == []

        # Enter leads to the finding in which the words were pasted.
        await export()
        await until(pilot, lambda: isinstance(app.screen, LeaksDialog))
        await pilot.press("enter")
        await until(pilot, says(app, "▸ Findings"))
        assert finding.id in {records.chosen for records in app.screen.query(RecordList)}
        assert list(workspace.exports.iterdir()) == []
        with workspace.write("Take it out"):
            row = workspace.records.findings.get(finding.id)
            workspace.records.findings.save(row.model_copy(update={"text": row.text.replace(f" {PASTED}", "")}))
        await pilot.press("escape")

        await export()
        await until(pilot, lambda: bool(list(workspace.exports.glob("*.docx"))))
    (written,) = workspace.exports.glob("*.docx")
    _is_right(written.read_bytes(), note)
    (published,) = workspace.records.published.find()
    assert published.override_reason == ""


def _is_right(data: bytes, note: Note) -> None:
    """The council's headings, numbers that run on, appendices, background papers, and nothing exempt."""
    assert check_docx(data) == []
    lines = docx_lines(data)
    numbers = [line.number for line in lines]
    first = next(n for n, line in enumerate(lines) if line.words.startswith("The Children") and "that:" in line.words)
    listed = [number for number in numbers[first:] if number.endswith(")")][:6]
    assert listed == ["1)", "2)", "3)", "4)", "5)", "6)"]
    assert [number for number in numbers if number in ("2.1", "2.2")] == ["2.1", "2.2"]
    between = numbers[numbers.index("2.1") : numbers.index("2.2")]
    assert [number for number in between if number.endswith(")")] == ["1)", "2)", "3)"]
    words = " ".join(line.words for line in lines)
    assert "Appendix 1 – Scoping Document" in words
    assert "Background papers" in words
    assert "court date" not in " ".join(paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs)
    assert note.text not in words


async def test_the_source_is_one_key_away_and_esc_comes_back(workspace: Workspace) -> None:
    group, _, _ = pasted_into(workspace)
    app = WorkbenchApp(workspace, start=Place("group", group.id, "report"))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, says(app, "What may be public"))
        await pilot.press("x")
        await until(pilot, says(app, "Write the public note as"))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, LeaksDialog))
        await pilot.press("o")
        await until(pilot, says(app, "to be published all the same?"))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, LeaksDialog))
        await pilot.press("s")
        await until(pilot, says(app, "court date", "exempt"))
        assert not isinstance(app.screen, LeaksDialog)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, LeaksDialog))
        await pilot.press("escape")
        await until(pilot, says(app, "What may be public"))
    assert list(workspace.exports.iterdir()) == []
    assert workspace.records.published.find() == []


def test_the_command_is_stopped_too_and_a_reason_is_recorded(
    workspace: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    group, note, finding = pasted_into(workspace)
    here = ["--workspace", str(workspace.folder), "report", group.id]
    for form in ("docx", "html", "md", "txt"):
        out = tmp_path / f"note.{form}"
        assert call([*here, "--format", form, "--out", str(out), "--json"]) == 2
        told = capsys.readouterr()
        assert [leak["record_id"] for leak in json.loads(told.out)["leaks"]] == [note.id]
        assert "court date" not in told.err
        assert not out.exists()
    out = tmp_path / "note.txt"
    assert (
        call([*here, "--format", "txt", "--out", str(out), "--override-leaks", "The family asked us to print it"]) == 0
    )
    (row,) = workspace.records.published.find()
    assert row.override_reason == "The family asked us to print it"
    assert row.overridden
    assert "court" not in row.model_dump_json()
    with workspace.write("Take it out"):
        workspace.records.findings.save(finding.model_copy(update={"text": "Some families were moved."}))
    assert call([*here, "--out", str(tmp_path / "note.docx")]) == 0
    _is_right((tmp_path / "note.docx").read_bytes(), note)
