"""Evidence gathered into findings, findings merged, and the way back from evidence to the findings that use it."""

from __future__ import annotations

import pytest

from groups.evidence import Address, EvidenceKind, Relation
from groups.finding import FindingKind, WhyNowhere
from groups.group import Group
from groups.rows import NotThere
from groups.sensitivity import Sensitivity
from interviews.interview import Note
from interviews.review import Review
from tests.workbench.app.conftest import group
from tests.workbench.app.evidence_samples import a_finding, add_evidence
from workbench.services.coverage import Said
from workbench.services.editing import NotAccepted
from workbench.services.evidence_pieces import piece_called, pieces
from workbench.services.findings import agree, link_evidence, say_nowhere
from workbench.services.gathering import link_to, make_finding, piece_of_line, pieces_of_notes, pieces_said
from workbench.services.marking import mark
from workbench.services.merging import merge_findings
from workbench.services.recommending import add_recommendation
from workbench.services.used_by import all_of, used_by, uses_of_notes
from workbench.workspace.undo import undo
from workbench.workspace.workspace import Workspace

__all__ = ["group"]


@pytest.fixture
def ids(workspace: Workspace, group: Group) -> dict[str, str]:
    return add_evidence(workspace, group)


def notes(workspace: Workspace, ids: dict[str, str], *names: str) -> list[Note]:
    return [workspace.records.notes.get(ids[name]) for name in names]


def review(workspace: Workspace, group: Group) -> Review:
    return workspace.records.review(group.id)


def test_notes_passages_and_findings_are_gathered_in_one_step(
    workspace: Workspace, group: Group, ids: dict[str, str]
) -> None:
    handed = workspace.records.submissions.get(ids["submission"])
    passage = mark(workspace, handed, 0, 22)
    told = a_finding(workspace, group, "Parents meet by chance")
    said = [
        Said("notes", ids["helpline"], "", "", "quote", ""),
        Said("marked_passages", passage.id, "", "", "passage", ""),
        Said("findings", told.id, "", "", "finding", "6.1.i"),
    ]
    made = make_finding(workspace, group.id, "Families are not told", pieces_said(workspace, said))
    kinds = [link.address.kind for link in workspace.records.evidence.find(finding_id=made.id)]
    assert kinds == [EvidenceKind.NOTE, EvidenceKind.PASSAGE, EvidenceKind.FINDING]
    assert undo(workspace) == "Make a finding of what was found"
    assert not workspace.records.evidence.find()


def test_what_is_linked_to_a_finding_says_how_it_stands_then(
    workspace: Workspace, group: Group, ids: dict[str, str]
) -> None:
    finding = a_finding(workspace, group)
    gathered = pieces_of_notes(workspace, notes(workspace, ids, "helpline", "leaflet"))
    assert link_to(workspace, finding.id, gathered, Relation.SUPPORTS) == (
        "2 pieces linked as supporting. Finding 6.1.i is corroborated: 2 partners, 2 kinds."
    )
    against = pieces_of_notes(workspace, notes(workspace, ids, "ring"))
    assert link_to(workspace, finding.id, against, Relation.CONTRADICTS) == (
        "One piece linked as contradicting. Finding 6.1.i is contested: 2 partners, 2 kinds, 1 contrary."
    )


def test_a_finding_does_not_rest_on_itself(workspace: Workspace, group: Group) -> None:
    finding = a_finding(workspace, group)
    itself = pieces_said(workspace, [Said("findings", finding.id, "", "", "finding", "")])
    with pytest.raises(NotAccepted, match="cannot rest on itself"):
        link_to(workspace, finding.id, itself, Relation.SUPPORTS)


