"""Names kept private: whose they are, why, and where a form of one stands in a finished text.

A single word of a name counts only where somebody wrote that word into the key: "Lee" alone may be anybody, "Ms Lee",
"P Lee", "Pat Lee", "Lee, Pat" and "plee@" are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from groups.people import name_parts
from interviews.leak_words import words_in
from interviews.name_words import ORDINARY
from interviews.review import Review
from interviews.role_key import BODY, attributed, published_names, speakers_key
from interviews.role_name import RoleName
from interviews.roles import roles_in
from interviews.submission import Publication, Submission

_NAMED = frozenset(("", "named", "name", "by name"))
_NOT_A_PERSON = re.compile(rf"{BODY.pattern}|\b(?:and|of|the|for)\b|&|@|\d", re.IGNORECASE)
_LONG_ENOUGH = 7  # letters of a name that is written as one word
_ADDRESS = re.compile(r"[\d._-]*@")  # goes on so: the words before it are those of an e-mail address


class PrivateName(NamedTuple):
    """One name that may not come out: the row for finding its forms, why, and the record that keeps it private."""

    row: RoleName
    why: str
    source: str
    table: str
    record_id: str


class NameFound(NamedTuple):
    """A form of a private name in a text: where, and whose."""

    start: int
    end: int
    name: PrivateName


def private_names(review: Review, key: Iterable[RoleName]) -> list[PrivateName]:
    """The names of the key, of those asked who are not to be named, and of what is published without names."""
    group_id = review.group.id
    found = [
        PrivateName(row, f"published as {row.role}", "names published as roles", "role_names", row.id) for row in key
    ]
    for interview in review.interviews:
        rows = attributed(group_id, interview.interviewees)
        found += [PrivateName(row, "not to be named", interview.title, "interviews", interview.id) for row in rows]
    for submission in review.submissions:
        if submission.publication is Publication.WITHOUT_NAMES or submission.sensitivity.is_closed:
            found += _of_submission(submission)
    for snapshot in review.snapshots:
        if snapshot.publication is Publication.WITHOUT_NAMES and snapshot.owner.strip():
            row = RoleName(group_id=group_id, name=snapshot.owner, role="the owner of the figures")
            found.append(PrivateName(row, "to be published without names", snapshot.title, "snapshots", snapshot.id))
    public = _told_apart(public_names(review))
    seen: dict[str, PrivateName] = {}
    for one in found:
        own = one.table == "role_names"
        name = one.row.name.strip()
        if name and (own or (name.casefold() not in public and _is_a_person(name))):
            seen.setdefault(name.casefold(), one)
    return list(seen.values())


def public_names(review: Review) -> list[str]:
    """Names that are published as they are: members, officers, who signs, those asked by name, and bodies."""
    asked = (person for interview in review.interviews for person in interview.interviewees)
    named = [person.name for person in asked if person.attribution.strip().casefold() in _NAMED]
    bodies = [name for partner in review.partners for name in (partner.name, partner.short_name)]
    return [name for name in (*published_names(review), *named, *bodies) if name.strip()]


def names_in(text: str, names: Sequence[PrivateName], keep: Sequence[str]) -> list[NameFound]:
    """Where forms of private names stand in a text, in order; the names in ``keep`` are published as they are."""
    if not names:
        return []
    # Each name is a role of its own here, so that what is found says whose it is.
    rows = [name.row.model_copy(update={"role": f"#{number}#"}) for number, name in enumerate(names)]
    found = []
    for place in roles_in(text, rows, keep):
        number = re.search(r"#(\d+)#", place.role)
        name = names[int(number[1])] if number else None
        is_address = bool(_ADDRESS.match(text, place.end))
        if name is not None and _counts(text[place.start : place.end], name.row, is_address=is_address):
            found.append(NameFound(place.start, place.end, name))
    return sorted([*found, *_in_one_word(text, names)])


def _in_one_word(text: str, names: Sequence[PrivateName]) -> list[NameFound]:
    """Whole names written as one word, as in an e-mail address or a bookmark: "patlee"."""
    joined: dict[str, PrivateName] = {}
    for name in names:
        for form in (name.row.name, *name.row.other_forms):
            given, surname = name_parts(form)
            parts = [*given, surname]
            if len(parts) > 1 and len("".join(parts)) >= _LONG_ENOUGH:
                joined.setdefault("".join(parts), name)
                joined.setdefault("".join([surname, *given]), name)
    if not joined:
        return []
    return [
        NameFound(*word.span(), joined[word.group().casefold()])
        for word in re.finditer(r"[^\W\d_]+", text)
        if word.group().casefold() in joined
    ]


def _of_submission(submission: Submission) -> list[PrivateName]:
    closed = submission.sensitivity.is_closed
    why = submission.sensitivity.value if closed else "to be published without names"
    source = f"{submission.reference} {submission.title}".strip()
    rows = list(speakers_key(submission, []))
    if submission.sender.strip():
        rows.insert(0, RoleName(group_id=submission.group_id, name=submission.sender, role="the sender"))
    return [PrivateName(row, why, source, "submissions", submission.id) for row in rows]


def _told_apart(names: Iterable[str]) -> set[str]:
    return {" ".join(name.casefold().split()) for name in names}


def _is_a_person(name: str) -> bool:
    """Whether a name that nobody put into the key is a person's in full, and not that of a body."""
    return len(name.split()) > 1 and not _NOT_A_PERSON.search(name)


def _counts(written: str, row: RoleName, *, is_address: bool) -> bool:
    """Whether a form says who it is by itself."""
    words = re.findall(r"[^\W\d_]+", written)
    if len(words) < 2 and is_address and (letters := "".join(words).casefold()):
        given, surname = name_parts(row.name)
        return letters not in (*given, surname)
    if len(words) < 2:
        forms = {tuple(words_in(form).said) for form in (row.name, *row.other_forms)}
        return tuple(words_in(written).said) in forms
    if words[0].casefold() == "the" and len(words) == 2:
        surname = words[1].casefold()
        return words[1][0].isupper() and surname not in ORDINARY and surname.rstrip("s") not in ORDINARY
    return True
