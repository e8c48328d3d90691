"""Everything that was asked for before, once each: the recommendations of other groups and those in the packs.

A review that was read from a pack stands in both: then its group tells it, which knows the replies and what came of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from groups.group import Group, Stage
from groups.recommendation import Recommendation, RecommendationState, in_full, shown_numbers
from groups.response import Position, Progress, Response, in_time
from groups.same_ask import full_text
from groups.wording_rules import plain
from index.archive import ArchivedPack
from workbench.services.past_recommendations import PastAsk, asks_of, reply_in_words
from workbench.services.replies import position_in_words, replies_to
from workbench.workspace.workspace import Workspace

NOTHING_REPORTED = "nothing reported"
MOST_KEPT = 2_000  # packs whose recommendations are remembered

# What was read from a pack never changes: pack id → its requests, read once.
_read_before: dict[str, tuple[PastAsk, ...]] = {}

_FINISHED = (Stage.AGREED_BY_BOARD, Stage.SENT, Stage.RESPONSES_IN, Stage.MONITORING, Stage.CLOSED)
_ACCEPTED = (Position.ACCEPTED, Position.IN_PART, Position.IN_PRINCIPLE, Position.ALREADY_DOING)
_NUMBER = re.compile(r"\(?(?:[0-9]{1,3}|[ivxlc]{1,6}|[a-z])[.)]\s+")


@dataclass(frozen=True)
class Asked:
    """Something that was asked for before. ``words`` are those that are compared, ``text`` what is shown."""

    text: str
    words: str
    addressee: str
    source: str
    on: date | None
    replies: list[str]
    outcome: str
    position: str
    is_accepted: bool
    is_finished: bool
    pack_id: str = ""
    line: int = 0
    group_id: str = ""
    recommendation_id: str = ""


def asked_before(workspace: Workspace, group_id: str, cancelled: Callable[[], bool] | None = None) -> list[Asked]:
    """What others asked for, not what the group ``group_id`` asks; nothing where it is cancelled meanwhile.

    Raises WorkspaceProblem.
    """
    groups = workspace.records.groups.find()
    found = _of_groups(workspace, groups, group_id)
    in_groups = {(g.source_pack, r.source_line) for g, rows in _recommended(workspace, groups) for r in rows}
    for row in workspace.packs.all():
        if cancelled is not None and cancelled():
            return []
        found += [_of_pack(ask) for ask in _asks(workspace, row) if (ask.pack_id, ask.line) not in in_groups]
    return _each_once(found)


def _asks(workspace: Workspace, row: ArchivedPack) -> tuple[PastAsk, ...]:
    if row.id not in _read_before:
        if len(_read_before) >= MOST_KEPT:
            _read_before.clear()
        _read_before[row.id] = tuple(asks_of(row, workspace.packs.content(row.id), {}))
    return _read_before[row.id]


def _each_once(asks: Iterable[Asked]) -> list[Asked]:
    """The same words to the same body are one: a report is printed in one pack and its minute in the next.

    A finished group comes before one at work, and a group before a pack, which knows less.
    """
    kept: dict[tuple[str, str], Asked] = {}
    for ask in sorted(asks, key=lambda a: (not a.is_finished, not a.group_id)):
        kept.setdefault((_bare(ask.words), _bare(ask.addressee)), ask)
    return list(kept.values())


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", plain(text).casefold().replace("'", "").removeprefix("the ")))


# -- of groups ---------------------------------------------------------------------------------------------------------


def _recommended(workspace: Workspace, groups: Iterable[Group]) -> list[tuple[Group, list[Recommendation]]]:
    by_group: dict[str, list[Recommendation]] = {}
    for row in workspace.records.recommendations.find():
        by_group.setdefault(row.group_id, []).append(row)
    return [(group, by_group.get(group.id, [])) for group in groups]


def _of_groups(workspace: Workspace, groups: Iterable[Group], but: str) -> list[Asked]:
    records = workspace.records
    replies: dict[str, list[Response]] = {}
    for reply in records.responses.find():
        replies.setdefault(reply.group_id, []).append(reply)
    progress = in_time(records.progress.find())
    found = []
    for group, rows in _recommended(workspace, groups):
        numbers = shown_numbers(rows)
        for row in rows:
            if group.id != but and row.state is not RecommendationState.DROPPED and full_text(row).strip():
                answers = replies_to(row.id, replies.get(group.id, []))
                found.append(_of_group(group, row, numbers[row.id], answers, progress.get(row.id, [])))
    return found


def _of_group(
    group: Group, row: Recommendation, number: str, replies: list[Response], progress: list[Progress]
) -> Asked:
    return Asked(
        text=in_full(row),
        words=full_text(row),
        addressee=row.addressee.strip(),
        source=f"{group.title}, recommendation {number}",
        on=group.board_agreed_on or group.report_date or group.agreed_on,
        replies=[reply_in_words(reply) for reply in replies],
        outcome=_outcome(progress),
        position=position_in_words(replies),
        is_accepted=any(reply.position in _ACCEPTED for reply in replies),
        is_finished=group.stage in _FINISHED,
        group_id=group.id,
        recommendation_id=row.id,
    )


def _outcome(progress: list[Progress]) -> str:
    """What came of it by the newest report: done is not the same as made a difference."""
    if not progress:
        return NOTHING_REPORTED
    newest = progress[-1]
    return f"{newest.doing.value}; impact: {newest.impact.value}"


# -- of packs ----------------------------------------------------------------------------------------------------------


def _of_pack(ask: PastAsk) -> Asked:
    text = "\n".join([_NUMBER.sub("", ask.text, count=1) if _NUMBER.match(ask.text) else ask.text, *ask.parts])
    words = " ".join(_NUMBER.sub("", line, count=1) if _NUMBER.match(line) else line for line in text.splitlines())
    return Asked(
        text=text,
        words=words,
        addressee=ask.addressee,
        source=ask.source,
        on=ask.on,
        replies=[],
        outcome=NOTHING_REPORTED,
        position="no reply known",
        is_accepted=False,
        is_finished=True,
        pack_id=ask.pack_id,
        line=ask.line,
    )
