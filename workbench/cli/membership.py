"""Commands about who serves on a group and when it meets."""

from __future__ import annotations

import click

from groups.group import MeetingKind, Role
from workbench.cli.base import Session, pass_session, say


@click.group()
def member() -> None:
    """The members of a group."""


@member.command("add")
@click.argument("group")
@click.argument("name")
@click.option(
    "--role", type=click.Choice([role.value for role in Role], case_sensitive=False), help="Member if not said."
)
@pass_session
def add_member(session: Session, group: str, name: str, role: str | None) -> None:
    """Add NAME to a group. The role may stand behind the name in brackets: “Councillor A Okoro (Chair)”."""
    from workbench.services import membership
    from workbench.services.exchange import find_group

    found = find_group(session.workspace, group)
    bare, written = membership.name_and_role(name)
    added = membership.add_member(session.workspace, found.id, bare, Role(role) if role else written)
    others = membership.other_groups(session.workspace, [added]).get(added.id, [])
    also = f" Serves on {' and '.join(others)} too." if others else ""
    say(f"Added to {found.title}: {added.name}, {added.role.value}.{also}")


@click.group()
def meeting() -> None:
    """The meetings of a group."""


@meeting.command("add")
@click.argument("group")
@click.argument("kind", type=click.Choice([kind.value for kind in MeetingKind], case_sensitive=False))
@click.argument("date")
@click.option("--place", default="", help="Where it meets.")
@pass_session
def add_meeting(session: Session, group: str, kind: str, date: str, place: str) -> None:
    """Add a meeting on DATE, such as “14 Jan”. One of a day gone by counts as held, else it is planned."""
    from workbench.dates import read_date, show_date
    from workbench.services import membership
    from workbench.services.exchange import find_group

    workspace = session.workspace
    found = find_group(workspace, group)
    day = read_date(date, workspace.today().date())
    added = membership.add_meeting(workspace, found.id, MeetingKind(kind.lower()), day, place)
    say(f"Added to {found.title}: {added.kind.value}, {show_date(added.on)}, {'held' if added.held else 'planned'}.")
