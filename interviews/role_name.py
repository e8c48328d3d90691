"""The key from names to roles: who is published as "Parent A". It is no part of a review and is never exported."""

from __future__ import annotations

from pydantic import Field

from groups.record import OfGroup


class RoleName(OfGroup):
    """A name, its other forms, and the role under which that person's words are published."""

    name: str
    other_forms: list[str] = Field(default_factory=list)
    role: str
