"""Changing one record: new values are checked, and a change by somebody else to other fields is kept too."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol, TypeVar

from pydantic import ValidationError

from groups.record import Record
from groups.rows import NotThere
from interviews.interview import Interview, Note
from workbench.services.request_follows import follow_note
from workbench.workspace.workspace import Workspace

R = TypeVar("R", bound=Record)


class Keeper(Protocol[R]):
    """What keeps records of one kind: a table of the store, or a part of another record that is edited by itself."""

    name: str

    def get(self, row_id: str) -> R:
        """The record with this id. Raises NotThere."""

    def add(self, record: R) -> R:
        """Keep a new record."""

    def save(self, record: R) -> R:
        """Save a changed record."""


class NotAccepted(ValueError):
    """A value cannot be kept; the message says why in one sentence."""


class Locked(NotAccepted):
    """The interview is confirmed: its notes stand as they are."""

    def __init__(self) -> None:
        super().__init__("These notes are confirmed and locked: open the interview again first.")


class Clash(Exception):
    """Somebody else changed the same field since it was read: both texts are kept until a person chooses."""

    def __init__(self, field: str, mine: Any, theirs: Record) -> None:
        super().__init__(f"{theirs.changed_by or 'Somebody else'} changed this while you were writing.")
        self.field = field
        self.mine = mine
        self.theirs = theirs


def changed(record: R, values: Mapping[str, Any]) -> R:
    """The record with new values, checked by its model. Raises NotAccepted."""
    try:
        return type(record).model_validate({**record.model_dump(), **values})
    except ValidationError as why:
        first = why.errors()[0]
        raise NotAccepted(str(first["msg"]).removeprefix("Value error, ").capitalize() + ".") from why


def change(
    workspace: Workspace, rows: Keeper[R], read: R, values: Mapping[str, Any], label: str, *, merge_key: str = ""
) -> R:
    """Save new values of a record that was read as ``read``; returns it as kept. One without an id is added.

    Where somebody saved the record since, but not these fields, their change and this one are both kept. Raises Clash
    where they changed the same field, Locked for the notes of a confirmed interview, NotAccepted for a value the record
    cannot have, WorkspaceProblem.
    """
    if not read.id:
        with workspace.write(label, merge_key=merge_key):
            return rows.add(changed(read, values))
    with workspace.write(label, merge_key=merge_key):
        current = rows.get(read.id)
        _must_be_open(workspace, current)
        for field, mine in values.items():
            theirs = getattr(current, field)
            if theirs != getattr(read, field) and theirs != mine:
                raise Clash(field, mine, current)
        kept = rows.save(changed(current, values))
        if isinstance(current, Note) and isinstance(kept, Note):
            follow_note(workspace, current, kept)
        return kept


def _must_be_open(workspace: Workspace, current: Record) -> None:
    """Somebody may have confirmed the interview while this was being written. Raises Locked."""
    if isinstance(current, Note):
        try:
            current = workspace.records.interviews.get(current.interview_id)
        except NotThere:
            return
    if isinstance(current, Interview) and current.is_locked:
        raise Locked


def keep(
    workspace: Workspace, rows: Keeper[R], read: R, values: Mapping[str, Any], label: str, *, merge_key: str = ""
) -> R:
    """As ``change``, when there is nobody to ask any more: where somebody wrote in the same field, both are kept.

    Texts and lists are put under theirs; of anything else mine is kept, and theirs stays in the history.
    """
    wanted = dict(values)
    while True:
        try:
            return change(workspace, rows, read, wanted, label, merge_key=merge_key)
        except Clash as clash:
            theirs = getattr(clash.theirs, clash.field)
            read = read.model_copy(update={clash.field: theirs})
            if isinstance(theirs, str) and isinstance(clash.mine, str):
                wanted[clash.field] = f"{theirs}\n\n{clash.mine}"
            elif isinstance(theirs, list):
                wanted[clash.field] = [*theirs, *(one for one in clash.mine if one not in theirs)]
