"""Putting a confirmed line right: a new line that says so. What was confirmed stands as it is."""

from __future__ import annotations

from interviews.interview import Note
from workbench.services.editing import NotAccepted
from workbench.services.notes import line_of
from workbench.workspace.workspace import Workspace


def correct(workspace: Workspace, note: Note, text: str) -> Note:
    """Add a line that corrects another one of a confirmed interview; returns the new line.

    It is about the same question, of the same kind, by the same speaker and as private as the line that it corrects;
    author and time are those of the correction. Raises NotAccepted where there are no words, or where the interview
    is not confirmed and the line itself can be changed; NotThere; WorkspaceProblem.
    """
    words = line_of(text)
    if not words:
        raise NotAccepted("Write what is right.")
    records = workspace.records
    with workspace.write("Correct a confirmed note"):
        current = records.notes.get(note.id)
        if not records.interviews.get(current.interview_id).is_locked:
            raise NotAccepted("These notes are not confirmed: change the line itself.")
        if current.binned_at is not None:
            raise NotAccepted("This line lies in the bin: bring it back first.")
        if words == current.text:
            raise NotAccepted("That is what the line says already: write what is right.")
        return records.notes.add(
            Note(
                group_id=current.group_id,
                interview_id=current.interview_id,
                text=words,
                kind=current.kind,
                speaker=current.speaker,
                author=workspace.author.name,
                taken_at=workspace.author.now(),
                line_id=current.line_id,
                theme_ids=current.theme_ids,
                sensitivity=current.sensitivity,
                exempt_reason=current.exempt_reason,
                corrects=current.id,
                position=records.drafts.last_place(current.interview_id) + 1,
            )
        )
