"""Passages: words of a submission that somebody marked, with the line of enquiry and the themes they speak to."""

from __future__ import annotations

from pydantic import Field

from groups.evidence import Address
from groups.record import OfGroup


class MarkedPassage(OfGroup):
    """Some words of a submission, held by the words themselves. ``remark`` is what whoever marked them wrote beside."""

    submission_id: str
    address: Address
    line_id: str = ""
    theme_ids: list[str] = Field(default_factory=list)
    remark: str = ""
    position: int = 0
