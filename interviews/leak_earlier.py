"""Earlier wordings of what was exempt or confidential: what was taken out before it was made public stays private.

Somebody takes the words that may not come out from a note and makes the rest of it public. The finding into which they
were copied while the note was exempt still has them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from interviews.leak_sources import Withheld
from interviews.review import Review

# What of each kind of record is words of somebody, by its table, and what it is called.
KINDS = {
    "notes": ("a note", ("text", "exempt_reason")),
    "submissions": ("a submission", ("title", "text", "exempt_reason")),
    "requests": ("a request", ("what", "outcome", "exempt_reason")),
}


def earlier_wordings(review: Review, states: Iterable[tuple[str, Mapping[str, Any]]]) -> list[Withheld]:
    """The words that records of a review had while they were closed; ``states`` are those, each with its table.

    What such a record says now as something public was made public. ``review`` has its bin.
    """
    now = {row.id: row for rows in (review.notes, review.submissions, review.requests) for row in rows}
    found: dict[tuple[str, str], Withheld] = {}
    for table, state in states:
        row = now.get(state["id"])
        if row is None:
            continue
        what, fields = KINDS[table]
        for field in fields:
            text = str(state[field] or "")
            is_public = row.sensitivity.may_be_published and getattr(row, field) == text
            if len(text.split()) > 1 and not is_public:
                since = datetime.fromisoformat(state["created_at"]) if state["created_at"] else None
                source = f"an earlier wording of {what}"
                one = Withheld(text, state["sensitivity"], source, table, row.id, True, since)
                found.setdefault((row.id, text), one)
    return list(found.values())
