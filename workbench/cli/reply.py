"""Commands about the replies to recommendations."""

from __future__ import annotations

import click

from workbench.cli.base import Session, as_json, pass_session, say, say_json


@click.group()
def reply() -> None:
    """What was answered."""


@reply.command("add")
@click.argument("name")
@click.argument("numbers")
@click.argument("text")
@click.option("--from", "body", required=True, help="Who replies; need not be whom the recommendation is made to.")
@click.option("--date", "received", default="", help="When it came, such as “14 Jan 2027”.")
@click.option("--position", default="none yet", show_default=True, help="Where they stand, such as “in part”.")
@as_json
@pass_session
def add_reply(
    session: Session,
    name: str,
    numbers: str,
    text: str,
    body: str,
    received: str,
    position: str,
    json_out: bool,
) -> None:
    """Record a reply in its exact words. NUMBERS are those of the recommendations it answers: “4,5” or “1a”."""
    from groups.response import Covered, Position
    from workbench.dates import read_date
    from workbench.services.exchange import find_group
    from workbench.services.recommending import recommendation_called
    from workbench.services.replies import add_reply as add
    from workbench.services.replies import answered

    workspace = session.workspace
    if position.casefold() not in [p.value for p in Position]:
        raise click.UsageError(f"“{position}” is no position: say one of {', '.join(p.value for p in Position)}.")
    group = find_group(workspace, name)
    review = workspace.records.review(group.id)
    covers = []
    for number in numbers.replace(",", " ").split():
        row, part_id = recommendation_called(review, number)
        covers.append(Covered(recommendation_id=row.id, part_id=part_id))
    made = add(
        workspace,
        review,
        covers,
        text,
        body=body,
        received=read_date(received, workspace.today().date()),
        position=Position(position.casefold()),
    )
    if json_out:
        say_json(made.model_dump(mode="json"))
    else:
        say(f"Reply to {answered(made, review)} from {made.body}: {made.position.value}  ({made.id})")
