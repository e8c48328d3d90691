"""A remark of a check that may stand as it is: settled with a reason that is kept, and taken back. One step each."""

from __future__ import annotations

from groups.settled import Settled
from interviews.readers.clean import clean
from interviews.remark import Remark
from workbench.services.editing import NotAccepted
from workbench.workspace.workspace import Workspace


def settle(workspace: Workspace, group_id: str, remark: Remark, reason: str) -> Settled:
    """Keep why a remark needs nothing more. Said again, the new reason takes the place of the old one.

    Raises NotAccepted without a reason, WorkspaceProblem.
    """
    words = " ".join(clean(reason).split())
    if not words:
        raise NotAccepted("Say why it may stand as it is: the reason is kept.")
    rows = workspace.records.settled
    today = workspace.today().date()
    with workspace.write("Settle a remark of the check"):
        known = rows.find(group_id=group_id, remark=remark.key)
        if known:
            return rows.save(known[0].model_copy(update={"reason": words, "text": remark.text, "on": today}))
        return rows.add(Settled(group_id=group_id, remark=remark.key, text=remark.text, reason=words, on=today))


def reopen(workspace: Workspace, settled: Settled) -> None:
    """Take back that a remark was settled: it is open again. Raises NotThere, WorkspaceProblem."""
    rows = workspace.records.settled
    with workspace.write("Open a settled remark of the check again"):
        rows.bin(rows.get(settled.id))
