"""The groups that a minute of a pack sets up: proposed with their members, with what is missing or surprising said."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date

from groups.group import Group, Membership, Person, Role, Stage
from groups.people import name_parts, same_person, serving_on_several
from index.archive import ArchivedPack
from index.packs.models import Minute, Pack, TaskGroup
from workbench.services.pack_outline import end_of_minute
from workbench.services.topics import bare_title, listed, short_title
from workbench.services.topics_drift import programme_drift
from workbench.workspace.workspace import Workspace


class SetsUpNoGroup(LookupError):
    """The minute sets up no group, or there is no such minute; the message says which minutes do."""


class SetUpBefore(ValueError):
    """A group was made from this very minute before; the message says which."""


@dataclass(frozen=True)
class ProposedGroup:
    """A group as a minute sets it up. ``date`` is the day of the meeting whose minute it is, not that of the pack."""

    title: str
    short_title: str
    members: list[tuple[str, Role]]
    council: str
    board: str
    minute_number: str
    minute_title: str
    date: date | None
    resolution: str
    line: int


@dataclass(frozen=True)
class Proposal:
    """The groups that one minute sets up, and what should be known about them in plain sentences."""

    groups: list[ProposedGroup]
    remarks: list[str] = field(default_factory=list)


def propose_groups(pack: Pack, number: str) -> Proposal:
    """The groups that the minute with this number sets up. Raises SetsUpNoGroup.

    Where a pack repeats a number by mistake, the first minute with it that sets up a group is meant.
    """
    wanted = _plain(number)
    minutes = [m for m in pack.minutes if _plain(str(m.number)) == wanted]
    for minute in minutes:
        groups = [_proposed(pack, minute, group) for group in _set_up(pack, minute)]
        if groups:
            return Proposal(groups, list(_remarks(pack, minute, groups)))
    others = setting_up(pack)
    named = listed(f"{m.number} ({m.title})" for m in others)
    where = f"Minute {named} does." if len(others) == 1 else f"These do: {named}."
    where = where if others else "No minute of this pack sets one up."
    what = f"Minute {wanted} sets up no group." if minutes else f"This pack has no minute {number.strip()}."
    raise SetsUpNoGroup(f"{what} {where}")


def setting_up(pack: Pack) -> list[Minute]:
    """The minutes of a pack that set up at least one group."""
    return [minute for minute in pack.minutes if _set_up(pack, minute)]


def made_before(workspace: Workspace, pack: ArchivedPack, proposal: Proposal) -> dict[int, Group]:
    """Which of the proposed groups were made from this minute before and are outside the bin: place → that group."""
    here = {g.source_line: g for g in workspace.records.groups.find(source_pack=pack.id)}
    return {place: here[g.line] for place, g in enumerate(proposal.groups) if g.line in here}


def create_groups(
    workspace: Workspace, pack: ArchivedPack, proposal: Proposal, chosen: Collection[int] | None = None
) -> list[Group]:
    """Make the proposed groups, or those at the ``chosen`` places, in one write; people are matched with those known.

    Raises SetUpBefore where one of them was made before, WorkspaceProblem.
    """
    places = [n for n in range(len(proposal.groups)) if chosen is None or n in chosen]
    records = workspace.records
    with workspace.write(f"Set up {listed(proposal.groups[n].title for n in places)}"):
        before = made_before(workspace, pack, proposal)
        for place in places:
            if place in before:
                raise SetUpBefore(f"{before[place].title} was set up from this minute before: open that one.")
        made = []
        after = max((g.position for g in records.groups.find()), default=0)
        known = records.people.find()
        for position, place in enumerate(places, start=after + 1):
            proposed = proposal.groups[place]
            group = records.groups.add(_group(proposed, pack, position))
            for order, (name, role) in enumerate(proposed.members, start=1):
                person = next((p for p in known if same_person(p.name, name)), None)
                if person is None:
                    person = records.people.add(Person(name=name))
                    known.append(person)
                records.memberships.add(
                    Membership(
                        group_id=group.id,
                        person_id=person.id,
                        name=name,
                        role=role,
                        since=proposed.date,
                        position=order,
                    )
                )
            made.append(group)
    return made


def _group(proposed: ProposedGroup, pack: ArchivedPack, position: int) -> Group:
    return Group(
        title=proposed.title,
        short_title=proposed.short_title,
        council=proposed.council,
        boards=[proposed.board] if proposed.board else [],
        stage=Stage.ESTABLISHED,
        minute_number=proposed.minute_number,
        minute_title=proposed.minute_title,
        resolution_date=proposed.date,
        resolution=proposed.resolution,
        source_pack=pack.id,
        source_line=proposed.line,
        position=position,
    )


def _plain(number: str) -> str:
    return number.strip().rstrip(".)").casefold()


def _set_up(pack: Pack, minute: Minute) -> list[TaskGroup]:
    """The groups that a decision of the minute sets up; those that are only mentioned are left out."""
    end = end_of_minute(pack, minute)
    return [g for g in pack.task_groups if g.resolution_line and minute.line <= g.resolution_line <= end]


def _proposed(pack: Pack, minute: Minute, group: TaskGroup) -> ProposedGroup:
    acronyms = {a.expansion.casefold(): a.acronym for a in pack.acronyms}
    title = bare_title(group.name)
    return ProposedGroup(
        title=title[:1].upper() + title[1:],
        short_title=short_title(group.name) or acronyms.get(title.casefold(), ""),
        members=[(_bare_name(name), _role(name)) for name in group.members or []],
        council=pack.pack.council,
        board=pack.pack.board,
        minute_number=str(minute.number),
        minute_title=minute.title,
        date=pack.pack.minutes_of,
        resolution=group.resolution,
        line=group.resolution_line or minute.line,
    )


def _role(name: str) -> Role:
    plain = name.casefold()
    if re.search(r"\bchair\b", plain) and not re.search(r"\b(?:vice|deputy)\b", plain):
        return Role.CHAIR
    if re.search(r"co-?\s?opt", plain):
        return Role.CO_OPTED
    return Role.SUBSTITUTE if "substitut" in plain else Role.MEMBER


def _bare_name(name: str) -> str:
    """The name without the role that stands behind it in brackets or after a comma."""
    return " ".join(re.sub(r"\(.*?\)|,.*", " ", name).split())


# -- what is missing or surprising ------------------------------------------------------------------------------------


def _remarks(pack: Pack, minute: Minute, groups: list[ProposedGroup]) -> Iterator[str]:
    yield from _chairs(groups)
    several = serving_on_several({g.title: [name for name, _ in g.members] for g in groups})
    for name, titles in several.items():
        yield f"{name} serves on {'both' if len(titles) == 2 else 'each of'} {listed(titles)}."
    for group in groups:
        if not group.members:
            yield f"{group.title}: the minute names no members."
    bare = [name for g in groups for name, _ in g.members if not name_parts(name).given]
    if bare:
        them = "is there by surname" if len(bare) == 1 else "are there by surname"
        yield f"{listed(dict.fromkeys(bare))} {them} only: add the given name, so that nobody is taken for another."
    yield from programme_drift(pack, minute.title, [g.title for g in groups]).sentences


def _chairs(groups: list[ProposedGroup]) -> Iterator[str]:
    without = [g.title for g in groups if all(role is not Role.CHAIR for _, role in g.members)]
    if without and len(without) == len(groups):
        yield "No Chair is named." if len(groups) == 1 else f"No Chair is named for {listed(without)}."
    elif without:
        yield f"No Chair is named for {listed(without)}; the other has one."
