"""The command that writes a group's briefing note."""

from __future__ import annotations

from pathlib import Path

import click

from workbench.cli.base import Session, pass_session, say


@click.command()
@click.argument("name")
@click.option("--format", "form", type=click.Choice(["docx", "html", "md", "txt"]), default="docx", show_default=True)
@click.option("--out", type=click.Path(path_type=Path), help="The file to write; by default in the folder “exports”.")
@click.option("--private", is_flag=True, help="A working copy with what may not be published.")
@pass_session
def report(session: Session, name: str, form: str, out: Path | None, private: bool) -> None:
    """Write the briefing note of the group NAME in Word, as a web page, in Markdown or as plain text."""
    from workbench.services.exchange import find_group
    from workbench.services.report import export_report

    found = find_group(session.workspace, name)
    say(f"Written to {export_report(session.workspace, found, form, out=out, private=private)}")
