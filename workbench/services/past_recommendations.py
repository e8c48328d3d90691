"""What was asked for before: the recommendations in the packs of the archive, to whom, and what was replied."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from groups.recommendation import Recommendation
from groups.response import Position, Response
from index.archive import ArchivedPack
from index.packs.models import Pack, Resolution
from workbench.services.pack_outline import minute_at, part_at
from workbench.workspace.workspace import Workspace

_BOARD_NUMBER = re.compile(r"scrutiny board \((\d+)\)$")


@dataclass(frozen=True)
class PastAsk:
    """One recommendation or request of a pack, with its place, and the replies that a past review records."""

    pack_id: str
    line: int
    on: date | None
    addressee: str
    text: str
    parts: list[str]
    source: str
    replies: list[str]


def past_recommendations(workspace: Workspace, cancelled: Callable[[], bool] | None = None) -> list[PastAsk]:
    """Everything that boards in the archive asked of somebody else, newest first. Raises WorkspaceProblem."""
    found: list[PastAsk] = []
    replies = _replies(workspace)
    for row in workspace.packs.all():
        if cancelled is not None and cancelled():
            break
        found += asks_of(row, workspace.packs.content(row.id), replies)
    return sorted(found, key=lambda ask: ask.on or date.min, reverse=True)


def asks_of(row: ArchivedPack, pack: Pack, replies: dict[tuple[str, int], list[str]]) -> list[PastAsk]:
    """What one pack asks of others than its own board, in the order of its lines."""
    asks = []
    for place, resolution in enumerate(pack.resolutions):
        to = resolution.addressed_to or ""
        if resolution.level != 1 or not to or _same_body(to, pack.pack.board):
            continue
        asks.append(
            PastAsk(
                pack_id=row.id,
                line=resolution.line,
                on=row.minutes_of if resolution.source_kind == "minute" else row.meeting_date,
                addressee=to,
                text=_numbered(resolution),
                parts=[_numbered(part) for part in _parts(pack, place)],
                source=_source(pack, resolution),
                replies=replies.get((row.id, resolution.line), []),
            )
        )
    return asks


def _parts(pack: Pack, place: int) -> list[Resolution]:
    parts: list[Resolution] = []
    for row in pack.resolutions[place + 1 :]:
        if row.level == 1:
            break
        parts.append(row)
    return parts


def _numbered(row: Resolution) -> str:
    return f"{row.number} {row.text}" if row.number else row.text


def _source(pack: Pack, row: Resolution) -> str:
    minute, part = minute_at(pack, row.line), part_at(pack, row.line)
    if row.source_kind == "minute" and minute is not None:
        return f"Minute {minute.number}, {minute.title}"
    return row.source_ref or (part.title if part and part.title else "")


def _same_body(one: str, other: str) -> bool:
    """Whether a board speaks to itself: a scrutiny board is known by its number, whatever else it is called."""
    a, b = (" ".join(x.casefold().removeprefix("the ").split()) for x in (one, other))
    if a == b or a in ("board", "scrutiny board", "members") or (bool(b) and a in b):
        return True
    numbers = [_BOARD_NUMBER.search(name) for name in (a, b)]
    return all(numbers) and len({found[1] for found in numbers if found}) == 1


def _replies(workspace: Workspace) -> dict[tuple[str, int], list[str]]:
    """The replies that reviews read from packs record: (pack, line of the recommendation) → each reply in words."""
    records = workspace.records
    packs = {g.id: g.source_pack for g in records.groups.find() if g.source_pack}
    lines: dict[str, Recommendation] = {r.id: r for r in records.recommendations.find() if r.group_id in packs}
    found: dict[tuple[str, int], list[str]] = {}
    for reply in sorted(records.responses.find(), key=lambda r: (r.order, r.id)):
        for recommendation_id in dict.fromkeys(c.recommendation_id for c in reply.covers):
            row = lines.get(recommendation_id)
            if row is not None and row.source_line is not None:
                found.setdefault((packs[row.group_id], row.source_line), []).append(reply_in_words(reply))
    return found


def reply_in_words(reply: Response) -> str:
    """A reply on one line: who replied, the words, and where it stands."""
    who = f"{reply.body}: " if reply.body else ""
    stands = "" if reply.position is Position.NONE_YET else f" ({reply.position.value})"
    return f"{who}{' '.join(reply.text.split())}{stands}"
