"""Commands about the archive: list, show and export packs."""

from __future__ import annotations

import click

from workbench.cli.base import Session, as_json, columns, pass_session, say, say_json


@click.group()
def archive() -> None:
    """Past reviews: the document packs that were imported."""


@archive.command("list")
@as_json
@pass_session
def list_packs(session: Session, json_out: bool) -> None:
    """Every pack: the name by which it is called, its board and what it holds."""
    packs = session.workspace.packs
    names = packs.handles()
    found = packs.all()
    if json_out:
        say_json([{"pack": names[p.id], **p.model_dump(mode="json")} for p in found])
    elif not found:
        say("The archive is empty. Import a pack with: workbench import FILE")
    else:
        columns((names[p.id], p.board or "(no board found)", f"{p.line_count} lines", p.file_name) for p in found)


@archive.command()
@click.argument("pack")
@as_json
@pass_session
def show(session: Session, pack: str, json_out: bool) -> None:
    """What a PACK holds: agenda, minutes, resolutions, reports, groups it sets up, work programme."""
    packs = session.workspace.packs
    found = packs.called(pack)
    content = packs.content(found.id)
    if json_out:
        say_json(content.export())
        return
    from workbench.services.in_lines_pack import pack_in_lines

    say(pack_in_lines(content, found.notices))


@archive.command()
@click.argument("pack")
@click.option("--json", is_flag=True, expose_value=False, help="As JSON (the only form there is).")
@pass_session
def export(session: Session, pack: str) -> None:
    """Everything that was read from a PACK, as JSON (docs/contracts.md)."""
    packs = session.workspace.packs
    say_json(packs.content(packs.called(pack).id).export())
