"""Commands about recommendations: writing them, and listing them as they will print."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from workbench.cli.base import Session, as_json, pass_session, say, say_json
from workbench.cli.recommendation_acts import ACTS
from workbench.cli.recommended import as_data, find, tell

F = TypeVar("F", bound=Callable[..., Any])
_PARTS = {
    "owner": ("--owner", "Who is to do the work."),
    "when": ("--by", "By when: a date such as “31 March 2027”, or words."),
    "measure": ("--measure", "How one will know that it made a difference."),
    "reason": ("--so-that", "What it is for."),
    "cost": ("--cost", "What it would cost."),
    "equality": ("--equality", "Whom it would touch, and how."),
    "proposed_by": ("--proposed-by", "Who proposes it."),
    "minority_view": ("--minority-view", "What a minority wants instead."),
}


def _parts(command: F) -> F:
    """The options for the parts of a recommendation."""
    for name, (option, words) in reversed(_PARTS.items()):
        command = click.option(option, name, default=None, help=words)(command)
    return click.option("--part", "parts", multiple=True, help="A lettered part; give it for each of a., b. …")(command)


@click.group()
def recommendation() -> None:
    """What a group recommends."""


@recommendation.command("add")
@click.argument("name")
@click.argument("text")
@click.option("--to", "addressee", required=True, help="Who can do it or decide it.")
@_parts
@click.option("--from-finding", "numbers", multiple=True, help="The number of a finding behind it; may be repeated.")
@as_json
@pass_session
def add_recommendation(
    session: Session,
    /,
    name: str,
    text: str,
    addressee: str,
    parts: tuple[str, ...],
    numbers: tuple[str, ...],
    json_out: bool,
    **given: str | None,
) -> None:
    """Write a recommendation of the group NAME; it is printed as it will stand in the report, with advice."""
    from groups.recommendation import SubPart
    from groups.rows import new_id
    from workbench.services.exchange import find_group
    from workbench.services.findings import finding_called
    from workbench.services.recommending import add_recommendation as add
    from workbench.services.recommending import outcome, when

    workspace = session.workspace
    group = find_group(workspace, name)
    behind = [finding_called(outcome(workspace, group.id), number).id for number in numbers]
    told: dict[str, Any] = {field: value for field, value in given.items() if value is not None}
    told |= when(told.pop("when", ""), workspace.today().date())
    told["parts"] = [SubPart(id=new_id(), text=words.strip()) for words in parts if words.strip()]
    tell(session, add(workspace, group.id, text, addressee, behind, **told), json_out=json_out)


@recommendation.command("list")
@click.argument("name")
@as_json
@pass_session
def list_recommendations(session: Session, name: str, json_out: bool) -> None:
    """The recommendations of the group NAME as they print, with what they rest on, the replies, and advice."""
    from groups.recommendation import Recommendation, RecommendationState, by_addressee, lead_in, resting_on
    from groups.wording import Advice, too_many
    from workbench.services.beside import advice_on
    from workbench.services.exchange import find_group
    from workbench.services.recommending import outcome

    review = outcome(session.workspace, find_group(session.workspace, name).id)
    behind = resting_on(review.rests_on)

    def told(row: Recommendation) -> list[Advice]:
        others = [other for other in review.recommendations if other.id != row.id]
        return advice_on(row, others, rests=row.id in behind)

    paragraphs: list[dict[str, Any]] = []
    for place, paragraph in enumerate(by_addressee(review.recommendations), start=1):
        rows = [_listed(as_data(review, row, told(row))) for _, row in paragraph.recommendations]
        lead = lead_in(review.group.board, paragraph.addressee)
        paragraphs.append({"paragraph": f"2.{place}", "lead_in": lead, "recommendations": rows})
    many = too_many(review.recommendations)
    if json_out:
        say_json(paragraphs)
        return
    if not paragraphs:
        say("There is no recommendation yet. Write one with “workbench recommendation add”.")
    for printed in paragraphs:
        say(f"{printed['paragraph']} {printed['lead_in']}")
        for row in printed["recommendations"]:
            say(f"  {row['number']}) {row['sentence']}")
            for line in [*row["parts"], *row["notes"]]:
                say(f"     {line}")
            rests = f"rests on {', '.join(row['rests_on'])}" if row["rests_on"] else "rests on no finding"
            say(f"     {row['state']}; {row['reply']}; {rests}")
            for one in row["advice"]:
                say(f"     Advice: {one['words']}: {one['why']} {one['mend']}")
    dropped = [r for r in review.recommendations if r.state is RecommendationState.DROPPED]
    if dropped:
        say("Dropped: these do not print")
    for dropped_one in dropped:
        say(f"  – {dropped_one.action}  ({dropped_one.id})")
    if many:
        say(f"Advice: {many.words}: {many.why} {many.mend}")


def _listed(data: dict[str, Any]) -> dict[str, Any]:
    """What the list says of one recommendation; ``number`` is a number there, ``parts`` the lettered lines."""
    said = ("id", "sentence", "notes", "state", "reply", "rests_on", "advice")
    return {"number": int(data["number"]), "parts": data["lettered"], **{name: data[name] for name in said}}


@recommendation.command("show")
@click.argument("name")
@click.argument("number")
@click.option("--similar", is_flag=True, help="Also what was asked for before in such words, with the replies.")
@as_json
@pass_session
def show(session: Session, name: str, number: str, similar: bool, json_out: bool) -> None:
    """Recommendation NUMBER of the group NAME as it prints, where it stands, what it rests on, and advice."""
    tell(session, find(session, name, number).row, json_out=json_out, similar=similar)


@recommendation.command("edit")
@click.argument("name")
@click.argument("number")
@click.option("--text", "action", default=None, help="What should be done.")
@_parts
@click.option("--no-parts", is_flag=True, help="Take the lettered parts away.")
@as_json
@pass_session
def edit(
    session: Session,
    /,
    name: str,
    number: str,
    action: str | None,
    parts: tuple[str, ...],
    no_parts: bool,
    json_out: bool,
    **given: str | None,
) -> None:
    """Change parts of recommendation NUMBER of the group NAME; what is not named stays, "" empties a part."""
    from workbench.services.editing import NotAccepted, change
    from workbench.services.recommendation_draft import Drafts

    workspace, row = session.workspace, find(session, name, number).row
    values = {field: value.strip() for field, value in {"action": action, **given}.items() if value is not None}
    if parts or no_parts:
        values["parts"] = "\n".join(parts)
    if not values:
        raise click.UsageError("Say what to change, such as --by “31 March 2027”.")
    if not values.get("action", row.action).strip():
        raise NotAccepted("A recommendation needs some words: what should be done?")
    drafts = Drafts(workspace)
    change(workspace, drafts, drafts.get(row.id), values, "Change a recommendation")
    tell(session, row, json_out=json_out)


for act in ACTS:
    recommendation.add_command(act)
