"""Which findings use a note, a passage or a figure, and how each bears on them: from the evidence to what it became."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from groups.evidence import Address, EvidenceKind, EvidenceLink, Relation, Standing
from groups.finding import shown_numbers
from interviews.review import Review
from workbench.services.evidence_pieces import piece_called
from workbench.workspace.workspace import Workspace

BEARS = {
    Relation.SUPPORTS: "supports",
    Relation.CONTRADICTS: "contradicts",
    Relation.CONTEXT: "context for",
}


class Use(NamedTuple):
    """A finding that uses some evidence: its id, its number and words, and how the evidence bears on it, in words."""

    finding_id: str
    number: str
    text: str
    relation: str

    @property
    def in_words(self) -> str:
        """In one line: "supports 6.1.i  Families are not told what support exists."."""
        return f"{self.relation} {self.number}  {self.text}"


def used_by(workspace: Workspace, group_id: str, evidence: Sequence[Address]) -> list[Use]:
    """The findings of a group that use any of this, each once, in the order of the report."""
    wanted: dict[str, list[Address]] = {}
    for address in evidence:
        wanted.setdefault(str(address), []).append(address)
    links = [
        link
        for link in workspace.records.evidence.find(group_id=group_id)
        if any(same_evidence(address, link.address) for address in wanted.get(str(link.address), ()))
    ]
    if not links:
        return []
    findings = workspace.records.findings.find(group_id=group_id)
    numbers = shown_numbers(findings)
    bears: dict[str, EvidenceLink] = {}
    for link in links:
        bears.setdefault(link.finding_id, link)
    return [
        Use(finding.id, numbers[finding.id], finding.text, BEARS[bears[finding.id].relation])
        for finding in sorted(findings, key=lambda f: (numbers[f.id].rpartition(".")[0], f.position, f.id))
        if finding.id in bears
    ]


def all_of(workspace: Workspace, kind: str, record_id: str) -> list[Address]:
    """Addresses that mean anything of an interview, a submission or a data snapshot."""
    match kind:
        case "interview":
            notes = workspace.records.notes.find(interview_id=record_id)
            return [Address(kind=EvidenceKind.NOTE, id=note.id) for note in notes]
        case "submission":
            return [Address(kind=EvidenceKind.PASSAGE, id=record_id)]
        case _:
            return [Address(kind=EvidenceKind.FIGURE, id=record_id)]


def evidence_called(review: Review, name: str, words: str = "") -> list[Address]:
    """The evidence that a person names: a note or a snapshot by its id, a submission by its reference.

    Without words anything of a submission is meant. Raises NoSuchEvidence.
    """
    wanted = name.casefold().strip()
    for snapshot in review.snapshots:
        if wanted in (snapshot.id.casefold(), snapshot.title.casefold()):
            return [Address(kind=EvidenceKind.FIGURE, id=snapshot.id)]
    for submission in review.submissions:
        if not words and wanted and wanted in (submission.reference.casefold(), submission.id.casefold()):
            return [Address(kind=EvidenceKind.PASSAGE, id=submission.id)]
    return [piece_called(review, name, words).address]


def uses_of_notes(workspace: Workspace, group_id: str) -> Counter[str]:
    """How many findings use each note line: note id → count."""
    alive = {finding.id for finding in workspace.records.findings.find(group_id=group_id)}
    links = workspace.records.evidence.find(group_id=group_id)
    pairs = {(link.address.id, link.finding_id) for link in links if link.address.kind is EvidenceKind.NOTE}
    return Counter(note_id for note_id, finding_id in pairs if finding_id in alive)


def same_evidence(one: Address, other: Address) -> bool:
    """Whether two addresses mean the same: a note, a figure by its name, passages that share words, a pack's line.

    An address of a submission or a snapshot without words means all of it.
    """
    if (one.kind, one.id) != (other.kind, other.id):
        return False
    match one.kind:
        case EvidenceKind.PASSAGE:
            return not one.words or share_words(one, other)
        case EvidenceKind.FIGURE:
            return not (one.words or one.before) or one.key == other.key
        case EvidenceKind.PACK:
            return one.position == other.position
        case _:
            return True


def share_words(one: Address, other: Address) -> bool:
    """Whether two passages of one submission share words."""
    if Standing.IN_PLACE is one.standing is other.standing:
        return one.position < other.position + len(other.words) and other.position < one.position + len(one.words)
    return one.words == other.words
