"""Marked passages: what is said of them, the findings that rest on them, and how they come back."""

from __future__ import annotations

from typing import Any

import pytest

from groups.enquiry import EnquiryLine, LineKind
from groups.evidence import EvidenceKind, Relation
from groups.group import Group
from groups.sensitivity import Sensitivity
from interviews.submission import Submission, Turn
from interviews.theme import Theme
from workbench.services import marking
from workbench.services.editing import NotAccepted
from workbench.services.evidence_pieces import pieces, source_of
from workbench.services.findings import add_finding
from workbench.workspace.undo import undo
from workbench.workspace.workspace import Workspace

TEXT = "We asked 61 families. Most would welcome a visit.\n\n“Nobody rang,” said one.\nMost would welcome a visit."


@pytest.fixture
def handed(workspace: Workspace) -> Submission:
    records = workspace.records
    with workspace.write("Gather"):
        group = records.groups.add(Group(title="Elective Home Education"))
        common: dict[str, Any] = {"group_id": group.id}
        records.enquiry.add(EnquiryLine(**common, kind=LineKind.QUESTION, text="What do families know?"))
        records.themes.add(Theme(**common, name="Visits"))
        return records.submissions.add(
            Submission(
                **common,
                reference="EHE01",
                title="What parents told us",
                text=TEXT,
                turns=[Turn(line=3, speaker="A mother", at="00:02:10")],
            )
        )


def passage(workspace: Workspace, handed: Submission, words: str, **said: Any) -> Any:
    start = TEXT.index(words)
    return marking.mark(workspace, handed, start, start + len(words), **said)


def test_blanks_at_either_end_are_no_part_of_a_passage(workspace: Workspace, handed: Submission) -> None:
    made = marking.mark(workspace, handed, 21, 50)
    assert (made.address.words, made.address.position) == ("Most would welcome a visit.", 22)
    with pytest.raises(NotAccepted, match="no words there"):
        marking.mark(workspace, handed, 49, 51)


def test_words_that_are_marked_already_keep_their_mark_and_what_is_said_is_added(
    workspace: Workspace, handed: Submission
) -> None:
    (theme,) = workspace.records.themes.find()
    first = passage(workspace, handed, "We asked 61 families.", remark="a good number")
    again = passage(workspace, handed, "We asked 61 families.", theme_ids=[theme.id])
    assert again.id == first.id
    assert (again.theme_ids, again.remark) == ([theme.id], "a good number")
    longer = passage(workspace, handed, "We asked 61 families. Most would welcome a visit.")
    assert longer.id != first.id


def test_what_a_mark_is_linked_to_is_said_in_words(workspace: Workspace, handed: Submission) -> None:
    (line,) = workspace.records.enquiry.find()
    (theme,) = workspace.records.themes.find()
    made = passage(workspace, handed, "Most would welcome a visit.", line_id=line.id)
    marking.toggle_theme(workspace, made.id, theme.id)
    finding = marking.make_finding(workspace, made, "Visits are welcome")
    other = add_finding(workspace, handed.group_id, "Visits are feared")
    marking.link_to_finding(workspace, made, other.id, Relation.CONTRADICTS)
    (mark,) = marking.marks_of(workspace, handed)
    assert (mark.line, mark.about) == (1, "1 · Visits · supports 6.1.i · contradicts 6.1.ii")
    assert mark.used_by[0].finding_id == finding.id
    marking.toggle_theme(workspace, made.id, theme.id)
    marking.set_line(workspace, made.id, "")
    undo(workspace)
    (mark,) = marking.marks_of(workspace, handed)
    assert mark.about.startswith("1 · supports")


def test_a_finding_rests_on_exactly_the_words(workspace: Workspace, handed: Submission) -> None:
    marking.make_finding(workspace, passage(workspace, handed, "61 families"), "Many were asked")
    (link,) = workspace.records.evidence.find()
    assert (link.quote, link.address.words, link.address.position) == ("61 families", "61 families", 9)
    undo(workspace)
    assert not workspace.records.findings.find()
    assert not workspace.records.evidence.find()


def test_closed_words_make_no_finding(workspace: Workspace, handed: Submission) -> None:
    made = passage(workspace, handed, "61 families")
    with workspace.write("Close"):
        workspace.records.submissions.save(handed.model_copy(update={"sensitivity": Sensitivity.CONFIDENTIAL}))
    with pytest.raises(NotAccepted, match="This is confidential"):
        marking.make_finding(workspace, made, "Many were asked")
    assert not workspace.records.findings.find()


def test_marks_are_pieces_of_evidence_of_their_own(workspace: Workspace, handed: Submission) -> None:
    passage(workspace, handed, "61 families")
    passage(workspace, handed, "Most would welcome a visit.")
    whole = passage(workspace, handed, "“Nobody rang,” said one.")
    found = pieces(workspace.records.review(handed.group_id))
    assert [p.words for p in found[:3]] == ["61 families", "Most would welcome a visit.", whole.address.words]
    assert [p.words for p in found].count(whole.address.words) == 1, "a marked paragraph is one piece"
    assert len({p.key for p in found}) == len(found)


def test_a_mark_taken_off_comes_back_with_all_that_was_said(workspace: Workspace, handed: Submission) -> None:
    (theme,) = workspace.records.themes.find()
    made = passage(workspace, handed, "61 families", theme_ids=[theme.id], remark="check")
    finding = marking.make_finding(workspace, made, "Many were asked")
    marking.take_off(workspace, made.id)
    assert not marking.marks_of(workspace, handed)
    assert workspace.records.evidence.find(finding_id=finding.id), "the finding keeps its evidence"
    undo(workspace)
    (mark,) = marking.marks_of(workspace, handed)
    assert (mark.themes, mark.passage.remark) == (["Visits"], "check")


def test_a_citation_names_who_spoke_and_when(handed: Submission) -> None:
    assert marking.cited(handed, "Nobody\nrang", 3) == (
        "“Nobody rang” (EHE01 What parents told us, A mother, 00:02:10, line 3)"
    )
    assert marking.cited(handed, "We asked", 1) == "“We asked” (EHE01 What parents told us, line 1)"


def test_words_are_named_as_people_copy_them(handed: Submission) -> None:
    start, end = marking.place_in(handed, ' "nobody   rang," SAID ')
    assert TEXT[start:end] == "“Nobody rang,” said"
    with pytest.raises(marking.NoSuchPassage, match="has these words 2 times"):
        marking.place_in(handed, "would welcome a visit")
    with pytest.raises(marking.NoSuchPassage, match="does not have these words"):
        marking.place_in(handed, "nobody called")


def test_a_note_that_was_changed_says_so_beside_its_finding(workspace: Workspace, handed: Submission) -> None:
    made = passage(workspace, handed, "61 families")
    marking.make_finding(workspace, made, "Many were asked")
    (link,) = workspace.records.evidence.find()
    review = workspace.records.review(handed.group_id)
    assert source_of(link, review) == "EHE01, What parents told us"
    changed = link.model_copy(update={"address": link.address.model_copy(update={"words": "sixty-one families"})})
    assert source_of(changed, review) == "EHE01, What parents told us, the words changed since"
    assert link.address.kind is EvidenceKind.PASSAGE
