"""What of a review may not come out, and what everybody may know: the texts that the leak check compares a file with.

Withheld is what is exempt or confidential, with every word that is kept beside it; a submission or table of figures
that is to be kept private; and every note that nobody made public: notes are working papers until somebody does. To
quote one word for word in a finding, make the note public first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from pydantic import BaseModel

from groups.evidence import EvidenceKind
from groups.record import Record
from groups.sensitivity import WORDS_OF_THE_ACT, Sensitivity
from interviews.drafts import Draft
from interviews.interview import Interview, Note, notes_of
from interviews.leak_sheets import without_questions
from interviews.passage import MarkedPassage
from interviews.request import InformationRequest
from interviews.review import Review
from interviews.submission import Publication, Snapshot, Submission

PRIVATE = "to be kept private"
# What points to other records or says who kept this one: no words of anybody.
_NO_TEXT = frozenset(
    "id group_id created_by changed_by interview_id line_id theme_ids partner_id submission_id note_id finding_id "
    "corrects file_sha256 attachment_of".split()
)


class Withheld(NamedTuple):
    """A text that may not come out: why, from where in words, and the record that holds it.

    ``closed`` is what is exempt, confidential or to be kept private; everything else is a working paper. ``since`` is
    when it was written down.
    """

    text: str
    why: str
    source: str
    table: str
    record_id: str
    closed: bool
    since: datetime | None = None


class Known(NamedTuple):
    """A text that everybody may know. One with ``since`` was a form of words of the group from that time on."""

    text: str
    since: datetime | None = None
    is_form: bool = False

    def clears(self, withheld: Withheld) -> bool:
        """Whether words that stand here too are no leak of a withheld text.

        Words that somebody made public always are. The group's own forms of words, such as a line of enquiry that a
        note repeats, are too; but what is closed may have been pasted into them, so they must have been there first.
        """
        if not self.is_form or not withheld.closed or self.since is None or withheld.since is None:
            return True
        return self.since <= withheld.since


def withheld_in(review: Review, drafts: Sequence[Draft] = ()) -> list[Withheld]:
    """Everything in a review that may not come out, what lies in its bin too; ``drafts`` are lines being typed."""
    places = _Places(review)
    found: list[Withheld] = []
    for note in review.notes:
        found += _note(note, places.note(note))
    for submission in review.submissions:
        found += _submission(without_questions(submission, review))
    for snapshot in review.snapshots:
        found += _snapshot(snapshot)
    for passage in review.passages:
        found += _passage(passage, places)
    for request in review.requests:
        found += _request(request, "what the group waits for")
    found += _quotes(review, places)
    for draft in drafts:
        if not draft.sensitivity.may_be_published:
            source = f"{places.title(draft.interview_id)}, a line that is being written"
            closed, why = draft.sensitivity.is_closed, draft.sensitivity.value
            words = [draft.text, *([draft.exempt_reason] if closed else [])]
            found += [
                Withheld(text, why, source, "interviews", draft.interview_id, closed, draft.changed_at)
                for text in words
                if text.strip()
            ]
    return found


def closed_in_others(
    notes: Iterable[Note],
    submissions: Iterable[Submission],
    group_id: str,
    *,
    requests: Iterable[InformationRequest] = (),
) -> list[Withheld]:
    """The exempt and confidential notes, submissions and requests of other groups in the same workspace."""
    found: list[Withheld] = []
    for note in notes:
        if note.group_id != group_id and note.sensitivity.is_closed:
            found += _note(note, "a note of another group")
    for submission in submissions:
        if submission.group_id != group_id and submission.sensitivity.is_closed:
            found += _submission(submission)
    for request in requests:
        if request.group_id != group_id and request.sensitivity.is_closed:
            found += _request(request, "what another group waits for")
    return found


def known_in(review: Review) -> list[Known]:
    """What everybody may know of a review: what was made public, and the group's own names and forms of words."""
    found = [Known(text) for text in WORDS_OF_THE_ACT]
    found += [Known(note.text) for note in review.notes if note.sensitivity.may_be_published and not note.binned_at]
    for submission in review.submissions:
        if may_be_published(submission) and not submission.binned_at:
            found += [Known(submission.text), *_forms(submission, [submission.title])]
    for snapshot in review.snapshots:
        if snapshot.publication is not Publication.PRIVATE and not snapshot.binned_at:
            about = [snapshot.title, snapshot.definition, snapshot.source, snapshot.period]
            found += [Known(table_text(snapshot)), *_forms(snapshot, about)]
    group = review.group
    names = [group.title, group.short_title, group.council, group.portfolio, *group.boards]
    found += _forms(group, [*names, group.topic_question, group.resolution, group.minute_title])
    for line in review.enquiry:
        found += [] if line.binned_at else _forms(line, [line.text])
    for scope in review.scope:
        found += _forms(scope, [*scope.answers.values(), *(line.text for line in scope.enquiry)])
    return [known for known in found if known.text.strip()]


