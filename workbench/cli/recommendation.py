"""Commands about recommendations: writing them, and listing them as they will print."""

from __future__ import annotations

from typing import Any

import click

from workbench.cli.base import Session, as_json, pass_session, say, say_json


@click.group()
def recommendation() -> None:
    """What a group recommends."""


@recommendation.command("add")
@click.argument("name")
@click.argument("text")
@click.option("--to", "addressee", required=True, help="Who can do it or decide it.")
@click.option("--owner", default="", help="Who is to do the work.")
@click.option("--by", "by_when", default="", help="By when: a date such as “31 March 2027”, or words.")
@click.option("--measure", default="", help="How one will know that it made a difference.")
@click.option("--so-that", "reason", default="", help="What it is for.")
@click.option("--from-finding", "numbers", multiple=True, help="The number of a finding behind it; may be repeated.")
@as_json
@pass_session
def add_recommendation(
    session: Session,
    name: str,
    text: str,
    addressee: str,
    owner: str,
    by_when: str,
    measure: str,
    reason: str,
    numbers: tuple[str, ...],
    json_out: bool,
) -> None:
    """Write a recommendation of the group NAME; it is printed as it will stand in the report, with advice."""
    from groups.recommendation import lead_in, sentence, shown_numbers
    from groups.wording import advice
    from workbench.services.exchange import find_group
    from workbench.services.findings import finding_called
    from workbench.services.recommending import add_recommendation as add
    from workbench.services.recommending import when

    workspace = session.workspace
    group = find_group(workspace, name)
    review = workspace.records.review(group.id)
    behind = [finding_called(review, number).id for number in numbers]
    given = {"owner": owner, "measure": measure, "reason": reason, **when(by_when, workspace.today().date())}
    made = add(workspace, group.id, text, addressee, behind, **given)
    number = shown_numbers(workspace.records.recommendations.find(group_id=group.id))[made.id]
    if json_out:
        told = [a._asdict() for a in advice(made)]
        say_json({"number": number, "sentence": sentence(made), "advice": told, **made.model_dump(mode="json")})
        return
    say(lead_in(group.board, made.addressee))
    say(f"  {number}) {sentence(made)}  ({made.id})")
    for one in advice(made):
        say(f"     Advice: {one.words}: {one.why} {one.mend}")


@recommendation.command("list")
@click.argument("name")
@as_json
@pass_session
def list_recommendations(session: Session, name: str, json_out: bool) -> None:
    """The recommendations of the group NAME as they print, with what they rest on, the replies, and advice."""
    from groups.finding import shown_numbers
    from groups.recommendation import by_addressee, lead_in, resting_on, sentence
    from groups.wording import advice, too_many
    from workbench.services.exchange import find_group
    from workbench.services.recommending import lettered
    from workbench.services.replies import position_in_words, replies_to

    review = session.workspace.records.review(find_group(session.workspace, name).id)
    numbers, behind = shown_numbers(review.findings), resting_on(review.rests_on)
    paragraphs: list[dict[str, Any]] = []
    for place, paragraph in enumerate(by_addressee(review.recommendations), start=1):
        rows = [
            {
                "number": number,
                "id": row.id,
                "sentence": sentence(row),
                "parts": lettered(row),
                "state": row.state.value,
                "reply": position_in_words(replies_to(row.id, review.responses)),
                "rests_on": [numbers[r.finding_id] for r in behind.get(row.id, []) if r.finding_id in numbers],
                "advice": [a._asdict() for a in advice(row)],
            }
            for number, row in paragraph.recommendations
        ]
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
            for line in row["parts"]:
                say(f"     {line}")
            rests = f"rests on {', '.join(row['rests_on'])}" if row["rests_on"] else "rests on no finding"
            say(f"     {row['state']}; {row['reply']}; {rests}")
            for one in row["advice"]:
                say(f"     Advice: {one['words']}: {one['why']} {one['mend']}")
    if many:
        say(f"Advice: {many.words}: {many.why} {many.mend}")
