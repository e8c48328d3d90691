"""The check before publishing: what would embarrass the group, by subject; settling a remark and opening it again."""

from __future__ import annotations

from typing import Any

import click

from workbench.cli.base import ATTENTION, OrElse, Session, as_json, pass_session, say, say_json

SUBJECTS = (
    "completeness drift coverage evidence traceability attribution wording numbers names abbreviations references "
    "equality"
).split()


@click.group(cls=OrElse, other="of")
def check() -> None:
    """What would embarrass a group after publishing: “workbench check GROUP” looks; a remark can be settled.

    “check GROUP” is “check of GROUP”, whose options are told by “check of --help”.
    """


@check.command("of")
@click.argument("group")
@click.option("--all", "everything", is_flag=True, help="What was settled too, with the reasons.")
@click.option("--subject", type=click.Choice(SUBJECTS), help="Only the remarks on this subject.")
@as_json
@pass_session
@click.pass_context
def check_of(
    ctx: click.Context, session: Session, group: str, everything: bool, subject: str | None, json_out: bool
) -> None:
    """Check the group GROUP. The exit status is 1 where something is open, settled remarks do not count."""
    from workbench.services.checking import check_group
    from workbench.services.exchange import find_group

    workspace = session.workspace
    whole = check_group(workspace, find_group(workspace, group).id)
    found = [one for one in whole.found if subject in (None, one.remark.about.value)]
    shown = [one for one in found if everything or one.settled is None]
    still_open = [one.remark for one in found if one.settled is None]
    if json_out:
        say_json([_told(one.remark, whole.number_of(one.remark), one.settled) for one in shown])
    else:
        _say(shown, len(found) - len(still_open), subject or "")
    if still_open:
        ctx.exit(ATTENTION)


@check.command("settle")
@click.argument("group")
@click.argument("key")
@click.option("--reason", required=True, help="Why it may stand as it is; it is kept.")
@as_json
@pass_session
def settle_remark(session: Session, group: str, key: str, reason: str, json_out: bool) -> None:
    """Settle the remark KEY of the group GROUP with a reason. “check GROUP” prints the keys; a beginning will do."""
    from workbench.services.checking import check_group
    from workbench.services.exchange import find_group
    from workbench.services.settling import settle

    workspace = session.workspace
    whole = check_group(workspace, find_group(workspace, group).id)
    remark = whole.called(key).remark
    kept = settle(workspace, whole.group.id, remark, reason)
    if json_out:
        say_json(_told(remark, whole.number_of(remark), kept))
    else:
        say(f"Settled: {remark.text}")


@check.command("reopen")
@click.argument("group")
@click.argument("key")
@as_json
@pass_session
def reopen_remark(session: Session, group: str, key: str, json_out: bool) -> None:
    """Take back that the remark KEY of the group GROUP was settled."""
    from workbench.services.checking import check_group
    from workbench.services.exchange import find_group
    from workbench.services.settling import reopen

    workspace = session.workspace
    whole = check_group(workspace, find_group(workspace, group).id)
    one = whole.called(key)
    if one.settled is None:
        raise click.UsageError(f"{one.remark.key} is open: there is nothing to take back.")
    reopen(workspace, one.settled)
    if json_out:
        say_json(_told(one.remark, whole.number_of(one.remark), None))
    else:
        say(f"Open again: {one.remark.text}")


def _told(remark: Any, number: str, settled: Any) -> dict[str, Any]:
    """One remark as JSON has it."""
    why = {"reason": settled.reason, "by": settled.changed_by, "on": settled.on} if settled else None
    return {
        "key": remark.key,
        "about": remark.about.value,
        "text": remark.text,
        "table": remark.table,
        "record_id": remark.record_id,
        "number": number,
        "settled": why,
    }


def _say(shown: list[Any], settled: int, subject: str) -> None:
    """The remarks under their subjects with counts, the settled ones at the end."""
    from workbench.dates import show_date
    from workbench.services.checking import by_subject

    still_open = [one.remark for one in shown if one.settled is None]
    for about, some in by_subject(still_open):
        say(f"{about.shown} ({len(some)})")
        for remark in some:
            say(f"  {remark.text}  [{remark.key}]")
    if not still_open:
        say(f"Nothing is open{f' on {subject}' if subject else ''}.")
    closed = [one for one in shown if one.settled is not None]
    if closed:
        say(f"Settled ({len(closed)})")
        for one in closed:
            say(f"  {one.remark.text}  [{one.remark.key}]")
            say(f"    {one.settled.reason} ({one.settled.changed_by}, {show_date(one.settled.on)})")
    elif settled:
        say(f"{settled} settled: --all shows {'it' if settled == 1 else 'them'} too.")
