"""Partners: the bodies that a group asks. An umbrella ("Health") holds single organisations; both levels are kept."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from groups.record import OfGroup


class Partner(OfGroup):
    """A body that gives evidence. ``umbrella_id`` names the umbrella under which it stands, if any."""

    name: str
    short_name: str = ""
    umbrella_id: str = ""
    kind: str = ""
    position: int = 0

    @property
    def shown(self) -> str:
        """The short name where there is one."""
        return self.short_name or self.name


class PartnerRow(NamedTuple):
    """A partner in the list: its depth is 1 under an umbrella, else 0."""

    partner: Partner
    depth: int


def partner_list(partners: Iterable[Partner]) -> list[PartnerRow]:
    """Partners in order, each umbrella followed by its organisations."""
    rows = sorted(partners, key=lambda p: (p.position, p.id))
    ids = {p.id for p in rows}
    under: dict[str, list[Partner]] = {}
    for partner in rows:
        under.setdefault(partner.umbrella_id if partner.umbrella_id in ids else "", []).append(partner)
    listed: list[PartnerRow] = []
    for top in under.get("", []):
        listed.append(PartnerRow(top, 0))
        listed.extend(PartnerRow(single, 1) for single in under.get(top.id, []))
    return listed


def with_members(partner_id: str, partners: Iterable[Partner]) -> set[str]:
    """The partner's id and, for an umbrella, the ids of the organisations under it."""
    return {partner_id} | {p.id for p in partners if p.umbrella_id == partner_id}


def possible_umbrellas(partner_id: str, partners: Iterable[Partner]) -> list[Partner]:
    """The partners under which one may stand: there are two levels, so none for one that holds others itself."""
    rows = list(partners)
    ids = {p.id for p in rows}
    if any(p.umbrella_id == partner_id for p in rows if partner_id):
        return []
    return [
        row.partner for row in partner_list(rows) if row.partner.umbrella_id not in ids and row.partner.id != partner_id
    ]
