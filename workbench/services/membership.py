"""Who serves on a group, when it met and when its work stood still; every change is one step of undo."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from groups.group import Meeting, MeetingKind, Membership, Person, Role, Suspension, meetings_held
from groups.people import name_parts, same_person
from groups.rows import NotThere
from interviews.review import Review
from workbench.dates import show_date
from workbench.report.words import counted, listing
from workbench.services.editing import NotAccepted, changed
from workbench.workspace.workspace import Workspace

_MEETING_NOUNS = {
    MeetingKind.SCOPING: ("scoping meeting", ""),
    MeetingKind.INTERVIEWING: ("interviewing meeting", ""),
    MeetingKind.VISIT: ("site visit", ""),
    MeetingKind.ANALYSING: ("analysing meeting", ""),
}


# -- members ----------------------------------------------------------------------------------------------------------


def name_and_role(typed: str) -> tuple[str, Role]:
    """The name and the role that may stand behind it in brackets: "Councillor A Okoro (Chair)"."""
    found = re.fullmatch(r"(.*?)\s*\(([^()]*)\)\s*", typed.strip())
    if found:
        for role in Role:
            if role.value.casefold() == " ".join(found[2].casefold().split()):
                return found[1].strip(), role
    return typed.strip(), Role.MEMBER


def members_of(workspace: Workspace, group_id: str) -> list[Membership]:
    """The members of a group, the Chair first and officers last, each in the order in which they were named."""
    roles = list(Role)
    rows = workspace.records.memberships.find(group_id=group_id)
    return sorted(rows, key=lambda m: (roles.index(m.role), m.position, m.id))


def add_member(workspace: Workspace, group_id: str, name: str, role: Role = Role.MEMBER) -> Membership:
    """Add somebody to a group; a person who is known already is taken up again, not made twice.

    Raises NotAccepted where there is no name, or the person serves on the group already.
    """
    name = " ".join(name.split())
    if not name_parts(name).surname:
        raise NotAccepted("Type the name of somebody, such as Councillor A Okoro.")
    records = workspace.records
    with workspace.write(f"Add {name} to the group"):
        serving = records.memberships.find(group_id=group_id)
        twice = next((m for m in serving if same_person(m.name, name)), None)
        if twice is not None:
            raise NotAccepted(f"{twice.name} serves on this group already.")
        person = _person(workspace, name)
        return records.memberships.add(
            Membership(
                group_id=group_id,
                person_id=person.id,
                name=name,
                role=role,
                position=max((m.position for m in serving), default=0) + 1,
            )
        )


def name_changed(workspace: Workspace, member: Membership, merge_key: str) -> Membership:
    """A member's name was written anew: the membership stays with its person, or goes over to the one who is meant.

    ``merge_key`` is that of the writing, so that undo takes back both at once. Returns the membership as kept.
    """
    records = workspace.records
    try:
        person = records.people.get(member.person_id)
    except NotThere:
        person = None
    if not name_parts(member.name).surname or (person is not None and _answers_to(person, member.name)):
        return member
    others = [m for m in records.memberships.find(person_id=member.person_id) if m.id != member.id]
    others += records.memberships.find(person_id=member.person_id, binned=True)
    known = [p for p in records.people.find() if p.id != member.person_id and _answers_to(p, member.name)]
    with workspace.write(f"Change name of the member to {member.name}", merge_key=merge_key):
        if person is not None and not others and not known:
            records.people.save(person.model_copy(update={"name": member.name}))
            return member
        meant = known[0] if len(known) == 1 else records.people.add(Person(name=member.name))
        return records.memberships.save(member.model_copy(update={"person_id": meant.id}))


def other_groups(workspace: Workspace, members: Iterable[Membership]) -> dict[str, list[str]]:
    """Which other groups the members serve on too: the membership's id → the titles of the groups."""
    records = workspace.records
    titles = {group.id: group.title for group in records.groups.find()}
    found = {
        member.id: [
            titles[other.group_id]
            for other in records.memberships.find(person_id=member.person_id)
            if other.group_id != member.group_id and other.group_id in titles
        ]
        for member in members
    }
    return {member: list(dict.fromkeys(names)) for member, names in found.items() if names}


