"""The command about coverage: which partner was asked what, and what nobody was asked, answered or has given."""

from __future__ import annotations

import click

from workbench.cli.base import ATTENTION, Session, as_json, pass_session, say, say_json


@click.command()
@click.argument("group")
@click.option("--single", is_flag=True, help="Each organisation by itself, not its umbrella.")
@as_json
@pass_session
@click.pass_context
def coverage(ctx: click.Context, session: Session, group: str, single: bool, json_out: bool) -> None:
    """Each line of enquiry of the group GROUP with what each partner said on it; exit status 1 where there are gaps."""
    from groups.finding import shown_numbers
    from interviews.coverage import coverage as matrix_of
    from interviews.gaps import gaps
    from workbench.services.coverage import in_full
    from workbench.services.exchange import find_group

    review = session.workspace.records.review(find_group(session.workspace, group).id)
    matrix = matrix_of(review, single=single)
    found = gaps(review, None if single else matrix)
    numbers = shown_numbers(review.findings)
    names = {column.id: column.name for column in matrix.columns}
    if json_out:
        say_json(
            {
                "partners": [{"id": column.id, "name": column.name} for column in matrix.columns],
                "lines": [
                    {
                        "id": row.place.line.id,
                        "number": row.place.number,
                        "kind": row.place.line.kind.value,
                        "text": row.place.line.text,
                        "partners": [
                            {
                                "id": each,
                                "name": names[each],
                                "state": cell.state.value,
                                "kinds": dict(cell.kinds),
                                "interviews": cell.interviews,
                                "notes": [note.id for note in cell.notes],
                                "passages": [passage.id for passage in cell.passages],
                                "findings": [numbers[finding] for finding in cell.findings],
                            }
                            for each, cell in row.cells.items()
                        ],
                    }
                    for row in matrix.rows
                ],
                "gaps": [{"text": gap.text, "table": gap.table, "id": gap.record_id} for gap in found],
            }
        )
    else:
        if not matrix.rows:
            say("There are no lines of enquiry yet. Add one with: workbench enquiry add GROUP --question TEXT")
        elif not matrix.columns:
            say("There is no partner yet. Add one with: workbench partner add GROUP NAME")
        for row in matrix.rows:
            say(f"{row.place.number} {' '.join(row.place.line.text.split())}".strip())
            for each, cell in row.cells.items():
                told = in_full(cell)
                if cell.findings:
                    told += f" ({', '.join(numbers[finding] for finding in cell.findings)}, going by their words)"
                say(f"  {names[each]}: {told}")
        if found:
            say()
            for gap in found:
                say(f"Gap: {gap.text}")
    if found:
        ctx.exit(ATTENTION)
