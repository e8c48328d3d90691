"""A whole review in one piece: what ``group export`` writes, what a report is made from, what the checks look at."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from groups.chaser import Chaser
from groups.enquiry import EnquiryLine
from groups.evidence import EvidenceLink
from groups.finding import Finding
from groups.group import Group, Meeting, Membership, Person, Suspension
from groups.prose import Prose
from groups.recommendation import Recommendation, RestsOn
from groups.report_draft import PublishedFile, ReportDraft
from groups.response import Progress, Response
from groups.scope import Scope
from groups.settled import Settled
from groups.share import Share
from interviews.interview import Interview, Note
from interviews.partner import Partner
from interviews.passage import MarkedPassage
from interviews.request import InformationRequest
from interviews.submission import Snapshot, Submission
from interviews.theme import Theme


class Review(BaseModel):
    """One group with everything that belongs to it, ids and all. The field names are the contract of interface.md."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    group: Group
    people: list[Person] = Field(default_factory=list)
    members: list[Membership] = Field(default_factory=list)
    meetings: list[Meeting] = Field(default_factory=list)
    suspensions: list[Suspension] = Field(default_factory=list)
    scope: list[Scope] = Field(default_factory=list)
    enquiry: list[EnquiryLine] = Field(default_factory=list)
    partners: list[Partner] = Field(default_factory=list)
    interviews: list[Interview] = Field(default_factory=list)
    themes: list[Theme] = Field(default_factory=list)
    notes: list[Note] = Field(default_factory=list)
    submissions: list[Submission] = Field(default_factory=list)
    passages: list[MarkedPassage] = Field(default_factory=list)
    requests: list[InformationRequest] = Field(default_factory=list)
    snapshots: list[Snapshot] = Field(default_factory=list)
    findings: list[Finding] = Field(default_factory=list)
    evidence_links: list[EvidenceLink] = Field(default_factory=list)
    recommendations: list[Recommendation] = Field(default_factory=list)
    rests_on: list[RestsOn] = Field(default_factory=list)
    responses: list[Response] = Field(default_factory=list)
    progress: list[Progress] = Field(default_factory=list)
    prose: list[Prose] = Field(default_factory=list)
    settled: list[Settled] = Field(default_factory=list)
    report_drafts: list[ReportDraft] = Field(default_factory=list)
    published_files: list[PublishedFile] = Field(default_factory=list)
    chasers: list[Chaser] = Field(default_factory=list)
    shares: list[Share] = Field(default_factory=list)
