"""Commands about themes: list, add, rename, merge, put on notes and passages, and put in the bin."""

from __future__ import annotations

import click

from groups.group import Group
from workbench.cli.base import Session, as_json, columns, pass_session, say, say_json


@click.group()
def theme() -> None:
    """Labels that cut across partners and lines of enquiry."""


@theme.command("list")
@click.argument("group")
@as_json
@pass_session
def list_themes(session: Session, group: str, json_out: bool) -> None:
    """The themes of the group GROUP: on how many notes and passages each is, and whose."""
    from workbench.services.themes import by_partner, theme_rows

    review = session.workspace.records.review(_group(session, group).id)
    rows = theme_rows(review)
    told = {row.theme.id: by_partner(row.theme.id, review) for row in rows}
    if json_out:
        say_json(
            [
                {
                    **row.theme.model_dump(mode="json"),
                    "count": row.used,
                    "partners": [{"name": name, "count": count} for name, count in told[row.theme.id]],
                }
                for row in rows
            ]
        )
    elif not rows:
        say("There is no theme yet. Make one with: workbench theme add GROUP NAME")
    else:
        columns(
            (
                f"{'under: ' if row.depth else ''}{row.theme.name}",
                str(row.used),
                ", ".join(f"{name} {count}" for name, count in told[row.theme.id]),
            )
            for row in rows
        )


@theme.command("add")
@click.argument("group")
@click.argument("name")
@click.option("--under", default="", metavar="THEME", help="The theme under which it stands.")
@as_json
@pass_session
def add(session: Session, group: str, name: str, under: str, json_out: bool) -> None:
    """Make the theme NAME in the group GROUP."""
    from workbench.services.themes import add_theme, find_theme

    found = _group(session, group)
    parent = find_theme(session.workspace, found.id, under).id if under else ""
    made = add_theme(session.workspace, found.id, name, parent_id=parent)
    if json_out:
        say_json(made.model_dump(mode="json"))
    else:
        say(f"Made: {made.name}  ({made.id})")


@theme.command("rename")
@click.argument("group")
@click.argument("name")
@click.argument("new_name")
@pass_session
def rename(session: Session, group: str, name: str, new_name: str) -> None:
    """Call the theme NAME of the group GROUP NEW_NAME."""
    from workbench.services.themes import find_theme, rename_theme

    found = find_theme(session.workspace, _group(session, group).id, name)
    say(f"{found.name} is called {rename_theme(session.workspace, found, new_name).name} now.")


@theme.command("merge")
@click.argument("group")
@click.argument("name")
@click.argument("into")
@pass_session
def merge(session: Session, group: str, name: str, into: str) -> None:
    """Make one theme of two: what has the theme NAME has the theme INTO instead. “workbench undo” takes it back."""
    from workbench.services.themes import find_theme, merge_themes

    group_id = _group(session, group).id
    one, other = (find_theme(session.workspace, group_id, each) for each in (name, into))
    count = merge_themes(session.workspace, one, other)
    say(f"Merged into {other.name}, with {count} {'note or passage' if count == 1 else 'notes and passages'}.")


@theme.command("tag")
@click.argument("group")
@click.argument("name")
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@click.option("--off", is_flag=True, help="Take the theme off instead.")
@pass_session
def tag(session: Session, group: str, name: str, ids: tuple[str, ...], off: bool) -> None:
    """Put the theme NAME on notes and marked passages of the group GROUP, each named by its ID.

    “workbench note list GROUP --json” prints the ids of notes. A theme that is not there yet is made.
    """
    from workbench.services.themes import NoSuchTheme, find_theme, tag_by_id

    workspace = session.workspace
    found = _group(session, group)
    try:
        wanted, new = {find_theme(workspace, found.id, name).id: not off}, []
    except NoSuchTheme:
        if off:
            raise
        wanted, new = {}, [name]
    changed = tag_by_id(workspace, found.id, wanted, ids, new=new)
    say(f"{'Taken off' if off else 'Put on'} {changed} of {len(ids)}.")


@theme.command("remove")
@click.argument("group")
@click.argument("name")
@pass_session
def remove(session: Session, group: str, name: str) -> None:
    """Put the theme NAME of the group GROUP in the bin; “workbench undo” brings it back."""
    from workbench.services.themes import bin_theme, find_theme

    found = find_theme(session.workspace, _group(session, group).id, name)
    bin_theme(session.workspace, found)
    say(f"{found.name} is in the bin.")


def _group(session: Session, name: str) -> Group:
    from workbench.services.exchange import find_group

    return find_group(session.workspace, name)
