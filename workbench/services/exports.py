"""Lists of a group as files for others: evidence, findings and recommendations with full citations; the codebook.

A public file holds only what may be public, with names as roles, and is checked once more when it is finished; a
private one is a working copy and says so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from groups.group import Group
from interviews.review import Review
from interviews.role_key import published_names, whole_key
from interviews.role_name import RoleName
from interviews.roles import with_roles
from workbench.report.evidence_log import evidence_log
from workbench.report.outcome_lists import findings_list, recommendations_list
from workbench.report.qdpx import qdpx
from workbench.report.sheet import Sheet
from workbench.report.sheet_files import as_csv, as_xlsx, sheet_docx
from workbench.services.editing import NotAccepted
from workbench.services.files import file_name, write_file
from workbench.services.publishing import refuse_leaks
from workbench.workspace.workspace import Workspace

LISTS = {
    "evidence": "the evidence log",
    "findings": "the findings",
    "recommendations": "the recommendations",
    "codebook": "the codebook with its quotations",
}
FORMATS = {"csv": "CSV", "xlsx": "a spreadsheet", "docx": "Word", "qdpx": "QDPX, for programs that analyse texts"}
_NAMES = {
    "evidence": "evidence log",
    "findings": "findings",
    "recommendations": "recommendations",
    "codebook": "codebook",
}


def formats_of(what: str) -> dict[str, str]:
    """The forms in which one of LISTS can be written, the usual one first."""
    return {form: name for form, name in FORMATS.items() if (form == "qdpx") == (what == "codebook")}


def render_list(workspace: Workspace, group: Group, what: str, form: str, *, private: bool = False) -> bytes:
    """One of LISTS as a file in one of its formats. Raises NotAccepted where it has no such form."""
    if form not in formats_of(what):
        known = " or ".join(formats_of(what))
        raise NotAccepted(f"{LISTS[what][:1].upper()}{LISTS[what][1:]} can be written as {known}.")
    review, key = workspace.records.review(group.id), workspace.records.role_names.find(group_id=group.id)
    if form == "qdpx":
        return qdpx(review, private=private, key=key)
    sheet = _sheet(what, review, private=private, today=workspace.today().date(), key=key)
    match form:
        case "csv":
            return as_csv(sheet)
        case "xlsx":
            return as_xlsx(sheet)
        case _:
            return sheet_docx(sheet)


def export_list(
    workspace: Workspace,
    group: Group,
    what: str,
    form: str,
    *,
    private: bool = False,
    out: Path | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Path | None:
    """Write one of LISTS; returns the file, by default in the workspace's exports, or None where it was cancelled.

    Raises GivesAway where a public one would give something away, WorkspaceProblem; a file is there whole or not at
    all.
    """
    data = render_list(workspace, group, what, form, private=private)
    return write_for_others(
        workspace, group, data, form, name=_NAMES[what], private=private, out=out, cancelled=cancelled
    )


def write_for_others(
    workspace: Workspace,
    group: Group,
    data: bytes,
    form: str,
    *,
    name: str,
    private: bool,
    out: Path | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Path | None:
    """Write a finished file of a group whose name says what it is; a public one only where it gives nothing away."""
    if not private:
        refuse_leaks(workspace, group.id, data, form)
    if cancelled is not None and cancelled():
        return None
    title = group.title if private else published_title(workspace, group)
    target = out or workspace.exports / file_name(f"{title} {name}{' working copy' if private else ''}", form)
    write_file(target, data)
    return target


def published_title(workspace: Workspace, group: Group) -> str:
    """The title of a group as a public file may be called."""
    review = workspace.records.review(group.id)
    key = workspace.records.role_names.find(group_id=group.id)
    return with_roles(group.title, whole_key(review, key), published_names(review))


def _sheet(what: str, review: Review, *, private: bool, today: date, key: Sequence[RoleName]) -> Sheet:
    match what:
        case "findings":
            return findings_list(review, private=private, today=today, key=key)
        case "recommendations":
            return recommendations_list(review, private=private, today=today, key=key)
        case _:
            return evidence_log(review, private=private, today=today, key=key)
