"""Information requests: what somebody was asked for or promised, who sees to it, by when, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from groups.record import OfGroup
from groups.sensitivity import Sensitivity


class RequestState(StrEnum):
    """How far a request has come."""

    OPEN = "open"
    RECEIVED = "received"
    NOT_COMING = "not coming"


class InformationRequest(OfGroup):
    """Something that the group waits for.

    ``asked_of`` is who is to give it, as written, and ``partner_id`` their body; ``owner`` is who in the group sees to
    it. ``note_id`` is the action line of the ``interview_id`` from which it came, whose sensitivity it has;
    ``submission_id`` is what arrived.
    """

    what: str
    asked_of: str = ""
    partner_id: str = ""
    owner: str = ""
    asked_on: date | None = None
    due: date | None = None
    state: RequestState = RequestState.OPEN
    outcome: str = ""
    interview_id: str = ""
    note_id: str = ""
    submission_id: str = ""
    sensitivity: Sensitivity = Sensitivity.WORKING
    exempt_reason: str = ""
    position: int = 0

    def is_overdue(self, today: date) -> bool:
        """Open, and its day has passed."""
        return self.state is RequestState.OPEN and self.due is not None and self.due < today


def in_order(requests: Iterable[InformationRequest]) -> list[InformationRequest]:
    """Open ones first, the earliest due on top, those without a day behind them; then the settled ones."""
    return sorted(
        requests, key=lambda r: (r.state is not RequestState.OPEN, r.due is None, r.due or date.max, r.position, r.id)
    )
