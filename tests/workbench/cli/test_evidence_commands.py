"""The commands about partners, interviews and notes: plain lines, JSON, and errors in one sentence."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from groups.enquiry import EnquiryLine, LineKind
from groups.group import Group
from groups.rows import Author
from groups.sensitivity import Sensitivity
from interviews.interview import Interview, InterviewState, Note, NoteKind
from tests.workbench.conftest import Clock
from workbench.cli.main import call
from workbench.workspace.undo import undo
from workbench.workspace.workspace import open_workspace


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with a group, a question in two parts and an interview; the commands work on it."""
    made = tmp_path / "workspace"
    with open_workspace(made, Author("A Tester", Clock())) as workspace, workspace.write("Make"):
        group = workspace.records.groups.add(Group(title="School Attendance"))
        question = workspace.records.enquiry.add(
            EnquiryLine(group_id=group.id, kind=LineKind.QUESTION, text="Who is absent?")
        )
        for place, text in enumerate(("Which years?", "Why?")):
            workspace.records.enquiry.add(
                EnquiryLine(
                    group_id=group.id,
                    kind=LineKind.SUB_QUESTION,
                    text=text,
                    parent_id=question.id,
                    position=place,
                )
            )
        workspace.records.interviews.add(Interview(group_id=group.id, title="Attendance team"))
    monkeypatch.setenv("WORKBENCH_WORKSPACE", str(made))
    monkeypatch.setenv("WORKBENCH_NAME", "A Tester")
    return made


def kept(folder: Path) -> list[Note]:
    with open_workspace(folder, Author("A Tester", Clock())) as workspace:
        return workspace.records.notes.find()


def test_a_partner_stands_under_its_umbrella(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["partner", "add", "School", "Health"]) == 0
    assert call(["partner", "add", "School", "Wexcombe Hospitals Trust", "--short", "WHT", "--umbrella", "heal"]) == 0
    assert call(["interview", "add", "School", "Ward sisters", "--partner", "wht", "--on", "9 Jan 2026"]) == 0
    assert call(["note", "add", "School", "Ward", "Referrals go both ways"]) == 0
    capsys.readouterr()
    assert call(["partner", "list", "School"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Health                           1 interview, 1 note",
        "under: Wexcombe Hospitals Trust  1 interview, 1 note",
    ]
    assert call(["interview", "list", "School", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [(row["title"], row["on"], row["state"], row["notes"]) for row in rows] == [
        ("Attendance team", None, "planned", 0),
        ("Ward sisters", "2026-01-09", "live", 1),
    ]


def test_two_levels_of_partners_are_all_there_are(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, above in (("Health", ""), ("Trust", "Health")):
        call(["partner", "add", "School", name, *(["--umbrella", above] if above else [])])
    assert call(["partner", "add", "School", "Ward", "--umbrella", "Trust"]) == 2
    assert "cannot stand under" in capsys.readouterr().err


def test_a_note_with_everything_said_about_it(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = "note add School Attendance Anxiety --line 1b --kind quote --exempt 1".split()
    assert call([*words, "--speaker", "Ms P Lee", "--reason", "names a child"]) == 0
    (note,) = kept(folder)
    assert (note.text, note.kind, note.speaker) == ("Anxiety", NoteKind.QUOTE, "Ms P Lee")
    assert (note.sensitivity, note.exempt_reason) == (
        Sensitivity.EXEMPT,
        "Schedule 12A, paragraph 1: names a child",
    )
    capsys.readouterr()
    assert call(["note", "list", "School"]) == 0
    out = capsys.readouterr().out
    assert "A Tester  1b  Ms P Lee: Anxiety [quote; exempt, Schedule 12A, paragraph 1: names a child]" in out
    assert out.startswith("Attendance team (live)")


def test_one_note_for_each_line_of_standard_input_is_one_step(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("First\n\n  Second \x1b[31mred\n"))
    assert call(["note", "add", "School", "Attendance", "-", "--json"]) == 0
    assert [row["text"] for row in json.loads(capsys.readouterr().out)] == ["First", "Second red"]
    assert [note.position for note in kept(folder)] == [1, 2]
    with open_workspace(folder, Author("A Tester", Clock())) as workspace:
        undo(workspace)
        assert workspace.records.notes.find() == []


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["note", "add", "School", "Navy", "x"], "There is no interview called “Navy”. There are: Attendance team."),
        (["note", "add", "School", "Attendance", "x", "--line", "9z"], "There are: 1, 1a, 1b."),
        (["note", "add", "School", "Attendance", "  "], "There is nothing on the line yet."),
        (["note", "add", "School", "Attendance", "x", "--exempt", "3"], "in the public interest"),
        (["note", "add", "School", "Attendance", "x", "--exempt", "8"], "8 is not in the range"),
        (["note", "add", "School", "Attendance", "x", "--reason", "y"], "--reason belongs to --exempt N."),
        (["interview", "add", "School", "New", "--partner", "Navy"], "There is no partner called “Navy”."),
        (["interview", "add", "School", "New", "--on", "some time"], "is no date"),
        (["partner", "add", "School", ""], "needs a name"),
        (["note", "list", "Navy"], "There is no group called “Navy”."),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_kept(
    folder: Path, capsys: pytest.CaptureFixture[str], words: list[str], says: str
) -> None:
    assert call(words) == 2
    printed = capsys.readouterr()
    assert says in printed.err
    assert printed.out == ""
    assert kept(folder) == []


def test_a_confirmed_interview_takes_no_note(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["interview", "state", "School", "Attendance", "confirmed"]) == 0
    assert call(["note", "add", "School", "Attendance", "Too late"]) == 2
    assert "confirmed and locked" in capsys.readouterr().err
    assert call(["interview", "state", "School", "Attendance", "closed out"]) == 0
    assert call(["note", "add", "School", "Attendance", "After all"]) == 0
    assert [note.text for note in kept(folder)] == ["After all"]
    with open_workspace(folder, Author("A Tester", Clock())) as workspace:
        assert workspace.records.interviews.find()[0].state is InterviewState.CLOSED_OUT
