"""A fictional review whose recommendations are with those who are to reply; by the tests' clock it is 14 Jan 2026."""

from __future__ import annotations

from datetime import date

from groups.group import Group, Stage
from groups.recommendation import Recommendation, RecommendationState, SubPart
from workbench.workspace.workspace import Workspace

CABINET = "Cabinet Member for Children and Young People"
PARTNERSHIP = "Wexcombe Safeguarding Partnership"
TODAY = date(2026, 1, 14)


def sent_review(workspace: Workspace, **days: object) -> Group:
    """Five recommendations, the first in two parts; received on 2 Nov 2025, so the executive is 12 days late."""
    values: dict[str, object] = {
        "board_agreed_on": date(2025, 10, 30),
        "notice_on": date(2025, 11, 1),
        "sent_on": date(2025, 11, 1),
        "received_on": date(2025, 11, 2),
    }
    rows = [
        (CABINET, "Count contacts as follows", ["Each partner by itself", "Advice that was given is recorded"]),
        (CABINET, "Tell all schools who can see the list", []),
        (CABINET, "Answer those who make a referral within five days", []),
        (PARTNERSHIP, "Add a chapter on safety online to the guidance", []),
        (PARTNERSHIP, "Add a glossary to the guidance", []),
    ]
    with workspace.write("Make a review"):
        group = workspace.records.groups.add(
            Group(
                title="School Meals",
                council="Wexcombe City Council",
                boards=["Wexcombe Scrutiny Board"],
                stage=Stage.SENT,
                sign_off="A Bell, Scrutiny Officer\na.bell@wexcombe.example",
            ).model_copy(update=values | days)
        )
        for n, (addressee, action, parts) in enumerate(rows, start=1):
            workspace.records.recommendations.add(
                Recommendation(
                    id=f"r{n}",
                    group_id=group.id,
                    addressee=addressee,
                    action=action,
                    parts=[SubPart(id=f"r{n}{letter}", text=text) for letter, text in zip("ab", parts, strict=False)],
                    state=RecommendationState.AGREED_BY_BOARD,
                    position=n,
                )
            )
    return group
