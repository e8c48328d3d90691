"""A whole review of a fictional council: two addressees, three kinds of finding, evidence that may not be published."""

from __future__ import annotations

from datetime import date

from groups.enquiry import EnquiryLine, LineKind
from groups.finding import Finding, FindingKind
from groups.group import Group, Meeting, MeetingKind, Membership, Role, Suspension
from groups.prose import Prose, ReportSection
from groups.recommendation import Recommendation, RestsOn, SubPart
from groups.response import Covered, Response
from groups.scope import Scope, default_template
from groups.sensitivity import Sensitivity
from interviews.interview import Interview, InterviewState
from interviews.partner import Partner
from interviews.review import Review
from interviews.submission import Publication, Snapshot, Submission

G = "g"
BOARD = "Children and Families Scrutiny Board (2)"


def finding(
    row_id: str, kind: FindingKind, words: str, partner: str = "", source: str = "", position: int = 0
) -> Finding:
    return Finding(
        id=row_id, group_id=G, kind=kind, text=words, partner_id=partner, attributed_to=source, position=position
    )


def prose(section: ReportSection, words: str) -> Prose:
    return Prose(id=f"prose-{section.name}", group_id=G, section=section, text=words)


def meeting(n: int, kind: MeetingKind, held: bool = True) -> Meeting:
    return Meeting(id=f"m{n}", group_id=G, kind=kind, held=held, on=date(2026, 3, n))


def interview(n: int, *partners: str, state: InterviewState = InterviewState.CONFIRMED) -> Interview:
    return Interview(id=f"i{n}", group_id=G, title=f"Session {n}", partner_ids=list(partners), state=state)


def empty() -> Review:
    return Review(group=Group(id=G, title="School Attendance"))


