"""What of the record and the archive can be searched, and which passages a change is felt in."""

from __future__ import annotations

from typing import Any

from groups.group import Group
from groups.rows import NotThere, Rows
from index.archive import ArchivedPack
from index.pack_store import NoSuchPack
from index.packs.models import Pack, SegmentKind
from index.packs.passages import PackPassage
from index.packs.passages import passages as passages_of_pack
from index.passage import Passage
from workbench.services.pack_outline import citation
from workbench.services.record_passages import MAKERS, day_number, owner_of
from workbench.workspace.workspace import Workspace


def passages_of(workspace: Workspace, table: str, row_id: str) -> list[Passage]:
    """The passages of one record or pack as it is now; none where it, or its group, lies in the bin or has no words."""
    if table == "packs":
        return _pack(workspace, row_id)
    make = MAKERS.get(table)
    if make is None:
        return []
    try:
        row = workspace.records.all_rows()[table].get(row_id)
        group = row if isinstance(row, Group) else workspace.records.groups.get(row.group_id)
    except NotThere:
        return []
    if row.binned_at is not None or group.binned_at is not None:
        return []
    return [p for p in make(workspace, group, row) if p.text.strip() or p.title.strip()]


def depending_on(workspace: Workspace, table: str, row_id: str) -> list[tuple[str, str]]:
    """The other records whose passages say something of this one: table and id of each, outside the bin.

    A group's records have its title, an interview's notes its title and partners, what is marked in a submission its
    title and how private it is, what a partner said the name; and of a scope only the newest version is searched.
    """
    records = workspace.records
    try:
        match table:
            case "groups":
                return [key for rows in _rows(workspace) for key in _keys(rows, group_id=row_id)]
            case "interviews":
                return _keys(records.notes, interview_id=row_id)
            case "submissions":
                return _keys(records.marked, submission_id=row_id)
            case "scopes":
                return _keys(records.scopes, group_id=records.scopes.get(row_id).group_id)
            case "partners":
                group_id = records.partners.get(row_id).group_id
                asked = [i.id for i in records.interviews.find(group_id=group_id) if row_id in i.partner_ids]
                keys = [("interviews", i) for i in asked]
                keys += [key for i in asked for key in _keys(records.notes, interview_id=i)]
                for rows in (records.submissions, records.snapshots, records.requests):
                    keys += _keys(rows, group_id=group_id, partner_id=row_id)
                return keys + _keys(records.findings, group_id=group_id, partner_id=row_id)
    except NotThere:
        pass
    return []


def _rows(workspace: Workspace) -> list[Rows[Any]]:
    tables = workspace.records.all_rows()
    return [tables[name] for name in MAKERS if name != "groups"]


def _keys(rows: Rows[Any], **equal: Any) -> list[tuple[str, str]]:
    return [(rows.name, row.id) for row in rows.find(**equal)]


# -- the archive -------------------------------------------------------------------------------------------------------


def _pack(workspace: Workspace, pack_id: str) -> list[Passage]:
    try:
        row = workspace.packs.get(pack_id)
        if row.binned_at is not None:
            return []
        text, content = workspace.packs.text(pack_id), workspace.packs.content(pack_id)
    except NoSuchPack:
        return []
    return [_pack_passage(row, content, passage) for passage in passages_of_pack(text, content)]


def _pack_passage(row: ArchivedPack, content: Pack, found: PackPassage) -> Passage:
    # What minutes say was said at the meeting before.
    of_minutes = found.segment is SegmentKind.MINUTES and row.minutes_of is not None
    return Passage(
        id=f"{owner_of('packs', row.id)}#{found.start_line}",
        source="archive",
        kind=found.kind,
        title=found.heading,
        text=found.text,
        body=row.board,
        to=found.addressee,
        date=day_number(row.minutes_of if of_minutes else row.meeting_date),
        sensitivity="public",
        pack=row.id,
        line=found.start_line,
        citation=citation(row, content, found.start_line),
    )


def expansions_of(workspace: Workspace, pack_id: str) -> list[tuple[str, str]]:
    """The abbreviations that a pack explains, for the glossary; none where it lies in the bin."""
    try:
        if workspace.packs.get(pack_id).binned_at is not None:
            return []
        return [(found.acronym, found.expansion) for found in workspace.packs.content(pack_id).acronyms]
    except NoSuchPack:
        return []
