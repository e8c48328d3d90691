"""The store of a review's own record: one table for each kind of record."""

from __future__ import annotations

from sqlite_utils import Database

from groups.chaser import Chaser
from groups.clock import ClockRule
from groups.enquiry import EnquiryLine
from groups.evidence import EvidenceLink
from groups.finding import Finding
from groups.group import Group, Meeting, Membership, Person, Suspension
from groups.prose import Prose
from groups.recommendation import Recommendation, RestsOn
from groups.report_draft import PublishedFile, ReportDraft
from groups.response import Progress, Response
from groups.rows import Author, Rows
from groups.scope import Scope
from groups.settled import Settled
from groups.share import Share


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
        self.settled = Rows(db, "settled", Settled, author)
        self.report_drafts = Rows(db, "report_drafts", ReportDraft, author)
        self.published = Rows(db, "published_files", PublishedFile, author)
        self.chasers = Rows(db, "chasers", Chaser, author)
        self.shares = Rows(db, "shares", Share, author)
        self.clock_rules = Rows(db, "clock_rules", ClockRule, author)