def _person(workspace: Workspace, name: str) -> Person:
    """The person who answers to a name, with this form of it kept; a new one where nobody or more than one does."""
    people = workspace.records.people
    known = [person for person in people.find() if _answers_to(person, name)]
    if len(known) != 1:
        return people.add(Person(name=name))
    person = known[0]
    forms = [person.name, *person.other_names]
    if name in forms:
        return person
    fullest = max([*forms, name], key=lambda form: len("".join(name_parts(form).given)))
    return people.save(
        person.model_copy(update={"name": fullest, "other_names": [f for f in [*forms, name] if f != fullest]})
    )


def _answers_to(person: Person, name: str) -> bool:
    return any(same_person(form, name) for form in (person.name, *person.other_names))


# -- meetings ---------------------------------------------------------------------------------------------------------


def add_meeting(workspace: Workspace, group_id: str, kind: MeetingKind, on: date | None, place: str = "") -> Meeting:
    """Add a meeting: one of a day gone by was held, one of today or later, or without a day, is planned."""
    records = workspace.records
    held = on is not None and on < workspace.today().date()
    with workspace.write(f"Add a {kind.value} meeting"):
        position = max((m.position for m in records.meetings.find(group_id=group_id)), default=0) + 1
        return records.meetings.add(
            Meeting(group_id=group_id, kind=kind, on=on, place=place.strip(), held=held, position=position)
        )


def meetings_in_order(meetings: Iterable[Meeting]) -> list[Meeting]:
    """Meetings by their day; those without one last."""
    return sorted(meetings, key=lambda m: (m.on is None, m.on or date.max, m.position, m.id))


def occasions(meetings: Sequence[Meeting]) -> str:
    """How often the group met, in short: "met on seven occasions", "not met yet"."""
    held = meetings_held(meetings).total()
    return f"met on {counted(held, 'occasion')}" if held else "not met yet"


def met_in_words(review: Review) -> str:
    """How often the group met, counted: "Met on three occasions: two scoping meetings and one site visit."."""
    held = meetings_held(review.meetings)
    if not held:
        return "The group has not met yet."
    sessions = sum(interview.was_held for interview in review.interviews)
    parts = []
    for kind, (one, many) in _MEETING_NOUNS.items():
        if held[kind]:
            parts.append(counted(held[kind], one, many))
            if kind is MeetingKind.INTERVIEWING and sessions:
                parts[-1] += f" ({counted(sessions, 'session')})"
    return f"Met on {counted(held.total(), 'occasion')}: {listing(parts)}."


# -- suspensions ------------------------------------------------------------------------------------------------------


def open_suspension(suspensions: Sequence[Suspension]) -> Suspension | None:
    """The suspension that has begun and has no end yet, or None. One known only by its months is over."""
    return next((s for s in suspensions if s.since is not None and s.until is None and not s.period), None)


def suspension_in_words(suspension: Suspension, today: date | None = None) -> str:
    """From when to when: "23 Mar 2026 to 8 May 2026", "since 23 Mar 2026", or the words of the source."""
    if suspension.since and suspension.until:
        return f"{show_date(suspension.since)} to {show_date(suspension.until)}"
    if suspension.until:
        return f"until {show_date(suspension.until)}"
    if suspension.since:
        begins = "from" if today and suspension.since > today else "since"
        return suspension.period or f"{begins} {show_date(suspension.since)}"
    return suspension.period or "no dates yet"


def stands_still(suspensions: Sequence[Suspension], today: date) -> bool:
    """Whether the work stands still today."""
    return any(
        s.since is not None and s.since <= today and (s.until >= today if s.until else not s.period)
        for s in suspensions
    )


def suspend(workspace: Workspace, group_id: str, since: date, reason: str = "") -> Suspension:
    """The group's work stands still from a day on. Raises NotAccepted where it does so already."""
    records = workspace.records
    with workspace.write("Suspend the group's work"):
        if open_suspension(records.suspensions.find(group_id=group_id)) is not None:
            raise NotAccepted("The group's work is suspended already: resume it first.")
        return records.suspensions.add(Suspension(group_id=group_id, since=since, reason=reason.strip()))


def resume(workspace: Workspace, group_id: str, until: date) -> Suspension:
    """The work goes on after a day. Raises NotAccepted where it is not suspended, or began only after that day."""
    records = workspace.records
    with workspace.write("Resume the group's work"):
        suspension = open_suspension(records.suspensions.find(group_id=group_id))
        if suspension is None:
            raise NotAccepted("The group's work is not suspended.")
        return records.suspensions.save(changed(suspension, {"until": until}))
