"""The command that writes letters which ask for a reply."""

from __future__ import annotations

from pathlib import Path

import click

from workbench.cli.base import ATTENTION, Session, as_json, pass_session, say, say_json


@click.command()
@click.argument("name")
@click.option(
    "--to", default="", help="The addressee, or the beginning of the name; without it all who are waited for."
)
@click.option("--step", default="", help="Which letter: 1, 2 or 3; the one that comes next if not said.")
@click.option("--format", "form", type=click.Choice(["docx", "txt"]), default="docx", show_default=True)
@click.option("--out", type=click.Path(path_type=Path), help="The file to write; by default in the folder “exports”.")
@click.option("--show", is_flag=True, help="Print the letter; nothing is written or kept.")
@as_json
@pass_session
def chase(
    session: Session, name: str, to: str, step: str, form: str, out: Path | None, show: bool, json_out: bool
) -> int:
    """Write a letter to each addressee of the group NAME whose reply is waited for, about all that waits.

    The letter is kept as the next step: a reminder, then overdue, then to the Board. Exit status 1 where there is
    nobody to write to.
    """
    from workbench.services.chasing import chase_to, chases, letter_text, nothing_to_ask, step_called, write_letter
    from workbench.services.clocks import outcome_of
    from workbench.services.exchange import find_group

    workspace = session.workspace
    today = workspace.today().date()
    review = outcome_of(workspace, find_group(workspace, name))
    found = [chase_to(workspace, review, to, today)] if to else chases(workspace, review, today)
    if step:
        found = [one._replace(step=step_called(step)) for one in found]
    if out is not None and len(found) > 1:
        raise click.UsageError("There are several letters to write: say --to whom with --out.")
    if not found and not json_out:
        say(nothing_to_ask(review))
    if show:
        for one in found:
            say(letter_text(workspace, review, one))
        return 0 if found else ATTENTION
    rows = []
    for one in found:
        path, kept = write_letter(workspace, review, one, form, out)
        numbers = [asked.number for asked in one.waiting]
        row = {"addressee": one.addressee, "step": one.step.step, "letter": one.step.name, "numbers": numbers}
        rows.append(row | {"questions": len(one.questions), "on": kept.on, "file": str(path), "id": kept.id})
        if not json_out:
            say(f"{one.step.name} to {one.addressee or 'nobody named'}: written to {path}")
    if json_out:
        say_json(rows)
    return 0 if found else ATTENTION
