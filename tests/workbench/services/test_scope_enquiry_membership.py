"""The services behind the tabs Overview, Scope and Enquiry: one step of undo each, nothing guessed, nothing lost."""

from __future__ import annotations

from datetime import date

import pytest

from groups.enquiry import EnquiryLine, LineKind
from groups.group import Group, MeetingKind, Role
from groups.scope import BadTemplate, FrozenScope
from groups.scope_changes import scope_changes
from interviews.interview import Interview, InterviewState, Note
from workbench.services import enquiry_edit, membership, scoping
from workbench.services.editing import Clash, NotAccepted, change
from workbench.workspace.undo import next_undo, undo
from workbench.workspace.workspace import Workspace

THEME, QUESTION, SUB = LineKind.THEME, LineKind.QUESTION, LineKind.SUB_QUESTION


@pytest.fixture
def group(workspace: Workspace) -> Group:
    with workspace.write("Add"):
        return workspace.records.groups.add(Group(title="Home Education"))


# -- members ----------------------------------------------------------------------------------------------------------


def test_a_known_person_is_taken_up_again(workspace: Workspace, group: Group) -> None:
    with workspace.write("Add"):
        other = workspace.records.groups.add(Group(title="School Meals"))
    first = membership.add_member(workspace, other.id, "Cllr M Bell")
    again = membership.add_member(workspace, group.id, "Councillor Mary Bell", Role.CHAIR)
    assert first.person_id == again.person_id
    person = workspace.records.people.get(first.person_id)
    assert (person.name, person.other_names) == ("Councillor Mary Bell", ["Cllr M Bell"])
    assert membership.other_groups(workspace, [again]) == {again.id: ["School Meals"]}
    assert (step := next_undo(workspace)) is not None
    assert step.label == "Add Councillor Mary Bell to the group"


def test_nobody_serves_twice_and_a_surname_alone_matches_nobody(workspace: Workspace, group: Group) -> None:
    membership.add_member(workspace, group.id, "Councillor M Bell")
    with pytest.raises(NotAccepted, match="serves on this group already"):
        membership.add_member(workspace, group.id, "Cllr Mary Bell")
    membership.add_member(workspace, group.id, "Councillor Bell")
    assert workspace.records.people.count() == 2
    with pytest.raises(NotAccepted):
        membership.add_member(workspace, group.id, "  ")


def test_where_two_people_could_be_meant_nobody_is_guessed(workspace: Workspace, group: Group) -> None:
    with workspace.write("Add"):
        others = [workspace.records.groups.add(Group(title=title)) for title in ("One", "Two")]
    for other, name in zip(others, ("Mary Bell", "Mark Bell"), strict=True):
        membership.add_member(workspace, other.id, name)
    added = membership.add_member(workspace, group.id, "M Bell")
    assert membership.other_groups(workspace, [added]) == {}


def test_a_name_written_anew_goes_over_to_the_person_who_is_meant(workspace: Workspace, group: Group) -> None:
    with workspace.write("Add"):
        other = workspace.records.groups.add(Group(title="School Meals"))
    known = membership.add_member(workspace, other.id, "Mary Bell")
    wrong = membership.add_member(workspace, group.id, "Sunita Nair")
    rows = workspace.records.memberships
    renamed = change(workspace, rows, wrong, {"name": "Sonita Nayar"}, "Change name", merge_key="k")
    kept = membership.name_changed(workspace, renamed, "k")
    assert workspace.records.people.get(kept.person_id).name == "Sonita Nayar"
    renamed = change(workspace, rows, kept, {"name": "Cllr M Bell"}, "Change name", merge_key="k")
    assert membership.name_changed(workspace, renamed, "k").person_id == known.person_id
    undo(workspace)
    assert rows.get(wrong.id).name == "Sunita Nair"
    assert rows.get(wrong.id).person_id == wrong.person_id


@pytest.mark.parametrize(
    ("typed", "name", "role"),
    [
        ("Councillor A Okoro (Chair)", "Councillor A Okoro", Role.CHAIR),
        ("Mrs S Dunn (Co-opted  Member)", "Mrs S Dunn", Role.CO_OPTED),
        ("Mrs S Dunn (Parent)", "Mrs S Dunn (Parent)", Role.MEMBER),
        (" J Garth ", "J Garth", Role.MEMBER),
    ],
)
def test_a_role_may_stand_behind_the_name(typed: str, name: str, role: Role) -> None:
    assert membership.name_and_role(typed) == (name, role)


# -- meetings and suspensions -----------------------------------------------------------------------------------------


