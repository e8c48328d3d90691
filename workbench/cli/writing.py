"""Commands about what people write for a report: the texts of its sections, and the facts that they use."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from workbench.cli.base import ATTENTION, Session, as_json, columns, pass_session, say, say_json


@click.group()
def prose() -> None:
    """What people write for the sections of the report, in Markdown."""


@prose.command("show")
@click.argument("group")
@click.argument("section", default="")
@as_json
@pass_session
def show_prose(session: Session, group: str, section: str, json_out: bool) -> None:
    """What was written for the report of the group GROUP, or for one SECTION (its number or name)."""
    from groups.prose import ReportSection, section_called
    from workbench.services.exchange import find_group
    from workbench.services.writing import prose_for

    found = find_group(session.workspace, group)
    wanted = [section_called(section)] if section else list(ReportSection)
    rows = [prose_for(session.workspace, found.id, which) for which in wanted]
    if json_out:
        say_json([row.model_dump(mode="json") for row in rows if row.text.strip() or section])
        return
    for row in rows:
        if row.text.strip():
            say(f"{row.section.value}\n\n{row.text.rstrip()}\n")
    if not any(row.text.strip() for row in rows):
        say("Nothing is written yet. Write with: workbench prose write GROUP SECTION TEXT")


@prose.command("write")
@click.argument("group")
@click.argument("section")
@click.argument("text", default="")
@click.option("--file", "file", type=click.Path(path_type=Path), help="A file with the text; - reads what is piped in.")
@click.option("--more", is_flag=True, help="Put it below what stands there, instead of in its place.")
@as_json
@pass_session
def write(session: Session, group: str, section: str, text: str, file: Path | None, more: bool, json_out: bool) -> None:
    """Write TEXT for a SECTION of the report of the group GROUP. Undo brings back what stood there.

    {meetings} and other facts stay true when the record changes; “workbench fact list” shows them.
    """
    from groups.prose import section_called
    from workbench.services.exchange import find_group
    from workbench.services.writing import must_be_readable, write_prose

    if bool(text) == bool(file):
        raise click.UsageError("Give the text itself, or a file with --file.")
    words = text if file is None else sys.stdin.read() if str(file) == "-" else file.read_text(encoding="utf-8")
    found, which = find_group(session.workspace, group), section_called(section)
    must_be_readable(session.workspace, found.id, which, words)
    kept = write_prose(session.workspace, found.id, which, words, more=more)
    if json_out:
        say_json(kept.model_dump(mode="json"))
    else:
        say(f"“{which.value}” has {len(kept.text.split())} words now.")


@click.group()
def fact() -> None:
    """The facts that texts of the report can use, such as {meetings}."""


@fact.command("list")
@click.argument("group")
@click.option("--figures", is_flag=True, help="With every figure of the snapshots that are printed.")
@as_json
@pass_session
@click.pass_context
def list_facts(ctx: click.Context, session: Session, group: str, figures: bool, json_out: bool) -> None:
    """The facts of the group GROUP with their values now, and those that changed since somebody read their text.

    The exit status is 1 where one has changed.
    """
    from workbench.report.facts import FIGURE
    from workbench.services.exchange import find_group
    from workbench.services.report import known_facts, to_read_again

    found = find_group(session.workspace, group)
    rows = [f for f in known_facts(session.workspace, found) if figures or not f.name.startswith(f"{FIGURE}:")]
    changed = to_read_again(session.workspace, found)
    if json_out:
        again = [
            {"section": section.name.lower(), **one._asdict()} for section, facts in changed.items() for one in facts
        ]
        say_json({"facts": [row._asdict() for row in rows], "changed": again})
    else:
        columns((f"{{{row.name}}}", row.value if row.is_known else f"not known yet ({row.about})") for row in rows)
        for section, facts in changed.items():
            for one in facts:
                say(f"Changed since it was read, in “{section.value}”: {one.told}.")
    if changed:
        ctx.exit(ATTENTION)


@fact.command("read")
@click.argument("group")
@click.argument("section")
@pass_session
def read(session: Session, group: str, section: str) -> None:
    """Say that a SECTION was read over: the facts in it are right as they are now."""
    from groups.prose import section_called
    from workbench.services.exchange import find_group
    from workbench.services.writing import mark_read

    which = section_called(section)
    kept = mark_read(session.workspace, find_group(session.workspace, group), which)
    told = ", ".join(f"{name} is {value}" for name, value in kept.facts.items())
    say(f"“{which.value}” was read over: {told}.")
