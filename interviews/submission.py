"""What partners hand in: written submissions, and snapshots of data as tables."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from groups.record import OfGroup
from groups.sensitivity import Sensitivity


class Publication(StrEnum):
    """What the one who handed it in allows."""

    PUBLISH = "publish"
    WITHOUT_NAMES = "publish without names"
    PRIVATE = "keep private"


class Turn(BaseModel):
    """Who speaks from a line of a text on (from 1), and when: "00:01:12" from the start of a recording, or ""."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    line: int
    speaker: str = ""
    at: str = ""


class Submission(OfGroup):
    """A document from outside. The original file is kept by its SHA-256; the text is what can be searched and cited.

    ``form`` is what it came as, in words ("Word document", "e-mail"). The text of a transcript holds only what was
    said; ``turns`` say who spoke and when. ``dropped`` are the sentences of the import report. An attachment is a
    submission of its own that names the e-mail it came with.
    """

    reference: str
    title: str
    partner_id: str = ""
    sender: str = ""
    capacity: str = ""
    received: date | None = None
    file_name: str = ""
    file_sha256: str = ""
    publication: Publication = Publication.PRIVATE
    sensitivity: Sensitivity = Sensitivity.WORKING
    exempt_reason: str = ""
    text: str = ""
    form: str = ""
    turns: list[Turn] = Field(default_factory=list)
    dropped: list[str] = Field(default_factory=list)
    attachment_of: str = ""
    position: int = 0


class Snapshot(OfGroup):
    """A table of figures as it was on a day. The first ``heading_rows`` of ``rows`` are headings; cells are text."""

    title: str
    partner_id: str = ""
    source: str = ""
    owner: str = ""
    as_at: date | None = None
    definition: str = ""
    unit: str = ""
    period: str = ""
    file_name: str = ""
    file_sha256: str = ""
    heading_rows: int = 1
    rows: list[list[str]] = Field(default_factory=list)
    publication: Publication = Publication.PRIVATE
    position: int = 0

    @model_validator(mode="after")
    def _headings_inside(self) -> Self:
        if not 0 <= self.heading_rows <= len(self.rows):
            raise ValueError("a snapshot cannot have more heading rows than rows")
        return self


def next_reference(prefix: str, submissions: Iterable[Submission]) -> str:
    """The reference for the next submission: EHE01, EHE02 …, after the highest in use."""
    used = [s.reference[len(prefix) :] for s in submissions if s.reference.startswith(prefix)]
    return f"{prefix}{max((int(n) for n in used if n.isdecimal()), default=0) + 1:02d}"


def shown_from(submission: Submission, partners: dict[str, str]) -> str:
    """From whom, in words: the partner's name (id → name) where known, else the sender as written."""
    return partners.get(submission.partner_id, "") or submission.sender
