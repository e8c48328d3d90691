"""What a past review holds when it has been read out of a pack: the neutral record of a task and finish report.

Every item carries the line of the pack on which it begins, counted from 1. The words are those of the source without
its list marks and its layout; they are never corrected. A number that the source has lost and that only one number can
be (between i. and iii.) is given with ``inferred`` set; where more than one could be, the item stands in ``unread``.
"""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict, Field


class _Item(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Paragraph(_Item):
    """A paragraph of a section: its number as written ("3.1"), empty where it has none."""

    number: str = ""
    text: str
    line: int


class SubPart(_Item):
    """A lettered part of a recommendation."""

    letter: str
    text: str
    line: int
    inferred: bool = False


class PastRecommendation(_Item):
    """A recommendation as made: its number runs on across addressees."""

    number: int
    text: str
    line: int
    parts: list[SubPart] = Field(default_factory=list)
    inferred: bool = False


class RecommendationStem(_Item):
    """The lead-in of a list of recommendations; ``addressee`` is empty where the lead-in names none."""

    number: str = ""
    text: str
    addressee: str = ""
    line: int
    recommendations: list[PastRecommendation] = Field(default_factory=list)


class PastMember(_Item):
    """A member of the group as named there; ``capacity`` is what stands behind the name, the chair aside."""

    name: str
    capacity: str = ""
    is_chair: bool = False
    line: int


class Officer(_Item):
    """An officer as named there, with the title."""

    name: str
    title: str = ""
    line: int


class Suspension(_Item):
    """A time in which the work rested: as written, and as first and last day where the words tell months or days."""

    period: str
    reason: str = ""
    starts: date | None = None
    ends: date | None = None
    line: int


class PastPartner(_Item):
    """Who was interviewed. ``umbrella`` is the name under which the report's sections put several together."""

    name: str
    short_name: str = ""
    umbrella: str = ""
    note: str = ""
    line: int


class MeetingCount(_Item):
    """How many meetings of a kind the report tells, and the sessions held in them where it tells that."""

    kind: str
    meetings: int
    sessions: int | None = None
    line: int


class PastFinding(_Item):
    """A finding under its number as written (iv); ``source`` is what stands in brackets behind an issue."""

    number: str
    text: str
    source: str = ""
    line: int
    inferred: bool = False


class InterviewSection(_Item):
    """What was heard from one partner: 7.1.n, the heading, and whom those interviewed stood for."""

    number: str
    partner: str
    represented: list[str] = Field(default_factory=list)
    note: str = ""
    findings: list[PastFinding] = Field(default_factory=list)
    line: int
    inferred: bool = False


class Covered(_Item):
    """A recommendation, or a part of one, that a response answers."""

    recommendation: int
    part: str = ""

    def __str__(self) -> str:
        """As people write it: 1a, 4."""
        return f"{self.recommendation}{self.part}"


class PastResponse(_Item):
    """A reply in its exact words, from whom, and what it covers."""

    text: str
    covers: list[Covered]
    body: str = ""
    line: int


class Appendix(_Item):
    """An appendix as listed or headed, and the line where it stands in full if it does."""

    number: str
    title: str = ""
    line: int
    content_line: int | None = None


class SignOff(_Item):
    """Who signed the report."""

    name: str
    title: str = ""
    telephone: str = ""
    email: str = ""
    line: int


class ScopeAnswer(_Item):
    """A row of the scoping document: the key of the field, its label as written, and the heading it stands under."""

    key: str
    heading: str = ""
    label: str
    value: str = ""
    line: int


class EnquiryQuestion(_Item):
    """A numbered question, or a lettered one below it."""

    number: str
    text: str
    line: int
    parts: list[EnquiryQuestion] = Field(default_factory=list)
    inferred: bool = False


class EnquiryTheme(_Item):
    """A theme with its questions; ``text`` is empty where the questions stand under none."""

    text: str
    line: int
    questions: list[EnquiryQuestion] = Field(default_factory=list)


class EnquiryOutline(_Item):
    """The key lines of enquiry."""

    title: str
    line: int
    themes: list[EnquiryTheme] = Field(default_factory=list)


class TableRow(_Item):
    """The cells of one row of a table."""

    cells: list[str]
    line: int


class DataTable(_Item):
    """A data snapshot, cell by cell as it stands."""

    title: str
    line: int
    header_rows: list[TableRow] = Field(default_factory=list)
    rows: list[TableRow] = Field(default_factory=list)


class PastSubmission(_Item):
    """What a partner handed in: the whole text, and the three columns where it has them."""

    title: str
    sender: str = ""
    author: str = ""
    author_title: str = ""
    dated: date | None = None
    text: str
    working_well: list[Paragraph] = Field(default_factory=list)
    worried_about: list[Paragraph] = Field(default_factory=list)
    needs_to_happen: list[Paragraph] = Field(default_factory=list)
    line: int
    end_line: int


class Footnote(_Item):
    """A footnote, wherever it stood."""

    mark: str
    text: str
    line: int


class Unread(_Item):
    """A line of the report that found no place in the record, and why."""

    line: int
    text: str
    why: str


class PastReview(_Item):
    """A task and finish review as its report tells it. ``title`` is the subject without the words for the group."""

    title: str
    council: str = ""
    board: str = ""
    report_date: date | None = None
    subject: str
    line: int
    end_line: int
    purpose: list[Paragraph] = Field(default_factory=list)
    stems: list[RecommendationStem] = Field(default_factory=list)
    background: list[Paragraph] = Field(default_factory=list)
    aims: list[Paragraph] = Field(default_factory=list)
    members: list[PastMember] = Field(default_factory=list)
    supporting_officers: list[Officer] = Field(default_factory=list)
    objectives: list[Paragraph] = Field(default_factory=list)
    suspensions: list[Suspension] = Field(default_factory=list)
    methodology: list[Paragraph] = Field(default_factory=list)
    partners: list[PastPartner] = Field(default_factory=list)
    meetings: list[MeetingCount] = Field(default_factory=list)
    meetings_told: int | None = None
    findings_introduction: list[Paragraph] = Field(default_factory=list)
    key_findings: list[PastFinding] = Field(default_factory=list)
    interview_introduction: list[Paragraph] = Field(default_factory=list)
    interviews: list[InterviewSection] = Field(default_factory=list)
    issues_heading: str = ""
    issues: list[PastFinding] = Field(default_factory=list)
    closing: list[Paragraph] = Field(default_factory=list)
    responses: list[PastResponse] = Field(default_factory=list)
    appendices: list[Appendix] = Field(default_factory=list)
    sign_off: list[SignOff] = Field(default_factory=list)
    scope: list[ScopeAnswer] = Field(default_factory=list)
    enquiry: EnquiryOutline | None = None
    snapshots: list[DataTable] = Field(default_factory=list)
    submissions: list[PastSubmission] = Field(default_factory=list)
    footnotes: list[Footnote] = Field(default_factory=list)
    unread: list[Unread] = Field(default_factory=list)

    @property
    def recommendations(self) -> list[PastRecommendation]:
        """Every recommendation, in the order of the report."""
        return [recommendation for stem in self.stems for recommendation in stem.recommendations]

    def responses_to(self, recommendation: int, part: str = "") -> list[PastResponse]:
        """The responses that cover a recommendation, or the part of it: one to the whole covers each part."""
        return [
            response
            for response in self.responses
            if any(c.recommendation == recommendation and (not part or c.part in ("", part)) for c in response.covers)
        ]
