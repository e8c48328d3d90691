"""What can be wrong with a workspace: one sentence each, and nothing lost or half-written."""

import os
import sqlite3
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from groups.group import Group
from groups.rows import Author
from workbench.workspace import connection
from workbench.workspace.place import cloud_folder, is_network_path, must_be_local, on_network_mount
from workbench.workspace.problems import Busy, Damaged, DiskFull, NewerFile, NotWritable, WorkspaceProblem
from workbench.workspace.workspace import MIGRATIONS, Workspace, open_workspace


def one_sentence(problem: WorkspaceProblem) -> bool:
    text = str(problem)
    return "\n" not in text and text.endswith(".") and "Traceback" not in text


def test_a_file_of_a_newer_program_is_refused(workspace: Workspace) -> None:
    workspace.db.table("_sqlite_migrations").insert(
        {"migration_set": "groups", "name": "9999_future", "applied_at": "2030-01-01"}
    )
    with pytest.raises(NewerFile, match="newer version") as refused:
        open_workspace(workspace.folder, workspace.author)
    assert one_sentence(refused.value)


def test_a_database_of_another_program_is_left_alone(tmp_path: Path, author: Author) -> None:
    file = tmp_path / "workbench.db"
    with sqlite3.connect(file) as conn:
        conn.execute("create table holiday_photos(id)")
    before = file.read_bytes()
    with pytest.raises(WorkspaceProblem, match="another program"):
        open_workspace(tmp_path, author)
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    "junk", [b"not a database at all, but quite long enough to look at" * 40, b"SQLite format 3\0" * 99]
)
def test_a_damaged_file_is_refused_and_left_as_it_is(tmp_path: Path, author: Author, junk: bytes) -> None:
    (tmp_path / "workbench.db").write_bytes(junk)
    with pytest.raises(Damaged) as refused:
        open_workspace(tmp_path, author)
    assert one_sentence(refused.value)
    assert (tmp_path / "workbench.db").read_bytes() == junk


def test_flipped_bytes_are_found_by_the_integrity_check(workspace: Workspace) -> None:
    with workspace.write("Add"):
        for n in range(200):
            workspace.records.groups.add(Group(title=f"Group {n}" * 20))
    workspace.close()
    data = bytearray(workspace.file.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 3000] = os.urandom(3000)
    workspace.file.write_bytes(bytes(data))
    with pytest.raises(Damaged):
        connection.check_integrity(workspace.file)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="needs a system with users")
def test_a_read_only_folder_is_said(tmp_path: Path) -> None:
    """Run without privileges where the tests run as root, for whom no folder is read-only."""
    folder = tmp_path / "read-only"
    folder.mkdir(mode=0o555)
    code = textwrap.dedent(
        """
        import os, sys
        from datetime import UTC, datetime
        from pathlib import Path
        from groups.rows import Author
        from workbench.workspace.problems import NotWritable
        from workbench.workspace.workspace import open_workspace
        if os.geteuid() == 0:
            os.setgid(65534); os.setuid(65534)
        try:
            open_workspace(Path(sys.argv[1]), Author("A", lambda: datetime.now(UTC)))
        except NotWritable as why:
            print(why)
        """
    )
    for parent in [tmp_path, *tmp_path.parents]:
        if parent.stat().st_uid == os.geteuid() and parent != Path("/"):
            parent.chmod(parent.stat().st_mode | 0o055)
    done = subprocess.run([sys.executable, "-c", code, str(folder)], capture_output=True, text=True, check=False)
    assert "cannot be written" in done.stdout, done.stderr


def test_a_full_disk_keeps_what_was_there_and_recovers(workspace: Workspace) -> None:
    with workspace.write("Add"):
        workspace.records.groups.add(Group(title="Kept"))
    pages = workspace.db.execute("pragma page_count").fetchone()[0]
    workspace.db.conn.execute(f"pragma max_page_count = {pages}")
    with pytest.raises(DiskFull) as full, workspace.write("Too much"):
        for _ in range(100):
            workspace.records.groups.add(Group(title="x" * 5000))
    assert one_sentence(full.value)
    assert [g.title for g in workspace.records.groups.find()] == ["Kept"]
    workspace.db.conn.execute("pragma max_page_count = 1000000")
    with workspace.write("Room again"):
        workspace.records.groups.add(Group(title="After"))
    assert len(workspace.records.groups.find()) == 2


