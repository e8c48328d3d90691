"""Coverage and themes by command: plain lines, JSON, and an exit status that says whether there are gaps."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from groups.enquiry import EnquiryLine, LineKind
from groups.group import Group
from groups.rows import Author
from interviews.interview import Interview, InterviewState, Note, NoteKind
from interviews.partner import Partner
from tests.workbench.conftest import Clock
from workbench.cli.main import call
from workbench.services.packs import keep_pack, propose_file
from workbench.services.past_review import groups_from_report
from workbench.workspace.workspace import open_workspace


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A group with two questions, an umbrella with one organisation, and one session."""
    made = tmp_path / "workspace"
    with open_workspace(made, Author("A Tester", Clock())) as workspace, workspace.write("Make"):
        records = workspace.records
        group = records.groups.add(Group(title="School Meals"))
        lines = [
            records.enquiry.add(EnquiryLine(group_id=group.id, kind=LineKind.QUESTION, text=text, position=n))
            for n, text in enumerate(("Who eats?", "What does it cost?"))
        ]
        health = records.partners.add(Partner(group_id=group.id, name="Health"))
        nurses = records.partners.add(Partner(group_id=group.id, name="Nurses", umbrella_id=health.id))
        session = records.interviews.add(
            Interview(group_id=group.id, title="Nurses", partner_ids=[nurses.id], state=InterviewState.CLOSED_OUT)
        )
        for kind in (NoteKind.QUOTE, NoteKind.FACT):
            records.notes.add(
                Note(group_id=group.id, interview_id=session.id, text="Half.", line_id=lines[0].id, kind=kind)
            )
    monkeypatch.setenv("WORKBENCH_WORKSPACE", str(made))
    monkeypatch.setenv("WORKBENCH_NAME", "A Tester")
    return made


def test_coverage_in_plain_lines(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["coverage", "School"]) == 1
    said = capsys.readouterr().out.splitlines()
    assert said[:5] == [
        "1 Who eats?",
        "  Health: 2 notes (1 quote, 1 fact)",
        "2 What does it cost?",
        "  Health: not asked",
        "",
    ]
    assert "Gap: 2: nobody has been asked." in said
    assert any("no figures" in line for line in said)
    assert not any(set(line) & set("│┌└─") for line in said)
    assert call(["coverage", "School", "--single"]) == 1
    assert "  Nurses: 2 notes (1 quote, 1 fact)" in capsys.readouterr().out.splitlines()


def test_coverage_as_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["coverage", "School", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert [partner["name"] for partner in told["partners"]] == ["Health"]
    first = told["lines"][0]
    assert (first["number"], first["partners"][0]["state"]) == ("1", "answered")
    assert first["partners"][0]["kinds"] == {"quote": 1, "fact": 1}
    assert len(first["partners"][0]["notes"]) == 2
    assert told["gaps"][0] == {
        "text": "2: nobody has been asked.",
        "table": "enquiry_lines",
        "id": told["lines"][1]["id"],
    }


def test_without_gaps_the_status_is_0(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_workspace(tmp_path / "workspace", Author("A Tester", Clock())) as workspace, workspace.write("Make"):
        workspace.records.groups.add(Group(title="School Meals"))
    assert call(["--workspace", str(tmp_path / "workspace"), "coverage", "School Meals"]) == 0


def test_check_keeps_its_shape_and_names_the_gap(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["check", "School", "--json"]) == 1
    rows = json.loads(capsys.readouterr().out)
    assert all(set(row) >= {"about", "text", "table", "record_id"} for row in rows)
    assert any(row["about"] == "coverage" and row["text"] == "2: nobody has been asked." for row in rows)


def test_the_review_of_2020_by_command(tmp_path: Path, packs_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with open_workspace(tmp_path / "workspace", Author("A Tester", Clock())) as workspace:
        keep_pack(workspace, propose_file(packs_dir / "2020-12-03.txt"))
        made, _ = groups_from_report(workspace, workspace.packs.all()[0])
    here = ["--workspace", str(tmp_path / "workspace")]
    for command in ("check", "coverage"):
        assert call([*here, command, made[0].id]) == 1
        said = capsys.readouterr().out
        assert "2c has no reported answer" in said
        assert "2b has almost no reported answer" in said


def test_themes_by_command(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["theme", "add", "School", "The queue"]) == 0
    assert call(["theme", "add", "School", "Friday", "--under", "the q"]) == 0
    capsys.readouterr()
    call(["note", "list", "School", "--json"])
    one, other = (note["id"] for note in json.loads(capsys.readouterr().out))
    assert call(["theme", "tag", "School", "Friday", one]) == 0
    assert call(["theme", "tag", "School", "Waiting", one, other]) == 0
    assert capsys.readouterr().out.splitlines() == ["Put on 1 of 1.", "Put on 2 of 2."]
    assert call(["theme", "merge", "School", "Waiting", "The queue"]) == 0
    assert call(["theme", "rename", "School", "The queue", "Queues"]) == 0
    capsys.readouterr()
    assert call(["theme", "list", "School"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Queues         2  Nurses 2",
        "under: Friday  1  Nurses 1",
    ]
    assert call(["theme", "tag", "School", "Friday", one, "--off"]) == 0
    assert call(["theme", "remove", "School", "Friday"]) == 0
    assert call(["undo"]) == 0
    capsys.readouterr()
    call(["theme", "list", "School", "--json"])
    rows = json.loads(capsys.readouterr().out)
    assert [(row["name"], row["count"]) for row in rows] == [("Queues", 2), ("Friday", 0)]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["rename", "School", "Weather", "Rain"], "There is no theme called “Weather”"),
        (["tag", "School", "Weather", "nobody"], "There is no note and no marked passage with the id nobody"),
        (["tag", "School", "Weather", "nobody", "--off"], "There is no theme called"),
        (["add", "School", " "], "needs a name"),
    ],
)
def test_what_cannot_be_is_said_in_one_sentence(
    folder: Path, capsys: pytest.CaptureFixture[str], words: list[str], why: str
) -> None:
    assert call(["theme", *words]) == 2
    said = capsys.readouterr().err
    assert why in said
    assert len(said.splitlines()) == 1
