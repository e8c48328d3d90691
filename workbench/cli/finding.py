"""Commands about findings: writing them down, linking what was said to them, agreeing, merging, checking them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from workbench.cli.base import ATTENTION, Session, as_json, pass_session, say, say_json

if TYPE_CHECKING:
    from groups.finding import Finding
    from interviews.review import Review

KINDS = {"key": "KEY", "partner": "BY_PARTNER", "issue": "ISSUE", "limit": "LIMIT"}
RELATIONS = ("supports", "contradicts", "context")
REASONS = {"noted": "NOTED", "scope": "OUT_OF_SCOPE", "board": "FOR_BOARD", "none": "NONE"}


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

    workspace, review = session.workspace, _review(session, name)
    of_kind = FindingKind[KINDS[kind or ("partner" if partner else "key")]]
    if partner and of_kind is not FindingKind.BY_PARTNER:
        raise click.UsageError("--partner goes with --kind partner only.")
    partner_id = findings.partner_called(review, partner).id if partner else ""
    made = findings.add_finding(workspace, review.group.id, text, of_kind, partner_id)
    number = shown_numbers(workspace.records.findings.find(group_id=review.group.id))[made.id]
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
    from groups.finding import in_order, shown_numbers

    review = _review(session, name)
    numbers = shown_numbers(review.findings)
    rows = _told(review, sorted(in_order(review.findings), key=lambda f: _place(numbers[f.id])))
    if json_out:
        say_json(rows)
        return
    if not rows:
        say("There is no finding yet. Write one down with “workbench finding add”.")
    for row in rows:
        _say_finding(row)
    loose = [row["number"] for row in rows if row["leads_nowhere"] is True]
    if loose and review.recommendations:
        say(f"Leads nowhere: {', '.join(loose)}")


@finding.command("show")
@click.argument("name")
@click.argument("number")
@as_json
@pass_session
def show_finding(session: Session, name: str, number: str, json_out: bool) -> int:
    """Finding NUMBER of the group NAME: how it stands, its evidence, what uses it, and what is to be questioned."""
    from workbench.services.finding_remarks import open_remarks
    from workbench.services.findings import finding_called

    review = _review(session, name)
    about = finding_called(review, number)
    (row,) = _told(review, [about])
    remarks = [remark.text for remark in open_remarks(review).get(about.id, [])]
    if json_out:
        say_json({**row, "remarks": remarks})
        return ATTENTION if remarks else 0
    _say_finding(row)
    for used in row["recommendations"]:
        say(f"    used by recommendation {used}")
    for remark in remarks:
        say(f"    to look at: {remark}")
    return ATTENTION if remarks else 0


@finding.command("link")
@click.argument("name")
@click.argument("number")
@click.argument("evidence", nargs=-1, required=True)
@click.option("--words", default="", help="The words meant, copied from a submission; without it the whole of it.")
@click.option("--contradicts", is_flag=True, help="It speaks against the finding.")
@click.option("--context", is_flag=True, help="It is neither for nor against.")
@pass_session
def link(
    session: Session, name: str, number: str, evidence: tuple[str, ...], words: str, contradicts: bool, context: bool
) -> None:
    """Link evidence to finding NUMBER of the group NAME.

    EVIDENCE is the id of a note, or the reference of a submission; give several to link them in one step.
    """
    from groups.evidence import Relation
    from workbench.services import findings
    from workbench.services.evidence_pieces import piece_called
    from workbench.services.gathering import stands

    if contradicts and context:
        raise click.UsageError("Evidence either contradicts or is context: give one of the two.")
    review = _review(session, name)
    about = findings.finding_called(review, number)
    relation = Relation.CONTRADICTS if contradicts else Relation.CONTEXT if context else Relation.SUPPORTS
    found = [piece_called(review, one, words) for one in evidence]
    findings.link_evidence(session.workspace, about, found, relation)
    say(stands(session.workspace, about))


@finding.command("relate")
@click.argument("name")
@click.argument("number")
@click.argument("evidence")
@click.argument("relation", type=click.Choice([*RELATIONS, "not"]))
@pass_session
def relate(session: Session, name: str, number: str, evidence: str, relation: str) -> None:
    """Say how linked EVIDENCE bears on finding NUMBER of the group NAME; “not” takes it away.

    EVIDENCE is the id of a note or of the link, or the reference of a submission of which one passage is linked.
    """
    from groups.evidence import Relation
    from workbench.services import findings
    from workbench.services.gathering import stands

    review = _review(session, name)
    about = findings.finding_called(review, number)
    link = findings.link_called(review, about, evidence)
    if relation == "not":
        findings.unlink(session.workspace, link.id)
    else:
        findings.relate(session.workspace, link.id, Relation(relation))
    say(stands(session.workspace, about))


@finding.command("agree")
@click.argument("name")
@click.argument("numbers", nargs=-1, required=True)
@click.option("--not", "taken_back", is_flag=True, help="It was not agreed after all.")
@pass_session
def agree(session: Session, name: str, numbers: tuple[str, ...], taken_back: bool) -> None:
    """Say that the group NAME agreed these findings."""
    from workbench.services import findings
    from workbench.services.gathering import stands

    review = _review(session, name)
    about = [findings.finding_called(review, number) for number in numbers]
    findings.agree(session.workspace, [one.id for one in about], agreed=not taken_back)
    for one in about:
        say(stands(session.workspace, one))


@finding.command("merge")
@click.argument("name")
@click.argument("number")
@click.argument("others", nargs=-1, required=True)
@click.option("--text", default="", help="In what words they stand as one; else those of the one that stays.")
@pass_session
def merge(session: Session, name: str, number: str, others: tuple[str, ...], text: str) -> None:
    """Merge OTHERS into finding NUMBER of the group NAME: their evidence and recommendations follow."""
    from workbench.services import findings
    from workbench.services.gathering import stands
    from workbench.services.merging import merge_findings

    review = _review(session, name)
    keep = findings.finding_called(review, number)
    gone = [findings.finding_called(review, other) for other in others]
    say(stands(session.workspace, merge_findings(session.workspace, keep, gone, text)))


@finding.command("nowhere")
@click.argument("name")
@click.argument("number")
@click.argument("why", type=click.Choice(list(REASONS)))
@click.argument("reason", default="")
@pass_session
def nowhere(session: Session, name: str, number: str, why: str, reason: str) -> None:
    """Say why finding NUMBER of the group NAME leads to no recommendation: noted, out of scope or for the Board.

    REASON says it in a few words; it is kept with the finding. “none” takes it back: it should lead to one.
    """
    from groups.finding import WhyNowhere, shown_numbers
    from workbench.services import findings

    review = _review(session, name)
    about = findings.finding_called(review, number)
    kind = WhyNowhere[REASONS[why]]
    findings.say_nowhere(session.workspace, about, kind, reason)
    called = f"Finding {shown_numbers(review.findings)[about.id]}"
    say(f"{called} leads nowhere: {kind.value}." if kind.value else f"{called} should lead to a recommendation.")


@finding.command("check")
@click.argument("name")
@as_json
@pass_session
def check(session: Session, name: str, json_out: bool) -> int:
    """What is to be questioned about the findings of the group NAME: names, words of quantity, thin evidence."""
    from workbench.services.finding_remarks import open_remarks

    found = [remark for rows in open_remarks(_review(session, name)).values() for remark in rows]
    if json_out:
        say_json(
            [{"finding": one.record_id, "about": one.about.value, "text": one.text, "remark": one.key} for one in found]
        )
    else:
        for one in found:
            say(one.text)
        if not found:
            say("Nothing is to be questioned.")
    return ATTENTION if found else 0


@finding.command("used-by")
@click.argument("name")
@click.argument("evidence")
@click.option("--words", default="", help="The words meant, copied from a submission; without it any of it.")
@as_json
@pass_session
def used_by(session: Session, name: str, evidence: str, words: str, json_out: bool) -> None:
    """The findings of the group NAME that use EVIDENCE: the id of a note or of a snapshot, a submission's reference."""
    from workbench.services import used_by as service

    review = _review(session, name)
    meant = service.evidence_called(review, evidence, words)
    uses = service.used_by(session.workspace, review.group.id, meant)
    if json_out:
        say_json([use._asdict() for use in uses])
        return
    for use in uses:
        say(use.in_words)
    if not uses:
        say("No finding uses this yet.")


