"""The tables of a review's own record, as ordered, named migrations. A migration that has landed is never edited."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("groups")

ROW = {
    "id": str,
    "version": int,
    "created_at": str,
    "created_by": str,
    "changed_at": str,
    "changed_by": str,
    "binned_at": str,
}


def create(db: Database, table: str, columns: dict[str, type], **links: str) -> None:
    """Create a table of records: the columns of every record, its own, and links as column → the table pointed to."""
    db.table(table).create(
        ROW | dict.fromkeys(links, str) | columns,
        pk="id",
        not_null={"id", "version"},
        foreign_keys=[(column, other, "id") for column, other in links.items()],
        strict=True,
    )
    for column in links:
        db.table(table).create_index([column])


@migrations(name="0001_review")
def _review(db: Database) -> None:
    create(
        db,
        "groups",
        {
            "title": str,
            "short_title": str,
            "topic_question": str,
            "council": str,
            "boards": str,
            "portfolio": str,
            "stage": str,
            "minute_number": str,
            "minute_title": str,
            "resolution_date": str,
            "resolution": str,
            "report_date": str,
            "sign_off": str,
            "source_pack": str,
            "source_line": int,
            "position": int,
        },
    )
    create(db, "people", {"name": str, "other_names": str})
    create(
        db,
        "memberships",
        {"name": str, "role": str, "capacity": str, "since": str, "until": str, "position": int},
        group_id="groups",
        person_id="people",
    )
    create(
        db,
        "meetings",
        {
            "kind": str,
            "on": str,
            "place": str,
            "held": int,
            "present": str,
            "apologies": str,
            "declarations": str,
            "position": int,
        },
        group_id="groups",
    )
    create(db, "suspensions", {"since": str, "until": str, "period": str, "reason": str}, group_id="groups")
    create(
        db,
        "scopes",
        {"number": int, "fields": str, "answers": str, "agreed_on": str, "enquiry": str},
        group_id="groups",
    )
    create(
        db,
        "enquiry_lines",
        {"kind": str, "text": str, "parent_id": str, "position": int, "asked_of": str},
        group_id="groups",
    )
    create(
        db,
        "findings",
        {
            "kind": str,
            "text": str,
            "partner_id": str,
            "attributed_to": str,
            "is_agreed": int,
            "leads_nowhere": str,
            "position": int,
            "source_line": int,
        },
        group_id="groups",
    )
    create(
        db,
        "evidence_links",
        {"address": str, "relation": str, "quote": str, "partner_id": str, "position": int},
        group_id="groups",
        finding_id="findings",
    )
    create(
        db,
        "recommendations",
        {
            "addressee": str,
            "action": str,
            "parts": str,
            "owner": str,
            "by_when": str,
            "by_when_text": str,
            "measure": str,
            "reason": str,
            "state": str,
            "position": int,
            "source_line": int,
        },
        group_id="groups",
    )
    create(
        db,
        "rests_on",
        {"part_id": str},
        group_id="groups",
        recommendation_id="recommendations",
        finding_id="findings",
    )
    create(
        db,
        "responses",
        {
            "body": str,
            "received": str,
            "text": str,
            "position": str,
            "covers": str,
            "order": int,
            "source_line": int,
        },
        group_id="groups",
    )
    create(
        db,
        "progress",
        {"on": str, "doing": str, "impact": str, "evidence": str, "by": str},
        group_id="groups",
        recommendation_id="recommendations",
    )
    create(db, "prose", {"section": str, "text": str}, group_id="groups")


@migrations(name="0002_outcome")
def _outcome(db: Database) -> None:
    """From finding to outcome: reasons, parts of a recommendation, drafts, files, chasers, clocks, shares."""
    more: dict[str, dict[str, str]] = {
        "findings": {"nowhere_reason": ""},
        "recommendations": {"cost": "", "equality": "", "proposed_by": "", "agreed_by": "[]", "minority_view": ""},
        "responses": {"follow_up": ""},
        "progress": {"what": ""},
        "prose": {"facts": "{}"},
    }
    for table, columns in more.items():
        for column, empty in columns.items():
            db.table(table).add_column(column, str, not_null_default=empty)
    for column in ("agreed_on", "board_agreed_on", "notice_on", "sent_on", "received_on", "replies_wanted_by"):
        db.table("groups").add_column(column, str)
    create(db, "settled", {"remark": str, "text": str, "reason": str, "on": str}, group_id="groups")
    create(
        db,
        "report_drafts",
        {
            "number": int,
            "on": str,
            "remark": str,
            "private": int,
            "paragraphs": str,
            "signed_off_by": str,
            "signed_off_on": str,
        },
        group_id="groups",
    )
    create(
        db,
        "published_files",
        {
            "on": str,
            "form": str,
            "file_name": str,
            "sha256": str,
            "draft_number": int,
            "override_reason": str,
            "overridden": str,
        },
        group_id="groups",
    )
    create(
        db,
        "chasers",
        {"addressee": str, "step": int, "on": str, "recommendation_ids": str, "text": str},
        group_id="groups",
    )
    create(
        db,
        "shares",
        {
            "what": str,
            "record_id": str,
            "consent": str,
            "on": str,
            "accepted_on": str,
            "withdrawn_on": str,
            "to_group_id": str,
        },
        group_id="groups",
    )
    create(
        db,
        "clock_rules",
        {
            "name": str,
            "words": str,
            "starts": str,
            "months": int,
            "days": int,
            "statutory": int,
            "source": str,
            "position": int,
        },
    )


@migrations(name="0003_agreed_words")
def _agreed_words(db: Database) -> None:
    """What the group agreed, kept with the recommendation itself."""
    db.table("recommendations").add_column("agreed_words", str, not_null_default="")
