"""Commands for question sheets: one written for a partner, and one that came back taken in as notes."""

from __future__ import annotations

from pathlib import Path

import click

from workbench.cli.base import ATTENTION, Session, as_json, pass_session, say, say_json


@click.command("sheet")
@click.argument("group")
@click.argument("interview")
@click.option("--format", "form", type=click.Choice(["docx", "txt"]), default="docx", show_default=True)
@click.option("--out", type=click.Path(path_type=Path), help="The file to write; by default in the folder “exports”.")
@pass_session
def write(session: Session, group: str, interview: str, form: str, out: Path | None) -> None:
    """Write the question sheet of an INTERVIEW of the group GROUP, in Word or as plain text, to be filled in."""
    from workbench.services.exchange import find_group
    from workbench.services.notes import find_interview
    from workbench.services.question_sheets import write_sheet

    found = find_interview(session.workspace, find_group(session.workspace, group).id, interview)
    say(f"Written to {write_sheet(session.workspace, found.id, form, out)}")


@click.command("follow-up")
@click.argument("group")
@click.argument("partner")
@click.argument("lines", metavar="LINE...", nargs=-1, required=True)
@click.option("--format", "form", type=click.Choice(["docx", "txt"]), default="docx", show_default=True)
@click.option("--out", type=click.Path(path_type=Path), help="The file to write; by default in the folder “exports”.")
@as_json
@pass_session
@click.pass_context
def follow_up(
    ctx: click.Context,
    session: Session,
    group: str,
    partner: str,
    lines: tuple[str, ...],
    form: str,
    out: Path | None,
    json_out: bool,
) -> None:
    """Plan to ask PARTNER of the group GROUP the lines of enquiry LINE..., such as 1c 2, and write the question sheet.

    While a follow-up with the same partner is still planned, the lines join it.
    """
    from workbench.services import question_sheets
    from workbench.services.enquiry_edit import find_line
    from workbench.services.exchange import find_group
    from workbench.services.partners import find_partner

    workspace = session.workspace
    found = find_group(workspace, group)
    of = find_partner(workspace, found.id, partner)
    rows = workspace.records.enquiry.find(group_id=found.id)
    wanted = [find_line(rows, line).line.id for line in lines]
    planned = question_sheets.plan_follow_up(workspace, found.id, wanted, of.id, form, out)
    interview, written = planned.interview, planned.sheet
    asked = [question.number for question in question_sheets.sheet_of(workspace, interview.id).asked]
    if json_out:
        sheet = str(written) if written else None
        say_json({"interview": interview.model_dump(mode="json"), "asks": asked, "sheet": sheet})
    else:
        say(f"Planned: {interview.title}, to ask {', '.join(asked)}  ({interview.id})")
    if written is None:
        click.echo(planned.why_not, err=True)
        ctx.exit(ATTENTION)
    elif not json_out:
        say(f"Its question sheet is {written}")


@click.command("take-sheet")
@click.argument("group")
@click.argument("interview")
@click.argument("file", type=click.Path(path_type=Path))
@as_json
@pass_session
def take_in(session: Session, group: str, interview: str, file: Path, json_out: bool) -> None:
    """Take in a filled-in sheet FILE as the notes of an INTERVIEW of the group GROUP; “undo” takes it back."""
    from workbench.services.exchange import find_group
    from workbench.services.notes import find_interview
    from workbench.services.sheets_in import read_sheet, take_sheet

    workspace = session.workspace
    found = find_interview(workspace, find_group(workspace, group).id, interview)
    taken = take_sheet(workspace, read_sheet(workspace, found.id, file))
    if json_out:
        say_json(
            {
                "interview": taken.interview.id,
                "submission": taken.submission.reference,
                "notes": [note.model_dump(mode="json") for note in taken.notes],
                "report": taken.report,
            }
        )
        return
    for sentence in taken.report:
        say(sentence)
