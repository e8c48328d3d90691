"""Searching everything that was said and written, for the app and the command line alike.

A person's own workspace is searched whole; what is exempt or confidential is found too, and says so.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from groups.enquiry import outline
from groups.record import Record
from groups.rows import NotThere
from index.pack_store import NoSuchPack
from index.passage import CLOSED, EVERYTHING, Passage
from index.passage_store import PassageStore
from index.search import Answer, FoundPassage, Search
from index.wanted import Filters
from interviews.interview import Note
from interviews.passage import MarkedPassage
from interviews.request import InformationRequest
from interviews.submission import Snapshot, Submission
from interviews.theme import Theme
from workbench.screens.place import TAB_OF, Place
from workbench.services.packs import called
from workbench.services.record_passages import ACCESS
from workbench.workspace.problems import in_words
from workbench.workspace.workspace import Workspace

# The kinds of things that are found, the group's own first.
KINDS = (
    "note",
    "finding",
    "recommendation",
    "reply",
    "line of enquiry",
    "scope",
    "submission",
    "marked passage",
    "figures",
    "request",
    "theme",
    "interview",
    "group",
    "minute",
    "resolution",
    "report",
    "action plan",
    "work programme",
    "agenda",
)

LONGEST_NAME = 60  # characters of a line of enquiry, where it is named as a filter

Marks = list[tuple[int, int]]


@dataclass(frozen=True)
class Found:
    """One passage that was found, with the places of the found words in its text, its title and its snippet.

    ``source`` is the group or the pack it belongs to; ``kind`` a word for what it is, and for how private, where it is;
    ``place`` where it opens. ``is_partial`` says that it has only some of the words.
    """

    id: str
    kind: str
    title: str
    title_marks: Marks
    text: str
    marks: Marks
    snippet: str
    snippet_marks: Marks
    source: str
    citation: str
    place: Place
    is_partial: bool = False

    @property
    def heading(self) -> str:
        """Under what it is listed."""
        return f"{self.source} (any of the words)" if self.is_partial else self.source


@dataclass(frozen=True)
class Results:
    """What was found, in the order in which it is listed; every filter in force by name; what is to be said about it.

    ``index_in_doubt`` says that an index could not be opened and is to be looked after; ``is_building`` that this is
    what could be found meanwhile.
    """

    found: list[Found] = field(default_factory=list)
    filters: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    index_in_doubt: bool = False
    is_building: bool = False


class Searching:
    """Searches a workspace. It belongs to the thread that opened the workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._search = Search(workspace.index_folder, PassageStore(workspace.db), named={"questions": self._questions})

    def ask(
        self,
        words: str,
        *,
        kind: str = "",
        group: str = "",
        year: str = "",
        limit: int = 20,
        typing: bool = False,
        enough: Callable[[], bool] | None = None,
    ) -> Results:
        """What a person's words find; nothing that is typed raises.

        ``kind`` and ``year`` are as typed, ``group`` is an id. With ``typing`` the last word may be unfinished, and the
        search ends when ``enough`` says that nobody waits for it any more. Raises WorkspaceProblem.
        """
        text = " ".join([*(_typed("kind", kind)), *(_typed("year", year)), words])
        filters = Filters(groups=frozenset({group})) if group else None
        try:
            answer = self._search.ask(
                text, access=EVERYTHING, filters=filters, limit=limit, typing=typing, enough=enough
            )
            return self._results(answer, group)
        except sqlite3.Error as why:
            raise in_words(why, self._workspace.file) from why

    def similar(self, text: str, *, kind: str = "", limit: int = 5) -> list[Found]:
        """The passages that share most of a text's distinctive words, the likest first. Raises WorkspaceProblem."""
        filters = Filters(kinds=frozenset({kind})) if kind else None
        try:
            answer = self._search.similar(text, access=EVERYTHING, filters=filters, limit=limit)
            return self._found(answer)
        except sqlite3.Error as why:
            raise in_words(why, self._workspace.file) from why

    def close(self) -> None:
        """Let go of the files."""
        self._search.close()

    def _results(self, answer: Answer, group: str) -> Results:
        filters = list(answer.filters)
        if group:
            filters.insert(0, f"group: {self._title(group)}")
        return Results(
            _together(self._found(answer)), filters, list(answer.notices), answer.in_doubt, answer.is_building
        )

    def _found(self, answer: Answer) -> list[Found]:
        sources: dict[str, str | None] = {}
        shown = (self._one(found, sources) for found in answer.found)
        return [one for one in shown if one is not None]

    def _one(self, found: FoundPassage, sources: dict[str, str | None]) -> Found | None:
        """A passage ready to be listed; None where what it was made from is not there any more."""
        passage = found.passage
        table, row_id = passage.record
        if table == "packs":
            place = Place("pack", id=row_id, line=passage.line or 1)
            source = self._source_of_pack(row_id, sources)
        else:
            record = self._record(table, row_id)
            if record is None or not _is_as_private(record, passage):
                return None
            place = _place(table, record, passage)
            source = passage.group_title
        if source is None:
            return None
        return Found(
            id=passage.id,
            kind=f"{passage.kind} ({passage.sensitivity})" if passage.sensitivity in CLOSED else passage.kind,
            title=passage.title,
            title_marks=list(found.title_marks),
            text=passage.text,
            marks=list(found.marks),
            snippet=found.snippet.text,
            snippet_marks=list(found.snippet.marks),
            source=source,
            citation=passage.citation,
            place=place,
            is_partial=found.is_partial,
        )

    def _record(self, table: str, row_id: str) -> Any:
        """The record as it is now, or None where it lies in the bin."""
        try:
            record: Record = self._workspace.records.all_rows()[table].get(row_id)
        except (NotThere, KeyError):
            return None
        return record if record.binned_at is None else None

    def _source_of_pack(self, pack_id: str, sources: dict[str, str | None]) -> str | None:
        if pack_id not in sources:
            try:
                pack = self._workspace.packs.get(pack_id)
                sources[pack_id] = called(pack) if pack.binned_at is None else None
            except NoSuchPack:
                sources[pack_id] = None
        return sources[pack_id]

    def _questions(self) -> list[tuple[str, str]]:
        """Every line of enquiry by its id, called by its number of today and its words."""
        records = self._workspace.records
        return [
            (place.line.id, f"{place.number} {_cut(place.line.text)}")
            for group in records.groups.find()
            for place in outline(records.enquiry.find(group_id=group.id))
            if place.number
        ]

    def _title(self, group_id: str) -> str:
        try:
            return self._workspace.records.groups.get(group_id).title
        except NotThere:
            return group_id


