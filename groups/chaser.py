"""Chasers: the letters that ask for a reply which has not come, step by step."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from groups.record import OfGroup


class Chaser(OfGroup):
    """One letter to one addressee about the recommendations that wait for a reply; ``step`` counts from 1."""

    addressee: str
    step: int = 1
    on: date | None = None
    recommendation_ids: list[str] = Field(default_factory=list)
    text: str = ""
