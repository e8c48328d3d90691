"""A question sheet that came back: what the partner wrote may not come out, the questions are the group's own.

The file of such a sheet is kept whole as a submission, with the headings that every sheet of the group has. Taken for
the partner's words they would stop the next sheet from being written.
"""

from __future__ import annotations

from groups.enquiry import EnquiryLine, outline
from groups.group import Role
from interviews.interview import Interview
from interviews.question_sheet import FORM, SheetQuestion, question_sheet, sheet_title
from interviews.review import Review
from interviews.sheet_answers import read_answers
from interviews.submission import Submission


def without_questions(submission: Submission, review: Review) -> Submission:
    """A sheet that came back, with nothing in its text but the answers; any other submission as it is.

    Only questions that stood so before it came are taken out: what is private may have been pasted into a later one.
    """
    if submission.form != FORM:
        return submission
    lines = [line for line in review.enquiry if _was_there(line, submission)]
    interview = next(
        (row for row in review.interviews if sheet_title(row) == submission.title),
        Interview(group_id=submission.group_id, title=submission.title, partner_ids=[submission.partner_id]),
    )
    sheet = question_sheet(
        interview,
        lines,
        review.partners,
        group=review.group.title,
        council=review.group.council,
        sender=next((member.name for member in review.members if member.role is Role.OFFICER), ""),
    )
    asked = {question.line_id for question in sheet.questions}
    others = [
        SheetQuestion(place.number, place.line.text, place.line.id)
        for place in outline(lines)
        if place.number and place.line.id not in asked
    ]
    answers = read_answers(submission.text, sheet, others).answers
    return submission.model_copy(update={"text": "\n".join(answer.text for answer in answers)})


def _was_there(line: EnquiryLine, submission: Submission) -> bool:
    changed, came = line.changed_at, submission.created_at
    return changed is not None and came is not None and changed <= came
