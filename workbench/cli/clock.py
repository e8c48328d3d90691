"""Commands about reply clocks: the rules with their source, and changing them."""

from __future__ import annotations

from typing import Any

import click

from groups.clock import ClockRule, ClockStart, time_in_words
from workbench.cli.base import Session, as_json, pass_session, say, say_json

STARTS = {
    "notice": ClockStart.LATER_OF_RECEIPT_AND_NOTICE,
    "sent": ClockStart.SENT,
    "group": ClockStart.GROUPS_OWN,
    "progress": ClockStart.PROGRESS,
}


@click.group()
def clock() -> None:
    """Who has how long for a reply, and which law or custom says so."""


@clock.command("list")
@as_json
@pass_session
def list_rules(session: Session, json_out: bool) -> None:
    """The rules in the order in which they are tried; the first whose words are in an addressee's name applies."""
    from workbench.services.clocks import has_own_rules, rules_of

    rules = rules_of(session.workspace)
    if json_out:
        say_json([_row(rule) for rule in rules])
        return
    for rule in rules:
        _say(rule)
    own = has_own_rules(session.workspace)
    say("Changed here: “clock reset” goes back to the defaults." if own else "These are the defaults.")


@clock.command("set")
@click.argument("name")
@click.option("--months", type=int, help="How many months a reply may take.")
@click.option("--days", type=int, help="How many days; with months both are added up.")
@click.option("--statutory/--not-statutory", default=None, help="Whether a law says so: then nothing moves the day.")
@click.option("--starts", type=click.Choice(list(STARTS)), help="From which day the time runs.")
@click.option("--words", help="Whom it is for: words of addressees, with commas between them; * is the rest of a word.")
@click.option("--source", help="The Act and section, or the custom, that says so.")
@as_json
@pass_session
def set_rule(
    session: Session,
    name: str,
    months: int | None,
    days: int | None,
    statutory: bool | None,
    starts: str | None,
    words: str | None,
    source: str | None,
    json_out: bool,
) -> None:
    """Change the rule NAME, or add one of that name with --words."""
    from workbench.services.clocks import set_rule as keep

    values: dict[str, Any] = {"months": months, "days": days, "statutory": statutory, "source": source}
    values["starts"] = STARTS[starts] if starts else None
    values["words"] = [word.strip() for word in words.split(",") if word.strip()] if words is not None else None
    given = {key: value for key, value in values.items() if value is not None}
    if not given:
        raise click.UsageError("Say what is to be changed, such as --months 3.")
    kept = keep(session.workspace, name, given)
    if json_out:
        say_json(_row(kept))
    else:
        _say(kept)


@clock.command("reset")
@pass_session
def reset(session: Session) -> None:
    """Go back to the default rules; “undo” brings back your own."""
    from workbench.services.clocks import reset_rules

    say("The default rules hold again." if reset_rules(session.workspace) else "The default rules hold already.")


def _row(rule: ClockRule) -> dict[str, Any]:
    return {
        "name": rule.name,
        "words": rule.words,
        "months": rule.months,
        "days": rule.days,
        "starts": rule.starts.value,
        "statutory": rule.statutory,
        "source": rule.source,
    }


def _say(rule: ClockRule) -> None:
    kind = "statutory" if rule.statutory else "not statutory"
    say(f"{rule.name}: {time_in_words(rule) or 'no time of its own'}, {kind}, from {rule.starts.value}")
    if rule.words:
        say(f"   For: {', '.join(rule.words)}")
    if rule.source:
        say(f"   Source: {rule.source}")
