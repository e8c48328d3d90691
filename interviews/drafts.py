"""Lines that are being typed, kept so that no end of the program can lose them.

A draft is no record: it has no history and no bin. It holds what was said about the line (question, kind, speaker,
privacy) and the words with which it began; what was typed since is in its journal. A window that takes notes is a
sitting: while its program runs, no other window goes on with its line.
"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict
from sqlite_utils import Database

from groups.rows import Author
from groups.sensitivity import Sensitivity
from interviews.interview import NoteKind
from interviews.journal import Entry, JournalStore, Typing


class Draft(BaseModel):
    """One unfinished line: its words so far, and what was already said about it. ``version`` 0 is not kept yet.

    ``queued`` is how many lines at the end of a pasted text are still to become notes; 0 is a line being typed.
    """

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
    sitting_id: str = ""
    queued: int = 0
    changed_at: datetime | None = None

    @property
    def is_blank(self) -> bool:
        """Nothing is written, and nothing said that goes with this line alone."""
        said = self.kind is not NoteKind.NOTE or self.sensitivity is not Sensitivity.WORKING
        return not self.text.strip() and not said


class Sitting(NamedTuple):
    """One window in which somebody takes notes: which program it belongs to, so that one that died can be told."""

    id: str
    interview_id: str
    author: str
    process: int
    started: float


class DraftStore:
    """The tables of unfinished lines and of sittings. The caller opens the transaction around any change."""

    def __init__(self, db: Database, author: Author) -> None:
        self._db = db
        self._author = author
        self.journal = JournalStore(db)

    def of(self, interview_id: str, *, but: str = "", pasted: bool = True) -> list[Draft]:
        """The unfinished lines of an interview as they read now, the one begun last at the end; ``but`` is left out.

        Without ``pasted`` so are texts of which lines are still to become notes: they may be long.
        """
        where = "interview_id = ? and id <> ?" + ("" if pasted else " and queued = 0")
        rows = self._db.table("drafts").rows_where(where, [interview_id, but], order_by="id")
        return [self._as_now(Draft.model_validate(row)) for row in rows]

    def get(self, draft_id: str) -> Draft | None:
        """One unfinished line with the words with which it began; None where it is not there any more."""
        row = next(iter(self._db.table("drafts").rows_where("id = ?", [draft_id])), None)
        return Draft.model_validate(row) if row else None

    def typing(self, draft_id: str) -> tuple[Typing, int]:
        """A line after all its edits, and the number of the last one."""
        draft, entries = self.get(draft_id), self.journal.of(draft_id)
        typing = Typing(draft.text if draft else "", (entry.edit for entry in entries))
        return typing, entries[-1].number if entries else 0

    def _as_now(self, draft: Draft) -> Draft:
        entries = self.journal.of(draft.id)
        if not entries:
            return draft
        text = Typing(draft.text, (entry.edit for entry in entries)).text
        return draft.model_copy(update={"text": text, "changed_at": entries[-1].at})

    def keep(self, draft: Draft) -> Draft:
        """Keep a line and what is said about it; of one that is there already the words stay as they were begun."""
        self._must_be_writing()
        there = self.get(draft.id)
        fresh = draft.model_copy(
            update={
                "version": there.version + 1 if there else 1,
                "author": draft.author or self._author.name,
                "text": there.text if there else draft.text,
                "changed_at": self._author.now(),
            }
        )
        self._db.table("drafts").upsert(fresh.model_dump(mode="json"), pk="id")
        return fresh

    def write(self, draft: Draft, entries: list[Entry]) -> bool:
        """Write down edits of a line. False where it is not this window's any more, and nothing is written then."""
        self._must_be_writing()
        return self.journal.write(draft.id, draft.sitting_id, draft.author or self._author.name, entries)

    def queue(self, draft: Draft) -> None:
        """Keep a pasted text as it is, of which the last ``queued`` lines are still to become notes."""
        self._must_be_writing()
        self.journal.drop(draft.id)
        self._db.table("drafts").upsert(draft.model_dump(mode="json"), pk="id")

    def still_queued(self, draft_id: str, queued: int) -> None:
        """So many lines of a pasted text are still to become notes."""
        self._must_be_writing()
        self._db.execute("update drafts set queued = ? where id = ?", [queued, draft_id])

    def settle(self, draft_id: str) -> None:
        """The line was kept as a note or emptied: it goes with all its edits."""
        self._must_be_writing()
        self.journal.drop(draft_id)
        self._db.execute("delete from drafts where id = ?", [draft_id])

    def last_place(self, interview_id: str) -> int:
        """The place of the last note of an interview; 0 where it has none."""
        row = self._db.execute(
            "select max(position) from notes where interview_id = ? and binned_at is null", [interview_id]
        ).fetchone()
        return int(row[0] or 0)

    def is_note(self, draft_id: str) -> bool:
        """Whether a line has become a note already."""
        return self._db.table("notes").count_where("id = ?", [draft_id]) == 1

    # -- sittings -----------------------------------------------------------------------------------------------------

    def sit_down(self, sitting: Sitting) -> None:
        """Somebody began to take notes."""
        self._must_be_writing()
        row = {**sitting._asdict(), "began_at": self._author.now().isoformat()}
        self._db.table("sittings").insert(row, ignore=True)

    def sittings(self, interview_id: str) -> list[Sitting]:
        """Those who take notes of an interview, and those whose program ended without leaving it."""
        rows = self._db.table("sittings").rows_where("interview_id = ?", [interview_id], order_by="id")
        return [Sitting(**{name: row[name] for name in Sitting._fields}) for row in rows]

    def rise(self, sitting_id: str) -> None:
        """Somebody left the interview in good order, or was found to have gone."""
        self._must_be_writing()
        self._db.execute("delete from sittings where id = ?", [sitting_id])

    def _must_be_writing(self) -> None:
        if not self._db.conn.in_transaction:
            raise RuntimeError("a draft was changed outside a transaction")
