"""The start of an interview: who is asked, who is present, which interests are declared, and when it began."""

from __future__ import annotations

from typing import Any

from interviews.interview import Interview, InterviewState
from interviews.presence import Offered, interests_touched, who_may_be_here
from workbench.services.editing import Locked, change
from workbench.services.membership import members_of
from workbench.workspace.workspace import Workspace


def offered(workspace: Workspace, interview: Interview) -> list[Offered]:
    """Members and officers with who is here. Before it begins, whoever was at its meeting and whoever writes is ticked.

    Later only those are ticked who are written down as present.
    """
    records = workspace.records
    present, me = list(interview.present), ""
    if interview.began_at is None and not present:
        me = workspace.author.name
        meetings = records.meetings.find(group_id=interview.group_id)
        present = next((m.present for m in meetings if m.id == interview.meeting_id and m.held), [])
    day = interview.on or workspace.today().date()
    serving = [m for m in members_of(workspace, interview.group_id) if m.until is None or m.until >= day]
    return who_may_be_here(serving, present, me)


def touched(workspace: Workspace, interview: Interview) -> list[str]:
    """A sentence for each declared interest in a body that is heard here."""
    return interests_touched(interview, workspace.records.partners.find(group_id=interview.group_id))


def say_present(workspace: Workspace, read: Interview, present: list[str]) -> Interview:
    """Write down who is present. Raises Clash where somebody else wrote it meanwhile, Locked, WorkspaceProblem."""
    interviews, key = workspace.records.interviews, f"present:{read.id}"
    with workspace.write("Say who is present", merge_key=key):
        if interviews.get(read.id).is_locked:
            raise Locked
        return change(workspace, interviews, read, {"present": present}, "Say who is present", merge_key=key)


def begin(workspace: Workspace, read: Interview) -> Interview:
    """The interview begins now: it is live, and asked about no more. One that has begun is left as it is.

    Raises Locked, WorkspaceProblem.
    """
    with workspace.write("Begin the interview"):
        current = workspace.records.interviews.get(read.id)
        if current.is_locked:
            raise Locked
        values: dict[str, Any] = {}
        if current.began_at is None:
            values["began_at"] = workspace.author.now()
        if current.state is InterviewState.PLANNED:
            values["state"] = InterviewState.LIVE
        return workspace.records.interviews.save(current.model_copy(update=values))
