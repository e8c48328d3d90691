"""Commands about the files that a group published: which they are, and whether a file is one of them."""

from __future__ import annotations

from pathlib import Path

import click

from workbench.cli.base import ATTENTION, Session, as_json, columns, pass_session, say, say_json


@click.group()
def published() -> None:
    """The files that were written to be published, by their checksums."""


@published.command("list")
@click.argument("group")
@as_json
@pass_session
def list_published(session: Session, group: str, json_out: bool) -> None:
    """The files that the group GROUP published, newest first, with their SHA-256."""
    from workbench.services.exchange import find_group
    from workbench.services.published import published_of, told

    rows = published_of(session.workspace, find_group(session.workspace, group).id)
    if json_out:
        say_json([row.model_dump(mode="json") for row in rows])
    elif not rows:
        say("Nothing was published yet. Write the public report with: workbench report GROUP")
    else:
        columns((row.sha256, told(row)) for row in rows)


@published.command("verify")
@click.argument("group")
@click.argument("file", type=click.Path(path_type=Path))
@as_json
@pass_session
@click.pass_context
def verify(ctx: click.Context, session: Session, group: str, file: Path, json_out: bool) -> None:
    """Whether FILE is, to the last byte, what the group GROUP published. The exit status is 1 where it is not."""
    from workbench.services.exchange import find_group
    from workbench.services.published import checksum_of, published_as, told

    found = find_group(session.workspace, group)
    row = published_as(session.workspace, found.id, file)
    sha256 = row.sha256 if row else checksum_of(file)
    if json_out:
        say_json({"file": str(file), "sha256": sha256, "published": row.model_dump(mode="json") if row else None})
    elif row is not None:
        say(f"{file.name} is what was published: {told(row)}.")
    else:
        say(f"{file.name} is not a file that {found.title} published: it was changed, or written elsewhere. ({sha256})")
    if row is None:
        ctx.exit(ATTENTION)
