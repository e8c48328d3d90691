"""A review of a fictional council that can be walked: one recommendation, its findings, and evidence of every kind.

What may not stand in a public file has CANARY in it; so have names that are published as roles.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

from groups.enquiry import EnquiryLine, LineKind
from groups.evidence import Address, EvidenceKind, EvidenceLink, Relation, address_of
from groups.finding import Finding, FindingKind, WhyNowhere
from groups.group import Group, Membership, Person, Stage
from groups.recommendation import Recommendation, RecommendationState, RestsOn, SubPart
from groups.response import Covered, Doing, Impact, Position, Progress, Response
from groups.sensitivity import Sensitivity
from interviews.interview import Interview, Interviewee, InterviewState, Note, NoteKind
from interviews.partner import Partner
from interviews.passage import MarkedPassage
from interviews.review import Review
from interviews.role_name import RoleName
from interviews.submission import Publication, Snapshot, Submission, Turn
from interviews.theme import Theme
from workbench.workspace.workspace import Workspace

G = "g"
LETTER = "We visit in ten days. 👍\nMrs Canaryfield waited six weeks.\nLetters are long."
WITHHELD = "Nobody from CANARYSCHOOL was asked.\nIt went well for us."
KEY = [RoleName(group_id=G, name="Mrs Iris Canaryfield", role="Parent B")]


def note(n: int, words: str, **parts: object) -> Note:
    known = {"interview_id": "i1", "kind": NoteKind.FACT, "sensitivity": Sensitivity.PUBLIC}
    at = datetime(2026, 1, 14, 14, n, tzinfo=UTC)
    return Note.model_validate(
        {"id": f"n{n}", "group_id": G, "text": words, "position": n, "taken_at": at} | known | parts
    )


def link(
    n: int, finding: str, address: Address, quote: str = "", relation: Relation = Relation.SUPPORTS
) -> EvidenceLink:
    return EvidenceLink(
        id=f"l{n}", group_id=G, finding_id=finding, address=address, quote=quote, relation=relation, position=n
    )


def of_note(note_id: str) -> Address:
    return Address(kind=EvidenceKind.NOTE, id=note_id)


def passage(submission_id: str, text: str, words: str) -> Address:
    start = text.index(words)
    return address_of(EvidenceKind.PASSAGE, submission_id, text, start, start + len(words))


def walked() -> Review:
    """The whole review; nothing of it is in the bin but one note."""
    return Review(
        group=Group(
            id=G,
            title="School Meals",
            council="Wexcombe City Council",
            boards=["Families Scrutiny Board"],
            stage=Stage.MONITORING,
            agreed_on=date(2026, 3, 2),
            board_agreed_on=date(2026, 3, 20),
            created_at=datetime(2026, 1, 1, 9, 0, tzinfo=UTC),
        ),
        members=[Membership(id="m1", group_id=G, person_id="1", name="Cllr Bo Reed")],
        enquiry=[
            EnquiryLine(id="t", group_id=G, kind=LineKind.THEME, text="Knowing", position=1),
            EnquiryLine(id="q", group_id=G, kind=LineKind.QUESTION, text="Who waits?", parent_id="t", position=2),
            EnquiryLine(id="qa", group_id=G, kind=LineKind.SUB_QUESTION, text="How long?", parent_id="q", position=3),
        ],
        partners=[
            Partner(id="health", group_id=G, name="Health", position=1),
            Partner(id="nurses", group_id=G, name="School Nursing Trust", umbrella_id="health", position=2),
        ],
        themes=[
            Theme(id="time", group_id=G, name="Waiting", position=1),
            Theme(id="long", group_id=G, name="Long waits", parent_id="time", position=2),
        ],
        interviews=[
            Interview(
                id="i1",
                group_id=G,
                title="CANARY-TITLE of the nurses",
                partner_ids=["nurses"],
                on=date(2026, 1, 14),
                state=InterviewState.CONFIRMED,
                interviewees=[Interviewee(name="Ann Canarywood", attribution="Nurse A")],
            )
        ],
        notes=[
            note(1, "=1+1 is what they told us", speaker="Ann Canarywood", line_id="qa", theme_ids=["long", "time"]),
            note(2, "CANARY-EXEMPT about one child", sensitivity=Sensitivity.EXEMPT, exempt_reason="CANARY-REASON"),
            note(3, "CANARY-WORKING as it was typed", sensitivity=Sensitivity.WORKING, line_id="q"),
            note(4, "“It took all summer,” Mrs Canaryfield said", kind=NoteKind.QUOTE, speaker="Ann Canarywood"),
            note(5, "six weeks, not five", corrects="n1"),
            note(6, "CANARY-BIN", binned_at=datetime(2026, 1, 15, tzinfo=UTC)),
        ],
        submissions=[
            Submission(
                id="s1",
                group_id=G,
                reference="MEA01",
                title="Letter of the trust",
                partner_id="nurses",
                received=date(2026, 1, 20),
                publication=Publication.PUBLISH,
                sensitivity=Sensitivity.PUBLIC,
                text=LETTER,
                position=1,
            ),
            Submission(
                id="s2",
                group_id=G,
                reference="MEA02",
                title="CANARY-PRIVATE-TITLE",
                text="CANARY-PRIVATE words of a letter",
                publication=Publication.PRIVATE,
                sensitivity=Sensitivity.PUBLIC,
                position=2,
            ),
            Submission(
                id="s3",
                group_id=G,
                reference="MEA03",
                title="CANARY-WITHOUT-NAMES",
                sender="Jo CANARYSENDER",
                publication=Publication.WITHOUT_NAMES,
                sensitivity=Sensitivity.PUBLIC,
                text="It went well for us.",
                turns=[Turn(line=1, speaker="Kit Canarylee")],
                position=3,
            ),
        ],
        passages=[
            MarkedPassage(
                id="p1",
                group_id=G,
                submission_id="s1",
                address=passage("s1", LETTER, "Mrs Canaryfield waited"),
                line_id="qa",
                theme_ids=["time"],
                remark="CANARY-REMARK",
            )
        ],
        snapshots=[
            Snapshot(
                id="d1",
                group_id=G,
                title="Meals served",
                partner_id="nurses",
                as_at=date(2025, 12, 1),
                rows=[["", "2025"], ["Cold", "-12"]],
                publication=Publication.PUBLISH,
            ),
            Snapshot(id="d2", group_id=G, title="CANARY-SNAPSHOT", rows=[["a"], ["1"]], position=2),
        ],
        findings=[
            Finding(id="k1", group_id=G, kind=FindingKind.KEY, text="Families wait too long.", position=1),
            Finding(id="k2", group_id=G, kind=FindingKind.KEY, text="Letters help nobody.", position=2),
            Finding(
                id="x1",
                group_id=G,
                kind=FindingKind.ISSUE,
                text="Ovens are old.",
                leads_nowhere=WhyNowhere.NOTED,
                nowhere_reason="they are being replaced",
                position=3,
            ),
        ],
        evidence_links=[
            link(1, "k1", of_note("n1"), "=1+1 is what they told us"),
            link(2, "k1", of_note("n2"), "CANARY-EXEMPT about one child"),
            link(3, "k1", of_note("n4"), "“It took all summer,” Mrs Canaryfield said", Relation.CONTRADICTS),
            link(4, "k2", passage("s1", LETTER, "Letters are long."), "Letters are long."),
            link(5, "k2", Address(kind=EvidenceKind.FIGURE, id="d1", words="-12", before="Cold, 2025"), "-12"),
            link(6, "k2", passage("s2", "CANARY-PRIVATE words", "CANARY-PRIVATE"), "CANARY-PRIVATE"),
            link(7, "k2", of_note("n6"), "CANARY-BIN", Relation.CONTEXT),
            link(8, "k2", Address(kind=EvidenceKind.PACK, id="pack", words="As told", position=40), "As told"),
            # Quoted before CANARY-QUOTE was taken out of the line.
            link(9, "k2", of_note("n5"), "six weeks CANARY-QUOTE, not five"),
            link(10, "k2", Address(kind=EvidenceKind.FINDING, id="k1", words="Families"), "Families"),
        ],
        recommendations=[
            Recommendation(
                id="r1",
                group_id=G,
                addressee="Cabinet Member for Children",
                action="These steps are taken",
                parts=[SubPart(id="r1a", text="families are told in ten days"), SubPart(id="r1b", text="letters end")],
                by_when=date(2026, 9, 1),
                measure="the wait each term",
                proposed_by="Cllr Bo Reed",
                agreed_by=["Cllr Bo Reed"],
                cost="None.",
                state=RecommendationState.AGREED_BY_BOARD,
                position=1,
            ),
            Recommendation(
                id="r2",
                group_id=G,
                action="Nobody is asked for this",
                state=RecommendationState.DROPPED,
                position=2,
            ),
        ],
        rests_on=[
            RestsOn(id="o1", group_id=G, recommendation_id="r1", finding_id="k1"),
            RestsOn(id="o2", group_id=G, recommendation_id="r1", part_id="r1b", finding_id="k2"),
        ],
        responses=[
            Response(
                id="a1",
                group_id=G,
                body="Children's Services",
                received=date(2026, 5, 1),
                text="We will look at letters.\nA date will follow.",
                position=Position.NO_CLEAR_ANSWER,
                covers=[Covered(recommendation_id="r1", part_id="r1b")],
                follow_up="On which day?",
                order=1,
            )
        ],
        progress=[
            Progress(
                id="g1",
                group_id=G,
                recommendation_id="r1",
                on=date(2026, 10, 1),
                doing=Doing.UNDER_WAY,
                what="A new form is in use.",
                impact=Impact.SOME,
                evidence="The wait fell to three weeks.",
                by="Head of Meals",
            )
        ],
    )


def keep_walked(workspace: Workspace) -> Group:
    """The whole review kept in a workspace, with the names that are published as roles; the binned note in the bin."""
    records = workspace.records
    with workspace.write("Take in a review"):
        records.people.add(Person(id="1", name="Cllr Bo Reed"))
        group = records.groups.add(walked().group)
        for field, rows in records.of_group().items():
            for row in getattr(walked(), field):
                kept = rows.add(row.model_copy(update={"binned_at": None}))
                if row.binned_at is not None:
                    rows.bin(kept)
        for name in KEY:
            records.role_names.add(name)
    return group
