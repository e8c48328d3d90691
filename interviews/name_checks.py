"""People written two ways in the report: "G Vohra" and "Ghulam Vohra", a slip in a surname, Councillor and Cllr mixed.

A surname alone never says who is meant: it is matched only where given names or initials agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from groups.people import NameParts, name_parts, same_person
from interviews.own_words import OwnWords
from interviews.remark import About, Remark, remarked
from interviews.review import Review

_TITLE = r"(?:Cllrs?|Councillors?|Mr|Mrs|Ms|Miss|Mx|Dr|Prof(?:essor)?|Rev(?:erend)?|Revd)"
_NAME = r"(?:[A-Z]\.?\s*(?=[A-Z])|[A-Z][a-z'’-]+\s+){0,2}[A-Z][A-Za-z'’-]+"
_TITLED = re.compile(rf"\b(?P<title>{_TITLE})\.?\s+(?P<name>{_NAME})")
_CIVIC = {"cllr": "Cllr", "cllrs": "Cllr", "councillor": "Councillor", "councillors": "Councillor"}
_SHORTEST = 5  # letters of a surname in which one other letter is more likely a slip than another name
_ROLES = frozenset("members member officers officer chair champion role portfolio".split())


class _Written(NamedTuple):
    """A name as it is written somewhere: where in words, and the record."""

    name: str
    where: str
    table: str
    record_id: str
    title: str = ""

    @property
    def parts(self) -> NameParts:
        """The name taken apart."""
        return name_parts(self.name)


def name_remarks(review: Review, words: Sequence[OwnWords]) -> Iterator[Remark]:
    """Remarks on how people are written in a report."""
    known = list(_known(review))
    told = list(_told(words, known))
    yield from _civic_titles(known, told)
    yield from _two_forms(known, told)
    yield from _slips(known, told)


def _known(review: Review) -> Iterator[_Written]:
    """The people of the record: those who serve, who were asked, who sign."""
    for member in review.members:
        yield _Written(member.name, "the list of members", "memberships", member.id, _title_of(member.name))
    for interview in review.interviews:
        for person in interview.interviewees:
            where = f"the interview {interview.title}".strip()
            yield _Written(person.name, where, "interviews", interview.id, _title_of(person.name))
    for block in re.split(r"\n\s*\n", review.group.sign_off.strip()):
        name = block.strip().partition("\n")[0].partition(",")[0]
        if name.strip():
            yield _Written(name.strip(), "the sign-off", "groups", review.group.id, _title_of(name))


def _told(words: Sequence[OwnWords], known: Sequence[_Written]) -> Iterator[_Written]:
    """The names in the group's own words: with a title, or with the surname or the given name of somebody known."""
    surnames = {one.name.split()[-1] for one in known if one.parts.given}
    given = {
        word for one in known for word in one.name.split()[:-1] if len(word) > 2 and word.casefold() in one.parts.given
    }
    either = [
        *(rf"(?:[A-Z][\w'’.-]*\s+){{1,2}}{re.escape(name)}" for name in sorted(surnames)),
        *(rf"{re.escape(name)}\s+[A-Z][a-z'’-]+" for name in sorted(given)),
    ]
    plain = re.compile(rf"\b(?:{'|'.join(either)})\b") if either else None
    for place in words:
        spans = []
        for found in _TITLED.finditer(place.text):
            if found["name"].split()[0].casefold() not in _ROLES:
                spans.append(found.span())
                name = _own(found["name"])
                yield _Written(name, place.where, place.table, place.record_id, found["title"].casefold())
        for found in plain.finditer(place.text) if plain else ():
            if not any(start <= found.start() < end for start, end in spans):
                yield _Written(_own(found[0]), place.where, place.table, place.record_id)


def _own(name: str) -> str:
    return re.sub(r"['’]s$", "", " ".join(name.split()))


def _title_of(name: str) -> str:
    first = name.split()[0].casefold().strip(".") if name.split() else ""
    return first if re.fullmatch(_TITLE, first, re.IGNORECASE) else ""


