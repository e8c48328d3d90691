"""Undo and redo of changes of the record, from the history; they work across a restart.

Undoing is itself a change with its own step, so nothing in the history is ever taken away, and redoing is undoing the
undoing. A row that changed since is not touched: undo says so instead of writing over somebody's words.
"""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from groups.rows import BOOKKEEPING
from workbench.workspace.workspace import Workspace


class Step(NamedTuple):
    """One change as a person would name it."""

    id: int
    label: str


class CannotUndo(Exception):
    """There is nothing to undo or redo, or somebody changed the same thing since; the message says which."""


def next_undo(workspace: Workspace) -> Step | None:
    """What undo would take back for this author, or None."""
    done, _ = _stacks(workspace)
    return done[-1] if done else None


def next_redo(workspace: Workspace) -> Step | None:
    """What redo would bring back for this author, or None."""
    _, undone = _stacks(workspace)
    return undone[-1] if undone else None


def undo(workspace: Workspace) -> str:
    """Take back the author's last change; returns its label. Raises CannotUndo."""
    with workspace.transaction():
        step = next_undo(workspace)
        if step is None:
            raise CannotUndo("There is nothing to undo.")
        _reverse(workspace, step, "undo")
        return step.label


def redo(workspace: Workspace) -> str:
    """Bring back the change undone last; returns its label. Raises CannotUndo."""
    with workspace.transaction():
        step = next_redo(workspace)
        if step is None:
            raise CannotUndo("There is nothing to redo.")
        _reverse(workspace, step, "redo")
        return step.label


def _stacks(workspace: Workspace) -> tuple[list[Step], list[Step]]:
    """What can be undone and what can be redone, newest last, by going through the author's steps."""
    done: list[Step] = []
    undone: list[Step] = []
    steps = workspace.db.query(
        'select id, label, kind from steps where "by" = ? and exists '
        "(select 1 from history where step_id = steps.id) order by id",
        [workspace.author.name],
    )
    for row in steps:
        step = Step(row["id"], row["label"])
        match row["kind"]:
            case "undo":
                if done:
                    done.pop()
                undone.append(step)
            case "redo":
                if undone:
                    undone.pop()
                done.append(step)
            case "kept":
                pass  # what was done outside the record, such as a file that was published: nothing takes that back
            case _:
                done.append(step)
                undone.clear()
    return done, undone


def _reverse(workspace: Workspace, step: Step, kind: str) -> None:
    """Put every row that the step touched back to what it was before, as a new step."""
    before: dict[tuple[str, str], dict[str, Any] | None] = {}
    after: dict[tuple[str, str], dict[str, Any]] = {}
    for row in workspace.db.query("select * from history where step_id = ? order by id", [step.id]):
        key = (row["table_name"], row["row_id"])
        before.setdefault(key, json.loads(row["old"]) if row["old"] else None)
        after[key] = json.loads(row["new"])

    now = workspace.author.now().isoformat()
    workspace.db.table("steps").insert(
        {"at": now, "by": workspace.author.name, "label": step.label, "kind": kind, "of_step": step.id, "merge_key": ""}
    )
    for (table, row_id), old in before.items():
        current = workspace.db.table(table).get(row_id)
        # The history of a column begins with the update of the program that brought it: till then it was as empty.
        empty = {name: workspace.db.table(table).default_values.get(name) for name in current}
        if _content(current) != _content(empty | after[table, row_id]):
            raise CannotUndo(
                f"“{step.label}” cannot be taken back: {current['changed_by']} changed the same thing since. "
                "What they wrote stands: change it by hand where it is wrong."
            )
        back = {**current, "binned_at": current["binned_at"] or now} if old is None else old
        workspace.db.table(table).update(
            row_id,
            _content(back)
            | {"version": current["version"] + 1, "changed_at": now, "changed_by": workspace.author.name},
        )


def _content(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in BOOKKEEPING and name != "id"}
