"""The commands for question sheets and for names published as roles."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from groups.enquiry import EnquiryLine, LineKind
from groups.finding import Finding
from groups.group import Group
from groups.rows import Author
from interviews.interview import Interview, Note
from tests.workbench.conftest import Clock
from workbench.cli.main import call
from workbench.workspace.workspace import open_workspace


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with a group, two questions and an interview; the commands work on it."""
    made = tmp_path / "workspace"
    with open_workspace(made, Author("A Tester", Clock())) as workspace, workspace.write("Make"):
        group = workspace.records.groups.add(Group(title="School Attendance", short_title="SA"))
        for place, text in enumerate(("Who is absent?", "What helps?")):
            workspace.records.enquiry.add(
                EnquiryLine(group_id=group.id, kind=LineKind.QUESTION, text=text, position=place)
            )
        workspace.records.interviews.add(Interview(group_id=group.id, title="Attendance team"))
        workspace.records.findings.add(Finding(group_id=group.id, text="Will told us that Anna Smith waited."))
    monkeypatch.setenv("WORKBENCH_WORKSPACE", str(made))
    monkeypatch.setenv("WORKBENCH_NAME", "A Tester")
    return made


def kept(folder: Path) -> list[Note]:
    with open_workspace(folder, Author("A Tester", Clock())) as workspace:
        return sorted(workspace.records.notes.find(), key=lambda note: note.position)


def test_a_sheet_out_and_in(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sheet = tmp_path / "sheet.txt"
    assert call(["interview", "sheet", "School", "Attend", "--format", "txt", "--out", str(sheet)]) == 0
    assert capsys.readouterr().out == f"Written to {sheet}\n"
    sheet.write_text(sheet.read_text().replace("1  Who is absent?", "1  Who is absent?\n- Year 10\n- Year 11"))
    assert call(["interview", "take-sheet", "School", "Attend", str(sheet)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "2 notes.",
        "Nobody says who filled it in.",
        "Asked, and not answered: 2.",
        "The file is kept as SA01, private until somebody says otherwise.",
    ]
    assert [note.text for note in kept(folder)] == ["Year 10", "Year 11"]
    assert call(["interview", "take-sheet", "School", "Attend", str(sheet), "--json"]) == 0
    again = json.loads(capsys.readouterr().out)
    assert again["notes"] == []
    assert again["report"][0] == "0 notes, 2 there already."
    assert call(["undo"]) == 0
    assert kept(folder) == []


def test_a_follow_up_is_planned_with_its_sheet(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["partner", "add", "School", "Wexcombe Hospitals Trust", "--short", "WHT"]) == 0
    capsys.readouterr()
    assert call(["interview", "follow-up", "School", "WHT", "2", "1", "--format", "txt"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith("Planned: Follow-up: WHT, to ask 1, 2  (")
    sheet = folder / "exports" / "follow-up-wht-questions.txt"
    assert told[1] == f"Its question sheet is {sheet}"
    assert "What helps?" in sheet.read_text()
    assert call(["interview", "follow-up", "School", "WHT", "What", "--json"]) == 0
    joined = json.loads(capsys.readouterr().out)
    assert joined["asks"] == ["1", "2"]
    assert joined["interview"]["title"] == "Follow-up: WHT"
    assert Path(joined["sheet"]).suffix == ".docx"
    assert call(["interview", "follow-up", "School", "WHT", "7"]) == 2
    assert "There is no line of enquiry 7. There are: 1, 2." in capsys.readouterr().err
    assert call(["interview", "follow-up", "School", "Navy", "1"]) == 2
    assert "There is no partner called “Navy”" in capsys.readouterr().err


def test_a_confirmed_note_is_corrected_by_a_new_one(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["note", "add", "School", "Attend", "It was 140", "--line", "1", "--kind", "fact"]) == 0
    (wrong,) = kept(folder)
    assert call(["note", "correct", "School", wrong.id, "It was 40"]) == 2
    assert "are not confirmed: change the line itself" in capsys.readouterr().err
    assert call(["interview", "state", "School", "Attend", "confirmed"]) == 0
    capsys.readouterr()
    assert call(["note", "correct", "School", wrong.id, "It was 40"]) == 0
    assert capsys.readouterr().out == "Kept as a correction of: It was 140 [fact]\n"
    assert [(note.text, note.corrects) for note in kept(folder)] == [("It was 140", ""), ("It was 40", wrong.id)]
    assert call(["note", "list", "School"]) == 0
    listed = capsys.readouterr().out
    assert "It was 140 [fact; corrected in line 2]" in listed
    assert "It was 40 [fact; corrects line 1]" in listed
    assert call(["note", "correct", "School", "nothing", "x"]) == 2
    assert "no note with the id nothing" in capsys.readouterr().err


def test_the_word_sheet_goes_to_the_exports(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["interview", "sheet", "School", "Attendance team"]) == 0
    assert (folder / "exports" / "attendance-team-questions.docx").is_file()


def test_what_cannot_be_done_is_one_sentence(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["interview", "take-sheet", "School", "Attend", str(tmp_path / "gone.txt")]) == 2
    assert "There is no file gone.txt" in capsys.readouterr().err
    assert call(["interview", "sheet", "School", "Nobody"]) == 2
    assert "There is no interview called" in capsys.readouterr().err


def test_roles(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["role", "list", "School"]) == 0
    assert "No name is published as a role yet" in capsys.readouterr().out
    assert call(["role", "add", "School", "Anna Smith", "Parent", "--also", "Annie"]) == 0
    assert capsys.readouterr().out == "Anna Smith is published as Parent A.\n"
    assert call(["role", "list", "School"]) == 0
    assert capsys.readouterr().out.splitlines() == ["Parent A  Anna Smith  Annie"]
    assert call(["role", "add", "School", "Will Marsh", "Pupil", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["role"] == "Pupil A"
    assert call(["role", "list", "School"]) == 1
    assert "To look at: “Will” stands in the public report" in capsys.readouterr().out
    assert call(["role", "remove", "School", "annie"]) == 0
    assert call(["role", "list", "School", "--json"]) == 1
    listed = json.loads(capsys.readouterr().out.split("back.\n")[-1])
    assert [row["name"] for row in listed["names"]] == ["Will Marsh"]
    assert listed["still_in_the_report"] == ["Will"]


def test_a_role_that_cannot_be_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["role", "add", "School", "Anna Smith", "Anna"]) == 2
    assert "gives a name away" in capsys.readouterr().err
    assert call(["role", "remove", "School", "Bo"]) == 2
    assert "The list is empty" in capsys.readouterr().err
