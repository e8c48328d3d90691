"""Commands for the evening after an interview: what is open in it, and one page for whoever was not there."""

from __future__ import annotations

from pathlib import Path

import click

from workbench.cli.base import ATTENTION, Session, as_json, pass_session, say, say_json


@click.command("close-out")
@click.argument("group")
@click.argument("interview")
@click.option("--done", is_flag=True, help="It was gone over: set it to closed out, whatever is still open.")
@as_json
@pass_session
@click.pass_context
def close_out(ctx: click.Context, session: Session, group: str, interview: str, done: bool, json_out: bool) -> None:
    """What is open in an INTERVIEW of the group GROUP, point by point. The exit status is 1 where anything is."""
    from workbench.services import close_out as services
    from workbench.services.exchange import find_group
    from workbench.services.notes import find_interview

    workspace = session.workspace
    found = find_interview(workspace, find_group(workspace, group).id, interview)
    if done:
        found = services.close_out(workspace, found.id)
    points = services.points_of(workspace, found.id)
    if json_out:
        rows = [
            {
                "kind": point.kind.name.lower(),
                "heading": point.kind.value,
                "text": point.text,
                "note_id": point.note_id,
                "line_id": point.line_id,
                "request_id": point.request_id,
                "private": point.private,
            }
            for point in points
        ]
        say_json({"interview": found.title, "id": found.id, "state": found.state.value, "open": rows})
    else:
        say(f"{found.title} is {found.state.value}. " + (f"Open: {len(points)}" if points else "Nothing is open."))
        heading = None
        for point in points:
            if point.kind is not heading:
                heading = point.kind
                say(f"{heading.value}:")
            say(f"  {point.text}{f' [{point.private}]' if point.private else ''}")
    if points:
        ctx.exit(ATTENTION)


@click.command("summary")
@click.argument("group")
@click.argument("interview")
@click.option("--format", "form", type=click.Choice(["docx", "txt", "md"]), default="txt", show_default=True)
@click.option("--out", type=click.Path(path_type=Path), help="The file to write; by default in the folder “exports”.")
@click.option("--private", is_flag=True, help="With the exempt and confidential words: it must be kept private.")
@click.option("--print", "to_screen", is_flag=True, help="Print the page instead of writing a file.")
@pass_session
def summary(
    session: Session, group: str, interview: str, form: str, out: Path | None, private: bool, to_screen: bool
) -> None:
    """Write the one page on an INTERVIEW of the group GROUP for whoever was not there."""
    from interviews.summary import as_lines
    from workbench.services import close_out as services
    from workbench.services.exchange import find_group
    from workbench.services.notes import find_interview

    workspace = session.workspace
    found = find_interview(workspace, find_group(workspace, group).id, interview)
    if to_screen:
        say("\n".join(as_lines(services.page_of(workspace, found.id, private=private))))
        return
    written = services.write_summary(workspace, found.id, form, private=private, out=out)
    say(f"Written to {written}")
    if private:
        click.echo("It has exempt or confidential words: keep it private.", err=True)
