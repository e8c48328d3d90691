"""Names published as roles: the key of a group, and what is published for each name in it.

The key stands apart from the review and is in no export. Wherever words become public they go through it: the report
and its forms, and question sheets.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from groups.group import Group
from interviews.review import Review
from interviews.role_key import published_names, published_people, whole_key, why_no_role
from interviews.role_name import RoleName
from interviews.roles import names_left, next_role, with_roles
from workbench.services.called import one_called
from workbench.services.editing import NotAccepted
from workbench.services.notes import line_of
from workbench.workspace.workspace import Workspace


class NoSuchRole(LookupError):
    """No name in the key answers to that; the message says which there are."""


def role_names(workspace: Workspace, group_id: str) -> list[RoleName]:
    """The names in the key of a group, by role."""
    return sorted(workspace.records.role_names.find(group_id=group_id), key=lambda row: (row.role.casefold(), row.id))


def add_role(workspace: Workspace, group_id: str, name: str, role: str, other_forms: Sequence[str] = ()) -> RoleName:
    """Publish a name as a role; a kind without a letter ("Parent") gets the next one ("Parent B").

    Raises NotAccepted where there is no name or no role, where the name is in the key already, or where the role gives
    the name away.
    """
    plain = line_of(name)
    rows = role_names(workspace, group_id)
    kind = line_of(role)
    wanted = kind if not kind or _has_letter(kind) else next_role(kind, roles_taken(workspace, group_id))
    fresh = RoleName(group_id=group_id, name=plain, role=wanted, other_forms=_forms(other_forms))
    if why := why_no_role(fresh, rows):
        raise NotAccepted(why)
    with workspace.write(f"Publish a name as {fresh.role}"):
        return workspace.records.role_names.add(fresh)


def row_with(workspace: Workspace, row_id: str, field: str, typed: str) -> str:
    """A name or a role as it is typed into a row of the key. Raises NotAccepted where it cannot stand there."""
    row = workspace.records.role_names.get(row_id)
    words = line_of(typed)
    fresh = row.model_copy(update={field: words})
    if why := why_no_role(fresh, [other for other in role_names(workspace, row.group_id) if other.id != row.id]):
        raise NotAccepted(why)
    return words


def from_interviews(workspace: Workspace, group_id: str) -> list[RoleName]:
    """Those asked in interviews who are not to be named, and are in the key by that alone."""
    review = workspace.records.review(group_id)
    return [row for row in public_key(workspace, review) if not row.id]


def remove_role(workspace: Workspace, row: RoleName) -> None:
    """Publish a name as it is again."""
    with workspace.write(f"Take {row.role} out of the names published as roles"):
        workspace.records.role_names.bin(workspace.records.role_names.get(row.id))


def roles_taken(workspace: Workspace, group_id: str) -> list[RoleName]:
    """The roles that are given already: those in the key, and those by which somebody speaks in an interview."""
    people = (p for i in workspace.records.interviews.find(group_id=group_id) for p in i.interviewees)
    spoken = dict.fromkeys(word for p in people for word in (p.name, p.attribution) if word.strip())
    return [
        *role_names(workspace, group_id),
        *(RoleName(group_id=group_id, name=word, role=word) for word in spoken),
    ]


def find_role(workspace: Workspace, group_id: str, name: str) -> RoleName:
    """The row of the key that a person means: by name or other form, by role, or by id. Raises NoSuchRole."""
    return one_called(
        name,
        role_names(workspace, group_id),
        lambda row: (row.name, row.role, *row.other_forms),
        NoSuchRole,
        what="name kept private",
        shown=lambda row: f"{row.name} ({row.role})",
        instead="write the whole name",
        none_yet="The list is empty.",
    )


def public_key(workspace: Workspace, review: Review) -> list[RoleName]:
    """All names of a group that are published as roles: those in the key, and those asked who are not to be named."""
    return whole_key(review, role_names(workspace, review.group.id))


def public_words(workspace: Workspace, group: Group, text: str) -> str:
    """Some words of a group as they may be published."""
    review = workspace.records.review(group.id)
    return with_roles(text, public_key(workspace, review), published_names(review))


def still_named(workspace: Workspace, group: Group) -> list[str]:
    """Words of the public report that may still give away somebody in the key, each once."""
    review = workspace.records.review(group.id)
    key = public_key(workspace, review)
    if not key:
        return []
    from workbench.report.as_text import as_text
    from workbench.report.numbering import number
    from workbench.report.references import ReportProblem
    from workbench.services.report import assemble

    try:
        note = as_text(number(assemble(workspace, group)))
    except ReportProblem:  # what is wrong with the report is said where it is written
        return []
    return names_left(note, key, published_people(review))


def _has_letter(role: str) -> bool:
    """Whether a role names one person of its kind, as "Parent A" and "Pupil 3" do, and "the Headteacher"."""
    return bool(re.search(r"\s([A-Z]{1,2}|\d+)$", role)) or role.casefold().startswith("the ")


def _forms(other_forms: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(form for form in map(line_of, other_forms) if form))
