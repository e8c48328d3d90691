"""Findings: writing them down, putting them in order, and linking them to what was said. One step of undo each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from groups.evidence import EvidenceLink, Relation
from groups.finding import Finding, FindingKind, WhyNowhere, in_order, shown_numbers
from interviews.partner import Partner
from interviews.readers.clean import clean
from interviews.review import Review
from workbench.services.editing import NotAccepted
from workbench.services.evidence_pieces import NoSuchEvidence, Piece
from workbench.workspace.workspace import Workspace

RELATION_WORDS = {
    Relation.SUPPORTS: "as supporting",
    Relation.CONTRADICTS: "as contradicting",
    Relation.CONTEXT: "as context",
}

IN_THE_BIN = "This finding lies in the bin by now: bring it back first."


class NoSuchFinding(LookupError):
    """No finding has that number; the message says which there are."""


class NoSuchPartner(LookupError):
    """No partner answers to that name; the message says which there are."""


def add_finding(
    workspace: Workspace, group_id: str, text: str, kind: FindingKind = FindingKind.KEY, partner_id: str = ""
) -> Finding:
    """Write down a finding, after the others of its kind. Raises NotAccepted for an empty one."""
    words = clean(text).strip()
    if not words:
        raise NotAccepted("A finding needs some words: what did the group find?")
    if kind is FindingKind.BY_PARTNER and not partner_id:
        raise NotAccepted("A finding by partner needs a partner: whose words is it?")
    rows = workspace.records.findings
    place = max((f.position for f in rows.find(group_id=group_id)), default=0) + 1
    with workspace.write("Write down a finding"):
        return rows.add(
            Finding(
                group_id=group_id,
                text=words,
                kind=kind,
                partner_id=partner_id if kind is FindingKind.BY_PARTNER else "",
                position=place,
            )
        )


def move_finding(workspace: Workspace, finding: Finding, by: int) -> bool:
    """Move a finding up (by < 0) or down among those of its kind and partner; False where it stands at the end.

    Raises NotAccepted where somebody put it in the bin meanwhile.
    """
    rows = workspace.records.findings
    order = in_order(rows.find(group_id=finding.group_id))
    beside = [f for f in order if (f.kind, f.partner_id) == (finding.kind, finding.partner_id)]
    here = next((n for n, f in enumerate(beside) if f.id == finding.id), -1)
    if here < 0:
        raise NotAccepted(IN_THE_BIN)
    if not 0 <= here + by < len(beside):
        return False
    one, other = order.index(beside[here]), order.index(beside[here + by])
    order[one], order[other] = order[other], order[one]
    with workspace.write(f"Move a finding {'up' if by < 0 else 'down'}"):
        for place, row in enumerate(order, start=1):
            rows.save(row.model_copy(update={"position": place}))
    return True


def bin_finding(workspace: Workspace, finding: Finding) -> None:
    """Put a finding in the bin; its evidence and what rests on it stay linked, and come back with it."""
    rows = workspace.records.findings
    with workspace.write("Put a finding in the bin"):
        rows.bin(rows.get(finding.id))


def link_evidence(workspace: Workspace, finding: Finding, found: Sequence[Piece], relation: Relation) -> int:
    """Link evidence to a finding; what is linked already bears on it anew. Returns how many links there are now so.

    Raises NotAccepted where some of it is exempt or confidential: its words stay where they are.
    """
    refuse_closed(found)
    rows = workspace.records.evidence
    links = rows.find(group_id=finding.group_id, finding_id=finding.id)
    here = {link.address.key: link for link in links}
    place = max((link.position for link in links), default=0)
    noun = "one piece" if len(found) == 1 else f"{len(found)} pieces"
    with workspace.write(f"Link {noun} of evidence {RELATION_WORDS[relation]}"):
        for piece in found:
            known = here.get(piece.address.key)
            if known:
                rows.save(known.model_copy(update={"relation": relation}))
                continue
            place += 1
            rows.add(
                EvidenceLink(
                    group_id=finding.group_id,
                    finding_id=finding.id,
                    address=piece.address,
                    relation=relation,
                    quote=piece.words,
                    partner_id=piece.partner_id,
                    position=place,
                )
            )
    return len(found)


def refuse_closed(found: Sequence[Piece]) -> None:
    """Raise NotAccepted where some of this is exempt or confidential."""
    closed = [piece.private for piece in found if piece.is_closed]
    if not closed:
        return
    if len(found) == 1:
        raise NotAccepted(f"This is {closed[0]}: its words stay where they are. Write the finding in Findings.")
    words = " and ".join(dict.fromkeys(closed))
    number = "1 of these is" if len(closed) == 1 else f"{len(closed)} of these are"
    raise NotAccepted(f"{number} {words}: leave them out, for such words stay where they are.")


def agree(workspace: Workspace, finding_ids: Iterable[str], *, agreed: bool) -> None:
    """Say that the group agreed some findings, or that it has not after all."""
    rows = workspace.records.findings
    found = [rows.get(finding_id) for finding_id in finding_ids]
    what = "a finding" if len(found) == 1 else f"{len(found)} findings"
    with workspace.write(f"Agree {what}" if agreed else f"Take back that {what} was agreed"):
        for finding in found:
            rows.save(finding.model_copy(update={"is_agreed": agreed}))


def say_nowhere(workspace: Workspace, finding: Finding, why: WhyNowhere, reason: str = "") -> None:
    """Say why a finding leads to no recommendation, with a reason in words; NONE takes it back.

    Raises NotAccepted for a kind of reason without any words.
    """
    words = clean(reason).strip()
    if why is not WhyNowhere.NONE and not words:
        raise NotAccepted("Say in a few words why no recommendation follows: it is kept with the finding.")
    rows = workspace.records.findings
    label = "Say why a finding leads nowhere" if words else "Take back why a finding leads nowhere"
    with workspace.write(label):
        now = rows.get(finding.id)
        kept = words if why is not WhyNowhere.NONE else ""
        rows.save(now.model_copy(update={"leads_nowhere": why, "nowhere_reason": kept}))


def relate(workspace: Workspace, link_id: str, relation: Relation) -> None:
    """Say how linked evidence bears on its finding."""
    rows = workspace.records.evidence
    with workspace.write(f"Take evidence as {RELATION_WORDS[relation].removeprefix('as ')}"):
        rows.save(rows.get(link_id).model_copy(update={"relation": relation}))


def unlink(workspace: Workspace, link_id: str) -> None:
    """Take a piece of evidence away from a finding: the link goes to the bin, the evidence stays where it is."""
    rows = workspace.records.evidence
    with workspace.write("Take a piece of evidence away from a finding"):
        rows.bin(rows.get(link_id))


def finding_called(review: Review, name: str) -> Finding:
    """The finding with this number or id: "6.1.vii". Raises NoSuchFinding."""
    numbers = shown_numbers(review.findings)
    wanted = name.casefold().strip().rstrip(".")
    for finding in review.findings:
        if finding.id == name or numbers[finding.id] == wanted:
            return finding
    known = ", ".join(numbers[f.id] for f in in_order(review.findings))
    raise NoSuchFinding(
        f"There is no finding {name}. " + (f"There are: {known}." if known else "There is no finding yet.")
    )


def link_called(review: Review, finding: Finding, name: str) -> EvidenceLink:
    """The evidence linked to a finding that a person means: by the link's id, a note's id, a submission's reference.

    Raises NoSuchEvidence, also where several passages of the submission are linked.
    """
    references = {s.reference.casefold(): s.id for s in review.submissions if s.reference}
    wanted = references.get(name.casefold().strip(), name.partition(":")[2] or name)
    links = [x for x in review.evidence_links if x.finding_id == finding.id]
    found = [x for x in links if name in (x.id, str(x.address)) or x.address.id == wanted]
    if len(found) == 1:
        return found[0]
    if found:
        named = " or ".join(x.id for x in found)
        raise NoSuchEvidence(f"Several pieces of {name} are linked to it: name the link, {named}.")
    raise NoSuchEvidence(f"No evidence called “{name}” is linked to this finding: “finding show” lists what is.")


def partner_called(review: Review, name: str) -> Partner:
    """The partner with this name, short name or id, or the only one whose name begins so. Raises NoSuchPartner."""
    wanted = " ".join(name.casefold().split())
    for partner in review.partners:
        if partner.id == name or wanted in (partner.name.casefold(), partner.short_name.casefold()):
            return partner
    found = [p for p in review.partners if wanted and p.name.casefold().startswith(wanted)]
    if len(found) == 1:
        return found[0]
    known = "; ".join(p.name for p in review.partners)
    raise NoSuchPartner(
        f"There is no partner called “{name}”. " + (f"There are: {known}." if known else "There is no partner yet.")
    )
