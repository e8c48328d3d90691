"""Commands about findings: writing them down, listing them, linking what was said to them."""

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


def _place(number: str) -> tuple[int, ...]:
    """The order of sections: 6.1 before 6.2 before 7.1.1; the findings of one section keep theirs."""
    return tuple(int(part) for part in number.split(".") if part.isdecimal())
