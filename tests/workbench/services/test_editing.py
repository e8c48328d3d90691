"""Changing a record: other people's changes to other fields stay, the same field is never overwritten."""

from datetime import date

import pytest

from groups.group import Group, Stage, Suspension
from workbench.services.editing import Clash, NotAccepted, change, keep
from workbench.workspace.workspace import Workspace


@pytest.fixture
def group(workspace: Workspace) -> Group:
    with workspace.write("Add"):
        return workspace.records.groups.add(Group(title="Attendance"))


def test_changes_to_different_fields_are_both_kept(workspace: Workspace, group: Group) -> None:
    rows = workspace.records.groups
    change(workspace, rows, group, {"portfolio": "Education"}, "Theirs")
    kept = change(workspace, rows, group, {"title": "School Attendance"}, "Mine")
    assert (kept.title, kept.portfolio) == ("School Attendance", "Education")


def test_the_same_field_is_never_overwritten(workspace: Workspace, group: Group) -> None:
    rows = workspace.records.groups
    change(workspace, rows, group, {"title": "Theirs"}, "Theirs")
    with pytest.raises(Clash, match="changed this while you were writing") as clash:
        change(workspace, rows, group, {"title": "Mine"}, "Mine")
    assert (clash.value.field, clash.value.mine) == ("title", "Mine")
    assert rows.get(group.id).title == "Theirs"


def test_the_same_words_by_two_people_are_no_clash(workspace: Workspace, group: Group) -> None:
    rows = workspace.records.groups
    change(workspace, rows, group, {"title": "Same"}, "Theirs")
    assert change(workspace, rows, group, {"title": "Same"}, "Mine").title == "Same"


def test_a_value_that_cannot_be_is_refused(workspace: Workspace, group: Group) -> None:
    with workspace.write("Add"):
        row = workspace.records.suspensions.add(Suspension(group_id=group.id, since=date(2026, 3, 2)))
    with pytest.raises(NotAccepted, match="cannot end before it begins"):
        change(workspace, workspace.records.suspensions, row, {"until": "2026-03-01"}, "Change")
    with pytest.raises(NotAccepted):
        change(workspace, workspace.records.groups, group, {"stage": "asleep"}, "Change")
    assert workspace.records.groups.get(group.id).stage is Stage.PROPOSED


def test_a_record_that_was_never_kept_is_added(workspace: Workspace) -> None:
    kept = change(workspace, workspace.records.groups, Group(title=""), {"title": "New"}, "Add")
    assert workspace.records.groups.get(kept.id).title == "New"


def test_where_nobody_can_be_asked_both_texts_are_kept(workspace: Workspace) -> None:
    with workspace.write("Add"):
        read = workspace.records.groups.add(Group(title="A", topic_question="", boards=["One"]))
    theirs = {"topic_question": "Theirs?", "boards": ["One", "Theirs"]}
    change(workspace, workspace.records.groups, read, theirs, "Other")
    wanted = {"topic_question": "Mine?", "boards": ["One", "Mine"], "title": "B"}
    kept = keep(workspace, workspace.records.groups, read, wanted, "Late")
    assert kept.topic_question == "Theirs?\n\nMine?"
    assert kept.boards == ["One", "Theirs", "Mine"]
    assert kept.title == "B"
