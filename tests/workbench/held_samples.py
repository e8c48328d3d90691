"""An interview that was held, for the tests of close-out, requests and corrections: everything in it is invented."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from groups.enquiry import EnquiryLine, LineKind
from groups.group import Group, Membership, Person, Role
from groups.sensitivity import Sensitivity
from interviews.interview import Interview, Interviewee, InterviewState, Note, NoteKind
from interviews.partner import Partner
from workbench.workspace.workspace import Workspace


class HeldIds(NamedTuple):
    """What was made: the interview, its partner, lines of enquiry by number and notes by a short name."""

    interview: Interview
    partner: Partner
    lines: dict[str, str]
    notes: dict[str, Note]


def hold(workspace: Workspace, group: Group, *, state: InterviewState = InterviewState.LIVE) -> HeldIds:
    """The Attendance team, asked some of its questions: a quote without a speaker, an action, an exempt line."""
    records = workspace.records
    lines: dict[str, str] = {}
    with workspace.write("Hold an interview"):
        officer = records.people.add(Person(name="Mr T Reed"))
        records.memberships.add(
            Membership(group_id=group.id, person_id=officer.id, name=officer.name, role=Role.OFFICER, position=9)
        )
        partner = records.partners.add(Partner(group_id=group.id, name="Attendance team", short_name="AT"))
        for number, parts in (("1", "ab"), ("2", ""), ("3", "")):
            question = records.enquiry.add(
                EnquiryLine(group_id=group.id, kind=LineKind.QUESTION, text=f"Question {number}?", position=int(number))
            )
            lines[number] = question.id
            for place, part in enumerate(parts):
                lines[number + part] = records.enquiry.add(
                    EnquiryLine(
                        group_id=group.id,
                        kind=LineKind.SUB_QUESTION,
                        text=f"Part {part}?",
                        parent_id=question.id,
                        position=place,
                    )
                ).id
        interview = records.interviews.add(
            Interview(
                group_id=group.id,
                title="Attendance team",
                partner_ids=[partner.id],
                on=date(2026, 1, 12),
                interviewees=[Interviewee(name="Ms P Lee", role="Head of Service")],
                present=["Councillor A Okoro"],
                state=state,
                asked=[lines["2"]],
            )
        )
        told = [
            ("highest", "Absence is highest in Year 10", NoteKind.FACT, "Ms P Lee", "1a", Sensitivity.WORKING),
            ("anxiety", "It is anxiety, not truancy.", NoteKind.QUOTE, "", "1b", Sensitivity.WORKING),
            ("loose", "Schools phone on the first day", NoteKind.NOTE, "Ms P Lee", "", Sensitivity.WORKING),
            ("secret", "A child at Hill Road was named", NoteKind.NOTE, "Ms P Lee", "1b", Sensitivity.EXEMPT),
            ("return", "Will send the 2025 return by Friday", NoteKind.ACTION, "Ms P Lee", "", Sensitivity.WORKING),
        ]
        taken = workspace.author.now() - timedelta(days=2)
        notes: dict[str, Note] = {}
        for place, (key, text, kind, speaker, number, sensitivity) in enumerate(told, start=1):
            exempt = sensitivity is Sensitivity.EXEMPT
            notes[key] = records.notes.add(
                Note(
                    group_id=group.id,
                    interview_id=interview.id,
                    text=text,
                    kind=kind,
                    speaker=speaker,
                    line_id=lines.get(number, ""),
                    sensitivity=sensitivity,
                    exempt_reason="Schedule 12A, paragraph 1: names a child" if exempt else "",
                    author="A Tester",
                    taken_at=taken + timedelta(minutes=place),
                    position=place,
                )
            )
    return HeldIds(interview, partner, lines, notes)
