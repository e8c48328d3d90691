"""The scope of a group: its form, writing one answer at a time, agreeing it, amending it, and how it will print."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from groups.record import Record
from groups.rows import Rows
from groups.scope import (
    BadTemplate,
    Scope,
    ScopeField,
    agreed,
    amendment,
    default_template,
    latest,
    read_template,
)
from interviews.checks import About, Remark, remarks
from interviews.review import Review
from workbench.dates import show_date
from workbench.services.editing import NotAccepted, change
from workbench.workspace.workspace import Workspace

TEMPLATE = "scope-template.toml"
FEW = 3


class NoScope(LookupError):
    """There is no scope, or no such field or version; the message says what there is."""


def form_of(workspace: Workspace) -> list[ScopeField]:
    """The form for a new scope: the council's own, where it lies in the workspace folder, else the built-in one.

    Raises BadTemplate with one sentence.
    """
    file = workspace.folder / TEMPLATE
    try:
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return default_template()
    except (OSError, UnicodeDecodeError) as why:
        raise BadTemplate(
            f"The scoping form in {file} cannot be read: save it as plain text, or remove the file."
        ) from why
    return read_template(text, str(file))


def the_scope(workspace: Workspace, scopes: Sequence[Scope], group_id: str) -> Scope:
    """The newest version of a group's scope; an empty draft that is not kept yet where there is none.

    Raises BadTemplate.
    """
    return latest(scopes) or Scope(group_id=group_id, fields=form_of(workspace))


def scope_remarks(review: Review) -> list[Remark]:
    """What is unfinished before the scope is agreed: empty fields, and lines of enquiry that ask too much."""
    tables = ("scopes", "enquiry_lines")
    return [r for r in remarks(review, about=(About.COMPLETENESS,)) if r.table in tables]


def in_short(found: Sequence[Remark]) -> list[Remark]:
    """The remarks with those on empty questions of the scope gathered into one, where there are many."""
    empty = [r for r in found if r.table == "scopes" and r.record_id and r.about is About.COMPLETENESS]
    if len(empty) <= FEW:
        return list(found)
    first = found.index(empty[0])
    gathered = empty[0]._replace(text=f"Scope: {len(empty)} questions are empty.")
    return [*found[:first], gathered, *(r for r in found[first:] if r not in empty)]


class Answer(Record):
    """One answer of one version of a scope, as a record that can be edited by itself; the id is the scope's."""

    text: str = ""


class Answers:
    """Keeps the answers to one question. Two people who write in different fields are never in each other's way."""

    def __init__(self, scopes: Rows[Scope], draft: Scope, key: str) -> None:
        self.name = f"scopes:{key}"
        self._scopes, self._draft, self._key = scopes, draft, key

    def of(self, scope: Scope) -> Answer:
        """The answer in a version."""
        return Answer(
            id=scope.id, version=scope.version, changed_by=scope.changed_by, text=scope.answers.get(self._key, "")
        )

    def get(self, row_id: str) -> Answer:
        """The answer as it is kept. Raises NotThere."""
        return self.of(self._scopes.get(row_id))

    def add(self, record: Answer) -> Answer:
        """The first answer of a scope begins it; somebody may have begun it a moment ago, then it joins that."""
        begun = latest(self._scopes.find(group_id=self._draft.group_id))
        if begun is not None:
            return self._written(begun, record.text)
        return self.of(self._scopes.add(self._draft.model_copy(update={"answers": {self._key: record.text}})))

    def save(self, record: Answer) -> Answer:
        """Keep the answer. Raises NotAccepted where the version was agreed meanwhile."""
        scope = self._scopes.get(record.id)
        return self.add(record) if scope.binned_at else self._written(scope, record.text)

    def _written(self, scope: Scope, text: str) -> Answer:
        if not scope.is_draft:
            raise NotAccepted(f"The scope was agreed as version {scope.number} and is frozen: amend it to change it.")
        return self.of(self._scopes.save(scope.model_copy(update={"answers": {**scope.answers, self._key: text}})))


def set_answer(workspace: Workspace, group_id: str, key: str, text: str) -> Scope:
    """Write one answer of the draft, beginning the scope where there is none.

    Raises NoScope for an unknown field, NotAccepted where the scope is frozen, BadTemplate, WorkspaceProblem.
    """
    scopes = workspace.records.scopes
    draft = the_scope(workspace, scopes.find(group_id=group_id), group_id)
    field = next((f for f in draft.fields if f.key == key), None)
    if field is None:
        known = ", ".join(f.key for f in draft.fields)
        raise NoScope(f"The scoping form has no field {key}. Its fields are: {known}.")
    answers = Answers(scopes, draft, key)
    kept = change(workspace, answers, answers.of(draft), {"text": text}, f"Answer “{field.question}” in the scope")
    return scopes.get(kept.id)


def agree(workspace: Workspace, group_id: str, on: date) -> Scope:
    """Agree the draft on a day: it is frozen, with the lines of enquiry as they stand.

    Raises NoScope, FrozenScope where there is no draft, WorkspaceProblem.
    """
    records = workspace.records
    with workspace.write(f"Agree the scope on {show_date(on)}"):
        draft = latest(records.scopes.find(group_id=group_id))
        if draft is None:
            raise NoScope("There is no scope to agree yet: fill the form first.")
        return records.scopes.save(agreed(draft, records.enquiry.find(group_id=group_id), on))


def amend(workspace: Workspace, group_id: str) -> Scope:
    """Begin an amendment: a new draft with the agreed answers. Raises NoScope, FrozenScope while there is a draft."""
    records = workspace.records
    with workspace.write("Begin an amendment of the scope"):
        last = latest(records.scopes.find(group_id=group_id))
        if last is None:
            raise NoScope("There is no scope to amend yet: fill the form first.")
        return records.scopes.add(amendment(last))


def version(scopes: Sequence[Scope], number: int | None) -> Scope:
    """A version by its number, or the newest. Raises NoScope."""
    found = latest(scopes) if number is None else next((s for s in scopes if s.number == number), None)
    if found is None:
        known = ", ".join(str(s.number) for s in sorted(scopes, key=lambda s: s.number))
        raise NoScope(f"There is no version {number}: there are {known}." if scopes else "There is no scope yet.")
    return found


def printed_appendices(review: Review, width: int = 84) -> list[tuple[str, str]]:
    """How the scope and the lines of enquiry will stand in the report: (heading, text), numbered as there."""
    from workbench.report.as_text import appendix_text
    from workbench.report.note_appendices import appendices
    from workbench.report.note_parts import ENQUIRY, SCOPE, what_is_shown
    from workbench.report.numbering import number
    from workbench.report.tree import Report

    note = number(Report(review.group.title, appendices=appendices(what_is_shown(review, private=False))))
    return [(a.heading, appendix_text(a, width)) for a in note.report.appendices if a.key in (SCOPE, ENQUIRY)]
