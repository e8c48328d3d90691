"""The wording of a recommendation through time: who changed what, and when."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from groups.recommendation import Recommendation, date_as_written, lettered
from groups.word_changes import Words, marked, word_changes
from workbench.workspace.history import RowChange, changes_of
from workbench.workspace.workspace import Workspace

# The fields in the order in which they are told, by what people call them; where a recommendation stands is no wording.
FIELDS = {
    "addressee": "To",
    "action": "What",
    "parts": "Parts",
    "owner": "By whom",
    "by_when": "By when",
    "measure": "Measured by",
    "reason": "So that",
    "cost": "Cost",
    "equality": "Equality",
    "proposed_by": "Proposed by",
    "agreed_by": "Agreed by",
    "minority_view": "Minority view",
    "state": "State",
}


class FieldChange(NamedTuple):
    """One field that was changed: what it is called, and its words before and after."""

    field: str
    before: str
    after: str

    @property
    def words(self) -> list[Words]:
        """What was taken out and put in, word by word, marked in plain words."""
        return list(marked(word_changes(self.before, self.after)))

    @property
    def in_words(self) -> str:
        """The change in plain words; what was written for the first time is simply there."""
        if not self.before:
            return self.after
        if not self.after:
            return f"[out: {self.before}]"
        return "".join(each.text for each in self.words)


class Version(NamedTuple):
    """What somebody changed in one go: when, who, what they did, and each field."""

    at: datetime | None
    by: str
    label: str
    changes: list[FieldChange]


def history_of(workspace: Workspace, recommendation_id: str) -> list[Version]:
    """Every change of a recommendation's words and state, the oldest first; a stretch of typing is one of them."""
    found: list[Version] = []
    for stretch in _stretches(changes_of(workspace.db, workspace.records.recommendations.name, recommendation_id)):
        first, last = stretch[0], stretch[-1]
        before, after = _in_words(first.old), _in_words(last.new)
        changes = [
            FieldChange(name, before.get(field, ""), after.get(field, ""))
            for field, name in FIELDS.items()
            if before.get(field, "") != after.get(field, "")
        ]
        binned = (bool(first.old and first.old.get("binned_at")), bool(last.new.get("binned_at")))
        if changes or binned[0] != binned[1]:
            label = {"undo": "Taken back: ", "redo": "Done again: "}.get(last.kind, "") + last.label
            found.append(Version(last.at, last.by, label, changes))
    return found


def _as_record(row: dict[str, Any]) -> Recommendation:
    known = {name: value for name, value in row.items() if name in Recommendation.model_fields}
    for name in ("parts", "agreed_by"):
        known[name] = json.loads(known.get(name) or "[]")
    return Recommendation.model_validate(known)


def _stretches(changes: list[RowChange]) -> Iterator[list[RowChange]]:
    """The changes of one step together: a stretch of typing, or all that one act did."""
    stretch: list[RowChange] = []
    for change in changes:
        if stretch and change.step_id != stretch[-1].step_id:
            yield stretch
            stretch = []
        stretch.append(change)
    if stretch:
        yield stretch


def _in_words(row: dict[str, Any] | None) -> dict[str, str]:
    """Each field of a row as people read it."""
    if row is None:
        return {}
    record = _as_record(row)
    words = {name: str(getattr(record, name)) for name in FIELDS if name not in ("parts", "agreed_by", "by_when")}
    return words | {
        "parts": "\n".join(lettered(record)),
        "agreed_by": ", ".join(record.agreed_by),
        "by_when": date_as_written(record),
        "state": record.state.value,
    }
