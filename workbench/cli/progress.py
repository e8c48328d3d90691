"""The command that prints the monitoring report: each recommendation, its reply, what is done, what it changed."""

from __future__ import annotations

import click

from workbench.cli.base import Session, as_json, pass_session, say, say_json


@click.command()
@click.argument("name")
@as_json
@pass_session
def progress(session: Session, name: str, json_out: bool) -> None:
    """How far the recommendations of the group NAME have come. Done is not the same as made a difference."""
    from groups.numbering import letter
    from workbench.dates import show_date
    from workbench.services.exchange import find_group
    from workbench.services.replies import how_far, position_in_words

    review = session.workspace.records.review(find_group(session.workspace, name).id)
    found = how_far(review)
    if json_out:
        say_json(
            [
                {
                    "number": row.number,
                    "addressee": row.addressee,
                    "recommendation": row.text,
                    "parts": [part.text for part in row.recommendation.parts],
                    "position": position_in_words(row.replies),
                    "replies": [
                        {"from": r.body, "received": r.received, "text": r.text, "position": r.position.value}
                        for r in row.replies
                    ],
                    "doing": row.progress.doing.value if row.progress else None,
                    "impact": row.progress.impact.value if row.progress else None,
                    "evidence": row.progress.evidence if row.progress else None,
                    "as_at": row.progress.on if row.progress else None,
                }
                for row in found
            ]
        )
        return
    if not found:
        say("There is no recommendation yet, so there is nothing to follow up.")
    for row in found:
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
            continue
        on = f", as at {show_date(row.progress.on)}" if row.progress.on else ""
        say(f"   Doing: {row.progress.doing.value}{on}")
        say(f"   Impact: {row.progress.impact.value}")
        if row.progress.evidence:
            say(f"   Evidence: {' '.join(row.progress.evidence.split())}")