def test_meetings_are_counted_and_never_typed(workspace: Workspace, group: Group) -> None:
    for kind, day in (
        (MeetingKind.SCOPING, date(2026, 1, 5)),
        (MeetingKind.INTERVIEWING, date(2026, 1, 7)),
        (MeetingKind.INTERVIEWING, date(2026, 1, 9)),
        (MeetingKind.VISIT, date(2026, 1, 14)),
        (MeetingKind.ANALYSING, None),
        (MeetingKind.BOARD, date(2026, 1, 6)),
    ):
        membership.add_meeting(workspace, group.id, kind, day)
    with workspace.write("Add"):
        for n in range(3):
            workspace.records.interviews.add(
                Interview(
                    group_id=group.id, title=f"{n}", state=InterviewState.CLOSED_OUT if n else InterviewState.PLANNED
                )
            )
    review = workspace.records.review(group.id)
    assert membership.met_in_words(review) == (
        "Met on three occasions: one scoping meeting and two interviewing meetings (two sessions)."
    )
    assert membership.occasions(review.meetings) == "met on three occasions"
    assert [m.on for m in membership.meetings_in_order(review.meetings)][-1] is None


def test_work_is_suspended_once_and_resumed(workspace: Workspace, group: Group) -> None:
    membership.suspend(workspace, group.id, date(2026, 3, 2), "pre-election period")
    with pytest.raises(NotAccepted, match="already"):
        membership.suspend(workspace, group.id, date(2026, 3, 3))
    with pytest.raises(NotAccepted, match="cannot end before"):
        membership.resume(workspace, group.id, date(2026, 3, 1))
    ended = membership.resume(workspace, group.id, date(2026, 5, 8))
    assert membership.suspension_in_words(ended) == "2 Mar 2026 to 8 May 2026"
    with pytest.raises(NotAccepted, match="not suspended"):
        membership.resume(workspace, group.id, date(2026, 5, 9))


# -- scope ------------------------------------------------------------------------------------------------------------


def test_a_scope_begins_with_its_first_answer_and_is_frozen_when_agreed(workspace: Workspace, group: Group) -> None:
    assert workspace.records.scopes.count() == 0
    scoping.set_answer(workspace, group.id, "title", "What helps?")
    scoping.set_answer(workspace, group.id, "included", "Families")
    first = scoping.agree(workspace, group.id, date(2026, 1, 14))
    assert (first.number, first.state) == (1, "agreed, version 1")
    with pytest.raises(NotAccepted, match="frozen"):
        scoping.set_answer(workspace, group.id, "excluded", "x")
    with pytest.raises(FrozenScope):
        scoping.agree(workspace, group.id, date(2026, 1, 15))
    scoping.amend(workspace, group.id)
    second = scoping.set_answer(workspace, group.id, "excluded", "Private schools")
    changes = scope_changes(first, second)
    assert [(c.was, c.now) for c in changes] == [("", "Private schools")]
    assert workspace.records.scopes.get(first.id) == first


def test_two_people_in_two_fields_are_never_in_each_others_way(workspace: Workspace, group: Group) -> None:
    scopes = workspace.records.scopes
    draft = scoping.the_scope(workspace, [], group.id)
    one, other = (scoping.Answers(scopes, draft, key) for key in ("included", "excluded"))
    mine, theirs = one.of(draft), other.of(draft)
    change(workspace, one, mine, {"text": "mine"}, "Mine")
    change(workspace, other, theirs, {"text": "theirs"}, "Theirs")
    (kept,) = scopes.find()
    assert kept.answers == {"included": "mine", "excluded": "theirs"}
    read = one.of(kept)
    change(workspace, one, read, {"text": "newer"}, "Theirs")
    with pytest.raises(Clash):
        change(workspace, one, read, {"text": "mine again"}, "Mine")


def test_an_answer_typed_after_the_scope_was_taken_back_is_not_lost_in_the_bin(
    workspace: Workspace, group: Group
) -> None:
    kept = scoping.set_answer(workspace, group.id, "title", "What helps?")
    undo(workspace)
    answers = scoping.Answers(workspace.records.scopes, kept.model_copy(update={"id": "", "version": 0}), "title")
    change(workspace, answers, answers.of(kept), {"text": "What helps families?"}, "Mine")
    (begun,) = workspace.records.scopes.find()
    assert begun.answers["title"] == "What helps families?"


