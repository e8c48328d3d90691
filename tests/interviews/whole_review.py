"""A fictional review in which nothing is missing and nothing surprises, to be changed in one place."""

from __future__ import annotations

from datetime import date
from typing import Any

from groups.enquiry import EnquiryLine, LineKind
from groups.evidence import Address, EvidenceKind, EvidenceLink
from groups.finding import Finding
from groups.group import Group, Membership, Role, Stage
from groups.prose import Prose, ReportSection
from groups.recommendation import Recommendation, RestsOn
from groups.scope import Scope, default_template
from interviews.checks import About, Outside, remarks
from interviews.interview import Interview, InterviewState, Note, NoteKind
from interviews.partner import Partner
from interviews.review import Review
from interviews.submission import Snapshot, Submission

G: dict[str, Any] = {"group_id": "G"}


def whole(**changes: Any) -> Review:
    """A review in which nothing is missing, and what is changed in it."""
    fields = default_template()
    answers = {field.key: "written" for field in fields}
    answers |= {
        "title": "Who eats at school?",
        "included": "Eating at school",
        "equality": "No protected characteristic is touched apart.",
    }
    note, table = Address(kind=EvidenceKind.NOTE, id="n"), Address(kind=EvidenceKind.FIGURE, id="sn", before="Meals")
    parts: dict[str, Any] = {
        "group": Group(id="G", title="School Meals", topic_question="Who eats at school?", stage=Stage.DRAFTING),
        "members": [Membership(**G, id="m", person_id="p", name="A Okoro", role=Role.CHAIR)],
        "scope": [Scope(**G, id="s", fields=fields, answers=answers, agreed_on=date(2026, 1, 5))],
        "enquiry": [EnquiryLine(**G, id="q", kind=LineKind.QUESTION, text="Who eats at school?")],
        "partners": [Partner(**G, id="cooks", name="Cooks")],
        "interviews": [Interview(**G, id="i", title="Cooks", partner_ids=["cooks"], state=InterviewState.CONFIRMED)],
        "notes": [
            Note(**G, id="n", interview_id="i", text="I go home.", line_id="q", kind=NoteKind.QUOTE, speaker="Pupil A"),
            Note(**G, id="o", interview_id="i", text="A long queue.", line_id="q", kind=NoteKind.OBSERVATION),
        ],
        "submissions": [Submission(**G, id="su", reference="SM01", title="Letter", partner_id="cooks")],
        "snapshots": [
            Snapshot(
                **G,
                id="sn",
                title="Meals served",
                source="Kitchen book",
                owner="Head of Catering",
                as_at=date(2026, 1, 5),
                definition="Meals paid for at the till",
                unit="meals",
                rows=[["", "2024", "2025"], ["Meals", "58", "61"]],
            )
        ],
        "findings": [Finding(**G, id="f", text="Half of Year 9 do not eat.")],
        "evidence_links": [
            EvidenceLink(**G, id="e", finding_id="f", address=note),
            EvidenceLink(**G, id="e2", finding_id="f", address=table),
        ],
        "recommendations": [
            Recommendation(
                **G,
                id="r",
                addressee="Cabinet Member",
                action="The canteen opens at eight",
                owner="Head of Catering",
                by_when=date(2027, 3, 31),
                measure="the number of meals served each month",
                equality="Pupils with free meals are asked first.",
            )
        ],
        "rests_on": [RestsOn(**G, id="ro", recommendation_id="r", finding_id="f")],
    }
    return Review(**{**parts, **changes})


def told(about: About, *, today: date | None = None, outside: Outside | None = None, **changes: Any) -> list[str]:
    """The sentences on one subject."""
    return [remark.text for remark in remarks(whole(**changes), today, outside, about=(about,))]


def prose(text: str, section: ReportSection = ReportSection.METHODOLOGY, row_id: str = "t") -> Prose:
    """What people wrote for a section."""
    return Prose(**G, id=row_id, section=section, text=text)


def scoped(stage: Stage = Stage.DRAFTING, **answers: str) -> dict[str, Any]:
    """What changes where the scope has other answers."""
    scope = whole().scope[0]
    return {
        "scope": [scope.model_copy(update={"answers": {**scope.answers, **answers}})],
        "group": whole().group.model_copy(update={"stage": stage}),
    }
