"""The question sheet of an interview or of a partner: written to be sent, or taken in when it comes back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from groups.record import Record
from interviews.interview import Interview
from interviews.partner import Partner
from workbench.dialogs.ask import AskWhich
from workbench.dialogs.ask_file import AskFile
from workbench.dialogs.long_work import Job, LongWork
from workbench.report.words import listing
from workbench.screens.base import Pane
from workbench.screens.sheet_review import SheetReviewScreen
from workbench.services import question_sheets
from workbench.services.editing import NotAccepted
from workbench.services.question_sheets import SHEET_FORMATS
from workbench.services.sheets_in import ProposedSheet, read_sheet
from workbench.workspace.problems import WorkspaceProblem

_NEW = "new"
_MOST_NUMBERS = 12


async def question_sheet(pane: Pane, record: Record | None) -> None:
    """Ask what is to be done with the sheet of the chosen interview or partner, and do it."""
    interview = record if isinstance(record, Interview) else None
    if isinstance(record, Partner):
        interview = await _with_partner(pane, record)
    elif interview is None:
        pane.workbench.say("Choose an interview or a partner first: the sheet asks them their questions.", wrong=True)
    if interview is None:
        return
    sheet = question_sheets.sheet_of(pane.workspace, interview.id)
    choices = [(form, f"Write it as {name}, to send or to print (.{form})") for form, name in SHEET_FORMATS.items()]
    choices.append(("in", "Take in a sheet that came back, as notes of this interview"))
    answer = await pane.app.push_screen_wait(AskWhich(_about(interview, [q.number for q in sheet.asked]), choices))
    if answer == "in":
        await _take_in(pane, interview)
    elif answer:
        await _write(pane, interview, answer)


def _about(interview: Interview, numbers: Sequence[str]) -> str:
    if not numbers:
        return f"Question sheet: {interview.title}. It asks nothing yet: write the lines of enquiry first."
    more = len(numbers) - _MOST_NUMBERS
    asked = f"{', '.join(numbers[:_MOST_NUMBERS])} and {more} more" if more > 0 else listing(numbers)
    return f"Question sheet: {interview.title}. It asks {asked}."


async def _with_partner(pane: Pane, partner: Partner) -> Interview | None:
    """The interview whose sheet it is: one with the partner, or a new one. None is made before somebody says so."""
    there = question_sheets.interviews_with(pane.workspace, partner)
    choices = [(i.id, f"{i.title} ({i.state.value})") for i in there]
    choices.append((_NEW, "A new interview, which is planned now"))
    chosen = await pane.app.push_screen_wait(AskWhich(f"Which interview with {partner.shown}?", choices))
    if chosen != _NEW:
        return next((i for i in there if i.id == chosen), None)
    try:
        made = question_sheets.plan_questions(pane.workspace, partner)
    except (NotAccepted, WorkspaceProblem) as why:
        pane.workbench.say(str(why), wrong=True)
        return None
    pane.workbench.saved()
    pane.refresh_records()
    return made


async def _write(pane: Pane, interview: Interview, form: str) -> None:
    def write(job: Job) -> Path:
        job.say("Writing the sheet …")
        with pane.workspace.again() as workspace:
            return question_sheets.write_sheet(workspace, interview.id, form)

    written = await pane.app.push_screen_wait(LongWork(f"Writing the question sheet of {interview.title}", write))
    if written is not None:
        pane.workbench.say(f"Written to {written}")


async def _take_in(pane: Pane, interview: Interview) -> None:
    path = await pane.app.push_screen_wait(AskFile("Where is the sheet that came back?"))
    if path is None:
        return

    def read(job: Job) -> ProposedSheet:
        job.say("Reading the sheet …")
        with pane.workspace.again() as workspace:
            return read_sheet(workspace, interview.id, path, job.cancelled)

    proposed = await pane.app.push_screen_wait(LongWork(f"Reading {path.name}", read))
    if proposed is not None:
        pane.app.push_screen(SheetReviewScreen(proposed))
