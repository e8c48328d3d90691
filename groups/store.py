"""The store of a review's own record: one table for each kind of record."""

from __future__ import annotations

from sqlite_utils import Database

from groups.enquiry import EnquiryLine
from groups.evidence import EvidenceLink
from groups.finding import Finding
from groups.group import Group, Meeting, Membership, Person, Suspension
from groups.prose import Prose
from groups.recommendation import Recommendation, RestsOn
from groups.response import Progress, Response
from groups.rows import Author, Rows
from groups.scope import Scope


class GroupStore:
    """The tables of ``groups``; each is a ``Rows`` of one kind of record."""

    def __init__(self, db: Database, author: Author) -> None:
        self.groups = Rows(db, "groups", Group, author)
        self.people = Rows(db, "people", Person, author)
        self.memberships = Rows(db, "memberships", Membership, author)
        self.meetings = Rows(db, "meetings", Meeting, author)
        self.suspensions = Rows(db, "suspensions", Suspension, author)
        self.scopes = Rows(db, "scopes", Scope, author)
        self.enquiry = Rows(db, "enquiry_lines", EnquiryLine, author)
        self.findings = Rows(db, "findings", Finding, author)
        self.evidence = Rows(db, "evidence_links", EvidenceLink, author)
        self.recommendations = Rows(db, "recommendations", Recommendation, author)
        self.rests_on = Rows(db, "rests_on", RestsOn, author)
        self.responses = Rows(db, "responses", Response, author)
        self.progress = Rows(db, "progress", Progress, author)
        self.prose = Rows(db, "prose", Prose, author)