@pytest.mark.parametrize("sensitivity", [Sensitivity.EXEMPT, Sensitivity.CONFIDENTIAL])
def test_closed_words_are_linked_by_no_way(
    workspace: Workspace, group: Group, ids: dict[str, str], sensitivity: Sensitivity
) -> None:
    closed = {"sensitivity": sensitivity, "exempt_reason": "x"}
    with workspace.write("Close"):
        records = workspace.records
        records.notes.save(records.notes.get(ids["ring"]).model_copy(update=closed))
        records.submissions.save(records.submissions.get(ids["submission"]).model_copy(update=closed))
    finding = a_finding(workspace, group)
    note = pieces_of_notes(workspace, notes(workspace, ids, "ring"))
    line = piece_of_line(records.submissions.get(ids["submission"]), 1)
    named = piece_called(review(workspace, group), "EHE01", "We asked")
    several = [*note, *pieces_of_notes(workspace, notes(workspace, ids, "leaflet"))]
    for gathered in (note, [line], [named], several):
        with pytest.raises(NotAccepted, match=sensitivity.value):
            link_evidence(workspace, finding, gathered, Relation.SUPPORTS)
        with pytest.raises(NotAccepted, match=sensitivity.value):
            make_finding(workspace, group.id, "x", gathered)
    assert not records.evidence.find()
    assert len(records.findings.find()) == 1


# -- merging -----------------------------------------------------------------------------------------------------------


def test_merging_takes_all_links_along_and_comes_apart_again(
    workspace: Workspace, group: Group, ids: dict[str, str]
) -> None:
    keep, gone, third = (a_finding(workspace, group, text) for text in ("Keep", "Gone", "Third"))
    helpline, leaflet, ring = (
        pieces_of_notes(workspace, notes(workspace, ids, name)) for name in ("helpline", "leaflet", "ring")
    )
    link_evidence(workspace, keep, helpline, Relation.SUPPORTS)
    link_evidence(workspace, gone, [*helpline, *leaflet], Relation.CONTRADICTS)
    link_evidence(workspace, third, [*ring, *pieces_said(workspace, [_said(gone.id)])], Relation.SUPPORTS)
    link_evidence(workspace, keep, pieces_said(workspace, [_said(gone.id)]), Relation.CONTEXT)
    both = add_recommendation(workspace, group.id, "Both", "X", [keep.id, gone.id])
    only = add_recommendation(workspace, group.id, "Only", "X", [gone.id])
    agree(workspace, [keep.id, gone.id], agreed=True)
    before = review(workspace, group)

    merged = merge_findings(workspace, workspace.records.findings.get(keep.id), [gone, keep], "As one")
    after = review(workspace, group)
    assert (merged.text, merged.is_agreed, len(after.findings)) == ("As one", True, 2)
    links = sorted((x for x in after.evidence_links if x.finding_id == keep.id), key=lambda x: x.position)
    assert [(x.address.id, x.relation) for x in links] == [
        (ids["helpline"], Relation.SUPPORTS),
        (ids["leaflet"], Relation.CONTRADICTS),
    ]
    assert {x.address.id for x in after.evidence_links if x.finding_id == third.id} == {ids["ring"], keep.id}
    assert {(r.recommendation_id, r.finding_id) for r in after.rests_on} == {(both.id, keep.id), (only.id, keep.id)}
    assert len(after.rests_on) == 2

    assert undo(workspace) == "Merge a finding into another"
    again = review(workspace, group)
    shared = {"findings", "evidence_links", "rests_on"}
    assert _without_versions(again, shared) == _without_versions(before, shared)


def _said(finding_id: str) -> Said:
    return Said("findings", finding_id, "", "", "finding", "")


def _without_versions(looked: Review, fields: set[str]) -> object:
    kept = looked.model_dump(include=fields)
    for rows in kept.values():
        for row in rows:
            for name in ("version", "changed_at", "changed_by"):
                del row[name]
    return {name: sorted(rows, key=lambda row: row["id"]) for name, rows in kept.items()}


def test_merging_one_with_itself_is_refused(workspace: Workspace, group: Group) -> None:
    finding = a_finding(workspace, group)
    with pytest.raises(NotAccepted, match="Choose two findings"):
        merge_findings(workspace, finding, [finding])


