"""Two acts that are the same wherever evidence stands: f makes a finding of what is picked, k links it to one.

And the way back: u opens the findings that use it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from groups.evidence import Address, EvidenceKind, Relation
from groups.finding import Finding
from groups.rows import NotThere
from workbench.dialogs.ask import AskWhich, AskWords
from workbench.dialogs.to_finding import ToFinding
from workbench.screens.place import Place
from workbench.services.editing import NotAccepted
from workbench.services.evidence_pieces import Piece
from workbench.services.findings import refuse_closed
from workbench.services.gathering import link_to, make_finding
from workbench.services.used_by import used_by
from workbench.text import in_quotes
from workbench.workspace.problems import WorkspaceProblem

if TYPE_CHECKING:
    from workbench.app import WorkbenchApp

_NOUNS = {
    EvidenceKind.NOTE: "a note",
    EvidenceKind.PASSAGE: "a passage",
    EvidenceKind.FIGURE: "a figure",
    EvidenceKind.PACK: "a passage of a pack",
    EvidenceKind.FINDING: "another finding",
}
UNUSED = "No finding uses this yet: f makes one of it, k links it to one that is there."


async def make_of(
    app: WorkbenchApp,
    group_id: str,
    gathered: Sequence[Piece],
    relation: Relation = Relation.SUPPORTS,
    *,
    question: str = "",
    value: str = "",
    also: Callable[[], object] | None = None,
) -> Finding | None:
    """Ask what the group finds from some evidence, and write it down; None where it was left or cannot be.

    ``also`` is done in the same step of undo.
    """
    if _is_refused(app, gathered):
        return None
    count = "this" if len(gathered) == 1 else f"these {len(gathered)}"
    ask = AskWords(question or f"What does the group find from {count}?", value=value, hint="in one sentence")
    text = await app.push_screen_wait(ask)
    if not text:
        return None
    try:
        with app.workspace.write(f"Make a finding of {_noun(gathered)}"):
            if also is not None:
                also()
            made = make_finding(app.workspace, group_id, text, gathered, relation)
    except (NotAccepted, NotThere, WorkspaceProblem) as why:
        app.say(str(why), wrong=True)
        return None
    app.saved()
    return made


async def link_of(
    app: WorkbenchApp, group_id: str, gathered: Sequence[Piece], *, also: Callable[[], object] | None = None
) -> bool:
    """Ask to which finding some evidence is to be linked and how it bears on it; True where it was linked.

    ``also`` is done in the same step of undo.
    """
    if _is_refused(app, gathered):
        return False
    about = in_quotes(gathered[0].words) if len(gathered) == 1 else f"these {len(gathered)}"
    findings = app.workspace.records.findings.find(group_id=group_id)
    wanted = await app.push_screen_wait(ToFinding(f"To which finding do you link {about}?", findings))
    if wanted is None:
        return False
    if not wanted.finding_id:
        made = await make_of(app, group_id, gathered, wanted.relation, also=also)
        if made is not None:
            app.say("The finding stands in the tab Findings. Ctrl+Z takes it back.")
        return made is not None
    try:
        with app.workspace.write(f"Link {_noun(gathered)} to a finding"):
            if also is not None:
                also()
            said = link_to(app.workspace, wanted.finding_id, gathered, wanted.relation)
    except (NotAccepted, NotThere, WorkspaceProblem) as why:
        app.say(str(why), wrong=True)
        return False
    app.saved()
    app.say(f"{said} Ctrl+Z takes it back.")
    return True


async def open_users(app: WorkbenchApp, group_id: str, evidence: Sequence[Address]) -> None:
    """Open the finding that uses some evidence, or one of several; say so where none does."""
    uses = used_by(app.workspace, group_id, evidence)
    if not uses:
        app.say(UNUSED)
        return
    chosen: str | None = uses[0].finding_id
    if len(uses) > 1:
        rows = [(use.finding_id, use.in_words) for use in uses]
        chosen = await app.push_screen_wait(AskWhich(f"Used by {len(uses)} findings", rows))
    if chosen:
        app.open_place(Place("group", group_id, "findings", chosen))


def _noun(gathered: Sequence[Piece]) -> str:
    """What is gathered, as the step of undo names it."""
    if len(gathered) > 1:
        return f"{len(gathered)} pieces of evidence"
    return _NOUNS[gathered[0].address.kind]


def _is_refused(app: WorkbenchApp, gathered: Sequence[Piece]) -> bool:
    """Whether some of it may not be linked; it is said before anything is asked."""
    try:
        refuse_closed(gathered)
    except NotAccepted as why:
        app.say(str(why), wrong=True)
        return True
    return False
