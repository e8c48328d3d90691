"""The command that writes the lists of a group as files: evidence, findings, recommendations, the codebook."""

from __future__ import annotations

from pathlib import Path

import click

from workbench.cli.base import Session, as_json, pass_session, say, say_json

_LISTS = ("evidence", "findings", "recommendations", "codebook")


@click.command()
@click.argument("what", type=click.Choice(_LISTS))
@click.argument("group")
@click.option(
    "--format",
    "form",
    type=click.Choice(["csv", "xlsx", "docx", "qdpx"]),
    help="By default CSV, and QDPX for the codebook.",
)
@click.option("--out", type=click.Path(path_type=Path), help="The file to write; by default in the folder “exports”.")
@click.option("--private", is_flag=True, help="A working copy with what may not be published.")
@as_json
@pass_session
def export(
    session: Session, what: str, group: str, form: str | None, out: Path | None, private: bool, json_out: bool
) -> None:
    """Write a list of the group GROUP with full citations.

    WHAT is “evidence” (every note, passage and figure with the findings that use it), “findings”, “recommendations”, or
    “codebook” (lines of enquiry, themes and quotations for other programs, as QDPX).
    """
    from workbench.services.exchange import find_group
    from workbench.services.exports import export_list, formats_of

    found = find_group(session.workspace, group)
    wanted = form or next(iter(formats_of(what)))
    written = export_list(session.workspace, found, what, wanted, private=private, out=out)
    if json_out:
        say_json({"list": what, "format": wanted, "private": private, "file": str(written)})
    else:
        say(f"Written to {written}")
