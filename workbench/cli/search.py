"""Commands that search, and that build the search index anew."""

from __future__ import annotations

import time

import click

from index.engine import EngineFault
from workbench.cli.base import ATTENTION, Session, as_json, pass_session, say, say_json
from workbench.services.feeding import Feeding
from workbench.services.search import KINDS, Found, Results, Searching
from workbench.workspace.problems import WorkspaceProblem

WAIT = 5.0  # seconds, for another program that feeds the index
PAUSE = 0.2
WORTH_SAYING = 500  # passages; fewer are taken in before one has read the sentence


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("words", nargs=-1, required=True)
@click.option("--kind", default="", help=f"Only one kind: {', '.join(KINDS)}.")
@click.option("--group", default="", help="Only what belongs to one group, by its title, short title or id.")
@click.option("--year", default="", help="Only one municipal year, such as 2020/21.")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 200), help="At most so many.")
@as_json
@pass_session
@click.pass_context
def search(
    ctx: click.Context,
    session: Session,
    /,
    words: tuple[str, ...],
    kind: str,
    group: str,
    year: str,
    limit: int,
    json_out: bool,
) -> None:
    """Search notes, findings, recommendations, scopes, submissions and packs.

    WORDS may be words, '"an exact phrase"', attend*, kind:recommendation, to:cabinet, partner:police, speaker:okoro,
    line:1c (what answers a line of enquiry), group:attendance, year:2020/21, before:2021-01-31, after:2020, and
    -transport to leave a word out.
    """
    from workbench.services.exchange import find_group

    for word in words:
        if word.startswith("--"):
            raise click.UsageError(f"There is no option {word}: a word to leave out has one minus before it.")
    workspace = session.workspace
    group_id = find_group(workspace, group).id if group else ""
    is_up_to_date = _catch_up(session)
    searching = Searching(workspace)
    try:
        results = searching.ask(" ".join(words), kind=kind, group=group_id, year=year, limit=limit)
    finally:
        searching.close()
    if json_out:
        say_json(
            {
                "found": [_as_data(number, one) for number, one in enumerate(results.found, start=1)],
                "filters": results.filters,
                "notices": results.notices,
            }
        )
    else:
        _print(results)
    if not is_up_to_date:
        ctx.exit(ATTENTION)


@click.command()
@pass_session
def reindex(session: Session) -> None:
    """Throw the search index away and build it anew. Nothing of the record is touched."""
    feeding = Feeding(session.workspace)
    try:
        until = time.monotonic() + WAIT
        while not feeding.rebuild():
            if time.monotonic() > until:
                raise WorkspaceProblem("Another program is building the search index: wait a moment and try again.")
            time.sleep(PAUSE)
        done = feeding.feed()
        health = feeding.health()
    finally:
        feeding.close()
    if not done:
        raise WorkspaceProblem("Another program has begun to build the search index anew: leave it to finish.")
    say(f"The search index was built anew: {health.passages:,} passages can be searched.")


def _catch_up(session: Session) -> bool:
    """Take in what waits; whether all of it was. Where not, it is said why, and what there is is searched."""
    feeding = Feeding(session.workspace)
    try:
        if feeding.health().behind > WORTH_SAYING:
            click.echo("The search index takes in what is new; this may take a little …", err=True)
        until = time.monotonic() + WAIT
        while not feeding.feed():
            if time.monotonic() > until:
                click.echo("Another program is still building the search index.", err=True)
                return False
            time.sleep(PAUSE)
    except (EngineFault, WorkspaceProblem) as why:
        click.echo(f"The search index is not up to date: {why}", err=True)
        return False
    finally:
        feeding.close()
    return True


def _print(results: Results) -> None:
    for said in results.notices:
        say(said)
    if results.filters:
        say(f"Only: {'; '.join(results.filters)}")
    if not results.found:
        say("Nothing found.")
    for number, one in enumerate(results.found, start=1):
        partly = ", any of the words" if one.is_partial else ""
        say(f"{number}. {one.kind}{partly}: {one.title or one.source}")
        say(f"   {one.snippet}")
        say(f"   {one.citation}")


def _as_data(number: int, one: Found) -> dict[str, object]:
    return {
        "number": number,
        "id": one.id,
        "kind": one.kind,
        "title": one.title,
        "source": one.source,
        "snippet": one.snippet,
        "marks": one.snippet_marks,
        "text": one.text,
        "citation": one.citation,
        "all_words": not one.is_partial,
        "place": one.place._asdict(),
    }
