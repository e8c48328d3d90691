"""Commands about a group's scope: show, set one answer, agree, amend."""

from __future__ import annotations

import click

from workbench.cli.base import ATTENTION, Session, as_json, pass_session, say, say_json


@click.group()
def scope() -> None:
    """The scoping document of a group."""


@scope.command()
@click.argument("group")
@click.option("--version", "number", type=int, help="This version instead of the newest.")
@as_json
@pass_session
def show(session: Session, group: str, number: int | None, json_out: bool) -> None:
    """Every question of the scoping form with its answer, and what changed since the version before."""
    from groups.scope_changes import scope_changes
    from workbench.dates import show_date
    from workbench.services import scoping
    from workbench.services.exchange import find_group

    workspace = session.workspace
    found = find_group(workspace, group)
    scopes = workspace.records.scopes.find(group_id=found.id)
    if scopes or number is not None:
        row = scoping.version(scopes, number)
    else:
        row = scoping.the_scope(workspace, scopes, found.id)
    before = next((s for s in scopes if s.number == row.number - 1), None)
    changes = scope_changes(before, row, workspace.records.enquiry.find(group_id=found.id)) if before else []
    if json_out:
        say_json(
            {
                "group": found.title,
                "state": row.state if scopes else "not begun",
                **row.model_dump(mode="json"),
                "empty": [field.key for field in row.empty_fields()],
                "changes": [change._asdict() for change in changes],
            }
        )
        return
    state = row.state if scopes else "not begun"
    say(f"{found.title}: scope, {state}" + (f", {show_date(row.agreed_on)}" if row.agreed_on else ""))
    heading = ""
    for field in row.fields:
        if field.heading != heading:
            heading = field.heading
            say(f"\n{heading}")
        answer = row.answers.get(field.key, "").strip()
        say(f"  {field.question}  [{field.key}]")
        for line in (answer or ("(may stay empty)" if field.optional else "(empty)")).splitlines():
            say(f"    {line}")
    if before is not None:
        say(f"\nChanged since version {before.number}:" + ("" if changes else " nothing"))
        for change in changes:
            was, now = (f"“{words}”" if words else "nothing" for words in (change.was, change.now))
            say(f"  {change.about}: was {was}, is {now}")


@scope.command("set")
@click.argument("group")
@click.argument("field")
@click.argument("text")
@pass_session
def set_field(session: Session, group: str, field: str, text: str) -> None:
    """Write the answer to one FIELD of the draft. “scope show” names the fields in square brackets."""
    from workbench.services.exchange import find_group
    from workbench.services.scoping import set_answer

    kept = set_answer(session.workspace, find_group(session.workspace, group).id, field, text)
    empty = len(kept.empty_fields())
    still = f"{empty} field{' is' if empty == 1 else 's are'} still empty." if empty else "No field is empty."
    say(f"Saved in the {kept.state}. {still}")


@scope.command()
@click.argument("group")
@click.option("--on", "day", default="today", help="The day, such as “14 Jan”; today if not said.")
@pass_session
@click.pass_context
def agree(ctx: click.Context, session: Session, group: str, day: str) -> None:
    """Agree the draft: it is frozen. What is still empty is said, and the exit status is 1 then."""
    from workbench.dates import read_date, show_date
    from workbench.services.exchange import find_group
    from workbench.services.scoping import agree as agree_scope
    from workbench.services.scoping import scope_remarks

    workspace = session.workspace
    found = find_group(workspace, group)
    on = read_date(day, workspace.today().date()) or workspace.today().date()
    kept = agree_scope(workspace, found.id, on)
    say(f"{kept.state[:1].upper()}{kept.state[1:]}, on {show_date(kept.agreed_on)}, and frozen.")
    unfinished = scope_remarks(workspace.records.review(found.id))
    for remark in unfinished:
        say(f"Note: {remark.text}")
    if unfinished:
        ctx.exit(ATTENTION)


@scope.command()
@click.argument("group")
@pass_session
def amend(session: Session, group: str) -> None:
    """Begin an amendment: a new draft with the agreed answers."""
    from workbench.services.exchange import find_group
    from workbench.services.scoping import amend as amend_scope

    kept = amend_scope(session.workspace, find_group(session.workspace, group).id)
    say(f"Begun: {kept.state}. It becomes version {kept.number} when it is agreed.")
