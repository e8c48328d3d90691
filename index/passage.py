"""A passage: the smallest thing that search finds, with what it may be filtered by and who may read it."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, field_validator, model_validator

from index.years import municipal_year

OPEN = frozenset({"public", "working"})
CLOSED = frozenset({"exempt", "confidential"})
EVERYTHING = OPEN | CLOSED

# The four indexes: the group's own record and the archive, each apart for text that not everybody may read.
INDEXES = ("live-open", "archive-open", "live-closed", "archive-closed")


class Passage(BaseModel):
    """One note, finding, recommendation, paragraph of a pack …: its words, where they stand and how private they are.

    ``id`` is its address ("notes:01J…", "packs:01J…#123"). ``year`` is the municipal year; left empty, it follows from
    ``date`` (yyyymmdd). ``question`` is the id of the line of enquiry that it answers. ``citation`` is how its place is
    cited. ``version`` is that of the record it was made from.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    id: str
    source: Literal["live", "archive"]
    kind: str
    title: str = ""
    text: str = ""
    group: str = ""
    group_title: str = ""
    partner: str = ""
    speaker: str = ""
    question: str = ""
    body: str = ""
    to: str = ""
    year: str = ""
    date: int | None = None
    sensitivity: Literal["public", "working", "exempt", "confidential"] = "working"
    pack: str = ""
    line: int | None = None
    citation: str = ""
    version: int = 1

    @field_validator("*", mode="before")
    @classmethod
    def _storable(cls, value: Any) -> Any:
        """Half a surrogate pair cannot be written as UTF-8, neither to SQLite nor to an index."""
        return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else value

    @model_validator(mode="before")
    @classmethod
    def _year_of_date(cls, fields: Any) -> Any:
        if isinstance(fields, dict) and not fields.get("year") and isinstance(fields.get("date"), int):
            return {**fields, "year": municipal_year(fields["date"])}
        return fields

    @property
    def record(self) -> tuple[str, str]:
        """The table and id of the record it was made from."""
        table, _, rest = self.id.partition(":")
        return table, rest.partition("#")[0]

    @property
    def index(self) -> str:
        """The name of the index that holds it, one of INDEXES."""
        return f"{self.source}-{'closed' if self.sensitivity in CLOSED else 'open'}"


def access_class(index: str) -> str:
    """Which of the two access classes an index is of: "open" or "closed"."""
    return index.partition("-")[2]
