"""Which Word templates are kept, for one group or for all; what is in them is read only where a report is written."""

from __future__ import annotations

import json

from workbench.workspace.workspace import Workspace

_META = "report template"


def kept_templates(workspace: Workspace) -> dict[str, tuple[str, str]]:
    """Every template that is kept, by its checksum: its name, and for whom it is used, in words."""
    groups = [*workspace.records.groups.find(), *workspace.records.groups.find(binned=True)]
    found: dict[str, tuple[str, str]] = {}
    for group_id, whose in [("", "all groups"), *((group.id, group.title) for group in groups)]:
        if kept := kept_for(workspace, group_id):
            name, before = found.get(kept["sha256"], (kept["name"], ""))
            found[kept["sha256"]] = (name, f"{before}, {whose}" if before else whose)
    return found


def kept_for(workspace: Workspace, group_id: str) -> dict[str, str]:
    """The name and the checksum of the template of a group, or of the workspace without one; empty where none is."""
    found = workspace.meta(meta_name(group_id))
    kept: dict[str, str] = json.loads(found) if found else {}
    return kept


def meta_name(group_id: str) -> str:
    """Under what name it is written down which template is used."""
    return f"{_META} {group_id}".strip()
