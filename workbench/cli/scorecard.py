"""Commands over all groups: what is late, and how recommendations were answered and what came of them."""

from __future__ import annotations

import click

from workbench.cli.base import ATTENTION, Session, as_json, pass_session, say, say_json


@click.command()
@as_json
@pass_session
def overdue(session: Session, json_out: bool) -> int:
    """What is late in every group: replies, recommendations, reports of progress. Exit status 1 where anything is."""
    from workbench.services.clocks import all_late

    found = all_late(session.workspace, session.workspace.today().date())
    if json_out:
        say_json(
            [
                {
                    "group": late.group.title,
                    "group_id": late.group.id,
                    "days": late.pointed.late,
                    "text": late.pointed.text,
                    "table": late.pointed.table,
                    "id": late.pointed.record_id,
                }
                for late in found
            ]
        )
    elif not found:
        say("Nothing is overdue.")
    for late in found if not json_out else ():
        say(f"{late.group.title}: {late.pointed.text}")
    return ATTENTION if found else 0


@click.command()
@click.option("--by", type=click.Choice(["board", "year", "addressee"]), default="board", show_default=True)
@as_json
@pass_session
def scorecard(session: Session, by: str, json_out: bool) -> None:
    """How many recommendations were made, how they were answered, what was done and what it changed, over all groups.

    Those that nobody answered clearly are counted by name, each as what it is.
    """
    from groups.scorecard import By, whole
    from groups.scorecard import scorecard as lines_of
    from workbench.services.scorecard import all_items

    items = all_items(session.workspace)
    lines = lines_of(items, By(by))
    if json_out:
        rows = []
        for line in lines:
            counts: dict[str, dict[str, int]] = {"reply": {}, "doing": {}, "impact": {}}
            for what, value, count in line.counts():
                counts[what][value] = count
            row = {by: line.name, "made": line.made, "answers_owed": line.answers, "without_clear_answer": line.unclear}
            rows.append(row | counts)
        say_json(rows)
        return
    if not lines:
        say("There is no recommendation in any group yet, so there is nothing to count.")
        return
    everything = [whole(items)] if len(lines) > 1 else []
    for line in [*lines, *everything]:
        name = "Together" if line in everything else line.name or f"(no {by} is recorded)"
        parts = f", {line.answers} answers owed" if line.answers != line.made else ""
        say(f"{name}: {line.made} made{parts}, {line.unclear} without a clear answer")
        for what in ("reply", "doing", "impact"):
            said = [f"{value} {count}" for kind, value, count in line.counts() if kind == what and count]
            say(f"   {what.capitalize()}: {', '.join(said) or 'nothing'}")
