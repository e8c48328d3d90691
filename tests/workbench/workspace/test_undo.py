"""Undo and redo from the history: across rows, across a restart, never over somebody else's words."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlite_utils import Database, Migrations

from groups.group import Group
from groups.rows import Author
from workbench.workspace.undo import CannotUndo, next_redo, next_undo, redo, undo
from workbench.workspace.workspace import MIGRATIONS, Workspace, open_workspace


def add(workspace: Workspace, title: str) -> Group:
    with workspace.write(f"Add {title}"):
        return workspace.records.groups.add(Group(title=title))


def rename(workspace: Workspace, group: Group, title: str, merge_key: str = "") -> Group:
    with workspace.write(f"Rename to {title}", merge_key=merge_key):
        current = workspace.records.groups.get(group.id)
        return workspace.records.groups.save(current.model_copy(update={"title": title}))


def titles(workspace: Workspace) -> list[str]:
    return [g.title for g in workspace.records.groups.find()]


def test_undo_and_redo_walk_back_and_forth(workspace: Workspace) -> None:
    group = add(workspace, "A")
    rename(workspace, group, "B")
    assert undo(workspace) == "Rename to B"
    assert titles(workspace) == ["A"]
    assert undo(workspace) == "Add A"
    assert titles(workspace) == []
    assert redo(workspace) == "Add A"
    assert redo(workspace) == "Rename to B"
    assert titles(workspace) == ["B"]
    assert undo(workspace) == "Rename to B"
    assert titles(workspace) == ["A"]


def test_nothing_to_undo_is_said(workspace: Workspace) -> None:
    with pytest.raises(CannotUndo, match="nothing to undo"):
        undo(workspace)
    with pytest.raises(CannotUndo, match="nothing to redo"):
        redo(workspace)


def test_a_new_change_ends_redo(workspace: Workspace) -> None:
    add(workspace, "A")
    undo(workspace)
    add(workspace, "B")
    assert next_redo(workspace) is None


def test_undo_works_after_a_restart(workspace: Workspace) -> None:
    rename(workspace, add(workspace, "A"), "B")
    with open_workspace(workspace.folder, workspace.author) as opened:
        undo(opened)
        assert titles(opened) == ["A"]


def test_one_step_takes_back_all_its_rows(workspace: Workspace) -> None:
    with workspace.write("Add two"):
        workspace.records.groups.add(Group(title="A"))
        workspace.records.groups.add(Group(title="B"))
    undo(workspace)
    assert titles(workspace) == []


def test_typing_is_taken_back_as_one_stretch(workspace: Workspace) -> None:
    group = add(workspace, "A")
    for title in ("A b", "A bc", "A bcd"):
        rename(workspace, group, title, merge_key="title")
    undo(workspace)
    assert titles(workspace) == ["A"]


def test_undo_never_overwrites_somebody_elses_change(workspace: Workspace) -> None:
    group = rename(workspace, add(workspace, "A"), "Mine")
    other = open_workspace(workspace.folder, Author("B Other", lambda: datetime(2026, 2, 1, tzinfo=UTC)))
    rename(other, group, "Theirs")
    with pytest.raises(CannotUndo, match="B Other changed"):
        undo(workspace)
    assert titles(workspace) == ["Theirs"]
    other.close()


def test_undo_goes_back_behind_an_update_of_the_program(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """The history of before knows nothing of a column that an update brought: nobody has changed that."""
    group = rename(workspace, add(workspace, "A"), "B")
    other = rename(workspace, add(workspace, "C"), "D")
    later = Migrations("later")

    @later(name="0001_more")
    def _more(db: Database) -> None:
        db.table("groups").add_column("colour", str, not_null_default="none")

    monkeypatch.setattr("workbench.workspace.workspace.MIGRATIONS", (*MIGRATIONS, later))
    with open_workspace(workspace.folder, workspace.author) as opened:
        assert undo(opened) == "Rename to D"
        redo(opened)
        theirs = opened.written_by("B Other")
        with theirs.write("Paint it"):
            opened.db.table("groups").update(other.id, {"colour": "red", "changed_by": "B Other"})
        with pytest.raises(CannotUndo, match="B Other changed"):
            undo(opened)
        undo(theirs)
        assert [undo(opened) for _ in range(4)] == ["Rename to D", "Add C", "Rename to B", "Add A"]
        row = opened.db.table("groups").get(group.id)
        assert (row["title"], row["colour"], bool(row["binned_at"])) == ("A", "none", True)


def test_everybody_undoes_their_own(workspace: Workspace) -> None:
    add(workspace, "Mine")
    with open_workspace(workspace.folder, Author("B Other", lambda: datetime(2026, 2, 1, tzinfo=UTC))) as other:
        assert next_undo(other) is None


@settings(max_examples=25, deadline=None)
@given(moves=st.lists(st.sampled_from(["add", "rename", "undo", "redo"]), max_size=14))
def test_undo_and_redo_agree_with_a_plain_model(tmp_path_factory: pytest.TempPathFactory, moves: list[str]) -> None:
    """The titles are those of a list of states with a pointer into it, whatever is done."""
    author = Author("A Tester", lambda: datetime(2026, 1, 1, tzinfo=UTC))
    with open_workspace(tmp_path_factory.mktemp("ws"), author) as workspace:
        states: list[list[str]] = [[]]
        at = 0
        for n, move in enumerate(moves):
            if move == "undo" and at > 0:
                undo(workspace)
                at -= 1
            elif move == "redo" and at < len(states) - 1:
                redo(workspace)
                at += 1
            elif move == "add" or (move == "rename" and states[at]):
                if move == "add":
                    add(workspace, f"t{n}")
                    state = [*states[at], f"t{n}"]
                else:
                    rename(workspace, workspace.records.groups.find()[0], f"r{n}")
                    state = [f"r{n}", *states[at][1:]]
                states = [*states[: at + 1], state]
                at += 1
            assert titles(workspace) == states[at]
