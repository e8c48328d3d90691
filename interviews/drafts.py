"""Lines that are being typed, kept so that no end of the program can lose them.

A draft is no record: it has no history and no bin. Each window keeps a row of its own; a row that another window wrote
since it was read is left alone, and the words go into a new row instead.
"""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, ConfigDict
from sqlite_utils import Database

from groups.rows import Author, new_id
from groups.sensitivity import Sensitivity
from interviews.interview import NoteKind


class Draft(BaseModel):
    """One unfinished line: its words so far, and what was already said about it. ``version`` 0 is not kept yet."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    id: str = ""
    version: int = 0
    interview_id: str
    author: str = ""
    text: str = ""
    kind: NoteKind = NoteKind.NOTE
    speaker: str = ""
    line_id: str = ""
    sensitivity: Sensitivity = Sensitivity.WORKING
    exempt_reason: str = ""
    changed_at: datetime | None = None


class DraftStore:
    """The table of unfinished lines. The caller opens the transaction around any change."""

    def __init__(self, db: Database, author: Author) -> None:
        self._db = db
        self._author = author

    def of(self, interview_id: str) -> list[Draft]:
        """The unfinished lines of an interview, the one changed last at the end."""
        rows = self._db.table("drafts").rows_where("interview_id = ?", [interview_id], order_by="changed_at, id")
        return [Draft.model_validate(row) for row in rows]

    def keep(self, draft: Draft) -> Draft:
        """Keep a draft as it is now; returns it as kept, under a new id where another window changed its row."""
        self._must_be_writing()
        fresh = draft.model_copy(
            update={
                "version": draft.version + 1,
                "author": draft.author or self._author.name,
                "changed_at": self._author.now(),
            }
        )
        if not self._is_mine(draft):
            fresh = fresh.model_copy(update={"id": new_id(), "version": 1})
            self._db.table("drafts").insert(fresh.model_dump(mode="json"))
        else:
            self._db.table("drafts").update(fresh.id, fresh.model_dump(mode="json"))
        return fresh

    def drop(self, draft: Draft) -> None:
        """The line was kept or emptied: its draft goes, unless another window changed it since."""
        self._must_be_writing()
        if self._is_mine(draft):
            self._db.table("drafts").delete(draft.id)

    def _is_mine(self, draft: Draft) -> bool:
        table = self._db.table("drafts")
        return bool(draft.id) and table.count_where("id = ? and version = ?", [draft.id, draft.version]) == 1

    def _must_be_writing(self) -> None:
        if not self._db.conn.in_transaction:
            raise RuntimeError("a draft was changed outside a transaction")
