"""How long the report of a large review takes: reading, putting together, numbering, each format, and the whole.

    python -m benchmarks.report [--findings 200] [--notes 5000] [--times 5]

The review is made up: so many findings with their evidence, recommendations, submissions, snapshots and texts, and a
fact that changed in each of them. Word is compared with plain python-docx writing the same paragraphs and nothing else,
in the same run.
"""

from __future__ import annotations

import argparse
import io
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import docx

from groups.evidence import Address, EvidenceKind, EvidenceLink, address_of
from groups.finding import Finding, FindingKind
from groups.group import Group, Meeting, MeetingKind, Membership, Person, Role
from groups.prose import NUMBERED_SECTIONS, Prose, ReportSection
from groups.recommendation import Recommendation, RestsOn, SubPart
from groups.rows import Author
from groups.sensitivity import Sensitivity
from interviews.interview import Interview, InterviewState, Note
from interviews.partner import Partner
from interviews.submission import Publication, Snapshot, Submission
from workbench.report.numbering import number
from workbench.report.paragraphs import paragraphs
from workbench.services.drafts import compare, keep_draft
from workbench.services.report import FORMATS, assemble, render, see
from workbench.workspace.workspace import Workspace, open_workspace, system_clock

SENTENCE = "Families say that nobody told them what help there is, and that it is worry and not truancy. "
KINDS = (FindingKind.KEY, FindingKind.BY_PARTNER, FindingKind.ISSUE)


def large_review(workspace: Workspace, findings: int, notes: int) -> Group:
    """A review with so many findings and notes, and of everything else what would go with them."""
    records = workspace.records
    with workspace.write("Make a large review"):
        group = records.groups.add(
            Group(title="School Attendance", council="Wexcombe City Council", boards=["Scrutiny Board (2)"])
        )
        own = {"group_id": group.id}
        person = records.people.add(Person(name="Councillor A Okoro"))
        records.memberships.add(Membership(**own, person_id=person.id, name=person.name, role=Role.CHAIR))
        for n in range(1, 8):
            records.meetings.add(Meeting(**own, kind=MeetingKind.INTERVIEWING, on=date(2026, 3, n)))
        partners = [records.partners.add(Partner(**own, name=f"Partner {n}", position=n)) for n in range(12)]
        sessions = [
            records.interviews.add(
                Interview(**own, title=f"Session {n}", partner_ids=[p.id], state=InterviewState.CONFIRMED, position=n)
            )
            for n, p in enumerate(partners)
        ]
        lines = [
            records.notes.add(
                Note(**own, interview_id=sessions[n % len(sessions)].id, text=f"{n} {SENTENCE}", position=n)
            )
            for n in range(notes)
        ]
        text = "\n\n".join(f"{n} {SENTENCE * 3}" for n in range(60))
        submissions = [
            records.submissions.add(
                Submission(
                    **own,
                    reference=f"SA{n:02d}",
                    title=f"Submission of partner {n}",
                    partner_id=partners[n % len(partners)].id,
                    publication=Publication.WITHOUT_NAMES if n % 2 else Publication.PUBLISH,
                    sensitivity=Sensitivity.PUBLIC,
                    sender="Ms Jo Larkspur",
                    text=text,
                    position=n,
                )
            )
            for n in range(20)
        ]
        years = ["", *(str(year) for year in range(2015, 2027))]
        for n in range(5):
            rows = [years, *([f"Measure {row}", *(str(row * n + cell) for cell in range(12))] for row in range(40))]
            records.snapshots.add(
                Snapshot(**own, title=f"Snapshot {n}", rows=rows, publication=Publication.PUBLISH, position=n)
            )
        rows_ = []
        for n in range(findings):
            kind = KINDS[n % len(KINDS)]
            partner = partners[n % len(partners)].id if kind is FindingKind.BY_PARTNER else ""
            made = records.findings.add(
                Finding(**own, kind=kind, text=f"{n} {SENTENCE * 2}", partner_id=partner, position=n)
            )
            rows_.append(made)
            passage = address_of(
                EvidenceKind.PASSAGE, submissions[n % 20].id, text, 300 * (n % 40), 300 * (n % 40) + 90
            )
            for address in (Address(kind=EvidenceKind.NOTE, id=lines[n].id), passage):
                records.evidence.add(EvidenceLink(**own, finding_id=made.id, address=address))
        for n in range(12):
            parts = [SubPart(id=f"{group.id}-{n}-{k}", text=SENTENCE) for k in range(2)]
            row = records.recommendations.add(
                Recommendation(**own, addressee=f"Cabinet Member {n % 3}", action=SENTENCE, parts=parts, position=n)
            )
            for finding in rows_[n * 8 : n * 8 + 8]:
                records.rests_on.add(RestsOn(**own, recommendation_id=row.id, finding_id=finding.id))
        for section in NUMBERED_SECTIONS:
            words = "\n\n".join(f"{SENTENCE * 2} The group met on {{meetings}} occasions." for _ in range(6))
            records.prose.add(Prose(**own, section=section, text=words, facts={"meetings": "six"}))
    return group


def plain_word(words: list[str]) -> bytes:
    """The same paragraphs written with python-docx alone."""
    document = docx.Document()
    for text in words:
        document.add_paragraph(text)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def timed(act: Callable[[], object], times: int) -> float:
    """The median of some runs, in milliseconds."""
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        act()
        taken.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken)


def first_page(workspace: Workspace, group: Group) -> float:
    """How long until the section that somebody looks at is there, in milliseconds."""
    begun = time.perf_counter()
    there: list[float] = []
    see(
        workspace,
        group,
        first=ReportSection.FINDINGS,
        arrived=lambda _: there.append((time.perf_counter() - begun) * 1000),
    )
    return there[0]


def measure(workspace: Workspace, group: Group, times: int) -> None:
    """Print the figures of one review."""
    report = assemble(workspace, group)
    note = number(report)
    held = paragraphs(note)
    print(f"Paragraphs of the report: {len(held):,}")
    rows: dict[str, Callable[[], object]] = {
        "put together, public": lambda: assemble(workspace, group),
        "put together, working copy with sources": lambda: assemble(workspace, group, private=True, sources=True),
        "numbered": lambda: number(report),
        "looked at (all of it, with what changed)": lambda: see(workspace, group),
    }
    rows |= {f"written as {name}": lambda form=form: render(workspace, group, form) for form, name in FORMATS.items()}  # type: ignore[misc]
    figures = {name: timed(act, times) for name, act in rows.items()}
    figures["first section on the screen"] = statistics.median(first_page(workspace, group) for _ in range(times))
    keep_draft(workspace, group)
    figures["compared with a draft"] = timed(lambda: compare(workspace, group, 1), times)
    figures["plain python-docx, same paragraphs"] = timed(lambda: plain_word([p.text for p in held]), times)
    for name, taken in figures.items():
        print(f"{name:45} {taken:8.0f} ms")
    ratio = figures["written as Word"] / figures["plain python-docx, same paragraphs"]
    print(f"{'Word beside plain python-docx':45} {ratio:8.1f} times")


def main() -> None:
    """Read the arguments, build the review, measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--findings", type=int, default=200)
    parser.add_argument("--notes", type=int, default=5000)
    parser.add_argument("--times", type=int, default=5)
    given = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        open_workspace(Path(folder) / "workspace", Author("Measurer", system_clock)) as workspace,
    ):
        group = large_review(workspace, given.findings, given.notes)
        measure(workspace, group, given.times)


if __name__ == "__main__":
    main()
