"""What changed from one version of a scope to the next: answers, and the lines of enquiry with their numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from groups.enquiry import EnquiryLine, outline
from groups.scope import AgreedLine, Scope


class ScopeChange(NamedTuple):
    """One difference: what it is about, how it was, how it is now; empty where there was or is nothing."""

    about: str
    was: str
    now: str


def scope_changes(before: Scope, after: Scope, lines: Sequence[EnquiryLine] = ()) -> list[ScopeChange]:
    """The differences from one version to another. A draft has the lines of enquiry as they stand: ``lines``."""
    return [*_answers(before, after), *_enquiry(before.enquiry, lines_of(after, lines))]


def lines_of(scope: Scope, lines: Sequence[EnquiryLine]) -> list[AgreedLine]:
    """The lines of enquiry that go with a version: as agreed, or for a draft as they stand."""
    if not scope.is_draft:
        return scope.enquiry
    return [AgreedLine(line_id=p.line.id, number=p.number, text=p.line.text) for p in outline(lines)]


def _answers(before: Scope, after: Scope) -> Iterator[ScopeChange]:
    asked = {field.key: field.question for field in (*before.fields, *after.fields)}
    for key, question in asked.items():
        was, now = before.answers.get(key, "").strip(), after.answers.get(key, "").strip()
        if was != now:
            yield ScopeChange(question, was, now)


def _enquiry(before: Sequence[AgreedLine], after: Sequence[AgreedLine]) -> Iterator[ScopeChange]:
    was = {line.line_id: line for line in before}
    now = {line.line_id: line for line in after}
    for line in after:
        old = was.get(line.line_id)
        if old is None:
            yield ScopeChange("New line of enquiry", "", _shown(line))
        elif (old.number, old.text) != (line.number, line.text):
            yield ScopeChange("Line of enquiry", _shown(old), _shown(line))
    for line in before:
        if line.line_id not in now:
            yield ScopeChange("Line of enquiry taken out", _shown(line), "")


def _shown(line: AgreedLine) -> str:
    return f"{line.number} {line.text}".strip()
