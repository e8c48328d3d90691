"""What the checks found and the group settled: the remark, and why it may stand as it is."""

from __future__ import annotations

from datetime import date

from groups.record import OfGroup


class Settled(OfGroup):
    """One remark that needs nothing more. ``remark`` is its key, ``text`` its words when it was settled.

    A remark whose words change has another key: what was settled was something else.
    """

    remark: str
    text: str
    reason: str
    on: date | None = None
