"""The commands about marked passages: plain lines, JSON, and errors in one sentence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from groups.enquiry import EnquiryLine, LineKind
from groups.evidence import Standing
from groups.group import Group
from groups.rows import Author
from interviews.submission import Submission
from interviews.theme import Theme
from tests.workbench.conftest import Clock
from workbench.cli.main import call
from workbench.services.anchoring import SubmissionTexts
from workbench.services.findings import add_finding
from workbench.workspace.workspace import open_workspace

TEXT = "We asked 61 families.\nMost would welcome a visit, if it were announced.\nNobody told them of a helpline."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with a submission, a line of enquiry, a theme and a finding; the commands work on it."""
    made = tmp_path / "workspace"
    with open_workspace(made, Author("A Tester", Clock())) as workspace, workspace.write("Make"):
        group = workspace.records.groups.add(Group(title="School Attendance"))
        common: dict[str, Any] = {"group_id": group.id}
        workspace.records.enquiry.add(EnquiryLine(**common, kind=LineKind.QUESTION, text="Who is absent?"))
        workspace.records.themes.add(Theme(**common, name="Visits"))
        workspace.records.submissions.add(Submission(**common, reference="SA01", title="What parents said", text=TEXT))
        add_finding(workspace, group.id, "Visits are welcome")
    monkeypatch.setenv("WORKBENCH_WORKSPACE", str(made))
    monkeypatch.setenv("WORKBENCH_NAME", "A Tester")
    return made


def edit(folder: Path, text: str) -> None:
    with open_workspace(folder, Author("A Tester", Clock())) as workspace, workspace.write("Edit"):
        (handed,) = workspace.records.submissions.find()
        SubmissionTexts(workspace).save(handed.model_copy(update={"text": text}))


def test_a_passage_is_marked_listed_and_taken_off(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["most would welcome a visit", "--line", "1", "--theme", "vis", "--remark", "check", "--finding", "6.1.i"]
    assert call(["passage", "add", "School Attendance", "sa01", *words]) == 0
    assert "“Most would welcome a visit” (SA01 What parents said, line 2)" in capsys.readouterr().out
    assert call(["passage", "list", "School Attendance"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("SA01 What parents said\nline 2  1 · Visits · supports 6.1.i  Most would welcome a visit (")
    assert call(["passage", "list", "School Attendance", "--json"]) == 0
    (told,) = json.loads(capsys.readouterr().out)
    assert told["line"] == 2
    assert told["findings"] == [{"number": "6.1.i", "relation": "supports"}]
    assert (told["remark"], told["themes"], told["reference"]) == ("check", ["Visits"], "SA01")
    assert call(["passage", "remove", "School Attendance", "most would"]) == 0
    capsys.readouterr()
    assert call(["passage", "list", "School Attendance"]) == 0
    assert "Nothing is marked yet." in capsys.readouterr().out
    assert call(["undo"]) == 0
    capsys.readouterr()
    assert call(["passage", "list", "School Attendance", "--of", "SA01"]) == 0
    assert "supports 6.1.i" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["add", "School Attendance", "SA02", "We asked"], "There is no submission called “SA02”. There are: SA01."),
        (["add", "School Attendance", "SA01", "swimming"], "SA01 does not have these words: copy them exactly."),
        (["add", "School Attendance", "SA01", "a"], "times: give more of them"),
        (["add", "School Attendance", "SA01", "We asked", "--theme", "Money"], "There are: Visits."),
        (["add", "School Attendance", "SA01", "We asked", "--line", "9"], "There is no line of enquiry 9."),
        (["add", "School Attendance", "SA01", "We asked", "--finding", "6.1.ix"], "There is no finding 6.1.ix."),
        (["remove", "School Attendance", "We asked"], "“workbench passage list” shows them"),
        (["settle", "School Attendance", "X", "--keep"], "is not among what"),
        (["settle", "School Attendance", "X"], "Say --words WORDS or --keep."),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(
    folder: Path, capsys: pytest.CaptureFixture[str], words: list[str], sentence: str
) -> None:
    assert call(["passage", *words]) == 2
    said = capsys.readouterr()
    assert sentence in said.err
    assert said.out == ""
    with open_workspace(folder, Author("A Tester", Clock())) as workspace:
        assert not workspace.records.marked.find()


def test_what_is_unsure_is_listed_and_settled(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for words in ("We asked 61 families.", "Nobody told them of a helpline."):
        assert call(["passage", "add", "School Attendance", "SA01", words]) == 0
    assert call(["passage", "list", "School Attendance", "--unsure"]) == 0
    assert "Nothing is to be looked at" in capsys.readouterr().out
    edit(folder, "Sixty-one were asked.\nMost would welcome a visit.\nWho can be rung was never said.")
    assert call(["passage", "list", "School Attendance", "--unsure"]) == 1
    out = capsys.readouterr().out
    assert "SA01: “We asked 61 families.”, a mark" in out
    assert call(["passage", "list", "School Attendance", "--unsure", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert [each["words"] for each in told] == ["We asked 61 families.", "Nobody told them of a helpline."]
    first, second = (each["id"] for each in told)
    assert call(["passage", "settle", "School Attendance", first, "--words", "Sixty-one were asked."]) == 0
    assert call(["passage", "settle", "School Attendance", second, "--keep"]) == 0
    capsys.readouterr()
    assert call(["passage", "list", "School Attendance", "--unsure"]) == 0
    with open_workspace(folder, Author("A Tester", Clock())) as workspace:
        kept = sorted(workspace.records.marked.find(), key=lambda p: p.id)
    assert [(p.address.words, p.address.standing) for p in kept] == [
        ("Sixty-one were asked.", Standing.IN_PLACE),
        ("Nobody told them of a helpline.", Standing.WORDS_ONLY),
    ]
