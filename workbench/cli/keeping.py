"""Commands that keep the record safe: backup, restore, doctor, undo, redo; and under whose name it is written."""

from __future__ import annotations

from pathlib import Path

import click

from workbench.cli.base import ATTENTION, Session, as_json, pass_session, say, say_json


@click.command()
@pass_session
def backup(session: Session) -> None:
    """Make a verified, dated copy of the workspace in its folder “backups”."""
    from workbench.services.backup import back_up

    say(f"Backed up to {back_up(session.workspace)}")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--to", "folder", required=True, type=click.Path(path_type=Path), help="A new or empty folder.")
def restore(file: Path, folder: Path) -> None:
    """Bring the backup FILE back into a new folder; nothing is ever written over."""
    from workbench.services.backup import restore as bring_back

    count = bring_back(file, folder.expanduser())
    typed = f'"{folder}"' if " " in str(folder) else folder  # as both kinds of command line read it
    say(f"Brought back into {folder}, with {count} imported originals. Open it with: workbench --workspace {typed}")


@click.command()
@as_json
@pass_session
@click.pass_context
def doctor(ctx: click.Context, session: Session, json_out: bool) -> None:
    """Check the database, links that lead nowhere, originals, Word templates and the search index."""
    from workbench.services.doctor import examine

    found = examine(session.workspace)
    if json_out:
        say_json([f._asdict() for f in found])
    else:
        for finding in found:
            say(f"{finding.in_a_word}: {finding.sentence}")
    if not all(f.sound for f in found):
        ctx.exit(ATTENTION)


@click.command()
@pass_session
def undo(session: Session) -> None:
    """Take back your last change of the record."""
    from workbench.workspace.undo import undo as take_back

    say(f"Taken back: {take_back(session.workspace)}")


@click.command()
@pass_session
def redo(session: Session) -> None:
    """Do again what you took back last."""
    from workbench.workspace.undo import redo as do_again

    say(f"Done again: {do_again(session.workspace)}")


@click.command()
@click.argument("name", required=False)
@pass_session
def name(session: Session, name: str | None) -> None:
    """Say your NAME: it stands beside what you write. Without one, see which name that is."""
    from workbench.services.names import call_oneself

    workspace = session.workspace if name is None else call_oneself(session.workspace, name)
    say(f"What you write stands under the name {workspace.author.name}.")
