"""What Home shows: every group with its stage, its next date and what needs attention."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from groups.group import Group, Meeting, Stage, next_meeting
from workbench.workspace.workspace import Workspace

if TYPE_CHECKING:
    from interviews.checks import Remark
    from interviews.review import Review


class GroupAtAGlance(NamedTuple):
    """One group as Home lists it; of its remarks the first ``late`` are about what is overdue."""

    group: Group
    next_meeting: Meeting | None
    remarks: list[Remark]
    review: Review
    late: int = 0
    stands_still: bool = False

    @property
    def stage(self) -> str:
        """How far the group has come, and whether its work stands still today."""
        return f"{self.group.stage.shown}{', suspended' if self.stands_still else ''}"


def listed_groups(workspace: Workspace) -> list[Group]:
    """Every group outside the bin: those under way first, then the finished, each in its order."""
    return sorted(workspace.records.groups.find(), key=lambda g: (_finished(g), g.position, g.id))


def all_groups(workspace: Workspace, today: date, cancelled: Callable[[], bool] | None = None) -> list[GroupAtAGlance]:
    """Every group at a glance, in the order of ``listed_groups``; those that are left when cancelled are left out."""
    found: list[GroupAtAGlance] = []
    for group in listed_groups(workspace):
        if cancelled is not None and cancelled():
            break
        found.append(at_a_glance(workspace, group, today))
    return found


def at_a_glance(workspace: Workspace, group: Group, today: date) -> GroupAtAGlance:
    """One group with its next meeting and the remarks on it; a finished review needs none but on what is late.

    Behind what is late stands what sister groups offer: it waits for an answer.
    """
    from interviews.checks import remarks  # only when somebody looks: the app's first screen is painted before
    from workbench.services.clocks import late_remarks
    from workbench.services.membership import stands_still
    from workbench.services.sharing import offer_remarks

    review = workspace.records.review(group.id)
    found = [] if _finished(group) else [*offer_remarks(workspace, group.id), *remarks(review, today)]
    late = late_remarks(workspace, review, today)
    still = stands_still(review.suspensions, today)
    return GroupAtAGlance(group, next_meeting(review.meetings, today), [*late, *found], review, len(late), still)


def _finished(group: Group) -> bool:
    return group.stage in (Stage.CLOSED, Stage.MONITORING, Stage.MERGED, Stage.ABANDONED)
