"""What can be written on the tab Overview: the group, the minute behind it, members, meetings and suspensions."""

from __future__ import annotations

from groups.group import MeetingKind, Role, Stage
from workbench.services.editing import NotAccepted
from workbench.services.in_text import (
    declarations_to_text,
    lines_to_list,
    list_to_lines,
    text_to_declarations,
)
from workbench.widgets.record_form import Field


def _title(text: str) -> str:
    if not text.strip():
        raise NotAccepted("A group needs a title.")
    return text


def _name(text: str) -> str:
    if not text.strip():
        raise NotAccepted("Type the name, or press d in the list to put the member in the bin.")
    return text


def _list_field(name: str, label: str, hint: str = "") -> Field:
    return Field(name, f"{label} (one on each line)", "text", hint=hint, as_text=list_to_lines, from_text=lines_to_list)


GROUP = [
    Field("title", "Title", from_text=_title),
    Field(
        "topic_question", "What the group asks", "text", hint="a question, such as: What helps children back to school?"
    ),
    Field("stage", "Stage", "choice", choices=lambda: [(stage.shown, stage) for stage in Stage]),
    _list_field("boards", "Scrutiny Board; a joint group has several"),
    Field("council", "Council"),
    Field("portfolio", "Portfolio", hint="such as Education and Skills"),
    Field("short_title", "Short title", hint="such as EHE; it begins the references of submissions, as in EHE01"),
]
MINUTE = [
    Field("minute_number", "Number of the minute"),
    Field("minute_title", "Heading of the minute"),
    Field("resolution_date", "Resolved on", "date"),
    Field("resolution", "The resolution", "text", hint="such as RESOLVED that …", lines=8),
]
REPORT = [
    Field("report_date", "Date of the report", "date"),
    Field(
        "sign_off",
        "Who signs it off (name, title, telephone, e-mail; a blank line begins another person)",
        "text",
        hint="Name, title",
        lines=8,
    ),
]
DATES = [
    Field("agreed_on", "Agreed by the group on", "date"),
    Field("board_agreed_on", "Agreed by the Board on", "date", hint="the clocks for replies start with the Board"),
    Field("notice_on", "Notice given on", "date", hint="the committee's notice to those who are to reply"),
    Field("sent_on", "Report sent on", "date"),
    Field("received_on", "Report received on", "date"),
    Field("replies_wanted_by", "Replies wanted by", "date", hint="of those who have no statutory date"),
]
MEMBER = [
    Field("name", "Name", from_text=_name),
    Field("role", "Role", "choice", choices=lambda: [(role.value[0].upper() + role.value[1:], role) for role in Role]),
    Field("capacity", "For whom, or in what capacity", hint="such as Parent Governor Representative"),
    Field("since", "Since", "date"),
    Field("until", "Until", "date"),
]
MEETING = [
    Field("kind", "What for", "choice", choices=lambda: [(kind.value, kind) for kind in MeetingKind]),
    Field("on", "Day", "date"),
    Field("place", "Place"),
    Field("held", "It was held", "yes"),
    _list_field("present", "Present", "Councillor A Okoro"),
    _list_field("apologies", "Apologies"),
    Field(
        "declarations",
        "Interests declared (one on each line: who; in which body; what)",
        "text",
        hint="such as Councillor J Penn; Westfield School; governor",
        as_text=declarations_to_text,
        from_text=text_to_declarations,
    ),
]
SUSPENSION = [
    Field("reason", "Why", hint="such as pre-election period"),
    Field("since", "Since", "date"),
    Field("until", "Until", "date"),
    Field("period", "If only the months are known", hint="such as March to May 2020"),
]

# What is chosen on the left → what one calls it in a step of undo, and its fields.
FORMS: dict[str, tuple[str, list[Field]]] = {
    "group": ("the group", GROUP),
    "minute": ("the group", MINUTE),
    "report": ("the group", REPORT),
    "dates": ("the group", DATES),
    "memberships": ("a member", MEMBER),
    "meetings": ("a meeting", MEETING),
    "suspensions": ("a suspension", SUSPENSION),
}
