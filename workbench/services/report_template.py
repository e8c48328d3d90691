"""The council's own Word template: kept beside the imported originals, for one group or for all of the workspace."""

from __future__ import annotations

import json
from pathlib import Path

from workbench.report.docx_template import BadTemplate, Template, checked, read_template
from workbench.services.files import keep_original
from workbench.services.kept_templates import kept_for, meta_name
from workbench.workspace.problems import in_words
from workbench.workspace.workspace import Workspace


def use_template(workspace: Workspace, path: Path, group_id: str = "") -> Template:
    """Look at a template and keep it from now on, for one group or, without one, for all that have none of their own.

    Raises BadTemplate, WorkspaceProblem; then the one that was used stays.
    """
    template = read_template(path)
    sha256 = keep_original(workspace.files, template.data)
    with workspace.transaction():
        workspace.set_meta(meta_name(group_id), json.dumps({"name": template.name, "sha256": sha256}))
    return template


def drop_template(workspace: Workspace, group_id: str = "") -> bool:
    """Use our own plain form again; False where no template was kept there."""
    if not kept_for(workspace, group_id):
        return False
    with workspace.transaction():
        workspace.set_meta(meta_name(group_id), "")
    return True


def template_of(workspace: Workspace, group_id: str = "") -> Template | None:
    """The template for a group: its own, else that of the workspace. Raises BadTemplate, WorkspaceProblem."""
    for whose in dict.fromkeys((group_id, "")):
        if kept := kept_for(workspace, whose):
            file = workspace.files / kept["sha256"]
            try:
                return checked(kept["name"], file.read_bytes())
            except FileNotFoundError as why:
                raise BadTemplate(
                    f"The Word template “{kept['name']}” is not among the originals of the workspace any more: choose "
                    "it again, or take it off."
                ) from why
            except OSError as why:
                raise in_words(why, file) from why
    return None


def template_name(workspace: Workspace, group_id: str) -> tuple[str, bool]:
    """The name of the template for a group ("" where there is none), and whether it is the group's own."""
    own, usual = kept_for(workspace, group_id), kept_for(workspace, "")
    return (own or usual or {}).get("name", ""), bool(own)
