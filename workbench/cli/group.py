"""Commands about groups: list, show, new, export, import."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from interviews.readers.clean import clean
from workbench.cli.base import ATTENTION, Session, as_json, columns, pass_session, say, say_json


@click.group()
def group() -> None:
    """Task and finish groups."""


@group.command("list")
@as_json
@pass_session
def list_groups(session: Session, json_out: bool) -> None:
    """Every group with its stage and how many things need attention."""
    from workbench.services.overview import all_groups

    found = all_groups(session.workspace, session.workspace.today().date())
    if json_out:
        say_json(
            [
                {
                    "id": g.group.id,
                    "title": g.group.title,
                    "stage": g.group.stage.value,
                    "board": g.group.board,
                    "needs_attention": len(g.remarks),
                }
                for g in found
            ]
        )
    elif not found:
        say("There is no group yet. Begin one with “workbench group new”.")
    else:
        columns((g.group.title, g.group.stage.shown, f"{len(g.remarks)} to look at", g.group.id) for g in found)


@group.command()
@click.argument("name")
@as_json
@pass_session
def show(session: Session, name: str, json_out: bool) -> None:
    """One group: who, when, what it asks, found and recommends. NAME is its title, the start of it, or its id."""
    from workbench.services.exchange import find_group
    from workbench.services.in_lines import review_in_lines

    found = find_group(session.workspace, name)
    review = session.workspace.records.review(found.id)
    if json_out:
        say_json(review.model_dump(mode="json"))
    else:
        say(review_in_lines(review))


@group.command()
@click.option("--from-minute", nargs=2, metavar="PACK NUMBER", help="The groups that a minute of a pack sets up.")
@click.option("--from-report", metavar="PACK", help="A finished report inside a pack, as a past review.")
@click.option("--title", help="With only a title.")
@as_json
@pass_session
@click.pass_context
def new(
    ctx: click.Context,
    session: Session,
    from_minute: tuple[str, str] | None,
    from_report: str | None,
    title: str | None,
    json_out: bool,
) -> None:
    """Begin a group: from a minute, from a report inside a pack, or with a title."""
    if sum(bool(x) for x in (from_minute, from_report, title)) != 1:
        raise click.UsageError("Say one of --from-minute PACK NUMBER, --from-report PACK or --title TITLE.")
    workspace = session.workspace
    remarks: list[str] = []
    if from_minute:
        from workbench.services.minutes import create_groups, propose_groups

        pack = workspace.packs.called(from_minute[0])
        proposal = propose_groups(workspace.packs.content(pack.id), from_minute[1])
        made = create_groups(workspace, pack, proposal)
        remarks = proposal.remarks
    elif from_report:
        from workbench.services.past_review import groups_from_report

        made, remarks = groups_from_report(workspace, workspace.packs.called(from_report))
    else:
        from groups.group import Group, Stage

        with workspace.write(f"Begin the group {title}"):
            made = [workspace.records.groups.add(Group(title=title or "", stage=Stage.ESTABLISHED))]
    if json_out:
        say_json({"groups": [g.model_dump(mode="json") for g in made], "remarks": remarks})
    else:
        for row in made:
            names = [m.name for m in workspace.records.memberships.find(group_id=row.id)]
            say(f"{row.title}" + (f": {', '.join(names)}" if names else "") + f"  ({row.id})")
        for remark in remarks:
            say(f"Note: {remark}")
    if remarks:
        ctx.exit(ATTENTION)


@group.command("export")
@click.argument("name")
@click.option("--json", is_flag=True, expose_value=False, help="As JSON (the only form there is).")
@click.option("--out", type=click.Path(path_type=Path), help="Write it to this file instead of printing it.")
@click.option("--schema", is_flag=True, help="Print the JSON Schema of an exported review.")
@pass_session
@click.pass_context
def export(ctx: click.Context, session: Session, /, name: str, out: Path | None, schema: bool) -> None:
    """The whole review of the group NAME as JSON, ids and all. Everything private is in it: it is a working copy."""
    from workbench.services import exchange
    from workbench.services.files import write_file

    if schema:
        say_json(exchange.schema())
        return
    group_id = exchange.find_group(session.workspace, name).id
    text = exchange.export_review(session.workspace, group_id)
    if out is None:
        click.echo(text)
    else:
        write_file(out, text.encode())
        say(f"Written to {out}")
    if open_lines := exchange.unfinished(session.workspace, group_id):
        told = clean("; ".join(open_lines))
        click.echo(f"Lines that are still being written are not in it: {told}. Keep them with Enter first.", err=True)
        ctx.exit(ATTENTION)


@group.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@pass_session
def import_group(session: Session, file: Path) -> None:
    """Take in a review that “group export” wrote; FILE may be - for standard input."""
    from workbench.services.exchange import NotAReview, import_review

    try:
        text = sys.stdin.read() if str(file) == "-" else file.read_text(encoding="utf-8")
    except UnicodeDecodeError as why:
        raise NotAReview(f"{file} is not text: choose a file that “group export” wrote.") from why
    taken = import_review(session.workspace, text, str(file))
    say(f"Taken in: {taken.title}  ({taken.id})")
