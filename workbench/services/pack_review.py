"""The review of a pack before it is kept: every record that was read, one by one, to accept, fix or drop."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from index.packs.models import Pack

# field of the pack → what one of its records is called, and the attribute that a person may fix
FIELDS: dict[str, tuple[str, str]] = {
    "agenda_items": ("Agenda item", "title"),
    "minutes": ("Minute", "title"),
    "resolutions": ("Decision", "text"),
    "task_groups": ("Group", "name"),
    "reports": ("Report", "title"),
    "work_programme": ("Work programme", "title"),
    "acronyms": ("Abbreviation", "expansion"),
}


class Key(NamedTuple):
    """Which record: the field of the pack and its place there."""

    field: str
    place: int


class ProposedRecord(NamedTuple):
    """One record as it was read: what it is called, its number or the like, its text, and the line it came from."""

    key: Key
    kind: str
    name: str
    text: str
    line: int


def proposed_records(pack: Pack) -> list[ProposedRecord]:
    """Every record of a pack in the order of its lines."""
    found = [
        _proposed(Key(field, place), record)
        for field in FIELDS
        for place, record in enumerate(getattr(pack, field))
        if getattr(record, FIELDS[field][1])
    ]
    return sorted(found, key=lambda r: (r.line, list(FIELDS).index(r.key.field), r.key.place))


def reviewed(pack: Pack, dropped: Collection[Key], fixed: Mapping[Key, str]) -> Pack:
    """The pack without the records that were dropped and with the texts that were fixed."""
    changes: dict[str, Any] = {}
    for field, (_, text) in FIELDS.items():
        records = list(getattr(pack, field))
        kept = [
            record.model_copy(update={text: fixed[key]}) if (key := Key(field, place)) in fixed else record
            for place, record in enumerate(records)
            if Key(field, place) not in dropped
        ]
        if kept != records:
            changes[field] = kept
    return pack.model_copy(update=changes) if changes else pack


def _proposed(key: Key, record: Any) -> ProposedRecord:
    kind, attribute = FIELDS[key.field]
    if key.field == "resolutions" and record.source_kind != "minute":
        kind = "Recommendation"
    name = str(getattr(record, "number", None) or getattr(record, "acronym", "") or "")
    if key.field == "work_programme":
        name = record.date_text or ""
    return ProposedRecord(key, kind, name, str(getattr(record, attribute)), _line(record))


def _line(record: Any) -> int:
    lines = getattr(record, "lines", None)
    return int(min(lines, default=1) if lines is not None else record.line or 1)
