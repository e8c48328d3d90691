"""How far a recommendation comes, by whom, and its wording through time."""

from __future__ import annotations

import pytest

from groups.group import Group, Role
from groups.recommendation import Recommendation, RecommendationState, agreed_by_group
from groups.rows import Author
from workbench.services.agreeing import agree, agree_at_board, amend, back_to_draft, drop, propose, voting_members
from workbench.services.editing import NotAccepted, change
from workbench.services.membership import add_member
from workbench.services.parting import split
from workbench.services.recommendation_draft import Drafts
from workbench.services.recommending import add_recommendation, move_recommendation
from workbench.services.wording_history import history_of
from workbench.workspace.undo import undo
from workbench.workspace.workspace import Workspace

CABINET = "Cabinet Member for Schools"


@pytest.fixture
def group(workspace: Workspace) -> Group:
    with workspace.write("Make a group"):
        made = workspace.records.groups.add(Group(title="School Meals", boards=["Scrutiny Board"]))
    add_member(workspace, made.id, "Councillor A Okoro", Role.CHAIR)
    add_member(workspace, made.id, "Councillor B Lunt")
    add_member(workspace, made.id, "C Fen", Role.OFFICER)
    return made


@pytest.fixture
def row(workspace: Workspace, group: Group) -> Recommendation:
    return add_recommendation(workspace, group.id, "The service buys ovens", CABINET)


def test_proposed_by_the_author_agreed_by_members_then_by_the_board(workspace: Workspace, row: Recommendation) -> None:
    assert propose(workspace, row).proposed_by == "A Tester"
    assert propose(workspace, row, "Councillor B Lunt").proposed_by == "Councillor B Lunt"
    with pytest.raises(NotAccepted, match="have it agreed by the group first"):
        agree_at_board(workspace, row)
    with pytest.raises(NotAccepted, match="at least one member"):
        agree(workspace, row, [" "])
    names = [member.name for member in voting_members(workspace, row.group_id)]
    assert names == ["Councillor A Okoro", "Councillor B Lunt"]
    agreed = agree(workspace, row, names[:1], "Lease them")
    assert (agreed.state, agreed.agreed_by) == (RecommendationState.AGREED_BY_GROUP, names[:1])
    assert agree_at_board(workspace, row).minority_view == "Lease them"
    with pytest.raises(NotAccepted, match="agreed by Board already"):
        agree_at_board(workspace, row)
    assert undo(workspace) == "The Board agrees a recommendation"
    assert drop(workspace, row).state is RecommendationState.DROPPED
    assert back_to_draft(workspace, row).state is RecommendationState.DRAFT


def test_every_state_leads_somewhere_and_the_board_comes_after_the_group() -> None:
    for state in RecommendationState:
        assert state.onward
        assert state not in state.onward
    before = {state for state in RecommendationState if RecommendationState.AMENDED in state.onward}
    assert before == {RecommendationState.AGREED_BY_GROUP, RecommendationState.AGREED_BY_BOARD}


def test_amended_words_stand_beside_those_of_the_group(workspace: Workspace, row: Recommendation) -> None:
    split(workspace, row, "The service buys:", ["ovens", "plates"])
    agree(workspace, row, ["Councillor A Okoro"])
    with pytest.raises(NotAccepted, match="These are the group's words"):
        amend(workspace, row, "The service buys:")
    made = amend(workspace, row, "The service leases:", ["ovens"])
    assert made.state is RecommendationState.AMENDED
    assert agreed_by_group(made) == "The service buys:\na. ovens\nb. plates"
    assert undo(workspace) == "The Board amends a recommendation"
    assert agreed_by_group(workspace.records.recommendations.get(row.id)) == ""


def test_words_changed_after_the_group_agreed_are_told(workspace: Workspace, row: Recommendation) -> None:
    agree(workspace, row, ["Councillor A Okoro"])
    drafts = Drafts(workspace)
    change(workspace, drafts, drafts.get(row.id), {"action": "The service buys two ovens"}, "Change")
    now = workspace.records.recommendations.get(row.id)
    assert agreed_by_group(now) == "The service buys ovens"


def test_the_history_says_who_changed_which_words_and_when(workspace: Workspace, row: Recommendation) -> None:
    drafts = Drafts(workspace)
    for words in ("The service buys ov", "The service buys two ov", "The service buys two ovens"):
        draft = drafts.get(row.id)
        change(workspace, drafts, draft, {"action": words}, "Change a recommendation: what", merge_key="typing")
    other = workspace.written_by("B Reader")
    change(other, Drafts(other), drafts.get(row.id), {"when": "31 March 2027", "parts": "New\nBig"}, "Change it")
    move_recommendation(workspace, row, 1)
    propose(workspace, row)
    undo(workspace)
    versions = history_of(workspace, row.id)
    assert [(v.by, v.label) for v in versions] == [
        ("A Tester", "Write a recommendation"),
        ("A Tester", "Change a recommendation: what"),
        ("B Reader", "Change it"),
        ("A Tester", "Propose a recommendation"),
        ("A Tester", "Taken back: Propose a recommendation"),
    ]
    assert versions[1].changes[0].in_words == "The service buys [in: two] ovens"
    assert [(c.field, c.after) for c in versions[2].changes] == [
        ("Parts", "a. New\nb. Big"),
        ("By when", "31 March 2027"),
    ]
    assert [c.in_words for c in versions[3].changes] == ["A Tester", "[out: draft] [in: proposed]"]
    assert all(v.at is not None for v in versions)


def test_a_draft_is_the_recommendation_and_back(workspace: Workspace, group: Group, author: Author) -> None:
    drafts = Drafts(workspace)
    made = split(workspace, add_recommendation(workspace, group.id, "x", CABINET), "Steps:", ["One", "Two"])
    draft = drafts.get(made.id)
    assert drafts.as_recommendation(draft, made) == made
    values = {"parts": "Two\n\n One and a half ", "when": "by the end of term", "agreed_by": "A Okoro; B Lunt, A Okoro"}
    kept = change(workspace, drafts, draft, values, "Change")
    row = workspace.records.recommendations.get(kept.id)
    assert [(p.id, p.text) for p in row.parts] == [(made.parts[1].id, "Two"), (made.parts[0].id, "One and a half")]
    assert (row.by_when, row.by_when_text, row.agreed_by) == (None, "by the end of term", ["A Okoro", "B Lunt"])
    assert [drafts.day_or_words(t) for t in ("by 31/3/27", "1 Sept 2027", "soon")] == [
        "31 March 2027",
        "1 September 2027",
        "soon",
    ]
