"""What of the record and the archive can be searched: passages with their words, their place, how private they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from groups.enquiry import EnquiryLine
from groups.finding import Finding
from groups.group import Group
from groups.recommendation import Recommendation, sentence
from groups.response import Response
from groups.rows import NotThere, Rows
from groups.scope import Scope, latest
from groups.sensitivity import Sensitivity
from index.archive import ArchivedPack
from index.pack_store import NoSuchPack
from index.packs.models import Pack, SegmentKind
from index.packs.passages import PackPassage
from index.packs.passages import passages as passages_of_pack
from index.passage import Passage
from interviews.interview import Interview, Note
from interviews.submission import Submission
from workbench.services.pack_outline import citation, long_date
from workbench.workspace.workspace import Workspace

# Every word for how private a text is, as the index calls it.
ACCESS = {
    Sensitivity.PUBLIC: "public",
    Sensitivity.WORKING: "working",
    Sensitivity.EXEMPT: "exempt",
    Sensitivity.CONFIDENTIAL: "confidential",
}
LONGEST_PIECE = 1200  # characters; a submission is found by the piece


def owner_of(table: str, row_id: str) -> str:
    """By what name the store of passages knows the record to which passages belong."""
    return f"{table}:{row_id}"


def passages_of(workspace: Workspace, table: str, row_id: str) -> list[Passage]:
    """The passages of one record or pack as it is now; none where it, or its group, lies in the bin or has no words."""
    if table == "packs":
        return _pack(workspace, row_id)
    make = _MAKERS.get(table)
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

    A group's records have its title, an interview's notes its title and partners, what a partner said the name; and of
    a scope only the newest version is searched.
    """
    records = workspace.records
    try:
        match table:
            case "groups":
                return [key for rows in _rows(workspace) for key in _keys(rows, group_id=row_id)]
            case "interviews":
                return _keys(records.notes, interview_id=row_id)
            case "scopes":
                return _keys(records.scopes, group_id=records.scopes.get(row_id).group_id)
            case "partners":
                group_id = records.partners.get(row_id).group_id
                asked = [i.id for i in records.interviews.find(group_id=group_id) if row_id in i.partner_ids]
                keys = [("interviews", i) for i in asked]
                keys += [key for i in asked for key in _keys(records.notes, interview_id=i)]
                keys += _keys(records.submissions, group_id=group_id, partner_id=row_id)
                return keys + _keys(records.findings, group_id=group_id, partner_id=row_id)
    except NotThere:
        pass
    return []


def _rows(workspace: Workspace) -> list[Rows[Any]]:
    tables = workspace.records.all_rows()
    return [tables[name] for name in _MAKERS if name != "groups"]


def _keys(rows: Rows[Any], **equal: Any) -> list[tuple[str, str]]:
    return [(rows.name, row.id) for row in rows.find(**equal)]


# -- the record of a review --------------------------------------------------------------------------------------------


def _passage(
    group: Group, table: str, row: Any, kind: str, title: str, text: str, *, cite: str, **more: Any
) -> Passage:
    when: date | None = more.pop("when", None)
    piece: str = more.pop("piece", "")
    parts = [group.title, cite, long_date(when)]
    return Passage(
        id=f"{owner_of(table, row.id)}{piece}",
        source="live",
        kind=kind,
        title=title,
        text=text,
        group=group.id,
        group_title=group.title,
        body=group.board,
        date=_day(when),
        sensitivity=more.pop("sensitivity", "working"),
        citation=", ".join(part for part in parts if part),
        version=row.version,
        **more,
    )


def _day(day: date | None) -> int | None:
    return int(f"{day:%Y%m%d}") if day else None


def _group(_: Workspace, group: Group, row: Group) -> list[Passage]:
    text = "\n".join(part for part in (row.topic_question, row.resolution, row.portfolio) if part)
    minute = f"set up in minute {row.minute_number}" if row.minute_number else ""
    return [_passage(group, "groups", row, "group", row.title, text, cite=minute, when=row.resolution_date)]


def _scope(workspace: Workspace, group: Group, row: Scope) -> list[Passage]:
    """Only the newest version is searched: the older ones say almost the same."""
    newest = latest(workspace.records.scopes.find(group_id=group.id))
    if newest is None or newest.id != row.id:
        return []
    text = "\n".join(f"{f.question}\n{row.answers[f.key]}" for f in row.fields if row.answers.get(f.key, "").strip())
    title, cite = f"Scope of {group.title}", f"scope, {row.state}"
    return [_passage(group, "scopes", row, "scope", title, text, cite=cite, when=row.agreed_on)]