def names_of_bodies(review: Review) -> list[str]:
    """The names that a report and a note may both have: the group, boards, partners, offices, addressees, themes."""
    group = review.group
    rows = [group.title, group.short_title, group.council, group.portfolio, *group.boards]
    rows += [name for partner in review.partners for name in (partner.name, partner.short_name)]
    rows += [text for member in review.members for text in (member.name, member.capacity)]
    rows += [row.addressee for row in review.recommendations]
    rows += [theme.name for theme in review.themes]
    for scope in review.scope:
        rows += [text for field in scope.fields for text in (field.heading, field.question)]
    return [row for row in dict.fromkeys(rows) if row.strip()]


def may_be_published(submission: Submission) -> bool:
    """Whether both decisions were made: that of who handed it in, and the group's that its text is public."""
    return submission.publication is not Publication.PRIVATE and submission.sensitivity.may_be_published


def submission_name(submission: Submission) -> str:
    """A submission as it is cited: "EHE01 What families told each other"."""
    return f"{submission.reference} {submission.title}".strip()


def table_text(snapshot: Snapshot) -> str:
    """The cells of a table as they read on, row by row."""
    return "\n".join(" | ".join(row) for row in snapshot.rows)


# -- what is withheld, by kind of record -------------------------------------------------------------------------------


class _Places:
    """Where in a review something was said, in words."""

    def __init__(self, review: Review) -> None:
        self._interviews: dict[str, Interview] = {row.id: row for row in review.interviews}
        self._notes: dict[str, Note] = {row.id: row for row in review.notes}
        self.submissions = {row.id: row for row in review.submissions}
        self.snapshots = {row.id: row for row in review.snapshots}
        by_interview: dict[str, list[Note]] = {}
        for note in review.notes:
            if note.binned_at is None:
                by_interview.setdefault(note.interview_id, []).append(note)
        self._lines = {
            note.id: line
            for interview_id, notes in by_interview.items()
            for line, note in enumerate(notes_of(interview_id, notes), start=1)
        }

    def title(self, interview_id: str) -> str:
        interview = self._interviews.get(interview_id)
        return interview.title if interview else "an interview"

    def note_called(self, note_id: str) -> Note | None:
        return self._notes.get(note_id)

    def note(self, note: Note) -> str:
        parts = [self.title(note.interview_id)]
        if note.taken_at:
            parts.append(f"{note.taken_at.astimezone():%H:%M}")
        parts.append(f"line {self._lines[note.id]}" if note.id in self._lines else "in the bin")
        return ", ".join(parts)


def _note(note: Note, source: str) -> list[Withheld]:
    if note.sensitivity.may_be_published:
        return []
    closed = note.sensitivity.is_closed
    texts = _texts(note) if closed else [note.text]
    return _each(texts, note.sensitivity.value, source, "notes", note, closed)


def _submission(submission: Submission) -> list[Withheld]:
    if may_be_published(submission):
        return []
    closed = _is_closed(submission)
    texts = _texts(submission) if closed else [submission.text]
    return _each(texts, _why(submission), submission_name(submission), "submissions", submission, closed)


