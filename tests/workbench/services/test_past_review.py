"""A finished review read out of its pack: a fictional one, and the real one of 2020 against what is known about it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from groups.enquiry import outline
from groups.evidence import EvidenceKind, Relation
from groups.finding import Finding, leading_nowhere
from groups.finding import shown_numbers as finding_numbers
from groups.group import MeetingKind, Role, Stage, meetings_held
from groups.recommendation import RestsOn, by_addressee, lead_in, missing, used_findings
from groups.recommendation import shown_numbers as recommendation_numbers
from groups.response import Position
from interviews.partner import partner_list
from interviews.review import Review
from tests.index.packs.fictional import PACK as PACK_WITHOUT_REVIEW
from tests.index.reviews.fictional import PACK
from workbench.services.exchange import export_review, import_review
from workbench.services.packs import keep_pack, propose_pack
from workbench.services.past_review import AlreadyHere, NoReport, groups_from_report, reviews_in
from workbench.workspace.undo import undo
from workbench.workspace.workspace import Workspace, open_workspace


def taken_in(workspace: Workspace, text: str) -> Review:
    """The review of the one report in a pack, kept in the workspace."""
    pack = keep_pack(workspace, propose_pack(text.encode(), "pack.txt"))
    (group,), _ = groups_from_report(workspace, pack)
    return workspace.records.review(group.id)


def covers(review: Review) -> list[tuple[list[str], str]]:
    """Each reply with the recommendations that it covers, as shown."""
    numbers = recommendation_numbers(review.recommendations)
    replies = sorted(review.responses, key=lambda r: r.order)
    return [([numbers[c.part_id or c.recommendation_id] for c in r.covers], r.text) for r in replies]


# -- a fictional report -----------------------------------------------------------------------------------------------


@pytest.fixture
def short_breaks(workspace: Workspace) -> Review:
    return taken_in(workspace, PACK)


def test_the_group_and_its_members(short_breaks: Review) -> None:
    group = short_breaks.group
    assert (group.title, group.topic_question) == ("Short Breaks", "How do families find a short break?")
    assert (group.boards, group.portfolio) == (["Children and Families Scrutiny Board (2)"], "Children")
    assert group.stage is Stage.RESPONSES_IN, "a reply is printed, so there is one"
    assert [(m.name, m.role) for m in short_breaks.members] == [
        ("Cllr Mary Bell", Role.CHAIR),
        ("Cllr Jon Garth", Role.MEMBER),
        ("Tilda Lowe", Role.CO_OPTED),
        ("Robin Vale", Role.OFFICER),
    ]


def test_meetings_are_counted_and_the_rests_kept(short_breaks: Review) -> None:
    assert meetings_held(short_breaks.meetings) == {
        MeetingKind.SCOPING: 1,
        MeetingKind.INTERVIEWING: 3,
        MeetingKind.ANALYSING: 1,
    }
    assert [(s.period, s.since) for s in short_breaks.suspensions] == [
        ("April – May 2023", date(2023, 4, 1)),
        ("September 2023", date(2023, 9, 1)),
    ]


def test_partners_stand_under_their_umbrella(short_breaks: Review) -> None:
    rows = [(row.depth, row.partner.name) for row in partner_list(short_breaks.partners)]
    assert rows == [
        (0, "Short Breaks Team"),
        (0, "Health"),
        (1, "Wexcombe Hospitals Trust"),
        (1, "North Vale Community Trust"),
        (0, "Wexcombe Carers Forum"),
    ]


def test_scope_enquiry_findings_and_recommendations(short_breaks: Review) -> None:
    (scope,) = short_breaks.scope
    assert not scope.is_draft, "it stands agreed in the report"
    assert len(scope.fields) == 19
    assert [f.key for f in scope.empty_fields()] == [], "the field for communications may stay empty"
    assert [place.number for place in outline(short_breaks.enquiry)] == ["", "1", "1a", "1b", "2", "2a"]
    assert list(finding_numbers(short_breaks.findings).values()) == [
        "6.1.i",
        "6.1.ii",
        "6.1.iii",
        "7.1.1.i",
        "7.1.1.ii",
        "7.1.2.i",
        "7.2.i",
        "7.2.ii",
    ]
    assert [(p.addressee, [n for n, _ in p.recommendations]) for p in by_addressee(short_breaks.recommendations)] == [
        ("Cabinet Member for Children", [1, 2]),
        ("Wexcombe Carers Forum", [3]),
    ]
    assert [numbers for numbers, _ in covers(short_breaks)] == [["1a"], ["1b"], ["2"], ["3"]]
    assert {r.position for r in short_breaks.responses} == {Position.NONE_YET}, "how to take it is for a person to say"


def test_a_finding_leads_back_to_its_line_in_the_pack(workspace: Workspace, short_breaks: Review) -> None:
    text = workspace.packs.text(short_breaks.group.source_pack).split("\n")
    by_id = {f.id: f for f in short_breaks.findings}
    for link in short_breaks.evidence_links:
        assert link.address.kind is EvidenceKind.PACK
        assert link.quote.split(" (")[0] in text[(link.address.position or 0) - 1]
        partners_words = by_id[link.finding_id].kind == "by partner"
        assert (link.relation is Relation.SUPPORTS) == partners_words


def test_what_was_handed_in(short_breaks: Review) -> None:
    (snapshot,) = short_breaks.snapshots
    assert (snapshot.title, snapshot.heading_rows, len(snapshot.rows)) == ("Places and waiting", 2, 4)
    (submission,) = short_breaks.submissions
    names = {p.id: p.name for p in short_breaks.partners}
    assert (submission.reference, names[submission.partner_id], submission.received) == (
        "SB01",
        "North Vale Community Trust",
        date(2023, 10, 15),
    )


def test_what_the_report_leaves_open_is_said(workspace: Workspace, short_breaks: Review) -> None:
    pack = workspace.packs.get(short_breaks.group.source_pack)
    (told,) = reviews_in(workspace, pack)
    assert told.remarks == [
        "The report tells of four interviewing sessions and lists three partners: one session each was assumed.",
        "Interviewed, but with no section in the report: Wexcombe Carers Forum.",
    ]


def test_once_is_enough_and_undo_takes_it_back(workspace: Workspace, short_breaks: Review) -> None:
    pack = workspace.packs.get(short_breaks.group.source_pack)
    with pytest.raises(AlreadyHere, match="There is one already: Short Breaks"):
        groups_from_report(workspace, pack)
    undo(workspace)
    assert workspace.records.groups.find() == []
    assert [g.title for g in groups_from_report(workspace, pack)[0]] == ["Short Breaks"]


def test_a_pack_without_such_a_report_says_so(workspace: Workspace) -> None:
    text = PACK_WITHOUT_REVIEW.replace("Task and Finish Group (T&F)", "team").replace(" Task and Finish Group", "")
    pack = keep_pack(workspace, propose_pack(text.encode(), "pack.txt"))
    with pytest.raises(NoReport, match="holds no report of a task and finish group"):
        groups_from_report(workspace, pack)


def test_people_who_are_known_are_not_made_twice(workspace: Workspace) -> None:
    taken_in(workspace, PACK)
    taken_in(workspace, PACK.replace("Short Breaks", "Play Streets").replace("7th March", "8th March"))
    assert sorted(p.name for p in workspace.records.people.find()) == [
        "Cllr Jon Garth",
        "Cllr Mary Bell",
        "Robin Vale",
        "Tilda Lowe",
    ]


def test_it_goes_out_and_in_without_loss(workspace: Workspace, short_breaks: Review, tmp_path: Path) -> None:
    written = export_review(workspace, short_breaks.group.id)
    with open_workspace(tmp_path / "another", workspace.author) as other:
        import_review(other, written, "the file")
        assert export_review(other, short_breaks.group.id) == written


# -- the review of 2020 as a careful reader knows it ------------------------------------------------------------------

CABINET_MEMBER = "Cabinet Member for Children and Young People"
PARTNERSHIP = "Coventry Safeguarding Children's Partnership"
# What one careful reading puts behind each recommendation.
BEHIND = {
    "1a": "6.1.vii 7.1.3.iii 7.1.4.iii 7.1.4.vi",
    "1b": "6.1.iv 6.1.v",
    "2": "7.1.4.iv 7.2.vi",
    "3": "6.1.viii 7.1.2.iv 7.2.i 7.2.ii",
    "4": "6.1.ii 7.2.iv",
    "5": "6.1.x 7.1.3.iv",
    "6": "6.1.ix 7.2.iii",
}
NOWHERE = {"6.1.iii", "6.1.vi", "7.1.1.iv", "7.1.4.v", "7.2.v"}


@pytest.fixture
def review(workspace: Workspace, packs_dir: Path) -> Review:
    return taken_in(workspace, (packs_dir / "2020-12-03.txt").read_text(encoding="utf-8"))


def numbered(review: Review) -> dict[str, Finding]:
    numbers = finding_numbers(review.findings)
    return {numbers[f.id]: f for f in review.findings}


def test_2020_who(review: Review) -> None:
    assert review.group.title == "Partnership Working in Children's Services"
    assert review.group.report_date == date(2020, 12, 3)
    assert [(m.name, m.role) for m in review.members] == [
        ("Cllr Kindy Sandhu", Role.CHAIR),
        ("Sybil Hanson", Role.CO_OPTED),
        ("Cllr Julia Lepoidevin", Role.MEMBER),
        ("Cllr Gavin Lloyd", Role.MEMBER),
        ("Gennie Holmes", Role.OFFICER),
    ]


def test_2020_met_seven_times_and_rested_twice(review: Review) -> None:
    held = meetings_held(review.meetings)
    assert held == {MeetingKind.SCOPING: 2, MeetingKind.INTERVIEWING: 3, MeetingKind.ANALYSING: 2}
    assert (held.total(), len(review.interviews)) == (7, 6)
    assert [(s.since, s.until) for s in review.suspensions] == [
        (date(2019, 11, 1), date(2019, 12, 31)),
        (date(2020, 3, 1), date(2020, 9, 30)),
    ]


def test_2020_health_is_an_umbrella_over_three(review: Review) -> None:
    under = {p.short_name or p.name for p in review.partners if p.umbrella_id}
    assert under == {"CWPT", "UHCW", "SWFT"}
    assert {p.name for p in review.partners if not p.umbrella_id} == {
        "Coventry Safeguarding Partnership",
        "MASH",
        "Police",
        "Health",
        "Church of England Diocese",
        "Education",
    }


def test_2020_scope_and_enquiry(review: Review) -> None:
    (scope,) = review.scope
    assert len(scope.fields) == 19
    assert (scope.answers["meetings"], scope.answers["reporting_date"]) == ("4", "19 March 2020"), "and it held seven"
    assert [place.number for place in outline(review.enquiry)] == [
        "",
        "1",
        "1a",
        "1b",
        "1c",
        "2",
        "2a",
        "2b",
        "2c",
        "2d",
    ]


def test_2020_findings_have_the_numbers_of_the_report(review: Review) -> None:
    assert [n for n in numbered(review) if n.startswith("6.1")] == [
        f"6.1.{n}" for n in "i ii iii iv v vi vii viii ix x xi".split()
    ]
    counts = [sum(1 for n in numbered(review) if n.startswith(f"7.1.{k}.")) for k in (1, 2, 3, 4)]
    assert counts == [4, 4, 5, 6]
    assert len([n for n in numbered(review) if n.startswith("7.2.")]) == 6


def test_2020_every_recommendation_stands_under_its_addressee(review: Review) -> None:
    assert [(p.addressee, [n for n, _ in p.recommendations]) for p in by_addressee(review.recommendations)] == [
        (CABINET_MEMBER, [1, 2, 3]),
        (PARTNERSHIP, [4, 5, 6]),
    ]
    assert lead_in("Board", PARTNERSHIP) == f"The Board recommend to the {PARTNERSHIP} that:"
    assert [len(r.parts) for r in review.recommendations] == [2, 0, 0, 0, 0, 0]
    assert {tuple(missing(r)) for r in review.recommendations} == {("no date", "no measure")}


def test_2020_replies(review: Review) -> None:
    assert [numbers for numbers, _ in covers(review)] == [["1a"], ["1b"], ["2"], ["3"], ["4", "5"], ["6"]]
    assert {r.body for r in review.responses} == {"Children's Services"}, "the section's heading says who replies"
    begins = [text.split()[:4] for _, text in covers(review)]
    assert begins[0] == ["This", "is", "a", "piece"]
    assert begins[5] == ["this", "recommendation", "will", "be"]


def test_2020_findings_that_lead_nowhere(review: Review) -> None:
    """With the findings that a reader puts behind each recommendation, those that ask for something are left over."""
    found = numbered(review)
    ids = {shown: row_id for row_id, shown in recommendation_numbers(review.recommendations).items()}
    parts = {part.id: r.id for r in review.recommendations for part in r.parts}
    rests = [
        RestsOn(
            group_id=review.group.id,
            recommendation_id=parts.get(ids[shown], ids[shown]),
            part_id=ids[shown] if ids[shown] in parts else "",
            finding_id=found[finding].id,
        )
        for shown, findings in BEHIND.items()
        for finding in findings.split()
    ]
    numbers = finding_numbers(review.findings)
    left = {numbers[f.id] for f in leading_nowhere(review.findings, used_findings(rests, review.recommendations))}
    assert left >= NOWHERE
    assert not left & {finding for findings in BEHIND.values() for finding in findings.split()}


def test_2020_attributions_that_no_note_bears_out(review: Review) -> None:
    found = numbered(review)
    assert found["7.2.iv"].attributed_to == "from Police and Health reps"
    assert found["7.2.i"].attributed_to == "from Diocese and Health Visitors"
    heard = [f.text.casefold() for n, f in found.items() if n.startswith(("7.1.1.", "7.1.3."))]
    assert not any("contextual safeguarding" in text for text in heard)
    (submission,) = review.submissions
    assert "contextual safeguarding" in submission.text
    assert not any("health visitor" in p.name.casefold() for p in review.partners)


def test_2020_submission_and_snapshot(review: Review) -> None:
    (submission,) = review.submissions
    shown = {p.id: p.short_name or p.name for p in review.partners}
    assert (shown[submission.partner_id], submission.received) == ("UHCW", date(2020, 1, 15))
    (snapshot,) = review.snapshots
    headings, rows = snapshot.rows[: snapshot.heading_rows], snapshot.rows[snapshot.heading_rows :]
    assert (len(headings), len(rows)) == (2, 12)
    assert len([cell for cell in headings[0] if cell]) == 15
    totals = [sum(int(row[column]) for row in rows) for column in (1, 2, 3)]
    assert totals == [13_247, 13_516, 19_494]
    measures = headings[0]
    conversion, timeliness = measures.index("DV contact to conversion rate"), measures.index("DV Contact Timeliness")
    assert [row[conversion + 1] for row in rows] == [row[timeliness + 1] for row in rows], "2018, all twelve months"


def test_2020_remarks(workspace: Workspace, review: Review) -> None:
    (told,) = reviews_in(workspace, workspace.packs.get(review.group.source_pack))
    assert told.remarks == [
        "Interviewed, but with no section in the report: Coventry Safeguarding Partnership and MASH."
    ]
