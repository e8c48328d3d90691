"""Taking notes: keeping a line, changing it, saying what it is about and how private, and how far an interview is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from groups.evidence import Address, EvidenceKind, EvidenceLink
from groups.finding import Finding
from groups.sensitivity import NoReason, Sensitivity
from interviews.drafts import Draft
from interviews.interview import Interview, InterviewState, Note, notes_of
from interviews.readers.clean import visible
from workbench.services.called import one_called
from workbench.services.editing import Locked, NotAccepted, change
from workbench.services.request_follows import follow_new_note
from workbench.workspace.workspace import Workspace


class NoSuchInterview(LookupError):
    """No interview answers to that name; the message says which there are."""


def line_of(text: str) -> str:
    """Typed or pasted words as one line of notes."""
    return visible(text, single_line=True)


def take_note(workspace: Workspace, note: Note) -> Note:
    """Keep one line as the last of its interview; the first one makes a planned interview live.

    Raises Locked, NoReason, NotAccepted for an empty line, WorkspaceProblem.
    """
    with workspace.write("Take a note"):
        return take_notes(workspace, [note])[0]


def take_notes(workspace: Workspace, notes: Sequence[Note]) -> list[Note]:
    """Keep several lines of one interview in their order, in the caller's write. Raises as ``take_note``."""
    for note in notes:
        if not line_of(note.text):
            raise NotAccepted("There is nothing on the line yet.")
        must_have_reason(note.sensitivity, note.exempt_reason)
    records = workspace.records
    interview = _open_interview(workspace, notes[0].interview_id)
    if interview.state is InterviewState.PLANNED:
        records.interviews.save(interview.model_copy(update={"state": InterviewState.LIVE}))
    last = records.drafts.last_place(interview.id)
    kept = [
        records.notes.add(
            note.model_copy(
                update={
                    "text": line_of(note.text),
                    "group_id": interview.group_id,
                    "author": note.author or workspace.author.name,
                    "taken_at": note.taken_at or workspace.author.now(),
                    "position": place,
                }
            )
        )
        for place, note in enumerate(notes, start=last + 1)
    ]
    for note in kept:
        follow_new_note(workspace, note)
    return kept


def note_of(draft: Draft, group_id: str) -> Note:
    """The note that an unfinished line becomes."""
    return Note(
        group_id=group_id,
        interview_id=draft.interview_id,
        text=draft.text,
        kind=draft.kind,
        speaker=draft.speaker,
        line_id=draft.line_id,
        sensitivity=draft.sensitivity,
        exempt_reason=draft.exempt_reason,
        author=draft.author,
    )


def change_note(workspace: Workspace, read: Note, label: str, **values: Any) -> Note:
    """Change one line. Raises Locked, NoReason, Clash, NotAccepted, WorkspaceProblem."""
    must_have_reason(values.get("sensitivity", read.sensitivity), str(values.get("exempt_reason", read.exempt_reason)))
    with workspace.write(label):
        _open_interview(workspace, read.interview_id)
        return change(workspace, workspace.records.notes, read, values, label)


def bin_note(workspace: Workspace, note: Note) -> None:
    """Put one line in the bin. Raises Locked, WorkspaceProblem."""
    with workspace.write("Put a note in the bin"):
        _open_interview(workspace, note.interview_id)
        workspace.records.notes.bin(workspace.records.notes.get(note.id))


def set_state(workspace: Workspace, interview_id: str, state: InterviewState) -> Interview:
    """Say how far an interview is; confirming it locks its notes."""
    interviews = workspace.records.interviews
    with workspace.write(f"Set the interview to {state.value}"):
        current = interviews.get(interview_id)
        return interviews.save(current.model_copy(update={"state": state}))


def make_finding(workspace: Workspace, note: Note, text: str) -> Finding:
    """A finding that rests on one line of notes, with the line's words kept beside the link.

    Raises NotAccepted for a line whose words may not leave the notes.
    """
    _must_not_be_closed(note.sensitivity)
    partners = workspace.records.interviews.get(note.interview_id).partner_ids
    address = Address(kind=EvidenceKind.NOTE, id=note.id)
    return _finding(workspace, note.group_id, text, address, note.text, partners[0] if len(partners) == 1 else "")


def _finding(workspace: Workspace, group_id: str, text: str, address: Address, quote: str, partner_id: str) -> Finding:
    findings = workspace.records.findings
    with workspace.write("Make a finding"):
        last = max((f.position for f in findings.find(group_id=group_id)), default=0)
        finding = findings.add(Finding(group_id=group_id, text=line_of(text), position=last + 1))
        workspace.records.evidence.add(
            EvidenceLink(
                group_id=group_id,
                finding_id=finding.id,
                address=address,
                quote=quote,
                partner_id=partner_id,
                position=1,
            )
        )
    return finding


def _must_not_be_closed(sensitivity: Sensitivity) -> None:
    if sensitivity.is_closed:
        raise NotAccepted(f"This is {sensitivity.value}: its words stay where they are. Write the finding in Findings.")


def find_interview(workspace: Workspace, group_id: str, name: str) -> Interview:
    """The interview that a person means: by id, by title, or by the beginning of one. Raises NoSuchInterview."""
    return one_called(
        name,
        workspace.records.interviews.find(group_id=group_id),
        lambda interview: (interview.title,),
        NoSuchInterview,
        what="interview",
        shown=lambda interview: interview.title,
        apart=lambda interview: f"{interview.title} ({interview.id})",
        none_yet="There is none yet: begin one with “workbench interview add”.",
    )


def lines_of_interview(workspace: Workspace, interview_id: str) -> list[Note]:
    """The notes of an interview in order."""
    return notes_of(interview_id, workspace.records.notes.find(interview_id=interview_id))


def _open_interview(workspace: Workspace, interview_id: str) -> Interview:
    interview = workspace.records.interviews.get(interview_id)
    must_be_open(interview)
    return interview


def must_be_open(interview: Interview) -> None:
    """Raise Locked where the notes of an interview stand as they are."""
    if interview.is_locked:
        raise Locked


def must_have_reason(sensitivity: Sensitivity, reason: str) -> None:
    """Raise NoReason for an exempt line about which nobody said why."""
    if sensitivity is Sensitivity.EXEMPT and not reason.strip():
        raise NoReason("Exempt needs a paragraph of Schedule 12A and the reason why keeping it private is right.")
