"""The check on the command line: by subject with keys, settling with a reason, opening again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from groups.finding import Finding
from groups.group import Group, Membership, Person, Role
from groups.prose import Prose, ReportSection
from groups.recommendation import Recommendation
from groups.rows import Author
from interviews.checks import About
from tests.workbench.conftest import Clock
from workbench.cli.check import SUBJECTS
from workbench.cli.main import call
from workbench.workspace.workspace import open_workspace


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "workspace"
    with open_workspace(path, Author("A Tester", Clock())) as workspace, workspace.write("Make"):
        records = workspace.records
        own = {"group_id": records.groups.add(Group(title="School Meals")).id}
        person = records.people.add(Person(name="Councillor A Okoro"))
        records.memberships.add(Membership(**own, person_id=person.id, name=person.name, role=Role.CHAIR))
        records.findings.add(Finding(**own, text="The queue is long.", position=1))
        records.findings.add(Finding(**own, text="The hall is cold.", position=2))
        records.recommendations.add(Recommendation(**own, addressee="Cabinet Member", action="The hall is heated"))
        records.prose.add(Prose(**own, section=ReportSection.BACKGROUND, text="FSM pupils wait, see Appendix 9."))
    monkeypatch.setenv("WORKBENCH_WORKSPACE", str(path))
    monkeypatch.setenv("WORKBENCH_NAME", "Ms P Lee")
    return path


def printed(capsys: pytest.CaptureFixture[str], *arguments: str, status: int = 1) -> str:
    assert call(["check", *arguments]) == status
    return capsys.readouterr().out


def rows(capsys: pytest.CaptureFixture[str], *arguments: str, status: int = 1) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = json.loads(printed(capsys, "School", *arguments, "--json", status=status))
    return told


@pytest.mark.usefixtures("folder")
def test_the_subjects_with_counts_and_keys(capsys: pytest.CaptureFixture[str]) -> None:
    said = printed(capsys, "School").splitlines()
    headings = [line for line in said if not line.startswith(" ")]
    assert headings[0].startswith("What is missing (")
    assert "References (1)" in headings
    line = said[said.index("References (1)") + 1]
    assert line.startswith("  Background and Information refers to Appendix 9, and there is none")
    assert line.rstrip("]").rpartition("[")[2].startswith("references-")


@pytest.mark.usefixtures("folder")
def test_json_has_the_key_the_number_and_the_place(capsys: pytest.CaptureFixture[str]) -> None:
    found = rows(capsys)
    assert all(set(row) == {"key", "about", "text", "table", "record_id", "number", "settled"} for row in found)
    loose = next(row for row in found if row["text"].startswith("Finding 6.1.ii rests on no evidence"))
    assert (loose["number"], loose["table"], loose["settled"]) == ("6.1.ii", "findings", None)
    assert rows(capsys, "--subject", "references") == [row for row in found if row["about"] == "references"]


@pytest.mark.usefixtures("folder")
def test_settling_opening_again_and_the_exit_status(capsys: pytest.CaptureFixture[str]) -> None:
    (row,) = rows(capsys, "--subject", "references")
    key = row["key"]
    assert printed(capsys, "settle", "School", key[:-1], "--reason", "It is handed out", status=0).startswith(
        "Settled: Background and Information refers to Appendix 9"
    )
    assert printed(capsys, "School", "--subject", "references", status=0) == (
        "Nothing is open on references.\n1 settled: --all shows it too.\n"
    )
    assert rows(capsys, "--subject", "references", status=0) == []
    (again,) = rows(capsys, "--subject", "references", "--all", status=0)
    assert again == {**row, "settled": {"reason": "It is handed out", "by": "Ms P Lee", "on": again["settled"]["on"]}}
    said = printed(capsys, "School", "--all").splitlines()
    assert "Settled (1)" in said
    assert said[-1].startswith("    It is handed out (Ms P Lee, ")
    assert printed(capsys, "reopen", "School", key, status=0).startswith("Open again: Background")
    assert len(rows(capsys, "--subject", "references")) == 1


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["Nowhere"], "There is no group called “Nowhere”."),
        (["settle", "School", "coverage-1", "--reason", "So"], "There is no remark coverage-1."),
        (["settle", "School", "completeness", "--reason", "So"], "Several remarks have a key that begins with"),
        (["settle", "School", "references-", "--reason", " "], "Say why it may stand as it is"),
        (["settle", "School", "references-"], "Missing option '--reason'"),
        (["reopen", "School", "references-"], "is open: there is nothing to take back."),
        (["School", "--subject", "weather"], "Invalid value for '--subject'"),
    ],
)
def test_what_cannot_be_done_is_said(arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["check", *arguments]) == 2
    assert words in capsys.readouterr().err


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("command", ["check", "check settle", "progress", "coverage", "finding list", "group show"])
def test_without_a_group_it_says_which_there_are(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(command.split()) == 2
    said = capsys.readouterr().err
    assert said.startswith("Say which group: “School")
    assert said.count("\n") == 1
    assert said.endswith(f" {command} --help” tells the rest.\n")
    assert call(["clock", "set"]) == 2
    assert "Missing argument 'NAME'" in capsys.readouterr().err


@pytest.mark.usefixtures("folder")
def test_it_is_one_step_of_undo(capsys: pytest.CaptureFixture[str]) -> None:
    (row,) = rows(capsys, "--subject", "references")
    assert call(["check", "settle", "School", row["key"], "--reason", "So", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["settled"]["reason"] == "So"
    assert call(["undo"]) == 0
    capsys.readouterr()
    assert len(rows(capsys, "--subject", "references")) == 1


def test_every_subject_can_be_asked_for() -> None:
    assert [about.value for about in About] == SUBJECTS
