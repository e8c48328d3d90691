"""What was published, by its checksum: whether a file that somebody holds is one that the group put out, and which."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from groups.report_draft import PublishedFile
from workbench.dates import show_date
from workbench.report.numbering import NumberedReport
from workbench.report.paragraphs import paragraphs
from workbench.workspace.problems import in_words
from workbench.workspace.workspace import Workspace

_BLOCK = 1_000_000


def keep_published(
    workspace: Workspace,
    group_id: str,
    form: str,
    file_name: str,
    data: bytes,
    *,
    draft_number: int = 0,
    override_reason: str = "",
    overridden: Sequence[str] = (),
) -> PublishedFile:
    """Keep the checksum of a file that was written to be published. The same bytes under the same name are kept once.

    ``override_reason`` and ``overridden`` say why it was published in spite of the leak check, and where it found what.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    records = workspace.records
    # The file is out: no undo takes that back, so none takes back that it was.
    with workspace.write(f"Keep the checksum of {file_name}", kind="kept"):
        same = [
            row
            for row in records.published.find(group_id=group_id, sha256=sha256, file_name=file_name)
            if (row.draft_number, row.override_reason) == (draft_number, override_reason)
        ]
        if same:
            return same[-1]
        return records.published.add(
            PublishedFile(
                group_id=group_id,
                on=workspace.today().date(),
                form=form,
                file_name=file_name,
                sha256=sha256,
                draft_number=draft_number,
                override_reason=override_reason,
                overridden=list(overridden),
            )
        )


def published_of(workspace: Workspace, group_id: str) -> list[PublishedFile]:
    """The files that a group published, newest first."""
    return sorted(workspace.records.published.find(group_id=group_id), key=lambda row: row.id, reverse=True)


def checksum_of(file: Path) -> str:
    """The SHA-256 of a file. Raises WorkspaceProblem where it cannot be read."""
    try:
        with file.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError as why:
        raise in_words(why, file) from why


def published_as(workspace: Workspace, group_id: str, file: Path) -> PublishedFile | None:
    """What a file was published as; None where the group published nothing with its bytes. Raises WorkspaceProblem."""
    sha256 = checksum_of(file)
    return next((row for row in published_of(workspace, group_id) if row.sha256 == sha256), None)


def told(row: PublishedFile) -> str:
    """A published file in words: "elective-home-education.docx, 3 Nov 2026, from draft 2"."""
    parts = [row.file_name, show_date(row.on), f"from draft {row.draft_number}" if row.draft_number else ""]
    parts.append("published in spite of the leak check" if row.override_reason else "")
    return ", ".join(part for part in parts if part)


def draft_that_holds(workspace: Workspace, group_id: str, note: NumberedReport) -> int:
    """The newest public draft with exactly these paragraphs; 0 where there is none."""
    drafts = [draft for draft in workspace.records.report_drafts.find(group_id=group_id) if not draft.private]
    if not drafts:
        return 0
    now = paragraphs(note)
    return max((draft.number for draft in drafts if draft.printed == now), default=0)
