"""The command that writes a group's briefing note, and the Word template that it takes."""

from __future__ import annotations

from pathlib import Path

import click

from workbench.cli.base import Session, as_json, pass_session, say, say_json


@click.command()
@click.argument("name")
@click.option(
    "--format", "form", type=click.Choice(["docx", "pdf", "html", "md", "txt"]), default="docx", show_default=True
)
@click.option("--out", type=click.Path(path_type=Path), help="The file to write; by default in the folder “exports”.")
@click.option("--private", is_flag=True, help="A working copy with what may not be published.")
@click.option("--sources", is_flag=True, help="Name in brackets what each finding rests on.")
@click.option(
    "--template",
    "template_file",
    type=click.Path(path_type=Path),
    help="A Word document whose page and styles this file takes; “workbench template use” keeps one for good.",
)
@click.option(
    "--override-leaks",
    "override",
    metavar="REASON",
    default="",
    help="Publish it although it gives something away, and keep this reason and the places.",
)
@as_json
@pass_session
def report(
    session: Session,
    name: str,
    form: str,
    out: Path | None,
    private: bool,
    sources: bool,
    template_file: Path | None,
    override: str,
    json_out: bool,
) -> None:
    """Write the briefing note of the group NAME in Word, as PDF, as a web page, in Markdown or as text.

    A public note that gives away something exempt, confidential or not public, or a private name, is not written: the
    places are told, each with its source, and the exit status is 2.
    """
    from workbench.cli.leaks import tell_leaks
    from workbench.report.docx_template import read_template
    from workbench.services.exchange import find_group
    from workbench.services.publishing import GivesAway
    from workbench.services.report import export_report

    if template_file is not None and form != "docx":
        raise click.UsageError("A template belongs to a Word file: leave out --format, or --template.")
    found = find_group(session.workspace, name)
    template = read_template(template_file) if template_file is not None else None
    try:
        written = export_report(
            session.workspace,
            found,
            form,
            out=out,
            private=private,
            sources=sources,
            template=template,
            override=override,
        )
    except GivesAway as why:
        tell_leaks(why, json_out=json_out)
        raise click.exceptions.Exit(2) from why
    for remark in template.remarks if template else ():
        click.echo(remark, err=True)
    if json_out:
        say_json({"written": str(written), "leaks": []})
    else:
        say(f"Written to {written}")


@click.group()
def template() -> None:
    """Your council's own Word document: its page and styles are those of every Word report."""


@template.command("show")
@click.argument("group", default="")
@as_json
@pass_session
def show_template(session: Session, group: str, json_out: bool) -> None:
    """Which template the group GROUP uses, or without one the workspace."""
    from workbench.services.report_template import template_name

    name, is_own = template_name(session.workspace, _group_id(session, group))
    if json_out:
        say_json({"template": name, "of": ("group" if is_own and group else "workspace") if name else ""})
    else:
        say(name or "There is no template: Word reports have our own plain form.")


@template.command("use")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--group", default="", metavar="GROUP", help="For this group only.")
@pass_session
def use(session: Session, file: Path, group: str) -> None:
    """Take the page and the styles of the Word document FILE (.docx or .dotx) from now on."""
    from workbench.services.report_template import use_template

    kept = use_template(session.workspace, file, _group_id(session, group))
    say(f"{kept.name} is the template{' of this group' if group else ''} now.")
    for remark in kept.remarks:
        say(f"Note: {remark}")


@template.command("drop")
@click.option("--group", default="", metavar="GROUP", help="That of this group only.")
@pass_session
def drop(session: Session, group: str) -> None:
    """Use no template any more; the file stays among the originals."""
    from workbench.services.report_template import drop_template

    dropped = drop_template(session.workspace, _group_id(session, group))
    say("The template was taken off." if dropped else "There was no template to take off.")


def _group_id(session: Session, group: str) -> str:
    from workbench.services.exchange import find_group

    return find_group(session.workspace, group).id if group else ""
