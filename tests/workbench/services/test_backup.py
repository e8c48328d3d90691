"""Backups stand alone, are verified, and come back byte for byte in what the database holds."""

import json
import sqlite3
import zipfile
from pathlib import Path

import pytest

from groups.group import Group
from groups.rows import Author
from workbench.services.backup import BadBackup, back_up, restore, verify
from workbench.services.doctor import examine
from workbench.services.files import file_name, keep_original
from workbench.workspace.workspace import Workspace, open_workspace


def filled(workspace: Workspace) -> Path:
    with workspace.write("Add"):
        for n in range(30):
            workspace.records.groups.add(Group(title=f"Group {n} — “with signs”"))
    keep_original(workspace.files, b"an original \x00 of bytes")
    made = back_up(workspace)
    assert made is not None
    return made


def dump(file: Path) -> list[str]:
    conn = sqlite3.connect(file)
    try:
        return list(conn.iterdump())
    finally:
        conn.close()


def test_what_comes_back_is_what_was_there(workspace: Workspace, tmp_path: Path) -> None:
    made = filled(workspace)
    workspace.close()
    assert restore(made, tmp_path / "back") == 1
    # A copy lists tables, indexes and triggers in another order; every statement is the same.
    assert sorted(dump(tmp_path / "back" / "workbench.db")) == sorted(dump(workspace.file))
    (original,) = (tmp_path / "back" / "files").iterdir()
    assert original.read_bytes() == b"an original \x00 of bytes"
    with open_workspace(tmp_path / "back", workspace.author) as opened:
        assert opened.records.groups.count() == 30
        assert all(f.sound for f in examine(opened))


def test_a_clock_that_was_set_back_costs_no_backup(workspace: Workspace) -> None:
    at = workspace.author.now()
    still = Workspace(workspace.folder, workspace.db, Author("A Tester", lambda: at))
    one = filled(still)
    before = one.read_bytes()
    other = back_up(still)
    assert other is not None
    assert other != one
    assert one.read_bytes() == before
    assert verify(other)


def test_a_restore_never_writes_over_anything(workspace: Workspace, tmp_path: Path) -> None:
    made = filled(workspace)
    (tmp_path / "busy").mkdir()
    (tmp_path / "busy" / "letter.txt").write_text("keep me")
    with pytest.raises(BadBackup, match="not empty"):
        restore(made, tmp_path / "busy")
    assert (tmp_path / "busy" / "letter.txt").read_text() == "keep me"


def test_flipped_bytes_are_found(workspace: Workspace, tmp_path: Path) -> None:
    made = filled(workspace)
    data = bytearray(made.read_bytes())
    data[len(data) // 3] ^= 0xFF
    (tmp_path / "bad.zip").write_bytes(bytes(data))
    with pytest.raises(BadBackup):
        restore(tmp_path / "bad.zip", tmp_path / "back")
    assert not (tmp_path / "back").exists()


@pytest.mark.parametrize("name", ["../outside", "files/../../outside", "files/short", "notes.txt"])
def test_parts_with_other_names_are_refused(tmp_path: Path, name: str) -> None:
    with zipfile.ZipFile(tmp_path / "made.zip", "w") as bundle:
        bundle.writestr(name, b"x")
        bundle.writestr("manifest.json", json.dumps({"sha256": {"workbench.db": "0", name: "0"}}))
    with pytest.raises(BadBackup):
        verify(tmp_path / "made.zip")
    assert not (tmp_path.parent / "outside").exists()


def test_what_is_no_backup_is_said(tmp_path: Path) -> None:
    (tmp_path / "letter.zip").write_text("Dear all")
    for file in (tmp_path / "letter.zip", tmp_path / "missing.zip"):
        with pytest.raises(BadBackup, match=r"name (one|a backup) that"):
            verify(file)


def test_a_cancelled_backup_leaves_nothing(workspace: Workspace) -> None:
    assert back_up(workspace, cancelled=lambda: True) is None
    assert list(workspace.backups.iterdir()) == []


def test_progress_is_told(workspace: Workspace) -> None:
    keep_original(workspace.files, b"one")
    told: list[tuple[int, int]] = []
    back_up(workspace, progress=lambda done, of: told.append((done, of)))
    assert told == [(1, 2), (2, 2)]


def test_the_doctor_finds_what_is_wrong(workspace: Workspace) -> None:
    from groups.evidence import Address, EvidenceKind, EvidenceLink
    from groups.finding import Finding
    from interviews.submission import Submission

    with workspace.write("Add"):
        group = workspace.records.groups.add(Group(title="G"))
        finding = workspace.records.findings.add(Finding(group_id=group.id, text="x"))
        gone = Address(kind=EvidenceKind.NOTE, id="nowhere")
        workspace.records.evidence.add(EvidenceLink(group_id=group.id, finding_id=finding.id, address=gone))
        sha = keep_original(workspace.files, b"original")
        workspace.records.submissions.add(
            Submission(group_id=group.id, reference="G01", title="S", file_sha256=sha, text="kept")
        )
    (workspace.files / sha).write_bytes(b"altered")
    unsound = {f.what: f.sentence for f in examine(workspace) if not f.sound}
    assert set(unsound) == {"links", "originals"}
    assert "1 evidence links lead to nothing" in unsound["links"]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Elective Home Education", "elective-home-education.docx"),
        ("../../etc/passwd", "etc-passwd.docx"),
        ("CON", "review-con.docx"),
        ("", "review.docx"),
        ("Été — “x”", "ete-x.docx"),
    ],
)
def test_file_names_mean_something_and_stay_put(title: str, name: str) -> None:
    assert file_name(title, "docx") == name
