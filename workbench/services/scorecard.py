"""The scorecard of a workspace: every recommendation of every group, those that were read out of packs too."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from groups.group import Group
from groups.recommendation import sentence
from groups.response import Position, in_time
from groups.scorecard import NO_REPLY, NOT_CONFIRMED, NOT_REPORTED, Item
from index.years import municipal_year
from interviews.monitoring import asked
from interviews.review import Review
from workbench.services.clocks import outcome_of
from workbench.workspace.workspace import Workspace


def all_items(workspace: Workspace, cancelled: Callable[[], bool] | None = None) -> list[Item]:
    """What the scorecard counts, group after group, in the order in which they print."""
    found: list[Item] = []
    for group in sorted(workspace.records.groups.find(), key=lambda g: (g.position, g.id)):
        if cancelled is not None and cancelled():
            break
        found += items_of(outcome_of(workspace, group))
    return found


def items_of(review: Review) -> list[Item]:
    """What one review adds: each recommendation, or each lettered part, with its newest reply and newest progress."""
    reported = in_time(review.progress)
    group = review.group
    found: list[Item] = []
    before = ""
    for one in asked(review):
        row = one.recommendation
        newest = reported[row.id][-1] if row.id in reported else None
        position = NO_REPLY
        if one.reply is not None:
            position = NOT_CONFIRMED if one.reply.position is Position.NONE_YET else one.reply.position.value
        found.append(
            Item(
                group_id=group.id,
                recommendation_id=row.id,
                number=one.number,
                text=one.part.text if one.part else sentence(row),
                board=group.board,
                year=year_of(group),
                addressee=_plain(row.addressee),
                position=position,
                doing=newest.doing.value if newest else NOT_REPORTED,
                impact=newest.impact.value if newest else NOT_REPORTED,
                is_first=row.id != before,
            )
        )
        before = row.id
    return found


def year_of(group: Group) -> str:
    """The municipal year in which the Board agreed the recommendations, else that of the report or the resolution."""
    day = group.board_agreed_on or group.report_date or group.resolution_date
    return municipal_year(_number(day)) if day else ""


def _number(day: date) -> int:
    return day.year * 10_000 + day.month * 100 + day.day


def _plain(addressee: str) -> str:
    """An addressee by the same name, whether "the" was typed before it or not."""
    name = " ".join(addressee.split())
    return name[4:] if name.casefold().startswith("the ") else name
