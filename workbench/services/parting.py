"""Splitting recommendations and making one of several; whatever refers to them follows. One step of undo each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from groups.joining import joined
from groups.recommendation import Recommendation, RecommendationState, RestsOn, SubPart
from groups.record import OfGroup
from groups.response import Covered
from groups.rows import Rows, new_id
from interviews.readers.clean import clean
from workbench.services.editing import NotAccepted
from workbench.services.recommending import put_in_order, standing_order
from workbench.workspace.workspace import Workspace

R = TypeVar("R", bound=OfGroup)


class Shared(NamedTuple):
    """Which findings and replies go with only one of two recommendations, by their ids; the others stay with both."""

    only_first: frozenset[str] = frozenset()
    only_second: frozenset[str] = frozenset()


class _Target(NamedTuple):
    """What a reference to something that is no more refers to from now on."""

    recommendation_id: str
    part_id: str = ""

    @property
    def key(self) -> str:
        """Its key in prose."""
        return f"part:{self.part_id}" if self.part_id else f"recommendation:{self.recommendation_id}"


# -- into parts -------------------------------------------------------------------------------------------------------


def split(workspace: Workspace, recommendation: Recommendation, over: str, lines: Sequence[str]) -> Recommendation:
    """Give a recommendation lettered parts under the line ``over``; none makes it one again.

    A part whose words stay keeps its id, and so does one that is only reworded; what was linked to a part that goes
    is linked to the whole. Raises NotAccepted where nothing would be left.
    """
    words = [clean(line).strip() for line in lines if clean(line).strip()]
    lead = clean(over).strip()
    if not lead:
        raise NotAccepted("Write the line that stands over the parts, such as: These two steps are taken:")
    if len(words) == 1:
        raise NotAccepted("One part is none: write at least two, each on a line of its own.")
    label = "Split a recommendation into parts" if words else "Make one recommendation of its parts"
    with workspace.write(label):
        row = workspace.records.recommendations.get(recommendation.id)
        return keep_parts(workspace, row, row.model_copy(update={"action": lead, "parts": parts_of(row.parts, words)}))


def keep_parts(workspace: Workspace, before: Recommendation, after: Recommendation) -> Recommendation:
    """Save a recommendation whose parts are others; what was linked to a part that goes is linked to the whole."""
    kept = workspace.records.recommendations.save(after)
    gone = {part.id for part in before.parts} - {part.id for part in after.parts}
    _follow(workspace, before.group_id, {}, {part_id: _Target(before.id) for part_id in gone})
    return kept


def parts_of(old: Sequence[SubPart], words: Iterable[str]) -> list[SubPart]:
    """The parts with these words: an id goes with its words, else with its place among those whose words changed."""
    by_words: dict[str, list[SubPart]] = {}
    for part in old:
        by_words.setdefault(part.text.strip(), []).append(part)
    wanted = list(words)
    known: list[SubPart | None] = [by_words[text].pop(0) if by_words.get(text) else None for text in wanted]
    taken = {part.id for part in known if part}
    left = iter([part for part in old if part.id not in taken])
    return [
        SubPart(id=same.id if (same := known[n] or next(left, None)) else new_id(), text=text)
        for n, text in enumerate(wanted)
    ]


# -- into two ---------------------------------------------------------------------------------------------------------


def split_in_two(
    workspace: Workspace, recommendation: Recommendation, first: str, second: str, shared: Shared | None = None
) -> tuple[Recommendation, Recommendation]:
    """Make two recommendations of one: the second stands behind the first and takes over all its other parts.

    Findings, replies and letters stay with both unless ``shared`` says otherwise; progress stays with the first, and
    so do its lettered parts. Raises NotAccepted where one of the two would be empty.
    """
    records, shared = workspace.records, shared or Shared()
    one, other = clean(first).strip(), clean(second).strip()
    if not one or not other:
        raise NotAccepted("Both need some words: write what each of the two recommendations asks for.")
    with workspace.write("Split a recommendation into two"):
        row = records.recommendations.get(recommendation.id)
        order = standing_order(records.recommendations.find(group_id=row.group_id))
        fresh = row.model_copy(update={"id": "", "version": 0, "action": other, "parts": [], "source_line": None})
        made = records.recommendations.add(fresh)
        at = next((n for n, each in enumerate(order) if each.id == row.id), len(order))
        order[at : at + 1] = [row.model_copy(update={"action": one}), made]
        put_in_order(workspace, order)
        _share_out(workspace, row, made, shared)
    return records.recommendations.get(row.id), records.recommendations.get(made.id)


def _share_out(workspace: Workspace, first: Recommendation, second: Recommendation, shared: Shared) -> None:
    records = workspace.records
    rests = records.rests_on.find(recommendation_id=first.id)
    for finding_id in dict.fromkeys(rest.finding_id for rest in rests if rest.finding_id not in shared.only_first):
        records.rests_on.add(RestsOn(group_id=first.group_id, recommendation_id=second.id, finding_id=finding_id))
    for rest in rests:
        if rest.finding_id in shared.only_second:
            records.rests_on.bin(rest)
    for reply in records.responses.find(group_id=first.group_id):
        if not any(c.recommendation_id == first.id for c in reply.covers) or reply.id in shared.only_first:
            continue
        covers: list[Covered] = []
        for covered in reply.covers:
            if covered.recommendation_id != first.id or reply.id not in shared.only_second:
                covers.append(covered)
            if covered.recommendation_id == first.id:
                covers.append(Covered(recommendation_id=second.id))
        records.responses.save(reply.model_copy(update={"covers": _once(covers)}))
    for letter in records.chasers.find(group_id=first.group_id):
        if first.id in letter.recommendation_ids:
            ids = [
                i for each in letter.recommendation_ids for i in ((each, second.id) if each == first.id else (each,))
            ]
            records.chasers.save(letter.model_copy(update={"recommendation_ids": ids}))


# -- into one ---------------------------------------------------------------------------------------------------------


def merge(workspace: Workspace, recommendations: Sequence[Recommendation], *, as_parts: bool = True) -> Recommendation:
    """Make one recommendation of several, with a lettered part for each or as one text, in the place of the first.

    Findings, replies, progress, letters and links in prose go with their words; the others go to the bin. Raises
    NotAccepted for fewer than two.
    """
    ids = list(dict.fromkeys(row.id for row in recommendations))
    if len(ids) < 2:
        raise NotAccepted("One recommendation alone cannot be merged: name at least two.")
    records = workspace.records
    with workspace.write(f"Make one of {len(ids)} recommendations"):
        rows = [records.recommendations.get(each) for each in ids]
        if any(row.state is RecommendationState.DROPPED for row in rows):
            raise NotAccepted("A dropped recommendation cannot be merged: bring it back first.")
        if len({row.group_id for row in rows}) > 1:
            raise NotAccepted("Recommendations of different groups cannot be merged.")
        made, part_of = joined(rows, new_id, as_parts=as_parts)
        kept = records.recommendations.save(made)
        lost = {part.id for row in rows for part in row.parts} - {part.id for part in kept.parts}
        whose = {part.id: row.id for row in rows for part in row.parts}
        _follow(
            workspace,
            kept.group_id,
            {row.id: _Target(kept.id, part_of[row.id]) for row in rows},
            {part_id: _Target(kept.id, part_of[whose[part_id]]) for part_id in lost},
            keep_parts_of=kept.id,
        )
        for row in rows[1:]:
            records.recommendations.bin(records.recommendations.get(row.id))
    return kept


# -- what refers to them ----------------------------------------------------------------------------------------------


def _follow(
    workspace: Workspace,
    group_id: str,
    moved: Mapping[str, _Target],
    parts: Mapping[str, _Target],
    keep_parts_of: str = "",
) -> None:
    """Let everything that refers to these recommendations and parts refer to what they became.

    A reference to a part that is still there stays as it is.
    """
    if not moved and not parts:
        return
    records = workspace.records

    def target(recommendation_id: str, part_id: str) -> _Target:
        if part_id in parts:
            return parts[part_id]
        stays = part_id and recommendation_id == keep_parts_of
        return (
            _Target(recommendation_id, part_id)
            if stays
            else moved.get(recommendation_id, _Target(recommendation_id, part_id))
        )

    # What lies in the bin is changed as well: it may come back. Of two that are the same then, the one in sight stays.
    seen: set[tuple[str, str, str]] = set()
    for rest in _with_binned(records.rests_on, group_id):
        to = target(rest.recommendation_id, rest.part_id)
        if (to.recommendation_id, to.part_id, rest.finding_id) in seen:
            if rest.binned_at is None:
                records.rests_on.bin(rest)
            continue
        seen.add((to.recommendation_id, to.part_id, rest.finding_id))
        records.rests_on.save(rest.model_copy(update=to._asdict()))
    for reply in _with_binned(records.responses, group_id):
        covers = [Covered(**target(c.recommendation_id, c.part_id)._asdict()) for c in reply.covers]
        records.responses.save(reply.model_copy(update={"covers": _once(covers)}))
    for row in _with_binned(records.progress, group_id):
        to = target(row.recommendation_id, "")
        records.progress.save(row.model_copy(update={"recommendation_id": to.recommendation_id}))
    for letter in _with_binned(records.chasers, group_id):
        ids = list(dict.fromkeys(target(each, "").recommendation_id for each in letter.recommendation_ids))
        records.chasers.save(letter.model_copy(update={"recommendation_ids": ids}))
    _follow_in_prose(workspace, group_id, moved, parts, keep_parts_of)


def _follow_in_prose(
    workspace: Workspace,
    group_id: str,
    moved: Mapping[str, _Target],
    parts: Mapping[str, _Target],
    kept: str,
) -> None:
    """Links such as [recommendation](#recommendation:ID) and {{part:ID}}: an id stands for itself and for no other."""
    keys = {f"recommendation:{old}": to.key for old, to in moved.items() if old != kept}
    keys |= {f"part:{old}": to.key for old, to in parts.items()}
    for prose in _with_binned(workspace.records.prose, group_id):
        text = prose.text
        for old, new in keys.items():
            text = text.replace(old, new)
        if text != prose.text:
            workspace.records.prose.save(prose.model_copy(update={"text": text}))


def _with_binned(rows: Rows[R], group_id: str) -> list[R]:
    return [*rows.find(group_id=group_id), *rows.find(group_id=group_id, binned=True)]


def _once(covers: Iterable[Covered]) -> list[Covered]:
    return list(dict.fromkeys(covers))
