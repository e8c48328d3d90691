"""The command that follows one recommendation from the first words that were said to what came of it."""

from __future__ import annotations

from pathlib import Path

import click

from workbench.cli.base import Session, as_json, pass_session, say, say_json


@click.command()
@click.argument("group")
@click.argument("number")
@click.option(
    "--format",
    "form",
    type=click.Choice(["txt", "html", "docx", "md", "pdf"]),
    help="Write a file in this form; without it the page is printed here.",
)
@click.option("--out", type=click.Path(path_type=Path), help="The file to write; by default in the folder “exports”.")
@click.option("--private", is_flag=True, help="A working copy with what may not be published.")
@as_json
@pass_session
def passport(
    session: Session, group: str, number: str, form: str | None, out: Path | None, private: bool, json_out: bool
) -> None:
    """Follow the recommendation NUMBER of the group GROUP from the first words that were said to what came of it."""
    from workbench.services.exchange import find_group
    from workbench.services.passport import export_passport, passport_of, render
    from workbench.services.recommending import recommendation_called

    workspace = session.workspace
    found = find_group(workspace, group)
    row, _ = recommendation_called(workspace.records.review(found.id), number)
    if form is None and out is not None:
        form = out.suffix.removeprefix(".").casefold()
        if form not in ("txt", "html", "docx", "md", "pdf"):
            raise click.UsageError("Say with --format in which form the file is to be written.")
    written = export_passport(workspace, found, row.id, form, private=private, out=out) if form else None
    if json_out:
        made = passport_of(workspace, found, row.id, private=private)
        say_json({**made._asdict(), "parts": [_part(part) for part in made.parts], "file": written})
    elif written is not None:
        say(f"Written to {written}")
    else:
        say(render(passport_of(workspace, found, row.id, private=private), "txt").decode())


def _part(part: object) -> object:
    """A part and its steps by name, all the way down."""
    if hasattr(part, "_asdict"):
        return {name: _part(value) for name, value in part._asdict().items()}
    return [_part(each) for each in part] if isinstance(part, tuple) else part
