"""What a group waits for: asking for it or taking up a promise, changing it, and saying what came of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from groups.rows import NotThere
from interviews.interview import Note
from interviews.request import InformationRequest, RequestState, in_order
from workbench.services.called import one_called
from workbench.services.editing import NotAccepted, change
from workbench.services.notes import line_of
from workbench.services.request_follows import next_place, take_up
from workbench.workspace.workspace import Workspace


class NoSuchRequest(LookupError):
    """No request of the group answers to that name; the message says which there are."""


def ask_for(
    workspace: Workspace,
    group_id: str,
    what: str,
    *,
    asked_of: str = "",
    partner_id: str = "",
    owner: str = "",
    due: date | None = None,
    interview_id: str = "",
) -> InformationRequest:
    """Write down by hand something that the group waits for. Raises NotAccepted without words, WorkspaceProblem."""
    plain = line_of(what)
    if not plain:
        raise NotAccepted("Say what you are waiting for.")
    rows = workspace.records.requests
    with workspace.write("Ask for something"):
        return rows.add(
            InformationRequest(
                group_id=group_id,
                what=plain,
                asked_of=line_of(asked_of),
                partner_id=partner_id,
                owner=line_of(owner),
                asked_on=workspace.today().date(),
                due=due,
                interview_id=interview_id,
                position=next_place(workspace, group_id),
            )
        )


def from_note(
    workspace: Workspace,
    note: Note,
    *,
    owner: str = "",
    due: date | None = None,
    asked_of: str = "",
    what: str = "",
) -> InformationRequest:
    """Take up the promise in a line of notes, or change what is taken up already: a line makes one request.

    It is asked of whom the line is by, else of the interview's only partner, and is as private as the line. Raises
    NotAccepted where there are no words, WorkspaceProblem.
    """
    rows = workspace.records.requests
    with workspace.write("Take up a promise"):
        known = rows.find(note_id=note.id)
        if known:
            said = {"owner": line_of(owner), "due": due, "asked_of": line_of(asked_of), "what": line_of(what)}
            return change_request(workspace, known[0], **{name: value for name, value in said.items() if value})
        words = line_of(what) or line_of(note.text)
        if not words:
            raise NotAccepted("The line is empty: write first what was promised.")
        return take_up(workspace, note, owner=line_of(owner), due=due, asked_of=line_of(asked_of), what=words)


def change_request(workspace: Workspace, read: InformationRequest, **values: Any) -> InformationRequest:
    """Change a request. Raises Clash where somebody changed the same meanwhile, NotAccepted, WorkspaceProblem."""
    if "what" in values and not line_of(values["what"]):
        raise NotAccepted("Say what you are waiting for.")
    return change(workspace, workspace.records.requests, read, values, "Change a request")


def settle(
    workspace: Workspace,
    read: InformationRequest,
    state: RequestState,
    *,
    outcome: str = "",
    submission_id: str = "",
) -> InformationRequest:
    """Say what came of a request: received, with the submission that arrived where it is one, or not coming.

    Saying that it is open again takes back what came of it. Raises NotAccepted for a submission of another group.
    """
    labels = {RequestState.RECEIVED: "A request was received", RequestState.NOT_COMING: "A request is not coming"}
    values: dict[str, Any] = {"state": state, "outcome": line_of(outcome), "submission_id": ""}
    if state is RequestState.RECEIVED and submission_id:
        handed = workspace.records.submissions.get(submission_id)
        if handed.group_id != read.group_id:
            raise NotAccepted(f"{handed.reference} was handed in to another group.")
        values["submission_id"] = handed.id
        values["outcome"] = values["outcome"] or handed.reference
    label = labels.get(state, "A request is open again")
    return change(workspace, workspace.records.requests, read, values, label)


def bin_request(workspace: Workspace, request: InformationRequest) -> None:
    """Put a request in the bin; the line it came from stays. Raises WorkspaceProblem."""
    with workspace.write("Put a request in the bin"):
        workspace.records.requests.bin(workspace.records.requests.get(request.id))


def requests_of(workspace: Workspace, group_id: str) -> list[InformationRequest]:
    """What a group waits for, the earliest due first, then what is settled."""
    return in_order(workspace.records.requests.find(group_id=group_id))


def overdue(workspace: Workspace, group_id: str) -> list[InformationRequest]:
    """The open requests whose day has passed, the longest first."""
    today = workspace.today().date()
    return [request for request in requests_of(workspace, group_id) if request.is_overdue(today)]


def where_from(workspace: Workspace, request: InformationRequest) -> str:
    """Where a request came from, in words; what lies in the bin is said."""
    if not request.interview_id:
        return "written down by hand"
    try:
        interview = workspace.records.interviews.get(request.interview_id)
    except NotThere:
        return "from an interview that is not there any more"
    if not request.note_id:
        return f"from the interview {interview.title}"
    notes = workspace.records.notes.find(interview_id=interview.id)
    ordered = sorted(notes, key=lambda n: (n.position, n.id))
    line = next((n for n, note in enumerate(ordered, start=1) if note.id == request.note_id), None)
    if line is None:
        return f"from a line of {interview.title} that lies in the bin"
    return f"from {interview.title}, line {line}"


def find_request(workspace: Workspace, group_id: str, name: str) -> InformationRequest:
    """The request that a person means: by its number in the list, by id, or by the beginning. Raises NoSuchRequest."""
    rows = requests_of(workspace, group_id)
    return one_called(
        name,
        rows,
        lambda request: (request.what, str(rows.index(request) + 1)),
        NoSuchRequest,
        what="request",
        shown=lambda request: f"{rows.index(request) + 1} {request.what}",
        instead="use the number",
    )