def _cut(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= LONGEST_NAME else f"{plain[: LONGEST_NAME - 1]}…"


def _typed(name: str, value: str) -> list[str]:
    """A filter as one types it; what would end it is taken out."""
    plain = " ".join(value.replace('"', " ").split())
    return [f'{name}:"{plain}"'] if plain else []


def _together(found: list[Found]) -> list[Found]:
    """In groups by where things belong, the best group first; those with all the words before the others."""
    headings = list(dict.fromkeys(one.heading for one in found))
    return sorted(found, key=lambda one: (one.is_partial, headings.index(one.heading)))


def _is_as_private(record: Any, passage: Passage) -> bool:
    """Whether a record still is as private as its passage says: it may have been changed a moment ago."""
    sensitivity = getattr(record, "sensitivity", None)
    return sensitivity is None or (ACCESS[sensitivity] in CLOSED) == (passage.sensitivity in CLOSED)


def _place(table: str, record: Any, passage: Passage) -> Place:
    if isinstance(record, Note):
        return Place("interview", id=record.interview_id, chosen=record.id)
    if table == "interviews":
        return Place("interview", id=record.id)
    match record:
        case Submission():
            return Place("document", id=record.id, line=passage.line or 1)
        case MarkedPassage():
            return Place("document", id=record.submission_id, chosen=record.id)
        case Snapshot():
            return Place("snapshot", id=record.id)
        case InformationRequest():
            return Place("requests", id=record.group_id, chosen=record.id)
        case Theme():
            return Place("themes", id=record.group_id, chosen=record.id)
    chosen = "" if table in ("groups", "scopes") else record.id
    return Place("group", id=passage.group, tab=TAB_OF[table], chosen=chosen)
