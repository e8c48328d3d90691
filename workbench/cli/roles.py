"""Commands for names published as roles: who is in the key, and under which role their words are published."""

from __future__ import annotations

import click

from workbench.cli.base import ATTENTION, Session, as_json, columns, pass_session, say, say_json


@click.group()
def role() -> None:
    """Names that are published as roles ("Parent A"). The key is never exported."""


@role.command("add")
@click.argument("group")
@click.argument("name")
@click.argument("as_role", metavar="ROLE")
@click.option("--also", "others", multiple=True, metavar="FORM", help="Another form of the name; may be given again.")
@as_json
@pass_session
def add(session: Session, group: str, name: str, as_role: str, others: tuple[str, ...], json_out: bool) -> None:
    """Publish NAME as ROLE in the group GROUP. A ROLE without a letter ("Parent") gets the next: "Parent B"."""
    from workbench.services.exchange import find_group
    from workbench.services.roles import add_role

    found = find_group(session.workspace, group)
    made = add_role(session.workspace, found.id, name, as_role, others)
    if json_out:
        say_json(made.model_dump(mode="json"))
    else:
        say(f"{made.name} is published as {made.role}.")


@role.command("list")
@click.argument("group")
@as_json
@pass_session
def show(session: Session, group: str, json_out: bool) -> None:
    """The names of the group GROUP that are published as roles, and what may still give somebody away."""
    from workbench.services.exchange import find_group
    from workbench.services.roles import role_names, still_named

    found = find_group(session.workspace, group)
    rows = role_names(session.workspace, found.id)
    left = still_named(session.workspace, found)
    if json_out:
        say_json({"names": [row.model_dump(mode="json") for row in rows], "still_in_the_report": left})
    elif not rows:
        say("No name is published as a role yet. Add one with: workbench role add GROUP NAME ROLE")
    else:
        columns((row.role, row.name, ", ".join(row.other_forms)) for row in rows)
        for word in left:
            say(f"To look at: “{word}” stands in the public report and may give somebody away.")
    if left:
        click.get_current_context().exit(ATTENTION)


@role.command("remove")
@click.argument("group")
@click.argument("name")
@pass_session
def remove(session: Session, group: str, name: str) -> None:
    """Publish NAME (or the name behind a role) in the group GROUP as it is again."""
    from workbench.services.exchange import find_group
    from workbench.services.roles import find_role, remove_role

    found = find_role(session.workspace, find_group(session.workspace, group).id, name)
    remove_role(session.workspace, found)
    say(f"{found.name} is not published as {found.role} any more. “workbench undo” brings that back.")
