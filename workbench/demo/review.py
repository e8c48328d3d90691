"""Puts one review of the demo into the record, from the TOML file that a reader can change.

A value "@name" points to the record with that key, a whole number in a field for a date is a day counted from today,
and notes are typed one a line: minutes since the beginning, who wrote, line of enquiry, kind, speaker, text, marks.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from groups.enquiry import LineKind
from groups.evidence import Address, EvidenceKind, EvidenceLink, Relation, address_of
from groups.group import Group, Person
from groups.people import same_person
from groups.prose import ReportSection
from groups.recommendation import RestsOn
from groups.rows import new_id
from groups.scope import Scope, agreed, default_template
from groups.sensitivity import Sensitivity, exempt_reason
from index.archive import ArchivedPack
from index.packs.models import Pack
from interviews.interview import InterviewState
from interviews.review import Review
from workbench.demo.days import Days
from workbench.demo.keeper import Clock, Keeper
from workbench.services.editing import changed
from workbench.services.evidence_pieces import Piece, piece_called, pieces
from workbench.workspace.workspace import Workspace

_SOURCES = ("note", "submission", "snapshot", "finding")


class Builder(Keeper):
    """Fills groups from TOML values."""

    def __init__(self, workspace: Workspace, days: Days, clock: Clock, packs: Mapping[str, ArchivedPack]) -> None:
        super().__init__(workspace, days, clock)
        self._written: dict[str, Any] = {}  # when findings and recommendations were written
        self._amended: dict[str, tuple[date, dict[str, Any]]] = {}  # what the Board made of a recommendation, and when
        self._packs = packs

    def group(self, values: dict[str, Any]) -> Group:
        """A new group."""
        return self._add(self._workspace.records.groups, values)

    def fill(self, group: Group, values: dict[str, Any]) -> None:
        """Everything of a review that one file says, in one write."""
        records = self._workspace.records
        with self._workspace.write(f"Work on {group.title}"):
            about = {k: self._value(Group, k, v) for k, v in values["group"].items()}
            kept = records.groups.save(changed(group, about))
            begun = {"on": kept.resolution_date}
            self._set_clock(begun)
            self._members(group, values)
            self._all(records.suspensions, group, values.get("suspensions", []))
            self._all(records.meetings, group, values.get("meetings", []))
            self._set_clock(begun)
            self._all(records.partners, group, values.get("partners", []))
            self._enquiry(group, values)
            self._scope(group, values["scope"])
            self._all(records.themes, group, values.get("themes", []))
            for interview in values.get("interviews", []):
                self._interview(group, interview, values["note_takers"])
            for submission in values.get("submissions", []):
                self._submission(group, submission)
            for passage in values.get("passages", []):
                self._passage(group, passage)
            self._all(records.requests, group, values.get("requests", []))
            self._all(records.role_names, group, values.get("role_names", []))
            self._all(records.snapshots, group, values.get("snapshots", []))
            self._written = {"on": self._days.day(values["written_on"])} if "written_on" in values else {}
            self._set_clock(self._written)
            self._findings(group, values.get("findings", []))
            for recommendation in values.get("recommendations", []):
                self._recommendation(group, recommendation)
            self._all(records.responses, group, values.get("responses", []))
            self._all(records.progress, group, values.get("progress", []))
            self._all(records.chasers, group, values.get("chasers", []))
            for section, text in values.get("prose", {}).items():
                self._add(records.prose, {"group_id": group.id, "section": ReportSection[section], "text": text})

    def mark_sources(self, group: Group, pack: Pack) -> None:
        """Where the review's recommendations stand in the pack that carried its report."""
        records = self._workspace.records
        self._set_clock(self._written)
        lines = {row.text: row.line for row in pack.resolutions if row.source_kind == "briefing_note"}
        for row in records.recommendations.find(group_id=group.id):
            _, printed = self._amended.get(row.id, (None, {"action": row.action}))
            if line := lines.get(printed["action"]):
                records.recommendations.save(row.model_copy(update={"source_line": line}))

    def amend(self) -> None:
        """What the Board changed in the recommendations, each as a change of its own."""
        rows = self._workspace.records.recommendations
        for ident, (day, values) in self._amended.items():
            self._set_clock({"on": day})
            with self._workspace.write("Amend a recommendation as the Board agreed it"):
                rows.save(changed(rows.get(ident), values))

    # -- the parts of a review ----------------------------------------------------------------------------------------

    def _members(self, group: Group, values: dict[str, Any]) -> None:
        records = self._workspace.records
        known = records.people.find()
        for row in values.get("members", []):
            person = next((p for p in known if same_person(p.name, row["name"])), None)
            person = person or records.people.add(Person(name=row["name"]))
            self._add(records.memberships, row | {"group_id": group.id, "person_id": person.id})
        for row in records.memberships.find(group_id=group.id):
            capacity = values.get("capacities", {}).get(row.name)
            if capacity:
                records.memberships.save(row.model_copy(update={"capacity": capacity}))

    def _enquiry(self, group: Group, values: dict[str, Any]) -> None:
        """A key such as "1a" says what kind of line it is and under which it stands."""
        theme = ""
        for row in values.get("enquiry", []):
            key = row["key"]
            kind = LineKind.SUB_QUESTION if key[-1].isalpha() else LineKind.QUESTION
            parent = key[:-1] if kind is LineKind.SUB_QUESTION else theme
            if key.startswith("theme"):
                kind, parent, theme = LineKind.THEME, "", key
            more = {"group_id": group.id, "kind": kind, "parent_id": self._ids.get(parent, "")}
            self._add(self._workspace.records.enquiry, row | more)

    def _scope(self, group: Group, values: dict[str, Any]) -> None:
        answers = {field: self._days.filled(text).strip() for field, text in values["answers"].items()}
        scope = Scope(group_id=group.id, fields=default_template(), answers=answers)
        if "agreed_on" in values:
            order = values.get("agreed_order", [])
            lines = self._workspace.records.enquiry.find(group_id=group.id)
            places = {self._ids[key]: place for place, key in enumerate(order)}
            then = [line.model_copy(update={"position": places.get(line.id, line.position)}) for line in lines]
            scope = agreed(scope, then, self._days.day(values["agreed_on"]))
            self._set_clock({"on": scope.agreed_on})
        self._workspace.records.scopes.add(scope)

    def _interview(self, group: Group, values: dict[str, Any], note_takers: Mapping[str, str]) -> None:
        values = dict(values)
        notes, starts = values.pop("notes"), values.pop("starts", "14:00")
        ago = values.pop("minutes_ago", None)
        begun = self._days.at(values["on"], starts)
        begun = begun if ago is None else self._days.now - timedelta(minutes=ago)
        if values.get("state", InterviewState.PLANNED) != InterviewState.PLANNED:
            values["began_at"] = begun
        interview = self._add(self._workspace.records.interviews, values | {"group_id": group.id})
        for place, line in enumerate((line for line in notes.splitlines() if line.strip()), start=1):
            minutes, who, about, kind, speaker, text, *marks = (part.strip() for part in line.split("|"))
            note: dict[str, Any] = {
                "group_id": group.id,
                "interview_id": interview.id,
                "taken_at": begun + timedelta(minutes=int(minutes)),
                "author": note_takers[who],
                "line_id": self._ids.get(about, ""),
                "kind": kind,
                "speaker": speaker,
                "text": text,
                "position": place,
            }
            for mark in marks:
                note |= self._marked(mark)
            self._add(self._written_by(note_takers[who]).notes, note)

    def _marked(self, mark: str) -> dict[str, Any]:
        """A mark at the end of a note's line: its key, its themes, or how private it is, with the paragraph and why."""
        if mark.startswith("#"):
            return {"key": mark}
        if mark.startswith("~"):
            return {"theme_ids": [self._ids[name] for name in mark.removeprefix("~").split()]}
        word, _, why = mark.partition(":")
        kind, _, paragraph = word.partition(" ")
        if kind == "exempt":
            return {"sensitivity": Sensitivity.EXEMPT, "exempt_reason": exempt_reason(int(paragraph), why)}
        sensitivity = {"public": Sensitivity.PUBLIC, "confidential": Sensitivity.CONFIDENTIAL}[kind]
        return {"sensitivity": sensitivity, "exempt_reason": why.strip()}

    def _submission(self, group: Group, values: dict[str, Any]) -> None:
        """A submission; in a transcript each line is a time, who speaks and the words."""
        values = dict(values)
        if "transcript" in values:
            spoken = [line.split("|", 2) for line in values.pop("transcript").strip().splitlines()]
            values["text"] = "\n".join(words.strip() for _, _, words in spoken)
            values["turns"] = [
                {"line": line, "speaker": speaker.strip(), "at": at.strip()}
                for line, (at, speaker, _) in enumerate(spoken, start=1)
            ]
        self._add(self._workspace.records.submissions, values | {"group_id": group.id})

    def _passage(self, group: Group, values: dict[str, Any]) -> None:
        """Words that are marked in a submission, which is named by its key."""
        values = dict(values)
        submission = self._rows[values.pop("submission").removeprefix("@")]
        words = values.pop("words")
        at = submission.text.index(words)
        address = address_of(EvidenceKind.PASSAGE, submission.id, submission.text, at, at + len(words))
        more = {"group_id": group.id, "submission_id": submission.id, "address": address}
        self._add(self._workspace.records.marked, values | more)

    def _findings(self, group: Group, listed: list[dict[str, Any]]) -> None:
        review = self._workspace.records.review(group.id)
        there = pieces(review)
        for values in listed:
            values = dict(values)
            links = values.pop("evidence", [])
            finding = self._add(self._workspace.records.findings, values | {"group_id": group.id})
            for place, link in enumerate(links, start=1):
                piece = self._piece(link, review, there)
                self._workspace.records.evidence.add(
                    EvidenceLink(
                        id=self._new_id(),
                        group_id=group.id,
                        finding_id=finding.id,
                        address=piece.address,
                        relation=Relation(link.get("relation", Relation.SUPPORTS)),
                        quote=piece.words,
                        partner_id=piece.partner_id,
                        position=place,
                    )
                )

    def _piece(self, link: Mapping[str, str], review: Review, there: list[Piece]) -> Piece:
        """The evidence that a link names, as the app would link it."""
        words = link.get("words", "")
        if "pack" in link:
            pack = self._packs[link["pack"]].id
            text = self._workspace.packs.text(pack)
            line = text[: text.index(words)].count("\n") + 1
            return Piece(Address(kind=EvidenceKind.PACK, id=pack, words=words, position=line), words, "", "")
        name, key = next((name, key.removeprefix("@")) for name, key in link.items() if name in _SOURCES)
        if name == "finding":
            found = self._rows[key]
            return Piece(Address(kind=EvidenceKind.FINDING, id=found.id), found.text, "", "")
        if name == "submission":
            return piece_called(review, self._ids[key], words)
        return next(p for p in there if p.address.id == self._ids[key] and words in ("", p.words))

    def _recommendation(self, group: Group, values: dict[str, Any]) -> None:
        values = dict(values)
        rests, first, amended_on = values.pop("rests_on", []), values.pop("first", ""), values.pop("amended_on", 0)
        for part in values.get("parts", []):
            self._ids[part["id"].removeprefix("@")] = new_id()
        now = {"action": values["action"], "state": values.get("state", "draft")}
        begun = {"action": first, "state": "agreed by group"} if first else {}
        rows = self._workspace.records.recommendations
        row = self._add(rows, values | begun | {"group_id": group.id})
        if first:
            self._amended[row.id] = (self._days.day(amended_on), now)
        for rest in rests:
            *part, finding = (self._ids[name.removeprefix("@")] for name in rest.split())
            link = RestsOn(group_id=group.id, recommendation_id=row.id, part_id="".join(part), finding_id=finding)
            self._workspace.records.rests_on.add(link.model_copy(update={"id": self._new_id()}))
