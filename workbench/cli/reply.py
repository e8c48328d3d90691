"""Commands about the replies to recommendations: recording one, what it reads as, saying where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from workbench.cli.base import ATTENTION, Session, as_json, pass_session, say, say_json

if TYPE_CHECKING:
    from groups.response import Response
    from interviews.review import Review


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
        say_json(made.model_dump(mode="json") | _reading(made))
        return
    say(f"Reply to {answered(made, review)} from {made.body}: {made.position.value}  ({made.id})")
    if made.position is Position.NONE_YET:
        say(f"{_reading(made)['reads_as_in_words']} It counts once you confirm it: workbench reply confirm.")
    if made.follow_up:
        say(f"Asked back in the next letter: {made.follow_up}")


@reply.command("list")
@click.argument("name")
@as_json
@pass_session
def list_replies(session: Session, name: str, json_out: bool) -> int:
    """The replies to the recommendations of the group NAME. Exit status 1 where one is to be confirmed."""
    from groups.response import Position
    from workbench.dates import show_date
    from workbench.services.exchange import find_group
    from workbench.services.replies import answered

    review = session.workspace.records.review(find_group(session.workspace, name).id)
    rows = sorted(review.responses, key=lambda r: (r.order, r.id))
    open_ones = [r for r in rows if r.position is Position.NONE_YET]
    if json_out:
        say_json([_row(r, review) for r in rows])
        return ATTENTION if open_ones else 0
    if not rows:
        say("There is no reply yet. “reply add” records one.")
    for row in rows:
        who = ", ".join(part for part in (row.body, show_date(row.received)) if part)
        to = answered(row, review) or "no recommendation"
        say(f"To {to} from {who or 'somebody'}: {row.position.value}  ({row.id})")
        say(f"   {' '.join(row.text.split())}")
        if row.position is Position.NONE_YET:
            say(f"   {_reading(row)['reads_as_in_words']} Not confirmed yet.")
        if row.follow_up:
            say(f"   Asked back: {row.follow_up}")
    return ATTENTION if open_ones else 0


@reply.command("confirm")
@click.argument("name")
@click.argument("which")
@click.argument("position", required=False)
@as_json
@pass_session
def confirm_reply(session: Session, name: str, which: str, position: str | None, json_out: bool) -> None:
    """Say where a reply stands: WHICH is its id, or the number of what it answers. Without POSITION, as it reads.

    What it leaves open is put as a question into the next letter.
    """
    from groups.response import Position
    from workbench.services.exchange import find_group
    from workbench.services.replies import answered, confirm, find_reply

    if position and position.casefold() not in [p.value for p in Position]:
        raise click.UsageError(f"“{position}” is no position: say one of {', '.join(p.value for p in Position)}.")
    review = session.workspace.records.review(find_group(session.workspace, name).id)
    found = find_reply(review, which)
    kept = confirm(session.workspace, found, Position(position.casefold()) if position else None)
    if json_out:
        say_json(_row(kept, review))
        return
    say(f"The reply to {answered(kept, review)} from {kept.body or 'somebody'}: {kept.position.value}.")
    if kept.follow_up:
        say(f"Asked back in the next letter: {kept.follow_up}")


@reply.command("ask")
@click.argument("name")
@click.argument("which")
@click.argument("question")
@pass_session
def ask_back(session: Session, name: str, which: str, question: str) -> None:
    """Put a QUESTION back to the reply WHICH, for the next letter; an empty one takes it away."""
    from workbench.services.exchange import find_group
    from workbench.services.replies import ask_back as keep
    from workbench.services.replies import find_reply

    review = session.workspace.records.review(find_group(session.workspace, name).id)
    kept = keep(session.workspace, find_reply(review, which), question)
    say(f"Asked back in the next letter: {kept.follow_up}" if kept.follow_up else "Nothing is asked back.")


@reply.command("read")
@click.argument("text")
@as_json
def read_words(text: str, json_out: bool) -> None:
    """What a TEXT reads as, with nothing kept: the position, the words it rests on, what it leaves open."""
    from groups.reply_reading import read_reply

    reading = read_reply(text)
    if json_out:
        say_json(
            {
                "position": reading.position.value,
                "because": reading.because,
                "leaves_open": reading.lacks,
                "follow_up": reading.follow_up,
            }
        )
        return
    say(reading.in_words)
    if reading.follow_up:
        say(f"To ask back: {reading.follow_up}")


def _reading(row: Response) -> dict[str, Any]:
    from groups.reply_reading import read_reply

    reading = read_reply(row.text)
    return {
        "reads_as": reading.position.value,
        "because": reading.because,
        "leaves_open": reading.lacks,
        "reads_as_in_words": reading.in_words,
    }


def _row(row: Response, review: Review) -> dict[str, Any]:
    from workbench.services.replies import answered

    answers = answered(row, review)
    return {
        "id": row.id,
        "answers": answers.split(", ") if answers else [],
        "from": row.body,
        "received": row.received,
        "text": row.text,
        "position": row.position.value,
        "follow_up": row.follow_up,
    } | _reading(row)
