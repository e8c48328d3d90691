"""What stands behind the findings of a review: each link with who gave the evidence, in what, and of what kind."""

from __future__ import annotations

from groups.bearing import Bearing
from groups.evidence import EvidenceKind, EvidenceLink, by_finding
from interviews.interview import NoteKind
from interviews.review import Review

PASSAGE, FIGURE, PACK, FINDING = "passage", "figure", "pack", "finding"
_KINDS = {
    EvidenceKind.PASSAGE: PASSAGE,
    EvidenceKind.FIGURE: FIGURE,
    EvidenceKind.PACK: PACK,
    EvidenceKind.FINDING: FINDING,
}


def bearings(review: Review) -> dict[str, list[Bearing]]:
    """The evidence behind each finding as it counts, in order: finding id → pieces."""
    gathered = _Gathered(review)
    return {
        finding: [gathered.piece(link) for link in links]
        for finding, links in by_finding(review.evidence_links).items()
    }


class _Gathered:
    """Who gave what in a review, by id, read once."""

    def __init__(self, review: Review) -> None:
        self._notes = {note.id: note for note in review.notes}
        self._sessions = {i.id: frozenset(i.partner_ids) for i in review.interviews}
        self._given = {handed.id: handed.partner_id for handed in review.submissions}
        self._given |= {snapshot.id: snapshot.partner_id for snapshot in review.snapshots}
        self._told = {finding.id: finding.partner_id for finding in review.findings}
        self._names = {partner.id: partner.shown for partner in review.partners}
        self._above = {p.id: p.umbrella_id for p in review.partners if p.umbrella_id in self._names}
        self._under: dict[str, set[str]] = {}
        for partner, umbrella in self._above.items():
            self._under.setdefault(umbrella, set()).add(partner)

    def piece(self, link: EvidenceLink) -> Bearing:
        """One link as it counts; where its source is gone, what was kept beside the link says whose it was."""
        address, kind, source = link.address, NoteKind.NOTE.value, str(link.address)
        partners = frozenset((link.partner_id,)) if link.partner_id else frozenset()
        note = self._notes.get(address.id) if address.kind is EvidenceKind.NOTE else None
        if note is not None:
            kind, source = note.kind.value, f"interview:{note.interview_id}"
            partners = self._sessions.get(note.interview_id) or partners
        elif address.kind is not EvidenceKind.NOTE:
            kind = _KINDS[address.kind]
            of_source = self._told if address.kind is EvidenceKind.FINDING else self._given
            given_by = of_source.get(address.id, "")
            partners = frozenset((given_by,)) if given_by else partners
        partners = frozenset(partner for partner in partners if partner in self._names)
        heard = partners.union(*(self._under.get(partner, set()) for partner in partners))
        umbrellas = {self._above.get(partner, "") for partner in partners}
        return Bearing(
            link.id,
            link.relation,
            source,
            partners,
            heard,
            kind,
            kind == NoteKind.ANECDOTE.value,
            self._names.get(umbrellas.pop(), "") if len(umbrellas) == 1 else "",
        )
