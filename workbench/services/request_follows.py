"""What a line of notes does to the requests: an action is waited for, and a request changes with its line."""

from __future__ import annotations

from datetime import date
from typing import Any

from groups.rows import NotThere
from groups.sensitivity import Sensitivity
from interviews.interview import Interview, Note, NoteKind
from interviews.request import InformationRequest, RequestState
from workbench.workspace.workspace import Workspace

_STRICTER = (Sensitivity.PUBLIC, Sensitivity.WORKING, Sensitivity.EXEMPT, Sensitivity.CONFIDENTIAL)


def take_up(
    workspace: Workspace, note: Note, *, owner: str = "", due: date | None = None, asked_of: str = "", what: str = ""
) -> InformationRequest:
    """A request that comes from a line of notes and is as private as the line; texts are cleaned already.

    It is asked of whom the line is by, else of the interview's only partner. Raises WorkspaceProblem.
    """
    rows = workspace.records.requests
    with workspace.write("Take up a promise"):
        interview = workspace.records.interviews.get(note.interview_id)
        partner_id, partner = _only_partner(workspace, interview)
        return rows.add(
            InformationRequest(
                group_id=note.group_id,
                what=what or note.text,
                asked_of=asked_of or note.speaker or partner,
                partner_id=partner_id,
                owner=owner,
                asked_on=(note.taken_at or workspace.author.now()).astimezone().date(),
                due=due,
                interview_id=note.interview_id,
                note_id=note.id,
                sensitivity=note.sensitivity,
                exempt_reason=note.exempt_reason,
                position=next_place(workspace, note.group_id),
            )
        )


def next_place(workspace: Workspace, group_id: str) -> int:
    """The place of a group's next request."""
    return max((row.position for row in workspace.records.requests.find(group_id=group_id)), default=0) + 1


def follow_new_note(workspace: Workspace, note: Note) -> None:
    """A line was kept: an action is waited for from now on. To be called in the write that keeps the line."""
    if note.kind is NoteKind.ACTION and not workspace.records.requests.find(note_id=note.id):
        take_up(workspace, note)


def follow_note(workspace: Workspace, before: Note, after: Note) -> None:
    """A line was changed: what was taken from it and still says the same as the line did changes with it.

    Words and speaker that somebody wrote otherwise stay. A request is never less private than its line; where it was
    as private as the line it goes on being so. A line that becomes an action is waited for; where it is one no more, a
    request of which nobody has said anything goes to the bin. To be called in the write that changes the line.
    """
    rows = workspace.records.requests
    if before.kind is not NoteKind.ACTION:
        follow_new_note(workspace, after)
    for request in rows.find(note_id=after.id):
        if before.kind is NoteKind.ACTION and after.kind is not NoteKind.ACTION and _is_untouched(request, before):
            rows.bin(request)
            continue
        values: dict[str, Any] = {}
        if request.what == before.text and after.text:
            values["what"] = after.text
        if request.asked_of == before.speaker and after.speaker:
            values["asked_of"] = after.speaker
        same = (request.sensitivity, request.exempt_reason) == (before.sensitivity, before.exempt_reason)
        if same or _STRICTER.index(request.sensitivity) < _STRICTER.index(after.sensitivity):
            values |= {"sensitivity": after.sensitivity, "exempt_reason": after.exempt_reason}
        with workspace.write("Change a request"):
            rows.save(request.model_copy(update=values))


def _is_untouched(request: InformationRequest, line: Note) -> bool:
    said = request.owner or request.due or request.outcome or request.state is not RequestState.OPEN
    return not said and request.what == line.text


def _only_partner(workspace: Workspace, interview: Interview) -> tuple[str, str]:
    if len(interview.partner_ids) != 1:
        return "", ""
    try:
        partner = workspace.records.partners.get(interview.partner_ids[0])
    except NotThere:
        return "", ""
    return partner.id, partner.shown
