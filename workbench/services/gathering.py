"""A finding out of what a search found: the passages that were picked become its evidence, in one step of undo."""

from __future__ import annotations

from collections.abc import Sequence

from groups.evidence import Address, EvidenceKind, Relation, address_of
from groups.finding import Finding
from groups.rows import NotThere
from workbench.services.editing import NotAccepted
from workbench.services.evidence_pieces import Piece, pieces
from workbench.services.findings import add_finding, link_evidence
from workbench.services.search import Found
from workbench.workspace.workspace import Workspace

LONGEST_QUOTE = 600  # characters of a pack's passage that are kept beside the link


def may_be_evidence(found: Found) -> bool:
    """Whether a finding can rest on it: on what was said or handed in, or on a passage of a pack."""
    return _table(found) in ("notes", "submissions", "packs")


def groups_of(workspace: Workspace, found: Sequence[Found]) -> set[str]:
    """The groups whose own evidence is among these, by id; packs belong to no group and go with any."""
    records = workspace.records
    rows = {"notes": records.notes, "submissions": records.submissions}
    return {rows[_table(one)].get(_id(one)).group_id for one in found if _table(one) in rows}  # type: ignore[attr-defined]


def finding_from(workspace: Workspace, group_id: str, text: str, found: Sequence[Found]) -> Finding:
    """Write down a finding of a group that rests on these.

    Raises NotAccepted where there are no words, or where something among these is no evidence of that group, and
    WorkspaceProblem; nothing is written then.
    """
    strangers = groups_of(workspace, found) - {group_id}
    if strangers:
        raise NotAccepted("Some of these belong to another group: a finding rests on its own group's evidence.")
    review = workspace.records.review(group_id)
    notes = {piece.address.id: piece for piece in pieces(review) if piece.address.kind is EvidenceKind.NOTE}
    gathered = []
    for one in found:
        match _table(one):
            case "notes" if _id(one) in notes:
                gathered.append(notes[_id(one)])
            case "submissions":
                gathered.append(_of_submission(workspace, one))
            case "packs":
                address = Address(kind=EvidenceKind.PACK, id=_id(one), words=one.text, position=one.place.line)
                gathered.append(Piece(address, one.text[:LONGEST_QUOTE], one.citation, one.source))
            case _:
                raise NotAccepted(f"“{one.title}” is no evidence: pick notes, submissions or passages of packs.")
    with workspace.write("Make a finding of what was found"):
        finding = add_finding(workspace, group_id, text)
        link_evidence(workspace, finding, gathered, Relation.SUPPORTS)
    return finding


def _of_submission(workspace: Workspace, found: Found) -> Piece:
    try:
        submission = workspace.records.submissions.get(_id(found))
    except NotThere as why:
        raise NotAccepted(str(why)) from why
    start = submission.text.find(found.text)
    if start < 0 or not found.text:
        raise NotAccepted(f"{submission.reference} was changed since it was searched: search again.")
    address = address_of(EvidenceKind.PASSAGE, submission.id, submission.text, start, start + len(found.text))
    return Piece(address, found.text, found.citation, found.source, submission.partner_id)


def _table(found: Found) -> str:
    return found.id.partition(":")[0]


def _id(found: Found) -> str:
    return found.id.partition(":")[2].partition("#")[0]
