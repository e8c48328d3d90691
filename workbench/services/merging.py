"""Two findings that say the same made into one: evidence and recommendations follow, in one step of undo."""

from __future__ import annotations

from collections.abc import Sequence

from groups.evidence import EvidenceKind
from groups.finding import Finding
from interviews.readers.clean import clean
from workbench.services.editing import NotAccepted
from workbench.workspace.workspace import Workspace


def merge_findings(workspace: Workspace, keep: Finding, others: Sequence[Finding], text: str = "") -> Finding:
    """Merge other findings into one: what was linked to them bears on it, and what rested on them rests on it.

    Evidence that both have bears as it bore on the one that stays. The others go to the bin; the one that stays is
    agreed only where all were. ``text`` are its new words. Raises NotAccepted.
    """
    gone = [other for other in others if other.id != keep.id]
    if not gone:
        raise NotAccepted("Choose two findings or more: Space picks them.")
    if any(other.group_id != keep.group_id for other in gone):
        raise NotAccepted("These findings belong to different groups: each group keeps its own.")
    rows = workspace.records.findings
    what = "a finding" if len(gone) == 1 else f"{len(gone)} findings"
    with workspace.write(f"Merge {what} into another"):
        now = rows.get(keep.id)
        was = [rows.get(other.id) for other in gone]
        _move_evidence(workspace, now, {other.id for other in was})
        _move_recommendations(workspace, now, {other.id for other in was})
        for other in was:
            rows.bin(other)
        agreed = now.is_agreed and all(other.is_agreed for other in was)
        return rows.save(now.model_copy(update={"text": clean(text).strip() or now.text, "is_agreed": agreed}))


def _move_evidence(workspace: Workspace, keep: Finding, gone: set[str]) -> None:
    """The links of the findings that go, behind those of the one that stays; links to one that goes lead to it."""
    rows = workspace.records.evidence
    links = sorted(rows.find(group_id=keep.group_id), key=lambda link: (link.position, link.id))
    binned = rows.find(group_id=keep.group_id, binned=True)
    here = {link.address.key for link in links if link.finding_id == keep.id}
    place = max((link.position for link in links if link.finding_id == keep.id), default=0)
    for link in links:
        if link.address.kind is EvidenceKind.FINDING and link.address.id in gone and link.finding_id not in gone:
            if link.finding_id == keep.id:
                rows.bin(link)  # it would rest on itself
            else:
                rows.save(link.model_copy(update={"address": link.address.model_copy(update={"id": keep.id})}))
        elif link.finding_id not in gone:
            continue
        elif link.address.key in here or (
            link.address.kind is EvidenceKind.FINDING and link.address.id in (keep.id, *gone)
        ):
            rows.bin(link)
        else:
            here.add(link.address.key)
            place += 1
            rows.save(link.model_copy(update={"finding_id": keep.id, "position": place}))
    for link in binned:  # it may come back, and then bears on the one that stays
        cites = keep.id if link.address.kind is EvidenceKind.FINDING and link.address.id in gone else link.address.id
        bears_on = keep.id if link.finding_id in gone else link.finding_id
        address = link.address.model_copy(update={"id": cites})
        if cites != bears_on and not (bears_on == keep.id and address.key in here):
            rows.save(link.model_copy(update={"finding_id": bears_on, "address": address}))


def _move_recommendations(workspace: Workspace, keep: Finding, gone: set[str]) -> None:
    rows = workspace.records.rests_on
    rests = [*rows.find(group_id=keep.group_id), *rows.find(group_id=keep.group_id, binned=True)]
    here = {
        (rest.recommendation_id, rest.part_id)
        for rest in rests
        if rest.finding_id == keep.id and rest.binned_at is None
    }
    for rest in rests:
        if rest.finding_id not in gone:
            continue
        if (rest.recommendation_id, rest.part_id) in here:
            if rest.binned_at is None:
                rows.bin(rest)
        else:
            here.add((rest.recommendation_id, rest.part_id))
            rows.save(rest.model_copy(update={"finding_id": keep.id}))
