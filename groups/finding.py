"""Findings: what the group found, what kind it is, how far it stands up, and whether it leads anywhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from groups.bearing import Bearing, independent, of_relation
from groups.evidence import Relation
from groups.numbering import roman
from groups.record import OfGroup


class FindingKind(StrEnum):
    """Where a finding stands in the report: 6.1, 7.1.n, 7.2, or among the limits of the evidence."""

    KEY = "key"
    BY_PARTNER = "by partner"
    ISSUE = "issue for the service"
    LIMIT = "limit of the evidence"


class FindingState(StrEnum):
    """How far a finding stands up; all but ``agreed`` follow from its evidence."""

    CANDIDATE = "candidate"
    SUPPORTED = "supported"
    CORROBORATED = "corroborated"
    CONTESTED = "contested"
    AGREED = "agreed"


class WhyNowhere(StrEnum):
    """Why a finding leads to no recommendation."""

    NONE = ""
    NOTED = "noted"
    OUT_OF_SCOPE = "out of scope"
    FOR_BOARD = "for the Board"


class Finding(OfGroup):
    """One finding. ``attributed_to`` is the source that an issue names in brackets, as written.

    ``nowhere_reason`` says in the group's words why no recommendation follows, beside the kind of reason.
    """

    kind: FindingKind = FindingKind.KEY
    text: str
    partner_id: str = ""
    attributed_to: str = ""
    is_agreed: bool = False
    leads_nowhere: WhyNowhere = WhyNowhere.NONE
    nowhere_reason: str = ""
    position: int = 0
    source_line: int | None = None


def state_of(finding: Finding, behind: Sequence[Bearing]) -> FindingState:
    """The finding's state: agreed by the group, else what follows from the evidence behind it."""
    return FindingState.AGREED if finding.is_agreed else state_by_evidence(behind)


def state_by_evidence(behind: Sequence[Bearing]) -> FindingState:
    """Contested where evidence speaks for and against, corroborated with two independent sources for it, supported."""
    supporting = independent(of_relation(behind, Relation.SUPPORTS))
    if supporting and of_relation(behind, Relation.CONTRADICTS):
        return FindingState.CONTESTED
    if len(supporting) > 1:
        return FindingState.CORROBORATED
    return FindingState.SUPPORTED if supporting else FindingState.CANDIDATE


def partner_order(findings: Iterable[Finding]) -> list[str]:
    """The partners that have findings, by the place of the first: this gives 7.1.1, 7.1.2 and so on."""
    order: list[str] = []
    for finding in in_order(findings):
        if finding.kind is FindingKind.BY_PARTNER and finding.partner_id not in order:
            order.append(finding.partner_id)
    return order


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Findings as they stand within their kind and partner."""
    return sorted(findings, key=lambda f: (f.position, f.id))


def shown_numbers(findings: Iterable[Finding]) -> dict[str, str]:
    """Each finding's number as the briefing note shows it: 6.1.vii, 7.1.3.iv, 7.2.i; limits as 6.2.i."""
    rows = in_order(findings)
    place = {partner: n for n, partner in enumerate(partner_order(rows), start=1)}
    seen: dict[str, int] = {}
    numbers: dict[str, str] = {}
    for finding in rows:
        match finding.kind:
            case FindingKind.KEY:
                prefix = "6.1"
            case FindingKind.BY_PARTNER:
                prefix = f"7.1.{place[finding.partner_id]}"
            case FindingKind.ISSUE:
                prefix = "7.2"
            case FindingKind.LIMIT:
                prefix = "6.2"
        seen[prefix] = seen.get(prefix, 0) + 1
        numbers[finding.id] = f"{prefix}.{roman(seen[prefix])}"
    return numbers


def leading_nowhere(findings: Iterable[Finding], used: Mapping[str, object]) -> list[Finding]:
    """The findings that no recommendation uses and for which nobody gave a reason."""
    return [f for f in in_order(findings) if f.id not in used and f.leads_nowhere is WhyNowhere.NONE]
