"""What becomes of recommendations: progress as it is reported, when it is next, and the report that drafts itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from groups.group import Group, Meeting, MeetingKind, Stage
from groups.recommendation import Recommendation
from groups.record import Record
from groups.response import Doing, Impact, Progress
from interviews.monitoring import next_review
from interviews.readers.clean import clean
from interviews.review import Review
from workbench.report.as_docx import as_docx
from workbench.report.as_html import as_html
from workbench.report.as_markdown import as_markdown
from workbench.report.as_text import as_text
from workbench.report.numbering import NumberedReport, number
from workbench.report.progress_report import progress_report
from workbench.services.clocks import rules_of
from workbench.services.editing import NotAccepted
from workbench.services.files import file_name, write_file
from workbench.services.publishing import refuse_leaks
from workbench.services.roles import public_words
from workbench.workspace.workspace import Workspace

FORMATS = {"docx": "Word", "html": "a web page", "md": "Markdown", "txt": "plain text"}


# -- what was reported ------------------------------------------------------------------------------------------------


def new_progress(workspace: Workspace, review: Review, recommendation: Recommendation) -> Progress:
    """An empty report on one recommendation, of today, that stands where the last one stood; kept once written in."""
    before = [p for p in review.progress if p.recommendation_id == recommendation.id]
    last = max(before, key=lambda p: (p.on or date.min, p.id), default=None)
    return Progress(
        group_id=review.group.id,
        recommendation_id=recommendation.id,
        on=workspace.today().date(),
        doing=last.doing if last else Doing.CANNOT_TELL,
        impact=last.impact if last else Impact.NOT_YET,
    )


def add_progress(
    workspace: Workspace,
    review: Review,
    recommendation: Recommendation,
    *,
    doing: Doing,
    what: str = "",
    impact: Impact = Impact.NOT_YET,
    evidence: str = "",
    by: str = "",
    on: date | None = None,
) -> Progress:
    """Record what was reported about a recommendation on a day; what was reported before stays. Raises NotAccepted."""
    today = workspace.today().date()
    if on is not None and on > today:
        raise NotAccepted("Progress is reported as at a day that has come: that day is still ahead.")
    with workspace.write("Record progress"):
        return workspace.records.progress.add(
            Progress(
                group_id=review.group.id,
                recommendation_id=recommendation.id,
                on=on or today,
                doing=doing,
                what=clean(what).strip(),
                impact=impact,
                evidence=clean(evidence).strip(),
                by=clean(by).strip(),
            )
        )


def bin_progress(workspace: Workspace, progress: Record) -> None:
    """Put a report of progress in the bin."""
    rows = workspace.records.progress
    with workspace.write("Put a report of progress in the bin"):
        rows.bin(rows.get(progress.id))


# -- the next report --------------------------------------------------------------------------------------------------


def plan_review(workspace: Workspace, group: Group, on: date) -> Meeting:
    """Plan the Board's meeting at which progress is reported next; one that is planned already is moved to the day.

    Raises NotAccepted for a day that is not ahead.
    """
    if on <= workspace.today().date():
        raise NotAccepted("Progress is reported at a meeting that is still ahead: type a later day.")
    rows = workspace.records.meetings
    since = group.board_agreed_on or date.min
    with workspace.write("Plan the next report of progress"):
        meetings = rows.find(group_id=group.id)
        ahead = [
            m for m in meetings if m.kind is MeetingKind.BOARD and not m.held and m.on is not None and m.on > since
        ]
        if ahead:
            first = min(ahead, key=lambda m: m.on or date.max)
            return rows.save(first.model_copy(update={"on": on}))
        place = max((m.position for m in meetings), default=0) + 1
        return rows.add(Meeting(group_id=group.id, kind=MeetingKind.BOARD, on=on, held=False, position=place))


# -- how far the group has come ---------------------------------------------------------------------------------------

# What a stage asks the day of, as (field of the group, question).
STAGE_DAYS: dict[Stage, tuple[tuple[str, str], ...]] = {
    Stage.AGREED_BY_GROUP: (("agreed_on", "On which day did the group agree its recommendations?"),),
    Stage.AT_BOARD: (("report_date", "On which day is the report before the Board?"),),
    Stage.AGREED_BY_BOARD: (
        ("board_agreed_on", "On which day did the Board agree the recommendations?"),
        ("notice_on", "On which day did the Board give notice of them to those who are to reply?"),
    ),
    Stage.SENT: (
        ("sent_on", "On which day was the report sent?"),
        ("received_on", "On which day was it received?"),
    ),
}


def days_to_ask(group: Group) -> list[tuple[str, str]]:
    """Which days the stage that a group has come to asks for and which are not known yet: (field, question)."""
    return [(name, question) for name, question in STAGE_DAYS.get(group.stage, ()) if getattr(group, name) is None]


def set_days(workspace: Workspace, group_id: str, days: dict[str, date | None], stage: Stage | None = None) -> Group:
    """Keep days of the outcome, and the stage where one is said, as one step. Raises NotAccepted where none can be."""
    rows = workspace.records.groups
    values: dict[str, object] = dict(days)
    if stage is not None:
        values["stage"] = stage
    with workspace.write("Say how far the group has come"):
        fresh = rows.get(group_id).model_copy(update=values)
        _in_order(fresh)
        return rows.save(fresh)


def _in_order(group: Group) -> None:
    """What cannot be: receiving what was not sent yet."""
    if group.sent_on and group.received_on and group.received_on < group.sent_on:
        raise NotAccepted("The report cannot have been received before it was sent: change one of the two days.")


# -- the report -------------------------------------------------------------------------------------------------------


def draft_report(workspace: Workspace, group: Group) -> NumberedReport:
    """The progress report of a group, put together from the record, with its numbers."""
    review = workspace.records.review(group.id)
    today = workspace.today().date()
    following = next_review(review, rules_of(workspace), today)
    key = workspace.records.role_names.find(group_id=group.id)
    return number(progress_report(review, today, next_review=following, key=key))


def render(workspace: Workspace, group: Group, form: str) -> bytes:
    """The progress report in one of FORMATS."""
    report = draft_report(workspace, group)
    match form:
        case "md":
            return as_markdown(report).encode()
        case "html":
            return as_html(report).encode()
        case "txt":
            return as_text(report).encode()
        case _:
            return as_docx(report)


def export_progress(
    workspace: Workspace,
    group: Group,
    form: str,
    *,
    out: Path | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Path | None:
    """Write the progress report; returns the file, by default in the workspace's exports, or None where cancelled.

    Raises publishing.GivesAway where it gives something away, WorkspaceProblem; a file is there whole or not at all.
    """
    data = render(workspace, group, form)
    refuse_leaks(workspace, group.id, data, form)
    if cancelled is not None and cancelled():
        return None
    target = out or workspace.exports / file_name(
        f"{public_words(workspace, group, group.title)} progress report", form
    )
    write_file(target, data)
    return target


def recommendation_with(review: Review, record_id: str) -> str:
    """The recommendation that a reply, a report of progress or itself is about: its id, or "" where there is none."""
    if any(r.id == record_id for r in review.recommendations):
        return record_id
    for reply in review.responses:
        if reply.id == record_id and reply.covers:
            return reply.covers[0].recommendation_id
    found = [p.recommendation_id for p in review.progress if p.id == record_id]
    return found[0] if found else ""
