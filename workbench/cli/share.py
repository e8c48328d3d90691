"""Commands about sister groups: what they share, with whose consent, and recommendations that pull apart."""

from __future__ import annotations

import click

from workbench.cli.base import Session, as_json, columns, pass_session, say, say_json


@click.group()
def share() -> None:
    """What sister groups share with each other."""


@share.command("list")
@click.argument("group")
@as_json
@pass_session
def list_shares(session: Session, group: str, json_out: bool) -> None:
    """The sister groups of GROUP, what they offer each other, and recommendations that pull against each other."""
    from groups.recommendation import sentence
    from workbench.services import sharing
    from workbench.services.exchange import find_group

    workspace = session.workspace
    ours = find_group(workspace, group)
    sisters = sharing.sister_groups(workspace, ours.id)
    things = [*sharing.received(workspace, ours.id), *sharing.given(workspace, ours.id)]
    apart = sharing.pulling_apart(workspace, ours.id)
    if json_out:
        say_json(
            {
                "sisters": [{"id": g.id, "title": g.title, "why": why} for g, why in sisters],
                "shares": [
                    {
                        **t.share.model_dump(mode="json"),
                        "name": t.name,
                        "from": t.giver.title,
                        "to": t.taker.title,
                        "state": t.share.state.value,
                        "about": t.about,
                    }
                    for t in things
                ],
                "pulling_apart": [
                    {
                        "with": sister.title,
                        "kind": c.kind.value,
                        "why": c.why,
                        "recommendations": [
                            {"id": r.id, "group_id": r.group_id, "words": words, "sentence": sentence(r)}
                            for r, words in ((c.one, c.words), (c.other, c.other_words))
                        ],
                    }
                    for c, sister in apart
                ],
            }
        )
    else:
        if not sisters:
            say(f"{ours.title} has no sister group.")
        for sister, why in sisters:
            say(f"Sister group: {sister.title} ({why})")
        columns(
            (
                t.share.state.value,
                f"{t.share.what.value} {t.name}",
                f"{t.giver.title} to {t.taker.title}",
                t.about,
                t.share.id,
            )
            for t in things
        )
        for found, sister in apart:
            say(f"Pulls against {sister.title}: {found.why}.")
            say(f"  “{found.words}”: {sentence(found.one)}")
            say(f"  “{found.other_words}”: {sentence(found.other)}")
    if apart:
        raise click.exceptions.Exit(1)


@share.command("offer")
@click.argument("group")
@click.argument("thing")
@click.option("--with", "sister", required=True, help="The sister group.")
@click.option("--consent", required=True, help="Who agreed that another review may use it, and when.")
@as_json
@pass_session
def offer(session: Session, group: str, thing: str, sister: str, consent: str, json_out: bool) -> None:
    """Offer THING of GROUP to a sister group: a partner, interview or snapshot by name, a submission by reference."""
    from workbench.services.exchange import find_group
    from workbench.services.shareable import find_shareable
    from workbench.services.sharing import offer as make

    workspace = session.workspace
    ours, theirs = find_group(workspace, group), find_group(workspace, sister)
    what, ident = find_shareable(workspace.records.review(ours.id), thing)
    made = make(workspace, ours.id, theirs.id, what, ident, consent)
    if json_out:
        say_json(made.model_dump(mode="json"))
    else:
        say(f"Offered to {theirs.title}; it takes it with: workbench share accept “{theirs.title}” {made.id}")


@share.command("accept")
@click.argument("group")
@click.argument("thing")
@pass_session
def accept(session: Session, group: str, thing: str) -> None:
    """Take THING, which a sister group offers to GROUP, by its name or id."""
    from workbench.services.exchange import find_group
    from workbench.services.shareable import share_called
    from workbench.services.sharing import accept as take
    from workbench.services.sharing import received

    workspace = session.workspace
    found = share_called(received(workspace, find_group(workspace, group).id), thing)
    take(workspace, found.id)
    say("It is in use here. “workbench finding link” links it to a finding; “workbench undo” gives it back.")


@share.command("withdraw")
@click.argument("group")
@click.argument("thing")
@pass_session
def withdraw(session: Session, group: str, thing: str) -> None:
    """Take back THING, which GROUP shares, by its name or id. Findings that rest on it keep the quoted words."""
    from workbench.services.exchange import find_group
    from workbench.services.shareable import share_called
    from workbench.services.sharing import given
    from workbench.services.sharing import withdraw as take_back

    workspace = session.workspace
    found = share_called(given(workspace, find_group(workspace, group).id), thing)
    take_back(workspace, found.id)
    say("It is taken back.")
