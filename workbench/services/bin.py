"""The bin: what lies in it, and bringing it back."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, NamedTuple

from groups.rows import NotThere
from workbench.report.words import counted
from workbench.services.called import one_called
from workbench.workspace.history import binned_in, last_binned
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
MOST_TOLD = 8  # things that one sentence lists

# In what a record stands, by the field that names it: without that it is not seen.
_INSIDE = {
    "group_id": "groups",
    "interview_id": "interviews",
    "submission_id": "submissions",
    "finding_id": "findings",
    "recommendation_id": "recommendations",
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


class NotInTheBin(LookupError):
    """Nothing in the bin answers to that name; the message says what lies there."""


class BroughtBack(NamedTuple):
    """What came back beside the thing itself: how many more, and what it waits for to be seen, "" where it is."""

    more: int = 0
    waits_for: str = ""


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


def find_binned(workspace: Workspace, name: str) -> Binned:
    """The thing in the bin that a person means: by id, or by its words or their beginning. Raises NotInTheBin."""
    things = in_the_bin(workspace)

    def problem(sentence: str) -> NotInTheBin:
        many = f"“{name}” is not the name of one thing in the bin: use the id that “workbench bin list” prints."
        return NotInTheBin(sentence if len(things) <= MOST_TOLD else many)

    return one_called(
        name,
        things,
        lambda thing: (thing.text,),
        problem,
        what="thing in the bin",
        shown=lambda thing: f"{thing.kind.lower()} “{' '.join(thing.text.split())[:40]}” ({thing.id})",
        none_yet="The bin is empty.",
    )


def brought_back(thing: Binned, back: BroughtBack) -> str:
    """What came back, in a sentence or two."""
    with_it = f" with {counted(back.more, 'thing')} that went with it" if back.more else ""
    waits = f" It is seen again once {back.waits_for} is brought back too." if back.waits_for else ""
    return f"{thing.kind} brought back{with_it}.{waits}"


def bring_back(workspace: Workspace, thing: Binned) -> BroughtBack:
    """Take one thing out of the bin, with what hangs on it and went there in the same step.

    A group whose import was taken back comes whole, and so does a question with the sub-questions put away with it.
    What was put away by itself, before or after, stays. Raises WorkspaceProblem, NotThere.
    """
    with workspace.write(f"Bring back the {thing.kind.lower()}"):
        if thing.table == "packs":
            workspace.packs.put_in_bin(workspace.packs.get(thing.id), binned=False)
            return BroughtBack()
        tables = workspace.records.all_rows()
        back = [(thing.table, thing.id), *_with_it(workspace, thing)]
        for table, row_id in back:
            tables[table].restore(tables[table].get(row_id))
        return BroughtBack(len(back) - 1, _still_binned(workspace, tables[thing.table].get(thing.id), thing.table))


def _with_it(workspace: Workspace, thing: Binned) -> list[tuple[str, str]]:
    """What hangs on a thing, at whatever remove, and went to the bin in the same step, as (table, id)."""
    step = last_binned(workspace.db, thing.table, thing.id)
    if step is None:
        return []
    tables = workspace.records.all_rows()
    went = [
        (table, row)
        for table, row_id in binned_in(workspace.db, step)
        if table in tables
        and (row := tables[table].get(row_id)).binned_at is not None
        and last_binned(workspace.db, table, row_id) == step
    ]
    reached, found = {thing.id}, []
    while fresh := [(table, row) for table, row in went if row.id not in reached and _above(row) & reached]:
        reached |= {row.id for _, row in fresh}
        found += [(table, row.id) for table, row in fresh]
    return found


def _above(row: Any) -> set[str]:
    """What a record hangs on, by ids."""
    return {getattr(row, name, "") for name in (*_INSIDE, "parent_id", "umbrella_id", "attachment_of")} - {""}


def _still_binned(workspace: Workspace, row: Any, table: str) -> str:
    """In what a record stands that lies in the bin still, so that it is not seen; "" where it is."""
    for name, inside in _INSIDE.items():
        above_id = getattr(row, name, "") if table != "requests" or name == "group_id" else ""
        if above_id:
            above = workspace.records.all_rows()[inside].get(above_id)
            if above.binned_at is not None:
                return f"the {KINDS[inside].lower()} “{' '.join(_text(above).split())[:60]}”"
    return ""


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
