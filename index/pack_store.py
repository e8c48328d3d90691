"""The store of the archive: packs, their text, and what was read from them."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlite_utils import Database, Migrations
from sqlite_utils.db import NotFoundError

from index.archive import ArchivedPack, handles
from index.packs.models import Pack

migrations = Migrations("archive")


@migrations(name="0001_packs")
def _packs(db: Database) -> None:
    db.table("packs").create(
        {
            "id": str,
            "version": int,
            "created_at": str,
            "created_by": str,
            "changed_at": str,
            "changed_by": str,
            "binned_at": str,
            "sha256": str,
            "file_name": str,
            "council": str,
            "board": str,
            "meeting_date": str,
            "minutes_of": str,
            "line_count": int,
            "notices": str,
        },
        pk="id",
        not_null={"id", "version", "sha256"},
        strict=True,
    )
    # Text and records are large and never change, so they stand apart from the row whose history is kept.
    db.table("pack_contents").create(
        {"pack_id": str, "text": str, "content": str},
        pk="pack_id",
        foreign_keys=[("pack_id", "packs", "id")],
        strict=True,
    )


class NoSuchPack(LookupError):
    """No pack answers to that name; the message says what there is."""


class PackStore:
    """Packs in, packs out. Changes are made inside the workspace's write."""

    def __init__(self, db: Database, by: str, now: Callable[[], datetime]) -> None:
        self._db = db
        self._by = by
        self._now = now

    def add(self, pack: ArchivedPack, text: str, content: Pack) -> ArchivedPack:
        """Keep a pack with its text and what was read from it."""
        now = self._now()
        fresh = pack.model_copy(
            update={
                "created_at": now,
                "created_by": self._by,
                "changed_at": now,
                "changed_by": self._by,
                "line_count": text.count("\n") + 1,
            }
        )
        self._db.table("packs").insert(_write(fresh))
        self._db.table("pack_contents").insert(
            {"pack_id": fresh.id, "text": text, "content": content.model_dump_json()}
        )
        return fresh

    def all(self, *, binned: bool = False) -> list[ArchivedPack]:
        """The packs outside the bin (or in it), newest meeting first."""
        where = "binned_at is not null" if binned else "binned_at is null"
        rows = self._db.table("packs").rows_where(where, order_by="meeting_date desc, id")
        return [_read(row) for row in rows]

    def handles(self) -> dict[str, str]:
        """Each pack's id → the name by which people call it, those in the bin included so that names stay."""
        return handles(_read(row) for row in self._db.table("packs").rows)

    def get(self, pack_id: str) -> ArchivedPack:
        """The pack with this id. Raises NoSuchPack."""
        try:
            return _read(self._db.table("packs").get(pack_id))
        except NotFoundError:
            raise NoSuchPack(f"There is no pack {pack_id} in the archive.") from None

    def called(self, name: str) -> ArchivedPack:
        """The pack that people call ``name``: a meeting date, the name in the list, or an id. Raises NoSuchPack."""
        names = self.handles()
        packs = [p for p in self.all() if name in (names[p.id], p.id)]
        if packs:
            return packs[0]
        same_day = [names[p.id] for p in self.all() if names[p.id].startswith(name)] if len(name) >= 10 else []
        if same_day:
            raise NoSuchPack(f"There are several packs of {name}: say {' or '.join(same_day)}.")
        known = ", ".join(names[p.id] for p in self.all())
        raise NoSuchPack(
            f"There is no pack called {name}. "
            + (f"The archive holds: {known}." if known else "The archive is empty: import a pack first.")
        )

    def with_hash(self, sha256: str) -> ArchivedPack | None:
        """The pack with exactly these bytes, outside the bin."""
        return next((p for p in self.all() if p.sha256 == sha256), None)

    def text(self, pack_id: str) -> str:
        """The pack's text, line by line as it was read. Raises NoSuchPack."""
        return str(self._content(pack_id)["text"])

    def content(self, pack_id: str) -> Pack:
        """What was read from the pack. Raises NoSuchPack."""
        return Pack.model_validate_json(self._content(pack_id)["content"])

    def put_in_bin(self, pack: ArchivedPack, *, binned: bool = True) -> ArchivedPack:
        """Put a pack in the bin, or with ``binned=False`` take it out."""
        now = self._now()
        fresh = pack.model_copy(
            update={
                "version": pack.version + 1,
                "changed_at": now,
                "changed_by": self._by,
                "binned_at": now if binned else None,
            }
        )
        self._db.table("packs").update(pack.id, _write(fresh))
        return fresh

    def _content(self, pack_id: str) -> dict[str, Any]:
        try:
            return dict(self._db.table("pack_contents").get(pack_id))
        except NotFoundError:
            raise NoSuchPack(f"There is no pack {pack_id} in the archive.") from None


def _read(row: dict[str, Any]) -> ArchivedPack:
    return ArchivedPack.model_validate({**row, "notices": json.loads(row["notices"])})


def _write(pack: ArchivedPack) -> dict[str, Any]:
    row = pack.model_dump(mode="json")
    return {**row, "notices": json.dumps(pack.notices, ensure_ascii=False)}