# -- agreeing, leading nowhere -----------------------------------------------------------------------------------------


def test_agreeing_several_is_one_step(workspace: Workspace, group: Group) -> None:
    rows = [a_finding(workspace, group, text) for text in "ab"]
    agree(workspace, [row.id for row in rows], agreed=True)
    assert all(row.is_agreed for row in workspace.records.findings.find())
    assert undo(workspace) == "Agree 2 findings"
    assert not any(row.is_agreed for row in workspace.records.findings.find())


def test_why_it_leads_nowhere_needs_words_and_is_taken_back_whole(workspace: Workspace, group: Group) -> None:
    finding = a_finding(workspace, group)
    with pytest.raises(NotAccepted, match="Say in a few words"):
        say_nowhere(workspace, finding, WhyNowhere.NOTED, "  ")
    say_nowhere(workspace, finding, WhyNowhere.FOR_BOARD, "for June")
    kept = workspace.records.findings.get(finding.id)
    assert (kept.leads_nowhere, kept.nowhere_reason) == (WhyNowhere.FOR_BOARD, "for June")
    say_nowhere(workspace, kept, WhyNowhere.NONE, "left over")
    kept = workspace.records.findings.get(finding.id)
    assert (kept.leads_nowhere, kept.nowhere_reason) == (WhyNowhere.NONE, "")


# -- from the evidence to the findings ---------------------------------------------------------------------------------


def test_the_findings_that_use_a_note_a_passage_and_a_figure(
    workspace: Workspace, group: Group, ids: dict[str, str]
) -> None:
    rows = {piece.words: piece for piece in pieces(review(workspace, group))}
    figure, passage = rows["On the register, 2024: 181"], rows["We asked 61 families."]
    first = make_finding(workspace, group.id, "First", [figure, passage])
    limit = make_finding(workspace, group.id, "Limit", [passage], Relation.CONTEXT, kind=FindingKind.LIMIT)
    link_to(workspace, first.id, pieces_of_notes(workspace, notes(workspace, ids, "ring")), Relation.CONTRADICTS)

    def used(*evidence: Address) -> list[str]:
        return [use.in_words for use in used_by(workspace, group.id, evidence)]

    assert used(passage.address) == ["supports 6.1.i  First", "context for 6.2.i  Limit"]
    assert used(figure.address) == ["supports 6.1.i  First"]
    assert used(rows["On the register, 2025: 214"].address) == []
    assert used(rows["Most would welcome a visit."].address) == []
    assert used(*all_of(workspace, "submission", ids["submission"])) == used(passage.address)
    assert used(*all_of(workspace, "snapshot", ids["snapshot"])) == used(figure.address)
    interview = workspace.records.notes.get(ids["ring"]).interview_id
    assert used(*all_of(workspace, "interview", interview)) == ["contradicts 6.1.i  First"]
    assert uses_of_notes(workspace, group.id) == {ids["ring"]: 1}
    with workspace.write("Bin"):
        workspace.records.findings.bin(first)
    assert used(passage.address) == ["context for 6.2.i  Limit"]
    assert uses_of_notes(workspace, group.id) == {}
    assert limit.kind is FindingKind.LIMIT


def test_a_line_of_a_submission_is_found_by_its_number(workspace: Workspace, group: Group, ids: dict[str, str]) -> None:
    handed = workspace.records.submissions.get(ids["submission"])
    piece = piece_of_line(handed, 3)
    assert (piece.words, piece.address.position) == ("Most would welcome a visit.", 23)
    for line in (2, 0, 99):
        with pytest.raises(NotAccepted, match="That line is empty"):
            piece_of_line(handed, line)
    gone = Said("marked_passages", "nothing", "", "", "passage", "")
    with pytest.raises(NotThere):
        pieces_said(workspace, [gone])
