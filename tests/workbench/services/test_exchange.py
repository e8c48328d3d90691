"""A review goes out as JSON and comes back without loss, or is refused in one sentence."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from groups.chaser import Chaser
from groups.enquiry import EnquiryLine, LineKind
from groups.evidence import Address, EvidenceKind, EvidenceLink, Relation
from groups.finding import Finding, FindingKind
from groups.group import Group, Meeting, MeetingKind, Membership, Person
from groups.prose import Prose, ReportSection
from groups.recommendation import Recommendation, RestsOn, SubPart
from groups.report_draft import DraftParagraph, PublishedFile, ReportDraft
from groups.response import Covered, Position, Progress, Response
from groups.rows import new_id
from groups.scope import Scope, default_template
from groups.settled import Settled
from groups.share import Share, Shared
from interviews.drafts import Draft
from interviews.interview import Interview, Interviewee, Note
from interviews.partner import Partner
from interviews.passage import MarkedPassage
from interviews.request import InformationRequest
from interviews.review import Review
from interviews.role_name import RoleName
from interviews.submission import Snapshot, Submission, Turn
from interviews.theme import Theme
from workbench.cli.main import call
from workbench.services.bin import bring_back, in_the_bin
from workbench.services.exchange import NoSuchGroup, NotAReview, export_review, find_group, import_review, schema
from workbench.workspace.undo import undo
from workbench.workspace.workspace import Workspace, open_workspace

words = st.text(max_size=30)


def make_review(workspace: Workspace, texts: list[str]) -> Group:
    """A review with something in every table, its texts taken from ``texts``."""
    take = iter(texts * 30)
    r = workspace.records
    with workspace.write("Make a review"):
        group = r.groups.add(Group(title=next(take) or "T", boards=[next(take)], topic_question=next(take)))
        g = group.id
        person = r.people.add(Person(name=next(take), other_names=[next(take)]))
        r.memberships.add(Membership(group_id=g, person_id=person.id, name=next(take)))
        meeting = r.meetings.add(Meeting(group_id=g, kind=MeetingKind.INTERVIEWING, present=[next(take)]))
        r.scopes.add(Scope(group_id=g, fields=default_template(), answers={"title": next(take)}))
        line = r.enquiry.add(EnquiryLine(group_id=g, kind=LineKind.QUESTION, text=next(take)))
        partner = r.partners.add(Partner(group_id=g, name=next(take)))
        interview = r.interviews.add(
            Interview(
                group_id=g,
                title=next(take),
                meeting_id=meeting.id,
                partner_ids=[partner.id],
                interviewees=[Interviewee(name=next(take))],
            )
        )
        note = r.notes.add(Note(group_id=g, interview_id=interview.id, line_id=line.id, text=next(take)))
        theme = r.themes.add(Theme(group_id=g, name=next(take)))
        handed_in = r.submissions.add(
            Submission(
                group_id=g,
                reference="T01",
                title=next(take),
                text=next(take),
                turns=[Turn(line=1, speaker=next(take))],
                dropped=[next(take)],
            )
        )
        words_there = Address(kind=EvidenceKind.PASSAGE, id=handed_in.id, words=next(take))
        r.marked.add(
            MarkedPassage(
                group_id=g,
                submission_id=handed_in.id,
                address=words_there,
                line_id=line.id,
                theme_ids=[theme.id],
                remark=next(take),
            )
        )
        r.requests.add(
            InformationRequest(group_id=g, what=next(take), partner_id=partner.id, note_id=note.id, owner=next(take))
        )
        r.snapshots.add(Snapshot(group_id=g, title=next(take), rows=[[next(take)], [next(take)]]))
        finding = r.findings.add(Finding(group_id=g, kind=FindingKind.ISSUE, text=next(take)))
        address = Address(kind=EvidenceKind.NOTE, id=note.id, words=next(take))
        r.evidence.add(
            EvidenceLink(
                group_id=g, finding_id=finding.id, address=address, relation=Relation.CONTRADICTS, quote=next(take)
            )
        )
        part = SubPart(id="P1", text=next(take))
        rec = r.recommendations.add(Recommendation(group_id=g, action=next(take), parts=[part]))
        r.rests_on.add(RestsOn(group_id=g, recommendation_id=rec.id, finding_id=finding.id))
        covered = [Covered(recommendation_id=rec.id, part_id="P1")]
        r.responses.add(Response(group_id=g, text=next(take), covers=covered, position=Position.IN_PART))
        r.progress.add(Progress(group_id=g, recommendation_id=rec.id, evidence=next(take)))
        r.settled.add(Settled(group_id=g, remark="coverage-1", text=next(take), reason=next(take)))
        was = DraftParagraph(key="2.1", number="2.1", text=next(take))
        r.report_drafts.add(ReportDraft(group_id=g, number=1, remark=next(take), paragraphs=[was]))
        r.published.add(PublishedFile(group_id=g, form="docx", file_name=next(take), sha256="0" * 64))
        r.chasers.add(Chaser(group_id=g, addressee=next(take), text=next(take), recommendation_ids=[rec.id]))
        r.shares.add(Share(group_id=g, to_group_id=g, what=Shared.PARTNER, record_id=partner.id, consent=next(take)))
        r.prose.add(Prose(group_id=g, section=ReportSection.BACKGROUND, text=next(take)))
        r.findings.bin(r.findings.add(Finding(group_id=g, text=next(take))))
    return group


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(words, min_size=3, max_size=10))
def test_a_review_comes_back_without_loss(
    texts: list[str], tmp_path_factory: pytest.TempPathFactory, workspace: Workspace
) -> None:
    group = make_review(workspace, texts)
    exported = export_review(workspace, group.id)
    with open_workspace(tmp_path_factory.mktemp("other"), workspace.author) as other:
        import_review(other, exported, "review.json")
        assert export_review(other, group.id) == exported
        back = other.records.review(group.id, with_binned=True)
    assert back == workspace.records.review(group.id, with_binned=True)
    for field in Review.model_fields:
        if field not in ("group", "suspensions"):
            assert getattr(back, field), f"{field} was not tested"


def test_a_review_whose_import_was_taken_back_comes_out_of_the_bin_whole(workspace: Workspace, tmp_path: Path) -> None:
    """Undo puts every row of it in the bin; brought back one by one they would take an evening."""
    group = make_review(workspace, ["A", "B"])
    exported = export_review(workspace, group.id)
    with open_workspace(tmp_path / "other", workspace.author) as other:
        import_review(other, exported, "review.json")
        undo(other)
        with pytest.raises(NotAReview, match="lies in the bin: bring the group back"):
            import_review(other, exported, "review.json")
        binned = next(thing for thing in in_the_bin(other) if thing.table == "groups")
        assert bring_back(other, binned).more > 20
        back = other.records.review(group.id, with_binned=True)  # and one finding that lay in the bin before
        was = workspace.records.review(group.id, with_binned=True)
        for field in Review.model_fields:
            if field not in ("group", "people"):
                rows, kept = getattr(back, field), getattr(was, field)
                assert [(row.id, row.binned_at) for row in rows] == [(row.id, row.binned_at) for row in kept]


def test_the_key_of_names_is_never_exported(workspace: Workspace) -> None:
    group = make_review(workspace, ["A", "B"])
    with workspace.write("Say under which role somebody is published"):
        workspace.records.role_names.add(RoleName(group_id=group.id, name="Quillfeather", role="Parent A"))
    assert "Quillfeather" not in export_review(workspace, group.id)


def test_the_same_review_twice_is_refused_and_changes_nothing(workspace: Workspace) -> None:
    group = make_review(workspace, ["A", "B"])
    exported = export_review(workspace, group.id)
    before = list(workspace.db.conn.iterdump())
    with pytest.raises(NotAReview, match="here already"):
        import_review(workspace, exported, "review.json")
    assert list(workspace.db.conn.iterdump()) == before


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda b: "no json", "is not JSON"),
        (lambda b: "[]", "not an exported review"),
        (lambda b: json.dumps({**b, "format_version": 9}), "newer program"),
        (lambda b: json.dumps({**b, "group": {"title": 3}}), "cannot be taken in"),
        (lambda b: json.dumps({**b, "colour": "blue"}), r"does not know \(colour\), as a newer one"),
        (lambda b: json.dumps({**b, "group": {**b["group"], "position": 2**70}}), "too large"),
        (lambda b: json.dumps({**b, "group": {**b["group"], "title": "\ud800"}}), "half a sign"),
        (lambda b: "[" * 100_000, "is not JSON"),
        (lambda b: json.dumps({**b, "findings": []}), "points to"),
        (lambda b: json.dumps({**b, "notes": b["notes"] * 2}), "without an id of its own"),
        (lambda b: json.dumps({**b, "partners": [{**b["partners"][0], "group_id": "other"}]}), "another group"),
    ],
)
def test_a_spoilt_file_is_refused_in_one_sentence(workspace: Workspace, tmp_path: Path, spoil, said: str) -> None:  # type: ignore[no-untyped-def]
    group = make_review(workspace, ["A", "B"])
    body = json.loads(export_review(workspace, group.id))
    with open_workspace(tmp_path / "other", workspace.author) as other:
        with pytest.raises(NotAReview, match=said):
            import_review(other, spoil(body), "review.json")
        assert other.records.groups.find() == []


def test_a_line_that_is_still_being_written_is_named_beside_the_export(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is in no export: whoever takes the file elsewhere is told so."""
    group = make_review(workspace, ["Police", "Police"])
    export = ["--workspace", str(workspace.folder), "group", "export", group.id]
    assert call(export) == 0
    (interview,) = workspace.records.interviews.find()
    with workspace.transaction():
        workspace.records.drafts.keep(Draft(id=new_id(), interview_id=interview.id, text="Half a sen"))
    assert call(export) == 1
    assert "being written are not in it: A Tester in Police. Keep them" in capsys.readouterr().err