def test_another_process_holding_the_lock_is_said(workspace: Workspace) -> None:
    workspace.db.conn.execute("pragma busy_timeout = 50")
    holder = sqlite3.connect(workspace.file, isolation_level=None)
    holder.execute("begin immediate")
    with pytest.raises(Busy) as busy, workspace.write("Add"):
        workspace.records.groups.add(Group(title="x"))
    assert one_sentence(busy.value)
    holder.execute("rollback")
    with workspace.write("Add"):
        workspace.records.groups.add(Group(title="x"))
    assert workspace.records.groups.count() == 1


def test_a_snapshot_is_taken_before_the_tables_change(
    workspace: Workspace, author: Author, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sqlite_utils import Database, Migrations

    with workspace.write("Add"):
        workspace.records.groups.add(Group(title="Before"))
    later = Migrations("later")

    @later(name="0001_more")
    def _more(db: Database) -> None:
        db.table("groups").add_column("colour", str)

    monkeypatch.setattr("workbench.workspace.workspace.MIGRATIONS", (*MIGRATIONS, later))
    at = author.now()
    first = workspace.backups / f"before-update-{at:%Y%m%d-%H%M%S}.db"
    first.write_bytes(b"another program, or this one before its clock was set back, made one in the same second")
    with open_workspace(workspace.folder, Author("A Tester", lambda: at)) as opened:
        assert "colour" in opened.db.table("groups").columns_dict
    assert first.read_bytes().startswith(b"another program")
    (kept,) = {*workspace.backups.iterdir()} - {first}
    old = Database(kept)
    assert "colour" not in old.table("groups").columns_dict
    assert [row["title"] for row in old.table("groups").rows] == ["Before"]


def test_what_a_dead_program_was_making_is_swept_away(workspace: Workspace, author: Author) -> None:
    """A copy that was being made when the power went holds every word of the record."""
    dead = workspace.backups / ".making-99999999-copy"
    dead.mkdir()
    (dead / "workbench.db").write_bytes(b"half a copy")
    (workspace.exports / ".making-99999999-report").write_bytes(b"half a report")
    alive = workspace.backups / f".making-{os.getpid()}-copy"
    alive.mkdir()
    open_workspace(workspace.folder, author).close()
    assert list(workspace.backups.iterdir()) == [alive]
    assert list(workspace.exports.iterdir()) == []


def test_a_failing_migration_changes_nothing(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    from sqlite_utils import Database, Migrations

    later = Migrations("later")

    @later(name="0001_half")
    def _half(db: Database) -> None:
        db.table("groups").add_column("colour", str)
        db.execute("insert into nowhere values (1)")

    monkeypatch.setattr("workbench.workspace.workspace.MIGRATIONS", (*MIGRATIONS, later))
    with pytest.raises(WorkspaceProblem):
        open_workspace(workspace.folder, workspace.author)
    assert "colour" not in workspace.db.table("groups").columns_dict


@pytest.mark.parametrize(
    ("mounts", "refused"),
    [
        ([("/", "ext4", "rw")], False),
        ([("/", "ext4", "rw"), ("/srv/share", "nfs4", "rw")], True),
        ([("/", "ext4", "rw"), ("/srv", "cifs", "rw")], True),
        ([("/srv/share", "nfs4", "rw"), ("/srv/share/local", "ext4", "rw")], False),
        ([("/", "overlay", "rw"), ("/srv/share", "fuse.sshfs", "rw")], True),
    ],
)
def test_network_drives_are_known_by_their_mount(mounts: list[tuple[str, str, str]], refused: bool) -> None:
    assert on_network_mount(Path("/srv/share/local/workspace"), mounts) is refused


def test_cloud_folders_and_shares_are_refused(tmp_path: Path) -> None:
    assert cloud_folder(Path("/home/x/OneDrive - Wexcombe City Council/ws")) == "OneDrive - Wexcombe City Council"
    assert is_network_path(Path("//server/share/ws"))
    with pytest.raises(NotWritable, match="copies files between machines"):
        must_be_local(tmp_path / "Dropbox" / "ws")
    must_be_local(tmp_path)
