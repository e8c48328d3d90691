"""Commands about how far a group has come: its stage with the days that count, and when its work stood still."""

from __future__ import annotations

import click

from workbench.cli.base import Session, as_json, pass_session, say, say_json

DAYS = {
    "agreed_on": "Agreed by the group",
    "report_date": "Before the Board",
    "board_agreed_on": "Agreed by the Board",
    "notice_on": "Notice given by the Board",
    "sent_on": "Sent",
    "received_on": "Received",
    "replies_wanted_by": "Replies wanted by",
}


@click.command()
@click.argument("name")
@click.argument("stage", required=False)
@click.option("--on", default="", help="On which day it came to that stage, such as “3 Dec 2026”.")
@click.option("--notice", default="", help="On which day the Board gave notice: the executive's clock needs it.")
@click.option("--received", default="", help="On which day the report was received.")
@click.option("--replies-by", default="", help="By when the group asks those for replies who have no statutory date.")
@as_json
@pass_session
def stage(
    session: Session, name: str, stage: str | None, on: str, notice: str, received: str, replies_by: str, json_out: bool
) -> None:
    """How far the group NAME has come; with STAGE, such as “agreed by Board” or “sent”, say so with its day."""
    from groups.group import Stage
    from workbench.dates import read_date, show_date
    from workbench.services.exchange import find_group
    from workbench.services.monitoring import STAGE_DAYS, set_days

    workspace = session.workspace
    group = find_group(workspace, name)
    today = workspace.today().date()
    days = {"notice_on": notice, "received_on": received, "replies_wanted_by": replies_by}
    typed = {field: read_date(text, today) for field, text in days.items() if text.strip()}
    meant = None
    if stage is not None:
        plain = " ".join(stage.casefold().split())
        meant = next((one for one in Stage if one.value.casefold() == plain), None)
        if meant is None:
            raise click.UsageError(f"“{stage}” is no stage: say one of {', '.join(one.value for one in Stage)}.")
    if on.strip():
        asked = STAGE_DAYS.get(meant or group.stage, ())
        if not asked:
            raise click.UsageError("No day is kept for that stage: leave out --on.")
        typed[asked[0][0]] = read_date(on, today)
    if meant is not None or typed:
        group = set_days(workspace, group.id, typed, meant)
    if json_out:
        say_json({"group": group.title, "stage": group.stage.value} | {field: getattr(group, field) for field in DAYS})
        return
    say(f"{group.title}: {group.stage.value}")
    for field, words in DAYS.items():
        if day := getattr(group, field):
            say(f"   {words}: {show_date(day)}")


@click.command()
@click.argument("name")
@click.argument("date")
@click.option("--until", default="", help="The last day, where it is known already.")
@click.option("--why", default="", help="Such as “pre-election period”.")
@pass_session
def suspend(session: Session, name: str, date: str, until: str, why: str) -> None:
    """The work of the group NAME stands still from DATE on. It moves the group's own dates, never a statutory one."""
    from workbench.dates import NotADate, read_date
    from workbench.services import membership
    from workbench.services.exchange import find_group

    workspace = session.workspace
    group, today = find_group(workspace, name), workspace.today().date()
    since, last = read_date(date, today), read_date(until, today)
    if since is None:
        raise NotADate("Type the first day, such as 23 Mar 2026.")
    with workspace.write("Suspend the group's work"):
        made = membership.suspend(workspace, group.id, since, why)
        if last is not None:
            made = membership.resume(workspace, group.id, last)
    say(f"{group.title} is suspended: {membership.suspension_in_words(made)}.")


@click.command()
@click.argument("name")
@click.argument("date")
@pass_session
def resume(session: Session, name: str, date: str) -> None:
    """The work of the group NAME goes on; DATE is the last day on which it stood still."""
    from workbench.dates import NotADate, read_date
    from workbench.services import membership
    from workbench.services.exchange import find_group

    workspace = session.workspace
    group = find_group(workspace, name)
    until = read_date(date, workspace.today().date())
    if until is None:
        raise NotADate("Type the last day, such as 8 May 2026.")
    made = membership.resume(workspace, group.id, until)
    say(f"{group.title} goes on: it was suspended {membership.suspension_in_words(made)}.")
