"""An interview that is planned and what the tests of its notes do with it."""

from __future__ import annotations

from textual.pilot import Pilot

from groups.enquiry import EnquiryLine, LineKind
from groups.group import Group
from interviews.interview import Interview, Interviewee, Note
from workbench.app import WorkbenchApp
from workbench.screens.place import Place
from workbench.services.notes import lines_of_interview
from workbench.widgets.note_line import NoteLine
from workbench.workspace.workspace import Workspace


def add_interview(workspace: Workspace, group: Group) -> Interview:
    """An interview that is planned, with two questions, the first in three parts."""
    with workspace.write("Make an interview"):
        for number, parts in ((1, "abc"), (2, "")):
            question = workspace.records.enquiry.add(
                EnquiryLine(group_id=group.id, kind=LineKind.QUESTION, text=f"Question {number}?", position=number)
            )
            for place, part in enumerate(parts):
                workspace.records.enquiry.add(
                    EnquiryLine(
                        group_id=group.id,
                        kind=LineKind.SUB_QUESTION,
                        text=f"Part {part}?",
                        parent_id=question.id,
                        position=place,
                    )
                )
        return workspace.records.interviews.add(
            Interview(
                group_id=group.id,
                title="Attendance team",
                interviewees=[Interviewee(name="Ms P Lee", role="Head of Service")],
                present=["Councillor A Okoro"],
                began_at=workspace.author.now(),
            )
        )


def notes(workspace: Workspace, interview: Interview) -> list[Note]:
    """The lines of the interview, in order."""
    return lines_of_interview(workspace, interview.id)


def take(workspace: Workspace, interview: Interview, *texts: str) -> None:
    """Put lines into the interview as if they had been taken one after the other."""
    with workspace.write("Take notes"):
        for place, text in enumerate(texts, start=1):
            workspace.records.notes.add(
                Note(
                    group_id=interview.group_id,
                    interview_id=interview.id,
                    text=text,
                    author="A Tester",
                    taken_at=workspace.author.now(),
                    position=place,
                )
            )


def opened(workspace: Workspace, interview: Interview, chosen: str = "") -> WorkbenchApp:
    """The app on the notes of the interview."""
    return WorkbenchApp(workspace, start=Place("interview", interview.id, chosen=chosen))


async def write(pilot: Pilot[int], text: str) -> None:
    """Have these words in the line being written, the cursor behind them."""
    line = pilot.app.screen.query_one(NoteLine)
    line.value = text
    line.cursor_position = len(text)
    await pilot.pause()
