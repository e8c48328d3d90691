"""The passport of a recommendation as the workspace has it today, shown and written as a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from groups.group import Group
from groups.recommendation import agreed_by_group
from workbench.report.as_docx import as_docx
from workbench.report.as_html import as_html
from workbench.report.as_markdown import as_markdown
from workbench.report.as_pdf import as_pdf
from workbench.report.as_text import as_text
from workbench.report.numbering import number
from workbench.report.passport_page import Passport, passport_page
from workbench.report.passport_parts import Wording, passport
from workbench.services.clocks import rules_of
from workbench.services.exports import write_for_others
from workbench.services.sharing import key_with_shared, with_shared
from workbench.services.wording_history import FIELDS, history_of
from workbench.workspace.workspace import Workspace

__all__ = ["FORMATS", "Wording", "export_passport", "passport", "passport_of", "render", "wording_of"]

FORMATS = {"docx": "Word", "pdf": "PDF", "html": "a web page", "md": "Markdown", "txt": "plain text"}
_WORDING = [FIELDS[name] for name in ("action", "parts", "owner", "by_when", "measure", "reason")]


def passport_of(workspace: Workspace, group: Group, recommendation_id: str, *, private: bool = False) -> Passport:
    """The passport of a recommendation as the workspace has it today. Raises LookupError."""
    records = workspace.records
    return passport(
        with_shared(workspace, records.review(group.id)),
        recommendation_id,
        private=private,
        key=key_with_shared(workspace, group.id),
        wording=wording_of(workspace, recommendation_id),
        rules=rules_of(workspace),
        today=workspace.today().date(),
    )


def wording_of(workspace: Workspace, recommendation_id: str) -> Wording:
    """How a recommendation came to its words, out of the history."""
    versions = [
        version
        for version in history_of(workspace, recommendation_id)
        if any(change.field in _WORDING for change in version.changes)
    ]
    if not versions:
        return Wording()
    first, last = versions[0], versions[-1]
    words = next((change.after for change in first.changes if change.field == FIELDS["action"]), "")
    agreed = agreed_by_group(workspace.records.recommendations.get(recommendation_id))
    return Wording(
        words,
        first.at.astimezone().date() if first.at else None,
        first.by,
        len(versions) - 1,
        last.at.astimezone().date() if last.at else None,
        agreed,
    )


def render(made: Passport, form: str) -> bytes:
    """A passport in one of FORMATS. Raises NoPdf where that part is not installed."""
    page = number(passport_page(made))
    match form:
        case "html":
            return as_html(page).encode()
        case "md":
            return as_markdown(page).encode()
        case "txt":
            return as_text(page).encode()
        case "pdf":
            return as_pdf(page, compact=True)
        case _:
            return as_docx(page)


def export_passport(
    workspace: Workspace,
    group: Group,
    recommendation_id: str,
    form: str,
    *,
    private: bool = False,
    out: Path | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Path | None:
    """Write a passport; returns the file, by default in the workspace's exports, or None where it was cancelled.

    Raises GivesAway where a public one would give something away, LookupError, WorkspaceProblem.
    """
    made = passport_of(workspace, group, recommendation_id, private=private)
    name = f"recommendation {made.number or 'dropped'} passport"
    data = render(made, form)
    return write_for_others(workspace, group, data, form, name=name, private=private, out=out, cancelled=cancelled)
