"""Evidence for the tests of findings and recommendations: two interviews, a submission, a snapshot, all invented."""

from __future__ import annotations

from datetime import date
from typing import Any

from groups.finding import Finding
from groups.group import Group
from interviews.interview import Interview, InterviewState, Note, NoteKind
from interviews.partner import Partner
from interviews.submission import Snapshot, Submission
from workbench.services.findings import add_finding
from workbench.workspace.workspace import Workspace


def add_evidence(workspace: Workspace, group: Group) -> dict[str, str]:
    """Give a group its evidence; returns the ids of the partners and notes by a short name."""
    common: dict[str, Any] = {"group_id": group.id}
    records = workspace.records
    told = [
        ("Parent group", date(2026, 1, 12), [("helpline", NoteKind.QUOTE, "Nobody told us there was a helpline.")]),
        ("Attendance team", date(2026, 1, 9), [("leaflet", NoteKind.FACT, "Leaflet last reprinted in 2019")]),
        ("EHE officers", date(2026, 1, 9), [("ring", NoteKind.NOTE, "We ring every family in the first week")]),
    ]
    ids: dict[str, str] = {}
    with workspace.write("Gather evidence"):
        for place, (name, on, lines) in enumerate(told, start=1):
            partner = records.partners.add(Partner(**common, name=name, position=place))
            ids[name] = partner.id
            interview = records.interviews.add(
                Interview(
                    **common,
                    title=name,
                    partner_ids=[partner.id],
                    on=on,
                    state=InterviewState.CLOSED_OUT,
                    position=place,
                )
            )
            for line, (key, kind, text) in enumerate(lines, start=1):
                note = records.notes.add(Note(**common, interview_id=interview.id, text=text, kind=kind, position=line))
                ids[key] = note.id
        submission = records.submissions.add(
            Submission(
                **common,
                reference="EHE01",
                title="What parents told us",
                partner_id=ids["Parent group"],
                text="We asked 61 families.\n\nMost would welcome a visit.",
            )
        )
        snapshot = records.snapshots.add(
            Snapshot(
                **common, title="Home educated children", rows=[["", "2024", "2025"], ["On the register", "181", "214"]]
            )
        )
    return ids | {"submission": submission.id, "snapshot": snapshot.id}


def a_finding(workspace: Workspace, group: Group, text: str = "Families are not told what support exists.") -> Finding:
    """A key finding."""
    return add_finding(workspace, group.id, text)
