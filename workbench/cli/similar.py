"""Commands for words that are being written: advice on them, and what was recommended before in such words."""

from __future__ import annotations

import re

import click

from workbench.cli.base import ATTENTION, Session, as_json, pass_session, say, say_json

_NUMBER = re.compile(r"\d{1,3}[a-z]?")


@click.command()
@click.argument("name")
@click.argument("text")
@click.option("--limit", default=8, show_default=True, type=click.IntRange(1, 50), help="How many at most.")
@as_json
@pass_session
def similar(session: Session, name: str, text: str, limit: int, json_out: bool) -> None:
    """What was recommended before that is like TEXT: words, or the number of a recommendation of the group NAME.

    The likest comes first, with to whom it was made, what was replied and what came of it.
    """
    from groups.same_ask import full_text
    from workbench.dates import show_date
    from workbench.services.exchange import find_group
    from workbench.services.recommending import outcome, recommendation_called
    from workbench.services.similar import similar_to

    workspace = session.workspace
    group = find_group(workspace, name)
    row_id, words = "", text
    if _NUMBER.fullmatch(text.strip()):
        row, part_id = recommendation_called(outcome(workspace, group.id), text)
        row_id = row.id
        words = next((part.text for part in row.parts if part.id == part_id), "") or full_text(row)
    found = similar_to(workspace, group.id, words, row_id, limit)
    if json_out:
        say_json([one._asdict() for one in found])
        return
    if not found:
        say("Nothing like it was recommended before, as far as the archive and the other groups tell.")
    for number, one in enumerate(found, start=1):
        say(f"{number}. {' '.join(one.text.split())}")
        to = f"To {one.addressee}" if one.addressee else "To nobody named"
        say(
            f"   {', '.join(part for part in (to, one.source, show_date(one.on)) if part)}; likeness {one.likeness:.0%}"
        )
        for reply in one.replies:
            say(f"   Reply: {reply}")
        say(f"   Position: {one.position}; outcome: {one.outcome}")


@click.command()
@click.argument("text")
@click.option("--to", "addressee", default="", help="Who can do it or decide it.")
@click.option("--owner", default="", help="Who is to do the work.")
@click.option("--by", "by_when", default="", help="By when: a date such as “31 March 2027”, or words.")
@click.option("--measure", default="", help="How one will know that it made a difference.")
@click.option("--part", "parts", multiple=True, help="A lettered part; may be repeated.")
@click.option("--group", "name", default="", help="Compare with this group's recommendations and with past ones.")
@as_json
@pass_session
@click.pass_context
def advice(
    ctx: click.Context,
    session: Session,
    text: str,
    addressee: str,
    owner: str,
    by_when: str,
    measure: str,
    parts: tuple[str, ...],
    name: str,
    json_out: bool,
) -> None:
    """What would make the recommendation TEXT easier to act on and to check; nothing is kept.

    The exit status is 1 where there is something to say.
    """
    from groups.recommendation import Recommendation, SubPart
    from groups.wording import advice as advice_on
    from workbench.services.exchange import find_group
    from workbench.services.recommending import when
    from workbench.services.similar import past_for_advice

    group = find_group(session.workspace, name) if name else None
    row = Recommendation(
        group_id=group.id if group else "",
        action=text,
        addressee=addressee,
        owner=owner,
        measure=measure,
        parts=[SubPart(id=str(n), text=part) for n, part in enumerate(parts)],
        position=1_000_000,
        **when(by_when, session.author.now().astimezone().date()),
    )
    others = session.workspace.records.recommendations.find(group_id=group.id) if group else []
    past = past_for_advice(session.workspace, group.id) if group else []
    told = advice_on(row, others, past)
    if json_out:
        say_json([one._asdict() for one in told])
    else:
        for one in told:
            say(f"{one.words}: {one.why} {one.mend}")
        if not told:
            say("Nothing to add: it says who, what, by when and how one will know.")
    if told:
        ctx.exit(ATTENTION)
