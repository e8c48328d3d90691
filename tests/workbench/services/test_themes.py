"""Themes in the record: made, renamed, merged in one step of undo, nested, binned, and put on notes and passages."""

from __future__ import annotations

import pytest

from groups.evidence import Address, EvidenceKind
from groups.group import Group
from interviews.interview import Interview, InterviewState, Note
from interviews.partner import Partner
from interviews.passage import MarkedPassage
from interviews.submission import Submission
from interviews.theme import Theme
from workbench.services import themes
from workbench.services.editing import NotAccepted
from workbench.services.themes import by_partner, merge_themes, tag, theme_rows, with_theme
from workbench.workspace.undo import redo, undo
from workbench.workspace.workspace import Workspace


@pytest.fixture
def group(workspace: Workspace) -> Group:
    """Two partners with a confirmed session each and one together, a submission with a marked passage."""
    records = workspace.records
    with workspace.write("Make"):
        made = records.groups.add(Group(id="G", title="School Meals"))
        for ident in ("cooks", "pupils"):
            records.partners.add(Partner(group_id="G", id=ident, name=ident.capitalize()))
        for ident, partners in (("i", ["cooks"]), ("j", ["pupils"]), ("both", ["cooks", "pupils"])):
            state = InterviewState.CONFIRMED
            records.interviews.add(Interview(group_id="G", id=ident, title=ident, partner_ids=partners, state=state))
            records.notes.add(Note(group_id="G", id=f"n{ident}", interview_id=ident, text=f"Said in {ident}."))
        records.submissions.add(Submission(group_id="G", id="s", reference="SM01", title="Letter", partner_id="pupils"))
        address = Address(kind=EvidenceKind.PASSAGE, id="s", words="The queue is long.")
        records.marked.add(MarkedPassage(group_id="G", id="p", submission_id="s", address=address))
    return made


def themes_of(workspace: Workspace, note_id: str) -> list[str]:
    names = {theme.id: theme.name for theme in workspace.records.themes.find()}
    return [names[each] for each in workspace.records.notes.get(note_id).theme_ids]


def made(workspace: Workspace, name: str, parent_id: str = "") -> Theme:
    return themes.add_theme(workspace, "G", name, parent_id=parent_id)


def test_a_theme_needs_a_name_of_its_own(workspace: Workspace, group: Group) -> None:
    queue = made(workspace, " The  queue ")
    assert queue.name == "The queue"
    for name, why in (("  ", "needs a name"), ("the QUEUE", "merge the two")):
        with pytest.raises(NotAccepted, match=why):
            made(workspace, name)
    cost = made(workspace, "Cost")
    with pytest.raises(NotAccepted, match="merge"):
        themes.rename_theme(workspace, cost, "The queue")
    assert themes.rename_theme(workspace, cost, "COST").name == "COST"
    assert themes.find_theme(workspace, "G", "the q").id == queue.id
    with pytest.raises(themes.NoSuchTheme, match="The queue; COST"):
        themes.find_theme(workspace, "G", "weather")


def test_many_are_tagged_in_one_step_and_a_confirmed_line_takes_a_theme(workspace: Workspace, group: Group) -> None:
    queue, cost = made(workspace, "The queue"), made(workspace, "Cost")
    assert tag(workspace, "G", {queue.id: True}, notes=["ni", "nj"], passages=["p"], new=["Noise"]) == 3
    assert themes_of(workspace, "ni") == ["The queue", "Noise"]
    assert workspace.records.notes.get("ni").text == "Said in i."
    assert tag(workspace, "G", {queue.id: True}, notes=["ni"]) == 0, "it has it already"
    assert tag(workspace, "G", {queue.id: False, cost.id: True}, notes=["ni", "nboth"]) == 2
    assert themes_of(workspace, "ni") == ["Noise", "Cost"]
    undo(workspace)
    assert themes_of(workspace, "ni") == ["The queue", "Noise"]
    undo(workspace)
    assert themes_of(workspace, "ni") == []
    assert [t.name for t in workspace.records.themes.find()] == ["The queue", "Cost"], "a new one goes with its step"


