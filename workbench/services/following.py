"""Following an interview: what its screen shows is kept up to date by what the history says has changed.

Reading two thousand lines again for each new one would be felt; reading the one is not.
"""

from __future__ import annotations

import sqlite3

from interviews.interview import Note, notes_of
from workbench.services.session import InterviewNow, interview_now
from workbench.workspace import history
from workbench.workspace.problems import in_words
from workbench.workspace.workspace import Workspace

_MANY = 400  # changes after which everything is read again
_OTHERS = {"groups", "interviews", "enquiry_lines", "partners", "requests"}


class Following:
    """One interview as it stands, read again only where it changed."""

    def __init__(self, workspace: Workspace, interview_id: str) -> None:
        self._interview_id = interview_id
        self._change = history.newest(workspace.db)
        self._seen = workspace.changes_of_others()
        self._notes: dict[str, Note] = {}
        self.now = self._all(workspace)

    def _all(self, workspace: Workspace) -> InterviewNow:
        now = interview_now(workspace, self._interview_id)
        self._notes = {note.id: note for note in now.notes}
        return now

    def look(self, workspace: Workspace, *, mine: str = "") -> bool:
        """Read what changed since the last look; whether there was anything. ``mine`` is the line written here.

        Raises WorkspaceProblem where it cannot be read for now: what was read before stands.
        """
        try:
            return self._look(workspace, mine)
        except sqlite3.Error as why:
            raise in_words(why, workspace.file) from why

    def _look(self, workspace: Workspace, mine: str) -> bool:
        seen, newest = workspace.changes_of_others(), history.newest(workspace.db)
        if (seen, newest) == (self._seen, self._change):
            return False
        changed = history.changed_since(workspace.db, self._change) if newest != self._change else set()
        before, records = self.now, workspace.records
        if len(changed) > _MANY:
            self.now = self._all(workspace)
        else:
            if {table for table, _ in changed} & _OTHERS:
                interview = records.interviews.get(self._interview_id)
                self.now = self.now._replace(
                    group=records.groups.get(interview.group_id),
                    interview=interview,
                    enquiry=records.enquiry.find(group_id=interview.group_id),
                    partners=records.partners.find(group_id=interview.group_id),
                    requests=records.requests.find(interview_id=interview.id),
                )
            self._read_notes(workspace, [row_id for table, row_id in changed if table == "notes"])
        self.now = self.now._replace(drafts=records.drafts.of(self._interview_id, but=mine, pasted=False))
        self._seen, self._change = seen, newest
        return self.now != before

    def _read_notes(self, workspace: Workspace, changed: list[str]) -> None:
        there = {note.id: note for note in workspace.records.notes.some(changed)} if changed else {}
        mine = [n for n in there.values() if n.interview_id == self._interview_id and n.binned_at is None]
        fresh = sorted((n for n in mine if n.id not in self._notes), key=lambda n: (n.position, n.id))
        last = self.now.notes[-1].position if self.now.notes else 0
        only_new = len(fresh) == len(there) and (not fresh or fresh[0].position > last)
        for note_id in changed:
            self._notes.pop(note_id, None)
        self._notes |= {note.id: note for note in mine}
        if only_new:
            self.now = self.now._replace(notes=[*self.now.notes, *fresh])
        elif changed:
            self.now = self.now._replace(notes=notes_of(self._interview_id, self._notes.values()))
