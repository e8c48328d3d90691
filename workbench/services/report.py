"""A group's briefing note as a file: assembled from the record once, rendered in the form that was asked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from groups.group import Group
from interviews.review import Review
from interviews.role_key import published_names, whole_key
from interviews.role_name import RoleName
from interviews.roles import with_roles
from workbench.report.as_docx import as_docx
from workbench.report.as_html import as_html
from workbench.report.as_markdown import as_markdown
from workbench.report.as_text import as_text
from workbench.report.briefing_note import briefing_note
from workbench.report.numbering import number
from workbench.report.tree import Report
from workbench.services.files import file_name, write_file
from workbench.workspace.workspace import Workspace

FORMATS = {"docx": "Word", "html": "a web page", "md": "Markdown", "txt": "plain text"}


def assemble(workspace: Workspace, group: Group, *, private: bool = False) -> Report:
    """The briefing note as a tree, not numbered yet; ``private`` has what may not be published too, and all names."""
    review, key = _with_key(workspace, group)
    return briefing_note(review, private=private, today=workspace.today().date(), key=key)


def render(workspace: Workspace, group: Group, form: str, *, private: bool = False) -> bytes:
    """The briefing note in one of FORMATS. The public one holds only what may be public; ``private`` is a working copy.

    Raises an error in one sentence where a text that people wrote refers to something that is not there.
    """
    note = number(assemble(workspace, group, private=private))
    match form:
        case "md":
            return as_markdown(note).encode()
        case "html":
            return as_html(note).encode()
        case "txt":
            return as_text(note).encode()
        case _:
            return as_docx(note)


def export_report(
    workspace: Workspace,
    group: Group,
    form: str,
    *,
    out: Path | None = None,
    private: bool = False,
    cancelled: Callable[[], bool] | None = None,
) -> Path | None:
    """Write the briefing note; returns the file, by default in the workspace's exports, or None where it was cancelled.

    Raises WorkspaceProblem; a file is there whole or not at all.
    """
    review, key = _with_key(workspace, group)
    title = group.title if private else with_roles(group.title, whole_key(review, key), published_names(review))
    target = out or workspace.exports / file_name(f"{title} briefing note{' working copy' if private else ''}", form)
    data = render(workspace, group, form, private=private)
    if cancelled is not None and cancelled():
        return None
    write_file(target, data)
    return target


def _with_key(workspace: Workspace, group: Group) -> tuple[Review, list[RoleName]]:
    """The review, and the names of the group that are published as roles, which are no part of it."""
    return workspace.records.review(group.id), workspace.records.role_names.find(group_id=group.id)
