"""What stands behind each finding, as a report cites it: "Submission EHE03, paragraph 2", a session, a figure, a pack.

A public note cites only what may be public itself; in a working copy every source is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from groups.evidence import Address, EvidenceKind, Relation, by_finding, find_again
from interviews.interview import Note, notes_of
from interviews.submission import Publication, Snapshot, Submission
from workbench.report.note_parts import Shown, key
from workbench.report.tree import Paragraph, Reference, Span, Spans, Text, text
from workbench.report.words import listing, long_date

_LEADS = {Relation.SUPPORTS: "Sources: ", Relation.CONTRADICTS: "Against it: ", Relation.CONTEXT: "Context: "}


class Sources:
    """The sources behind the findings of one note."""

    def __init__(self, shown: Shown) -> None:
        self._shown = shown
        review = shown.review
        self._links = by_finding(review.evidence_links)
        cited = {link.address.id for link in review.evidence_links if link.address.kind is EvidenceKind.NOTE}
        self._notes = {note.id: note for note in review.notes if note.id in cited}
        sessions = {note.interview_id for note in self._notes.values()}
        self._interviews = {i.id: i for i in review.interviews if i.id in sessions}
        self._lines = _line_numbers(review.notes, sessions)
        self._submissions = {s.id: s for s in shown.submissions}
        self._snapshots = {s.id: s for s in shown.snapshots}
        self._findings = {finding.id for finding in review.findings}

    def behind(self, finding_id: str) -> tuple[Paragraph, ...]:
        """What a finding rests on, in brackets, as a paragraph below it; nothing where nothing may be named."""
        links = self._links.get(finding_id, [])
        inside: list[Span] = []
        for relation, lead in _LEADS.items():
            named = self._named([link.address for link in links if link.relation is relation])
            for n, spans in enumerate(named):
                before = "; " if n else f"{'. ' if inside else ''}{lead}"
                inside += [Text(before), *spans]
        return (Paragraph((Text("["), *inside, Text("]"))),) if inside else ()

    def _named(self, addresses: list[Address]) -> list[Spans]:
        """Each source once, the lines of one session together, in the order in which they were linked."""
        found: dict[Spans, None] = {}
        told: set[str] = set()
        for address in addresses:
            note = self._notes.get(address.id) if address.kind is EvidenceKind.NOTE else None
            if note is None:
                found.setdefault(self._source(address))
            elif note.interview_id not in told:
                told.add(note.interview_id)
                cited = [self._notes[a.id] for a in addresses if a.id in self._notes]
                found.setdefault(self._session([n for n in cited if n.interview_id == note.interview_id]))
        return [spans for spans in found if spans]

    def _source(self, address: Address) -> Spans:
        match address.kind:
            case EvidenceKind.PASSAGE:
                submission = self._submissions.get(address.id)
                return _cited(submission, address) if submission else ()
            case EvidenceKind.FIGURE:
                snapshot = self._snapshots.get(address.id)
                return _figure(snapshot, address) if snapshot else ()
            case EvidenceKind.PACK:
                return text(self._pack(address))
            case EvidenceKind.FINDING:
                return (Reference(key("finding", address.id)),) if address.id in self._findings else ()
            case _:
                return ()

    def _session(self, notes: list[Note]) -> Spans:
        """Lines of the notes of one session; in a public note only those that somebody made public."""
        shown = [note for note in notes if self._shown.private or note.sensitivity.may_be_published]
        interview = self._interviews.get(notes[0].interview_id)
        if not shown or interview is None:
            return ()
        lines = sorted({self._lines[note.id] for note in shown})
        on = long_date(interview.on) if interview.on else ""
        which = f"line{'' if len(lines) == 1 else 's'} {listing([str(n) for n in lines])} of the notes"
        return text(", ".join(part for part in (interview.title, on, which) if part))

    def _pack(self, address: Address) -> str:
        title = self._shown.packs.get(address.id, "")
        line = f", line {address.position}" if title and address.position and self._shown.private else ""
        return f"{title}{line}"


def paragraph_of(submission: Submission, address: Address) -> str:
    """Where cited words stand in a submission: "paragraph 2", of a recording "at 00:01:12"; "" where nobody knows."""
    found = find_again(address, submission.text)
    start = address.position if found is None else found
    before = submission.text[:start]
    if submission.turns:
        line = before.count("\n") + 1
        at = [turn.at for turn in submission.turns if turn.line <= line and turn.at]
        return f"at {at[-1]}" if at else ""
    if found is None:
        return ""
    parted = r"\n[^\S\n]*\n" if re.search(r"\n[^\S\n]*\n", submission.text.strip()) else r"\n"
    # What comes before the words in their own paragraph does not count as another one.
    upto = submission.text[: start + 1]
    return f"paragraph {sum(1 for part in re.split(parted, upto) if part.strip())}"


def _cited(submission: Submission, address: Address) -> Spans:
    named = f"Submission {submission.reference}".strip()
    words = ", ".join(part for part in (named, paragraph_of(submission, address)) if part)
    return (Reference(key("submission", submission.id), words),)


def _figure(snapshot: Snapshot, address: Address) -> Spans:
    owner = "" if snapshot.publication is Publication.WITHOUT_NAMES else snapshot.title.strip()
    words = ": ".join(part for part in (owner or "Data snapshot", address.before) if part)
    return (Reference(key("snapshot", snapshot.id), words),)


def _line_numbers(notes: Iterable[Note], sessions: set[str]) -> dict[str, int]:
    """The number of each line in its session, in one go through all of them."""
    rows: dict[str, list[Note]] = {session: [] for session in sessions}
    for note in notes:
        if note.interview_id in rows:
            rows[note.interview_id].append(note)
    return {note.id: n for session, lines in rows.items() for n, note in enumerate(notes_of(session, lines), start=1)}
