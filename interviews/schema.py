"""The tables of evidence, as ordered, named migrations. A migration that has landed is never edited."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

from groups.schema import create

migrations = Migrations("interviews")


@migrations(name="0001_evidence")
def _evidence(db: Database) -> None:
    create(
        db,
        "partners",
        {"name": str, "short_name": str, "umbrella_id": str, "kind": str, "position": int},
        group_id="groups",
    )
    create(
        db,
        "interviews",
        {
            "title": str,
            "meeting_id": str,
            "partner_ids": str,
            "on": str,
            "interviewees": str,
            "present": str,
            "declarations": str,
            "state": str,
            "position": int,
        },
        group_id="groups",
    )
    create(
        db,
        "notes",
        {
            "text": str,
            "kind": str,
            "speaker": str,
            "author": str,
            "taken_at": str,
            "line_id": str,
            "sensitivity": str,
            "exempt_reason": str,
            "position": int,
        },
        group_id="groups",
        interview_id="interviews",
    )
    create(
        db,
        "submissions",
        {
            "reference": str,
            "title": str,
            "partner_id": str,
            "sender": str,
            "capacity": str,
            "received": str,
            "file_name": str,
            "file_sha256": str,
            "publication": str,
            "sensitivity": str,
            "exempt_reason": str,
            "text": str,
            "position": int,
        },
        group_id="groups",
    )
    create(
        db,
        "snapshots",
        {
            "title": str,
            "partner_id": str,
            "source": str,
            "owner": str,
            "as_at": str,
            "definition": str,
            "unit": str,
            "heading_rows": int,
            "rows": str,
            "publication": str,
            "position": int,
        },
        group_id="groups",
    )


@migrations(name="0002_drafts")
def _drafts(db: Database) -> None:
    """A line that is being typed. It is no record: it has no history, no bin, and goes when the line is kept."""
    db.table("drafts").create(
        {
            "id": str,
            "version": int,
            "interview_id": str,
            "author": str,
            "text": str,
            "kind": str,
            "speaker": str,
            "line_id": str,
            "sensitivity": str,
            "exempt_reason": str,
            "changed_at": str,
        },
        pk="id",
        not_null={"id", "version"},
        foreign_keys=[("interview_id", "interviews", "id")],
        strict=True,
    )
    db.table("drafts").create_index(["interview_id"])


@migrations(name="0003_themes_passages_requests")
def _themes_passages_requests(db: Database) -> None:
    """What capture and evidence from outside need: themes, marked passages, requests, and the key of names."""
    create(db, "themes", {"name": str, "parent_id": str, "position": int}, group_id="groups")
    create(
        db,
        "marked_passages",
        {"address": str, "line_id": str, "theme_ids": str, "remark": str, "position": int},
        group_id="groups",
        submission_id="submissions",
    )
    create(
        db,
        "requests",
        {
            "what": str,
            "asked_of": str,
            "partner_id": str,
            "owner": str,
            "asked_on": str,
            "due": str,
            "state": str,
            "outcome": str,
            "interview_id": str,
            "note_id": str,
            "submission_id": str,
            "sensitivity": str,
            "exempt_reason": str,
            "position": int,
        },
        group_id="groups",
    )
    create(db, "role_names", {"name": str, "other_forms": str, "role": str}, group_id="groups")
    more: dict[str, dict[str, str]] = {
        "interviews": {"to_ask": "[]", "asked": "[]", "follows": ""},
        "notes": {"theme_ids": "[]", "corrects": ""},
        "submissions": {"form": "", "turns": "[]", "dropped": "[]", "attachment_of": ""},
        "snapshots": {"period": "", "file_name": "", "file_sha256": ""},
    }
    for table, columns in more.items():
        for column, empty in columns.items():
            db.table(table).add_column(column, str, not_null_default=empty)
    db.table("interviews").add_column("began_at", str)


@migrations(name="0004_journal")
def _journal(db: Database) -> None:
    """The edits of a line that is being typed, and who is taking notes. Neither is a record."""
    db.table("journal").create(
        {
            "id": int,
            "draft_id": str,
            "number": int,
            "writer": str,
            "author": str,
            "at": str,
            "act": str,
            "place": int,
            "removed": int,
            "inserted": str,
            "cursor": int,
        },
        pk="id",
        not_null={"draft_id", "number", "act", "place", "removed", "inserted", "cursor"},
        foreign_keys=[("draft_id", "drafts", "id")],
        strict=True,
    )
    db.table("journal").create_index(["draft_id", "number"], unique=True)
    db.table("drafts").add_column("sitting_id", str, not_null_default="")
    db.table("drafts").add_column("queued", int, not_null_default=0)
    db.table("sittings").create(
        {"id": str, "interview_id": str, "author": str, "process": int, "started": float, "began_at": str},
        pk="id",
        foreign_keys=[("interview_id", "interviews", "id")],
        strict=True,
    )
    db.table("sittings").create_index(["interview_id"])
