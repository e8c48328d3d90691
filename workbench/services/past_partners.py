"""Whom a past review asked: the partners that its report lists and heads, umbrellas over those they stand for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from groups.group import Group
from index.reviews.models import InterviewSection, PastReview
from interviews.partner import Partner


class ToldPartners(NamedTuple):
    """The partners, and those among them who were interviewed on their own account, in order."""

    rows: list[Partner]
    interviewed: list[Partner]


def told_partners(past: PastReview, group: Group, make_id: Callable[[], str]) -> ToldPartners:
    """The partners of a past review: those of its list, then those that only the heading of a section names."""
    rows: list[Partner] = []

    def add(name: str, short: str = "", umbrella: str = "") -> Partner:
        partner = Partner(
            id=make_id(), group_id=group.id, name=name, short_name=short, umbrella_id=umbrella, position=len(rows) + 1
        )
        rows.append(partner)
        return partner

    for told in past.partners:
        if _same_body(told.name, told.umbrella):
            umbrella = ""  # the umbrella itself, listed above its organisations
        elif told.umbrella:
            umbrella = (find_partner(told.umbrella, rows) or add(told.umbrella)).id
        else:
            umbrella = ""
        if not any(_same_body(told.name, p.name) for p in rows):
            add(told.name, told.short_name, umbrella)
    for section in past.interviews:
        head = find_partner(section.partner, rows) or add(section.partner)
        for name, partner in _represented(section, head, rows).items():
            if partner is None:
                add(name, umbrella=head.umbrella_id or head.id)
            elif not partner.short_name and not _same_body(name, partner.name):
                rows[rows.index(partner)] = partner.model_copy(update={"short_name": name})
    return ToldPartners(rows, [p for p in rows if not p.umbrella_id])


def _represented(section: InterviewSection, head: Partner, rows: list[Partner]) -> dict[str, Partner | None]:
    """Whom a section's heading stands for: each name as written → the partner, or None for one not listed before.

    Where one name and one organisation of the umbrella are left over and begin with the same letters (SWFT, South
    Warwickshire …), they are taken for one another.
    """
    found = {name: find_partner(name, rows) for name in section.represented}
    loose = [name for name, partner in found.items() if partner is None]
    left = [p for p in rows if p.umbrella_id == head.id and p not in found.values()]
    if len(loose) == len(left) == 1 and len(loose[0]) > 2:
        initials = "".join(word[0] for word in left[0].name.split() if word[0].isupper())
        if loose[0].isupper() and initials[:2] == loose[0][:2]:
            found[loose[0]] = left[0]
    return found


def find_partner(name: str, partners: Iterable[Partner]) -> Partner | None:
    """The partner that a name means: its own name or short name, else the only one whose name has all its words."""
    rows = list(partners)
    for partner in rows:
        if _same_body(name, partner.name) or _same_body(name, partner.short_name):
            return partner
    wanted = set(_words(name))
    having = [p for p in rows if wanted and wanted <= set(_words(p.name))]
    return having[0] if len(having) == 1 else None


def _same_body(one: str, other: str) -> bool:
    return bool(one.strip()) and _words(one) == _words(other)


def _words(name: str) -> list[str]:
    return [w for w in re.findall(r"[a-z0-9&]+", name.casefold().replace("'s", "s").replace("’s", "s")) if w != "the"]
