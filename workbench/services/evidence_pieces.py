"""Everything that a finding can rest on, piece by piece: note lines, passages of submissions, figures of snapshots."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from groups.evidence import Address, EvidenceKind, EvidenceLink, Standing, address_of
from groups.finding import shown_numbers
from groups.sensitivity import Sensitivity
from interviews.corrections import remark_on, remarks_on
from interviews.figure_address import figure_addresses
from interviews.interview import Interview, Note, NoteKind, notes_of
from interviews.review import Review
from interviews.snapshot_checks import understood
from interviews.submission import Publication, Snapshot, Submission
from workbench.dates import show_date


class Piece(NamedTuple):
    """One thing that was said, handed in or counted: its address, its words, where it stands, and how private it is."""

    address: Address
    words: str
    source: str
    heading: str
    partner_id: str = ""
    private: str = ""

    @property
    def key(self) -> str:
        """What tells it from every other piece."""
        return self.address.key

    @property
    def is_closed(self) -> bool:
        """Whether its words are exempt or confidential."""
        return self.private in (Sensitivity.EXEMPT.value, Sensitivity.CONFIDENTIAL.value)


class NoSuchEvidence(LookupError):
    """Nothing answers to that id or reference; the message says how evidence is named."""


def pieces(review: Review) -> list[Piece]:
    """All evidence of a group: interviews in order, then submissions, what is marked in them first, then snapshots."""
    found: list[Piece] = []
    for interview in sorted(review.interviews, key=lambda i: (i.position, i.id)):
        found += _notes(interview, review)
    for submission in sorted(review.submissions, key=lambda s: (s.position, s.id)):
        found += _passages(submission, [p.address for p in review.passages if p.submission_id == submission.id])
    for snapshot in sorted(review.snapshots, key=lambda s: (s.position, s.id)):
        found += _figures(snapshot)
    return found


def matching(found: list[Piece], typed: str) -> list[Piece]:
    """The pieces that have every word that was typed, in their words, their heading or their source."""
    wanted = typed.casefold().split()
    return [p for p in found if all(w in f"{p.words} {p.heading} {p.source}".casefold() for w in wanted)]


def piece_called(review: Review, name: str, words: str = "") -> Piece:
    """The evidence that a person names: a note by its id, a submission by its reference and the words in it.

    Without words the whole of the submission is meant. Raises NoSuchEvidence.
    """
    for note in pieces(review):
        if note.address.kind is EvidenceKind.NOTE and note.address.id == name:
            return note
    wanted = name.casefold().strip()
    for submission in review.submissions:
        if wanted and wanted in (submission.reference.casefold(), submission.id.casefold()):
            whole = submission.text.strip()
            start = submission.text.find(words.strip() or whole)
            if not whole or start < 0:
                raise NoSuchEvidence(f"{submission.reference} does not have these words: copy them exactly.")
            end = start + len(words.strip() or whole)
            return passage_piece(
                submission, address_of(EvidenceKind.PASSAGE, submission.id, submission.text, start, end)
            )
    known = ", ".join(s.reference for s in review.submissions if s.reference)
    raise NoSuchEvidence(
        f"There is no evidence called “{name}”: name a note by its id (“group show” with --json prints it) or a "
        "submission by its reference" + (f" ({known})." if known else ".")
    )


def source_of(link: EvidenceLink, review: Review) -> str:
    """Where linked evidence stands, in words: "Attendance team, 12 Jan 2026, line 14"; and so much where it is gone."""
    address = link.address
    match address.kind:
        case EvidenceKind.NOTE:
            note = next((n for n in review.notes if n.id == address.id), None)
            interview = next((i for i in review.interviews if note and i.id == note.interview_id), None)
            if note and interview:
                lines = notes_of(interview.id, review.notes)
                source = _note_source(note, interview, lines.index(note) + 1, remark_on(note, lines))
                return _headed(source, _changed_since(link, note.text))
        case EvidenceKind.PASSAGE:
            submission = next((s for s in review.submissions if s.id == address.id), None)
            if submission:
                standing = address.standing.value if address.standing is not Standing.IN_PLACE else ""
                return _headed(_submission_name(submission), standing or _changed_since(link, address.words))
        case EvidenceKind.FIGURE:
            snapshot = next((s for s in review.snapshots if s.id == address.id), None)
            if snapshot:
                return _snapshot_name(snapshot)
        case EvidenceKind.FINDING:
            number = shown_numbers(review.findings).get(address.id)
            if number:
                return f"finding {number}"
        case EvidenceKind.PACK:
            return f"the pack, line {address.position}" if address.position else "the pack"
    return "not there any more: it may lie in the bin"


def shown_words(link: EvidenceLink, review: Review) -> str:
    """The words of linked evidence: a quotation in quotes; a figure with what it counts."""
    words = (link.quote or link.address.words).strip()
    note = next((n for n in review.notes if n.id == link.address.id), None)
    if note and note.kind is NoteKind.QUOTE:
        return _quoted(words)
    return _quoted(words) if link.address.kind is EvidenceKind.PASSAGE else words


def _notes(interview: Interview, review: Review) -> Iterator[Piece]:
    lines = notes_of(interview.id, review.notes)
    beside = remarks_on(lines)
    for line, note in enumerate(lines, start=1):
        if note.text.strip():
            yield Piece(
                Address(kind=EvidenceKind.NOTE, id=note.id),
                note.text,
                _note_source(note, interview, line, beside.get(note.id, "")),
                _headed(interview.title, show_date(interview.on)),
                # A session with several partners counts as one source: who of them spoke is not recorded.
                interview.partner_ids[0] if interview.partner_ids else "",
                note.sensitivity.value if note.sensitivity.is_closed else "",
            )


def _note_source(note: Note, interview: Interview, line: int, beside: str = "") -> str:
    """Where a line stands; ``beside`` says that it corrects another one, or is corrected by one."""
    parts = (interview.title, note.speaker, show_date(interview.on), f"line {line}", beside)
    return ", ".join(part for part in parts if part)


def _passages(submission: Submission, marked: list[Address]) -> Iterator[Piece]:
    """What somebody marked in a submission, in its order, then its paragraphs; a line of its own is a paragraph."""
    keys = set()
    for address in sorted(marked, key=lambda a: (a.position, len(a.words))):
        if address.words.strip() and address.key not in keys:
            keys.add(address.key)
            yield passage_piece(submission, address)
    for match in re.finditer(r"[^\n]+", submission.text):
        words = match.group().strip()
        if words:
            start = match.start() + match.group().index(words)
            address = address_of(EvidenceKind.PASSAGE, submission.id, submission.text, start, start + len(words))
            if address.key not in keys:
                yield passage_piece(submission, address)


def passage_piece(submission: Submission, address: Address) -> Piece:
    """Words of a submission as a piece of evidence."""
    closed = submission.sensitivity.is_closed
    private = "to be kept private" if submission.publication is Publication.PRIVATE else ""
    return Piece(
        address,
        address.words,
        _submission_name(submission),
        _submission_name(submission),
        submission.partner_id,
        submission.sensitivity.value if closed else private,
    )


def _changed_since(link: EvidenceLink, now: str) -> str:
    """That the source says something else now than the words that were quoted, where it does."""
    quoted = " ".join(link.quote.split())
    return "the words changed since" if quoted and quoted not in " ".join(now.split()) else ""


def _submission_name(submission: Submission) -> str:
    return _headed(submission.reference, submission.title) or submission.sender or "a submission"


def _figures(snapshot: Snapshot) -> Iterator[Piece]:
    """A snapshot by its cells, each with the words of its row and its column."""
    for address in figure_addresses(snapshot, understood(snapshot)):
        yield figure_piece(snapshot, address)


def figure_piece(snapshot: Snapshot, address: Address) -> Piece:
    """A figure of a snapshot as a piece of evidence, with what it counts."""
    words = f"{address.before}: {address.words}" if address.before else address.words
    return Piece(address, words, _snapshot_name(snapshot), _snapshot_name(snapshot), snapshot.partner_id)


def _snapshot_name(snapshot: Snapshot) -> str:
    return _headed(snapshot.title, show_date(snapshot.as_at))


def _headed(*parts: str) -> str:
    return ", ".join(part.strip() for part in parts if part.strip())


def _quoted(words: str) -> str:
    return words if words.startswith(("“", '"', "‘")) else f"“{words}”"
