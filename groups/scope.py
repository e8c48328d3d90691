"""The scoping document: nineteen fields from a template that a council can change; draft, agreed (frozen), amended."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import date
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from groups.enquiry import EnquiryLine, outline
from groups.record import OfGroup


class ScopeField(BaseModel):
    """One row of the scoping form: its key, the heading it stands under and the question that it asks."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    key: str
    heading: str
    question: str
    optional: bool = False


class AgreedLine(BaseModel):
    """A line of enquiry as it stood when the scope was agreed."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    line_id: str
    number: str
    text: str


class Scope(OfGroup):
    """One version of a group's scope. While ``agreed_on`` is empty it is a draft; once agreed it is frozen."""

    number: int = 1
    fields: list[ScopeField]
    answers: dict[str, str] = Field(default_factory=dict)
    agreed_on: date | None = None
    enquiry: list[AgreedLine] = Field(default_factory=list)

    @property
    def is_draft(self) -> bool:
        """Whether it can still be written in."""
        return self.agreed_on is None

    @property
    def state(self) -> str:
        """The state in words: "draft", "agreed, version 1", "draft amendment (version 2)", "amended, version 2"."""
        if self.is_draft:
            return "draft" if self.number == 1 else f"draft amendment (version {self.number})"
        return f"agreed, version {self.number}" if self.number == 1 else f"amended, version {self.number}"

    def empty_fields(self) -> list[ScopeField]:
        """The fields that ask for an answer and have none, in the form's order."""
        return [f for f in self.fields if not f.optional and not self.answers.get(f.key, "").strip()]


class FrozenScope(ValueError):
    """Somebody tried to change a scope that has been agreed."""


class BadTemplate(ValueError):
    """A template for the scoping form cannot be used; the message says where and why."""


def default_template() -> list[ScopeField]:
    """The form with the nineteen fields of domain.md (after 2020-12-03:351-380)."""
    return read_template(
        files("groups").joinpath("scope_template.toml").read_text(encoding="utf-8"), "the built-in form"
    )


def read_template(text: str, where: str) -> list[ScopeField]:
    """Read a form from TOML text with one ``[[field]]`` a row.

    Raises BadTemplate with one sentence that names ``where`` the text came from.
    """
    try:
        rows = tomllib.loads(text).get("field", [])
        fields = [ScopeField.model_validate(row) for row in rows]
    except (tomllib.TOMLDecodeError, ValidationError, TypeError, AttributeError) as why:
        first = why.errors()[0]["msg"] if isinstance(why, ValidationError) else str(why)
        raise BadTemplate(f"The scoping form in {where} cannot be read: {first}. Mend it or remove the file.") from why
    keys = [f.key for f in fields]
    if not fields or len(set(keys)) != len(keys):
        raise BadTemplate(f"The scoping form in {where} needs at least one field, and each field a key of its own.")
    return fields


def agreed(scope: Scope, lines: Sequence[EnquiryLine], on: date) -> Scope:
    """The draft as agreed on a day, with the lines of enquiry as they stand. Raises FrozenScope if it was agreed."""
    if not scope.is_draft:
        raise FrozenScope(f"The scope was agreed as version {scope.number} and is frozen: amend it to change it.")
    kept = [AgreedLine(line_id=p.line.id, number=p.number, text=p.line.text) for p in outline(lines)]
    return scope.model_copy(update={"agreed_on": on, "enquiry": kept})


def amendment(scope: Scope) -> Scope:
    """A new draft that begins with the agreed answers. Raises FrozenScope while there is a draft already."""
    if scope.is_draft:
        raise FrozenScope("There is a draft already: change that, and agree it.")
    return Scope(group_id=scope.group_id, number=scope.number + 1, fields=scope.fields, answers=scope.answers)


def latest(scopes: Sequence[Scope]) -> Scope | None:
    """The newest version, draft or agreed."""
    return max(scopes, key=lambda s: s.number, default=None)


def renumbered(scopes: Sequence[Scope], lines: Sequence[EnquiryLine]) -> dict[str, str]:
    """Lines whose number is not what it was when the scope was last agreed: id → the number it had ("was 1")."""
    last = max((s for s in scopes if not s.is_draft), key=lambda s: s.number, default=None)
    if last is None:
        return {}
    was = {line.line_id: line.number for line in last.enquiry}
    return {p.line.id: was[p.line.id] for p in outline(lines) if was.get(p.line.id, p.number) != p.number}