def test_a_councils_own_form_is_used_and_a_bad_one_is_one_sentence(workspace: Workspace, group: Group) -> None:
    file = workspace.folder / "scope-template.toml"
    file.write_text('[[field]]\nkey = "why"\nheading = "Why"\nquestion = "Why now?"\n', encoding="utf-8")
    assert scoping.set_answer(workspace, group.id, "why", "Because.").fields[0].question == "Why now?"
    with pytest.raises(scoping.NoScope, match="Its fields are: why"):
        scoping.set_answer(workspace, group.id, "title", "x")
    for bad in (b"\xff\xfe\x00", b"[[field]"):
        file.write_bytes(bad)
        with pytest.raises(BadTemplate, match=r"scope-template\.toml"):
            scoping.form_of(workspace)


# -- lines of enquiry -------------------------------------------------------------------------------------------------


def line(
    workspace: Workspace, group: Group, kind: LineKind, text: str, beside: EnquiryLine | None = None
) -> EnquiryLine:
    return enquiry_edit.add_line(workspace, group.id, kind, text, beside)


def rows(workspace: Workspace, group: Group) -> list[enquiry_edit.EnquiryRow]:
    return enquiry_edit.enquiry_rows(workspace.records.review(group.id))


def test_a_move_is_one_step_and_links_hold(workspace: Workspace, group: Group) -> None:
    theme = line(workspace, group, THEME, "Finding out")
    first = line(workspace, group, QUESTION, "First?", theme)
    second = line(workspace, group, QUESTION, "Second?", first)
    sub = line(workspace, group, SUB, "Who?", second)
    with workspace.write("Note"):
        interview = workspace.records.interviews.add(
            Interview(group_id=group.id, title="Police", state=InterviewState.LIVE)
        )
        workspace.records.notes.add(Note(group_id=group.id, interview_id=interview.id, line_id=sub.id, text="They do."))
    scoping.set_answer(workspace, group.id, "title", "What helps?")
    scoping.agree(workspace, group.id, date(2026, 1, 14))
    assert enquiry_edit.move(workspace, second, -1)
    told = {row.line.id: (row.place.number, row.was, row.noted) for row in rows(workspace, group)}
    assert told[second.id] == ("1", "2", "1 note")
    assert told[sub.id] == ("1a", "2a", "1 note")
    assert told[first.id] == ("2", "1", "not asked")
    assert not enquiry_edit.move(workspace, theme, -1)
    undo(workspace)
    assert [row.was for row in rows(workspace, group)] == ["", "", "", ""]


def test_splitting_says_how_many_and_is_taken_back_at_once(workspace: Workspace, group: Group) -> None:
    packed = line(workspace, group, QUESTION, "Who pays? For how long? Who decides?")
    line(workspace, group, QUESTION, "And then?", packed)
    assert rows(workspace, group)[0].packed == "three in one"
    assert enquiry_edit.split_line(workspace, packed) == 3
    assert [row.line.text for row in rows(workspace, group)] == [
        "Who pays?",
        "For how long?",
        "Who decides?",
        "And then?",
    ]
    undo(workspace)
    assert [row.line.text for row in rows(workspace, group)] == ["Who pays? For how long? Who decides?", "And then?"]


def test_a_line_goes_to_the_bin_with_what_stands_under_it_and_comes_back(workspace: Workspace, group: Group) -> None:
    question = line(workspace, group, QUESTION, "Why?")
    line(workspace, group, SUB, "Who?", question)
    enquiry_edit.put_in_bin(workspace, question, with_all_below=True)
    assert rows(workspace, group) == []
    undo(workspace)
    assert [row.place.number for row in rows(workspace, group)] == ["1", "1a"]
    enquiry_edit.put_in_bin(workspace, question, with_all_below=False)
    assert [row.place.number for row in rows(workspace, group)] == ["a"]


def test_asking_everybody_is_kept_as_everybody(workspace: Workspace, group: Group) -> None:
    question = line(workspace, group, QUESTION, "Why?")
    assert enquiry_edit.ask_of(workspace, question, ["b"], ["a", "b"]).asked_of == ["b"]
    assert enquiry_edit.ask_of(workspace, question, ["b", "a"], ["a", "b"]).asked_of == []


def test_a_line_is_called_by_its_number_or_its_beginning(workspace: Workspace, group: Group) -> None:
    theme = line(workspace, group, THEME, "Finding out early")
    question = line(workspace, group, QUESTION, "Why?", theme)
    lines = workspace.records.enquiry.find(group_id=group.id)
    assert enquiry_edit.find_line(lines, "1.").line.id == question.id
    assert enquiry_edit.find_line(lines, "finding").line.id == theme.id
    with pytest.raises(enquiry_edit.NoSuchLine, match="There are: 1"):
        enquiry_edit.find_line(lines, "9")
    with pytest.raises(enquiry_edit.CannotMove):
        enquiry_edit.move_under(workspace, question, "gone")