def _civic_titles(known: Sequence[_Written], told: Sequence[_Written]) -> Iterator[Remark]:
    """Councillor in one place and Cllr in another."""
    printed = [*(one for one in known if one.table != "interviews"), *told]
    forms: dict[str, list[_Written]] = {}
    for one in printed:
        if one.title in _CIVIC:
            forms.setdefault(_CIVIC[one.title], []).append(one)
    if len(forms) > 1:
        rare = min(reversed(forms), key=lambda form: len(forms[form]))
        common = next(form for form in forms if form != rare)
        place = forms[rare][0]
        text = (
            f"“{common}” ({_times(len(forms[common]))}) and “{rare}” ({_times(len(forms[rare]))}, first in "
            f"{place.where}) are both used: choose one."
        )
        yield remarked(About.NAMES, text, place.table, place.record_id, "Councillor and Cllr", whole=True)


def _two_forms(known: Sequence[_Written], told: Sequence[_Written]) -> Iterator[Remark]:
    """Given names of one person that differ as they are written; once for each pair of forms."""
    printed = [*known, *told]
    for place, one in enumerate(told):
        if not one.parts.given:
            continue
        others = [other for other in [*known, *told[:place]] if _are_two_forms(one, other)]
        meant = {_plain(other) for other in printed if _may_be(one, other)}
        if others and len(_people(meant)) == 1:
            other = others[0]
            text = (
                f"“{_shown(other)}” ({other.where}) and “{_shown(one)}” ({one.where}) seem to be one person: write the "
                "name one way."
            )
            matter = ("two forms", *sorted({_plain(one), _plain(other)}))
            yield remarked(About.NAMES, text, one.table, one.record_id, *matter, whole=True)


def _are_two_forms(one: _Written, other: _Written) -> bool:
    return _may_be(one, other) and _plain(one) != _plain(other)


def _may_be(one: _Written, other: _Written) -> bool:
    return bool(one.parts.given and other.parts.given) and same_person(one.name, other.name)


def _people(names: set[str]) -> list[str]:
    """How many people names can be: Ghulam and Gina Vohra are two, so that G Vohra may be either."""
    found: list[str] = []
    for name in sorted(names, key=len, reverse=True):
        if not any(same_person(name, other) for other in found):
            found.append(name)
    return found


def _plain(one: _Written) -> str:
    return " ".join((*one.parts.given, one.parts.surname))


def _shown(one: _Written) -> str:
    return f"{one.title.capitalize()} {one.name}" if one.title and not _title_of(one.name) else one.name


def _slips(known: Sequence[_Written], told: Sequence[_Written]) -> Iterator[Remark]:
    """A surname that is one letter off that of somebody known, where nothing else speaks against it."""
    surnames = {one.parts.surname for one in known}
    for one in told:
        if one.parts.surname in surnames or len(one.parts.surname) < _SHORTEST:
            continue
        near = {_plain(other): other for other in known if _is_slip(one, other)}
        if len(near) == 1:
            (meant,) = near.values()
            text = f"{one.where[:1].upper()}{one.where[1:]} has “{_shown(one)}”: is {meant.name} meant ({meant.where})?"
            yield remarked(About.NAMES, text, one.table, one.record_id, "slip", _plain(one), _plain(meant))


def _is_slip(one: _Written, other: _Written) -> bool:
    a, b = one.parts, other.parts
    if not one_letter_off(a.surname, b.surname):
        return False
    if a.given and b.given:
        return same_person(f"{' '.join(a.given)} x", f"{' '.join(b.given)} x")
    return bool(one.title) and _CIVIC.get(one.title, one.title) == _CIVIC.get(other.title, other.title)


def one_letter_off(one: str, other: str) -> bool:
    """Whether two words differ by one letter that is other, missing or too many, or by two that changed places."""
    if one == other or abs(len(one) - len(other)) > 1 or one[:1] != other[:1]:
        return False
    if len(one) == len(other):
        differ = [n for n in range(len(one)) if one[n] != other[n]]
        if len(differ) == 2:
            a, b = differ
            return b == a + 1 and one[a] == other[b] and one[b] == other[a]
        return len(differ) == 1
    short, long = sorted((one, other), key=len)
    return any(long[:n] + long[n + 1 :] == short for n in range(len(long)))


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")
