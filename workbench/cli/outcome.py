"""Commands about what came out of a review: findings, recommendations and the replies to them."""

from __future__ import annotations

from typing import Any

import click

from workbench.cli.base import Session, as_json, pass_session, say, say_json

KINDS = {"key": "KEY", "partner": "BY_PARTNER", "issue": "ISSUE", "limit": "LIMIT"}


@click.group()
def finding() -> None:
    """What a group found."""


@finding.command("add")
@click.argument("name")
@click.argument("text")
@click.option("--kind", type=click.Choice(list(KINDS)), help="Where it stands in the report; key unless --partner.")
@click.option("--partner", default="", help="The partner whose words it is.")
@as_json
@pass_session
def add_finding(session: Session, name: str, text: str, kind: str | None, partner: str, json_out: bool) -> None:
    """Write down a finding of the group NAME."""
    from groups.finding import FindingKind, shown_numbers
    from workbench.services import findings
    from workbench.services.exchange import find_group

    workspace = session.workspace
    group = find_group(workspace, name)
    of_kind = FindingKind[KINDS[kind or ("partner" if partner else "key")]]
    if partner and of_kind is not FindingKind.BY_PARTNER:
        raise click.UsageError("--partner goes with --kind partner only.")
    partner_id = findings.partner_called(workspace.records.review(group.id), partner).id if partner else ""
    made = findings.add_finding(workspace, group.id, text, of_kind, partner_id)
    number = shown_numbers(workspace.records.findings.find(group_id=group.id))[made.id]
    if json_out:
        say_json({"number": number, **made.model_dump(mode="json")})
    else:
        say(f"Finding {number}: {made.text}  ({made.id})")


@finding.command("list")
@click.argument("name")
@as_json
@pass_session
def list_findings(session: Session, name: str, json_out: bool) -> None:
    """The findings of the group NAME with their numbers, their state and the evidence for and against them."""
    from groups.evidence import by_finding
    from groups.finding import in_order, shown_numbers, state_of, strength
    from groups.recommendation import used_findings
    from workbench.services.evidence_pieces import shown_words, source_of
    from workbench.services.exchange import find_group

    review = session.workspace.records.review(find_group(session.workspace, name).id)
    numbers, links = shown_numbers(review.findings), by_finding(review.evidence_links)
    used = used_findings(review.rests_on, review.recommendations)
    rows: list[dict[str, Any]] = []
    for row in sorted(in_order(review.findings), key=lambda f: _place(numbers[f.id])):
        behind = links.get(row.id, [])
        rows.append(
            {
                "number": numbers[row.id],
                "id": row.id,
                "kind": row.kind.value,
                "text": row.text,
                "state": state_of(row, behind).value,
                "strength": strength(behind),
                "leads_nowhere": row.leads_nowhere.value if row.leads_nowhere else row.id not in used,
                "evidence": [
                    {
                        "id": link.id,
                        "relation": link.relation.value,
                        "words": shown_words(link, review),
                        "source": source_of(link, review),
                    }
                    for link in behind
                ],
            }
        )
    if json_out:
        say_json(rows)
        return
    if not rows:
        say("There is no finding yet. Write one down with “workbench finding add”.")
    for found in rows:
        nowhere = {True: "; leads nowhere yet", False: ""}.get(found["leads_nowhere"], f"; {found['leads_nowhere']}")
        say(f"{found['number']} {' '.join(found['text'].split())}")
        say(f"    {found['state']}; {found['strength']}{nowhere}")
        for piece in found["evidence"]:
            say(f"    {piece['relation']}: {' '.join(piece['words'].split())} ({piece['source']})")


@finding.command("link")
@click.argument("name")
@click.argument("number")
@click.argument("evidence")
@click.option("--words", default="", help="The words meant, copied from a submission; without it the whole of it.")
@click.option("--contradicts", is_flag=True, help="It speaks against the finding.")
@click.option("--context", is_flag=True, help="It is neither for nor against.")
@pass_session
def link(session: Session, name: str, number: str, evidence: str, words: str, contradicts: bool, context: bool) -> None:
    """Link evidence to finding NUMBER of the group NAME. EVIDENCE is the id of a note or a submission's reference."""
    from groups.evidence import Relation, by_finding
    from groups.finding import shown_numbers, state_of, strength
    from workbench.services import findings
    from workbench.services.evidence_pieces import piece_called
    from workbench.services.exchange import find_group

    if contradicts and context:
        raise click.UsageError("Evidence either contradicts or is context: give one of the two.")
    workspace = session.workspace
    group = find_group(workspace, name)
    review = workspace.records.review(group.id)
    about = findings.finding_called(review, number)
    relation = Relation.CONTRADICTS if contradicts else Relation.CONTEXT if context else Relation.SUPPORTS
    findings.link_evidence(workspace, about, [piece_called(review, evidence, words)], relation)
    behind = by_finding(workspace.records.evidence.find(finding_id=about.id)).get(about.id, [])
    say(f"Finding {shown_numbers(review.findings)[about.id]} is {state_of(about, behind).value}: {strength(behind)}.")


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
        say_json(made.model_dump(mode="json"))
    else:
        say(f"Reply to {answered(made, review)} from {made.body}: {made.position.value}  ({made.id})")


def _place(number: str) -> tuple[int, ...]:
    """The order of sections: 6.1 before 6.2 before 7.1.1; the findings of one section keep theirs."""
    return tuple(int(part) for part in number.split(".") if part.isdecimal())