def test_counts_by_partner(workspace: Workspace, group: Group) -> None:
    queue = made(workspace, "The queue")
    below = made(workspace, "Friday", queue.id)
    tag(workspace, "G", {queue.id: True}, notes=["ni", "nboth"], passages=["p"])
    tag(workspace, "G", {below.id: True}, notes=["nj", "ni"])
    review = workspace.records.review("G")
    assert [(row.theme.name, row.depth, row.used) for row in theme_rows(review)] == [
        ("The queue", 0, 4),
        ("Friday", 1, 2),
    ]
    assert by_partner(queue.id, review) == [("Pupils", 3), ("Cooks", 2)]
    assert [each.id for each in with_theme(queue.id, review)] == ["nboth", "ni", "nj", "p"]
    assert with_theme(queue.id, review)[-1].source == "Pupils, SM01 Letter"


def test_two_themes_become_one_in_one_step(workspace: Workspace, group: Group) -> None:
    queue, waiting = made(workspace, "The queue"), made(workspace, "Waiting")
    friday = made(workspace, "Friday", waiting.id)
    tag(workspace, "G", {waiting.id: True}, notes=["ni", "nj"], passages=["p"])
    tag(workspace, "G", {queue.id: True}, notes=["ni"])
    with workspace.write("Put a note in the bin"):
        workspace.records.notes.bin(workspace.records.notes.get("nj"))
    assert merge_themes(workspace, waiting, queue) == 2
    assert themes_of(workspace, "ni") == ["The queue"]
    assert workspace.records.notes.get("nj").theme_ids == [queue.id], "it may come back from the bin"
    assert workspace.records.marked.get("p").theme_ids == [queue.id]
    assert workspace.records.themes.get(friday.id).parent_id == queue.id
    assert [t.name for t in workspace.records.themes.find()] == ["The queue", "Friday"]
    undo(workspace)
    assert themes_of(workspace, "ni") == ["Waiting", "The queue"]
    assert workspace.records.themes.get(friday.id).parent_id == waiting.id
    redo(workspace)
    assert themes_of(workspace, "ni") == ["The queue"]
    with pytest.raises(NotAccepted, match="another theme"):
        merge_themes(workspace, queue, queue)


def test_a_theme_merged_into_one_that_stands_under_it(workspace: Workspace, group: Group) -> None:
    queue = made(workspace, "The queue")
    friday, monday = made(workspace, "Friday", queue.id), made(workspace, "Monday", queue.id)
    merge_themes(workspace, queue, friday)
    assert workspace.records.themes.get(friday.id).parent_id == ""
    assert workspace.records.themes.get(monday.id).parent_id == friday.id


def test_two_levels_and_the_order(workspace: Workspace, group: Group) -> None:
    one, two, three = (made(workspace, name) for name in ("One", "Two", "Three"))
    themes.nest_theme(workspace, two, one.id)
    for theme, parent in ((three, two), (one, three)):
        with pytest.raises(NotAccepted, match="two levels"):
            themes.nest_theme(workspace, theme, parent.id)
    assert themes.move_theme(workspace, three, -1)
    assert [row.theme.name for row in theme_rows(workspace.records.review("G"))] == ["Three", "One", "Two"]
    assert not themes.move_theme(workspace, three, -1)


def test_out_of_the_bin_a_theme_comes_back_on_what_it_was_on(workspace: Workspace, group: Group) -> None:
    queue = made(workspace, "The queue")
    tag(workspace, "G", {queue.id: True}, notes=["ni"])
    themes.bin_theme(workspace, queue)
    assert theme_rows(workspace.records.review("G")) == []
    undo(workspace)
    assert themes_of(workspace, "ni") == ["The queue"]
