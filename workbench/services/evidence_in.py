"""Evidence comes in as files or by pasting: submissions with their originals kept, data snapshots as tables of cells.

What a file holds is read and proposed first (``evidence_reading``); here it is kept, all of it in one step of undo.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from groups.group import Group
from interviews.readers.clean import visible
from interviews.readers.document import UnreadableDocument
from interviews.readers.table import Sheet
from interviews.submission import Snapshot, Submission, next_reference
from workbench.services.anchoring import reattach_all
from workbench.services.editing import NotAccepted
from workbench.services.evidence_proposed import About, Proposed
from workbench.services.evidence_reading import propose_evidence, propose_table, propose_text
from workbench.services.evidence_taken import Taken, kept_as
from workbench.services.files import keep_original
from workbench.workspace.workspace import Workspace


def add_submission(
    workspace: Workspace,
    group_id: str,
    path: Path,
    *,
    partner_id: str = "",
    cancelled: Callable[[], bool] | None = None,
) -> Taken:
    """Take in a file of any form as a submission under the next reference (EHE01), with what came with it.

    Title, sender and day are taken from the document where it says them. Private until somebody says otherwise. The
    same file again changes nothing and gives the submission that is there. Raises UnreadableDocument with a sentence,
    ReadingCancelled, NotThere, WorkspaceProblem.
    """
    proposed = propose_evidence(workspace, group_id, path, as_tables=False, partner_id=partner_id, cancelled=cancelled)
    return keep_evidence(workspace, group_id, proposed)


def add_snapshot(
    workspace: Workspace,
    group_id: str,
    path: Path,
    *,
    partner_id: str = "",
    cancelled: Callable[[], bool] | None = None,
) -> Taken:
    """Take in the tables of a file (CSV, a sheet of a workbook, a table in Word) as data snapshots, one each.

    Every cell stays as it is written. The same file again changes nothing. Raises as ``add_submission`` does.
    """
    proposed = propose_evidence(workspace, group_id, path, as_tables=True, partner_id=partner_id, cancelled=cancelled)
    return keep_evidence(workspace, group_id, proposed)


def add_pasted_table(workspace: Workspace, group_id: str, title: str, text: str, *, partner_id: str = "") -> Taken:
    """Take in a table that was pasted from a spreadsheet. Raises UnreadableDocument where it is none."""
    return keep_evidence(workspace, group_id, propose_table(workspace, group_id, title, text, partner_id=partner_id))


def add_pasted_text(workspace: Workspace, group_id: str, title: str, text: str, *, partner_id: str = "") -> Taken:
    """Take in words that were pasted, with speakers and times in a transcript. Raises UnreadableDocument."""
    return keep_evidence(workspace, group_id, propose_text(workspace, group_id, title, text, partner_id=partner_id))


def replace_text(
    workspace: Workspace, submission: Submission, path: Path, *, cancelled: Callable[[], bool] | None = None
) -> Taken:
    """A newer file for a submission that is there: its text, turns and original change, all else stays as it was said.

    The old original is kept too, and what was quoted from the text is found again by its words. The same file again
    changes nothing. Raises as ``add_submission`` does.
    """
    proposed = propose_evidence(workspace, submission.group_id, path, as_tables=False, cancelled=cancelled)
    about = replace(proposed.about, instead_of=submission.id)
    return keep_evidence(workspace, submission.group_id, proposed, about)


def submission_called(workspace: Workspace, group_id: str, name: str) -> Submission:
    """The submission that a person names by its reference or its id. Raises NotAccepted."""
    rows = workspace.records.submissions.find(group_id=group_id)
    wanted = name.strip().casefold()
    for row in rows:
        if wanted and wanted in (row.reference.casefold(), row.id.casefold()):
            return row
    known = ", ".join(row.reference for row in rows)
    raise NotAccepted(
        f"There is no submission called “{name}”. " + (f"There are: {known}." if known else "There is none yet.")
    )


def keep_evidence(workspace: Workspace, group_id: str, proposed: Proposed, about: About | None = None) -> Taken:
    """Keep what was read of a file, as a person left it: one step of undo with everything that came with it.

    Raises NotAccepted where it has no title, or is to take the place of a submission that is not there.
    """
    about = about or proposed.about
    about = replace(about, title=_line(about.title), sender=_line(about.sender), capacity=_line(about.capacity))
    if not about.title:
        raise NotAccepted("It needs a title: say in a few words what it is.")
    if about.as_tables and not proposed.tables:
        raise NotAccepted("There is no table in it: take it in as a submission.")
    proposed = replace(proposed, about=about)
    for data in _originals(proposed):
        keep_original(workspace.files, data)
    what = "the data snapshot" if about.as_tables else "the submission"
    label = f"Take in a newer text of {about.title}" if about.instead_of else f"Take in {what} {about.title}"
    taken = Taken()
    group = workspace.records.groups.get(group_id)
    known = _known(workspace, group, proposed)
    if known is not None:
        return known
    with workspace.write(label):
        keeper = _Keeper(workspace, group, taken)
        if about.instead_of:
            keeper.replace(proposed)
        else:
            keeper.keep(proposed, "")
    taken.report = [*kept_as(taken, proposed, group), *taken.report, *proposed.told]
    return taken


def _known(workspace: Workspace, group: Group, proposed: Proposed) -> Taken | None:
    """What the group has of exactly this already, or None."""
    about, records = proposed.about, workspace.records
    submissions: list[Submission] = []
    snapshots: list[Snapshot] = []
    if about.as_tables:
        there = records.snapshots.find(group_id=group.id)
        for table in proposed.tables:
            snapshots += [s for s in there if s.rows == table.rows and s.file_sha256 == proposed.sha256][:1]
        if len(snapshots) < len(proposed.tables):
            return None
    else:
        there_too = records.submissions.find(group_id=group.id)
        submissions = [s for s in there_too if proposed.sha256 and s.file_sha256 == proposed.sha256]
        if about.instead_of:
            submissions = [s for s in submissions if s.id == about.instead_of]
        if not submissions:
            return None
    taken = Taken(submissions[:1], snapshots, unchanged=True)
    called = proposed.name or "this"
    taken.report = [f"Nothing changed: {group.title} has {called} already, as {taken.name}."]
    return taken


def _originals(proposed: Proposed) -> Iterator[bytes]:
    if proposed.data:
        yield proposed.data
    if not proposed.about.as_tables:
        for each in proposed.attached:
            yield from _originals(each)
        yield from (data for _, data, _ in proposed.unread)


class _Keeper:
    """Makes the records of one file and of what came with it, inside one step."""

    def __init__(self, workspace: Workspace, group: Group, taken: Taken) -> None:
        self._workspace = workspace
        self._records = workspace.records
        self._group = group
        self._taken = taken
        here = self._records.submissions.find(group_id=group.id)
        self._here = {row.id for row in here}
        self._referenced = [*here, *self._records.submissions.find(group_id=group.id, binned=True)]
        self._position = max((row.position for row in here), default=0)
        self._tables = max((row.position for row in self._records.snapshots.find(group_id=group.id)), default=0)

    def keep(self, one: Proposed, attachment_of: str) -> None:
        """Keep one file, and behind it what came with it."""
        if one.about.as_tables:
            for table in one.tables:
                self._keep_table(one, table)
            return
        about = one.about
        self._position += 1
        made = self._records.submissions.add(
            Submission(
                group_id=self._group.id,
                reference=next_reference(self._group.reference, self._referenced),
                title=about.title,
                partner_id=about.partner_id,
                sender=about.sender,
                capacity=about.capacity,
                received=about.received,
                publication=about.publication,
                attachment_of=attachment_of,
                position=self._position,
                **_from_file(one),
            )
        )
        self._referenced.append(made)
        self._taken.submissions.append(made)
        for each in one.attached:
            self.keep(replace(each, about=_as_of(each.about, about)), made.id)

    def replace(self, one: Proposed) -> None:
        """Put the text of a newer file in place of a submission's own."""
        found = next((s for s in self._referenced if s.id == one.about.instead_of and s.id in self._here), None)
        if found is None:
            raise NotAccepted("The submission is not there any more: take the file in as a new one.")
        kept = self._records.submissions.save(
            self._records.submissions.get(found.id).model_copy(update=_from_file(one))
        )
        self._taken.submissions.append(kept)
        if kept.text != found.text:
            again = reattach_all(self._workspace, kept.id, found.text)
            self._taken.report += [again.sentence] if again.sentence else []
            self._taken.unsure += again.unsure
        for each in one.attached:
            if not any(s.file_sha256 == each.sha256 for s in self._referenced):
                self.keep(replace(each, about=_as_of(each.about, one.about)), kept.id)

    def _keep_table(self, one: Proposed, table: Sheet) -> None:
        about = one.about
        only = len(one.tables) == 1
        self._tables += 1
        self._taken.snapshots.append(
            self._records.snapshots.add(
                Snapshot(
                    group_id=self._group.id,
                    title=about.title if only else table.title,
                    partner_id=about.partner_id,
                    source=about.sender or one.name,
                    as_at=about.received,
                    file_name=one.name,
                    file_sha256=one.sha256,
                    heading_rows=table.heading_rows,
                    rows=table.rows,
                    publication=about.publication,
                    position=self._tables,
                )
            )
        )


def _line(text: str) -> str:
    return visible(text, single_line=True)


def _from_file(one: Proposed) -> dict[str, object]:
    """The fields of a submission that come from its file and from nobody's judgement."""
    return {
        "file_name": one.name,
        "file_sha256": one.sha256,
        "text": one.text,
        "form": one.form,
        "turns": one.turns,
        "dropped": [*one.dropped, *one.unread_in_words],
    }


def _as_of(own: About, mail: About) -> About:
    """What stands about an attachment: its own title, and from the e-mail what it does not say itself."""
    return replace(
        own,
        partner_id=mail.partner_id or own.partner_id,
        sender=own.sender if own.sender and not own.as_tables else mail.sender,
        capacity=own.capacity or mail.capacity,
        received=own.received if own.as_tables else own.received or mail.received,
        publication=mail.publication,
    )


__all__ = [
    "Taken",
    "UnreadableDocument",
    "add_pasted_table",
    "add_pasted_text",
    "add_snapshot",
    "add_submission",
    "keep_evidence",
    "replace_text",
    "submission_called",
]
