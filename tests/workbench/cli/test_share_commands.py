"""Sister groups from the command line: offer, take, take back, and recommendations that pull apart."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from groups.group import Group
from groups.recommendation import Recommendation
from groups.rows import Author
from interviews.submission import Submission
from workbench.cli.main import call
from workbench.workspace.workspace import open_workspace

BOARD = ["Wexcombe Scrutiny Board"]


@pytest.fixture
def folder(tmp_path: Path, author: Author) -> Path:
    where = tmp_path / "workspace"
    with open_workspace(where, author) as workspace, workspace.write("Begin"):
        records = workspace.records
        meals = records.groups.add(Group(title="School Meals", boards=BOARD))
        travel = records.groups.add(Group(title="School Travel", boards=BOARD))
        records.submissions.add(Submission(group_id=meals.id, reference="MEA01", title="From parents", text="Warm."))
        for group, words in (
            (meals, "The lunch hour in schools is extended"),
            (travel, "The lunch hour in schools is cut"),
        ):
            records.recommendations.add(Recommendation(group_id=group.id, action=words))
    return where


def run(folder: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    capsys.readouterr()
    status = call(["--workspace", str(folder), *arguments])
    out, errors = capsys.readouterr()
    return status, out, errors


def test_offered_taken_and_taken_back(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    offer = ("share", "offer", "School Meals", "MEA01", "--with", "School Travel")
    status, _, errors = run(folder, capsys, *offer, "--consent", " ")
    assert (status, errors.count("\n")) == (2, 1)
    assert "who agreed" in errors
    status, out, _ = run(folder, capsys, *offer, "--consent", "Parents’ Council, 3 May", "--json")
    made: dict[str, Any] = json.loads(out)
    assert (status, made["what"], made["consent"]) == (0, "submission", "Parents’ Council, 3 May")
    assert run(folder, capsys, "share", "accept", "School Travel", "MEA01")[0] == 0
    status, out, _ = run(folder, capsys, "share", "list", "School Travel", "--json")
    told = json.loads(out)
    assert status == 1  # two recommendations pull apart
    assert [(s["state"], s["name"], s["from"]) for s in told["shares"]] == [
        ("in use", "MEA01 From parents", "School Meals")
    ]
    assert [s["title"] for s in told["sisters"]] == ["School Meals"]
    assert [pair["kind"] for pair in told["pulling_apart"]] == ["opposite"]
    assert run(folder, capsys, "share", "withdraw", "School Meals", made["id"])[0] == 0
    status, out, _ = run(folder, capsys, "share", "list", "School Travel")
    assert "withdrawn" in out
    assert "Pulls against School Meals" in out
    status, _, errors = run(folder, capsys, "share", "accept", "School Travel", "MEA01")
    assert status == 2
    assert "Nothing is shared yet" in errors


def test_what_is_not_there_is_one_sentence(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for thing, sister in (("MEA09", "School Travel"), ("MEA01", "Moon")):
        status, _, errors = run(
            folder, capsys, "share", "offer", "School Meals", thing, "--with", sister, "--consent", "Yes"
        )
        assert (status, errors.count("\n")) == (2, 1)
