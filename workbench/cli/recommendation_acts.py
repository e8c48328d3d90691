"""Commands on recommendations: splitting, merging, ordering, what they rest on, how far they have come, history."""

from __future__ import annotations

import click

from workbench.cli.base import Session, as_json, pass_session, say, say_json
from workbench.cli.recommended import find, tell


@click.command("split")
@click.argument("name")
@click.argument("number")
@click.option("--over", default="", help="The line that stands over the lettered parts.")
@click.option("--part", "parts", multiple=True, help="A lettered part; give it for each of a., b. …")
@click.option("--first", default="", help="The words of the first of two recommendations.")
@click.option("--second", default="", help="The words of the second, which comes right behind it.")
@click.option("--only-first", multiple=True, help="A finding's number, or a reply's id, that goes with the first only.")
@click.option("--only-second", multiple=True, help="A finding or a reply that goes with the second only.")
@as_json
@pass_session
def split(
    session: Session,
    name: str,
    number: str,
    over: str,
    parts: tuple[str, ...],
    first: str,
    second: str,
    only_first: tuple[str, ...],
    only_second: tuple[str, ...],
    json_out: bool,
) -> None:
    """Split recommendation NUMBER of the group NAME into parts a. and b., or with --first and --second into two.

    Without options it is split where it asks for two things at once.
    """
    from groups.joining import PARTS_OVER
    from groups.wording import two_actions
    from workbench.services import parting
    from workbench.services.editing import NotAccepted
    from workbench.services.findings import NoSuchFinding, finding_called

    review, row = find(session, name, number)
    in_two = bool(first or second or only_first or only_second)
    if in_two and (over or parts):
        raise click.UsageError("Either into parts (--over, --part) or into two (--first, --second): give one of them.")
    two = two_actions(row.action)
    if not in_two:
        lines = list(parts) or ([text[:1].upper() + text[1:] for text in (two.first, two.second)] if two else [])
        if not lines:
            raise NotAccepted("It asks for one thing: say the parts with --part, at least two.")
        tell(session, parting.split(session.workspace, row, over or PARTS_OVER, lines), json_out=json_out)
        return

    def named(what: str) -> str:
        if any(reply.id == what for reply in review.responses):
            return what
        try:
            return finding_called(review, what).id
        except NoSuchFinding as why:
            raise NotAccepted(f"“{what}” is no finding's number and no reply's id. {why}") from why

    shared = parting.Shared(frozenset(map(named, only_first)), frozenset(map(named, only_second)))
    words = (first or (two.first if two else ""), second or (two.second if two else ""))
    one, other = parting.split_in_two(session.workspace, row, *words, shared)
    if json_out:
        say_json([each.model_dump(mode="json") for each in (one, other)])
        return
    for each in (one, other):
        tell(session, each, json_out=False)


@click.command("merge")
@click.argument("name")
@click.argument("numbers", nargs=-1, required=True, metavar="NUMBER...")
@click.option("--as-text", is_flag=True, help="One text instead of a lettered part for each.")
@as_json
@pass_session
def merge(session: Session, name: str, numbers: tuple[str, ...], as_text: bool, json_out: bool) -> None:
    """Make one recommendation of several of the group NAME, in the place of the first. “workbench undo” takes it back.

    Findings, replies, progress and links in the report go with their words.
    """
    from workbench.services import parting

    rows = [find(session, name, number).row for number in numbers]
    tell(session, parting.merge(session.workspace, rows, as_parts=not as_text), json_out=json_out)


@click.command("move")
@click.argument("name")
@click.argument("number")
@click.argument("where", type=click.Choice(["up", "down"]))
@as_json
@pass_session
def move(session: Session, name: str, number: str, where: str, json_out: bool) -> None:
    """Move recommendation NUMBER of the group NAME up or down, at the end of its paragraph with all of it."""
    from workbench.services.editing import NotAccepted
    from workbench.services.recommending import move_recommendation

    row = find(session, name, number).row
    if not move_recommendation(session.workspace, row, -1 if where == "up" else 1):
        raise NotAccepted(f"Recommendation {number} cannot go further {where}.")
    tell(session, row, json_out=json_out)


@click.command("address")
@click.argument("name")
@click.argument("number")
@click.argument("addressee")
@as_json
@pass_session
def address(session: Session, name: str, number: str, addressee: str, json_out: bool) -> None:
    """Make recommendation NUMBER of the group NAME to ADDRESSEE, as the last of theirs; all numbers run on anew."""
    from workbench.services.recommending import address_to

    tell(session, address_to(session.workspace, find(session, name, number).row, addressee), json_out=json_out)


