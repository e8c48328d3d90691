"""Commands about the bin: what lies in it, and bringing it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from workbench.cli.base import ATTENTION, Session, as_json, columns, pass_session, say, say_json

if TYPE_CHECKING:
    from workbench.services.bin import Binned


@click.group("bin")
def the_bin() -> None:
    """What was put in the bin. Nothing is ever deleted."""


@the_bin.command("list")
@as_json
@pass_session
def list_binned(session: Session, json_out: bool) -> None:
    """Everything in the bin, newest first: what it is, who put it there, its group, and its id."""
    from workbench.dates import show_date
    from workbench.services.bin import in_the_bin

    things = in_the_bin(session.workspace)
    if json_out:
        say_json([_as_data(thing) for thing in things])
    elif not things:
        say("The bin is empty.")
    else:
        columns(
            (thing.kind, thing.text[:60], thing.group[:40], f"{thing.by}, {show_date(thing.on)}", thing.id)
            for thing in things
        )


@the_bin.command("bring-back")
@click.argument("which")
@as_json
@pass_session
@click.pass_context
def bring_it_back(ctx: click.Context, session: Session, /, which: str, json_out: bool) -> None:
    """Bring WHICH back with its links: the id that “bin list” prints, or the beginning of the words."""
    from workbench.services.bin import bring_back, brought_back, find_binned

    thing = find_binned(session.workspace, which)
    back = bring_back(session.workspace, thing)
    if json_out:
        say_json({**_as_data(thing), **back._asdict()})
    else:
        say(brought_back(thing, back))
    if back.waits_for:
        ctx.exit(ATTENTION)


def _as_data(thing: Binned) -> dict[str, Any]:
    """One thing in the bin, its moment as every other command prints one."""
    return thing._asdict() | {"at": thing.at.isoformat() if thing.at else None}