def test_the_published_schema_names_every_part(workspace: Workspace) -> None:
    group = make_review(workspace, ["A", "B"])
    exported = json.loads(export_review(workspace, group.id))
    assert set(exported) == set(schema()["properties"])
    contract = (
        "group members meetings suspensions scope enquiry partners interviews notes submissions snapshots findings "
        "evidence_links recommendations responses progress"
    )
    assert set(contract.split()) <= set(exported)


def test_the_schema_in_the_docs_is_the_one_that_holds() -> None:
    page = Path(__file__).parents[3] / "docs" / "review.schema.json"
    assert json.loads(page.read_text(encoding="utf-8")) == schema(), "write it anew with: make schema"


def test_a_group_is_found_by_what_people_call_it(workspace: Workspace) -> None:
    with workspace.write("Add"):
        ehe = workspace.records.groups.add(Group(title="Elective Home Education", short_title="EHE"))
        workspace.records.groups.add(Group(title="School Attendance"))
        workspace.records.groups.add(Group(title="School Transport"))
    for name in ("EHE", "ehe", "elective home education", "Elective", ehe.id):
        assert find_group(workspace, name).id == ehe.id
    with pytest.raises(NoSuchGroup, match="could be"):
        find_group(workspace, "School")
    with pytest.raises(NoSuchGroup, match="There are: Elective"):
        find_group(workspace, "Housing")
