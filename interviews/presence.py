"""Who is at an interview, and whether an interest that somebody declares is in the body that is being heard."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from groups.group import Declaration, Membership
from groups.people import same_person
from interviews.interview import Interview, InterviewState
from interviews.partner import Partner
from interviews.question_sheet import asked_partners

# Written short in many ways; both forms are read as the long one.
_LONG_FORMS = {
    "&": "and",
    "acad": "academy",
    "assoc": "association",
    "assn": "association",
    "dept": "department",
    "hosp": "hospital",
    "jnr": "junior",
    "prim": "primary",
    "sch": "school",
    "sec": "secondary",
    "st": "saint",
    "uni": "university",
    "univ": "university",
}
_SMALL = frozenset("a an at for in of on the to".split())
# Left out of the letters by which a body is known: CWPT is a Partnership NHS Trust.
_NOT_IN_INITIALS = _SMALL | {"and", "nhs", "foundation"}
# Words that many bodies have: one of these alone names none of them inside a longer name.
_GENERAL = _NOT_IN_INITIALS | frozenset(
    "academy association board care centre charity child children childrens city clinic college committee company "
    "council county department education families family forum governor governors group head health hospital "
    "hospitals infant junior limited ltd manager member office officer partnership people primary school schools "
    "secondary service services social support team trust trustee university young youth".split()
)


class Offered(NamedTuple):
    """Somebody who may be present: the name, what they do on the group, and whether they are said to be here."""

    name: str
    role: str
    is_here: bool


def is_to_begin(interview: Interview) -> bool:
    """Whether who is here has still to be asked: nobody has begun it, and its notes are not gone over yet."""
    return interview.began_at is None and interview.state in (InterviewState.PLANNED, InterviewState.LIVE)


def who_may_be_here(members: Iterable[Membership], present: Sequence[str], me: str = "") -> list[Offered]:
    """Members and supporting officers, ticked where they are present, or where it is ``me`` who is writing.

    Nobody else is ticked until somebody says so: an attendance that was guessed would stand as a fact.
    """
    return [
        Offered(
            member.name,
            member.capacity or member.role.value,
            any(same_person(member.name, name) for name in present) or (bool(me) and same_person(member.name, me)),
        )
        for member in members
        if member.name.strip()
    ]


def others_present(offered: Iterable[Offered], present: Iterable[str]) -> list[str]:
    """Those present who are not among the ones offered."""
    names = [one.name for one in offered]
    return [name for name in present if not any(same_person(name, known) for known in names)]


def all_present(offered: Iterable[Offered], ticked: Iterable[str], others: Iterable[str]) -> list[str]:
    """Everybody present, each once: those ticked in the order offered, then the others.

    A member whose name was typed among the others is that member.
    """
    names, written = [one.name for one in offered], list(others)
    chosen = set(ticked) | {name for name in names if any(same_person(name, other) for other in written)}
    rest = [other for other in written if not any(same_person(name, other) for name in names)]
    return list(dict.fromkeys([*(name for name in names if name in chosen), *rest]))


def interests_touched(interview: Interview, partners: Iterable[Partner]) -> list[str]:
    """A sentence for each interest declared in a body that is heard here: it is pointed out, and left to the Chair."""
    heard = _heard(interview, list(partners))
    witnesses = [person.name for person in interview.interviewees]
    found = []
    for declared in interview.declarations:
        if any(same_person(declared.person, witness) for witness in witnesses):
            continue  # a witness belongs to the body, and that is no surprise
        match = next((name for name, body in heard if may_be_same_body(_body(declared), body)), "")
        if match:
            found.append(_sentence(declared, match))
    return found


def may_be_same_body(one: str, other: str) -> bool:
    """Whether two written names can be one body: the same words, one inside the other, or one its initials.

    "The Westfield Sch." and "Headteacher, Westfield School" agree; "school" alone agrees with neither.
    """
    a, b = _words(one), _words(other)
    if not a or not b:
        return False
    return a == b or _is_inside(a, b) or _is_inside(b, a) or _is_initials(a, b) or _is_initials(b, a)


def _heard(interview: Interview, partners: Sequence[Partner]) -> list[tuple[str, str]]:
    """What is heard here, as (how it is called, a name by which it may be met): partners, umbrellas, roles."""
    wanted = asked_partners(interview, partners)
    rows = [p for p in partners if p.id in wanted]
    rows.sort(key=lambda p: p.id not in interview.partner_ids)
    found = [(p.name, name) for p in rows for name in (p.name, p.short_name)]
    found += [(f"the body of {p.name}" if p.name else p.role, p.role) for p in interview.interviewees]
    if not rows:
        found.append((interview.title, interview.title))
    return found


def _body(declared: Declaration) -> str:
    return declared.body if declared.body.strip() else declared.interest


def _sentence(declared: Declaration, match: str) -> str:
    who = declared.person.strip() or "Somebody"
    if not declared.body.strip():
        said = " ".join(declared.interest.split())
        return f"{who} declares an interest: {said}. That may be {match}, heard here: ask the Chair what is to be done."
    what = f" ({declared.interest.strip()})" if declared.interest.strip() else ""
    body = " ".join(_body(declared).split())
    heard = "the body that is heard here" if _words(match) == _words(body) else f"which may be {match}, heard here"
    return f"{who} declares an interest in {body}{what}, {heard}: ask the Chair how it is to be dealt with."


def _words(name: str) -> list[str]:
    plain = re.findall(r"[a-z0-9&]+", name.casefold().replace("'", "").replace("’", ""))
    return [word for word in (_LONG_FORMS.get(each, each) for each in plain) if word not in ("the", "and")]


def _is_inside(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether the words of one name stand together in a longer one, with at least one that is not a general word."""
    if len(short) >= len(long) or all(word in _GENERAL for word in short):
        return False
    return any(list(long[at : at + len(short)]) == list(short) for at in range(len(long) - len(short) + 1))


def _is_initials(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether a single word is the initials of a longer name, with or without its small words."""
    if len(short) != 1 or len(short[0]) < 2 or len(long) < 2:
        return False
    kept = ([w for w in long if w not in left_out] for left_out in ((), _SMALL, _NOT_IN_INITIALS))
    return any("".join(word[0] for word in words) == short[0] for words in kept if len(words) > 1)