def _line(_: Workspace, group: Group, row: EnquiryLine) -> list[Passage]:
    return [
        _passage(group, "enquiry_lines", row, "line of enquiry", "Line of enquiry", row.text, cite="line of enquiry")
    ]


def _interview(workspace: Workspace, group: Group, row: Interview) -> list[Passage]:
    people = [", ".join(part for part in (person.name, person.role) if part) for person in row.interviewees]
    text = "\n".join([*people, *row.present])
    return [
        _passage(
            group,
            "interviews",
            row,
            "interview",
            row.title or "Interview",
            text,
            cite=row.title or "interview",
            when=row.on,
            partner=_partners(workspace, row),
        )
    ]


def _note(workspace: Workspace, group: Group, row: Note) -> list[Passage]:
    try:
        interview = workspace.records.interviews.get(row.interview_id)
    except NotThere:
        return []
    if interview.binned_at is not None:
        return []
    said = ", ".join(part for part in (interview.title, row.speaker) if part)
    taken = row.taken_at.astimezone().date() if row.taken_at else interview.on
    return [
        _passage(
            group,
            "notes",
            row,
            "note",
            said,
            row.text,
            cite=said,
            when=taken,
            partner=_partners(workspace, interview),
            sensitivity=ACCESS[row.sensitivity],
        )
    ]


def _submission(workspace: Workspace, group: Group, row: Submission) -> list[Passage]:
    partner = _partner(workspace, row.partner_id) or row.sender
    title = f"{row.reference} {row.title}".strip()
    return [
        _passage(
            group,
            "submissions",
            row,
            "submission",
            title,
            text,
            cite=f"{title}, line {line}" if text else title,
            piece=f"#{line}",
            line=line,
            partner=partner,
            when=row.received,
            sensitivity=ACCESS[row.sensitivity],
        )
        for line, text in list(_pieces(row.text)) or [(1, "")]
    ]


def _finding(workspace: Workspace, group: Group, row: Finding) -> list[Passage]:
    partner = _partner(workspace, row.partner_id) or row.attributed_to
    title = f"Finding, {row.kind.value}"
    return [_passage(group, "findings", row, "finding", title, row.text, cite=title.lower(), partner=partner)]


def _recommendation(_: Workspace, group: Group, row: Recommendation) -> list[Passage]:
    text = "\n".join([sentence(row), *(part.text for part in row.parts)])
    title = f"Recommendation to the {row.addressee.removeprefix('the ')}" if row.addressee else "Recommendation"
    cite = title[0].lower() + title[1:]
    return [_passage(group, "recommendations", row, "recommendation", title, text, cite=cite, to=row.addressee)]


def _response(_: Workspace, group: Group, row: Response) -> list[Passage]:
    title = f"Reply from {row.body}" if row.body else "Reply"
    cite = title[0].lower() + title[1:]
    return [_passage(group, "responses", row, "reply", title, row.text, cite=cite, when=row.received)]


def _partners(workspace: Workspace, interview: Interview) -> str:
    return ", ".join(name for partner in interview.partner_ids if (name := _partner(workspace, partner)))


def _partner(workspace: Workspace, partner_id: str) -> str:
    if not partner_id:
        return ""
    try:
        return workspace.records.partners.get(partner_id).shown
    except NotThere:
        return ""


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """A long text by the piece: whole lines, as many as make a passage, and the number of each piece's first line."""
    piece: list[str] = []
    first = 1
    for number, line in enumerate(text.split("\n"), start=1):
        if piece and sum(map(len, piece)) + len(line) > LONGEST_PIECE:
            yield first, "\n".join(piece).strip("\n")
            piece = []
        if not piece:
            first = number
        if piece or line.strip():
            piece.append(line)
    if piece:
        yield first, "\n".join(piece).strip("\n")


_MAKERS: dict[str, Callable[[Workspace, Group, Any], list[Passage]]] = {
    "groups": _group,
    "scopes": _scope,
    "enquiry_lines": _line,
    "interviews": _interview,
    "notes": _note,
    "submissions": _submission,
    "findings": _finding,
    "recommendations": _recommendation,
    "responses": _response,
}


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
        date=_day(row.minutes_of if of_minutes else row.meeting_date),
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