@click.command("rest-on")
@click.argument("name")
@click.argument("number")
@click.argument("findings", nargs=-1, required=True, metavar="FINDING...")
@click.option("--off", is_flag=True, help="It rests on these no longer.")
@click.option("--only", is_flag=True, help="It rests on these and on no others.")
@as_json
@pass_session
def rest_on(
    session: Session, name: str, number: str, findings: tuple[str, ...], off: bool, only: bool, json_out: bool
) -> None:
    """Let recommendation NUMBER of the group NAME rest on findings, each named by its number: 6.1.vii."""
    from groups.recommendation import resting_on
    from workbench.services.findings import finding_called
    from workbench.services.recommending import rest_on as rest

    if off and only:
        raise click.UsageError("Either --off or --only: give one of the two.")
    review, row = find(session, name, number)
    named = {finding_called(review, finding).id for finding in findings}
    here = {link.finding_id for link in resting_on(review.rests_on).get(row.id, [])}
    rest(session.workspace, row, named if only else here - named if off else here | named)
    tell(session, row, json_out=json_out)


@click.command("propose")
@click.argument("name")
@click.argument("number")
@click.option("--by", default="", help="Who proposes it; you, where nobody is named.")
@as_json
@pass_session
def propose(session: Session, name: str, number: str, by: str, json_out: bool) -> None:
    """Put recommendation NUMBER of the group NAME to the group."""
    from workbench.services import agreeing

    tell(session, agreeing.propose(session.workspace, find(session, name, number).row, by), json_out=json_out)


@click.command("agree")
@click.argument("name")
@click.argument("number")
@click.option("--by", "names", multiple=True, help="A member who agrees; all of them, where nobody is named.")
@click.option("--minority-view", default=None, help="What the others would rather have.")
@click.option("--board", is_flag=True, help="The Board agrees it, after the group has.")
@as_json
@pass_session
def agree(
    session: Session,
    name: str,
    number: str,
    names: tuple[str, ...],
    minority_view: str | None,
    board: bool,
    json_out: bool,
) -> None:
    """The group, or with --board the Board, agrees recommendation NUMBER of the group NAME."""
    from workbench.services import agreeing

    if board and (names or minority_view is not None):
        raise click.UsageError("--board goes without --by and --minority-view, which are of the group.")
    workspace, row = session.workspace, find(session, name, number).row
    if board:
        tell(session, agreeing.agree_at_board(workspace, row), json_out=json_out)
        return
    by = names or tuple(member.name for member in agreeing.voting_members(workspace, row.group_id))
    tell(session, agreeing.agree(workspace, row, by, minority_view), json_out=json_out)


@click.command("amend")
@click.argument("name")
@click.argument("number")
@click.argument("text")
@click.option("--part", "parts", multiple=True, help="A lettered part in the Board's words; without it they stay.")
@as_json
@pass_session
def amend(session: Session, name: str, number: str, text: str, parts: tuple[str, ...], json_out: bool) -> None:
    """The Board puts TEXT in place of the group's words, which are kept and shown beside it."""
    from workbench.services import agreeing

    row = find(session, name, number).row
    tell(session, agreeing.amend(session.workspace, row, text, list(parts) or None), json_out=json_out)


@click.command("drop")
@click.argument("name")
@click.argument("number")
@as_json
@pass_session
def drop(session: Session, name: str, number: str, json_out: bool) -> None:
    """Drop recommendation NUMBER of the group NAME: it stays in sight and does not print; the others move up."""
    from workbench.services import agreeing

    tell(session, agreeing.drop(session.workspace, find(session, name, number).row), json_out=json_out)


@click.command("reopen")
@click.argument("name")
@click.argument("number")
@as_json
@pass_session
def reopen(session: Session, name: str, number: str, json_out: bool) -> None:
    """Make a recommendation of the group NAME a draft again; a dropped one is named by its id."""
    from workbench.services import agreeing

    tell(session, agreeing.back_to_draft(session.workspace, find(session, name, number).row), json_out=json_out)


@click.command("history")
@click.argument("name")
@click.argument("number")
@as_json
@pass_session
def history(session: Session, name: str, number: str, json_out: bool) -> None:
    """Who changed which words of recommendation NUMBER of the group NAME and when, the oldest first."""
    from workbench.services.wording_history import history_of

    versions = history_of(session.workspace, find(session, name, number).row.id)
    if json_out:
        say_json(
            [
                {
                    "at": version.at,
                    "by": version.by,
                    "label": version.label,
                    "changes": [change._asdict() | {"in_words": change.in_words} for change in version.changes],
                }
                for version in versions
            ]
        )
        return
    for version in versions:
        at = f"{version.at.astimezone():%Y-%m-%d %H:%M}" if version.at else "at no known time"
        say(f"{at}, {version.by}: {version.label}")
        for change in version.changes:
            say(f"    {change.field}: {' / '.join(change.in_words.splitlines())}")


ACTS = (split, merge, move, address, rest_on, propose, agree, amend, drop, reopen, history)
