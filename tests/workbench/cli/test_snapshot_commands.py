"""The commands about data snapshots: which there are, what they show, what the check says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from groups.group import Group
from groups.rows import Author
from interviews.submission import Snapshot
from tests.interviews.tables import two_rows_of_headings
from tests.workbench.conftest import Clock
from workbench.cli.main import call
from workbench.workspace.workspace import open_workspace

SAME = "Timely 2024 and Answered late 2024 are identical in all 6 months."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with a group and two snapshots: one with a good deal to remark on, one with nothing."""
    made = tmp_path / "workspace"
    told = {"source": "Case system", "owner": "Dele Marsh", "definition": "Calls", "unit": "calls", "period": "2024"}
    with open_workspace(made, Author("A Tester", Clock())) as workspace, workspace.write("Make"):
        group = workspace.records.groups.add(Group(title="Front Door"))
        rows = workspace.records.snapshots
        first = Snapshot(
            group_id=group.id, title="Calls taken", rows=two_rows_of_headings(), heading_rows=2, position=1
        )
        rows.add(first)
        plain = Snapshot(
            **told,
            group_id=group.id,
            title="Visits [/b]",
            as_at=workspace.today().date(),
            rows=[["", "Visits"], ["JAN", "12"], ["FEB", "15"]],
            position=2,
        )
        rows.add(plain)
    monkeypatch.setenv("WORKBENCH_WORKSPACE", str(made))
    monkeypatch.setenv("WORKBENCH_NAME", "A Tester")
    return made


def test_the_list(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["snapshot", "list", "Front"]) == 0
    lines = [line.rsplit("  ", 1)[0].rstrip() for line in capsys.readouterr().out.splitlines()]
    assert lines == [
        "Calls taken  no date      4 measures  3 remarks",
        "Visits [/b]  14 Jan 2026  1 measure   nothing to remark",
    ]


def test_the_check_says_each_thing_in_a_sentence(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["snapshot", "check", "Front"]) == 1
    out = capsys.readouterr().out.splitlines()
    assert out[0] == "Calls taken:"
    assert f"  {SAME}" in out
    assert out[-1] == "Visits [/b]: nothing to remark."
    assert call(["snapshot", "check", "Front", "Visits"]) == 0
    capsys.readouterr()
    assert call(["snapshot", "check", "Front", "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found[1]["remarks"] == []
    same = next(remark for remark in found[0]["remarks"] if remark["text"] == SAME)
    assert same["cells"][0] == {"row": 2, "column": 4}


def test_a_measure_is_shown_as_sentence_and_bars(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["snapshot", "show", "Front", "Calls", "--measure", "calls"]) == 0
    out = capsys.readouterr().out
    assert "Calls rose 24% from 2023 (600) to 2024 (744), counting all 6 months." in out
    assert "2023  600 ███" in out
    assert max(map(len, out.splitlines())) <= 80
    assert call(["snapshot", "show", "Front", "Calls", "--measure", "calls", "--json"]) == 0
    (shown,) = json.loads(capsys.readouterr().out)
    (measure,) = shown["measures"]
    assert [value["value"] for value in measure["compared"]["values"]] == ["600", "744"]
    assert measure["series"][0]["points"][0] == {
        "label": "JAN",
        "text": "120",
        "value": "120",
        "gap": "",
        "role": "part",
    }


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["show", "Front", "Nothing"], "There are: Calls taken; Visits [/b]."),
        (["show", "Front", "Calls", "--measure", "visits"], "There is no measure called “visits”."),
        (["check", "Nowhere"], "There is no group called “Nowhere”."),
    ],
)
def test_what_is_not_there_is_said(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    assert call(["snapshot", *arguments]) == 2
    assert words in capsys.readouterr().err
