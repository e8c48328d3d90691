"""What every record has: a stable id, a version, who made and changed it and when, and whether it lies in the bin."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """One row of the record of truth.

    ``version`` is 0 until the record is first kept; every save raises it by one, and a save must say which version it
    read. ``binned_at`` is set while the record lies in the bin: nothing is ever deleted.
    """

    # A model is built when it is first used: the app starts without most of them.
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    id: str = ""
    version: int = 0
    created_at: datetime | None = None
    created_by: str = ""
    changed_at: datetime | None = None
    changed_by: str = ""
    binned_at: datetime | None = None


class OfGroup(Record):
    """A record that belongs to one group."""

    group_id: str
