"""What of a review's own record can be searched: for each table, how a row becomes passages.

A passage has the words, where they stand, who spoke, which line of enquiry they answer, and how private they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from itertools import groupby
from typing import Any

from groups.enquiry import EnquiryLine
from groups.finding import Finding
from groups.group import Group
from groups.recommendation import Recommendation, sentence
from groups.response import Response
from groups.rows import NotThere
from groups.scope import Scope, latest
from groups.sensitivity import Sensitivity
from index.passage import Passage
from interviews.interview import Interview, Note
from interviews.measures import column_names
from interviews.passage import MarkedPassage
from interviews.request import InformationRequest
from interviews.submission import Snapshot, Submission, Turn
from interviews.theme import Theme
from workbench.services.pack_outline import long_date
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
        date=day_number(when),
        sensitivity=more.pop("sensitivity", "working"),
        citation=", ".join(part for part in parts if part),
        version=row.version,
        **more,
    )


def day_number(day: date | None) -> int | None:
    """A day as the index has it: yyyymmdd."""
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
            speaker=row.speaker,
            question=row.line_id,
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
            cite=", ".join(part for part in (title, speaker, f"line {line}" if text else "") if part),
            piece=f"#{line}",
            line=line,
            partner=partner,
            speaker=speaker,
            when=row.received,
            sensitivity=ACCESS[row.sensitivity],
        )
        for line, speaker, text in list(_spoken(row.text, row.turns)) or [(1, "", "")]
    ]


def _marked(workspace: Workspace, group: Group, row: MarkedPassage) -> list[Passage]:
    """The words that somebody marked, as private as the submission in which they stand."""
    try:
        submission = workspace.records.submissions.get(row.submission_id)
    except NotThere:
        return []
    if submission.binned_at is not None:
        return []
    line = submission.text.count("\n", 0, row.address.position) + 1
    speaker = next((t.speaker for t in reversed(submission.turns) if t.line <= line), "")
    title = f"Marked in {submission.reference} {submission.title}".strip()
    return [
        _passage(
            group,
            "marked_passages",
            row,
            "marked passage",
            title,
            "\n".join(part for part in (row.address.words, row.remark) if part),
            cite=", ".join(part for part in (f"{submission.reference} {submission.title}".strip(), speaker) if part),
            when=submission.received,
            partner=_partner(workspace, submission.partner_id) or submission.sender,
            speaker=speaker,
            question=row.line_id,
            sensitivity=ACCESS[submission.sensitivity],
        )
    ]


def _snapshot(workspace: Workspace, group: Group, row: Snapshot) -> list[Passage]:
    """The figures of a table: each row with the name of every figure beside it."""
    names = column_names(row.rows, row.heading_rows)
    lines = [
        "; ".join(" ".join(part for part in (name, cell) if part) for name, cell in zip(names, cells, strict=False))
        for cells in row.rows[row.heading_rows :]
    ]
    about = "\n".join(part for part in (row.definition, row.unit, row.period, row.source, row.owner) if part)
    pieces = [(1, about)] if about else []
    pieces += [(row.heading_rows + line, text) for line, text in _pieces("\n".join(lines))]
    return [
        _passage(
            group,
            "snapshots",
            row,
            "figures",
            row.title,
            text,
            cite=", ".join(part for part in (row.title, row.source) if part),
            when=row.as_at,
            piece=f"#{line}" if line > 1 else "",
            line=line,
            partner=_partner(workspace, row.partner_id),
        )
        for line, text in pieces or [(1, "")]
    ]


def _request(workspace: Workspace, group: Group, row: InformationRequest) -> list[Passage]:
    text = "\n".join(part for part in (row.what, row.outcome) if part)
    title = f"Waited for from {row.asked_of}" if row.asked_of else "Waited for"
    return [
        _passage(
            group,
            "requests",
            row,
            "request",
            title,
            text,
            cite=f"information request, {row.state.value}",
            when=row.due or row.asked_on,
            partner=_partner(workspace, row.partner_id),
            sensitivity=ACCESS[row.sensitivity],
        )
    ]


def _theme(_: Workspace, group: Group, row: Theme) -> list[Passage]:
    return [_passage(group, "themes", row, "theme", row.name, "", cite=f"theme {row.name}")]


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


def _spoken(text: str, turns: list[Turn]) -> Iterator[tuple[int, str, str]]:
    """A text by the piece, where somebody is known to speak never with two speakers in one: line, speaker, words."""
    starts = sorted({turn.line: turn.speaker for turn in turns}.items())
    if not starts or starts[0][0] > 1:
        starts.insert(0, (1, ""))
    lines = text.split("\n")
    merged = [(next(run)[0], speaker) for speaker, run in groupby(starts, key=lambda start: start[1])]
    ends = [line for line, _ in merged[1:]] + [len(lines) + 1]
    for (first, speaker), end in zip(merged, ends, strict=True):
        for line, piece in _pieces("\n".join(lines[first - 1 : end - 1])):
            yield first + line - 1, speaker, piece


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


MAKERS: dict[str, Callable[[Workspace, Group, Any], list[Passage]]] = {
    "groups": _group,
    "scopes": _scope,
    "enquiry_lines": _line,
    "interviews": _interview,
    "notes": _note,
    "submissions": _submission,
    "marked_passages": _marked,
    "snapshots": _snapshot,
    "requests": _request,
    "themes": _theme,
    "findings": _finding,
    "recommendations": _recommendation,
    "responses": _response,
}
