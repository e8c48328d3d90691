"""From a leak to its two records: the one whose words give something away, and the one that is the source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from groups.record import Record
from groups.response import Response
from groups.rows import NotThere
from interviews.interview import Interview
from interviews.leak_words import words_in
from interviews.leaks import Leak
from interviews.submission import Publication
from workbench.screens.place import TAB_OF, Place
from workbench.workspace.workspace import Workspace

_WINDOW = 5  # words by which a text is told
# The fields of a review whose texts are printed, those first in which something is pasted.
_PRINTED = (
    *("findings", "recommendations", "responses", "prose", "scope", "enquiry", "snapshots", "submissions", "partners"),
    *("meetings", "suspensions", "members", "interviews"),
)


def written_in(workspace: Workspace, group_id: str, leak: Leak) -> Place:
    """Where the words were written that a file gives away; the group's report where no one record has them."""
    wanted = words_in(leak.found).said
    pieces = [" ".join(wanted[at : at + _WINDOW]) for at in range(max(len(wanted) - _WINDOW + 1, 1))]
    best, place = 0, Place("group", group_id, "report")
    for table, row in _rows(workspace, group_id):
        said = f" {' '.join(word for text in _texts(row) for word in words_in(text).said)} "
        count = sum(1 for piece in pieces if f" {piece} " in said)
        if count > best:
            best, place = count, _place(group_id, table, row)
    return place


def source_place(workspace: Workspace, group_id: str, leak: Leak) -> Place:
    """Where the source of a leak stands. Raises NotThere where it lies in no place that can be opened."""
    records = workspace.records
    match leak.table:
        case "notes":
            note = records.notes.get(leak.record_id)
            return Place("interview", note.interview_id, chosen=note.id)
        case "interviews":
            return Place("interview", leak.record_id)
        case "submissions":
            return Place("document", leak.record_id)
        case "snapshots":
            return Place("snapshot", leak.record_id)
        case "marked_passages":
            passage = records.marked.get(leak.record_id)
            return Place("document", passage.submission_id, chosen=passage.id)
        case "requests":
            return Place("requests", group_id, chosen=leak.record_id)
        case "evidence_links":
            return Place("group", group_id, "findings", records.evidence.get(leak.record_id).finding_id)
        case "role_names":
            return Place("roles", group_id)
        case _:
            raise NotThere("The source lies in no place that can be opened.")


def _rows(workspace: Workspace, group_id: str) -> Iterator[tuple[str, Record]]:
    tables = workspace.records.of_group()
    for field in _PRINTED:
        for row in tables[field].find(group_id=group_id):
            if getattr(row, "publication", None) is not Publication.PRIVATE:
                yield tables[field].name, row
    yield "groups", workspace.records.groups.get(group_id)


def _texts(value: Any) -> Iterator[str]:
    """Every text in a record, in what it holds too."""
    match value:
        case str():
            yield value
        case list() | tuple():
            for inside in value:
                yield from _texts(inside)
        case dict():
            for inside in value.values():
                yield from _texts(inside)
        case BaseModel():
            for _, inside in value:
                yield from _texts(inside)


def _place(group_id: str, table: str, row: Record) -> Place:
    if isinstance(row, Interview):
        return Place("interview", row.id)
    if isinstance(row, Response):
        return Place("group", group_id, "recommendations", row.covers[0].recommendation_id if row.covers else "")
    return Place("group", group_id, TAB_OF.get(table, "report"), "" if table == "groups" else row.id)
