"""Findings from the command line: linking, agreeing, merging, saying why one leads nowhere, checking, going back."""

from __future__ import annotations

from pathlib import Path

import pytest

from groups.rows import Author
from groups.sensitivity import Sensitivity
from interviews.submission import Snapshot
from tests.workbench.cli.command import Command
from tests.workbench.cli.test_outcome_commands import G, command, folder, opened
from workbench.workspace.undo import undo

__all__ = ["command", "folder"]


@pytest.fixture
def written(command: Command) -> Command:
    """Two findings, the first with a note for it and one against it."""
    command("finding", "add", G, "All partners agree that meals arrive cold")
    command("finding", "add", G, "Meals are cold (from Kitchens and Dinner Ladies)")
    command("finding", "link", G, "6.1.i", "note0")
    command("finding", "link", G, "6.1.i", "note1", "--contradicts")
    return command


def test_several_pieces_are_linked_in_one_step(command: Command, folder: Path, author: Author) -> None:
    command("finding", "add", G, "Meals arrive cold")
    said = command("finding", "link", G, "6.1.i", "note0", "note1")
    assert said == "Finding 6.1.i is corroborated: 2 partners, 1 kind.\n"
    with opened(folder, author) as workspace:
        author_of_steps = workspace.records.findings.find()[0].created_by
        assert undo(workspace.written_by(author_of_steps)) == "Link 2 pieces of evidence as supporting"


def test_show_says_how_a_finding_stands_and_what_is_to_be_questioned(written: Command) -> None:
    said = written("finding", "show", G, "6.1.i")
    assert written.status == 1
    assert "contested; 1 partner, 1 kind, 1 contrary" in said
    assert "to look at: Finding 6.1.i says “All partners agree”: evidence from Schools speaks against it." in said
    data = written.json("finding", "show", G, "6.1.i")
    assert (data["state"], data["evidence"][0]["evidence"], data["evidence"][1]["kind"]) == (
        "contested",
        "note:note0",
        "note",
    )
    assert len(data["remarks"]) == 2


def test_check_lists_what_is_to_be_questioned(written: Command) -> None:
    said = written("finding", "check", G).splitlines()
    assert written.status == 1
    assert any("no partner of this review is called Dinner Ladies" in line for line in said)
    assert any("no evidence here is from Kitchens" in line for line in said)
    assert {row["about"] for row in written.json("finding", "check", G)} == {"attribution", "wording", "traceability"}


def test_nothing_to_question_is_said_and_is_no_fault(command: Command) -> None:
    assert command("finding", "check", G) == "Nothing is to be questioned.\n"
    assert command.status == 0


def test_a_link_bears_otherwise_or_is_taken_away(written: Command) -> None:
    assert "corroborated" in written("finding", "relate", G, "6.1.i", "note1", "supports")
    assert "supported: 1 partner" in written("finding", "relate", G, "6.1.i", "note1", "not")
    written("finding", "relate", G, "6.1.i", "note1", "supports")
    assert written.status == 2
    assert "No evidence called “note1” is linked" in written.errors


def test_agreed_is_said_and_taken_back(written: Command) -> None:
    said = written("finding", "agree", G, "6.1.i", "6.1.ii")
    assert said.splitlines() == [
        "Finding 6.1.i is agreed: 1 partner, 1 kind, 1 contrary.",
        "Finding 6.1.ii is agreed: no evidence yet.",
    ]
    assert "agreed (contested); 1 partner" in written("finding", "list", G)
    assert "is contested" in written("finding", "agree", G, "6.1.i", "--not")


def test_merging_takes_evidence_and_recommendations_along(written: Command) -> None:
    written("finding", "link", G, "6.1.ii", "MEA01", "--words", "We like it.")
    written("recommendation", "add", G, "Ovens are bought", "--to", "Cabinet Member", "--from-finding", "6.1.ii")
    said = written("finding", "merge", G, "6.1.i", "6.1.ii", "--text", "Meals are cold")
    assert said == "Finding 6.1.i is contested: 1 partner, 1 other source, 2 kinds, 1 contrary.\n"
    (row,) = written.json("finding", "list", G)
    assert (row["text"], len(row["evidence"]), row["recommendations"]) == ("Meals are cold", 3, ["1"])
    written("undo")
    assert [len(row["evidence"]) for row in written.json("finding", "list", G)] == [2, 1]


def test_why_a_finding_leads_nowhere_is_kept_in_words(written: Command) -> None:
    written("recommendation", "add", G, "Ovens are bought", "--to", "Cabinet Member")
    assert written("finding", "list", G).splitlines()[-1] == "Leads nowhere: 6.1.i, 6.1.ii"
    said = written("finding", "nowhere", G, "6.1.i", "board", "the Board looks at kitchens in June")
    assert said == "Finding 6.1.i leads nowhere: for the Board.\n"
    listed = written("finding", "list", G)
    assert "for the Board (the Board looks at kitchens in June)" in listed
    assert listed.splitlines()[-1] == "Leads nowhere: 6.1.ii"
    written("finding", "nowhere", G, "6.1.i", "noted")
    assert (written.status, "Say in a few words" in written.errors) == (2, True)
    assert written("finding", "nowhere", G, "6.1.i", "none") == "Finding 6.1.i should lead to a recommendation.\n"
    assert written.json("finding", "list", G)[0]["nowhere_reason"] == ""


def test_from_the_evidence_to_the_findings_that_use_it(written: Command, folder: Path, author: Author) -> None:
    assert written("finding", "used-by", G, "note1").startswith("contradicts 6.1.i  All partners agree")
    assert written("finding", "used-by", G, "MEA01") == "No finding uses this yet.\n"
    written("finding", "link", G, "6.1.ii", "MEA01", "--words", "It is warm.")
    assert [row["number"] for row in written.json("finding", "used-by", G, "mea01")] == ["6.1.ii"]
    assert written.json("finding", "used-by", G, "MEA01", "--words", "is warm")[0]["relation"] == "supports"
    assert written.json("finding", "used-by", G, "MEA01", "--words", "We like it.") == []
    with opened(folder, author) as workspace, workspace.write("Figures"):
        group = workspace.records.groups.find()[0]
        workspace.records.snapshots.add(Snapshot(group_id=group.id, title="Meals", rows=[["a"], ["1"]]))
    assert written("finding", "used-by", G, "Meals") == "No finding uses this yet.\n"
    written("finding", "used-by", G, "note9")
    assert (written.status, "There is no evidence called “note9”" in written.errors) == (2, True)


def test_exempt_words_are_not_linked(written: Command, folder: Path, author: Author) -> None:
    with opened(folder, author) as workspace, workspace.write("Close"):
        notes = workspace.records.notes
        closed = {"sensitivity": Sensitivity.EXEMPT, "exempt_reason": "Schedule 12A, paragraph 1: x"}
        notes.save(notes.get("note0").model_copy(update=closed))
    written("finding", "link", G, "6.1.ii", "note0")
    assert (written.status, "This is exempt: its words stay where they are." in written.errors) == (2, True)
    assert written.json("finding", "show", G, "6.1.ii")["evidence"] == []
