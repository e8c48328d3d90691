"""A recommendation as it is written: each part of it as one text, kept in the recommendation as it is typed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from groups.recommendation import Recommendation, RestsOn, date_as_written
from groups.record import OfGroup
from interviews.readers.clean import clean
from workbench.services.parting import keep_parts, parts_of
from workbench.services.recommending import put_in_order, readdressed, when
from workbench.workspace.workspace import Workspace

_SAME = ("addressee", "action", "owner", "measure", "reason", "cost", "equality", "proposed_by", "minority_view")
_KEPT = ("id", "version", "created_at", "created_by", "changed_at", "changed_by", "binned_at", "group_id")


class Draft(OfGroup):
    """What stands in the fields: a day or words in one, the lettered parts a line each, names with commas between."""

    addressee: str = ""
    action: str = ""
    parts: str = ""
    owner: str = ""
    when: str = ""
    measure: str = ""
    reason: str = ""
    cost: str = ""
    equality: str = ""
    proposed_by: str = ""
    agreed_by: str = ""
    minority_view: str = ""


class Drafts:
    """Where drafts are kept: in the recommendations. A new one begins with the findings in ``behind``."""

    def __init__(self, workspace: Workspace, behind: Iterable[str] = ()) -> None:
        self.name = workspace.records.recommendations.name
        self.behind = dict.fromkeys(behind)
        self._workspace = workspace

    def get(self, row_id: str) -> Draft:
        """The recommendation with this id, as it is written. Raises NotThere."""
        return draft_of(self._workspace.records.recommendations.get(row_id))

    def add(self, record: Draft) -> Draft:
        """Begin a recommendation, the last to its addressee, resting on the findings it began with."""
        records = self._workspace.records
        place = max((r.position for r in records.recommendations.find(group_id=record.group_id)), default=0) + 1
        row = Recommendation(group_id=record.group_id, action="", position=place)
        kept = records.recommendations.add(self.as_recommendation(record, row))
        for finding_id in self.behind:
            records.rests_on.add(RestsOn(group_id=kept.group_id, recommendation_id=kept.id, finding_id=finding_id))
        return draft_of(kept)

    def save(self, record: Draft) -> Draft:
        """Save what was written; to another addressee it becomes the last of theirs. Raises Stale, NotThere."""
        rows = self._workspace.records.recommendations
        row = rows.get(record.id)
        after = self.as_recommendation(record, row).model_copy(update={"version": record.version})
        kept = keep_parts(self._workspace, row, after)
        if kept.addressee.strip() != row.addressee.strip():
            others = [row if each.id == row.id else each for each in rows.find(group_id=row.group_id)]
            put_in_order(self._workspace, readdressed(others, kept))
            kept = rows.get(kept.id)
        return draft_of(kept)

    def as_recommendation(self, draft: Draft, row: Recommendation) -> Recommendation:
        """The recommendation ``row`` with what stands in the fields; also while it is not saved yet."""
        values: dict[str, Any] = {name: clean(getattr(draft, name)) for name in _SAME}
        values["parts"] = parts_of(row.parts, lines_of(draft.parts))
        values["agreed_by"] = names_of(draft.agreed_by)
        if draft.when.strip() != date_as_written(row):
            values |= when(draft.when, self._workspace.today().date())
        return row.model_copy(update=values)

    def day_or_words(self, typed: str) -> str:
        """By when as it is written back: the day where one was typed, else the words."""
        told = when(typed, self._workspace.today().date())
        return date_as_written(Recommendation(group_id="", action="", **told))


def draft_of(row: Recommendation) -> Draft:
    """A recommendation as it stands in the fields."""
    values: dict[str, Any] = {name: getattr(row, name) for name in (*_SAME, *_KEPT)}
    return Draft(
        **values,
        parts="\n".join(part.text for part in row.parts),
        when=date_as_written(row),
        agreed_by=", ".join(row.agreed_by),
    )


def lines_of(text: str) -> list[str]:
    """The lines of a text that say something."""
    return [line.strip() for line in clean(text).splitlines() if line.strip()]


def names_of(text: str) -> list[str]:
    """Names as people write them one after the other, with commas or semicolons between."""
    names = (" ".join(name.split()) for name in clean(text).replace(";", ",").split(","))
    return list(dict.fromkeys(name for name in names if name))
