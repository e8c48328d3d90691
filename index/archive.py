"""The archive's record of a pack: which document it is, when it came in, and the name by which people call it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from pydantic import BaseModel, ConfigDict, Field


class ArchivedPack(BaseModel):
    """One pack in the archive. Its text and what was read from it are kept beside it and never change.

    The first seven fields are those of every record of the workspace.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    id: str
    version: int = 1
    created_at: datetime | None = None
    created_by: str = ""
    changed_at: datetime | None = None
    changed_by: str = ""
    binned_at: datetime | None = None
    sha256: str
    file_name: str = ""
    council: str = ""
    board: str = ""
    meeting_date: date | None = None
    minutes_of: date | None = None
    line_count: int = 0
    notices: list[str] = Field(default_factory=list)


def handles(packs: Iterable[ArchivedPack]) -> dict[str, str]:
    """Each pack's id → what ``archive list`` prints and ``archive show`` takes.

    The meeting date, and where several packs are of one day a letter behind it in the order in which they came.
    """
    days: dict[str, list[str]] = {}
    for pack in sorted(packs, key=lambda p: p.id):
        days.setdefault(pack.meeting_date.isoformat() if pack.meeting_date else "undated", []).append(pack.id)
    return {
        pack_id: day if len(ids) == 1 else f"{day}{'' if day[-1].isdecimal() else '-'}{_letter(n)}"
        for day, ids in days.items()
        for n, pack_id in enumerate(ids)
    }


def _letter(n: int) -> str:
    return chr(ord("a") + n) if n < 26 else f"-{n + 1}"
