"""What was gathered, in words: the list of it, and what stands beside each thing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from groups.group import Declaration
from groups.sensitivity import Sensitivity
from interviews.checks import Remark
from interviews.interview import Interview, notes_of
from interviews.partner import Partner, partner_list
from interviews.review import Review
from interviews.submission import Snapshot, Submission, shown_from
from workbench.dates import show_date
from workbench.services.in_text import table_to_text
from workbench.services.partners import given_by

_WIDEST_CELL = 40
_MOST_TOLD = 6  # of the sentences of an import report


class Listed(NamedTuple):
    """One row of the list: what it stands for ("partner:" and the id; empty for a heading), its name, a word on it."""

    id: str
    name: str
    about: str = ""
    depth: int = 1


def evidence_list(review: Review, unheard: Sequence[Remark]) -> Iterator[Listed]:
    """Everything that was gathered, under headings; an empty part says which key begins it."""
    yield Listed("", "Partners", "" if review.partners else "none yet: n adds who is to be asked")
    for row in partner_list(review.partners):
        partner = row.partner
        yield Listed(f"partner:{partner.id}", partner.shown, given_by(partner, review), row.depth + 1)
    yield Listed("", "Interviews", "" if review.interviews else "none yet: n plans one")
    for interview in sorted(review.interviews, key=lambda i: (i.position, i.id)):
        about = [show_date(interview.on), interview.state.value, _notes(interview, review)]
        yield Listed(f"interview:{interview.id}", interview.title, " · ".join(filter(None, about)))
    yield Listed("", "Submissions", "" if review.submissions else "none yet: i takes in a file, n begins one")
    for handed in sorted(review.submissions, key=lambda s: (s.position, s.id)):
        words = handed.publication.value
        if handed.sensitivity.is_closed:
            words += f" · {handed.sensitivity.value}"
        yield Listed(f"submission:{handed.id}", f"{handed.reference} {handed.title}", words)
    yield Listed("", "Data snapshots", "" if review.snapshots else "none yet: i takes in a CSV file, n begins one")
    for snapshot in sorted(review.snapshots, key=lambda s: (s.position, s.id)):
        day = f"as at {show_date(snapshot.as_at)}" if snapshot.as_at else "no date"
        yield Listed(f"snapshot:{snapshot.id}", snapshot.title, day)
    if unheard:
        yield Listed("", "Not heard from")
        for n, remark in enumerate(unheard):
            yield Listed(f"remark:{n}", remark.text)


def about_partner(partner: Partner, review: Review) -> str:
    """What a partner has given, and which organisations stand under it."""
    under = [p.shown for p in review.partners if p.umbrella_id == partner.id]
    lines = [f"Given so far: {given_by(partner, review)}."]
    if under:
        lines.append(f"An umbrella for {', '.join(under)}: each is counted by itself and here.")
    return "\n".join(lines)


def about_interview(interview: Interview, review: Review) -> str:
    """How far an interview is, and what was declared in it."""
    lines = [f"{interview.state.value.capitalize()}, {_notes(interview, review)}. Enter in the list opens the notes."]
    if interview.is_locked:
        lines.append("Confirmed and locked: Enter, then Alt+C, opens the interview again.")
    lines += [f"Declared: {_declared(one)}" for one in interview.declarations]
    return "\n".join(lines)


def about_submission(handed: Submission, review: Review, *, writing: bool = False) -> str:
    """From whom a submission is, what may be done with it, and what is missing; ``writing`` while its words are."""
    names = {p.id: p.shown for p in review.partners}
    sender = ", ".join(part for part in (shown_from(handed, names), handed.capacity) if part)
    lines = [f"From {sender or 'somebody: press e and say whom'}{_day('received', handed.received)}"]
    private = f" {handed.exempt_reason}" if handed.sensitivity is Sensitivity.EXEMPT else ""
    lines.append(f"What they allow: {handed.publication.value} · {handed.sensitivity.value}{private}")
    if handed.sensitivity is Sensitivity.EXEMPT and not handed.exempt_reason:
        lines.append("Exempt, but without a reason: press e, name the paragraph of Schedule 12A and say why.")
    if handed.file_name:
        lines.append(f"The file {handed.file_name} is kept as it came.")
    lines += _came_with(handed, review)
    lines += [f"When it was read: {sentence}" for sentence in handed.dropped[:_MOST_TOLD]]
    if len(handed.dropped) > _MOST_TOLD:
        lines.append(f"… and {len(handed.dropped) - _MOST_TOLD} more that could not be taken in.")
    if not handed.text and not writing:
        lines.append("\nIt has no words yet. Press t to write or paste them.")
    return "\n".join(lines)


def about_snapshot(snapshot: Snapshot) -> str:
    """Where figures come from, who answers for them, and what they count."""
    day = f"as at {show_date(snapshot.as_at)}" if snapshot.as_at else ""
    parts = [snapshot.source, day, snapshot.period, snapshot.unit]
    lines = [" · ".join(part for part in parts if part) or "Press e to say where the figures come from."]
    if snapshot.owner:
        lines.append(f"Owner: {snapshot.owner}")
    if snapshot.definition:
        lines.append(snapshot.definition)
    lines.append(f"What they allow: {snapshot.publication.value}")
    if not snapshot.rows:
        lines.append("\nThere is no table yet. Press t to paste it from a spreadsheet.")
    return "\n".join(lines)


def snapshot_in_text(snapshot: Snapshot) -> str:
    """The table as aligned text, with a rule under its headings."""
    lines = table_to_text(snapshot.rows, widest=_WIDEST_CELL).splitlines()
    if 0 < snapshot.heading_rows < len(lines):
        lines.insert(snapshot.heading_rows, "─" * max(len(line) for line in lines))
    return "\n".join(lines)


def _came_with(handed: Submission, review: Review) -> list[str]:
    """Which e-mail an attachment came with, or what came with an e-mail."""
    mail = next((s for s in review.submissions if handed.attachment_of and s.id == handed.attachment_of), None)
    if mail is not None:
        return [f"It came with {mail.reference} {mail.title}."]
    attached = [s.reference for s in review.submissions if s.attachment_of == handed.id]
    return [f"With it came {', '.join(attached)}."] if attached else []


def _notes(interview: Interview, review: Review) -> str:
    count = len(notes_of(interview.id, review.notes))
    return f"{count} note{'' if count == 1 else 's'}"


def _declared(one: Declaration) -> str:
    return ", ".join(part for part in (one.person, one.body, one.interest) if part)


def _day(word: str, day: date | None) -> str:
    return f", {word} {show_date(day)}" if day else ""
