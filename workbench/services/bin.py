"""The bin: what lies in it, and bringing it back."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, NamedTuple

from groups.rows import NotThere
from workbench.workspace.workspace import Workspace

KINDS = {
    "groups": "Group",
    "memberships": "Member",
    "meetings": "Meeting",
    "suspensions": "Suspension",
    "scopes": "Scope",
    "enquiry_lines": "Line of enquiry",
    "partners": "Partner",
    "interviews": "Interview",
    "notes": "Note",
    "submissions": "Submission",
    "marked_passages": "Marked passage",
    "snapshots": "Data snapshot",
    "themes": "Theme",
    "requests": "Information request",
    "role_names": "Name published as a role",
    "findings": "Finding",
    "evidence_links": "Evidence link",
    "recommendations": "Recommendation",
    "rests_on": "Link to a finding",
    "responses": "Reply",
    "progress": "Progress",
    "chasers": "Letter",
    "prose": "Text of the report",
    "report_drafts": "Draft of the report",
    "packs": "Pack",
}


class Binned(NamedTuple):
    """One thing in the bin, in words."""

    table: str
    id: str
    kind: str
    text: str
    group: str
    by: str
    on: date | None
    at: datetime | None


def in_the_bin(workspace: Workspace) -> list[Binned]:
    """Everything in the bin, newest first."""
    found = [
        _binned(workspace, table, row)
        for table, rows in workspace.records.all_rows().items()
        if table in KINDS
        for row in rows.find(binned=True)
    ]
    found += [
        Binned(
            "packs", p.id, "Pack", f"{p.board}, {p.meeting_date or 'no date'}", "", p.changed_by, _day(p), p.binned_at
        )
        for p in workspace.packs.all(binned=True)
    ]
    return sorted(found, key=lambda b: b.at.isoformat() if b.at else "", reverse=True)


def bring_back(workspace: Workspace, thing: Binned) -> None:
    """Take one thing out of the bin. Raises WorkspaceProblem, NotThere."""
    with workspace.write(f"Bring back the {thing.kind.lower()}"):
        if thing.table == "packs":
            workspace.packs.put_in_bin(workspace.packs.get(thing.id), binned=False)
        else:
            rows = workspace.records.all_rows()[thing.table]
            rows.restore(rows.get(thing.id))


def _day(row: Any) -> date | None:
    return row.binned_at.astimezone().date() if row.binned_at else None


def _binned(workspace: Workspace, table: str, row: Any) -> Binned:
    group = ""
    if group_id := getattr(row, "group_id", ""):
        try:
            group = workspace.records.groups.get(group_id).title
        except NotThere:
            group = ""
    return Binned(table, row.id, KINDS[table], _text(row), group, row.changed_by, _day(row), row.binned_at)


def _text(row: Any) -> str:
    """What a record says, by the first of its fields that says something."""
    for name in ("title", "text", "action", "name", "what", "quote", "section", "period", "kind"):
        value = getattr(row, name, "")
        if value:
            return str(value)
    if words := getattr(getattr(row, "address", None), "words", ""):
        return str(words)
    if number := getattr(row, "number", 0):
        return f"number {number}"
    return "(nothing written yet)"
