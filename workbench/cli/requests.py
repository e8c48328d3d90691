"""Commands about what a group waits for: promises and requests, and what came of them."""

from __future__ import annotations

from typing import Any

import click

from workbench.cli.base import ATTENTION, Session, as_json, columns, pass_session, say, say_json

SETTLED = ["received", "not coming", "open"]


@click.group()
def request() -> None:
    """What a group waits for."""


@request.command("list")
@click.argument("group")
@click.option("--overdue", "late_only", is_flag=True, help="Only those whose day has passed.")
@as_json
@pass_session
@click.pass_context
def list_requests(ctx: click.Context, session: Session, group: str, late_only: bool, json_out: bool) -> None:
    """What the group GROUP waits for, numbered, the earliest due first. The exit status is 1 where one is overdue."""
    from workbench.dates import show_date
    from workbench.services.exchange import find_group
    from workbench.services.requests import requests_of, where_from

    workspace = session.workspace
    today = workspace.today().date()
    numbered = list(enumerate(requests_of(workspace, find_group(workspace, group).id), start=1))
    late = [row.id for _, row in numbered if row.is_overdue(today)]
    rows = [(n, row) for n, row in numbered if row.id in late or not late_only]
    if json_out:
        told: list[dict[str, Any]] = []
        for n, row in rows:
            about = {"overdue": row.id in late, "from": where_from(workspace, row)}
            told.append({"number": n, **row.model_dump(mode="json"), **about})
        say_json(told)
    elif not rows:
        say(
            "Nothing is overdue."
            if late_only
            else "Nothing is waited for. Add it with: workbench request add GROUP WHAT"
        )
    else:
        columns(
            (
                str(n),
                "OVERDUE" if row.id in late else row.state.value,
                show_date(row.due) or "no day",
                row.owner or "nobody sees to it",
                "; ".join(
                    part
                    for part in (
                        row.what,
                        f"from {row.asked_of}" if row.asked_of else "",
                        row.sensitivity.value if row.sensitivity.is_closed else "",
                        row.outcome,
                    )
                    if part
                ),
            )
            for n, row in rows
        )
    if late:
        ctx.exit(ATTENTION)


@request.command("add")
@click.argument("group")
@click.argument("what", default="")
@click.option("--of", "asked_of", default="", metavar="NAME", help="Who is to give it.")
@click.option("--partner", default="", metavar="PARTNER", help="Their body.")
@click.option("--owner", default="", metavar="NAME", help="Who in the group sees to it.")
@click.option("--due", default="", metavar="DAY", help="By when, such as Friday, “in two weeks” or 14 Jan.")
@click.option("--note", default="", metavar="ID", help="The line of notes in which it was promised.")
@as_json
@pass_session
def add_request(
    session: Session,
    group: str,
    what: str,
    asked_of: str,
    partner: str,
    owner: str,
    due: str,
    note: str,
    json_out: bool,
) -> None:
    """Write down that the group GROUP waits for WHAT. With --note the words may be left out: they are the line's."""
    from workbench.services.due_days import read_due
    from workbench.services.exchange import find_group
    from workbench.services.partners import find_partner
    from workbench.services.requests import ask_for, change_request, from_note

    workspace = session.workspace
    found = find_group(workspace, group)
    day = read_due(due, workspace.today().date())
    partner_id = find_partner(workspace, found.id, partner).id if partner else ""
    with workspace.write("Ask for something"):
        if note:
            line = workspace.records.notes.get(note)
            if line.group_id != found.id or line.binned_at is not None:
                raise click.UsageError(f"There is no note with the id {note} in {found.title}.")
            made = from_note(workspace, line, owner=owner, due=day, asked_of=asked_of, what=what)
            if partner_id:
                made = change_request(workspace, made, partner_id=partner_id)
        else:
            made = ask_for(workspace, found.id, what, asked_of=asked_of, partner_id=partner_id, owner=owner, due=day)
    if json_out:
        say_json(made.model_dump(mode="json"))
    else:
        from workbench.dates import show_date

        say(f"Waiting for: {made.what}{f', due {show_date(made.due)}' if made.due else ''}  ({made.id})")


@request.command("settle")
@click.argument("group")
@click.argument("which", metavar="REQUEST")
@click.argument("state", type=click.Choice(SETTLED), default="received")
@click.option("--submission", default="", metavar="REFERENCE", help="The submission that arrived, such as EHE02.")
@click.option("--words", default="", help="What came of it, in words.")
@as_json
@pass_session
def settle_request(
    session: Session, group: str, which: str, state: str, submission: str, words: str, json_out: bool
) -> None:
    """Say that a REQUEST of the group GROUP was received, is not coming, or is open again.

    REQUEST is its number in the list, its id, or the words with which it begins.
    """
    from interviews.request import RequestState
    from workbench.services.exchange import find_group
    from workbench.services.requests import find_request, settle

    if submission and state != "received":
        raise click.UsageError("--submission belongs to “received”.")
    workspace = session.workspace
    found = find_group(workspace, group)
    row = find_request(workspace, found.id, which)
    handed = ""
    if submission:
        rows = workspace.records.submissions.find(group_id=found.id)
        named = [s for s in rows if submission.casefold() in (s.reference.casefold(), s.id.casefold())]
        if not named:
            known = ", ".join(s.reference for s in rows) or "none yet"
            raise click.UsageError(f"There is no submission {submission}. There are: {known}.")
        handed = named[0].id
    done = settle(workspace, row, RequestState(state), outcome=words, submission_id=handed)
    if json_out:
        say_json(done.model_dump(mode="json"))
    else:
        say(f"{done.what}: {done.state.value}{f' ({done.outcome})' if done.outcome else ''}")
