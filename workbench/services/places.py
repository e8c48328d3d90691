"""Where somebody was when they left, so that the workbench opens there again."""

from __future__ import annotations

import json

from workbench.workspace.problems import WorkspaceProblem
from workbench.workspace.workspace import Workspace


def remember(workspace: Workspace, place: tuple[str, str, str, str, int]) -> None:
    """Keep the place for the next start. One that cannot be kept is not worth a word: the record is what matters."""
    try:
        with workspace.transaction():
            workspace.set_meta(f"place:{workspace.author.name}", json.dumps(list(place)))
    except WorkspaceProblem:
        return


def last_place(workspace: Workspace) -> tuple[str, str, str, str, int] | None:
    """Where this author was last, or None on a first visit."""
    kept = workspace.meta(f"place:{workspace.author.name}")
    if not kept:
        return None
    try:
        screen, ident, tab, chosen, line = json.loads(kept)
    except ValueError:
        return None
    return str(screen), str(ident), str(tab), str(chosen), int(line)
