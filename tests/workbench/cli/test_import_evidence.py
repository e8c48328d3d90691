"""The command ``import`` with evidence of every form: what it prints, what it keeps, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from groups.group import Group
from groups.rows import Author
from interviews.partner import Partner
from tests.workbench.conftest import Clock
from tests.workbench.services.evidence_files import (
    FIGURES,
    TURNS,
    mail,
    put,
    word_submission,
    word_transcript,
    workbook,
)
from workbench.cli.main import call
from workbench.workspace.workspace import open_workspace


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with a group and a partner; the commands work on it."""
    made = tmp_path / "workspace"
    with open_workspace(made, Author("A Tester", Clock())) as workspace, workspace.write("Make"):
        group = workspace.records.groups.add(Group(title="Elective Home Education", short_title="EHE"))
        workspace.records.partners.add(Partner(group_id=group.id, name="Wexcombe Parents' Forum", short_name="WPF"))
    monkeypatch.setenv("WORKBENCH_WORKSPACE", str(made))
    monkeypatch.setenv("WORKBENCH_NAME", "A Tester")
    return made


def review(folder: Path) -> Any:
    with open_workspace(folder, Author("A Tester", Clock())) as workspace:
        return workspace.records.review(workspace.records.groups.find()[0].id)


def lines(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return capsys.readouterr().out.splitlines()


def test_a_word_submission_with_what_is_said_about_it(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = put(tmp_path, "letter.docx", word_submission())
    said = ["--from", "The forum", "--partner", "wpf", "--capacity", "for 40 families", "--received", "15 Jan 2026"]
    status = call(
        ["import", str(path), "--as", "submission", "--group", "EHE", *said, "--title", "Letter", "--publish", "yes"]
    )
    assert status == 0
    assert lines(capsys)[:2] == [
        "letter.docx: taken into Elective Home Education as EHE01 Letter (20 words, from The forum). "
        "It may be published.",
        "Form: Word document, 20 words.",
    ]
    found = review(folder)
    (kept,) = found.submissions
    assert (kept.title, kept.sender, kept.capacity, str(kept.received), kept.publication.value) == (
        "Letter",
        "The forum",
        "for 40 families",
        "2026-01-15",
        "publish",
    )
    assert kept.partner_id == found.partners[0].id


def test_a_transcript_names_its_speakers(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = put(tmp_path, "talk.docx", word_transcript())
    assert call(["import", str(path), "--as", "transcript", "--group", "EHE", "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["form"], row["speakers"]) == ("transcript", ["Okoro, Ama", "Lee, Pat (Guest)"])
    assert any("from 00:00:03 to 01:02:12" in sentence for sentence in row["report"])
    assert [turn.at for turn in review(folder).submissions[0].turns] == ["00:00:03", "00:00:09", "01:02:12"]


def test_an_email_with_its_attachments_needs_attention_where_one_cannot_be_read(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = put(tmp_path, "evidence.eml", mail())
    assert call(["import", str(path), "--as", "email", "--group", "EHE", "--publish", "without-names"]) == 1
    printed = lines(capsys)
    assert "What families told us.docx: taken in as EHE02 What families told us." in printed
    assert "children_at_home.csv: taken in as the data snapshot Children at home." in printed
    assert any(line.startswith("The attachment photo.heic is kept as it came, not read:") for line in printed)
    assert {s.publication.value for s in review(folder).submissions} == {"publish without names"}
    assert call(["import", str(path), "--group", "EHE"]) == 0, "the second time there is nothing to see to"
    assert "Nothing changed: Elective Home Education has evidence.eml already" in capsys.readouterr().out
    assert call(["undo"]) == 0
    assert review(folder).submissions == []
    assert review(folder).snapshots == []


def test_a_workbook_gives_a_snapshot_for_each_sheet(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = put(tmp_path, "figures.xlsx", workbook())
    assert call(["import", str(path), "--group", "EHE", "--received", "3 Dec 2025", "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["as"], [s["title"] for s in row["snapshots"]]) == ("snapshot", ["Absence", "Exclusions"])
    assert {str(s.as_at) for s in review(folder).snapshots} == {"2025-12-03"}


def test_another_file_of_the_same_name_says_how_it_becomes_the_newer_text(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(["import", str(put(tmp_path, "talk.txt", "We were not told.")), "--group", "EHE"]) == 0
    assert "same name" not in capsys.readouterr().out
    path = put(tmp_path, "talk.txt", TURNS)
    assert call(["import", str(path), "--group", "EHE"]) == 1
    assert "EHE01 came as a file of the same name." in capsys.readouterr().out
    assert call(["import", str(path), "--group", "EHE"]) == 0
    assert [s.reference for s in review(folder).submissions] == ["EHE01", "EHE02"]


def test_a_newer_file_takes_the_place_of_the_text(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(["import", str(put(tmp_path, "talk.txt", "We were not told.")), "--group", "EHE"]) == 0
    path = put(tmp_path, "talk.txt", TURNS)
    assert call(["import", str(path), "--group", "EHE", "--instead-of", "ehe01"]) == 0
    (kept,) = review(folder).submissions
    assert (kept.reference, kept.title, len(kept.turns)) == ("EHE01", "Talk", 3)
    assert "EHE01 Talk has its newer text; the older file is kept too." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["letter.txt", "--as", "transcript", "--group", "EHE"], "has no times and speakers"),
        (["letter.txt", "--as", "email", "--group", "EHE"], "is no e-mail (plain text)"),
        (["letter.txt", "--as", "snapshot", "--group", "EHE"], "holds no table"),
        (["letter.txt", "--as", "email"], "Say with --group which group the email is for."),
        (["letter.txt", "--from", "Ama"], "say with --group which group it is for"),
        (["letter.txt", "figures.csv", "--title", "x", "--group", "EHE"], "are for one file"),
        (["letter.txt", "--partner", "Navy", "--group", "EHE"], "There is no partner called “Navy”."),
        (["letter.txt", "--received", "some time", "--group", "EHE"], "is no date"),
        (["letter.txt", "--instead-of", "EHE09", "--group", "EHE"], "There is no submission called “EHE09”."),
        (["letter.txt", "--group", "Navy"], "There is no group called “Navy”."),
        (["nothing.txt", "--group", "EHE"], "There is no file nothing.txt"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_kept(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], says: str
) -> None:
    put(tmp_path, "letter.txt", "We were not told.")
    put(tmp_path, "figures.csv", FIGURES)
    given = [str(tmp_path / word) if word.endswith((".txt", ".csv")) else word for word in words]
    assert call(["import", *given]) == 2
    printed = capsys.readouterr()
    assert says in printed.err
    assert printed.out == ""
    assert review(folder).submissions == []
