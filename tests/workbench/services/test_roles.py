"""The key from names to roles: kept apart, asked for by every public form, in no export."""

from __future__ import annotations

import json

import pytest

from groups.finding import Finding
from groups.group import Group, Membership, Person
from interviews.interview import Interview, Interviewee
from workbench.report.finished_words import words_of
from workbench.services.editing import NotAccepted
from workbench.services.exchange import export_review
from workbench.services.report import FORMATS, export_report, render
from workbench.services.roles import (
    NoSuchRole,
    add_role,
    find_role,
    from_interviews,
    public_words,
    remove_role,
    role_names,
    still_named,
)
from workbench.workspace.undo import undo
from workbench.workspace.workspace import Workspace


@pytest.fixture
def group(workspace: Workspace) -> Group:
    """A group named after a child, with a finding that names her mother and an interview that names a head."""
    records = workspace.records
    with workspace.write("Make"):
        made = records.groups.add(Group(title="The case of Lena Smith", council="Wexcombe City Council"))
        common = {"group_id": made.id}
        records.findings.add(Finding(**common, text="Anna Smith waited. Will told Mrs Smith and Ms Okafor."))
        records.interviews.add(
            Interview(**common, title="Heads", interviewees=[Interviewee(name="Noor Okafor", attribution="Head A")])
        )
    return made


def test_a_kind_gets_the_next_letter_and_a_role_stays(workspace: Workspace, group: Group) -> None:
    assert add_role(workspace, group.id, " Anna  Smith ", "Parent").role == "Parent A"
    assert add_role(workspace, group.id, "Tom Lund", "parent").role == "parent B"
    assert add_role(workspace, group.id, "Lena Smith", "Pupil 3", ["LS", " ", "LS"]).role == "Pupil 3"
    assert add_role(workspace, group.id, "Una Kell", "the School Nurse").role == "the School Nurse"
    rows = role_names(workspace, group.id)
    assert [(row.name, row.other_forms) for row in rows] == [
        ("Anna Smith", []),
        ("Tom Lund", []),
        ("Lena Smith", ["LS"]),
        ("Una Kell", []),
    ]


@pytest.mark.parametrize(
    ("name", "role", "why"),
    [
        ("", "Parent A", "in full"),
        ("Anna Smith", " ", "Write the role"),
        ("Anna Smith", "Smith’s wife", "gives a name"),
    ],
)
def test_what_cannot_be_in_the_key(workspace: Workspace, group: Group, name: str, role: str, why: str) -> None:
    with pytest.raises(NotAccepted, match=why):
        add_role(workspace, group.id, name, role)
    assert role_names(workspace, group.id) == []


def test_a_row_is_found_by_name_form_or_role_and_taken_out(workspace: Workspace, group: Group) -> None:
    anna = add_role(workspace, group.id, "Anna Smith", "Parent", ["Annie"])
    for name in ("anna smith", "PARENT A", "annie", anna.id):
        assert find_role(workspace, group.id, name) == anna
    with pytest.raises(NoSuchRole, match=r"There are: Anna Smith \(Parent A\)"):
        find_role(workspace, group.id, "Bo")
    remove_role(workspace, anna)
    assert role_names(workspace, group.id) == []
    undo(workspace)
    assert [row.name for row in role_names(workspace, group.id)] == ["Anna Smith"]


def test_every_public_form_has_roles_and_the_working_copy_names(workspace: Workspace, group: Group) -> None:
    add_role(workspace, group.id, "Anna Smith", "Parent")
    add_role(workspace, group.id, "Lena Smith", "Pupil")
    for form in ("md", "html", "txt"):
        public = render(workspace, group, form).decode()
        assert "Smith" not in public
        assert "Okafor" not in public
        assert "Parent A waited" in public
        assert "Head A" in public
        private = render(workspace, group, form, private=True).decode()
        assert "Anna Smith waited. Will told Mrs Smith and Ms Okafor" in private
    words = " ".join(piece.text for piece in words_of(render(workspace, group, "pdf"), "pdf"))
    assert "Smith" not in words
    assert "Parent A waited" in words
    assert set(FORMATS) == {"docx", "html", "md", "pdf", "txt"}


def test_the_name_of_the_file_tells_nothing(workspace: Workspace, group: Group) -> None:
    add_role(workspace, group.id, "Lena Smith", "Pupil")
    public, private = export_report(workspace, group, "md"), export_report(workspace, group, "md", private=True)
    assert public is not None
    assert private is not None
    assert public.name == "the-case-of-pupil-a-briefing-note.md"
    assert private.name == "the-case-of-lena-smith-briefing-note-working-copy.md"


def test_the_key_is_in_no_export(workspace: Workspace, group: Group) -> None:
    add_role(workspace, group.id, "Zorblina Quux", "Parent")
    exported = export_review(workspace, group.id)
    assert "Zorblina" not in exported
    assert "role_names" not in json.loads(exported)


def test_what_is_left_in_the_public_report(workspace: Workspace, group: Group) -> None:
    assert still_named(workspace, group) == []
    add_role(workspace, group.id, "Will Marsh", "Pupil")
    assert still_named(workspace, group) == ["Will"]


def test_those_asked_are_in_the_key_by_their_wish(workspace: Workspace, group: Group) -> None:
    assert [(row.name, row.role) for row in from_interviews(workspace, group.id)] == [("Noor Okafor", "Head A")]
    add_role(workspace, group.id, "Noor Okafor", "Head B")
    assert from_interviews(workspace, group.id) == []
    assert public_words(workspace, group, "Ms Okafor said") == "Head B said"


def test_somebody_written_down_as_a_role_keeps_its_letter_and_hides_no_word(workspace: Workspace, group: Group) -> None:
    with workspace.write("Ask a parent"):
        workspace.records.interviews.add(
            Interview(
                group_id=group.id, title="Families", interviewees=[Interviewee(name="Parent A", attribution="Parent A")]
            )
        )
    assert add_role(workspace, group.id, "Anna Smith", "Parent").role == "Parent B"
    assert public_words(workspace, group, "The parent governors heard Anna Smith and Parent A.") == (
        "The parent governors heard Parent B and Parent A."
    )


def test_members_are_published_by_name(workspace: Workspace, group: Group) -> None:
    add_role(workspace, group.id, "Anna Smith", "Parent")
    with workspace.write("Add"):
        person = workspace.records.people.add(Person(name="Cllr Anna Jones"))
        workspace.records.memberships.add(
            Membership(group_id=group.id, person_id=person.id, name=person.name, position=1)
        )
    assert public_words(workspace, group, "Cllr Anna Jones met Anna") == "Cllr Anna Jones met Parent A"