def full() -> Review:
    """Elective Home Education at Wexcombe: everything that a note can show."""
    return Review(
        group=Group(
            id=G,
            title="Elective Home Education",
            council="Wexcombe City Council",
            boards=[BOARD],
            minute_number="24",
            resolution_date=date(2026, 1, 22),
            resolution="RESOLVED that a task and finish group be set up.",
            report_date=date(2026, 11, 3),
            sign_off="Ada Quill, Scrutiny Officer\nTel: 01632 960001\nada.quill@wexcombe.example",
        ),
        members=[
            Membership(id="p1", group_id=G, person_id="1", name="Cllr Bo Reed", position=1),
            Membership(id="p2", group_id=G, person_id="2", name="Cllr Cy Fen", role=Role.CHAIR, position=2),
            Membership(
                id="p3", group_id=G, person_id="3", name="Di Holt", role=Role.CO_OPTED, capacity="Diocese", position=3
            ),
            Membership(id="p4", group_id=G, person_id="4", name="Cllr Ed Moss", until=date(2026, 5, 4), position=4),
            Membership(
                id="p5", group_id=G, person_id="5", name="Ada Quill", role=Role.OFFICER, capacity="Scrutiny Officer"
            ),
        ],
        meetings=[
            *(meeting(n, MeetingKind.SCOPING) for n in (1, 2)),
            *(meeting(n, MeetingKind.INTERVIEWING) for n in (3, 4, 5)),
            *(meeting(n, MeetingKind.ANALYSING) for n in (6, 7)),
            meeting(8, MeetingKind.BOARD),
            meeting(9, MeetingKind.ANALYSING, held=False),
        ],
        suspensions=[
            Suspension(id="s2", group_id=G, since=date(2026, 8, 1), until=date(2026, 8, 31), reason="summer recess"),
            Suspension(id="s1", group_id=G, since=date(2026, 4, 1), period="April 2026", reason="pre-election period"),
        ],
        scope=[
            Scope(
                id="scope",
                group_id=G,
                fields=default_template(),
                answers={
                    "title": "Who is taught at home?",
                    "hopes": "To know who is missing.",
                    "success": "1. Replies\n2. Change",
                },
                agreed_on=date(2026, 2, 1),
            ),
            Scope(id="draft", group_id=G, number=2, fields=default_template(), answers={"title": "A draft title"}),
        ],
        enquiry=[
            EnquiryLine(id="t1", group_id=G, kind=LineKind.THEME, text="Knowing the children", position=1),
            EnquiryLine(
                id="q1", group_id=G, kind=LineKind.QUESTION, text="Who is counted?", parent_id="t1", position=2
            ),
            EnquiryLine(id="q1a", group_id=G, kind=LineKind.SUB_QUESTION, text="By whom?", parent_id="q1", position=3),
            EnquiryLine(id="q1b", group_id=G, kind=LineKind.SUB_QUESTION, text="When?", parent_id="q1", position=4),
            EnquiryLine(id="t2", group_id=G, kind=LineKind.THEME, text="Support", position=5),
            EnquiryLine(
                id="q2", group_id=G, kind=LineKind.QUESTION, text="What is offered?", parent_id="t2", position=6
            ),
            EnquiryLine(id="q2a", group_id=G, kind=LineKind.SUB_QUESTION, text="To whom?", parent_id="q2", position=7),
            EnquiryLine(id="lost", group_id=G, kind=LineKind.SUB_QUESTION, text="Lost its parent", parent_id="x"),
        ],
        partners=[
            Partner(id="police", group_id=G, name="Police", position=1),
            Partner(id="health", group_id=G, name="Health", position=2),
            Partner(id="nurses", group_id=G, name="School Nursing Trust", short_name="SNT", umbrella_id="health"),
            Partner(id="gps", group_id=G, name="General Practice", short_name="GPs", umbrella_id="health"),
            Partner(id="library", group_id=G, name="Library Service", position=4),
        ],
        interviews=[
            *(interview(n, "police") for n in (1, 2)),
            *(interview(n, "nurses") for n in (3, 4)),
            *(interview(n) for n in (5, 6)),
            interview(7, "library", state=InterviewState.PLANNED),
        ],
        submissions=[
            Submission(
                id="sub1",
                group_id=G,
                reference="EHE01",
                title="Submission from SNT",
                partner_id="nurses",
                publication=Publication.PUBLISH,
                sensitivity=Sensitivity.PUBLIC,
                received=date(2026, 3, 9),
                text="What works\n\n- visits\n- letters\n\n1.1 kept as typed",
                position=1,
            ),
            Submission(
                id="sub2",
                group_id=G,
                reference="EHE02",
                title="Letter of CANARY-TITLE",
                sender="Ms Jo Larkspur",
                capacity="CANARY-CAPACITY",
                publication=Publication.WITHOUT_NAMES,
                sensitivity=Sensitivity.PUBLIC,
                text="A parent writes.",
                position=2,
            ),
            Submission(
                id="sub3",
                group_id=G,
                reference="EHE03",
                title="CANARY-PRIVATE",
                publication=Publication.PRIVATE,
                sensitivity=Sensitivity.PUBLIC,
                text="CANARY-PRIVATE-TEXT",
                position=3,
            ),
            Submission(
                id="sub4",
                group_id=G,
                reference="EHE04",
                title="CANARY-WORKING",
                publication=Publication.PUBLISH,
                text="CANARY-WORKING-TEXT",
                position=4,
            ),
            Submission(
                id="sub5",
                group_id=G,
                reference="EHE05",
                title="CANARY-NAMED",
                sender="Mr Al Woodruff",
                publication=Publication.WITHOUT_NAMES,
                sensitivity=Sensitivity.PUBLIC,
                text="Yours, A. WOODRUFF",
                position=5,
            ),
        ],
        snapshots=[
            Snapshot(
                id="snap1",
                group_id=G,
                title="Children taught at home",
                source="School census",
                rows=[["", "2024", "2025"], ["JAN", "12", "15"], ["FEB", "13", "19"]],
                publication=Publication.PUBLISH,
                position=1,
            ),
            Snapshot(id="snap2", group_id=G, title="CANARY-SNAPSHOT", rows=[["a"], ["CANARY-CELL"]], position=2),
        ],
        findings=[
            finding("k1", FindingKind.KEY, "Numbers rise.", position=1),
            finding("k2", FindingKind.KEY, "Visits help.\n\nSome families refuse them.", position=2),
            finding("l1", FindingKind.LIMIT, "No figures before 2023.", position=3),
            finding("h1", FindingKind.BY_PARTNER, "Nurses lose touch.", "health", position=4),
            finding("b1", FindingKind.BY_PARTNER, "Officers know the families.", "police", position=5),
            finding("h2", FindingKind.BY_PARTNER, "GPs are asked late.", "health", position=6),
            finding("s1", FindingKind.ISSUE, "Feedback is slow", source="from Police and Health", position=7),
            finding("s2", FindingKind.ISSUE, "Letters are long (from Police)", source="from Police", position=8),
        ],
        recommendations=[
            Recommendation(
                id="r1",
                group_id=G,
                addressee="Cabinet Member for Children",
                action="The register is published each term, showing:",
                parts=[SubPart(id="r1a", text="new families"), SubPart(id="r1b", text="returns to school")],
                position=1,
            ),
            Recommendation(
                id="r2", group_id=G, addressee="Health Partnership", action="One form is agreed.", position=2
            ),
            Recommendation(
                id="r3",
                group_id=G,
                addressee="Cabinet Member for Children",
                action="Visits are offered.",
                by_when=date(2027, 3, 31),
                measure="visits made",
                position=3,
            ),
            Recommendation(id="r4", group_id=G, addressee="Health Partnership", action="Staff are trained", position=4),
        ],
        rests_on=[
            RestsOn(id="x1", group_id=G, recommendation_id="r1", part_id="r1b", finding_id="k1"),
            RestsOn(id="x2", group_id=G, recommendation_id="r2", finding_id="h2"),
            RestsOn(id="x3", group_id=G, recommendation_id="r2", finding_id="k2"),
            RestsOn(id="x4", group_id=G, recommendation_id="r2", finding_id="binned"),
        ],
        responses=[
            Response(
                id="a1",
                group_id=G,
                body="Children's Services",
                text="This is being built.",
                covers=[Covered(recommendation_id="r1", part_id="r1a")],
                order=1,
            ),
            Response(
                id="a2",
                group_id=G,
                body="Children's Services",
                received=date(2026, 10, 1),
                text="Both are passed on.\n\nA date will follow.",
                covers=[Covered(recommendation_id="r4"), Covered(recommendation_id="r2")],
                order=2,
            ),
        ],
        prose=[
            prose(ReportSection.BACKGROUND, "Home education has {meetings} roots.\n\nSee [the rise](#finding:k1)."),
            prose(ReportSection.INTERVIEWS, "Each was asked alike.\n\nThe group thanks them."),
            prose(ReportSection.METHODOLOGY, "The Chair wrote to every school."),
        ],
    )
