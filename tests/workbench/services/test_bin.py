"""Out of the bin things come as they went in: with what went with them, and with what refers to them."""

from __future__ import annotations

from typing import Any

import pytest

from groups.enquiry import EnquiryLine, LineKind
from groups.evidence import Address, EvidenceKind, EvidenceLink, Relation
from groups.group import Group
from groups.recommendation import RestsOn
from groups.response import Covered, Progress
from interviews.interview import Interview, Note
from tests.workbench.cli.command import Command
from workbench.services.bin import Binned, BroughtBack, bring_back, in_the_bin
from workbench.services.editing import NotAccepted
from workbench.services.enquiry_edit import NoSuchLine, move, put_in_bin
from workbench.services.findings import add_finding, bin_finding, move_finding, unlink
from workbench.services.gathering import link_to
from workbench.services.merging import merge_findings
from workbench.services.monitoring import bin_progress
from workbench.services.parting import merge
from workbench.services.recommending import add_recommendation, rest_on
from workbench.services.replies import add_reply, bin_reply
from workbench.workspace.workspace import Workspace


@pytest.fixture
def group(workspace: Workspace) -> Group:
    with workspace.write("Make a group"):
        return workspace.records.groups.add(Group(title="School Meals", boards=["Scrutiny Board"]))


def binned(workspace: Workspace, record: Any) -> Binned:
    return next(thing for thing in in_the_bin(workspace) if thing.id == record.id)


def test_a_question_comes_back_with_what_went_with_it_and_not_with_what_went_before(
    workspace: Workspace, group: Group
) -> None:
    rows = workspace.records.enquiry
    with workspace.write("Write an outline"):
        theme, *under = [
            rows.add(EnquiryLine(group_id=group.id, kind=kind, text=kind.value, position=n))
            for n, kind in enumerate((LineKind.THEME, LineKind.QUESTION, LineKind.SUB_QUESTION, LineKind.SUB_QUESTION))
        ]
        question = rows.save(under[0].model_copy(update={"parent_id": theme.id}))
        first, second = (rows.save(row.model_copy(update={"parent_id": question.id})) for row in under[1:])
    put_in_bin(workspace, first, with_all_below=False)
    put_in_bin(workspace, theme, with_all_below=True)
    assert rows.find(group_id=group.id) == []
    assert bring_back(workspace, binned(workspace, theme)) == BroughtBack(2)
    assert [row.id for row in rows.find(group_id=group.id)] == [theme.id, question.id, second.id]
    assert bring_back(workspace, binned(workspace, first)) == BroughtBack()


def test_a_line_whose_interview_lies_in_the_bin_says_what_it_waits_for(
    workspace: Workspace, group: Group, capsys: pytest.CaptureFixture[str]
) -> None:
    records = workspace.records
    with workspace.write("Take notes"):
        interview = records.interviews.add(Interview(group_id=group.id, title="Cooks"))
        note = records.notes.add(Note(group_id=group.id, interview_id=interview.id, text="The ovens are old"))
    with workspace.write("Put the line in the bin"):
        records.notes.bin(note)
    with workspace.write("Put the interview in the bin"):
        records.interviews.bin(interview)
    run = Command(workspace.folder, capsys)
    assert [row["text"] for row in run.json("bin", "list")] == ["Cooks", "The ovens are old"]
    said = "Note brought back. It is seen again once the interview “Cooks” is brought back too.\n"
    assert (run("bin", "bring-back", "the ovens"), run.status) == (said, 1)
    assert run("bin", "bring-back", "Ovens") == ""
    assert "There is no thing in the bin called “Ovens”. There are: interview “Cooks” (" in run.errors
    assert (run("bin", "bring-back", interview.id), run.status) == ("Interview brought back.\n", 0)
    assert run("bin", "list") == "The bin is empty.\n"


def test_what_lay_in_the_bin_during_a_merge_comes_back_to_what_was_made(workspace: Workspace, group: Group) -> None:
    """It would hang on something in the bin, where nobody sees it."""
    records = workspace.records
    behind = add_finding(workspace, group.id, "Ovens are old")
    kept, gone = (add_recommendation(workspace, group.id, f"Buy {n} ovens", "The Cabinet", [behind.id]) for n in (2, 3))
    review = records.review(group.id)
    reply = add_reply(workspace, review, [Covered(recommendation_id=gone.id)], "In hand.", body="The Cabinet")
    with workspace.write("Report"):
        reported = records.progress.add(Progress(group_id=group.id, recommendation_id=gone.id))
    bin_reply(workspace, reply)
    bin_progress(workspace, reported)
    made = merge(workspace, [kept, gone])
    bring_back(workspace, binned(workspace, reply))
    bring_back(workspace, binned(workspace, reported))
    assert records.responses.get(reply.id).covers == [Covered(recommendation_id=kept.id, part_id=made.parts[1].id)]
    assert records.progress.get(reported.id).recommendation_id == kept.id


def test_evidence_in_the_bin_follows_a_merge_of_findings(workspace: Workspace, group: Group) -> None:
    records = workspace.records
    keep, gone, third = (add_finding(workspace, group.id, f"Finding {n}") for n in range(3))
    asked = add_recommendation(workspace, group.id, "Buy ovens", "The Cabinet", [gone.id])
    with workspace.write("Link"):
        said, found = (
            records.evidence.add(EvidenceLink(group_id=group.id, finding_id=finding.id, address=address))
            for finding, address in (
                (gone, Address(kind=EvidenceKind.NOTE, id="N1")),
                (third, Address(kind=EvidenceKind.FINDING, id=gone.id)),
            )
        )
    rest_on(workspace, asked, [])
    (rest,) = records.rests_on.find(binned=True)
    for link in (said, found):
        unlink(workspace, link.id)
    merge_findings(workspace, keep, [gone])
    for thing in (said, found, rest):
        bring_back(workspace, binned(workspace, thing))
    assert records.evidence.get(said.id).finding_id == keep.id
    assert records.evidence.get(found.id).address.id == keep.id
    assert [row.finding_id for row in records.rests_on.find()] == [keep.id]


def test_a_merged_finding_brought_back_has_its_own_evidence_again(workspace: Workspace, group: Group) -> None:
    """What both had was put in the bin with the one that went."""
    records = workspace.records
    keep, gone = (add_finding(workspace, group.id, f"Finding {n}") for n in range(2))
    asked = add_recommendation(workspace, group.id, "Buy ovens", "The Cabinet", [keep.id, gone.id])
    merge_findings(workspace, keep, [gone])
    assert bring_back(workspace, binned(workspace, gone)) == BroughtBack(1)
    rests: list[RestsOn] = records.rests_on.find(recommendation_id=asked.id)
    assert {rest.finding_id for rest in rests} == {keep.id, gone.id}


def test_what_somebody_else_put_in_the_bin_is_said_and_not_moved(workspace: Workspace, group: Group) -> None:
    """Two work at once: the list still shows what the other has put away."""
    findings = [add_finding(workspace, group.id, f"Finding {n}") for n in range(2)]
    bin_finding(workspace, findings[0])
    with pytest.raises(NotAccepted, match="in the bin"):
        move_finding(workspace, findings[0], 1)
    with pytest.raises(NotAccepted, match="in the bin"):
        link_to(workspace, findings[0].id, [], Relation.SUPPORTS)
    with workspace.write("Write a question"):
        line = workspace.records.enquiry.add(EnquiryLine(group_id=group.id, kind=LineKind.QUESTION, text="Why?"))
    put_in_bin(workspace, line, with_all_below=False)
    with pytest.raises(NoSuchLine, match="in the bin"):
        move(workspace, line, 1)
