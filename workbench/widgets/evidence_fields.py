"""What can be written in the forms of an interview, of one of its lines, and of what partners hand in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from groups.enquiry import LineKind, outline
from groups.group import MeetingKind
from groups.sensitivity import Sensitivity
from interviews.interview import InterviewState, NoteKind
from interviews.partner import partner_list, possible_umbrellas
from interviews.submission import Publication
from workbench.dates import show_date
from workbench.services.in_text import (
    declarations_to_text,
    interviewees_to_text,
    lines_to_list,
    list_to_lines,
    table_to_text,
    text_to_declarations,
    text_to_interviewees,
    text_to_table,
)
from workbench.services.partners import find_partner
from workbench.widgets.record_form import Field
from workbench.workspace.workspace import Workspace

Choices = Callable[[], Sequence[tuple[str, Any]]]


def who_is_here() -> list[Field]:
    """Who is asked, who else is there, and what interests they declare."""
    return [
        Field(
            "interviewees",
            "Who is asked (one on each line: name; role; how to attribute)",
            "text",
            hint="such as Ms P Lee; Head of Service; named",
            as_text=interviewees_to_text,
            from_text=text_to_interviewees,
        ),
        Field(
            "present",
            "Who else is present (one on each line)",
            "text",
            hint="such as Ms R Hale, note-taker",
            as_text=list_to_lines,
            from_text=lines_to_list,
        ),
        Field(
            "declarations",
            "Interests declared (one on each line: who; in which body; what)",
            "text",
            hint="such as Councillor J Penn; Westfield School; governor",
            as_text=declarations_to_text,
            from_text=text_to_declarations,
        ),
    ]


def interview_fields(workspace: Workspace, group_id: str) -> list[Field]:
    """The fields of an interview."""

    def partners_to_text(ids: Sequence[str]) -> str:
        names = {p.id: p.shown for p in workspace.records.partners.find(group_id=group_id)}
        return list_to_lines([names[partner_id] for partner_id in ids if partner_id in names])

    def text_to_partners(text: str) -> list[str]:
        return list(dict.fromkeys(find_partner(workspace, group_id, line).id for line in lines_to_list(text)))

    return [
        Field("title", "Title"),
        Field(
            "partner_ids",
            "Partners (one on each line, by name or short name)",
            "text",
            as_text=partners_to_text,
            from_text=text_to_partners,
        ),
        Field("on", "Date", "date"),
        Field("meeting_id", "At the group's meeting", "choice", choices=_meetings(workspace, group_id)),
        *who_is_here(),
        Field("state", "State", "choice", choices=lambda: [(s.value, s) for s in InterviewState]),
    ]


def partner_fields(workspace: Workspace, group_id: str, chosen: Callable[[], str]) -> list[Field]:
    """The fields of a partner; ``chosen`` gives the id of the one on show, which cannot stand under itself."""

    def umbrellas() -> list[tuple[str, str]]:
        rows = workspace.records.partners.find(group_id=group_id)
        return [("by itself", ""), *((p.shown, p.id) for p in possible_umbrellas(chosen(), rows))]

    return [
        Field("name", "Name"),
        Field("short_name", "Short name", hint="such as CWPT"),
        Field("umbrella_id", "Stands under", "choice", choices=umbrellas),
        Field("kind", "Kind", hint="such as health, police, school, parents' group"),
    ]


def submission_fields(workspace: Workspace, group_id: str) -> list[Field]:
    """The fields of a submission, its text left out."""
    return [
        Field("title", "Title"),
        Field("partner_id", "From the partner", "choice", choices=partner_choices(workspace, group_id)),
        Field("sender", "From, as written"),
        Field("capacity", "In what capacity", hint="such as parent, or for the parents' forum"),
        Field("received", "Received", "date"),
        Field("publication", "What they allow", "choice", choices=lambda: [(p.value, p) for p in Publication]),
        Field("sensitivity", "How private", "choice", choices=lambda: [(s.value, s) for s in Sensitivity]),
        Field(
            "exempt_reason",
            "If exempt: the paragraph of Schedule 12A, and why keeping it private is in the public interest",
            hint="such as Schedule 12A, paragraph 1: names a child",
        ),
    ]


def snapshot_fields(workspace: Workspace, group_id: str) -> list[Field]:
    """The fields of a data snapshot, its table left out."""
    return [
        Field("title", "Title"),
        Field("partner_id", "From the partner", "choice", choices=partner_choices(workspace, group_id)),
        Field("source", "Source", hint="such as the system or the return that it comes from"),
        Field("owner", "Owner", hint="who answers for the figures"),
        Field("as_at", "As at", "date"),
        Field("definition", "Definition", "text", hint="what is counted, and how"),
        Field("unit", "Unit", hint="such as children, or per cent"),
        Field("period", "Period", hint="such as April 2024 to March 2025"),
        Field("heading_rows", "Rows of headings", "choice", choices=lambda: [(str(n), n) for n in range(4)]),
        Field("publication", "What they allow", "choice", choices=lambda: [(p.value, p) for p in Publication]),
    ]


def submission_text() -> list[Field]:
    """The words of a submission that is written or pasted by hand."""
    return [Field("text", "The words of the submission (write or paste them)", "text", lines=16)]


def snapshot_table() -> list[Field]:
    """The table of a snapshot, to paste or to write."""
    label = "The table: paste it from a spreadsheet, or write a row on each line with | between the cells"
    return [Field("rows", label, "text", lines=16, as_text=table_to_text, from_text=text_to_table)]


def note_fields(workspace: Workspace, group_id: str) -> list[Field]:
    """The fields of one line of notes; its privacy is asked for by key, since it needs a reason."""

    def questions() -> list[tuple[str, str]]:
        lines = outline(workspace.records.enquiry.find(group_id=group_id))
        asked = [(f"{p.number} {p.line.text}"[:70], p.line.id) for p in lines if p.line.kind is not LineKind.THEME]
        return [("no question", ""), *asked]

    return [
        Field("text", "What was said", "text", lines=5),
        Field("line_id", "Question", "choice", choices=questions),
        Field("kind", "Kind", "choice", choices=lambda: [(k.value, k) for k in NoteKind]),
        Field("speaker", "Speaker"),
    ]


def partner_choices(workspace: Workspace, group_id: str) -> Choices:
    """The partners of a group to choose from."""

    def choices() -> list[tuple[str, str]]:
        rows = partner_list(workspace.records.partners.find(group_id=group_id))
        return [("none of the partners", ""), *((row.partner.shown, row.partner.id) for row in rows)]

    return choices


def _meetings(workspace: Workspace, group_id: str) -> Choices:
    def choices() -> list[tuple[str, str]]:
        rows = [m for m in workspace.records.meetings.find(group_id=group_id) if m.kind is not MeetingKind.BOARD]
        named = [(f"{m.kind.value}, {show_date(m.on) or 'no date'}", m.id) for m in rows]
        return [("none of them", ""), *named]

    return choices
