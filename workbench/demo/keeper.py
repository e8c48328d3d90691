"""Keeps one record of the demo at a time: keys become ids, days become dates, each is dated by when it was written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, TypeVar, get_args

from ulid import ULID

from groups.group import Group
from groups.record import Record
from groups.response import Response
from groups.rows import Author, Rows
from interviews.store import EvidenceStore
from workbench.demo.days import Days
from workbench.workspace.workspace import Workspace

R = TypeVar("R", bound=Record)


class Clock:
    """The clock by which the demo's authors date what they write: it is set to the day of each thing."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        """The time to which it is set."""
        return self.at


class Keeper:
    """Makes records of TOML values. The caller's workspace belongs to the author of everything but the notes."""

    def __init__(self, workspace: Workspace, days: Days, clock: Clock) -> None:
        self._workspace = workspace
        self._days = days
        self._clock = clock
        self._ids: dict[str, str] = {}
        self._rows: dict[str, Any] = {}  # what was kept under each key
        self._places: dict[str, int] = {}
        self._count = 0

    def _all(self, rows: Rows[R], group: Group, listed: list[dict[str, Any]]) -> None:
        for values in listed:
            self._add(rows, values | {"group_id": group.id})

    def _add(self, rows: Rows[R], values: dict[str, Any]) -> R:
        values = dict(values)
        key, in_bin = values.pop("key", ""), values.pop("in_bin", False)
        place = "order" if rows.model is Response else "position"
        if place in rows.model.model_fields and place not in values:
            self._places[rows.name] = values[place] = self._places.get(rows.name, 10) + 1
        made = {name: self._value(rows.model, name, value) for name, value in values.items()}
        self._set_clock(made)
        row = rows.add(rows.model.model_validate({"id": self._new_id(), **made}))
        row = rows.bin(row) if in_bin else row
        if key:
            if key in self._ids:
                raise ValueError(f"two records of the demo have the key {key}")
            self._ids[key], self._rows[key] = row.id, row
        return row

    def _new_id(self) -> str:
        """An id behind the last one: what is listed by id always stands in the order of the file."""
        self._count += 1
        return str(ULID.from_timestamp(self._days.now.timestamp() + self._count / 1000))

    def _value(self, model: type[Record], name: str, value: Any) -> Any:
        annotation = model.model_fields[name].annotation if name in model.model_fields else None
        if type(value) is int and date in get_args(annotation):
            return self._days.day(value)
        return self._resolved(value)

    def _resolved(self, value: Any) -> Any:
        """A value of TOML with its "@name" replaced by ids and its marks for dates filled in, however deep."""
        match value:
            case list():
                return [self._resolved(part) for part in value]
            case dict():
                return {name: self._resolved(part) for name, part in value.items()}
            case str() if value.startswith("@"):
                return self._ids[value[1:]]
            case str():
                return self._days.filled(value).strip()
            case _:
                return value

    def _set_clock(self, values: Mapping[str, Any]) -> None:
        """A thing of the past was written down that day, all else when the thing before it was."""
        taken = values.get("taken_at")
        day = next((values[name] for name in ("on", "received", "since", "as_at") if values.get(name)), None)
        if taken is not None:
            self._clock.at = taken
        elif day is not None and day < self._days.now.date():
            self._clock.at = self._days.on(day)

    def _written_by(self, name: str) -> EvidenceStore:
        return EvidenceStore(self._workspace.db, Author(name, self._clock))