def _request(request: InformationRequest, source: str) -> list[Withheld]:
    if request.sensitivity.may_be_published:
        return []
    closed = request.sensitivity.is_closed
    texts = _texts(request) if closed else [request.what, request.outcome]
    return _each(texts, request.sensitivity.value, source, "requests", request, closed)


def _snapshot(snapshot: Snapshot) -> list[Withheld]:
    if snapshot.publication is not Publication.PRIVATE:
        return []
    return _each([*_texts(snapshot), table_text(snapshot)], PRIVATE, snapshot.title, "snapshots", snapshot, True)


def _passage(passage: MarkedPassage, places: _Places) -> list[Withheld]:
    """The words that somebody marked are those of the submission; the remark is the group's own, and as private."""
    submission = places.submissions.get(passage.submission_id)
    why, closed, title = Sensitivity.WORKING.value, False, "a submission that is not there any more"
    words = _texts(passage.address)
    if submission is not None:
        title = submission_name(submission)
        if may_be_published(submission):
            words = []
        else:
            why, closed = _why(submission), _is_closed(submission)
    marked = _each(words, why, f"{title}, a marked passage", "marked_passages", passage, closed)
    return [*marked, *_each([passage.remark], why, f"{title}, a remark beside it", "marked_passages", passage, closed)]


def _quotes(review: Review, places: _Places) -> Iterator[Withheld]:
    """The words kept beside a finding: as private as the note, submission or table from which they were taken."""
    for link in review.evidence_links:
        why, closed, source = _of_address(link.address.kind, link.address.id, places)
        if why:
            yield from _each([link.quote, *_texts(link.address)], why, source, "evidence_links", link, closed)


def _of_address(kind: EvidenceKind, record_id: str, places: _Places) -> tuple[str, bool, str]:
    """Why what stands at an address may not come out ("" where it may), whether it is closed, and where it stands."""
    match kind:
        case EvidenceKind.NOTE:
            note = places.note_called(record_id)
            if note is None:
                return Sensitivity.WORKING.value, False, "a note that is not there any more"
            why = "" if note.sensitivity.may_be_published else note.sensitivity.value
            return why, note.sensitivity.is_closed, f"{places.note(note)}, as it was quoted"
        case EvidenceKind.PASSAGE:
            submission = places.submissions.get(record_id)
            if submission is None:
                return Sensitivity.WORKING.value, False, "a submission that is not there any more"
            if may_be_published(submission):
                return "", False, ""
            return _why(submission), _is_closed(submission), f"{submission_name(submission)}, as it was quoted"
        case EvidenceKind.FIGURE:
            snapshot = places.snapshots.get(record_id)
            if snapshot is None or snapshot.publication is Publication.PRIVATE:
                title = snapshot.title if snapshot else "a table that is not there any more"
                return PRIVATE, True, f"{title}, as it was quoted"
    return "", False, ""


def _is_closed(submission: Submission) -> bool:
    return submission.sensitivity.is_closed or submission.publication is Publication.PRIVATE


def _why(submission: Submission) -> str:
    """Why a submission may not come out."""
    private = submission.publication is Publication.PRIVATE and not submission.sensitivity.is_closed
    return PRIVATE if private else submission.sensitivity.value


def _each(texts: Iterable[str], why: str, source: str, table: str, record: Record, closed: bool) -> list[Withheld]:
    return [
        Withheld(text, why, source, table, record.id, closed, record.created_at)
        for text in dict.fromkeys(texts)
        if len(text.split()) > 1  # a single word is no run
    ]


def _texts(value: object) -> list[str]:
    """Every text in a record and in what it holds, so that a field which is added later is withheld by itself."""
    match value:
        case StrEnum():
            return []
        case str():
            return [value] if value.strip() else []
        case BaseModel():
            return [text for name, inside in value if name not in _NO_TEXT for text in _texts(inside)]
        case list() | tuple():
            return [text for inside in value for text in _texts(inside)]
        case dict():
            return [text for inside in value.values() for text in _texts(inside)]
        case _:
            return []


def _forms(record: Record, texts: Iterable[str]) -> list[Known]:
    """The group's own words in a record, known since it was last changed."""
    return [Known(text, record.changed_at, True) for text in texts]
