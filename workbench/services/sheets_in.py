"""A question sheet that came back: its answers become the interview's notes, and the file a submission."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from groups.rows import new_id
from interviews.interview import Interview, InterviewState, Note, NoteKind
from interviews.question_sheet import FORM, QuestionSheet, sheet_title
from interviews.readers.document import SourceDocument, read_document
from interviews.readers.sniff import Kind
from interviews.sheet_answers import Answer, SheetAnswers, Where, read_answers
from interviews.submission import Submission, next_reference
from workbench.dates import show_date
from workbench.services.editing import Locked
from workbench.services.files import file_bytes, keep_original
from workbench.services.notes import line_of
from workbench.services.question_sheets import questions_of, sheet_of
from workbench.workspace.workspace import Workspace

_PLACED = (Where.ANYTHING_ELSE, Where.DOCUMENTS)
_MOST_PLACES = 6
_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # of an id
_MARK = 16  # signs at the end of an id, behind those that say when it was made


class ProposedNote(NamedTuple):
    """A note that a filled-in sheet would become; ``is_there`` where the interview has it already."""

    answer: Answer
    mark: str
    is_there: bool


class ProposedSheet(NamedTuple):
    """A filled-in sheet that was read, before anything of it is kept."""

    interview: Interview
    sheet: QuestionSheet
    data: bytes
    document: SourceDocument
    read: SheetAnswers
    notes: list[ProposedNote]

    @property
    def fresh(self) -> list[ProposedNote]:
        """The notes that the interview does not have yet."""
        return [note for note in self.notes if not note.is_there]


class TakenSheet(NamedTuple):
    """What came of a sheet that was taken in: the notes, the file as a submission, and a report in sentences.

    ``still_planned`` says so where the interview itself is still ahead.
    """

    interview: Interview
    notes: list[Note]
    submission: Submission
    report: list[str]
    still_planned: str = ""


def read_sheet(
    workspace: Workspace, interview_id: str, path: Path, cancelled: Callable[[], bool] | None = None
) -> ProposedSheet:
    """Read a filled-in sheet of an interview; nothing is kept yet.

    Raises UnreadableDocument with a sentence, ReadingCancelled, Locked, NotThere.
    """
    records = workspace.records
    interview = records.interviews.get(interview_id)
    if interview.is_locked:
        raise Locked
    data = file_bytes(path)
    document = read_document(data, path.name, cancelled)
    sheet = sheet_of(workspace, interview_id)
    asked = {question.line_id for question in sheet.questions}
    others = [q for q in questions_of(workspace, interview.group_id) if q.line_id not in asked]
    read = read_answers(document.text, sheet, others, may_be_wrapped=document.kind is not Kind.WORD)
    return ProposedSheet(interview, sheet, data, document, read, _proposed(workspace, interview, document, read))


def _proposed(
    workspace: Workspace, interview: Interview, document: SourceDocument, read: SheetAnswers
) -> list[ProposedNote]:
    """The answers as notes. One is there already by the mark that its id carries, or by question and words.

    What somebody put in the bin since stays there, unless the whole taking in was taken back.
    """
    records = workspace.records
    notes = records.notes.find(interview_id=interview.id)
    marks = {_mark_of(note) for note in notes}
    if any(s.file_sha256 == document.sha256 for s in records.submissions.find(group_id=interview.group_id)):
        marks |= {_mark_of(note) for note in records.notes.find(interview_id=interview.id, binned=True)}
    said = Counter((note.line_id, note.text) for note in notes)
    met: Counter[tuple[str, str]] = Counter()
    proposed = []
    for answer in read.answers:
        words = (answer.line_id, line_of(answer.text))
        met[words] += 1
        mark = _mark(f"{document.sha256}:{interview.id}:{words}:{met[words]}")
        proposed.append(ProposedNote(answer, mark, mark in marks or met[words] <= said[words]))
    return proposed


def take_sheet(
    workspace: Workspace,
    proposed: ProposedSheet,
    *,
    dropped: Collection[str] = (),
    under: Mapping[str, str] | None = None,
) -> TakenSheet:
    """Keep a sheet that was read: its answers as notes, the questions it asked, and the file as a submission.

    ``dropped`` are marks of notes that are left out; ``under`` puts some, by mark, under another line of enquiry. The
    words are the partner's own, so they are quotes; under “Documents to follow” they are what was promised. A planned
    interview is live with them, unless its day is still to come: then they prepare it. The same sheet again changes
    nothing. Raises Locked, NotThere, WorkspaceProblem; nothing is kept then.
    """
    records = workspace.records
    kept = [note for note in proposed.fresh if note.mark not in dropped]
    keep_original(workspace.files, proposed.data)
    with workspace.write(f"Take in the question sheet of {proposed.interview.title}"):
        interview = records.interviews.get(proposed.interview.id)
        if interview.is_locked:
            raise Locked
        submission = _as_submission(workspace, interview, proposed)
        last = records.drafts.last_place(interview.id)
        made = [
            records.notes.add(_note(workspace, interview, proposed, note, place, under or {}))
            for place, note in enumerate(kept, start=last + 1)
        ]
        answered = [note.line_id for note in made if note.line_id]
        asked = list(dict.fromkeys([*interview.asked, *proposed.read.met, *answered]))
        changes: dict[str, object] = {"asked": asked}
        still_planned = _still_planned(interview, workspace.today().date())
        if not interview.was_held and not still_planned and (proposed.notes or proposed.read.met):
            changes["state"] = InterviewState.LIVE
        interview = records.interviews.save(interview.model_copy(update=changes))
    report = [*_report(proposed, made, submission), *filter(None, [still_planned])]
    return TakenSheet(interview, made, submission, report, still_planned)


def _still_planned(interview: Interview, today: date) -> str:
    """That an interview stays planned, where its day is still to come; else nothing."""
    if interview.was_held or interview.on is None or interview.on <= today:
        return ""
    return f"The interview is on {show_date(interview.on)} and stays planned."


def _note(
    workspace: Workspace,
    interview: Interview,
    proposed: ProposedSheet,
    note: ProposedNote,
    position: int,
    under: Mapping[str, str],
) -> Note:
    is_promise = note.answer.where is Where.DOCUMENTS
    return Note(
        id=new_id()[: -len(note.mark)] + note.mark,
        group_id=interview.group_id,
        interview_id=interview.id,
        text=line_of(note.answer.text),
        kind=NoteKind.ACTION if is_promise else NoteKind.QUOTE,
        speaker=line_of(proposed.read.filled_in_by),
        author=workspace.author.name,
        line_id=under.get(note.mark, note.answer.line_id),
        position=position,
    )


def _as_submission(workspace: Workspace, interview: Interview, proposed: ProposedSheet) -> Submission:
    """The file as a submission under the next reference; the same file is kept once."""
    submissions = workspace.records.submissions
    rows = submissions.find(group_id=interview.group_id)
    here = next((row for row in rows if row.file_sha256 == proposed.document.sha256), None)
    if here is not None:
        return here
    binned = submissions.find(group_id=interview.group_id, binned=True)
    group = workspace.records.groups.get(interview.group_id)
    return submissions.add(
        Submission(
            group_id=group.id,
            reference=next_reference(group.reference, [*rows, *binned]),
            title=sheet_title(interview),
            partner_id=interview.partner_ids[0] if interview.partner_ids else "",
            sender=line_of(proposed.read.filled_in_by),
            received=workspace.today().date(),
            file_name=proposed.document.name,
            file_sha256=proposed.document.sha256,
            form=FORM,
            text=proposed.document.text,
            dropped=list(proposed.document.notices),
            position=max((row.position for row in rows), default=0) + 1,
        )
    )


def what_was_read(proposed: ProposedSheet) -> list[str]:
    """What a sheet holds, in sentences, before anything is kept: answers, questions without one, what has no place."""
    read, fresh = proposed.read, proposed.fresh
    numbers = {question.line_id: question.number for question in proposed.sheet.asked}
    answered = {note.answer.line_id for note in proposed.notes}
    empty = [numbers[i] for i in read.met if i in numbers and i not in answered]
    missing = [number for line_id, number in numbers.items() if line_id not in read.met and line_id not in answered]
    loose = [note.answer for note in fresh if not note.answer.line_id and note.answer.where not in _PLACED]
    there = len(proposed.notes) - len(fresh)
    lines = [f"{_counted(len(fresh), 'note')}{f', {there} there already' if there else ''}."]
    lines += [f"Filled in by {read.filled_in_by}."] if read.filled_in_by else ["Nobody says who filled it in."]
    lines += [f"Asked, and not answered: {', '.join(empty)}."] if empty else []
    lines += [f"Not in the sheet that came back: {', '.join(missing)}."] if missing else []
    if loose:
        where = ", ".join(f"line {answer.line}" for answer in loose[:_MOST_PLACES])
        more = len(loose) - _MOST_PLACES
        where += f" and {more} more" if more > 0 else ""
        lines.append(f"{_counted(len(loose), 'note')} under no question of the sheet ({where}).")
    lines += [f"No question of this group: “{words}”." for words in read.unknown]
    return [*lines, *proposed.document.notices]


def _report(proposed: ProposedSheet, made: Sequence[Note], submission: Submission) -> list[str]:
    told = what_was_read(proposed)
    left_out = len(proposed.fresh) - len(made)
    told[0] = told[0] if not left_out else f"{_counted(len(made), 'note')}, {left_out} left out."
    return [*told, f"The file is kept as {submission.reference}, private until somebody says otherwise."]


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _mark(words: str) -> str:
    """The end of a note's id that says from which answer of which file it came: the same each time it is read."""
    number = int.from_bytes(hashlib.sha256(words.encode()).digest()[:10], "big")
    return "".join(_SIGNS[number >> 5 * place & 31] for place in range(_MARK))


def _mark_of(note: Note) -> str:
    return note.id[-_MARK:]
