"""What can be shared between sister groups, how people call it, and what they mean by a name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from groups.group import Group, Meeting, MeetingKind
from groups.share import Share, Shared, ShareState
from interviews.interview import Interview
from interviews.partner import Partner, partner_list
from interviews.review import Review
from interviews.submission import Snapshot, Submission
from workbench.dates import show_date
from workbench.workspace.workspace import Workspace

Record = Partner | Meeting | Interview | Submission | Snapshot


class NoSuchShare(LookupError):
    """Nothing that is shared answers to that name; the message says what there is."""


class SharedThing(NamedTuple):
    """One share as people read it: what it is called, with whom or from whom, and how many words go with it."""

    share: Share
    name: str
    giver: Group
    taker: Group
    about: str = ""


def can_be_shared(review: Review) -> list[tuple[Shared, str, str]]:
    """Everything of a group that can be shared, as (what, id, name), in the order in which people know it."""
    found = [(Shared.PARTNER, row.partner.id, row.partner.name) for row in partner_list(review.partners)]
    found += [(Shared.MEETING, m.id, name_of(m)) for m in sorted(review.meetings, key=lambda m: (m.position, m.id))]
    found += [(Shared.INTERVIEW, i.id, name_of(i)) for i in sorted(review.interviews, key=lambda i: (i.position, i.id))]
    found += [(Shared.SUBMISSION, s.id, name_of(s)) for s in review.submissions if not s.sensitivity.is_closed]
    return found + [(Shared.SNAPSHOT, s.id, name_of(s)) for s in review.snapshots]


def record_of(workspace: Workspace, what: Shared, record_id: str) -> Record:
    """The record that is meant, in the bin or not. Raises NotThere."""
    records = workspace.records
    match what:
        case Shared.PARTNER:
            return records.partners.get(record_id)
        case Shared.MEETING:
            return records.meetings.get(record_id)
        case Shared.INTERVIEW:
            return records.interviews.get(record_id)
        case Shared.SUBMISSION:
            return records.submissions.get(record_id)
        case Shared.SNAPSHOT:
            return records.snapshots.get(record_id)


def name_of(record: Record) -> str:
    """What people call something that is shared."""
    match record:
        case Partner():
            return record.name
        case Meeting():
            kind = record.kind.value if record.kind is MeetingKind.VISIT else f"{record.kind.value} meeting"
            return ", ".join(part for part in (kind, record.place, show_date(record.on)) if part)
        case Interview():
            return ", ".join(part for part in (record.title, show_date(record.on)) if part)
        case Submission():
            return f"{record.reference} {record.title}".strip()
    return record.title


def find_shareable(review: Review, name: str) -> tuple[Shared, str]:
    """What a person means by a name, a reference or an id. Raises NoSuchShare where nothing or more than one does."""
    wanted = " ".join(name.casefold().split())
    things = can_be_shared(review)
    references = {s.id: s.reference.casefold() for s in review.submissions}
    exact = [(w, i) for w, i, n in things if i == name or wanted in (n.casefold(), references.get(i, "-"))]
    found = exact or [(w, i) for w, i, n in things if wanted and n.casefold().startswith(wanted)]
    if len(found) == 1:
        return found[0]
    if found:
        names = "; ".join(f"{what.value} {n}" for what, ident, n in things if (what, ident) in found)
        raise NoSuchShare(f"“{name}” could be more than one thing ({names}): use its id.")
    known = "; ".join(n for _, _, n in things)
    raise NoSuchShare(f"There is nothing called “{name}” to share. " + (f"There are: {known}." if known else ""))


def share_called(shares: Iterable[SharedThing], name: str) -> Share:
    """The share with this id, or the only one that is not taken back and has this name. Raises NoSuchShare."""
    rows = list(shares)
    wanted = " ".join(name.casefold().split())
    alive = [row for row in rows if row.share.state is not ShareState.WITHDRAWN]
    found = [row.share for row in rows if row.share.id == name] or [
        row.share for row in alive if wanted and row.name.casefold().startswith(wanted)
    ]
    if len(found) == 1:
        return found[0]
    known = "; ".join(f"{row.name} ({row.share.id})" for row in alive)
    raise NoSuchShare(
        f"“{name}” is not one thing that is shared. " + (f"There are: {known}." if known else "Nothing is shared yet.")
    )
