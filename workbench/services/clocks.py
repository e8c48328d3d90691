"""Reply clocks in a workspace: the council's rules and changes of them, and what is late in every group."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple

from groups.clock import ClockRule, ClockStart, default_rules
from groups.group import Group, Stage
from interviews.monitoring import Pointed, overdue
from interviews.remark import About, Remark, remarked
from interviews.review import Review
from workbench.services.editing import NotAccepted, changed
from workbench.workspace.workspace import Workspace

_OVER = (Stage.CLOSED, Stage.MERGED, Stage.ABANDONED)
_MOST_MONTHS, _MOST_DAYS = 120, 3660
RESET = "Go back to the default reply clocks"


class Late(NamedTuple):
    """One thing that is late, in which group."""

    group: Group
    pointed: Pointed


# -- the rules --------------------------------------------------------------------------------------------------------


def rules_of(workspace: Workspace) -> list[ClockRule]:
    """The rules that hold here, in the order in which they are tried: the council's own, else the defaults."""
    own = workspace.records.clock_rules.find()
    return sorted(own, key=lambda r: (r.position, r.id)) or list(default_rules())


def has_own_rules(workspace: Workspace) -> bool:
    """Whether somebody changed the rules in this workspace."""
    return workspace.records.clock_rules.count() > 0


class RuleKeeper:
    """Keeps rules for a form: the first change of a default copies all of them, so that they are the council's own."""

    name = "clock_rules"

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def get(self, row_id: str) -> ClockRule:
        """The rule with this id. Raises NotThere."""
        return self._workspace.records.clock_rules.get(row_id)

    def add(self, record: ClockRule) -> ClockRule:
        """Keep a changed default together with all the others."""
        checked(record)
        rows = self._workspace.records.clock_rules
        kept = None
        for rule in default_rules() if not has_own_rules(self._workspace) else ():
            if rule.position == record.position:
                kept = rows.add(record)
            else:
                rows.add(rule)
        return kept or rows.add(record)

    def save(self, record: ClockRule) -> ClockRule:
        """Save a changed rule."""
        return self._workspace.records.clock_rules.save(checked(record))


def checked(rule: ClockRule) -> ClockRule:
    """The rule, where it can hold. Raises NotAccepted with what is wrong."""
    if not rule.name.strip():
        raise NotAccepted("A rule needs a name, such as Executive.")
    if abs(rule.months) > _MOST_MONTHS or abs(rule.days) > _MOST_DAYS:
        raise NotAccepted("That is more than ten years: type how many months and days a reply may take.")
    if rule.statutory and rule.starts in (ClockStart.GROUPS_OWN, ClockStart.PROGRESS):
        raise NotAccepted(
            "A statutory time does not start on a day of the group's own: say from which other day it runs."
        )
    if rule.statutory and not rule.source.strip():
        raise NotAccepted("A statutory time needs its source: name the Act and the section.")
    return rule


def find_rule(workspace: Workspace, name: str) -> ClockRule | None:
    """The rule of this name, or whose name alone begins so; None where there is none."""
    wanted = " ".join(name.casefold().split())
    rules = rules_of(workspace)
    exact = [r for r in rules if r.name.casefold() == wanted]
    begun = [r for r in rules if wanted and r.name.casefold().startswith(wanted)]
    return exact[0] if exact else begun[0] if len(begun) == 1 else None


def set_rule(workspace: Workspace, name: str, values: Mapping[str, Any]) -> ClockRule:
    """Change the rule of this name, or add one before those for everybody else. Raises NotAccepted."""
    rule = find_rule(workspace, name)
    keeper = RuleKeeper(workspace)
    if rule is not None:
        fresh = checked(changed(rule, values))
        with workspace.write(f"Change the reply clock {rule.name}"):
            return keeper.save(fresh) if rule.id else keeper.add(fresh)
    if not values.get("words"):
        raise NotAccepted(f"There is no reply clock called “{name}”: to add one, say whom it is for by words.")
    with workspace.write(f"Add the reply clock {name.strip()}"):
        place = _room_for_one(workspace)
        fresh = checked(changed(ClockRule(name=name.strip(), position=place), values))
        return workspace.records.clock_rules.add(fresh)


def _room_for_one(workspace: Workspace) -> int:
    """Make the rules the council's own, and room on top: what is added is meant for somebody in particular."""
    rows = workspace.records.clock_rules
    if not has_own_rules(workspace):
        for rule in default_rules():
            rows.add(rule)
    return min((r.position for r in rows.find()), default=1) - 1


def bin_rule(workspace: Workspace, rule: ClockRule) -> None:
    """Take a rule away; undo brings it back. Raises NotAccepted for the one that holds for everybody else."""
    if not rule.words and rule.starts is not ClockStart.PROGRESS:
        raise NotAccepted(f"{rule.name} holds for all who are named nowhere else: it stays.")
    rows = workspace.records.clock_rules
    with workspace.write(f"Take away the reply clock {rule.name}"):
        if rule.id:
            rows.bin(rows.get(rule.id))
            return
        for other in default_rules():
            if other.position != rule.position:
                rows.add(other)


def reset_rules(workspace: Workspace) -> bool:
    """Back to the default rules; False where they hold already."""
    own = workspace.records.clock_rules.find()
    if not own:
        return False
    with workspace.write(RESET):
        for rule in own:
            workspace.records.clock_rules.bin(rule)
    return True


# -- what is late -----------------------------------------------------------------------------------------------------


def outcome_of(workspace: Workspace, group: Group) -> Review:
    """As much of a review as its outcome needs; the evidence behind it is not read."""
    records = workspace.records
    return Review(
        group=group,
        meetings=records.meetings.find(group_id=group.id),
        suspensions=records.suspensions.find(group_id=group.id),
        recommendations=records.recommendations.find(group_id=group.id),
        responses=records.responses.find(group_id=group.id),
        progress=records.progress.find(group_id=group.id),
        chasers=records.chasers.find(group_id=group.id),
    )


def is_followed(group: Group) -> bool:
    """Whether anybody still waits for something in a group: not in one that is closed, merged or abandoned."""
    return group.stage not in _OVER


def all_late(workspace: Workspace, today: date, cancelled: Callable[[], bool] | None = None) -> list[Late]:
    """Everything that is late, in every group that is followed, what is late longest first."""
    rules = rules_of(workspace)
    found: list[Late] = []
    for group in workspace.records.groups.find():
        if cancelled is not None and cancelled():
            break
        if is_followed(group):
            found += [Late(group, one) for one in overdue(outcome_of(workspace, group), rules, today)]
    return sorted(found, key=lambda late: (-late.pointed.late, late.group.title))


def late_remarks(workspace: Workspace, review: Review, today: date) -> list[Remark]:
    """What is late in one group, as Home and Overview list what needs attention; each leads to the monitoring."""
    if not is_followed(review.group):
        return []
    late = overdue(review, rules_of(workspace), today)
    return [remarked(About.COMPLETENESS, one.text, "progress", one.record_id, "late", one.kind) for one in late]