def _review(session: Session, name: str) -> Review:
    from workbench.services.exchange import find_group
    from workbench.services.sharing import with_shared

    workspace = session.workspace
    return with_shared(workspace, workspace.records.review(find_group(workspace, name).id))


def _told(review: Review, findings: list[Finding]) -> list[dict[str, Any]]:
    """Findings as data: how they stand, with their evidence and what uses them."""
    from groups.bearing import strength
    from groups.evidence import by_finding
    from groups.finding import shown_numbers, state_by_evidence, state_of
    from groups.recommendation import shown_numbers as recommendation_numbers
    from groups.recommendation import used_findings
    from interviews.finding_evidence import bearings
    from workbench.services.evidence_pieces import shown_words, source_of

    numbers, links, evidence = shown_numbers(review.findings), by_finding(review.evidence_links), bearings(review)
    used = used_findings(review.rests_on, review.recommendations)
    recommended = recommendation_numbers(review.recommendations)
    return [
        {
            "number": numbers[row.id],
            "id": row.id,
            "kind": row.kind.value,
            "text": row.text,
            "state": state_of(row, evidence.get(row.id, [])).value,
            "state_by_evidence": state_by_evidence(evidence.get(row.id, [])).value,
            "strength": strength(evidence.get(row.id, [])),
            "leads_nowhere": row.leads_nowhere.value if row.leads_nowhere else row.id not in used,
            "nowhere_reason": row.nowhere_reason,
            "recommendations": [recommended[one] for one in used.get(row.id, []) if one in recommended],
            "evidence": [
                {
                    "id": link.id,
                    "evidence": str(link.address),
                    "relation": link.relation.value,
                    "words": shown_words(link, review),
                    "source": source_of(link, review),
                    "kind": piece.kind,
                }
                for link, piece in zip(links.get(row.id, []), evidence.get(row.id, []), strict=True)
            ],
        }
        for row in findings
    ]


def _say_finding(row: dict[str, Any]) -> None:
    nowhere = {True: "; leads nowhere yet", False: ""}.get(row["leads_nowhere"], f"; {row['leads_nowhere']}")
    reason = f" ({' '.join(row['nowhere_reason'].split())})" if row["nowhere_reason"] else ""
    by_evidence = f" ({row['state_by_evidence']})" if row["state"] == "agreed" else ""
    say(f"{row['number']} {' '.join(row['text'].split())}")
    say(f"    {row['state']}{by_evidence}; {row['strength']}{nowhere}{reason}")
    for piece in row["evidence"]:
        say(f"    {piece['relation']}: {' '.join(piece['words'].split())} ({piece['source']})")


def _place(number: str) -> tuple[int, ...]:
    """The order of sections: 6.1 before 6.2 before 7.1.1; the findings of one section keep theirs."""
    return tuple(int(part) for part in number.split(".") if part.isdecimal())
