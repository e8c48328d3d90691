"""Sharing between sister groups: what one group lets another use, with the consent that was given for it."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from groups.record import OfGroup


class Shared(StrEnum):
    """What is shared: a partner, a visit or interview with its notes, or a submission, or a snapshot."""

    PARTNER = "partner"
    INTERVIEW = "interview"
    SUBMISSION = "submission"
    SNAPSHOT = "snapshot"


class Share(OfGroup):
    """That the group shares one of its records with a sister group.

    ``consent`` says who agreed that the words may be used for another review: without it nothing is shared.
    ``accepted_on`` is when the other group took it; ``withdrawn_on`` ends it.
    """

    to_group_id: str
    what: Shared
    record_id: str
    consent: str
    on: date | None = None
    accepted_on: date | None = None
    withdrawn_on: date | None = None
