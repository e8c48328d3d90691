"""The commands for the evening after an interview, and for what a group waits for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from groups.group import Group
from groups.rows import Author
from interviews.interview import InterviewState
from interviews.request import InformationRequest, RequestState
from interviews.submission import Submission
from tests.workbench.conftest import Clock
from tests.workbench.held_samples import HeldIds, hold
from workbench.cli.main import call
from workbench.services.notes import change_note
from workbench.services.requests import from_note
from workbench.workspace.undo import undo
from workbench.workspace.workspace import Workspace, open_workspace


def again(folder: Path) -> Workspace:
    return open_workspace(folder, Author("A Tester", Clock()))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = tmp_path / "workspace"
    monkeypatch.setenv("WORKBENCH_WORKSPACE", str(made))
    monkeypatch.setenv("WORKBENCH_NAME", "A Tester")
    return made


@pytest.fixture
def held(folder: Path) -> HeldIds:
    with again(folder) as workspace:
        with workspace.write("Make"):
            group = workspace.records.groups.add(Group(title="School Attendance", short_title="SA"))
            workspace.records.submissions.add(Submission(group_id=group.id, reference="SA01", title="Return"))
        return hold(workspace, group)


def kept(folder: Path) -> list[InformationRequest]:
    with again(folder) as workspace:
        return workspace.records.requests.find()


def test_open_points_are_printed_and_said_by_the_exit_status(
    folder: Path, held: HeldIds, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(["interview", "close-out", "School", "Attendance"]) == 1
    out = capsys.readouterr().out.splitlines()
    assert out[:3] == [
        "Attendance team is live. Open: 6",
        "Lines that answer no question yet:",
        "  Ms P Lee: Schools phone on the first day",
    ]
    assert call(["interview", "close-out", "School", "Attendance", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert [point["kind"] for point in told["open"]] == [
        "untagged",
        "unanswered",
        "not_asked",
        "action",
        "no_speaker",
        "follow_up",
    ]
    assert told["open"][0]["note_id"] == held.notes["loose"].id


def test_with_nothing_open_the_exit_status_is_nought(
    folder: Path, held: HeldIds, capsys: pytest.CaptureFixture[str]
) -> None:
    with again(folder) as workspace:
        change_note(workspace, held.notes["loose"], "Tag", line_id=held.lines["2"])
        change_note(workspace, held.notes["anxiety"], "Say", speaker="Ms P Lee")
        note = change_note(workspace, held.notes["return"], "Kind", kind="fact", line_id=held.lines["3"])
        assert note.kind == "fact"
    assert call(["interview", "close-out", "School", "Attendance", "--done"]) == 0
    assert capsys.readouterr().out == "Attendance team is closed out. Nothing is open.\n"
    with again(folder) as workspace:
        assert workspace.records.interviews.get(held.interview.id).state is InterviewState.CLOSED_OUT


def test_an_interview_that_was_not_held_is_not_closed_out(
    folder: Path, held: HeldIds, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(["interview", "add", "School", "Ward sisters"]) == 0
    assert call(["interview", "close-out", "School", "Ward", "--done"]) == 2
    assert "planned" in capsys.readouterr().err


def test_the_page_is_printed_or_written_and_keeps_private_words_in(
    folder: Path, held: HeldIds, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(["interview", "summary", "School", "Attendance", "--print"]) == 0
    out = capsys.readouterr().out
    assert "Absence is highest in Year 10" in out
    assert "Hill Road" not in out
    assert "1 line is left out of this page: 1 exempt." in out
    for form in ("txt", "docx", "md"):
        assert call(["interview", "summary", "School", "Attendance", "--format", form]) == 0
        assert capsys.readouterr().out == f"Written to {folder / 'exports' / f'attendance-team-summary.{form}'}\n"
        assert b"Hill Road" not in (folder / "exports" / f"attendance-team-summary.{form}").read_bytes()
    assert call(["interview", "summary", "School", "Attendance", "--private", "--out", str(folder / "p.txt")]) == 0
    assert "keep it private" in capsys.readouterr().err
    assert "Hill Road" in (folder / "p.txt").read_text()
    assert call(["interview", "summary", "School", "Attendance", "--out", str(folder / "workbench.db" / "x.txt")]) == 2


def test_a_request_by_hand_is_listed_and_settled(
    folder: Path, held: HeldIds, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["request", "add", "School", "Figures by school", "--of", "Ms P Lee", "--partner", "AT"]
    assert call([*words, "--owner", "Mr T Reed", "--due", "1 Jan 2020"]) == 0
    assert "Waiting for: Figures by school, due 1 Jan 2020" in capsys.readouterr().out
    assert call(["request", "add", "School", "A list"]) == 0
    capsys.readouterr()
    assert call(["request", "list", "School"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines == [
        "1  OVERDUE  1 Jan 2020  Mr T Reed          Figures by school; from Ms P Lee",
        "2  open     no day      nobody sees to it  A list",
    ]
    assert call(["request", "settle", "School", "1", "received", "--submission", "sa01"]) == 0
    assert capsys.readouterr().out == "Figures by school: received (SA01)\n"
    assert call(["request", "list", "School", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [(row["number"], row["what"], row["state"], row["overdue"]) for row in told] == [
        (1, "A list", "open", False),
        (2, "Figures by school", "received", False),
    ]
    assert call(["request", "list", "School", "--overdue"]) == 0
    assert capsys.readouterr().out == "Nothing is overdue.\n"
    assert [r.partner_id for r in kept(folder) if r.what == "Figures by school"] == [held.partner.id]


def test_a_promise_in_a_line_is_taken_up_in_one_step(
    folder: Path, held: HeldIds, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["request", "add", "School", "--note", held.notes["secret"].id, "--due", "tomorrow", "--partner", "AT"]
    assert call([*words, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["sensitivity"], told["note_id"]) == ("exempt", held.notes["secret"].id)
    with again(folder) as workspace:
        undo(workspace)
        assert workspace.records.requests.find() == []


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["request", "add", "School"], "Say what you are waiting for."),
        (["request", "add", "School", "x", "--due", "soon"], "is no date"),
        (["request", "add", "School", "x", "--partner", "Navy"], "There is no partner called “Navy”."),
        (["request", "add", "School", "--note", "nothing"], "There is no note with the id nothing"),
        (["request", "settle", "School", "7"], "There is no request called “7”."),
        (["request", "settle", "School", "The", "received", "--submission", "SA09"], "There are: SA01."),
        (["request", "settle", "School", "The", "not coming", "--submission", "SA01"], "belongs to “received”"),
        (["interview", "close-out", "School", "Navy"], "There is no interview called “Navy”."),
        (["interview", "summary", "Navy", "x"], "There is no group called “Navy”."),
    ],
)
def test_what_cannot_be_done_is_said(
    folder: Path, held: HeldIds, capsys: pytest.CaptureFixture[str], words: list[str], says: str
) -> None:
    with again(folder) as workspace:
        made = from_note(workspace, held.notes["return"], what="The return")
    assert call(words) == 2
    printed = capsys.readouterr()
    assert says in printed.err
    assert printed.out == ""
    assert kept(folder) == [made]
    assert made.state is RequestState.OPEN
