"""How the tab Overview puts members, meetings and suspensions in words."""

from __future__ import annotations

from datetime import date

from textual.content import Content

from groups.group import Group, Meeting, MeetingKind, Membership, Role, Suspension
from groups.record import Record
from interviews.review import Review
from workbench.dates import show_date
from workbench.report.words import counted
from workbench.services import membership
from workbench.text import joined, one_line
from workbench.widgets.record_list import Row

_ON_ONE_LINE = 60


def nothing_there(words: str) -> Row:
    """A line for a part of the list in which there is nothing."""
    return Row(None, Content("  ") + one_line(words, "dim"))


def minute_in_words(group: Group) -> str:
    """Which minute set the group up, and when: "Set up by minute 24 of 11 Dec 2025"."""
    if not group.minute_number:
        return "The minute that set it up"
    on = f" of {show_date(group.resolution_date)}" if group.resolution_date else ""
    return f"Set up by minute {group.minute_number}{on}"


def meeting_row(meeting: Meeting) -> Content:
    """A meeting's day, what it is for, and whether it was held."""
    held = "held" if meeting.held else "planned"
    day = show_date(meeting.on) or "no day yet"
    return Content("  ") + joined(Content(f"{day:<11}"), Content(f"{meeting.kind.value:<12}"), one_line(held, "dim"))


def suspension_row(suspension: Suspension, today: date) -> Content:
    """From when to when, and why; on a line of its own where both together would be broken somewhere."""
    when, why = one_line(membership.suspension_in_words(suspension, today)), one_line(suspension.reason, "dim")
    if when.cell_length + why.cell_length > _ON_ONE_LINE:
        return Content("  ") + when + Content("\n    ") + why
    return Content("  ") + joined(when, why)


def meeting_name(meeting: Meeting) -> str:
    """A meeting as one speaks of it: "Scoping meeting, 5 Jan 2026"."""
    kind = meeting.kind.value[0].upper() + meeting.kind.value[1:]
    kind += "" if meeting.kind is MeetingKind.VISIT else " meeting"
    return f"{kind}, {show_date(meeting.on)}" if meeting.on else kind


def name_of(record: Record) -> str:
    """What to call a record in a sentence."""
    if isinstance(record, Membership):
        return record.name
    return meeting_name(record) if isinstance(record, Meeting) else "The suspension"


def who_serves(review: Review) -> str:
    """How many serve, and who chairs."""
    serving = [m for m in review.members if m.role is not Role.OFFICER]
    if not serving:
        return "No members yet: n adds them."
    chair = next((m.name for m in serving if m.role is Role.CHAIR), "")
    count = counted(len(serving), "member").capitalize()
    return f"{count}; {chair} in the chair." if chair else f"{count}; no Chair is named."
