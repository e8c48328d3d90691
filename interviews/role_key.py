"""Who belongs in the key from names to roles, and whose name is published as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from groups.numbering import letter
from interviews.interview import Interviewee
from interviews.review import Review
from interviews.role_name import RoleName
from interviews.roles import roles_in, with_roles
from interviews.submission import Submission

_NAMED = ("", "named", "name", "by name")  # ways to attribute that leave the name
_BY_ROLE = ("role", "by role", "as role")
_SOMEBODY = "Person interviewed"  # by role, where nobody wrote down which
# Words that the name of a body has and that of a person has not.
BODY = re.compile(
    r"\b(?:academy|agency|alliance|association|authority|board|centre|charity|church|clinic|club|college|committee|"
    r"council|department|federation|forum|foundation|group|hospitals?|limited|ltd|network|office|partnership|police|"
    r"primary|schools?|services?|society|team|trust|union|university)\b",
    re.IGNORECASE,
)
# What a transcript calls somebody without a name.
_NO_NAMES = frozenset(
    "chair chairman chairwoman chairperson clerk councillor guest host interviewee interviewer member moderator "
    "narrator officer participant researcher speaker student unknown user witness".split()
)


def whole_key(review: Review, key: Iterable[RoleName]) -> list[RoleName]:
    """All names of a group that are published as roles: those in the key, and those asked who are not to be named."""
    rows = list(key)
    known = {row.name.casefold() for row in rows}
    asked = [person for interview in review.interviews for person in interview.interviewees]
    return [*rows, *attributed(review.group.id, [p for p in asked if p.name.casefold() not in known])]


def attributed(group_id: str, people: Sequence[Interviewee]) -> list[RoleName]:
    """Those whose words are to be attributed otherwise than by name ("Headteacher A").

    Somebody who was written down as "Parent A" from the first has no name to hide: else every "parent" were one.
    """
    found: dict[str, str] = {}
    for person in people:
        said = person.attribution.strip()
        role = person.role.strip() or _SOMEBODY if said.casefold() in _BY_ROLE else said
        if person.name.strip() and role and said.casefold() not in _NAMED and not _is_role(person.name.strip(), role):
            found.setdefault(person.name.strip(), role)
    return [RoleName(group_id=group_id, name=name, role=role) for name, role in found.items()]


def _is_role(name: str, role: str) -> bool:
    """Whether what stands for a name is the role itself, with a letter or a number to it or without."""
    return bool(re.fullmatch(rf"(?:{re.escape(_kind(role))})(?:\s+(?:[A-Z]{{1,2}}|\d+))?", name, re.IGNORECASE))


def _kind(role: str) -> str:
    """A role without its letter or number: "Parent" of "Parent A"."""
    return re.sub(r"\s+(?:[A-Z]{1,2}|\d+)$", "", role)


def published_names(review: Review) -> list[str]:
    """The names that are published as they are: of people, and of partners that have a surname in their own name."""
    return [*published_people(review), *(row.name for row in review.partners if BODY.search(row.name))]


def published_people(review: Review) -> list[str]:
    """The people whose names are published as they are: members and officers, and who signs the report."""
    signs = [block.strip().splitlines()[0] for block in re.split(r"\n\s*\n", review.group.sign_off) if block.strip()]
    return [*(member.name for member in review.members), *(line.partition(",")[0].strip() for line in signs)]


def why_no_role(row: RoleName, others: Iterable[RoleName]) -> str:
    """Why a name cannot stand in the key with that role; "" where it can."""
    rest = list(others)
    if sum(sign.isalpha() for sign in row.name) < 2:
        return "Write the name in full, such as Anna Smith."
    if any(other.name.casefold() == row.name.casefold() for other in rest):
        return f"{row.name} is in the list already: change the role there."
    if not row.role.strip():
        return "Write the role, such as Parent A."
    if roles_in(row.role, [row, *rest]):
        return "The role gives a name away: write one such as Parent A."
    if any(roles_in(other.role, [row]) for other in rest):
        return f"“{row.name}” is part of a role in the list: write the name in full."
    return ""


def speakers(submission: Submission, key: Sequence[RoleName]) -> dict[str, str]:
    """What is published for each speaker of a transcript without names: the role, else "Speaker A" in turn."""
    shown: dict[str, str] = {}
    strangers = 0
    for turn in submission.turns:
        name = turn.speaker.strip()
        if not name or name in shown:
            continue
        role = with_roles(name, key)
        if role == name and not _is_no_name(name):
            strangers += 1
            role = f"Speaker {letter(strangers).upper()}"
        shown[name] = role
    return shown


def speakers_key(submission: Submission, key: Sequence[RoleName]) -> list[RoleName]:
    """The names of a transcript's speakers that may not stand in its text either."""
    return [
        RoleName(group_id=submission.group_id, name=name, role=role)
        for name, role in speakers(submission, key).items()
        if role != name
    ]


def _is_no_name(name: str) -> bool:
    words = re.findall(r"[^\W\d_]+", name.casefold())
    return not words or all(word in _NO_NAMES for word in words)
