"""Places of the workbench: what search, links and a restart can lead to, and how a screen opens one."""

from __future__ import annotations

from typing import NamedTuple

TABS = ("overview", "scope", "enquiry", "evidence", "findings", "recommendations", "report")

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
    "responses": "recommendations",
    "prose": "report",
}


class Place(NamedTuple):
    """A screen and what is chosen on it. ``screen`` is home, group, interview, search, archive, pack or bin."""

    screen: str = "home"
    id: str = ""
    tab: str = ""
    chosen: str = ""
    line: int = 0
