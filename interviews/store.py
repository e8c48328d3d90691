"""The store of evidence, and the reading and keeping of a whole review."""

from __future__ import annotations

from typing import Any

from sqlite_utils import Database

from groups.rows import Author, Rows
from groups.store import GroupStore
from interviews.drafts import DraftStore
from interviews.interview import Interview, Note
from interviews.partner import Partner
from interviews.passage import MarkedPassage
from interviews.request import InformationRequest
from interviews.review import Review
from interviews.role_name import RoleName
from interviews.submission import Snapshot, Submission
from interviews.theme import Theme


class EvidenceStore(GroupStore):
    """The tables of ``groups`` and ``interviews`` together: everything that one review consists of."""

    def __init__(self, db: Database, author: Author) -> None:
        super().__init__(db, author)
        self.partners = Rows(db, "partners", Partner, author)
        self.interviews = Rows(db, "interviews", Interview, author)
        self.notes = Rows(db, "notes", Note, author)
        self.submissions = Rows(db, "submissions", Submission, author)
        self.snapshots = Rows(db, "snapshots", Snapshot, author)
        self.themes = Rows(db, "themes", Theme, author)
        self.marked = Rows(db, "marked_passages", MarkedPassage, author)
        self.requests = Rows(db, "requests", InformationRequest, author)
        self.role_names = Rows(db, "role_names", RoleName, author)
        self.drafts = DraftStore(db, author)

    def of_group(self) -> dict[str, Rows[Any]]:
        """The tables whose rows belong to one group, by their field in a ``Review``, parents before children."""
        return {
            "members": self.memberships,
            "meetings": self.meetings,
            "suspensions": self.suspensions,
            "scope": self.scopes,
            "enquiry": self.enquiry,
            "partners": self.partners,
            "interviews": self.interviews,
            "themes": self.themes,
            "notes": self.notes,
            "submissions": self.submissions,
            "passages": self.marked,
            "requests": self.requests,
            "snapshots": self.snapshots,
            "findings": self.findings,
            "evidence_links": self.evidence,
            "recommendations": self.recommendations,
            "rests_on": self.rests_on,
            "responses": self.responses,
            "progress": self.progress,
            "prose": self.prose,
            "settled": self.settled,
            "report_drafts": self.report_drafts,
            "published_files": self.published,
            "chasers": self.chasers,
            "shares": self.shares,
        }

    def all_rows(self) -> dict[str, Rows[Any]]:
        """Every table of records by its name; the key from names to roles and the clock rules are in no review."""
        own = self.of_group().values()
        tables: list[Rows[Any]] = [self.groups, self.people, *own, self.role_names, self.clock_rules]
        return {rows.name: rows for rows in tables}

    def review(self, group_id: str, *, with_binned: bool = False) -> Review:
        """One group with all that belongs to it; what lies in the bin only if asked for. Raises NotThere."""
        found: dict[str, list[Any]] = {}
        for field, rows in self.of_group().items():
            found[field] = rows.find(group_id=group_id)
            if with_binned:
                found[field] = sorted(found[field] + rows.find(group_id=group_id, binned=True), key=lambda r: r.id)
        wanted = {member.person_id for member in found["members"]}
        people = sorted((self.people.get(person) for person in wanted), key=lambda p: p.id)
        return Review(group=self.groups.get(group_id), people=people, **found)
