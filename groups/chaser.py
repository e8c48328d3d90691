"""Chasers: the letters that ask for a reply which has not come, step by step.

The steps and their wording are data (``chaser_steps.toml``): a reminder, a letter when it is late, then the Board.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from datetime import date
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, Field

from groups.clock import Due
from groups.record import OfGroup

REMINDER = 1


class Chaser(OfGroup):
    """One letter to one addressee about the recommendations that wait for a reply; ``step`` counts from 1."""

    addressee: str
    step: int = 1
    on: date | None = None
    recommendation_ids: list[str] = Field(default_factory=list)
    text: str = ""


class Step(BaseModel):
    """One step: what the letter is called, when it is for, and its wording with names in braces to be filled in."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    step: int
    name: str
    about: str
    subject: str
    opening: list[str]
    asking: str
    closing: str


class LetterParts(BaseModel):
    """What stands over the parts of a letter."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    why: str
    asked: str
    questions_subject: str
    questions: str
    questions_opening: str
    wish: str
    rule: str


class _Steps(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    step: list[Step]
    parts: LetterParts


def steps() -> list[Step]:
    """The steps in their order."""
    return sorted(_told().step, key=lambda one: one.step)


def letter_parts() -> LetterParts:
    """What stands over the parts of a letter."""
    return _told().parts


def written_to(addressee: str, chasers: Iterable[Chaser]) -> list[Chaser]:
    """The letters that went to an addressee, the oldest first."""
    rows = [c for c in chasers if c.addressee.strip().casefold() == addressee.strip().casefold()]
    return sorted(rows, key=lambda c: (c.on or date.min, c.id))


def next_step(due: Due, before: Iterable[Chaser], today: date) -> Step:
    """Which letter comes next: the reminder until the day has passed, then each step after the last that was written.

    Where there is no day, the first letter is the reminder, and what follows is for a reply that has not come.
    """
    last = max((chaser.step for chaser in before), default=0)
    if due.day is not None and due.day >= today:
        wanted = REMINDER
    elif due.day is not None:
        wanted = max(last + 1, REMINDER + 1)
    else:
        wanted = last + 1
    known = steps()
    return next((one for one in known if one.step >= wanted), known[-1])


@cache
def _told() -> _Steps:
    text = files("groups").joinpath("chaser_steps.toml").read_text(encoding="utf-8")
    return _Steps.model_validate(tomllib.loads(text))
