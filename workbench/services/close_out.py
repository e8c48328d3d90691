"""Closing an interview out: what is open in it, settling it point by point, and the page for whoever was not there."""

from __future__ import annotations

from pathlib import Path

from interviews.close_out import Held, Point, open_points
from interviews.interview import Interview, InterviewState, notes_of
from interviews.summary import Summary, summary
from workbench.report.as_docx import as_docx
from workbench.report.as_markdown import as_markdown
from workbench.report.as_text import as_text
from workbench.report.interview_page import interview_page
from workbench.report.numbering import number
from workbench.services.editing import Locked, NotAccepted, keep
from workbench.services.files import file_name, write_file
from workbench.services.notes import set_state
from workbench.services.publishing import refuse_leaks
from workbench.workspace.workspace import Workspace

FORMATS = {"docx": "Word", "txt": "plain text", "md": "Markdown"}


def held(workspace: Workspace, interview_id: str) -> Held:
    """One interview with all that close-out looks at. Raises NotThere."""
    records = workspace.records
    interview = records.interviews.get(interview_id)
    return Held(
        interview,
        notes_of(interview_id, records.notes.find(interview_id=interview_id)),
        records.enquiry.find(group_id=interview.group_id),
        records.partners.find(group_id=interview.group_id),
        records.requests.find(group_id=interview.group_id),
    )


def points_of(workspace: Workspace, interview_id: str) -> list[Point]:
    """What is open in an interview."""
    return open_points(held(workspace, interview_id), workspace.today().date())


def say_asked(workspace: Workspace, read: Interview, line_id: str, *, asked: bool = True) -> Interview:
    """Say that a question was put, though nobody answered it, or that it was not. Raises Locked, WorkspaceProblem."""
    interviews = workspace.records.interviews
    label = "Say that a question was asked" if asked else "Say that a question was not asked"
    with workspace.write(label):
        current = interviews.get(read.id)
        if current.is_locked:
            raise Locked
        if asked:
            wanted = [*current.asked, *([] if line_id in current.asked else [line_id])]
        else:
            wanted = [each for each in current.asked if each != line_id]
        return keep(workspace, interviews, current, {"asked": wanted}, label)


def close_out(workspace: Workspace, interview_id: str) -> Interview:
    """The interview was gone over. What is open stays open: closing out never waits for it.

    Raises NotAccepted for one that has not been held, Locked for one that is confirmed, WorkspaceProblem.
    """
    interview = workspace.records.interviews.get(interview_id)
    if interview.state is InterviewState.PLANNED:
        raise NotAccepted("This interview is still planned: it is closed out once it was held.")
    if interview.is_locked:
        raise Locked
    return set_state(workspace, interview_id, InterviewState.CLOSED_OUT)


def confirm(workspace: Workspace, interview_id: str) -> Interview:
    """Everybody agrees with the notes: they are locked. Raises NotAccepted while somebody is writing a line."""
    for draft in workspace.records.drafts.of(interview_id):
        if draft.text.strip():
            raise NotAccepted(f"A line of {draft.author} is not finished: keep it or empty it, then confirm.")
    return set_state(workspace, interview_id, InterviewState.CONFIRMED)


def open_again(workspace: Workspace, interview_id: str) -> Interview:
    """Unlock the notes of a confirmed interview: it is closed out again. Raises NotAccepted for any other."""
    if not workspace.records.interviews.get(interview_id).is_locked:
        raise NotAccepted("This interview is not confirmed: its notes are open.")
    return set_state(workspace, interview_id, InterviewState.CLOSED_OUT)


def page_of(workspace: Workspace, interview_id: str, *, private: bool = False) -> Summary:
    """The one page on an interview; without ``private`` its exempt and confidential words are counted only."""
    return summary(held(workspace, interview_id), workspace.today().date(), private=private)


def write_summary(
    workspace: Workspace, interview_id: str, form: str, *, private: bool = False, out: Path | None = None
) -> Path:
    """Write the page in one of FORMATS; returns the file, by default in the workspace's exports.

    Raises publishing.GivesAway where one that is not ``private`` has exempt or confidential words all the same, such as
    those of a line that was typed once more; WorkspaceProblem, and a file is there whole or not at all.
    """
    page = page_of(workspace, interview_id, private=private)
    name = file_name(f"{page.title[:40]} summary{' private' if private else ''}", form)
    target = out or workspace.exports / name
    data = _render(workspace, interview_id, page, form)
    if not private:
        group_id = workspace.records.interviews.get(interview_id).group_id
        refuse_leaks(workspace, group_id, data, form, working_papers=True)
    write_file(target, data)
    return target


def _render(workspace: Workspace, interview_id: str, page: Summary, form: str) -> bytes:
    records = workspace.records
    group = records.groups.get(records.interviews.get(interview_id).group_id)
    report = interview_page(page, group.title, group.council)
    match form:
        case "txt":
            return as_text(number(report)).encode()
        case "md":
            return as_markdown(number(report)).encode()
        case _:
            return as_docx(number(report))
