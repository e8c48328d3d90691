"""Question sheets: written for a partner from one interview, and taken in again as that interview's notes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from groups.enquiry import outline
from groups.group import Role
from interviews.interview import Interview, askable
from interviews.partner import Partner
from interviews.question_sheet import (
    QuestionSheet,
    SheetQuestion,
    asked_partners,
    in_plain_text,
    question_sheet,
    with_parts,
)
from interviews.role_key import published_names
from workbench.dates import show_date
from workbench.services.editing import NotAccepted
from workbench.services.files import file_name, write_file
from workbench.services.partners import add_interview
from workbench.services.publishing import GivesAway, refuse_leaks
from workbench.workspace.workspace import Workspace

SHEET_FORMATS = {"docx": "Word", "txt": "plain text"}


class Planned(NamedTuple):
    """An interview that was planned, and its question sheet; ``why_not`` says so where the sheet may not come out."""

    interview: Interview
    sheet: Path | None
    why_not: str = ""


def plan_follow_up(
    workspace: Workspace, group_id: str, line_ids: Sequence[str], partner_id: str, form: str, out: Path | None = None
) -> Planned:
    """Plan to ask a partner these lines of enquiry, and write the sheet that asks them.

    The interview stands where the sheet is refused too: it is the sheet that has to wait. Raises what ``follow_up``
    raises.
    """
    interview = follow_up(workspace, group_id, line_ids, partner_id)
    try:
        return Planned(interview, write_sheet(workspace, interview.id, form, out))
    except GivesAway as why:
        return Planned(interview, None, str(why))


def follow_up(workspace: Workspace, group_id: str, line_ids: Sequence[str], partner_id: str) -> Interview:
    """Plan the interview “Follow-up: Partner” that asks these lines of enquiry; it follows the last one with them.

    While a follow-up with the same partner is still planned, the lines join it: one sheet asks them all. Raises
    NotAccepted where there is nothing to ask, NotThere, WorkspaceProblem.
    """
    records = workspace.records
    partner = records.partners.get(partner_id)
    lines = records.enquiry.find(group_id=group_id)
    wanted = with_parts(line_ids, lines)
    to_ask = [place.line.id for place in askable(lines) if place.line.id in wanted]
    if not to_ask:
        raise NotAccepted("There is nothing to ask: choose at least one line of enquiry.")
    title = f"Follow-up: {partner.shown}"
    with workspace.write(f"Plan the interview {title}"):
        interviews = records.interviews.find(group_id=group_id)
        planned = [i for i in interviews if not i.was_held and i.to_ask and i.partner_ids == [partner_id]]
        if planned:
            now = max(planned, key=_when)
            joined = [*now.to_ask, *(line for line in to_ask if line not in now.to_ask)]
            return records.interviews.save(now.model_copy(update={"to_ask": joined}))
        everyone = records.partners.find(group_id=group_id)
        heard = [i for i in interviews if asked_partners(i, everyone) & {partner_id}]
        before = max([i for i in heard if i.was_held] or heard, key=_when, default=None)
        made = add_interview(workspace, group_id, title, partner_ids=[partner_id])
        return records.interviews.save(
            made.model_copy(update={"to_ask": to_ask, "follows": before.id if before else ""})
        )


def sheet_of(workspace: Workspace, interview_id: str) -> QuestionSheet:
    """The question sheet of an interview as it stands. Raises NotThere."""
    records = workspace.records
    interview = records.interviews.get(interview_id)
    review = records.review(interview.group_id)
    officers = [member.name for member in review.members if member.role is Role.OFFICER]
    return question_sheet(
        interview,
        review.enquiry,
        review.partners,
        group=review.group.title,
        council=review.group.council,
        sender=officers[0] if officers else workspace.author.name,
        key=records.role_names.find(group_id=interview.group_id),
        keep=published_names(review),
    )


def sheet_bytes(workspace: Workspace, interview_id: str, form: str) -> bytes:
    """The sheet of an interview in one of SHEET_FORMATS. Raises NotAccepted where it asks nothing."""
    sheet = sheet_of(workspace, interview_id)
    if not sheet.asked:
        raise NotAccepted("There is nothing to ask: write the lines of enquiry first, or say whom they are meant for.")
    if form == "txt":
        return in_plain_text(sheet, show_date(sheet.on)).encode()
    from workbench.report.sheet_docx import sheet_docx

    return sheet_docx(sheet)


def write_sheet(workspace: Workspace, interview_id: str, form: str, out: Path | None = None) -> Path:
    """Write the sheet of an interview as a file, by default in the workspace's exports; returns the file.

    Raises NotAccepted where it asks nothing, publishing.GivesAway where it gives away what may not come out, NotThere,
    WorkspaceProblem.
    """
    data = sheet_bytes(workspace, interview_id, form)
    refuse_leaks(workspace, workspace.records.interviews.get(interview_id).group_id, data, form)
    target = out or workspace.exports / file_name(f"{sheet_of(workspace, interview_id).title} questions", form)
    write_file(target, data)
    return target


def questions_of(workspace: Workspace, group_id: str) -> list[SheetQuestion]:
    """Every question of a group with its number, in order."""
    placed = outline(workspace.records.enquiry.find(group_id=group_id))
    return [SheetQuestion(place.number, place.line.text, place.line.id) for place in placed if place.number]


def interviews_with(workspace: Workspace, partner: Partner) -> list[Interview]:
    """The interviews with a partner whose notes are open, the latest first."""
    rows = workspace.records.interviews.find(group_id=partner.group_id)
    return sorted((i for i in rows if partner.id in i.partner_ids and not i.is_locked), key=_when, reverse=True)


def plan_questions(workspace: Workspace, partner: Partner) -> Interview:
    """Plan an interview with a partner by question sheet. Raises NotAccepted, WorkspaceProblem."""
    title = f"Questions to {partner.shown}"
    return add_interview(workspace, partner.group_id, title, partner_ids=[partner.id])


def _when(interview: Interview) -> tuple[date, int, str]:
    return (interview.on or date.min, interview.position, interview.id)
