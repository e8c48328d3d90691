"""Records in a real SQLite file: kept, found, refused when stale, binned and brought back, with their history."""

import json
import sqlite3

import pytest

from groups.enquiry import EnquiryLine, LineKind
from groups.evidence import Address, EvidenceKind, EvidenceLink
from groups.finding import Finding
from groups.group import Group, Stage
from groups.rows import NotThere, Stale
from workbench.workspace.workspace import Workspace, open_workspace


def a_group(workspace: Workspace, title: str = "Elective Home Education") -> Group:
    with workspace.write(f"Add {title}"):
        return workspace.records.groups.add(Group(title=title, boards=["Board (2)"]))


def test_a_record_comes_back_as_it_was_kept(workspace: Workspace) -> None:
    group = a_group(workspace)
    assert workspace.records.groups.get(group.id) == group
    assert (group.version, group.created_by, group.boards) == (1, "A Tester", ["Board (2)"])


def test_nested_models_come_back(workspace: Workspace) -> None:
    group = a_group(workspace)
    address = Address(kind=EvidenceKind.NOTE, id="N1", words="as said", position=3)
    with workspace.write("Link"):
        finding = workspace.records.findings.add(Finding(group_id=group.id, text="x"))
        link = workspace.records.evidence.add(EvidenceLink(group_id=group.id, finding_id=finding.id, address=address))
    assert workspace.records.evidence.get(link.id).address == address


def test_a_stale_save_is_refused_and_carries_both(workspace: Workspace) -> None:
    group = a_group(workspace)
    with workspace.write("Rename"):
        theirs = workspace.records.groups.save(group.model_copy(update={"title": "Theirs"}))
    with pytest.raises(Stale) as refused, workspace.write("Rename"):
        workspace.records.groups.save(group.model_copy(update={"title": "Mine"}))
    assert refused.value.theirs == theirs
    assert workspace.records.groups.get(group.id).title == "Theirs"


def test_two_writers_never_overwrite_each_other(workspace: Workspace) -> None:
    group = a_group(workspace)
    other = workspace.again()
    with other.write("Stage"):
        other.records.groups.save(group.model_copy(update={"stage": Stage.SCOPING}))
    with pytest.raises(Stale), workspace.write("Stage"):
        workspace.records.groups.save(group.model_copy(update={"stage": Stage.CLOSED}))
    other.close()


def test_saving_what_is_there_changes_nothing(workspace: Workspace) -> None:
    group = a_group(workspace)
    with workspace.write("Nothing"):
        assert workspace.records.groups.save(group) == group
    assert workspace.db.table("history").count == 1


def test_a_failing_write_keeps_nothing_of_it(workspace: Workspace) -> None:
    with pytest.raises(ZeroDivisionError), workspace.write("Half"):
        workspace.records.groups.add(Group(title="Half"))
        raise ZeroDivisionError
    assert workspace.records.groups.find() == []
    assert workspace.db.table("steps").count == 0


def test_a_change_outside_a_write_is_an_error(workspace: Workspace) -> None:
    with pytest.raises(RuntimeError):
        workspace.records.groups.add(Group(title="x"))


def test_the_bin_keeps_links_and_gives_back(workspace: Workspace) -> None:
    group = a_group(workspace)
    with workspace.write("Add a line"):
        line = workspace.records.enquiry.add(EnquiryLine(group_id=group.id, kind=LineKind.QUESTION, text="Why?"))
    with workspace.write("Bin"):
        binned = workspace.records.enquiry.bin(line)
    assert workspace.records.enquiry.find(group_id=group.id) == []
    assert [x.id for x in workspace.records.enquiry.find(binned=True, group_id=group.id)] == [line.id]
    with workspace.write("Restore"):
        workspace.records.enquiry.restore(binned)
    assert workspace.records.enquiry.find(group_id=group.id)[0].text == "Why?"


def test_nothing_can_be_deleted_nor_the_history_altered(workspace: Workspace) -> None:
    a_group(workspace)
    for sql in (
        "delete from groups",
        "delete from history",
        "update history set new = '{}'",
        "delete from steps",
        "update steps set label = ''",
    ):
        with pytest.raises(sqlite3.IntegrityError):
            workspace.db.conn.execute(sql)


def test_the_history_says_who_when_and_what(workspace: Workspace) -> None:
    group = a_group(workspace)
    with workspace.write("Rename"):
        workspace.records.groups.save(group.model_copy(update={"title": "New"}))
    rows = list(workspace.db.table("history").rows)
    assert [row["by"] for row in rows] == ["A Tester", "A Tester"]
    assert rows[0]["old"] is None
    assert json.loads(rows[1]["old"])["title"] == "Elective Home Education"
    assert json.loads(rows[1]["new"])["title"] == "New"
    assert rows[1]["at"] > rows[0]["at"]


def test_an_unknown_field_or_id_is_said(workspace: Workspace) -> None:
    with pytest.raises(ValueError, match="no such field"):
        workspace.records.groups.find(tittle="x")
    with pytest.raises(NotThere):
        workspace.records.groups.get("nothing")


def test_a_change_reaches_the_outbox(workspace: Workspace) -> None:
    group = a_group(workspace)
    queued = [(r["source_table"], r["row_id"]) for r in workspace.db.table("outbox").rows]
    assert queued == [("groups", group.id)]


def test_a_whole_review_is_read_in_one_piece(workspace: Workspace) -> None:
    group = a_group(workspace)
    with workspace.write("Add"):
        line = workspace.records.enquiry.add(EnquiryLine(group_id=group.id, kind=LineKind.THEME, text="T"))
        workspace.records.enquiry.bin(line)
    assert workspace.records.review(group.id).enquiry == []
    assert [x.id for x in workspace.records.review(group.id, with_binned=True).enquiry] == [line.id]


def test_reopening_finds_everything(workspace: Workspace) -> None:
    group = a_group(workspace)
    with open_workspace(workspace.folder, workspace.author) as opened:
        assert opened.records.groups.get(group.id) == group
