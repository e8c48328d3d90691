"""Commands about progress: how far recommendations have come, recording it, and the report that drafts itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench.cli.base import OrElse, Session, as_json, pass_session, say, say_json

if TYPE_CHECKING:
    from groups.response import Progress
    from workbench.services.replies import HowFar


@click.group(cls=OrElse, other="show")
def progress() -> None:
    """What is done about the recommendations of a group, and what difference it made.

    “progress G” shows it, “progress G --format docx” writes the progress report, “progress add” records what was
    reported.
    """


@progress.command("show")
@click.argument("name")
@click.option("--format", "form", type=click.Choice(["docx", "html", "md", "txt"]), help="Write the progress report.")
@click.option("--out", type=click.Path(path_type=Path), help="The file to write; by default in the folder “exports”.")
@as_json
@pass_session
def show_progress(session: Session, name: str, form: str | None, out: Path | None, json_out: bool) -> None:
    """How far the recommendations of the group NAME have come. Done is not the same as made a difference."""
    from workbench.services.exchange import find_group
    from workbench.services.replies import how_far

    group = find_group(session.workspace, name)
    if form is not None or out is not None:
        from workbench.services.monitoring import FORMATS, export_progress

        ending = form or (out.suffix.lstrip(".") if out is not None else "")
        if ending not in FORMATS:
            raise click.UsageError(f"“{ending}” is no form of a report: say --format {', '.join(FORMATS)}.")
        say(f"Written to {export_progress(session.workspace, group, ending, out=out)}")
        return
    found = how_far(session.workspace.records.review(group.id))
    if json_out:
        say_json([_row(row) for row in found])
        return
    if not found:
        say("There is no recommendation yet, so there is nothing to follow up.")
    for row in found:
        _show(row)


@progress.command("add")
@click.argument("name")
@click.argument("number")
@click.option("--doing", required=True, help="Such as “under way” or “complete”.")
@click.option("--what", default="", help="What was done.")
@click.option("--impact", default="not yet", show_default=True, help="The difference it made, such as “some”.")
@click.option("--evidence", default="", help="How one knows of the difference.")
@click.option("--by", default="", help="Who reported it.")
@click.option("--on", "on", default="", help="As at which day; today if not said.")
@as_json
@pass_session
def add_progress(
    session: Session,
    name: str,
    number: str,
    doing: str,
    what: str,
    impact: str,
    evidence: str,
    by: str,
    on: str,
    json_out: bool,
) -> None:
    """Record what was reported about recommendation NUMBER of the group NAME; what was reported before stays."""
    from groups.response import Doing, Impact, doubts
    from workbench.dates import read_date, show_date
    from workbench.services.exchange import find_group
    from workbench.services.monitoring import add_progress as add
    from workbench.services.recommending import recommendation_called

    workspace = session.workspace
    review = workspace.records.review(find_group(workspace, name).id)
    row, _ = recommendation_called(review, number)
    made = add(
        workspace,
        review,
        row,
        doing=Doing(_one_of(doing, [d.value for d in Doing], "--doing")),
        what=what,
        impact=Impact(_one_of(impact, [i.value for i in Impact], "--impact")),
        evidence=evidence,
        by=by,
        on=read_date(on, workspace.today().date()),
    )
    if json_out:
        say_json(_entry(made) | {"id": made.id, "look_at": doubts(made)})
        return
    say(f"Recommendation {number.rstrip(')')}: {made.doing.value}, impact {made.impact.value}, {show_date(made.on)}.")
    for doubt in doubts(made):
        say(f"Look at: {doubt}")


def _one_of(value: str, known: list[str], option: str) -> str:
    plain = " ".join(value.casefold().replace("-", " ").split())
    if plain not in known:
        raise click.UsageError(f"“{value}” cannot be said with {option}: say one of {', '.join(known)}.")
    return plain


def _row(row: HowFar) -> dict[str, Any]:
    from groups.response import untold
    from workbench.services.replies import position_in_words

    newest = row.progress
    return {
        "number": row.number,
        "addressee": row.addressee,
        "recommendation": row.text,
        "parts": [part.text for part in row.recommendation.parts],
        "position": position_in_words(row.replies),
        "replies": [
            {
                "from": r.body,
                "received": r.received,
                "text": r.text,
                "position": r.position.value,
                "follow_up": r.follow_up,
            }
            for r in row.replies
        ],
        "doing": newest.doing.value if newest else None,
        "what": newest.what if newest else None,
        "impact": newest.impact.value if newest else None,
        "evidence": newest.evidence if newest else None,
        "as_at": newest.on if newest else None,
        "history": [_entry(entry) for entry in row.history],
        "cannot_be_told": untold(row.replies, newest),
    }


def _entry(entry: Progress) -> dict[str, Any]:
    return {
        "on": entry.on,
        "doing": entry.doing.value,
        "what": entry.what,
        "impact": entry.impact.value,
        "evidence": entry.evidence,
        "by": entry.by,
    }


def _show(row: HowFar) -> None:
    from groups.numbering import letter
    from groups.response import doubts
    from workbench.dates import show_date
    from workbench.services.replies import position_in_words

    say(f"{row.number}) {row.text}")
    for n, part in enumerate(row.recommendation.parts, start=1):
        say(f"   {letter(n)}. {part.text}")
    say(f"   To: {row.addressee or 'nobody yet'}")
    say(f"   Reply: {position_in_words(row.replies)}")
    for reply in row.replies:
        who = ", ".join(part for part in (reply.body, show_date(reply.received)) if part)
        say(f"     {who or 'somebody'}: {' '.join(reply.text.split())}")
    if row.progress is None:
        say("   Doing: nothing reported yet")
        return
    on = f", as at {show_date(row.progress.on)}" if row.progress.on else ""
    say(f"   Doing: {row.progress.doing.value}{on}")
    say(f"   Impact: {row.progress.impact.value}")
    if row.progress.what:
        say(f"   What was done: {' '.join(row.progress.what.split())}")
    if row.progress.evidence:
        say(f"   Evidence: {' '.join(row.progress.evidence.split())}")
    for doubt in doubts(row.progress):
        say(f"   Look at: {doubt}")
    if len(row.history) > 1:
        say(f"   Reported before: {'; '.join(f'{show_date(e.on)} {e.doing.value}' for e in row.history[:-1])}")
