"""Places of the workbench: what search, links and a restart can lead to, and how a screen opens one."""

from __future__ import annotations

from typing import NamedTuple

from interviews.remark import About, Remark

TABS = ("overview", "scope", "enquiry", "evidence", "findings", "recommendations", "report", "monitoring")

# In which tab of its group a record is shown.
TAB_OF = {
    "groups": "overview",
    "memberships": "overview",
    "meetings": "overview",
    "suspensions": "overview",
    "scopes": "scope",
    "enquiry_lines": "enquiry",
    "partners": "evidence",
    "interviews": "evidence",
    "submissions": "evidence",
    "snapshots": "evidence",
    "marked_passages": "evidence",
    "requests": "evidence",
    "themes": "evidence",
    "findings": "findings",
    "recommendations": "recommendations",
    "responses": "monitoring",
    "progress": "monitoring",
    "chasers": "monitoring",
    "prose": "report",
}

FROM_FINDINGS = "findings"  # the part of the builder's place that says: a new one, from the findings with these ids


class Place(NamedTuple):
    """A screen and what is chosen on it. ``screen`` is home, group, builder, interview, search and others."""

    screen: str = "home"
    id: str = ""
    tab: str = ""
    chosen: str = ""
    line: int = 0


def place_of(group_id: str, remark: Remark) -> Place:
    """Where a remark on a group leads to: the screen on which one can best do something about it."""
    record = remark.record_id
    match remark.table:
        case "interviews" if record:
            return Place("interview", record)
        case "submissions" if record:
            return Place("document", record)
        case "snapshots" if record:
            return Place("snapshot", record)
        case "packs":
            return Place("pack", record, line=remark.line or 1)
        case "shares":
            return Place("sharing", group_id)
        case "requests":
            return Place("requests", group_id, chosen=record)
        case "enquiry_lines" if remark.about is About.COVERAGE:
            return Place("coverage", group_id, chosen=record)
        case table:
            return Place("group", group_id, TAB_OF.get(table, "overview"), record)
